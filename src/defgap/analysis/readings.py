"""Readings of an ambiguous law: the default, what authorities settle, and the alternatives."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product

from attrs import frozen

from defgap.errors import UnknownName
from defgap.model.grounding import Settings
from defgap.model.offences import Choice, Law, Settlement

JOINT = 64
"""How many combinations of open choices are read jointly; beyond it only one choice is flipped at a time."""


CANONS = ("nearest-connective", "last-antecedent", "series-qualifier")
"""How far back a clause that follows a list reaches: to the nearest limb connective (the default that a law states),
to the last words only, or over the whole series."""


@frozen
class Readings:
    """The options in force, by whom they were settled, and the choices that stay open."""

    settings: Mapping[str, str]
    settled: Mapping[str, Settlement]
    open: tuple[Choice, ...]

    @property
    def enumerated(self) -> bool:
        """True if all combinations of the open choices are read."""
        count = 1
        for choice in self.open:
            count *= len(choice.options)
        return count <= JOINT

    def flips(self) -> Iterator[tuple[Choice, str, Settings]]:
        """Yield each reading that differs from the one in force in a single open choice."""
        for choice in self.open:
            for option in choice.options:
                if option.id != self.settings[choice.id]:
                    yield choice, option.id, {**self.settings, choice.id: option.id}

    def joint(self) -> Iterator[Settings]:
        """Yield the readings that differ in two or more open choices; none if there are more than `JOINT`."""
        if not self.enumerated:
            return
        for options in product(*([o.id for o in c.options] for c in self.open)):
            reading = {**self.settings, **{c.id: o for c, o in zip(self.open, options, strict=True)}}
            if sum(reading[c.id] != self.settings[c.id] for c in self.open) > 1:
                yield reading


def readings(
    law: Law, authorities: Collection[str] | None = None, chosen: Settings | None = None, canon: str = CANONS[0]
) -> Readings:
    """Return the readings of a law. Raises UnknownName for a canon, choice or option that does not exist.

    `authorities` are the ids whose settlements apply; None applies all that the law names. `chosen` decides choices
    by hand, before any authority. `canon` sets the default of the choices that the law leaves to the nearest
    connective.
    """
    if canon not in CANONS:
        raise UnknownName(f"no canon {canon!r}; the canons are {', '.join(CANONS)}")
    known = {c.id: {o.id for o in c.options} for c in law.choices}
    for name, option in (chosen or {}).items():
        if name not in known:
            raise UnknownName(f"no choice {name!r} in {law.id}; its choices are {', '.join(known) or 'none'}")
        if option not in known[name]:
            raise UnknownName(f"choice {name!r} has no option {option!r}; it has {', '.join(sorted(known[name]))}")
    settings: dict[str, str] = {}
    settled: dict[str, Settlement] = {}
    chosen = chosen or {}
    for choice in law.choices:
        settings[choice.id] = chosen.get(choice.id, _default(choice, canon))
        for settlement in choice.settlements:
            if choice.id not in chosen and (authorities is None or settlement.authority in authorities):
                settings[choice.id] = settlement.option
                settled[choice.id] = settlement
                break
    stay_open = tuple(c for c in law.choices if c.id not in settled and c.id not in chosen and len(c.options) > 1)
    return Readings(settings, settled, stay_open)


def _default(choice: Choice, canon: str) -> str:
    if choice.canon != CANONS[0] or canon == CANONS[0]:
        return choice.default
    return choice.options[0 if canon == "last-antecedent" else -1].id
