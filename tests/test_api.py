"""The public names: exported, documented, typed, and doing what the README says."""

import inspect
import json
import pickle
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

import defgap
from defgap import (
    DefgapError,
    Document,
    Finding,
    Law,
    NotationError,
    Report,
    UnknownName,
    UnreadableInput,
    library,
    resources,
)

ROOT = Path(__file__).parent.parent
ART128 = ROOT / "fixtures" / "statutes" / "kz" / "kz-cc-128@2023.ru.txt"
CLEAN = ROOT / "tests" / "laws" / "means-and-child-rule.defgap"
OBJECTS = [getattr(defgap, name) for name in defgap.__all__ if name != "__version__"]


def members(thing: type) -> list[tuple[str, object]]:
    own = [base for base in thing.__mro__ if base.__module__.startswith("defgap")]
    fields = {a.name for a in attrs.fields(thing)} if attrs.has(thing) else set()
    return [
        (name, value)
        for base in own
        for name, value in vars(base).items()
        if not name.startswith("_") and name not in fields
    ]


# Names


def test_every_public_name_exists_and_is_listed_in_order():
    assert all(hasattr(defgap, name) for name in defgap.__all__)
    assert list(defgap.__all__) == sorted(defgap.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        defgap.chek  # noqa: B018


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda t: t.__name__)
def test_every_public_object_is_documented(thing):
    assert len(inspect.getdoc(thing).split()) > 4


@pytest.mark.parametrize("thing", [t for t in OBJECTS if inspect.isclass(t)], ids=lambda t: t.__name__)
def test_every_public_method_and_property_is_documented(thing):
    bare = [
        name
        for name, value in members(thing)
        if not inspect.getdoc(getattr(value, "func", value)) and not isinstance(value, (str, int, tuple))
    ]
    assert bare == []


@pytest.mark.parametrize("thing", OBJECTS, ids=lambda t: t.__name__)
def test_every_public_signature_is_typed(thing):
    functions = [thing] if inspect.isfunction(thing) else [v for _, v in members(thing) if inspect.isfunction(v)]
    for function in functions:
        signature = inspect.signature(function)
        given = [p for name, p in signature.parameters.items() if name != "self"]
        assert all(p.annotation is not inspect.Parameter.empty for p in given), function
        assert signature.return_annotation is not inspect.Signature.empty, function


def test_every_error_is_a_defgap_error():
    errors = [t for t in OBJECTS if inspect.isclass(t) and issubclass(t, Exception)]
    assert {DefgapError, NotationError, UnknownName, UnreadableInput} == set(errors)
    assert all(issubclass(e, DefgapError) for e in errors)


def test_importing_the_package_loads_nothing_heavy():
    heavy = {"networkx", "lark", "click", "attrs"}
    code = f"import defgap, sys; print({heavy!r} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_a_check_of_one_article_does_not_load_the_graph_library():
    code = "import defgap, sys; defgap.check('kz-cc-128@2023'); print('networkx' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


# check


def test_a_report_holds_documents_with_a_summary_and_findings():
    report = defgap.check("kz-cc-128@2023", "kz-cc-003@2023", as_one_law=True)
    assert isinstance(report, Report)
    (document,) = report.documents
    assert isinstance(document, Document)
    assert isinstance(document.law, Law)
    assert document.summary.roles["means"].value == "not-required"
    assert document.summary.elements["means.deception"].value == "aggravating"
    assert all(isinstance(f, Finding) for f in report.findings)
    assert report.findings == document.findings


def test_every_finding_on_a_built_in_law_quotes_words_that_stand_in_its_text():
    (document,) = defgap.check("kz-cc-128@2023").documents
    texts = {t.language: (ROOT / t.path).read_text(encoding="utf-8") for t in document.law.texts}
    cites = [c for f in document.findings for c in f.cites]
    assert cites
    assert all(c.quote.text in texts[c.quote.language] for c in cites)


def test_spans_point_to_the_quoted_words_in_code_points():
    (document,) = defgap.check(ART128).documents
    (source,) = document.sources
    quotes = [c.quote for f in document.findings for c in f.cites if c.quote.start is not None]
    assert quotes
    assert all(source.text[q.start : q.end] == q.text for q in quotes)


def test_a_path_its_name_and_its_text_give_the_same_findings():
    text = ART128.read_text(encoding="utf-8")
    reports = [defgap.check(given) for given in (ART128, str(ART128), text)]
    assert reports[0].findings == reports[1].findings == reports[2].findings
    assert reports[0].findings


def test_a_law_as_a_value_is_checked_like_its_name():
    assert defgap.check(library.load("kz-cc-128@2023")).findings == defgap.check("kz-cc-128@2023").findings


def test_several_inputs_are_several_documents_unless_joined():
    assert len(defgap.check("kz-cc-128@2023", "kz-cc-003@2023").documents) == 2
    assert len(defgap.check("kz-cc-128@2023", "kz-cc-003@2023", as_one_law=True).documents) == 1


def test_definitions_are_no_document_of_their_own_and_settle_what_was_undetermined():
    alone = defgap.check("kz-cc-128@2023").documents
    (defined,) = defgap.check("kz-cc-128@2023", definitions=["kz-cc-003@2023"]).documents
    assert alone[0].summary.elements["purpose.forced-labour"].value == "undetermined"
    assert defined.summary.elements["purpose.forced-labour"].value == "essential"


def test_partial_text_never_says_absent():
    (whole,) = defgap.check(CLEAN).documents
    law = ROOT / "tests" / "laws" / "single-act.defgap"
    (partial,) = defgap.check(law, complete=False).documents
    (given,) = defgap.check(law).documents
    assert whole.summary.elements["act.transfer"].value == "essential"
    assert given.summary.elements["act.transfer"].value == "absent"
    assert partial.summary.elements["act.transfer"].value == "undetermined"


def test_the_profile_moves_severities_and_no_effects():
    strict, mild = (defgap.check("kz-cc-128@2023", profile=p) for p in ("alignment", "minimum"))

    def rows(report: Report) -> set[tuple[str, str, str]]:
        return {(f.rule, f.effect, f.element) for f in report.findings}

    assert rows(strict) == rows(mild)
    moved = {f.effect for f in strict.findings if f.severity == "error"} - {
        f.effect for f in mild.findings if f.severity == "error"
    }
    assert moved == {"departure"}


def test_an_equivalent_law_has_no_error_and_covers_every_combination():
    report = defgap.check(CLEAN)
    counts = report.documents[0].summary.coverage
    assert [f for f in report.findings if f.severity != "note"] == []
    assert counts["covered"] == counts["combinations"] == 350
    assert report.exit_code() == 0


def test_the_protocol_against_itself_has_no_finding_of_a_gap():
    (document,) = defgap.check("palermo").documents
    assert document.analyses[0].gaps == ()
    assert document.analyses[0].verdict.beyond == ()


@pytest.mark.parametrize(
    ("arguments", "options", "error"),
    [
        ((), {}, UnreadableInput),
        (("nowhere.txt",), {}, UnreadableInput),
        (("kz-cc-999x",), {}, UnreadableInput),
        (("kz-cc-128",), {"against": ["palrmo"]}, UnknownName),
        (("kz-cc-128",), {"against": ["kz-cc-135"]}, UnknownName),
        (("kz-cc-128",), {"authorities": ["nobody"]}, UnknownName),
        (("kz-cc-128",), {"profile": "strict"}, UnknownName),
        (("Quiconque recrute une personne\nà des fins d’exploitation est puni de prison.",), {}, UnreadableInput),
    ],
)
def test_a_fault_of_the_input_is_an_error_in_one_sentence(arguments, options, error):
    with pytest.raises(error) as caught:
        defgap.check(*arguments, **options)
    assert "\n" not in str(caught.value)


def test_a_notation_error_knows_its_place(tmp_path):
    file = tmp_path / "law.defgap"
    file.write_text("law x {\n  ofence t {}\n}\n", encoding="utf-8")
    with pytest.raises(NotationError) as caught:
        defgap.check(file)
    assert (caught.value.line, caught.value.column) == (2, 3)


# Report


def test_json_is_the_dictionary():
    report = defgap.check(CLEAN)
    assert json.loads(report.to_json()) == report.to_dict()


def test_print_shows_the_text():
    report = defgap.check(CLEAN)
    assert str(report) == report.to_text()


def test_the_same_input_gives_the_same_report_twice():
    first, second = (defgap.check(ART128).to_json() for _ in range(2))
    assert first == second


def test_fingerprints_tell_findings_apart():
    prints = [f["fingerprint"] for f in defgap.check("kz@2023").to_dict()["documents"][0]["findings"]]
    assert len(prints) > 10
    assert len(set(prints)) == len(prints)


def test_findings_can_be_pickled():
    findings = defgap.check("kz-cc-128@2023").findings
    assert pickle.loads(pickle.dumps(findings)) == findings


class Tags(HTMLParser):
    """Collects tags and checks that they are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        self.seen.append(tag)
        self.attributes += attributes

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("given", ["kz-cc-128@2023", "kz-cc-308@2023", str(CLEAN)])
def test_the_notebook_view_is_well_formed_and_loads_nothing(given):
    tags = Tags()
    tags.feed(defgap.check(given)._repr_html_())
    assert tags.open == []
    assert not {"script", "link", "img", "iframe"} & set(tags.seen)
    assert not {"src", "href", "onclick"} & {name for name, _ in tags.attributes}


def test_the_notebook_view_shows_every_element_and_the_notice():
    html = defgap.check("kz-cc-128@2023")._repr_html_()
    assert all(library.taxonomy().label(e) in html for e in library.taxonomy().elements)
    assert "Not legal advice" in html


def test_words_of_a_law_are_escaped_in_the_notebook_view():
    law = attrs.evolve(library.load("kz-cc-128@2023"), title="<script>alert(1)</script>")
    assert "<script>" not in defgap.check(law)._repr_html_()


def test_a_text_that_bears_the_name_of_a_built_in_law_is_not_taken_for_it() -> None:
    folder = resources.path("fixtures/statutes/kz")
    report = defgap.check(folder / "kz-cc-128@2023.ru.txt", definitions=[folder / "kz-cc-003@2023.ru.txt"])
    (document,) = report.documents
    assert document.origin == "read automatically"
    assert not document.parts
    assert not any("inferred" in caveat for caveat in document.caveats)


def test_reviewed_lines_that_went_stale_are_named(tmp_path) -> None:
    (tmp_path / "act.txt").write_text("Recruitment of a person is punished.", encoding="utf-8")
    notation = tmp_path / "act.defgap"
    notation.write_text(
        'law x { text en "act.txt" offence t art 1 { basic { limb { act '
        'recruitment en"Recruitment", sale en"sale" } } } }',
        encoding="utf-8",
    )
    (document,) = defgap.check(notation).documents
    assert document.problems == ("art. 1: «sale» no longer stands in act.txt: review the line again.",)
    assert "«sale» no longer stands" in defgap.check(notation).to_text()


def test_a_trafficking_disposition_that_cannot_be_composed_is_never_green() -> None:
    text = "Статья 1. Торговля людьми\nПроведение неведомого дела –\nнаказывается штрафом.\n"
    report = defgap.check(text)
    assert report.documents[0].status == "unread"
    assert "could not be composed" in report.documents[0].reason
    assert (report.exit_code(), report.exit_code("never", allow_none=True)) == (2, 2)
