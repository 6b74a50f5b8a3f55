"""`encode` writes what was read, a person may correct it, and `check` takes it: nothing is lost on the way."""

from pathlib import Path

import pytest

import defgap
from defgap import library
from defgap.library import taxonomy
from defgap.model.printing import print_law
from defgap.reading.reader import read
from defgap.reading.source import from_path
from defgap.report.data import report_data
from defgap.resources import path

TEXTS = ("sg/sg-phta-2014.en.txt", "kz/kz-cc-128.ru.txt", "kz/kz-law-110.kk.txt")


def verdict(report: defgap.Report) -> object:
    """Return what is said of a law without where it is quoted from and how it came to be."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if k not in ("evidence", "origin")}
        return [plain(v) for v in value] if isinstance(value, list) else value

    return plain(report_data(report)["documents"][0]["summary"])


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    source = path(f"fixtures/statutes/{request.param}")
    copied = tmp_path / source.name
    copied.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return copied


def encoded(text: Path) -> tuple[Path, str]:
    law = read([from_path(text)], taxonomy()).law
    assert law is not None
    notation = print_law(law).replace(str(text), text.name)
    file = text.with_suffix(".defgap")
    file.write_text(notation, encoding="utf-8")
    return file, notation


def test_what_is_written_reads_back_the_same(text: Path) -> None:
    law = read([from_path(text)], taxonomy()).law
    assert law is not None
    assert library.parse(print_law(law), "x.defgap") == (law,)


def test_the_notation_has_the_verdict_of_the_text(text: Path) -> None:
    file, _ = encoded(text)
    assert verdict(defgap.check(file)) == verdict(defgap.check(text))


def test_a_corrected_line_changes_the_verdict(text: Path) -> None:
    file, notation = encoded(text)
    assert "act recruitment" in notation
    file.write_text(notation.replace("recruitment ", "hiring "), encoding="utf-8")
    corrected = report_data(defgap.check(file))["documents"][0]["summary"]
    assert corrected["elements"]["act.recruitment"]["value"] != "essential"
    assert "hiring" in corrected["extra_acts"]


def test_a_changed_text_makes_lines_stale(text: Path) -> None:
    file, _ = encoded(text)
    assert defgap.check(file).documents[0].problems == ()
    words = text.read_text(encoding="utf-8")
    first = next(w for w in ("recruits", "вербовка", "азғырып көндіру") if w in words)
    text.write_text(words.replace(first, "…", 1).replace(first, "…"), encoding="utf-8")
    (problem, *_) = defgap.check(file).documents[0].problems
    assert first in problem and "review the line again" in problem
