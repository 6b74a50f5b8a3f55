"""Meaning without evidence, in a normal order: what a reading and a reviewed encoding must share."""

from defgap.model.formulas import Age, And, Atom, Formula, Including, Or, Term, When, without_evidence
from defgap.model.offences import Law, Sanction


def normal(formula: Formula) -> object:
    match without_evidence(formula):
        case Atom(concept):
            return concept
        case Term(role, name):
            return f"term {role}.{name}"
        case Age(low, high, word):
            return f"age {low} {high} {word}"
        case And(parts) | Or(parts) as whole:
            flat = []
            for part in parts:
                inner = normal(part)
                same = isinstance(inner, tuple) and inner[0] == type(whole).__name__
                flat.extend(inner[1] if same else (inner,))
            unique = sorted(set(flat), key=repr)
            return unique[0] if len(unique) == 1 else (type(whole).__name__, tuple(unique))
        case Including(general, examples):
            return ("Including", normal(general), normal(examples))
        case When(choice, options, body, otherwise):
            return ("When", base(choice), tuple(sorted(options)), normal(body), normal(otherwise))
    raise AssertionError(formula)


def clauses(formulas: tuple[Formula, ...]) -> tuple[object, ...]:
    return tuple(sorted((normal(f) for f in formulas), key=repr))


def base(choice: str) -> str:
    """A choice's name without what tells it apart from one of the same name in another article."""
    return choice.partition("@")[0]


def sanction(s: Sanction | None) -> object:
    return s and (s.minimum, s.maximum, s.life, tuple(sorted(s.alternatives)), s.confiscation)


def meaning(law: Law, kinds: tuple[str, ...] = ("trafficking", "definition")) -> dict[str, object]:
    """Return what the law says, by address; ids, titles, quotes and the order of alternatives have no part in it."""
    found: dict[str, object] = {}
    for offence in law.offences:
        if offence.kind not in kinds:
            continue
        found[f"{offence.address}"] = offence.kind
        for tier in offence.tiers:
            key = f"{tier.address} {tier.kind}"
            found[f"{key} of"] = tuple(sorted(tier.of))
            found[f"{key} limbs"] = sorted(((limb.address, clauses(limb.clauses)) for limb in tier.limbs), key=repr)
            points = ((p.address, clauses(p.clauses), p.in_place_of, base(p.choice), p.options) for p in tier.points)
            found[f"{key} points"] = sorted(points, key=repr)
            found[f"{key} sanction"] = sanction(tier.sanction)
        found[f"{offence.address} consents"] = sorted(
            (c.rule, c.victim, c.object, c.whose, c.address, base(c.choice), c.options, c.lifts)
            for c in offence.consents
        )
    for definition in law.definitions:
        found[f"define {definition.name} {definition.address}"] = (
            definition.role,
            definition.openness,
            normal(Or(definition.alternatives)),
        )
    found["choices"] = sorted(
        (base(c.id), tuple(o.id for o in c.options), c.default, c.canon, c.address) for c in law.choices
    )
    return found


def quotes(law: Law) -> list[object]:
    """Return every quote of a law, wherever it stands."""
    import attrs

    from defgap.model.formulas import Quote

    found: list[object] = []
    stack: list[object] = [law]
    while stack:
        value = stack.pop()
        if isinstance(value, Quote):
            found.append(value)
        elif attrs.has(type(value)):
            stack.extend(getattr(value, a.name) for a in attrs.fields(type(value)))
        elif isinstance(value, tuple):
            stack.extend(value)
    return found
