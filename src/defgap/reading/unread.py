"""How much of the dispositions that were read was not accounted for, in words and in characters."""

import re
from collections.abc import Iterable

from attrs import frozen

from defgap.reading.composition import Composed

_WORD = re.compile(r"[^\W\d_]+|\d+")


@frozen
class Unread:
    """Words and characters left over (residue), out of all `of_…` of the sentences that were composed."""

    words: int = 0
    of_words: int = 0
    characters: int = 0
    of_characters: int = 0

    @property
    def share(self) -> float:
        """The share of the words that was left over, from 0 to 1; 0 where nothing was composed."""
        return self.words / self.of_words if self.of_words else 0.0


def unread(text: str, composed: Composed) -> Unread:
    """Return what was left over of one text. Spans count code points; none counts twice."""
    rest = _united((r.start, r.end) for r in composed.residue if r.start is not None and r.end is not None)
    read = ((u.groups[0].start, max(g.end for g in u.groups)) for u in composed.units if u.groups)
    whole = _united([*rest, *read])
    return Unread(_words(text, rest), _words(text, whole), _size(rest), _size(whole))


def total(parts: Iterable[Unread]) -> Unread:
    """Return the sum of several texts."""
    known = tuple(parts)
    return Unread(
        sum(p.words for p in known),
        sum(p.of_words for p in known),
        sum(p.characters for p in known),
        sum(p.of_characters for p in known),
    )


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _words(text: str, spans: Iterable[tuple[int, int]]) -> int:
    return sum(1 for start, end in spans for _ in _WORD.finditer(text, start, end))


def _size(spans: Iterable[tuple[int, int]]) -> int:
    return sum(end - start for start, end in spans)
