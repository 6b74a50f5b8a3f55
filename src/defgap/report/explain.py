"""`explain`: how a text was read, stage by stage: layout, clauses, groups, composition, unused words."""

import textwrap
from collections.abc import Iterator

from defgap.analysis.wording import brief
from defgap.model.printing import print_law
from defgap.reading.groups import Group
from defgap.reading.layout import Node
from defgap.reading.reader import Reading, Stage


def explain_text(reading: Reading, width: int = 110) -> str:
    """Return every stage of a reading as text, `width` columns wide."""
    lines: list[str] = []
    for stage in reading.stages:
        lines += _stage(stage, width)
        lines.append("")
    lines.append(f"Result: {reading.reason or 'composed'}")
    lines += [f"! {problem}" for problem in reading.problems]
    if reading.law is not None:
        lines += ["", "5. Composition (the notation, as `defgap encode` writes it)", print_law(reading.law).rstrip()]
        lines += ["", "6. Words not accounted for"]
        lines += [f"  {brief(r.address)} [{r.start}..{r.end}] «{r.quote}»" for r in reading.law.residue] or ["  none"]
    return "\n".join(lines) + "\n"


def _stage(stage: Stage, width: int) -> Iterator[str]:
    source = stage.source
    yield f"1. Source: {source.path}: {source.language}, {source.encoding}, {len(source.text)} characters"
    yield "2. Layout"
    yield from _node(stage.layout.root, source.text, width)
    noise = [p for p in stage.layout.pieces if p.kind == "noise"]
    for piece in noise:
        yield _line(
            f"  no law ({piece.why or 'editorial'}) [{piece.start}..{piece.end}]",
            source.text[piece.start : piece.end],
            width,
        )
    yield from (f"  a number is missing before {brief(address)}" for address in stage.layout.gaps)
    yield "3. Clauses"
    for clause in stage.clauses:
        why = f", by «{_flat(source.text[clause.at[0] : clause.at[1]])}»" if clause.at else ""
        yield _line(f"  {brief(clause.address):18} {clause.kind}{why}:", source.text[clause.start : clause.end], width)
    yield "4. Groups"
    for unit in stage.composed.units:
        yield f"  {brief(unit.address)}"
        yield from (f"    {_group(group, source.text)}" for group in unit.groups)


def _node(node: Node, text: str, width: int, depth: int = 1) -> Iterator[str]:
    if node.address:
        own = " ".join(text[p.start : p.end] for p in node.pieces if p.kind in ("heading", "text", "tail"))
        yield _line("  " * depth + f"{brief(node.address)} [{node.start}..{node.end}]", own, width)
    for child in node.children:
        yield from _node(child, text, width, depth + bool(node.address))


def _group(group: Group, text: str) -> str:
    items = "; ".join(f"{', '.join(i.concepts) or i.kind} «{_flat(text[i.start : i.end])}»" for i in group.items)
    role = f" {group.role}" if group.role else ""
    before = f"{group.before} " if group.before else ""
    words = items or f"«{_flat(text[group.start : group.end])}»"
    return f"{before}{group.kind}{role} [{group.start}..{group.end}]: {words}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _line(head: str, text: str, width: int) -> str:
    room = max(20, width - len(head) - 1)
    return f"{head} {textwrap.shorten(_flat(text), room, placeholder=' …')}" if text.strip() else head
