"""The taxonomy: concepts with a role, ordered by *is-a* into a directed acyclic graph.

A leaf is a fact. Children that do not exhaust their parent leave an implicit residual fact, named `parent[other]`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from defgap.errors import ModelError, UnknownName

ROLES = ("act", "means", "purpose", "victim", "circumstance", "result", "actor")
GRANTED = ("victim", "circumstance", "result", "actor")
"""Roles the Protocol's elements do not speak of: granted when coverage is asked, reported as extra requirements."""


@frozen
class Concept:
    """One node: what a word of a law can denote, with its legal source and its names in three languages.

    `element` marks the 21 elements of Protocol art. 3(a). `extra` is the public word under which a concept outside
    them is reported. `compulsion` names the means by which a purpose is exacted (a qualifier of the purpose, never a
    means of the act). `status_of` names the element that a mere attribute of the victim touches without being it.
    `counterpart` names the element that the same conduct would be, stood it in another role. `beyond` marks what goes
    beyond the Protocol's list; `inherent`, a form of exploitation that compulsion belongs to by its own definition;
    `residual` marks words that only close a list ("other acts") and share the clauses of the words before them.
    `disputed` says why narrowing a concept is a matter of reading, not clearly a shortfall: always, or if `suffices`
    is not empty only where the law covers all the concepts in it.
    """

    id: str
    definition: str
    source: str
    labels: Mapping[str, str] = field(hash=False)
    parents: tuple[str, ...] = ()
    element: bool = False
    exhaustive: bool = False
    extra: str = ""
    compulsion: str = ""
    status_of: str = ""
    counterpart: str = ""
    beyond: bool = False
    residual: bool = False
    inherent: bool = False
    disputed: str = ""
    suffices: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """The role, which is the part of the id before the first dot."""
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        """The id without its role."""
        return self.id.partition(".")[2] or self.id

    def label(self, language: str = "en") -> str:
        """The name in `language` (en, ru or kk); a working translation loses its mark."""
        return self.labels.get(language, self.labels["en"]).rstrip("*")

    def is_working_translation(self, language: str) -> bool:
        """True if the label is our own working term, not one found in an official text."""
        return self.labels.get(language, "").endswith("*")


class Taxonomy:
    """All concepts and the closure of *is-a*: which facts stand at or below each concept."""

    def __init__(self, concepts: Mapping[str, Concept], facts: Mapping[str, frozenset[str]]) -> None:
        self.concepts = concepts
        self._facts = facts
        self.elements = tuple(c.id for c in concepts.values() if c.element)

    def __contains__(self, concept: object) -> bool:
        return concept in self.concepts

    def __getitem__(self, concept: str) -> Concept:
        try:
            return self.concepts[concept]
        except KeyError:
            raise UnknownName(f"unknown concept {concept!r}{self.suggest(concept)}") from None

    def suggest(self, name: str) -> str:
        """Return `; did you mean …?` for the nearest known id, or an empty string."""
        from difflib import get_close_matches

        near = get_close_matches(name, [*self.concepts, *self._facts], 1, 0.6)
        return f"; did you mean {near[0]!r}?" if near else ""

    def facts(self, concept: str) -> frozenset[str]:
        """Return the facts at or below a concept or fact; raises UnknownName."""
        try:
            return self._facts[concept]
        except KeyError:
            raise UnknownName(f"unknown concept {concept!r}{self.suggest(concept)}") from None

    def is_a(self, narrow: str, wide: str) -> bool:
        """True if every fact of `narrow` is a fact of `wide`."""
        return self.facts(narrow) <= self.facts(wide)

    def label(self, name: str, language: str = "en") -> str:
        """Return the name of a concept or fact in `language`; a residual fact is "any other …"."""
        if name in self.concepts:
            return self.concepts[name].label(language)
        base = self[name.removesuffix("[other]")]
        other = {"en": "any other {}", "ru": "{} (в ином виде)", "kk": "{} (өзге түрде)"}[language]
        return other.format(base.label(language))

    def closure(self) -> dict[str, Any]:
        """Return the precomputed form that `from_closure` reads: concepts and facts as plain data."""
        from attrs import asdict

        return {
            "concepts": [
                {k: v for k, v in asdict(c).items() if v or k in ("id", "definition", "source", "labels")}
                for c in self.concepts.values()
            ],
            "facts": {k: sorted(v) for k, v in sorted(self._facts.items())},
        }


def from_closure(data: Mapping[str, Any]) -> Taxonomy:
    """Build the taxonomy from its precomputed closure, without a graph: this is the start-up path."""
    concepts = {}
    for row in data["concepts"]:
        row = dict(row)
        row["parents"] = tuple(row.get("parents", ()))
        row["suffices"] = tuple(row.get("suffices", ()))
        concepts[row["id"]] = Concept(**row)
    return Taxonomy(concepts, {k: frozenset(v) for k, v in data["facts"].items()})


def build(rows: Mapping[str, Mapping[str, Any]]) -> Taxonomy:
    """Check the taxonomy's source data as a graph and compute its closure.

    `rows` maps a concept id to its fields, as in fixtures/taxonomy.toml. Raises ModelError for a cycle, an unknown
    parent or reference, a parent of another role, an element with nothing below it, or a missing label.
    """
    import networkx as nx

    concepts: dict[str, Concept] = {}
    for name, row in rows.items():
        row = dict(row)
        labels = {k: row.pop(k, "") for k in ("en", "ru", "kk")}
        if not all(labels.values()):
            raise ModelError(f"{name}: a label in en, ru and kk is needed")
        role = name.partition(".")[0]
        if role not in ROLES:
            raise ModelError(f"{name}: unknown role {role!r}")
        parents = tuple(row.pop("is-a", [role] if name != role else []))
        fields: dict[str, Any] = {k.replace("-", "_"): tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        try:
            concepts[name] = Concept(id=name, labels=labels, parents=parents, **fields)
        except TypeError as fault:
            raise ModelError(f"{name}: {fault}") from None
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(concepts)
    for concept in concepts.values():
        for parent in concept.parents:
            if parent not in concepts:
                raise ModelError(f"{concept.id}: unknown parent {parent!r}")
            if concepts[parent].role != concept.role:
                raise ModelError(f"{concept.id}: its parent {parent} has another role")
            graph.add_edge(parent, concept.id)
        for reference in filter(None, (concept.compulsion, concept.status_of, concept.counterpart, *concept.suffices)):
            if reference not in concepts:
                raise ModelError(f"{concept.id}: unknown concept {reference!r}")
    if not nx.is_directed_acyclic_graph(graph):
        cycle = " is a ".join(edge[0] for edge in nx.find_cycle(graph))
        raise ModelError(f"the taxonomy has a cycle: {cycle}")
    if nx.transitive_reduction(graph).edges != graph.edges:
        extra = set(graph.edges) - set(nx.transitive_reduction(graph).edges)
        raise ModelError(f"is-a edges that follow from others: {sorted(extra)}")
    facts: dict[str, frozenset[str]] = {}
    for name in reversed(list(nx.topological_sort(graph))):
        children = list(graph.successors(name))
        own: Iterable[str] = ()
        if not children:
            own = (name,)
        elif not concepts[name].exhaustive:
            own = (f"{name}[other]",)
        facts[name] = frozenset(own).union(*(facts[c] for c in children))
    for fact in frozenset().union(*facts.values()):
        facts.setdefault(fact, frozenset((fact,)))
    return Taxonomy(concepts, facts)
