"""The one module that knows where the data files stand.

In a wheel `grammars/` and `fixtures/` lie inside the package; in a checkout they lie at its top.
"""

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
