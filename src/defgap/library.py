"""The built-in library: the taxonomy, the standards, the laws with their texts, and the authorities."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from defgap import resources
from defgap.errors import DefgapError, UnknownName
from defgap.model.concepts import Taxonomy, from_closure
from defgap.model.evidence import quotes
from defgap.model.formulas import Quote
from defgap.model.offences import Law, Text, join

OWN = "own rendering, not official"
"""How the head of a text that we translated ourselves begins; its layout need not go down to every point."""


@frozen
class Passage:
    """Words of an authority: the pinpoint, such as `p. 2`, and the verbatim quote."""

    pin: str
    quote: str


@frozen
class Ruling:
    """What an authority decides: in the law of `jurisdiction`, article by its address, the choice takes the option."""

    jurisdiction: str
    article: str
    choice: str
    option: str
    pin: str


@frozen
class Authority:
    """A source that settles choices, such as a Supreme Court resolution.

    `translation` and `remark` say how far its text can be relied on and must be shown with it. `text` is the path of
    the text that was recovered, `source` where it was read. `names` are words by which a text shows that it is of the
    same country.
    """

    id: str
    title: str
    jurisdiction: str
    language: str
    translation: str
    edition: str
    remark: str
    text: str
    source: str
    names: tuple[str, ...] = ()
    points: tuple[Passage, ...] = ()
    settles: tuple[Ruling, ...] = ()

    def quotes(self, pin: str) -> tuple[str, ...]:
        """Return the words quoted under a pinpoint; none for an unknown one."""
        return tuple(p.quote for p in self.points if p.pin == pin)


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


@cache
def taxonomy() -> Taxonomy:
    """Return the taxonomy from its precomputed closure."""
    return from_closure(json.loads(resources.read("fixtures/taxonomy.closure.json")))


def build_taxonomy() -> Taxonomy:
    """Return the taxonomy built and checked from its source; raises ModelError. Imports networkx."""
    import tomllib

    from defgap.model.concepts import build

    return build(tomllib.loads(resources.read("fixtures/taxonomy.toml")))


def closure_text() -> str:
    """Return what taxonomy.closure.json must hold."""
    return json.dumps(build_taxonomy().closure(), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def parse(text: str, name: str = "notation") -> tuple[Law, ...]:
    """Return the laws and standards written in the notation; raises NotationError. `name` stands in messages."""
    from defgap.model import notation

    grammar = resources.read("grammars/notation.lark")
    return notation.parse(text, grammar, taxonomy(), name, resources.kept("notation", grammar))


@cache
def _files() -> dict[str, Path]:
    places = (resources.path("fixtures/standards"), resources.path("fixtures/statutes"))
    return {p.name.removesuffix(".defgap"): p for place in places for p in sorted(place.rglob("*.defgap"))}


def names() -> tuple[str, ...]:
    """Return the ids of all standards and laws, sorted."""
    return tuple(sorted(_files()))


@cache
def load(name: str) -> Law:
    """Return a standard or law by its id, such as `palermo` or `kz-cc-128@2023`; raises UnknownName.

    A law that joins others comes back as one law made of them.
    """
    try:
        file = _files()[name]
    except KeyError:
        raise _unknown("law or standard", name, names()) from None
    text = file.read_text(encoding="utf-8")
    known = _compiled().get(name)
    if known and known["sha256"] == resources.digest(text):
        from defgap.model.plain import from_plain

        law: Law = from_plain(known["law"])
    else:
        (law,) = parse(text, str(file))
    return joined(law)


@cache
def _compiled() -> dict[str, Any]:
    file = resources.path("fixtures/library.compiled.json")
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def compiled_text() -> str:
    """Return what library.compiled.json must hold: every law and standard parsed, so that start-up needs no parser."""
    from defgap.model.plain import to_plain

    data = {}
    for name, file in sorted(_files().items()):
        text = file.read_text(encoding="utf-8")
        (law,) = parse(text, str(file))
        data[name] = {"sha256": resources.digest(text), "law": to_plain(law)}
    return json.dumps(data, ensure_ascii=False, indent=None, separators=(",", ":"), sort_keys=True) + "\n"


def refresh() -> None:
    """Write the precomputed files of a checkout: the taxonomy's closure, the library and the languages' tables."""
    from defgap.reading import language

    resources.path("fixtures/taxonomy.closure.json").write_text(closure_text(), encoding="utf-8")
    taxonomy.cache_clear()
    resources.path("fixtures/library.compiled.json").write_text(compiled_text(), encoding="utf-8")
    for code in language.languages():
        resources.path(f"grammars/{code}/tables.json").write_text(language.compiled_text(code), encoding="utf-8")


def joined(law: Law) -> Law:
    """Return a law that joins others as one law made of them and itself; raises UnknownName for an unknown part."""
    if not law.joins:
        return law
    whole = join((*(load(part) for part in law.joins), law), law.id, law.title)
    return attrs.evolve(whole, joins=law.joins, edition=law.edition or whole.edition, note=law.note)


def _unknown(kind: str, name: str, known: tuple[str, ...]) -> UnknownName:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1, 0.5)
    hint = f"did you mean {near[0]!r}?" if near else "`defgap library` lists them"
    return UnknownName(f"no built-in {kind} {name!r}; {hint}")


def standards() -> tuple[Law, ...]:
    """Return all built-in standards."""
    return tuple(law for law in map(load, names()) if law.kind == "standard")


def laws() -> tuple[Law, ...]:
    """Return all built-in laws."""
    return tuple(law for law in map(load, names()) if law.kind == "law")


@cache
def _authorities() -> dict[str, Authority]:
    import tomllib

    found = {}
    for file in sorted(resources.path("fixtures/authorities").glob("*.toml")):
        row = tomllib.loads(file.read_text(encoding="utf-8"))
        points = tuple(Passage(**p) for p in row.pop("points", ()))
        settles = tuple(Ruling(**r) for r in row.pop("settles", ()))
        row["names"] = tuple(row.get("names", ()))
        found[row["id"]] = Authority(**row, points=points, settles=settles)
    return found


def authority(name: str) -> Authority:
    """Return an authority by its id, such as `kz-sc-2012-7`; raises UnknownName."""
    try:
        return _authorities()[name]
    except KeyError:
        raise _unknown("authority", name, tuple(_authorities())) from None


def authorities() -> tuple[Authority, ...]:
    """Return all authorities, sorted by id."""
    return tuple(_authorities().values())


def verify() -> tuple[Fault, ...]:
    """Return everything wrong in the built-in library, in order of names; none if it is sound.

    Checks that the closure of the taxonomy is fresh, that every law and standard can be read and stands in a file of
    its name, all that `verify_law` checks, and that the authorities quote their texts and settle choices that exist.
    Imports networkx and the layout of texts.
    """
    return tuple(_verify())


def _verify() -> Iterator[Fault]:
    if resources.read("fixtures/taxonomy.closure.json") != closure_text():
        yield Fault("taxonomy", "", "", "", "taxonomy.closure.json is stale: run `make data`")
    for name in names():
        try:
            law = load(name)
        except DefgapError as fault:
            yield Fault(name, "", "", "", str(fault))
            continue
        if law.id != name:
            yield Fault(name, "", "", "", f"the file holds {law.id!r}")
        yield from verify_law(law)
    for source in authorities():
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
            if part not in _files()
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
                source = authority(settled.authority)
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
            for law in map(load, names())
            if law.jurisdiction == ruling.jurisdiction and not law.joins
            for choice in law.choices
            if choice.id == ruling.choice and f"{choice.address}__".startswith(f"{ruling.article}__")
            for option in choice.options
        }
        if ruling.option not in options:
            reason = f"no law of {ruling.jurisdiction} has choice {ruling.choice!r} with option {ruling.option!r} here"
            faults.append(Fault(source.id, ruling.article, "", "", reason))
    return tuple(faults)
