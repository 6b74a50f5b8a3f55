"""What the analysis tests share: the standard, laws by name or file, and their analyses."""

from functools import cache
from pathlib import Path

from defgap import library
from defgap.analysis.findings import Finding
from defgap.analysis.gaps import Analysis, analyse
from defgap.analysis.rules import find
from defgap.analysis.wording import Wording
from defgap.model.offences import Law, join

LAWS = Path(__file__).parent.parent / "laws"


@cache
def small(name: str) -> Law:
    (law,) = library.parse((LAWS / f"{name}.defgap").read_text(encoding="utf-8"), name)
    return law


def built_in(*names: str) -> Law:
    laws = tuple(library.load(n) for n in names)
    return laws[0] if len(laws) == 1 else join(laws)


def compare(law: Law, **options: object) -> Analysis:
    return analyse(library.load("palermo"), law, library.taxonomy(), **options)  # type: ignore[arg-type]


def findings(analysis: Analysis, *rules: str) -> list[Finding]:
    return [f for f in find(analysis) if not rules or f.rule in rules]


def placement(analysis: Analysis, element: str) -> tuple[str, str | None]:
    found = analysis.verdict.elements[element]
    return found.value, found.breadth


def left_out(analysis: Analysis, effect: str) -> set[str]:
    """All facts of the purposes that gaps of an effect turn on."""
    members = analysis.comparison.members
    return {f for g in analysis.gaps if g.effect == effect for v in g.product[2] for f in members[v]}


def witnesses(analysis: Analysis) -> list[tuple[str, ...]]:
    words = Wording(analysis.comparison)
    return [words.story(b.witness) for b in analysis.verdict.beyond]
