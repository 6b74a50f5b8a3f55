"""Sources: a file, bytes or a string as text, with what was decided about its encoding and language."""

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from defgap import resources
from defgap.errors import UnreadableInput
from defgap.reading.language import complete, table

LIMIT = 20_000_000
"""The largest file that is read, in bytes."""
ALPHABET = 0.95
"""The least share of a text's letters that the alphabet of its language holds."""


@frozen
class Source:
    """A text to read: where it comes from, its language, and how it was decoded; `sha256` is that of the bytes."""

    path: str
    text: str
    language: str
    encoding: str
    sha256: str


def from_path(path: str | Path, language: str = "auto") -> Source:
    """Read a file. Raises UnreadableInput: missing, a folder, empty, too large, binary, undecodable, unsupported."""
    return from_bytes(read_bytes(path), str(Path(path)), language)


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file. Raises UnreadableInput: missing, a folder, unreadable, too large."""
    file = Path(path)
    try:
        if file.is_dir():
            raise UnreadableInput(f"{file} is a folder; name the text files in it.")
        if file.stat().st_size > LIMIT:
            raise UnreadableInput(
                f"{file} is larger than {LIMIT // 1_000_000} MB; give only the provisions to be compared."
            )
        return file.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(f"{file} does not exist; check the path.") from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise UnreadableInput(f"{file} cannot be opened ({reason}); check the path and your rights to it.") from None


def from_bytes(data: bytes, name: str, language: str = "auto") -> Source:
    """Read bytes; `name` stands in messages. Raises UnreadableInput."""
    if len(data) > LIMIT:
        raise UnreadableInput(
            f"{name} is larger than {LIMIT // 1_000_000} MB; give only the provisions to be compared."
        )
    text, encoding = _decode(data, name)
    return _source(text, name, language, encoding, hashlib.sha256(data).hexdigest())


def from_text(text: str, name: str = "<text>", language: str = "auto") -> Source:
    """Take a string as it is; `name` stands in messages. Raises UnreadableInput."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > LIMIT:
        raise UnreadableInput(
            f"{name} is larger than {LIMIT // 1_000_000} MB; give only the provisions to be compared."
        )
    return _source(text, name, language, "str", hashlib.sha256(data).hexdigest())


def _source(text: str, name: str, language: str, encoding: str, digest: str) -> Source:
    law = re.sub(r"(?m)^[ \t]*#[^\n]*", "", text)
    if not law.strip():
        only = " but notes" if text.strip() else ""
        raise UnreadableInput(f"{name} is empty{only}; give the text of the provision.")
    if not any(c.isalpha() for c in law):
        raise UnreadableInput(f"{name} holds no words; give the text of the provision.")
    return Source(name, text, _supported(law, name, language), encoding, digest)


MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
)


def _decode(data: bytes, name: str) -> tuple[str, str]:
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(f"{name} is {what}; save it as plain text.")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if data.count(0) > len(data) // 5:
        even, odd = data[::2].count(0), data[1::2].count(0)
        # Cyrillic in UTF-16 has 0x04 where ASCII has zero: the zeros of blanks and digits show the byte order.
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        text = _strict(data, encoding, name)
        if _legible(text):
            return text, encoding
    for high, encoding in ((data[1::2], "utf-16-le"), (data[::2], "utf-16-be")):
        if len(high) > 1 and (high.count(4) + high.count(0)) > 0.9 * len(high):
            text = _strict(data, encoding, name)
            if _legible(text):
                return text, encoding
    if 0 in data:
        raise UnreadableInput(f"{name} is not a text file; save the provision as plain text.")
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _single_byte(data, name)
    if not _legible(text):
        raise UnreadableInput(f"{name} is not a text file; save the provision as plain text.")
    return text, encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableInput(f"{name} is damaged or not {encoding.upper()}; save it as UTF-8 text.") from None


def _legible(text: str) -> bool:
    control = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v") or c in "\x7f\ufffd")
    return control <= len(text) // 100


def _single_byte(data: bytes, name: str) -> tuple[str, str]:
    """Choose among the old Cyrillic encodings by how much the text looks like running words."""
    sample = data[:20_000]
    scores = []
    for encoding in ("cp1251", "koi8-r", "cp866"):
        text = sample.decode(encoding, "replace")
        common = sum(text.count(c) for c in "оеаинтсрвл") * 2 + sum(text.count(c) for c in "кмдпуыяьгз")
        jumps = len(re.findall(r"[а-яё][А-ЯЁ]", text))
        odd = sum(1 for c in text if c == "\ufffd" or "\u2500" <= c <= "\u25ff")
        scores.append((common - 5 * jumps - 5 * odd, encoding))
    best, encoding = max(scores)
    high = sum(1 for b in sample if b >= 128)
    if best < high:
        raise UnreadableInput(f"{name} is in an encoding that was not recognised; save it as UTF-8 text.")
    return data.decode(encoding, "replace"), encoding


def _supported(text: str, name: str, language: str) -> str:
    known = sorted(lang for lang in _profiles() if complete(lang))
    listing = ", ".join(f"{_profiles()[lang]['name']} ({lang})" for lang in known)
    if language != "auto":
        if language in known:
            return language
        raise UnreadableInput(f"{name}: language {language!r} is not supported; supported: {listing}.")
    found = detect(text)
    if found in known:
        return found
    if not found:
        raise UnreadableInput(f"{name}: its language was not recognised; supported: {listing}.")
    raise UnreadableInput(
        f"{name} is in {_profiles()[found]['name']} ({found}), which is not supported yet; supported: {listing}."
    )


@cache
def _profiles() -> dict[str, dict[str, Any]]:
    """Return the description of every language that has a folder, readable or not."""
    return {
        p.parent.name: table(p.parent.name, "language")
        for p in sorted(resources.path("grammars").glob("*/language.toml"))
    }


def detect(text: str) -> str:
    """Return the code of the language whose letters and function words the text has, or an empty string."""
    sample = text[:50_000].casefold()
    words = Counter(re.findall(r"[^\W\d_]+", sample))
    letters = Counter(c for c in sample if c.isalpha())
    total, size = max(1, words.total()), max(1, letters.total())
    best: tuple[float, str] = (0.0, "")
    for code, profile in _profiles().items():
        alphabet = set(profile["letters"])
        # A letter written for its look-alike counts, as it does when the text is read.
        fold = profile.get("fold", {})
        inside = sum(n for c, n in letters.items() if c in alphabet or fold.get(c, "") in alphabet) / size
        own = sum(letters[c] for c in profile.get("own", "")) / size
        hits = sum(words[w] for w in profile["common"]) / total
        if inside < ALPHABET:
            continue
        score = hits + min(own, 0.05) * 4
        if hits > 0.02 or own > 0.005 or profile.get("fallback"):
            best = max(best, (score, code))
    return best[1]
