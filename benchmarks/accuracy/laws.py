"""What a law, read or written, says where: its limbs with the roles they carry, its mentions and definitions."""

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.accuracy.expected import together

from defgap.model.evidence import quotes
from defgap.model.formulas import Age, Atom, Formula, Leaf, Quote, Term, When, atoms, rewrite
from defgap.model.offences import Law, Limb, Point

Placed = tuple[str, Quote, str]
"""The address of a quote, the quote, and what is said of it."""


def limbs(law: Law) -> Iterator[tuple[str, Limb]]:
    """Yield the limbs of the basic trafficking offences with their addresses."""
    for _, tier in law.tiers():
        if tier.kind == "basic":
            yield from ((limb.address or tier.address, limb) for limb in tier.limbs)


def dispositions(law: Law) -> Iterator[Placed]:
    """Yield the words of the basic trafficking offences and of the definitions."""
    parts = (*limbs(law), *((d.address, d) for d in law.definitions))
    for where, part in parts:
        yield from ((address, quote, "disposition") for address, quote in quotes(part, where))


def kinds(law: Law) -> Iterator[Placed]:
    """Yield the words of penalties, rules on consent and definitions with the kinds of the sentences they stand in."""
    parts: list[tuple[str, Any, str]] = [(d.address, d.evidence, "definition") for d in law.definitions]
    for offence in law.trafficking:
        parts += [(t.address, t.sanction, "penalty") for t in offence.tiers if t.sanction]
        parts += [(c.address or offence.address, c, "consent-rule") for c in offence.consents]
    for where, part, kind in parts:
        yield from ((address, quote, kind) for address, quote in quotes(part, where))


def mentions(law: Law) -> Iterator[Placed]:
    """Yield the words of the limbs and points of the trafficking offences with their roles."""
    for _, tier in law.tiers():
        parts: tuple[Limb | Point, ...] = (*tier.limbs, *tier.points)
        for part in parts:
            yield from _mentions(part.clauses, part.address or tier.address)


def _mentions(clauses: Iterable[Formula], address: str) -> Iterator[Placed]:
    for clause in clauses:
        for mention, _ in atoms(clause):
            yield from ((q.address or address, q, role(mention)) for q in mention.evidence)


def role(mention: Atom | Term | Age) -> str:
    """Return the role of a mention; an age is the victim's."""
    return "victim" if isinstance(mention, Age) else mention.role


def attachment(law: Law) -> Iterator[Placed]:
    """Yield the words of the acts with the other roles of their limb, on the default reading."""
    settings = {c.id: c.default for c in law.choices}

    def chosen(leaf: Leaf) -> Formula:
        if not isinstance(leaf, When):
            return leaf
        return rewrite(leaf.body if settings.get(leaf.choice) in leaf.options else leaf.otherwise, chosen)

    for address, limb in limbs(law):
        found = [m for c in limb.clauses for m, _ in atoms(rewrite(c, chosen))]
        carried = together(r for r in map(role, found) if r != "act")
        acts = (m for m in found if role(m) == "act")
        yield from ((q.address or address, q, carried) for m in acts for q in m.evidence)


def definitions(law: Law) -> Iterator[Placed]:
    """Yield the words of the definitions with the terms that they define, the words at the term first."""
    for definition in law.definitions:
        parts = (definition.evidence, definition.alternatives)
        yield from ((a, q, definition.name) for a, q in quotes(parts, definition.address))
