"""The reader: sources to a law, with every stage kept for `explain`."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.offences import Law, Text, join
from defgap.reading.clauses import Clause
from defgap.reading.composition import Composed, compose, drafts
from defgap.reading.layout import Layout, layout
from defgap.reading.offences import UNCOMPOSED
from defgap.reading.sifting import sift
from defgap.reading.source import Source


@frozen
class Stage:
    """How one source was read: its layout, its sentences with what decided their kind, and what was composed."""

    source: Source
    layout: Layout = field(repr=False)
    clauses: tuple[Clause, ...] = field(repr=False)
    composed: Composed = field(repr=False)


@frozen
class Reading:
    """What was read: the `law`, None where no provision on trafficking was found, and why (`reason`).

    `problems` are sentences about places that a person should look at: unresolved references, a disposition that
    could not be composed.
    """

    law: Law | None
    sources: tuple[Source, ...]
    stages: tuple[Stage, ...] = field(repr=False)
    reason: str = ""
    problems: tuple[str, ...] = ()


NONE = "no trafficking provision"


def read(sources: Sequence[Source], taxonomy: Taxonomy) -> Reading:
    """Read the texts of one law, together.

    A definition of exploitation alone is a law without offences. Other offences are kept as neighbours only beside a
    provision on trafficking. Never raises for any text.
    """
    stages = tuple(_stages(sources, taxonomy))
    problems = tuple(p for s in stages for p in s.composed.problems)
    parts = [s for s in stages if s.composed.offences or s.composed.definitions]
    found = [o for s in parts for o in s.composed.offences if o.kind != "neighbour"]
    defined = [d for s in parts for d in s.composed.definitions]
    if not found and not defined:
        lost = next((p for p in problems if UNCOMPOSED in p), "")
        return Reading(None, tuple(sources), stages, lost or _none(stages), problems)
    if not found:
        parts = [s for s in parts if s.composed.definitions]
    laws = tuple(_law(stage, bool(found)) for stage in parts)
    law = laws[0] if len(laws) == 1 else join(laws)
    reasons = dict.fromkeys(r for s in parts for r in s.composed.reasons)
    return Reading(law, tuple(sources), stages, "; ".join(reasons), problems)


def _none(stages: Sequence[Stage]) -> str:
    """Say why no offence that was read is trafficking, so that one which was not recognised can be found."""
    near = dict.fromkeys(o.address or "the text" for s in stages for o in s.composed.offences)
    if not near:
        return NONE
    read_as = "an offence" if len(near) == 1 else "offences"
    joins = "an act of trafficking is not joined with a purpose of exploitation there"
    return f"{', '.join(near)}: read as {read_as} of another kind; trafficking is not named, and {joins}"


def _stages(sources: Sequence[Source], taxonomy: Taxonomy) -> Iterator[Stage]:
    """Yield every source as it was read: definitions of one are known in the others."""
    sifted = [sift(s.text, s.language) for s in sources]
    laid = [layout(s.text, s.language, one.aside) for s, one in zip(sources, sifted, strict=True)]
    known = drafts(laid, taxonomy)
    for source, one, lay, draft in zip(sources, sifted, laid, known, strict=True):
        composed = compose(draft, [other for other in known if other is not draft])
        if one.articles:
            told = f"{one.kept} of {one.articles} articles hold words of trafficking or its neighbours and were read"
            composed = evolve(composed, reasons=(told, *composed.reasons))
        yield Stage(source, lay, composed.clauses, composed)


def _law(stage: Stage, offences: bool) -> Law:
    composed = stage.composed
    law = Law(
        id=identifier(stage.source.path),
        title=composed.title,
        texts=(Text(stage.source.language, stage.source.path),),
        definitions=composed.definitions,
        offences=composed.offences if offences else (),
        choices=composed.choices,
        incomplete=composed.incomplete,
        minor_age=composed.minor_age,
        residue=composed.residue,
    )
    kept = [o for o in law.offences if o.kind != "neighbour"]
    return law if kept or composed.definitions else evolve(law, residue=(), choices=())


def identifier(path: str) -> str:
    """Return a law's id from the name of its file, without the ending and the language."""
    name = PurePath(path).name
    name = re.sub(r"\.(txt|md|text)$", "", name, flags=re.IGNORECASE)
    name = re.sub(r"\.[a-z]{2}$", "", name)
    name = re.sub(r"[^a-z0-9@.+_-]+", "-", name.casefold()).strip("-.")
    return name if name[:1].isalpha() else f"law-{name}".rstrip("-")
