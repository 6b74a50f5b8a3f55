"""Contrast: a divergence in words, with the quoted words of both sides and a story that separates them."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from defgap.analysis.beyond import row
from defgap.analysis.comparison import Comparison
from defgap.analysis.divergence import Divergence, Meaning, Side, lacking, leaves, plainest, words
from defgap.analysis.mentions import Cite
from defgap.analysis.products import products
from defgap.analysis.wording import Wording, bracket, listed, upper
from defgap.model.formulas import Atom
from defgap.model.offences import Settlement
from defgap.model.stories import Story

MANY = 3
"""How many products of conduct a sentence lists."""
STORIES = 4_000
"""Up to how many stories are grouped into products; beyond it the plainest stands for them."""
QUOTES = 6
"""How many quotes of one side are kept for one direction."""
WITHOUT = {"purpose": "a purpose of exploitation", "means": "means", "circumstance": "a further circumstance"}
"""What conduct may lack, where a role is not asked for at all."""


@frozen(eq=False)
class Contrast:
    """A divergence in words: how the sides differ, and what only one of them covers on the readings that are shown.

    `witness` separates them, `roles` are those that the difference turns on, `cites` come from both sides.
    """

    how: str
    conduct: str
    brief: str
    witness: tuple[str, ...]
    roles: tuple[str, ...]
    cites: tuple[Cite, ...]

    @property
    def sentences(self) -> str:
        """How they differ and in what, as sentences without an address."""
        return f"{upper(self.how)}.{self.conduct}"


def contrast(found: Divergence, comparison: Comparison) -> Contrast:
    """Return a divergence in words."""
    wording = Wording(comparison)
    conduct: list[str] = []
    roles: dict[str, None] = {}
    cites: dict[Cite, None] = {}
    witness: tuple[str, ...] = ()
    directions = (
        (found.first, found.ours, found.second, found.theirs, found.only_first),
        (found.second, found.theirs, found.first, found.ours, found.only_second),
    )
    for side, meaning, other, its, stories in directions:
        if not stories:
            continue
        story = plainest(comparison, stories)
        without = lacking(comparison, stories, its.formula)
        roles.update(dict.fromkeys(without))
        conduct.append(f"only {side.name} covers {_conduct(stories, without, wording)}")
        witness = witness or wording.story(story)
        cites.update(dict.fromkeys(_cites(comparison, side, meaning, story, without)))
        cites.update(dict.fromkeys(_cites(comparison, other, its, story, without)))
    return Contrast(_how(found), _said(found, conduct), _brief(found), witness, tuple(roles), tuple(cites))


def decided(found: Divergence, settled: Mapping[str, Settlement]) -> tuple[str, str]:
    """Return what authorities decide of the choices in play, as a sentence and as sources; both empty if nothing."""
    own = [settled[c.id] for side in (found.first, found.second) for c in side.choices if c.id in settled]
    if not own:
        return "", ""
    said = listed(f"{s.authority}, {s.pin}, decides: {s.option}" for s in own)
    return f" {said}.", listed(f"{s.authority}, {s.pin}" for s in own)


def naming(side: Side, concepts: Iterable[str]) -> list[Cite]:
    """Return the words by which a side names concepts."""
    named = set(concepts)
    return [
        Cite(q.address or side.address, q)
        for leaf in leaves(side.formula)
        if isinstance(leaf, Atom) and leaf.concept in named
        for q in leaf.evidence
        if side.speaks(q)
    ]


def _cites(
    comparison: Comparison, side: Side, meaning: Meaning, story: Story, roles: tuple[str, ...]
) -> tuple[Cite, ...]:
    return tuple(dict.fromkeys(words(comparison, side, meaning, story, roles)))[:QUOTES]


def _conduct(stories: tuple[Story, ...], without: tuple[str, ...], wording: Wording) -> str:
    held = {f.partition(".")[0] for s in stories for f in s}
    free = [WITHOUT[r] for r in without if r in WITHOUT and r not in held]
    tail = f" without {listed(free, 'or')}" if free else ""
    if len(stories) > STORIES:
        return " · ".join(wording.story(plainest(wording.comparison, stories))) + tail
    made = products(row(s) for s in stories)
    _, *rest = wording.whole()
    whole = (frozenset[str](), *rest)
    parts = [wording.product(p, whole) or "any conduct" for p in made[:MANY]]
    more = f" and {len(made) - MANY} more groups" if len(made) > MANY else ""
    return "; ".join(parts) + tail + more


def _options(readings: Iterable[tuple[tuple[str, str], ...]]) -> str:
    return listed((listed(f"{c.partition('@')[0]} = {o}" for c, o in r) for r in readings if r), "or")


def _how(found: Divergence) -> str:
    first, second = found.first, found.second
    both = f"{first.name} and {second.name}"
    match found.kind:
        case "fixed":
            narrow, wide, place = (first, second, 1) if found.fixes == "first" else (second, first, 0)
            which = _options(r for pair in found.shared for r in pair[place].readings)
            return f"{narrow.name} fixes one reading{bracket(which)}, which {wide.name} allows among others"
        case "default":
            return f"{both} have the same readings, and differ only on those in force"
        case "overlap":
            return f"{both} share a reading, and one allows what the other excludes"
    if found.certain:
        return f"{both} differ on every reading"
    return f"{both} differ, {'as far as they were read' if found.unsure else _why(found)}"


def _why(found: Divergence) -> str:
    if found.first.enumerated and found.second.enumerated:
        return "unless a word that one of them leaves undefined makes up for it"
    return "on the readings taken; there are too many to take all"


def _said(found: Divergence, conduct: list[str]) -> str:
    # The readings on which conduct is compared, and the conduct; no readings where no choice is in play.
    parts = [
        f"{side.name} as {_options(meaning.readings[:1])}"
        for side, meaning in ((found.first, found.ours), (found.second, found.theirs))
        if side.choices
    ]
    end = "" if found.kind == "conflict" else " No certain conflict."
    text = "; ".join(conduct)
    return f" Reading {listed(parts)}, {text}.{end}" if parts else f" {upper(text)}.{end}"


def _brief(found: Divergence) -> str:
    if found.kind == "conflict":
        return "on every reading" if found.certain else "not for certain"
    return {
        "fixed": "one fixes what the other leaves open",
        "overlap": "on some readings",
        "default": "on the reading in force",
    }[found.kind]
