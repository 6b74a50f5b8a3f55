"""A small self-contained HTML rendering, for notebooks."""

from html import escape

from defgap.analysis.wording import pin
from defgap.report.data import NOTICE
from defgap.report.document import Document, Report
from defgap.report.text import CHILD, CONSENT, EFFECTS, PLACEMENT, ROLE


def report_html(report: Report) -> str:
    """Return the report as an HTML fragment: verdicts, placement table, findings."""
    return "\n".join(_document(d) for d in report.documents) + f"<p><small>{escape(NOTICE)}</small></p>"


def _document(document: Document) -> str:
    title = escape(document.law.title or document.name if document.law else document.name)
    if document.summary is None:
        return f"<h3>{title}</h3><p>{escape(document.status)}: {escape(document.reason)}</p>"
    s = document.summary
    taxonomy = document.analyses[0].taxonomy
    verdicts = [(role, ROLE[cell.value]) for role, cell in s.roles.items()]
    verdicts += [
        ("child rule", CHILD[s.child_no_means.value]),
        ("consent (adult)", CONSENT[s.consent.value]),
        ("consent (child)", CONSENT[s.consent_child.value]),
    ]
    head = "".join(f"<tr><th scope='row'>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in verdicts)
    rows = "".join(
        f"<tr><th scope='row'>{escape(taxonomy.label(e))}</th><td>{escape(PLACEMENT[c.value])}</td>"
        f"<td>{escape(c.breadth or '')}</td><td>{_words(c.evidence)}</td></tr>"
        for e, c in s.elements.items()
    )
    findings = "".join(
        f"<li><b>{escape(f.severity)} {escape(f.rule)}</b> {escape(EFFECTS[f.effect][1])}: {escape(f.message)}</li>"
        for f in document.findings
    )
    return (
        f"<h3>{title}</h3><p>{escape(document.origin)}</p><table>{head}</table>"
        f"<table><thead><tr><th>Element</th><th>Placement</th><th>Breadth</th><th>Words</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><ul>{findings}</ul>"
    )


def _words(evidence: object) -> str:
    assert isinstance(evidence, tuple)
    return "; ".join(
        f"<q lang='{escape(c.quote.language)}'>{escape(c.quote.text)}</q> {escape(pin(c.address))}"
        for c in evidence[:3]
    )
