"""Over-inclusion: stories of a law's basic offence that the standard does not know, limb by limb."""

from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from defgap.analysis.comparison import CORE, Comparison
from defgap.analysis.products import Product, products
from defgap.model.stories import Space, Story, union


@frozen
class Beyond:
    """Stories of one limb that the standard does not know, by the roles that they lack or exceed.

    `certain` is False where words that were not read, or text that was not given, may hold a role that is lacking.
    """

    offence: str
    address: str
    lacking: tuple[str, ...]
    products: tuple[Product, ...]
    witness: Story
    certain: bool = True


def find(comparison: Comparison, offence: str, address: str, space: Space) -> Iterable[Beyond]:
    """Yield what a limb's stories (`space`) hold that the standard does not know, by the roles that are missing."""
    outside = space.all & ~space.extent(comparison.widest)
    if not outside:
        return
    granted = {
        roles: space.extent(comparison.wide(roles))
        for roles in (("means",), ("purpose",), ("act",), ("means", "purpose"), ("act", "means"), ("act", "purpose"))
    }
    left = outside
    for roles, extent in granted.items():
        group = left & extent
        if any(set(r) < set(roles) and group & granted[r] for r in granted):
            group &= ~union(e for r, e in granted.items() if set(r) < set(roles))
        if group:
            left &= ~group
            yield _group(comparison, offence, address, roles, space, group)
    if left:
        yield _group(comparison, offence, address, CORE, space, left)


def _group(
    comparison: Comparison, offence: str, address: str, roles: tuple[str, ...], space: Space, group: int
) -> Beyond:
    found = list(space.select(group))
    rows = [row(story) for story in found]
    witness = min(found, key=lambda s: plainness(s, comparison))
    certain = not set(roles) & set(comparison.unread)
    return Beyond(offence, address, roles, products(rows), witness, certain)


@lru_cache(maxsize=65_536)
def row(story: Story) -> tuple[str, str, str, str, str]:
    """Return a story as one value per dimension: act, means, purpose, age, other; several facts joined by ` + `."""
    parts: dict[str, list[str]] = {"act": [], "means": [], "purpose": [], "age": [], "": []}
    for fact in sorted(story):
        role = "age" if fact.startswith("age:") else fact.partition(".")[0]
        parts[role if role in parts else ""].append(fact)
    act, means, purpose, age, other = (" + ".join(p) for p in parts.values())
    return act, means, purpose, age, other


def plainness(story: Story, comparison: Comparison) -> tuple[int, int, int, list[int]]:
    """Return a sort key for witnesses: the purpose without compulsion first, adults before children, short ones."""
    # A witness for missing means must not be one whose purpose contains compulsion.
    facts = [f for f in story if f.startswith("purpose.")]
    concepts = comparison.full.concepts
    compelled = sum(
        (f in concepts and bool(concepts[f].compulsion))
        or any(comparison.full[e].inherent and f in comparison.full.facts(e) for e in comparison.full.elements)
        for f in facts
    )
    child = any(b.id in story for b in comparison.child_bands)
    return compelled, int(child), len(story), [comparison.rank.get(f, len(comparison.rank)) for f in sorted(story)]
