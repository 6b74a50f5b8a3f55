"""The built-in library: the taxonomy, the standards, the laws with their texts, and the authorities."""

import json
from functools import cache
from pathlib import Path

from defgap import resources
from defgap.errors import UnknownName
from defgap.model.concepts import Taxonomy, from_closure
from defgap.model.offences import Law, join


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

    return notation.parse(text, resources.read("grammars/notation.lark"), taxonomy(), name)


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
        from difflib import get_close_matches

        near = get_close_matches(name, _files(), 1, 0.5)
        hint = f"did you mean {near[0]!r}?" if near else "`defgap library` lists them"
        raise UnknownName(f"no built-in law or standard {name!r}; {hint}") from None
    (law,) = parse(file.read_text(encoding="utf-8"), str(file))
    if law.joins:
        from attrs import evolve

        whole = join((*(load(part) for part in law.joins), law), law.id, law.title)
        return evolve(whole, joins=law.joins, edition=law.edition or whole.edition, note=law.note)
    return law


def standards() -> tuple[Law, ...]:
    """Return all built-in standards."""
    return tuple(law for law in map(load, names()) if law.kind == "standard")


def laws() -> tuple[Law, ...]:
    """Return all built-in laws."""
    return tuple(law for law in map(load, names()) if law.kind == "law")
