"""Offences: the provisions of one text, composed into tiers, definitions and consent rules."""

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Age, Atom, Evidence, Formula, Quote, Term, atoms, without_evidence
from defgap.model.offences import Choice, Consent, Definition, Limb, Offence, Point, Residue, Tier
from defgap.reading.attachment import Composer, Unit, added
from defgap.reading.clauses import Clause, classify, headword, opens
from defgap.reading.consents import consents
from defgap.reading.groups import TURNS, groups
from defgap.reading.layout import Layout, Node
from defgap.reading.linking import Linker
from defgap.reading.penalties import sanction
from defgap.reading.references import parts_named
from defgap.reading.words import words

UNCOMPOSED = "a trafficking disposition that could not be composed"
COMPOSED = ("offence", "aggravation", "other", "definition", "child-rule")


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

    def quoting(self, start: int, end: int) -> Evidence:
        return (Quote(self.language, self.laid.text[start:end], start, end),)

    def compose(self) -> Composed:
        articles = [n for n in self.laid.root.children if n.kind == "art"]
        tops = articles or [self.laid.root]
        definitions = tuple(d for top in tops for d in self.definitions(top))
        offences = [o for top in tops for o in self.offences(top)]
        titles = [t for top in tops if (t := self.heading(top))]
        every = tuple(c for cs in self.clauses.values() for c in cs)
        age = next((c.number for c in every if c.kind == "child-age" and c.number), None)
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

    def unaccounted(self, units: Sequence[Unit]) -> None:
        """Report the words of a disposition that are no term, cue or function word."""
        for unit in units:
            for group in unit.groups:
                if group.kind == "residue":
                    quote = self.laid.text[group.start : group.end]
                    self.residue.append(Residue(unit.address, quote, group.start, group.end))

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
                if made:
                    self.unaccounted([body, *refinements, *around])
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
        places = [n for n in top.children if n.kind == "part"] or [top]
        tiers: list[tuple[Tier, list[Unit]]] = []
        choices: list[Choice] = []
        heading = words(self.laid.text, [(p.start, p.end) for p in top.of("heading")], self.language)
        named = headword(heading, self.language)
        reason = f"its heading names {self.laid.text[named[1] : named[2]]!r}" if named else ""
        for node in places:
            made = self.tier(node, tiers, bool(named), choices)
            if made:
                tiers.append(made)
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
            self.unused(top, {t.address for t, _ in tiers})
            self.unaccounted([u for _, units in tiers for u in units])
            self.choices.update({c.id: c for c in (*choices, *more)})
        yield offence

    def unused(self, top: Node, used: Collection[str]) -> None:
        """Report the sentences of a trafficking article that no rule knows."""
        for node in (n for n in top.children if n.kind in ("part", "note") and n.address not in used):
            for clause in self.clauses[id(node)]:
                if clause.kind == "other" and any(w.kind == "word" for w in clause.words):
                    quote = self.laid.text[clause.start : min(clause.end, clause.start + 60)]
                    self.problems.append(f"{node.address}: a sentence that was not understood, {quote!r}")

    def tier(
        self, node: Node, before: Sequence[tuple[Tier, list[Unit]]], named: bool, choices: list[Choice]
    ) -> tuple[Tier, list[Unit]] | None:
        """Return the tier that a provision states, None if it states no offence."""
        penalty = next((c for c in self.clauses[id(node)] if c.kind == "penalty"), None)
        punished = None
        if penalty:
            evidence = tuple(_trim(q) for q in self.quoting(penalty.start, penalty.end))
            punished = sanction(penalty.words, self.language, evidence)
        own = [c for c in self.clauses[id(node)] if c.kind in COMPOSED]
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
        if first is None:
            return
        node, clause = first
        rules, more = self.consent(top)
        title = self.laid.text[clause.at[0] : clause.at[1]] if clause.at else ""
        whole = len({limb.address for limb in limbs}) > 1
        address = top.address if whole else node.address
        self.choices.update({c.id: c for c in (*choices, *more)})
        self.unaccounted(units)
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
