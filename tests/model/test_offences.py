"""Laws as values: joining several acts, ground formulas of tiers."""

import pytest

from defgap import library
from defgap.model.ages import bands
from defgap.model.grounding import Grounding
from defgap.model.offences import Law, join
from defgap.model.stories import stories

TAXONOMY = library.taxonomy()
BANDS = bands()


def law(name: str, act: str) -> Law:
    (made,) = library.parse(f"""
        law {name} {{
          edition "2023"
          minor under 18
          offence t-{name} {{ basic {{ limb {{ act {act}, purchase if scope = wide  when scope = wide: means force }} }}
            consent if-means when scope = wide }}
          choice scope {{ option wide option narrow default narrow }}
        }}""")
    return made


def acts(whole: Law, settings: dict[str, str]) -> list[set[str]]:
    grounding = Grounding(whole, TAXONOMY, settings)
    return [
        {f for s in stories(grounding.offence(o), TAXONOMY, BANDS) for f in s if f.startswith(("act", "means"))}
        for o in whole.offences
    ]


def test_the_choices_of_joined_laws_stay_independent() -> None:
    whole = join((law("a", "sale"), law("b", "hiring")))
    assert [c.id for c in whole.choices] == ["scope", "scope@b"]
    force = TAXONOMY.facts("means.force")
    assert acts(whole, {}) == [{"act.sale"}, {"act.hiring"}]
    assert acts(whole, {"scope": "wide"}) == [{"act.sale", "act.purchase", *force}, {"act.hiring"}]
    assert acts(whole, {"scope@b": "wide"}) == [{"act.sale"}, {"act.hiring", "act.purchase", *force}]
    assert [c.choice for o in whole.offences for c in o.consents] == ["scope", "scope@b"]


def test_a_joined_law_counts_as_reviewed_only_if_every_part_is() -> None:
    from attrs import evolve

    one, other = (evolve(law(name, "sale"), reviewed="N on 2026-01-01") for name in "ab")
    assert join((one, other)).reviewed
    assert not join((one, evolve(other, reviewed=""))).reviewed


@pytest.mark.parametrize(("ages", "age"), [((18, 18), 18), ((18, 16), None), ((None, 16), 16)])
def test_parts_that_disagree_on_the_age_of_a_minor_leave_it_open(ages: tuple, age: int | None) -> None:
    from attrs import evolve

    parts = tuple(evolve(law(name, "sale"), minor_age=n) for name, n in zip("ab", ages, strict=True))
    assert join(parts).minor_age == age


def test_definitions_are_followed_and_a_circle_leaves_the_word_opaque() -> None:
    (made,) = library.parse("""
        law x {
          define traffics as act { act sale, term deals }
          define deals as act { act purchase, term traffics }
          offence t { basic { limb { act term traffics } } }
        }""")
    closed = Grounding(made, TAXONOMY, opaque=False)
    found = {f for s in stories(closed.offence(made.offences[0]), TAXONOMY, BANDS) for f in s if f.startswith("act")}
    assert found == {"act.sale", "act.purchase"}
    opened = Grounding(made, TAXONOMY, opaque=True)
    found = {f for s in stories(opened.offence(made.offences[0]), TAXONOMY, BANDS) for f in s if f.startswith("act")}
    assert found > {"act.sale", "act.purchase", "act.recruitment", "act.receipt"}


@pytest.mark.parametrize("order", [("traffics", "deals"), ("deals", "traffics")])
def test_words_defined_in_a_circle_mean_the_same_in_whatever_order_they_are_used(order: tuple[str, str]) -> None:
    (made,) = library.parse(f"""
        law x {{
          define traffics as act {{ act sale, term deals }}
          define deals as act {{ act purchase, term traffics }}
          offence t {{ basic {{ limb {{ act term {order[0]} and purpose.slavery }} limb {{ act term {order[1]} }} }} }}
        }}""")
    grounding = Grounding(made, TAXONOMY, opaque=False)
    for limb in made.offences[0].tiers[0].limbs:
        found = {f for s in stories(grounding.limb(limb), TAXONOMY, BANDS) for f in s if f.startswith("act")}
        assert found == {"act.sale", "act.purchase"}


def test_a_minor_is_under_the_age_that_the_law_itself_gives() -> None:
    (made,) = library.parse("law x { minor under 16 offence t { basic { limb { act sale victim minor } } } }")
    formula = Grounding(made, TAXONOMY).offence(made.offences[0])
    assert {f for s in stories(formula, TAXONOMY, BANDS) for f in s if f.startswith("age")} == {"age:0-13", "age:14-15"}
