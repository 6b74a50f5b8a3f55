"""The notation: what is printed reads back as the same value, and every mistake is shown where it stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import filled_text, laws, odd_text

from defgap import library, resources
from defgap.errors import NotationError
from defgap.model.formulas import BOTTOM, TOP, Age, And, Atom, Including, Or, Quote, Term, When
from defgap.model.offences import Law, Limb, Offence, Sanction, Tier
from defgap.model.printing import print_law

LAWS = sorted((Path(__file__).parent.parent / "laws").glob("*.defgap"))


def limb(clause: str) -> tuple:
    """The clauses of a law with one limb."""
    (law,) = library.parse(f"law x {{ offence t {{ basic {{ limb {{ {clause} }} }} }} }}")
    return law.offences[0].tiers[0].limbs[0].clauses


def fault(text: str) -> NotationError:
    with pytest.raises(NotationError) as caught:
        library.parse(text, "draft.defgap")
    return caught.value


# ---------------------------------------------------------------- parse(print(x)) == x


@given(laws())
@example(Law("x", ""))
@example(Law("x", "", offences=(Offence("t", "trafficking", "", (Tier("basic", "", sanction=Sanction(1 / 12, 1 / 6)),)),)))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_printed_reads_back_as_the_same_law(law: Law) -> None:
    assert library.parse(print_law(law)) == (law,)


@pytest.mark.parametrize("name", library.names())
def test_every_built_in_law_survives_printing(name: str) -> None:
    law = library.load(name)
    (again,) = library.parse(print_law(law))
    assert again == law


@pytest.mark.parametrize("path", LAWS, ids=lambda p: p.stem)
def test_every_small_law_survives_printing_and_says_its_shape(path: Path) -> None:
    (law,) = library.parse(path.read_text(encoding="utf-8"), str(path))
    assert library.parse(print_law(law)) == (law,)
    assert law.note
    assert law.id == path.stem
