"""Offences: the provisions of one text, composed into tiers, definitions and consent rules."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, Atom, Evidence, Formula, Quote, Term, atoms, without_evidence
from defgap.model.offences import Choice, Consent, Definition, Limb, Offence, Point, Residue, Tier
from defgap.reading.attachment import SET_ASIDE, Composer, Unit, added, leaf
from defgap.reading.clauses import Clause, classify, headword, opens
from defgap.reading.consents import consents
from defgap.reading.groups import TURNS, Group, Item, groups
from defgap.reading.layout import Layout, Node
from defgap.reading.linking import Linker, left_over
from defgap.reading.penalties import sanction
from defgap.reading.references import parts_named
from defgap.reading.words import words

UNCOMPOSED = "a trafficking disposition that could not be composed"
COMPOSED = ("offence", "aggravation", "other", "definition")
"""Kinds of sentences that a disposition is made of; a rule on children is one if it has a penalty of its own."""
SILENT = ("penalty", "release")
"""Kinds of sentences that say nothing of the elements."""


@frozen
class Composed:
    """What one text holds. `units` are the groups of every sentence that was composed, with its address."""

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


def compose(laid: Layout, taxonomy: Taxonomy) -> Composed:
    """Return what a text holds; never raises for any text."""
    return _Text(laid, taxonomy).compose()


class _Text:
    """The state of one composition: what has been found so far."""

    def __init__(self, laid: Layout, taxonomy: Taxonomy) -> None:
        self.laid, self.taxonomy, self.language = laid, taxonomy, laid.language
        self.composer = Composer(self.quoting, taxonomy)
        self.linker = Linker(taxonomy, self.quoting)
        self.clauses = {id(n): classify(laid, n) for n in laid.root.walk()}
        self.units: list[Unit] = []
        self.choices: dict[str, Choice] = {}
        self.problems: list[str] = []
        self.reasons: list[str] = []
        self.residue: list[Residue] = []
        self.used: set[tuple[int, int]] = set()

    def quoting(self, start: int, end: int) -> Evidence:
        text = self.laid.text
        if text.count("(", start, end) > text.count(")", start, end) and text[end : end + 1] == ")":
            end += 1
        return (Quote(self.language, text[start:end], start, end),)

    def compose(self) -> Composed:
        articles = [n for n in self.laid.root.children if n.kind == "art"]
        tops = articles or [self.laid.root]
        definitions = tuple(d for top in tops for d in self.definitions(top))
        offences = [o for top in tops for o in self.offences(top)]
        titles = [t for top in tops if (t := self.heading(top))]
        every = tuple(c for cs in self.clauses.values() for c in cs)
        age = next((n for c in every if c.kind == "child-age" and (n := self.adult_from(c))), None)
        lacking = tuple(self.lacking(every)) if offences or definitions else ()
        self.problems.extend(lacking)
        gap = ("act", "means", "purpose") if lacking else ()
        return Composed(
            "; ".join(titles) or next((o.title for o in offences), ""),
            definitions,
            tuple(offences),
            tuple(self.choices.values()),
            tuple(self.residue),
            gap,
            age,
            tuple(self.problems),
            tuple(self.reasons),
            every,
            tuple(self.units),
        )

    def adult_from(self, clause: Clause) -> int | None:
        """Return the age that a sentence on who is a child names, in digits or words."""
        found = (i for g in groups(clause.words, self.language, "act") for i in g.items if i.kind == "AGE")
        return clause.number or next((int(i.data["under"]) for i in found if "under" in i.data), None)

    def lacking(self, clauses: Sequence[Clause]) -> Iterator[str]:
        """Yield the signs that the text given is not whole."""
        for where in self.laid.gaps:
            yield f"{where}: a number before it is missing"
        for clause in clauses:
            if any(w.kind == "sign" and w.norm == "…" for w in clause.words):
                yield f"{clause.address or 'the text'}: words are left out (…)"
        law = "".join(self.laid.text[p.start : p.end] for p in self.laid.pieces if p.kind != "noise").rstrip()
        if law and law[-1] not in '.;:!?–—)»"”':
            yield "the text does not end like a sentence"

    def heading(self, node: Node) -> str:
        raw = " ".join(self.laid.text[p.start : p.end] for p in node.of("heading"))
        return " ".join(raw.split()).strip(" .")

    # ------------------------------------------------------------ units

    def unit(self, node: Node, base: str, clauses: Sequence[Clause] | None = None, after: Unit | None = None) -> Unit:
        """Return the groups of a provision's own sentences; a cue at the end of the unit before them governs them."""
        chosen = self.clauses[id(node)] if clauses is None else clauses
        self.used.update((c.start, c.end) for c in chosen)
        cue = after.groups[-1] if after and after.groups else None
        start = TURNS.get(cue.kind.upper(), "") if cue and not cue.role else ""
        found = tuple(g for c in chosen for g in groups(c.body, self.language, base, start))
        unit = Unit(node.address, found)
        self.units.append(unit)
        return unit

    def leaves(self, node: Node) -> Iterator[Node]:
        """Yield the items of a list; an item with items of its own yields these."""
        for child in node.children:
            if child.kind in ("point", "subpoint", "item"):
                below = list(self.leaves(child))
                yield from below or [child]

    def unaccounted(self, units: Sequence[Unit], made: Iterable[Formula] | None = None, taken: Any = ()) -> None:
        """Report the words that are no term, cue or function word, and what no formula of `made` takes up.

        `taken` are groups that were taken up otherwise. Without `made` the units are those of a definition.
        """
        leaves = [m for f in made or () for m, _ in atoms(f)]
        spans = [(q.start or 0, q.end or 0) for m in leaves for q in m.evidence]
        plain = {without_evidence(m) for m in leaves}
        victims = [m.concept for m in leaves if isinstance(m, Atom) and m.role == "victim"]

        known = [m.role for m in leaves if isinstance(m, Atom)]
        blind = made is not None and "victim" not in known and "circumstance" not in known

        def lost(item: Item) -> bool:
            if any(start <= item.start and item.end <= end for start, end in spans):
                return False
            return not all(
                without_evidence(leaf(c, item, self.quoting)) in plain
                or (item.kind == "VICTIM" and any(self.taxonomy.is_a(v, c) for v in victims))
                for c in item.concepts
            )

        for unit in units:
            loose = {id(g) for g in left_over(unit.groups)} if made is None else set()
            for place, group in enumerate(unit.groups):
                if group in taken:
                    continue
                if group.kind in ("residue", "negated") or id(group) in loose or (group.kind == "know" and blind):
                    self.leave(unit.address, group.start, group.end)
                elif made is None:
                    continue
                elif (
                    (group.kind in SET_ASIDE and (group.role or group.kind == "irrespective"))
                    or group.kind in ("head", "compel")
                    or (group.kind == "name" and not self.mere_name(unit.groups, place))
                ):
                    self.leave(unit.address, group.start, group.end)
                elif group.role and not (group.kind == "illustrate" and group.role == "victim"):
                    for item in group.items:
                        if lost(item):
                            self.leave(unit.address, item.start, item.end)

    def leave(self, address: str, start: int, end: int) -> None:
        """Keep words as residue of their provision, once."""
        if not any(r.start == start and r.end == end for r in self.residue):
            self.residue.append(Residue(address, self.laid.text[start:end], start, end))

    def mere_name(self, known: Sequence[Group], place: int) -> bool:
        """True if the name only repeats the offence: in brackets, before its explanation, or predicated by a verb."""
        group = known[place]
        around = (*known[max(0, place - 1) : place], *known[place + 1 : place + 2])
        bracket = self.laid.text[: group.start].rstrip()[-1:] in ("(", "«", '"')
        said = [g.kind for g in around]
        return bracket or "gloss" in said or "defines" in said

    # ------------------------------------------------------------ definitions

    def definitions(self, top: Node) -> Iterator[Definition]:
        nodes = list(top.walk())
        refining = [(n, c) for n in nodes for c in self.clauses[id(n)] if c.kind == "refinement"]
        for node in nodes:
            for clause in self.clauses[id(node)]:
                if clause.kind != "definition" or clause.term != "exploitation":
                    continue
                body = self.unit(node, "definition", [clause])
                around = [self.unit(node, "definition", [c]) for c in self.beside(node, clause)]
                refinements = [self.unit(n, "definition", [c]) for n, c in refining]
                made = self.linker.define(
                    clause.term,
                    body.groups,
                    [u.groups for u in refinements],
                    "open" if opens(clause.words, self.language) else "closed",
                    node.address,
                    self.quoting(*clause.at) if clause.at else (),
                )
                apart = [(r, c) for r, (_, c) in zip(refinements, refining, strict=True)]
                apart = [(r, c) for r, c in apart if not self.linker.refines(r.groups, body.groups)]
                if not made:
                    self.used.discard((clause.start, clause.end))
                self.used.difference_update((c.start, c.end) for _, c in apart)
                if made:
                    loose = [r for r, _ in apart]
                    self.unaccounted([body, *around])
                    for unit in (r for r in refinements if r not in loose):
                        for group in (g for g in unit.groups if g.kind in ("residue", "negated")):
                            self.leave(unit.address, group.start, group.end)
                    for unit, rest in apart:
                        if any(g.role in ("purpose", "means", "qualifier") for g in unit.groups):
                            self.misread(unit.address, rest)
                    self.reasons.append(f"{node.address or 'the text'} defines exploitation")
                    yield made

    def beside(self, node: Node, clause: Clause) -> Iterator[Clause]:
        """Yield what stands about a definition without being part of it: words at its term, unclassified sentences."""
        head = clause.words[: len(clause.words) - len(clause.body)]
        start, end = clause.at or (clause.start, clause.start)
        rest = tuple(w for w in head if w.end <= start or w.start >= end)
        if rest:
            yield evolve(clause, words=rest, body=rest)
        yield from (c for c in self.clauses[id(node)] if c.kind == "other")

    # ------------------------------------------------------------ offences

    def offences(self, top: Node) -> Iterator[Offence]:
        self.composer.article = top.address
        yield from self.defined(top)
        parts = [n for n in top.children if n.kind == "part"]
        places = [top, *parts] if parts and top.of("tail") else parts or [top]
        tiers: list[tuple[Tier, list[Unit]]] = []
        choices: list[Choice] = []
        heading = words(self.laid.text, [(p.start, p.end) for p in top.of("heading")], self.language)
        named = headword(heading, self.language)
        reason = f"its heading names {self.laid.text[named[1] : named[2]]!r}" if named else ""
        for node in places:
            known = set(self.used)
            made = self.tier(node, tiers, bool(named), choices)
            if made:
                tiers.append(made)
            else:
                self.used = known
        basic = [t for t, _ in tiers if t.kind == "basic" and t.limbs]
        if not basic:
            if named and any(self.clauses[id(n)] for n in places) and any(n.of("tail") for n in places):
                self.problems.append(f"{top.address or 'the text'}: {UNCOMPOSED}")
            return
        if not named:
            own = [c for n in places for c in self.clauses[id(n)]]
            inside = next((h for c in own if (h := headword(c.words, self.language)) and c.kind != "definition"), None)
            if inside:
                named, reason = inside, f"its text names {self.laid.text[inside[1] : inside[2]]!r}"
            elif any(self.like_trafficking(limb) for t in basic for limb in t.limbs):
                minor = all(self.minor(limb) for t in basic for limb in t.limbs)
                named, reason = (
                    ("trafficking-in-minors" if minor else "trafficking", 0, 0),
                    ("its basic offence joins an act of trafficking with a purpose of exploitation"),
                )
        rules, more = self.consent(top)
        rules += tuple(
            Consent("unconditional", "any", "act", ("victim",), u.address, self.quoting(g.start, g.end))
            for t, units in tiers
            for u in units
            for g in u.groups
            if g.kind == "anyhow" and t.kind == "basic"
        )
        if named:
            self.children(top, tiers, choices)
        offence = Offence(
            named[0] if named else (top.address or "offence").replace("_", "-"),
            "trafficking" if named else "neighbour",
            top.address,
            tuple(t for t, _ in tiers if t.limbs or t.kind == "aggravated"),
            self.heading(top),
            rules if named else (),
        )
        if named:
            self.reasons.append(f"{top.address or 'the text'} is taken as trafficking: {reason}")
            self.problems.extend(
                f"{t.address}: an offence whose acts were not understood"
                for t, _ in tiers
                if t.kind == "basic" and not t.limbs
            )
            for tier, units in tiers:
                self.unaccounted(units, *self.taken(tier, units, [t for t, _ in tiers]))
            self.unused(top)
            self.choices.update({c.id: c for c in (*choices, *more)})
        yield offence

    def taken(self, tier: Tier, units: Sequence[Unit], every: Sequence[Tier]) -> tuple[list[Formula], list[Group]]:
        """Return the formulas of a tier, with the ages of those it builds on, and the groups taken up otherwise."""
        made = [c for limb in tier.limbs for c in limb.clauses] + [c for p in tier.points for c in p.clauses]
        if tier.kind == "aggravated":
            basic = (c for t in every if t.kind == "basic" for limb in t.limbs for c in limb.clauses)
            made.extend(m for c in basic for m, _ in atoms(c) if isinstance(m, Age))
        freed = {p.address for p in tier.points if "means" in p.in_place_of}
        found = [
            g
            for u in units
            for g in u.groups
            if (g.kind == "anyhow" and tier.kind == "basic")
            or (g.kind == "irrespective" and u.address in freed and (g.role == "means" or g.data.get("means")))
        ]
        return made, found

    def unused(self, top: Node) -> None:
        """Report the sentences of a trafficking article that nothing was made of."""
        for node in top.walk():
            for clause in self.clauses[id(node)]:
                silent = clause.kind in SILENT or (clause.kind == "child-age" and self.adult_from(clause))
                if not silent and any(w.kind == "word" for w in clause.words):
                    self.misread(node.address, clause)

    def misread(self, address: str, clause: Clause) -> None:
        """Report a sentence of which nothing was made, once."""
        if (clause.start, clause.end) in self.used:
            return
        self.used.add((clause.start, clause.end))
        quote = self.laid.text[clause.start : min(clause.end, clause.start + 60)]
        self.problems.append(f"{address or 'the text'}: a sentence that was not understood, {quote!r}")
        self.leave(address, clause.start, clause.end)

    def children(self, top: Node, tiers: list[tuple[Tier, list[Unit]]], choices: list[Choice]) -> None:
        """Add the limbs of rules that acts against children need no means to the first basic tier."""
        first = next(i for i, (t, _) in enumerate(tiers) if t.kind == "basic" and t.limbs)
        basic, own = tiers[first]
        limbs: list[Limb] = []
        for node in top.walk():
            for clause in self.clauses[id(node)]:
                if clause.kind != "child-rule" or (clause.start, clause.end) in self.used:
                    continue
                lead = self.unit(node, "act", [evolve(clause, body=clause.words)])
                items = [self.unit(n, "act", after=lead) for n in self.leaves(node)]
                made = self.composer.children(lead, items, basic.limbs)
                if not made.limbs:
                    self.used.discard((clause.start, clause.end))
                    continue
                limbs.extend(made.limbs)
                choices.extend(made.choices)
                units = [lead, *items]
                aside = [g for u in units for g in u.groups if g.kind == "irrespective"]
                self.unaccounted(units, [c for limb in made.limbs for c in limb.clauses], aside)
        tiers[first] = evolve(basic, limbs=(*basic.limbs, *limbs)), own

    def tier(
        self, node: Node, before: Sequence[tuple[Tier, list[Unit]]], named: bool, choices: list[Choice]
    ) -> tuple[Tier, list[Unit]] | None:
        """Return the tier that a provision states, None if it states no offence."""
        penalty = next((c for c in self.clauses[id(node)] if c.kind == "penalty"), None)
        punished = None
        if penalty:
            evidence = tuple(_trim(q) for q in self.quoting(penalty.start, penalty.end))
            punished = sanction(penalty.words, self.language, evidence)
        own = [c for c in self.clauses[id(node)] if c.kind in COMPOSED or (c.kind == "child-rule" and penalty)]
        if not own or not (punished or named):
            return None
        graver = any(c.kind == "aggravation" for c in own) and bool(before)
        whole = [evolve(c, body=c.words) for c in own]
        lead = self.unit(node, "act", whole)
        items = [self.unit(n, "point" if graver else "act", after=lead) for n in self.leaves(node)]
        if not graver:
            made = self.composer.disposition(lead, items)
            if not punished and not any(self.like_trafficking(limb) for limb in made.limbs):
                return None
            if not made.limbs:
                return None if not punished else (Tier("basic", node.address, (), (), (), punished), [lead, *items])
            choices.extend(made.choices)
            repeated = _graver_form(made.limbs, [t for t, _ in before])
            if repeated:
                base, extra = repeated
                point = Point(extra, node.address)
                return Tier("aggravated", node.address, (), (point,), (base.address,), punished), [lead, *items]
            return Tier("basic", node.address, made.limbs, (), (), punished), [lead, *items]
        minor = all(self.minor(limb) for t, _ in before if t.kind == "basic" for limb in t.limbs)
        limbs, points = self.graver(lead, items, minor, choices, [t for t, _ in before])
        of = self.bases(lead, node, [t for t, _ in before])
        return Tier("aggravated", node.address, limbs, points, of, punished), [lead, *items]

    def graver(
        self, lead: Unit, items: Sequence[Unit], minor: bool, choices: list[Choice], before: Sequence[Tier]
    ) -> tuple[tuple[Limb, ...], tuple[Point, ...]]:
        """Return the free-standing limbs and the circumstances of a graver tier."""
        conditions: list[list[object]] = [[]]
        for group in lead.groups:
            if group.kind == "limb":
                conditions.append([])
            conditions[-1].append(group)
        acting = [gs for gs in conditions if any(getattr(g, "role", "") == "act" for g in gs)]
        rest = [g for gs in conditions if gs not in acting for g in gs]
        limbs: tuple[Limb, ...] = ()
        if acting:
            made = self.composer.disposition(Unit(lead.address, tuple(g for gs in acting for g in gs)))  # type: ignore[misc]
            limbs = made.limbs
            choices.extend(made.choices)
        shared = self.composer.points(Unit(lead.address, tuple(rest)), minor)  # type: ignore[arg-type]
        points = [p for item in items for p in self.composer.points(item, minor)]
        if items and shared:
            points = [evolve(p, clauses=(*s.clauses, *p.clauses)) for s in shared for p in points] or list(shared)
        elif not items:
            points = list(shared)
        return limbs, tuple(self.purpose_added(p, choices, before) for p in points)

    def purpose_added(self, point: Point, choices: list[Choice], before: Sequence[Tier]) -> Point:
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
        choices.append(choice)
        return changed

    def bases(self, lead: Unit, node: Node, before: Sequence[Tier]) -> tuple[str, ...]:
        """Return the tiers that a graver one builds on: those it names, else the one before it."""
        named = [n for g in lead.groups if g.kind == "refer" for i in g.items for n in parts_named(i, self.language)]
        stem = node.address.rpartition("__")[0]
        known = {t.address for t in before}
        found: list[str] = []
        for number in named:
            address = f"{stem}__part_{number}" if stem else f"part_{number}"
            if number == 1 and address not in known and stem in known:
                address = stem
            if address in known:
                found.append(address)
            else:
                self.problems.append(f"{node.address}: it refers to part {number}, which was not found")
        if named:
            return tuple(dict.fromkeys(found))
        return (before[-1].address,)

    def like_trafficking(self, limb: Limb) -> bool:
        """True if a limb joins an act of the Protocol, or a sale, with a purpose of exploitation."""
        found = [m for c in limb.clauses for m, _ in atoms(c)]
        acts = {m.concept for m in found if isinstance(m, Atom) and m.role == "act"}
        aimed = any(isinstance(m, Atom | Term) and m.role == "purpose" for m in found)
        return aimed and any(self.taxonomy[a].element or a == "act.sale" for a in acts)

    def minor(self, limb: Limb) -> bool:
        return any(isinstance(m, Age) for c in limb.clauses for m, _ in atoms(c))

    def consent(self, top: Node) -> tuple[tuple[Consent, ...], tuple[Choice, ...]]:
        rules: list[Consent] = []
        choices: list[Choice] = []
        for node in top.walk():
            for clause in self.clauses[id(node)]:
                if clause.kind == "consent-rule":
                    self.used.add((clause.start, clause.end))
                    unit = Unit(node.address, groups(clause.body, self.language, "act"))
                    self.units.append(unit)
                    at = clause.at or (clause.start, clause.end)
                    made, left = consents(unit.groups, node.address, at, self.quoting, self.composer.name)
                    rules.extend(made)
                    choices.extend(left)
        return tuple(rules), tuple(choices)

    # ------------------------------------------------------------ trafficking as a defined term

    def defined(self, top: Node) -> Iterator[Offence]:
        limbs: list[Limb] = []
        units: list[Unit] = []
        choices: list[Choice] = []
        first: tuple[Node, Clause] | None = None
        known = set(self.used)
        for node in top.walk():
            for clause in self.clauses[id(node)]:
                term = clause.kind == "definition" and clause.term == "trafficking"
                if (not term and clause.kind != "child-rule") or node.of("tail"):
                    continue
                unit = self.unit(node, "act", [clause])
                made = self.composer.disposition(unit, [self.unit(n, "act", after=unit) for n in self.leaves(node)])
                if made.limbs:
                    limbs.extend(made.limbs)
                    choices.extend(made.choices)
                    units.append(unit)
                    if term and first is None:
                        first = node, clause
                elif term:
                    self.used.discard((clause.start, clause.end))
        if first is None:
            self.used = known
            return
        node, clause = first
        rules, more = self.consent(top)
        title = self.laid.text[clause.at[0] : clause.at[1]] if clause.at else ""
        whole = len({limb.address for limb in limbs}) > 1
        address = top.address if whole else node.address
        self.choices.update({c.id: c for c in (*choices, *more)})
        aside = [g for u in units for g in u.groups if g.kind in ("irrespective", "anyhow")]
        self.unaccounted(units, [c for limb in limbs for c in limb.clauses], aside)
        self.reasons.append(f"{node.address or 'the text'} defines {title!r}")
        yield Offence("trafficking", "definition", address, (Tier("basic", address, tuple(limbs)),), title, rules)


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
