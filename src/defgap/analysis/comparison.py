"""One law against one standard: the stories of the standard, and what the law makes of them on a given reading."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from attrs import evolve, frozen

from defgap.model.ages import Band, cut
from defgap.model.concepts import GRANTED, Taxonomy
from defgap.model.formulas import TOP, And, Atom, Formula, Or, atoms, choices
from defgap.model.grounding import Grounding, Settings, both, coarse, either, limits, unresolved
from defgap.model.offences import Law, Offence, Tier
from defgap.model.stories import BudgetExceeded, Space, Story, stories

CORE = ("act", "means", "purpose")


@frozen
class Coverage:
    """Which stories of the standard a law covers, as bit sets over the comparison's space.

    `certain` counts undefined words as nothing, `possible` as everything of their role.
    """

    certain: int
    possible: int


class Comparison:
    """Holds what does not depend on the reading: bands, merged facts, and the standard's stories.

    Raises BudgetExceeded if the standard itself has more stories than the budget.
    """

    def __init__(self, standard: Law, law: Law, taxonomy: Taxonomy) -> None:
        self.standard, self.law, self.full = standard, law, taxonomy
        self.bands: tuple[Band, ...] = cut(limits(standard, law))
        self.child_bands = tuple(b for b in self.bands if b.child)
        self.adult_bands = tuple(b for b in self.bands if not b.child)
        raw = [*_formulas(standard), *_formulas(law)]
        self.taxonomy, self.members = coarse(taxonomy, raw, _roots(taxonomy, raw))
        self.minimum = _minimum(standard, taxonomy)
        self.widest = self.wide()
        kept = tuple(sorted(self.members))
        self.space = _stories(self.minimum, self.bands, kept, taxonomy).under(self.taxonomy)
        self._spaces: dict[Formula, Space] = {}
        self._too_many: set[Formula] = set()
        self._extents: dict[Formula, int] = {}
        self._memory: dict[Hashable, Any] = {}
        self.opaque = bool(unresolved(law))
        self.decisive = any(role in ("act", "means") for role, _ in unresolved(law))
        self.named = {leaf.concept for f in raw for leaf, _ in atoms(f) if isinstance(leaf, Atom)}
        self.lost = _lost(law)
        self.unread = tuple(dict.fromkeys((*law.incomplete, *self.lost)))
        self.silent = {"act", "means"} <= set(law.incomplete) or any(not rest.roles for rest in law.residue)
        self.incomplete = tuple(dict.fromkeys((*self.unread, *_undefined(law))))
        self.spoken = _spoken(law)
        self.rank = {fact: i for i, fact in enumerate(taxonomy.concepts)}
        self.child = self.space.having(b.id for b in self.child_bands)
        self.adult = self.space.having(b.id for b in self.adult_bands)

    def wide(self, granted: tuple[str, ...] = ()) -> Formula:
        """Return the standard at its widest, with `granted` roles taken as true.

        An open list of purposes ("at a minimum") permits any further purpose: the role's root stands for it.
        """
        return _wide(self.standard, self.full, granted)

    def grounding(
        self, settings: Settings, *, opaque: bool = True, opened: bool = False, anything: tuple[str, ...] = ()
    ) -> Grounding:
        """Return the law's grounding on a reading; undefined words of the roles in `anything` count in any case."""
        return Grounding(self.law, self.full, dict(settings), opaque, opened, (), (), anything)

    def extent(self, grounding: Grounding, offences: tuple[Offence, ...] | None = None) -> int:
        """Return the standard's stories covered by any tier of the offences (default: the trafficking ones)."""
        chosen = self.law.trafficking if offences is None else offences
        formula = either(*(grounding.offence(o) for o in chosen))
        if formula not in self._extents:
            self._extents[formula] = self.space.extent(formula)
        return self._extents[formula]

    def coverage(self, settings: Settings, denied: tuple[str, ...] = (), extra: tuple[str, ...] = ()) -> Coverage:
        """Return the coverage on a reading, granting what the elements do not speak of but for `denied` concepts.

        `extra` roles are granted too.
        """
        key = ("coverage", tuple(sorted(settings.items())), denied, extra)
        found: Coverage = self.remember(key, lambda: self._coverage(settings, denied, (*GRANTED, *extra)))
        return found

    def _coverage(self, settings: Settings, denied: tuple[str, ...], roles: tuple[str, ...]) -> Coverage:
        high = self.extent(Grounding(self.law, self.full, dict(settings), True, False, roles, denied))
        if not self.opaque:
            return Coverage(high, high)
        return Coverage(self.extent(Grounding(self.law, self.full, dict(settings), False, False, roles, denied)), high)

    def open_coverage(self, settings: Settings) -> int:
        """Return what the law may cover if its open lists hold every element of their role."""
        return self.extent(Grounding(self.law, self.full, dict(settings), True, True, GRANTED))

    def elsewhere(self, settings: Settings) -> Mapping[str, int]:
        """Return for each neighbouring offence the standard's stories that its conduct amounts to.

        A concept with a counterpart among the elements counts for it (involvement in prostitution for the purpose,
        enticement for recruitment); everything outside the elements is granted.
        """
        grounding = Grounding(self.law, self.full, dict(settings))
        found = {}
        for offence in self.law.neighbours:
            formula = _translate(grounding.offence(offence), self.full)
            # An offence that says nothing of exploitation covers conduct only by accident: it is no answer.
            if any(isinstance(a, Atom) and a.role == "purpose" for a, _ in atoms(formula)):
                found[offence.id] = self.space.extent(formula)
        return found

    @cached_property
    def combinations(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The element combinations, 5 × 9 × 7 for adults and 5 × 7 for children, each with its stories."""
        by_role = {r: [e for e in self.full.elements if e.startswith(r + ".")] for r in CORE}
        having = {e: self.space.having(self.taxonomy.facts(e)) for e in self.full.elements}
        rows: list[tuple[tuple[str, ...], int]] = []
        for act in by_role["act"]:
            for purpose in by_role["purpose"]:
                pair = having[act] & having[purpose]
                rows.append(((act, purpose), pair & self.child))
                rows.extend(((act, means, purpose), pair & having[means] & self.adult) for means in by_role["means"])
        return tuple(rows)

    def extent_of(self, product: Iterable[frozenset[str]]) -> int:
        """Return the standard's stories inside a product; a dimension without a value does not narrow it."""
        bits = self.space.all
        for values in product:
            facts = [f for value in values for f in value.split(" + ") if f]
            if facts:
                bits &= self.space.having(facts)
        return bits

    def story(self, bit: int) -> Story:
        """Return the story of the lowest bit set."""
        return next(self.space.select(bit & -bit))

    def law_stories(self, formula: Formula) -> Space:
        """Return the minimal stories of a ground formula of the law, as a space. Raises BudgetExceeded."""
        if formula in self._too_many:
            raise BudgetExceeded("more stories than the budget allows")
        if formula not in self._spaces:
            try:
                found = stories(formula, self.taxonomy, self.bands)
            except BudgetExceeded:
                self._too_many.add(formula)
                raise
            self._spaces[formula] = Space(found, self.taxonomy, self.bands)
        return self._spaces[formula]

    def remember(self, key: Hashable, compute: Callable[[], Any]) -> Any:
        """Return what was computed under a key before, or compute it: readings share most of their parts."""
        if key not in self._memory:
            self._memory[key] = compute()
        return self._memory[key]

    def entails(self, stronger: Formula, weaker: Formula) -> bool:
        """True if every story of `stronger` is a story of `weaker`; False where it has too many to be sure."""
        try:
            space = self.law_stories(stronger)
        except BudgetExceeded:
            return False
        return space.extent(weaker) == space.all

    def ages(self, formula: Formula) -> frozenset[str]:
        """Return the age bands of a formula's stories; all of them where it has too many stories."""
        known = frozenset(b.id for b in self.bands)
        try:
            return known & self.law_stories(formula).columns.keys()
        except BudgetExceeded:
            return known


@lru_cache(maxsize=64)
def _stories(formula: Formula, bands: tuple[Band, ...], kept: tuple[str, ...], full: Taxonomy) -> Space:
    # The stories of a standard depend on the law only through the facts it tells apart; few such partitions recur.
    known = frozenset(kept)
    named = {leaf.concept for leaf, _ in atoms(formula) if isinstance(leaf, Atom)}
    taxonomy = Taxonomy(full.concepts, {c: full.facts(c) & known for c in named})
    return Space(stories(formula, taxonomy, bands), taxonomy, bands)


@lru_cache
def _minimum(standard: Law, taxonomy: Taxonomy) -> Formula:
    ground = Grounding(standard, taxonomy)
    return either(*(ground.offence(o) for o in standard.trafficking))


@lru_cache
def _wide(standard: Law, taxonomy: Taxonomy, granted: tuple[str, ...]) -> Formula:
    ground = Grounding(standard, taxonomy, {}, True, True, granted)
    formula = either(*(ground.offence(o) for o in standard.trafficking))
    if not any(d.role == "purpose" and d.openness == "open" for d in standard.definitions):
        return formula
    any_purpose = evolve(ground, granted=(*granted, "purpose"))
    return either(formula, both(either(*(any_purpose.offence(o) for o in standard.trafficking)), Atom("purpose")))


def _formulas(law: Law) -> Iterator[Formula]:
    for definition in law.definitions:
        yield from definition.alternatives
    for offence in law.offences:
        for tier in offence.tiers:
            yield from tier_formulas(tier)


def _lost(law: Law) -> tuple[str, ...]:
    """Return the roles that words of a basic disposition which were not accounted for may be of."""
    roles: dict[str, None] = {}
    for rest in law.residue:
        for offence in law.trafficking:
            for tier in offence.basic:
                places = {tier.address, *(limb.address for limb in tier.limbs)}
                if rest.address in places or (rest.address.startswith(f"{tier.address}__") and not offence.aggravated):
                    roles.update(dict.fromkeys(rest.roles or CORE))
    return tuple(roles)


def _undefined(law: Law) -> tuple[str, ...]:
    """Return the roles whose definitions hold words that were not accounted for."""
    return tuple(
        dict.fromkeys(
            d.role
            for d in law.definitions
            for rest in law.residue
            if d.address and f"{rest.address}__".startswith(f"{d.address}__")
        )
    )


def _spoken(law: Law) -> tuple[str, ...]:
    """Return the choices that decide what the clauses of a law say, not only how its tiers build on each other."""
    found: dict[str, None] = {}
    for formula in _formulas(law):
        found.update(dict.fromkeys(choices(formula)))
    for offence in law.offences:
        found.update(dict.fromkeys(c.choice for c in offence.consents if c.lifts and c.choice))
    return tuple(c.id for c in law.choices if c.id in found)


def tier_formulas(tier: Tier) -> Iterator[Formula]:
    """Yield the clauses of a tier's limbs and points, not ground."""
    for limb in tier.limbs:
        yield from limb.clauses
    for point in tier.points:
        yield from point.clauses


def _roots(taxonomy: Taxonomy, formulas: list[Formula]) -> set[str]:
    roots = {*CORE, *taxonomy.elements}
    for formula in formulas:
        for leaf, _ in atoms(formula):
            if isinstance(leaf, Atom) and leaf.concept in taxonomy:
                concept = taxonomy[leaf.concept]
                if concept.counterpart:
                    roots.add(concept.counterpart)
                if concept.compulsion:
                    roots.update(p for p in concept.parents)
    return roots


def _translate(formula: Formula, taxonomy: Taxonomy) -> Formula:
    match formula:
        case And(parts):
            return both(*(_translate(p, taxonomy) for p in parts))
        case Or(parts):
            return either(*(_translate(p, taxonomy) for p in parts))
        case Atom(concept) if concept in taxonomy and taxonomy[concept].counterpart:
            return Atom(taxonomy[concept].counterpart)
        case Atom() if formula.role in GRANTED:
            return TOP
        case _:
            return formula
