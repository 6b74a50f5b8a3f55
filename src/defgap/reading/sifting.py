"""Sifting: of a whole code only the articles that hold words of trafficking or of its neighbours are read."""

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from defgap.reading.language import table
from defgap.reading.markers import articles

WHOLE = 60_000
"""Longer texts are sifted, in code points."""


@frozen
class Sifted:
    """Which parts of a text are set aside unread (start, end), and how many articles there are and were kept."""

    aside: tuple[tuple[int, int], ...] = ()
    articles: int = 0
    kept: int = 0


@cache
def _hints(language: str) -> re.Pattern[str] | None:
    words = table(language, "clauses").get("hints", {}).get("words", ())
    return re.compile("|".join(words), re.IGNORECASE) if words else None


def sift(text: str, language: str) -> Sifted:
    """Return what of a long text need not be read: articles without any word that the language's [hints] list.

    Nothing is set aside of a text that is short or has no articles. All positions are code points. Linear in the text.
    """
    hints = _hints(language)
    if hints is None or len(text) < WHOLE:
        return Sifted()
    starts = list(articles(text, language))
    if len(starts) < 3:
        return Sifted()
    aside = tuple(_aside(text, starts, hints))
    return Sifted(aside, len(starts), len(starts) - sum(1 for start, _ in aside if start in set(starts)))


def _aside(text: str, starts: list[int], hints: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for begin, stop in zip([0, *starts], [*starts, len(text)], strict=True):
        if begin < stop and not hints.search(text, begin, stop):
            yield begin, stop
