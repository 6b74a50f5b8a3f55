"""Placement and breadth of the elements, read from the mentions of a law."""

from functools import lru_cache

from attrs import frozen

from defgap.analysis.comparison import Comparison
from defgap.analysis.mentions import ORDER, Mention, Placement
from defgap.model.concepts import Taxonomy


@frozen
class Standing:
    """One placement of an element: how much of it stands there, and by which words."""

    placement: str
    breadth: str
    mentions: tuple[Mention, ...] = ()
    held: frozenset[str] = frozenset()
    status: bool = False


@frozen
class Element:
    """All placements of an element, the first that applies first; a missing one says why in `missing`."""

    id: str
    standings: tuple[Standing, ...]
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """The placement that counts."""
        return self.standings[0].placement

    @property
    def breadth(self) -> str | None:
        """How much of the element stands at that placement; None where nothing does."""
        return self.standings[0].breadth or None


def place(mentions: tuple[Mention, ...], comparison: Comparison) -> dict[str, Element]:
    """Return every element with its placements and breadths, and why a missing one is undetermined."""
    taxonomy = comparison.full
    found: dict[tuple[str, Placement], list[Mention]] = {}
    for mention in mentions:
        if mention.concept:
            for element in _touched(mention.concept, mention.placement == "elsewhere", taxonomy):
                found.setdefault((element, mention.placement), []).append(mention)
    return {
        e: _element(e, {p: found[e, p] for p in ORDER if (e, p) in found}, mentions, comparison)
        for e in taxonomy.elements
    }


@lru_cache(maxsize=4096)
def _touched(concept: str, elsewhere: bool, taxonomy: Taxonomy) -> tuple[str, ...]:
    known = taxonomy.concepts.get(concept)
    facts = taxonomy.facts(known.counterpart or concept if known and elsewhere else concept)
    status = known.status_of if known else ""
    return tuple(e for e in taxonomy.elements if e == status or not facts.isdisjoint(taxonomy.facts(e)))


def _element(
    element: str, found: dict[Placement, list[Mention]], mentions: tuple[Mention, ...], comparison: Comparison
) -> Element:
    taxonomy = comparison.full
    facts = taxonomy.facts(element)
    role = element.partition(".")[0]
    standings: list[Standing] = []
    for placement, touching in found.items():
        if placement == "elsewhere" and standings:
            break
        named = [m for m in touching if taxonomy.facts(_as_element(m, placement, taxonomy)) & facts]
        status = [m for m in touching if m not in named]
        if any(m.concept == element for m in named):
            # Its own word stands there: a word for another element that shares facts (fraud, deception) is not cited.
            named = [m for m in named if m.concept == element or not taxonomy[m.concept].element]
        if named:
            held = frozenset().union(*(taxonomy.facts(_as_element(m, placement, taxonomy)) & facts for m in named))
            before = frozenset().union(*(s.held for s in standings))
            if standings and held <= before:
                continue
            breadth = _breadth(named, placement, held, facts, role, taxonomy)
            standings.append(Standing(placement, breadth, (*named, *status), held, bool(status)))
        elif status:
            standings.append(Standing(placement, "narrower", tuple(status), frozenset(), True))
    missing = tuple(
        dict.fromkeys(
            [m.term for m in mentions if m.term and m.role == role and m.placement in ("essential", "illustrative")]
            + ([f"the text given may not be whole ({role})"] if role in comparison.incomplete else [])
        )
    )
    if standings:
        known = standings[0].placement in ("essential", "illustrative")
        return Element(element, tuple(standings), () if known else missing)
    if missing:
        opaque = tuple(m for m in mentions if m.term and m.role == role and m.placement == "essential")
        return Element(element, (Standing("undetermined", "undefined" if opaque else "", opaque),), missing)
    return Element(element, (Standing("absent", ""),))


def _as_element(mention: Mention, placement: Placement, taxonomy: Taxonomy) -> str:
    if placement == "elsewhere" and mention.concept in taxonomy.concepts:
        return taxonomy[mention.concept].counterpart or mention.concept
    return mention.concept or "circumstance"


def _breadth(
    mentions: list[Mention],
    placement: Placement,
    held: frozenset[str],
    facts: frozenset[str],
    role: str,
    taxonomy: Taxonomy,
) -> str:
    if held != facts:
        return "narrower"
    standard = frozenset().union(*(taxonomy.facts(e) for e in taxonomy.elements if e.startswith(role + ".")))
    exact = any(taxonomy.facts(_as_element(m, placement, taxonomy)) <= standard for m in mentions)
    return "full" if exact else "broader"


def extras(essential: list[Mention], role: str, comparison: Comparison) -> tuple[str, ...]:
    """Return the public words of what the basic offence names beyond the standard's elements of a role."""
    taxonomy = comparison.full
    facts = frozenset().union(*(taxonomy.facts(e) for e in taxonomy.elements if e.startswith(role + ".")))
    words = []
    for mention in essential:
        if mention.role == role and mention.concept and not taxonomy.facts(mention.concept) <= facts:
            concept = taxonomy[mention.concept.removesuffix("[other]")]
            words.append(concept.extra or concept.name)
    return tuple(dict.fromkeys(words))
