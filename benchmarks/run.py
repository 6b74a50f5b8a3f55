"""Measure defgap: cold and warm checks, entailment against two solvers, growth by laws and texts. Run by `make bench`.

Times are CPU times (user + system) for processes and process time within one; every table says what was measured.
The solvers (z3, python-sat) get the same formulas, encode and answer in the time shown, and must agree with us. They
only say yes or no; our time includes the whole list of stories, from which witnesses, requirements and counts are read.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.codes import code  # noqa: E402

from defgap import library  # noqa: E402
from defgap.model.ages import bands  # noqa: E402
from defgap.model.concepts import Taxonomy, build  # noqa: E402
from defgap.model.formulas import Age, And, Atom, Formula, Or  # noqa: E402
from defgap.model.grounding import Grounding, coarse, either, limits  # noqa: E402
from defgap.model.offences import Law  # noqa: E402
from defgap.model.stories import BudgetExceeded, entails, stories  # noqa: E402
from model.oracles import Sat, Smt  # noqa: E402

SMALL = ROOT / "tests" / "laws"
Row = tuple[object, ...]


def table(title: str, head: Row, rows: Iterable[Row]) -> None:
    """Print rows as they come, so that a long run shows its progress."""
    print(f"\n## {title}\n")
    print("| " + " | ".join(str(h) for h in head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        cells = (f"{c:.2f}" if isinstance(c, float) else str(c) for c in row)
        print("| " + " | ".join(cells) + " |", flush=True)


def timed(action: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the least and the median process time of `action` in milliseconds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time_ns()
        action()
        taken.append((time.process_time_ns() - start) / 1e6)
    return min(taken), median(taken)


# ---------------------------------------------------------------- processes


def child(command: list[str]) -> float:
    """Run a command without its output and return its CPU time in milliseconds; exit 0 and 1 are answers."""
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def cold(rounds: int) -> Iterable[Row]:
    python = sys.executable
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import defgap'": [python, "-c", "import defgap"],
        **{f"defgap check {path.name}": [python, "-m", "defgap", "check", str(path)] for path in inputs()},
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():  # from here on bytecode and file cache are warm for all
        child(command)
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(child(command))
    bare = median(taken["python -c pass"])
    for name, times in taken.items():
        yield name, min(times), median(times), median(times) / bare


def inputs() -> list[Path]:
    """A small law, the encoded article and its text."""
    statutes = ROOT / "fixtures" / "statutes" / "kz"
    wanted = [SMALL / "means-and-child-rule.defgap", statutes / "kz-cc-128.defgap", statutes / "kz-cc-128.ru.txt"]
    return [path for path in wanted if path.is_file()]


def warm(rounds: int) -> Iterable[Row]:
    import defgap

    for path in inputs():
        defgap.check(path)
        yield (path.name, *timed(lambda path=path: defgap.check(path), rounds))


# ---------------------------------------------------------------- solvers


def formula(law: Law) -> Formula:
    grounding = Grounding(law, library.taxonomy())
    return And((Age(), either(*(grounding.offence(o) for o in law.trafficking))))


def candidates() -> Iterable[Law]:
    for path in sorted(SMALL.glob("*.defgap")):
        yield from library.parse(path.read_text(encoding="utf-8"), str(path))
    yield from (law for law in library.laws() if law.trafficking)


def solvers(rounds: int) -> Iterable[Row]:
    taxonomy, palermo = library.taxonomy(), library.load("palermo")
    sums = [0.0] * 4
    for law in candidates():
        cuts = bands(limits(palermo, law))
        pair = formula(palermo), formula(law)

        def spaces(pair: tuple[Formula, Formula] = pair, cuts: tuple = cuts, merge: bool = False) -> tuple[bool, ...]:
            known = coarse(taxonomy, pair)[0] if merge else taxonomy
            return entails(*pair, known, cuts), entails(*pair[::-1], known, cuts)

        def solver(
            kind: type[Sat] | type[Smt], pair: tuple[Formula, Formula] = pair, cuts: tuple = cuts
        ) -> tuple[bool, ...]:
            return kind(taxonomy, cuts).entails(*pair), kind(taxonomy, cuts).entails(*pair[::-1])

        ways = [spaces, lambda f=spaces: f(merge=True), lambda f=solver: f(Sat), lambda f=solver: f(Smt)]
        try:
            answers = {way() for way in ways}
        except BudgetExceeded:
            yield law.id, "over budget", "", "", "", ""
            continue
        if len(answers) != 1:
            raise SystemExit(f"{law.id}: the four ways disagree: {answers}")
        times = [timed(way, rounds)[0] for way in ways]
        sums = [a + b for a, b in zip(sums, times, strict=True)]
        yield (law.id, "{}/{}".format(*("yes" if x else "no" for x in answers.pop())), *times)
    yield ("**all**", "", *sums)


# ---------------------------------------------------------------- growth


def many_limbs(count: int) -> Formula:
    """A law of `count` different limbs, each with two acts, three means and two purposes."""
    taxonomy = library.taxonomy()
    pools = [sorted(c for c in taxonomy.concepts if c.startswith(f"{role}.")) for role in ("act", "means", "purpose")]

    def some(pool: list[str], size: int, index: int) -> Formula:
        return Or(tuple(Atom(pool[(index * size + k * 5) % len(pool)]) for k in range(size)))

    limbs = (And((some(pools[0], 2, i), some(pools[1], 3, i), some(pools[2], 2, i))) for i in range(count))
    return Or(tuple(limbs))


def by_limbs(rounds: int) -> Iterable[Row]:
    taxonomy, palermo = library.taxonomy(), formula(library.load("palermo"))
    cuts = bands()
    for count in (1, 2, 4, 8, 16, 32, 64):
        law = many_limbs(count)
        merged, _ = coarse(taxonomy, (law, palermo))
        yield (
            count,
            len(stories(law, taxonomy, cuts)),
            timed(lambda f=law: stories(f, taxonomy, cuts), rounds)[0],
            timed(lambda f=law: (entails(f, palermo, taxonomy, cuts), entails(palermo, f, taxonomy, cuts)), rounds)[0],
            timed(lambda f=law, m=merged: (entails(f, palermo, m, cuts), entails(palermo, f, m, cuts)), rounds)[0],
        )


def generated(size: int) -> tuple[Taxonomy, float]:
    """A taxonomy of `size` concepts with 5, 9 and 7 elements, each the head of a tree three levels deep."""
    elements = {"act": 5, "means": 9, "purpose": 7}
    label = {"definition": "d", "source": "s", "en": "e", "ru": "r", "kk": "k"}
    rows: dict[str, dict] = {role: dict(label) for role in elements}
    heads = [f"{role}.e{i}" for role, count in elements.items() for i in range(count)]
    rows |= {head: {**label, "element": True} for head in heads}
    nodes = list(heads)
    while len(rows) < size:
        parent = nodes[len(rows) % max(len(heads), len(nodes) // 2)]
        name = f"{parent.partition('.')[0]}.n{len(rows)}"
        rows[name] = {**label, "is-a": [parent]}
        nodes.append(name)
    start = time.process_time_ns()
    taxonomy = build(rows)
    return taxonomy, (time.process_time_ns() - start) / 1e6


def by_concepts(rounds: int) -> Iterable[Row]:
    cuts = bands()
    generated(50)  # networkx is imported
    for size in (100, 200, 400, 800, 1600):
        taxonomy, built = generated(size)

        def any_of(role: str, skip: int = 0, taxonomy: Taxonomy = taxonomy) -> Formula:
            return Or(tuple(Atom(e) for e in taxonomy.elements if e.startswith(role))[skip:])

        standard = And((any_of("act"), Or((any_of("means"), Age(0, 18))), any_of("purpose")))
        law = And((any_of("act", 1), any_of("means"), any_of("purpose", 1)))
        merged, _ = coarse(taxonomy, (standard, law))

        def both_ways(known: Taxonomy, one: Formula = standard, other: Formula = law) -> tuple[bool, bool]:
            return entails(one, other, known, cuts), entails(other, one, known, cuts)

        facts = len({f for c in taxonomy.concepts for f in taxonomy.facts(c)})
        merging = timed(lambda t=taxonomy, fs=(standard, law): coarse(t, fs), rounds)[0]
        fast = timed(lambda f=both_ways, m=merged: f(m), rounds)[0]
        try:
            count: object = len(stories(standard, taxonomy, cuts))
            slow: object = timed(lambda f=both_ways, t=taxonomy: f(t), min(rounds, 3))[0]
        except BudgetExceeded:
            count = slow = "over budget"
        yield size, facts, built, count, slow, merging, fast


# ---------------------------------------------------------------- texts


def by_text(rounds: int) -> Iterable[Row]:
    """Codes of growing length in which one section punishes trafficking; each must be found."""
    from defgap.reading import reader, source
    from defgap.reading.layout import layout

    taxonomy = library.taxonomy()
    reader.read([source.from_text(code(0), "warm-up", "en")], taxonomy)
    for size in (10_000, 40_000, 160_000, 640_000, 1_000_000, 4_000_000):
        text = code(size)
        given = source.from_text(text, "code", "en")
        if reader.read([given], taxonomy).law is None:
            raise SystemExit(f"no trafficking was found in a code of {len(text)} characters")
        few = max(1, min(rounds, 2_000_000 // size))
        laid = timed(lambda t=text: layout(t, "en"), few)[0]
        whole = timed(lambda g=given: reader.read([g], taxonomy), few)[0]
        yield len(text), laid, whole, whole * 100_000 / len(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="cold, warm, solvers, limbs, concepts, text (default: all)")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    rounds = chosen.rounds
    parts: dict[str, tuple[str, Row, Callable[[int], Iterable[Row]]]] = {
        "cold": (
            "Cold start, CPU ms of one process, interleaved rounds",
            ("command", "min", "median", "× bare python"),
            cold,
        ),
        "warm": ("defgap.check in a warm process, CPU ms", ("input", "min", "median"), warm),
        "solvers": (
            "Both entailments, Protocol ⊨ law and law ⊨ Protocol, least CPU ms, all four agree",
            ("law", "answers", "ours", "ours, facts merged", "python-sat", "z3"),
            solvers,
        ),
        "limbs": (
            "Growth with limbs, least CPU ms",
            ("limbs", "stories", "stories, ms", "both entailments", "facts merged"),
            by_limbs,
        ),
        "concepts": (
            "Growth with concepts (generated taxonomies), least CPU ms",
            ("concepts", "facts", "build (networkx)", "stories", "both entailments", "merging", "both, facts merged"),
            by_concepts,
        ),
        "text": (
            "Growth with the text: a generated code with one section on trafficking, least CPU ms",
            ("characters", "layout", "whole reading", "per 100 000 characters"),
            by_text,
        ),
    }
    unknown = set(chosen.parts) - set(parts)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs, {rounds} rounds")
    for name in chosen.parts or parts:
        title, head, measure = parts[name]
        table(title, head, measure(rounds))


if __name__ == "__main__":
    main()
