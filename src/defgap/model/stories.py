"""Stories (fact patterns): sets of facts with exactly one age band, and the exact evaluation of formulas over them.

A ground formula holds only Atom, Age, And, Or and Including. It is monotone, so it is given by its minimal stories:
phi entails psi if and only if psi is true of every minimal story of phi.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import and_, or_
from typing import TypeAlias

from defgap.errors import ModelError
from defgap.model.ages import Band
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, And, Atom, Formula, Including, Or, Term, When

Story: TypeAlias = frozenset[str]

BUDGET = 200_000
"""How many stories one formula may have; beyond it the answer is `BudgetExceeded`, never a hang."""


class BudgetExceeded(ModelError):
    """A formula has more stories than the budget allows; the analysis reports it as a finding."""


def holds(formula: Formula, story: Collection[str], taxonomy: Taxonomy, bands: Iterable[Band]) -> bool:
    """True if the ground formula is true of the story: the plain definition, by induction."""
    match formula:
        case Atom(concept):
            return not taxonomy.facts(concept).isdisjoint(story)
        case Age():
            return any(band.id in story for band in within(formula, bands))
        case And(parts):
            return all(holds(p, story, taxonomy, bands) for p in parts)
        case Or(parts):
            return any(holds(p, story, taxonomy, bands) for p in parts)
        case Including(general, examples):
            return holds(general, story, taxonomy, bands) or holds(examples, story, taxonomy, bands)
        case Term() | When():
            raise ModelError("only a ground formula has a truth value")


def within(age: Age, bands: Iterable[Band]) -> Iterator[Band]:
    """Yield the bands that lie wholly within an age condition."""
    for band in bands:
        if age.low <= band.low and (age.high is None or (band.high is not None and band.high <= age.high)):
            yield band


class Space:
    """A list of stories with one big integer per fact: bit i is set if story i holds the fact.

    `extent` evaluates a formula over all stories at once with `&` and `|`; it is exact for every monotone formula.
    """

    def __init__(self, stories: Iterable[Story], taxonomy: Taxonomy, bands: tuple[Band, ...]) -> None:
        self.stories = tuple(stories)
        self.taxonomy = taxonomy
        self.bands = bands
        self.all = (1 << len(self.stories)) - 1
        rows: dict[str, list[int]] = {}
        for index, story in enumerate(self.stories):
            for fact in story:
                rows.setdefault(fact, []).append(index)
        self.columns = {fact: _bits(indices, len(self.stories)) for fact, indices in rows.items()}

    def under(self, taxonomy: Taxonomy) -> "Space":
        """Return the same stories seen under another taxonomy with the same facts."""
        space = object.__new__(Space)
        space.__dict__.update(self.__dict__, taxonomy=taxonomy)
        return space

    def extent(self, formula: Formula, columns: Mapping[str, int] | None = None) -> int:
        """Return the set of stories, as a bit set, of which the ground formula is true."""
        table = self.columns if columns is None else columns
        match formula:
            case Atom(concept):
                return reduce(or_, (table.get(f, 0) for f in self.taxonomy.facts(concept)), 0)
            case Age():
                return reduce(or_, (table.get(b.id, 0) for b in within(formula, self.bands)), 0)
            case And(parts):
                result = self.all
                for part in parts:
                    if not result:
                        break
                    result &= self.extent(part, table)
                return result
            case Or(parts):
                return reduce(or_, (self.extent(p, table) for p in parts), 0)
            case Including(general, examples):
                return self.extent(general, table) | self.extent(examples, table)
            case Term() | When():
                raise ModelError("only a ground formula has an extent")

    def having(self, facts: Iterable[str]) -> int:
        """Return the stories that hold at least one of the facts."""
        return reduce(or_, (self.columns.get(f, 0) for f in facts), 0)

    def holding_all(self, facts: Iterable[str]) -> int:
        """Return the stories that hold every one of the facts."""
        return reduce(and_, (self.columns.get(f, 0) for f in facts), self.all)

    def select(self, bits: int) -> Iterator[Story]:
        """Yield the stories of a bit set, in order."""
        while bits:
            low = bits & -bits
            yield self.stories[low.bit_length() - 1]
            bits ^= low


def union(parts: Iterable[int]) -> int:
    """Return the union of sets of stories, each a bit set."""
    return reduce(or_, parts, 0)


def _bits(indices: list[int], size: int) -> int:
    buffer = bytearray(size // 8 + 1)
    for index in indices:
        buffer[index >> 3] |= 1 << (index & 7)
    return int.from_bytes(buffer, "little")


def stories(formula: Formula, taxonomy: Taxonomy, bands: tuple[Band, ...], budget: int = BUDGET) -> tuple[Story, ...]:
    """Return the minimal stories of a ground formula, ordered by their facts; none if it is unsatisfiable.

    A formula silent on age means any person: it is conjoined with all bands first. Raises BudgetExceeded.
    """
    ages = frozenset(b.id for b in bands)
    found: set[Story] = set()
    for open_story in _expand(formula, taxonomy, bands, ages, budget):
        if open_story & ages:
            found.add(open_story)
        else:
            found.update(open_story | {age} for age in ages)
        if len(found) > budget:
            raise BudgetExceeded(f"more than {budget} stories")
    return minimal(found, formula, taxonomy, bands)


def minimal(found: Iterable[Story], formula: Formula, taxonomy: Taxonomy, bands: tuple[Band, ...]) -> tuple[Story, ...]:
    """Return those stories of which no smaller one makes the formula true, ordered by their facts.

    `found` must hold all minimal stories of the formula. A story is minimal if dropping any one fact but its age
    makes the formula false; this is asked for all stories at once: role by role for those with a single fact of the
    role, fact by fact for the others.
    """
    space = Space(sorted(found, key=sorted), taxonomy, bands)
    ages = {b.id for b in bands}
    roles: dict[str, list[str]] = {}
    for fact in space.columns:
        if fact not in ages:
            roles.setdefault(fact.partition(".")[0], []).append(fact)
    keep = space.all
    for facts in roles.values():
        once = many = 0
        for fact in facts:
            many |= once & space.columns[fact]
            once |= space.columns[fact]
        single = once & ~many
        if single:
            keep &= ~(single & space.extent(formula, {**space.columns, **dict.fromkeys(facts, 0)}))
        for fact in facts if many else ():
            keep &= ~(many & space.columns[fact] & space.extent(formula, {**space.columns, fact: 0}))
    return tuple(space.select(keep))


def _expand(
    formula: Formula, taxonomy: Taxonomy, bands: tuple[Band, ...], ages: frozenset[str], budget: int
) -> set[Story]:
    match formula:
        case Atom(concept):
            return {frozenset((fact,)) for fact in taxonomy.facts(concept)}
        case Age():
            return {frozenset((band.id,)) for band in within(formula, bands)}
        case Or(parts):
            result: set[Story] = set()
            for part in parts:
                result |= _expand(part, taxonomy, bands, ages, budget)
            return result
        case Including(general, examples):
            return _expand(Or((general, examples)), taxonomy, bands, ages, budget)
        case And(parts):
            product: set[Story] = {frozenset()}
            aged = False
            for part in parts:
                right = _expand(part, taxonomy, bands, ages, budget)
                if len(product) * len(right) > 4 * budget:
                    raise BudgetExceeded(f"more than {budget} stories")
                more = any(story & ages for story in right)
                if aged and more:
                    product = {joined for a in product for b in right if len((joined := a | b) & ages) <= 1}
                else:
                    product = {a | b for a in product for b in right}
                aged = aged or more
            return product
        case Term() | When():
            raise ModelError("only a ground formula has stories")


def entails(
    stronger: Formula, weaker: Formula, taxonomy: Taxonomy, bands: tuple[Band, ...], budget: int = BUDGET
) -> bool:
    """True if every story of `stronger` is a story of `weaker`. Raises BudgetExceeded."""
    space = Space(stories(stronger, taxonomy, bands, budget), taxonomy, bands)
    return space.extent(weaker) == space.all
