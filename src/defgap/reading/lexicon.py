"""The lexicon: terms as sequences of stems, and the one engine that finds them in linear time.

A pattern is a row of steps: `слово` a whole word, `стем~` a stem with an ending of the language, `a|b~` either,
`x?` may be missing, `{a|b}` one or more of them in coordination, `…` a gap of a few words (they are read on their own),
`+x` no sign before it, `@num` a number, `@class` any of the words that the table `classes` of cues.toml lists.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import field, frozen

from defgap.errors import ModelError
from defgap.reading.language import table
from defgap.reading.words import STRONG, Word, normal, words

GAP = 6
"""How many words a gap may hold."""
MEMBERS = 40
"""How many words a coordination within a term may have."""
REMEMBERED = 50_000
"""How many different words are remembered; beyond that the memory starts anew."""


@frozen
class Step:
    """One step of a pattern: ids of the word forms that satisfy it."""

    forms: frozenset[int]
    kind: str = ""
    optional: bool = False
    tight: bool = False


@frozen
class Entry:
    """A term: the token `kind` it yields, the `concepts` it denotes, and where it holds.

    `only` names the positions in which the term has this sense (empty: everywhere); `after` the head word that must
    govern it. `data` is what else the table says, such as the value of a qualifier.
    """

    kind: str
    concepts: tuple[str, ...]
    pattern: str
    steps: tuple[Step, ...]
    only: frozenset[str] = frozenset()
    after: str = ""
    data: Mapping[str, Any] = field(factory=dict, hash=False, eq=False)
    example: str = ""
    rank: int = 0
    single: bool = False


@frozen
class Match:
    """A term found: which words (indices) belong to it; words within a gap do not."""

    entry: Entry
    used: tuple[int, ...]


class Lexicon:
    """All terms of one language, indexed by their first word forms."""

    def __init__(self, language: str) -> None:
        self.language = language
        inflection = table(language, "language").get("inflection", {})
        self.endings = re.compile(inflection.get("endings", ""), re.VERBOSE)
        cues = table(language, "cues")
        self.classes = {f"@{name}": tuple(stems) for name, stems in cues.get("classes", {}).items()}
        self.conjunctions = {w: kind for kind in ("and", "or") for w in cues.get(kind, ())}
        self.joining = frozenset(self.conjunctions)
        self.exact: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.first: dict[int, list[Entry]] = {}
        self.open: list[Entry] = []
        self.entries: list[Entry] = []
        self.cache: dict[str, frozenset[int]] = {}
        self.heads: dict[str, tuple[Entry, ...]] = {}
        self.steps: dict[str, Step] = {}
        self.longest = 1

    def add(self, kind: str, concepts: Sequence[str], pattern: str, row: Mapping[str, Any], example: str = "") -> None:
        """Add a term; raises ModelError for a pattern that is no pattern."""
        self.cache.clear()
        self.heads.clear()
        steps = tuple(self.steps.get(part) or self._step(part, pattern) for part in pattern.split())
        if not steps or steps[0].kind == "gap" or steps[-1].kind == "gap" or all(s.optional for s in steps):
            raise ModelError(f"term {pattern!r} has no word to begin or end with")
        only = row.get("only", ())
        entry = Entry(
            kind,
            tuple(concepts),
            pattern,
            steps,
            frozenset([only] if isinstance(only, str) else only),
            row.get("after", ""),
            row,
            example,
            len(self.entries),
            len(steps) == 1 and steps[0].kind == "",
        )
        self.entries.append(entry)
        for step in steps:
            for form in step.forms or ():
                self.first.setdefault(form, []).append(entry)
            if step.kind == "number":
                self.open.append(entry)
            if not step.optional:
                break

    def _step(self, part: str, pattern: str) -> Step:
        self.steps[part] = made = self._parsed(part, pattern)
        return made

    def _parsed(self, part: str, pattern: str) -> Step:
        optional = part.endswith("?")
        tight = part.startswith("+")
        part = part.removesuffix("?").removeprefix("+")
        if part == "…":
            return Step(frozenset(), "gap")
        if part == "@num":
            return Step(frozenset(), "number", optional)
        many = part.startswith("{") and part.endswith("}")
        forms = []
        listed = [w for word in part.strip("{}").split("|") for w in self.classes.get(word, (word,))]
        for word in listed:
            stem = word.endswith("~")
            norm = normal(word.removesuffix("~"), self.language)
            if not norm or not norm.isalpha():
                raise ModelError(f"term {pattern!r}: {word!r} is no word")
            known = self.stems if stem else self.exact
            if norm not in known:
                known[norm] = len(self.exact) + len(self.stems)
            self.longest = max(self.longest, len(norm)) if stem else self.longest
            forms.append(known[norm])
        return Step(frozenset(forms), "many" if many else "", optional, tight)

    def forms(self, norm: str) -> frozenset[int]:
        """Return the ids of the word forms that a word satisfies: itself, and every stem with a proper ending."""
        known = self.cache.get(norm)
        if known is None:
            if len(self.cache) > REMEMBERED:
                self.cache.clear()
            ids = [self.exact[norm]] if norm in self.exact else []
            for size in range(1, min(len(norm), self.longest) + 1):
                stem = self.stems.get(norm[:size])
                if stem is not None and self.endings.fullmatch(norm, size):
                    ids.append(stem)
            known = self.cache[norm] = frozenset(ids)
        return known

    def beginning(self, norm: str) -> tuple[Entry, ...]:
        """Return the terms that may begin with a word."""
        known = self.heads.get(norm)
        if known is None:
            if len(self.heads) > REMEMBERED:
                self.heads.clear()
            known = self.heads[norm] = tuple(e for form in self.forms(norm) for e in self.first.get(form, ()))
        return known

    def every(
        self, text: Sequence[Word], place: int, taken: Collection[int], allow: Callable[[Entry], bool]
    ) -> Iterator[Match]:
        """Yield every allowed term that begins at a word; words in `taken` belong to another term."""
        word = text[place]
        if word.kind == "sign" or place in taken:
            return
        if word.kind == "word":
            for entry in self.beginning(word.norm):
                if allow(entry):
                    found = (place,) if entry.single else self._match(entry.steps, 0, text, place, taken, ())
                    if found:
                        yield Match(entry, found)
        if word.kind == "number":
            for entry in self.open:
                if allow(entry):
                    found = self._match(entry.steps, 0, text, place, taken, ())
                    if found:
                        yield Match(entry, found)

    def at(
        self, text: Sequence[Word], place: int, taken: Collection[int], allow: Callable[[Entry], bool]
    ) -> Match | None:
        """Return the longest allowed term that begins at a word, None if there is none; of equals the first listed."""
        found = list(self.every(text, place, taken, allow))
        return max(found, key=lambda m: (len(m.used), -m.entry.rank)) if found else None

    def _match(
        self, steps: tuple[Step, ...], index: int, text: Sequence[Word], place: int, taken: Any, so_far: tuple[int, ...]
    ) -> tuple[int, ...] | None:
        if index == len(steps):
            return so_far
        step = steps[index]
        if step.kind == "gap":
            at = place
            for _ in range(GAP + 1):
                found = self._match(steps, index + 1, text, at, taken, so_far)
                if found:
                    return found
                at = self._next(text, at)
                if at < 0 or at in taken or self._stops(text, at):
                    return None
                at += 1
            return None
        at = self._next(text, place) if so_far else place
        if step.tight and at != place:
            at = -1
        if at >= 0 and at not in taken and self._fits(step, text[at]):
            rest = self._match(steps, index + 1, text, at + 1, taken, (*so_far, at))
            if step.kind == "many" and len(so_far) < MEMBERS:
                more = self._more(step, text, at + 1, taken)
                if more is not None:
                    longer = self._match(steps, index, text, more, taken, (*so_far, *self._between(text, at, more)))
                    rest = longer or rest
            if rest:
                return rest
        if step.optional:
            return self._match(steps, index + 1, text, place, taken, so_far)
        return None

    def _between(self, text: Sequence[Word], at: int, more: int) -> tuple[int, ...]:
        return tuple(i for i in range(at, more) if text[i].kind == "word")

    def _more(self, step: Step, text: Sequence[Word], place: int, taken: Any) -> int | None:
        """Return where the next member of a coordination begins, after commas and joining words."""
        at = self._next(text, place)
        joined = at != place
        while at >= 0 and text[at].norm in self.joining:
            joined = True
            at = self._next(text, at + 1)
        return at if at >= 0 and joined and at not in taken and self._fits(step, text[at]) else None

    def _fits(self, step: Step, word: Word) -> bool:
        if step.kind == "number":
            return word.kind == "number"
        return word.kind == "word" and not step.forms.isdisjoint(self.forms(word.norm))

    def _stops(self, text: Sequence[Word], place: int) -> bool:
        """True if a gap may not cross the word: a cue begins there."""
        cues = (e for e in self.beginning(text[place].norm) if e.kind in CUES and not e.data.get("before"))
        return any(self._match(e.steps, 0, text, place, (), ()) for e in cues)

    def _next(self, text: Sequence[Word], place: int) -> int:
        """Return the next word at or after a place; -1 if strong punctuation or the end comes first."""
        while place < len(text):
            word = text[place]
            if word.kind != "sign":
                return place
            if word.norm in STRONG:
                return -1
            place += 1
        return -1


CUES = frozenset({"AIM", "BY", "LIMB", "GLOSS", "EXCEPT", "ILLUSTRATE", "IRRESPECTIVE", "REFER"})


@cache
def lexicon(language: str) -> Lexicon:
    """Return the lexicon of a language: its concepts and its cues."""
    return build(language, table(language, "lexicon"), table(language, "cues"))


def build(language: str, concepts: Mapping[str, Any], cues: Mapping[str, Any]) -> Lexicon:
    """Return a lexicon from tables as in lexicon.toml and cues.toml; raises ModelError for a wrong pattern."""
    made = Lexicon(language)
    for row in concepts["term"]:
        names = [row["concept"]] if isinstance(row["concept"], str) else row["concept"]
        kind = row.get("kind") or names[0].partition(".")[0].upper()
        for pattern, example in row["terms"]:
            made.add(kind, names, pattern, row, example)
    for kind, rows in cues["cue"].items():
        for row in rows if isinstance(rows[0], dict) else [{"terms": rows}]:
            for pattern in row["terms"]:
                made.add(kind, (), pattern, row)
    for pattern in cues["function"]:
        made.add("FUNCTION", (), pattern, {})
    return made


def faults(made: Lexicon, known: Callable[[str], bool]) -> Iterator[str]:
    """Yield what is wrong with a lexicon: an unknown concept, no example, a term that does not find its example."""
    for entry in made.entries:
        for concept in entry.concepts:
            if not known(concept):
                yield f"{entry.pattern!r}: unknown concept {concept!r}"
        if not entry.concepts:
            continue
        if not entry.example:
            yield f"{entry.pattern!r}: no example"
            continue
        text = words(entry.example, [(0, len(entry.example))], made.language)
        if not any(made.at(text, i, (), lambda e, own=entry: e is own) for i in range(len(text))):  # type: ignore[misc]
            yield f"{entry.pattern!r} is not found in its example {entry.example!r}"
