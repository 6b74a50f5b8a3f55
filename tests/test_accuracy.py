"""Measuring the reader: how cells and stages are compared, and what a wrong folder or file is told."""

import copy
import json
from pathlib import Path

import pytest
from benchmarks.accuracy import inside
from benchmarks.accuracy.__main__ import main
from benchmarks.accuracy.cells import Answer, paths, vocabulary
from benchmarks.accuracy.expected import Gold, Malformed, Mark, one
from benchmarks.accuracy.measuring import compared, in_stages
from benchmarks.accuracy.output import percent

import defgap

LAW = """Статья 100. Торговля людьми
1. Вербовка, перевозка или передача лица, совершенные путем обмана, в целях эксплуатации, –
наказываются лишением свободы на срок от пяти до семи лет.
"""
DEFINED = LAW + (
    "Примечание. Под эксплуатацией в настоящей статье понимаются принудительный труд, рабство, изъятие органов.\n"
)
THEFT = """Статья 200. Кража
1. Кража, то есть тайное хищение чужого имущества, –
наказывается лишением свободы на срок до трех лет.
"""
NAMED = ("act.recruitment", "act.transportation", "act.transfer", "means.deception", "means.fraud")
OPEN = [p for p in vocabulary() if p.startswith("elements.purpose")]
SUMMARY = {
    "roles": {"act": "required", "means": "required", "purpose": "required"},
    "elements": {
        p.partition(".")[2]: "essential" if p.endswith(NAMED) else "undetermined" if p in OPEN else "absent"
        for p in paths()
        if p.startswith("elements.")
    },
    "child_no_means": "violated",
    "child_age": None,
    "consent": "absent",
    "consent_child": "absent",
    "coercion_in_purpose": "none",
    "exploitation": {"defined": False, "list": None},
    "extra_requirements": [],
    "extra_acts": [],
}
NEGATIVE = {"status": "no-trafficking-provision", "summary": None}


def expected(**changes):
    """An expected file for LAW with other values at some paths, `.` written as `__` and `-` as `_`."""
    data = {"status": "analysed", "summary": copy.deepcopy(SUMMARY)}
    for path, value in changes.items():
        head, _, rest = path.partition("__")
        if rest:
            data["summary"][head][rest.replace("__", ".")] = value
        else:
            data["summary"][head] = value
    return data


def write(folder: Path, name: str, text: str, data: object) -> Path:
    (folder / f"{name}.ru.txt").write_text(text, encoding="utf-8")
    words = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    (folder / f"{name}.ru.json").write_text(words, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys):
    def measured(*arguments):
        code = main([str(a) for a in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return measured


@pytest.fixture
def result(run):
    def measured(*arguments):
        code, out, _ = run(*arguments, "--json")
        assert code == 0
        return json.loads(out)

    return measured


def cells(data, outcome):
    return {c["path"]: (c["got"], c["expected"]) for t in data["texts"] for c in t["cells"] if c["outcome"] == outcome}


# Cells


def test_a_text_that_is_read_as_expected_is_right_in_every_cell(tmp_path, result):
    data = result(write(tmp_path, "law", LAW, expected()))
    assert [c["outcome"] for c in data["texts"][0]["cells"]] == ["right"] * len(paths())
    assert [c["path"] for c in data["texts"][0]["cells"]] == list(paths())
    assert data["results"]["ru"]["columns"]["all"]["share"] == 1


def test_another_value_is_wrong_with_the_words_given_for_it(tmp_path, run, result):
    write(tmp_path, "law", LAW, expected(elements__means__deception="aggravating", child_age=18))
    data = result(tmp_path)
    assert cells(data, "wrong") == {
        "elements.means.deception": ("essential", "aggravating"),
        "child_age": (None, 18),
    }
    assert data["results"]["ru"]["columns"]["elements.means"]["wrong"] == 1
    code, out, _ = run(tmp_path)
    assert code == 0
    assert "law.ru.txt\n  wrong elements.means.deception: essential, expected aggravating; «обмана»\n" in out
    assert "  wrong child_age: null, expected 18\n" in out


def test_a_listed_alternative_is_counted_apart(tmp_path, result):
    data = expected(roles__means="some")
    data["alternatives"] = {"roles.means": ["not-required", "required"]}
    found = result(write(tmp_path, "law", LAW, data))
    assert cells(found, "alternative") == {"roles.means": ("required", "some")}
    assert found["results"]["ru"]["columns"]["roles.means"]["share"] == 1


def test_undetermined_where_something_definite_is_expected_is_no_error(tmp_path, result):
    data = result(write(tmp_path, "law", LAW, expected(elements__purpose__slavery="essential")))
    assert cells(data, "abstained") == {"elements.purpose.slavery": ("undetermined", "essential")}
    row = data["results"]["ru"]["columns"]["elements.purpose"]
    assert (row["wrong"], row["share"], row["share_of_decided"]) == (0, 6 / 7, 1)


def test_something_definite_where_undetermined_is_expected_is_wrong(tmp_path, result):
    data = result(write(tmp_path, "law", LAW, expected(child_no_means="undetermined")))
    assert cells(data, "wrong") == {"child_no_means": ("violated", "undetermined")}


def test_the_readers_own_other_reading_counts_as_an_alternative():
    gold = {"status": Gold("analysed"), "roles.purpose": Gold("required")}
    for value in ("some", "undetermined"):
        given = {"status": Answer("analysed"), "roles.purpose": Answer(value, ("required",))}
        assert [c.outcome for c in compared(gold, given)] == ["right", "alternative"]


@pytest.mark.parametrize(
    ("alternatives", "outcome", "words"),
    [
        ([], "wrong", (1, 1, 1)),
        (["sale"], "wrong", (1, 1, 0)),
        (["sale", "purchase"], "alternative", (1, 0, 0)),
        ([["sale", "abduction"]], "alternative", (2, 0, 0)),
    ],
)
def test_lists_of_words_are_compared_word_by_word(alternatives, outcome, words):
    others = tuple(tuple(sorted(a)) for a in alternatives if isinstance(a, list))
    optional = frozenset(a for a in alternatives if isinstance(a, str))
    gold = {"status": Gold("analysed"), "extra_acts": Gold(("abduction", "purchase"), others, optional)}
    (_, cell) = compared(gold, {"status": Answer("analysed"), "extra_acts": Answer(("abduction", "sale"))})
    assert (cell.outcome, cell.words) == (outcome, words)


def test_words_too_many_and_too_few_are_counted(tmp_path, result):
    data = result(write(tmp_path, "law", LAW, expected(extra_acts=["sale"])))
    assert cells(data, "wrong") == {"extra_acts": ([], ["sale"])}
    assert data["results"]["ru"]["words"]["extra_acts"] == {"right": 0, "missing": 1, "extra": 0}


# Texts


def test_a_text_without_a_provision_is_one_right_cell(tmp_path, result):
    data = result(write(tmp_path, "theft", THEFT, NEGATIVE))
    assert cells(data, "right") == {"status": ("no-trafficking-provision", "no-trafficking-provision")}
    assert data["results"]["ru"]["columns"]["all"]["cells"] == 1


def test_a_provision_found_where_there_is_none_is_one_wrong_cell(tmp_path, result):
    data = result(write(tmp_path, "law", LAW, NEGATIVE))
    assert cells(data, "wrong") == {"status": ("analysed", "no-trafficking-provision")}
    assert data["results"]["ru"]["columns"]["all"]["cells"] == 1


def test_a_provision_that_is_not_found_makes_every_cell_wrong(tmp_path, run, result):
    write(tmp_path, "theft", THEFT, expected())
    assert len(cells(result(tmp_path), "wrong")) == len(paths())
    _, out, _ = run(tmp_path)
    assert f"  wrong status: no-trafficking-provision, expected analysed; with it {len(paths()) - 1} cells: " in out
    assert "roles.means: " not in out


def test_a_row_that_need_not_be_there_is_not_missed(tmp_path, result):
    data = {**expected(), "alternatives": {"status": ["no-trafficking-provision"]}}
    found = result(write(tmp_path, "theft", THEFT, data))
    assert cells(found, "alternative") == {"status": ("no-trafficking-provision", "analysed")}
    assert not cells(found, "wrong")


def test_a_text_that_is_refused_is_abstained(tmp_path, run, result):
    (tmp_path / "law.xx.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "law.xx.json").write_text(json.dumps(expected()), encoding="utf-8")
    assert len(cells(result(tmp_path), "abstained")) == len(paths())
    _, out, _ = run(tmp_path)
    assert f"  not read, abstained in {len(paths())} cells: language 'xx' is not supported" in out


def test_residue_is_given_with_its_share_of_the_dispositions(tmp_path, run, result):
    text = LAW.replace("совершенные путем", "совершенные лазоревым путем")
    write(tmp_path, "law", text, expected())
    data = result(tmp_path)
    assert "лазоревым" in " ".join(data["texts"][0]["residue"]["quotes"])
    left = data["results"]["ru"]["residue"]
    assert 0 < left["words"] < left["of"]
    assert left["share"] == left["words"] / left["of"]
    assert "  residue " in run(tmp_path)[1]


# Stages


def test_stages_are_compared_with_the_reading(tmp_path, result):
    data = expected(exploitation={"defined": True, "list": "closed"})
    data["stages"] = {
        "dispositions": ["Вербовка, перевозка"],
        "clauses": {"наказываются лишением свободы": "penalty"},
        "groups": {"перевозка": "act", "обмана": "purpose", "в целях\nэксплуатации": "purpose"},
        "attachment": {"Вербовка": ["purpose", "means"], "передача": ["means"]},
        "links": {"exploitation": "Под эксплуатацией"},
    }
    found = result(write(tmp_path, "law", DEFINED, data))
    assert found["results"]["ru"]["stages"] == {
        "dispositions": {"right": 1, "wrong": 0, "missing": 0, "extra": 1},
        "clauses": {"right": 1, "wrong": 0, "missing": 0, "extra": 0},
        "groups": {"right": 2, "wrong": 1, "missing": 0, "extra": 0},
        "attachment": {"right": 1, "wrong": 1, "missing": 0, "extra": 0},
        "links": {"right": 1, "wrong": 0, "missing": 0, "extra": 0},
    }
    marks = found["texts"][0]["stages"]
    assert [(m["words"], m["got"]) for m in marks if m["outcome"] == "wrong"] == [
        ("обмана", "means"),
        ("передача", "means + purpose"),
    ]


def test_the_items_of_a_list_belong_to_its_sentence(tmp_path, result):
    text = LAW.replace("обмана, в целях", "обмана, в целях:\n1) рабства;\n2) принудительного труда; в целях")
    data = {**expected(), "stages": {"dispositions": ["Вербовка, перевозка"]}}
    found = result(write(tmp_path, "law", text, data))
    assert found["results"]["ru"]["stages"]["dispositions"] == {"right": 1, "wrong": 0, "missing": 0, "extra": 0}


def test_words_of_which_nothing_was_made_are_missing(tmp_path, result):
    data = {**NEGATIVE, "stages": {"dispositions": ["Кража, то есть"], "links": {"theft": "тайное хищение"}}}
    found = result(write(tmp_path, "theft", THEFT, data))
    assert {m["outcome"] for m in found["texts"][0]["stages"]} == {"missing"}


def test_a_stage_that_the_reader_keeps_otherwise_is_named_and_not_counted():
    marks = [Mark(stage, "лицо", "act") for stage in inside.STAGES]
    assert in_stages(marks, object(), "лицо") == ((), tuple(inside.STAGES))


# The command line


def test_the_built_in_library_is_measured_against_its_encodings(result):
    data = result("--only", "kz-cc-128*", "--lang", "ru")
    assert [t["name"] for t in data["texts"]] == ["kz-cc-128", "kz-cc-128@2014", "kz-cc-128@2023"]
    assert data["results"]["ru"]["columns"]["all"]["share"] == 1
    assert all(s["right"] and not s["missing"] for s in data["results"]["ru"]["stages"].values())


def test_the_order_is_that_of_names_and_files_without_a_partner_are_listed(tmp_path, run):
    for name in ("b", "a", "c"):
        write(tmp_path, name, LAW, expected(child_age=18))
    (tmp_path / "c.ru.json").unlink()
    (tmp_path / "a.ru.txt").rename(tmp_path / "a2.ru.txt")
    (tmp_path / "a.ru.json").rename(tmp_path / "a2.ru.json")
    code, out, _ = run(tmp_path)
    assert code == 0
    assert "not measured, without a partner: c.ru.txt\n" in out
    assert out.index("a2.ru.txt\n") < out.index("b.ru.txt\n")
    assert run(tmp_path)[1] == out
    assert "a2.ru.txt" not in run(tmp_path, "--only", "b")[1]


def test_a_bar_can_be_set(tmp_path, run):
    write(tmp_path, "law", LAW, expected(child_age=18))
    assert run(tmp_path, "--fail-under", "0.9")[0] == 0
    assert run(tmp_path, "--fail-under", "1")[0] == 1


def test_a_share_is_never_rounded_up_to_all():
    assert [percent(s) for s in (1, 0.99999, 2 / 3, 0, None)] == ["100.0 %", "99.9 %", "66.6 %", "0.0 %", "–"]


# What is wrong

WRONG = {
    "{": "Expecting property name",
    "[]": "the file is no object",
    json.dumps({"status": "unread", "summary": None}): 'status: "unread" is none of "analysed"',
    json.dumps({"status": "analysed", "summary": None}): "summary is no object",
    json.dumps({"status": "no-trafficking-provision", "summary": {}}): "summary must be null",
    json.dumps({**NEGATIVE, "alternative": {}}): "alternative is unknown",
    json.dumps({**NEGATIVE, "alternatives": {"roles.mean": []}}): "alternatives: roles.mean is unknown",
    json.dumps({**expected(), "alternatives": {"consent": "absent"}}): 'alternatives: consent: "absent" is no list',
    json.dumps({**expected(), "alternatives": {"consent": ["none"]}}): 'consent: "none" is none of',
    json.dumps(expected(elements__act__sale="essential")): "summary.elements.act.sale is unknown",
    json.dumps(expected(roles={"act": "required", "means": "some"})): "summary.roles.purpose is missing",
    json.dumps(expected(exploitation={"defined": 1, "list": None})): "exploitation.defined: 1 is none of true, false",
    json.dumps(expected(child_age="18")): 'child_age: "18" is neither a number nor null',
    json.dumps(expected(extra_acts="sale")): 'extra_acts: "sale" is no list of words',
    json.dumps({**NEGATIVE, "stages": {"tokens": []}}): "stages.tokens is unknown",
    json.dumps({**NEGATIVE, "stages": {"groups": {"Кража": "verb"}}}): 'stages.groups: "verb" is none of act',
    json.dumps({**NEGATIVE, "stages": {"dispositions": ["Грабеж"]}}, ensure_ascii=False): "do not stand in the text",
}


@pytest.mark.parametrize("data", WRONG)
def test_a_malformed_expected_file_is_one_line_that_names_it(tmp_path, run, data):
    write(tmp_path, "theft", THEFT, data)
    code, out, said = run(tmp_path)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert said.startswith(f"accuracy: {tmp_path / 'theft.ru.json'}: ")
    assert WRONG[data] in said


def test_a_folder_without_pairs_is_one_line(tmp_path, run):
    (tmp_path / "law.ru.txt").write_text(LAW, encoding="utf-8")
    for folder in (tmp_path, tmp_path / "nowhere"):
        code, out, said = run(folder)
        assert (code, out, said.count("\n")) == (2, "", 1)
        assert str(folder) in said


def test_a_name_that_no_text_has_is_one_line(tmp_path, run):
    write(tmp_path, "law", LAW, expected())
    code, _, said = run(tmp_path, "--only", "lew", "--lang", "en")
    assert (code, said) == (2, "accuracy: no text has the name lew and the language en\n")


# The page


def test_the_example_of_the_page_is_a_sound_expected_file(tmp_path):
    page = (Path(__file__).parent.parent / "docs" / "accuracy.md").read_text(encoding="utf-8")
    example, stages = (json.loads(b.split("```")[0]) for b in page.split("```json\n")[1:])
    text = "Вербовка, перевозка путем обмана в целях эксплуатации наказываются лишением свободы.\n"
    text += "Те же действия, совершенные в отношении ребенка. Под эксплуатацией понимаются …\n"
    write(tmp_path, "page", text, {**example, **stages})
    assert len(one(tmp_path / "page.ru.txt").marks) == 8
    with pytest.raises(Malformed):
        one(write(tmp_path, "page", LAW, {**example, **stages}) / "page.ru.txt")


def test_every_cell_stands_in_a_report():
    summary = defgap.check("kz-cc-128@2023").to_dict()["documents"][0]["summary"]
    for path in paths()[1:]:
        head, _, rest = path.partition(".")
        assert head in summary and (not rest or rest in summary[head])
