"""A plain value means one of five things."""

import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sim.data.yaml_reader import meaning


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_is_read_back_as_itself(number: float) -> None:
    assert meaning(repr(number)) == number


@given(st.dates())
def test_every_date_is_read_back_as_itself(day: date) -> None:
    assert meaning(day.isoformat()) == day


@given(st.text(max_size=20))
def test_no_text_means_a_number_that_is_not_one(text: str) -> None:
    try:
        value = meaning(text)
    except ValueError:
        return
    assert not (isinstance(value, float) and math.isnan(value))
