"""SAN: penalties, each under its own yardstick; always notes."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule, sentence
from defgap.analysis.wording import listed, pin

SERIOUS = 4.0
"""Years: UNTOC art. 2(b)."""


class BelowFourYears(Rule):
    """The maximum penalty of a basic trafficking offence is below four years.

    UNTOC art. 2(b) calls an offence with a maximum of at least four years a serious crime. The offences of the
    Protocol are Convention offences whatever the penalty: the line is a yardstick, not a condition of compliance.

    Effect: departure, a note. Source: UNTOC art. 2(b).
    """

    code, title = "SAN001", "maximum below four years"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per basic tier below the line."""
        for offence in case.law.trafficking:
            for tier in offence.basic:
                s = tier.sanction
                if s and not s.life and s.maximum is not None and s.maximum < SERIOUS:
                    cites = [Cite(q.address or tier.address, q) for q in s.evidence]
                    yield self.finding(
                        case,
                        "departure",
                        "sanction",
                        f"{pin(tier.address)}: {sentence(s)}; UNTOC art. 2(b) calls an offence serious from a "
                        "maximum of four years.",
                        cites=cites,
                        address=tier.address,
                    )


class InsteadOfPrison(Rule):
    """A basic trafficking offence may be punished without imprisonment.

    Effect: departure, a note under the yardstick of sufficiently severe penalties; the Protocol leaves the penalty to
    the states (UNTOC art. 11(1) asks for sanctions that take account of the gravity).
    """

    code, title = "SAN002", "alternative to imprisonment"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per basic tier with an alternative to prison."""
        for offence in case.law.trafficking:
            for tier in offence.basic:
                if tier.sanction and tier.sanction.alternatives:
                    names = listed((a.replace("-", " ") for a in tier.sanction.alternatives), "or")
                    cites = [Cite(q.address or tier.address, q) for q in tier.sanction.evidence]
                    yield self.finding(
                        case,
                        "departure",
                        "sanction",
                        f"{pin(tier.address)}: {names} may be imposed instead of imprisonment.",
                        cites=cites,
                        address=tier.address,
                    )


RULES = (BelowFourYears, InsteadOfPrison)
