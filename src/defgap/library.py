"""The built-in library: the taxonomy, the standards, the laws with their texts, and the authorities."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from attrs import frozen

from defgap import resources
from defgap.errors import UnknownName
from defgap.model.concepts import Taxonomy, from_closure
from defgap.model.offences import Law, join


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
