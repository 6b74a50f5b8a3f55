"""Spoilt texts of the library, in English, Russian and Kazakh: never a crash, a lost character, a quote that does not
stand in the text, or a word of a disposition that nobody can understand and nobody is told of.
"""

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.comparing import quotes

import defgap
from defgap.errors import DefgapError
from defgap.library import taxonomy
from defgap.model.formulas import Atom, Quote, Term, atoms
from defgap.model.offences import Law
from defgap.reading.layout import layout, regions
from defgap.reading.reader import Reading, read
from defgap.reading.source import from_text
from defgap.report.data import report_data
from defgap.resources import path

LANGUAGES = ("en", "ru", "kk")
OPENING = re.compile(r"(?m)^#.*\n")


@cache
def texts(language: str) -> tuple[str, ...]:
    """The texts of the library in a language, without their notes."""
    files = sorted(path("fixtures/statutes").rglob(f"*.{language}.txt"))
    assert files
    return tuple(OPENING.sub("", file.read_text(encoding="utf-8")) for file in files)


EVERY = {language: texts(language) for language in LANGUAGES}
ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщыьэюя",
    "kk": "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэюя",
}
NUMBERS = st.sampled_from(
    [
        "(a) ",
        "(b) ",
        "(1) ",
        "(2) ",
        "(ii) ",
        "1. ",
        "2. ",
        "17. ",
        "1) ",
        "3) ",
        "а) ",
        "б) ",
        "- ",
        "§ 4. ",
        "Section 9. ",
        "Article 3. ",
        "Статья 7. ",
        "7-бап. ",
        "12[",
    ]
)
SIGNS = st.sampled_from('"“”«»()[]‘’;:…–,\u00ad\x00')
NONSENSE = {
    "en": ("brumzling", "the gwozdation", "zorkles", "flimbered"),
    "ru": ("брымзя", "хрутение", "гвоздевания", "шмурдяком"),
    "kk": ("брымзя", "хрутенуді", "гвоздевтеу", "шмурдағы"),
}
SPOILING = ("join", "split", "drop", "repeat", "letters", "splice", "signs", "number", "cut", "swap", "case")


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, str]:
    """A language and one of its texts, spoilt in a few places."""
    language = draw(st.sampled_from(LANGUAGES))
    lines = draw(st.sampled_from(EVERY[language])).splitlines(keepends=True)
    for kind in draw(st.lists(st.sampled_from(SPOILING), min_size=1, max_size=5)):
        index = draw(st.integers(0, len(lines) - 1))
        line = lines[index]
        at = draw(st.integers(0, len(line)))
        match kind:
            case "join":
                lines[index] = line.rstrip("\n") + " "
            case "split":
                lines[index] = f"{line[:at]}\n{line[at:]}"
            case "drop" if len(lines) > 1:
                del lines[index]
            case "repeat":
                lines.insert(index, line)
            case "letters":
                letter = draw(st.sampled_from(ALPHABETS[language]))
                lines[index] = line[:at] + letter + line[at + 1 :]
            case "splice":
                other = draw(st.sampled_from(EVERY[draw(st.sampled_from(LANGUAGES))]))
                start = draw(st.integers(0, len(other) - 1))
                lines[index] = line[:at] + other[start : start + draw(st.integers(1, 300))] + line[at:]
            case "signs":
                lines[index] = line[:at] + draw(SIGNS) + line[at:]
            case "number":
                lines.insert(index, draw(NUMBERS))
            case "cut":
                lines[index] = line[:at]
            case "swap":
                other_index = draw(st.integers(0, len(lines) - 1))
                lines[index], lines[other_index] = lines[other_index], line
            case "case":
                lines[index] = line.upper() if at % 2 else line.lower()
    return language, "".join(lines)


def whole(text: str, language: str) -> None:
    """Layout gives every character to one piece, and every provision lies within the one above it."""
    laid = layout(text, language)
    at = 0
    for piece in laid.pieces:
        # A definition opens without a number: its marker is empty.
        assert piece.start == at and (piece.start < piece.end or piece.kind == "marker")
        at = piece.end
    assert at == len(text)
    for start, end in regions(text, language).values():
        assert 0 <= start < end <= len(text)
    for node in laid.root.walk():
        for child in node.children:
            assert node.start <= child.start and child.end <= node.end


def verbatim(law: Law, text: str) -> None:
    """What the law quotes stands where it says that it stands."""
    for quote in quotes(law):
        assert isinstance(quote, Quote)
        assert quote.text and quote.text == text[quote.start : quote.end]
    for residue in law.residue:
        assert residue.quote and residue.quote == text[residue.start : residue.end]


@settings(max_examples=220, deadline=None)
@given(spoilt())
def test_a_spoilt_text_is_laid_out_whole_and_quoted_verbatim(given_text: tuple[str, str]) -> None:
    language, text = given_text
    whole(text, language)
    try:
        source = from_text(text, "<text>", language)
    except DefgapError:
        return
    reading = read([source], taxonomy())
    if reading.law is not None:
        verbatim(reading.law, source.text)


@settings(max_examples=40, deadline=None)
@given(spoilt())
def test_a_spoilt_text_is_reported_on_or_refused(given_text: tuple[str, str]) -> None:
    language, text = given_text
    try:
        report = defgap.check(text + "\n", lang=language)
    except DefgapError as fault:
        assert str(fault)
        return
    (document,) = report_data(report)["documents"]
    assert document["status"] in ("analysed", "no-trafficking-provision", "unread")
    assert (document["summary"] is not None) == (document["status"] == "analysed")
    assert str(report)


# ---------------------------------------------------------------- never clean but unread


@cache
def reading_of(language: str, text: str) -> Reading:
    return read([from_text(text, "<text>", language)], taxonomy())


def trafficking(law: Law | None) -> bool:
    return law is not None and any(o.kind != "neighbour" for o in law.offences)


@cache
def mentions(language: str, text: str) -> tuple[Quote, ...]:
    """The words of the basic offences on trafficking that name an act, a means or a purpose."""
    law = reading_of(language, text).law
    if law is None:
        return ()
    found = {
        (quote.start, quote.end): quote
        for offence in law.offences
        if offence.kind != "neighbour"
        for tier in offence.tiers
        if tier.kind == "basic"
        for limb in tier.limbs
        for clause in limb.clauses
        for leaf, _ in atoms(clause)
        if isinstance(leaf, Atom | Term) and leaf.role in ("act", "means", "purpose")
        for quote in leaf.evidence
    }
    return tuple(found[span] for span in sorted(found))


DISPOSITIONS = [(language, text) for language in LANGUAGES for text in EVERY[language] if mentions(language, text)]


def test_every_language_has_dispositions_to_spoil() -> None:
    assert {language for language, _ in DISPOSITIONS} == set(LANGUAGES)


def told(text: str, language: str, word: str) -> bool:
    """True if a word stands in the residue, or a problem is told, or nothing is said of trafficking."""
    reading = read([from_text(text, "<text>", language)], taxonomy())
    if not trafficking(reading.law) or reading.problems:
        return True
    assert reading.law is not None
    start = text.index(word.split()[-1])
    return any((r.start or 0) <= start < (r.end or 0) for r in reading.law.residue)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_nonsense_in_a_disposition_is_told(data: st.DataObject) -> None:
    """Words in the place of an element are residue, or a problem is told, or nothing is said of trafficking."""
    language, text = data.draw(st.sampled_from(DISPOSITIONS))
    quote = data.draw(st.sampled_from(mentions(language, text)))
    word = data.draw(st.sampled_from(NONSENSE[language]))
    where = data.draw(st.sampled_from(["before", "instead", "after"]))
    start, end = quote.start or 0, quote.end or 0
    put = {"before": f"{word} {quote.text}", "instead": word, "after": f"{quote.text} {word}"}[where]
    assert told(text[:start] + put + text[end:], language, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_disposition_of_nonsense_is_never_clean(language: str) -> None:
    """With every element of a text replaced, nothing is left that could be called covered."""
    for _, text in (d for d in DISPOSITIONS if d[0] == language):
        spoiled, at = "", 0
        for quote in mentions(language, text):
            if (quote.start or 0) >= at:
                spoiled += text[at : quote.start] + NONSENSE[language][0]
                at = quote.end or 0
        assert told(spoiled + text[at:], language, NONSENSE[language][0])
