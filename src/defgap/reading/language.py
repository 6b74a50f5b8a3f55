"""A language is a folder of grammars/: its tables and grammars, loaded once per process."""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from defgap import resources


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the parsed grammars/<language>/<name>.toml; raises FileNotFoundError if there is none."""
    return tomllib.loads(resources.read(f"grammars/{language}/{name}.toml"))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have a folder, sorted."""
    return tuple(sorted(p.parent.name for p in resources.path("grammars").glob("*/layout.toml")))


def complete(language: str) -> bool:
    """True if texts of the language can be read to the end, not only laid out."""
    return resources.path(f"grammars/{language}/groups.lark").is_file()


def parser(grammar: str, start: str = "start") -> Callable[[Iterable[tuple[str, int]]], Any]:
    """Return an LALR parser over ready tokens for a grammar file such as `ru/groups.lark`.

    The parser takes (terminal name, index) pairs and returns lark's tree, in which a leaf's value is the index as
    text. Raises lark's UnexpectedInput for a stream that the grammar does not cover.
    """
    return _parser(grammar, start)


@cache
def _parser(grammar: str, start: str) -> Callable[[Iterable[tuple[str, int]]], Any]:
    from lark import Lark, Token
    from lark.lexer import Lexer

    class Stream(Lexer):
        """Hands ready tokens to the parser, always as an iterator."""

        def __init__(self, conf: Any) -> None:
            del conf

        def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
            return (Token(kind, str(index)) for kind, index in data)

    lark = Lark(resources.read(f"grammars/{grammar}"), parser="lalr", lexer=Stream, start=start)
    return lambda tokens: lark.parse(iter(tokens))
