"""Defined terms: words to which the text itself gives a meaning, found wherever the text uses them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import field, frozen

from defgap.reading.groups import Group
from defgap.reading.lexicon import Entry, Lexicon, Match
from defgap.reading.words import STRONG, Word

ROLES = {"act": ("ACT", {"act"}), "means": ("MEANS", {"act", "means", "point", "definition", "aside"})}
PLACES = {**ROLES, "purpose": ("PURPOSE", {"aim", "definition"})}
"""For each role a term can have: the token it yields, and the positions in which it has this sense."""
SHORTEST = 3
"""How many letters two forms of one word share at least."""


@frozen
class Meaning:
    """What a term means in one role: the concepts that its definition names."""

    role: str
    concepts: tuple[str, ...]


@frozen
class Term:
    """A defined term: its words, the place of its definition in the text `owner`, and the groups that explain it."""

    words: tuple[Word, ...]
    owner: int
    start: int
    end: int
    explain: Callable[[], Sequence[Group]] = field(repr=False, eq=False)


class Terms:
    """The defined terms of a law. A term that is being explained does not explain itself."""

    def __init__(self, lexicon: Lexicon, found: Iterable[Term] = ()) -> None:
        self.lexicon = lexicon
        self.first: dict[str, list[Term]] = {}
        self.known: dict[int, Meaning | None] = {}
        self.open: set[int] = set()
        self.entries: dict[tuple[int, tuple[str, ...]], Entry] = {}
        for term in found:
            self.add(term)

    def add(self, term: Term) -> None:
        """Add a term; its first letters find it."""
        if term.words:
            self.first.setdefault(term.words[0].norm[:SHORTEST], []).append(term)

    def meaning(self, term: Term) -> Meaning | None:
        """Return what a term means, None if its definition names no concept or leads back to the term."""
        key = id(term)
        if key in self.open:
            return None
        if key not in self.known:
            self.open.add(key)
            self.known[key] = _meaning(term.explain())
            self.open.discard(key)
        return self.known[key]

    def find(self, text: Sequence[Word], place: int, position: str, owner: int) -> Match | None:
        """Return the longest defined term that begins at a word in a position in which it has a meaning.

        `owner` is the text of the words: a term does not explain itself within its own definition.
        """
        best: Match | None = None
        for term in self.first.get(text[place].norm[:SHORTEST], ()):
            used = self._same(term, text, place)
            if not used or (best and len(best.used) >= len(used)) or self._within(term, text[place], owner):
                continue
            meaning = self.meaning(term)
            if meaning and position in PLACES[meaning.role][1]:
                best = Match(self._entry(term, meaning, text, used, position), used)
        return best

    def _within(self, term: Term, word: Word, owner: int) -> bool:
        return term.owner == owner and term.start <= word.start < term.end

    def _same(self, term: Term, text: Sequence[Word], place: int) -> tuple[int, ...]:
        used: list[int] = []
        for wanted in term.words:
            while place < len(text) and text[place].kind == "sign" and text[place].norm not in STRONG and used:
                place += 1
            if place >= len(text) or not self._forms(wanted.norm, text[place].norm):
                return ()
            used.append(place)
            place += 1
        return tuple(used)

    def _forms(self, one: str, other: str) -> bool:
        """True if two words differ only by endings of the language."""
        if one == other:
            return True
        size = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
        if size < SHORTEST:
            return False
        fits = self.lexicon.endings.fullmatch
        return any(fits(one, n) and fits(other, n) for n in range(size, max(SHORTEST, size - 2) - 1, -1))

    def _entry(self, term: Term, meaning: Meaning, text: Sequence[Word], used: tuple[int, ...], position: str) -> Entry:
        kind = PLACES[meaning.role][0]
        own = self.lexicon.at(text, used[0], (), lambda e: e.kind == kind and (not e.only or position in e.only))
        known = own.entry.concepts if own and len(own.used) == len(used) else ()
        concepts = tuple(dict.fromkeys((*known, *meaning.concepts)))
        key = (id(term), concepts)
        if key not in self.entries:
            data: Mapping[str, object] = {"defined": True}
            self.entries[key] = Entry(kind, concepts, "", (), data=data)
        return self.entries[key]


def _meaning(groups: Sequence[Group]) -> Meaning | None:
    """Return the role of a definition's first mention, with all its concepts of that role."""
    told = [g for g in groups if g.role in PLACES and g.kind not in ("except", "negated")]
    if not told:
        return None
    role = told[0].role
    if role == "means" and any(g.role == "purpose" for g in told):
        role = "purpose"
    concepts = tuple(dict.fromkeys(c for g in told if g.role == role for i in g.items for c in i.concepts))
    plain = tuple(c for c in concepts if c not in ("purpose.exploitation", "means"))
    return Meaning(role, plain) if plain else None
