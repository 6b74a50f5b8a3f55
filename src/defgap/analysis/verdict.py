"""What one law says on one reading: roles, elements, child rule, consent, coverage, and what goes beyond."""

from functools import partial

from attrs import frozen

from defgap.analysis import child_rule
from defgap.analysis.beyond import Beyond, find
from defgap.analysis.comparison import CORE, Comparison, Coverage
from defgap.analysis.extra import requirements
from defgap.analysis.mentions import Mention, Roster, collect, roster
from defgap.analysis.placement import Element, extras, place
from defgap.model.concepts import Taxonomy
from defgap.model.grounding import Settings, either
from defgap.model.offences import Consent
from defgap.model.stories import BudgetExceeded, Space


@frozen
class Verdict:
    """Everything that is decided on one reading."""

    roles: dict[str, str]
    elements: dict[str, Element]
    child_no_means: str
    child_missing: tuple[tuple[str, str], ...]
    child_forms: tuple[str, ...]
    child_age: int | None
    consent: str
    consent_child: str
    consent_rules: tuple[tuple[str, Consent], ...]
    coercion_in_purpose: str
    extra_requirements: tuple[str, ...]
    extra_acts: tuple[str, ...]
    extra_purposes: tuple[str, ...]
    coverage: Coverage
    lost: tuple[tuple[tuple[str, ...], int], ...]
    beyond: tuple[Beyond, ...]
    mentions: tuple[Mention, ...]
    roster: Roster
    unsatisfiable: tuple[str, ...]
    adult_offence: bool
    child_only: bool
    over_budget: tuple[str, ...]


def judge(comparison: Comparison, settings: Settings) -> Verdict:
    """Return the verdict on one reading."""
    law, taxonomy = comparison.law, comparison.full
    grounding = comparison.grounding(settings)
    over_budget: list[str] = []
    sorted_offences = roster(grounding, comparison)
    mentions = collect(sorted_offences, grounding, comparison)
    limbs = [
        (offence, limb, grounding.lifted(offence, grounding.limb(limb)))
        for offence, tier in sorted_offences.tiers()
        for limb in tier.limbs
    ]
    unsatisfiable = []
    for offence in sorted_offences.basic:
        formula = either(*(f for o, _, f in limbs if o is offence))
        try:
            if not comparison.law_stories(formula).stories:
                unsatisfiable.append(offence.address or offence.id)
        except BudgetExceeded:
            over_budget.append(offence.address or offence.id)
    try:
        basic = comparison.law_stories(either(*(f for _, _, f in limbs)))
    except BudgetExceeded:
        basic = Space((), comparison.taxonomy, comparison.bands)
        over_budget.append("the basic offence as a whole")
    adult = basic.having(b.id for b in comparison.adult_bands)
    child = basic.having(b.id for b in comparison.child_bands)
    coverage = comparison.coverage(settings)
    elements = comparison.remember(("elements", mentions), lambda: place(mentions, comparison))
    extra, lost = requirements(comparison, settings, mentions, coverage)
    if basic.all and not adult:
        extra = (*extra, "victim-age")
    child_value, child_missing, child_forms = child_rule.rule(comparison, settings, bool(adult), mentions)
    rules = tuple((o.id, c) for o in law.trafficking for c in o.consents if grounding.chosen(c.choice, c.options))
    beyond: list[Beyond] = []
    for offence, limb, formula in limbs:
        try:
            space = comparison.law_stories(formula)
        except BudgetExceeded:
            continue
        key = ("beyond", offence.id, limb.address, formula)
        beyond += comparison.remember(key, partial(_found, comparison, offence.id, limb.address, space))
    essential = [m for m in mentions if m.placement == "essential"]
    return Verdict(
        roles={role: _requirement(role, basic, adult or child, law.incomplete) for role in CORE},
        elements=elements,
        child_no_means=child_value,
        child_missing=child_missing,
        child_forms=child_forms,
        child_age=child_rule.age(comparison, sorted_offences, grounding),
        consent=_consent(rules, "adult"),
        consent_child=_consent(rules, "child"),
        consent_rules=rules,
        coercion_in_purpose=_coercion(essential, taxonomy),
        extra_requirements=extra,
        extra_acts=extras(essential, "act", comparison),
        extra_purposes=extras(essential, "purpose", comparison),
        coverage=coverage,
        lost=lost,
        beyond=tuple(beyond),
        mentions=mentions,
        roster=sorted_offences,
        unsatisfiable=tuple(unsatisfiable),
        adult_offence=bool(adult),
        child_only=bool(basic.all) and not adult,
        over_budget=tuple(over_budget),
    )


def _found(comparison: Comparison, offence: str, address: str, space: Space) -> tuple[Beyond, ...]:
    return tuple(find(comparison, offence, address, space))


def _requirement(role: str, basic: Space, scope: int, incomplete: tuple[str, ...]) -> str:
    held = basic.having(f for f in basic.columns if f.startswith(role + ".")) & scope
    if scope and held == scope:
        return "required"
    if role in incomplete or not scope:
        return "undetermined"
    return "some" if held else "not-required"


def _consent(rules: tuple[tuple[str, Consent], ...], victim: str) -> str:
    own = {c.rule for _, c in rules if c.victim == victim} or {c.rule for _, c in rules if c.victim == "any"}
    for rule in ("contradicted", "unconditional", "if-means", "undetermined"):
        if rule in own:
            return "absent" if rule == "contradicted" else rule
    return "absent"


def _coercion(essential: list[Mention], taxonomy: Taxonomy) -> str:
    forms = {
        m.concept: bool(taxonomy[m.concept].compulsion)
        for m in essential
        if m.role == "purpose" and m.concept in taxonomy.concepts
    }
    if not any(forms.values()):
        return "none"
    return "all" if all(forms.values()) else "some"
