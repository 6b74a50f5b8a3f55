"""Verification of the built-in library: every quote stands verbatim in its text, at the place it names."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs
from attrs import frozen

from defgap import library, resources
from defgap.errors import DefgapError, UnknownName
from defgap.library import Authority
from defgap.model.evidence import quotes
from defgap.model.formulas import Quote
from defgap.model.offences import Law, Text

OWN = "own rendering, not official"
"""How the head of a text that we translated ourselves begins; its layout need not go down to every point."""


@frozen
class Fault:
    """One thing wrong in the library: the law or file, the address, the quote with its language, and the reason."""

    law: str
    address: str
    quote: str
    language: str
    reason: str

    def __str__(self) -> str:
        words = f" «{self.quote}»" if self.quote else ""
        return f"{self.law}{' ' + self.address if self.address else ''}{words}: {self.reason}"


def verify() -> tuple[Fault, ...]:
    """Return everything wrong in the built-in library, in order of names; none if it is sound.

    Checks that the closure of the taxonomy is fresh, that every law and standard can be read and stands in a file of
    its name, all that `verify_law` checks, and that the authorities quote their texts and settle choices that exist.
    Imports networkx and the layout of texts.
    """
    return tuple(_verify())


def _verify() -> Iterator[Fault]:
    if resources.read("fixtures/taxonomy.closure.json") != library.closure_text():
        yield Fault("taxonomy", "", "", "", "taxonomy.closure.json is stale: run `make data`")
    for name in library.names():
        try:
            law = library.load(name)
        except DefgapError as fault:
            yield Fault(name, "", "", "", str(fault))
            continue
        if law.id != name:
            yield Fault(name, "", "", "", f"the file holds {law.id!r}")
        yield from verify_law(law)
    for source in library.authorities():
        yield from verify_authority(source)


def verify_law(law: Law) -> tuple[Fault, ...]:
    """Return everything wrong in one law or standard, which need not belong to the library.

    Every text that it names exists; every quote, residue and title stands verbatim in the text of its language,
    inside the provision that its address names; every joined law, authority, pinpoint and option exists. In an own
    rendering the words may stand in the nearest provision around the address that its layout shows. The quotes of a
    law that joins others are those of its parts and are checked there.
    """
    if law.joins:
        return tuple(
            Fault(law.id, "", "", "", f"joins {part!r}, which is not in the library")
            for part in law.joins
            if part not in library.names()
        )
    return (*_texts(law), *_words(law), *_options(law))


def _texts(law: Law) -> Iterator[Fault]:
    for text in law.texts:
        if not resources.path(text.path).is_file():
            yield Fault(law.id, "", "", text.language, f"there is no file {text.path}")


def _words(law: Law) -> Iterator[Fault]:
    texts = [t for t in law.texts if resources.path(t.path).is_file()]
    languages = {t.language for t in law.texts}
    for address, quote in quotes(law):
        if quote.language not in languages:
            yield Fault(law.id, address, quote.text, quote.language, "the law names no text in this language")
        for text in texts:
            if text.language == quote.language and (reason := misplaced(quote, address, text)):
                yield Fault(law.id, address, quote.text, quote.language, reason)
    if texts != list(law.texts):
        return
    others = [(o.address, o.title) for o in law.offences if o.title] + [(r.address, r.quote) for r in law.residue]
    for address, words in others:
        reasons = [misplaced(Quote(t.language, words), address, t) for t in texts]
        if reasons and all(reasons):
            yield Fault(law.id, address, words, "", reasons[0])


def misplaced(quote: Quote, address: str, text: Text) -> str:
    """Return why the quote does not stand verbatim in the provision `address` of a text, or an empty string."""
    if place(quote, address, text):
        return ""
    whole, places, own = _laid_out(text.path, text.language)
    if address and address not in places and not own:
        return f"{text.path} has no provision {address}"
    if quote.text in whole:
        return f"the words stand in {text.path}, but not in {address}"
    return f"the words do not stand in {text.path}"


def place(quote: Quote, address: str, text: Text) -> tuple[int, int] | None:
    """Return where a quote stands in the provision `address` of a built-in text, in code points; None if nowhere.

    In a text of our own rendering the nearest provision above that it has is taken.
    """
    whole, places, own = _laid_out(text.path, text.language)
    while own and address and address not in places:
        address = address.rpartition("__")[0]
    start, end = places.get(address, (0, 0)) if address else (0, len(whole))
    found = whole.find(quote.text, start, end)
    return (found, found + len(quote.text)) if found >= 0 else None


@cache
def _laid_out(path: str, language: str) -> tuple[str, dict[str, tuple[int, int]], bool]:
    from defgap.reading.layout import regions

    text = resources.read(path)
    law = re.sub(r"(?m)^#.*$", lambda note: " " * len(note[0]), text)
    return law, regions(law, language), text.startswith(f"# {OWN}")


def _options(law: Law) -> Iterator[Fault]:
    known = {c.id: {o.id for o in c.options} for c in law.choices}
    for choice, options, address in _conditions(law):
        if choice not in known:
            yield Fault(law.id, address, "", "", f"there is no choice {choice!r}")
        else:
            for option in options:
                if option not in known[choice]:
                    yield Fault(law.id, address, "", "", f"choice {choice!r} has no option {option!r}")
    for point in law.choices:
        if point.default not in known[point.id]:
            yield Fault(law.id, point.address, "", "", f"choice {point.id!r} has no option {point.default!r}")
        for settled in point.settlements:
            if settled.option not in known[point.id]:
                yield Fault(law.id, point.address, "", "", f"choice {point.id!r} has no option {settled.option!r}")
            try:
                source = library.authority(settled.authority)
            except UnknownName as fault:
                yield Fault(law.id, point.address, "", "", str(fault))
                continue
            if not source.quotes(settled.pin):
                yield Fault(law.id, point.address, "", "", f"{source.id} has no words under {settled.pin!r}")
            if not any(
                (r.jurisdiction, r.choice, r.option, r.pin) == (law.jurisdiction, point.id, settled.option, settled.pin)
                and f"{point.address}__".startswith(f"{r.article}__")
                for r in source.settles
            ):
                yield Fault(law.id, point.address, "", "", f"{source.id} does not settle {point.id!r} here")


def _conditions(value: Any, address: str = "") -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield (choice, options, address) of everything in a law that stands only on some readings."""
    if isinstance(value, tuple):
        for part in value:
            yield from _conditions(part, address)
    elif attrs.has(type(value)):
        here = getattr(value, "address", "") or address
        choice, options = getattr(value, "choice", ""), getattr(value, "options", ())
        if choice:
            yield choice, options, here
        for part in attrs.fields(type(value)):
            yield from _conditions(getattr(value, part.name), here)


def verify_authority(source: Authority) -> tuple[Fault, ...]:
    """Return everything wrong in an authority: quotes not in its text, pinpoints without words, unknown choices."""
    faults = []
    if not resources.path(source.text).is_file():
        return (Fault(source.id, "", "", source.language, f"there is no file {source.text}"),)
    text = resources.read(source.text)
    for point in source.points:
        if point.quote not in text:
            faults.append(Fault(source.id, point.pin, point.quote, source.language, "the words do not stand in it"))
    for ruling in source.settles:
        if not source.quotes(ruling.pin):
            faults.append(Fault(source.id, ruling.article, "", "", f"there are no words under {ruling.pin!r}"))
        options = {
            option.id
            for law in map(library.load, library.names())
            if law.jurisdiction == ruling.jurisdiction and not law.joins
            for choice in law.choices
            if choice.id == ruling.choice and f"{choice.address}__".startswith(f"{ruling.article}__")
            for option in choice.options
        }
        if ruling.option not in options:
            reason = f"no law of {ruling.jurisdiction} has choice {ruling.choice!r} with option {ruling.option!r} here"
            faults.append(Fault(source.id, ruling.article, "", "", reason))
    return tuple(faults)
