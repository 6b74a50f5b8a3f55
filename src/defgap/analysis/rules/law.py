"""LAW002, LAW003: acts of one country that differ, references that lead nowhere."""

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from defgap.analysis.comparison import Comparison
from defgap.analysis.contrast import contrast, decided, naming
from defgap.analysis.divergence import Side, diverge
from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.readings import Readings
from defgap.analysis.references import circles, dangling
from defgap.analysis.rules.base import Case, Rule
from defgap.analysis.versions import language, named, owners
from defgap.analysis.wording import bracket, listed, pin, pins, quoted
from defgap.analysis.wordings import basic, names
from defgap.model.offences import Law, Offence
from defgap.model.stories import BudgetExceeded


class ActsDiffer(Rule):
    """A definition of trafficking in one act does not say what the offence, or the definition, of another act says.

    Assistance and prevention laws often define trafficking anew. Such a definition grounds no liability, and the
    verdicts are those of the offence; but who counts as a victim may then differ from whose trafficker can be
    punished. The basic offences of the one act are compared with the definition of the other as formulas, on all
    readings and in both directions, in every language that was given.

    An illustrative list ("including by …") changes no extension: acts that only differ so *differ in what they name,
    not in reach*, which is a note.

    Bad:

        Code: recruitment for the purpose of exploitation
        Law:  recruitment by force or deception, for the purpose of exploitation

    A note:

        Law:  recruitment for the purpose of exploitation, including by force or deception

    Good:

        Law:  trafficking in persons is the conduct punished by article 128 of the Code

    Effect: departure, a warning if the acts differ on every reading and else a note.
    Source: Palermo Protocol, arts. 3, 5(1), 6.
    """

    code, title, grade = "LAW002", "acts of one country differ", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per definition of one act that differs from what another act says."""
        analysis = case.analysis
        laws = [(case.law, analysis.readings), *((v.law, v.readings) for v in analysis.versions)]
        for law, ways in laws:
            speech = language(law) if len(laws) > 1 else ""
            parts = tuple(p for p in analysis.parts if len(laws) == 1 or language(p) == speech)
            for punishing, defining in _against(law, parts):
                own = law is case.law
                comparison = analysis.comparison if own else Comparison(analysis.standard, law, case.taxonomy)
                pair = _Pair(punishing, defining, law, ways, speech)
                yield from self._compared(case, comparison, pair)

    def _compared(self, case: Case, comparison: Comparison, pair: "_Pair") -> Iterator[Finding]:
        first, second = pair.sides()
        both = f"{first.name} and {second.name}"
        try:
            found = diverge(comparison, first, second)
        except BudgetExceeded:
            message = f"{pair.titles}: too many stories; the acts are not compared."
            yield self.finding(case, "not-given", "offence", message, address=second.address, grade="note")
            return
        if found is None:
            yield from self._names(case, comparison, pair, first, second)
            return
        said = contrast(found, comparison)
        settled, authority = decided(found, pair.ways.settled)
        made = self.finding(
            case,
            "not-given" if found.kind == "conflict" and not found.certain else "departure",
            next(iter(said.roles), "offence"),
            f"{pair.titles}: {said.sentences[:1].lower()}{said.sentences[1:]}{settled}",
            cites=said.cites,
            address=second.address,
            authority=authority,
            explanation="Points to weigh: a definition outside the criminal law grounds no liability; it may decide "
            "who is assisted as a victim.",
            remedy=ONCE,
            grade="warning" if found.certain else "note",
            short=f"{both}, {said.brief}",
        )
        yield evolve(made, witness=said.witness)

    def _names(self, case: Case, comparison: Comparison, pair: "_Pair", first: Side, second: Side) -> Iterator[Finding]:
        told: list[str] = []
        cites: list[Cite] = []
        for one, other in ((second, first), (first, second)):
            found = names(comparison, one, other)
            if found:
                own = naming(one, found)
                told.append(f"only {one.name} names {listed(case.label(c) for c in found)}{bracket(quoted(own, 9))}")
                cites += own
        if told:
            both = f"{first.name} and {second.name} differ in what they name, not in reach"
            yield self.finding(
                case,
                "departure",
                "names",
                f"{pair.titles}: {both}: {'; '.join(told)}.",
                cites=cites,
                address=second.address,
                remedy=ONCE,
                grade="note",
                short=both,
            )


ONCE = "Define trafficking once and refer to it."


@frozen(eq=False)
class _Acts:
    """The offences of one or several acts, or the definitions of one."""

    laws: tuple[Law, ...]
    offences: tuple[Offence, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The addresses of the basic offences."""
        return tuple(dict.fromkeys(t.address for o in self.offences for t in o.basic))


def _against(law: Law, parts: tuple[Law, ...]) -> Iterator[tuple[_Acts, _Acts]]:
    """Yield every act that only defines trafficking, with the acts it is to be compared with.

    These are the acts of its country that punish it, together; without such, each earlier act that defines it too.
    """
    of = owners(law, parts)
    acts: dict[int, _Acts] = {}
    for place, offence in enumerate(law.offences):
        if offence.kind != "neighbour" and place in of:
            before = acts.get(id(of[place]), _Acts((of[place],), ()))
            acts[id(of[place])] = evolve(before, offences=(*before.offences, offence))
    every = tuple(acts.values())
    for number, one in enumerate(every):
        if any(o.kind != "definition" for o in one.offences):
            continue
        others = [a for a in every if a is not one and _one_country(a.laws[0], one.laws[0])]
        punishing = [(a, kept) for a in others if (kept := tuple(o for o in a.offences if o.kind == "trafficking"))]
        if punishing:
            yield _Acts(tuple(x for a, _ in punishing for x in a.laws), tuple(o for _, k in punishing for o in k)), one
        else:
            yield from ((a, one) for a in others if a in every[:number])


@frozen(eq=False)
class _Pair:
    """Two groups of acts of one law, in the language of `speech` if the law was given in several."""

    punishing: _Acts
    defining: _Acts
    law: Law
    ways: Readings
    speech: str

    @property
    def titles(self) -> str:
        """The acts by their titles, without the articles."""
        return listed(_title(x) for acts in (self.punishing, self.defining) for x in acts.laws)

    def sides(self) -> tuple[Side, Side]:
        """Return what is compared; the places name the sides, or the titles where the places are the same."""
        tongue = f" ({named(self.speech)} text)" if self.speech else ""
        unread = bool(self.law.residue or self.law.incomplete)
        groups = (self.punishing, self.defining)
        names = [pins(acts.places) for acts in groups]
        if names[0] == names[1]:
            names = [listed(_title(x) for x in acts.laws) for acts in groups]
        first, second = (
            Side(
                self.law,
                self.ways.settings,
                basic(acts.offences),
                next(iter(acts.places), ""),
                name + tongue,
                language(self.law),
                unread,
            )
            for acts, name in zip(groups, names, strict=True)
        )
        return first, second


def _title(law: Law) -> str:
    return re.split(r":|, art\.", law.title)[0].strip() or law.id


def _one_country(one: Law, other: Law) -> bool:
    return not (one.jurisdiction and other.jurisdiction) or one.jurisdiction == other.jurisdiction


class ReferenceUnresolved(Rule):
    """A provision refers to a part or an article that was not given, or words are defined by each other.

    What hangs on the missing provision was read without it: an aggravated offence that builds on a part that is not
    there is taken to build on the basic offence. A word that is defined in a circle means no more than the definitions
    name for certain.

    Bad:

        2. The acts provided for in part three, if committed by a group, …   (there is no part 3)

    Good:

        2. The acts provided for in part one, if committed by a group, …

    Effect: not given. Mended by giving the missing provision too, or by correcting the number.
    """

    code, title, grade = "LAW003", "reference unresolved", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per reference and one per circle."""
        for reference in dict.fromkeys((*case.analysis.references, *dangling(case.law))):
            target = pin(reference.target) if "_" in reference.target else reference.target
            yield self.finding(
                case,
                "not-given",
                "reference",
                f"{pin(reference.address)} refers to {target}, which was not found in the texts given.",
                cites=reference.cites,
                address=reference.address,
                remedy="Give the provision too, with --as-one-law or --definitions, or correct the reference.",
                short=f"{pin(reference.address)} to {target}",
            )
        for circle in circles(case.law):
            words = listed(f"«{name}»" for name in circle)
            only = "is defined by itself" if len(circle) == 1 else "are defined by each other"
            yield self.finding(
                case,
                "not-given",
                "reference",
                f"{words} {only}.",
                cites=[
                    Cite(q.address or d.address, q)
                    for d in case.law.definitions
                    if d.name in circle
                    for q in d.evidence
                ],
                address=next((d.address for d in case.law.definitions if d.name in circle), ""),
                remedy="Define one of the words without the other.",
                short=f"{words} {only}",
            )


RULES = (ActsDiffer, ReferenceUnresolved)
