"""What a check gives back: one document per law that was read, each with its analyses and findings."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from attrs import evolve, field, frozen

from defgap.analysis.findings import SEVERITIES, Finding, Profile, Severity
from defgap.analysis.gaps import Analysis
from defgap.analysis.summary import Summary, summarise
from defgap.model.offences import Law, Offence

if TYPE_CHECKING:
    from defgap.reading.unread import Unread

Status = Literal["analysed", "no-trafficking-provision", "unread"]


@frozen
class Input:
    """One source of a document: path or name, language, encoding, SHA-256 of the bytes, length in code points."""

    path: str
    language: str = ""
    encoding: str = ""
    sha256: str = ""
    characters: int = 0
    text: str = field(default="", repr=False)


@frozen(slots=False, eq=False)
class Document:
    """One law that was checked.

    `status` says whether it could be; `reason` why not, or why its provisions were taken. `origin` is `read
    automatically` or `reviewed by … on …`. `analyses` holds one analysis per standard. `caveats`
    say what must be known of the texts and of the authorities that were applied; `parts` are the
    built-in laws that a joined law is made of. `uncomposed` says that one of its trafficking dispositions could not be
    composed. `versions` are the same law in further languages: nothing is computed on them, they are compared with it.
    `unread` counts the words left over of a text that was read automatically.
    """

    sources: tuple[Input, ...]
    status: Status
    origin: str
    reason: str = ""
    law: Law | None = None
    analyses: tuple[Analysis, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    parts: tuple[Law, ...] = ()
    uncomposed: bool = False
    versions: tuple[Law, ...] = ()
    unread: "Unread | None" = None

    @property
    def name(self) -> str:
        """The paths of the sources, or the id of the law."""
        return ", ".join(s.path for s in self.sources) or (self.law.id if self.law else "")

    @cached_property
    def summary(self) -> Summary | None:
        """The summary against the first standard; None where there is no trafficking provision."""
        return summarise(self.analyses[0]) if self.analyses else None

    def offence_summary(self, offence: Offence) -> Summary | None:
        """The summary of one trafficking offence alone, against the first standard; None for other offences."""
        if self.law is None or not self.analyses or offence not in self.law.trafficking:
            return None
        if len(self.law.trafficking) == 1:
            return self.summary
        from defgap.analysis.gaps import analyse

        whole = self.analyses[0]
        alone = evolve(self.law, offences=(offence, *self.law.neighbours))
        return summarise(
            analyse(whole.standard, alone, whole.taxonomy, chosen=whole.readings.settings, profile=whole.profile)
        )


@frozen(slots=False, eq=False)
class Report:
    """The result of `defgap.check`: documents, the standards compared against, and the profile of severities."""

    documents: tuple[Document, ...]
    standards: tuple[Law, ...]
    profile: Profile

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all documents, in their order."""
        return tuple(f for d in self.documents for f in d.findings)

    def exit_code(self, fail_on: Severity | Literal["never"] = "error", allow_none: bool = False) -> int:
        """Return 0 (clean), 1 (a finding at or above `fail_on`) or 2.

        2 says that a document was not read, a trafficking disposition could not be composed, or none was found at all.
        """
        if any(d.status == "unread" or d.uncomposed for d in self.documents):
            return 2
        if not allow_none and all(d.status != "analysed" for d in self.documents):
            return 2
        if fail_on == "never":
            return 0
        bar = SEVERITIES.index(fail_on)
        return int(any(SEVERITIES.index(f.severity) <= bar for f in self.findings))

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data of the schema `defgap-report/1`."""
        from defgap.report.data import report_data

        return report_data(self)

    def to_json(self) -> str:
        """Return the report as JSON of the schema `defgap-report/1`."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2) + "\n"

    def to_text(self, width: int = 110, verbose: bool = False) -> str:
        """Return the report as plain text, `width` columns wide; `verbose` gives every finding in full."""
        from defgap.report.text import report_text

        return report_text(self, width, verbose)

    def _repr_html_(self) -> str:
        from defgap.report.html import report_html

        return report_html(self)

    def __str__(self) -> str:
        return self.to_text()
