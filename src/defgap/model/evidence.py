"""Evidence: every quote that stands anywhere in a law, with the address of the provision that it is taken from."""

from collections.abc import Iterator
from typing import Any

import attrs

from defgap.model.formulas import Quote


def quotes(value: Any, address: str = "") -> Iterator[tuple[str, Quote]]:
    """Yield (address, quote) for every quote in a law or in any part of one, in the order of its fields.

    The address is the quote's own, else that of the nearest value around it that has one, else `address`. An empty
    address means that the words may stand anywhere in the text.
    """
    if isinstance(value, Quote):
        yield value.address or address, value
    elif isinstance(value, tuple):
        for part in value:
            yield from quotes(part, address)
    elif attrs.has(type(value)):
        here = getattr(value, "address", "") or address
        for field in attrs.fields(type(value)):
            yield from quotes(getattr(value, field.name), here)
