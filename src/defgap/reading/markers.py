"""Markers: where provisions begin. Numbers are accepted only in sequence, at line starts and within lines."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import frozen

from defgap.reading.language import table

DEPTH = {"document": 0, "art": 1, "part": 2, "note": 2, "def": 3, "point": 4, "subpoint": 5, "item": 6}
LISTED = ("point", "subpoint", "item")
"""Kinds of provisions that are items of a list."""
ABOVE = {"item": "subpoint", "subpoint": "point"}
NOTES = -1
"""The place of numbered notes among the marker styles."""
HEADING = 120
"""How many characters a heading on a line of its own may have."""
LATIN = "abcdefghijklmnopqrstuvwxyz"


@frozen
class Marker:
    """The words with which a provision begins: its kind and number, and whether a heading follows (or how it looks).

    `latin` is the Latin letter of a letter's rank.
    """

    kind: str
    number: str
    start: int
    end: int
    heading: bool | str = False
    latin: str = ""


@cache
def _patterns(language: str) -> tuple[tuple[dict[str, Any], tuple[tuple[bool, re.Pattern[str]], ...]], ...]:
    """Return each marker style with its compiled patterns; True marks those for the start of a line."""
    styles = []
    for style in table(language, "layout")["marker"]:
        found = []
        if style.get("line"):
            found.append((True, re.compile(rf"(?m)^[ \t\ufeff\x00]*(?:{style['line']})")))
        if style.get("inline"):
            found.append((False, re.compile(style["inline"])))
        if style.get("defines"):
            found.append((False, re.compile(rf"(?m)(?={style['defines']})")))
        styles.append((style, tuple(found)))
    return tuple(styles)


@cache
def _unnumbered(language: str) -> tuple[tuple[int, dict[str, Any], re.Pattern[str]], ...]:
    """Return the styles without a number: words that open the next part of an article whose parts are paragraphs."""
    styles = enumerate(table(language, "layout")["marker"])
    return tuple((i, s, re.compile(rf"(?m)^[ \t]*(?={s['opens']})")) for i, s in styles if "opens" in s)


def articles(text: str, language: str) -> Iterator[int]:
    """Yield where the articles of a text begin: by the first style of heading that occurs at least three times."""
    for style, patterns in _patterns(language):
        if style["kinds"][0] != "art":
            continue
        for line, pattern in patterns:
            found = [m.start() for m in pattern.finditer(text)] if line else []
            if len(found) > 2:
                yield from found
                return


@cache
def tails(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return the patterns where a tail begins: anywhere, and after the last item of a list."""
    tail = table(language, "layout").get("tail", {})
    anywhere = "|".join(f"(?:{p})" for p in tail.get("patterns", ()))
    after = tail.get("after_item", "")
    return re.compile(anywhere) if anywhere else None, re.compile(after) if after else None


@cache
def punishes(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return the patterns where a penalty begins and where a sentence takes its conduct up again behind it."""
    anywhere, _ = tails(language)
    again = table(language, "layout").get("tail", {}).get("resumes", "")
    return anywhere, re.compile(again) if again else None


@cache
def announced(language: str) -> re.Pattern[str] | None:
    """Return the pattern of words that announce a list of conduct ("any of the following acts")."""
    pattern = table(language, "layout").get("tail", {}).get("announces", "")
    return re.compile(pattern) if pattern else None


@cache
def shared_by(language: str) -> re.Pattern[str] | None:
    """Return the pattern where the last item of a list goes on with words that belong to the whole list."""
    pattern = table(language, "layout").get("tail", {}).get("shared", "")
    return re.compile(pattern) if pattern else None


class _Numbering:
    """Decides whether a number continues a list: numbers are accepted only in sequence."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int, tuple[int, ...]]] = []
        self.last: dict[tuple[str, int], tuple[int, ...]] = {}

    def values(self, style: dict[str, Any], number: str) -> list[tuple[int, ...]]:
        """Return what a written number can stand for: (2, 1) for 2-1, the rank for a letter."""
        if "defines" in style or not number:
            return [()]
        if "alphabets" in style:
            ranks = (a.split().index(number) + 1 for a in style["alphabets"] if number in a.split())
            known: list[tuple[int, ...]] = [(rank,) for rank in dict.fromkeys(ranks)]
            if known or len(number) != 2 or not style.get("inserted"):
                return known
            # "(fa)" was inserted behind "(f)".
            return [(ord(number[0]) - ord("a") + 1, ord(number[1]) - ord("a") + 1)]
        parts = re.findall(r"\d+|[A-Za-z]", number)
        return [tuple(int(n) if n.isdigit() else ord(n.upper()) - ord("A") + 1 for n in parts)]

    def kinds(self, style: dict[str, Any], index: int, introduced: bool = False) -> list[str]:
        """Return the kinds that a marker of this style may take here, the nearest first.

        `introduced` says that words before it open a list: then it may begin one below, even in the style around it.
        """
        found = [kind for kind, other, _ in reversed(self.stack) if other == index]
        if introduced and self.stack and len(style["kinds"]) > 1 and "defines" not in style:
            depth = DEPTH[self.stack[-1][0]]
            found[:0] = [k for k in style["kinds"] if DEPTH[k] > max(depth, DEPTH["def"])][:1]
        return found or [self.fresh(style)]

    def fresh(self, style: dict[str, Any]) -> str:
        """Return the kind that a style takes which is not open yet."""
        taken = {kind for kind, _, _ in self.stack}
        chosen = next((k for k in style["kinds"] if k not in taken), str(style["kinds"][-1]))
        # A deeper kind needs the kind above it to stand in.
        while chosen in ABOVE and ABOVE[chosen] not in taken:
            chosen = ABOVE[chosen]
        return chosen

    def follows(self, kind: str, index: int, value: tuple[int, ...], line: bool) -> bool:
        """True if the number may stand here: the first or the next of its list, at a line start also a later one."""
        if not value:
            return True
        last = self.last.get((kind, index))
        if last and value[0] == 1 and kind in LISTED and not any(k == kind for k, _, _ in self.stack):
            return True
        if not last:
            return line or value == (1,)
        if kind == "art":
            return line
        if value <= last:
            return False
        return value[0] <= last[0] + 1 or (line and value[0] <= last[0] + 30)

    def gap(self, kind: str, index: int, value: tuple[int, ...]) -> bool:
        """True if a number between the last one and this one is missing."""
        last = self.last.get((kind, index))
        if not value:
            return False
        if last is None:
            return value[0] > 1 and kind != "art" and bool(self.stack)
        return value[0] > last[0] + 1 and kind != "art"

    def take(self, kind: str, index: int, value: tuple[int, ...]) -> None:
        """Open a provision: everything at its depth or below is closed, and lists below it start anew."""
        depth = DEPTH[kind]
        while self.stack and DEPTH[self.stack[-1][0]] >= depth:
            self.stack.pop()
        self.stack.append((kind, index, value))
        for known in [k for k in self.last if DEPTH[k[0]] > depth]:
            del self.last[known]
        self.last[kind, index] = value

    def end_list(self) -> None:
        """Close the items of a list behind which its provision goes on: another list may begin anew."""
        while self.stack and self.stack[-1][0] in LISTED:
            self.stack.pop()

    def open(self, kind: str) -> bool:
        """True if a provision of that kind is open."""
        return any(k == kind for k, _, _ in self.stack)


def scan(text: str, language: str) -> tuple[list[Marker], set[int]]:
    """Return the markers of a text in order, and the indices of those before which a number is missing."""
    candidates: list[tuple[int, int, bool, dict[str, Any], int, str]] = []
    for index, (style, patterns) in enumerate(_patterns(language)):
        for line, pattern in patterns:
            for m in pattern.finditer(text):
                groups = m.groupdict()
                number = next((n for n in groups.values() if n), "")
                start = m.start() + len(m[0]) - len(m[0].lstrip(" \t\n\r\xa0\ufeff\x00"))
                candidates.append((start, not line, line, style, index, number + "\x00" + str(m.end())))
    for index, style, pattern in _unnumbered(language):
        for m in pattern.finditer(text):
            candidates.append((m.end(), True, True, style, index, f"\x00{m.end()}"))
    candidates.sort(key=lambda c: (c[0], c[1], c[4]))
    candidates = _promoted(text, candidates, language)
    numbering = _Numbering()
    _, after = tails(language)
    markers: list[Marker] = []
    missing: set[int] = set()
    place = 0
    while place < len(candidates):
        start = candidates[place][0]
        same = [c for c in candidates[place : place + 8] if c[0] == start]
        place += len(same)
        if markers and start < markers[-1].end:
            continue
        if markers and not text[markers[-1].end : start].strip():
            same = [c for c in same if "defines" not in c[3]]
        if numbering.open("point") and not numbering.open("def"):
            same = [c for c in same if not c[3].get("outside")]
        if _interrupts(text, start):
            below = ((c, [k for k in c[3]["kinds"] if k != "art"]) for c in same)
            same = [(*c[:3], {**c[3], "kinds": kinds}, *c[4:]) for c, kinds in below if kinds]
        bare = next((c for c in same if "opens" in c[3]), None)
        if bare:
            _open_unnumbered(text, bare, markers, numbering, language)
            continue
        if numbering.open("note") and _numbers_a_note(text, same, markers, numbering):
            continue
        if markers and markers[-1].kind in LISTED and after and after.search(text, markers[-1].end, start):
            numbering.end_list()
        chosen = _choose(numbering, same, _introduced(text, markers, start))
        if chosen is None:
            continue
        style, index, kind, value, number, end = chosen
        inside = numbering.open("point") and not numbering.open("part")
        if kind == "note" and inside and not style.get("anywhere") and not _tail_before(text, markers, start, language):
            continue
        if numbering.gap(kind, index, value):
            missing.add(len(markers))
        numbering.take(kind, index, value)
        latin = _latin(value) if "alphabets" in style else ""
        markers.append(Marker(kind, _name(style, number, value), start, end, style.get("heading") or False, latin))
    return markers, missing


def _promoted(text: str, candidates: list[Any], language: str) -> list[Any]:
    """Let the numbers of points count parts in an article that numbers no part otherwise and punishes under each."""
    anywhere, _ = tails(language)
    if not anywhere:
        return candidates
    places = [c[0] for c in candidates]
    starts = [c[0] for c in candidates if "art" in c[3]["kinds"] and c[2]]
    found = list(candidates)
    for begin, stop in zip([0, *starts], [*starts, len(text)], strict=True):
        inside = range(bisect_left(places, begin), bisect_left(places, stop))
        numbered = [i for i in inside if candidates[i][3].get("parts")]
        lines = [i for i in numbered if candidates[i][2]]
        others = (candidates[i][3] for i in inside if candidates[i][2] and candidates[i][5][0] != "\x00")
        if len(lines) < 2 or any("part" in style["kinds"] for style in others):
            continue
        first, second = candidates[lines[0]], candidates[lines[1]]
        if first[5].partition("\x00")[0] == "1" and anywhere.search(text, first[0], second[0]):
            for i in numbered:
                *rest, style, index, packed = candidates[i]
                found[i] = (*rest, {**style, "kinds": ["part"]}, index, packed)
    return found


def _open_unnumbered(text: str, bare: Any, markers: list[Marker], numbering: _Numbering, language: str) -> None:
    """Open a part at words such as "The same acts", where the text before them is a part without a number too."""
    start, _, _, _, index, _ = bare
    last = numbering.last.get(("part", index))
    numbered = numbering.open("part") and not last
    if numbered or numbering.open("note") or not _tail_before(text, markers, start, language):
        return
    value = (last[0] + 1,) if last else (2,)
    numbering.take("part", index, value)
    markers.append(Marker("part", str(value[0]), start, start))


def _numbers_a_note(text: str, same: list[Any], markers: list[Marker], numbering: _Numbering) -> bool:
    """Take a number among the notes of an article as that of a note: "Notes. 1. … 2. …"."""
    last = next(m for m in reversed(markers) if m.kind == "note")
    for start, _, _, style, _, packed in same:
        number, _, end = packed.partition("\x00")
        if "part" not in style["kinds"] or not number.isdigit():
            continue
        if not last.number and markers[-1] is last and not text[last.end : start].strip():
            markers[-1] = Marker("note", number, last.start, int(end))
            numbering.take("note", NOTES, (int(number),))
            return True
        if last.number.isdigit() and int(number) == int(last.number) + 1:
            markers.append(Marker("note", number, start, int(end)))
            numbering.take("note", NOTES, (int(number),))
            return True
    return False


def _interrupts(text: str, start: int) -> bool:
    """True if the line before stops within a sentence: what looks like an article's heading is a reference."""
    before = text[max(0, start - 200) : start].rstrip()
    if not (before[-1:] == "," or before[-1:].islower()):
        return False
    line = before.rpartition("\n")[2].strip(" \t\x00")
    return not (
        line[:1].isupper() and before[-1:] != "," and len(line) < HEADING and "\n" in text[max(0, start - 3) : start]
    )


def _introduced(text: str, markers: list[Marker], start: int) -> bool:
    """True if the words before a number open a list: they end in a colon or a dash that is no heading's."""
    if not markers:
        return False
    begin = markers[-1].end
    if isinstance(markers[-1].heading, str):
        heading = re.compile(markers[-1].heading).match(text, begin, start)
        begin = heading.end() if heading else begin
    lead = text[begin:start].strip(" \t\x00")
    broken = lead[-1:] == "\n" and lead.rstrip()[-1:].isalpha()
    lead = lead.rstrip()
    return (lead[-1:] in (":", "—", "–") or broken) and len(lead) > 1


def _tail_before(text: str, markers: list[Marker], start: int, language: str) -> bool:
    anywhere, _ = tails(language)
    return bool(anywhere and markers and anywhere.search(text, markers[-1].end, start))


def _choose(numbering: _Numbering, same: list[Any], introduced: bool = False) -> Any:
    """Return the reading of a marker that continues its list, else one that may begin a list, else None."""
    possible = []
    for _, _, line, style, index, packed in same:
        number, _, end = packed.partition("\x00")
        for near, kind in enumerate(numbering.kinds(style, index, introduced)):
            for value in numbering.values(style, number):
                if numbering.follows(kind, index, value, line):
                    last = numbering.last.get((kind, index))
                    follows = last is not None and bool(value) and value[0] <= last[0] + 1
                    rank = 0 if follows else 1 if value in ((1,), ()) else 2
                    possible.append((rank, index, near, (style, index, kind, value, number, int(end))))
    return min(possible, key=lambda p: p[:3])[3] if possible else None


def _latin(value: tuple[int, ...]) -> str:
    rank = value[0] - 1
    return LATIN[rank] if rank < len(LATIN) else f"z{rank - len(LATIN) + 1}"


def _name(style: dict[str, Any], number: str, value: tuple[int, ...]) -> str:
    if style.get("latin"):
        return _latin(value)
    if "defines" in style:
        return "-".join(re.findall(r"[^\W_]+", number.casefold()))[:60]
    return re.sub(r"[.–(]+", "-", number).replace(")", "")
