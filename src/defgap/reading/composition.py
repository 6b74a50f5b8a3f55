"""Composition: the provisions of one text as definitions, offences and rules on consent."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.offences import Choice, Consent, Definition, Offence, Residue
from defgap.reading.attachment import Unit, rows
from defgap.reading.clauses import Clause, headword
from defgap.reading.consents import consents
from defgap.reading.definitions import Defined, as_offence, exploitation, inline, learn, trafficking
from defgap.reading.groups import groups
from defgap.reading.layout import Layout, Node
from defgap.reading.lexicon import lexicon
from defgap.reading.offences import Offences, disregarded
from defgap.reading.passages import Passages
from defgap.reading.references import articles_named
from defgap.reading.terms import Terms


@frozen
class Composed:
    """What one text holds. `units` are the groups of every sentence that was composed, with its address.

    `dangling` are the references to provisions that were not found: the address, and what it refers to.
    """

    title: str = ""
    definitions: tuple[Definition, ...] = ()
    offences: tuple[Offence, ...] = ()
    choices: tuple[Choice, ...] = ()
    residue: tuple[Residue, ...] = ()
    incomplete: tuple[str, ...] = ()
    minor_age: int | None = None
    problems: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = field(default=(), repr=False)
    units: tuple[Unit, ...] = field(default=(), repr=False)
    dangling: tuple[tuple[str, str], ...] = ()


@frozen
class Draft:
    """One text whose definitions have been read: what its offences, and those of other texts, can build on."""

    text: Passages
    tops: tuple[Node, ...]
    definitions: tuple[Definition, ...]
    defined: tuple[Defined, ...]
    reasons: tuple[str, ...]


def drafts(laid: Iterable[Layout], taxonomy: Taxonomy) -> list[Draft]:
    """Return the texts of one law with their definitions; texts of one language share the words they define."""
    terms: dict[str, Terms] = {}
    texts = []
    for one in laid:
        known = terms.setdefault(one.language, Terms(lexicon(one.language)))
        texts.append(Passages(one, taxonomy, known))
    for text in texts:
        learn(text)
    return [_draft(text) for text in texts]


def _draft(text: Passages) -> Draft:
    root = text.laid.root
    tops = tuple(n for n in root.children if n.kind == "art") or (root,)
    found = [d for top in tops for d in exploitation(text, top)]
    defined = tuple(d for top in tops if (d := trafficking(text, top)))
    return Draft(text, tops, tuple(d for d, _ in found), defined, tuple(why for _, why in found))


def compose(draft: Draft, others: Sequence[Draft] = ()) -> Composed:
    """Return what a text holds, with the definitions of other texts of its law; never raises for any text."""
    text, tops, defined = draft.text, draft.tops, draft.defined
    definitions, reasons = list(draft.definitions), list(draft.reasons)
    shared = [d for other in others if other.text.language == text.language for d in other.defined]
    offences = Offences(text, [*defined, *shared])
    found = offences.compose(tops)
    found = [as_offence(text, d) for d in defined] + found
    found = _with_children(text, tops, found, offences.choices)
    explained = [(d, why) for d, why in inline(text)]
    definitions += [d for d, _ in explained]
    reasons += [why for _, why in explained]
    rules, choices = _consents(text, tops, found, defined)
    rules = (*rules, *offences.anyhow(), *_anyhow(text, defined))
    found = [_with_consents(o, rules, found) for o in found]
    offences.unused()
    every = tuple(c for cs in text.clauses.values() for c in cs)
    age = next((n for c in every if c.kind == "child-age" and (n := adult_from(c, text.language))), None)
    held = any(o.kind != "neighbour" for o in found) or definitions
    lacking = tuple(_lacking(text, every)) if held else ()
    known = {c.id: c for c in (*(c for d in defined for c in d.choices), *offences.choices.values(), *choices)}
    titles = [t for top in tops if (t := text.heading(top))]
    where = [f"{d.top.address or 'the text'} defines {d.title!r}" for d in defined]
    return Composed(
        "; ".join(titles[:3]) or next((o.title for o in found), ""),
        tuple(definitions),
        tuple(found),
        tuple(known.values()),
        tuple(text.residue),
        ("act", "means", "purpose") if lacking else (),
        age,
        (*text.problems, *lacking),
        (*reasons, *where, *offences.reasons),
        every,
        tuple(text.units),
        tuple(text.dangling),
    )


def _with_consents(offence: Offence, rules: Sequence[Consent], every: Sequence[Offence]) -> Offence:
    """Return an offence with the rules of its own article and those that stand in no offence's article."""
    if offence.kind == "neighbour":
        return offence
    own = offence.address.split("__")[0]
    apart = {o.address.split("__")[0] for o in every if o.kind == "trafficking"} - {own}
    return evolve(offence, consents=tuple(r for r in rules if r.address.split("__")[0] not in apart))


def _consents(
    text: Passages, tops: Sequence[Node], found: Sequence[Offence], defined: Sequence[Defined]
) -> tuple[tuple[Consent, ...], tuple[Choice, ...]]:
    """Return the rules on consent that concern trafficking: in its articles, or where a sentence names it."""
    concerned = {o.address.split("__")[0] for o in found if o.kind != "neighbour"}
    concerned |= {d.top.address.split("__")[0] for d in defined}
    made: list[Consent] = []
    choices: list[Choice] = []
    for top in tops:
        here = top.address.split("__")[0] in concerned or len(tops) == 1
        for node, clause in text.below(top):
            if clause.kind == "consent-rule":
                at = clause.at or (clause.start, clause.end)
            elif clause.also:
                at = clause.also[1]
            else:
                continue
            if not (here or _concerns(text, clause, concerned)):
                continue
            passage = text.passage(clause, "act", whole=True)
            for address, groups_there in rows(passage) or [(node.address, ())]:
                rule, left = consents(groups_there, address, at, text.quoting, text.composer.name)
                made.extend(r for r in rule if r not in made)
                choices.extend(left)
    return tuple(made), tuple(choices)


def _concerns(text: Passages, clause: Clause, articles: set[str]) -> bool:
    """True if a sentence names trafficking, or refers to one of the articles on it."""
    if headword(clause.every, text.language):
        return True
    items = (i for g in text.groups(clause) if g.kind == "refer" for i in g.items)
    return any(a in articles for i in items for a in articles_named(i, text.language))


def _with_children(
    text: Passages, tops: Sequence[Node], found: Sequence[Offence], choices: dict[str, Choice]
) -> list[Offence]:
    """Return the offences with the limbs of rules on children that stand in an article of their own."""
    concerned = {o.address.split("__")[0] for o in found if o.kind != "neighbour"}
    made = list(found)
    for top in tops:
        for _, clause in text.below(top) if top.address.split("__")[0] not in concerned else ():
            used = (clause.start, clause.end) in text.used
            if clause.kind != "child-rule" or used or not _concerns(text, clause, concerned):
                continue
            passage = text.passage(clause, "act", whole=True)
            for index, offence in enumerate(made):
                first = next((t for t in offence.basic if t.limbs), None)
                if offence.kind == "neighbour" or first is None:
                    continue
                rule = text.composer.children(passage, first.limbs)
                choices.update({c.id: c for c in rule.choices})
                tiers = tuple(evolve(t, limbs=(*t.limbs, *rule.limbs)) if t is first else t for t in offence.tiers)
                made[index] = evolve(offence, tiers=tiers)
                aside = [g for g in passage.groups if g.kind in ("irrespective", "name")]
                text.unaccounted([passage], [c for limb in rule.limbs for c in limb.clauses], aside)
    return made


def _anyhow(text: Passages, defined: Sequence[Defined]) -> Iterator[Consent]:
    """Yield a rule for every "with or without consent" within a definition of trafficking."""
    for one in defined:
        for passage in one.passages:
            for unit in passage.units():
                yield from disregarded(text, unit)


def adult_from(clause: Clause, language: str) -> int | None:
    """Return the age that a sentence on who is a child names, in digits or words."""
    found = (i for g in groups(clause.words, language, "act") for i in g.items if i.kind == "AGE")
    return clause.number or next((int(i.data["under"]) for i in found if "under" in i.data), None)


def _lacking(text: Passages, clauses: Sequence[Clause]) -> Iterator[str]:
    """Yield the signs that the text given is not whole."""
    for where in text.laid.gaps:
        yield f"{where}: a number before it is missing"
    for clause in clauses:
        if any(w.kind == "sign" and w.norm == "…" for w in clause.words):
            yield f"{clause.address or 'the text'}: words are left out (…)"
    pieces = text.laid.pieces
    law = "".join(text.laid.text[p.start : p.end] for p in pieces if p.kind != "noise").rstrip()
    if law and law[-1] not in '.;:!?–—)»"”':
        yield "the text does not end like a sentence"
