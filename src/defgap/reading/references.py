"""References: which provisions a phrase such as "parts one or two of this article" names."""

from defgap.reading.groups import Item
from defgap.reading.language import table


def parts_named(item: Item, language: str) -> tuple[int, ...]:
    """Return the numbers of the parts that a reference names, in words or digits."""
    ordinals = table(language, "cues")["ordinals"]
    found: list[int] = []
    for word in item.data.get("words", ()):
        if word.isdigit():
            found.append(int(word))
            continue
        number = next((n for stem, n in ordinals.items() if word.startswith(stem)), None)
        if number is not None:
            found.append(number)
    return tuple(found)
