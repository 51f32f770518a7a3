"""A forecast is scored by its distance from the truth and by the width of what it claimed."""

import math

import pytest

from sim.results.scores import LEVELS, Forecast, forecast, score, weighted_interval_score

COUNT = (0.0, math.inf)


def test_intervals_widen_with_their_level_and_hold_the_mean() -> None:
    found = forecast([10.0, 12.0, 11.0, 13.0], COUNT)

    assert found.mean == 11.5
    widths = [high - low for low, high in found.ends]
    assert widths == sorted(widths)
    assert len(widths) == len(LEVELS)


def test_the_widest_interval_is_that_of_student_for_one_more_replication() -> None:
    low, high = forecast([1.0, 3.0], COUNT).widest

    half = 12.706 * math.sqrt(2.0) * math.sqrt(1.5)
    assert high == pytest.approx(2.0 + half, rel=1e-4)
    assert low == 0.0, "a count is never below zero"


def test_an_interval_ends_where_its_number_ends() -> None:
    assert forecast([0.9, 0.99], (0.0, 1.0)).widest == (0.0, 1.0), "a share lies between none and all"
    low, _ = forecast([100.0, 9_000.0], (-math.inf, math.inf)).widest
    assert low is not None
    assert low < 0, "a change may be negative although every replication was positive"


def test_a_single_replication_has_no_interval_and_no_interval_score() -> None:
    found = forecast([5.0], COUNT)

    assert found.widest == (None, None)
    assert score(found, 4.0, 4.0, 4.0).wis is None
    assert score(found, 4.0, 4.0, 4.0).error == pytest.approx(0.25)


def test_a_sharp_forecast_scores_better_than_a_wide_one_when_both_are_right() -> None:
    sharp = Forecast(10.0, ((9.9, 10.1), (9.8, 10.2), (9.7, 10.3)))
    wide = Forecast(10.0, ((5.0, 15.0), (4.0, 16.0), (3.0, 17.0)))

    assert weighted_interval_score(sharp, 10.0) < weighted_interval_score(wide, 10.0)


def test_a_sharp_forecast_scores_worse_than_a_wide_one_when_the_truth_is_far() -> None:
    sharp = Forecast(10.0, ((9.9, 10.1), (9.8, 10.2), (9.7, 10.3)))
    wide = Forecast(10.0, ((5.0, 15.0), (4.0, 16.0), (3.0, 17.0)))

    assert weighted_interval_score(sharp, 17.0) > weighted_interval_score(wide, 17.0)


def test_the_score_of_a_point_is_its_distance_over_three_and_a_half_less_its_penalties() -> None:
    point = Forecast(10.0, ((10.0, 10.0),) * 3)

    assert weighted_interval_score(point, 14.0) == pytest.approx((0.5 * 4 + 3 * 4) / 3.5)


def test_a_published_range_is_covered_where_it_meets_the_interval() -> None:
    found = Forecast(10.0, ((9.5, 10.5), (9.0, 11.0), (8.0, 12.0)))

    assert score(found, 13.0, 11.5, 14.0).covered == (False, False, True)
    assert score(found, 13.0, 13.0, 13.0).covered == (False, False, False)
