"""Age bands: disjoint, without gaps, cut where a law names a limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defgap.model.ages import Band, bands, cut
from defgap.model.formulas import Age
from defgap.model.stories import within

limits = st.lists(st.integers(1, 120), max_size=6)


def years(band: Band) -> set[int]:
    return set(range(band.low, 130 if band.high is None else band.high))


@given(limits, st.booleans())
def test_every_age_lies_in_exactly_one_band(named: list[int], coarse: bool) -> None:
    made = (cut if coarse else bands)(named)
    assert sorted(year for band in made for year in years(band)) == list(range(130))


@given(limits)
def test_bands_are_cut_at_every_limit_named(named: list[int]) -> None:
    assert {band.low for band in cut(named)} == {0, 18, *named}
    assert {band.low for band in bands(named)} == {0, 14, 16, 18, 21, *named}


@given(limits)
def test_no_band_straddles_eighteen(named: list[int]) -> None:
    for band in bands(named):
        assert band.child == (max(years(band)) < 18)
        assert band.child or band.low >= 18


@given(st.integers(0, 120), st.one_of(st.none(), st.integers(0, 120)))
def test_an_age_condition_is_a_union_of_bands_once_they_are_cut_at_its_limits(low: int, high: int | None) -> None:
    covered = {year for band in within(Age(low, high), bands([n for n in (low, high) if n])) for year in years(band)}
    assert covered == set(range(low, 130 if high is None else high))


@given(limits)
def test_bands_have_different_ids_in_order_of_age(named: list[int]) -> None:
    made = bands(named)
    assert len({band.id for band in made}) == len(made)
    assert sorted(made, key=lambda band: band.low) == list(made)


@pytest.mark.parametrize(
    ("band", "ident", "label"),
    [
        (Band(0, 14), "age:0-13", "under 14"),
        (Band(14, 16), "age:14-15", "14–15"),
        (Band(17, 18), "age:17-17", "17"),
        (Band(21), "age:21-", "21 or over"),
    ],
)
def test_a_band_is_named_in_words(band: Band, ident: str, label: str) -> None:
    assert (band.id, band.label) == (ident, label)


def test_the_bands_of_the_protocol() -> None:
    assert [band.label for band in bands()] == ["under 14", "14–15", "16–17", "18–20", "21 or over"]
