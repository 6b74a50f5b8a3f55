"""Values of the model as plain data and back, for the precompiled library: `from_plain(to_plain(x)) == x`."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from defgap.model import formulas, offences


@cache
def _classes() -> dict[str, type[Any]]:
    found = {}
    for module in (formulas, offences):
        for name, value in vars(module).items():
            if isinstance(value, type) and attrs.has(value):
                found[name] = value
    return found


@cache
def _fields(cls: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in attrs.fields(cls) if f.init)


def to_plain(value: Any) -> Any:
    """Return a value of the model as dicts, lists, strings and numbers; fields at their default are left out."""
    if attrs.has(type(value)):
        data = {"@": type(value).__name__}
        for name, default in _fields(value.__class__):
            own = getattr(value, name)
            if own != default:
                data[name] = to_plain(own)
        return data
    if isinstance(value, tuple):
        return [to_plain(v) for v in value]
    return value


def from_plain(data: Any) -> Any:
    """Return the value that `to_plain` made the data of. Raises KeyError for a class that the model does not have."""
    if isinstance(data, Mapping):
        fields = {name: from_plain(v) for name, v in data.items() if name != "@"}
        return _classes()[data["@"]](**fields)
    if isinstance(data, list):
        return tuple(from_plain(v) for v in data)
    return data
