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
        dict.fromkeys(m.concept for m in mentions if m.concept and m.role in GRANTED and m.placement != "elsewhere")
    )
    if not concepts or not granted & ~comparison.coverage(settings, tuple(concepts)).possible:
        return (), ()
    costs: dict[str, int] = {}
    # The narrow first, whatever their order in the law: crossing a border says more than movement.
    for concept in sorted(concepts, key=lambda c: (len(taxonomy.facts(c)), c)):
        # A requirement is denied together with the narrower concepts that imply it.
        below = tuple(c for c in concepts if taxonomy.is_a(c, concept))
        cost = granted & ~comparison.coverage(settings, below).possible
        related = (c for c in costs if taxonomy.is_a(concept, c) or taxonomy.is_a(c, concept))
        if cost and not any(costs[c] == cost for c in related):
            costs[concept] = cost
    lost: list[tuple[tuple[str, ...], int]] = [((c,), costs[c]) for c in concepts if c in costs]
    # What is lost even if every requirement found so far is met hangs on one of several others.
    others = tuple(c for c in concepts if not any(taxonomy.is_a(c, found) for found in costs))
    rest = granted & ~comparison.coverage(settings, others).possible if others else 0
    if rest:
        needed = tuple(c for c in others if _loss(comparison, settings, granted, others, c) != rest)
        lost.append((needed or others, rest))
    words = [taxonomy[c].extra or c.partition(".")[2] for group, _ in lost for c in group]
    return tuple(dict.fromkeys(words)), tuple(lost)


def _loss(comparison: Comparison, settings: Settings, granted: int, denied: tuple[str, ...], but: str) -> int:
    return granted & ~comparison.coverage(settings, tuple(c for c in denied if c != but)).possible
