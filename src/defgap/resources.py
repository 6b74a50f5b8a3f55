"""The one module that knows where the data files stand.

In a wheel `grammars/` and `fixtures/` lie inside the package; in a checkout they lie at its top.
"""

import hashlib
import os
from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """Return the folder that holds `grammars/` and `fixtures/`.

    Raises FileNotFoundError if the installation lacks them.
    """
    package = Path(__file__).parent
    for place in (package, package.parent.parent):
        if (place / "grammars").is_dir() and (place / "fixtures").is_dir():
            return place
    raise FileNotFoundError("defgap's grammars and fixtures are not installed; reinstall the package")


def path(name: str) -> Path:
    """Return the path of a data file, `name` being relative, such as `grammars/notation.lark`."""
    return root() / name


def read(name: str) -> str:
    """Return the text of a data file as UTF-8; raises FileNotFoundError if there is none of that name."""
    return path(name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def kept(name: str, grammar: str) -> str | None:
    """Return the path at which lark keeps the tables of a grammar between runs; None if there is no such place.

    Building them takes longer than everything else. They are kept in the user's own cache folder, never in a shared
    one, under a name that changes with the grammar and with lark.
    """
    from lark import __version__ as version

    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = (Path(home) if home else Path.home() / ".cache") / "defgap"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return str(folder / f"{name}-{digest(grammar)[:16]}-{version}") if os.access(folder, os.W_OK) else None
