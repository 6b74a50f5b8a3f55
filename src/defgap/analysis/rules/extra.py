"""EXT: requirements that the Protocol does not know."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.rules.base import Case, Rule
from defgap.analysis.wording import bracket, listed, pins, quoted


class ExtraRequirement(Rule):
    """Liability depends on something that article 3 does not ask for.

    A border that must be crossed, travel, an organised group, gain, the sex of the victim, a result: whoever acts
    without it goes unpunished. Under UNTOC art. 34(2) with Protocol art. 1 domestic trafficking by one person must be
    punishable too. The same circumstance as an aggravating one is no finding.

    Everything else is compared as if the requirement were met, so that it is reported once.

    Effect: shortfall. Mended by dropping the condition or moving it to the aggravated offence.
    Source: Palermo Protocol, arts. 3(a), 5(1); UNTOC art. 34(2).
    """

    code, title = "EXT001", "extra requirement"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per requirement, or one for requirements that are alternatives."""
        for concepts, stories in case.verdict.lost:
            if concepts == ("circumstance.against-will",):
                continue  # CON003 says so
            mentions = [
                m
                for m in case.verdict.mentions
                if m.placement == "essential" and m.concept and any(case.taxonomy.is_a(m.concept, c) for c in concepts)
            ]
            cites = [c for m in mentions for c in m.cites]
            names = listed(map(case.label, concepts), "or")
            places = pins(m.address for m in mentions)
            witness = case.comparison.story(stories)
            domestic = any(c in ("circumstance.cross-border", "actor.organised-group") for c in concepts)
            message = f"Liability depends on this: {names}{bracket(f'{places}: {quoted(cites)}' if cites else '')}."
            if domestic:
                message += (
                    " Under UNTOC art. 34(2) with Protocol art. 1 domestic trafficking by one person must be "
                    "punishable too."
                )
            else:
                message += " Article 3 does not ask for it; conduct without it is left unpunished."
            yield self.finding(
                case,
                "shortfall",
                case.taxonomy[concepts[0]].extra or concepts[0],
                message,
                cites=cites,
                witness=witness,
                remedy="Drop the condition, or let it only raise the penalty.",
            )


class AgeOnly(Rule):
    """The offence protects only victims of some ages.

    Article 3 protects every person. A law that begins at an age above eighteen, or ends at one, leaves the others out.
    That a text is about children only is its scope (EXT002); what concerns children alone stands under CHI.

    Effect: shortfall. Mended by dropping the limit. Source: Palermo Protocol, arts. 3(a), 5(1).
    """

    code, title = "EXT003", "victims of some ages only"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if adults of some ages are left out."""
        gaps = case.age_gaps
        if gaps:
            cites = case.age_cites
            ages = listed(
                case.words.bands[a] for a in case.words.bands if any(g.adults and a in g.product[3] for g in gaps)
            )
            yield self.finding(
                case,
                gaps[0].effect,
                "victim-age",
                f"Victims of {ages} years are left out{bracket(quoted(cites))}. Article 3 protects every person.",
                cites=cites,
                witness=gaps[0].witness,
                remedy="Drop the limit of age.",
            )


class ChildOnly(Rule):
    """The texts compared concern children only.

    The victim's age is then the scope of the text, not a gap: nothing is concluded about adults.

    Effect: not given. Mended by comparing the adults' offence too.
    """

    code, title = "EXT002", "children only"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if no basic offence covers an adult."""
        if case.verdict.child_only:
            cites = case.age_cites
            yield self.finding(
                case,
                "not-given",
                "victim-age",
                f"The texts compared concern children only{bracket(quoted(cites))}; nothing is concluded about adults.",
                cites=cites,
            )


RULES = (ExtraRequirement, ChildOnly, AgeOnly)
