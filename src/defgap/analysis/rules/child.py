"""CHI: the child rule of article 3(c) and (d)."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule
from defgap.analysis.wording import bracket, listed, pins, quoted
from defgap.model.ages import CHILD
from defgap.model.offences import Choice
from defgap.model.stories import union


class MeansRequiredForChild(Rule):
    """A child is protected only where one of the means was used.

    Article 3(c): recruitment, transportation, transfer, harbouring or receipt of a child for the purpose of
    exploitation is trafficking "even if this does not involve any of the means". A law whose only offence requires
    means leaves children unprotected where none was used.

    Effect: shortfall. Mended by a child rule: for a victim under eighteen no means is needed.
    Source: Palermo Protocol, art. 3(c), (d).
    """

    code, title = "CHI001", "means required for a child"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if children are covered with means but not without."""
        if case.verdict.child_no_means == "violated" and not _excluded(case):
            cites = [c for m in case.essential("means") for c in m.cites]
            gaps = case.child_gaps
            yield self.finding(
                case,
                "shortfall",
                "child_no_means",
                f"Trafficking of a child is punished only where a means is used{bracket(quoted(cites))}. Article "
                "3(c) asks for no means where the victim is under eighteen.",
                cites=cites,
                witness=gaps[0].witness if gaps else None,
                remedy="Add that for a victim under eighteen no means is needed.",
            )


def _excluded(case: Case) -> bool:
    comparison = case.comparison
    with_means = comparison.coverage(case.analysis.readings.settings, extra=("means",)).possible
    return not with_means & comparison.child


class AgeBelowEighteen(Rule):
    """The child rule ends before eighteen years, or does not begin at birth.

    Article 3(d): "child" means any person under eighteen years of age.

    Effect: shortfall. Mended by setting the age at eighteen. Source: Palermo Protocol, art. 3(d).
    """

    code, title = "CHI002", "age below eighteen"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if some bands of childhood are not covered without means."""
        age = case.verdict.child_age
        if age is not None and age < CHILD and case.verdict.child_no_means == "partial":
            cites = case.age_cites
            gaps = case.child_gaps
            yield self.finding(
                case,
                "shortfall",
                "child_age",
                f"The law protects a child without means only up to {age} years{bracket(quoted(cites))}; the "
                "Protocol's limit is eighteen.",
                cites=cites,
                witness=gaps[0].witness if gaps else None,
                remedy="Set the age at eighteen.",
            )


class NoChildRule(Rule):
    """Children are outside the offence that was given, and no provision for them was given.

    Effect: shortfall, as far as the texts compared go. Source: Palermo Protocol, art. 3(c).
    """

    code, title = "CHI003", "no child rule"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if trafficking of children is not covered at all."""
        if case.verdict.child_no_means == "violated" and _excluded(case):
            cites = case.age_cites
            gaps = case.child_gaps
            yield self.finding(
                case,
                "shortfall",
                "child_no_means",
                f"None of the texts compared punishes trafficking of a child ({quoted(cites) or 'no words'}). "
                "If another article does, compare it too.",
                cites=cites,
                witness=gaps[0].witness if gaps else None,
            )


class CompulsionForChild(Rule):
    """No means is needed to recruit a child, but forms of exploitation are defined by compulsion.

    Where the definition of exploitation asks for compulsion (compelling to sexual services), compulsion comes back
    through the purpose: the offence is not complete for a child who is not compelled. Forced labour is not counted,
    its compulsion being the Protocol's own. The rule also fails in part where the age must be known, or where only
    some acts are covered.

    Effect: shortfall, only elsewhere, or on one reading. Source: Palermo Protocol, art. 3(c).
    """

    code, title = "CHI004", "child rule met only in part"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if the child rule is met in part for another reason than age."""
        verdict = case.verdict
        if verdict.child_no_means != "partial" or (verdict.child_age or CHILD) < CHILD:
            return
        left = self._left_out(case)
        elsewhere = {
            o: bits & left
            for o, bits in case.comparison.elsewhere(case.analysis.readings.settings).items()
            if bits & left
        }
        where = pins(case.basic_pins())
        if verdict.child_forms:
            named = [m for f in verdict.child_forms for m in verdict.elements[f].standings[0].mentions]
            mentions = [m for m in named if case.taxonomy[m.concept].compulsion] or named
            cites = [c for m in mentions for c in m.cites]
            message = (
                f"No means is needed to recruit a child ({where}), but these forms are defined by compulsion: "
                f"{listed(map(case.label, verdict.child_forms))}{bracket(quoted(cites))}."
            )
        else:
            mentions = [m for m in verdict.mentions if m.concept == "circumstance.knowledge-of-age"]
            cites = [c for m in mentions for c in m.cites]
            pairs = listed(f"{case.label(a)} for {case.label(p)}" for a, p in verdict.child_missing[:3])
            message = (
                f"The age of the child must be known{bracket(quoted(cites))}."
                if mentions
                else f"Without means a child is not protected against {pairs}."
            )
        if elsewhere:
            whole = not left & ~union(elsewhere.values())
            some = "" if whole else ", as far as it reaches"
            message += f" Without compulsion {case.sanctions(elsewhere)} remains{some}."
        message += " Article 3(c) is met only in part"
        note = [c for c in case.analysis.readings.open if self._cures(case, c)]
        if note:
            message += "; whether the rule on a child's consent also removes that compulsion depends on the reading"
            cites = [*cites, *(Cite(q.address or c.address, q) for c in note for q in c.evidence)]
        yield self.finding(
            case,
            "shortfall-on-one-reading"
            if note
            else "only-elsewhere"
            if elsewhere and not left & ~union(elsewhere.values())
            else "shortfall",
            "child_no_means",
            f"{message}.",
            cites=cites,
            witness=case.comparison.story(left) if left else None,
            remedy="Say that for a victim under eighteen neither means nor compulsion is needed.",
        )

    def _left_out(self, case: Case) -> int:
        comparison, verdict = case.comparison, case.verdict
        missing = comparison.child & ~verdict.coverage.possible
        forms = verdict.child_forms or dict.fromkeys(p for _, p in verdict.child_missing)
        return missing & union(comparison.space.having(comparison.taxonomy.facts(f)) for f in forms)

    def _cures(self, case: Case, choice: Choice) -> bool:
        return any(a.choice is choice and a.verdict.child_no_means == "satisfied" for a in case.analysis.alternatives)


class ChildRuleUnwritten(Rule):
    """The child rule is met in substance, but only because nobody needs means: no words say so.

    Should the means be moved into the basic offence, an express rule for children must come with them.

    Effect: departure, a note. Source: Palermo Protocol, art. 3(c).
    """

    code, title = "CHI005", "child rule without words"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if the rule is satisfied and no limb speaks of children."""
        spoken = any(m.victim_age for m in case.verdict.mentions if m.placement == "essential")
        if case.verdict.child_no_means == "satisfied" and not spoken and case.verdict.roles["means"] != "required":
            yield self.finding(
                case,
                "departure",
                "child_no_means",
                "No means is needed where the victim is a child, since none is needed for anyone: "
                "satisfied in substance, no express rule.",
                cites=case.basic_cites(),
            )


RULES = (MeansRequiredForChild, AgeBelowEighteen, NoChildRule, CompulsionForChild, ChildRuleUnwritten)
