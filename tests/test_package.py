"""What is shipped: metadata, data files, types; and that nothing shipped names what it should not."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, metadata, requires, version
from pathlib import Path

import pytest

import defgap
from defgap import cli, library, resources

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BUILD = PROJECT["tool"]["hatch"]["build"]["targets"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = ("demo", "test", "lint", "docs", "bench", "accuracy", "data", "wheel-check")


def test_the_version_is_one():
    assert version("defgap") == defgap.__version__
    assert f"## [{defgap.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_metadata_are_those_of_the_project():
    data = metadata("defgap")
    assert data["Requires-Python"] == PROJECT["project"]["requires-python"]
    assert data["License-Expression"] == "MIT"
    assert data["Description-Content-Type"] == "text/markdown"


def test_few_packages_are_needed_to_run():
    needed = {re.match(r"[\w-]+", r)[0] for r in requires("defgap") if "extra ==" not in r}
    assert needed == {"attrs", "lark", "networkx", "click"}


def test_the_command_is_installed():
    (command,) = entry_points(group="console_scripts", name="defgap")
    assert command.load() is cli.main


def test_types_are_shipped():
    assert (Path(defgap.__file__).parent / "py.typed").is_file()
    assert "Typing :: Typed" in metadata("defgap").get_all("Classifier")


@pytest.mark.parametrize("folder", ["grammars", "fixtures"])
def test_data_folders_go_into_the_wheel_and_the_sdist(folder):
    assert BUILD["wheel"]["force-include"][folder] == f"defgap/{folder}"
    assert f"/{folder}" in BUILD["sdist"]["include"]
    assert resources.path(folder).is_dir()


def test_all_that_the_sdist_and_the_wheel_name_exists():
    named = [*BUILD["sdist"]["include"], *BUILD["wheel"]["force-include"], *BUILD["wheel"]["packages"]]
    assert [name for name in named if not (ROOT / name.lstrip("/")).exists()] == []


def test_no_grammar_hides_one_of_the_parser_library():
    assert not list(resources.path("grammars").rglob("common.lark"))


def test_the_closure_of_the_taxonomy_is_fresh():
    assert resources.read("fixtures/taxonomy.closure.json") == library.closure_text()


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_the_makefile_sets_itself_up(target):
    (needs,) = re.findall(rf"(?m)^{target}:(.*)$", MAKEFILE)
    assert "$(VENV)/." in needs


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_explained(target):
    assert f"make {target} " in MAKEFILE


def test_ci_can_be_run():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_every_extra_that_the_makefile_installs_exists():
    (extras,) = re.findall(r"'\.\[(.*?)\]'", MAKEFILE)
    assert set(extras.split(",")) == set(PROJECT["project"]["optional-dependencies"])


def shipped() -> list[Path]:
    kinds = {".py", ".md", ".toml", ".yml", ".lark", ".json", ".defgap", ".txt", ""}
    places = [ROOT / name.lstrip("/") for name in BUILD["sdist"]["include"]]
    files = [f for place in places for f in ([place] if place.is_file() else place.rglob("*"))]
    return [f for f in files if f.is_file() and f.suffix in kinds and "__pycache__" not in f.parts]


def test_nothing_shipped_names_a_place_on_this_machine():
    words = re.compile("|".join((r"/root[/]", r"/home[/]")))
    found = [
        f"{f.relative_to(ROOT)}: {m[0]}"
        for f in shipped()
        for m in words.finditer(f.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


def test_the_interpreter_is_one_that_the_project_supports():
    lowest = tuple(map(int, re.findall(r"\d+", PROJECT["project"]["requires-python"])))
    assert sys.version_info[: len(lowest)] >= lowest
