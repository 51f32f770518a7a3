"""What a sweep says follows from paired replications, and every estimate lies in its own interval."""

import re
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.report.charts.courses import band_of, ends_of, line_picture
from sim.report.grids import Answer, Grid, Varied
from sim.report.study import spread
from sim.report.sweep_findings import beside, effect, reach, strongest_first

BEDS = Varied("detention.beds.adult", "adult detention beds", "beds", ("37000", "60000", "90000"))
CONSENT = Varied("mexico.consent_per_day", "Mexico's consent", "persons/day", ("0", "200"))
COUNT = (0.0, np.inf)


def answer(*points: list[float], name: str = "Released", unit: str = "persons") -> Answer:
    """A number at each level, one value for each replication."""
    return Answer(name, unit, tuple(spread(np.array(values), COUNT) for values in points), COUNT)


def grid(*answers: Answer, is_asked: bool = False) -> Grid:
    """A sweep over beds alone."""
    return Grid((BEDS,), answers, is_whole=True, is_asked=is_asked)


FALLING = answer([100_000.0, 140_000.0], [60_000.0, 99_000.0], [20_000.0, 61_000.0])
NOISE = answer([54_000.0, 54_500.0], [54_600.0, 53_900.0], [54_300.0, 54_400.0], name="Pending")


def test_the_sentence_gives_the_paired_change_between_the_ends() -> None:
    found = effect(grid(FALLING), FALLING, (1,)).whole("")
    assert found.startswith("90,000 adult detention beds instead of 37,000: released \u221279,500 persons")
    assert found.endswith("(paired 95% interval \u221285,900 to \u221273,100).")


def test_where_the_lever_moves_nothing_no_level_is_named() -> None:
    assert "no detectable difference in pending" in effect(grid(NOISE), NOISE, (1,)).whole("")
    for target in np.linspace(53_000.0, 55_500.0, 60):
        assert "interval" not in reach(grid(NOISE), NOISE, (1,), float(target)).head


def test_a_level_that_meets_a_target_is_told_with_the_interval_of_the_same_crossings() -> None:
    close = answer([100.0, 102.0, 101.0], [60.0, 62.0, 61.0], [20.0, 22.0, 21.0])
    assert reach(grid(close), close, (1,), 61.0).whole("") == (
        "From 60,100 adult detention beds on (95% interval 58,400 to 61,700 beds): released at or under 61 persons."
    )
    rising = answer([20.0, 22.0, 21.0], [60.0, 62.0, 61.0], [100.0, 102.0, 101.0])
    assert reach(grid(rising), rising, (1,), 61.0).head.startswith("Up to 60,100 adult detention beds (95% interval")
    assert reach(grid(close), close, (1,), 5.0).head == "At no level of adult detention beds looked at"
    assert reach(grid(close), close, (1,), 500.0).head == "At every level of adult detention beds looked at"


def test_a_target_that_some_replications_meet_nowhere_is_not_placed() -> None:
    far = answer([100.0, 190.0], [60.0, 150.0], [20.0, 110.0])
    assert reach(grid(far), far, (1,), 100.0).head == (
        "At some levels of adult detention beds, but 2 replications do not settle which"
    )


@given(
    st.lists(st.lists(st.floats(0.0, 1e6), min_size=3, max_size=3), min_size=3, max_size=3),
    st.floats(0.0, 1.0),
)
@settings(deadline=None)
def test_no_interval_excludes_its_own_estimate(points: list[list[float]], share: float) -> None:
    made = answer(*points)
    means = [one.mean for one in made.spreads if one]
    target = min(means) + share * (max(means) - min(means))
    head = reach(grid(made), made, (1,), target).head
    numbers = [float(text.replace(",", "")) for text in re.findall(r"[\d,]{4,}", head)]
    if "interval" in head:
        value, low, high = numbers
        assert 37_000 <= low <= value <= high <= 90_000


@given(st.lists(st.lists(st.floats(0.0, 1e6), min_size=2, max_size=2), min_size=3, max_size=3))
@settings(deadline=None, max_examples=20)
def test_the_band_of_a_count_is_not_drawn_below_zero(points: list[list[float]]) -> None:

    made = answer(*points)
    for one in made.spreads:
        assert one is not None
        low, high = band_of(made, one)
        assert 0.0 <= low <= one.mean + 1e-6
        assert one.mean - 1e-6 <= high
    assert ends_of(made)[0] > -0.06 * ends_of(made)[1]


def test_the_band_is_that_of_the_paired_change_and_shut_at_the_first_level() -> None:

    first, second, _ = FALLING.spreads
    assert first is not None
    assert second is not None
    assert band_of(FALLING, first) == (120_000.0, 120_000.0)
    low, high = band_of(FALLING, second)
    assert high - low == pytest.approx(2 * 12.7062 * 500.0, rel=1e-4)
    assert "Released by adult detention beds" in line_picture(BEDS, FALLING)


def test_the_measure_that_the_lever_moves_most_against_its_noise_comes_first() -> None:
    assert strongest_first(grid(NOISE, FALLING)).answers == (FALLING, NOISE)
    assert strongest_first(grid(NOISE, FALLING, is_asked=True)).answers == (NOISE, FALLING)


def test_the_other_factors_are_named_in_words() -> None:
    made = Grid((CONSENT, BEDS), (), is_whole=True)
    assert [beside(made, levels) for levels in product((0, 1), (0,))] == [
        ", with Mexico's consent of 0 persons/day",
        ", with Mexico's consent of 200 persons/day",
    ]
