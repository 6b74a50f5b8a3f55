"""The child rule of Protocol art. 3(c): no means for a victim under eighteen, in no act and no form."""

from defgap.analysis.comparison import Comparison
from defgap.analysis.mentions import Roster
from defgap.model.ages import CHILD
from defgap.model.formulas import Age, Or, atoms
from defgap.model.grounding import Grounding, Settings

KNOWN = "circumstance.knowledge-of-age"
OLDEST = 25
"""Years: an upper limit above this is no line of childhood."""


def rule(
    comparison: Comparison, settings: Settings, adult_offence: bool
) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return the value of the child rule, the missing (act, purpose) pairs, and the forms that need compulsion.

    The value is `satisfied`, `partial`, `violated`, or `undetermined` where it hangs on an undefined word or on text
    that was not given.
    """
    coverage = comparison.coverage(settings)
    value, missing, forms = _rule(comparison, settings, adult_offence, coverage.possible)
    if comparison.decisive and value != "undetermined":
        # An undefined purpose leaves nothing for certain and says nothing about means: only a difference counts.
        certain = comparison.coverage(settings, extra=("purpose",))
        if certain.certain & comparison.child != certain.possible & comparison.child:
            return "undetermined", missing, forms
    if value != "satisfied" and not forms and ({"act", "means"} & set(comparison.incomplete)):
        return "undetermined", missing, forms
    if value == "satisfied" and "means" in comparison.lost and not _speaks_of_children(comparison):
        # No means is needed as far as the text was read: the words that were not may be means.
        return "undetermined", missing, forms
    return value, missing, forms


def _speaks_of_children(comparison: Comparison) -> bool:
    limbs = (limb for o in comparison.law.trafficking for t in o.basic for limb in t.limbs)
    return any(isinstance(leaf, Age) for limb in limbs for c in limb.clauses for leaf, _ in atoms(c))


def _rule(
    comparison: Comparison, settings: Settings, adult_offence: bool, covered: int
) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    taxonomy, space = comparison.taxonomy, comparison.space
    with_means = comparison.coverage(settings, extra=("means",)).possible
    scope = comparison.adult if adult_offence else comparison.child
    having = {e: space.having(taxonomy.facts(e)) for e in comparison.full.elements if not e.startswith("means.")}
    pairs = [(a, p) for a in having if a.startswith("act.") for p in having if p.startswith("purpose.")]
    wanted = [(a, p) for a, p in pairs if with_means & scope & having[a] & having[p]]
    if not wanted:
        return "undetermined", (), ()
    bands = [space.columns.get(b.id, 0) for b in comparison.child_bands]
    missing = tuple((a, p) for a, p in wanted if not all(covered & band & having[a] & having[p] for band in bands))
    forms = []
    for element in (e for e in having if e.startswith("purpose.") and not comparison.full[e].inherent):
        compelled = {f for f in taxonomy.facts(element) if _compelled(f, comparison)}
        free = taxonomy.facts(element) - compelled
        acts = having[element] & comparison.child
        if compelled and free and covered & space.having(compelled) & acts and acts & space.having(free) & ~covered:
            forms.append(element)
    if len(missing) == len(wanted) and not any(covered & comparison.child & having[a] & having[p] for a, p in wanted):
        return "violated", missing, tuple(forms)
    denied = comparison.coverage(settings, (KNOWN,)).possible if KNOWN in comparison.named else covered
    known = denied & comparison.child != covered & comparison.child
    return ("partial" if missing or forms or known else "satisfied"), missing, tuple(forms)


def _compelled(fact: str, comparison: Comparison) -> bool:
    return any(f in comparison.full.concepts and comparison.full[f].compulsion for f in comparison.members[fact])


def age(comparison: Comparison, sorted_offences: Roster, grounding: Grounding) -> int | None:
    """Return the age in years below which the law itself draws the line of childhood; None if it names none."""
    found: set[int] = set()
    unnamed = False
    for _, tier in sorted_offences.tiers():
        for limb in tier.limbs:
            if grounding.limb(limb) == Or():
                continue
            for clause in limb.clauses:
                for leaf, _ in atoms(clause):
                    if isinstance(leaf, Age):
                        if leaf.word == "minor" and comparison.law.minor_age:
                            found.add(comparison.law.minor_age)
                        elif leaf.word == "minor":
                            unnamed = True
                        elif not leaf.word and leaf.high is not None and leaf.low < CHILD and leaf.high <= OLDEST:
                            found.add(leaf.high)
    # "Of a minor or a person under 14": what a minor is the law does not say.
    if unnamed and found and max(found) < CHILD:
        return None
    return max(found) if found else comparison.law.minor_age
