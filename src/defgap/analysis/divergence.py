"""Divergence: two wordings of one thing as formulas, on all their readings, in both directions."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations, product
from typing import Literal

from attrs import evolve, frozen

from defgap.analysis.beyond import plainness
from defgap.analysis.comparison import Comparison
from defgap.analysis.mentions import Cite
from defgap.analysis.readings import JOINT
from defgap.model.concepts import GRANTED
from defgap.model.formulas import TOP, Age, And, Atom, Formula, Including, Or, Quote, Term, When, choices
from defgap.model.grounding import Grounding, Settings, both, either, unresolved
from defgap.model.offences import Choice, Law
from defgap.model.stories import Story, holds

Kind = Literal["conflict", "fixed", "overlap", "default"]
"""`conflict`: they differ on every reading. `fixed`: one has a single reading, which the other allows among others.
`overlap`: they share a reading, and each or one of them has further ones. `default`: they have the same readings, and
differ only on the one that is in force."""

ROLES = ("purpose", "means", *GRANTED, "age", "act")
"""The order in which a difference is charged to a role; acts last, since some limbs ask for an act alone."""


@frozen(slots=False, eq=False)
class Side:
    """One of two wordings: a formula of a law, not ground, with the reading in force and what the texts call it.

    `unsure` says that words there were not accounted for or that the text may not be whole.
    """

    law: Law
    settings: Settings
    formula: Formula
    address: str
    name: str
    language: str = ""
    unsure: bool = False

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The choices that the wording itself leaves; those of the words that it uses are not its own."""
        ids = set(choices(self.formula))
        return tuple(c for c in self.law.choices if c.id in ids and len(c.options) > 1)

    @cached_property
    def undefined(self) -> frozenset[tuple[str, str]]:
        """The undefined words that it uses."""
        return frozenset((t.role, t.name) for t in leaves(self.formula) if isinstance(t, Term)) & unresolved(self.law)

    @cached_property
    def groups(self) -> tuple[tuple[Choice, ...], ...]:
        """The choices that are read alike: the same ambiguity at several places, as its name and options show."""
        found: dict[tuple[str, ...], list[Choice]] = {}
        for choice in self.choices:
            found.setdefault((choice.id.partition("@")[0], *(o.id for o in choice.options)), []).append(choice)
        return tuple(tuple(group) for group in found.values())

    def readings(self) -> Iterator[dict[str, str]]:
        """Yield the readings, the one in force first; where they are too many only those that differ in one choice."""
        force = {c.id: self.settings.get(c.id, c.default) for c in self.choices}
        yield force
        if self.enumerated:
            for options in product(*([o.id for o in group[0].options] for group in self.groups)):
                reading = {c.id: o for group, o in zip(self.groups, options, strict=True) for c in group}
                if reading != force:
                    yield reading
            return
        for group in self.groups:
            yield from ({**force, **{c.id: o.id for c in group}} for o in group[0].options)

    def speaks(self, quote: Quote) -> bool:
        """True if a quote is in the language of the wording."""
        return not self.language or quote.language in ("", self.language)

    @property
    def enumerated(self) -> bool:
        """True if all its readings are taken."""
        count = 1
        for group in self.groups:
            count *= len(group[0].options)
        return count <= JOINT


@frozen
class Meaning:
    """What a wording means on one or several readings: a ground formula, and the options that give it."""

    formula: Formula
    readings: tuple[tuple[tuple[str, str], ...], ...]


@frozen(eq=False)
class Divergence:
    """How two wordings differ.

    `ours` and `theirs` are the meanings that are shown: those in force if they differ, else the first that the other
    wording does not have. `only_first` and `only_second` are minimal stories of one that are no story of the other.
    `protocol` is a story of the standard of which just one of them is true, granted what the elements do not speak of.
    `shared` pairs the readings that mean the same. `fixes` is the side that has one reading only, if the other allows
    it among others.
    """

    first: Side
    second: Side
    kind: Kind
    ours: Meaning
    theirs: Meaning
    only_first: tuple[Story, ...]
    only_second: tuple[Story, ...]
    protocol: Story | None
    shared: tuple[tuple[Meaning, Meaning], ...]
    certain: bool
    fixes: Literal["", "first", "second"] = ""

    @property
    def unsure(self) -> bool:
        """True if words that were not read, or not given, may account for the difference."""
        return self.first.unsure or self.second.unsure


def diverge(comparison: Comparison, first: Side, second: Side) -> Divergence | None:
    """Return how two wordings differ, None if they mean the same on the same readings. Raises BudgetExceeded.

    An undefined word is taken as everything of its role. Where only one of them uses it, they differ for certain only
    if no meaning of it could make them agree.
    """
    found = _diverge(comparison, first, second)
    if found is None or not found.certain or first.undefined == second.undefined:
        return found
    ours, theirs = _bounds(comparison, first), _bounds(comparison, second)
    apart = (outside(comparison, a[0], b[1]) or outside(comparison, b[0], a[1]) for a, b in product(ours, theirs))
    return evolve(found, certain=all(apart))


def _bounds(comparison: Comparison, side: Side) -> list[tuple[Formula, Formula]]:
    """Return what a wording means at least and at most, on each reading: its undefined words as nothing and all."""
    return [(_ground(comparison, side, r, False), _ground(comparison, side, r, True)) for r in side.readings()]


def _ground(comparison: Comparison, side: Side, reading: Settings, opaque: bool) -> Formula:
    return Grounding(side.law, comparison.full, {**side.settings, **reading}, opaque).ground(side.formula)


def _diverge(comparison: Comparison, first: Side, second: Side) -> Divergence | None:
    ours, theirs = meanings(comparison, first), meanings(comparison, second)
    shared = tuple((a, b) for a in ours for b in theirs if same(comparison, a.formula, b.formula))
    ours_only = [a for a in ours if all(a is not x for x, _ in shared)]
    theirs_only = [b for b in theirs if all(b is not x for _, x in shared)]
    a, b = ours[0], theirs[0]
    agree = any(x is a and y is b for x, y in shared)
    if agree and not ours_only and not theirs_only:
        return None
    if agree:
        a, b = (a, theirs_only[0]) if theirs_only else (ours_only[0], b)
    fixes: Literal["", "first", "second"] = ""
    if shared:
        fixes = "first" if len(ours) == 1 else "second" if len(theirs) == 1 else ""
    more = bool(ours_only or theirs_only)
    kind: Kind = "conflict" if not shared else "fixed" if fixes else "overlap" if more else "default"
    return Divergence(
        first,
        second,
        kind,
        a,
        b,
        outside(comparison, a.formula, b.formula),
        outside(comparison, b.formula, a.formula),
        _protocol(comparison, a.formula, b.formula),
        shared,
        kind == "conflict" and first.enumerated and second.enumerated and not (first.unsure or second.unsure),
        fixes,
    )


def meanings(comparison: Comparison, side: Side) -> tuple[Meaning, ...]:
    """Return what a wording may mean, readings of the same meaning together; the reading in force is in the first."""
    found: list[Meaning] = []
    for reading in side.readings():
        formula = _ground(comparison, side, reading, True)
        own = tuple(reading.items())
        place = next((i for i, m in enumerate(found) if same(comparison, m.formula, formula)), None)
        if place is None:
            found.append(Meaning(formula, (own,)))
        else:
            found[place] = Meaning(found[place].formula, (*found[place].readings, own))
    return tuple(found)


def same(comparison: Comparison, one: Formula, other: Formula) -> bool:
    """True if two ground formulas entail each other. Raises BudgetExceeded."""
    return one == other or not (outside(comparison, one, other) or outside(comparison, other, one))


def outside(comparison: Comparison, one: Formula, other: Formula) -> tuple[Story, ...]:
    """Return the minimal stories of a ground formula that are no stories of another. Raises BudgetExceeded."""
    space = comparison.law_stories(one)
    return tuple(space.select(space.all & ~space.extent(other)))


def plainest(comparison: Comparison, stories: Iterable[Story]) -> Story:
    """Return the story that shows a difference best: an adult, without compulsion, short."""
    return min(stories, key=lambda s: plainness(s, comparison))


def _protocol(comparison: Comparison, one: Formula, other: Formula) -> Story | None:
    a, b = (comparison.space.extent(granted(f, GRANTED)) for f in (one, other))
    found = tuple(comparison.space.select(a ^ b))
    return plainest(comparison, found) if found else None


def granted(formula: Formula, roles: Iterable[str]) -> Formula:
    """Return a ground formula with everything of some roles taken as true; `age` is a role here."""
    match formula:
        case And(parts):
            return both(*(granted(p, roles) for p in parts))
        case Or(parts):
            return either(*(granted(p, roles) for p in parts))
        case _:
            return TOP if _role(formula) in roles else formula


def lacking(comparison: Comparison, stories: Iterable[Story], formula: Formula) -> tuple[str, ...]:
    """Return the fewest roles in which stories fall short of a ground formula; none if no two roles account for it."""
    every = tuple(stories)
    for size in (1, 2):
        for roles in combinations(ROLES, size):
            wide = granted(formula, roles)
            if all(holds(wide, s, comparison.taxonomy, comparison.bands) for s in every):
                return roles
    return ()


def leaves(formula: Formula, reading: Settings | None = None) -> Iterator[Atom | Term | Age]:
    """Yield the mentions of a formula that is not ground; on a reading, those that stand on it."""
    match formula:
        case And(parts) | Or(parts):
            for one in parts:
                yield from leaves(one, reading)
        case Including(general, examples):
            yield from leaves(general, reading)
            yield from leaves(examples, reading)
        case When(choice, options, body, otherwise):
            if reading is None or choice not in reading or reading[choice] in options:
                yield from leaves(body, reading)
            if reading is None or choice not in reading or reading[choice] not in options:
                yield from leaves(otherwise, reading)
        case Atom() | Term() | Age():
            yield formula


def words(comparison: Comparison, side: Side, meaning: Meaning, story: Story, roles: Iterable[str]) -> Iterator[Cite]:
    """Yield the quoted words of a wording that a difference turns on, in its own language.

    They are those of its choices, of the acts in the story, and of the `roles` in question.
    """
    asked = set(roles)
    reading = dict(meaning.readings[0])
    found = [(c.address, q) for c in side.choices for q in c.evidence]
    for leaf in leaves(side.formula, None if asked - {"act"} else reading):
        fits = isinstance(leaf, Atom) and not comparison.full.facts(leaf.concept).isdisjoint(
            {m for fact in story for m in comparison.members.get(fact, (fact,))}
        )
        if _role(leaf) in asked or (fits and _role(leaf) == "act"):
            found += [(side.address, q) for q in leaf.evidence]
    for address, quote in found:
        if side.speaks(quote):
            yield Cite(quote.address or address, quote)


def _role(leaf: Formula) -> str:
    return "age" if isinstance(leaf, Age) else leaf.role if isinstance(leaf, Atom | Term) else ""
