"""MEA: means not required, misplaced, illustrative, omitted or narrowed."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule, shortfall
from defgap.analysis.wording import listed, pins, quoted, upper
from defgap.model.stories import Story

WEIGH = (
    "Points to weigh: trafficking is no longer told apart from consensual conduct{}; intent need not reach any means; "
    "courts then look for compulsion elsewhere (the definition of exploitation, the rule on consent); double "
    "criminality with states that require means; identification and statistics. Against moving the means in: it adds "
    "a burden of proof."
)


class MeansNotRequired(Rule):
    """The basic offence requires no means for an adult, or only in some of its limbs.

    Article 3(a) makes the means (threat, force, coercion, abduction, fraud, deception, abuse of power or of a position
    of vulnerability, payments to a controller) an element of the definition for adults. Where the basic offence needs
    none, it is wider than article 3(a). No conduct of the Protocol is left unpunished by that: it is a departure from
    the definition, not in itself a failure under article 5(1).

    The witness shows conduct that the law punishes as trafficking and the Protocol does not call so. "No means" speaks
    of recruitment: compulsion intended at the stage of exploitation is a different fact (`coercion_in_purpose`).

    Effect: departure; error under the profile `alignment`, warning under `minimum`.
    Source: Palermo Protocol, art. 3(a); UNTOC art. 16(1), 34(3).
    """

    code, title, grade = "MEA001", "means not required", "alignment"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding where the means are not required throughout."""
        value = case.verdict.roles["means"]
        if value not in ("some", "not-required") or case.verdict.child_only:
            return
        where = pins(case.basic_pins())
        placed = [m for m in case.of_adults() if m.role == "means" and m.placement == "aggravating"]
        cites = [c for m in placed for c in m.cites]
        if value == "some":
            message = f"Some limbs of the basic offence ({where}) require no means."
        elif placed:
            places = pins(m.address for m in placed)
            message = (
                f"No means is required by the basic offence ({where}); {quoted(cites, 20)} only raise the penalty "
                f"({places})."
            )
        else:
            message = f"No means is required by the basic offence ({where})."
        message += (
            " The offence is wider than article 3(a). This is a departure from the definition, not in itself a "
            "failure under article 5(1)."
        )
        if case.verdict.coercion_in_purpose != "none":
            message += " No means at recruitment: compulsion is intended where the form of exploitation contains it."
        yield self.finding(
            case,
            "departure",
            "means",
            message,
            cites=cites or case.basic_cites(),
            address=next(iter(case.basic_pins()), ""),
            witness=_witness(case),
            explanation=_weigh(case),
            remedy="Move the means into the basic offence; see the notes on what that lowers.",
        )


def _weigh(case: Case) -> str:
    open_ended = any(m.concept == "act.other-act" for m in case.essential("act"))
    return WEIGH.format("; the legality of «other acts»" if open_ended else "")


def _witness(case: Case) -> Story | None:
    found = [b for b in case.verdict.beyond if "means" in b.lacking]
    found.sort(key=lambda b: len(b.lacking))
    plain = [b for b in found if not _compelled(case, b.witness)]
    return (plain or found)[0].witness if found else None


def _compelled(case: Case, story: Story) -> bool:
    concepts = case.taxonomy.concepts
    return any(f in concepts and concepts[f].compulsion for f in story if f.startswith("purpose."))


class MeansMisplaced(Rule):
    """A means of article 3(a) stands only among the aggravating circumstances.

    In the Protocol each means is an alternative element of the definition. Here it raises the penalty instead. Where
    the law names a narrower form (violence only if dangerous to life and health), or a mere attribute of the victim
    (known pregnancy, illness, helplessness: *status*, not the abuse of a position), the finding says so.

    In Russian such a circumstance is a «квалифицирующий признак», never «отягчающее обстоятельство».

    Effect: departure; error under the profile `alignment`, warning under `minimum`.
    Source: Palermo Protocol, art. 3(a).
    """

    code, title, grade = "MEA002", "means only aggravating", "alignment"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per element; none for a text about children only, who need no means."""
        if case.verdict.child_only:
            return
        for element in case.verdict.elements.values():
            first = element.standings[0]
            if element.id.startswith("means.") and first.placement == "aggravating":
                named = [m for m in first.mentions if m in case.of_adults()] or first.mentions
                own = [m for m in named if m.role == "means"]
                status = [m for m in named if m.role == "victim"]
                cites = [c for m in (*own, *status) for c in m.cites]
                places = pins(m.address for m in own or status)
                words = quoted(c for m in own or status for c in m.cites)
                what = "only an aggravating circumstance" if own else "not named as a means"
                message = f"{upper(case.label(element.id))}: {what} ({places}: {words})."
                if first.breadth == "narrower":
                    names = listed(case.label(m.concept) for m in own)
                    message += f" Narrower than the Protocol: {names}." if names else ""
                if status:
                    message += (
                        f" {quoted(c for m in status for c in m.cites)} ({pins(m.address for m in status)}) "
                        "describes the victim: status, which only aggravates."
                    )
                yield self.finding(
                    case, "departure", element.id, message, cites=cites, short=f"{case.label(element.id)} ({places})"
                )


class MeansIllustrative(Rule):
    """A means is named only as an example and is not required.

    Words such as "including by", «в том числе путем» or "as well as in other ways" name means without making them a
    condition: the offence is complete without any of them. Such a list changes what the law names, not its reach.

    Effect: departure; error under the profile `alignment`, warning under `minimum`.
    Source: Palermo Protocol, art. 3(a).
    """

    code, title, grade = "MEA003", "means only as an example", "alignment"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for all such means."""
        found = [e for e in case.verdict.elements.values() if e.id.startswith("means.") and e.value == "illustrative"]
        if found:
            cites = [c for e in found for m in e.standings[0].mentions for c in m.cites]
            yield self.finding(
                case,
                "departure",
                "means",
                f"Named only as examples: {listed(case.label(e.id) for e in found)} "
                f"({quoted(cites)}): the offence is complete without them.",
                cites=cites,
            )


class MeansOmitted(Rule):
    """A means of article 3(a) is named nowhere, or only in another offence.

    Where the basic offence requires some means and no wider word covers this one, conduct by this means alone goes
    unpunished: a shortfall. Where no means is required at all, nothing is lost by the omission and it is only noted.

    Effect: shortfall where means are required; otherwise departure (a note). Source: Palermo Protocol, art. 3(a).
    """

    code, title = "MEA004", "listed means omitted"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield a shortfall per lost element, or one note for all that are not named."""
        lost = {loss.element for loss in case.losses}
        for loss in case.losses:
            element = case.verdict.elements.get(loss.element)
            if loss.element.startswith("means.") and element and element.value != "essential":
                what = f"by {case.label(loss.element)}"
                yield self.finding(
                    case,
                    loss.effect,
                    loss.element,
                    shortfall(case, loss, what),
                    witness=loss.witness,
                    cites=_cites(case),
                    remedy=f"Name {case.label(loss.element)} among the means.",
                    short=case.label(loss.element),
                )
        unnamed = [
            e
            for e in case.verdict.elements.values()
            if e.id.startswith("means.") and e.id not in lost and e.value in ("absent", "elsewhere")
        ]
        if unnamed and case.verdict.roles["means"] != "required":
            names = []
            for element in unnamed:
                name = case.label(element.id)
                if element.value == "elsewhere":
                    name += f" (only in {pins(m.address for m in element.standings[0].mentions)})"
                names.append(name)
            cites = [c for e in unnamed if e.value == "elsewhere" for m in e.standings[0].mentions for c in m.cites]
            yield self.finding(
                case,
                "departure",
                "means",
                f"Not named as a means of trafficking: {listed(names)}. Nothing is left unpunished by "
                "that, since no means is required.",
                cites=cites,
                address=next(iter(case.basic_pins()), ""),
            )


def _cites(case: Case) -> list[Cite]:
    return [c for m in case.essential("means") for c in m.cites]


class MeansNarrowed(Rule):
    """A means of article 3(a) is required in a narrower form.

    Where means are required, a word that covers only part of the Protocol's (violence dangerous to life for "use of
    force", dependence for "a position of vulnerability", public office for "power") leaves the rest unpunished.

    Effect: shortfall. Source: Palermo Protocol, art. 3(a).
    """

    code, title = "MEA005", "means narrowed"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per narrowed element that leaves conduct unpunished."""
        for loss in case.losses:
            element = case.verdict.elements.get(loss.element)
            if loss.element.startswith("means.") and element and element.value == "essential":
                cites = [c for m in element.standings[0].mentions for c in m.cites]
                what = f"by {case.words.facts(loss.facts, 'means')}"
                yield self.finding(
                    case,
                    loss.effect,
                    loss.element,
                    f"{shortfall(case, loss, what)} The law's words: {quoted(cites)}.",
                    cites=cites,
                    witness=loss.witness,
                    short=what.removeprefix("by "),
                )


RULES = (MeansNotRequired, MeansMisplaced, MeansIllustrative, MeansOmitted, MeansNarrowed)
