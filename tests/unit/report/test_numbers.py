"""Numbers are printed with what they can bear."""

import doctest

import pytest

from sim.report import grids, numbers, study_tables, values
from sim.report.numbers import MINUS, printed, printed_difference, printed_range, printed_unit


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1234567.4, "persons", "1,234,567"),
        (9.96, "days", "10.0"),
        (3.0, "days", "3"),
        (0.04, "days", "0"),
        (-0.04, "days", "0"),
        (-1500.0, "cases", f"{MINUS}1,500"),
        (2.5e9, "USD", "2,500"),
        (1_400_000.0, "USD", "1.4"),
        (0.784, "share", "78"),
        (0.07, "share", "7"),
        (None, "days", "none"),
    ],
)
def test_a_value_is_printed_in_its_unit(value: float | None, unit: str, text: str) -> None:
    assert printed(value, unit) == text


@pytest.mark.parametrize(
    ("value", "text"), [(41000.0, "+41,000"), (-3.25, f"{MINUS}3.2"), (0.0, "0"), (0.01, "0"), (-0.01, "0")]
)
def test_a_difference_has_its_sign_and_zero_has_none(value: float, text: str) -> None:
    assert printed_difference(value, "persons") == text


def test_an_interval_is_written_with_to() -> None:
    assert printed_range(33000.0, 49000.0, "cases") == "33,000 to 49,000"
    assert printed_range(-5.0, 12.0, "cases", is_difference=True) == f"{MINUS}5 to +12"
    assert printed_range(None, None, "cases") == ""


def test_dollars_are_printed_by_the_million() -> None:
    assert printed_unit("USD") == "million USD"
    assert printed_unit("persons") == "persons"


def test_the_examples_in_the_text_hold() -> None:
    for module in (grids, numbers, study_tables, values):
        assert doctest.testmod(module).failed == 0
