"""The laws of the analysis, for random laws against the Protocol and against themselves."""

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from defgap import library
from defgap.analysis.comparison import Comparison
from defgap.analysis.gaps import analyse
from defgap.analysis.rules import find
from defgap.analysis.verdict import judge
from defgap.model.formulas import Age, Atom, Or
from defgap.model.grounding import Grounding, either
from defgap.model.offences import Law, Limb, Offence, Tier
from defgap.model.stories import holds

ACTS = ["act.recruitment", "act.transportation", "act.transfer", "act.harbouring", "act.receipt", "act.sale"]
MEANS = [
    "means.force",
    "means.violence-dangerous",
    "means.threat",
    "means.deception",
    "means.abuse-of-trust",
    "means.coercion",
    "means.debt-coercion",
    "means.payments",
    "means",
]
PURPOSES = [
    "purpose.forced-labour",
    "purpose.forced-labour[debt]",
    "purpose.sexual",
    "purpose.prostitution[compelled]",
    "purpose.slavery",
    "purpose.servitude",
    "purpose.organ-removal",
    "purpose.begging",
    "purpose",
]
OTHERS = ["circumstance.movement", "circumstance.cross-border", "actor.organised-group", "victim.female"]
PALERMO = library.load("palermo")


def some(concepts):
    return st.lists(st.sampled_from(concepts), min_size=1, max_size=3, unique=True).map(
        lambda names: Or(tuple(Atom(n) for n in names)) if len(names) > 1 else Atom(names[0])
    )


ages = st.sampled_from([Age(0, 18), Age(0, 16), Age(18, None), Age(0, 21), Age(word="minor")])


@st.composite
def limbs(draw):
    clauses = [draw(some(ACTS))]
    for role in (MEANS, PURPOSES, OTHERS):
        if draw(st.booleans()):
            clauses.append(draw(some(role)))
    if draw(st.integers(0, 3)) == 0:
        clauses.append(draw(ages))
    return Limb(tuple(clauses), "art_1__part_1")


@st.composite
def small_laws(draw):
    return law_of(tuple(draw(st.lists(limbs(), min_size=1, max_size=3))))


def law_of(given_limbs):
    tier = Tier("basic", "art_1__part_1", given_limbs)
    return Law("random", "random", offences=(Offence("trafficking", "trafficking", "art_1", (tier,)),))


def limbs_of(law):
    return law.offences[0].tiers[0].limbs


def compared(law):
    comparison = Comparison(PALERMO, law, library.taxonomy())
    return comparison, judge(comparison, {})


def left_out(law):
    """The standard's stories, in the finest facts, that the law leaves out."""
    comparison, verdict = compared(law)
    out = set()
    for story in comparison.space.select(comparison.space.all & ~verdict.coverage.possible):
        out |= expand(story, comparison)
    return out


def expand(story, comparison):
    from itertools import product

    parts = [comparison.members.get(f, (f,)) for f in sorted(story) if not f.startswith("age:")]
    bands = [b for b in comparison.bands if b.id in story]
    years = {y for b in bands for y in range(b.low, b.high or 22)}
    return {(*facts, year) for facts in product(*parts) for year in years}


small = settings(max_examples=40, deadline=None)


@small
@given(small_laws())
def test_a_law_as_its_own_standard_has_no_gap(law):
    analysis = analyse(evolve(law, kind="standard"), law, library.taxonomy())
    assert not analysis.gaps
    assert not analysis.verdict.beyond


@small
@given(small_laws(), limbs())
def test_adding_an_alternative_never_leaves_more_unpunished(law, limb):
    wider = law_of((*limbs_of(law), limb))
    assert left_out(wider) <= left_out(law)


@small
@given(small_laws(), some(MEANS + PURPOSES))
def test_adding_a_condition_never_goes_further_beyond(law, condition):
    narrower = law_of(tuple(evolve(x, clauses=(*x.clauses, condition)) for x in limbs_of(law)))
    comparison = Comparison(PALERMO, law, library.taxonomy())
    wide = comparison.widest
    tight = Grounding(narrower, library.taxonomy())
    for limb in limbs_of(narrower):
        formula = tight.limb(limb)
        own = Comparison(PALERMO, narrower, library.taxonomy())
        for story in own.law_stories(formula).stories:
            if not holds(wide, story, library.taxonomy(), own.bands):
                loose = [Grounding(law, library.taxonomy()).limb(x) for x in limbs_of(law)]
                assert holds(either(*loose), story, library.taxonomy(), own.bands)


@small
@given(small_laws())
def test_every_witness_separates(law):
    analysis = analyse(PALERMO, law, library.taxonomy())
    comparison, taxonomy = analysis.comparison, library.taxonomy()
    grounding = Grounding(law, taxonomy, granted=("victim", "circumstance", "result", "actor"))
    whole = either(*(grounding.offence(o) for o in law.trafficking))
    for gap in analysis.gaps:
        assert holds(comparison.minimum, gap.witness, taxonomy, comparison.bands)
        if gap.effect == "shortfall":
            assert not holds(whole, gap.witness, taxonomy, comparison.bands)
    strict = Grounding(law, taxonomy)
    basic = either(*(strict.limb(x) for x in limbs_of(law)))
    for beyond in analysis.verdict.beyond:
        assert holds(basic, beyond.witness, taxonomy, comparison.bands)
        assert not holds(comparison.widest, beyond.witness, taxonomy, comparison.bands)


@small
@given(small_laws(), st.randoms())
def test_the_order_of_limbs_does_not_matter(law, random):
    shuffled = list(limbs_of(law))
    random.shuffle(shuffled)
    one, other = compared(law)[1], compared(law_of(tuple(shuffled)))[1]
    assert one.roles == other.roles
    assert {e: (x.value, x.breadth) for e, x in one.elements.items()} == {
        e: (x.value, x.breadth) for e, x in other.elements.items()
    }
    assert one.coverage == other.coverage
    assert one.child_no_means == other.child_no_means
    assert set(one.extra_requirements) == set(other.extra_requirements)
    assert {b.lacking for b in one.beyond} == {b.lacking for b in other.beyond}


@small
@given(small_laws())
def test_merging_facts_changes_no_answer(law):
    comparison, verdict = compared(law)
    taxonomy = library.taxonomy()
    grounding = Grounding(law, taxonomy, granted=("victim", "circumstance", "result", "actor"))
    whole = either(*(grounding.offence(o) for o in law.trafficking))
    covered = set(comparison.space.select(verdict.coverage.possible))
    for story in comparison.space.stories[:: max(1, len(comparison.space.stories) // 60)]:
        for *facts, year in list(expand(story, comparison))[:4]:
            band = next(b.id for b in comparison.bands if b.low <= year and (b.high is None or year < b.high))
            assert holds(whole, {*facts, band}, taxonomy, comparison.bands) == (story in covered)


@small
@given(small_laws())
def test_no_law_breaks_the_rules(law):
    analysis = analyse(PALERMO, law, library.taxonomy())
    for finding in find(analysis):
        assert finding.message and finding.rule and finding.severity in ("error", "warning", "note")
    assert sum(v for k, v in analysis.counts().items() if k != "combinations") == 350
