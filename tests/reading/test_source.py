"""Sources: what is decided about encoding and language, and one clear sentence for what cannot be read."""
# ruff: noqa: E501

from pathlib import Path

import pytest
from tests.reading.texts import KZ, statute

from defgap.errors import UnreadableInput
from defgap.reading import source as module
from defgap.reading.source import from_bytes, from_path, from_text

TEXT = statute("kz-cc-128").replace("№", "N").replace("VІ", "VI")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_encodings_are_told_apart(encoding: str) -> None:
    data = TEXT.encode(encoding, "replace")
    found = from_bytes(data, "law.txt")
    assert found.encoding == encoding
    assert found.language == "ru"
    assert "Купля-продажа или совершение иных сделок" in found.text


def refusal(data: bytes | str, language: str = "auto") -> str:
    with pytest.raises(UnreadableInput) as caught:
        from_bytes(data, "law.txt", language) if isinstance(data, bytes) else from_text(data, "law.txt", language)
    message = str(caught.value)
    assert message.startswith("law.txt") and "\n" not in message
    return message


def test_what_cannot_be_read_is_named_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "empty" in refusal(b"")
    assert "empty but notes" in refusal("# only a note\n")
    assert "no words" in refusal("1. 2. 3.")
    assert "PDF" in refusal(b"%PDF-1.7 ...")
    assert "Word" in refusal(b"PK\x03\x04....")
    assert "not a text file" in refusal(bytes(range(32)) * 10)
    assert "language 'tlh' is not supported" in refusal("Торговля людьми", "tlh")
    with pytest.raises(UnreadableInput, match="does not exist"):
        from_path(tmp_path / "none.txt")
    with pytest.raises(UnreadableInput, match="is a folder"):
        from_path(tmp_path)
    monkeypatch.setattr(module, "LIMIT", 10)
    (tmp_path / "big.txt").write_text("вербовка людей")
    with pytest.raises(UnreadableInput, match="larger than"):
        from_path(tmp_path / "big.txt")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "El que capte, transporte o acoja a una persona con fines de explotación será castigado con la pena de prisión.",
            "Spanish (es)",
        ),
        (
            "Гандаль людзьмі, а таксама вярбоўка, перавозка, перадача або ўкрыванне чалавека з мэтай эксплуатацыі, якія здзейснены",
            "Belarusian (be)",
        ),
        (
            "Който набира, транспортира, укрива или приема отделни лица или групи от хора с цел да бъдат използвани за развратни "
            "действия, се наказва с лишаване от свобода от две до осем години и глоба",
            "Bulgarian (bg)",
        ),
        (
            "Адам саудалоо, башкача айтканда адамды сатуу-сатып алуу, ага карата башка бүтүмдөрдү жасоо, эксплуатациялоо "
            "максатында өткөрүп берүү, жашыруу, кармап туруу, ташуу, кабыл алуу",
            "",
        ),
    ],
)
def test_an_unsupported_language_is_named(text: str, name: str) -> None:
    message = refusal(text)
    assert "supported: " in message and "Russian (ru)" in message
    assert name in message


def test_kazakh_and_english_are_known(tmp_path: Path) -> None:
    from defgap.reading.language import complete

    for code, word in (("kk", "Kazakh (kk)"), ("en", "English (en)")):
        path = KZ / f"kz-cc-128.{code}.txt"
        if complete(code):
            assert from_path(path).language == code
        else:
            with pytest.raises(UnreadableInput, match=word.replace("(", r"\(").replace(")", r"\)")):
                from_path(path)


def test_a_short_russian_text_is_russian() -> None:
    assert from_text("Торговля людьми").language == "ru"
