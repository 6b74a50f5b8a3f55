"""Where a law names what: mentions with their placement, read from the limbs before absorption."""

from collections.abc import Iterator
from typing import Literal

from attrs import evolve, frozen

from defgap.analysis.comparison import Comparison
from defgap.model.formulas import TOP, Age, And, Atom, Evidence, Formula, Including, Or, Quote, Term, When
from defgap.model.grounding import Grounding, either, unresolved
from defgap.model.offences import Limb, Offence, Tier

Placement = Literal["essential", "illustrative", "aggravating", "elsewhere"]
ORDER: tuple[Placement, ...] = ("essential", "illustrative", "aggravating", "elsewhere")


@frozen
class Cite:
    """Quoted words at an address."""

    address: str
    quote: Quote


@frozen(cache_hash=True)
class Mention:
    """A concept, or an undefined word (`term`), named by a law at a place.

    `cites` are its own words, `via` the words through which a definition was reached.
    """

    concept: str
    role: str
    placement: Placement
    address: str
    offence: str
    cites: tuple[Cite, ...] = ()
    via: tuple[Cite, ...] = ()
    term: str = ""
    victim_age: bool = False


@frozen
class Roster:
    """The trafficking offences sorted: `basic` ones, and those that only aggravate another of the same law."""

    basic: tuple[Offence, ...]
    graver: tuple[Offence, ...]

    def tiers(self) -> Iterator[tuple[Offence, Tier]]:
        """Yield the basic tiers that count as the law's basic offence."""
        for offence in self.basic:
            for tier in offence.basic:
                yield offence, tier


def roster(grounding: Grounding, comparison: Comparison) -> Roster:
    """Sort a law's offences: one that entails another and is punished more heavily is its aggravated tier.

    An offence that is only narrower in the victim's age is not graver but separate.
    """
    offences = comparison.law.trafficking
    if len(offences) < 2:
        return Roster(offences, ())
    formulas = {o.id: either(*(grounding.tier(o, t) for t in o.basic)) for o in offences}
    ages = {o.id: comparison.ages(formulas[o.id]) for o in offences}
    graver = []
    for a in offences:
        for b in offences:
            if a is b or ages[a.id] != ages[b.id] or _maximum(a) <= _maximum(b):
                continue
            if comparison.entails(formulas[a.id], formulas[b.id]):
                graver.append(a)
                break
    return Roster(tuple(o for o in offences if o not in graver), tuple(graver))


def _maximum(offence: Offence) -> float:
    top = 0.0
    for tier in offence.basic:
        if tier.sanction:
            top = max(top, 99.0 if tier.sanction.life else tier.sanction.maximum or 0.0)
    return top


def collect(sorted_offences: Roster, grounding: Grounding, comparison: Comparison) -> tuple[Mention, ...]:
    """Return every mention of every offence on one reading, with its placement."""
    found: list[Mention] = []
    limbs = [(o, x) for o, t in sorted_offences.tiers() for x in t.limbs if grounding.limb(x) != Or()]
    absorbed = _absorbed(limbs, grounding, comparison)
    for index, (offence, limb) in enumerate(limbs):
        placement: Placement = "illustrative" if index in absorbed else "essential"
        for clause in limb.clauses:
            found += walk(clause, placement, limb.address, offence.id, grounding)
    for offence in sorted_offences.basic:
        for tier in offence.aggravated:
            found += _raised(offence, tier, grounding)
    for offence in sorted_offences.graver:
        for tier in offence.basic:
            for limb in tier.limbs:
                for clause in limb.clauses:
                    found += walk(clause, "aggravating", limb.address, offence.id, grounding)
        for tier in offence.aggravated:
            found += _raised(offence, tier, grounding)
    for offence in comparison.law.neighbours:
        for tier in offence.tiers:
            for clause, address in _clauses(tier):
                found += (m for m in walk(clause, "elsewhere", address, offence.id, grounding) if not m.term)
    return tuple(found)


def _clauses(tier: Tier) -> Iterator[tuple[Formula, str]]:
    for limb in tier.limbs:
        for clause in limb.clauses:
            yield clause, limb.address
    for point in tier.points:
        for clause in point.clauses:
            yield clause, point.address


def _raised(offence: Offence, tier: Tier, grounding: Grounding) -> Iterator[Mention]:
    for clause, address in _clauses(tier):
        yield from walk(clause, "aggravating", address, offence.id, grounding)


def _absorbed(limbs: list[tuple[Offence, Limb]], grounding: Grounding, comparison: Comparison) -> set[int]:
    """Return which limbs the others absorb: those that punish nothing that the others do not.

    An undefined word absorbs nothing. Another offence absorbs a limb only if both concern victims of the same ages.
    """
    if len(limbs) < 2:
        return set()
    formulas = [grounding.limb(limb) for _, limb in limbs]
    sure = evolve(grounding, opaque=False)
    wide = [sure.limb(limb) for _, limb in limbs] if comparison.opaque else formulas
    spans = [comparison.ages(f) for f in formulas]
    absorbed: set[int] = set()
    for index, (offence, _) in enumerate(limbs):
        others = either(
            *(
                wide[other]
                for other, (owner, _) in enumerate(limbs)
                if other != index and other not in absorbed and (owner is offence or spans[other] == spans[index])
            )
        )
        if _may_entail(formulas[index], others) and comparison.entails(formulas[index], others):
            absorbed.add(index)
    return absorbed


def _may_entail(formula: Formula, others: Formula) -> bool:
    # A cheap refusal: a limb whose act no other limb names cannot be absorbed.
    acts = _acts(formula)
    return not acts or others == TOP or bool(acts & _acts(others)) or not _acts(others)


def _acts(formula: Formula) -> set[str]:
    match formula:
        case Atom(concept):
            return {concept} if formula.role == "act" else set()
        case And(parts) | Or(parts):
            return set().union(*(_acts(p) for p in parts))
        case _:
            return set()


def walk(
    formula: Formula,
    placement: Placement,
    address: str,
    offence: str,
    grounding: Grounding,
    above: Evidence = (),
) -> Iterator[Mention]:
    """Yield the mentions of a formula, following defined words into their definitions."""
    match formula:
        case And(parts) | Or(parts):
            for part in parts:
                yield from walk(part, placement, address, offence, grounding, above)
        case Including(general, examples):
            yield from walk(general, placement, address, offence, grounding, above)
            lower: Placement = "illustrative" if placement == "essential" else placement
            yield from walk(examples, lower, address, offence, grounding, above)
        case When(choice, options, body, otherwise):
            part = body if grounding.chosen(choice, options) else otherwise
            yield from walk(part, placement, address, offence, grounding, above)
        case Term(role, name):
            key = (role, name)
            if key in unresolved(grounding.law):
                yield Mention(
                    "",
                    role,
                    placement,
                    address,
                    offence,
                    _cites(address, formula.evidence),
                    _cites(address, above),
                    name,
                )
                return
            for definition in grounding.definitions[key]:
                words = tuple(evolve(q, address=q.address or address) for q in formula.evidence)
                for alternative in definition.alternatives:
                    yield from walk(
                        alternative,
                        placement,
                        definition.address or address,
                        offence,
                        grounding,
                        (*words, *above),
                    )
        case Age(_, _, _, evidence):
            yield Mention("", "victim", placement, address, offence, _cites(address, evidence), victim_age=True)
        case Atom(concept, evidence):
            yield Mention(
                concept, formula.role, placement, address, offence, _cites(address, evidence), _cites(address, above)
            )


def _cites(address: str, evidence: Evidence) -> tuple[Cite, ...]:
    return tuple(Cite(q.address or address, q) for q in evidence)
