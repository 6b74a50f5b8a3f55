"""The command line: check, encode, explain, why, rule, library."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from defgap.errors import DefgapError
from defgap.version import __version__

FORMATS = ("text", "json")


class Group(click.Group):
    """Turns every fault of the input into one line on standard error and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; DefgapError and a wrong option exit 2 without a traceback."""
        try:
            return super().invoke(ctx)
        except DefgapError as fault:
            fail(str(fault))
        except click.UsageError as fault:
            command = fault.ctx.command_path if fault.ctx else "defgap"
            fail(f"{fault.format_message().rstrip('.')}; see `{command} --help`.")


def fail(message: str) -> NoReturn:
    """Print one error and exit 2."""
    click.echo(f"defgap: {message}", err=True)
    sys.exit(2)


def _width() -> int:
    import shutil

    return min(140, shutil.get_terminal_size((110, 40)).columns) if sys.stdout.isatty() else 110


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="defgap")
def main() -> None:
    """How a national definition of human trafficking differs from the Palermo Protocol's.

    PATH is a text file, a file in the notation (.defgap), or the name of a built-in law (`defgap library`).
    """


_paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")
_path = click.argument("path", metavar="PATH")
_lang = click.option("--lang", default="auto", show_default=True, help="Language of the texts.")
_definitions = click.option(
    "--definitions", multiple=True, metavar="FILE", help="A further text that defines words of the others. Repeatable."
)
_authority = click.option(
    "--authority",
    "authorities",
    multiple=True,
    metavar="ID",
    help="An authority of the library that settles readings. Repeatable.",
)


@main.command()
@_paths
@click.option(
    "--against",
    multiple=True,
    default=("palermo",),
    show_default=True,
    metavar="STANDARD",
    help="The standard to compare with. Repeatable.",
)
@_lang
@click.option(
    "--as-one-law",
    is_flag=True,
    help="Read all PATHs as one law; language versions of one provision are compared.",
)
@_authority
@_definitions
@click.option("--complete/--partial", default=None, help="The texts are whole / may lack provisions.")
@click.option(
    "--profile",
    type=click.Choice(["alignment", "minimum"]),
    default="alignment",
    show_default=True,
    help="How severe a departure is.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "note", "never"]),
    default="error",
    show_default=True,
    help="Exit 1 from this severity on.",
)
@click.option("--allow-none", is_flag=True, help="Do not exit 2 if no PATH holds a trafficking provision.")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{' or '.join(FORMATS)}, to standard output or to a file. Repeatable.",
)
@click.option(
    "--canon",
    type=click.Choice(["nearest-connective", "last-antecedent", "series-qualifier"]),
    default="nearest-connective",
    show_default=True,
    help="How far back a clause after a list reaches.",
)
@click.option(
    "--reading", "chosen", multiple=True, metavar="CHOICE=OPTION", help="Decide a choice by hand. Repeatable."
)
@click.option("--verbose", "-v", is_flag=True, help="Give every finding in full.")
def check(
    paths: tuple[str, ...],
    against: tuple[str, ...],
    lang: str,
    as_one_law: bool,
    authorities: tuple[str, ...],
    definitions: tuple[str, ...],
    complete: bool | None,
    profile: Any,
    fail_on: Any,
    allow_none: bool,
    outputs: tuple[str, ...],
    canon: str,
    chosen: tuple[str, ...],
    verbose: bool,
) -> None:
    """Compare laws with the Protocol and report the gaps.

    Exit code 0: clean; 1: findings at or above --fail-on; 2: a file could not be read, or none held a trafficking
    provision.
    """
    from defgap.api import check as run
    from defgap.report.document import Report

    wanted = [_format(o) for o in outputs or ("text",)]
    readings = dict(_reading(c) for c in chosen)
    documents: list[Any] = []
    standards: tuple[Any, ...] = ()
    unread = False
    groups = [paths] if as_one_law else [(p,) for p in paths]
    for group in groups:
        try:
            report = run(
                *group,
                against=against,
                lang=lang,
                as_one_law=as_one_law,
                authorities=authorities,
                definitions=definitions,
                complete=complete,
                profile=profile,
                canon=canon,
                readings=readings,
            )
        except DefgapError as fault:
            if len(groups) == 1:
                raise
            click.echo(f"defgap: {fault}", err=True)
            unread = True
            documents.append(_unread(group, str(fault)))
            continue
        documents += report.documents
        standards = report.standards
    whole = Report(tuple(documents), standards, profile)
    for kind, target in wanted:
        text = whole.to_json() if kind == "json" else whole.to_text(_width() if target is None else 110, verbose)
        _write(text, target)
    sys.exit(2 if unread else whole.exit_code(fail_on, allow_none))


def _unread(group: tuple[str, ...], reason: str) -> Any:
    from defgap.report.document import Document, Input

    return Document(tuple(Input(p) for p in group), "unread", "not read", reason)


def _format(output: str) -> tuple[str, Path | None]:
    kind, equals, target = output.partition("=")
    if kind not in FORMATS:
        raise click.BadParameter(
            f"unknown format {kind!r}; the formats are {', '.join(FORMATS)}", param_hint="--output"
        )
    if equals and not target:
        raise click.BadParameter(f"a file name is missing after {output!r}", param_hint="--output")
    return kind, Path(target) if target else None


def _reading(given: str) -> tuple[str, str]:
    choice, equals, option = given.partition("=")
    if not (choice and equals and option):
        raise click.BadParameter(f"{given!r} is not CHOICE=OPTION", param_hint="--reading")
    return choice, option


def _write(text: str, target: Path | None) -> None:
    if target is None:
        _echo(text)
        return
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        fail(f"{target} cannot be written ({fault.strerror}); name another file.")


def _echo(text: str) -> None:
    try:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        click.echo(text, nl=False)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@main.command()
@_path
@_lang
@_definitions
def encode(path: str, lang: str, definitions: tuple[str, ...]) -> None:
    """Write a text as notation, each line with its quote, for a lawyer to correct."""
    from defgap.api import load
    from defgap.model.printing import print_law

    (loaded,) = load([path, *definitions], lang, one=True)
    if loaded.law is None:
        fail(f"{path}: no trafficking provision: {loaded.reason}")
    _echo(print_law(loaded.law))


@main.command()
@_path
@_lang
@_definitions
def explain(path: str, lang: str, definitions: tuple[str, ...]) -> None:
    """Show how a text was read: provisions, clauses, groups, choices, unused words."""
    from defgap.api import load
    from defgap.report.explain import explain_text

    (loaded,) = load([path, *definitions], lang, one=True)
    if loaded.reading is None:
        fail(f"{path} is notation, not a text; `defgap check` and `defgap why` say what follows from it")
    _echo(explain_text(loaded.reading, _width()))


@main.command()
@click.argument("element")
@_path
@_lang
@_authority
@_definitions
def why(element: str, path: str, lang: str, authorities: tuple[str, ...], definitions: tuple[str, ...]) -> None:
    """Trace one verdict: an ELEMENT such as means.deception, a role, child_no_means or consent."""
    from defgap.api import check as run
    from defgap.report.why import why_text

    report = run(path, lang=lang, authorities=authorities, definitions=definitions)
    _echo("\n".join(why_text(document, element, _width()) for document in report.documents))


@main.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """Say what a rule means; without CODE, list the rules."""
    from defgap.analysis.rules import RULES
    from defgap.analysis.rules import rule as find

    if code is None:
        _echo("".join(f"{r.code}  {r.title}\n" for r in RULES))
        return
    found = find(code)
    _echo(f"{found.code}: {found.title}\n\n{found.help}\n")


@main.command()
@click.argument("action", required=False, type=click.Choice(["verify"]))
@click.option("--output", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def library(action: str | None, output: str) -> None:
    """List the built-in standards, laws and authorities, or `verify` that every quote stands in its text."""
    from defgap import library as built_in

    if action == "verify":
        from defgap import verification

        faults = verification.verify()
        _echo(
            "".join(f"{fault}\n" for fault in faults)
            or f"{len(built_in.names())} laws and standards: every quote stands verbatim at its place\n"
        )
        sys.exit(1 if faults else 0)
    groups = {"standards": built_in.standards(), "laws": built_in.laws()}
    if output == "json":
        import json

        data: dict[str, Any] = {
            name: [
                {
                    "id": x.id,
                    "title": x.title,
                    "jurisdiction": x.jurisdiction,
                    "edition": x.edition,
                    "in_force": x.in_force,
                    "reviewed": x.reviewed,
                    "languages": [t.language for t in x.texts],
                    "note": x.note,
                }
                for x in group
            ]
            for name, group in groups.items()
        }
        data["authorities"] = [
            {"id": a.id, "title": a.title, "edition": a.edition, "remark": a.remark} for a in built_in.authorities()
        ]
        _echo(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
        return
    for name, group in groups.items():
        _echo(
            f"{name.capitalize()}\n"
            + "".join(f"  {x.id:18} {x.title}{f' ({x.edition})' if x.edition else ''}\n" for x in group)
        )
    _echo("Authorities\n" + "".join(f"  {a.id:18} {a.title} ({a.remark})\n" for a in built_in.authorities()))
