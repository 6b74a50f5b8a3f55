"""From a law on one reading to ground formulas: choices made, defined words replaced, opaque words decided."""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

from attrs import evolve, field, frozen

from defgap.model.ages import CHILD
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import BOTTOM, TOP, Age, And, Atom, Formula, Including, Or, Term, When, atoms
from defgap.model.offences import Definition, Law, Limb, Offence, Point, Tier

Settings: TypeAlias = Mapping[str, str]
"""One option per choice."""


@frozen(slots=False)
class Grounding:
    """How a law is made ground.

    `settings` decides the choices (the default stands for one that is missing). `opaque` says whether a word without
    definition counts as every element of its role (True) or as none (False). `opened` lets an open list hold every
    element of its role. `granted` roles count as true, `denied` concepts as false, both for coverage. In the roles of
    `anything` a word without definition counts as every element, whatever `opaque` says.
    """

    law: Law
    taxonomy: Taxonomy
    settings: Settings = field(factory=dict, hash=False)
    opaque: bool = True
    opened: bool = False
    granted: Collection[str] = ()
    denied: Collection[str] = ()
    anything: Collection[str] = ()

    @cached_property
    def options(self) -> dict[str, str]:
        """The option of every choice on this reading."""
        return {c.id: self.settings.get(c.id, c.default) for c in self.law.choices}

    @cached_property
    def definitions(self) -> dict[tuple[str, str], tuple[Definition, ...]]:
        """The definitions by role and word."""
        found: dict[tuple[str, str], tuple[Definition, ...]] = {}
        for definition in self.law.definitions:
            key = (definition.role, definition.name)
            found[key] = (*found.get(key, ()), definition)
        return found

    @cached_property
    def _terms(self) -> dict[tuple[str, str], Formula]:
        return {}

    def chosen(self, choice: str, options: Iterable[str]) -> bool:
        """True if a part that stands on some readings only stands on this one."""
        return not choice or self.options.get(choice, "") in set(options)

    def ground(self, formula: Formula) -> Formula:
        """Return the formula without terms and choices, simplified; a word in a circle of definitions is opaque."""
        match formula:
            case Atom(concept):
                if self.denied and concept in self.denied:
                    return BOTTOM
                return TOP if self.granted and formula.role in self.granted else formula
            case Age():
                return self._age(formula)
            case Term(role, name):
                return self._term((role, name))
            case When(choice, options, body, otherwise):
                return self.ground(body if self.chosen(choice, options) else otherwise)
            case Including(general, examples):
                return either(self.ground(general), self.ground(examples))
            case And(parts):
                return both(*(self.ground(p) for p in parts))
            case Or(parts):
                # "For exploitation or for profit": what is granted does not stand in for what it is listed beside.
                asked = [p for p in parts if not _roles(p) <= set(self.granted)] if self.granted else []
                return either(*(self.ground(p) for p in asked or parts))

    def _age(self, age: Age) -> Formula:
        if age.word == "minor":
            return Age(0, self.law.minor_age or CHILD)
        if age.word == "adult":
            return Age(self.law.minor_age or CHILD, None)
        return Age(age.low, age.high)

    def _term(self, key: tuple[str, str]) -> Formula:
        if key[0] in self.granted:
            return TOP
        if key in unresolved(self.law):
            least = self._circles.get(key, BOTTOM)
            return either(least, self._anything(key[0])) if self.opaque or key[0] in self.anything else least
        if key not in self._terms:
            parts: list[Formula] = []
            for definition in self.definitions[key]:
                parts.extend(self.ground(a) for a in definition.alternatives)
                if self.opened and definition.openness == "open":
                    parts.append(self._anything(key[0]))
            self._terms[key] = either(*parts)
        return self._terms[key]

    @cached_property
    def _circles(self) -> dict[tuple[str, str], Formula]:
        """What words in a circle of definitions mean for certain: the least meaning that the definitions agree on."""
        meanings: dict[tuple[str, str], Formula] = {}
        words = [key for key in self.definitions if key in unresolved(self.law)]
        for _ in words:
            # While this is computed the words mean what the round before found, first nothing.
            self.__dict__["_circles"] = dict(meanings)
            meanings = {
                key: either(*(self.ground(a) for d in self.definitions[key] for a in d.alternatives)) for key in words
            }
            if meanings == self.__dict__["_circles"]:
                break
        return meanings

    def _anything(self, role: str) -> Formula:
        elements = [e for e in self.taxonomy.elements if e.partition(".")[0] == role]
        return either(*(self.ground(Atom(e)) for e in elements)) if elements else TOP

    def limb(self, limb: Limb, dropping: Collection[str] = ()) -> Formula:
        """Return a limb's formula, without the clauses of the roles in `dropping`."""
        return self._clauses(limb.clauses, dropping)

    def point(self, point: Point, dropping: Collection[str] = ()) -> Formula:
        """Return what a point adds, without the clauses of the roles in `dropping`."""
        return self._clauses(point.clauses, dropping)

    def _clauses(self, clauses: Iterable[Formula], dropping: Collection[str]) -> Formula:
        kept = (c for c in clauses if not dropping or not _roles(c) <= set(dropping))
        return both(*(self.ground(c) for c in kept))

    def tier(
        self, offence: Offence, tier: Tier, dropping: Collection[str] = (), above: Collection[str] = ()
    ) -> Formula:
        """Return the formula of a tier: its own limbs, or what it builds on with one of its points.

        A tier that builds on itself, in however many steps, adds nothing: `above` are the addresses already open.
        """
        own = [self.limb(limb, dropping) for limb in tier.limbs]
        path = {*above, tier.address}
        for point in tier.points:
            roles = set(dropping)
            if point.in_place_of and self.chosen(point.choice, point.options):
                roles |= set(point.in_place_of)
            base = either(*(self.tier(offence, t, roles, path) for t in bases(offence, tier) if t.address not in path))
            own.append(both(base, self.point(point, dropping)))
        return self.lifted(offence, either(*own))

    def offence(self, offence: Offence) -> Formula:
        """Return the formula of an offence, all tiers.

        A point that only adds to a tier reaches no further than the tier itself and is left out.
        """
        reach = []
        for tier in offence.tiers:
            points = tuple(p for p in tier.points if p.in_place_of and self.chosen(p.choice, p.options))
            if tier.limbs or points or not offence.basic:
                reach.append(self.tier(offence, evolve(tier, points=points) if offence.basic else tier))
        return either(*reach)

    def lifted(self, offence: Offence, formula: Formula) -> Formula:
        """Return a ground formula with compulsion removed for children where a consent rule does so."""
        if not any(c.lifts and self.chosen(c.choice, c.options) for c in offence.consents):
            return formula

        def lift(part: Formula) -> Formula:
            match part:
                case And(parts):
                    return And(tuple(lift(p) for p in parts))
                case Or(parts):
                    return Or(tuple(lift(p) for p in parts))
                case Atom(concept) if concept in self.taxonomy and self.taxonomy[concept].compulsion:
                    wide = [
                        p
                        for p in self.taxonomy[concept].parents
                        if not self.taxonomy[p].compulsion and not self.taxonomy[p].inherent and p != part.role
                    ]
                    return Or((part, *(And((Atom(p), Age(0, CHILD))) for p in wide)))
                case _:
                    return part

        return lift(formula)


def bases(offence: Offence, tier: Tier) -> tuple[Tier, ...]:
    """Return the tiers that an aggravated tier builds on; the basic ones if it names none that is given."""
    found = tuple(t for t in offence.tiers if t.address != tier.address and t.address in tier.of)
    return found or offence.basic


def both(*parts: Formula) -> Formula:
    """And of ground formulas, simplified."""
    kept: list[Formula] = []
    for part in parts:
        if part == BOTTOM:
            return BOTTOM
        kept.extend(part.parts if isinstance(part, And) else (part,))
    return kept[0] if len(kept) == 1 else And(tuple(kept))


def either(*parts: Formula) -> Formula:
    """Or of ground formulas, simplified."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == TOP:
            return TOP
        kept.update(dict.fromkeys(part.parts if isinstance(part, Or) else (part,)))
    return next(iter(kept)) if len(kept) == 1 else Or(tuple(kept))


def _roles(formula: Formula) -> set[str]:
    return {"victim" if isinstance(leaf, Age) else leaf.role for leaf, _ in atoms(formula)} or {"circumstance"}


_SEEN: dict[int, tuple[Law, frozenset[tuple[str, str]]]] = {}


def unresolved(law: Law) -> frozenset[tuple[str, str]]:
    """Return the words, by role and name, that the law uses without a definition or defines in a circle."""
    # Remembered by identity: comparing two laws word by word takes longer than the answer.
    known = _SEEN.get(id(law))
    if known is None or known[0] is not law:
        if len(_SEEN) >= 256:
            _SEEN.clear()
        known = _SEEN[id(law)] = (law, _unresolved(law))
    return known[1]


def _unresolved(law: Law) -> frozenset[tuple[str, str]]:
    uses: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for definition in law.definitions:
        named = uses.setdefault((definition.role, definition.name), set())
        for alternative in definition.alternatives:
            named.update((t.role, t.name) for t, _ in atoms(alternative) if isinstance(t, Term))
    found = {word for named in uses.values() for word in named if word not in uses}
    for offence in law.offences:
        for tier in offence.tiers:
            parts: tuple[Limb | Point, ...] = (*tier.limbs, *tier.points)
            for clause in (c for part in parts for c in part.clauses):
                found.update(
                    (t.role, t.name) for t, _ in atoms(clause) if isinstance(t, Term) and (t.role, t.name) not in uses
                )
    # A word that is not settled once all words that hang on settled words alone are taken away is in a circle, or
    # hangs on one.
    settled: set[tuple[str, str]] = set(found)
    while ready := {word for word, named in uses.items() if word not in settled and named <= settled}:
        settled |= ready
    return frozenset(found | (uses.keys() - settled))


def limits(*laws: Law) -> tuple[int, ...]:
    """Return every age limit, in years, that the laws name: the bands are cut there too."""
    found: set[int] = set()
    for law in laws:
        if law.minor_age:
            found.add(law.minor_age)
        formulas = [a for d in law.definitions for a in d.alternatives]
        for offence in law.offences:
            for tier in offence.tiers:
                formulas += [c for limb in tier.limbs for c in limb.clauses]
                formulas += [c for point in tier.points for c in point.clauses]
        for formula in formulas:
            for leaf, _ in atoms(formula):
                if isinstance(leaf, Age):
                    found.update(n for n in (leaf.low, leaf.high) if n)
    return tuple(sorted(found))


def coarse(
    taxonomy: Taxonomy, formulas: Iterable[Formula], roots: Iterable[str] = ()
) -> tuple[Taxonomy, dict[str, tuple[str, ...]]]:
    """Return the taxonomy with facts merged that no formula can tell apart, and the members of each merged fact.

    Two facts are merged if exactly the same mentioned concepts stand above them: exact, and stories become few. The
    first member, which stands for all, is the plainest: one without compulsion, not a residual fact.
    """
    mentioned = {leaf.concept for f in formulas for leaf, _ in atoms(f) if isinstance(leaf, Atom)} | set(roots)
    above: dict[str, list[str]] = {}
    for concept in sorted(mentioned):
        for fact in taxonomy.facts(concept):
            above.setdefault(fact, []).append(concept)
    groups: dict[tuple[str, ...], list[str]] = {}
    for fact, concepts in above.items():
        groups.setdefault(tuple(concepts), []).append(fact)
    members = {}
    order = {c: i for i, c in enumerate(taxonomy.concepts)}
    facts: dict[str, set[str]] = {c: set() for c in mentioned}
    for signature, group in groups.items():
        group.sort(
            key=lambda f: (
                f.endswith("[other]"),
                f in taxonomy.concepts and bool(taxonomy.concepts[f].compulsion),
                order.get(f, len(order)),
                f,
            )
        )
        members[group[0]] = tuple(group)
        for concept in signature:
            facts[concept].add(group[0])
    return Taxonomy(taxonomy.concepts, {k: frozenset(v) for k, v in facts.items()}), members
