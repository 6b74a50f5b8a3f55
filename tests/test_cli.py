"""The command line as a user meets it: exit codes, outputs, and one clear line for every fault of the input."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from defgap import cli, library
from defgap.analysis.rules import RULES
from defgap.version import __version__

ROOT = Path(__file__).parent.parent
KZ = ROOT / "fixtures" / "statutes" / "kz"
ART128 = KZ / "kz-cc-128@2023.ru.txt"
ART3 = KZ / "kz-cc-003@2023.ru.txt"
CLEAN = ROOT / "tests" / "laws" / "means-and-child-rule.defgap"
SPANISH = "El que capte, transporte o reciba a una persona con fines de explotación será castigado con pena de prisión."
FRENCH = "Quiconque recrute, transporte ou accueille une personne à des fins d'exploitation est puni d'emprisonnement."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.main, [str(a) for a in arguments])


def refused(*arguments: object) -> str:
    """Run a command that must exit 2 with one line on standard error and nothing else; return the line."""
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("defgap: ")
    assert result.stderr.endswith("\n")
    assert result.stderr.count("\n") == 1
    return result.stderr.rstrip("\n")


# Exit codes


def test_a_law_with_errors_exits_1():
    assert run("check", "kz-cc-128@2023").exit_code == 1


def test_a_law_that_is_equivalent_to_the_protocol_exits_0():
    assert run("check", CLEAN).exit_code == 0


def test_a_folder_of_laws_exits_by_its_worst_law():
    assert run("check", CLEAN, "kz-cc-128@2023").exit_code == 1


@pytest.mark.parametrize(("bar", "code"), [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
def test_fail_on_sets_the_bar(bar, code):
    law = ROOT / "tests" / "laws" / "undefined-exploitation.defgap"
    severities = {
        f["severity"]
        for d in json.loads(run("check", law, "--output", "json").stdout)["documents"]
        for f in d["findings"]
    }
    assert "warning" in severities
    assert "error" not in severities
    assert run("check", law, "--fail-on", bar).exit_code == code


def test_the_profile_minimum_makes_misplaced_means_a_warning():
    law = ROOT / "tests" / "laws" / "general-and-graver.defgap"
    assert run("check", law).exit_code == 1
    assert run("check", law, "--profile", "minimum").exit_code == 0


def test_a_law_without_a_trafficking_provision_exits_2_unless_allowed():
    assert run("check", "kz-cc-308@2023").exit_code == 2
    assert run("check", "kz-cc-308@2023", "--allow-none").exit_code == 0


def test_one_trafficking_provision_among_several_laws_is_enough():
    assert run("check", "kz-cc-308@2023", CLEAN).exit_code == 0


def test_an_unread_file_beside_a_clean_law_exits_2_and_the_report_says_so(tmp_path):
    result = run("check", tmp_path / "nowhere.txt", CLEAN, "--output", "json")
    assert result.exit_code == 2
    assert [d["status"] for d in json.loads(result.stdout)["documents"]] == ["unread", "analysed"]
    assert result.stderr.count("\n") == 1
    assert "nowhere.txt" in result.stderr


def test_fail_on_never_does_not_hide_an_unread_file(tmp_path):
    assert run("check", tmp_path / "nowhere.txt", CLEAN, "--fail-on", "never").exit_code == 2


# Outputs


def test_json_to_a_file_and_text_to_the_terminal_in_one_run(tmp_path):
    target = tmp_path / "report.json"
    result = run("check", "kz-cc-128@2023", "--output", f"json={target}", "--output", "text")
    assert result.exit_code == 1
    assert result.stdout.count("Findings") == 1
    data = json.loads(target.read_text(encoding="utf-8"))
    assert data["schema"] == "defgap-report/1"
    assert data["documents"][0]["law"]["id"] == "kz-cc-128@2023"


def test_text_to_a_file_is_the_text_of_the_terminal(tmp_path):
    target = tmp_path / "report.txt"
    shown = run("check", "kz-cc-128@2023").stdout
    quiet = run("check", "kz-cc-128@2023", "--output", f"text={target}")
    assert quiet.stdout == ""
    assert target.read_text(encoding="utf-8") == shown


def test_nothing_but_the_report_is_left_beside_it(tmp_path):
    run("check", CLEAN, "--output", f"json={tmp_path / 'report.json'}")
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_a_report_that_cannot_be_finished_leaves_the_old_one(tmp_path, monkeypatch):
    target = tmp_path / "report.json"
    target.write_text("old", encoding="utf-8")

    def full(self: Path, *_: object, **__: object) -> int:
        Path.touch(self)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    line = refused("check", CLEAN, "--output", f"json={target}")
    assert "report.json" in line
    assert "No space left on device" in line
    assert target.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.json"]


def test_an_unwritable_output_names_the_file(tmp_path):
    line = refused("check", CLEAN, "--output", f"json={tmp_path / 'no such folder' / 'report.json'}")
    assert "report.json" in line
    assert "name another file" in line


def test_python_minus_m_runs_it_without_colour_codes_and_in_utf_8():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-m", "defgap", "check", "kz-cc-128@2023"]
    result = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert result.returncode == 1
    text = result.stdout.decode("utf-8")
    assert "вербовка" in text
    assert "\x1b" not in text
    assert result.stderr == b""


def test_a_closed_pipe_is_no_fault():
    command = f"{sys.executable} -m defgap check kz@2023 | head -n 1"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert result.stderr == b""


def test_no_line_of_the_report_is_wider_than_the_page():
    lines = run("check", "kz@2023").stdout.splitlines()
    assert [line for line in lines if len(line) > 110] == []


def test_the_two_answers_come_before_anything_else_is_said_of_the_law():
    text = run("check", "kz-cc-128@2023").stdout
    headings = ("1. Conduct the Protocol covers", "2. Conduct this law", "Verdict")
    first, second, verdict = (text.index(heading) for heading in headings)
    assert first < second < verdict
    assert text.index("Findings") > verdict


def test_every_report_ends_with_the_notice_and_names_profile_and_version():
    text = " ".join(run("check", CLEAN).stdout.split())
    assert "Not legal advice." in text
    assert f"defgap {__version__}; profile alignment" in text


# Texts


def test_the_russian_text_with_its_definition_and_authority():
    result = run("check", ART128, "--definitions", ART3, "--authority", "kz-sc-2012-7", "--output", "json")
    (document,) = json.loads(result.stdout)["documents"]
    assert result.exit_code == 1
    assert document["origin"] == "read automatically"
    assert [s["language"] for s in document["sources"]] == ["ru", "ru"]
    assert document["summary"]["roles"]["means"]["value"] == "not-required"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1251"])
def test_other_encodings_of_a_text_give_the_same_report(tmp_path, encoding):
    text = ART128.read_text(encoding="utf-8").replace("–", "-")
    file = tmp_path / "art.txt"
    file.write_bytes(text.encode("utf-8"))
    plain = json.loads(run("check", file, "--output", "json").stdout)
    file.write_bytes(text.encode(encoding))
    other = json.loads(run("check", file, "--output", "json").stdout)
    for data in (plain, other):
        for source in data["documents"][0]["sources"]:
            del source["encoding"], source["sha256"]
    assert other == plain


# Several languages, several acts

KAZAKH = """law art-128 "128-бап" { jurisdiction "KZ" text kk "art-128.kk.txt"
  offence trafficking "Адам саудасы" art 128 { basic part 1 {
    limb { act sale kk"сатып алу-сату", purchase kk"сатып алу-сату", other-transaction kk"өзге де мәмілелер" }
    limb { act exploitation kk"оны қанау" }
    limb { act recruitment kk"азғырып көндіру", transportation kk"тасымалдау", transfer kk"беру",
               harbouring kk"жасыру", receipt kk"алу" }
    limb { act other-act kk"өзге де іс-әрекеттер" purpose exploitation kk"қанау мақсатында" }
  } } }"""


@pytest.fixture
def kazakh(tmp_path):
    file = tmp_path / "art-128.kk.defgap"
    file.write_text(KAZAKH, encoding="utf-8")
    return file


def documents(*arguments: object) -> list[dict]:
    return json.loads(run("check", *arguments, "--output", "json").stdout)["documents"]


def test_language_versions_are_compared_and_the_verdicts_are_those_of_the_first(kazakh):
    (alone,) = documents(ART128)
    (both,) = documents(ART128, kazakh, "--as-one-law")
    assert both["summary"] == alone["summary"]
    assert both["offences"] == alone["offences"]
    assert [v["language"] for v in both["versions"]] == ["kk"]
    assert alone["versions"] == []
    versions = [f for f in both["findings"] if f["rule"] == "LAW001"]
    assert {f["severity"] for f in versions} == {"note"}
    (reach,) = [f for f in versions if f["provision"] == "art_128__part_1"]
    assert {e["language"] for e in reach["evidence"]} == {"ru", "kk"}
    assert [f for f in both["findings"] if f["rule"] != "LAW001"] == alone["findings"]


def test_the_first_path_decides_the_language_of_the_verdicts(kazakh):
    (document,) = documents(kazakh, ART128, "--as-one-law")
    assert document["law"]["id"] == "art-128"
    assert [v["language"] for v in document["versions"]] == ["ru"]


def test_without_the_option_versions_are_documents_of_their_own(kazakh):
    assert [d["versions"] for d in documents(ART128, kazakh)] == [[], []]


def test_the_report_says_on_which_language_it_rests_and_what_the_other_says(kazakh):
    text = " ".join(run("check", ART128, kazakh, "--as-one-law").stdout.split())
    assert "the verdicts are those of the Russian text; the Kazakh text is compared with it" in text
    assert "versions note: art. 128, part 1: the Kazakh text fixes one reading" in text
    assert "note LAW001 language versions differ [departure]: art. 128, part 1, Russian and Kazakh" in text


def test_a_definition_in_another_language_is_still_part_of_the_law():
    (mixed,) = documents(ART128, "--definitions", KZ / "kz-cc-003@2023.kk.txt")
    assert mixed["versions"] == []
    assert mixed["summary"]["exploitation"]["defined"]


def test_code_and_law_differ_in_what_they_name_not_in_reach():
    for inputs in (("kz-cc-128", "kz-law-110"), (KZ / "kz-cc-128.ru.txt", KZ / "kz-law-110.ru.txt")):
        (document,) = documents(*inputs, "--as-one-law")
        (finding,) = [f for f in document["findings"] if f["rule"] == "LAW002"]
        assert (finding["effect"], finding["severity"]) == ("departure", "note")
        assert "not in reach" in finding["message"]


# Faults of the input


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("notes.txt", "# только примечание\n".encode(), "empty but notes"),
        ("numbers.txt", b"1. 2. 3.\n", "holds no words"),
        ("act.pdf", b"%PDF-1.7 \x00\x01", "save it as plain text"),
        ("act.docx", b"PK\x03\x04 \x00\x01", "save it as plain text"),
        ("random.txt", bytes(range(256)) * 20, "not a text file"),
        ("broken.txt", b"\xff\xfe\x00\xd8\x00", "save it as UTF-8 text"),
        (
            "act.txt",
            SPANISH.encode(),
            "is in Spanish (es), which is not supported yet; supported: English (en), Kazakh (kk)",
        ),
        ("act.txt", FRENCH.encode(), "is in French (fr), which is not supported yet; supported: English (en)"),
        ("empty.defgap", b"", "holds no law"),
        ("act.defgap", 'law x "х" {}'.encode("cp1251"), "save it so"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_what_to_do(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_bytes(content)
    result = run("check", file)
    lines = result.stderr.splitlines()
    assert result.exit_code == 2
    assert result.stdout == ""
    assert lines[0].startswith("defgap: ")
    assert name in lines[0]
    assert said in lines[0]
    assert [line for line in lines[1:] if line.strip(" ^")] == []


def test_a_missing_file_is_refused():
    assert "no-such-file.txt does not exist; check the path" in refused("check", "no-such-file.txt")


def test_a_folder_is_refused(tmp_path):
    assert "is a folder; name the text files in it" in refused("check", tmp_path)


def test_an_unknown_law_is_refused_with_the_nearest_name():
    assert "did you mean 'kz-cc-128'" in refused("check", "kz-cc-1288")


def test_broken_notation_shows_the_line_and_marks_the_word(tmp_path):
    file = tmp_path / "law.defgap"
    file.write_text('law x "X" {\n  offence t art 1 { basic { limb { act recruitmnt } } }\n}\n', encoding="utf-8")
    result = run("check", file)
    said, shown, marks = result.stderr.splitlines()
    assert result.exit_code == 2
    assert f"{file}:2:" in said
    assert "did you mean 'act.recruitment'?" in said
    start, end = re.search(r"\^+", marks).span()
    assert shown[start:end] == "recruitmnt"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "kz", "--against", "palrmo"), "did you mean 'palermo'?"),
        (("check", "kz", "--against", "kz-cc-128"), "is a law, not a standard"),
        (("check", "kz", "--authority", "kz-sc-2012"), "did you mean 'kz-sc-2012-7'?"),
        (("check", "kz", "--profile", "strict"), "'alignment', 'minimum'"),
        (("check", "kz", "--fail-on", "all"), "'error', 'warning', 'note', 'never'"),
        (("check", "kz", "--output", "pdf"), "unknown format 'pdf'"),
        (("check", "kz", "--output", "json="), "a file name is missing"),
        (("check", "kz", "--colour"), "--colour"),
        (("check",), "Missing argument"),
        (("check", ART128, "--lang", "es"), "'es' is not supported; supported: English (en), Kazakh (kk)"),
        (("rule", "MEA999"), "MEA001"),
        (("why", "means.decption", "kz-cc-128"), "did you mean 'means.deception'?"),
        (("chek", "kz"), "chek"),
        (("library", "check"), "verify"),
    ],
)
def test_a_wrong_name_or_option_is_refused_in_one_line(arguments, said):
    assert said in refused(*arguments)


# The other commands


def test_rule_prints_the_page_of_a_rule_in_any_case():
    text = run("rule", "mea002").stdout
    assert text.startswith("MEA002: ")
    assert "Source: Palermo Protocol" in text


def test_rule_alone_lists_every_rule_once():
    assert [line.split()[0] for line in run("rule").stdout.splitlines()] == [r.code for r in RULES]


def test_library_lists_every_law_standard_and_authority():
    data = json.loads(run("library", "--output", "json").stdout)
    text = run("library").stdout
    ids = [row["id"] for group in ("standards", "laws", "authorities") for row in data[group]]
    assert set(ids) == {*library.names(), *(a.id for a in library.authorities())}
    assert all(f"  {name} " in text for name in ids)


def test_encode_writes_notation_that_check_reads(tmp_path):
    written = run("encode", ART128, "--definitions", ART3)
    assert written.exit_code == 0
    file = tmp_path / "art128.defgap"
    file.write_text(written.stdout, encoding="utf-8")
    from_text = json.loads(run("check", ART128, "--definitions", ART3, "--output", "json").stdout)["documents"][0]
    from_notation = json.loads(run("check", file, "--output", "json").stdout)["documents"][0]
    values = [
        {e: (c["value"], c["breadth"]) for e, c in d["summary"]["elements"].items()} for d in (from_text, from_notation)
    ]
    assert values[0] == values[1]
    assert {r: c["value"] for r, c in from_text["summary"]["roles"].items()} == {
        r: c["value"] for r, c in from_notation["summary"]["roles"].items()
    }


def test_why_traces_a_verdict_to_its_words():
    text = run("why", "means.deception", "kz-cc-128@2023").stdout
    assert "«обмана»" in text
    assert "MEA002" in text


def test_explain_shows_every_provision_of_a_text_with_its_place():
    result = run("explain", ART128)
    assert result.exit_code == 0
    assert all(f"art. 128({part})" in result.stdout for part in (1, 2, 3, 4))
    text = ART128.read_text(encoding="utf-8")
    start, end = map(int, re.search(r"art\. 128\(2\)\(2\) \[(\d+)\.\.(\d+)\]", result.stdout).groups())
    assert text[start:end].strip("2) ;\n") == "неоднократно"


def test_explain_of_notation_says_what_to_use_instead():
    assert "`defgap why`" in refused("explain", "kz-cc-128@2023")


def test_encode_of_a_text_without_a_trafficking_provision_is_refused(tmp_path):
    file = tmp_path / "theft.txt"
    file.write_text(
        "Статья 188. Кража\n1. Кража, то есть тайное хищение чужого имущества, –\nнаказывается штрафом.\n",
        encoding="utf-8",
    )
    assert "theft.txt" in refused("encode", file)
    assert run("check", file).exit_code == 2
    assert run("check", file, "--allow-none").exit_code == 0


def test_version():
    assert run("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("command", [(), *((name,) for name in cli.main.commands)], ids=" ".join)
def test_every_command_explains_itself(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
