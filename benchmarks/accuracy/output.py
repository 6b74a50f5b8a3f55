"""The result as text and as plain data."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.accuracy import tallies
from benchmarks.accuracy.cells import Value
from benchmarks.accuracy.measuring import Compared, Measured, count
from benchmarks.accuracy.tallies import Tally

SCHEMA = "defgap-accuracy/1"
WIDTHS = (7, 7, 16, 11, 7, 14, 12)
SHOWN = 5
"""How many quotes of one cell the text shows; the data holds all."""


# ---------------------------------------------------------------- text


def as_text(of: str, texts: Sequence[Measured], lonely: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the result: tables, then what differs, text by text."""
    yield f"Accuracy of the reader on {of}: {_texts(texts)}"
    yield from (f"not measured, without a partner: {name}" for name in lonely)
    for name, own in tallies.groups(texts).items():
        yield from ("", f"{name}, {_texts(own)}", *_table(tallies.by_column(own)))
        yield from _sums(own)
    yield from (f"stage not measured, the reader does not keep it: {s}" for s in tallies.unkept(texts))
    differing = [(t, lines) for t in texts if (lines := list(_differences(t)))]
    if differing:
        yield from ("", "Disagreements")
    for text, lines in differing:
        yield from (text.expected.text.name, *(f"  {line}" for line in lines))


def _texts(texts: Sequence[Measured]) -> str:
    return f"{len(texts)} text{'' if len(texts) == 1 else 's'}"


def _cells(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"


def _table(rows: dict[str, Tally]) -> Iterator[str]:
    yield _row("", ("cells", "right", "by alternative", "abstained", "wrong", "right of all", "of decided"))
    for name, row in rows.items():
        counts = (row.cells, row.right, row.alternative, row.abstained, row.wrong)
        yield _row(name, (*counts, percent(row.share), percent(row.decided)))


def _row(name: str, cells: Sequence[object]) -> str:
    return f"  {name:22}" + "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


def _sums(texts: Sequence[Measured]) -> Iterator[str]:
    for path, words in tallies.by_word(texts).items():
        yield f"  words of {path}: {_counts(words)}"
    for stage, marks in tallies.by_stage(texts).items():
        yield f"  stage {stage}: {_counts(marks)}"
    left, size = tallies.left_over(texts)
    yield f"  residue: {_residue(left, size)}"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _residue(left: int, size: int) -> str:
    share = f" ({percent(left / size)})" if size else ""
    return f"{left} of {size} words of the dispositions{share}"


def _differences(text: Measured) -> Iterator[str]:
    status, *others = text.cells
    if text.unread:
        yield f"not read, abstained in {_cells(len(text.cells))}: {text.reason.removeprefix(f'{text.expected.text}: ')}"
    elif text.missed:
        yield f"wrong status: {status.got}, expected {status.expected}; with it {_cells(len(others))}: {text.reason}"
    for cell in () if text.unread or text.missed else text.cells:
        if cell.outcome in ("abstained", "wrong"):
            yield f"{cell.outcome} {cell.path}: {shown(cell.got)}, expected {shown(cell.expected)}{_quoted(cell)}"
    for found in text.found:
        if found.outcome != "right":
            expected = f", expected {found.expected}" if found.expected else ""
            yield f"{found.outcome} in {found.stage}: «{found.words}» {found.got or 'nothing'}{expected}"
    if text.residue:
        quotes = " · ".join(f"«{words}»" for words in text.residue)
        yield f"residue {_residue(count(' '.join(text.residue)), text.size)}: {quotes}"


def _quoted(cell: Compared) -> str:
    quotes = " · ".join(f"«{words}»" for words in cell.evidence[:SHOWN])
    more = f" and {len(cell.evidence) - SHOWN} more" if len(cell.evidence) > SHOWN else ""
    return f"; {quotes}{more}" if quotes else ""


def shown(value: Value) -> str:
    """Return a value as the text shows it."""
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    if isinstance(value, str):
        return value
    return json.dumps(value)


def percent(share: float | None) -> str:
    """Return a part as a percentage, never rounded up to 100."""
    if share is None:
        return "–"
    return f"{int(share * 1000) / 10:.1f} %"


# ---------------------------------------------------------------- plain data


def as_data(of: str, texts: Sequence[Measured], lonely: Sequence[str]) -> dict[str, Any]:
    """Return the whole result as plain data."""
    return {
        "schema": SCHEMA,
        "of": of,
        "without_partner": list(lonely),
        "unkept_stages": list(tallies.unkept(texts)),
        "results": {name: _group(own) for name, own in tallies.groups(texts).items()},
        "texts": [_text(text) for text in texts],
    }


def _group(texts: Sequence[Measured]) -> dict[str, Any]:
    return {
        "texts": len(texts),
        "columns": {name: _tally(row) for name, row in tallies.by_column(texts).items()},
        "words": tallies.by_word(texts),
        "stages": tallies.by_stage(texts),
        "residue": _left(*tallies.left_over(texts)),
    }


def _tally(row: Tally) -> dict[str, Any]:
    return {
        "cells": row.cells,
        "right": row.right,
        "alternative": row.alternative,
        "abstained": row.abstained,
        "wrong": row.wrong,
        "share": row.share,
        "share_of_decided": row.decided,
    }


def _left(left: int, size: int) -> dict[str, Any]:
    return {"words": left, "of": size, "share": left / size if size else None}


def _text(text: Measured) -> dict[str, Any]:
    return {
        "name": text.expected.name,
        "language": text.expected.lang,
        "file": text.expected.text.name,
        "reason": text.reason,
        "cells": [_cell(cell) for cell in text.cells],
        "stages": [
            {"stage": f.stage, "outcome": f.outcome, "words": f.words, "got": f.got, "expected": f.expected}
            for f in text.found
        ],
        "residue": {**_left(count(" ".join(text.residue)), text.size), "quotes": list(text.residue)},
    }


def _cell(cell: Compared) -> dict[str, Any]:
    data = {
        "path": cell.path,
        "outcome": cell.outcome,
        "got": _plain(cell.got),
        "expected": _plain(cell.expected),
        "evidence": list(cell.evidence),
    }
    if isinstance(cell.expected, tuple):
        data["words"] = dict(zip(("right", "missing", "extra"), cell.words, strict=True))
    return data


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def lines(parts: Iterable[str]) -> str:
    """Return lines as one text."""
    return "\n".join(parts) + "\n"
