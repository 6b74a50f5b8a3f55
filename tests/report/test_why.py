"""`why` traces a verdict to words, facts and readings."""

import pytest

import defgap
from defgap.errors import UnknownName
from defgap.report.why import OTHERS, why_text


@pytest.fixture(scope="module")
def document():
    return defgap.check("kz@2023").documents[0]


def test_it_quotes_the_words_and_names_what_they_do_not_hold(document):
    text = why_text(document, "means.force")
    assert "«насилия, опасного для жизни и здоровья» (ru, art. 128, part 2, point 3)" in text
    assert "violence not dangerous to life or health" in text.partition("does not hold:")[2]


def test_it_follows_a_definition_back_to_the_offence(document):
    text = why_text(document, "purpose.forced-labour")
    assert "through «в целях эксплуатации» (ru, art. 128, part 1)" in text
    assert "Left out (shortfall)" in text


def test_a_role_that_is_not_required_has_a_counterexample(document):
    assert "Counterexample (art. 128, part 1): sale · 18 or over" in why_text(document, "purpose")


def test_an_absent_element_says_that_no_word_denotes_it(document):
    assert "No word of the texts compared denotes it." in why_text(document, "means.payments")


def test_the_child_rule_names_the_forms_through_which_compulsion_returns(document):
    assert "Compulsion comes back through: other forms of sexual exploitation" in why_text(document, "child_no_means")


def test_every_element_and_role_can_be_traced(document):
    for name in (*document.analyses[0].taxonomy.elements, *OTHERS):
        assert why_text(document, name).startswith(name)


def test_an_unknown_element_is_an_error_with_a_suggestion(document):
    with pytest.raises(UnknownName, match=r"did you mean 'means\.deception'"):
        why_text(document, "means.deceptoin")
