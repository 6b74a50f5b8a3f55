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
from defgap.model.grounding import Grounding, Settings, either
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


@frozen
class Basic:
    """What a reading makes of the basic offence: what it names where, its stories, and what goes beyond."""

    roster: Roster
    mentions: tuple[Mention, ...]
    elements: dict[str, Element]
    space: Space
    beyond: tuple[Beyond, ...]
    unsatisfiable: tuple[str, ...]
    over_budget: tuple[str, ...]


def basic_offence(comparison: Comparison, settings: Settings) -> Basic:
    """Return the basic offence on one reading; readings that differ elsewhere share it."""
    grounding = comparison.grounding(settings)
    key = ("basic", *((c, grounding.options[c]) for c in comparison.spoken))
    found: Basic = comparison.remember(key, lambda: _basic(comparison, grounding))
    return found


def _basic(comparison: Comparison, grounding: Grounding) -> Basic:
    sorted_offences = roster(grounding, comparison)
    mentions = collect(sorted_offences, grounding, comparison)
    limbs = [
        (offence, limb, grounding.lifted(offence, grounding.limb(limb)))
        for offence, tier in sorted_offences.tiers()
        for limb in tier.limbs
    ]
    unsatisfiable: list[str] = []
    over_budget: list[str] = []
    beyond: list[Beyond] = []
    for offence in sorted_offences.basic:
        place_name = offence.address or offence.id
        try:
            if not comparison.law_stories(either(*(f for o, _, f in limbs if o is offence))).stories:
                unsatisfiable.append(place_name)
        except BudgetExceeded:
            over_budget.append(place_name)
    for offence, limb, formula in limbs:
        try:
            space = comparison.law_stories(formula)
        except BudgetExceeded:
            continue
        key = ("beyond", offence.id, limb.address, formula)
        beyond += comparison.remember(key, partial(_found, comparison, offence.id, limb.address, space))
    try:
        whole = comparison.law_stories(either(*(f for _, _, f in limbs)))
    except BudgetExceeded:
        whole = Space((), comparison.taxonomy, comparison.bands)
        over_budget.append("the basic offence as a whole")
    return Basic(
        sorted_offences,
        mentions,
        place(mentions, comparison),
        whole,
        tuple(beyond),
        tuple(unsatisfiable),
        tuple(over_budget),
    )


def judge(comparison: Comparison, settings: Settings) -> Verdict:
    """Return the verdict on one reading."""
    law, taxonomy = comparison.law, comparison.full
    grounding = comparison.grounding(settings)
    basic = basic_offence(comparison, settings)
    adult = basic.space.having(b.id for b in comparison.adult_bands)
    child = basic.space.having(b.id for b in comparison.child_bands)
    coverage = comparison.coverage(settings)
    extra, lost = requirements(comparison, settings, basic.mentions, coverage)
    if basic.space.all and not adult:
        extra = (*extra, "victim-age")
    child_value, child_missing, child_forms = child_rule.rule(comparison, settings, bool(adult))
    rules = tuple((o.id, c) for o in law.trafficking for c in o.consents if grounding.chosen(c.choice, c.options))
    essential = [m for m in basic.mentions if m.placement == "essential"]
    return Verdict(
        roles=_roles(comparison, settings, basic.space, adult or child),
        elements=basic.elements,
        child_no_means=child_value,
        child_missing=child_missing,
        child_forms=child_forms,
        child_age=child_rule.age(comparison, basic.roster, grounding),
        consent=_consent(rules, "adult", comparison.silent),
        consent_child=_consent(rules, "child", comparison.silent),
        consent_rules=rules,
        coercion_in_purpose=_coercion(essential, taxonomy),
        extra_requirements=extra,
        extra_acts=extras(essential, "act", comparison),
        extra_purposes=extras(essential, "purpose", comparison),
        coverage=coverage,
        lost=lost,
        beyond=basic.beyond,
        mentions=basic.mentions,
        roster=basic.roster,
        unsatisfiable=basic.unsatisfiable,
        adult_offence=bool(adult),
        child_only=bool(basic.space.all) and not adult,
        over_budget=basic.over_budget,
    )


def _found(comparison: Comparison, offence: str, address: str, space: Space) -> tuple[Beyond, ...]:
    return tuple(find(comparison, offence, address, space))


def _roles(comparison: Comparison, settings: Settings, basic: Space, scope: int) -> dict[str, str]:
    values = {role: _requirement(role, basic, scope, comparison) for role in CORE}
    if not comparison.decisive:
        return values
    # What an undefined act or means would decide is undetermined: the limbs that need no such word must say the same.
    grounding = comparison.grounding(settings, opaque=False, anything=("purpose",))
    offences = comparison.law.trafficking
    formula = either(*(grounding.lifted(o, grounding.limb(x)) for o in offences for t in o.basic for x in t.limbs))
    try:
        sure = comparison.law_stories(formula)
    except BudgetExceeded:
        return values
    adult = sure.having(b.id for b in comparison.adult_bands)
    child = sure.having(b.id for b in comparison.child_bands)
    without = {role: _requirement(role, sure, adult or child, comparison) for role in CORE}
    return {r: v if without[r] in (v, "undetermined") else "undetermined" for r, v in values.items()}


def _requirement(role: str, basic: Space, scope: int, comparison: Comparison) -> str:
    """Return what stories ask of a role. Text that is missing can only add alternatives: "some" stays true."""
    held = basic.having(f for f in basic.columns if f.startswith(role + ".")) & scope
    if scope and held == scope:
        return "required"
    if role in comparison.lost or not scope:
        return "undetermined"
    if held:
        return "some"
    return "undetermined" if role in comparison.unread else "not-required"


def _consent(rules: tuple[tuple[str, Consent], ...], victim: str, silent: bool) -> str:
    own = {c.rule for _, c in rules if c.victim == victim} or {c.rule for _, c in rules if c.victim == "any"}
    for rule in ("contradicted", "unconditional", "if-means", "undetermined"):
        if rule in own:
            return "absent" if rule == "contradicted" else rule
    return "undetermined" if silent else "absent"


def _coercion(essential: list[Mention], taxonomy: Taxonomy) -> str:
    forms = {
        m.concept: bool(taxonomy[m.concept].compulsion)
        for m in essential
        if m.role == "purpose" and m.concept in taxonomy.concepts
    }
    if not any(forms.values()):
        return "none"
    return "all" if all(forms.values()) else "some"
