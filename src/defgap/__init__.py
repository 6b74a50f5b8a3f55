"""How a national definition of human trafficking differs from the Palermo Protocol's, exactly and with quoted words.

    import defgap
    report = defgap.check("art128.txt")
    print(report)

Heavy modules are imported when a name is first used.
"""

from typing import TYPE_CHECKING, Any

from defgap.errors import DefgapError, NotationError, UnknownName, UnreadableInput
from defgap.version import __version__

if TYPE_CHECKING:
    from defgap.analysis.findings import Finding
    from defgap.api import check
    from defgap.model.offences import Law
    from defgap.report.document import Document, Report

_PLACES = {
    "check": "defgap.api",
    "Report": "defgap.report.document",
    "Document": "defgap.report.document",
    "Finding": "defgap.analysis.findings",
    "Law": "defgap.model.offences",
}

__all__ = [
    "DefgapError",
    "Document",
    "Finding",
    "Law",
    "NotationError",
    "Report",
    "UnknownName",
    "UnreadableInput",
    "__version__",
    "check",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'defgap' has no attribute {name!r}")
