"""What is expected of the built-in library: every text of a law against the law's reviewed encoding."""

from collections.abc import Callable, Iterator

from benchmarks.accuracy import laws
from benchmarks.accuracy.cells import answers
from benchmarks.accuracy.expected import Expected, Gold, Mark

import defgap
from defgap import library, resources, verification
from defgap.model.offences import Law, Text


def builtin() -> list[Expected]:
    """Return what is expected of every text of the built-in laws, by name."""
    return [one for law in library.laws() if not law.joins for one in _texts(law)]


def _texts(law: Law) -> Iterator[Expected]:
    document = defgap.check(law.id).to_dict()["documents"][0]
    cells = {path: Gold(answer.value, answer.others) for path, answer in answers(document).items()}
    for text in sorted(law.texts, key=lambda t: t.language):
        marks = tuple(dict.fromkeys(_marks(law, text)))
        yield Expected(law.id, text.language, resources.path(text.path), cells, marks)


def _marks(law: Law, text: Text) -> Iterator[Mark]:
    """Of the kinds of sentences an encoding tells definitions, penalties and rules on consent apart."""
    yield from _quoted(law, text, "dispositions", laws.dispositions)
    yield from _quoted(law, text, "clauses", laws.kinds)
    yield from _quoted(law, text, "groups", laws.mentions)
    yield from _quoted(law, text, "attachment", laws.attachment)
    yield from _quoted(law, text, "links", laws.definitions)


def _quoted(law: Law, text: Text, stage: str, says: Callable[[Law], Iterator[laws.Placed]]) -> Iterator[Mark]:
    for address, quote, value in says(law):
        span = verification.place(quote, address, text) if quote.language == text.language else None
        if span:
            yield Mark(stage, quote.text, value, span)
