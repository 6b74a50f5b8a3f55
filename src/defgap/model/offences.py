"""Offences, definitions and laws: what a standard and a national law are made of, in one vocabulary."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from attrs import evolve, frozen

from defgap.model.formulas import Age, Evidence, Formula, Leaf, When, conjoin, disjoin, rewrite

Openness = Literal["open", "closed"]


@frozen
class Sanction:
    """The penalty of a tier: imprisonment from `minimum` to `maximum` years (None: not stated), or for life.

    `alternatives` are penalties a court may choose instead of prison, such as `fine`.
    """

    minimum: float | None = None
    maximum: float | None = None
    life: bool = False
    alternatives: tuple[str, ...] = ()
    confiscation: Literal["yes", "optional", "no"] = "no"
    evidence: Evidence = ()


@frozen(cache_hash=True)
class Limb:
    """One alternative of a disposition: its clauses all hold together."""

    clauses: tuple[Formula, ...]
    address: str = ""

    @property
    def formula(self) -> Formula:
        """The conjunction of the clauses."""
        return conjoin(*self.clauses)


@frozen
class Point:
    """A circumstance that raises a tier: `clauses` are added to the offence it builds on.

    `in_place_of` names roles whose clauses in the offence it replaces instead, on the readings where `choice` is one
    of `options`; without a choice, always.
    """

    clauses: tuple[Formula, ...]
    address: str = ""
    in_place_of: tuple[str, ...] = ()
    choice: str = ""
    options: tuple[str, ...] = ()

    @property
    def formula(self) -> Formula:
        """The conjunction of the added clauses."""
        return conjoin(*self.clauses)


@frozen(cache_hash=True)
class Tier:
    """The basic offence or an aggravated one. `of` holds the addresses of the tiers that it aggravates."""

    kind: Literal["basic", "aggravated"]
    address: str
    limbs: tuple[Limb, ...] = ()
    points: tuple[Point, ...] = ()
    of: tuple[str, ...] = ()
    sanction: Sanction | None = None


ConsentRule = Literal["unconditional", "if-means", "contradicted", "undetermined"]


@frozen
class Consent:
    """What a law says of consent: `rule`, for whom, to what, and whose consent is meant.

    On a choice, the rule stands only on the readings where `choice` is one of `options`. A rule that `lifts` also
    removes, for children, the compulsion that a definition of exploitation contains.
    """

    rule: ConsentRule
    victim: Literal["any", "adult", "child"] = "any"
    object: str = "exploitation"
    whose: tuple[str, ...] = ("victim",)
    address: str = ""
    evidence: Evidence = ()
    choice: str = ""
    options: tuple[str, ...] = ()
    lifts: bool = False


@frozen
class Option:
    """One reading of an ambiguous place, with its meaning in words."""

    id: str
    text: str = ""


@frozen
class Settlement:
    """An authority that decides a choice: its id in the library, the pinpoint, and the option it sets."""

    authority: str
    pin: str
    option: str


@frozen
class Choice:
    """One point of ambiguity. `default` follows the named `canon`; an authority may set another option."""

    id: str
    options: tuple[Option, ...]
    default: str
    canon: str = ""
    settlements: tuple[Settlement, ...] = ()
    address: str = ""
    evidence: Evidence = ()


@frozen
class Definition:
    """A word the law defines: every one of `alternatives` falls under it; an open list does not end with them."""

    name: str
    role: str
    alternatives: tuple[Formula, ...]
    openness: Openness | None = None
    address: str = ""
    evidence: Evidence = ()

    @property
    def formula(self) -> Formula:
        """The disjunction of the alternatives."""
        return disjoin(*self.alternatives)


@frozen(cache_hash=True)
class Offence:
    """An offence or a criminal-law definition of trafficking, or a neighbouring offence (`kind`)."""

    id: str
    kind: Literal["trafficking", "definition", "neighbour"]
    address: str
    tiers: tuple[Tier, ...]
    title: str = ""
    consents: tuple[Consent, ...] = ()
    fault: Literal["intends", "knows", "ought-to-know"] | None = None

    @property
    def basic(self) -> tuple[Tier, ...]:
        """The tiers of the basic offence."""
        return tuple(t for t in self.tiers if t.kind == "basic")

    @property
    def aggravated(self) -> tuple[Tier, ...]:
        """The tiers above the basic offence."""
        return tuple(t for t in self.tiers if t.kind == "aggravated")


@frozen
class Text:
    """A text of the law: language, path in the library or of the file, edition words, and where it was read."""

    language: str
    path: str
    source: str = ""
    note: str = ""


@frozen
class Residue:
    """Words of a disposition that were not accounted for, with their address.

    `roles` are those that the words may be of, as far as their place tells; none: any role.
    """

    address: str
    quote: str
    start: int | None = None
    end: int | None = None
    roles: tuple[str, ...] = ()


@frozen(cache_hash=True)
class Law:
    """The provisions of one jurisdiction and edition that are compared, or a standard: one value for both.

    `incomplete` names the roles for which the text given may not be whole. `reviewed` is `NAME on DATE`, empty for a
    law read automatically. `joins` names other laws of the library that this one is made of. `minor_age` is the age
    in years that the law itself gives the word "minor".
    """

    id: str
    title: str
    kind: Literal["standard", "law"] = "law"
    jurisdiction: str = ""
    edition: str = ""
    in_force: str = ""
    reviewed: str = ""
    binding_since: str = ""
    note: str = ""
    joins: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    definitions: tuple[Definition, ...] = ()
    offences: tuple[Offence, ...] = ()
    choices: tuple[Choice, ...] = ()
    incomplete: tuple[str, ...] = ()
    minor_age: int | None = None
    residue: tuple[Residue, ...] = ()

    @property
    def trafficking(self) -> tuple[Offence, ...]:
        """The trafficking offences; definitions stand for themselves only where there is no offence."""
        offences = tuple(o for o in self.offences if o.kind == "trafficking")
        return offences or tuple(o for o in self.offences if o.kind == "definition")

    @property
    def neighbours(self) -> tuple[Offence, ...]:
        """The other offences that were given."""
        return tuple(o for o in self.offences if o.kind == "neighbour")

    def tiers(self) -> Iterator[tuple[Offence, Tier]]:
        """Yield every tier of every trafficking offence."""
        for offence in self.trafficking:
            for tier in offence.tiers:
                yield offence, tier


def join(laws: tuple[Law, ...], name: str = "", title: str = "") -> Law:
    """Return several laws as one, with the id `name`. A choice whose id is taken gets `@` and the id of its own law.

    Editions and notes are listed; the joined law counts as reviewed only if every part is.
    """
    minors = {law.minor_age for law in laws if law.minor_age is not None}
    taken: set[str] = set()
    parts: list[Law] = []
    for law in laws:
        names = {c.id: _free(c.id, law.id, taken) for c in law.choices if c.id in taken}
        part = rename_choices(law, names) if names else law
        # Where the laws draw the line of minority differently, each keeps its own.
        parts.append(with_ages(part) if len(minors) > 1 else part)
        taken.update(c.id for c in part.choices)
    first = parts[0]
    return evolve(
        first,
        id=name or "+".join(law.id for law in parts),
        title=title or "; ".join(dict.fromkeys(law.title for law in parts if law.title)),
        edition=", ".join(dict.fromkeys(law.edition for law in parts if law.edition)),
        reviewed=first.reviewed if all(law.reviewed for law in parts) else "",
        note=" ".join(law.note for law in parts if law.note),
        joins=tuple(law.id for law in parts),
        texts=tuple(t for law in parts for t in law.texts),
        definitions=tuple(d for law in parts for d in law.definitions),
        offences=tuple(o for law in parts for o in law.offences),
        choices=tuple(c for law in parts for c in law.choices),
        incomplete=tuple(sorted({role for law in parts for role in law.incomplete})),
        minor_age=next(iter(minors)) if len(minors) == 1 else None,
        residue=tuple(r for law in parts for r in law.residue),
    )


def _free(choice: str, law: str, taken: set[str]) -> str:
    name, count = f"{choice}@{law}", 1
    while name in taken:
        count += 1
        name = f"{choice}@{law}.{count}"
    return name


def with_ages(law: Law) -> Law:
    """Return the law with the words "minor" and "adult" replaced by its own age in years, 18 if it names none."""
    limit = law.minor_age or 18

    def leaf(part: Formula) -> Formula:
        if isinstance(part, When):
            return When(part.choice, part.options, rewrite(part.body, leaf), rewrite(part.otherwise, leaf))
        if isinstance(part, Age) and part.word:
            low, high = (0, limit) if part.word == "minor" else (limit, None)
            return Age(low, high, "", part.evidence)
        return part

    return map_clauses(law, leaf)


def rename_choices(law: Law, names: Mapping[str, str]) -> Law:
    """Return the law with its choices renamed, `names` mapping old ids to new ones."""

    def new(choice: str) -> str:
        return names.get(choice, choice)

    def leaf(part: Formula) -> Formula:
        if isinstance(part, When):
            return When(new(part.choice), part.options, rewrite(part.body, leaf), rewrite(part.otherwise, leaf))
        return part

    law = map_clauses(law, leaf)
    return evolve(
        law,
        offences=tuple(
            evolve(
                o,
                tiers=tuple(
                    evolve(t, points=tuple(evolve(x, choice=new(x.choice)) for x in t.points)) for t in o.tiers
                ),
                consents=tuple(evolve(c, choice=new(c.choice)) for c in o.consents),
            )
            for o in law.offences
        ),
        choices=tuple(evolve(c, id=new(c.id)) for c in law.choices),
    )


def map_clauses(law: Law, change: Callable[[Leaf], Formula]) -> Law:
    """Return the law with every mention and choice of its clauses and definitions replaced by what `change` returns."""

    def clauses(parts: tuple[Formula, ...]) -> tuple[Formula, ...]:
        return tuple(rewrite(p, change) for p in parts)

    def tier(t: Tier) -> Tier:
        return evolve(
            t,
            limbs=tuple(evolve(x, clauses=clauses(x.clauses)) for x in t.limbs),
            points=tuple(evolve(x, clauses=clauses(x.clauses)) for x in t.points),
        )

    return evolve(
        law,
        definitions=tuple(evolve(d, alternatives=clauses(d.alternatives)) for d in law.definitions),
        offences=tuple(evolve(o, tiers=tuple(map(tier, o.tiers))) for o in law.offences),
    )
