"""Sentences, places and values on the page follow from the numbers, and from the interval above all."""

import math
import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.colours import COLOURS, colour_variable, declared, scenario_rules
from sim.report.numbers import amount, brief, ends, level, moves, signed, tick, undetected
from sim.report.scales import apart, round_ticks
from sim.report.study import Spread, band, spread
from sim.report.values import dated_text


def made(*values: float) -> Spread:
    """A number with its replications."""
    return spread(np.array(values))


def test_an_interval_holds_zero_or_not() -> None:
    assert not made(10.0, 11.0, 12.0).holds_zero
    assert made(-1.0, 1.0, 2.0).holds_zero
    assert made(5.0).holds_zero
    assert made(0.0, 0.0).is_nothing


def test_a_sentence_quotes_the_ends_and_the_size_that_would_have_shown() -> None:
    found = made(40_000.0, 41_000.0, 42_000.0)
    assert moves(found, "cases", more="adds", fewer="cuts") == "adds 41,000 cases"
    assert ends(found, "cases") == "+38,500 to +43,500"
    unclear = made(-2.0, 1.0, 2.0)
    assert undetected(unclear, "days", 3).startswith("A change of 5.5 days or more would have shown in 3 replications")
    assert "single replication" in undetected(made(3.0), "days", 1)


def test_money_is_told_in_words_and_beside_marks() -> None:
    assert amount(-4_830e6, "USD") == "$4.83 billion"
    assert amount(11.26e9, "USD") == "$11.3 billion"
    assert amount(12.46e9, "USD") == "$12.5 billion"
    assert amount(999.6e6, "USD") == "$1.00 billion"
    assert amount(999_600, "USD") == "$1.00 million"
    assert amount(0, "USD") == "$0"
    assert signed(860e6, "USD") == "+$860m"
    assert signed(-1_250e6, "USD") == "\u2212$1.25bn"
    assert ends(made(1e6, 3e6), "USD") == "\u2212$10.7m to +$14.7m"


WORDS = {" billion": 1e9, "bn": 1e9, " million": 1e6, "m": 1e6, "%": 0.01, " percentage points": 0.01, " points": 0.01}
SHOWN = re.compile(
    r"(?P<sign>[+\u2212]?)\$?(?P<digits>[\d,.]+)(?P<word> billion|bn| million|m|%| percentage points| points|)( .*)?"
)


def read(text: str) -> float:
    """The number that a reader takes from a text."""
    found = SHOWN.fullmatch(text)
    assert found, text
    size = float(found["digits"].replace(",", "")) * WORDS.get(found["word"], 1.0)
    return -size if found["sign"] == "\u2212" else size


SIZES = st.floats(1e-9, 1e15) | st.sampled_from([0.0, 999.5, 999.4999, 9.995, 99.95, 999.6e6, 999_500.0, 0.9995, 1.0])


@given(
    size=SIZES, is_negative=st.booleans(), unit=st.sampled_from(["USD", "share", "persons", "days", "USD per removal"])
)
@settings(deadline=None)
def test_a_printed_number_is_the_true_one_to_half_a_unit_of_its_third_digit(
    size: float, is_negative: bool, unit: str
) -> None:
    value = -size if is_negative else size
    half = 0.5 * 10.0 ** (math.floor(math.log10(size)) - 2) if size > 1e-6 else 1e-6
    for text in (signed(value, unit), brief(value, unit), level(value, unit)):
        assert read(text) == pytest.approx(value, abs=half * (1 + 1e-9)), text
    assert read(amount(value, unit)) == pytest.approx(size, abs=half * (1 + 1e-9))
    assert read(amount(value, unit)) == read(brief(size, unit)), "sentence and label agree"
    assert amount(value, unit).count("000") == 0 or unit != "USD" or size < 1e6 or size >= 1e12, (
        "the next word is taken"
    )


@pytest.mark.parametrize(("low", "high"), [(1.0e6, 1.1e6), (10.2e9, 10.4e9), (0.0, 3.0), (-2e6, 7e6)])
def test_an_axis_says_where_its_lines_are(low: float, high: float) -> None:
    for unit in ("USD", "persons"):
        assert [read(tick(place, unit)) for place in round_ticks(low, high)] == pytest.approx(round_ticks(low, high))


def test_labels_keep_their_distance_and_their_order() -> None:
    found = apart([5.0, 5.0, 5.0, 50.0], 10.0, 0.0, 60.0)
    assert found == sorted(found)
    assert min(np.diff(found)) >= 10.0 - 1e-9
    assert min(found) >= 0.0
    assert max(apart([58.0, 59.0, 60.0], 10.0, 0.0, 60.0)) <= 60.0


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.3e9), (-4.0, 7.0), (0.1, 0.4), (-1e6, -2e5)])
def test_ticks_are_few_round_and_inside(low: float, high: float) -> None:
    ticks = round_ticks(low, high, 5)
    assert 2 <= len(ticks) <= 5
    assert low - 1e-9 <= ticks[0]
    assert ticks[-1] <= high + 1e-9


def test_a_band_lies_around_its_mean() -> None:
    found = band(np.array([[1.0, 2.0], [3.0, 2.0]]), (0.0, np.inf))
    assert found.mean.tolist() == [2.0, 2.0]
    assert (found.low <= found.mean).all()
    assert found.low.tolist() == [0.0, 2.0]
    assert (found.high >= found.mean).all()


def test_a_dated_value_is_told_from_the_start_of_the_run_on() -> None:
    value = {"2013-10-01": 10, "2015-10-01": 14, "2017-02-20": 14, "2018-01-01": 730}
    assert dated_text(value, "days", date(2016, 10, 1)) == "14 days; 730 from 1 Jan 2018"
    assert dated_text({"2015-10-01": "nationwide"}, "miles", date(2016, 10, 1)) == "nationwide"
    ramp = {"2015-10-01": 0.0, "2020-10-01 (ramp)": 74.0}
    assert dated_text(ramp, "miles", date(2016, 10, 1)) == "0 miles; 74 rising to it by 1 Oct 2020"


def test_every_colour_has_a_dark_and_a_light_value_and_drawings_carry_variables() -> None:
    assert declared(dark=True).count(":") == declared(dark=False).count(":") == len(COLOURS)
    assert colour_variable("us") == "var(--us)"
    assert "--c1:var(--s1)" in scenario_rules(3)
    many = scenario_rules(8)
    assert "--c7:var(--rest)" in many
    assert ':root[data-pick="7"]{--c7:var(--s1)}' in many


def contrast(first: str, second: str) -> float:
    """The contrast of two colours (WCAG 2.1)."""

    def light(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["ink", "ink2", "sq", "s1", "s2", "rest", "us", "mx", "ch", "mg"])
def test_every_colour_of_text_stands_out_from_its_ground(name: str) -> None:
    inks = {one.name: one for one in COLOURS}
    assert contrast(inks[name].light, inks["bg"].light) >= 4.3
    assert contrast(inks[name].dark, inks["bg"].dark) >= 4.3
