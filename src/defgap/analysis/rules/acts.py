"""ACT: acts of the Protocol that a law omits, and acts that it adds."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.rules.base import Case, Rule, shortfall
from defgap.analysis.wording import listed, pin, quoted


class ActOmitted(Rule):
    """An act of article 3(a) is covered by no text compared.

    The Protocol names five acts: recruitment, transportation, transfer, harbouring, receipt. Any one of them is
    enough. If none of a law's words covers one, everyone who does only that act, by the means and for the purpose of
    the Protocol, goes unpunished as a trafficker.

    Effect: shortfall (Protocol art. 5(1)). Mended by naming the act, or a wider word for it, in the basic offence.
    Source: Palermo Protocol, art. 3(a).
    """

    code, title = "ACT001", "act omitted"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for each act of the standard that is left out."""
        for loss in case.losses:
            if loss.element.startswith("act."):
                what = f"by {case.label(loss.element)}"
                yield self.finding(
                    case,
                    loss.effect,
                    loss.element,
                    shortfall(case, loss, what),
                    witness=loss.witness,
                    cites=case.basic_cites(),
                    remedy=f"Name {case.label(loss.element)} among the acts.",
                    short=case.label(loss.element),
                )


class ActBeyond(Rule):
    """The basic offence names acts that article 3(a) does not.

    A state may punish more than the Protocol asks. The act is reported so that the reader sees where the national
    definition is wider; it is never a failure under article 5(1). "Other acts" leave the list open, which raises the
    question of legality.

    Effect: departure. Source: Palermo Protocol, art. 3(a); UNTOC art. 34(3).
    """

    code, title = "ACT002", "act beyond the Protocol"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for all such acts."""
        mentions = [m for m in case.essential("act") if m.concept and not case.taxonomy[m.concept].element]
        if mentions:
            cites = [c for m in mentions for c in m.cites]
            names = listed(case.label(m.concept) for m in mentions)
            yield self.finding(
                case,
                "departure",
                "act",
                f"The basic offence also punishes {names} ({pin(mentions[0].address)}: {quoted(cites)}), "
                "which article 3(a) does not name. Allowed.",
                cites=cites,
            )


RULES = (ActOmitted, ActBeyond)
