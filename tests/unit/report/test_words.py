"""Sentences, places and values on the page follow from the numbers, and from the interval above all."""

from datetime import date

import numpy as np
import pytest

from sim.report.palette import INKS, declared, ink, scenario_rules, with_variables
from sim.report.prose import amount, ends, moves, signed, undetected
from sim.report.scales import apart, round_ticks
from sim.report.spreads import Spread, band, spread
from sim.report.values import told


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
    assert amount(-4_830e6, "USD") == "$4.8 billion"
    assert signed(860e6, "USD") == "+$860m"
    assert signed(-1_250e6, "USD") == "\u2212$1.25bn"
    assert ends(made(1e6, 3e6), "USD") == "\u2212$11m to +$15m"


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
    assert told(value, "days", date(2016, 10, 1)) == "14 days; 730 from 1 Jan 2018"
    assert told({"2015-10-01": "nationwide"}, "miles", date(2016, 10, 1)) == "nationwide"
    ramp = {"2015-10-01": 0.0, "2020-10-01 (ramp)": 74.0}
    assert told(ramp, "miles", date(2016, 10, 1)) == "0 miles; 74 rising to it by 1 Oct 2020"


def test_every_colour_has_a_dark_and_a_light_value_and_drawings_carry_variables() -> None:
    assert declared(dark=True).count(":") == declared(dark=False).count(":") == len(INKS)
    assert with_variables(f'<path fill="{ink("us")}"/>') == '<path fill="var(--us)"/>'
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
    inks = {one.name: one for one in INKS}
    assert contrast(inks[name].light, inks["bg"].light) >= 4.3
    assert contrast(inks[name].dark, inks["bg"].dark) >= 4.3
