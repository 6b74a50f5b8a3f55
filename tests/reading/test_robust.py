"""Properties: layout is total, no text makes the reader fail, no unknown word of a disposition is lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.comparing import meaning, quotes
from tests.reading.texts import statute

from defgap.errors import DefgapError
from defgap.library import taxonomy
from defgap.reading.layout import layout, regions
from defgap.reading.reader import read
from defgap.reading.source import from_bytes, from_text

LAW = re.sub(r"(?m)^#.*\n", "", statute("kz-cc-128"))
CHILD = re.sub(r"(?m)^#.*\n", "", statute("kz-cc-135"))
TERM = re.sub(r"(?m)^#.*\n", "", statute("kz-cc-003"))
ALIKE = str.maketrans("аеосрхуАВЕКМНОРСТХ", "aeocpxyABEKMHOPCTX")
SNIPPETS = st.sampled_from(
    [
        "Статья 1. ",
        "Статья 128",
        "1. ",
        "2. ",
        "\n1) ",
        "\n2) ",
        " 3) ",
        "\nа) ",
        "Примечание. ",
        "Примечания. 1. ",
        "\n",
        "\n\n",
        "–\n",
        "наказываются лишением свободы на срок от двух до пяти лет",
        "Сноска. Статья 1",
        "(в редакции Закона)",
        "# заметка\n",
        "слово ",
        "вербовка",
        " в целях эксплуатации",
        ";",
        "; ",
        ":",
        "; 2) ",
        "\x00",
        "\ufeff",
        "¹",
        "исключен Законом РК",
        "12\n",
        "а равно ",
    ]
)


@given(st.one_of(st.text(), st.lists(SNIPPETS).map("".join)), st.sampled_from(["ru", "kk", "uk", "en"]))
def test_layout_loses_no_character(text: str, language: str) -> None:
    laid = layout(text, language)
    at = 0
    for piece in laid.pieces:
        assert piece.start == at
        assert piece.end > piece.start
        at = piece.end
    assert at == len(text)
    for start, end in regions(text, language).values():
        assert 0 <= start < end <= len(text)
    for node in laid.root.walk():
        for child in node.children:
            assert node.start <= child.start and child.end <= node.end


@st.composite
def mutations(draw: st.DrawFn, text: str) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["delete", "double", "break", "alike", "quotes", "dash", "swap", "cut", "noise"]))
        index = draw(st.integers(0, len(lines) - 1))
        line = lines[index]
        match kind:
            case "delete" if len(lines) > 1:
                del lines[index]
            case "double":
                lines.insert(index, line)
            case "break":
                places = [i for i, c in enumerate(line) if c == " "]
                if places:
                    at = draw(st.sampled_from(places))
                    lines[index] = line[:at] + "\n" + line[at + 1 :]
            case "alike":
                lines[index] = line.translate(ALIKE)
            case "quotes":
                lines[index] = re.sub(r"\b(\w+)\b", r"«\1»", line, count=1)
            case "dash":
                lines[index] = line.replace("–", draw(st.sampled_from(["-", "—", ""])))
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[index], lines[other] = lines[other], lines[index]
            case "cut":
                lines[index] = line[: draw(st.integers(0, len(line)))]
            case "noise":
                lines.insert(index, draw(SNIPPETS))
    return "".join(lines)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([LAW, CHILD, TERM, TERM + LAW]).flatmap(mutations))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    try:
        source = from_text(text)
    except DefgapError:
        return
    law = read([source], taxonomy()).law
    if law is not None:
        for quote in quotes(law):
            assert quote.text == text[quote.start : quote.end]


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_no_bytes_make_the_source_fail(data: bytes) -> None:
    try:
        read([from_bytes(data, "file")], taxonomy())
    except DefgapError as fault:
        assert "file" in str(fault) and "\n" not in str(fault)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_an_unknown_word_of_a_disposition_is_reported(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([LAW, CHILD, TERM]))
    laid = layout(text, "ru")
    places = [
        i
        for node in laid.root.walk()
        if node.kind in ("part", "point") and node.number != "1-1"
        for p in node.of("text")
        for i in range(p.start + 1, p.end)
        if text[i] == " " and text[i - 1] != "–" and i + 1 < p.end
    ]
    at = data.draw(st.sampled_from(places))
    word = data.draw(st.sampled_from(["брымзя", "Хрутение", "гвоздевания"]))
    law = read([from_text(f"{text[:at]} {word}{text[at:]}")], taxonomy()).law
    assert law is not None
    assert law.residue


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_hard_breaks_change_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([LAW, CHILD, TERM]))
    places = [
        i
        for i, c in enumerate(text)
        if c == " "
        and not re.match(r" (?:\d+[.)]|Примечани|Статья|[–—-])", text[i:])
        and text[text.rfind("\n", 0, i) + 1 : i + 1].count("Статья") == 0
        and text[i - 1] not in "–—"
    ]
    at = data.draw(st.sampled_from(places))
    broken = f"{text[:at]}\n{text[at + 1 :]}"
    whole, cut = read([from_text(text)], taxonomy()).law, read([from_text(broken)], taxonomy()).law
    assert whole is not None and cut is not None
    assert meaning(whole) == meaning(cut)


def test_look_alike_letters_and_soft_hyphens_change_nothing() -> None:
    whole = read([from_text(LAW)], taxonomy()).law
    odd = (
        LAW.replace("эксплуатации", "экс\u00adплуатации").replace("вербовка", "вepбoвкa").replace(" лица", "\u00a0лица")
    )
    odd = odd.replace("перевозка,", "пере-\nвозка,").replace("Купля-продажа", "Купля-\nпродажа")
    law = read([from_text(odd)], taxonomy()).law
    assert whole is not None and law is not None
    assert meaning(law) == meaning(whole)


def test_one_long_line_is_read_like_the_official_lines() -> None:
    flat = re.sub(r"\n(?!Статья|1\. )", " ", LAW)
    whole, law = read([from_text(LAW)], taxonomy()).law, read([from_text(flat)], taxonomy()).law
    assert whole is not None and law is not None
    assert meaning(law) == meaning(whole)
