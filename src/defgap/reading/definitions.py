"""Definitions: exploitation, trafficking and the other words that a text explains."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from defgap.model.offences import Choice, Definition, Limb, Offence, Openness, Tier
from defgap.reading.attachment import Passage
from defgap.reading.clauses import Clause, opens
from defgap.reading.groups import Group, groups
from defgap.reading.layout import Node
from defgap.reading.passages import Passages
from defgap.reading.terms import Term
from defgap.reading.words import words

EXPLOITATION, TRAFFICKING, MEANS = "exploitation", "trafficking", "means"
"""What a definition can define, by the names in clauses.toml."""


@frozen
class Defined:
    """Trafficking as a defined term: its limbs, the groups they were made of, and the choices they leave."""

    limbs: tuple[Limb, ...]
    passages: tuple[Passage, ...]
    choices: tuple[Choice, ...]
    address: str
    title: str
    top: Node


def learn(text: Passages) -> None:
    """Teach a text the words that it defines itself, but for those that have definitions of their own kind."""
    for node, clause in text.below(text.laid.root):
        if clause.kind == "definition" and clause.term == MEANS:
            known = list(text.units), set(text.used)
            told = text.passage(clause, "means").groups
            text.units[:], text.used = known[0], known[1] | {(clause.start, clause.end)}
            listed = (c for g in told if g.role == "means" for i in g.items for c in i.concepts if c != "means")
            text.means = (*text.means, *dict.fromkeys(listed))
        if clause.kind != "definition" or clause.term or clause.subject is None:
            continue
        subject = tuple(w for w in words(text.laid.text, [clause.subject], text.language) if w.kind == "word")
        text.terms.add(Term(subject, id(text), clause.start, node.end, _explaining(text, clause)))


def _explaining(text: Passages, clause: Clause):  # type: ignore[no-untyped-def]
    def explain() -> Sequence[Group]:
        found: list[Group] = []
        for base in ("act", "definition", "means"):
            known, used = list(text.units), set(text.used)
            found = list(text.passage(clause, base).groups)
            text.units[:], text.used = known, used
            first = next((g.role for g in found if g.role in ("act", "purpose", "means")), "")
            if (base, first) in (("act", "act"), ("act", "means"), ("definition", "purpose"), ("means", "means")):
                break
        return found

    return explain


def exploitation(text: Passages, top: Node) -> Iterator[tuple[Definition, str]]:
    """Yield the definitions of exploitation in a provision, with the reason why each was taken as one."""
    refining = [(n, c) for n, c in text.below(top) if c.kind == "refinement"]
    for node, clause in text.below(top):
        if clause.kind != "definition" or clause.term != EXPLOITATION:
            continue
        body = text.passage(clause, "definition")
        around = [text.passage(c, "definition", whole=True) for c in _beside(text, node, clause)]
        refinements = [text.passage(c, "definition", whole=True) for _, c in refining]
        openness: Openness = "open" if opens(clause.every, text.language) else "closed"
        made = text.linker.define(
            clause.term,
            body.groups,
            [u.groups for u in refinements],
            openness,
            node.address,
            text.quoting(*clause.at) if clause.at else (),
        )
        apart = [(r, c) for r, (_, c) in zip(refinements, refining, strict=True)]
        apart = [(r, c) for r, c in apart if not text.linker.refines(r.groups, body.groups)]
        text.used.difference_update((c.start, c.end) for _, c in apart)
        if not made:
            text.used.discard((clause.start, clause.end))
            continue
        loose = [r for r, _ in apart]
        text.unaccounted([body, *around])
        for passage in (r for r in refinements if r not in loose):
            for unit in passage.units():
                for group in (g for g in unit.groups if g.kind in ("residue", "negated")):
                    text.leave(unit.address, group.start, group.end)
        for passage, rest in apart:
            if any(g.role in ("purpose", "means", "qualifier") for g in passage.groups):
                text.misread(passage.address, rest)
        yield made, f"{node.address or 'the text'} defines exploitation"


def inline(text: Passages) -> Iterator[tuple[Definition, str]]:
    """Yield what dispositions say themselves of exploitation: "for the purpose of exploitation, which includes …"."""
    seen: set[tuple[int, int]] = set()
    for unit in text.inline:
        start, end = unit.groups[0].start, unit.groups[-1].end
        if (start, end) in seen:
            continue
        seen.add((start, end))
        around = tuple(words(text.laid.text, [(start, end)], text.language))
        openness: Openness = "open" if opens(around, text.language) else "closed"
        body = tuple(evolve(g, kind="plain") if g.kind == "illustrate" and g.role else g for g in unit.groups)
        made = text.linker.define(EXPLOITATION, body, (), openness, unit.address, text.quoting(start, body[0].end))
        if made:
            text.unaccounted([Passage(unit.address, (unit,))])
            yield made, f"{unit.address or 'the text'} explains exploitation"


def _beside(text: Passages, node: Node, clause: Clause) -> Iterator[Clause]:
    """Yield what stands about a definition without being part of it: words at its term, unclassified sentences."""
    head = clause.words[: len(clause.words) - len(clause.body)]
    start, end = clause.at or (clause.start, clause.start)
    rest = tuple(w for w in head if w.end <= start or w.start >= end)
    if rest:
        yield evolve(clause, words=rest, body=rest, parts=(rest,))
    yield from (c for c in text.clauses[id(node)] if c.kind == "other")


def trafficking(text: Passages, top: Node) -> Defined | None:
    """Return trafficking as a provision defines it, with its rules on children; None if it defines none."""
    limbs: list[Limb] = []
    passages: list[Passage] = []
    choices: list[Choice] = []
    first: tuple[Node, Clause] | None = None
    known = set(text.used)
    for node, clause in text.below(top):
        term = clause.kind == "definition" and clause.term == TRAFFICKING
        if (not term and clause.kind != "child-rule") or clause.penalty:
            continue
        passage = text.passage(clause, "act", whole=not term)
        if term:
            made = text.composer.disposition(passage)
        elif limbs:
            made = text.composer.children(passage, limbs)
        else:
            made = text.composer.disposition(passage)
        if made.limbs:
            limbs.extend(made.limbs)
            choices.extend(made.choices)
            passages.append(passage)
            if term and first is None:
                first = node, clause
        elif term:
            text.used.discard((clause.start, clause.end))
    if first is None:
        text.used = known
        return None
    node, clause = first
    place = clause.subject or clause.at
    title = " ".join(text.laid.text[place[0] : place[1]].split()) if place else ""
    whole = len({limb.address for limb in limbs}) > 1
    return Defined(tuple(limbs), tuple(passages), tuple(choices), top.address if whole else node.address, title, top)


def as_offence(text: Passages, defined: Defined) -> Offence:
    """Return a definition of trafficking as an offence of the kind definition, and account for its words."""
    aside = [g for p in defined.passages for g in p.groups if g.kind in ("irrespective", "anyhow", "name")]
    text.unaccounted(defined.passages, [c for limb in defined.limbs for c in limb.clauses], aside)
    tier = Tier("basic", defined.address, defined.limbs)
    return Offence(TRAFFICKING, "definition", defined.address, (tier,), defined.title)


__all__ = ["Defined", "as_offence", "exploitation", "groups", "learn", "trafficking"]
