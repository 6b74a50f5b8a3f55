"""LAW001: language versions of one provision that differ."""

from collections.abc import Iterator

from attrs import evolve, frozen

from defgap.analysis.comparison import Comparison
from defgap.analysis.contrast import contrast, decided, naming
from defgap.analysis.divergence import Divergence, Side, diverge
from defgap.analysis.findings import Effect, Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule, sentence
from defgap.analysis.versions import Pair, alone, named, pairs
from defgap.analysis.wording import Wording, listed, pin, pins
from defgap.analysis.wordings import Version, Versions, names, penalties
from defgap.model.offences import Consent, Definition, Law, Offence, Tier, join
from defgap.model.stories import BudgetExceeded


class VersionsDiffer(Rule):
    """Two language versions of one provision do not say the same.

    Versions are compared as formulas, each on all its readings, in both directions. They are no alternatives of one
    offence: the verdicts are those of the language that was given first, and the other version is only compared with
    it. What an authority decides of one version is said, but it does not take a reading away from the wording.

    A difference is *certain* where no reading of one version means what some reading of the other means. Where they
    share a reading there is no certain conflict, and the finding is a note: one version fixes what the other leaves
    open, or they have the same readings and differ on the one in force. Where words of a version were not accounted
    for, or a text may not be whole, nothing is concluded.

    Penalties, openness of a list and provisions that stand in one version only are compared too, rules on consent by
    what they say for whom. A word is compared where it is defined, not again where it is used.

    Bad, differs on every reading:

        en: recruitment by force, for the purpose of exploitation
        fr: recrutement, aux fins d'exploitation

    A note, one version fixes one reading of the other:

        ru: вербовка, а также совершение иных деяний в целях эксплуатации
        kk: азғырып көндіру, сондай-ақ қанау мақсатында өзге де іс-әрекеттер жасау

    Good:

        ru: вербовка в целях эксплуатации, а также совершение иных деяний в тех же целях
        kk: қанау мақсатында азғырып көндіру, сондай-ақ сол мақсатта өзге де іс-әрекеттер жасау

    Effect: departure, a warning if certain and else a note; shortfall on one reading where, for certain, one version
    covers conduct of the Protocol that the other does not; not given where words were not read. Which version prevails
    is for the country's law on languages and legislation to say.
    Source: Palermo Protocol, arts. 3, 5(1); for treaties in several languages compare Vienna Convention on the Law of
    Treaties, art. 33.
    """

    code, title, grade = "LAW001", "language versions differ", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per part of a provision that two versions word differently."""
        for version in case.analysis.versions:
            both = Versions(case.law, case.analysis.readings, version.law, version.readings, case.taxonomy)
            comparison = Comparison(case.analysis.standard, join((case.law, version.law)), case.taxonomy)
            view = _View(case, version, both, comparison)
            for pair in pairs(case.law, version.law):
                for first, second in both.sides(pair):
                    yield from self._compared(view, first, second)
                yield from self._penalties(view, pair)
                yield from self._missing(view, pair)
                yield from self._openness(view, pair)
                yield from self._consent(view, pair)
            for address in alone(case.law, version.law):
                yield self.finding(
                    case,
                    "not-given",
                    "offence",
                    f"{pin(address)}: no trafficking offence was read there in {both.name(1)}; the versions are not "
                    "compared.",
                    address=address,
                    short=f"{pin(address)} not compared",
                )

    def _compared(self, view: "_View", first: Side, second: Side) -> Iterator[Finding]:
        case, comparison = view.case, view.comparison
        where = pin(first.address)
        try:
            found = diverge(comparison, first, second)
        except BudgetExceeded:
            message = f"{where}: too many stories; the versions are not compared."
            yield self.finding(case, "not-given", "offence", message, address=first.address, grade="note")
            return
        if found is None:
            yield from self._names(view, first, second)
            return
        said = contrast(found, comparison)
        settled = {**case.analysis.readings.settled, **view.version.readings.settled}
        sentence_of, authority = decided(found, settled)
        concerns = found.protocol if _basic(case, first.address) else None
        effect: Effect = "shortfall-on-one-reading" if concerns and found.certain else "departure"
        if found.kind == "conflict" and not found.certain:
            effect = "not-given"
        made = self.finding(
            case,
            effect,
            next(iter(said.roles), "offence"),
            f"{where}: {said.sentences[:1].lower()}{said.sentences[1:]}{sentence_of}",
            cites=said.cites,
            address=first.address,
            authority=authority,
            explanation=_weigh(found, concerns is not None),
            remedy=_remedy(found),
            grade="warning" if found.certain else "note",
            short=f"{where}, {named(first.language)} and {named(second.language)}, {said.brief}",
        )
        yield evolve(made, witness=Wording(comparison).story(concerns) if concerns and found.certain else said.witness)

    def _names(self, view: "_View", first: Side, second: Side) -> Iterator[Finding]:
        for one, other in ((first, second), (second, first)):
            found = names(view.comparison, one, other)
            if found:
                labels = listed(view.case.label(c) for c in found)
                yield self.finding(
                    view.case,
                    "departure",
                    "names",
                    f"{pin(first.address)}: the versions differ in what they name, not in reach: {labels} only in "
                    f"{one.name}.",
                    cites=naming(one, found),
                    address=first.address,
                    grade="note",
                    short=f"{pin(first.address)}, in what they name, not in reach",
                )

    def _penalties(self, view: "_View", pair: Pair) -> Iterator[Finding]:
        for one, other in penalties(pair):
            said = [sentence(t.sanction) for t in (one, other)]
            yield self.finding(
                view.case,
                "departure",
                "sanction",
                f"{pin(one.address)}: the penalty is {said[0]} in {view.both.name(0)} and {said[1]} in "
                f"{view.both.name(1)}.",
                cites=(*view.penalty(0, one), *view.penalty(1, other)),
                address=one.address,
                remedy="Correct the version that was not intended.",
                short=f"{pin(one.address)}, penalty",
            )

    def _missing(self, view: "_View", pair: Pair) -> Iterator[Finding]:
        for missing in view.both.missing(pair):
            yield self.finding(
                view.case,
                "not-given",
                "offence",
                f"{pins(missing.addresses)}: read in {missing.name} only. The editions may differ, or {missing.other} "
                "was not read whole.",
                address=missing.addresses[0],
                grade="note",
                short=f"{pins(missing.addresses)} in one version only",
            )

    def _openness(self, view: "_View", pair: Pair) -> Iterator[Finding]:
        opened = [any(isinstance(d, Definition) and d.openness == "open" for d in g) for g in (pair.first, pair.second)]
        if opened[0] == opened[1]:
            return
        yield self.finding(
            view.case,
            "departure",
            "definition",
            f"{pin(pair.address)}: the list is open in {view.both.name(opened.index(True))} only.",
            cites=[
                Cite(q.address or d.address, q)
                for d in (*pair.first, *pair.second)
                if isinstance(d, Definition)
                for q in d.evidence
            ],
            address=pair.address,
            short=f"{pin(pair.address)}, open list",
        )

    def _consent(self, view: "_View", pair: Pair) -> Iterator[Finding]:
        rules = [_rules(g) for g in (pair.first, pair.second)]
        if rules[0].keys() == rules[1].keys():
            return
        said = listed(
            (listed(f"{r.replace('-', ' ')} for {v}" for r, v in rules[i]) or "not stated") + f" in {view.both.name(i)}"
            for i in (0, 1)
        )
        yield self.finding(
            view.case,
            "departure",
            "consent",
            f"{pin(pair.address)}: the irrelevance of consent is {said}.",
            cites=[
                Cite(q.address or c.address, q)
                for own, tongue in zip(rules, view.both.languages, strict=True)
                for c in own.values()
                for q in c.evidence
                if q.language in ("", tongue)
            ],
            address=pair.address,
            grade="warning" if all(rules) else "note",
            short=f"{pin(pair.address)}, consent",
        )


@frozen(eq=False)
class _View:
    """A version beside the law, with what its comparison needs."""

    case: Case
    version: Version
    both: Versions
    comparison: Comparison

    def penalty(self, place: int, tier: Tier) -> tuple[Cite, ...]:
        quotes = tier.sanction.evidence if tier.sanction else ()
        return tuple(
            Cite(q.address or tier.address, q) for q in quotes if q.language in ("", self.both.languages[place])
        )


def _rules(provisions: tuple[Offence, ...] | tuple[Definition, ...]) -> dict[tuple[str, str], Consent]:
    return {(c.rule, c.victim): c for o in provisions if isinstance(o, Offence) for c in o.consents if not c.choice}


def _basic(case: Case, address: str) -> bool:
    """True if an address is of the basic offence or of a definition: there a difference may concern the Protocol."""
    law: Law = case.law
    tiers = {t.address for o in law.offences for t in o.basic}
    return address in tiers or any(d.address == address for d in law.definitions)


def _weigh(found: Divergence, concerns: bool) -> str:
    if found.kind == "conflict":
        return (
            "Points to weigh: which version prevails; whether the accused may rely on the milder one; which one the "
            "courts apply."
        )
    text = "Points to weigh: a reading that both versions allow reconciles them; a court may take another."
    return text + (" The readings differ in conduct that article 3 covers (TXT001)." if concerns else "")


def _remedy(found: Divergence) -> str:
    if found.kind == "conflict":
        return "Decide which version is meant and word the other like it."
    return "Word both versions so that only the reading that is meant remains."


RULES = (VersionsDiffer,)
