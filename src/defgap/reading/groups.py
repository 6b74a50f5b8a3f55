"""Groups: a sentence as a short stream of cues and mentions, parsed into groups of one role each.

Which sense a word has depends on its position: after a purpose cue, after a means cue, in the list of acts, among the
circumstances of a graver tier, or inside a definition of exploitation.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from defgap.reading.language import parser, table
from defgap.reading.lexicon import Entry, Lexicon, Match, lexicon
from defgap.reading.words import STRONG, Word

MENTIONS = {"ACT", "MEANS", "PURPOSE", "VICTIM", "AGE", "CIRCUMSTANCE", "RESULT", "ACTOR", "QUALIFIER"}
TURNS = {"AIM": "aim", "BY": "means", "IRRESPECTIVE": "aside"}
"""The position into which a cue turns what follows it."""
ASIDE = {"means", "actor", "circumstance", "result"}
"""Roles that words such as "irrespective of" set aside, to the end of what these words govern."""
PLACED = {"aim": "purpose", "means": "means", "aside": "means"}
"""The role that an unknown word may be of in a position behind a cue."""
NEAR = 4
"""How many words before an unknown word may hold the preposition that governs it."""
BOUNDS = frozenset({"AIM", "BY", "IRRESPECTIVE", "LIMB", "COMMITTED", "SAME", "ILLUSTRATE", "EXCEPT"})
"""Cues that end what a cue behind them governs."""
FAR = 4
"""How many function words may stand between a cue and what it asks for."""
SOFT = ",()«»\"“”„'’‘"
ENDS = {"limb", "aim", "committed", "same", "defines", "gloss"}
CROSSED = frozenset({"FUNCTION", "ANYHOW", "REFER"})
"""Words that a cue behind them governs though they may hold the word of a cue."""


@frozen
class Item:
    """One mention or cue: the concepts it denotes, its place in the text (code points), and what its table says."""

    kind: str
    concepts: tuple[str, ...]
    start: int
    end: int
    data: dict[str, Any] = field(factory=dict, hash=False, eq=False)
    conjunction: str = ""


@frozen
class Group:
    """A run of mentions of one role, with the cue that governs it.

    `kind` is limb, aim, by, plain, person, illustrate, irrespective, except, negated, anyhow (with consent or without),
    same, refer, committed, know, gloss, head, compel, defines, name or residue; `role` that of its items; `mode` all if
    they are joined by "and" alone; `before` the conjunction in front of it; `data` what the table says of its cue.
    """

    kind: str
    role: str
    items: tuple[Item, ...]
    start: int
    end: int
    mode: str = "any"
    before: str = ""
    data: dict[str, Any] = field(factory=dict, hash=False, eq=False)


Defined = Callable[[Sequence[Word], int, str], "Match | None"]
"""Finds the longest word that the text itself defines: words, place, position -> a match."""


def groups(
    text: Sequence[Word], language: str, base: str, start: str = "", defined: Defined | None = None
) -> tuple[Group, ...]:
    """Return the groups of a sentence.

    `base` is the position that its words have before any cue: act, point or definition; `start` that of the first
    words, if a cue before the sentence governs them. `defined` finds words that the text itself defines. Every word is
    part of a group, a function word, or residue.
    """
    return grouped(text, language, base, start, defined)[0]


def grouped(
    text: Sequence[Word],
    language: str,
    base: str,
    start: str = "",
    defined: Defined | None = None,
    acted: bool = False,
) -> tuple[tuple[Group, ...], str]:
    """Return the groups of a sentence and the position that its end leaves for what follows.

    `acted` says that the words are an item of a list whose lead-in has named the acts.
    """
    stream = _Stream(text, lexicon(language), base, start or base, defined)
    stream.listed = acted and stream.lists
    stream.acted = stream.acted or stream.listed
    items = list(stream.items())
    grammar = table(language, "language").get("groups", "groups.lark")
    tree = parser(grammar)((item.kind, i) for i, item in enumerate(items))
    found = tuple(_persons(_group(node, items) for node in tree.children))
    if table(language, "language").get("postposed"):
        return tuple(_set_aside(found[::-1], back=True))[::-1], stream.left or stream.position
    return tuple(_examples(_set_aside(found))), stream.left or stream.position


def _persons(found: Iterable[Group]) -> Iterator[Group]:
    """Join "women and minors", persons of two sorts in one list, to one group: they are alternatives."""
    last: Group | None = None
    for group in found:
        sorts = {i.kind if i.kind == "AGE" else i.data.get("noun") for g in (last, group) if g for i in g.items}
        if last and last.kind == group.kind == "plain" and group.before and sorts == {"AGE", True}:
            last = evolve(last, items=(*last.items, *group.items), end=group.end, mode="any")
            continue
        if last:
            yield last
        last = group
    if last:
        yield last


def _examples(found: Iterable[Group]) -> Iterator[Group]:
    """Mark what goes on with a list of examples: "including by force, or by fraud"."""
    role = ""
    for group in found:
        if group.kind == "illustrate" and group.role == "means":
            role = group.role
        elif group.kind in ENDS or group.role not in ("", role):
            role = ""
        elif role and group.role == role and group.kind in ("plain", "by"):
            group = evolve(group, kind="illustrate")
        yield group


def _set_aside(found: Iterable[Group], back: bool = False) -> Iterator[Group]:
    """Mark what stands behind "irrespective of" as set aside: up to the next cue, or to the end if the cue says so.

    `back`: the groups come in reverse, from a cue that follows what it governs; acts and what is used for them end it.
    """
    aside = whole = False
    for group in found:
        if group.kind == "irrespective":
            aside, whole = True, bool(group.data.get("whole"))
        elif aside and not whole and (group.kind in ENDS or (back and (group.kind == "by" or group.role == "act"))):
            aside = False
        elif aside and group.role and (whole or group.role in ASIDE):
            group = evolve(group, kind="irrespective")
        yield group


def _group(node: Any, items: Sequence[Item]) -> Group:
    indices = [int(t) for t in node.scan_values(lambda t: True)]
    inside = [items[i] for i in indices]
    mentions = tuple(i for i in inside if i.kind in MENTIONS)
    joins = {i.conjunction for i in inside if i.kind == "JOIN" and i.conjunction}
    role = {"AGE": "victim"}.get(mentions[0].kind, mentions[0].kind.lower()) if mentions else ""
    kind = "plain" if node.data in LISTS else str(node.data)
    # "A child under 16" is one person: the number tells more than the word.
    mentions = tuple(
        m
        for i, m in enumerate(mentions)
        if not ("age" in m.data and any(a.data.get("attribute") and not a.conjunction for a in mentions[i + 1 : i + 2]))
    )
    kept = mentions or tuple(i for i in inside if i.kind != "JOIN")
    cue = next((i for i in inside if i.kind == str(node.data).upper()), inside[0])
    return Group(
        kind,
        role,
        kept,
        inside[0].start,
        max(i.end for i in inside),
        "all" if joins == {"and"} else "any",
        inside[0].conjunction,
        cue.data,
    )


LISTS = {"acts", "means", "purposes", "victims", "ages", "circumstances", "results", "actors", "qualifiers"}


def _plainly(allow: Callable[[Entry], bool]) -> Callable[[Entry], bool]:
    """Return a condition that terms without a demand of their own on what follows must meet."""
    return lambda entry: allow(entry) and "before" not in entry.data


class _Stream:
    """Reads words from left to right, keeping the position and the head word that governs."""

    def __init__(
        self, text: Sequence[Word], terms: Lexicon, base: str, position: str, defined: Defined | None = None
    ) -> None:
        self.text, self.terms, self.base = text, terms, base
        self.defined = defined
        self.position = position
        self.left = ""
        self.governor = ""
        self.acted = position != base
        self.listed = False
        profile = table(terms.language, "language")
        self.governed = self.governing() if profile.get("postposed") and base != "definition" else None
        self.lists = bool(profile.get("finite_acts"))
        self.names = bool(profile.get("names"))
        self.unread = profile.get("unread", {})
        self.head: Item | None = None
        self.taken: set[int] = set()
        self.last: Item | None = None
        self.apart = False
        self.strong = False
        self.conjunctions: list[str] = []
        self.means = ""

    def items(self) -> Iterator[Item]:
        for place, word in enumerate(self.text):
            if self.governed is not None and word.kind != "sign":
                self.position = self.governed.get(place, self.base)
            if place in self.taken:
                continue
            if word.kind == "sign":
                yield from self.sign(word)
                continue
            found = self.find(place)
            if found is None and word.capital and self.name(place):
                continue
            if found is None:
                yield from self.flush()
                yield from self.emit(
                    Item("UNKNOWN", (), word.start, word.end, {"position": self.position, "roles": self.may_be(place)})
                )
                continue
            self.taken.update(found.used[: len(found.used) - int(found.entry.data.get("leaves", 0))])
            if found.entry.kind == "FUNCTION":
                # A connective that counts only before a mention joins it to the last one.
                self.apart = self.apart or "before" in found.entry.data
                if word.norm in self.terms.conjunctions and len(found.used) == 1:
                    self.apart = True
                    self.conjunctions.append(self.terms.conjunctions[word.norm])
                continue
            yield from self.mention(found)
        yield from self.flush()

    def may_be(self, place: int) -> tuple[str, ...]:
        """Return the roles that an unknown word may be of, by its position and the preposition before it.

        Without a table [unread] in language.toml it may be of any role: an empty tuple.
        """
        if self.position in PLACED:
            return (PLACED[self.position],)
        if self.base == "definition":
            return ("purpose",)
        if not self.unread:
            return ()
        role = self.role_before(place)
        return (role, *self.unread["else"]) if role else tuple(self.unread["else"])

    def role_before(self, place: int) -> str:
        """Return the role that a preposition shortly before gives to an unknown word; empty if there is none."""
        for word in reversed(self.text[max(0, place - NEAR) : place]):
            if word.kind == "sign":
                break
            role = self.unread["behind"].get(word.norm)
            if role:
                return str(role)
        return ""

    def name(self, place: int) -> bool:
        """True if a word with a capital letter is a proper name: within a sentence, and where no element may stand."""
        if not self.names or self.position != self.base or (self.unread and self.role_before(place)):
            return False
        return place > 0 and (self.text[place - 1].kind != "sign" or self.text[place - 1].norm in ",)(")

    def governing(self) -> dict[int, str]:
        """Return the position of each word that a cue behind it governs, for languages whose cues follow.

        A cue governs what stands before it, back to another cue, a connective of limbs or a strong sign.
        """
        found: dict[int, str] = {}
        begin, place = 0, 0
        while place < len(self.text):
            word = self.text[place]
            if word.kind == "sign":
                begin = place + 1 if word.norm in STRONG else begin
                place += 1
                continue
            cue = self.terms.at(self.text, place, (), lambda e: e.kind in BOUNDS | CROSSED and not e.only)
            if cue is None or cue.entry.kind in CROSSED:
                place = cue.used[-1] + 1 if cue else place + 1
                continue
            turned = TURNS.get(cue.entry.kind)
            if turned:
                found.update((before, turned) for before in range(begin, cue.used[0]))
            place = begin = cue.used[-1] + 1
        return found

    def sign(self, word: Word) -> Iterator[Item]:
        if word.norm == ",":
            self.apart = True
        elif word.norm == ";":
            yield from self.flush()
            yield from self.emit(Item("LIMB", (), word.start, word.end, {"sign": True}))
            self.position = self.base
            self.acted = False
        elif word.norm in STRONG:
            yield from self.flush()
            self.strong = self.apart = True
            self.left = self.left or self.position
            self.position, self.governor = self.base, ""

    def find(self, place: int) -> Match | None:
        best = self.known(place)
        own = self.defined(self.text, place, self.position) if self.defined else None
        if own and (best is None or len(own.used) >= len(best.used)):
            # What a word is, the language knows better than the sentence that explains it.
            other = best and best.entry.kind in MENTIONS and best.entry.kind != own.entry.kind
            return best if other and best and len(best.used) == len(own.used) else own
        return best

    def known(self, place: int) -> Match | None:
        best = self.at(place, self.position)
        if self.position == self.base:
            if self.listed and best and best.entry.kind == "ACT" and not best.entry.data.get("finite"):
                # In an item below a lead-in with acts a noun is rather anything else; at its head it may be an act.
                other = self.at(place, self.position, acts=False)
                late = self.last is not None and self.last.kind not in ("ACT", "PERSON")
                return other if late or (other and other.entry.kind in MENTIONS) else best
            if self.last and self.last.kind == "MEANS" and self.apart and not self.strong:
                # A word that goes on with a list of means is read as one, even where no cue opened the list.
                means = self.at(place, "means")
                if means and means.entry.kind == "MEANS":
                    return means
            return best
        joined = self.last and self.last.kind in MENTIONS and not self.apart and not self.head
        joined = joined and self.governed is None
        if best and best.entry.kind == "FUNCTION" and "before" in best.entry.data:
            return best
        if best is None or best.entry.kind == "FUNCTION" or (best.entry.kind in MENTIONS and joined):
            # Nothing joins this word to the last one: a modifier in front has ended and its acts begin.
            other = self.at(place, self.base)
            if other and other.entry.kind == "ACT":
                return other if self.may_act(other) else best
            if best is None or (best.entry.kind == "FUNCTION" and other and len(other.used) >= len(best.used)):
                return other
        return best

    def may_act(self, found: Match) -> bool:
        """True if a word behind a modifier may be an act: acts are still to come, or it is a verb of the same list."""
        if not self.lists:
            return True
        return not self.acted or bool(self.apart and found.entry.data.get("finite"))

    def at(self, place: int, position: str, acts: bool = True) -> Match | None:
        """Return the longest term at a word; a cue that asks for something behind it counts only if that follows."""
        allow = self.allows(position)
        found = list(self.terms.every(self.text, place, self.taken, allow))
        found.sort(key=lambda m: (-len(m.used), "before" not in m.entry.data, m.entry.rank))
        for match in found:
            wanted = match.entry.data.get("before")
            if not acts and match.entry.kind == "ACT":
                continue
            if not wanted or self.followed(match, str(wanted)):
                return match
        return None

    def followed(self, match: Match, wanted: str) -> bool:
        """True if a mention of the kind follows a cue, function words apart, or nothing at all."""
        position = TURNS.get(match.entry.kind, self.position)
        place = match.used[-1] + 1
        for step in range(FAR):
            while place < len(self.text) and self.text[place].kind == "sign" and self.text[place].norm in SOFT:
                place += 1
            if place >= len(self.text) or self.text[place].norm in ":–—":
                return not step
            best = self.terms.at(self.text, place, self.taken, _plainly(self.allows(position)))
            own = self.defined(self.text, place, position) if self.defined else None
            best = own if own and (best is None or len(own.used) >= len(best.used)) else best
            if best is None or best.entry.kind not in ("FUNCTION", "PERSON", "HEAD"):
                return best is not None and best.entry.kind == wanted
            if best.entry.kind == "HEAD":
                return best.entry.data.get("turns") == position
            place = best.used[-1] + 1
        return False

    def allows(self, position: str) -> Any:
        governor = self.governor

        def allow(entry: Entry) -> bool:
            here = not entry.only or position in entry.only or (position == "aside" and "means" in entry.only)
            return here and (not entry.after or entry.after == governor)

        return allow

    def mention(self, found: Match) -> Iterator[Item]:
        entry = found.entry
        left = int(entry.data.get("leaves", 0)) if entry.concepts else 0
        first, last = self.text[found.used[0]], self.text[found.used[-1 - left]]
        start, end = first.start, last.end
        if entry.kind == "HEAD":
            yield from self.flush()
            self.governor = str(entry.data["name"])
            if "turns" in entry.data and self.base != "definition":
                self.position = str(entry.data["turns"])
            if ("turns" in entry.data or entry.data.get("leaves")) and not entry.data.get("whole"):
                start = last.start
            self.head = Item("HEAD", (), start, end, dict(entry.data))
            return
        if self.head and entry.after:
            start, self.head = self.head.start, None
        elif not entry.after:
            yield from self.flush()
        kind, concepts = entry.kind, entry.concepts
        if kind == "ANAPHORA":
            kind = entry.concepts[0].partition(".")[0].upper()
            concepts = (entry.data["of"].get(self.means, entry.concepts[0]),)
        if kind == "MEANS":
            self.means = concepts[-1]
        if kind == "ACT" and self.base != "definition":
            self.position = self.base
            self.acted = True
        elif kind in ("LIMB", "COMMITTED", "SAME"):
            self.acted = False
        data = {**entry.data, "last": last.norm}
        if data.get("number"):
            data["under"] = next(
                int(float(w.norm.replace(",", "."))) for i in found.used if (w := self.text[i]).kind == "number"
            )
        if kind == "REFER":
            data["words"] = [self.text[i].norm for i in found.used]
        yield from self.emit(Item(kind, concepts, start, end, data))
        if kind in TURNS and self.base != "definition":
            self.position = TURNS[kind]
        elif kind in ("LIMB", "COMMITTED"):
            self.position = self.base
        if kind in (*TURNS, "LIMB", "COMMITTED"):
            self.governor = ""

    def flush(self) -> Iterator[Item]:
        """A head word whose complement did not follow stands for itself, or as a cue for what follows."""
        if self.head:
            item, self.head = self.head, None
            turns = "turns" in item.data and self.base != "definition"
            yield from self.emit(evolve(item, kind="BY") if turns else item)

    def emit(self, item: Item) -> Iterator[Item]:
        joins = item.kind in MENTIONS or item.kind == "PERSON"
        conjunction = self.conjunctions[-1] if self.conjunctions else ""
        if conjunction:
            item = evolve(item, conjunction=conjunction)
        if joins and self.last and self.last.kind == item.kind and self.apart and not self.strong:
            yield Item("JOIN", (), item.start, item.start, {}, conjunction)
        self.last, self.apart, self.strong, self.conjunctions = item, False, False, []
        self.left = ""
        yield item
