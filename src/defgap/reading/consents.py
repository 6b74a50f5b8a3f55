"""Consent: what a rule on the victim's consent says, as attributes of the offence it belongs to."""

from collections.abc import Callable, Sequence

from defgap.model.formulas import Term
from defgap.model.offences import Choice, Consent, Option
from defgap.reading.attachment import Quoting, leaf
from defgap.reading.groups import Group

CURED = "child-compulsion"


def consents(
    groups: Sequence[Group], address: str, at: tuple[int, int], quoting: Quoting, name: Callable[[str], str]
) -> tuple[tuple[Consent, ...], tuple[Choice, ...]]:
    """Return the rules that a sentence on consent states, with the choice that one for children leaves.

    `at` is the place of the words that deny consent its effect; `name` gives a choice its name. A rule that names
    means without setting them aside holds where they were used; one for children "whatever the means" may also cure
    compulsion in the purpose.
    """
    means = [g for g in groups if g.role == "means" and g.kind != "irrespective"]
    aside = [g for g in groups if g.kind == "irrespective" and g.role in ("means", "")]
    following = [g for g in groups if aside and g.start >= aside[0].start]
    regardless = bool(aside) and any(g.role == "means" or g.data.get("means") for g in following)
    means = [g for g in means if not (aside and g.start >= aside[0].start)]
    ages = {str(item.data.get("age", "")) for g in groups for item in g.items if item.kind == "AGE"}
    child = bool(ages - {"adult"})
    mentions = [leaf(c, i, quoting) for g in groups for i in g.items for c in i.concepts]
    exploited = any(
        m.name == "exploitation" if isinstance(m, Term) else getattr(m, "concept", "") == "act.exploitation"
        for m in mentions
    )
    place = at
    if regardless and following:
        last = following[-1] if following[-1].role == "means" else aside[0]
        place = (min(at[0], aside[0].start), max(at[1], last.end))
    rule = Consent(
        "if-means" if means else "unconditional",
        "child" if child else "adult" if ages else "any",
        "exploitation" if exploited else "act",
        ("victim",),
        address,
        quoting(*place),
    )
    if not (child and regardless):
        return (rule,), ()
    cured = name(CURED)
    lifting = Consent(rule.rule, rule.victim, rule.object, rule.whose, address, rule.evidence, cured, ("cured",), True)
    choice = Choice(
        cured,
        (
            Option("literal", "the definition of exploitation still asks for compulsion"),
            Option("cured", "the rule removes it for minors"),
        ),
        "literal",
        "literal",
        (),
        address,
        quoting(aside[0].start, max(g.end for g in (aside[0], *following[:2]))),
    )
    return (rule, lifting), (choice,)
