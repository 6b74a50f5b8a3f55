"""A set of combinations as the fewest maximal products: what a lawyer can read instead of hundreds of stories."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TypeAlias

Row: TypeAlias = tuple[str, ...]
Product: TypeAlias = tuple[frozenset[str], ...]

LIMIT = 400
"""How many distinct classes of combinations are searched for the exact minimum; beyond it the cover is greedy."""


def products(rows: Iterable[Row]) -> tuple[Product, ...]:
    """Return the fewest maximal products whose union is exactly `rows`, largest first.

    A row is one value per dimension, all of the same length. The cover is minimal up to `LIMIT` classes of rows and
    greedy beyond; it is always exact as a set.
    """
    cells = set(rows)
    if not cells:
        return ()
    width = len(next(iter(cells)))
    names: list[dict[str, frozenset[str]]] = []
    for axis in range(width):
        rest: dict[str, set[Row]] = {}
        for cell in cells:
            rest.setdefault(cell[axis], set()).add(cell[:axis] + cell[axis + 1 :])
        same: dict[frozenset[Row], list[str]] = {}
        for value, others in rest.items():
            same.setdefault(frozenset(others), []).append(value)
        table = {value: sorted(group)[0] for group in same.values() for value in group}
        names.append({sorted(group)[0]: frozenset(group) for group in same.values()})
        cells = {(*cell[:axis], table[cell[axis]], *cell[axis + 1 :]) for cell in cells}
    chosen = _cover(cells, _maximal(cells))
    widened = [tuple(frozenset().union(*(names[i][v] for v in part)) for i, part in enumerate(box)) for box in chosen]
    return tuple(sorted(widened, key=lambda box: (-_size(box), [sorted(part) for part in box])))


def _size(box: Product) -> int:
    size = 1
    for part in box:
        size *= len(part)
    return size


def _inside(small: Product, large: Product) -> bool:
    return all(a <= b for a, b in zip(small, large, strict=True))


def _maximal(cells: set[Row]) -> list[Product]:
    if len(cells) > LIMIT:
        return _grown(cells)
    boxes: list[Product] = [tuple(frozenset((v,)) for v in cell) for cell in sorted(cells)]
    changed = True
    while changed:
        changed = False
        for a, b in combinations(list(boxes), 2):
            for axis in range(len(a)):
                joint = tuple(x | y if i == axis else x & y for i, (x, y) in enumerate(zip(a, b, strict=True)))
                if all(joint) and not any(_inside(joint, box) for box in boxes):
                    boxes = [box for box in boxes if not _inside(box, joint)] + [joint]
                    changed = True
        if len(boxes) > LIMIT:
            return _grown(cells)
    return boxes


def _grown(cells: set[Row]) -> list[Product]:
    boxes: dict[Product, None] = {}
    values = [sorted({cell[axis] for cell in cells}) for axis in range(len(next(iter(cells))))]
    for cell in sorted(cells):
        if any(all(v in part for v, part in zip(cell, box, strict=True)) for box in boxes):
            continue
        box: Product = tuple(frozenset((v,)) for v in cell)
        for axis, options in enumerate(values):
            for value in options:
                wider = tuple(part | {value} if i == axis else part for i, part in enumerate(box))
                if all(c in cells for c in _cells(wider)):
                    box = wider
        boxes[box] = None
    return list(boxes)


def _cells(box: Product) -> Iterable[Row]:
    from itertools import product

    return product(*box)


def _cover(cells: set[Row], boxes: Sequence[Product]) -> list[Product]:
    held = {box: frozenset(_cells(box)) for box in boxes}
    owners: dict[Row, list[Product]] = {cell: [] for cell in cells}
    for box, inside in held.items():
        for cell in inside:
            owners[cell].append(box)
    chosen = list(dict.fromkeys(own[0] for own in owners.values() if len(own) == 1))
    left = cells.difference(*(held[box] for box in chosen))
    candidates = [box for box in boxes if held[box] & left]
    for size in range(1, 4):
        if len(candidates) > 40 or not left:
            break
        for group in combinations(candidates, size):
            if left <= frozenset().union(*(held[box] for box in group)):
                return chosen + list(group)
    while left:
        best = max(candidates, key=lambda box: len(held[box] & left))
        chosen.append(best)
        left -= held[best]
    return chosen
