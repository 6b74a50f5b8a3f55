"""Layout: text to a tree of provisions with addresses. Total: it never refuses and loses no character."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from attrs import frozen

from defgap.reading.language import parser, table
from defgap.reading.markers import DEPTH, LISTED, Marker, scan, tails


@frozen
class Piece:
    """A run of the text, code points `start` to `end`, in the provision `address`.

    `kind` is marker, heading, text, tail (words after a list that belong to the whole of it) or noise: editorial
    words and notes, which are no law.
    """

    kind: str
    start: int
    end: int
    address: str = ""
    why: str = ""


@frozen
class Node:
    """A provision: its kind, number and address, and the region `start` to `end` that it covers with its children.

    `alias` is its address with Latin letters, as versions in other languages write it.
    """

    kind: str
    number: str
    address: str
    start: int
    end: int
    pieces: tuple[Piece, ...] = ()
    children: tuple["Node", ...] = ()
    alias: str = ""

    def walk(self) -> Iterator["Node"]:
        """Yield this provision and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()

    def of(self, kind: str) -> tuple[Piece, ...]:
        """Return the provision's own pieces of a kind."""
        return tuple(p for p in self.pieces if p.kind == kind)


@frozen
class Layout:
    """The provisions of one text. The pieces in order make up the whole text; `gaps` are addresses before which a
    number is missing."""

    text: str
    language: str
    root: Node
    pieces: tuple[Piece, ...]
    gaps: tuple[str, ...] = ()


@cache
def _noise(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    own = [(n["kind"], re.compile(n["pattern"])) for n in table(language, "layout").get("noise", ())]
    return (("note", re.compile(r"(?m)^[ \t]*#[^\n]*")), *own)


def layout(text: str, language: str, aside: Sequence[tuple[int, int]] = ()) -> Layout:
    """Return the tree of provisions of a text.

    `language` is the code of a folder in grammars/; `aside` are spans that are not laid out. Never raises for any text;
    all positions are code points.
    """
    noise = _find_noise(text, language)
    if aside:
        noise = _merged([Piece("noise", start, end, "", "set aside") for start, end in aside], noise)
    masked = _mask(text, noise)
    markers, missing = scan(masked, language)
    pieces, stream = _cut(text, masked, language, markers, noise)
    tree = parser(table(language, "layout")["grammar"])(stream)
    return _Builder(text, language, markers, pieces, missing).build(tree)


def regions(text: str, language: str) -> dict[str, tuple[int, int]]:
    """Return address -> (start, end) in code points of every provision, with its children, in the order of the text.

    An address that stands twice has its first region. A letter's point can be named by the Latin letter of its rank.
    """
    found: dict[str, tuple[int, int]] = {}
    nodes = [n for n in layout(text, language).root.walk() if n.address]
    for node in nodes:
        found.setdefault(node.address, (node.start, node.end))
    for node in nodes:
        found.setdefault(node.alias, (node.start, node.end))
    return found


def _find_noise(text: str, language: str) -> list[Piece]:
    found = [
        Piece("noise", m.start(), m.end(), "", kind)
        for kind, pattern in _noise(language)
        for m in pattern.finditer(text)
        if m.end() > m.start()
    ]
    found.sort(key=lambda p: (p.start, -p.end))
    kept: list[Piece] = []
    for piece in found:
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _merged(aside: list[Piece], noise: list[Piece]) -> list[Piece]:
    """Return noise with spans set aside; what lies within such a span is part of it."""
    kept = list(aside)
    place = 0
    for piece in noise:
        while place < len(aside) and aside[place].end <= piece.start:
            place += 1
        if place == len(aside) or piece.end <= aside[place].start:
            kept.append(piece)
    return sorted(kept, key=lambda p: p.start)


def _mask(text: str, noise: list[Piece]) -> str:
    parts, at = [], 0
    for piece in noise:
        parts.append(text[at : piece.start])
        parts.append("".join("\n" if c == "\n" else "\x00" for c in text[piece.start : piece.end]))
        at = piece.end
    parts.append(text[at:])
    return "".join(parts)


def _cut(
    text: str, masked: str, language: str, markers: list[Marker], noise: list[Piece]
) -> tuple[list[Piece], list[tuple[str, int]]]:
    """Cut the text into pieces without an address and make the parser's stream; a token's index names its piece."""
    pieces: list[Piece] = []
    stream: list[tuple[str, int]] = []
    at_noise = 0

    def fill(kind: str, start: int, end: int) -> None:
        nonlocal at_noise
        while start < end:
            while at_noise < len(noise) and noise[at_noise].end <= start:
                at_noise += 1
            stop = min(end, noise[at_noise].start) if at_noise < len(noise) else end
            if stop > start:
                if kind in ("text", "tail"):
                    stream.append((kind.upper(), len(pieces)))
                pieces.append(Piece(kind, start, stop))
                start = stop
            elif start < end:
                stop = min(end, noise[at_noise].end)
                pieces.append(Piece("noise", start, stop, "", noise[at_noise].why))
                start = stop

    anywhere, after = tails(language)
    beside = _siblings(markers)
    own: set[int] = set()
    fill("text", 0, markers[0].start if markers else len(text))
    for index, marker in enumerate(markers):
        stop = markers[index + 1].start if index + 1 < len(markers) else len(text)
        stream.append((marker.kind.upper(), len(pieces)))
        pieces.append(Piece("marker", marker.start, marker.end, "", str(index)))
        start = marker.end
        if marker.heading:
            if isinstance(marker.heading, str):
                found = _heading(marker.heading).match(masked, start, stop)
                end = found.end() if found else start
            else:
                end = _heading_end(masked, start, stop, anywhere)
            fill("heading", start, end)
            start = end
        cut = anywhere.search(masked, start, stop) if anywhere else None
        earlier, later = beside[index]
        if (cut and earlier is not None and earlier in own) or (cut and later):
            # Where an item before the last has its penalty, each item has its own.
            own.add(index)
            cut = None
        if after and marker.kind not in ("part", "art", "note"):
            late = after.search(masked, start, stop)
            late = late if late and not (marker.kind in LISTED and (later or earlier is None)) else None
            cut = late if late and (cut is None or late.start() < cut.start()) else cut
        if index + 1 < len(markers) and markers[index + 1].kind in ("subpoint", "item"):
            cut = None
        tail = cut.start() if cut else stop
        fill("text", start, tail)
        fill("tail", tail, stop)
    return pieces, stream


def _siblings(markers: list[Marker]) -> list[tuple[int | None, bool]]:
    """Return for each marker the item of its list before it, and whether another comes behind it."""
    found: list[tuple[int | None, bool]] = [(None, False)] * len(markers)
    last: dict[str, int] = {}
    for index, marker in enumerate(markers):
        last = {kind: place for kind, place in last.items() if DEPTH[kind] <= DEPTH[marker.kind]}
        first = "a" in (marker.latin, marker.number) or marker.number == "1"
        before = last.get(marker.kind) if marker.kind in LISTED and not first else None
        if before is not None:
            found[before] = (found[before][0], True)
        found[index] = (before, False)
        last[marker.kind] = index
    return found


@cache
def _heading(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _heading_end(text: str, start: int, stop: int, penalty: re.Pattern[str] | None) -> int:
    end = text.find("\n", start, stop)
    if end < 0:
        return stop if stop < len(text) else start
    if not text[start:end].strip(" .\x00"):
        return end
    # A heading broken over lines goes on in lower case up to the first numbered part.
    rest = text[end:stop]
    lines = [line.strip() for line in rest.split("\n") if line.strip(" \t\x00")]
    if stop == len(text) or len(rest) > 300 or (penalty and penalty.search(rest)):
        return end
    return end + len(rest.rstrip()) if lines and all(line[0].islower() for line in lines) else end


class _Builder:
    """Turns lark's tree into nodes with addresses and gives every piece its address."""

    def __init__(self, text: str, language: str, markers: list[Marker], pieces: list[Piece], missing: set[int]) -> None:
        self.text, self.language, self.markers, self.pieces = text, language, markers, pieces
        self.missing = missing
        self.gaps: list[str] = []

    def build(self, tree: Any) -> Layout:
        owner: dict[int, str] = {}
        shapes = self.shape(tree, "document", "", "", "", owner)
        current = ""
        done: list[Piece] = []
        for index, piece in enumerate(self.pieces):
            current = owner.get(index, current)
            done.append(Piece(piece.kind, piece.start, piece.end, current, "" if piece.kind == "marker" else piece.why))
        self.pieces = done
        root = self.node(shapes)
        return Layout(self.text, self.language, root, tuple(done), tuple(self.gaps))

    def shape(self, tree: Any, kind: str, number: str, address: str, alias: str, owner: dict[int, str]) -> Any:
        children: list[Any] = []
        notes = 0
        indices: list[int] = []
        stack = list(reversed(tree.children))
        while stack:
            child = stack.pop()
            if not hasattr(child, "data"):
                owner[int(child)] = address
                indices.append(int(child))
            elif child.data == "body":
                stack.extend(reversed(child.children))
            else:
                piece = self.pieces[int(child.children[0])]
                marker = self.markers[int(piece.why)]
                name = marker.number
                if marker.kind == "note":
                    notes += 1
                    name = name or str(notes)
                below = f"{marker.kind}_{name}" if name else marker.kind
                where = f"{address}__{below}" if address else below
                if int(piece.why) in self.missing:
                    self.gaps.append(where)
                also = f"{marker.kind}_{marker.latin or name}" if name else marker.kind
                also = f"{alias}__{also}" if alias else also
                children.append(self.shape(child, marker.kind, name, where, also, owner))
        return kind, number, address, alias, indices, children

    def node(self, shape: Any) -> Node:
        kind, number, address, alias, indices, below = shape
        children = tuple(self.node(child) for child in below)
        chosen = set(indices)
        mine = [self.pieces[i] for i in sorted(chosen)]
        if chosen and kind != "document":
            # A heading or noise follows its marker without a token of its own.
            extra = [p for i in sorted(chosen) for p in self.following(i)]
            mine = sorted({*mine, *extra}, key=lambda p: p.start)
        law = [p for p in mine if p.kind != "noise" and self.text[p.start : p.end].strip()]
        start = law[0].start if law else (children[0].start if children else 0)
        end = max([p.end for p in law] + [c.end for c in children], default=start)
        end = start + len(self.text[start:end].rstrip())
        if kind == "document":
            start, end = 0, len(self.text)
        return Node(kind, number, address, start, end, tuple(mine), children, alias)

    def following(self, index: int) -> Iterator[Piece]:
        for at in range(index + 1, len(self.pieces)):
            if self.pieces[at].kind not in ("heading", "noise"):
                return
            yield self.pieces[at]
