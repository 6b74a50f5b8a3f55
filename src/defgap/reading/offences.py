"""Offences: the punished sentences of a text, composed into tiers; which of them are trafficking, and why."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, Atom, Formula, Leaf, Or, Quote, Term, When, atoms, rewrite, without_evidence
from defgap.model.offences import Choice, Consent, Limb, Offence, Point, Sanction, Tier
from defgap.reading.attachment import MODIFIERS, SET_ASIDE, Disposition, Listing, Passage, Unit, added, parted
from defgap.reading.clauses import Clause, headword
from defgap.reading.definitions import TRAFFICKING, Defined
from defgap.reading.groups import Group, Item
from defgap.reading.layout import Node
from defgap.reading.passages import LISTED, STANDING, Passages
from defgap.reading.penalties import sanction
from defgap.reading.references import articles_named, parts_named
from defgap.reading.words import words

UNCOMPOSED = "a trafficking disposition that could not be composed"
SILENT = ("penalty", "release", "ancillary", "procedural", "jurisdiction", "victim")
"""Kinds of sentences that say nothing of the elements."""
MINORS = "trafficking-in-minors"
NAMED = "act"
"""What stands for the name of trafficking until its definition takes its place: the root of all acts."""


@frozen
class Made:
    """One tier with what it was made of. `reason` says why it is trafficking; it is empty where it is not."""

    tier: Tier
    passage: Passage
    clause: Clause
    top: Node
    reason: str = ""
    name: str = ""
    linked: bool = False


class Offences:
    """Composes the offences of one text."""

    def __init__(self, text: Passages, defined: Sequence[Defined]) -> None:
        self.text, self.taxonomy, self.language = text, text.taxonomy, text.language
        self.composer = text.composer
        self.defined = defined
        self.made: list[Made] = []
        self.referring: set[tuple[int, int]] = set()
        self.choices: dict[str, Choice] = {}
        self.reasons: list[str] = []

    def compose(self, tops: Sequence[Node]) -> list[Offence]:
        """Return the offences of the provisions, in their order: trafficking, and neighbours."""
        for top in tops:
            self.composer.article = top.address
            self.article(top)
        return [offence for top in tops for offence in self.offences(top)]

    # ------------------------------------------------------------ tiers

    def article(self, top: Node) -> None:
        """Make the tiers of an article: each punished sentence of it and of its parts is one."""
        text = self.text
        heading = words(text.laid.text, text.headed(top), self.language)
        named = headword(heading, self.language)
        reason = f"its heading names {text.laid.text[named[1] : named[2]]!r}" if named else ""
        places = [
            top,
            *(n for n in top.children if n.kind in ("part", "note") or (n.kind in LISTED and self.alone(top))),
        ]
        start = len(self.made)
        for node in places:
            for clause in text.clauses[id(node)]:
                if clause.kind in SILENT or (
                    clause.kind in STANDING and not (clause.kind in ("child-rule", "definition") and clause.penalty)
                ):
                    continue
                if node.kind == "note" and not clause.penalty:
                    continue
                if clause.kind == "child-rule" and not text.acts(clause):
                    continue
                known = set(text.used), list(text.units)
                made = self.tier(node, clause, top, self.made[start:], named, reason)
                if made:
                    self.made.append(made)
                else:
                    text.used, text.units[:] = known
                    text.used |= self.referring
        if named and not any(m.tier.limbs for m in self.made[start:]):
            punished = any(c.penalty and not text.refers(c) for n in places for c in text.clauses[id(n)])
            if punished:
                text.problems.append(f"{top.address or 'the text'}: {UNCOMPOSED}")

    def alone(self, top: Node) -> bool:
        """True if the items of an article are provisions of their own: no words introduce them or go on behind them."""
        return not any(c.items for c in self.text.clauses[id(top)])

    def tier(
        self,
        node: Node,
        clause: Clause,
        top: Node,
        before: Sequence[Made],
        named: tuple[str, int, int] | None,
        heading: str,
    ) -> Made | None:
        """Return the tier that a sentence states, None if it states none."""
        text = self.text
        punished = None
        if clause.penalty:
            evidence = tuple(_trim(q) for q in text.quoting(clause.penalty[0].start, clause.penalty[-1].end))
            punished = sanction(clause.penalty, self.language, evidence)
        told = punished or clause.penalty or named or clause.kind in ("offence", "aggravation")
        if not told and not headword(clause.every, self.language):
            return None
        if clause.kind == "aggravation":
            earlier = before or self.made
            if any(m.tier.limbs or m.tier.kind == "aggravated" for m in earlier):
                return self.aggravated(node, clause, top, earlier, punished)
        passage = text.passage(clause, "act", whole=True)
        made, linked = self.linked(passage, bool(clause.penalty))
        if not made.limbs and not (clause.penalty or before):
            return None
        if not made.limbs and text.refers(clause):
            self.punish(before, punished)
            self.referring.add((clause.start, clause.end))
            for unit in passage.units():
                for group in (g for g in unit.groups if g.kind == "residue"):
                    text.leave(unit.address, group.start, group.end)
            return None
        like = any(self.like_trafficking(limb) for limb in made.limbs)
        if not (punished or clause.kind == "offence") and not like and not linked:
            return None
        if not made.limbs:
            if not (punished and named):
                return None
            return Made(Tier("basic", node.address, (), (), (), punished), passage, clause, top, heading, named[0])
        self.choices.update({c.id: c for c in made.choices})
        repeated = _graver_form(made.limbs, [m.tier for m in before])
        if repeated:
            base, extra = repeated
            tier = Tier("aggravated", node.address, (), (Point(extra, node.address),), (base.address,), punished)
            owner = next(m for m in before if m.tier is base)
            return Made(tier, passage, clause, top, owner.reason, owner.name)
        own = headword((*clause.every, *clause.penalty), self.language)
        tier = Tier("basic", node.address, made.limbs, (), (), punished)
        reason = ""
        if named and (like or linked or self.core(made.limbs, first=not any(m.tier.limbs for m in before))):
            reason = heading
        elif linked:
            reason = linked
        elif own and (like or self.core(made.limbs)):
            reason = f"its text names {text.laid.text[own[1] : own[2]]!r}"
        elif like:
            reason = "its basic offence joins an act of trafficking with a purpose of exploitation"
        minor = all(self.minor(limb) for limb in made.limbs)
        name = (named or own or (MINORS if minor else TRAFFICKING, 0, 0))[0]
        return Made(tier, passage, clause, top, reason, name, bool(linked))

    def linked(self, passage: Passage, punished: bool) -> tuple[Disposition, str]:
        """Compose a disposition with the definition of trafficking in the place of its name.

        A verb ("traffics a person") stands for an act; a noun only where no act is named and a penalty follows. What is
        not defined is an undefined word. Returns the reason why it is trafficking, empty if the name stands for none.
        """
        names = [g for g in passage.groups if g.kind == "name" and g.data.get("verb")]
        if not names:
            made = self.composer.disposition(passage)
            names = [g for g in passage.groups if g.kind == "name"][:1]
            told = any(_tells(g) for g in passage.groups)
            if made.limbs or not names or not punished or (not self.defined and self.earlier() and not told):
                return made, ""
        elif not self.defined and self.earlier() and not any(_tells(g) for g in passage.groups):
            return Disposition(()), ""
        for name in names:
            item = Item("ACT", (NAMED,), name.start, name.end)
            passage = _with(passage, name, Group("plain", "act", (item,), name.start, name.end))
        whole = self.composer.disposition(passage)
        limbs = [new for limb in whole.limbs for new in self.spelt(limb)]
        words_there = self.text.laid.text[names[0].start : names[0].end]
        known_at = self.defined[0].address or "the text" if self.defined else ""
        where = f" as {known_at} defines it" if known_at else ", which is not defined here"
        return Disposition(tuple(limbs), whole.choices), f"it punishes {words_there!r}{where}"

    def earlier(self) -> list[Limb]:
        """Return the limbs of the trafficking offences made so far that name their acts."""
        found = (limb for m in self.made if m.reason and m.tier.kind == "basic" for limb in m.tier.limbs)
        return [limb for limb in found if not _named(limb)]

    def spelt(self, limb: Limb) -> Iterator[Limb]:
        """Yield what a limb says once the name of trafficking in it is replaced by what it means."""
        acts = next((c for c in limb.clauses if any(m.role == "act" for m, _ in _mentions(c))), None)
        leaves = [m for m, _ in _mentions(acts)] if acts is not None else []
        name = next((m for m in leaves if isinstance(m, Atom) and m.concept == NAMED), None)
        if acts is None or name is None:
            yield limb
            return
        others = [m for m in leaves if m is not name]
        if others:
            whole = others[0] if len(others) == 1 else Or(tuple(others))
            yield Limb(tuple(whole if c is acts else c for c in limb.clauses), limb.address)
        rest = tuple(c for c in limb.clauses if c is not acts)
        known = [base for d in self.defined for base in d.limbs] or self.earlier()
        if not known:
            yield Limb((Term("act", TRAFFICKING, name.evidence), *rest), limb.address)
        for base in known:
            there = tuple(_standing(c, base.address) for c in base.clauses)
            yield Limb(_merged(there, rest), limb.address)

    def punish(self, before: Sequence[Made], punished: Sanction | None) -> None:
        """Give the basic tiers of an article that name no penalty the one that a sentence on them names."""
        for index, made in enumerate(self.made):
            if punished and made in before and made.tier.kind == "basic" and made.tier.sanction is None:
                self.made[index] = evolve(made, tier=evolve(made.tier, sanction=punished))

    def core(self, limbs: Iterable[Limb], first: bool = False) -> bool:
        """True if the limbs name an act of the Protocol, or a sale, or exploitation; `first`: any act at all."""
        acts = {m.concept for limb in limbs for c in limb.clauses for m, _ in atoms(c) if isinstance(m, Atom)}
        acts = {a for a in acts if a.startswith("act")}
        plain = ("act.sale", "act.purchase", "act.exploitation", "act.other-transaction")
        return bool(acts) and (first or any(self.taxonomy[a].element or a in plain for a in acts))

    def like_trafficking(self, limb: Limb) -> bool:
        """True if a limb joins an act of the Protocol, or a sale, with a purpose of exploitation."""
        found = [m for c in limb.clauses for m, _ in atoms(c)]
        acts = {m.concept for m in found if isinstance(m, Atom) and m.role == "act"}
        aimed = any(isinstance(m, Atom | Term) and m.role == "purpose" for m in found)
        return aimed and any(self.taxonomy[a].element or a in ("act.sale", "act.travel-arrangement") for a in acts)

    def minor(self, limb: Limb) -> bool:
        """True if a limb asks for a minor."""
        return any(isinstance(m, Age) and not m.low and m.word != "adult" for c in limb.clauses for m, _ in atoms(c))

    # ------------------------------------------------------------ graver tiers

    def aggravated(
        self, node: Node, clause: Clause, top: Node, before: Sequence[Made], punished: object
    ) -> Made | None:
        """Return the graver tier that a sentence states."""
        text = self.text
        basic = [m.tier for m in before if m.tier.kind == "basic"]
        minor = bool(basic) and all(self.minor(limb) for t in basic for limb in t.limbs)
        lead = text.passage(text.without_list(clause), "act", whole=True)
        start = text.carried(lead)
        items = [text.item(n, "point", start) for n in clause.items]
        tail = [text.unit(clause.address, p, "act")[0] for p in clause.parts[1:] if not isinstance(p, Node) and p]
        front = Unit(lead.address, (*lead.groups, *(g for u in tail for g in u.groups)))
        limbs, points = self.graver(front, items, minor, [m.tier for m in before])
        of = self.bases(front, node, before)
        tier = Tier("aggravated", node.address, limbs, points, of, punished)  # type: ignore[arg-type]
        owner = next((m for m in before if m.tier.address in of), before[-1])
        whole = Passage(node.address, (front, Listing(tuple(items))))
        return Made(tier, whole, clause, owner.top, owner.reason, owner.name)

    def graver(
        self, lead: Unit, items: Sequence[Passage], minor: bool, before: Sequence[Tier]
    ) -> tuple[tuple[Limb, ...], tuple[Point, ...]]:
        """Return the free-standing limbs and the circumstances of a graver tier."""
        conditions: list[list[Group]] = [[]]
        for group in lead.groups:
            if group.kind == "limb":
                conditions.append([])
            conditions[-1].append(group)
        acting = [gs for gs in conditions if any(g.role == "act" for g in gs)]
        rest = [g for gs in conditions if gs not in acting for g in gs]
        limbs: tuple[Limb, ...] = ()
        if acting:
            made = self.composer.disposition(
                Passage(lead.address, (Unit(lead.address, tuple(g for gs in acting for g in gs)),))
            )
            limbs = made.limbs
            self.choices.update({c.id: c for c in made.choices})
        shared = self.composer.points(Unit(lead.address, tuple(rest)), minor)
        points = [p for item in items for p in self.composer.points(Unit(item.address, item.groups), minor)]
        if items and shared:
            points = [evolve(p, clauses=(*s.clauses, *p.clauses)) for s in shared for p in points] or list(shared)
        elif not items:
            points = list(shared)
        return limbs, tuple(self.purpose_added(p, before) for p in points)

    def purpose_added(self, point: Point, before: Sequence[Tier]) -> Point:
        """Leave a choice where a point adds a form of exploitation to an offence that has a purpose already."""
        forms = [a for c in point.clauses for a, _ in atoms(c) if isinstance(a, Atom) and a.role == "purpose"]
        aimed = any(
            m.role == "purpose"
            for t in before
            if t.kind == "basic"
            for limb in t.limbs
            for c in limb.clauses
            for m, _ in atoms(c)
            if isinstance(m, Atom | Term)
        )
        if not forms or not aimed:
            return point
        name = self.composer.name(f"purpose-added-{point.address.rpartition('_')[2]}")
        changed, choice = added(point, name, forms[0].evidence)
        self.choices[choice.id] = choice
        return changed

    def bases(self, lead: Unit, node: Node, before: Sequence[Made]) -> tuple[str, ...]:
        """Return the tiers that a graver one builds on: those it names, else the one before it."""
        known = {m.tier.address: m for m in before}
        own_top = node.address.split("__")[0]
        refers = [i for g in lead.groups if g.kind == "refer" for i in g.items]
        articles = [a for i in refers for a in articles_named(i, self.language)]
        if articles:
            there = [m.tier.address for m in self.made if m.tier.address.split("__")[0] in articles]
            if there:
                return tuple(dict.fromkeys(there))
        named = [n for i in refers for n in parts_named(i, self.language)]
        stem = node.address.rpartition("__")[0]
        found: list[str] = []
        for number in named:
            address = f"{stem}__part_{number}" if stem else f"part_{number}"
            if number == 1 and address not in known and stem in known:
                address = stem
            if address in known:
                found.append(address)
            elif before and before[-1].tier.address.split("__")[0] == own_top:
                self.text.problems.append(f"{node.address}: it refers to part {number}, which was not found")
                self.text.dangling.append((node.address, f"part {number}"))
        if found:
            return tuple(dict.fromkeys(found))
        return () if named and not before else (before[-1].tier.address,)

    # ------------------------------------------------------------ offences

    def offences(self, top: Node) -> Iterator[Offence]:
        """Yield the offences of an article: its trafficking tiers together, every other offence for itself."""
        text = self.text
        own = [m for m in self.made if m.top is top]
        trafficking = [m for m in own if m.reason]
        others = [m for m in own if not m.reason]
        basic = [m for m in trafficking if m.tier.kind == "basic" and m.tier.limbs]
        if basic:
            names = [m.name for m in basic]
            tiers = self.with_children(top, [m.tier for m in trafficking])
            yield Offence(
                names[0] if len(set(names)) == 1 else TRAFFICKING,
                "trafficking",
                top.address,
                tuple(t for t in tiers if t.limbs or t.kind == "aggravated"),
                text.heading(top),
            )
            for m in basic[:1] if len({m.reason for m in basic}) == 1 else basic:
                where = top.address if len(basic) > 1 and m is basic[0] else m.tier.address
                self.reasons.append(f"{(top.address or where) or 'the text'} is taken as trafficking: {m.reason}")
            for m in trafficking:
                if m.tier.kind == "basic" and not m.tier.limbs:
                    text.problems.append(f"{m.tier.address}: an offence whose acts were not understood")
            for m in own:
                text.unaccounted([m.passage], *self.taken(m, [t.tier for t in own]))
        else:
            others = own
        limbed = [m for m in others if m.tier.limbs]
        if limbed:
            known = tuple(m.tier for m in others if m.tier.limbs or m.tier.kind == "aggravated")
            yield Offence(
                (top.address or "offence").replace("_", "-") + ("-other" if basic else ""),
                "neighbour",
                top.address,
                known,
                text.heading(top),
            )

    def with_children(self, top: Node, tiers: list[Tier]) -> list[Tier]:
        """Add the limbs of rules that acts against children need no means to the first basic tier."""
        text = self.text
        first = next(i for i, t in enumerate(tiers) if t.kind == "basic" and t.limbs)
        limbs: list[Limb] = []
        for _, clause in text.below(top):
            if clause.kind != "child-rule" or (clause.start, clause.end) in text.used:
                continue
            passage = text.passage(clause, "act", whole=True)
            made = self.composer.children(passage, tiers[first].limbs)
            if not made.limbs:
                text.used.discard((clause.start, clause.end))
                continue
            limbs.extend(made.limbs)
            self.choices.update({c.id: c for c in made.choices})
            aside = [g for g in passage.groups if g.kind in ("irrespective", "name")]
            text.unaccounted([passage], [c for limb in made.limbs for c in limb.clauses], aside)
        tiers[first] = evolve(tiers[first], limbs=(*tiers[first].limbs, *limbs))
        return tiers

    def taken(self, made: Made, every: Sequence[Tier]) -> tuple[list[Formula], list[Group]]:
        """Return the formulas of a tier, with the ages of those it builds on, and the groups taken up otherwise."""
        tier = made.tier
        found = [c for limb in tier.limbs for c in limb.clauses] + [c for p in tier.points for c in p.clauses]
        if tier.kind == "aggravated":
            basic = (c for t in every if t.kind == "basic" for limb in t.limbs for c in limb.clauses)
            found.extend(m for c in basic for m, _ in atoms(c) if isinstance(m, Age))
        freed = {p.address for p in tier.points if "means" in p.in_place_of}
        aside = [
            g
            for u in made.passage.units()
            for g in u.groups
            if (g.kind == "anyhow" and tier.kind == "basic")
            or (g.kind == "irrespective" and u.address in freed and (g.role == "means" or g.data.get("means")))
            or (g.kind == "name" and (made.linked or tier.kind == "aggravated"))
            or (g.kind == "irrespective" and tier.kind == "basic" and g in parted(u.groups)[1])
        ]
        return found, aside

    def unused(self) -> None:
        """Report the sentences of trafficking articles that nothing was made of though they speak of its elements."""
        tops = {id(m.top): m.top for m in self.made if m.reason}
        for top in tops.values():
            self._unused(top)

    def _unused(self, top: Node) -> None:
        text = self.text
        for node, clause in text.below(top):
            if clause.kind in SILENT or clause.kind == "child-age" or (clause.start, clause.end) in text.used:
                continue
            if clause.kind == "definition" and clause.subject and not clause.term:
                continue
            if clause.kind == "other" and node.kind in LISTED:
                continue
            if any(w.kind == "word" for w in clause.words) and (clause.kind != "other" or text.speaks(clause)):
                text.misread(node.address, clause)

    def anyhow(self) -> Iterator[Consent]:
        """Yield a rule for every "with or without consent" in a basic offence of trafficking."""
        for made in self.made:
            if made.reason and made.tier.kind == "basic":
                for unit in made.passage.units():
                    yield from disregarded(self.text, unit)


def disregarded(text: Passages, unit: Unit) -> Iterator[Consent]:
    """Yield a rule for every "with or without consent", for children where its limb speaks of a child."""
    child = False
    for group in unit.groups:
        if group.kind == "limb":
            child = False
        child = child or any(i.kind == "AGE" and i.data.get("age") != "adult" for i in group.items)
        if group.kind == "anyhow":
            quote = text.quoting(group.start, group.end)
            yield Consent("unconditional", "child" if child else "any", "act", ("victim",), unit.address, quote)


def _mentions(formula: Formula) -> list[tuple[Atom | Term, bool]]:
    return [(m, illustrative) for m, illustrative in atoms(formula) if not isinstance(m, Age)]


def _tells(group: Group) -> bool:
    return group.role in MODIFIERS and group.kind not in SET_ASIDE


def _named(limb: Limb) -> bool:
    """True if a limb has the name of trafficking in the place of its acts."""
    return any(isinstance(m, Term) and m.role == "act" for c in limb.clauses for m, _ in atoms(c))


def _with(passage: Passage, old: Group, new: Group) -> Passage:
    """Return a passage with another group in the place of one."""
    parts: list[Unit | Listing] = []
    for part in passage.parts:
        if isinstance(part, Unit):
            parts.append(Unit(part.address, tuple(new if g is old else g for g in part.groups)))
        else:
            parts.append(Listing(tuple(_with(item, old, new) for item in part.items), part.joined))
    return Passage(passage.address, tuple(parts))


def _standing(clause: Formula, address: str) -> Formula:
    """Return a clause of a definition whose words keep the address at which they stand."""

    def placed(leaf: Leaf) -> Formula:
        if isinstance(leaf, When):
            body, otherwise = _standing(leaf.body, address), _standing(leaf.otherwise, address)
            return evolve(leaf, body=body, otherwise=otherwise)
        return evolve(leaf, evidence=tuple(evolve(q, address=q.address or address) for q in leaf.evidence))

    return rewrite(clause, placed) if address else clause


def _merged(base: tuple[Formula, ...], rest: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """Return the clauses of a definition with those that an offence adds to it, each once."""
    plain = {without_evidence(c) for c in base}
    ages = any(isinstance(m, Age) for c in base for m, _ in atoms(c))
    kept = [c for c in rest if without_evidence(c) not in plain and not (ages and isinstance(c, Age))]
    return (*base, *kept)


def _graver_form(limbs: Sequence[Limb], before: Sequence[Tier]) -> tuple[Tier, tuple[Formula, ...]] | None:
    """Return the basic tier that a disposition repeats with further conditions, and these conditions."""
    if len(limbs) != 1:
        return None
    own = {without_evidence(c): c for c in limbs[0].clauses}
    for tier in before:
        if tier.kind == "basic" and len(tier.limbs) == 1:
            known = {without_evidence(c) for c in tier.limbs[0].clauses}
            if known < own.keys():
                return tier, tuple(c for plain, c in own.items() if plain not in known)
    return None


def _trim(quote: Quote) -> Quote:
    left = len(quote.text) - len(quote.text.lstrip())
    text = quote.text.strip().rstrip(".")
    start = (quote.start or 0) + left
    return evolve(quote, text=text, start=start, end=start + len(text))


__all__ = ["MINORS", "SILENT", "UNCOMPOSED", "Made", "Offences", "Taxonomy"]
