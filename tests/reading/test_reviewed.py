"""The reader against the reviewed encodings: same limbs, points, tiers, sanctions, definitions, choices, consents."""

import pytest
from tests.reading.comparing import meaning, quotes
from tests.reading.texts import KZ, NEIGHBOURS, TARGETS

from defgap.library import load, taxonomy
from defgap.model.notation import parse
from defgap.model.printing import print_law
from defgap.reading.reader import read
from defgap.reading.source import from_path, from_text
from defgap.resources import read as resource


@pytest.mark.parametrize("name", TARGETS)
def test_a_reading_says_what_the_reviewed_encoding_says(name: str) -> None:
    reading = read([from_path(KZ / f"{name}.ru.txt")], taxonomy())
    assert reading.law is not None
    assert meaning(reading.law) == meaning(load(name))
    assert reading.law.residue == ()
    assert reading.problems == ()


@pytest.mark.parametrize("name", TARGETS)
def test_every_quote_is_verbatim(name: str) -> None:
    source = from_path(KZ / f"{name}.ru.txt")
    law = read([source], taxonomy()).law
    assert law is not None
    found = quotes(law)
    assert found
    for quote in found:
        assert quote.text == source.text[quote.start : quote.end]
        assert quote.text.strip()


@pytest.mark.parametrize("name", TARGETS)
def test_a_reading_can_be_written_and_read_back(name: str) -> None:
    law = read([from_path(KZ / f"{name}.ru.txt")], taxonomy()).law
    assert law is not None
    (back,) = parse(print_law(law), resource("grammars/notation.lark"), taxonomy())
    assert meaning(back) == meaning(law)


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_neighbouring_offence_is_no_trafficking_provision(name: str) -> None:
    reading = read([from_path(KZ / f"{name}.ru.txt")], taxonomy())
    assert reading.law is None
    assert reading.reason == "no trafficking provision" or "read as an offence of another kind" in reading.reason


@pytest.mark.parametrize("name", [n for n in NEIGHBOURS if "116" not in n])
def test_a_neighbour_is_kept_beside_a_trafficking_provision(name: str) -> None:
    reading = read([from_path(KZ / f"{n}.ru.txt") for n in ("kz-cc-128", name)], taxonomy())
    assert reading.law is not None
    assert [o.kind for o in reading.law.offences] == ["trafficking", "neighbour"]
    assert {k: v for k, v in meaning(reading.law, ("neighbour",)).items() if k != "choices"} == {
        k: v for k, v in meaning(load(name), ("neighbour",)).items() if k != "choices"
    }


def test_several_articles_are_read_as_one_law_from_files_or_from_one_text() -> None:
    names = ("kz-cc-003", "kz-cc-128", "kz-cc-135", "kz-cc-125")
    files = read([from_path(KZ / f"{n}.ru.txt") for n in names], taxonomy()).law
    text = "\n".join((KZ / f"{n}.ru.txt").read_text(encoding="utf-8") for n in names)
    single = read([from_text(text)], taxonomy()).law
    assert files is not None and single is not None
    every = ("trafficking", "neighbour")
    assert meaning(files, every) == meaning(single, every)
    assert [o.kind for o in single.offences] == ["trafficking", "trafficking", "neighbour"]
