"""Formulas over concepts: And, Or, `including`, age, defined terms, and parts that stand only on one reading.

All are monotone. Evidence is a field and has no part in the meaning.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import evolve, frozen


@frozen(cache_hash=True)
class Quote:
    """Words of a source: `language`, the verbatim `text`, and where known the code points `start` to `end`.

    `address` overrides the provision in which the words stand, if it is not the one around them.
    """

    language: str
    text: str
    start: int | None = None
    end: int | None = None
    address: str = ""


Evidence: TypeAlias = tuple[Quote, ...]


@frozen(cache_hash=True)
class Atom:
    """A concept, true of a story that holds a fact at or below it."""

    concept: str
    evidence: Evidence = ()

    @property
    def role(self) -> str:
        """The concept's role, which a residual fact of a whole role such as `act[other]` has too."""
        return self.concept.partition(".")[0].partition("[")[0]


@frozen(cache_hash=True)
class Term:
    """A word that the law defines, or should: `exploitation`, `traffics`. Without a definition it is opaque."""

    role: str
    name: str
    evidence: Evidence = ()


@frozen(cache_hash=True)
class Age:
    """The victim's age: from `low` years up to, not including, `high` years (None: no upper end).

    `word` is `minor` or `adult` where the law uses such a word and names no number here.
    """

    low: int = 0
    high: int | None = None
    word: str = ""
    evidence: Evidence = ()


@frozen(cache_hash=True)
class And:
    """All of `parts`; with none of them, true of everything."""

    parts: tuple["Formula", ...] = ()


@frozen(cache_hash=True)
class Or:
    """Any of `parts`; with none of them, true of nothing."""

    parts: tuple["Formula", ...] = ()


@frozen(cache_hash=True)
class Including:
    """`general`, naming `examples` that add nothing to its meaning but are marked as named; it means their Or."""

    general: "Formula"
    examples: "Formula"


@frozen(cache_hash=True)
class When:
    """`body` on the readings where `choice` is one of `options`, and `otherwise` on the others."""

    choice: str
    options: tuple[str, ...]
    body: "Formula"
    otherwise: "Formula"


Leaf: TypeAlias = Atom | Term | Age | When
Formula: TypeAlias = Atom | Term | Age | And | Or | Including | When

TOP = And()
BOTTOM = Or()


def atoms(formula: Formula, illustrative: bool = False) -> Iterator[tuple[Atom | Term | Age, bool]]:
    """Yield every mention with True where it stands only among the examples of an `including`."""
    match formula:
        case And(parts) | Or(parts):
            for part in parts:
                yield from atoms(part, illustrative)
        case Including(general, examples):
            yield from atoms(general, illustrative)
            yield from atoms(examples, True)
        case When(_, _, body, otherwise):
            yield from atoms(body, illustrative)
            yield from atoms(otherwise, illustrative)
        case _:
            yield formula, illustrative


def choices(formula: Formula) -> Iterator[str]:
    """Yield the choices that parts of a formula stand on."""
    match formula:
        case And(parts) | Or(parts):
            for part in parts:
                yield from choices(part)
        case Including(general, examples):
            yield from choices(general)
            yield from choices(examples)
        case When(choice, _, body, otherwise):
            yield choice
            yield from choices(body)
            yield from choices(otherwise)


def rewrite(formula: Formula, change: Callable[[Leaf], "Formula"]) -> Formula:
    """Return the formula with every mention and every choice replaced by what `change` returns for it."""
    match formula:
        case And(parts):
            return And(tuple(rewrite(p, change) for p in parts))
        case Or(parts):
            return Or(tuple(rewrite(p, change) for p in parts))
        case Including(general, examples):
            return Including(rewrite(general, change), rewrite(examples, change))
        case _:
            return change(formula)


def conjoin(*parts: Formula) -> Formula:
    """And, flat: nested conjunctions are dissolved, one part stands for itself."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else (part,))
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disjoin(*parts: Formula) -> Formula:
    """Or, flat: nested disjunctions are dissolved, one part stands for itself."""
    flat: list[Formula] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else (part,))
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def without_evidence(formula: Formula) -> Formula:
    """Return the formula with all quotes dropped, to compare meanings."""

    def strip(leaf: Atom | Term | Age | When) -> Formula:
        if isinstance(leaf, When):
            return evolve(leaf, body=rewrite(leaf.body, strip), otherwise=rewrite(leaf.otherwise, strip))
        return evolve(leaf, evidence=())

    return rewrite(formula, strip)
