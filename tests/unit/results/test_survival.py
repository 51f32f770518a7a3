"""Curves of waiting, against estimates worked out by hand."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.results.survival import Spells, age_reached, day_reached, incidence, weighted_quantile

STILL = -1


def spells(*lines: tuple[int, int, int, int]) -> Spells:
    """Spells as entry, exit, cause, count."""
    return Spells(*(np.array(column, np.int64) for column in zip(*lines, strict=True)))


def test_without_censoring_the_curve_is_the_share_gone() -> None:
    curve = incidence(spells((0, 1, 0, 2), (0, 3, 0, 2)), 1)
    assert curve.total.tolist() == pytest.approx([0, 0.5, 0.5, 1])


def test_those_still_waiting_count_for_as_long_as_they_were_seen() -> None:
    curve = incidence(spells((0, 1, 0, 1), (0, 2, STILL, 1), (0, 3, 0, 1)), 1)
    assert curve.total.tolist() == pytest.approx([0, 1 / 3, 1 / 3, 1])


def test_those_who_came_late_count_from_the_age_they_came_with() -> None:
    curve = incidence(spells((0, 1, 0, 1), (0, 4, STILL, 1), (2, 3, 0, 1), (2, 4, STILL, 1)), 1)
    assert curve.total.tolist() == pytest.approx([0, 1 / 2, 1 / 2, 1 - 1 / 2 * 2 / 3, 1 - 1 / 2 * 2 / 3])


def test_causes_compete() -> None:
    curve = incidence(spells((0, 1, 0, 6), (0, 2, 1, 2), (0, 5, STILL, 2)), 2)
    assert curve.by_cause[0].tolist() == pytest.approx([0, 0.6, 0.6, 0.6, 0.6, 0.6])
    assert curve.by_cause[1][-1] == pytest.approx(0.2)


def test_nothing_is_known_past_the_age_at_which_nobody_is_seen() -> None:
    curve = incidence(spells((0, 1, STILL, 1), (3, 4, 0, 1)), 1)
    assert curve.total.tolist() == [0, 0]


def test_nothing_is_known_where_nobody_began() -> None:
    assert incidence(spells((5, 6, 0, 1)), 1).total.tolist() == []


def test_no_spells_give_an_empty_curve() -> None:
    none = np.zeros(0, np.int64)
    assert incidence(Spells(none, none, none, none), 2).by_cause.shape == (2, 0)


def test_an_age_is_read_where_the_curve_reaches_the_share() -> None:
    curve = np.array([0.0, 0.25, 0.5, 0.5])
    assert age_reached(curve, 0.5) == 2
    assert age_reached(curve, 0.9) is None
    assert age_reached(np.zeros(0), 0.5) is None


def test_a_day_between_two_weeks_is_read_by_a_straight_line() -> None:
    ages, curve = np.array([0, 1, 2, 9, 16]), np.array([0.0, 0.1, 0.2, 0.55, 0.6])
    assert day_reached(ages, curve, 0.5) == 8
    assert day_reached(ages, curve, 0.2) == 2
    assert day_reached(ages, curve, 0.6) == 16
    assert day_reached(ages, curve, 0.7) is None
    assert day_reached(ages, np.full(5, 0.9), 0.5) == 0


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(0.0, 0.02), min_size=400, max_size=400), st.floats(0.05, 0.95))
def test_a_curve_kept_by_weeks_gives_the_day_of_the_whole_curve_within_its_week(
    steps: list[float], share: float
) -> None:
    whole = 1.0 - np.cumprod(1.0 - np.array(steps))
    ages = np.concatenate((np.arange(61), np.arange(61, 400, 7)))
    read = day_reached(np.arange(400), whole, share)
    kept = day_reached(ages, whole[ages], share)
    assert read == age_reached(whole, share), "day by day it is the day itself"
    if kept is not None:
        assert read is not None
        assert abs(kept - read) <= 6
        assert kept == read or read > 60


def test_quantiles_weigh_ages_by_their_counts() -> None:
    ages, counts = np.array([300, 100, 200]), np.array([1, 8, 1])
    assert weighted_quantile(ages, counts, 0.5) == 100
    assert weighted_quantile(ages, counts, 0.8) == 100
    assert weighted_quantile(ages, counts, 0.9) == 200
    assert weighted_quantile(ages, counts, 1.0) == 300
