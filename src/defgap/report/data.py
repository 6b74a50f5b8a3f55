"""The report as plain data, schema `defgap-report/1` (see docs/report.schema.json)."""

import hashlib
from collections.abc import Iterable
from typing import Any

from attrs import asdict

from defgap import resources, verification
from defgap.analysis.findings import Finding
from defgap.analysis.mentions import Cite
from defgap.analysis.products import Product
from defgap.analysis.summary import Cell, Summary
from defgap.analysis.versions import language
from defgap.analysis.wording import Wording
from defgap.model.formulas import Quote
from defgap.model.offences import Law, Offence, Sanction, Text, Tier
from defgap.report.document import Document, Report
from defgap.version import __version__

SCHEMA = "defgap-report/1"
NOTICE = (
    "Compares only the texts named, as worded. It does not assess practice, case law not listed, or other "
    "offences. Not legal advice."
)


def report_data(report: Report) -> dict[str, Any]:
    """Return a whole report as plain data."""
    return {
        "schema": SCHEMA,
        "defgap_version": __version__,
        "notice": NOTICE,
        "profile": report.profile,
        "standards": [s.id for s in report.standards],
        "documents": [document_data(d) for d in report.documents],
    }


def document_data(document: Document) -> dict[str, Any]:
    """Return one document as plain data."""
    data: dict[str, Any] = {
        "sources": [
            {
                "path": s.path,
                "language": s.language,
                "encoding": s.encoding,
                "sha256": s.sha256,
                "characters": s.characters,
            }
            for s in document.sources
        ],
        "status": document.status,
        "reason": document.reason,
        "origin": document.origin,
        "problems": list(document.problems),
        "caveats": list(document.caveats),
        "versions": [{"language": language(v), "law": v.id, "title": v.title} for v in document.versions],
        "unread": asdict(document.unread) if document.unread else None,
        "law": None,
        "offences": [],
        "summary": None,
        "findings": [finding_data(f, document) for f in document.findings],
    }
    if document.law:
        law = document.law
        data["law"] = {
            "id": law.id,
            "title": law.title,
            "jurisdiction": law.jurisdiction,
            "edition": law.edition,
            "note": law.note,
            "parts": [{"id": p.id, "title": p.title, "edition": p.edition} for p in document.parts],
            "texts": [{"language": t.language, "path": t.path, "source": t.source} for t in law.texts],
        }
        data["offences"] = [offence_data(o, document) for o in law.offences]
    if document.summary:
        data["summary"] = summary_data(document.summary, document)
    return data


def cite_data(cite: Cite, document: Document) -> dict[str, Any]:
    """Return quoted words as plain data; start and end are code points of the source, null where not known."""
    quote = cite.quote
    source = next(
        (s.path for s in document.sources if quote.start is not None and s.text[quote.start : quote.end] == quote.text),
        "",
    )
    start, end = quote.start, quote.end
    if not source and document.law:
        for text in (t for law in (document.law, *document.versions) for t in law.texts):
            found = verification.place(quote, cite.address, text) if _is_built_in(text, quote) else None
            if found:
                source, (start, end) = text.path, found
                break
    return {
        "source": source,
        "address": cite.address,
        "language": quote.language,
        "start": start,
        "end": end,
        "quote": quote.text,
    }


def _is_built_in(text: Text, quote: Quote) -> bool:
    return text.language == quote.language and text.path.startswith("fixtures/") and resources.path(text.path).exists()


def cell_data(cell: Cell, document: Document) -> dict[str, Any]:
    """Return a cell as plain data."""
    return {
        "value": cell.value,
        "certain": cell.certain,
        "alternatives": dict(cell.alternatives),
        "evidence": [cite_data(c, document) for c in (*cell.evidence, *cell.via)],
        "missing": list(cell.missing),
        "origin": next(
            (o for o in ("reviewed", "written in the notation") if document.origin.startswith(o)), "read automatically"
        ),
        "confidence": "high"
        if cell.certain and cell.value != "undetermined"
        else "depends on the reading"
        if not cell.certain
        else "not given",
    }


VERDICT = (
    "roles",
    "elements",
    "child_no_means",
    "child_age",
    "consent",
    "consent_child",
    "coercion_in_purpose",
    "extra_requirements",
    "extra_acts",
)
"""The keys of `verdict_data`; all null for an offence that is not trafficking."""


def verdict_data(summary: Summary, document: Document) -> dict[str, Any]:
    """Return what is said both of a law as a whole and of one offence alone."""
    elements = {}
    for name, cell in summary.elements.items():
        elements[name] = {
            **cell_data(cell, document),
            "breadth": cell.breadth,
            "status": cell.status,
            "also": [{"value": value, "breadth": breadth} for value, breadth in cell.also],
        }
    return {
        "roles": {role: cell_data(cell, document) for role, cell in summary.roles.items()},
        "elements": elements,
        "child_no_means": cell_data(summary.child_no_means, document),
        "child_age": summary.child_age,
        "consent": {**cell_data(summary.consent, document), "object": summary.consent.object or None},
        "consent_child": {**cell_data(summary.consent_child, document), "object": summary.consent_child.object or None},
        "coercion_in_purpose": summary.coercion_in_purpose,
        "extra_requirements": list(summary.extra_requirements),
        "extra_acts": list(summary.extra_acts),
    }


def summary_data(summary: Summary, document: Document) -> dict[str, Any]:
    """Return a summary as plain data."""
    analysis = document.analyses[0]
    words = Wording(analysis.comparison)
    return {
        **verdict_data(summary, document),
        "exploitation": {"defined": summary.defined, "list": summary.openness},
        "extra_purposes": list(summary.extra_purposes),
        "coverage": {a.standard.id: a.counts() for a in document.analyses},
        "child_compulsion_in_purpose": list(summary.child_forms),
        "fault": summary.fault,
        "uncovered": [{"effect": effect, **product_data(product, words)} for effect, product in summary.uncovered],
        "beyond": [
            {"address": b.address, "without": list(b.lacking), "certain": b.certain, **product_data(product, words)}
            for b, product in summary.beyond
        ],
    }


def product_data(product: Product, words: Wording) -> dict[str, Any]:
    """Return a product of facts as lists of fact ids per dimension."""
    members = words.comparison.members
    lists = []
    for values in product:
        facts = {f for v in values for part in v.split(" + ") if part for f in members.get(part, (part,))}
        lists.append(sorted(facts))
    act, means, purpose, age, other = lists
    return {"act": act, "means": means, "purpose": purpose, "age": age, "other": other}


def finding_data(finding: Finding, document: Document) -> dict[str, Any]:
    """Return a finding as plain data, with a fingerprint that survives renumbered lines."""
    words = " ".join(" ".join(c.quote.text.split()) for c in finding.cites[:1])
    key = "|".join((finding.standard, finding.rule, finding.address, finding.element, words.casefold()))
    return {
        "rule": finding.rule,
        "title": finding.title,
        "effect": finding.effect,
        "severity": finding.severity,
        "element": finding.element,
        "provision": finding.address,
        "message": finding.message,
        "evidence": [cite_data(c, document) for c in finding.cites],
        "witness": list(finding.witness),
        "authority": finding.authority or None,
        "explanation": finding.explanation,
        "remedy": finding.remedy,
        "standard": finding.standard,
        "fingerprint": hashlib.sha256(key.encode()).hexdigest()[:20],
    }


def sanction_data(sanction: Sanction | None, document: Document, address: str) -> dict[str, Any] | None:
    """Return a sanction as plain data; years, null where not stated."""
    if sanction is None:
        return None
    return {
        "minimum": sanction.minimum,
        "maximum": sanction.maximum,
        "life": sanction.life,
        "alternatives": list(sanction.alternatives),
        "confiscation": sanction.confiscation,
        "evidence": [cite_data(Cite(q.address or address, q), document) for q in sanction.evidence],
    }


def tier_data(tier: Tier, document: Document) -> dict[str, Any]:
    """Return a tier as plain data; limbs and points in the notation."""
    from defgap.model.printing import print_clause

    def clauses(parts: Iterable[Any]) -> list[str]:
        return [print_clause(p) for p in parts]

    return {
        "kind": tier.kind,
        "address": tier.address,
        "of": list(tier.of),
        "limbs": [{"address": limb.address, "clauses": clauses(limb.clauses)} for limb in tier.limbs],
        "points": [
            {"address": p.address, "clauses": clauses(p.clauses), "in_place_of": list(p.in_place_of)}
            for p in tier.points
        ],
        "sanction": sanction_data(tier.sanction, document, tier.address),
    }


def _inside(address: str, offence: str) -> bool:
    return bool(offence) and f"{address}__".startswith(f"{offence}__")


def offence_data(offence: Offence, document: Document) -> dict[str, Any]:
    """Return an offence as plain data."""
    law: Law | None = document.law
    tiers = [tier_data(t, document) for t in offence.tiers]
    settled = document.analyses[0].readings.settled if document.analyses else {}
    settings = document.analyses[0].readings.settings if document.analyses else {}
    choices = [
        {
            "id": c.id,
            "words": [q.text for q in c.evidence],
            "address": c.address,
            "canon": c.canon,
            "options": [{"id": o.id, "text": o.text} for o in c.options],
            "default": c.default,
            "in_force": settings.get(c.id, c.default),
            "authority": {"id": settled[c.id].authority, "pin": settled[c.id].pin} if c.id in settled else None,
        }
        for c in (law.choices if law else ())
        if _inside(c.address, offence.address)
    ]
    residue = [
        {"address": r.address, "quote": r.quote, "start": r.start, "end": r.end}
        for r in (law.residue if law else ())
        if _inside(r.address, offence.address)
    ]
    return {
        "id": offence.address or offence.id,
        "name": offence.id,
        "title": offence.title,
        "kind": {"trafficking": "offence"}.get(offence.kind, offence.kind),
        "tiers": tiers,
        "limbs": [limb for t in tiers if t["kind"] == "basic" for limb in t["limbs"]],
        "consents": [
            {"rule": c.rule, "victim": c.victim, "object": c.object, "whose": list(c.whose), "address": c.address}
            for c in offence.consents
        ],
        **(verdict_data(own, document) if (own := document.offence_summary(offence)) else dict.fromkeys(VERDICT)),
        "fault": offence.fault,
        "choices": choices,
        "residue": residue,
    }
