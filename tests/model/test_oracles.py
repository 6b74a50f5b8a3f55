"""Entailment, satisfiability and story sets against z3 and python-sat."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from defgap import library
from defgap.model.ages import Band, bands
from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, And, Atom, Formula
from defgap.model.grounding import Grounding, limits
from defgap.model.offences import Law
from defgap.model.stories import BudgetExceeded, entails, stories
from model.oracles import ORACLES, Sat, Smt
from strategies import ground_formulas, taxonomies

TAXONOMY = library.taxonomy()
BANDS = bands()
LAWS = sorted((Path(__file__).parent.parent / "laws").glob("*.defgap"))
BUDGET = 4000
Oracle = Callable[[Taxonomy, tuple[Band, ...]], Sat | Smt]

each_oracle = pytest.mark.parametrize("oracle", ORACLES, ids=["python-sat", "z3"])
RANDOM = settings(deadline=None, max_examples=60)


def agree(oracle: Oracle, taxonomy: Taxonomy, one: Formula, other: Formula) -> None:
    """Ask the oracle all that our own evaluation answers of two formulas."""
    try:
        found = stories(one, taxonomy, BANDS, BUDGET)
        forward = entails(one, other, taxonomy, BANDS, BUDGET)
        backward = entails(other, one, taxonomy, BANDS, BUDGET)
    except BudgetExceeded:
        assume(False)
    assert oracle(taxonomy, BANDS).satisfiable(one) == bool(found)
    assert oracle(taxonomy, BANDS).entails(one, other) == forward
    assert oracle(taxonomy, BANDS).entails(other, one) == backward
    if len(found) <= 500:
        assert oracle(taxonomy, BANDS).all_have_one_of(one, found)
        assert not found or not oracle(taxonomy, BANDS).all_have_one_of(one, found[1:])


@each_oracle
@given(data=st.data())
@RANDOM
def test_on_random_formulas_over_the_shipped_taxonomy(oracle: Oracle, data: st.DataObject) -> None:
    formulas = ground_formulas(TAXONOMY)
    agree(oracle, TAXONOMY, data.draw(formulas), data.draw(formulas))


@each_oracle
@given(data=st.data())
@RANDOM
def test_on_small_random_taxonomies(oracle: Oracle, data: st.DataObject) -> None:
    taxonomy = data.draw(taxonomies(("act", "means", "purpose"), 4))
    formulas = ground_formulas(taxonomy, max_leaves=12)
    agree(oracle, taxonomy, data.draw(formulas), data.draw(formulas))


@given(st.data())
@RANDOM
def test_every_story_is_minimal_in_the_eyes_of_a_solver(data: st.DataObject) -> None:
    taxonomy = data.draw(taxonomies(("act", "means", "purpose"), 3))
    formula = data.draw(ground_formulas(taxonomy, max_leaves=12))
    for story in stories(formula, taxonomy, BANDS)[:40]:
        assert Sat(taxonomy, BANDS).is_minimal(formula, story)


@each_oracle
def test_the_oracles_know_that_a_victim_has_exactly_one_age(oracle: Oracle) -> None:
    child, adult, sale = Age(0, 18), Age(18, None), Atom("act.sale")
    assert not oracle(TAXONOMY, BANDS).satisfiable(And((child, adult)))
    assert oracle(TAXONOMY, BANDS).entails(sale, Age(0, None))
    assert not oracle(TAXONOMY, BANDS).entails(sale, child)


def ground(law: Law) -> Formula:
    grounding = Grounding(law, TAXONOMY)
    return And((Age(), *(grounding.offence(o) for o in law.trafficking[:1])))


@each_oracle
@pytest.mark.parametrize("path", LAWS, ids=lambda p: p.stem)
def test_both_entailments_between_the_protocol_and_a_law(path: Path, oracle: Oracle) -> None:
    (law,) = library.parse(path.read_text(encoding="utf-8"), str(path))
    palermo = library.load("palermo")
    cuts = bands(limits(palermo, law))
    ours, theirs = ground(palermo), ground(law)
    assert oracle(TAXONOMY, cuts).entails(ours, theirs) == entails(ours, theirs, TAXONOMY, cuts)
    assert oracle(TAXONOMY, cuts).entails(theirs, ours) == entails(theirs, ours, TAXONOMY, cuts)
    assert oracle(TAXONOMY, cuts).satisfiable(theirs) == bool(stories(theirs, TAXONOMY, cuts))
