"""The text report: two answers first, every statement with words and a place, nothing by colour alone."""

import re

import pytest

import defgap
from defgap.report.text import EFFECTS


@pytest.fixture(scope="module")
def report():
    return defgap.check("kz-cc-128@2023", "kz-cc-003@2023", as_one_law=True)


def test_the_two_answers_stand_before_everything_else(report):
    text = report.to_text()
    first = text.index("1. Conduct the Protocol covers and this law leaves unpunished")
    second = text.index("2. Conduct this law treats as trafficking beyond the Protocol")
    assert first < second < text.index("Verdict") < text.index("Element ") < text.index("Findings")


def test_labour_by_debt_and_deportation_is_said_to_be_left_unpunished(report):
    answer = report.to_text().partition("2. Conduct")[0]
    flat = " ".join(answer.split())
    assert "x not covered" in flat
    for how in ("denunciation", "deportation", "debt", "deception"):
        assert how in flat
    assert "? depends on the reading: any act · any means · removal of organs" in flat


def test_the_supreme_court_is_named_where_it_decides(report):
    flat = " ".join(report.to_text().split())
    assert "«в целях эксплуатации» (art. 128, part 1) can be read in 3 ways" in flat
    assert "kz-sc-2012-7, p. 2, decides: last-two" in flat


@pytest.mark.parametrize("width", [60, 80, 110, 140])
@pytest.mark.parametrize("verbose", [False, True])
def test_lines_of_prose_keep_the_width(report, width, verbose):
    text = report.to_text(width, verbose)
    prose = text.partition("Element ")[0] + text.partition("Findings")[2]
    assert max(map(len, prose.splitlines())) <= width


def test_every_element_has_a_row_with_its_placement_in_words(report):
    table = report.to_text().partition("Element ")[2].partition("Findings")[0]
    assert len(re.findall(r"(?m)^ [=e^>.-] .* (?:basic|aggravating|absent)(?: |$)", table)) == 21


def test_effects_have_a_sign_and_words_each_their_own():
    assert len({sign for sign, _ in EFFECTS.values()}) == len(EFFECTS)
    assert len({words for _, words in EFFECTS.values()}) == len(EFFECTS)


def test_verbose_gives_each_finding_its_witness_and_message(report):
    flat = " ".join(report.to_text(verbose=True).split())
    for finding in report.findings:
        if finding.rule != "TXT001":
            assert " ".join(finding.message.split()) in flat
        if finding.witness:
            assert " · ".join(finding.witness) in flat


def test_the_notice_is_always_there(report):
    for given in (report, defgap.check("kz-cc-125")):
        assert "Not legal advice" in given.to_text()


def test_no_trafficking_provision_is_said_and_judged_by_nothing():
    report = defgap.check("kz-cc-125")
    text = report.to_text()
    assert "No trafficking provision" in text
    assert "Verdict" not in text
    assert report.exit_code() == 2
    assert report.exit_code(allow_none=True) == 0


def test_html_names_the_language_of_quotes_and_escapes_what_it_shows(report):
    html = report._repr_html_()
    assert "<q lang='ru'>вербовка</q>" in html


def test_html_escapes_titles(tmp_path):
    file = tmp_path / "x.defgap"
    file.write_text('law x "<script>alert(1)</script>" { offence a { basic { limb { act recruitment } } } }')
    assert "<script>" not in defgap.check(file)._repr_html_()
