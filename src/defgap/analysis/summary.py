"""The summary of a law as a whole, a table row: cells with value, certainty, alternatives and evidence."""

from collections.abc import Callable, Iterable
from typing import Any

from attrs import field, frozen

from defgap.analysis.beyond import Beyond
from defgap.analysis.comparison import CORE
from defgap.analysis.gaps import Analysis
from defgap.analysis.mentions import Cite
from defgap.analysis.products import Product
from defgap.analysis.verdict import Verdict


@frozen
class Cell:
    """One value of a table row.

    `certain` is False where another reading gives another value; `alternatives` then maps `choice=option` to it.
    `evidence` are the element's own words, `via` the words through which a definition was reached. `missing` names
    what would have to be given to decide an undetermined value. `also` lists further placements.
    """

    value: str
    certain: bool = True
    alternatives: dict[str, str] = field(factory=dict)
    evidence: tuple[Cite, ...] = ()
    via: tuple[Cite, ...] = ()
    missing: tuple[str, ...] = ()
    breadth: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    status: bool = False
    object: str = ""


@frozen
class Summary:
    """What is said of the trafficking law as a whole: basic offences joined, tiers united."""

    roles: dict[str, Cell]
    elements: dict[str, Cell]
    child_no_means: Cell
    child_age: int | None
    consent: Cell
    consent_child: Cell
    coercion_in_purpose: str
    defined: bool
    openness: str | None
    extra_requirements: tuple[str, ...]
    extra_acts: tuple[str, ...]
    extra_purposes: tuple[str, ...]
    coverage: dict[str, int]
    child_forms: tuple[str, ...]
    fault: str | None
    uncovered: tuple[tuple[str, Product], ...]
    beyond: tuple[tuple[Beyond, Product], ...]


def summarise(analysis: Analysis) -> Summary:
    """Return the summary of an analysis."""
    verdict = analysis.verdict

    def cell(read: Callable[[Verdict], str], evidence: Iterable[Cite] = (), **more: Any) -> Cell:
        value = read(verdict)
        others = {f"{a.choice.id}={a.option}": read(a.verdict) for a in analysis.alternatives}
        differing = {k: v for k, v in others.items() if v != value}
        return Cell(value, not differing, differing, tuple(dict.fromkeys(evidence)), **more)

    elements = {}
    for name, element in verdict.elements.items():
        first = element.standings[0]
        elements[name] = cell(
            lambda v, name=name: v.elements[name].value,  # type: ignore[misc]
            [c for m in first.mentions for c in m.cites],
            via=tuple(dict.fromkeys(c for m in first.mentions for c in m.via)),
            missing=element.missing if first.placement == "undetermined" else (),
            breadth=element.breadth,
            also=tuple((s.placement, s.breadth) for s in element.standings[1:]),
            status=first.status,
        )
    roles = {r: cell(lambda v, r=r: v.roles[r], _role_cites(verdict, r)) for r in CORE}  # type: ignore[misc]
    purposes = [d for d in analysis.law.definitions if d.role == "purpose" and d.name == "exploitation"]
    consents = {
        who: [c for _, c in verdict.consent_rules if c.victim in (who, "any") and not c.lifts]
        for who in ("adult", "child")
    }
    return Summary(
        roles=roles,
        elements=elements,
        child_no_means=cell(lambda v: v.child_no_means, _child_cites(verdict)),
        child_age=verdict.child_age,
        consent=cell(lambda v: v.consent, _consent_cites(consents["adult"]), object=_object(consents["adult"])),
        consent_child=cell(
            lambda v: v.consent_child, _consent_cites(consents["child"]), object=_object(consents["child"])
        ),
        coercion_in_purpose=verdict.coercion_in_purpose,
        defined=bool(purposes),
        openness=next((d.openness for d in purposes if d.openness), None),
        extra_requirements=verdict.extra_requirements,
        extra_acts=verdict.extra_acts,
        extra_purposes=verdict.extra_purposes,
        coverage=analysis.counts(),
        child_forms=verdict.child_forms,
        fault=next((o.fault for o in analysis.law.trafficking if o.fault), None),
        uncovered=tuple((g.effect, g.product) for g in analysis.gaps),
        beyond=tuple((b, p) for b in verdict.beyond for p in b.products),
    )


def _role_cites(verdict: Verdict, role: str) -> list[Cite]:
    own = [m for m in verdict.mentions if m.role == role and m.placement == "essential"]
    named = own or [m for m in verdict.mentions if m.role == role and m.placement in ("illustrative", "aggravating")]
    return [c for m in named for c in m.cites]


def _child_cites(verdict: Verdict) -> list[Cite]:
    return [c for m in verdict.mentions if m.victim_age and m.placement == "essential" for c in m.cites]


def _consent_cites(consents: Iterable[Any]) -> list[Cite]:
    return [Cite(q.address or c.address, q) for c in consents for q in c.evidence]


def _object(consents: Iterable[Any]) -> str:
    return next((c.object for c in consents), "")
