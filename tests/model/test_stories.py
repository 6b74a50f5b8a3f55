"""Stories and entailment, tested as laws against the plain definition on small models."""

from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from defgap import library
from defgap.errors import ModelError
from defgap.model.ages import Band, bands
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import BOTTOM, TOP, Age, And, Atom, Formula, Including, Or, Term, When, conjoin, disjoin
from defgap.model.grounding import Grounding, both, coarse, either, limits
from defgap.model.stories import BudgetExceeded, Space, Story, entails, holds, minimal, stories
from model.oracles import fact_patterns
from strategies import ground_formulas, taxonomies

BANDS = bands()
AGES = {band.id for band in BANDS}
TAXONOMY = library.taxonomy()
BROAD = settings(deadline=None, max_examples=80)


@st.composite
def models(draw: st.DrawFn, count: int) -> tuple[Taxonomy, tuple[Formula, ...]]:
    """A small taxonomy of two roles and some formulas over it."""
    taxonomy = draw(taxonomies(size=3))
    return taxonomy, tuple(draw(ground_formulas(taxonomy)) for _ in range(count))


def facts(taxonomy: Taxonomy) -> tuple[str, ...]:
    return tuple(sorted(taxonomy.facts("act") | taxonomy.facts("means")))


def patterns(taxonomy: Taxonomy) -> list[Story]:
    return list(fact_patterns(taxonomy, BANDS, facts(taxonomy)))


def atom(name: str) -> Atom:
    return Atom(name)


def implied(stronger: Formula, weaker: Formula, taxonomy: Taxonomy = TAXONOMY) -> bool:
    return entails(stronger, weaker, taxonomy, BANDS)


# ---------------------------------------------------------------- what stories are


@given(models(1))
@BROAD
def test_stories_are_exactly_the_minimal_fact_patterns(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    """Brute force: all fact patterns of which the formula is true and of no smaller one with the same age."""
    taxonomy, (formula,) = model
    true = {p for p in patterns(taxonomy) if holds(formula, p, taxonomy, BANDS)}
    least = {p for p in true if not any(p - {fact} in true for fact in p - AGES)}
    assert set(stories(formula, taxonomy, BANDS)) == least


@given(models(1))
@BROAD
def test_a_formula_is_true_of_a_pattern_if_and_only_if_the_pattern_includes_a_story(
    model: tuple[Taxonomy, tuple[Formula, ...]],
) -> None:
    taxonomy, (formula,) = model
    found = stories(formula, taxonomy, BANDS)
    for pattern in patterns(taxonomy):
        assert holds(formula, pattern, taxonomy, BANDS) == any(story <= pattern for story in found)


@given(st.deferred(lambda: ground_formulas(TAXONOMY)))
@BROAD
def test_stories_over_the_shipped_taxonomy_are_true_minimal_and_an_antichain(formula: Formula) -> None:
    try:
        found = stories(formula, TAXONOMY, BANDS, budget=3000)
    except BudgetExceeded:
        assume(False)
    for story in found[:100]:
        assert len(story & AGES) == 1
        assert holds(formula, story, TAXONOMY, BANDS)
        assert not any(holds(formula, story - {fact}, TAXONOMY, BANDS) for fact in story - AGES)
    assert not any(a <= b or b <= a for a, b in combinations(found[:100], 2))
    assert len(set(found)) == len(found)


@given(models(1))
@BROAD
def test_stories_come_in_one_order(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (formula,) = model
    found = stories(formula, taxonomy, BANDS)
    assert list(found) == sorted(found, key=sorted)


def test_the_stories_of_a_general_means_are_its_facts_at_every_age() -> None:
    found = stories(And((atom("means.force"), Age(18, 21))), TAXONOMY, BANDS)
    assert {next(iter(s - AGES)) for s in found} == TAXONOMY.facts("means.force")
    assert {s & AGES for s in found} == {frozenset(("age:18-20",))}


def test_a_formula_silent_on_age_means_any_person() -> None:
    silent = atom("act.recruitment")
    assert stories(silent, TAXONOMY, BANDS) == stories(And((silent, Age())), TAXONOMY, BANDS)
    assert len(stories(silent, TAXONOMY, BANDS)) == len(BANDS)


def test_a_formula_silent_on_age_in_one_alternative_means_any_person_there() -> None:
    law = Or((And((atom("act.sale"), Age(0, 18))), atom("act.purchase")))
    assert {s & AGES for s in stories(law, TAXONOMY, BANDS) if "act.purchase" in s} == {frozenset((a,)) for a in AGES}
    assert len([s for s in stories(law, TAXONOMY, BANDS) if "act.sale" in s]) == 3


def test_a_victim_is_of_one_age_only() -> None:
    assert stories(And((Age(0, 18), Age(18, None))), TAXONOMY, BANDS) == ()


def test_an_age_limit_between_two_bands_needs_a_cut() -> None:
    under_20 = And((atom("act.sale"), Age(18, 20)))
    assert stories(under_20, TAXONOMY, BANDS) == ()
    assert stories(under_20, TAXONOMY, bands((20,))) == (frozenset(("act.sale", "age:18-19")),)


def test_absorption_leaves_the_smaller_story() -> None:
    with_means = And((atom("act.sale"), atom("means.deceit")))
    assert stories(Or((atom("act.sale"), with_means)), TAXONOMY, BANDS) == stories(atom("act.sale"), TAXONOMY, BANDS)


@pytest.mark.parametrize("concept", ["means.fraud", "means.abuse-of-trust"])
def test_one_fact_can_serve_two_requirements(concept: str) -> None:
    twice = And((atom("means.deception"), atom(concept)))
    assert {frozenset(s - AGES) for s in stories(twice, TAXONOMY, BANDS)} == {
        frozenset((fact,)) for fact in TAXONOMY.facts(concept)
    }


def test_nothing_has_no_story_and_everything_has_one_per_age() -> None:
    assert stories(BOTTOM, TAXONOMY, BANDS) == ()
    assert stories(TOP, TAXONOMY, BANDS) == tuple(sorted((frozenset((a,)) for a in AGES), key=sorted))


def test_too_many_stories_are_refused_not_computed() -> None:
    wide = And(tuple(Or((atom("means"), atom("purpose"), atom("act"))) for _ in range(40)))
    with pytest.raises(BudgetExceeded, match="more than 1000 stories"):
        stories(wide, TAXONOMY, BANDS, budget=1000)
    with pytest.raises(BudgetExceeded):
        entails(wide, TOP, TAXONOMY, BANDS, budget=1000)


def test_a_budget_counts_the_stories_that_ages_multiply() -> None:
    with pytest.raises(BudgetExceeded):
        stories(atom("act"), TAXONOMY, BANDS, budget=len(TAXONOMY.facts("act")))


@pytest.mark.parametrize("formula", [Term("act", "traffics"), When("c", ("a",), TOP, TOP)])
def test_only_a_ground_formula_has_stories_and_a_truth_value(formula: Formula) -> None:
    for ask in (
        lambda: stories(formula, TAXONOMY, BANDS),
        lambda: holds(formula, (), TAXONOMY, BANDS),
        lambda: Space([frozenset(("act.sale", "age:0-13"))], TAXONOMY, BANDS).extent(formula),
    ):
        with pytest.raises(ModelError):
            ask()


# ---------------------------------------------------------------- entailment


@given(models(2))
@BROAD
def test_entailment_is_inclusion_of_truth_over_all_patterns(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (one, other) = model
    included = all(holds(other, p, taxonomy, BANDS) for p in patterns(taxonomy) if holds(one, p, taxonomy, BANDS))
    assert implied(one, other, taxonomy) == included


@given(models(3))
@BROAD
def test_entailment_is_a_preorder(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (one, two, three) = model
    assert implied(one, one, taxonomy)
    if implied(one, two, taxonomy) and implied(two, three, taxonomy):
        assert implied(one, three, taxonomy)
    assert implied(And((one, two)), Or((two, three)), taxonomy)


@given(models(2))
@BROAD
def test_adding_an_alternative_weakens_and_adding_a_condition_strengthens(
    model: tuple[Taxonomy, tuple[Formula, ...]],
) -> None:
    taxonomy, (law, more) = model
    assert implied(law, Or((law, more)), taxonomy)
    assert implied(And((law, more)), law, taxonomy)
    assert implied(Or((law, more)), law, taxonomy) == implied(more, law, taxonomy)
    assert implied(law, And((law, more)), taxonomy) == implied(law, more, taxonomy)


@given(models(3), st.permutations([0, 1, 2]))
@BROAD
def test_the_order_of_parts_does_not_matter(model: tuple[Taxonomy, tuple[Formula, ...]], order: list[int]) -> None:
    taxonomy, parts = model
    turned = tuple(parts[i] for i in order)
    for connective in (And, Or):
        assert stories(connective(parts), taxonomy, BANDS) == stories(connective(turned), taxonomy, BANDS)


@given(models(3))
@BROAD
def test_and_distributes_over_or(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (a, b, c) = model
    assert stories(And((a, Or((b, c)))), taxonomy, BANDS) == stories(Or((And((a, b)), And((a, c)))), taxonomy, BANDS)


@given(models(2))
@BROAD
def test_including_means_the_disjunction(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (general, examples) = model
    assert stories(Including(general, examples), taxonomy, BANDS) == stories(Or((general, examples)), taxonomy, BANDS)


@given(models(3))
@BROAD
def test_flattening_and_simplifying_change_no_meaning(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, parts = model
    for plain, flat, simple in ((And, conjoin, both), (Or, disjoin, either)):
        expected = stories(plain(parts), taxonomy, BANDS)
        assert stories(flat(*parts), taxonomy, BANDS) == expected
        assert stories(simple(*parts), taxonomy, BANDS) == expected


def test_a_law_that_names_a_narrower_means_entails_the_one_that_names_the_wider() -> None:
    assert implied(atom("means.violence-dangerous"), atom("means.force"))
    assert not implied(atom("means.force"), atom("means.violence-dangerous"))


# ---------------------------------------------------------------- spaces


@given(models(2))
@BROAD
def test_the_extent_of_a_formula_agrees_with_its_truth_story_by_story(
    model: tuple[Taxonomy, tuple[Formula, ...]],
) -> None:
    taxonomy, (formula, other) = model
    space = Space(stories(Or((other, atom("act"))), taxonomy, BANDS), taxonomy, BANDS)
    true = [holds(formula, story, taxonomy, BANDS) for story in space.stories]
    extent = space.extent(formula)
    assert [bool(extent >> i & 1) for i in range(len(true))] == true
    assert extent <= space.all
    assert list(space.select(extent)) == [s for s, t in zip(space.stories, true, strict=True) if t]


@given(models(1), st.data())
@BROAD
def test_a_space_selects_by_facts(model: tuple[Taxonomy, tuple[Formula, ...]], data: st.DataObject) -> None:
    taxonomy, (formula,) = model
    space = Space(stories(formula, taxonomy, BANDS), taxonomy, BANDS)
    wanted = data.draw(st.sets(st.sampled_from(facts(taxonomy)), max_size=3))
    assert list(space.select(space.having(wanted))) == [s for s in space.stories if s & wanted]
    assert list(space.select(space.holding_all(wanted))) == [s for s in space.stories if s >= wanted]


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 64, 65])
def test_a_space_keeps_every_story_whatever_their_number(size: int) -> None:
    made = [frozenset((f"act.{i}", "age:0-13")) for i in range(size)]
    space = Space(made, TAXONOMY, BANDS)
    assert list(space.select(space.all)) == made
    assert [space.columns[f"act.{i}"] for i in range(size)] == [1 << i for i in range(size)]


@given(models(1))
@BROAD
def test_minimal_drops_every_story_that_includes_another(model: tuple[Taxonomy, tuple[Formula, ...]]) -> None:
    taxonomy, (formula,) = model
    true = [p for p in patterns(taxonomy) if holds(formula, p, taxonomy, BANDS)]
    assert minimal(true, formula, taxonomy, BANDS) == stories(formula, taxonomy, BANDS)


# ---------------------------------------------------------------- merged facts


@given(models(2))
@BROAD
def test_merging_facts_that_no_formula_tells_apart_changes_no_answer(
    model: tuple[Taxonomy, tuple[Formula, ...]],
) -> None:
    taxonomy, (one, other) = model
    merged, members = coarse(taxonomy, (one, other))
    assert implied(one, other, merged) == implied(one, other, taxonomy)
    spelt_out = set()
    for story in stories(one, merged, BANDS):
        options = [frozenset()]
        for fact in story:
            options = [o | {member} for o in options for member in members.get(fact, (fact,))]
        spelt_out.update(options)
    assert spelt_out == set(stories(one, taxonomy, BANDS))


# ---------------------------------------------------------------- the Protocol


def protocol() -> tuple[Formula, tuple[Band, ...]]:
    law = library.load("palermo")
    return Grounding(law, TAXONOMY).offence(law.offences[0]), bands(limits(law))


def test_the_protocol_against_itself_has_no_gap() -> None:
    formula, cuts = protocol()
    assert entails(formula, formula, TAXONOMY, cuts)


def test_every_adult_story_of_the_protocol_has_one_act_one_means_one_purpose_and_a_child_story_no_means() -> None:
    formula, cuts = protocol()
    children = {band.id for band in cuts if band.child}
    found = stories(formula, TAXONOMY, cuts)
    for story in found:
        roles = sorted(fact.partition(".")[0] for fact in story if not fact.startswith("age:"))
        assert roles == (["act", "purpose"] if story & children else ["act", "means", "purpose"])
    elements = {
        role: frozenset().union(*(TAXONOMY.facts(e) for e in TAXONOMY.elements if e.startswith(role)))
        for role in ("act", "means", "purpose")
    }
    pairs = len(elements["act"]) * len(elements["purpose"])
    adults = len(cuts) - len(children)
    assert len(found) == pairs * (len(children) + adults * len(elements["means"]))
