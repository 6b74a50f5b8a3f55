"""Age bands: the victim of a story is in exactly one of them."""

from collections.abc import Iterable

from attrs import frozen

CHILD = 18
"""Years: Palermo Protocol, art. 3(d)."""
LIMITS = (14, 16, 18, 21)


@frozen(order=True)
class Band:
    """Victims from `low` years up to, not including, `high` years; `high` None has no upper end."""

    low: int
    high: int | None = None

    @property
    def id(self) -> str:
        """The fact under which a story holds the band, such as `age:16-17`."""
        return f"age:{self.low}-{'' if self.high is None else self.high - 1}"

    @property
    def child(self) -> bool:
        """True if everyone in the band is under eighteen."""
        return self.high is not None and self.high <= CHILD

    @property
    def label(self) -> str:
        """The band in words, years."""
        if self.high is None:
            return f"{self.low} or over"
        if self.low == 0:
            return f"under {self.high}"
        return f"{self.low}–{self.high - 1}" if self.high - self.low > 1 else str(self.low)


def bands(limits: Iterable[int] = ()) -> tuple[Band, ...]:
    """Return the disjoint bands cut at 14, 16, 18, 21 and at `limits` (years), youngest first."""
    return cut((*LIMITS, *limits))


def cut(limits: Iterable[int]) -> tuple[Band, ...]:
    """Return the disjoint bands cut at 18 and at `limits` (years) alone, youngest first.

    Bands that no formula tells apart are merged in this way, which changes no answer.
    """
    cuts = sorted({0, CHILD, *(n for n in limits if n > 0)})
    return tuple(Band(low, high) for low, high in zip(cuts, [*cuts[1:], None], strict=True))
