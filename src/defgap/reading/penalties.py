"""Penalties: the words after a disposition as a sanction."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from defgap.model.formulas import Evidence
from defgap.model.offences import Sanction
from defgap.reading.language import parser, table
from defgap.reading.lexicon import Lexicon
from defgap.reading.words import Word

ALTERNATIVES = ("fine", "corrective-labour", "community-service", "forced-work", "restriction-of-liberty", "arrest")


@cache
def _terms(language: str) -> tuple[Lexicon, dict[str, int]]:
    clauses = table(language, "clauses")
    terms = Lexicon(language)
    for kind, patterns in clauses["penalty"].items():
        for pattern in patterns:
            terms.add(kind, (), pattern, {})
    return terms, clauses["penalty_numbers"]


def sanction(text: Sequence[Word], language: str, evidence: Evidence = ()) -> Sanction | None:
    """Return the sanction that the words state, None if they state none."""
    terms, numbers = _terms(language)
    tokens: list[tuple[str, int]] = []
    values: list[int] = []
    taken: set[int] = set()
    for place, word in enumerate(text):
        if place in taken or word.kind == "sign":
            continue
        if word.kind == "number" or word.norm in numbers:
            digits = word.norm.partition(",")[0].partition(".")[0]
            values.append(int(digits) if word.kind == "number" else numbers[word.norm])
            tokens.append(("NUMBER", len(values) - 1))
            continue
        found = terms.at(text, place, taken, lambda entry: True)
        if found:
            taken.update(found.used)
            tokens.extend((kind, 0) for kind in found.entry.kind.split())
    if table(language, "language").get("postposed"):
        tokens = _leading(tokens)
    tree = parser("penalty.lark")(_repair(tokens))
    return _read(tree, values, evidence)


def _leading(tokens: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Put the tokens of a verb-final penalty in the order of the grammar: a bound before its number, a kind before its
    range."""
    parts: list[tuple[str, list[tuple[str, int]]]] = []
    index = 0
    while index < len(tokens):
        stop = index
        while stop < len(tokens) and tokens[stop][0] == "NUMBER":
            stop += 1
        if stop == index:
            kind = tokens[index][0]
            parts.append(("RANGE" if kind == "SAME" else kind, [tokens[index]]))
            index += 1
            continue
        stop += stop < len(tokens) and tokens[stop][0] in UNITS
        bound = tokens[stop : stop + 1] if tokens[stop : stop + 1] and tokens[stop][0] in ("FROM", "TO") else []
        quantity = [*bound, *tokens[index:stop]]
        index = stop + len(bound)
        if parts and parts[-1][1][0][0] == "FROM" and bound and bound[0][0] == "TO":
            parts[-1][1].extend(quantity)
        else:
            parts.append(("RANGE", quantity))
    ordered: list[tuple[str, int]] = []
    while parts:
        kind, part = parts.pop(0)
        if kind == "RANGE" and parts and parts[0][0] not in ("RANGE", "OPTIONAL", *UNITS):
            ordered.extend(parts.pop(0)[1])
        ordered.extend(part)
    return ordered


def _repair(tokens: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Keep only quantities the grammar knows: a number without preposition or unit is no range."""
    kept: list[tuple[str, int]] = []
    size = len(tokens)
    index = 0
    while index < size:
        kind = tokens[index][0]
        if kind in ("FROM", "TO", "NUMBER"):
            stop = index + (kind != "NUMBER")
            while stop < size and tokens[stop][0] == "NUMBER":
                stop += 1
            counted = stop > index + (kind != "NUMBER")
            unit = stop < size and tokens[stop][0] in UNITS
            after = stop + unit
            bounded = kind == "FROM" and [k for k, _ in tokens[after : after + 2]] == ["TO", "NUMBER"]
            if counted and (unit or kind == "TO" or bounded):
                kept.extend(tokens[index : stop + unit])
            index = max(stop + unit, index + 1)
        else:
            if kind not in UNITS:
                kept.append(tokens[index])
            index += 1
    return kept


UNITS = ("YEARS", "MONTHS", "OTHER_UNIT")


def _read(tree: Any, values: list[int], evidence: Evidence) -> Sanction | None:
    fields: dict[str, Any] = {"alternatives": ()}
    current = ""
    extra = ""
    previous: tuple[float | None, float | None] = (None, None)
    known = False
    for node in tree.children:
        if node.data == "kind":
            current, extra = node.children[0].type.lower().replace("_", "-"), ""
            known = True
            if current == "life":
                fields["life"] = True
            elif current in ALTERNATIVES:
                fields["alternatives"] += (current,)
        elif node.data == "extra":
            word = node.children[0].type
            if word == "OPTIONAL":
                if extra == "CONFISCATION":
                    fields["confiscation"] = "optional"
            else:
                extra = word
                if word == "CONFISCATION":
                    fields["confiscation"] = "yes"
        elif not extra:
            bounds = previous if node.data == "same" else _bounds(node, values)
            previous = bounds
            if current in ("prison", "") and bounds != (None, None):
                fields["minimum"], fields["maximum"] = bounds
                known = True
    return Sanction(**fields, evidence=evidence) if known else None


def _bounds(node: Any, values: list[int]) -> tuple[float | None, float | None]:
    numbers: list[float] = []
    units: list[str] = []
    for child in node.children:
        data = getattr(child, "data", "")
        if data == "number":
            total = 0
            for token in child.children:
                value = values[int(token)]
                total = max(total, 1) * value if value >= 1000 else total + value
            numbers.append(float(total))
        elif data == "unit":
            units.append(child.children[0].type)
    if not units or units[-1] == "OTHER_UNIT":
        return None, None
    parts = {"YEARS": 1.0, "MONTHS": 12.0}
    own = units if len(units) == len(numbers) else units[-1:] * len(numbers)
    scaled = [n / parts.get(unit, 1.0) for n, unit in zip(numbers, own, strict=True)]
    match node.data:
        case "between":
            return scaled[0], scaled[1]
        case "upto":
            return None, scaled[0]
        case "atleast":
            return scaled[0], None
        case _:
            return scaled[0], scaled[0]
