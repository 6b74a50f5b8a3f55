"""The documentation says what the program does today; `python tests/test_docs.py --write` refreshes README.md."""

import importlib.util
import re
import sys
import tomllib
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType

import pytest

import defgap
from defgap import library, resources
from defgap.analysis.rules import RULES
from defgap.model.printing import print_law

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = sorted(DOCS.glob("*.md"))


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_hooks", DOCS / "hooks.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hooks = _load()


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


# Excerpts


def test_the_readme_shows_what_the_program_prints_today():
    text = read(README)
    assert hooks.BLOCK.search(text)
    assert hooks.refreshed(text) == text, "run `make excerpts`"


def test_a_stale_excerpt_is_found():
    assert hooks.refreshed(read(README).replace("вербовка", "вербование")) == read(README)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_mark_of_a_page_is_replaced_by_output(page):
    made = hooks.on_page_markdown(read(page))
    assert "<!-- output:" not in made
    assert "```text\n\n```" not in made


def test_the_two_commands_of_the_readme_are_targets():
    makefile = read(ROOT / "Makefile")
    assert all(f"\n{name}:" in makefile for name in re.findall(r"(?m)^make (\w+)", read(README)))


def test_the_python_of_the_readme_runs():
    (code,) = re.findall(r"```python\n(.*?)```", read(README), re.DOTALL)
    shown: list[object] = []
    exec(code, {"print": shown.append})
    assert isinstance(shown[0], defgap.Report)


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda p: p.stem)
def test_every_option_that_a_page_names_exists(page):
    from defgap.cli import main

    options = {o for command in main.commands.values() for p in command.params for o in (*p.opts, *p.secondary_opts)}
    commands = re.findall(r"(?m)^(?:\$ )?defgap .*|`(?:defgap )?[^`\n]*--[^`\n]*`", read(page))
    named = {o for line in commands for o in re.findall(r"(?<![\w-])--[a-z][a-z-]*", line)}
    assert named <= options


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda p: p.stem)
def test_every_name_of_a_law_or_rule_that_a_page_uses_exists(page):
    text = read(page)
    laws = {n.rstrip(".") for n in re.findall(r"(?<![\w/])kz-(?:cc|law)-\d{3}(?:@\d{4})?", text)}
    codes = set(re.findall(r"\b[A-Z]{3}\d{3}\b", text))
    assert laws <= set(library.names())
    assert codes <= {r.code for r in RULES}


# Notation


def blocks() -> list[str]:
    return re.findall(r"```defgap\n(.*?)```", read(DOCS / "notation.md"), re.DOTALL)


def whole(example: str) -> str:
    """Return an example of the notation page as a law of its own."""
    word = example.lstrip().split()[0]
    if word in ("law", "standard"):
        return example
    choice = "" if "\nchoice" in f"\n{example}" else "choice scope { option wide option narrow default wide }"
    if word in ("basic", "aggravated", "consent", "fault"):
        basic = "" if "basic part 1 {" in example else "basic part 1 { limb { act sale } }"
        example = f"offence t art 1 {{ {basic}\n{example} }}"
    elif word in ("act", "means", "purpose", "victim", "circumstance", "result", "actor", "when"):
        example = f"offence t art 1 {{ basic {{ limb {{ {example} }} }} }}"
    elif word == "sanction":
        lines = example.strip().split("\n")
        example = "\n".join(f"offence t{i} art 1 {{ basic {{ {line} }} }}" for i, line in enumerate(lines))
    return f'law example "An example" {{ {example}\n{choice} }}'


@pytest.mark.parametrize("example", blocks())
def test_every_example_of_the_notation_page_can_be_read_and_printed(example):
    for law in library.parse(whole(example)):
        assert library.parse(print_law(law)) == (law,)


def test_the_notation_page_shows_every_keyword_of_the_grammar():
    grammar = re.sub(r"(?m)//.*$", "", resources.read("grammars/notation.lark"))
    keywords = set(re.findall(r'"([a-z-]+)"', grammar))
    shown = set(re.findall(r"[a-z-]+", re.sub(r"(?m)//.*$", "", " ".join(blocks()))))
    assert keywords - shown == set()


# Generated pages


def test_every_rule_has_a_page_and_a_line_in_the_index():
    index = hooks.rules_index()
    for rule in RULES:
        assert f"[{rule.code}]({rule.code}.md) | {rule.title}" in index
        assert hooks.effect_line(rule), rule.code
        assert rule.help.splitlines()[0] in hooks.rule_page(rule)


def test_every_page_of_a_rule_names_its_effect_by_a_word_of_the_program():
    words = ("shortfall", "departure", "not given", "only elsewhere", "on one reading")
    assert [r.code for r in RULES if not any(w in hooks.effect_line(r) for w in words)] == []


def test_the_library_page_lists_everything_with_its_caveats():
    page = hooks.library_page()
    for law in (*library.standards(), *library.laws()):
        assert f"### `{law.id}`" in page
        assert law.note in page
    for authority in library.authorities():
        assert authority.remark in page


def test_the_api_page_describes_every_public_name():
    page = hooks.api_page()
    assert all(f"### {name}\n" in page for name in defgap.__all__ if name != "__version__")


@cache
def faults() -> tuple[tuple[str, str, int, str], ...]:
    return tuple(hooks.faults())


def test_every_fault_of_the_errors_page_exits_2():
    assert [(command, code) for _, command, code, _ in faults() if code != 2] == []


def test_every_message_of_the_errors_page_is_one_line_and_names_what_is_wrong():
    for what, command, _, said in faults():
        first, *rest = said.split("\n")
        assert first.startswith(("defgap: ", "No trafficking provision")), what
        assert not rest or (len(rest) == 2 and set(rest[1]) == {" ", "^"}), what
        if command.endswith((".txt", ".defgap", ".pdf", ".docx")):
            assert command.split()[-1] in first, what


# The site


class Loads(HTMLParser):
    """Collects what a browser would load for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("script", "img", "iframe", "source", "video", "audio"):
            self.found += [given["src"]] if given.get("src") else []
        if tag == "link" and given.get("rel") not in ("canonical", "next", "prev"):
            self.found += [given["href"]] if given.get("href") else []


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


def test_the_site_loads_nothing_from_elsewhere(site):
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(PAGES) + len(RULES)
    foreign = []
    for page in pages:
        loads = Loads()
        loads.feed(read(page))
        foreign += [f"{page.name}: {x}" for x in loads.found if x.startswith(("http:", "https:", "//"))]
    for sheet in site.rglob("*.css"):
        foreign += [f"{sheet.name}: {x}" for x in re.findall(r"url\([\"']?((?:https?:)?//[^)\"']+)", read(sheet))]
        foreign += [f"{sheet.name}: {x}" for x in re.findall(r"@import[^;]*//[^;]*", read(sheet))]
    assert foreign == []


def test_the_site_holds_the_schema_and_no_source_of_its_own(site):
    assert (site / "report.schema.json").read_bytes() == (DOCS / "report.schema.json").read_bytes()
    assert not (site / "hooks.py").exists()


def test_every_rule_stands_on_the_site(site):
    assert all((site / "rules" / f"{r.code}.html").is_file() for r in RULES)


def test_the_site_is_built_from_what_the_extra_installs():
    extras = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["optional-dependencies"]
    assert [re.match(r"\w+", name)[0] for name in extras["docs"]] == ["mkdocs"]


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_docs.py --write")
    README.write_text(hooks.refreshed(read(README)), encoding="utf-8")
