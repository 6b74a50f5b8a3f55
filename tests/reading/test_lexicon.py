"""The lexicon: every term finds its own example; wrong terms are errors; matching is guarded and bounded."""

import pytest

from defgap.errors import ModelError
from defgap.library import taxonomy
from defgap.reading.language import complete, languages, table
from defgap.reading.lexicon import Lexicon, build, faults, lexicon
from defgap.reading.words import words

KNOWN = {"victim.minor", "purpose.exploitation"}


def known(concept: str) -> bool:
    return concept in taxonomy() or concept in KNOWN


READABLE = [language for language in languages() if complete(language)]


@pytest.mark.parametrize("language", READABLE)
def test_every_term_finds_its_own_example(language: str) -> None:
    assert list(faults(lexicon(language), known)) == []


def found(made: Lexicon, text: str) -> list[str]:
    shadow = words(text, [(0, len(text))], made.language)
    return [m.entry.pattern for i in range(len(shadow)) if (m := made.at(shadow, i, (), lambda e: bool(e.concepts)))]


def own(pattern: str, example: str, concept: str = "act.recruitment") -> Lexicon:
    return build("ru", {"term": [{"concept": concept, "terms": [[pattern, example]]}]}, table("ru", "cues"))


def test_a_term_that_cannot_match_its_example_is_a_fault() -> None:
    assert "is not found" in next(faults(own("вербовкк~", "вербовка людей"), known))
    assert "unknown concept" in next(faults(own("вербовк~", "вербовка", "act.nothing"), known))


@pytest.mark.parametrize("pattern", ["", "…", "… вербовк~", "вербовк~ …", "вербовк~?", "~", "верб0вк~"])
def test_a_pattern_that_is_no_pattern_is_an_error(pattern: str) -> None:
    with pytest.raises(ModelError):
        own(pattern, "вербовка")


def test_a_stem_is_guarded_by_its_endings() -> None:
    made = own("раб~", "раба")
    assert found(made, "раба рабами рабу") == ["раб~"] * 3
    assert found(made, "работа работник рабочий") == []


def test_a_gap_crosses_no_strong_sign_and_no_cue() -> None:
    made = own("лишени~ … свобод~", "лишение человека свободы")
    assert found(made, "лишение, вопреки воле, человека свободы")
    assert not found(made, "лишение жизни; ограничение свободы")
    assert not found(made, "лишение жизни, а равно ограничение свободы")
    assert not found(made, "лишение путем ограничения свободы")
    assert not found(made, "лишение а б в г д е ж з и свободы")


def test_the_longest_term_wins_and_coordination_is_one_term() -> None:
    made = lexicon("ru")
    text = "изъятием, сокрытием либо уничтожением документов, удостоверяющих личность потерпевшего"
    shadow = words(text, [(0, len(text))], "ru")
    match = made.at(shadow, 0, (), lambda e: True)
    assert match is not None
    assert match.entry.concepts == ("means.document-taking",)
    assert shadow[match.used[-1]].end == len(text)


@pytest.mark.parametrize(
    "written", ["эксплуатация", "ЭКСПЛУАТАЦИЯ", "экс\u00adплуатация", "экcплyaтaция", "экс-\nплуатация"]
)
def test_the_shadow_folds_writing_and_keeps_places(written: str) -> None:
    (word,) = words(written, [(0, len(written))], "ru")
    assert word.norm == "эксплуатация"
    assert (word.start, word.end) == (0, len(written))
