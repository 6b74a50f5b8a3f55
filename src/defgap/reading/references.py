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


def articles_named(item: Item, language: str) -> tuple[str, ...]:
    """Return the addresses of the articles that a reference names by number, such as `art_3` for "under section 3"."""
    stems = tuple(table(language, "cues").get("articles", ()))
    found: list[str] = []
    counting = False
    for word in item.data.get("words", ()):
        if word.isdigit() and counting:
            found.append(f"art_{word}")
        elif any(word.startswith(stem) for stem in stems):
            counting = True
    return tuple(found)
