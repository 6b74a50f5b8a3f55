"""Clauses: what each sentence of a provision is, decided by cues before anything is composed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from defgap.reading.language import table
from defgap.reading.layout import Layout, Node
from defgap.reading.lexicon import Entry, Lexicon, lexicon
from defgap.reading.words import Word, words


@frozen
class Clause:
    """A sentence of a provision: its kind, its words, and the place of the words that decided.

    `kind` is consent-rule, release, definition, refinement, child-age, child-rule, aggravation, penalty, offence (it
    has a penalty) or other;
    `body` are the words that are left once a definition's own term is cut off. `term` is what a definition defines.
    """

    kind: str
    address: str
    start: int
    end: int
    words: tuple[Word, ...] = field(repr=False)
    body: tuple[Word, ...] = field(repr=False)
    at: tuple[int, int] | None = None
    term: str = ""
    number: int | None = None


@cache
def _rules(language: str) -> tuple[Lexicon, tuple[Mapping[str, Any], ...]]:
    rules = tuple(table(language, "clauses")["clause"])
    terms = Lexicon(language)
    for index, rule in enumerate(rules):
        for part in ("begins", "all", "any", "none"):
            for pattern in rule.get(part, ()):
                terms.add(part, (), pattern, {"rule": index, "pattern": pattern})
    for pattern in table(language, "cues")["cue"]["DEFINES"]:
        terms.add("DEFINES", (), pattern, {"rule": -1, "pattern": pattern})
    return terms, rules


@cache
def _headwords(language: str) -> Lexicon:
    terms = Lexicon(language)
    for row in table(language, "clauses")["trafficking"]:
        for pattern in row["terms"]:
            terms.add("NAME", (), pattern, {"id": row["id"]})
    return terms


def headword(text: Sequence[Word], language: str) -> tuple[str, int, int] | None:
    """Return the id and place of the first name of trafficking in the words, None if there is none."""
    terms = _headwords(language)
    for place in range(len(text)):
        found = terms.at(text, place, (), lambda entry: True)
        if found:
            return str(found.entry.data["id"]), text[found.used[0]].start, text[found.used[-1]].end
    return None


@cache
def _opening(language: str) -> Lexicon:
    terms = Lexicon(language)
    for pattern in table(language, "clauses")["openness"]["open"]:
        terms.add("OPEN", (), pattern, {})
    return terms


def opens(text: Sequence[Word], language: str) -> bool:
    """True if the words mark a list as open: "at a minimum", "other forms of exploitation"."""
    terms = _opening(language)
    return any(terms.at(text, place, (), lambda entry: True) for place in range(len(text)))


def sentences(text: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut words at a full stop that a capital letter follows."""
    begin = 0
    for place, word in enumerate(text):
        if word.kind == "sign" and word.norm in ".?!" and _ends(text, place):
            if text[begin : place + 1]:
                yield tuple(text[begin : place + 1])
            begin = place + 1
    if text[begin:]:
        yield tuple(text[begin:])


def _ends(text: Sequence[Word], place: int) -> bool:
    for word in text[place + 1 : place + 4]:
        if word.kind != "sign":
            return word.capital
    return True


def classify(layout: Layout, node: Node) -> tuple[Clause, ...]:
    """Return the sentences of a provision's own text, without its items, each with its kind; its penalty comes last."""
    spans = [(p.start, p.end) for p in node.of("text")]
    terms = lexicon(layout.language)
    text = words(layout.text, spans, layout.language, lambda norm: bool(terms.forms(norm)))
    tails = [p for p in node.of("tail") if any(c.isalnum() for c in layout.text[p.start : p.end])]
    found = [_clause(sentence, node.address, layout.language, bool(tails)) for sentence in sentences(text)]
    if tails:
        found = [evolve(c, kind="offence") if c.kind == "other" else c for c in found]
        penalty = tuple(words(layout.text, [(p.start, p.end) for p in tails], layout.language))
        if penalty:
            at = penalty[0].start, penalty[-1].end
            found.append(Clause("penalty", node.address, *at, penalty, penalty, at))
    return tuple(found)


def _clause(text: tuple[Word, ...], address: str, language: str, punished: bool) -> Clause:
    terms, rules = _rules(language)
    start, end = text[0].start, text[-1].end
    found: dict[int, dict[str, list[tuple[int, ...]]]] = {}
    patterns: dict[int, set[str]] = {}
    first = next((i for i, w in enumerate(text) if w.kind != "sign"), 0)

    for place in range(len(text)):
        for match in terms.every(text, place, (), _anything if place == first else _not_first):
            own = int(match.entry.data["rule"])
            found.setdefault(own, {}).setdefault(match.entry.kind, []).append(match.used)
            patterns.setdefault(own, set()).add(str(match.entry.data["pattern"]))
    for index, rule in enumerate(rules):
        hit = found.get(index, {})
        if (
            (rule.get("unpunished") and punished)
            or (rule.get("begins") and not hit.get("begins"))
            or (rule.get("any") and not hit.get("any"))
            or hit.get("none")
            or not set(rule.get("all", ())) <= patterns.get(index, set())
        ):
            continue
        used = max(hit.get("begins") or hit.get("any") or hit.get("all") or [()], key=len)
        cut = _definiens(text, used, found.get(-1, {}).get("DEFINES", [])) if rule.get("then") else 0
        if cut is None:
            continue
        at = (text[used[0]].start, text[used[-1]].end) if used else (start, start)
        number = next((int(w.norm) for w in text if w.kind == "number" and w.norm.isdigit()), None)
        return Clause(rule["kind"], address, start, end, text, text[cut:], at, rule.get("term", ""), number)
    return Clause("other", address, start, end, text, text)


def _anything(entry: Entry) -> bool:
    del entry
    return True


def _not_first(entry: Entry) -> bool:
    return entry.kind != "begins"


def _definiens(text: Sequence[Word], used: Sequence[int], verbs: Sequence[tuple[int, ...]]) -> int | None:
    """Return where the words that define begin: after a dash or a defining verb close behind the term."""
    at = used[-1] + 1
    for place in range(at, min(at + 5, len(text))):
        word = text[place]
        if word.kind == "sign" and word.norm in "–—":
            return place + 1
        for verb in verbs:
            if verb[0] == place:
                return verb[-1] + 1
        if word.kind == "sign" and word.norm in "«»\"“”„'()":
            continue
        if word.kind == "sign":
            return None
    return None
