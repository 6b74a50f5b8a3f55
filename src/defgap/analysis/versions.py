"""Versions: which provisions are one provision in several languages, and the law that the verdicts are computed on.

Two provisions are versions of each other if they bear the same address and are quoted in different languages. Versions
are never alternatives of one offence: a law is joined from one version of each provision, and the others stand beside
it to be compared.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from defgap.model.evidence import quotes
from defgap.model.formulas import choices
from defgap.model.offences import Definition, Law, Offence, join

NAMES = {
    "be": "Belarusian",
    "bg": "Bulgarian",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "kk": "Kazakh",
    "ru": "Russian",
    "uk": "Ukrainian",
}


@frozen
class Parted:
    """Laws sorted by language: those that become one `law`, and the law in each further language (`versions`)."""

    law: Law
    versions: tuple[Law, ...] = ()


def language(law: Law) -> str:
    """Return the language that a law was read in: of its first text, else of its first quote, else empty.

    A reviewed encoding may quote several languages; its first text is the one that it encodes.
    """
    if law.texts:
        return law.texts[0].language
    return next((q.language for _, q in quotes(law) if q.language), "")


def named(code: str) -> str:
    """Return the English name of a language, the code itself if it has none here."""
    return NAMES.get(code, code)


def part(laws: tuple[Law, ...], first: str = "") -> Parted:
    """Return laws as one law and its further language versions.

    The language `first`, else that of the first law, is the one that the law is made of. A provision that it does not
    have is taken from the next language that has it. A further language makes a version only if it shares a provision
    with what was taken before; then the version holds everything that was given in it.
    """
    spoken = dict.fromkeys(filter(None, map(language, laws)))
    if len(spoken) < 2:
        return Parted(_one(laws))
    main = first if first in spoken else next(iter(spoken))
    kept = [law for law in laws if language(law) in ("", main)]
    versions: list[Law] = []
    for code in (c for c in spoken if c != main):
        group = tuple(law for law in laws if language(law) == code)
        known = tuple(kept)
        if any(_known(p, known) for law in group for p in _provisions(law)):
            versions.append(_one(group))
        kept += [rest for law in group if (rest := remainder(law, known))]
    # In the order in which they were given, so that a law of one language is what it was without the others.
    order = [law.id for law in laws]
    return Parted(_one(tuple(sorted(kept, key=lambda law: order.index(law.id)))), tuple(versions))


def _one(laws: tuple[Law, ...]) -> Law:
    return laws[0] if len(laws) == 1 else join(laws)


def remainder(law: Law, known: tuple[Law, ...]) -> Law | None:
    """Return what a law holds that is no version of a provision in `known`; None if that is nothing."""
    offences = tuple(o for o in law.offences if not _known(o, known))
    definitions = tuple(d for d in law.definitions if not _known(d, known))
    if (offences, definitions) == (law.offences, law.definitions):
        return law
    if not offences and not definitions:
        return None
    needed = used((*offences, *definitions))
    places = (*(o.address for o in offences), *(d.address for d in definitions))
    return evolve(
        law,
        offences=offences,
        definitions=definitions,
        choices=tuple(c for c in law.choices if c.id in needed),
        residue=tuple(r for r in law.residue if any(within(r.address, place) for place in places)),
    )


def used(provisions: Iterable[Offence | Definition]) -> set[str]:
    """Return the choices that provisions stand on."""
    found: set[str] = set()
    for provision in provisions:
        if isinstance(provision, Definition):
            found.update(c for a in provision.alternatives for c in choices(a))
            continue
        found.update(c.choice for c in provision.consents if c.choice)
        for tier in provision.tiers:
            found.update(p.choice for p in tier.points if p.choice)
            clauses = [c for limb in tier.limbs for c in limb.clauses] + [c for p in tier.points for c in p.clauses]
            found.update(name for clause in clauses for name in choices(clause))
    return found


def within(address: str, place: str) -> bool:
    """True if an address is a place or below it; the text as a whole is no place above others."""
    return address == place or (bool(place) and address.startswith(f"{place}__"))


def _provisions(law: Law) -> tuple[Offence | Definition, ...]:
    return (*law.offences, *law.definitions)


def _meets(one: str, other: str) -> bool:
    return within(one, other) or within(other, one)


def _known(provision: Offence | Definition, laws: Iterable[Law]) -> bool:
    """True if the laws have a version of a provision: the same word or kind of provision at the same place."""
    if isinstance(provision, Offence):
        return any(_meets(provision.address, o.address) for law in laws for o in law.offences)
    return any(_same_word(provision, d) for law in laws for d in law.definitions)


def _same_word(one: Definition, other: Definition) -> bool:
    return (one.role, one.name) == (other.role, other.name) and _meets(one.address, other.address)


@frozen
class Pair:
    """One provision in two languages, at `address`: the offences, or the definitions of one word, that stand there."""

    address: str
    first: tuple[Offence, ...] | tuple[Definition, ...]
    second: tuple[Offence, ...] | tuple[Definition, ...]


def pairs(first: Law, second: Law) -> Iterator[Pair]:
    """Yield the provisions on trafficking, and the definitions, that two laws in different languages share.

    Neighbouring offences are not compared.
    """
    ours, theirs = _on_trafficking(first), _on_trafficking(second)
    for address in dict.fromkeys(o.address for o in ours):
        yield from _pair(
            address,
            tuple(o for o in ours if o.address == address),
            tuple(o for o in theirs if _meets(o.address, address)),
        )
    for definition in dict.fromkeys(first.definitions):
        same = tuple(d for d in second.definitions if _same_word(definition, d))
        yield from _pair(definition.address, (definition,), same)


def alone(first: Law, second: Law) -> tuple[str, ...]:
    """Return the addresses at which the second law has another offence where the first has one on trafficking."""
    ours, theirs = _on_trafficking(first), _on_trafficking(second)
    return tuple(
        o.address
        for o in ours
        if not any(_meets(o.address, t.address) for t in theirs)
        and any(_meets(o.address, t.address) for t in second.offences)
    )


def _on_trafficking(law: Law) -> tuple[Offence, ...]:
    return tuple(o for o in law.offences if o.kind != "neighbour")


def _pair(
    address: str,
    first: tuple[Offence, ...] | tuple[Definition, ...],
    second: tuple[Offence, ...] | tuple[Definition, ...],
) -> Iterator[Pair]:
    if first and second:
        yield Pair(address, first, second)


def owners(law: Law, parts: Iterable[Law]) -> dict[int, Law]:
    """Return for each offence of a joined law, by its place among them, the part that it was taken from."""
    found: dict[int, Law] = {}
    for one in parts:
        for offence in one.offences:
            free = (i for i, o in enumerate(law.offences) if i not in found and _same(o, offence))
            place = next(free, None)
            if place is not None:
                found[place] = one
    return found


def _same(one: Offence, other: Offence) -> bool:
    return (one.id, one.kind, one.address) == (other.id, other.kind, other.address)
