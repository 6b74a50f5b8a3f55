"""PUR: purpose not required, forms of exploitation omitted, narrowed or misplaced, exploitation undefined."""

from collections.abc import Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.rules.base import Case, Loss, Rule, shortfall
from defgap.analysis.wording import bracket, listed, pin, pins, quoted, upper


class PurposeNotRequired(Rule):
    """The basic offence requires no purpose of exploitation, or only for some of its acts.

    Article 3(a) asks that every act be done for the purpose of exploitation. Where a limb needs none (a sale is
    punished as such), the offence is wider than article 3(a): a departure, not in itself a failure under article 5(1).

    Effect: departure; error under the profile `alignment`, warning under `minimum`.
    Source: Palermo Protocol, art. 3(a).
    """

    code, title, grade = "PUR001", "purpose not required", "alignment"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for the acts that need no purpose."""
        if case.verdict.roles["purpose"] not in ("some", "not-required"):
            return
        free = sorted(
            (b for b in case.verdict.beyond if not any(f.startswith("purpose.") for f in b.witness)),
            key=lambda b: any(x.id in b.witness for x in case.comparison.child_bands),
        )
        acts = {f for b in free for p in b.products for value in p[0] for f in value.split(" + ")}
        mentions = [
            m for m in case.essential("act") if m.concept and not acts.isdisjoint(case.taxonomy.facts(m.concept))
        ]
        cites = [c for m in mentions for c in m.cites]
        settled = case.analysis.readings.settled
        authority = listed(f"{s.authority}, {s.pin}" for c, s in settled.items() if c.startswith("purpose-scope"))
        names = listed(case.label(m.concept) for m in mentions if m.concept != "act.exploitation") or "the acts"
        itself = any(m.concept == "act.exploitation" for m in mentions)
        places = pins(m.address for m in mentions) or pin("")
        yield self.finding(
            case,
            "departure",
            "purpose",
            f"Punished without a purpose of exploitation: {names} ({places}: {quoted(cites, 9)})."
            + (" Exploitation is punished as an act in itself." if itself else "")
            + " Wider than article 3(a); not in itself a failure under article 5(1).",
            cites=cites,
            witness=free[0].witness if free else None,
            authority=authority,
            remedy="Require the purpose of exploitation for every act.",
        )


def _words(case: Case, loss: Loss) -> str:
    return case.words.facts(loss.facts, "purpose")


def _definition(case: Case) -> list[Cite]:
    return [Cite(q.address or d.address, q) for d in case.law.definitions if d.role == "purpose" for q in d.evidence]


class FormOmitted(Rule):
    """A form of exploitation that article 3 lists as a minimum is covered by no text compared.

    The Protocol's list (exploitation of the prostitution of others, other sexual exploitation, forced labour or
    services, slavery, practices similar to slavery, servitude, removal of organs) is a minimum. The word need not be
    used: slavery is covered by "powers of an owner" (Slavery Convention 1926, art. 1). The institutions of the 1956
    Supplementary Convention (debt bondage, serfdom, servile marriage, delivery of a child) are tested one by one.

    Effect: shortfall; on one reading where the law's list is open; only elsewhere where another offence that was
    given punishes it. Mended by adding the form. Source: Palermo Protocol, arts. 3(a), 5(1).
    """

    code, title = "PUR002", "form of exploitation omitted"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per form of which nothing is named."""
        for loss in case.losses:
            element = case.verdict.elements.get(loss.element)
            if not loss.element.startswith("purpose.") or element is None:
                continue
            if element.value in ("absent", "elsewhere", "undetermined"):
                message = shortfall(case, loss, f"for {_words(case, loss)}")
                if any(d.openness == "open" for d in case.law.definitions if d.role == "purpose"):
                    message += " The law's list of forms is open."
                yield self.finding(
                    case,
                    loss.effect,
                    loss.element,
                    message,
                    witness=loss.witness,
                    cites=_definition(case) or case.basic_cites(),
                    remedy=f"Add {case.label(loss.element)} to the forms of exploitation.",
                    short=case.label(loss.element),
                )


class FormNarrowed(Rule):
    """A form of exploitation is covered only in part.

    Forced labour that must be exacted by violence leaves out labour exacted by debt, by deception, or by the threat of
    denunciation or deportation. Powers of an owner only over one who cannot refuse work leave out other slavery.
    Conduct that also fulfils another form of the law's list may still be caught by that form.

    For prostitution and sexual exploitation of adults the Protocol leaves the terms undefined and does not prejudge
    how states treat prostitution: a narrower word there depends on the reading.

    Effect: shortfall, or shortfall on one reading. Source: Palermo Protocol, arts. 3(a), 5(1); ILO Convention 29,
    art. 2(1); Slavery Convention 1926, art. 1; Supplementary Convention 1956, art. 1.
    """

    code, title = "PUR003", "form of exploitation narrowed"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per form of which a part is left out."""
        for loss in case.losses:
            element = case.verdict.elements.get(loss.element)
            if not loss.element.startswith("purpose.") or element is None or element.value != "essential":
                continue
            mentions = element.standings[0].mentions
            cites = [c for m in mentions for c in m.cites]
            message = shortfall(case, loss, f"for {_words(case, loss)}")
            message += (
                f" The law's words cover {listed(case.label(m.concept) for m in mentions)}{bracket(quoted(cites))}."
            )
            disputed = case.taxonomy[loss.element].disputed
            if disputed and loss.effect == "shortfall-on-one-reading":
                message += f" {upper(disputed)}."
            yield self.finding(
                case,
                loss.effect,
                loss.element,
                message,
                cites=cites,
                witness=loss.witness,
                remedy=f"Define {case.label(loss.element)} without the narrower condition.",
                short=f"{_words(case, loss)}{bracket(quoted(cites, 2))}",
            )


class FormMisplaced(Rule):
    """A form of exploitation stands only as an aggravating purpose.

    If the definition of exploitation does not list the form, but an aggravated part names it as a purpose of "the same
    acts", then on a literal reading one who acts for that purpose alone does not commit the basic offence and cannot
    commit the aggravated one. Read the other way, the aggravating purpose stands in place of the basic one.

    Effect: shortfall on one reading. Mended by adding the form to the definition.
    Source: Palermo Protocol, arts. 3(a), 5(1).
    """

    code, title = "PUR004", "form of exploitation only aggravating"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding per misplaced form."""
        lost = {loss.element: loss for loss in case.losses}
        for element in case.verdict.elements.values():
            if element.id.startswith("purpose.") and element.value in ("aggravating", "illustrative"):
                mentions = element.standings[0].mentions
                cites = [c for m in mentions for c in m.cites]
                loss = lost.get(element.id)
                name, places = case.label(element.id), pins(m.address for m in mentions)
                where = "in an aggravated offence" if element.value == "aggravating" else "as an example"
                message = f"{upper(name)} is named only {where} ({places}: {quoted(cites)})."
                unknown = loss is None and any(m.term for m in case.essential("purpose"))
                if unknown:
                    message += " Whether the definition of exploitation has it too is not known: it was not given."
                if loss:
                    message += (
                        f" On the literal reading one who acts for that purpose alone is not punished. "
                        f"{shortfall(case, loss, f'for {name}')}"
                    )
                yield self.finding(
                    case,
                    loss.effect if loss else "not-given" if unknown else "departure",
                    element.id,
                    message,
                    cites=cites,
                    witness=loss.witness if loss else None,
                    grade="warning" if unknown else "alignment",
                    remedy=f"Add {name} to the forms of exploitation.",
                )


class ExploitationUndefined(Rule):
    """The texts compared require exploitation but do not say what it is.

    Which of the Protocol's forms the law covers then cannot be told: the cells are undetermined. This says nothing
    against the law; the definition may stand in an article that was not given.

    Effect: not given. Mended by comparing the definition too: `--as-one-law` or `--definitions FILE`.
    Source: Palermo Protocol, art. 3(a).
    """

    code, title, grade = "PUR005", "exploitation undefined", "warning"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if the word for exploitation has no definition."""
        mentions = [m for m in case.essential("purpose") if m.term]
        if mentions:
            cites = [c for m in mentions for c in m.cites]
            yield self.finding(
                case,
                "not-given",
                "purpose",
                f"The texts compared do not define {listed(m.term for m in mentions)} "
                f"({quoted(cites)}): which forms are covered is undetermined.",
                cites=cites,
                remedy="Give the article that defines it, with --definitions or --as-one-law.",
            )


class ListClosed(Rule):
    """The law's list of forms of exploitation is closed and lacks some of the Protocol's forms in whole or in part.

    The Protocol's own list is open ("at a minimum"). A closed list that has all seven forms complies; one that has
    not cannot be read to include the rest.

    Effect: departure (the missing forms are reported by PUR002 and PUR003). Source: Palermo Protocol, art. 3(a).
    """

    code, title = "PUR006", "list of forms closed"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding if a closed list lacks a form."""
        lost = any(loss.element.startswith("purpose.") for loss in case.losses)
        for definition in case.law.definitions:
            if definition.role == "purpose" and definition.openness == "closed" and lost:
                cites = [Cite(q.address or definition.address, q) for q in definition.evidence]
                yield self.finding(
                    case,
                    "departure",
                    "purpose",
                    f"The list of forms ({pin(definition.address)}) is closed and does not have all that "
                    "article 3 lists as a minimum.",
                    cites=cites,
                    address=definition.address,
                )


class FormBeyond(Rule):
    """The law names forms of exploitation beyond the Protocol's minimum.

    The Protocol lists its forms "at a minimum": a further form (begging, unlawful activity, forced marriage) is
    permitted and is no over-inclusion.

    Effect: departure, a note. Source: Palermo Protocol, art. 3(a).
    """

    code, title = "PUR007", "form beyond the minimum"

    def find(self, case: Case) -> Iterator[Finding]:
        """Yield one finding for all such forms."""
        mentions = [m for m in case.essential("purpose") if m.concept and case.taxonomy[m.concept].beyond]
        if mentions:
            cites = [c for m in mentions for c in m.cites]
            yield self.finding(
                case,
                "departure",
                "purpose",
                f"Beyond the Protocol's minimum, and permitted: "
                f"{listed(case.label(m.concept) for m in mentions)}{bracket(quoted(cites))}.",
                cites=cites,
            )


RULES = (PurposeNotRequired, FormOmitted, FormNarrowed, FormMisplaced, ExploitationUndefined, ListClosed, FormBeyond)
