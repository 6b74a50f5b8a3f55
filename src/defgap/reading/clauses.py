"""Clauses: what each sentence of a provision is, decided by cues before anything is composed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

from defgap.reading.language import table
from defgap.reading.layout import Layout, Node
from defgap.reading.lexicon import Entry, Lexicon, lexicon
from defgap.reading.markers import LISTED, announced, punishes, shared_by
from defgap.reading.words import Word, words


@frozen
class Clause:
    """A sentence of a provision with the list that belongs to it: its kind, and the place of the words that decided.

    `kind` is one of those that clauses.toml gives, offence (it has a penalty) or other. `words` stand before the list,
    `parts` are these and what follows, in the order of the text: words, and the items of the list as provisions;
    `penalty` are the words that punish. `body` are the `words` that are left once a definition's own term is cut off.
    `term` says what a definition defines, `subject` is the place of the defined words. `also` is a second kind that the
    sentence has, with the place of its words: one may waive the means and deny the consent of a child.
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
    parts: tuple["tuple[Word, ...] | Node", ...] = field(default=(), repr=False)
    penalty: tuple[Word, ...] = field(default=(), repr=False)
    subject: tuple[int, int] | None = None
    also: tuple[str, tuple[int, int]] | None = None

    @property
    def items(self) -> tuple[Node, ...]:
        """The items of its list."""
        return tuple(p for p in self.parts if isinstance(p, Node))

    @property
    def tail(self) -> tuple[Word, ...]:
        """The words after its list."""
        return tuple(w for p in self.parts[1:] if not isinstance(p, Node) for w in p)

    @property
    def every(self) -> tuple[Word, ...]:
        """All its own words, without its items and its penalty."""
        return (*self.words, *self.tail)


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
    for pattern in table(language, "clauses")["openness"].get("verbs", ()):
        terms.add("DEFINES", (), pattern, {"rule": -2, "pattern": pattern})
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
def _opening(language: str, name: str) -> Lexicon:
    """Return the patterns that clauses.toml lists under [openness]: open, skip (before a term), aside (after it)."""
    terms = Lexicon(language)
    for pattern in table(language, "clauses")["openness"].get(name, ()):
        terms.add(name.upper(), (), pattern, {})
    return terms


def opens(text: Sequence[Word], language: str) -> bool:
    """True if the words mark a list as open: "at a minimum", "other forms of exploitation"."""
    terms = _opening(language, "open")
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


def classify(layout: Layout) -> dict[int, tuple[Clause, ...]]:
    """Return the sentences of every provision's own text, each with its kind, its list and its penalty, by id(node)."""
    nodes = list(layout.root.walk())
    shared = dict(_shared(layout, nodes))
    cuts = {id(item): start for item, start, _ in shared.values()}
    return {
        id(node): tuple(
            _clause(parts, penalty, node.address, layout)
            for parts, penalty in _statements(layout, _flow(node, cuts.get(id(node)), shared.get(id(node))))
        )
        for node in nodes
    }


def _shared(layout: Layout, nodes: Iterable[Node]) -> Iterator[tuple[int, tuple[Node, int, int]]]:
    """Yield for each provision whose last item goes on with words that belong to the whole list: item, start, end."""
    pattern = shared_by(layout.language)
    if pattern is None:
        return
    for node in nodes:
        items = [c for c in node.children if c.kind in LISTED]
        if len(items) < 2 or node.kind in LISTED:
            continue
        last = items[-1]
        while any(c.kind in LISTED for c in last.children):
            last = last.children[-1]
        own = [p for p in last.pieces if p.kind == "text"]
        found = next((m for p in own if (m := pattern.search(layout.text, p.start, p.end))), None)
        if found and not pattern.search(layout.text, items[0].start, last.start) and found.end() < own[-1].end:
            yield id(node), (last, found.end(), own[-1].end)


def _statements(
    layout: Layout, flow: Iterable["list[tuple[int, int]] | Node"]
) -> Iterator[tuple[list[tuple[Word, ...] | Node], tuple[Word, ...]]]:
    """Yield the sentences of a provision in the order of the text: their words and items, and their penalty.

    A list belongs to the sentence before it, and so does the text behind it, up to its full stop.
    """
    language = layout.language
    known = lexicon(language).forms
    parts: list[tuple[Word, ...] | Node] = []
    penalty: list[Word] = []
    punished = False
    for piece in flow:
        if isinstance(piece, Node):
            if punished and not any(isinstance(p, Node) for p in parts):
                continue
            parts.append(piece)
            punished = False
            continue
        listed = any(isinstance(p, Node) for p in parts)
        text = words(layout.text, piece, language, lambda norm: bool(known(norm)))
        for number, sentence in enumerate(sentences(text)):
            ended = listed and sentence[0].capital and layout.text[: sentence[0].start].rstrip()[-1:] == "."
            if number or ended or (parts and not listed and not punished):
                if parts or penalty:
                    yield parts, tuple(penalty)
                parts, penalty, punished = [], [], False
            law, sanction = _punished(layout, sentence, punished)
            punished = bool(sanction) and sanction[-1].end == sentence[-1].end
            punished = punished and not (law and announces(layout, law[0].start, law[-1].end))
            penalty.extend(sanction)
            if law or not parts:
                parts.append(law)
    if penalty or any(not isinstance(p, Node) for p in parts):
        yield parts, tuple(penalty)


def announces(layout: Layout, start: int, end: int) -> bool:
    """True if words announce a list of conduct, so that a list behind their penalty is none of the penalty."""
    pattern = announced(layout.language)
    return bool(pattern and pattern.search(layout.text, start, end))


def _flow(
    node: Node, cut: int | None, gained: tuple[Node, int, int] | None
) -> Iterator["list[tuple[int, int]] | Node"]:
    """Yield runs of a provision's own text and the items of its lists, in the order of the text.

    `cut` is where words begin that belong to the list around the provision; `gained` are such words of its own list.
    """
    stop = max((p.end for p in node.pieces), default=0) if cut is None else cut
    own = [(p.start, min(p.end, stop)) for p in node.pieces if p.kind in ("text", "tail") and p.start < stop]
    if gained:
        own.append(gained[1:])
    children = [c for c in node.children if c.kind in LISTED]
    run: list[tuple[int, int]] = []
    placed: list[tuple[int, tuple[int, int] | Node]] = [(span[0], span) for span in own]
    placed += [(child.start, child) for child in children]
    for _, place in sorted(placed, key=lambda p: p[0]):
        if isinstance(place, Node):
            if run:
                yield run
            run = []
            yield place
        else:
            run.append(place)
    if run:
        yield run


def _punished(layout: Layout, sentence: tuple[Word, ...], before: bool) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Cut a sentence into what describes conduct and what punishes it; `before` says that its list is a penalty's."""
    start, end = sentence[0].start, sentence[-1].end
    if before:
        return (), sentence
    cut, resumed = punishes(layout.language)
    found = cut.search(layout.text, max(0, start - 2), end) if cut else None
    if not found or found.end() >= end:
        return sentence, ()
    again = resumed.search(layout.text, found.end(), end + 1) if resumed else None
    begin, stop = found.end(), again.start() if again else end
    law = tuple(w for w in sentence if w.end <= begin or w.start >= stop)
    return law, tuple(w for w in sentence if begin <= w.start and w.end <= stop)


def _clause(parts: list["tuple[Word, ...] | Node"], penalty: tuple[Word, ...], address: str, layout: Layout) -> Clause:
    lead: tuple[Word, ...] = () if not parts or isinstance(parts[0], Node) else parts[0]
    own = [w for p in parts if not isinstance(p, Node) for w in p]
    inside = sorted((*own, *penalty), key=lambda w: w.start)
    start, end = (inside[0].start, inside[-1].end) if inside else (parts[0].start, parts[0].end)  # type: ignore[union-attr]
    blank = Clause(
        "offence" if penalty else "other", address, start, end, lead, lead, None, "", None, tuple(parts), penalty
    )
    if not inside:
        return blank
    below = [(p.start, p.end) for p in blank.items]
    listed = words(layout.text, below, layout.language)[:LISTED_WORDS] if below and lead else []
    return _ruled(blank, tuple(own), tuple(listed), layout.language)


LISTED_WORDS = 300
"""How many words of a list help to decide what its sentence is."""


def _ruled(blank: Clause, text: tuple[Word, ...], listed: tuple[Word, ...], language: str) -> Clause:
    """Return the clause as the first rule that holds makes it; rules that look `deep` see the words of its list too."""
    terms, rules = _rules(language)
    punished = bool(blank.penalty)
    found: dict[int, dict[str, list[tuple[int, ...]]]] = {}
    patterns: dict[int, set[str]] = {}
    first = _first(text, language)
    for place in range(len(text)):
        for match in terms.every(text, place, (), _anything if place == first else _not_first):
            own = int(match.entry.data["rule"])
            found.setdefault(own, {}).setdefault(match.entry.kind, []).append(match.used)
            patterns.setdefault(own, set()).add(str(match.entry.data["pattern"]))
    for place in range(len(listed)):
        for match in terms.every(listed, place, (), _not_first):
            own = int(match.entry.data["rule"])
            if own >= 0 and rules[own].get("deep") and match.entry.kind == "all":
                found.setdefault(own, {}).setdefault(match.entry.kind, []).append(())
                patterns.setdefault(own, set()).add(str(match.entry.data["pattern"]))
    verbs = [*found.get(-1, {}).get("DEFINES", []), *found.get(-2, {}).get("DEFINES", [])]
    for index, rule in enumerate(rules):
        hit = found.get(index, {})
        if (
            (rule.get("unpunished") and punished)
            or (rule.get("punished") and not punished)
            or (rule.get("begins") and not hit.get("begins"))
            or (rule.get("any") and not hit.get("any"))
            or hit.get("none")
            or not set(rule.get("all", ())) <= patterns.get(index, set())
        ):
            continue
        used = max(hit.get("begins") or hit.get("any") or hit.get("all") or [()], key=len)
        if rule.get("defines"):
            cut = _definiens(text, (first - 1,), found.get(-1, {}).get("DEFINES", []), language)
            used = tuple(range(first, cut[0])) if cut else ()
            if cut and not (rule.get("unquoted") or _quoted(text, first, cut[0])):
                continue
        elif rule.get("ends"):
            cut = used[-1], used[-1] + 1
        else:
            cut = _definiens(text, used, verbs, language) if rule.get("then") else (0, 0)
        if cut is None or (used and cut[1] >= len(text) and not blank.items):
            continue
        if rule.get("then") and _goes_on(text, used):
            continue
        at = (text[used[0]].start, text[used[-1]].end) if used else (text[0].start, text[-1].end)
        number = next((int(w.norm) for w in text if w.kind == "number" and w.norm.isdigit()), None)
        body = tuple(w for w in blank.words if w.start >= text[cut[1]].start) if cut[1] < len(text) else ()
        told = rule.get("then") or rule.get("defines") or rule.get("ends")
        subject = _subject(text, first, cut[0]) if told else None
        also = (
            None
            if rule["kind"] in ("consent-rule", "definition")
            else _second(rules[index + 1 :], index + 1, found, patterns, text)
        )
        return evolve(
            blank,
            kind=rule["kind"],
            body=body,
            at=at,
            term=rule.get("term", ""),
            number=number,
            subject=subject,
            also=also,
        )
    return blank


def _second(
    rules: Sequence[Mapping[str, Any]],
    offset: int,
    found: Mapping[int, dict[str, list[tuple[int, ...]]]],
    patterns: Mapping[int, set[str]],
    text: Sequence[Word],
) -> tuple[str, tuple[int, int]] | None:
    """Return the rule on consent that a sentence of another kind states too, with the place of its words."""
    for index, rule in enumerate(rules, offset):
        hit = found.get(index, {})
        if rule["kind"] == "consent-rule" and hit.get("any") and set(rule.get("all", ())) <= patterns.get(index, set()):
            used = max(hit["any"], key=len)
            return rule["kind"], (text[used[0]].start, text[used[-1]].end)
    return None


def consenting(text: Sequence[Word], language: str) -> bool:
    """True if words speak of consent, by the words that the rules on consent look for."""
    terms, rules = _rules(language)
    wanted = {i for i, rule in enumerate(rules) if rule["kind"] == "consent-rule"}
    return any(
        match.entry.kind == "all" and int(match.entry.data["rule"]) in wanted
        for place in range(len(text))
        for match in terms.every(text, place, (), _not_first)
    )


def _first(text: Sequence[Word], language: str) -> int:
    """Return the first word after an opening such as "In this Act," or "For the purposes of section 2, the term"."""
    terms = _opening(language, "skip")
    place = 0
    while place < len(text):
        if text[place].kind == "sign":
            place += 1
            continue
        found = terms.at(text, place, (), _anything)
        if not found:
            return place
        place = found.used[-1] + 1
    return 0


def _goes_on(text: Sequence[Word], used: Sequence[int]) -> bool:
    """True if a defined term in quotes goes on behind the words of a rule: it is another term."""
    opened = used[0] > 0 and text[used[0] - 1].norm in QUOTES
    behind = used[-1] + 1
    return opened and behind < len(text) and text[behind].kind == "word"


def _quoted(text: Sequence[Word], first: int, stop: int) -> bool:
    """True if a defined term stands in quotes, or is all that stands before the verb: one to four words."""
    return any(w.kind == "sign" and w.norm in QUOTES for w in text[max(0, first - 1) : stop])


def _subject(text: Sequence[Word], first: int, stop: int) -> tuple[int, int] | None:
    """Return the place of the defined words: those in quotes if there are any, else all up to the first sign."""
    quotes = [i for i in range(max(0, first - 1), stop) if text[i].kind == "sign" and text[i].norm in QUOTES]
    if len(quotes) > 1:
        inside = [w for w in text[quotes[0] : quotes[1]] if w.kind != "sign"]
    else:
        inside = []
        for word in text[first:stop]:
            if word.kind == "sign" and inside and word.norm not in QUOTES:
                break
            if word.kind != "sign":
                inside.append(word)
    return (inside[0].start, inside[-1].end) if inside else None


QUOTES = "«»\"“”„'’‘"
COLON = 3
"""How near behind a defined term a colon must stand that explains it."""
WINDOW = 16
"""How many words may stand between a defined term and the verb that defines it."""


def _anything(entry: Entry) -> bool:
    del entry
    return True


def _not_first(entry: Entry) -> bool:
    return entry.kind != "begins"


def _definiens(
    text: Sequence[Word], used: Sequence[int], verbs: Sequence[tuple[int, ...]], language: str
) -> tuple[int, int] | None:
    """Return where the words before a defining verb or dash end, and where those that define begin.

    Between the term and the verb only a few words may stand that the table allows ("in relation to a person").
    """
    aside = _opening(language, "aside")
    colon = bool(table(language, "clauses")["openness"].get("colon"))
    place, close = used[-1] + 1, used[-1] + 1 + 5
    closing = (place, place) if table(language, "language").get("postposed") and _closes(text, verbs) else None
    while place < min(used[-1] + 1 + WINDOW, len(text)):
        word = text[place]
        between = aside.at(text, place, (), _anything) if word.kind != "sign" else None
        if between:
            place = between.used[-1] + 1
            close = place + 5
            continue
        for verb in verbs:
            if verb[0] == place:
                return place, verb[-1] + 1
        if word.kind == "sign" and word.norm in "–—":
            more = next((v for v in verbs if v[0] == place + 1), None)
            return place, more[-1] + 1 if more else place + 1
        if word.norm == ":" and colon and place - used[-1] < COLON:
            return place, place + 1
        if (word.kind == "sign" and word.norm not in QUOTES + "(),") or place >= close:
            return closing
        place += 1
    return closing


def _closes(text: Sequence[Word], verbs: Sequence[tuple[int, ...]]) -> bool:
    """True if a defining verb is the last word, where languages put it whose verbs close the sentence."""
    last = max((i for i, w in enumerate(text) if w.kind != "sign"), default=-1)
    return any(v[-1] == last for v in verbs)
