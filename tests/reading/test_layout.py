"""Layout: addresses and regions in the drafting traditions of three languages."""
# ruff: noqa: E501

from tests.reading.texts import KZ, statute

from defgap.reading.layout import layout, regions


def test_addresses_of_a_russian_article() -> None:
    text = statute("kz-cc-128")
    found = regions(text, "ru")
    points = [f"art_128__part_2__point_{n}" for n in range(1, 14)]
    assert list(found) == [
        "art_128",
        "art_128__part_1",
        "art_128__part_2",
        *points,
        "art_128__part_3",
        "art_128__part_4",
        "art_128__part_4__point_1",
        "art_128__part_4__point_2",
        "art_128__note_1",
    ]
    start, end = found["art_128__part_2__point_2"]
    assert text[start:end] == "2) неоднократно;"
    start, end = found["art_128__part_2"]
    assert text[start:end].startswith("2. Те же") and text[start:end].endswith("имущества.")


def test_a_definition_keeps_its_paragraphs_and_notes() -> None:
    text = statute("kz-cc-003")
    found = regions(text, "ru")
    assert list(found) == ["art_3", "art_3__point_1", "art_3__point_1-1"]
    start, end = found["art_3__point_1"]
    assert "Примечания." in text[start:end] and text[start:end].endswith("имущественного характера.")


def test_kazakh_and_english_have_the_same_addresses() -> None:
    ru = regions(statute("kz-cc-128"), "ru")
    kk = regions((KZ / "kz-cc-128.kk.txt").read_text(encoding="utf-8"), "kk")
    assert list(kk) == list(ru)
    text = (
        'Article 3\nUse of terms\n(a) "Trafficking in persons" shall mean x;\n(b) the consent; and\n(c) the recruitment'
    )
    assert list(regions(text, "en")) == ["art_3", "art_3__point_a", "art_3__point_b", "art_3__point_c"]


def test_without_a_heading_the_address_starts_at_the_first_marker() -> None:
    assert list(regions("1) эксплуатация человека – труд;\n2) иное", "ru")) == ["point_1", "point_2"]


def test_inline_numbers_are_accepted_only_in_sequence() -> None:
    text = "Статья 9. Торговля\n2. Те же деяния: 1) группой; 2) по статье 125 (пунктом 3) части); 3) с 5) оружием, – наказываются штрафом."
    assert [a for a in regions(text, "ru") if "point" in a] == [f"art_9__part_2__point_{n}" for n in (1, 2, 3)]


def test_numbered_notes() -> None:
    text = "Статья 9. Торговля\n1. Один.\n2. Два.\nПримечания. 1. Первое.\n2. Второе.\nСноска. Статья 9 в редакции."
    laid = layout(text, "ru")
    assert [n.address for n in laid.root.walk() if n.kind == "note"] == ["art_9__note_1", "art_9__note_2"]
    assert [text[p.start : p.end] for p in laid.pieces if p.kind == "noise"] == ["Сноска. Статья 9 в редакции."]
    start, end = regions(text, "ru")["art_9__note_2"]
    assert text[start:end] == "2. Второе."


def test_letters_are_points_or_subpoints_and_keep_their_own_letter_beside_the_latin_one() -> None:
    flat = "Статья 9. Торговля\n1. Деяния:\nа) раз;\nб) два."
    deep = "Статья 9. Торговля\n1. Деяния:\n1) раз:\nа) один;\nб) два;\n2) иное."
    found = regions(flat, "ru")
    points = [n.address for n in layout(flat, "ru").root.walk() if n.kind == "point"]
    assert points == ["art_9__part_1__point_а", "art_9__part_1__point_б"]
    assert found["art_9__part_1__point_b"] == found["art_9__part_1__point_б"]
    assert "art_9__part_1__point_1__subpoint_b" in regions(deep, "ru")
    assert "art_9__part_1__point_2" in regions(deep, "ru")


def test_notes_of_the_file_are_no_law_but_keep_their_place() -> None:
    text = "# source\nСтатья 9. Торговля\n# 1. not a part\n1. Один."
    laid = layout(text, "ru")
    assert [p.why for p in laid.pieces if p.kind == "noise"] == ["note", "note"]
    assert list(regions(text, "ru")) == ["art_9", "art_9__part_1"]
