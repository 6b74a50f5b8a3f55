"""`why`: one verdict traced to the words, facts and readings it rests on."""

from collections.abc import Iterable, Iterator

from defgap.analysis.findings import Finding
from defgap.analysis.gaps import Analysis
from defgap.analysis.mentions import Cite, Mention
from defgap.analysis.placement import Element
from defgap.analysis.summary import Cell
from defgap.analysis.wording import Wording, listed, pin
from defgap.errors import UnknownName
from defgap.report.document import Document
from defgap.report.text import CHILD, CONSENT, PLACEMENT, ROLE

OTHERS = ("act", "means", "purpose", "child_no_means", "consent", "consent_child")


def why_text(document: Document, element: str, width: int = 110) -> str:
    """Return the trace of an element, of a role, of the child rule or of consent, as text.

    Raises UnknownName for anything else.
    """
    if document.summary is None:
        return f"{document.name}: {document.status}: {document.reason}\n"
    analysis = document.analyses[0]
    known = (*analysis.taxonomy.elements, *OTHERS)
    if element not in known:
        from difflib import get_close_matches

        near = get_close_matches(element, known, 1, 0.4)
        raise UnknownName(f"no element {element!r}; {f'did you mean {near[0]!r}?' if near else listed(known, 'or')}")
    lines = list(
        _element(analysis, analysis.verdict.elements[element], document.summary.elements[element])
        if element in analysis.taxonomy.elements
        else _other(document, analysis, element)
    )
    lines += _findings(document.findings, element)
    return "\n".join(lines) + "\n"


def _quote(cite: Cite) -> str:
    span = f" [{cite.quote.start}..{cite.quote.end}]" if cite.quote.start is not None else ""
    return f"«{' '.join(cite.quote.text.split())}» ({cite.quote.language}, {pin(cite.address)}){span}"


def _mention(mention: Mention, analysis: Analysis) -> Iterator[str]:
    name = analysis.taxonomy.label(mention.concept) if mention.concept else f"undefined word «{mention.term}»"
    yield f"    {name} [{mention.concept or mention.term}] in {mention.offence}, {pin(mention.address)}"
    for cite in mention.cites:
        yield f"      {_quote(cite)}"
    for cite in mention.via:
        yield f"      through {_quote(cite)}"


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    first: dict[object, Mention] = {}
    for m in mentions:
        first.setdefault((m.concept, m.term, m.placement, m.address, m.cites), m)
    return list(first.values())


def _element(analysis: Analysis, element: Element, cell: Cell) -> Iterator[str]:
    taxonomy = analysis.taxonomy
    concept = taxonomy[element.id]
    yield f"{element.id}: {concept.label()}"
    yield f"  {concept.definition}"
    yield f"  Source: {concept.source}"
    yield f"  Verdict: {PLACEMENT[element.value]}" + (f", {element.breadth}" if element.breadth else "")
    facts = taxonomy.facts(element.id)
    for standing in element.standings:
        if not standing.mentions:
            continue
        status = " (an attribute of the victim: status)" if standing.status else ""
        yield f"  {PLACEMENT[standing.placement]}, {standing.breadth}{status}:"
        for mention in _once(standing.mentions):
            yield from _mention(mention, analysis)
        if standing.held:
            yield f"    holds {len(standing.held)} of the element's {len(facts)} facts"
            missing = sorted(facts - standing.held)
            if missing:
                yield f"    does not hold: {listed(map(taxonomy.label, missing))}"
    if element.missing:
        yield f"  To decide it, give: {listed(element.missing)}"
    if element.value == "absent":
        yield "  No word of the texts compared denotes it."
    yield from _alternatives(cell, PLACEMENT)
    words, whole = Wording(analysis.comparison), Wording(analysis.comparison).whole()
    small = analysis.comparison.taxonomy.facts(element.id)
    axis = {"act": 0, "means": 1, "purpose": 2}[element.id.partition(".")[0]]
    for gap in analysis.gaps:
        if small & gap.product[axis] and gap.product[axis] != whole[axis]:
            yield f"  Left out ({gap.effect}): {words.product(gap.product, whole)}"


def _alternatives(cell: Cell, words: dict[str, str]) -> Iterator[str]:
    for reading, value in cell.alternatives.items():
        yield f"  On the reading {reading}: {words.get(value, value)}"


def _other(document: Document, analysis: Analysis, name: str) -> Iterator[str]:
    summary = document.summary
    assert summary is not None
    if name in summary.roles:
        cell, words = summary.roles[name], ROLE
        yield f"{name}: {words[cell.value]}"
        yield "  A role is required if every minimal story of the basic offence holds a fact of it."
        for item in analysis.verdict.beyond:
            if name in item.lacking:
                story = " · ".join(Wording(analysis.comparison).story(item.witness))
                yield f"  Counterexample ({pin(item.address)}): {story}"
        for mention in _once(m for m in analysis.verdict.mentions if m.role == name):
            yield f"  {PLACEMENT[mention.placement]}:"
            yield from _mention(mention, analysis)
    else:
        cell = getattr(summary, name)
        words = CHILD if name == "child_no_means" else CONSENT
        yield f"{name}: {words[cell.value]}"
        if name == "child_no_means":
            for act, purpose in analysis.verdict.child_missing:
                yield f"  Missing without means: {analysis.taxonomy.label(act)} for {analysis.taxonomy.label(purpose)}"
            for form in analysis.verdict.child_forms:
                yield f"  Compulsion comes back through: {analysis.taxonomy.label(form)}"
        for cite in cell.evidence:
            yield f"  {_quote(cite)}"
    yield from _alternatives(cell, words)


def _findings(findings: tuple[Finding, ...], element: str) -> Iterator[str]:
    for finding in findings:
        if finding.element == element:
            yield f"  {finding.severity} {finding.rule} ({finding.effect}): {finding.message}"
