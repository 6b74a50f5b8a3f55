"""CON: what the law says of the victim's consent."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule
from defgap.analysis.wording import bracket, listed, quoted


def _cites(case: Case) -> list[Cite]:
    rules = [c for _, c in case.verdict.consent_rules if c.victim != "child"]
    return [Cite(q.address or c.address, q) for c in rules for q in c.evidence]


class ConsentUnstated(Rule):
    """The texts compared do not say that consent to the intended exploitation is irrelevant.

    Article 3(b): consent is irrelevant where any of the means was used. It asks for the effect, not for the words:
    where means are essential, the silence is only noted. Where the offence has no means element, whether freely given
    adult consent excludes liability is open.

    Effect: departure. Mended by stating it. Source: Palermo Protocol, art. 3(b).
    """

    code, title = "CON001", "irrelevance of consent not stated"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if no rule on consent was given."""
        if case.verdict.consent != "absent" or case.verdict.roles["act"] == "undetermined":
            return
        if case.verdict.child_only and case.verdict.consent_child != "absent":
            return
        message = "The irrelevance of consent to the intended exploitation is not stated in the texts compared."
        if case.verdict.roles["means"] != "required" and not case.verdict.child_only:
            message += " No means element: whether freely given adult consent excludes liability is open."
        yield self.finding(
            case, "departure", "consent", message, cites=case.basic_cites(), address=next(iter(case.basic_pins()), "")
        )


class ConsentConditional(Rule):
    """Consent is irrelevant only where means were used, and the offence itself requires none.

    The condition is the Protocol's own (article 3(b)) and no weakness where means are an element. Without a means
    element it may be read a contrario: freely given adult consent might excuse.

    Effect: departure, a note. Source: Palermo Protocol, art. 3(b).
    """

    code, title = "CON002", "irrelevance of consent conditional"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if the rule is conditional and no means is required."""
        if case.verdict.consent == "if-means" and case.verdict.roles["means"] in ("some", "not-required"):
            cites = _cites(case)
            yield self.finding(
                case,
                "departure",
                "consent",
                "The irrelevance of consent to the intended exploitation is stated where means were used "
                f"({quoted(cites, 4)}). No means element: whether freely given adult consent excludes "
                "liability is open.",
                cites=cites,
            )


class ConsentContradicted(Rule):
    """Want of consent is made a condition of the offence.

    If the act must be done against the will or without the consent of the victim, consent obtained by deception or
    abuse may excuse: the opposite of article 3(b).

    Effect: shortfall. Mended by dropping the condition. Source: Palermo Protocol, art. 3(b).
    """

    code, title = "CON003", "want of consent required"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if the basic offence asks for want of consent, or the law says that consent excuses."""
        mentions = [
            m for m in case.verdict.mentions if m.concept == "circumstance.against-will" and m.placement == "essential"
        ]
        said = [c for _, c in case.verdict.consent_rules if c.rule == "contradicted"]
        if mentions or said:
            cites = [c for m in mentions for c in m.cites] or _cites(case)
            objects = listed(c.object for c in said)
            yield self.finding(
                case,
                "shortfall",
                "consent",
                f"Consent{f' to {objects}' if objects else ''} excludes the offence{bracket(quoted(cites))}. "
                "Article 3(b) makes it irrelevant where any of the means was used.",
                cites=cites,
            )


RULES = (ConsentUnstated, ConsentConditional, ConsentContradicted)
