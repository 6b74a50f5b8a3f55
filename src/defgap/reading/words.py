"""The shadow of a text: its words and signs, normalised for comparison, each with its place in the original."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from attrs import frozen

from defgap.reading.language import table

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W\d_]|[\u00ad\u0301\u200b\u200c\u200d\u2060]"
    r"|[-\u2010\u2011][ \t]*\r?\n[ \t]*(?=[^\W\d_]))*)"
    r"|(?P<number>\d+(?:[.,]\d+)?)[⁰¹²³⁴-⁹]*"
    r"|(?P<sign>\.\.\.|[,;:.…!?()\[\]{}«»\"“”„'’–—/]|-)"
)
_INVISIBLE = re.compile(r"[\u00ad\u0301\u200b\u200c\u200d\u2060\r\n \t]|[-\u2010\u2011](?=[ \t]*\r?\n)")
STRONG = frozenset(";.:!?…–—[]")
"""Signs that no term crosses."""


@frozen
class Word:
    """A word, number or sign: `norm` is compared, `start` and `end` are code points of the original."""

    kind: str
    norm: str
    start: int
    end: int
    capital: bool = False


@cache
def _fold(language: str) -> dict[int, str]:
    return str.maketrans(table(language, "language").get("fold", {}))


@lru_cache(50_000)
def normal(word: str, language: str) -> str:
    """Return a word as it is compared: lower case, look-alike letters folded, invisible signs dropped."""
    return _INVISIBLE.sub("", word).casefold().translate(_fold(language))


def words(
    text: str, spans: Iterable[tuple[int, int]], language: str, known: Callable[[str], bool] | None = None
) -> list[Word]:
    """Return the words, numbers and signs within the spans of a text, in order.

    A word broken over two lines is one word, unless `known` does not know it: then its hyphen is its own.
    """
    found: list[Word] = []
    for start, end in spans:
        for m in _TOKEN.finditer(text, start, end):
            raw = m[0]
            if m.lastgroup == "word":
                norm = normal(raw, language)
                if known is not None and "\n" in raw and not known(norm):
                    for half in re.finditer(r"[^\s\-\u2010\u2011]+", raw):
                        begin = m.start() + half.start()
                        found.append(
                            Word("word", normal(half[0], language), begin, m.start() + half.end(), half[0][0].isupper())
                        )
                    continue
                found.append(Word("word", norm, m.start(), m.end(), raw[0].isupper()))
            elif m.lastgroup == "number":
                found.append(Word("number", m["number"], m.start(), m.end()))
            elif raw == "...":
                found.append(Word("sign", "…", m.start(), m.end()))
            elif raw != "-" or (text[m.start() - 1 : m.start()].isspace() and text[m.end() : m.end() + 1].isspace()):
                found.append(Word("sign", "–" if raw == "-" else raw, m.start(), m.end()))
    return found
