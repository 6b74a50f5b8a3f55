"""Extra requirements: what a law demands beyond the elements, and the conduct that each demand leaves out."""

from defgap.analysis.comparison import Comparison, Coverage
from defgap.analysis.mentions import Mention
from defgap.model.concepts import GRANTED
from defgap.model.grounding import Settings


def requirements(
    comparison: Comparison, settings: Settings, mentions: tuple[Mention, ...], coverage: Coverage
) -> tuple[tuple[str, ...], tuple[tuple[tuple[str, ...], int], ...]]:
    """Return the extra requirements as public words, and the stories that each costs."""
    taxonomy = comparison.full
    granted = coverage.possible
    concepts = list(
        dict.fromkeys(
            m.concept
            for m in mentions
            if m.concept and m.concept.partition(".")[0] in GRANTED and m.placement in ("essential", "illustrative")
        )
    )
    if not concepts:
        return (), ()
    strict = comparison.coverage(settings, tuple(concepts)).possible
    lost: list[tuple[tuple[str, ...], int]] = []
    explained = 0
    for concept in concepts:
        # A requirement is lost together with the narrower concepts that imply it.
        below = tuple(c for c in concepts if taxonomy.is_a(c, concept))
        cost = granted & ~comparison.coverage(settings, below).possible
        if cost and not any(
            taxonomy.is_a(concept, other[0]) or taxonomy.is_a(other[0], concept)
            for other, _ in lost
            if len(other) == 1 and other[0] != concept and _same(cost, other, lost)
        ):
            lost.append(((concept,), cost))
            explained |= cost
    rest = granted & ~strict & ~explained
    if rest:
        lost.append((tuple(concepts), rest))
    words = [taxonomy[c].extra or c.partition(".")[2] for group, _ in lost for c in group]
    return tuple(dict.fromkeys(words)), tuple(lost)


def _same(cost: int, other: tuple[str, ...], lost: list[tuple[tuple[str, ...], int]]) -> bool:
    return dict(lost)[other] == cost
