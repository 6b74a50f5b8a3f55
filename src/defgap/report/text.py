"""The report as plain text: the two answers first, then the verdicts, the placement table and the findings."""

import textwrap
from collections.abc import Iterable, Iterator
from os.path import commonprefix
from typing import TYPE_CHECKING

from defgap.analysis import rules
from defgap.analysis.findings import Finding
from defgap.analysis.gaps import Analysis
from defgap.analysis.mentions import Cite
from defgap.analysis.summary import Cell, Summary
from defgap.analysis.versions import language, named
from defgap.analysis.wording import Wording, brief, listed, pin, pins, quoted
from defgap.report.data import NOTICE
from defgap.report.document import Document, Report
from defgap.version import __version__

if TYPE_CHECKING:
    from defgap.analysis.beyond import Beyond

EFFECTS = {
    "shortfall": ("x", "not covered"),
    "shortfall-on-one-reading": ("?", "depends on the reading"),
    "only-elsewhere": (">", "only elsewhere"),
    "departure": ("+", "departure"),
    "not-given": (".", "text not given"),
}
"""A sign and the words for each effect; never colour alone."""

ROLE = {
    "required": "required",
    "some": "required in some limbs only",
    "not-required": "not required",
    "undetermined": "undetermined",
}
SHORT = {
    "essential": "basic",
    "illustrative": "example",
    "aggravating": "aggravating",
    "elsewhere": "elsewhere",
    "undetermined": "undetermined",
    "absent": "absent",
}
PLACEMENT = {
    "essential": "in the basic offence",
    "illustrative": "only as an example",
    "aggravating": "only aggravating",
    "elsewhere": "only elsewhere",
    "undetermined": "undetermined",
    "absent": "absent",
}
SIGN = {"essential": "=", "illustrative": "e", "aggravating": "^", "elsewhere": ">", "undetermined": ".", "absent": "-"}
CHILD = {
    "satisfied": "satisfied: no means needed",
    "partial": "met only in part",
    "violated": "violated",
    "undetermined": "undetermined",
}
CONSENT = {
    "unconditional": "irrelevant without condition",
    "if-means": "irrelevant where means were used",
    "absent": "not stated",
    "undetermined": "undetermined",
}


def report_text(report: Report, width: int = 110, verbose: bool = False) -> str:
    """Return the whole report, `width` columns wide; `verbose` gives every finding in full."""
    lines: list[str] = []
    for document in report.documents:
        lines += _document(document, report, width, verbose)
        lines.append("")
    lines += textwrap.wrap(
        f"{NOTICE} defgap {__version__}; profile {report.profile}; `defgap rule CODE` explains a rule.", width
    )
    return "\n".join(lines) + "\n"


def _wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _document(document: Document, report: Report, width: int, verbose: bool) -> Iterator[str]:
    law = document.law
    title = law.title if law and law.title else document.name
    edition = f", edition {law.edition}" if law and law.edition else ""
    yield from _wrap(f"{title}{edition}", width)
    if report.standards:
        yield from _wrap(f"against {listed(s.title or s.id for s in report.standards)}", width)
    for source in document.sources:
        if source.sha256:
            yield from _wrap(
                f"{source.path} ({source.language}, {source.encoding}, {source.characters} characters): "
                f"{document.origin}",
                width,
            )
    if not any(s.sha256 for s in document.sources):
        yield from _wrap(f"{document.name}: {document.origin}", width)
    if len(document.parts) > 1:
        titles = [p.title for p in document.parts]
        shared = commonprefix(titles).rpartition(", ")[0]  # noqa: RUF071 - characters are meant
        names = "; ".join(
            p.title.removeprefix(shared).lstrip(", ") + (f" ({p.edition})" if p.edition else "") for p in document.parts
        )
        yield from _wrap(f"Texts compared: {shared}{': ' if shared else ''}{names}.", width)
    if document.law and document.versions:
        others = listed(named(language(v)) for v in document.versions)
        own = named(language(document.law)) or "first"
        yield from _wrap(
            f"Language versions: the verdicts are those of the {own} text; the {others} text is compared with it.",
            width,
        )
    for problem in document.problems:
        yield from _wrap(problem, width, "! ")
    if document.unread and document.unread.words:
        rest = document.unread
        share = f"{rest.words} of {rest.of_words} words ({rest.share:.0%}), {rest.characters} of {rest.of_characters}"
        yield from _wrap(f"Not accounted for of the sentences that were read: {share} characters.", width)
    if document.status != "analysed":
        yield ""
        words = {"no-trafficking-provision": "No trafficking provision", "unread": "Not read"}[document.status]
        known = document.reason and document.reason.casefold() != words.casefold()
        yield from _wrap(f"{words}: {document.reason}" if known else f"{words}.", width)
        return
    for analysis in document.analyses:
        yield ""
        yield from _answers(analysis, width)
    summary = document.summary
    assert summary is not None
    yield ""
    yield from _verdicts(summary, width)
    yield from _readings(document.analyses[0], document.findings, width)
    yield from _versions(document.findings, width)
    yield ""
    yield from _table(summary, document.analyses[0], width, verbose)
    if document.findings:
        yield ""
        yield from _findings(document.findings, width, verbose)
    if document.caveats:
        yield ""
        of_parts = tuple(f"{p.id}: {p.note}" for p in document.parts)
        for caveat in document.caveats:
            if verbose or caveat not in of_parts:
                yield from _wrap(caveat, width, "Note: ")
        if not verbose and any(c in of_parts for c in document.caveats):
            yield from _wrap(
                "--verbose gives the notes on each text: what is inferred, condensed or differs by language.",
                width,
                "Note: ",
            )


def _answers(analysis: Analysis, width: int) -> Iterator[str]:
    words = Wording(analysis.comparison)
    whole = words.whole()
    of = "" if analysis.standard.id == "palermo" else f" ({analysis.standard.id})"
    yield from _wrap(f"1. Conduct the Protocol covers and this law leaves unpunished{of}", width)
    gaps = [g for g in analysis.gaps if g.effect != "not-given"]
    for address in analysis.verdict.unsatisfiable:
        yield from _wrap(f"x not covered: everything; {pin(address)} punishes no conduct", width, "   ", "     ")
    if (
        not gaps
        and not any(g.effect == "not-given" for g in analysis.gaps)
        and not (analysis.verdict.lost or analysis.verdict.unsatisfiable)
    ):
        yield "   none"
    for concepts, stories in analysis.verdict.lost:
        names = listed((analysis.taxonomy.label(c) for c in concepts), "or")
        witness = " · ".join(words.story(analysis.comparison.story(stories)))
        yield from _wrap(
            f"x not covered: everything where this is missing: {names}; for instance {witness}", width, "   ", "     "
        )
    for gap in gaps:
        sign, effect = EFFECTS[gap.effect]
        also = ""
        if gap.offences:
            case = rules.Case(analysis)
            also = f"; {'by' if gap.effect == 'only-elsewhere' else 'possibly'} {case.sanctions(gap.offences)}"
        yield from _wrap(f"{sign} {effect}: {words.product(gap.new, whole)}{also}", width, "   ", "     ")
    if any(g.effect == "not-given" for g in analysis.gaps):
        yield from _wrap(f". text not given: {_not_given(analysis)}", width, "   ", "     ")
    yield from _wrap(f"2. Conduct this law treats as trafficking beyond the Protocol{of}", width)
    lines = list(_beyond(analysis, words, width))
    yield from lines or ["   none"]


def _beyond(analysis: Analysis, words: Wording, width: int) -> Iterator[str]:
    # One line for the same acts: a limb that lacks a purpose for anyone lacks means for adults too.
    groups: dict[str, list[Beyond]] = {}
    for item in analysis.verdict.beyond:
        groups.setdefault(words.facts((v for p in item.products for v in p[0]), "act"), []).append(item)
    for acts, items in groups.items():
        adults = [b for b in items if any(x.id in b.witness for x in analysis.comparison.adult_bands)]
        lacking = dict.fromkeys(x for b in items for x in b.lacking if x != "act")
        best = min(adults or items, key=lambda b: len(b.lacking))
        asks = f" without {listed(sorted(lacking), 'or')}" if lacking else ""
        story = " · ".join(words.story(best.witness, law=True))
        certain = all(b.certain for b in items)
        sign, unless = ("+", "") if certain else ("?", "; unless words that were not read or given say otherwise")
        yield from _wrap(
            f"{sign} {acts}{asks} ({pins(b.address for b in items)}); for instance {story}{unless}",
            width,
            "   ",
            "     ",
        )


def _not_given(analysis: Analysis) -> str:
    terms = dict.fromkeys(
        f"«{m.term}» is not defined in the texts compared"
        for m in analysis.verdict.mentions
        if m.term and m.placement in ("essential", "illustrative")
    )
    if analysis.verdict.child_only:
        terms["nothing about adults"] = ""
    for role in analysis.comparison.incomplete:
        unread = role in analysis.comparison.lost and role not in analysis.comparison.law.incomplete
        terms[f"words not read may be of the {role}" if unread else f"the text may not be whole ({role})"] = ""
    return "; ".join(terms) or "the texts given do not decide"


def _verdicts(summary: Summary, width: int) -> Iterator[str]:
    yield "Verdict"
    compulsion = {"all": "; every form contains compulsion", "some": "; some forms contain compulsion", "none": ""}
    for role, cell in summary.roles.items():
        extra = compulsion[summary.coercion_in_purpose] if role == "purpose" else ""
        yield from _wrap(f"{ROLE[cell.value]}{extra}{_sure(cell, ROLE)}", width, f"   {role:13}")
    forms = f" ({len(summary.child_forms)} form(s) need compulsion)" if summary.child_forms else ""
    age = f"; under {summary.child_age}" if summary.child_age else ""
    yield from _wrap(
        f"{CHILD[summary.child_no_means.value]}{forms}{age}{_sure(summary.child_no_means, CHILD)}",
        width,
        "   child rule   ",
    )
    yield from _wrap(
        f"adult {CONSENT[summary.consent.value]}{_sure(summary.consent, CONSENT)}; child "
        f"{CONSENT[summary.consent_child.value]}{_sure(summary.consent_child, CONSENT)}",
        width,
        "   consent      ",
    )
    if summary.extra_requirements:
        yield from _wrap(listed(summary.extra_requirements), width, "   extra        ")
    counts = summary.coverage
    yield from _wrap(
        f"of {counts['combinations']} combinations of elements {counts['covered']} covered, "
        f"{counts['partly']} partly, {counts['uncovered']} not, {counts['undetermined']} undetermined",
        width,
        "   coverage     ",
    )


def _sure(cell: Cell, words: dict[str, str]) -> str:
    if cell.certain:
        return ""
    others = listed(dict.fromkeys(words.get(v, v) for v in cell.alternatives.values()), "or")
    return f" (on another reading: {others})"


def _table(summary: Summary, analysis: Analysis, width: int, verbose: bool) -> Iterator[str]:
    names = {e: analysis.taxonomy.label(e) for e in summary.elements}
    wide = max(len(n) for n in names.values())
    yield f"{'Element':{wide + 3}} {'Placement':12} {'Breadth':9} Words"
    for element, cell in summary.elements.items():
        breadth = (cell.breadth or "") + ("*" if cell.status else "")
        notes = [f"also {PLACEMENT[value]}, {b}" for value, b in cell.also]
        if not cell.certain:
            notes.append(f"another reading: {listed(dict.fromkeys(cell.alternatives.values()), 'or')}")
        head = f" {SIGN[cell.value]} {names[element]:{wide}} {SHORT[cell.value]:12} {breadth:9} "
        words = "; ".join(filter(None, [_places(cell, 9 if verbose else 1), *notes]))
        lines = textwrap.wrap(words, max(24, width - len(head)), break_long_words=False) or [""]
        yield (head + lines[0]).rstrip()
        yield from (" " * len(head) + line for line in lines[1:])
    yield from _wrap(
        "= one of the alternatives of the basic offence; e only an example; ^ only aggravating; > only in another "
        "offence; . undetermined; - absent. Breadth: against the Protocol's element.",
        width,
        "   ",
    )
    if any(cell.status for cell in summary.elements.values()):
        yield from _wrap("* partly or wholly a known attribute of the victim (status), not a means", width, "   ")


def _places(cell: Cell, limit: int) -> str:
    places: dict[str, list[Cite]] = {}
    for cite in cell.evidence:
        places.setdefault(cite.address, []).append(cite)
    if not places:
        return listed(m if " " in m else f"«{m}» undefined" for m in cell.missing)
    parts = [f"{brief(address)} {quoted(cites, 2)}" for address, cites in places.items()]
    return "; ".join(parts[:limit]) + (f" and {len(parts) - limit} more" if len(parts) > limit else "")


def _readings(analysis: Analysis, findings: tuple[Finding, ...], width: int) -> Iterator[str]:
    ways = analysis.readings
    spoken = {f.address for f in findings if f.rule == "TXT001"}
    said: dict[str, list[str]] = {}
    for choice in analysis.law.choices:
        if choice.address not in spoken:
            continue
        words = quoted(Cite(q.address or choice.address, q) for q in choice.evidence) or choice.id
        options = " | ".join(f"{o.id}: {o.text}" if o.text else o.id for o in choice.options)
        settled = ways.settled.get(choice.id)
        if settled:
            end = f"{settled.authority}, {settled.pin}, decides: {settled.option}"
        else:
            known = "".join(
                f"; --authority {s.authority} ({s.pin}) would decide: {s.option}" for s in choice.settlements
            )
            end = f"read here as {ways.settings[choice.id]}{known}"
        text = f"{words} ({{}}) can be read in {len(choice.options)} ways; {end}. {options}"
        said.setdefault(text, []).append(choice.address)
    for text, addresses in said.items():
        yield from _wrap(text.replace("{}", pins(addresses), 1), width, "   reading      ")


def _versions(findings: tuple[Finding, ...], width: int) -> Iterator[str]:
    # Language versions and acts that differ, once where several standards say it.
    said = dict.fromkeys((f.rule, f.severity, f.message) for f in findings if f.rule in ("LAW001", "LAW002"))
    for rule, severity, message in said:
        head = "   versions     " if rule == "LAW001" else "   acts         "
        yield from _wrap(f"{severity}: {message}", width, head, " " * len(head))


def _findings(findings: tuple[Finding, ...], width: int, verbose: bool) -> Iterator[str]:
    counts = listed(
        f"{n} {word}{'s' if n > 1 else ''}"
        for word in ("error", "warning", "note")
        if (n := sum(f.severity == word for f in findings))
    )
    yield from _wrap(f"Findings: {counts}" + ("" if verbose else " (--verbose gives each in full)"), width)
    for group in _grouped(findings):
        first = group[0]
        if first.rule == "TXT001" and not verbose:
            continue
        sign, effect = EFFECTS[first.effect]
        head = f" {sign} {first.severity} {first.rule} {first.title} [{effect}]"
        if not verbose:
            short = listed(f.short for f in group) if all(f.short for f in group) else first.message
            yield from _wrap(f"{head}: {short}", width, "", "     ")
            continue
        yield from _wrap(head, width, "", "     ")
        for finding in group:
            yield from _wrap(finding.message, width, "     ")
            if finding.witness:
                yield from _wrap(f"for instance: {' · '.join(finding.witness)}", width, "       ")
        if first.explanation:
            yield from _wrap(first.explanation, width, "       ")


def _grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.standard, finding.rule, finding.effect, finding.severity)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())
