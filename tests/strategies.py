"""Hypothesis strategies for the values of the model, all canonical: `parse(print(x)) == x` must hold of them."""

from functools import cache

from hypothesis import strategies as st

from defgap import library
from defgap.model.ages import LIMITS
from defgap.model.concepts import Taxonomy, build
from defgap.model.formulas import (
    BOTTOM,
    TOP,
    Age,
    And,
    Atom,
    Formula,
    Including,
    Or,
    Quote,
    Term,
    When,
    conjoin,
    disjoin,
)
from defgap.model.offences import (
    Choice,
    Consent,
    Definition,
    Law,
    Limb,
    Offence,
    Option,
    Point,
    Residue,
    Sanction,
    Settlement,
    Text,
    Tier,
)

ROLES = ("act", "means", "purpose", "victim", "circumstance", "result", "actor")

ODD = "\"\\@^{}(),/|'«»„“—–\u00ad\u200b\u00a0\t\r\n әіңғүұқөһӘё§№𝔄😀e\u0301"
"""Characters that statutes hold and parsers stumble over."""

odd_text = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=("Cs",))), max_size=12)
filled_text = odd_text.filter(bool)
names = st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,3})?", fullmatch=True)
fancy_names = st.one_of(names, st.from_regex(r"[a-z][a-zа-яә0-9_]{0,4}[@.+][a-z0-9-]{1,4}", fullmatch=True))


# ---------------------------------------------------------------- formulas


@st.composite
def spans(draw: st.DrawFn) -> tuple[int | None, int | None]:
    if draw(st.booleans()):
        return None, None
    start = draw(st.integers(0, 10**6))
    return start, start + draw(st.integers(0, 500))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    start, end = draw(spans())
    address = draw(st.sampled_from(["", "art_128__part_1", "s.4-A"]))
    return Quote(draw(st.sampled_from(["en", "ru", "kk", "kaz"])), draw(odd_text), start, end, address)


evidence = st.lists(quotes(), max_size=2).map(tuple)


@cache
def known() -> tuple[str, ...]:
    """Every name that a formula may speak of: concepts, the roles among them, and residual facts."""
    taxonomy = library.taxonomy()
    residual = frozenset().union(*(taxonomy.facts(c) for c in taxonomy.concepts))
    return tuple(sorted({*taxonomy.concepts, *residual}))


def written_atoms() -> st.SearchStrategy[Atom]:
    return st.builds(Atom, st.deferred(lambda: st.sampled_from(known())), evidence)


term_pairs = st.one_of(
    st.just(("purpose", "exploitation")),
    st.tuples(st.sampled_from(ROLES), names),
)
terms = st.builds(lambda pair, quoted: Term(*pair, quoted), term_pairs, evidence)


@st.composite
def ages(draw: st.DrawFn) -> Age:
    """An age condition as the notation can write it: under, from, between, minor, adult."""
    quoted = draw(evidence)
    if draw(st.integers(0, 3)) == 0:
        return Age(0, None, draw(st.sampled_from(["minor", "adult"])), quoted)
    low = draw(st.integers(0, 25))
    high = draw(st.one_of(st.none(), st.integers(low + 1, 30)))
    return Age(low, high, "", quoted)


def written_formulas(choices: tuple[Choice, ...] = ()) -> st.SearchStrategy[Formula]:
    """Formulas as `conjoin` and `disjoin` make them; the guards of every When name one of `choices`."""
    leaves = st.one_of(written_atoms(), written_atoms(), terms, ages(), st.sampled_from([TOP, BOTTOM]))

    def grow(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        parts = st.lists(inner, min_size=2, max_size=3)
        grown = [
            parts.map(lambda x: conjoin(*x)).filter(flat),
            parts.map(lambda x: disjoin(*x)).filter(flat),
            st.builds(Including, st.one_of(st.just(TOP), inner), inner),
        ]
        if choices:
            grown.append(
                guards(choices).flatmap(
                    lambda guard: st.builds(
                        When,
                        st.just(guard[0]),
                        st.just(guard[1]),
                        inner,
                        st.one_of(st.just(BOTTOM), st.just(TOP), inner),
                    )
                )
            )
        return st.one_of(grown)

    return st.recursive(leaves, grow, max_leaves=6)


def flat(formula: Formula) -> bool:
    """False for a conjunction or disjunction of one part, which nothing distinguishes from that part in writing."""
    return not (isinstance(formula, And | Or) and len(formula.parts) == 1)


@st.composite
def guards(draw: st.DrawFn, choices: tuple[Choice, ...]) -> tuple[str, tuple[str, ...]]:
    choice = draw(st.sampled_from(choices))
    ids = [option.id for option in choice.options]
    return choice.id, tuple(draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)))


# ---------------------------------------------------------------- laws


@st.composite
def addresses(draw: st.DrawFn, parent: str = "", empty: bool = True) -> str:
    """The parent's address itself, one inside it, or one elsewhere."""
    pair = st.builds(
        "{}_{}".format,
        st.sampled_from(["art", "part", "point", "note"]),
        st.sampled_from(["1", "2", "12", "3-1", "4a", "127.1", "a", "ii"]),
    )
    own = "__".join(draw(st.lists(pair, min_size=1, max_size=2)))
    match draw(st.integers(0, 2)):
        case 0 if parent or empty:
            return parent
        case 1 if parent:
            return f"{parent}__{own}"
        case _:
            return own


@st.composite
def choice_points(draw: st.DrawFn, ident: str) -> Choice:
    ids = draw(
        st.lists(
            st.one_of(fancy_names, st.sampled_from(["all", "default", "option", "any"])),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    options = tuple(Option(name, draw(odd_text)) for name in ids)
    settled = draw(st.lists(st.builds(Settlement, fancy_names, odd_text, st.sampled_from(ids)), max_size=1))
    return Choice(
        ident,
        options,
        draw(st.sampled_from(ids)),
        draw(st.one_of(st.just(""), names)),
        tuple(settled),
        draw(addresses()),
        draw(evidence),
    )


@st.composite
def sanctions(draw: st.DrawFn) -> Sanction:
    years = st.one_of(st.none(), st.integers(0, 30).map(float), st.integers(1, 60).map(lambda months: months / 12))
    low, high, life = draw(years), draw(years), draw(st.booleans())
    others = tuple(draw(st.lists(st.sampled_from(["fine", "community-service", "deprivation-of-office"]), max_size=2)))
    confiscation = draw(st.sampled_from(["yes", "optional", "no"]))
    if low is None and high is None and not life and not others and confiscation == "no":
        life = True
    return Sanction(low, high, life, others, confiscation, draw(evidence))


@st.composite
def consents(draw: st.DrawFn, choices: tuple[Choice, ...], parent: str) -> Consent:
    choice, options = draw(guards(choices)) if choices and draw(st.booleans()) else ("", ())
    return Consent(
        draw(st.sampled_from(["unconditional", "if-means", "contradicted", "undetermined"])),
        draw(st.sampled_from(["any", "adult", "child"])),
        draw(names),
        tuple(draw(st.lists(st.sampled_from(["victim", "parent", "guardian"]), min_size=1, max_size=2, unique=True))),
        draw(addresses(parent)),
        draw(evidence),
        choice,
        options,
        draw(st.booleans()),
    )


def clauses(choices: tuple[Choice, ...]) -> st.SearchStrategy[tuple[Formula, ...]]:
    return st.lists(written_formulas(choices), max_size=3).map(tuple)


@st.composite
def limbs(draw: st.DrawFn, choices: tuple[Choice, ...], parent: str) -> Limb:
    return Limb(draw(clauses(choices)), draw(addresses(parent)))


@st.composite
def points(draw: st.DrawFn, choices: tuple[Choice, ...], parent: str) -> Point:
    replaced = tuple(draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True)))
    choice, options = draw(guards(choices)) if replaced and choices and draw(st.booleans()) else ("", ())
    return Point(draw(clauses(choices)), draw(addresses(parent)), replaced, choice, options)


@st.composite
def tiers(draw: st.DrawFn, choices: tuple[Choice, ...], parent: str, basic: tuple[str, ...]) -> Tier:
    """A basic tier if `basic` is empty, else an aggravated one that may build on the tiers at those addresses."""
    address = draw(addresses(parent))
    kind, of = "basic", ()
    if basic:
        kind = draw(st.sampled_from(["basic", "aggravated"]))
    if kind == "aggravated":
        of = tuple(draw(st.lists(st.sampled_from([a for a in basic if a] or [""]), max_size=2, unique=True)))
        of = tuple(a for a in of if a)
    return Tier(
        kind,
        address,
        tuple(draw(st.lists(limbs(choices, address), max_size=2))),
        tuple(draw(st.lists(points(choices, address), max_size=1))),
        of,
        draw(st.one_of(st.none(), sanctions())),
    )


@st.composite
def offences(draw: st.DrawFn, choices: tuple[Choice, ...]) -> Offence:
    address = draw(addresses())
    parts: list[Tier] = []
    for _ in range(draw(st.integers(0, 2))):
        parts.append(draw(tiers(choices, address, tuple(t.address for t in parts))))
    return Offence(
        draw(fancy_names),
        draw(st.sampled_from(["trafficking", "definition", "neighbour"])),
        address,
        tuple(parts),
        draw(odd_text),
        tuple(draw(st.lists(consents(choices, address), max_size=2))),
        draw(st.sampled_from([None, "intends", "knows", "ought-to-know"])),
    )


@st.composite
def definitions(draw: st.DrawFn, choices: tuple[Choice, ...]) -> Definition:
    return Definition(
        draw(names),
        draw(st.sampled_from(ROLES)),
        draw(clauses(choices)),
        draw(st.sampled_from([None, "open", "closed"])),
        draw(addresses()),
        draw(evidence),
    )


@st.composite
def laws(draw: st.DrawFn) -> Law:
    """Whole laws and standards whose guards refer to choices that exist."""
    count = draw(st.integers(0, 2))
    points = tuple(draw(choice_points(ident)) for ident in ("purpose-scope", "kz.2@x+y")[:count])
    texts = st.builds(Text, st.sampled_from(["ru", "kk", "en"]), odd_text, odd_text, odd_text)
    residues = st.builds(
        lambda where, words, span, roles: Residue(where, words, *span, roles),
        addresses(),
        odd_text,
        spans(),
        st.sampled_from([(), ("means",), ("act", "purpose")]),
    )
    return Law(
        id=draw(fancy_names),
        title=draw(odd_text),
        kind=draw(st.sampled_from(["law", "standard"])),
        jurisdiction=draw(odd_text),
        edition=draw(odd_text),
        in_force=draw(odd_text),
        reviewed=draw(odd_text),
        binding_since=draw(odd_text),
        note=draw(odd_text),
        joins=tuple(draw(st.lists(fancy_names, max_size=2))),
        texts=tuple(draw(st.lists(texts, max_size=2))),
        definitions=tuple(draw(st.lists(definitions(points), max_size=2))),
        offences=tuple(draw(st.lists(offences(points), max_size=2))),
        choices=points,
        incomplete=tuple(draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True))),
        minor_age=draw(st.one_of(st.none(), st.integers(0, 21))),
        residue=tuple(draw(st.lists(residues, max_size=2))),
    )


# ---------------------------------------------------------------- ground formulas and small taxonomies


@st.composite
def taxonomy_rows(draw: st.DrawFn, roles: tuple[str, ...] = ("act", "means"), size: int = 5) -> dict[str, dict]:
    """Rows for `build`: per role a root and up to `size` concepts, each under one or two that are not its ancestors."""
    rows: dict[str, dict] = {}
    for role in roles:
        rows[role] = _row(exhaustive=draw(st.booleans()))
        ancestors: dict[str, set[str]] = {role: set()}
        for index in range(draw(st.integers(1, size))):
            name = f"{role}.c{index}"
            parents = [draw(st.sampled_from(sorted(ancestors)))]
            second = draw(st.sampled_from(sorted(ancestors)))
            if second not in ancestors[parents[0]] | {parents[0]} and parents[0] not in ancestors[second]:
                parents.append(second)
            ancestors[name] = set(parents).union(*(ancestors[p] for p in parents))
            rows[name] = {**_row(exhaustive=draw(st.booleans())), "is-a": parents}
    return rows


def _row(**fields: object) -> dict:
    return {"definition": "d", "source": "s", "en": "e", "ru": "r", "kk": "k", **fields}


def taxonomies(roles: tuple[str, ...] = ("act", "means"), size: int = 5) -> st.SearchStrategy[Taxonomy]:
    return taxonomy_rows(roles, size).map(build)


limit_ages = st.one_of(
    st.sampled_from(LIMITS).map(lambda n: Age(0, n)),
    st.sampled_from(LIMITS).map(lambda n: Age(n, None)),
    st.sampled_from([Age(14, 18), Age(16, 21), Age(18, 21), Age(0, None), Age(18, 18)]),
)


def ground_formulas(
    taxonomy: Taxonomy, concepts: tuple[str, ...] | None = None, max_leaves: int = 8
) -> st.SearchStrategy[Formula]:
    """Ground formulas over `concepts` (default: all): Atom, Age, And, Or and Including, of any shape."""
    mentions = st.sampled_from(concepts or tuple(taxonomy.concepts)).map(Atom)
    leaves = st.one_of(mentions, mentions, mentions, limit_ages)

    def grow(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        parts = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(parts.map(And), parts.map(Or), st.builds(Including, inner, inner))

    return st.recursive(leaves, grow, max_leaves=max_leaves)
