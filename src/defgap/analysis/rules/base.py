"""What every rule sees of an analysis, and how it states a finding."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

from attrs import evolve, frozen

from defgap.analysis.findings import Effect, Finding, Grade, severity
from defgap.analysis.gaps import Analysis, Gap
from defgap.analysis.mentions import Cite, Mention
from defgap.analysis.products import Product
from defgap.analysis.wording import Wording, listed, pins, quoted
from defgap.model.grounding import either
from defgap.model.stories import Story


@frozen
class Loss:
    """One element of which a law leaves facts unpunished, with one effect: the facts and the gaps they come from."""

    element: str
    effect: Effect
    facts: frozenset[str]
    gaps: tuple[Gap, ...]
    adults: bool
    children: bool

    @property
    def witness(self) -> Story:
        """A story that holds a fact of the element."""
        return self.gaps[0].witness

    @property
    def offences(self) -> tuple[str, ...]:
        """The neighbouring offences that punish it."""
        return tuple(dict.fromkeys(o for gap in self.gaps for o in gap.offences))


class Case:
    """An analysis with what several rules ask of it."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.comparison, self.verdict, self.law = analysis.comparison, analysis.verdict, analysis.law
        self.taxonomy = analysis.taxonomy
        self.words = Wording(analysis.comparison)
        self._adults: tuple[Mention, ...] | None = None

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """The gaps that concern adults, or adults and children alike, by the element they turn on.

        It is of the role that would mend the gap, were it granted.
        """
        whole = self.words.whole()
        found: dict[tuple[str, Effect], list[Gap]] = {}
        for gap in self.analysis.gaps:
            if gap.effect == "not-given" or gap in self.child_gaps:
                continue
            if self._of_age(gap, whole):
                continue
            axis = self._wanting(gap, whole)
            for element in self._elements(gap.product[axis], axis):
                found.setdefault((element, gap.effect), []).append(gap)
        losses = []
        for (element, effect), gaps in found.items():
            facts = frozenset(
                f
                for gap in gaps
                for values in gap.product[:3]
                for value in values
                for f in self.comparison.members.get(value, ())
                if f in self.taxonomy.facts(element)
            )
            own = tuple(self._of_element(gap, element) for gap in gaps)
            losses.append(Loss(element, effect, facts, own, any(g.adults for g in gaps), any(g.children for g in gaps)))
        return tuple(losses)

    def _of_element(self, gap: Gap, element: str) -> Gap:
        # Of the neighbouring offences only those that reach this element are named with it.
        stories = self.comparison.extent_of(gap.product)
        stories &= self.comparison.space.having(self.comparison.taxonomy.facts(element))
        extents = self.comparison.elsewhere(self.analysis.readings.settings)
        offences = tuple(o for o, extent in extents.items() if extent & stories)
        return evolve(gap, witness=self._witness(gap, element), offences=offences)

    @cached_property
    def age_gaps(self) -> tuple[Gap, ...]:
        """The gaps that leave out victims of some ages, whatever is done to them."""
        whole = self.words.whole()
        return tuple(g for g in self.analysis.gaps if g.effect != "not-given" and self._of_age(g, whole))

    def _of_age(self, gap: Gap, whole: Product) -> bool:
        if gap.product[0] != whole[0] or gap.product[2] != whole[2]:
            return False
        adults = {b.id for b in self.comparison.adult_bands}
        return bool(adults - gap.product[3]) and bool(adults & gap.product[3]) and gap.adults

    def _wanting(self, gap: Gap, whole: Product) -> int:
        # The role that would mend the gap, were it granted; failing that, the dimension that is not the whole one.
        settings = self.analysis.readings.settings
        stories = self.comparison.extent_of(gap.product)
        for axis, role in ((1, "means"), (2, "purpose"), (0, "act")):
            if not stories & ~self.comparison.coverage(settings, extra=(role,)).possible:
                return axis
        return next((axis for axis in (2, 0, 1) if gap.product[axis] and gap.product[axis] != whole[axis]), 0)

    def _witness(self, gap: Gap, element: str) -> Story:
        role = element.partition(".")[0]
        axis = ("act", "means", "purpose").index(role)
        own = sorted(
            (v for v in gap.product[axis] if not self.taxonomy.facts(element).isdisjoint(self.comparison.members[v])),
            key=lambda v: self.comparison.rank.get(v, 9999),
        )
        if not own:
            return gap.witness
        return frozenset(f for f in gap.witness if not f.startswith(role + ".")) | {own[0]}

    def _elements(self, values: Iterable[str], axis: int) -> list[str]:
        role = ("act", "means", "purpose")[axis]
        given = set(values)
        return [
            e
            for e in self.taxonomy.elements
            if e.startswith(role + ".") and not self.comparison.taxonomy.facts(e).isdisjoint(given)
        ]

    @cached_property
    def child_gaps(self) -> tuple[Gap, ...]:
        """The gaps that concern children alone."""
        scope = not self.verdict.child_only
        return tuple(g for g in self.analysis.gaps if scope and g.children and not g.adults and g.effect != "not-given")

    def label(self, concept: str) -> str:
        """Return the English name of a concept or fact."""
        return self.taxonomy.label(concept)

    def basic_pins(self) -> tuple[str, ...]:
        """Return the addresses of the basic offence."""
        return tuple(dict.fromkeys(t.address for _, t in self.verdict.roster.tiers()))

    def essential(self, role: str) -> tuple[Mention, ...]:
        """Return the mentions of a role in the basic offence."""
        return tuple(m for m in self.verdict.mentions if m.role == role and m.placement == "essential")

    def of_adults(self) -> tuple[Mention, ...]:
        """Return the mentions of the offences that protect adults: a text about children only needs no means."""
        if self._adults is None:
            names = set()
            grounding = self.comparison.grounding(self.analysis.readings.settings)
            adults = {b.id for b in self.comparison.adult_bands}
            for offence in self.law.trafficking:
                formula = either(*(grounding.limb(x) for t in offence.basic for x in t.limbs))
                if self.comparison.ages(formula) & adults:
                    names.add(offence.id)
            self._adults = tuple(m for m in self.verdict.mentions if m.offence in names)
        return self._adults

    @property
    def age_cites(self) -> tuple[Cite, ...]:
        """Return the quoted words on the victim's age in the basic offence."""
        return tuple(c for m in self.verdict.mentions if m.victim_age and m.placement == "essential" for c in m.cites)

    def basic_cites(self) -> tuple[Cite, ...]:
        """Return the quoted acts of the basic offence."""
        return tuple(c for m in self.essential("act") for c in m.cites)

    def story(self, story: Story, law: bool = False) -> tuple[str, ...]:
        """Return a witness as labels; `law` if it is a story of the law, not of the standard."""
        return self.words.story(story, law)

    def sanctions(self, offences: Iterable[str]) -> str:
        """Return offences with their years, as `art. 134 (3 to 6 years)`."""
        from defgap.analysis.wording import pin

        parts = []
        for offence in self.law.offences:
            if offence.id in offences:
                years = [t.sanction for t in offence.basic if t.sanction]
                parts.append(pin(offence.address) + (f" ({sentence(years[0])})" if years else ""))
        return listed(parts)


def sentence(sanction: object) -> str:
    """Return a sanction's imprisonment in words: `4 to 7 years`, `up to 3 years`, `life`."""
    from defgap.model.offences import Sanction

    assert isinstance(sanction, Sanction)
    low, high = sanction.minimum, sanction.maximum
    words = ""
    if high is not None:
        words = f"{low:g} to {high:g} years" if low is not None else f"up to {high:g} years"
    elif low is not None:
        words = f"from {low:g} years"
    if sanction.life:
        words = f"{words} or life" if words else "life"
    return words or listed((a.replace("-", " ") for a in sanction.alternatives), "or")


class Rule(ABC):
    """One rule: a stable public code, a title, and the findings it makes. Its docstring is its page."""

    code: ClassVar[str]
    title: ClassVar[str]
    grade: ClassVar[Grade] = "note"

    @abstractmethod
    def find(self, case: Case) -> Iterator[Finding]:
        """Yield the findings of this rule."""

    @property
    def help(self) -> str:
        """The page of the rule: what it says, why it matters, what mends it."""
        import inspect

        return inspect.cleandoc(type(self).__doc__ or "")

    def finding(
        self,
        case: Case,
        effect: Effect,
        element: str,
        message: str,
        *,
        address: str = "",
        cites: Iterable[Cite] = (),
        witness: Story | None = None,
        authority: str = "",
        explanation: str = "",
        remedy: str = "",
        grade: Grade | None = None,
        short: str = "",
    ) -> Finding:
        """Return a finding of this rule under the profile of the case."""
        unique = tuple(dict.fromkeys(cites))
        return Finding(
            self.code,
            self.title,
            effect,
            severity(effect, grade or self.grade, case.analysis.profile),
            element,
            address or (unique[0].address if unique else next(iter(case.basic_pins()), "")),
            message,
            unique,
            case.story(witness, effect == "departure") if witness else (),
            authority,
            explanation,
            remedy,
            case.analysis.standard.id,
            short,
        )


def shortfall(case: Case, loss: Loss, what: str) -> str:
    """Return the sentence for conduct that is left unpunished, as its effect asks; `what` follows "Trafficking"."""
    both = loss.adults == loss.children or case.verdict.child_only
    who = "Trafficking" if both else "Trafficking of adults" if loss.adults else "Trafficking of children"
    match loss.effect:
        case "shortfall":
            unless = _unless(case, loss)
            return (
                f"{who} {what} falls within article 3 but is punished by none of the texts compared"
                f"{unless or ', on any reading'}. Article 5(1) of the Protocol requires it to be an offence."
            )
        case "only-elsewhere":
            return (
                f"{who} {what} is punished only by {case.sanctions(loss.offences)}, not as trafficking. "
                "The conduct is criminal; name, penalty and victim status differ."
            )
        case _:
            also = f" Where they do not, {case.sanctions(loss.offences)} may apply." if loss.offences else ""
            return (
                f"{who} {what} falls within article 3; whether the texts compared punish it as trafficking depends on "
                f"the reading.{also}"
            )


def _unless(case: Case, loss: Loss) -> str:
    # Powers of ownership may come with any form that compulsion belongs to; the facts then meet that form too.
    if not case.taxonomy[loss.element].inherent and loss.element != "purpose.similar-practices":
        return ""
    owner = [m for m in case.essential("purpose") if m.concept.startswith("purpose.slavery")]
    if not owner or loss.element == "purpose.slavery":
        return ""
    return (
        f", unless the facts also meet {quoted(c for m in owner for c in m.cites)} ({pins(m.address for m in owner)})"
    )
