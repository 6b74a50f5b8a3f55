"""The JSON report: every quote at its place, every element present, fingerprints that survive renumbering."""

import json

import pytest

import defgap
from defgap import library, resources


def cites(data):
    if isinstance(data, dict):
        if "quote" in data and "start" in data and "source" in data:
            yield data
        for value in data.values():
            yield from cites(value)
    elif isinstance(data, list):
        for value in data:
            yield from cites(value)


@pytest.mark.parametrize("name", library.names())
def test_every_quote_of_a_built_in_law_stands_at_its_place(name):
    found = list(cites(json.loads(defgap.check(name).to_json())))
    for cite in found:
        assert resources.read(cite["source"])[cite["start"] : cite["end"]] == cite["quote"]
    assert found or not library.load(name).trafficking


def test_every_quote_of_a_text_stands_at_its_place():
    path = resources.path("fixtures/statutes/kz/kz-cc-128.ru.txt")
    found = list(cites(defgap.check(path).to_dict()))
    text = path.read_text(encoding="utf-8")
    assert len(found) > 100
    assert all(text[c["start"] : c["end"]] == c["quote"] for c in found)


def test_all_21_elements_are_always_there():
    for name in ("palermo", "kz", "kz-law-110"):
        summary = defgap.check(name).to_dict()["documents"][0]["summary"]
        assert list(summary["elements"]) == list(library.taxonomy().elements)


def test_fingerprints_survive_text_put_in_front_and_tell_findings_apart():
    text = resources.read("fixtures/statutes/kz/kz-cc-128.ru.txt")
    one = [f["fingerprint"] for f in defgap.check(text).to_dict()["documents"][0]["findings"]]
    other = [f["fingerprint"] for f in defgap.check("\n\n\n" + text).to_dict()["documents"][0]["findings"]]
    assert one == other
    assert len(set(one)) == len(one)


def test_choices_and_residue_stand_with_their_own_offence():
    (law,) = library.parse("""
        law x {
          offence a art 1 { basic { limb { act sale if c = p } } }
          offence b art 12 { basic { limb { act purchase } } }
          choice c art 12 { option p option q default p }
          residue art 12 "so to speak"
        }""")
    offences = {o["id"]: o for o in defgap.check(law).to_dict()["documents"][0]["offences"]}
    assert [len(offences[i]["choices"]) for i in ("art_1", "art_12")] == [0, 1]
    assert [len(offences[i]["residue"]) for i in ("art_1", "art_12")] == [0, 1]
