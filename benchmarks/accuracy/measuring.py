"""One text measured: its report beside what is expected, cell by cell and stage by stage."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from attrs import frozen
from benchmarks.accuracy.cells import FOUND, OPEN, SETS, UNREAD, Answer, Value, answers, paths
from benchmarks.accuracy.expected import Expected, Gold, Mark, spans
from benchmarks.accuracy.inside import STAGES, Place, disposed, places

import defgap
from defgap import api

Outcome = Literal["right", "alternative", "abstained", "wrong"]


@frozen
class Compared:
    """One cell: how it came out, what the reader says and what is expected, and the words that it gives as evidence.

    `words` counts the words of a set: right, missing, extra.
    """

    path: str
    outcome: Outcome
    got: Value
    expected: Value
    evidence: tuple[str, ...] = ()
    words: tuple[int, int, int] = (0, 0, 0)


@frozen
class Found:
    """One mark of a stage: right, wrong (another value), missing, or extra (words that no mark expects)."""

    stage: str
    outcome: Literal["right", "wrong", "missing", "extra"]
    words: str
    got: str
    expected: str


@frozen
class Measured:
    """One text: its cells, its marks, the stages that the reader does not keep, and what it left over.

    `reason` says why a text was not read or holds no provision; `size` counts the words of the dispositions.
    """

    expected: Expected
    cells: tuple[Compared, ...]
    found: tuple[Found, ...] = ()
    unkept: tuple[str, ...] = ()
    reason: str = ""
    residue: tuple[str, ...] = ()
    size: int = 0

    @property
    def unread(self) -> bool:
        """True if the reader refuses the text or cannot compose it."""
        return self.cells[0].got == UNREAD

    @property
    def missed(self) -> bool:
        """True if the reader finds no provision where one is expected."""
        return not self.unread and self.cells[0].got != FOUND and len(self.cells) > 1


def measure(expected: Expected) -> Measured:
    """Read a text and compare; on a text that is refused the reader abstains, and no stage is measured."""
    try:
        report = defgap.check(expected.text, lang=expected.lang)
        reading = api.load([expected.text], expected.lang)[0].reading
    except defgap.DefgapError as fault:
        refused = {"status": Answer(UNREAD)}
        return Measured(expected, compared(expected.cells, refused), reason=" ".join(str(fault).split()))
    (document,) = report.documents
    (data,) = report.to_dict()["documents"]
    residue = document.law.residue if document.law else ()
    text = document.sources[0].text
    found, unkept = in_stages(expected.marks, reading, text)
    return Measured(
        expected,
        compared(expected.cells, answers(data)),
        found,
        unkept,
        "" if document.status == FOUND else document.reason,
        tuple(" ".join(r.quote.split()) for r in residue),
        sum(count(text[start:end]) for start, end in disposed(reading)),
    )


def count(text: str) -> int:
    """Return how many words a text has."""
    return len(re.findall(r"\w+", text))


# ---------------------------------------------------------------- cells


def compared(gold: Mapping[str, Gold], given: Mapping[str, Answer]) -> tuple[Compared, ...]:
    """Return the cells in the order of a report; where neither side expects a row only the status."""
    status = _cell("status", gold["status"], given["status"])
    if status.outcome in ("right", "alternative") and status.got != FOUND:
        return (status,)
    silent = status.outcome == "abstained"
    rest = (_cell(p, gold[p], given[p]) if p in given else _lost(p, gold[p], silent) for p in paths()[1:] if p in gold)
    return (status, *rest)


def _lost(path: str, gold: Gold, silent: bool) -> Compared:
    missing = len(gold.value) if isinstance(gold.value, tuple) and not silent else 0
    return Compared(path, "abstained" if silent else "wrong", None, gold.value, (), (0, missing, 0))


def _cell(path: str, gold: Gold, answer: Answer) -> Compared:
    if path in SETS:
        return _set(path, gold, answer)
    return Compared(path, _outcome(gold, answer), answer.value, gold.value, answer.evidence)


def _outcome(gold: Gold, answer: Answer) -> Outcome:
    if answer.value == gold.value:
        return "right"
    if answer.value in gold.others or gold.value in answer.others:
        return "alternative"
    return "abstained" if answer.value in (OPEN, UNREAD) else "wrong"


def _set(path: str, gold: Gold, answer: Answer) -> Compared:
    """Compare words with the expected set or, if that fits, with a listed one."""
    got = set(_words(answer.value))
    fitting = [s for s in (gold.value, *gold.others) if set(_words(s)) - gold.optional == got - gold.optional]
    wanted = set(_words(fitting[0] if fitting else gold.value))
    words = (len(got & wanted), len(wanted - got - gold.optional), len(got - wanted - gold.optional))
    outcome: Outcome = "wrong" if not fitting else "right" if got == set(_words(gold.value)) else "alternative"
    return Compared(path, outcome, answer.value, gold.value, answer.evidence, words)


def _words(value: Value) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value


# ---------------------------------------------------------------- stages


def in_stages(marks: Iterable[Mark], reading: Any, text: str) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return how the marks of all stages came out, and the stages that the reader does not keep."""
    found: list[Found] = []
    unkept: list[str] = []
    for stage in STAGES:
        own = [m for m in marks if m.stage == stage]
        if not own:
            continue
        made = places(reading, stage)
        if made is None:
            unkept.append(stage)
            continue
        found += (_found(mark, made, text) for mark in own)
        # An encoding quotes words, not sentences: only a list of sentences tells which of them are too many.
        if stage == "dispositions" and not any(m.span for m in own):
            found += _extra(own, made, text)
    return tuple(found), tuple(unkept)


def _at(mark: Mark, text: str) -> list[tuple[int, int]]:
    return [mark.span] if mark.span else list(spans(mark.words, text))


def _found(mark: Mark, made: Iterable[Place], text: str) -> Found:
    own = _at(mark, text)
    got = dict.fromkeys(p.value for p in made if any(p.start < end and start < p.end for start, end in own))
    outcome: Literal["right", "wrong", "missing"] = "right" if mark.value in got else "wrong" if got else "missing"
    shown = mark.value if outcome == "right" else ", ".join(got)
    return Found(mark.stage, outcome, " ".join(mark.words.split()), shown, mark.value)


def _extra(marks: Iterable[Mark], made: Iterable[Place], text: str) -> Iterator[Found]:
    known = [span for mark in marks for span in _at(mark, text)]
    for place in made:
        if not any(place.start < end and start < place.end for start, end in known):
            words = " ".join(text[place.start : place.end].split())
            yield Found("dispositions", "extra", words[:80], place.value, "")
