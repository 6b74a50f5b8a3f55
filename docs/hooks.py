"""What the documentation takes from the program itself: real output, rules, library, errors, the Python API.

mkdocs calls `on_files` and `on_page_markdown`; tests/test_docs.py uses the other functions to keep README.md fresh.
"""

import contextlib
import inspect
import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import attrs

import defgap
from defgap import library, verification
from defgap.analysis.rules import RULES
from defgap.model.offences import Law

ROOT = Path(__file__).parent.parent
MARK = re.compile(r"<!-- output: (?P<command>.+?)(?: \| (?P<part>.+?))? -->")
BLOCK = re.compile(MARK.pattern + r"\n(?P<old>.*?)<!-- /output -->", re.DOTALL)
PARTS = {"head": 0, "answers": 1, "verdict": 2, "table": 3, "findings": 4, "notice": -1}

# Output


@cache
def run(command: str, folder: str = "") -> tuple[int, str, str]:
    """Run `defgap …` in the checkout, or in a folder; return exit code, standard output and standard error."""
    from click.testing import CliRunner

    from defgap.cli import main

    name, *arguments = shlex.split(command)
    assert name == "defgap", command
    with contextlib.chdir(folder or ROOT):
        result = CliRunner().invoke(main, arguments, prog_name=name)
    return result.exit_code, result.stdout, result.stderr


def output(command: str, part: str = "all") -> str:
    """Return what a command prints, or a part of it.

    A part is `head`, `answers`, `verdict`, `table`, `findings`, `notice`, several of them with `+`, `readings`, the
    code of a rule (its findings), `json PATH` (a place in the JSON report, keys with `/` between), or `lines N` (the
    first N).
    """
    if part.startswith("json"):
        data = json.loads(run(f"{command} --output json")[1])
        for key in part.split()[1].split("/"):
            data = data[int(key) if key.isdigit() else key]
        return json.dumps(data, ensure_ascii=False, indent=2)
    _, printed, said = run(command)
    assert printed, f"{command} printed nothing: {said}"
    text = printed.rstrip("\n")
    if part == "all":
        return text
    if part.startswith("lines "):
        return "\n".join([*text.split("\n")[: int(part.split()[1])], "…"])
    blocks = text.split("\n\n")
    if part == "readings":
        found = re.findall(r"(?m)^   reading .*\n(?: {16}.*(?:\n|\Z))*", blocks[PARTS["verdict"]])
        return "".join(found).rstrip("\n")
    if re.fullmatch(r"[A-Z]{3}\d{3}", part):
        found = re.split(r"(?m)^(?= \S (?:error|warning|note) )", blocks[PARTS["findings"]])
        chosen = [f.rstrip() for f in found if re.match(rf" \S \w+ {part} ", f)]
        assert chosen, f"{command} has no finding {part}"
        return "\n".join(chosen)
    return "\n\n".join(blocks[PARTS[name]] for name in part.split("+"))


def shown(command: str, part: str | None) -> str:
    """Return the code block that stands for a mark."""
    return f"```text\n{output(command, part or 'all')}\n```\n"


def refreshed(text: str) -> str:
    """Return a text with what stands between its marks and `<!-- /output -->` written anew."""
    return BLOCK.sub(lambda m: f"{m[0].splitlines()[0]}\n{shown(m['command'], m['part'])}<!-- /output -->", text)


# Pages


def rules_index() -> str:
    """Return the page that lists the rules."""

    def grade(rule: Any) -> str:
        if not re.search("departure|not given", effect_line(rule)):
            return "–"
        return {"alignment": "error under `alignment`, warning under `minimum`"}.get(rule.grade, rule.grade)

    rows = [f"| [{r.code}]({r.code}.md) | {r.title} | {effect_line(r)} | {grade(r)} |" for r in RULES]
    return (
        "# Rules\n\nCodes are public and stable. What a finding means in law is its *effect*; its severity "
        "follows from the effect: a shortfall is an error, conduct punished only elsewhere or on one reading is a "
        "warning, in both profiles. For a departure and for what was not given the rule decides: the last column. "
        "`defgap rule CODE` prints the same page.\n\n"
        "| Code | Title | Effect | Severity of what is no shortfall |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def effect_line(rule: Any) -> str:
    """Return what a rule's page says of the effect, as one line."""
    found = re.search(r"(?s)Effect: (.*?)(?:\.\s+(?=[A-Z])|\.?\Z|\.\n\n|;)", rule.help)
    return " ".join(found[1].split()) if found else ""


def rule_page(rule: Any) -> str:
    """Return the page of one rule: its docstring."""
    body = re.sub(r"\n(Effect:|Source:)", r"\n\n\1", rule.help)
    body = re.sub(r"(?m)^(Effect|Source):", r"**\1:**", body)
    return f"# {rule.code}: {rule.title}\n\n{body}\n\n[All rules](index.md)\n"


def library_page() -> str:
    """Return the page of the built-in library, with editions and caveats."""

    def section(law: Law) -> str:
        facts = [
            ("Edition", law.edition),
            ("In force", law.in_force),
            ("Reviewed by", law.reviewed),
            ("Made of", ", ".join(f"`{part}`" for part in law.joins)),
            ("Binding since", law.binding_since),
        ]
        lines = [f"* {name}: {value}" for name, value in facts if value]
        if not law.joins:
            for text in law.texts:
                where = f", read at {text.source}" if text.source else ""
                note = f" ({text.note})" if text.note else ""
                lines.append(f"* Text {text.language}: `{text.path}`{note}{where}")
        if law.note:
            lines.append(f"* Caveat: {law.note}")
        return f"### `{law.id}`\n\n{law.title}\n\n" + "\n".join(lines) + "\n"

    def source(authority: library.Authority) -> str:
        points = "\n".join(f"* {p.pin}: “{p.quote}”" for p in authority.points)
        settles = "\n".join(
            f"* {r.article.replace('_', '. ')}: choice `{r.choice}` is read as `{r.option}` ({r.pin})"
            for r in authority.settles
        )
        return (
            f"### `{authority.id}`\n\n{authority.title}\n\n* Edition: {authority.edition}\n* Translation: "
            f"{authority.translation}\n* Caveat: {authority.remark}\n* Read at: {authority.source}\n\nQuoted "
            f"words:\n\n{points}\n\nSettles:\n\n{settles}\n"
        )

    parts = [
        "# Built-in library\n",
        "Made from the files in `fixtures/`; `defgap library verify` checks that every "
        "quoted word stands verbatim at its place. `@2023` means *in force early in 2023*; without `@` it is the "
        "current edition as it was read.\n",
        "## Standards\n",
        *map(section, library.standards()),
        "## Laws\n",
        *map(section, library.laws()),
        "## Authorities\n",
        *map(source, library.authorities()),
    ]
    return "\n".join(parts)


BAD: tuple[tuple[str, str, bytes], ...] = (
    ("A file that does not exist", "nowhere.txt", b""),
    ("A folder", "drafts", b""),
    ("An empty file", "empty.txt", b"\n"),
    ("Only notes (lines with #)", "notes.txt", "# источник: …\n".encode()),
    ("No words", "numbers.txt", b"1. 2. 3.\n"),
    ("A PDF", "act.pdf", b"%PDF-1.7\n\x00"),
    ("A Word file", "act.docx", b"PK\x03\x04\x00"),
    ("Not a text", "random.txt", bytes(range(256)) * 8),
    ("A damaged text", "damaged.txt", b"\xff\xfe\x00\xd8\x00"),
    ("Spanish", "es.txt", "El que capte o traslade a una persona con fines de explotación será castigado.".encode()),
    ("French", "fr.txt", "Quiconque recrute ou transporte une personne à des fins d'exploitation est puni.".encode()),
    (
        "Bulgarian",
        "bg.txt",
        "Който набира, транспортира, укрива или приема отделни лица с цел да бъдат използвани, се наказва.".encode(),
    ),
    (
        "Notation with an unknown concept",
        "concept.defgap",
        b'law x "X" {\n  offence t art 1 { basic { limb { act recruitmnt } } }\n}\n',
    ),
    ("Notation with a syntax error", "syntax.defgap", b'law x "X" {\n  ofence t art 1 {}\n}\n'),
    ("Notation that is not UTF-8", "old.defgap", 'law x "Х" {}'.encode("cp1251")),
)
WRONG = (
    ("An unknown law", "defgap check kz-cc-1288"),
    ("An unknown standard", "defgap check kz --against palrmo"),
    ("A law as a standard", "defgap check kz --against kz-cc-128"),
    ("An unknown authority", "defgap check kz --authority kz-sc-2012"),
    ("A language that is not supported", "defgap check fixtures/statutes/kz/kz-cc-128.ru.txt --lang es"),
    ("An unknown rule", "defgap rule MEA02"),
    ("An unknown element", "defgap why means.decption kz-cc-128"),
    ("An unknown profile", "defgap check kz --profile strict"),
    ("An unknown format", "defgap check kz --output pdf"),
    ("An output that cannot be written", "defgap check tests/laws/travel.defgap --output json=missing/report.json"),
    ("No trafficking provision", "defgap check kz-cc-308"),
)


def faults() -> Iterator[tuple[str, str, int, str]]:
    """Yield (what, command, exit code, message) for every bad input, as the program answers today."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "drafts").mkdir()
        for what, name, data in BAD:
            if data:
                (Path(folder) / name).write_bytes(data)
            command = f"defgap check {name}"
            code, _, said = run(command, folder)
            yield what, command, code, said.rstrip("\n")
    for what, command in WRONG:
        code, printed, said = run(command)
        yield (
            what,
            command,
            code,
            said.rstrip("\n")
            or next(line for line in printed.splitlines() if line.startswith("No trafficking provision")),
        )


def errors_page() -> str:
    """Return the page of faults of the input."""
    rows = "\n".join(f"### {what}\n\n```text\n$ {command}\n{said}\n```\n" for what, command, _, said in faults())
    return (
        "# Errors\n\nA gap in a law is a finding; a fault of the input is an error. Every error is one line on "
        "standard error that names the file or word and what to do, and the exit code is 2; an error in the "
        "notation also shows the line and marks the words. A file that could not be read never looks clean: beside "
        "others it stands in the report as *not read*, and the exit code is 2. The messages below are printed by "
        "the program itself.\n\nIn Python the same sentences are `UnreadableInput`, `UnknownName` and "
        "`NotationError`, all of them `DefgapError`.\n\n" + rows
    )


def api_page() -> str:
    """Return the reference of the public names, from signatures and docstrings."""
    from defgap.analysis.mentions import Cite
    from defgap.analysis.summary import Cell, Summary
    from defgap.model.formulas import Quote
    from defgap.report.document import Input

    public = [getattr(defgap, name) for name in defgap.__all__ if name != "__version__"]
    functions = [
        library.names,
        library.standards,
        library.laws,
        library.load,
        library.authorities,
        library.authority,
        library.parse,
        library.taxonomy,
        verification.verify,
    ]
    parts = [
        "# Python API\n",
        "Everything that `import defgap` exports, then the values that a report is made of, "
        "then the library. All values are frozen.\n",
        "## defgap\n",
        *(described(thing, "defgap") for thing in public),
        "## Values of a report\n",
        *(described(t, t.__module__) for t in (Summary, Cell, Cite, Quote, Input)),
        "## defgap.library\n",
        *(described(f, "defgap.library") for f in functions),
    ]
    return "\n".join(parts)


def described(thing: Any, module: str) -> str:
    """Return the entry of a function or class."""
    name = f"{module}.{thing.__name__}"
    if inspect.isfunction(getattr(thing, "__wrapped__", thing)):
        return f"### {thing.__name__}\n\n```python\n{name}{signature(thing)}\n```\n\n{prose(thing)}\n"
    fields = attrs.fields(thing) if attrs.has(thing) else ()
    lines = [f"### {thing.__name__}\n", f"```python\nclass {name}\n```\n", prose(thing), ""]
    if fields:
        lines += ["| Field | Type |", "|---|---|"]
        lines += [f"| `{f.name}` | `{plain(f.type)}` |" for f in fields]
        lines.append("")
    for key, value in vars(thing).items():
        if key.startswith("_") or key in {f.name for f in fields}:
            continue
        inner = getattr(value, "func", None) or getattr(value, "fget", None)
        if inner:
            lines.append(f"**{key}** → `{plain(inspect.signature(inner).return_annotation)}`: {prose(inner)}\n")
        elif inspect.isfunction(value):
            lines.append(f"**{key}**`{signature(value)}`: {prose(value)}\n")
    return "\n".join(lines)


def signature(function: Any) -> str:
    """Return a signature without quotes and module names."""
    return plain(str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()"))


def plain(annotation: Any) -> str:
    """Return a type as a reader would write it."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[a-z_]+\.)+([A-Z]\w*)", r"\1", text)


def prose(thing: Any) -> str:
    """Return a docstring with its line breaks kept as paragraphs only."""
    return inspect.getdoc(thing) or ""


GENERATED = {"library.md": library_page, "errors.md": errors_page, "api.md": api_page, "rules/index.md": rules_index}

# mkdocs


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made from the program."""
    from mkdocs.structure.files import File

    for path, page in GENERATED.items():
        files.append(File.generated(config, path, content=page()))
    for rule in RULES:
        files.append(File.generated(config, f"rules/{rule.code}.md", content=rule_page(rule)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Replace the marks of a page by what the program prints today."""
    return MARK.sub(lambda m: shown(m["command"], m["part"]), markdown)
