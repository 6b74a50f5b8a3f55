"""Writing the notation: `parse(print(x)) == x` for every law whose formulas are flat (see `conjoin`, `disjoin`)."""

from collections.abc import Iterator

from defgap.model.formulas import (
    BOTTOM,
    TOP,
    Age,
    And,
    Atom,
    Evidence,
    Formula,
    Including,
    Or,
    Quote,
    Term,
    When,
    without_evidence,
)
from defgap.model.notation import DEFINED, mentions_role
from defgap.model.offences import Choice, Consent, Definition, Law, Offence, Point, Sanction, Tier


def print_law(law: Law) -> str:
    """Return the law or standard in the notation, each line with its quotes."""
    return "\n".join(_law(law)) + "\n"


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quote(quote: Quote) -> str:
    span = f"@{quote.start}..{quote.end}" if quote.start is not None else ""
    return quote.language + _text(quote.text) + span + (f"^{quote.address}" if quote.address else "")


def _quotes(evidence: Evidence) -> str:
    return "".join(" " + _quote(q) for q in evidence)


def _address(address: str, parent: str = "") -> str:
    if address == parent:
        return ""
    inside = address.startswith(parent + "__") if parent else True
    own = address[len(parent) + 2 :] if inside and parent else address
    pairs = " ".join(pair.replace("_", " ", 1) for pair in own.split("__"))
    return f" {pairs}" if inside else f" /{pairs}"


def _condition(choice: str, options: tuple[str, ...]) -> str:
    return f"when {choice} = {'|'.join(options)}"


def _law(law: Law) -> Iterator[str]:
    yield f"{law.kind} {law.id}{' ' + _text(law.title) if law.title else ''} {{"
    for word, value in (
        ("jurisdiction", law.jurisdiction),
        ("edition", law.edition),
        ("in-force", law.in_force),
        ("binding-since", law.binding_since),
        ("reviewed", law.reviewed),
        ("note", law.note),
    ):
        if value:
            yield f"  {word} {_text(value)}"
    for text in law.texts:
        source = f" from {_text(text.source)}" if text.source else ""
        note = f" remark {_text(text.note)}" if text.note else ""
        yield f"  text {text.language} {_text(text.path)}{source}{note}"
    if law.joins:
        yield f"  joins {', '.join(law.joins)}"
    if law.minor_age is not None:
        yield f"  minor under {law.minor_age}"
    if law.incomplete:
        yield f"  incomplete {', '.join(law.incomplete)}"
    for definition in law.definitions:
        yield ""
        yield from _definition(definition)
    for offence in law.offences:
        yield ""
        yield from _offence(offence)
    for choice in law.choices:
        yield ""
        yield from _choice(choice)
    for rest in law.residue:
        span = f" @{rest.start}..{rest.end}" if rest.start is not None else ""
        roles = f" may-be {', '.join(rest.roles)}" if rest.roles else ""
        yield f"  residue{_address(rest.address)} {_text(rest.quote)}{span}{roles}"
    yield "}"


def _definition(definition: Definition) -> Iterator[str]:
    openness = f" {definition.openness}" if definition.openness else ""
    yield (
        f"  define {definition.name} as {definition.role}{openness}{_address(definition.address)}"
        f"{_quotes(definition.evidence)} {{"
    )
    for alternative in definition.alternatives:
        yield f"    {_clause(alternative, BOTTOM)}"
    yield "  }"


def _offence(offence: Offence) -> Iterator[str]:
    word = "offence" if offence.kind == "trafficking" else offence.kind
    title = f" {_text(offence.title)}" if offence.title else ""
    yield f"  {word} {offence.id}{title}{_address(offence.address)} {{"
    if offence.fault:
        yield f"    fault {offence.fault}"
    for tier in offence.tiers:
        yield from _tier(tier, offence.address)
    for consent in offence.consents:
        yield f"    {_consent(consent, offence.address)}"
    yield "  }"


def _tier(tier: Tier, parent: str) -> Iterator[str]:
    of = " of" + ",".join(_address(a, parent) or f" /{_address(a)}" for a in tier.of) if tier.of else ""
    yield f"    {tier.kind}{_address(tier.address, parent)}{of} {{"
    for limb in tier.limbs:
        yield f"      limb{_address(limb.address, tier.address)} {{"
        yield from (f"        {_clause(c, TOP)}" for c in limb.clauses)
        yield "      }"
    for point in tier.points:
        yield f"      on{_address(point.address, tier.address)}{_replacing(point)} {{"
        yield from (f"        {_clause(c, TOP)}" for c in point.clauses)
        yield "      }"
    if tier.sanction:
        yield f"      {_sanction(tier.sanction)}"
    yield "    }"


def _replacing(point: Point) -> str:
    if not point.in_place_of:
        return ""
    condition = " " + _condition(point.choice, point.options) if point.choice else ""
    return f" in-place-of {', '.join(point.in_place_of)}{condition}"


def _number(value: float | None) -> str:
    return "" if value is None else str(value).removesuffix(".0")


def _sanction(sanction: Sanction) -> str:
    parts = []
    if sanction.minimum is not None or sanction.maximum is not None:
        parts.append(f"imprisonment {_number(sanction.minimum)}..{_number(sanction.maximum)} years")
    if sanction.life:
        parts.append("life")
    parts.extend(sanction.alternatives)
    if sanction.confiscation != "no":
        parts.append("confiscation" if sanction.confiscation == "yes" else "optional confiscation")
    return f"sanction {', '.join(parts)}{_quotes(sanction.evidence)}"


def _consent(consent: Consent, parent: str) -> str:
    condition = " " + _condition(consent.choice, consent.options) if consent.choice else ""
    lifting = " lifting-compulsion" if consent.lifts else ""
    return (
        f"consent {consent.rule} for {consent.victim} to {consent.object} of {', '.join(consent.whose)}{lifting}"
        f"{_address(consent.address, parent)}{_quotes(consent.evidence)}{condition}"
    )


def _choice(choice: Choice) -> Iterator[str]:
    yield f"  choice {choice.id}{_address(choice.address)}{_quotes(choice.evidence)} {{"
    for option in choice.options:
        yield f"    option {option.id}{' ' + _text(option.text) if option.text else ''}"
    yield f"    default {choice.default}"
    if choice.canon:
        yield f"    canon {choice.canon}"
    for s in choice.settlements:
        yield f"    authority {s.authority} {_text(s.pin)} sets {s.option}"
    yield "  }"


def print_clause(formula: Formula) -> str:
    """Return one clause of a limb or point, without its quotes."""
    return _clause(without_evidence(formula), TOP)


def _clause(formula: Formula, otherwise: Formula) -> str:
    if isinstance(formula, When) and formula.otherwise == otherwise:
        return f"{_condition(formula.choice, formula.options)}: {_clause(formula.body, otherwise)}"
    role = mentions_role(formula)
    return f"{role} {print_formula(formula, role)}"


def print_formula(formula: Formula, role: str) -> str:
    """Return a formula as a list of alternatives, names of `role` standing without their role."""
    parts = formula.parts if isinstance(formula, Or) and formula.parts else (formula,)
    return ", ".join(_item(part, role) for part in parts)


def _item(formula: Formula, role: str) -> str:
    if isinstance(formula, When) and formula.otherwise == BOTTOM:
        return f"{_conjunction(formula.body, role)} if {formula.choice} = {'|'.join(formula.options)}"
    return _conjunction(formula, role)


def _conjunction(formula: Formula, role: str) -> str:
    parts = formula.parts if isinstance(formula, And) and formula.parts else (formula,)
    return " and ".join(_primary(part, role) for part in parts)


def _primary(formula: Formula, role: str) -> str:
    match formula:
        case Atom(concept, evidence):
            where, _, name = concept.partition(".")
            short = name if where == role and name and (role, name) not in DEFINED else concept
            return short + _quotes(evidence)
        case Term(where, name, evidence):
            if (where, name) in DEFINED:
                return (name if where == role else f"{where}.{name}") + _quotes(evidence)
            return f"term {name if where == role else f'{where}.{name}'}{_quotes(evidence)}"
        case Age():
            return _age(formula) + _quotes(formula.evidence)
        case Including(general, examples):
            named = f"including ({print_formula(examples, role)})"
            if general == TOP:
                return f"anything {named}"
            if isinstance(general, Atom) or (isinstance(general, Term) and (general.role, general.name) in DEFINED):
                return f"{_primary(general, role)} {named}"
            return f"({print_formula(general, role)}) {named}"
        case When(choice, options, body, otherwise):
            return (
                f"({_condition(choice, options)}: {print_formula(body, role)} "
                f"otherwise {print_formula(otherwise, role)})"
            )
        case And(()):
            return "everything"
        case Or(()):
            return "nothing"
        case _:
            return f"({print_formula(formula, role)})"


def _age(age: Age) -> str:
    if age.word:
        return age.word
    if age.high is None:
        return f"from {age.low}"
    return f"{age.low}..{age.high - 1}" if age.low else f"under {age.high}"
