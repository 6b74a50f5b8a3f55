"""Findings: statements about a law, each with its effect in law, its severity, quoted words and a rule to look up."""

from typing import Literal

from attrs import frozen

from defgap.analysis.mentions import Cite

Effect = Literal["shortfall", "shortfall-on-one-reading", "only-elsewhere", "departure", "not-given"]
Severity = Literal["error", "warning", "note"]
Grade = Literal["alignment", "warning", "note"]
Profile = Literal["alignment", "minimum"]

EFFECTS: tuple[Effect, ...] = ("shortfall", "shortfall-on-one-reading", "only-elsewhere", "departure", "not-given")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
PROFILES: tuple[Profile, ...] = ("alignment", "minimum")
"""`alignment`: means or purpose omitted or misplaced is an error, as the recommendation to align the definition asks.
`minimum`: it is a warning, since Protocol art. 5(1) is a floor and a wider offence is allowed."""


@frozen
class Finding:
    """One statement about a law.

    `effect` is what it means in law, `severity` what continuous integration makes of it. `element` is the element or
    role it speaks of, `address` the provision. `witness` is a story that shows it, as labelled facts. `explanation`
    holds points to weigh. `authority` names the source that settles a reading. `short` says it in a few words.
    """

    rule: str
    title: str
    effect: Effect
    severity: Severity
    element: str
    address: str
    message: str
    cites: tuple[Cite, ...] = ()
    witness: tuple[str, ...] = ()
    authority: str = ""
    explanation: str = ""
    remedy: str = ""
    standard: str = ""
    short: str = ""

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sort key: errors first, conduct left unpunished before departures."""
        return SEVERITIES.index(self.severity), EFFECTS.index(self.effect), self.rule, self.element


def severity(effect: Effect, grade: Grade, profile: Profile) -> Severity:
    """Return the severity of a finding: by its effect where that decides, else by its grade under the profile."""
    if effect == "shortfall":
        return "error"
    if effect in ("shortfall-on-one-reading", "only-elsewhere"):
        return "warning"
    if grade == "alignment":
        return "error" if profile == "alignment" else "warning"
    return grade
