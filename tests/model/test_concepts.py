"""The taxonomy: what is shipped, and what `build` refuses."""

import networkx as nx
import pytest
from hypothesis import given, settings

from defgap import library, resources
from defgap.errors import ModelError, UnknownName
from defgap.model.concepts import ROLES, build, from_closure
from strategies import taxonomy_rows

TAXONOMY = library.taxonomy()


def rows(**parents: list[str]) -> dict[str, dict]:
    """Rows of role act: `a=["b"]` makes act.a a child of act.b."""
    made = {"act": row()}
    for name, above in parents.items():
        made[f"act.{name}"] = row(**{"is-a": [p if p in ROLES else f"act.{p}" for p in above]})
    return made


def row(**fields: object) -> dict:
    return {"definition": "d", "source": "s", "en": "e", "ru": "r", "kk": "k", **fields}


# ---------------------------------------------------------------- the shipped taxonomy


def test_the_protocol_has_twenty_one_elements() -> None:
    assert sorted(TAXONOMY.elements) == sorted(
        [f"act.{n}" for n in ("recruitment", "transportation", "transfer", "harbouring", "receipt")]
        + [
            f"means.{n}"
            for n in (
                "threat",
                "force",
                "coercion",
                "abduction",
                "fraud",
                "deception",
                "abuse-of-power",
                "abuse-of-vulnerability",
                "payments",
            )
        ]
        + [
            f"purpose.{n}"
            for n in (
                "prostitution",
                "sexual-exploitation",
                "forced-labour",
                "slavery",
                "similar-practices",
                "servitude",
                "organ-removal",
            )
        ]
    )


@pytest.mark.parametrize("concept", TAXONOMY.concepts.values(), ids=lambda c: c.id)
def test_every_concept_is_defined_sourced_and_named_in_three_languages(concept) -> None:
    assert concept.definition.endswith((".", ")"))
    assert concept.source
    for language in ("en", "ru", "kk"):
        assert concept.label(language).strip()
        assert not concept.label(language).endswith("*")


def test_the_closure_file_is_fresh() -> None:
    assert resources.read("fixtures/taxonomy.closure.json") == library.closure_text(), "run `make data`"


def test_the_closure_reads_back_as_the_taxonomy_that_was_built() -> None:
    built = library.build_taxonomy()
    read = from_closure(built.closure())
    assert read.concepts == built.concepts
    assert all(read.facts(c) == built.facts(c) for c in built.concepts)


def test_roles_share_no_facts() -> None:
    for one in ROLES:
        for other in ROLES:
            assert one == other or TAXONOMY.facts(one).isdisjoint(TAXONOMY.facts(other))


def test_elements_share_no_facts_but_fraud_and_deception() -> None:
    shared = {
        frozenset((a, b))
        for a in TAXONOMY.elements
        for b in TAXONOMY.elements
        if a < b and TAXONOMY.facts(a) & TAXONOMY.facts(b)
    }
    assert shared == {frozenset(("means.fraud", "means.deception"))}
    assert TAXONOMY.facts("means.fraud") == TAXONOMY.facts("means.deception")


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("means.violence-dangerous-to-both", "means.violence-dangerous"),
        ("means.violence-dangerous", "means.force"),
        ("purpose.debt-bondage", "purpose.similar-practices"),
        ("purpose.prostitution[compelled]", "purpose.prostitution"),
        ("circumstance.cross-border", "circumstance.movement"),
    ],
)
def test_is_a_runs_one_way(narrow: str, wide: str) -> None:
    assert TAXONOMY.is_a(narrow, wide)
    assert not TAXONOMY.is_a(wide, narrow)


def test_children_that_do_not_exhaust_a_concept_leave_a_residual_fact() -> None:
    assert "means.force[other]" in TAXONOMY.facts("means.force")
    assert TAXONOMY.label("means.force[other]") == "any other use of force"
    assert "purpose.sexual[other]" not in TAXONOMY.facts("purpose.sexual")


def test_a_residual_fact_is_a_fact_of_itself() -> None:
    assert TAXONOMY.facts("means.force[other]") == {"means.force[other]"}


def test_an_unknown_concept_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(UnknownName, match=r"unknown concept 'means\.decption'; did you mean 'means\.deception'\?"):
        TAXONOMY.facts("means.decption")
    with pytest.raises(UnknownName, match=r"did you mean 'act\.receipt'"):
        TAXONOMY["act.reciept"]


def test_a_working_translation_loses_its_mark_but_keeps_the_knowledge() -> None:
    assert TAXONOMY["means.debt-coercion"].is_working_translation("kk")
    assert not TAXONOMY["means.debt-coercion"].is_working_translation("ru")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (rows(a=["b"], b=["c"], c=["a"]), r"cycle: .*act\.[abc] is a act\.[abc]"),
        (rows(a=["nowhere"]), r"act\.a: unknown parent 'act\.nowhere'"),
        ({**rows(a=["act"]), "means": row(), "means.m": row(**{"is-a": ["act.a"]})}, r"parent act\.a has another role"),
        (rows(a=["act"], b=["a", "act"]), r"edges that follow from others: \[\('act', 'act\.b'\)\]"),
        ({"deed": row()}, "unknown role 'deed'"),
        ({"act": row(kk="")}, "act: a label in en, ru and kk is needed"),
        ({"act": row(compulsion="means.none")}, "act: unknown concept 'means.none'"),
        ({"act": row(colour="red")}, "act: .*colour"),
    ],
    ids=[
        "cycle",
        "unknown parent",
        "parent of another role",
        "redundant edge",
        "unknown role",
        "no label",
        "unknown reference",
        "unknown field",
    ],
)
def test_a_wrong_taxonomy_is_refused(source: dict[str, dict], message: str) -> None:
    with pytest.raises(ModelError, match=message):
        build(source)


def test_a_concept_without_is_a_stands_under_its_role() -> None:
    taxonomy = build({"act": row(), "act.a": row()})
    assert taxonomy.facts("act") == {"act.a", "act[other]"}


# ---------------------------------------------------------------- the closure as a law


@given(taxonomy_rows(("act", "means", "purpose"), 8))
@settings(deadline=None, max_examples=60)
def test_the_facts_of_a_concept_are_the_leaves_and_residues_of_its_descendants(source: dict[str, dict]) -> None:
    taxonomy = build(source)
    graph = nx.DiGraph((parent, name) for name, fields in source.items() for parent in fields.get("is-a", ()))
    graph.add_nodes_from(source)
    for name in source:
        below = nx.descendants(graph, name) | {name}
        leaves = {n for n in below if not graph.out_degree(n)}
        residues = {f"{n}[other]" for n in below - leaves if not source[n].get("exhaustive")}
        assert taxonomy.facts(name) == leaves | residues


@given(taxonomy_rows())
@settings(deadline=None, max_examples=60)
def test_is_a_is_a_preorder_that_holds_every_edge(source: dict[str, dict]) -> None:
    taxonomy = build(source)
    names = list(source)
    for a in names:
        assert taxonomy.is_a(a, a)
        assert all(taxonomy.is_a(a, parent) for parent in taxonomy[a].parents)
        for b in names:
            if taxonomy.is_a(a, b):
                assert all(taxonomy.is_a(a, c) for c in names if taxonomy.is_a(b, c))
