"""Linking: definitions to the words they define. Compulsion named inside a purpose qualifies the purpose."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, field, frozen

from defgap.model.concepts import Taxonomy
from defgap.model.formulas import Atom, Evidence, Formula, Or
from defgap.model.offences import Definition, Openness
from defgap.reading.attachment import Quoting
from defgap.reading.groups import Group, Item


@frozen
class Run:
    """Forms of exploitation named under one head word, with what qualifies them all.

    `compelled`: the head word itself names compulsion. `means` exact the form; `qualifiers` are the names that the
    taxonomy puts in brackets.
    """

    compelled: tuple[Item, ...] = ()
    forms: tuple[Item, ...] = ()
    means: tuple[Item, ...] = ()
    qualifiers: tuple[Item, ...] = ()


def runs(groups: Iterable[Group]) -> tuple[Run, ...]:
    """Return the runs of a definition. In an explanation ("that is, …") only means and qualifiers count."""
    found = [Run()]
    fresh = explaining = False
    for group in _leading(groups):
        if group.kind in ("head", "compel") and not (explaining and group.kind == "compel"):
            found.append(Run(compelled=group.items if group.kind == "compel" else ()))
            fresh = explaining = False
        elif group.kind == "limb":
            fresh, explaining = True, explaining and "sign" not in group.items[0].data
        elif group.kind == "gloss":
            explaining = True
        elif group.kind in ("except", "irrespective", "negated"):
            continue
        elif group.role == "purpose" and not explaining:
            if fresh:
                found.append(Run())
                fresh = False
            found[-1] = evolve(found[-1], forms=(*found[-1].forms, *group.items))
        elif group.role == "means":
            found[-1] = evolve(found[-1], means=(*found[-1].means, *group.items))
        elif group.role == "qualifier":
            found[-1] = evolve(found[-1], qualifiers=(*found[-1].qualifiers, *group.items))
    return tuple(run for run in found if run.forms or run.means or run.qualifiers or run.compelled)


def _leading(groups: Iterable[Group]) -> Iterator[Group]:
    """Put a head word that closes its forms before them, as in languages where it stands in front.

    It governs back to the head word before it, or to the last connective with forms on both sides. One that asks for a
    `case` leaves out the forms in another. Words that explain a form stay behind it.
    """
    waiting: list[Group] = []
    ended: tuple[Group, ...] = ()
    for group in groups:
        if group.kind not in ("head", "compel") or not group.data.get("closes"):
            waiting.append(group)
            continue
        begin = _governed(waiting)
        inside = waiting[begin:]
        gloss = next((i for i, g in enumerate(inside) if g.kind == "gloss"), len(inside))
        own = inside[:gloss]
        parted = [(g, *_in_case(g, str(group.data.get("case", "")))) for g in own if g.role == "purpose"]
        yield from (*ended, *waiting[:begin])
        yield from (evolve(g, items=apart) for g, _, apart in parted if apart)
        yield group
        yield from (evolve(g, items=asked) for g, asked, _ in parted if asked)
        yield from (g for g in own if g.role != "purpose")
        yield from inside[gloss:]
        waiting, ended = [], (END,)
    yield from (*ended, *waiting)


END = Group("limb", "", (Item("LIMB", (), 0, 0, {"sign": True}),), 0, 0)
"""Stands where a head word that closes its forms has been read: what follows is not governed by it."""


def _governed(before: Sequence[Group]) -> int:
    """Return where the groups begin that a head word behind them governs."""
    last = max((i for i, g in enumerate(before) if g.role == "purpose"), default=-1)
    begin = 0
    for place, group in enumerate(before):
        roles = {g.role for g in before[:place]} - {"", "victim"}
        if group.kind == "limb" and (not roles or ("purpose" in roles and place < last)):
            begin = place + 1
    return begin


def _in_case(group: Group, case: str) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Part the items of a group: those whose last word stands in the case, and the others."""
    own = tuple(i for i in group.items if not case or re.search(case, str(i.data.get("last", ""))))
    return own, tuple(i for i in group.items if i not in own)


def left_over(groups: Iterable[Group]) -> Iterator[Group]:
    """Yield the groups of a definition that no run takes up, though they are no mere connective."""
    known = tuple(groups)
    made = runs(known)
    taken = {i for run in made if run.forms for i in (*run.compelled, *run.forms, *run.means, *run.qualifiers)}
    forms = {c for run in made for i in run.forms for c in i.concepts}
    for group in known:
        named = group.role not in ("", "victim") or any(i.kind == "AGE" for i in group.items)
        if (
            group.kind == "negated"
            or (group.kind == "compel" and not taken.issuperset(group.items))
            or (named and not all(i in taken or forms.issuperset(i.concepts) for i in group.items))
        ):
            yield group


@frozen
class _Form:
    """A form of exploitation as it stands in the definition, before its qualifiers are resolved."""

    concept: str
    item: Item
    run: Run
    number: int = field(default=0)


class Linker:
    """Resolves forms of exploitation against the taxonomy."""

    def __init__(self, taxonomy: Taxonomy, quoting: Quoting) -> None:
        self.taxonomy, self.quoting = taxonomy, quoting

    def define(
        self,
        name: str,
        body: Sequence[Group],
        refinements: Sequence[Sequence[Group]],
        openness: Openness | None,
        address: str,
        evidence: Evidence,
    ) -> Definition | None:
        """Return the definition of a purpose, None if its words name no form of exploitation.

        `refinements` are sentences that say what a form means: their groups with the defining verb among them.
        """
        forms = [
            _Form(c, item, run, n)
            for n, run in enumerate(runs(body))
            for item in run.forms
            for c in item.concepts
            if c in self.taxonomy
        ]
        known = [self._refinement(groups) for groups in refinements]
        alternatives: list[Formula] = []
        for number in dict.fromkeys(form.number for form in forms):
            parts: list[Formula] = []
            for form in (f for f in forms if f.number == number):
                meanings = [r for subjects, r in known if form.concept in subjects]
                for run in meanings[0] if meanings else (form.run,):
                    parts.extend(self._meaning(form, run, bool(meanings)))
            unique = list({(p.concept if isinstance(p, Atom) else ""): p for p in reversed(parts)}.values())[::-1]
            alternatives.append(unique[0] if len(unique) == 1 else Or(tuple(unique)))
        if not alternatives:
            return None
        return Definition(name, "purpose", tuple(alternatives), openness, address, evidence)

    def refines(self, groups: Sequence[Group], body: Sequence[Group]) -> bool:
        """True if a sentence says what a form that a definition names means."""
        forms = {c for run in runs(body) for item in run.forms for c in item.concepts}
        return not forms.isdisjoint(self._refinement(groups)[0])

    def _refinement(self, groups: Sequence[Group]) -> tuple[set[str], tuple[Run, ...]]:
        verb = next((i for i, g in enumerate(groups) if g.kind == "defines"), len(groups))
        subjects = {c for run in runs(groups[:verb]) for item in run.forms for c in item.concepts}
        return subjects, runs(groups[verb + 1 :])

    def _meaning(self, form: _Form, run: Run, refined: bool) -> list[Formula]:
        own = [
            (c, item)
            for item in run.forms
            for c in item.concepts
            if refined and c in self.taxonomy and self.taxonomy.is_a(c, form.concept)
        ]
        compelled = (*run.compelled, *(form.run.compelled if refined else ()))
        result: list[Formula] = []
        for concept, item in own or [(form.concept, form.item)]:
            first = item is (form.run if not own else run).forms[0]
            start, end = min(i.start for i in (item, *compelled[:1])) if first else item.start, item.end
            if run.compelled and item is (run.forms or (item,))[-1]:
                end = max(end, run.compelled[0].end)
            if refined and not own:
                start, end = form.item.start, form.item.end
            base = self.qualified(concept, bool(compelled), [str(q.data["value"]) for q in run.qualifiers])
            notes = tuple(q for i in run.qualifiers for q in self.quoting(i.start, i.end))
            if not run.means:
                result.append(Atom(base, (*self.quoting(start, end), *notes)))
                continue
            for means in run.means:
                for exacted in self.exacted(base, means.concepts):
                    result.append(Atom(exacted, (*self.quoting(means.start, means.end), *notes)))
        return result

    def qualified(self, concept: str, compelled: bool, qualifiers: Sequence[str]) -> str:
        """Return the narrowest concept that holds the form with its qualifiers; alternatives among them unite."""
        facts = self.taxonomy.facts(concept)
        if compelled and f"{concept}[compelled]" in self.taxonomy:
            facts &= self.taxonomy.facts(f"{concept}[compelled]")
        named = [f"{concept}[{q}]" for q in dict.fromkeys(qualifiers) if f"{concept}[{q}]" in self.taxonomy]
        if named:
            facts &= frozenset().union(*(self.taxonomy.facts(n) for n in named))
        return self._named(concept, facts)

    def _named(self, concept: str, facts: frozenset[str]) -> str:
        family = [c for c in self.taxonomy.concepts if c == concept or c.startswith(concept + "[")]
        holding = [c for c in family if facts <= self.taxonomy.facts(c)]
        return min(holding, key=lambda c: (len(self.taxonomy.facts(c)), len(c)), default=concept)

    def exacted(self, concept: str, means: Sequence[str]) -> tuple[str, ...]:
        """Return what a form is when it is exacted by the means: the children with that compulsion, or itself."""
        stem = concept.partition("[")[0]
        family = [
            c
            for c in self.taxonomy.concepts.values()
            if c.id.startswith(stem + "[") and c.compulsion and self.taxonomy.is_a(c.id, concept)
        ]
        found: list[str] = []
        for one in means:
            below = [c for c in family if self.taxonomy.is_a(c.compulsion, one)]
            above = [c for c in family if self.taxonomy.is_a(one, c.compulsion)]
            if below:
                widest = [c for c in below if not any(c.id != o.id and self.taxonomy.is_a(c.id, o.id) for o in below)]
                found.extend(c.id for c in widest)
            elif above:
                found.append(min(above, key=lambda c: len(self.taxonomy.facts(c.compulsion))).id)
        return tuple(dict.fromkeys(found)) or (concept,)
