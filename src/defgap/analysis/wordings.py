"""Wordings: what is set against each other of two versions of a provision, and of two acts that name one offence."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from defgap.analysis.comparison import CORE, Comparison
from defgap.analysis.divergence import Side, leaves
from defgap.analysis.readings import Readings
from defgap.analysis.versions import Pair, language, named, within
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import BOTTOM, Atom, Formula, disjoin
from defgap.model.grounding import Grounding
from defgap.model.offences import Definition, Law, Offence, Tier


@frozen
class Version:
    """The law in one further language, with its readings."""

    law: Law
    readings: Readings

    @property
    def language(self) -> str:
        """The code of its language."""
        return language(self.law)


@frozen
class Missing:
    """Provisions that stand in one of two versions only: the side that has them, and their addresses."""

    name: str
    other: str
    addresses: tuple[str, ...]


class Versions:
    """Two language versions of a law, ready to be compared: both with the same definitions, the first one's before.

    What a word means is compared where it is defined, so a difference there is not reported again at every use.
    """

    def __init__(self, first: Law, one: Readings, second: Law, other: Readings, taxonomy: Taxonomy) -> None:
        self.languages = (language(first), language(second))
        definitions = shared_definitions(first, one, second, other, taxonomy)
        self.laws = (evolve(first, definitions=definitions), evolve(second, definitions=definitions))
        self.readings = (one, other)

    def name(self, place: int) -> str:
        """Return what a version is called: `the Kazakh text`."""
        return f"the {named(self.languages[place])} text"

    def side(self, place: int, formula: Formula, address: str) -> Side:
        """Return one of the two wordings of a formula."""
        law = self.laws[place]
        return Side(
            law,
            self.readings[place].settings,
            formula,
            address,
            self.name(place),
            self.languages[place],
            unsure(law, address),
        )

    def sides(self, pair: Pair) -> Iterator[tuple[Side, Side]]:
        """Yield the two wordings of every part of a provision that both versions have."""
        ours, theirs = parts(pair.first), parts(pair.second)
        for key in ours:
            if key in theirs:
                yield self.side(0, *ours[key]), self.side(1, *theirs[key])

    def missing(self, pair: Pair) -> Iterator[Missing]:
        """Yield what stands in one of the versions only."""
        found = parts(pair.first), parts(pair.second)
        for place in (0, 1):
            only = tuple(found[place][k][1] for k in found[place] if k not in found[1 - place])
            if only:
                yield Missing(self.name(place), self.name(1 - place), only)


def shared_definitions(
    first: Law, one: Readings, second: Law, other: Readings, taxonomy: Taxonomy
) -> tuple[Definition, ...]:
    """Return the definitions of two laws on the reading in force, for each word those of the first law that has it."""
    found: list[Definition] = []
    known: set[tuple[str, str]] = set()
    for law, ways in ((first, one), (second, other)):
        ground = Grounding(law, taxonomy, dict(ways.settings))
        fresh = [d for d in law.definitions if (d.role, d.name) not in known]
        found += [evolve(d, alternatives=tuple(ground.ground(a) for a in d.alternatives)) for d in fresh]
        known |= {(d.role, d.name) for d in fresh}
    return tuple(found)


def parts(provisions: Iterable[Offence | Definition]) -> dict[str, tuple[Formula, str]]:
    """Return the formulas of a provision with their addresses: its basic offence, then what every point adds.

    The basic offence is one part, whatever its addresses; the keys of the others are their addresses.
    """
    found: dict[str, list[tuple[Formula, str]]] = {}
    for provision in provisions:
        if isinstance(provision, Definition):
            found.setdefault("", []).append((provision.formula, provision.address))
            continue
        for tier in provision.tiers:
            for limb in tier.limbs:
                key = "" if tier.kind == "basic" else tier.address
                found.setdefault(key, []).append((limb.formula, tier.address))
            for point in tier.points:
                key = point.address or tier.address
                found.setdefault(key, []).append((point.formula, key))
    return {key: (disjoin(*(f for f, _ in rows)), rows[0][1]) for key, rows in found.items()}


def unsure(law: Law, address: str) -> bool:
    """True if words at or around an address were not accounted for, or if the text of the law may not be whole."""
    near = (r.address for r in law.residue)
    return bool(law.incomplete) or any(within(a, address) or within(address, a) for a in near)


def penalties(pair: Pair) -> Iterator[tuple[Tier, Tier]]:
    """Yield the tiers of two versions whose imprisonment differs, by what is stated in both.

    A minimum that one version does not state is none, or was not read: nothing is said of it.
    """
    tiers = [
        {("" if t.kind == "basic" else t.address): t for o in group if isinstance(o, Offence) for t in o.tiers}
        for group in (pair.first, pair.second)
    ]
    for key, tier in tiers[0].items():
        other = tiers[1].get(key)
        if other is None or tier.sanction is None or other.sanction is None:
            continue
        ours, theirs = tier.sanction, other.sanction
        years = ((ours.minimum, theirs.minimum), (ours.maximum, theirs.maximum))
        if any(a is not None and b is not None and a != b for a, b in years):
            yield tier, other


def basic(offences: Iterable[Offence]) -> Formula:
    """Return the basic offences of an act as one formula, not ground."""
    limbs = [limb.formula for o in offences for tier in o.basic for limb in tier.limbs]
    return disjoin(*limbs) if limbs else BOTTOM


def names(comparison: Comparison, one: Side, other: Side) -> tuple[str, ...]:
    """Return the acts, means and purposes that one wording names, as examples too, and the other names in no way."""
    known: set[str] = set()
    for leaf in leaves(other.formula):
        if isinstance(leaf, Atom) and leaf.concept != leaf.role:
            known |= comparison.full.facts(leaf.concept)
    own = {m.concept: None for m in leaves(one.formula) if isinstance(m, Atom) and m.role in CORE}
    return tuple(c for c in own if c not in CORE and not comparison.full.facts(c) <= known)
