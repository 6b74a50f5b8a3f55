"""TXT: what the text leaves open or the reader could not account for."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Rule
from defgap.analysis.wording import bracket, listed, pin, quoted
from defgap.model.formulas import Quote
from defgap.model.offences import Choice, Settlement


class ReadingOpen(Rule):
    """Words of the law can be read in more than one way.

    The result is that of the reading in force: the default of a named canon, or what an authority decides. Where
    another reading changes a verdict, the cell is marked uncertain and lists the alternatives.

    Effect: shortfall on one reading where another reading covers more or less, else departure.
    """

    code, title = "TXT001", "depends on the reading"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per choice, unless no reading of it changes anything."""
        ways = case.analysis.readings
        for choice in case.law.choices:
            settled = ways.settled.get(choice.id)
            changed = self._changes(case, choice)
            if not settled and not changed:
                continue
            cites = [Cite(q.address or choice.address, q) for q in choice.evidence]
            covers = any(
                a.verdict.coverage != case.verdict.coverage for a in case.analysis.alternatives if a.choice is choice
            )
            yield self.finding(
                case,
                "shortfall-on-one-reading" if covers else "departure",
                "choice",
                self._message(choice, settled, ways.settings[choice.id], changed, cites),
                cites=cites,
                address=choice.address,
                grade="note" if settled else "warning",
                authority=f"{settled.authority}, {settled.pin}" if settled else "",
            )

    def _message(
        self, choice: Choice, settled: Settlement | None, option: str, changed: list[str], cites: list[Cite]
    ) -> str:
        count = {2: "two", 3: "three", 4: "four"}.get(len(choice.options), str(len(choice.options)))
        ways = "; ".join(f"{o.id}: {o.text}" if o.text else o.id for o in choice.options)
        message = f"{quoted(cites) or choice.id} ({pin(choice.address)}) can be read in {count} ways ({ways})."
        if settled:
            return message + f" {settled.authority}, {settled.pin}, decides: {option}."
        known = "".join(
            f" {s.authority}, {s.pin}, would decide: {s.option} (--authority {s.authority})."
            for s in choice.settlements
        )
        canon = f" (canon: {choice.canon.replace('-', ' ')})" if choice.canon else ""
        return message + f" Read here as {option}{canon}; another reading changes {listed(changed)}.{known}"

    def _changes(self, case: Case, choice: Choice) -> list[str]:
        changed: dict[str, None] = {}
        now = case.verdict
        for alternative in case.analysis.alternatives:
            if alternative.choice is not choice:
                continue
            other = alternative.verdict
            changed.update({f"the role of {r}": None for r in now.roles if now.roles[r] != other.roles[r]})
            changed.update(
                {
                    case.label(e): None
                    for e in now.elements
                    if (now.elements[e].value, now.elements[e].breadth)
                    != (other.elements[e].value, other.elements[e].breadth)
                }
            )
            if now.child_no_means != other.child_no_means:
                changed["the child rule"] = None
            if (now.consent, now.consent_child) != (other.consent, other.consent_child):
                changed["consent"] = None
            if now.coverage != other.coverage:
                changed["what is covered"] = None
            if [(b.address, b.lacking) for b in now.beyond] != [(b.address, b.lacking) for b in other.beyond]:
                changed["what goes beyond the Protocol"] = None
        return list(changed)


class WordsUnread(Rule):
    """Words of a disposition were not accounted for.

    Nothing is silent: every word is recognised, a connective, or reported here. A verdict on the provision may change
    once the words are read. Check them against the quoted place.

    Effect: not given.
    """

    code, title, grade = "TXT002", "words not read", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per address with residue."""
        places: dict[str, list[Cite]] = {}
        for rest in case.law.residue:
            places.setdefault(rest.address, []).append(
                Cite(rest.address, Quote(_language(case), rest.quote, rest.start, rest.end))
            )
        for address, cites in places.items():
            words = listed(f"«{c.quote.text}»" for c in cites)
            yield self.finding(
                case,
                "not-given",
                "residue",
                f"{pin(address)}: not accounted for: {words}.",
                cites=cites,
                address=address,
            )


def _language(case: Case) -> str:
    return case.law.texts[0].language if case.law.texts else ""


class Unsatisfiable(Rule):
    """No conduct can fulfil the offence: its conditions exclude each other.

    Effect: shortfall (nothing is punished by it). Usually a drafting or an encoding error.
    """

    code, title = "TXT004", "offence without a story"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per basic offence without a story."""
        for address in case.verdict.unsatisfiable:
            given = any(t.limbs for o in case.law.trafficking if (o.address or o.id) == address for t in o.basic)
            if not given:
                yield self.finding(
                    case, "shortfall", "offence", f"{pin(address)}: no basic offence was given.", address=address
                )
                continue
            yield self.finding(
                case,
                "shortfall",
                "offence",
                f"{pin(address)}: no conduct can fulfil the basic offence; its conditions exclude each other.",
                address=address,
                cites=case.basic_cites(),
            )


class WordUndefined(Rule):
    """A word on which the offence turns is defined by none of the texts compared.

    What depends on it is undetermined; "exploitation" has a rule of its own (PUR005).

    Effect: not given.
    """

    code, title, grade = "TXT005", "word undefined", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per undefined word."""
        words: dict[tuple[str, str], list[Cite]] = {}
        for m in case.verdict.mentions:
            if m.term and m.role != "purpose" and m.placement in ("essential", "illustrative"):
                words.setdefault((m.role, m.term), []).extend(m.cites)
        for (role, term), cites in words.items():
            yield self.finding(
                case,
                "not-given",
                role,
                f"The texts compared do not define {term!r}{bracket(quoted(cites))}: {role} is undetermined.",
                cites=cites,
            )


class NotEnumerated(Rule):
    """Not everything could be computed: too many readings to take jointly, or too many stories.

    Where readings are not enumerated, each choice was flipped alone. Where a limb has more stories than the budget,
    what it covers beyond the Protocol was not listed.

    Effect: not given.
    """

    code, title, grade = "TXT006", "not enumerated", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for readings and one for stories, where a limit was met."""
        if not case.analysis.readings.enumerated:
            yield self.finding(
                case,
                "not-given",
                "choice",
                f"The {len(case.analysis.readings.open)} open choices have too many joint readings: not "
                "enumerated; each was flipped alone.",
                grade="note",
            )
        for place in case.verdict.over_budget:
            yield self.finding(
                case, "not-given", "offence", f"{pin(place)}: too many stories; not enumerated.", address=place
            )


RULES = (ReadingOpen, WordsUnread, Unsatisfiable, WordUndefined, NotEnumerated)
