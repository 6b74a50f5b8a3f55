"""What is expected of a text: the format of `<name>.<lang>.json`, read and checked."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen
from benchmarks.accuracy.cells import AGE, FOUND, NONE, SETS, Value, at, paths, vocabulary

NAME = re.compile(r"(?P<name>.+)\.(?P<lang>[a-z]{2})\.txt")
KEYS = ("status", "summary", "alternatives", "why", "stages")
PARTS = ("act", "means", "purpose", "victim", "circumstance", "result", "actor", "qualifier")
"""The roles that words can have, those of the taxonomy and what qualifies them."""


class Malformed(Exception):
    """An expected file or a folder that cannot be measured against: one sentence."""


@frozen
class Gold:
    """The expected value of a cell, other values that can be defended, and words that may stand in it or not."""

    value: Value
    others: tuple[Value, ...] = ()
    optional: frozenset[str] = frozenset()


@frozen
class Mark:
    """What is expected of words of the text in one stage of reading; without a `span` they count wherever they stand.

    `value` is a kind, a role, a term, or roles joined with " + ".
    """

    stage: str
    words: str
    value: str
    span: tuple[int, int] | None = None


@frozen
class Expected:
    """A text and what is expected of it."""

    name: str
    lang: str
    text: Path
    cells: Mapping[str, Gold]
    marks: tuple[Mark, ...] = ()


def folder(place: Path) -> tuple[list[Expected], list[str]]:
    """Return what is expected of the texts of a folder, by name, and the files that have no partner.

    Raises Malformed if there is no such folder, it has no pair, or an expected file is wrong.
    """
    if not place.is_dir():
        raise Malformed(f"{place} is no folder")
    texts = sorted(p for p in place.glob("*.txt") if NAME.fullmatch(p.name))
    pairs = [p for p in texts if p.with_suffix(".json").is_file()]
    if not pairs:
        raise Malformed(f"{place} holds no text <name>.<lang>.txt with an expected <name>.<lang>.json beside it")
    lonely = [p.name for p in texts if p not in pairs]
    lonely += [p.name for p in sorted(place.glob("*.json")) if not p.with_suffix(".txt").is_file()]
    return [one(p) for p in pairs], sorted(lonely)


def one(text: Path) -> Expected:
    """Return what is expected of a text, from the file beside it; raises Malformed."""
    file = text.with_suffix(".json")
    named = NAME.fullmatch(text.name)
    assert named
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        words = text.read_text(encoding="utf-8-sig", errors="replace")
    except (OSError, ValueError) as fault:
        raise Malformed(f"{file}: {' '.join(str(fault).split())}") from None
    try:
        marks = tuple(_marks(data, words))
        return Expected(named["name"], named["lang"], text, _cells(data), marks)
    except Malformed as fault:
        raise Malformed(f"{file}: {fault}") from None


# ---------------------------------------------------------------- cells


def _cells(data: Any) -> dict[str, Gold]:
    _known(_table(data, "the file"), KEYS, "")
    status, summary = data.get("status"), data.get("summary")
    others = _table(data.get("alternatives", {}), "alternatives")
    values = {"status": _value("status", status)}
    if status == FOUND:
        _known(_table(summary, "summary"), {p.partition(".")[0] for p in paths()[1:]}, "summary.")
        for head in ("roles", "elements", "exploitation"):
            inside = {p.partition(".")[2] for p in paths() if p.startswith(f"{head}.")}
            _known(_table(summary.get(head), f"summary.{head}"), inside, f"summary.{head}.")
        values |= {path: _value(path, _given(summary, path)) for path in paths()[1:]}
    elif summary is not None:
        raise Malformed(f"summary must be null where status is {NONE}")
    _known(others, paths(), "alternatives: ")
    return {path: _gold(path, value, others.get(path, [])) for path, value in values.items()}


def _given(summary: Mapping[str, Any], path: str) -> Any:
    try:
        return at(summary, path)
    except KeyError:
        raise Malformed(f"summary.{path} is missing") from None


def _value(path: str, value: Any) -> Value:
    """Return a value of a cell; raises Malformed if the cell cannot have it."""
    if path in SETS:
        return tuple(sorted(set(_words(value, path))))
    if path == AGE:
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise Malformed(f"{path}: {_shown(value)} is neither a number nor null")
    allowed = vocabulary()[path]
    # In Python 1 == True, in the file they differ.
    if not any(value == known and type(value) is type(known) for known in allowed):
        raise Malformed(f"{path}: {_shown(value)} is none of {', '.join(map(_shown, allowed))}")
    return value  # type: ignore[no-any-return]


def _gold(path: str, value: Value, others: Any) -> Gold:
    """A word among the alternatives of a set may stand in it or not; a list among them is a whole other set."""
    if not isinstance(others, list):
        raise Malformed(f"alternatives: {path}: {_shown(others)} is no list")
    if path not in SETS:
        return Gold(value, tuple(_value(path, other) for other in others))
    whole = tuple(_value(path, other) for other in others if not isinstance(other, str))
    return Gold(value, whole, frozenset(other for other in others if isinstance(other, str)))


# ---------------------------------------------------------------- stages


def _marks(data: Any, text: str) -> Iterator[Mark]:
    stages = _table(_table(data, "the file").get("stages", {}), "stages")
    _known(stages, STAGES, "stages.")
    for stage, read in STAGES.items():
        for words, value in read(stages[stage], f"stages.{stage}") if stage in stages else ():
            if not next(spans(words, text), None):
                raise Malformed(f"stages.{stage}: the words {_shown(words)} do not stand in the text")
            yield Mark(stage, words, value)


def _dispositions(data: Any, where: str) -> Iterator[tuple[str, str]]:
    return ((words, "disposition") for words in _words(data, where))


def _clauses(data: Any, where: str) -> Iterator[tuple[str, str]]:
    for words, kind in _table(data, where).items():
        yield words, _word(kind, where)


def _groups(data: Any, where: str) -> Iterator[tuple[str, str]]:
    for words, role in _table(data, where).items():
        yield words, _role(role, where)


def _attachment(data: Any, where: str) -> Iterator[tuple[str, str]]:
    for words, roles in _table(data, where).items():
        yield words, together(_role(role, where) for role in _words(roles, where))


def _links(data: Any, where: str) -> Iterator[tuple[str, str]]:
    for term, words in _table(data, where).items():
        yield _word(words, where), term


STAGES: Mapping[str, Callable[[Any, str], Iterator[tuple[str, str]]]] = {
    "dispositions": _dispositions,
    "clauses": _clauses,
    "groups": _groups,
    "attachment": _attachment,
    "links": _links,
}


def together(roles: Iterable[str]) -> str:
    """Return roles as one value, in a fixed order."""
    return " + ".join(sorted(set(roles), key=PARTS.index)) or "nothing"


def spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of words in a text, whatever white space stands between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return (m.span() for m in re.finditer(pattern, text)) if pattern else iter(())


# ---------------------------------------------------------------- checks


def _table(data: Any, where: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Malformed(f"{where} is no object {{…}}")
    return data


def _known(data: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    unknown = sorted(set(data) - set(allowed))
    if unknown:
        raise Malformed(f"{where}{unknown[0]} is unknown")


def _words(data: Any, where: str) -> list[str]:
    if not isinstance(data, list):
        raise Malformed(f"{where}: {_shown(data)} is no list of words")
    return [_word(word, where) for word in data]


def _word(data: Any, where: str) -> str:
    if not isinstance(data, str) or not data.strip():
        raise Malformed(f"{where}: {_shown(data)} is no word")
    return data


def _role(data: Any, where: str) -> str:
    if data not in PARTS:
        raise Malformed(f"{where}: {_shown(data)} is none of {', '.join(PARTS)}")
    return str(data)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"
