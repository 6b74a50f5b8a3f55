"""Real reports are valid against docs/report.schema.json, and the schema says no less than the program emits."""

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

import defgap
from defgap import library
from defgap.analysis.findings import EFFECTS, PROFILES, SEVERITIES
from defgap.model.offences import Offence, Sanction, Tier
from defgap.report.document import Document, Input, Report, Status

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
SMALL = sorted((ROOT / "tests" / "laws").glob("*.defgap"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def faults(data: Any) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(data)]


@cache
def data_of(name: str) -> dict[str, Any]:
    return json.loads(defgap.check(name).to_json())


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", [law.id for law in library.laws()])
def test_reports_of_built_in_laws_are_valid(name):
    assert faults(data_of(name)) == []


@pytest.mark.parametrize("path", SMALL, ids=lambda p: p.stem)
def test_reports_of_small_laws_are_valid(path):
    data = data_of(str(path))
    assert faults(data) == []
    assert data["documents"][0]["status"] == "analysed"


def test_a_report_without_a_trafficking_provision_is_valid():
    data = data_of("kz-cc-308@2023")
    assert faults(data) == []
    assert data["documents"][0]["status"] == "no-trafficking-provision"
    assert data["documents"][0]["summary"] is None


def test_a_report_on_a_file_that_was_not_read_is_valid():
    document = Document((Input("missing.txt"),), "unread", "not read", "missing.txt does not exist; check the path.")
    data = json.loads(Report((document,), library.standards(), "alignment").to_json())
    assert faults(data) == []
    assert (data["documents"][0]["status"], data["documents"][0]["law"]) == ("unread", None)


def test_a_report_of_the_other_profile_is_valid():
    assert faults(defgap.check("kz-cc-128@2023", profile="minimum").to_dict()) == []


@pytest.mark.parametrize(
    ("definition", "values"),
    [
        ("effect", EFFECTS),
        ("severity", SEVERITIES),
        ("requirement", ("required", "some", "not-required", "undetermined")),
        ("placement", ("essential", "illustrative", "aggravating", "elsewhere", "undetermined", "absent")),
        ("breadth", ("full", "narrower", "broader", "undefined", None)),
    ],
)
def test_enumerations_are_those_of_the_program(definition, values):
    assert tuple(SCHEMA["$defs"][definition]["enum"]) == tuple(values)


def test_profiles_and_statuses_are_those_of_the_program():
    assert tuple(SCHEMA["properties"]["profile"]["enum"]) == PROFILES
    assert tuple(SCHEMA["$defs"]["document"]["properties"]["status"]["enum"]) == get_args(Status)


def test_kinds_are_those_of_the_model():
    kinds = {"offence", *get_args(Offence.__annotations__["kind"])} - {"trafficking"}
    assert set(SCHEMA["$defs"]["offence"]["properties"]["kind"]["enum"]) == kinds
    tiers = get_args(Tier.__annotations__["kind"])
    assert tuple(SCHEMA["$defs"]["tier"]["properties"]["kind"]["enum"]) == tiers
    confiscation = get_args(Sanction.__annotations__["confiscation"])
    assert tuple(SCHEMA["$defs"]["sanction"]["properties"]["confiscation"]["enum"]) == confiscation


def test_the_elements_are_those_of_the_taxonomy():
    elements = SCHEMA["$defs"]["summary"]["properties"]["elements"]
    assert tuple(elements["required"]) == library.taxonomy().elements


def objects(schema: Any) -> list[dict[str, Any]]:
    own = [schema] if isinstance(schema, dict) and "properties" in schema and schema.get("type") == "object" else []
    parts = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return own + [found for part in parts for found in objects(part)]


def test_every_object_of_the_schema_is_closed():
    inside_all_of = {id(part) for d in SCHEMA["$defs"].values() for part in d.get("allOf", ())}
    open_ones = [
        list(found["properties"])
        for found in objects(SCHEMA)
        if found.get("additionalProperties") is not False
        and id(found) not in inside_all_of
        and found is not SCHEMA["$defs"]["cell"]
    ]
    assert open_ones == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(schema="defgap-report/2"),
        lambda d: d.pop("notice"),
        lambda d: d["documents"][0].update(score=97),
        lambda d: d["documents"][0]["findings"][0].update(effect="breach"),
        lambda d: d["documents"][0]["summary"]["roles"]["means"].update(value="absent"),
        lambda d: d["documents"][0]["summary"]["roles"]["means"].update(colour="red"),
        lambda d: d["documents"][0]["summary"]["elements"].pop("means.fraud"),
        lambda d: d["documents"][0]["summary"]["elements"]["means.fraud"].update(breadth="partly"),
        lambda d: d["documents"][0]["summary"]["elements"]["means.fraud"]["alternatives"].update(a="required"),
        lambda d: d["documents"][0]["summary"]["coverage"]["palermo"].update(covered=-1),
    ],
)
def test_a_spoilt_report_is_refused(spoil):
    data = copy.deepcopy(data_of("kz-cc-128@2023"))
    spoil(data)
    assert faults(data)
