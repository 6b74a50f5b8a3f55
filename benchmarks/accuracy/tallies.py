"""Counts: how the cells and marks of many texts came out, by column, by stage and by language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen
from benchmarks.accuracy.cells import SETS, column, columns
from benchmarks.accuracy.inside import STAGES
from benchmarks.accuracy.measuring import Compared, Measured, count

ALL = "all"


@frozen
class Tally:
    """How the cells of a column came out."""

    right: int = 0
    alternative: int = 0
    abstained: int = 0
    wrong: int = 0

    @property
    def cells(self) -> int:
        """How many cells were compared."""
        return self.right + self.alternative + self.abstained + self.wrong

    @property
    def share(self) -> float | None:
        """The part of all cells that is right, listed alternatives included; None without cells."""
        return (self.right + self.alternative) / self.cells if self.cells else None

    @property
    def decided(self) -> float | None:
        """The part that is right of the cells on which the reader did not abstain; None without such cells."""
        known = self.cells - self.abstained
        return (self.right + self.alternative) / known if known else None


def tally(cells: Iterable[Compared]) -> Tally:
    """Count cells."""
    counts = Counter(c.outcome for c in cells)
    return Tally(counts["right"], counts["alternative"], counts["abstained"], counts["wrong"])


def groups(texts: Sequence[Measured]) -> dict[str, list[Measured]]:
    """Return the texts of every language, and all texts where there are several languages."""
    languages = sorted({t.expected.lang for t in texts})
    found = {lang: [t for t in texts if t.expected.lang == lang] for lang in languages}
    return found if len(found) == 1 else {ALL: list(texts), **found}


def by_column(texts: Iterable[Measured]) -> dict[str, Tally]:
    """Return the tally of every column that has cells, and of all cells."""
    cells = [c for t in texts for c in t.cells]
    found = {name: tally(c for c in cells if column(c.path) == name) for name in columns()}
    return {**{name: counted for name, counted in found.items() if counted.cells}, ALL: tally(cells)}


def by_word(texts: Iterable[Measured]) -> dict[str, dict[str, int]]:
    """Return how many words of the sets are right, missing and extra."""
    cells = [c for t in texts for c in t.cells if c.path in SETS]
    return {
        path: {
            name: sum(c.words[index] for c in cells if c.path == path)
            for index, name in enumerate(("right", "missing", "extra"))
        }
        for path in SETS
    }


def by_stage(texts: Iterable[Measured]) -> dict[str, dict[str, int]]:
    """Return how the marks of every stage that was measured came out."""
    counted = Counter((f.stage, f.outcome) for t in texts for f in t.found)
    known = [stage for stage in STAGES if any(stage == own for own, _ in counted)]
    return {s: {name: counted[s, name] for name in ("right", "wrong", "missing", "extra")} for s in known}


def left_over(texts: Iterable[Measured]) -> tuple[int, int]:
    """Return the words of the residue and those of the dispositions."""
    known = list(texts)
    return sum(count(" ".join(t.residue)) for t in known), sum(t.size for t in known)


def unkept(texts: Iterable[Measured]) -> Iterator[str]:
    """Yield the stages that the reader does not keep in a form that can be measured."""
    missing = {stage for t in texts for stage in t.unkept}
    return (stage for stage in STAGES if stage in missing)
