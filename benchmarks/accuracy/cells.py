"""The cells that are compared: where each stands in a report, the values it can have, and the column it counts in."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from attrs import frozen

from defgap import library

Value: TypeAlias = str | int | bool | tuple[str, ...] | None

FOUND, NONE, UNREAD = "analysed", "no-trafficking-provision", "unread"
ROLES = ("act", "means", "purpose")
REQUIREMENTS = ("required", "some", "not-required", "undetermined")
PLACEMENTS = ("essential", "illustrative", "aggravating", "elsewhere", "undetermined", "absent")
CHILD = ("satisfied", "partial", "violated", "undetermined")
CONSENT = ("unconditional", "if-means", "absent", "undetermined")
SETS = ("extra_requirements", "extra_acts")
AGE = "child_age"
OPEN = "undetermined"


@frozen
class Answer:
    """One cell of a report: its value, its values on other readings, and the words quoted for it."""

    value: Value
    others: tuple[Value, ...] = ()
    evidence: tuple[str, ...] = ()


@cache
def vocabulary() -> Mapping[str, tuple[Value, ...]]:
    """Return the values of every cell that has a closed list of them, by path."""
    return {
        "status": (FOUND, NONE),
        **{f"roles.{role}": REQUIREMENTS for role in ROLES},
        **{f"elements.{name}": PLACEMENTS for name in library.taxonomy().elements},
        "child_no_means": CHILD,
        "consent": CONSENT,
        "consent_child": CONSENT,
        "coercion_in_purpose": ("all", "some", "none"),
        "exploitation.defined": (True, False),
        "exploitation.list": ("open", "closed", None),
    }


@cache
def paths() -> tuple[str, ...]:
    """Return the paths of all cells in the order of a report."""
    known = list(vocabulary())
    known.insert(known.index("child_no_means") + 1, AGE)
    return (*known, *SETS)


def column(path: str) -> str:
    """Return the column in which a cell is counted: elements are counted by role."""
    return path.rpartition(".")[0] if path.startswith("elements.") else path


@cache
def columns() -> tuple[str, ...]:
    """Return all columns in the order of a report."""
    return tuple(dict.fromkeys(map(column, paths())))


def at(summary: Mapping[str, Any], path: str) -> Any:
    """Return what stands in a summary under a path; raises KeyError if nothing does."""
    head, _, rest = path.partition(".")
    return summary[head][rest] if rest else summary[head]


def answers(document: Mapping[str, Any]) -> dict[str, Answer]:
    """Return path -> answer of one document of a report; without a summary only its status."""
    return dict(_answers(document))


def _answers(document: Mapping[str, Any]) -> Iterator[tuple[str, Answer]]:
    yield "status", Answer(document["status"])
    if document["summary"]:
        for path in paths()[1:]:
            yield path, _answer(at(document["summary"], path))


def _answer(cell: Any) -> Answer:
    if isinstance(cell, list):
        return Answer(tuple(sorted(cell)))
    if not isinstance(cell, dict):
        return Answer(cell)
    others = dict.fromkeys(cell["alternatives"].values())
    words = dict.fromkeys(" ".join(cite["quote"].split()) for cite in cell["evidence"])
    return Answer(cell["value"], tuple(others), tuple(words))
