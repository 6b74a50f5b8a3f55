"""The stages of a reading: the only module that knows how the reader keeps them, one function per stage.

Each returns the places of the text with what the reader made of them. A stage that the reader no longer keeps in this
form is not measured.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen
from benchmarks.accuracy import laws

from defgap.model.offences import Law


@frozen
class Place:
    """A run of the text, code points `start` to `end`, with a kind, a role, a term, or roles joined with " + "."""

    start: int
    end: int
    value: str


def places(reading: Any, stage: str) -> tuple[Place, ...] | None:
    """Return what the reader made of the text in a stage, None if it does not keep the stage."""
    try:
        return tuple(STAGES[stage](reading))
    except AttributeError:
        return None


def _dispositions(reading: Any) -> Iterator[Place]:
    """The sentences, with their lists and penalties, that hold words of a basic offence or of a definition."""
    held = list(_placed(reading.law, laws.dispositions))
    whole = [Place(c.start, c.end, "") for stage in reading.stages for c in stage.clauses]
    for start, end in _united(s for s in whole if any(_meet(s, p) for p in held)):
        yield Place(start, end, "disposition")


def _clauses(reading: Any) -> Iterator[Place]:
    """The sentences with their lists; the words of a sentence that punish are a place of their own."""
    for clause in (c for stage in reading.stages for c in stage.clauses):
        if not clause.penalty:
            yield Place(clause.start, clause.end, clause.kind)
            continue
        start, end = clause.penalty[0].start, clause.penalty[-1].end
        parts = ((clause.start, start, clause.kind), (start, end, "penalty"), (end, clause.end, clause.kind))
        yield from (Place(*part) for part in parts if part[0] < part[1])


def _groups(reading: Any) -> Iterator[Place]:
    for stage in reading.stages:
        for group in (g for unit in stage.composed.units for g in unit.groups if g.role):
            yield from (Place(item.start, item.end, group.role) for item in group.items)


def _attachment(reading: Any) -> Iterator[Place]:
    return _placed(reading.law, laws.attachment)


def _links(reading: Any) -> Iterator[Place]:
    """The sentences of the definitions; a definition goes on in the sentences that say what its forms mean."""
    for place in _placed(reading.law, laws.definitions):
        yield place
        yield from (Place(s.start, s.end, place.value) for s in _clauses(reading) if _meet(s, place))


STAGES: Mapping[str, Callable[[Any], Iterable[Place]]] = {
    "dispositions": _dispositions,
    "clauses": _clauses,
    "groups": _groups,
    "attachment": _attachment,
    "links": _links,
}


def disposed(reading: Any) -> tuple[tuple[int, int], ...]:
    """Return where the sentences stand of which something was made or left over, penalties apart; none if not kept."""
    loose = [] if reading.law is None else [Place(r.start, r.end, "") for r in reading.law.residue if r.end]
    taken = [*_placed(reading.law, laws.dispositions), *_placed(reading.law, laws.mentions), *loose]
    known = places(reading, "clauses") or ()
    return _united(s for s in known if s.value != "penalty" and any(_meet(s, p) for p in taken))


def _united(given: Iterable[Place]) -> tuple[tuple[int, int], ...]:
    """An item may be a sentence of its own beside the one with its list: no word counts twice."""
    found: list[tuple[int, int]] = []
    for place in sorted(given, key=lambda p: p.start):
        if found and place.start < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], place.end)
        else:
            found.append((place.start, place.end))
    return tuple(found)


def _placed(law: Law | None, says: Callable[[Law], Iterator[laws.Placed]]) -> Iterator[Place]:
    for _, quote, value in says(law) if law else ():
        if quote.start is not None and quote.end is not None:
            yield Place(quote.start, quote.end, value)


def _meet(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
