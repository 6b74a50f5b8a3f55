"""Passages: the sentences of a text with their lists, made into groups; and the account of every word of them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Atom, Evidence, Formula, Quote, Term, atoms, without_evidence
from defgap.model.offences import Residue
from defgap.reading.attachment import SET_ASIDE, Composer, Listing, Passage, Unit, leaf
from defgap.reading.clauses import Clause, classify, consenting
from defgap.reading.groups import TURNS, Group, Item, grouped
from defgap.reading.language import table
from defgap.reading.layout import Layout, Node
from defgap.reading.lexicon import Match
from defgap.reading.linking import Linker, left_over
from defgap.reading.markers import LISTED
from defgap.reading.terms import Terms
from defgap.reading.words import Word, words

CARRIES = ("aim", "by", "illustrate", "irrespective", "defines", "gloss", "negated")
"""Cues that govern the items of a list if they stand last before it."""
EXPLAINS = ("defines", "illustrate", "gloss")
"""Cues behind the word "exploitation" that begin its explanation."""
CORE = ("act", "means", "purpose")
"""The roles of the Protocol's elements; words left over in a disposition may be of any of them, but are no rule of
consent."""
STANDING = frozenset({"definition", "refinement", "child-age", "child-rule", "consent-rule", "release"})
"""Kinds of sentences that stand for themselves even as items of a list."""

CUED = {"by": "means", "aim": "purpose"}
"""The role of what a cue introduces."""


class Passages:
    """One text: its sentences, their groups, and what of its words has been taken up."""

    def __init__(self, laid: Layout, taxonomy: Taxonomy, terms: Terms) -> None:
        self.laid, self.taxonomy, self.language = laid, taxonomy, laid.language
        self.clauses = classify(laid)
        self.terms = terms
        leading = bool(table(self.language, "language").get("postposed"))
        self.composer = Composer(self.quoting, taxonomy, leading)
        self.linker = Linker(taxonomy, self.quoting)
        self.units: list[Unit] = []
        self.inline: list[Unit] = []
        self.means: tuple[str, ...] = ()
        self.problems: list[str] = []
        self.dangling: list[tuple[str, str]] = []
        self.residue: list[Residue] = []
        self.used: set[tuple[int, int]] = set()

    def find(self, text: Sequence[Word], place: int, position: str) -> Match | None:
        """Return the longest word that begins at a place and that this text or another of the law defines."""
        return self.terms.find(text, place, position, id(self))

    def quoting(self, start: int, end: int) -> Evidence:
        """Return the evidence of a span: its words, a bracket closed."""
        text = self.laid.text
        if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
            end += 1
        return (Quote(self.language, text[start:end], start, end),)

    # ------------------------------------------------------------ groups

    def unit(
        self, address: str, text: Sequence[Word], base: str, start: str = "", acted: bool = False
    ) -> tuple[Unit, str]:
        """Return the groups of words, and the position that governs a list behind them, if a cue stands last."""
        found, position = grouped(text, self.language, base, start, self.find, acted)
        unit = Unit(address, tuple(self.spelt(g) for g in found))
        self.units.append(unit)
        return unit, position if _carries(found) else ""

    def spelt(self, group: Group) -> Group:
        """Return a group with the means that the text lists elsewhere in the place of "the means specified"."""
        if not self.means or group.role != "means" or group.kind in SET_ASIDE:
            return group
        items = (evolve(i, concepts=self.means) if i.concepts == ("means",) else i for i in group.items)
        return evolve(group, items=tuple(items))

    def carried(self, passage: Passage) -> str:
        """Return the position that a lead-in leaves to its items, if a cue stands last in it."""
        last = next((g for g in reversed(passage.groups) if g.kind != "residue"), None)
        return TURNS.get(last.kind.upper(), "") if last and not last.role else ""

    def groups(self, clause: Clause) -> tuple[Group, ...]:
        """Return the groups of a sentence's own words, which are not kept."""
        return grouped(clause.every, self.language, "act", "", self.find)[0]

    def acts(self, clause: Clause) -> bool:
        """True if a sentence names acts of its own."""
        return any(g.role == "act" and g.kind == "plain" for g in self.groups(clause))

    def refers(self, clause: Clause) -> bool:
        """True if a sentence names the offence or the provision that it punishes instead of describing conduct."""
        found = (*self.groups(clause), *grouped(clause.penalty, self.language, "act", "", None)[0])
        return any(g.kind in ("refer", "name") for g in found)

    def speaks(self, clause: Clause) -> bool:
        """True if a sentence names acts, means, purposes or ages."""
        found = self.groups(clause)
        return any(g.role in ("act", "means", "purpose") or any(i.kind == "AGE" for i in g.items) for g in found)

    def passage(self, clause: Clause, base: str, below: str = "", whole: bool = False, acted: bool = False) -> Passage:
        """Return a sentence with its lists as groups; `below` is the position of items under a cue around them.

        `base` is the position of its words before any cue. `whole` keeps the words before a definition's verb.
        """
        self.used.add((clause.start, clause.end))
        parts: list[Unit | Listing] = []
        carried = below
        run: list[Node] = []
        for part in (*clause.parts, ()):
            if isinstance(part, Node):
                run.append(part)
                continue
            if run:
                before = acted or any(g.role == "act" for p in parts if isinstance(p, Unit) for g in p.groups)
                listing = self.listing(run, base, carried, before)
                if not (base == "act" and self.explains(parts, listing)):
                    parts.extend(_hoisted(listing))
                run = []
            text = clause.body if part is clause.words and not whole else part
            if text:
                unit, position = self.unit(clause.address, text, base, below if not parts else "", acted)
                carried = position or below
                parts.append(self.explained(unit) if base == "act" else unit)
        return Passage(clause.address, tuple(parts))

    def explained(self, unit: Unit) -> Unit:
        """Return a unit without the words that explain "exploitation" in it; they are kept as a definition."""
        found = unit.groups
        for place, group in enumerate(found[:-1]):
            cue = next((g for g in found[place + 1 :] if g.kind not in ("residue", "person")), None)
            if not _aims_at_exploitation(group) or cue is None or cue.kind not in EXPLAINS:
                continue
            start = found.index(cue)
            stop = start + 1
            while stop < len(found) and found[stop].role in ("purpose", "") and not _ends(found[stop]):
                stop += 1
            body = found[start:stop]
            if any(g.role == "purpose" for g in body):
                self.inline.append(Unit(unit.address, body))
                return Unit(unit.address, (*found[:start], *found[stop:]))
        return unit

    def explains(self, parts: Sequence[Unit | Listing], listing: Listing) -> bool:
        """True if a list explains the word "exploitation" before it; it is kept as a definition."""
        before = parts[-1] if parts else None
        if not isinstance(before, Unit) or len(before.groups) < 2:
            return False
        *_, word, cue = before.groups
        if not _aims_at_exploitation(word) or cue.kind not in EXPLAINS or cue.role:
            return False
        self.inline.append(Unit(before.address, (cue, *(g for i in listing.items for g in i.groups))))
        return True

    def listing(self, nodes: Sequence[Node], base: str, start: str, acted: bool = False) -> Listing:
        """Return the items of a list, without those that stand for themselves."""
        items = [item for node in nodes if (item := self.item(node, base, start, acted)).parts]
        return Listing(tuple(items), self.joined(nodes))

    def item(self, node: Node, base: str, start: str, acted: bool = False) -> Passage:
        """Return an item of a list with its own lists; an item may hold several sentences."""
        own = [c for c in self.clauses[id(node)] if c.kind not in STANDING]
        made = [self.passage(c, base, start, whole=True, acted=acted) for c in own]
        return Passage(node.address, tuple(p for passage in made for p in passage.parts))

    def joined(self, nodes: Sequence[Node]) -> str:
        """Return and or or: the word before the last item of a list."""
        if len(nodes) < 2:
            return ""
        marker = next((p.end for p in nodes[-1].pieces if p.kind == "marker"), nodes[-1].start)
        around = words(self.laid.text, [(max(nodes[-2].start, nodes[-2].end - 12), marker)], self.language)
        cues = table(self.language, "cues")
        last = [w.norm for w in around if w.kind == "word"][-3:]
        if any(w in cues["or"] for w in last):
            return "or"
        return "and" if any(w in cues["and"] for w in last) else ""

    # ------------------------------------------------------------ the account of words

    def unaccounted(self, passages: Iterable[Passage], made: Iterable[Formula] | None = None, taken: Any = ()) -> None:
        """Report the words that are no term, cue or function word, and what no formula of `made` takes up.

        `taken` are groups that were taken up otherwise. Without `made` the passages are those of a definition.
        """
        leaves = [m for f in made or () for m, _ in atoms(f)]
        spans = [(q.start or 0, q.end or 0) for m in leaves for q in m.evidence]
        plain = {without_evidence(m) for m in leaves}
        victims = [m.concept for m in leaves if isinstance(m, Atom) and m.role == "victim"]
        known = [m.role for m in leaves if isinstance(m, Atom)]
        roles = {m.role for m in leaves if isinstance(m, Atom | Term)}
        blind = made is not None and "victim" not in known and "circumstance" not in known

        def lost(item: Item) -> bool:
            if any(start <= item.start and item.end <= end for start, end in spans):
                return False
            return not all(
                without_evidence(leaf(c, item, self.quoting)) in plain
                or (item.kind == "VICTIM" and any(self.taxonomy.is_a(v, c) for v in victims))
                for c in item.concepts
            )

        for unit in (u for p in passages for u in p.units()):
            loose = {id(g) for g in left_over(unit.groups)} if made is None else set()
            for place, group in enumerate(unit.groups):
                if group in taken:
                    continue
                if group.kind in ("residue", "negated") or id(group) in loose or (group.kind == "know" and blind):
                    self.leave(unit.address, group.start, group.end, _may_be(group))
                elif made is None:
                    continue
                elif not group.role and CUED.get(group.kind, "") not in {"", *roles}:
                    # A cue with nothing behind it, or only a reference that was not found.
                    after = unit.groups[place + 1 : place + 2]
                    end = after[0].end if after and after[0].kind == "refer" else group.end
                    self.leave(unit.address, group.start, end, (CUED[group.kind],))
                elif (
                    (group.kind in SET_ASIDE and (group.role or group.kind == "irrespective"))
                    or group.kind in ("head", "compel")
                    or (group.kind == "name" and not self.mere_name(unit.groups, place))
                ):
                    self.leave(unit.address, group.start, group.end, CORE)
                elif group.role and not (group.kind == "illustrate" and group.role == "victim"):
                    for item in group.items:
                        if lost(item):
                            self.leave(unit.address, item.start, item.end, (group.role,))

    def leave(self, address: str, start: int, end: int, roles: tuple[str, ...] = ()) -> None:
        """Keep words as residue of their provision, once; `roles` are those that they may be of."""
        if not any(r.start == start and r.end == end for r in self.residue):
            self.residue.append(Residue(address, self.laid.text[start:end], start, end, roles))

    def mere_name(self, known: Sequence[Group], place: int) -> bool:
        """True if the name only repeats the offence: in brackets, before its explanation, or predicated by a verb."""
        group = known[place]
        around = (*known[max(0, place - 1) : place], *known[place + 1 : place + 2])
        first = next((i for i, g in enumerate(known) if g.role == "act"), -1)
        if group.data.get("predicate") and place < first:
            return True
        bracket = self.laid.text[: group.start].rstrip()[-1:] in ("(", "«", '"')
        said = [g.kind for g in around]
        return bracket or "gloss" in said or "defines" in said

    def misread(self, address: str, clause: Clause) -> None:
        """Report a sentence of which nothing was made, once."""
        if (clause.start, clause.end) in self.used:
            return
        self.used.add((clause.start, clause.end))
        quote = self.laid.text[clause.start : min(clause.end, clause.start + 60)]
        self.problems.append(f"{address or 'the text'}: a sentence that was not understood, {quote!r}")
        self.leave(address, clause.start, clause.end, () if consenting(clause.every, self.language) else CORE)

    # ------------------------------------------------------------ places

    def heading(self, node: Node) -> str:
        """Return a provision's heading on one line, an empty string if it has none."""
        return " ".join(self.laid.text[start:end] for start, end in self.headed(node)).strip(" .—–-\n")

    def headed(self, node: Node) -> list[tuple[int, int]]:
        """Return the places of a provision's heading: behind its number, or on the line above it."""
        own = [
            (p.start, p.end) for p in node.of("heading") if any(c.isalpha() for c in self.laid.text[p.start : p.end])
        ]
        if own or not node.pieces:
            return own
        start = min(p.start for p in node.pieces)
        above = [p for p in self.laid.pieces if p.why in ("heading", "title") and p.end <= start]
        return [(p.start, p.end) for p in above[-1:] if not self.laid.text[p.end : start].strip()]

    def below(self, node: Node) -> Iterator[tuple[Node, Clause]]:
        """Yield every sentence of a provision and of all below it, with its provision."""
        for inner in node.walk():
            for clause in self.clauses[id(inner)]:
                yield inner, clause

    def inside(self, clause: Clause) -> Iterator[Clause]:
        """Yield the sentences of the items of a clause that do not stand for themselves."""
        for item in clause.items:
            for node in item.walk():
                yield from (c for c in self.clauses[id(node)] if c.kind not in STANDING)

    def without_list(self, clause: Clause) -> Clause:
        """Return a clause as if its list were none of its own."""
        return evolve(clause, parts=(clause.words,))


def _aims_at_exploitation(group: Group) -> bool:
    return group.role == "purpose" and "purpose.exploitation" in group.items[-1].concepts


def _ends(group: Group) -> bool:
    return group.kind in ("limb", "aim", "by", "committed", "same", "anyhow", "irrespective")


def _hoisted(listing: Listing) -> tuple[Listing, ...]:
    """Return a list, and apart from it a list that its last item alone opens with a cue: it belongs to all items.

    "(a) recruits, (b) transports, or (c) receives a person by: first, force, secondly, fraud".
    """
    if len(listing.items) < 2:
        return (listing,)
    last = listing.items[-1]
    deeper = [any(isinstance(p, Listing) for p in item.parts) for item in listing.items]
    if any(deeper[:-1]) or not deeper[-1] or len(last.parts) != 2:
        return (listing,)
    unit, inner = last.parts
    if not isinstance(unit, Unit) or not isinstance(inner, Listing) or not _carries(unit.groups):
        return (listing,)
    return Listing((*listing.items[:-1], Passage(last.address, (unit,))), listing.joined), inner


def _may_be(group: Group) -> tuple[str, ...]:
    """Return the roles that words left over may be of: behind a cue that of the cue, elsewhere any."""
    if group.kind == "negated" and group.role:
        return (group.role,)
    told = [tuple(i.data.get("roles", ())) for i in group.items]
    return tuple(dict.fromkeys(r for roles in told for r in roles)) if told and all(told) else CORE


def _carries(found: Sequence[Group]) -> bool:
    last = next((g for g in reversed(found) if g.kind != "residue"), None)
    return bool(last) and not last.role and last.kind in CARRIES  # type: ignore[union-attr]


__all__ = ["LISTED", "STANDING", "Passages"]
