"""`analyse`: a law against a standard on all its readings; the conduct left unpunished, sorted by its effect."""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, frozen

from defgap.analysis.beyond import row
from defgap.analysis.comparison import Comparison
from defgap.analysis.findings import Effect, Profile
from defgap.analysis.products import Product, products
from defgap.analysis.readings import CANONS, Readings, readings
from defgap.analysis.references import Reference
from defgap.analysis.verdict import Verdict, judge
from defgap.analysis.wordings import Version
from defgap.model.concepts import Taxonomy
from defgap.model.grounding import Settings
from defgap.model.offences import Choice, Law
from defgap.model.stories import Story, union


@frozen
class Gap:
    """A maximal product of the standard's stories that the law leaves out, with its effect and a witness.

    `new` spans what the products before it do not hold already.

    `offences` are the neighbouring offences that punish it, or some of it. `adults` and `children` say whom it
    concerns; a child's story holds no means, so the means of a product are those of its adults.
    """

    effect: Effect
    product: Product
    new: Product
    witness: Story
    offences: tuple[str, ...] = ()
    adults: bool = False
    children: bool = False


@frozen
class Alternative:
    """The verdict on a reading that differs in one choice."""

    choice: Choice
    option: str
    verdict: Verdict


@frozen(eq=False)
class Analysis:
    """All that is known of a law against a standard: the verdict in force, its alternatives, and the gaps.

    Beside it stand what the verdict does not depend on: the law in further languages (`versions`), the laws that it
    was joined from (`parts`), and `references` of the texts to provisions that were not given.
    """

    comparison: Comparison
    readings: Readings
    verdict: Verdict
    alternatives: tuple[Alternative, ...]
    gaps: tuple[Gap, ...]
    profile: Profile
    versions: tuple[Version, ...] = ()
    parts: tuple[Law, ...] = ()
    references: tuple[Reference, ...] = ()

    @property
    def standard(self) -> Law:
        """The standard compared against."""
        return self.comparison.standard

    @property
    def law(self) -> Law:
        """The law that was read."""
        return self.comparison.law

    @property
    def taxonomy(self) -> Taxonomy:
        """The full taxonomy."""
        return self.comparison.full

    def counts(self) -> dict[str, int]:
        """Return how many of the 350 element combinations are covered, partly, not, or undetermined.

        Facts that the elements do not speak of are granted; extra requirements are reported apart. Of a text about
        children only, the combinations of adults are undetermined.
        """
        coverage = self.verdict.coverage
        counts = {"combinations": 0, "covered": 0, "partly": 0, "uncovered": 0, "undetermined": 0}
        for _, stories in self.comparison.combinations:
            counts["combinations"] += 1
            low, high = stories & coverage.certain, stories & coverage.possible
            if self.verdict.child_only and stories & self.comparison.adult:
                counts["undetermined"] += 1
            elif low == stories:
                counts["covered"] += 1
            elif low != high:
                counts["undetermined"] += 1
            else:
                counts["partly" if high else "uncovered"] += 1
        return counts


def analyse(
    standard: Law,
    law: Law,
    taxonomy: Taxonomy,
    *,
    authorities: Collection[str] | None = None,
    chosen: Settings | None = None,
    canon: str = CANONS[0],
    profile: Profile = "alignment",
    versions: Sequence[Law] = (),
    parts: Sequence[Law] = (),
    references: Sequence[Reference] = (),
) -> Analysis:
    """Compare a law with a standard.

    `authorities`, `chosen` and `canon` as in `readings`, with its errors. `versions` are the same law in further
    languages, `parts` the laws that it was joined from, `references` those of its texts that lead nowhere: they give
    findings, no verdict. Raises BudgetExceeded only if the standard itself is too large.
    """
    comparison = Comparison(standard, law, taxonomy)
    ways = readings(law, authorities, chosen, canon)
    verdict = judge(comparison, ways.settings)
    alternatives = tuple(
        Alternative(choice, option, judge(comparison, settings)) for choice, option, settings in ways.flips()
    )
    gaps = tuple(_gaps(comparison, ways, verdict, alternatives))
    others = tuple(Version(v, readings(v, authorities, _known(v, chosen), canon)) for v in versions)
    return Analysis(comparison, ways, verdict, alternatives, gaps, profile, others, tuple(parts), tuple(references))


def _known(law: Law, chosen: Settings | None) -> Settings:
    options = {c.id: {o.id for o in c.options} for c in law.choices}
    return {c: o for c, o in (chosen or {}).items() if o in options.get(c, ())}


def _gaps(
    comparison: Comparison, ways: Readings, verdict: Verdict, alternatives: tuple[Alternative, ...]
) -> Iterator[Gap]:
    space = comparison.space
    if len(verdict.unsatisfiable) == len(verdict.roster.basic):
        return
    left = space.all & ~verdict.coverage.possible
    unsure = verdict.coverage.possible & ~verdict.coverage.certain
    if verdict.child_only:
        unsure |= comparison.adult
    for element in comparison.full.elements:
        # Words that were not given or not read could add to whatever is not held in full already.
        standing = verdict.elements[element].standings[0]
        whole = (standing.placement, standing.breadth) == ("essential", "full")
        if element.partition(".")[0] in comparison.incomplete and not whole:
            unsure |= left & space.having(comparison.taxonomy.facts(element))
    left &= ~unsure
    # A story is in doubt if some reading covers it and some other does not, whichever is the one in force.
    otherwise = comparison.open_coverage(ways.settings)
    now = always = verdict.coverage.possible
    read = [a.verdict.coverage for a in alternatives] + [comparison.coverage(s) for s in ways.joint()]
    for other in read:
        otherwise |= other.possible
        always &= other.possible
        unsure |= now & other.possible & ~other.certain
    readable = left & (otherwise | _disputed(comparison, verdict))
    left &= ~readable
    readable |= now & ~always & ~unsure
    elsewhere = {o: extent & (left | readable) for o, extent in comparison.elsewhere(ways.settings).items()}
    punished = left & union(elsewhere.values())
    yield from _cut(comparison, "shortfall", left & ~punished)
    others: tuple[tuple[Effect, int], ...] = (("shortfall-on-one-reading", readable), ("only-elsewhere", punished))
    for effect, bits in others:
        for gap in _cut(comparison, effect, bits):
            inside = comparison.extent_of(gap.new)
            yield evolve(gap, offences=tuple(o for o, extent in elsewhere.items() if extent & bits & inside))
    yield from _cut(comparison, "not-given", unsure & space.all)


def _disputed(comparison: Comparison, verdict: Verdict) -> int:
    bits = 0
    for element in comparison.full.elements:
        concept, standing = comparison.full[element], verdict.elements[element].standings[0]
        if not concept.disputed or (standing.placement, standing.breadth) != ("essential", "narrower"):
            continue
        facts = comparison.space.having(comparison.taxonomy.facts(element))
        if not concept.suffices:
            bits |= facts & comparison.adult
        elif all(comparison.full.facts(c) <= standing.held for c in concept.suffices):
            bits |= facts
    return bits


def _cut(comparison: Comparison, effect: Effect, bits: int) -> Iterator[Gap]:
    # Means and age go together in one dimension, since a child's story has no means: so a product can span both.
    group = list(comparison.space.select(bits))
    cells = {story: _cell(story) for story in group}
    spoken: set[Story] = set()
    for box in sorted(products(cells.values()), key=lambda box: -len(box[1])):
        inside = [s for s in group if all(v in part for v, part in zip(cells[s], box, strict=True))]
        own = [s for s in inside if s not in spoken] or inside
        spoken.update(inside)
        witness = min(own, key=lambda s: [comparison.rank.get(f, 9999) for f in sorted(s, key=_by_role)])
        product = _span(inside)
        yield Gap(
            effect,
            product,
            _span(own),
            witness,
            (),
            any(b.id in product[3] for b in comparison.adult_bands),
            any(b.id in product[3] for b in comparison.child_bands),
        )


def _span(stories: list[Story]) -> Product:
    rows = [row(s) for s in stories]
    return tuple(frozenset(r[i] for r in rows if i != 1 or r[i]) for i in range(5))


def _by_role(fact: str) -> tuple[bool, str]:
    return fact.startswith("age:"), fact


def _cell(story: Story) -> tuple[str, str, str, str]:
    act, means, purpose, age, other = row(story)
    return act, f"{means}@{age}", purpose, other
