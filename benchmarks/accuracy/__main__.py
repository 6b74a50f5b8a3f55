"""Measure the reader of statutes against expected results, or against the built-in library's reviewed encodings.

Exit code 0, 2 for a folder or an expected file that cannot be measured against, 1 only below --fail-under.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from benchmarks.accuracy import output
from benchmarks.accuracy.builtin import builtin
from benchmarks.accuracy.expected import Expected, Malformed, folder
from benchmarks.accuracy.measuring import measure
from benchmarks.accuracy.tallies import tally


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement and return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        wanted, lonely = folder(Path(asked.folder)) if asked.folder else (builtin(), [])
        texts = [measure(one) for one in chosen(wanted, asked.only, asked.lang)]
    except Malformed as fault:
        sys.stderr.write(f"accuracy: {fault}\n")
        return 2
    of = asked.folder or "the built-in library"
    if asked.json:
        data = output.as_data(of, texts, lonely)
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(output.lines(output.as_text(of, texts, lonely)))
    share = tally(c for t in texts for c in t.cells).share
    return int(share is not None and share < asked.fail_under)


def chosen(wanted: Sequence[Expected], names: Sequence[str], lang: str | None) -> list[Expected]:
    """Return the texts of the names (patterns such as `kz-cc-128*`) and language; raises Malformed if none is left."""
    found = [
        one
        for one in wanted
        if (not names or any(fnmatchcase(one.name, name) for name in names)) and lang in (None, one.lang)
    ]
    if not found:
        asked = ([f"the name {' or '.join(names)}"] if names else []) + ([f"the language {lang}"] if lang else [])
        raise Malformed(f"no text has {' and '.join(asked)}")
    return sorted(found, key=lambda one: (one.name, one.lang))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="accuracy", description=__doc__)
    parser.add_argument("folder", nargs="?", help="a folder of <name>.<lang>.txt and .json; the built-in library")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a name or pattern; repeatable")
    parser.add_argument("--lang", help="only texts of this language")
    parser.add_argument("--json", action="store_true", help="write everything as JSON")
    parser.add_argument("--fail-under", type=_share, default=0.0, metavar="SHARE", help="exit 1 below, such as 0.9")
    return parser


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return share


if __name__ == "__main__":
    sys.exit(main())
