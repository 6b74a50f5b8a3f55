"""A language is a folder of grammars/: its tables and grammars, loaded once per process."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from defgap import resources


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the parsed grammars/<language>/<name>.toml; raises FileNotFoundError if there is none."""
    text = resources.read(f"grammars/{language}/{name}.toml")
    known = _compiled(language).get(name)
    if known and known["sha256"] == resources.digest(text):
        return known["table"]  # type: ignore[no-any-return]
    import tomllib

    return tomllib.loads(text)


@cache
def _compiled(language: str) -> dict[str, Any]:
    try:
        return json.loads(resources.read(f"grammars/{language}/tables.json"))  # type: ignore[no-any-return]
    except FileNotFoundError:
        return {}


def compiled_text(language: str) -> str:
    """Return what grammars/<language>/tables.json must hold: the tables, which load faster than TOML, and of what."""
    import tomllib

    data = {}
    for file in sorted(resources.path(f"grammars/{language}").glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        data[file.stem] = {"sha256": resources.digest(text), "table": tomllib.loads(text)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a folder, sorted."""
    return tuple(sorted(p.parent.name for p in resources.path("grammars").glob("*/layout.toml")))


def complete(language: str) -> bool:
    """True if texts of the language can be read to the end, not only laid out."""
    return resources.path(f"grammars/{language}/lexicon.toml").is_file()


def parser(grammar: str, start: str = "start") -> Callable[[Iterable[tuple[str, int]]], Any]:
    """Return an LALR parser over ready tokens for a grammar file such as `groups.lark`.

    The parser takes (terminal name, index) pairs and returns lark's tree, in which a leaf's value is the index as
    text. Raises lark's UnexpectedInput for a stream that the grammar does not cover.
    """
    return _parser(grammar, start)


@cache
def _parser(grammar: str, start: str) -> Callable[[Iterable[tuple[str, int]]], Any]:
    from lark import Lark

    from defgap.reading.stream import Stream

    text = resources.read(f"grammars/{grammar}")
    kept = resources.kept(f"{grammar.replace('/', '-')}-{start}", text)
    lark = Lark(text, parser="lalr", lexer=Stream, start=start, cache=kept or False)
    return lambda tokens: lark.parse(iter(tokens))
