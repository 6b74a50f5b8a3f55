"""The lexer of all grammars over ready tokens; a module of its own, so that lark can keep tables that name it."""

from collections.abc import Iterator
from typing import Any

from lark import Token
from lark.lexer import Lexer


class Stream(Lexer):
    """Hands ready (terminal name, index) pairs to the parser, always as an iterator."""

    def __init__(self, conf: Any) -> None:
        del conf

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        """Yield a token per pair, its value the index as text."""
        return (Token(kind, str(index)) for kind, index in data)
