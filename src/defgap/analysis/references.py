"""References: where a provision points to one that was not given, and words that are defined by each other."""

from collections.abc import Iterator

from attrs import frozen

from defgap.analysis.mentions import Cite
from defgap.model.formulas import Term, atoms
from defgap.model.grounding import unresolved
from defgap.model.offences import Law


@frozen
class Reference:
    """A provision at `address` that refers to `target`: an address, or words where the text gives no more."""

    address: str
    target: str
    cites: tuple[Cite, ...] = ()


def dangling(law: Law) -> Iterator[Reference]:
    """Yield the references of tiers to provisions that no tier of their offence is."""
    for offence in law.offences:
        known = {t.address for t in offence.tiers}
        for tier in offence.tiers:
            yield from (Reference(tier.address, target) for target in tier.of if target not in known)


def circles(law: Law) -> Iterator[tuple[str, ...]]:
    """Yield the words that are defined by each other, each circle once."""
    uses: dict[tuple[str, str], set[tuple[str, str]]] = {}
    open_words = unresolved(law)
    for d in law.definitions:
        named = {(t.role, t.name) for a in d.alternatives for t, _ in atoms(a) if isinstance(t, Term)}
        uses.setdefault((d.role, d.name), set()).update(named & open_words)
    told: set[tuple[str, str]] = set()
    for word in uses:
        around = _reached(word, uses)
        if word in around and word not in told:
            circle = [w for w in uses if w in around and word in _reached(w, uses)]
            told.update(circle)
            yield tuple(name for _, name in circle)


def _reached(word: tuple[str, str], uses: dict[tuple[str, str], set[tuple[str, str]]]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    left = list(uses.get(word, ()))
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(uses.get(one, ()))
    return found
