"""A set of rows as the fewest maximal products."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from defgap.analysis.products import products

values = st.sampled_from("abcd")
rows = st.sets(st.tuples(values, values, values), max_size=14)


def cells(boxes):
    return {cell for box in boxes for cell in product(*box)}


@given(rows)
def test_the_products_hold_exactly_the_rows(given_rows):
    assert cells(products(given_rows)) == given_rows


@given(rows)
def test_every_product_is_maximal(given_rows):
    for box in products(given_rows):
        for axis in range(3):
            for value in "abcd":
                wider = tuple(part | {value} if i == axis else part for i, part in enumerate(box))
                assert wider == box or not cells([wider]) <= given_rows


@given(st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.sampled_from("ab")), min_size=1))
def test_no_fewer_products_would_do(given_rows):
    from itertools import combinations

    subsets = [frozenset(s) for n in (1, 2) for s in combinations("ab", n)]
    inside = [box for box in product(subsets, repeat=3) if cells([box]) <= given_rows]
    found = len(products(given_rows))
    for size in range(1, found):
        assert not any(cells(group) == given_rows for group in combinations(inside, size))


def test_nothing_is_no_product():
    assert products([]) == ()


def test_a_full_grid_is_one_product_however_large():
    grid = list(product("abcdefghij", repeat=3))
    assert len(products(grid)) == 1


def test_a_large_irregular_set_stays_exact():
    grid = {c for c in product("abcdefghij", repeat=3) if (ord(c[0]) * 7 + ord(c[1]) * 5 + ord(c[2])) % 3}
    assert cells(products(grid)) == grid
