"""The rules, one small class each; the docstring of a rule is its page in the docs and what `defgap rule` prints."""

from defgap.analysis.findings import Finding
from defgap.analysis.gaps import Analysis
from defgap.analysis.rules import acts, child, consent, extra, law, means, purpose, sanction, text, versions
from defgap.analysis.rules.base import Case, Rule
from defgap.errors import UnknownName

RULES: tuple[Rule, ...] = tuple(
    rule()
    for family in (acts, means, purpose, child, consent, extra, sanction, versions, law, text)
    for rule in family.RULES
)


def find(analysis: Analysis) -> tuple[Finding, ...]:
    """Return every finding of every rule, errors first; none where the law says what the standard says."""
    case = Case(analysis)
    found = [finding for rule in RULES for finding in rule.find(case)]
    return tuple(sorted(found, key=lambda f: f.order))


def rule(code: str) -> Rule:
    """Return the rule of a code such as `MEA002`, in any case; raises UnknownName."""
    for candidate in RULES:
        if candidate.code == code.upper():
            return candidate
    raise UnknownName(f"no rule {code!r}; the rules are {', '.join(r.code for r in RULES)}")


__all__ = ["RULES", "Case", "Rule", "find", "rule"]
