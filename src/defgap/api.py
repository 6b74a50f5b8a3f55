"""`check`: from paths, texts or names of built-in laws to a report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from defgap import library
from defgap.analysis.findings import PROFILES, Profile
from defgap.analysis.versions import language, part
from defgap.errors import DefgapError, ModelError, UnknownName, UnreadableInput
from defgap.model.offences import Law, Settlement
from defgap.report.document import Document, Input, Report, Status

if TYPE_CHECKING:
    from defgap.analysis.gaps import Analysis
    from defgap.analysis.references import Reference
    from defgap.reading.reader import Reading
    from defgap.reading.source import Source
    from defgap.reading.unread import Unread

Given = str | Path | Law
"""A path, the name of a built-in law, a text (it has a line break or is no path), or a law as a value."""


@frozen
class Loaded:
    """One input as laws: what it was read from, and the reading if it was read automatically.

    `versions` are the same law in further languages; `parts` the laws of the single inputs, if they were joined.
    """

    sources: tuple[Input, ...]
    law: Law | None
    origin: str
    reason: str = ""
    problems: tuple[str, ...] = ()
    reading: "Reading | None" = None
    versions: tuple[Law, ...] = ()
    parts: tuple[Law, ...] = ()

    @property
    def uncomposed(self) -> bool:
        """True if the reader met a trafficking disposition that it could not compose."""
        if self.reading is None:
            return False
        from defgap.reading.offences import UNCOMPOSED

        return any(UNCOMPOSED in p for p in self.problems)


def check(
    *inputs: Given,
    against: str | Sequence[str] = ("palermo",),
    lang: str = "auto",
    as_one_law: bool = False,
    authorities: Iterable[str] = (),
    definitions: Iterable[Given] = (),
    complete: bool | None = None,
    profile: Profile = "alignment",
    canon: str = "nearest-connective",
    readings: Mapping[str, str] | None = None,
) -> Report:
    """Compare laws with standards and return the report.

    Each of `inputs` is a path, a text, the name of a built-in law such as `kz-cc-128@2023`, or a `Law`. `against`
    names standards. `lang` is the language of texts (`auto` recognises it). `as_one_law` joins the inputs to one law;
    of a provision that is given in several languages it takes the version in the language of the first input, and the
    findings LAW001 say where the others differ from it.
    `authorities` are applied to texts; built-in laws apply theirs by themselves. `definitions` are further inputs that
    define words of every law. `complete` False marks the texts as partial, True as whole, None lets the reader decide.
    `profile` is `alignment` or `minimum`. `canon` says how far back a clause after a list reaches
    (`nearest-connective`, `last-antecedent`, `series-qualifier`); `readings` decides choices by hand, before any
    authority, as `{"purpose-scope": "all"}`.

    Raises UnreadableInput (missing, empty, binary, undecodable file, unsupported language), NotationError,
    UnknownName.
    """
    if not inputs:
        raise UnreadableInput("nothing to check: give a path, a text or the name of a built-in law.")
    if profile not in PROFILES:
        raise UnknownName(f"no profile {profile!r}; the profiles are {' and '.join(PROFILES)}")
    names = (against,) if isinstance(against, str) else tuple(against)
    if not names:
        raise UnknownName("nothing to compare against: name a standard, such as 'palermo'.")
    standards = tuple(_standard(name) for name in names)
    extra = tuple(definitions)
    wanted = tuple(authorities)
    for name in wanted:
        library.authority(name)
    groups = [[*inputs]] if as_one_law else [[given] for given in inputs]
    documents = [
        _document(loaded, standards, wanted, complete, profile, canon, readings or {})
        for group in groups
        for loaded in load([*group, *extra], lang, one=as_one_law or bool(extra))
    ]
    return Report(tuple(documents), standards, profile)


def _standard(name: str) -> Law:
    law = library.load(name)
    if law.kind != "standard":
        raise UnknownName(f"{name} is a law, not a standard; `defgap library` lists the standards")
    return law


def load(inputs: Sequence[Given], lang: str = "auto", one: bool = False) -> list[Loaded]:
    """Load inputs: texts are read, notation is parsed, names are looked up; with `one`, all become one law.

    Raises what `check` raises.
    """
    written: list[Loaded] = []
    sources: list[Source] = []
    spoken: list[str] = []
    for given in inputs:
        if isinstance(given, Law):
            written.append(Loaded((), given, _origin(given)))
        elif found := _notation(given):
            written += found
        else:
            sources.append(_source(given, lang))
            spoken.append(sources[-1].language)
            continue
        spoken += [language(x.law) for x in written[-1:] if x.law]
    if not one:
        return written + [_read([source]) for source in sources]
    read = _read(sources) if sources else None
    texts = _by_language(sources, read) if read else ()
    laws = (*texts, *(x.law for x in written if x.law))
    if not laws:
        assert read is not None
        return [read]
    parted = part(laws, next(filter(None, spoken), ""))
    law, versions = parted.law, parted.versions
    given_from = (*(read.sources if read else ()), *(s for x in written for s in x.sources))
    problems = (*(read.problems if read else ()), *(p for x in written for p in x.problems))
    # Each act for itself, where a definition of one may differ from what another says.
    acts: tuple[Law, ...] = ()
    if sum(len(x.offences) for x in laws) > 1 and any(o.kind == "definition" for x in laws for o in x.offences):
        alone = [_read([source]).law for source in sources] if len(sources) > 1 else [read.law] if read else []
        acts = (*(x for x in alone if x), *(x.law for x in written if x.law))
        # An offence that takes its acts from the definition says nothing beside it.
        acts = () if any(_lent(x) for x in acts) else acts
    if read is None:
        return [Loaded(given_from, law, _origin(law), problems=problems, versions=versions, parts=acts)]
    return [evolve(read, sources=given_from, law=law, problems=problems, versions=versions, parts=acts)]


def _by_language(sources: Sequence["Source"], read: Loaded) -> tuple[Law, ...]:
    """Return the laws read from texts, one per language; a language without a provision on trafficking goes along.

    Its texts may hold neighbouring offences, which are kept only beside such a provision.
    """
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.language, []).append(source)
    if len(groups) < 2:
        return (read.law,) if read.law else ()
    found = {code: law for code, group in groups.items() if (law := _read(group).law)}
    silent = [source for code, group in groups.items() if code not in found for source in group]
    if silent and found:
        code = next(iter(found))
        whole = _read([*groups[code], *silent]).law
        found[code] = whole or found[code]
    return tuple(found.values())


def _lent(law: Law) -> bool:
    """True if an offence has an undefined word in the place of its acts: a definition elsewhere explains it."""
    from defgap.model.formulas import Term, atoms

    clauses = (c for _, tier in law.tiers() for limb in tier.limbs for c in limb.clauses)
    return any(isinstance(m, Term) and m.role == "act" for c in clauses for m, _ in atoms(c))


def _notation(given: str | Path) -> list[Loaded]:
    if isinstance(given, str) and given in library.names():
        law = library.load(given)
        return [Loaded((Input(given),), law, _origin(law))]
    name = str(given)
    if not name.endswith(".defgap") or "\n" in name:
        return []
    import hashlib

    from defgap.reading.source import read_bytes

    data = read_bytes(name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{name} is not UTF-8; the notation is written in UTF-8, save it so.") from None
    record = Input(name, "notation", "utf-8", hashlib.sha256(data).hexdigest(), len(text), text)
    laws = library.parse(text, name)
    if not laws:
        raise UnreadableInput(f"{name} holds no law; write one or give another file.")
    return [
        Loaded((record,), library.joined(law), _origin(law), problems=tuple(_stale(law, Path(name).parent)))
        for law in laws
    ]


def _stale(law: Law, folder: Path) -> Iterator[str]:
    """Yield a sentence for each quote that no longer stands in the texts that lie beside the notation."""
    from defgap.analysis.wording import pin
    from defgap.model.evidence import quotes

    texts: dict[str, list[tuple[str, str]]] = {}
    for text in law.texts:
        file = folder / text.path
        if file.is_file():
            words = file.read_bytes().decode("utf-8", "replace")
            texts.setdefault(text.language, []).append((text.path, words))
    for address, quote in quotes(law):
        known = texts.get(quote.language)
        if known and not any(quote.text in words for _, words in known):
            paths = " or ".join(path for path, _ in known)
            where = pin(address) if address else law.id
            yield f"{where}: «{quote.text}» no longer stands in {paths}: review the line again."


def _source(given: str | Path, lang: str) -> "Source":
    from defgap.reading import source

    if isinstance(given, Path) or _is_file(given):
        return source.from_path(given, lang)
    words = len(given.split())
    if "\n" in given or words > 8:
        return source.from_text(given, "<text>", lang)
    if words == 1 and not any(sign in given for sign in "./\\"):
        raise UnreadableInput(f"{given} is neither a file nor a built-in law{_near(given)}")
    return source.from_path(given, lang)


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):
        return False


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, library.names(), 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else "; `defgap library` lists the built-in laws."


def _read(sources: Sequence["Source"]) -> Loaded:
    from defgap.reading.reader import read

    reading = read(sources, library.taxonomy())
    records = tuple(Input(s.path, s.language, s.encoding, s.sha256, len(s.text), s.text) for s in sources)
    return Loaded(records, reading.law, "read automatically", reading.reason, tuple(reading.problems), reading)


def _origin(law: Law) -> str:
    return f"reviewed by {law.reviewed}" if law.reviewed else "written in the notation, not reviewed"


def _document(
    loaded: Loaded,
    standards: tuple[Law, ...],
    authorities: tuple[str, ...],
    complete: bool | None,
    profile: Profile,
    canon: str,
    chosen: Mapping[str, str],
) -> Document:
    from defgap.analysis.gaps import analyse
    from defgap.analysis.rules import find

    law = loaded.law
    if law is None or not law.trafficking:
        reason = loaded.reason or "none of the offences given is a trafficking offence"
        status: Status = "unread" if loaded.uncomposed else "no-trafficking-provision"
        return Document(loaded.sources, status, loaded.origin, reason, law, (), (), loaded.problems)
    law, versions = _marked(law, complete), tuple(_marked(v, complete) for v in loaded.versions)
    problems = list(loaded.problems)
    automatic = loaded.reading is not None or not law.reviewed
    if automatic or authorities:
        text = "\n".join(s.text for s in loaded.sources)
        law, applied = settle(law, authorities, text)
        versions = tuple(settle(v, authorities, text)[0] for v in versions)
        problems += [f"{name} settles nothing in these texts." for name in authorities if name not in applied]
    # A text may bear the name of a built-in law; only what was looked up in the library is named as such.
    parts = () if automatic else tuple(library.load(n) for n in law.joins if n in library.names())
    try:
        analyses = tuple(
            analyse(
                standard,
                law,
                library.taxonomy(),
                authorities=set(authorities) if automatic else None,
                chosen=chosen,
                canon=canon,
                profile=profile,
                versions=versions,
                parts=loaded.parts or parts,
                references=tuple(_references(loaded)),
            )
            for standard in standards
        )
    except RecursionError:
        raise ModelError(f"{law.id}: its definitions build on each other too deeply to be followed.") from None
    findings = tuple(f for a in analyses for f in find(a))
    return Document(
        loaded.sources,
        "analysed",
        loaded.origin,
        loaded.reason,
        law,
        analyses,
        findings,
        tuple(problems),
        tuple(_caveats(law, parts, analyses)),
        parts,
        loaded.uncomposed,
        versions,
        _unread(loaded),
    )


def _unread(loaded: Loaded) -> "Unread | None":
    if loaded.reading is None:
        return None
    from defgap.reading.unread import total, unread

    return total(unread(s.source.text, s.composed) for s in loaded.reading.stages)


def _marked(law: Law, complete: bool | None) -> Law:
    """Return the law with its text marked as whole or partial; None leaves it to the reader."""
    if complete is None:
        return law
    return evolve(law, incomplete=() if complete else ("act", "means", "purpose"))


def _references(loaded: Loaded) -> Iterator["Reference"]:
    from defgap.analysis.references import Reference

    for stage in loaded.reading.stages if loaded.reading else ():
        yield from (Reference(address, target) for address, target in stage.composed.dangling)


def _caveats(law: Law, parts: Iterable[Law], analyses: Iterable["Analysis"]) -> Iterator[str]:
    if all(o.kind == "definition" for o in law.trafficking):
        yield (
            "The text given is a definition: it grounds no liability by itself. What is said here of an offence and "
            "of punishment holds of an offence that uses it."
        )
    notes = {p.id: p.note for p in parts if p.note}
    if law.note and law.note != " ".join(notes.values()):
        yield law.note
    for name, note in notes.items():
        yield f"{name}: {note}"
    for name in dict.fromkeys(s.authority for a in analyses for s in a.readings.settled.values()):
        source = library.authority(name)
        yield f"{name} is {source.title}; {source.remark}; edition {source.edition}."


def settle(law: Law, wanted: Iterable[str], text: str = "") -> tuple[Law, set[str]]:
    """Return the law with what the library's authorities settle written to its choices, and which of them apply.

    An authority that was not asked for is written down too, but only where the law or its `text` names its country,
    so that the report can point to it; it is not applied.
    """
    asked, applied = set(wanted), set()
    choices = []
    for choice in law.choices:
        settlements = list(choice.settlements)
        for authority in library.authorities():
            named = any(name in text for name in authority.names)
            for ruling in authority.settles:
                same = choice.id.partition("@")[0] == ruling.choice and choice.address.split("__")[0] == ruling.article
                known = authority.id in asked or law.jurisdiction == ruling.jurisdiction or named
                if same and known and ruling.option in {o.id for o in choice.options}:
                    applied.add(authority.id)
                    if authority.id not in {s.authority for s in settlements}:
                        settlements.append(Settlement(authority.id, ruling.pin, ruling.option))
        choices.append(evolve(choice, settlements=tuple(settlements)))
    return evolve(law, choices=tuple(choices)), applied


__all__ = ["DefgapError", "Given", "Loaded", "check", "load", "settle"]
