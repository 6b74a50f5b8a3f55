"""Two solvers that answer the questions of `stories` by other ways: z3 and python-sat.

Both know the theory "exactly one age band" and evaluate an atom as the disjunction of the facts at or below it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from defgap.model.ages import Band
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, And, Atom, Formula, Including, Or
from defgap.model.stories import Story, within

Clause = list[int]


class Sat:
    """Ground formulas as clauses for python-sat (Tseitin's encoding)."""

    def __init__(self, taxonomy: Taxonomy, bands: tuple[Band, ...]) -> None:
        self.taxonomy, self.bands = taxonomy, bands
        self.numbers: dict[str, int] = {}
        self.last = 0
        self.clauses: list[Clause] = []
        ages = [self.fact(band.id) for band in bands]
        self.clauses.append(ages)
        self.clauses += [[-a, -b] for i, a in enumerate(ages) for b in ages[i + 1 :]]

    def fresh(self) -> int:
        self.last += 1
        return self.last

    def fact(self, name: str) -> int:
        if name not in self.numbers:
            self.numbers[name] = self.fresh()
        return self.numbers[name]

    def literal(self, formula: Formula) -> int:
        match formula:
            case Atom(concept):
                return self.any([self.fact(f) for f in sorted(self.taxonomy.facts(concept))])
            case Age():
                return self.any([self.fact(band.id) for band in within(formula, self.bands)])
            case And(parts):
                return -self.any([-self.literal(p) for p in parts])
            case Or(parts):
                return self.any([self.literal(p) for p in parts])
            case Including(general, examples):
                return self.any([self.literal(general), self.literal(examples)])
        raise TypeError(formula)

    def any(self, literals: list[int]) -> int:
        gate = self.fresh()
        self.clauses.append([-gate, *literals])
        self.clauses += [[gate, -x] for x in literals]
        return gate

    def solve(self, assumptions: list[int]) -> bool:
        from pysat.solvers import Solver

        with Solver("cadical153", bootstrap_with=self.clauses) as solver:
            return bool(solver.solve(assumptions))

    def satisfiable(self, formula: Formula) -> bool:
        return self.solve([self.literal(formula)])

    def entails(self, stronger: Formula, weaker: Formula) -> bool:
        return not self.solve([self.literal(stronger), -self.literal(weaker)])

    def all_have_one_of(self, formula: Formula, stories: tuple[Story, ...]) -> bool:
        """True if every fact pattern of which the formula is true includes one of the stories."""
        goal = self.literal(formula)
        self.clauses += [[-self.fact(f) for f in sorted(story)] for story in stories]
        return not self.solve([goal])

    def is_minimal(self, formula: Formula, story: Story) -> bool:
        """True if the formula is true of the story and of nothing strictly within it that has its age."""
        goal = self.literal(formula)
        ages = {band.id for band in self.bands}
        facts = story - ages
        outside = [-n for name, n in self.numbers.items() if name not in story and name not in ages]
        kept = [self.fact(f) for f in sorted(facts)]
        age = [self.fact(f) for f in story & ages]
        if not self.solve([goal, *outside, *kept, *age]):
            return False
        return not any(self.solve([goal, *outside, *age, -dropped]) for dropped in kept)


class Smt:
    """Ground formulas as z3 expressions."""

    def __init__(self, taxonomy: Taxonomy, bands: tuple[Band, ...]) -> None:
        import z3

        self.z3: Any = z3
        self.taxonomy, self.bands = taxonomy, bands
        ages = [z3.Bool(band.id) for band in bands]
        self.theory = z3.And(z3.AtMost(*ages, 1), z3.AtLeast(*ages, 1))

    def expression(self, formula: Formula) -> Any:
        z3 = self.z3
        match formula:
            case Atom(concept):
                return z3.Or([z3.Bool(f) for f in sorted(self.taxonomy.facts(concept))])
            case Age():
                return z3.Or([z3.Bool(band.id) for band in within(formula, self.bands)])
            case And(parts):
                return z3.And([self.expression(p) for p in parts])
            case Or(parts):
                return z3.Or([self.expression(p) for p in parts])
            case Including(general, examples):
                return z3.Or(self.expression(general), self.expression(examples))
        raise TypeError(formula)

    def satisfiable(self, formula: Formula) -> bool:
        return self._sat(self.expression(formula))

    def entails(self, stronger: Formula, weaker: Formula) -> bool:
        return not self._sat(self.expression(stronger), self.z3.Not(self.expression(weaker)))

    def all_have_one_of(self, formula: Formula, stories: tuple[Story, ...]) -> bool:
        """True if every fact pattern of which the formula is true includes one of the stories."""
        z3 = self.z3
        missed = [z3.Not(z3.And([z3.Bool(f) for f in sorted(story)])) for story in stories]
        return not self._sat(self.expression(formula), *missed)

    def _sat(self, *parts: Any) -> bool:
        solver = self.z3.Solver()
        solver.add(self.theory, *parts)
        return bool(solver.check() == self.z3.sat)


ORACLES: tuple[Callable[[Taxonomy, tuple[Band, ...]], Sat | Smt], ...] = (Sat, Smt)


def fact_patterns(taxonomy: Taxonomy, bands: tuple[Band, ...], facts: tuple[str, ...]) -> Iterator[Story]:
    """Yield every set of `facts` with exactly one age band: brute force, for small models only."""
    for bits in range(1 << len(facts)):
        chosen = frozenset(f for i, f in enumerate(facts) if bits >> i & 1)
        for band in bands:
            yield chosen | {band.id}
