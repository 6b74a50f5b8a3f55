"""Attachment: a language-neutral algebra that makes limbs, points and choices out of groups and connectives."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import (
    TOP,
    Age,
    And,
    Atom,
    Evidence,
    Formula,
    Including,
    Or,
    Term,
    When,
    atoms,
    without_evidence,
)
from defgap.model.offences import Choice, Limb, Option, Point
from defgap.reading.groups import Group, Item

ORDER = ("act", "victim", "means", "circumstance", "actor", "result", "purpose")
MODIFIERS = ("means", "purpose", "circumstance", "actor", "result")
SET_ASIDE = ("except", "irrespective", "negated", "anyhow")
"""Kinds of groups whose mentions are no element: they are excluded, denied, or said not to matter."""
FARTHEST = 40
"""How many segments a trailing modifier may reach back over; no statute comes near it."""
COUNT = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Quoting = Callable[[int, int], Evidence]


@frozen
class Unit:
    """The groups of one sentence or item of a disposition, with its address."""

    address: str
    groups: tuple[Group, ...]


@frozen
class Listing:
    """The items of a list; `joined` is the word before the last, and or or, empty if there is none."""

    items: tuple["Passage", ...]
    joined: str = ""


@frozen
class Passage:
    """Words and lists of a disposition in the order of the text, with the address of the provision around them."""

    address: str
    parts: tuple["Unit | Listing", ...]

    def units(self) -> Iterator[Unit]:
        """Yield the units of the passage and of all its items, in the order of the text."""
        for part in self.parts:
            if isinstance(part, Unit):
                yield part
            else:
                for item in part.items:
                    yield from item.units()

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups, in the order of the text."""
        return tuple(g for u in self.units() for g in u.groups)


Row = tuple[str, tuple[Group, ...]]
"""One alternative of a passage: its address and its groups."""


def rows(passage: Passage) -> list[Row]:
    """Return the alternatives of a passage, its lists resolved.

    A list whose items are all of one role is one coordination. Items joined by "and" hold together. Otherwise the items
    are alternatives, and what stands around the list belongs to each of them; a list of acts after acts stands beside
    them, with what is said before.
    """
    found: list[Row] = [(passage.address, ())]
    many = sum(isinstance(p, Listing) for p in passage.parts) > 1
    for part in passage.parts:
        if isinstance(part, Unit):
            found = [(address, (*groups, *part.groups)) for address, groups in found]
        else:
            found = _listed_rows(found, part, many)
    return found


def _listed_rows(found: list[Row], listing: Listing, many: bool) -> list[Row]:
    below = [[(a, _bare(groups)) for a, groups in rows(item) if _told(groups)] for item in listing.items]
    below = [alternatives for alternatives in below if alternatives]
    if not below:
        return found
    told = [{g.role for _, groups in alternatives for g in groups if _tells(g)} for alternatives in below]
    parted = any(g.kind == "limb" for alternatives in below for _, groups in alternatives for g in groups)
    alike = len(set().union(*told)) == 1 and not parted
    role = next(iter(told[0]), "")
    if alike and (many or role == "act"):
        merged = tuple(g for alternatives in below for _, groups in alternatives for g in groups)
        return [(address, (*groups, *merged)) for address, groups in found]
    # "(a) acts; (b) by means of force; (c) for exploitation": each item says one thing, and all are needed.
    apart = all(len(roles) == 1 for roles in told) and len(set().union(*told)) == len(told) > 1
    if not alike and (listing.joined == "and" or (apart and not listing.joined)):
        for alternatives in below:
            found = [(a, (*groups, *more)) for a, groups in found for _, more in alternatives]
        return found
    if any("act" in roles for roles in told):
        acting = [row for row in found if any(g.role == "act" and g.kind == "plain" for g in row[1])]
        shared = tuple(g for g in found[-1][1] if g.role != "act") if acting else None
        fronts = [shared] if shared is not None else [groups for _, groups in found]
        new = [(a, (*front, *more)) for front in fronts for alternatives in below for a, more in alternatives]
        return [*acting, *new]
    return [
        (address, (*groups, *more)) for _, groups in found for alternatives in below for address, more in alternatives
    ]


def _bare(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return groups without the connectives at their ends, such as the semicolon behind an item."""
    ends = [i for i, g in enumerate(groups) if g.kind != "limb"]
    return groups[ends[0] : ends[-1] + 1] if ends else ()


def _tells(group: Group) -> bool:
    return bool(group.role) and group.role != "qualifier" and group.kind not in SET_ASIDE


def _told(groups: Sequence[Group]) -> bool:
    return any(_tells(g) for g in groups)


@frozen
class Disposition:
    """The limbs that were composed, and the choices that were left."""

    limbs: tuple[Limb, ...]
    choices: tuple[Choice, ...] = ()


@frozen
class _Segment:
    """What stands between two limb connectives: its acts, with what precedes and what follows them."""

    address: str
    acts: list[Group] = field(factory=list)
    front: list[Group] = field(factory=list)
    back: list[Group] = field(factory=list)
    ages: list[Group] = field(factory=list)
    named: list[bool] = field(factory=list)


def leaf(concept: str, item: Item, quoting: Quoting, span: tuple[int, int] | None = None) -> Formula:
    """Return the formula of one mention: an age, the defined word "exploitation", or a concept.

    `span` is the place of its evidence, if not the mention itself.
    """
    evidence = quoting(*(span or (item.start, item.end)))
    if item.kind == "AGE":
        low, high = int(item.data.get("from", 0)), item.data.get("under")
        return Age(low=low, high=high, word=str(item.data.get("age", "")), evidence=evidence)
    if concept == "purpose.exploitation":
        return Term("purpose", "exploitation", evidence)
    return Atom(concept, evidence)


def formula(group: Group, quoting: Quoting) -> Formula:
    """Return what a group's mentions mean together: any of them, or all of them if "and" alone joins them.

    Acts and purposes in a list are alternatives whatever joins them.
    """
    span = (group.start, group.end) if group.kind == "aim" and len(group.items) == 1 else None
    parts = [leaf(concept, item, quoting, span) for item in group.items for concept in item.concepts]
    if (
        group.mode == "all"
        and group.kind != "illustrate"
        and group.role in ("means", "circumstance", "result", "actor")
    ):
        return _flat(And, parts)
    whole = _flat(Or, parts)
    return Including(TOP, whole) if group.kind == "illustrate" else whole


def _flat(kind: type[And] | type[Or], parts: Iterable[Formula]) -> Formula:
    kept: list[Formula] = []
    seen: list[Formula] = []
    for part in parts:
        plain = without_evidence(part)
        if plain not in seen:
            seen.append(plain)
            kept.append(part)
    return kept[0] if len(kept) == 1 else kind(tuple(kept))


def _join(groups: Sequence[Group], quoting: Quoting) -> Formula:
    parts: list[Formula] = []
    for group in groups:
        whole = formula(group, quoting)
        parts.extend(whole.parts if isinstance(whole, Or) else (whole,))
    return _flat(Or, parts)


REALISED = "act.exploitation"
"""An act that is itself what the purpose aims at: it takes no purpose clause."""


def scopes(count: int) -> tuple[str, ...]:
    """Return the options of a trailing modifier after `count` segments: last, last-two, …, all."""
    middle = tuple(f"last-{COUNT[n] if n < len(COUNT) else n}" for n in range(2, count))
    return ("last", *middle, "all")


class Composer:
    """Composes one text; `quoting` makes the evidence for a span, `taxonomy` tells which condition implies another.

    `leading`: in the language of the text a modifier stands before the acts that it modifies.
    """

    def __init__(self, quoting: Quoting, taxonomy: Taxonomy, leading: bool = False) -> None:
        self.quoting, self.taxonomy, self.leading = quoting, taxonomy, leading
        self.names: set[str] = set()
        self.article = ""

    def name(self, wanted: str) -> str:
        """Return a name for a choice that no other choice of the text has."""
        name, count = wanted, 1
        if name in self.names and self.article:
            name = wanted = f"{wanted}@{self.article}"
        while name in self.names:
            count += 1
            name = f"{wanted}-{count}"
        self.names.add(name)
        return name

    # ------------------------------------------------------------ basic disposition

    def disposition(self, passage: Passage) -> Disposition:
        """Compose a disposition: a lead-in distributes over its items, and so does what follows them."""
        limbs: list[Limb] = []
        choices: list[Choice] = []
        for address, groups in rows(passage):
            rest, apart = parted(groups)
            made = self._compose(self._segments(Unit(address, rest)))
            limbs.extend(made.limbs)
            if apart:
                limbs.extend(_unforced(made.limbs, _join(apart[:1], self.quoting)))
            choices.extend(made.choices)
        return Disposition(tuple(dict.fromkeys(limbs)), tuple(choices))

    def _segments(self, unit: Unit) -> list[_Segment]:
        """Cut at the limb connectives; a segment without acts belongs to the one before it."""
        found = [_Segment(unit.address)]
        for group in unit.groups:
            if group.kind == "limb":
                found.append(_Segment(unit.address))
                continue
            segment = found[-1]
            if group.kind in SET_ASIDE:
                continue
            if self.leading and segment.acts and group.role in MODIFIERS:
                segment = _Segment(unit.address)
                found.append(segment)
            if group.role == "act" and group.kind == "plain":
                segment.acts.append(group)
            elif group.kind == "person":
                segment.named.append(True)
            elif group.role == "victim" and any(i.kind == "AGE" for i in group.items):
                if group.kind != "illustrate":
                    segment.ages.append(group)
            elif group.role in (*MODIFIERS, "victim") and group.kind not in SET_ASIDE:
                (segment.back if segment.acts else segment.front).append(group)
        merged: list[_Segment] = []
        for segment in found:
            if segment.acts or not merged:
                merged.append(segment)
            else:
                merged[-1].back.extend((*segment.front, *segment.back))
                merged[-1].ages.extend(segment.ages)
        return [s for s in merged if s.acts or s.front or s.ages]

    def _compose(self, segments: Sequence[_Segment]) -> Disposition:
        acting = [s for s in segments if s.acts]
        loose = [g for s in segments if not s.acts for g in s.front]
        if not acting:
            return Disposition(())
        acting[0].front[:0] = [g for g in loose if g not in acting[0].front]
        clauses: list[dict[str, list[Formula]]] = [{} for _ in acting]
        choices: list[Choice] = []
        for index, segment in enumerate(acting):
            for role, groups in _by_role(segment.front):
                clause = self._listed(groups, choices, segment.address)
                for later in range(index, len(acting)):
                    clauses[later].setdefault(role, []).append(clause)
            for role, groups in _by_role(segment.back):
                self._trail(role, groups, index, acting, clauses, choices)
        self._ages(acting, clauses)
        limbs = [limb for i, s in enumerate(acting) for limb in self._limbs(s, clauses[i])]
        return Disposition(tuple(limbs), tuple(choices))

    def _trail(
        self,
        role: str,
        groups: Sequence[Group],
        index: int,
        acting: Sequence[_Segment],
        clauses: list[dict[str, list[Formula]]],
        choices: list[Choice],
    ) -> None:
        """Attach a modifier that follows the acts of segment `index`: how far back it reaches is a choice."""
        clause = self._listed(groups, choices, acting[index].address)
        if isinstance(clause, Including) and clause.general == TOP:
            for known in clauses:
                known.setdefault(role, []).append(clause)
            return
        clauses[index].setdefault(role, []).append(clause)
        if index == 0 or role not in ("means", "purpose") or index > FARTHEST:
            return
        options = scopes(min(index + 1, len(COUNT) - 1))
        name = self.name(f"{role}-scope")
        for earlier in range(index):
            reaching = options[min(index - earlier, len(options) - 1) :]
            clauses[earlier].setdefault(role, []).append(When(name, reaching, clause, TOP))
        whole = self.quoting(groups[0].start, groups[-1].end)
        texts = [self._reach(acting[: index + 1], n) for n in (*range(1, len(options)), index + 1)]
        choices.append(
            Choice(
                name,
                tuple(Option(o, t) for o, t in zip(options, texts, strict=True)),
                options[self._nearest(acting[index])],
                "nearest-connective",
                (),
                acting[index].address,
                whole,
            )
        )

    def _nearest(self, segment: _Segment) -> int:
        """The canon: back to the nearest limb connective, and one further if the words only close a list ("other
        acts"), since such words share the clauses of the list they close."""
        concepts = [c for g in segment.acts for i in g.items for c in i.concepts]
        return int(all(c in self.taxonomy and self.taxonomy[c].residual for c in concepts))

    def _listed(self, groups: Sequence[Group], choices: list[Choice], address: str) -> Formula:
        """Join groups; whether means listed with "and" are needed together is a choice, and one of them is enough."""
        strict = _join(groups, self.quoting)
        if not any(g.mode == "all" and g.role == "means" and g.kind != "illustrate" for g in groups):
            return strict
        wide = _join([evolve(g, mode="any") for g in groups], self.quoting)
        if wide == strict:
            return strict
        name = self.name("and-list")
        options = (
            Option("each", "any one of what is listed is enough"),
            Option("together", "all that is listed is needed together"),
        )
        words = self.quoting(groups[0].start, groups[-1].end)
        choices.append(Choice(name, options, "each", "distributive", (), address, words))
        return When(name, ("each",), wide, strict)

    def _reach(self, segments: Sequence[_Segment], count: int) -> str:
        words = [
            q.text
            for s in segments[-count:]
            for g in s.acts
            for i in g.items
            if REALISED not in i.concepts
            for q in self.quoting(i.start, i.end)
        ]
        return f"the words belong to: {', '.join(words)}"

    def _ages(self, acting: Sequence[_Segment], clauses: list[dict[str, list[Formula]]]) -> None:
        """A victim named once is meant in what follows; named only at the end, also in what precedes."""
        known: list[Group] = []
        for index, segment in enumerate(acting):
            if segment.ages:
                known = segment.ages
            elif segment.named:
                known = []
            elif index == 0:
                later = next((s for s in acting if s.ages or s.named), None)
                known = later.ages if later else []
            if known:
                clauses[index].setdefault("victim", []).insert(0, _join(known[:1], self.quoting))

    def _limbs(self, segment: _Segment, clauses: dict[str, list[Formula]]) -> Iterable[Limb]:
        """Make the limbs of a segment; exploitation as an act is a limb by itself and takes no purpose clause."""
        every = [leaf(c, i, self.quoting) for g in segment.acts for i in g.items for c in i.concepts]
        realised = [a for a in every if isinstance(a, Atom) and a.concept == REALISED]
        plain = [a for a in every if a not in realised]
        for acts, purpose in ((realised, False), (plain, True)):
            if acts:
                rows = {**clauses, "act": [_flat(Or, acts)]}
                if not purpose and plain:
                    rows.pop("purpose", None)
                yield Limb(tuple(f for role in ORDER for f in rows.get(role, ())), segment.address)

    # ------------------------------------------------------------ graver tiers

    def points(self, unit: Unit, minor: bool) -> tuple[Point, ...]:
        """Return the circumstances of a graver tier: alternatives joined by "or" across roles become several.

        `minor` says that the offence it builds on already asks for a minor.
        """
        rows: list[list[Group]] = [[]]
        alternative = known = False
        for group in unit.groups:
            alternative = alternative or group.before == "or" or (group.kind == "limb" and bool(rows[-1]))
            alternative = alternative or (group.before == "and" and group.role == "victim" and _aged(group))
            known = known or group.kind == "know"
            if group.role not in (*MODIFIERS, "victim") or group.kind in SET_ASIDE:
                continue
            persons = (
                bool(rows[-1]) and rows[-1][-1].role == group.role == "victim" and _aged(rows[-1][-1]) != _aged(group)
            )
            if alternative and rows[-1]:
                # What stands before two sorts of persons belongs to both.
                rows.append([g for g in rows[-1] if g.role != "victim"] if persons else [])
            alternative = False
            rows[-1].append(group)
        found = []
        for row in _alike(rows):
            clauses = self._conditions(row, minor, known)
            if clauses:
                child = any(i.kind == "AGE" for g in row for i in g.items)
                freed = ("means",) if child and any(regardless_of_means(g) for g in unit.groups) else ()
                found.append(Point(clauses, unit.address, freed))
        return tuple(found)

    # ------------------------------------------------------------ children

    def children(self, passage: Passage, basic: Sequence[Limb]) -> Disposition:
        """Return the limbs of a rule that acts against a child need no means: its own acts, else those of `basic`."""
        made = self.disposition(passage)
        ages = [g for g in passage.groups if any(i.kind == "AGE" for i in g.items)]
        if not ages:
            return Disposition(())
        limbs = _unforced(made.limbs or basic, _join(ages[:1], self.quoting))
        where = None if made.limbs else passage.address
        return Disposition(
            tuple(limb if where is None else evolve(limb, address=where) for limb in limbs), made.choices
        )

    def _conditions(self, row: Sequence[Group], minor: bool, known: bool) -> tuple[Formula, ...]:
        by_role: dict[str, list[Formula]] = {}
        for role, groups in _by_role(row):
            if role != "victim":
                by_role.setdefault(role, []).append(_join(groups, self.quoting))
                continue
            ages = [g for g in groups if any(i.kind == "AGE" for i in g.items)]
            by_role.setdefault("victim", []).extend(self._victims([g for g in groups if g not in ages]))
            if ages and not minor:
                by_role["victim"].insert(0, _join(ages[:1], self.quoting))
                if known and len(groups) == len(ages):
                    span = self.quoting(ages[0].start, ages[0].end)
                    by_role.setdefault("circumstance", []).append(Atom("circumstance.knowledge-of-age", span))
        return tuple(f for role in ORDER for f in by_role.get(role, ()))

    def _victims(self, groups: Sequence[Group]) -> Iterable[Formula]:
        """A noun for the victim holds together with what is said of it, unless that implies it already."""
        nouns: list[Formula] = []
        attributes: list[Formula] = []
        for group in groups:
            for item in group.items:
                kept = nouns if item.data.get("noun") else attributes
                kept.extend(leaf(c, item, self.quoting) for c in item.concepts)
        if nouns and not (attributes and all(self._implies(a, n) for a in attributes for n in nouns)):
            yield _flat(Or, nouns)
        if attributes:
            yield _flat(Or, attributes)

    def _implies(self, strong: Formula, weak: Formula) -> bool:
        return isinstance(strong, Atom) and isinstance(weak, Atom) and self.taxonomy.is_a(strong.concept, weak.concept)


def _unforced(limbs: Iterable[Limb], age: Formula) -> Iterator[Limb]:
    """Yield limbs without their means, for a child."""
    for limb in limbs:
        kept = [c for c in limb.clauses if not (_roles(c) and _roles(c) <= {"means"})]
        if not any(isinstance(m, Age) for c in kept for m, _ in atoms(c)):
            kept.insert(1, age)
        yield evolve(limb, clauses=tuple(kept))


def parted(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Part "and, in respect of a child, regardless of the means" from the acts and means before it."""
    for place, group in enumerate(groups[:-1]):
        before, after = groups[:place], groups[place + 1 :]
        stop = next((i for i, g in enumerate(after) if g.kind != "irrespective"), len(after))
        if (
            (group.kind, group.role) == ("plain", "victim")
            and _aged(group)
            and any(regardless_of_means(g) for g in after[:stop])
            and any(g.role == "act" for g in before)
            and any(g.role == "means" and g.kind in ("plain", "by") for g in before)
            and not any(g.role == "act" for g in after)
        ):
            return (*before, *after[stop:]), groups[place : place + 1 + stop]
    return groups, ()


def regardless_of_means(group: Group) -> bool:
    """True if a group says that means do not matter."""
    return group.kind == "irrespective" and (group.role == "means" or bool(group.data.get("means")))


def _alike(rows: Sequence[list[Group]]) -> list[list[Group]]:
    """Unite alternatives of one and the same role: they are a list of that role."""
    found: list[list[Group]] = []
    for row in rows:
        kinds = {(g.role, _aged(g)) for g in (*(found[-1] if found else ()), *row)}
        if found and len(kinds) == 1:
            found[-1].extend(row)
        else:
            found.append(list(row))
    return found


def _aged(group: Group) -> bool:
    return any(i.kind == "AGE" for i in group.items)


def _roles(clause: Formula) -> set[str]:
    return {"" if isinstance(m, Age) else m.role for m, _ in atoms(clause)}


def _by_role(groups: Iterable[Group]) -> list[tuple[str, list[Group]]]:
    """Gather groups of one role; circumstances stand each for itself, examples apart from conditions."""
    found: list[tuple[str, list[Group]]] = []
    for group in groups:
        for role, known in found:
            alike = (known[0].kind == "illustrate") == (group.kind == "illustrate")
            if role == group.role and role != "circumstance" and alike:
                known.append(group)
                break
        else:
            found.append((group.role, [group]))
    return found


def added(point: Point, name: str, quoted: Evidence) -> tuple[Point, Choice]:
    """Return a point whose condition is a form of exploitation with the choice whether it replaces the purpose."""
    changed = Point(point.clauses, point.address, ("purpose",), name, ("instead",))
    options = (
        Option("added", "the point's purpose comes in addition to the purpose of the offence it builds on (literal)"),
        Option("instead", "the point's purpose takes the place of the purpose of the offence it builds on"),
    )
    return changed, Choice(name, options, "added", "literal", (), point.address, quoted)
