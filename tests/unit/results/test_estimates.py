"""Means and intervals against the table of Student's t, and what common random numbers gain."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.base.metric_key import MetricKey
from sim.results.estimates import (
    UNBOUNDED,
    Estimate,
    Sample,
    differences,
    estimates,
    intervals,
    mean_changes,
    pairings,
    replications_for,
    sample,
    t_quantile,
)
from sim.results.metrics import METRICS, natural_bounds
from tests.unit.results.recordings import measured

COUNTS = st.lists(st.floats(0.0, 1e12, allow_subnormal=False), min_size=2, max_size=12)
SHARES = st.lists(st.floats(0.0, 1.0, allow_subnormal=False), min_size=2, max_size=12)


def level(metric: str, unit: str, values: list[float]) -> Estimate:
    """Estimate one number from its replications."""
    (found,) = estimates(Sample((MetricKey(metric),), (unit,), np.array(values)[:, None]))
    return found


def t_interval(values: list[float]) -> tuple[float, float]:
    """Student's interval, uncut."""
    half = t_quantile(len(values) - 1) * np.std(values, ddof=1) / math.sqrt(len(values))
    return float(np.mean(values) - half), float(np.mean(values) + half)


@settings(deadline=None)
@given(values=COUNTS)
def test_the_level_of_a_count_is_never_below_zero_and_its_interval_holds_its_mean(values: list[float]) -> None:
    found = level("removals", "persons", values)
    low, high = t_interval(values)
    assert found.low is not None
    assert found.high is not None
    assert 0.0 <= found.low <= found.mean <= found.high
    assert found.high == pytest.approx(high)
    if low > 0:
        assert found.low == pytest.approx(low), "far from the bound it is the interval of Student"


@settings(deadline=None)
@given(values=SHARES)
def test_the_level_of_a_share_lies_between_none_and_all(values: list[float]) -> None:
    found = level("cohort_share", "share", values)
    low, high = t_interval(values)
    assert found.low is not None
    assert found.high is not None
    assert 0.0 <= found.low <= found.mean <= found.high <= 1.0 + 1e-12
    assert found.low == pytest.approx(max(low, 0.0))
    assert found.high == pytest.approx(min(high, 1.0))


@settings(deadline=None)
@given(values=st.lists(st.floats(-1e12, 1e12, allow_subnormal=False), min_size=2, max_size=12))
def test_what_may_be_negative_keeps_the_interval_of_student(values: list[float]) -> None:
    low, high = t_interval(values)
    table = Sample((MetricKey("removals"),), ("persons",), np.array(values)[:, None])
    for found in (level("court_pending_change", "cases", values), *mean_changes(table)):
        assert found.low == pytest.approx(low)
        assert found.high == pytest.approx(high)


def test_what_is_cut_off_cannot_hold_the_mean() -> None:
    """Over many samples the interval holds the true mean as often with the cut as without it."""
    draws = np.random.default_rng(1).exponential(1.0, (3, 4000))
    _, low, high = intervals(draws, [UNBOUNDED] * 4000)
    _, cut_low, cut_high = intervals(draws, [(0.0, math.inf)] * 4000)
    held = [np.sum((np.array(a) <= 1.0) & (np.array(b) >= 1.0)) for a, b in ((low, high), (cut_low, cut_high))]
    assert held[0] == held[1]
    assert min(x for x in low if x is not None) < 0 <= min(x for x in cut_low if x is not None)


def test_a_change_alone_is_told_below_zero() -> None:
    signed = [metric.name for metric in METRICS if natural_bounds(metric.name, metric.unit)[0] < 0]
    assert signed == ["court_pending_change"]


def test_the_quantile_is_that_of_the_printed_table() -> None:
    assert t_quantile(1) == pytest.approx(12.706, abs=5e-4)
    assert t_quantile(19) == pytest.approx(2.093, abs=5e-4)


def test_an_interval_is_the_mean_and_t_standard_errors() -> None:
    (estimate,) = estimates(sample([measured(removals=value) for value in (8.0, 10.0, 12.0)]))
    assert estimate.mean == 10
    assert estimate.high == pytest.approx(10 + 4.30265 * 2 / 3**0.5, abs=1e-4)
    assert estimate.low == pytest.approx(10 - 4.30265 * 2 / 3**0.5, abs=1e-4)
    assert (estimate.least, estimate.most) == (8, 12)


def test_one_replication_has_no_interval() -> None:
    (estimate,) = estimates(sample([measured(removals=8)]))
    assert (estimate.mean, estimate.low, estimate.high) == (8, None, None)


def test_differences_are_taken_pair_by_pair() -> None:
    base = sample([measured(removals=value) for value in (10.0, 20.0, 30.0)])
    other = sample([measured(removals=value) for value in (11.0, 21.0, 31.0)])
    (difference,) = differences("other", base, other)
    assert (difference.baseline, difference.value, difference.difference) == (20, 21, 1)
    assert (difference.low, difference.high) == (1, 1)


def test_a_scenario_does_not_differ_from_itself() -> None:
    base = sample([measured(removals=value) for value in (0.1, 0.2, 0.7)])
    (difference,) = differences("same", base, base)
    assert (difference.difference, difference.low, difference.high) == (0, 0, 0)


def test_a_value_that_some_replications_lack_is_left_out() -> None:
    both = sample([measured(removals=1, wait=5), measured(removals=2)])
    assert [key.metric for key in both.keys] == ["removals"]
    assert [one.key.metric for one in estimates(both)] == ["removals"]


def test_differences_need_the_value_in_both_scenarios() -> None:
    base = sample([measured(wait=5, removals=1)])
    found = differences("other", base, sample([measured(removals=3, flights=2)]))
    assert [(one.key.metric, one.difference) for one in found] == [("removals", 2)]


KEY = MetricKey("removals")


def test_the_gain_is_the_variance_that_the_two_share() -> None:
    shared = np.array([0.0, 1.0, 2.0, 3.0, 4.0])
    own = np.array([0.1, -0.1, 0.2, -0.2, 0.0])
    before, after = (
        Sample((KEY,), ("persons",), shared[:, None] + 100),
        Sample((KEY,), ("persons",), (shared + own)[:, None] + 110),
    )
    (found,) = pairings("other", before, after, (KEY,))
    expected = (np.var(shared, ddof=1) + np.var(shared + own, ddof=1)) / np.var(own, ddof=1)
    assert found.reduction == pytest.approx(expected)
    assert found.visible == pytest.approx(t_quantile(4) * np.std(own, ddof=1) / 5**0.5)


def test_so_many_replications_suffice_and_one_fewer_do_not() -> None:
    count = replications_for(5.0, 1.0)
    assert count is not None
    assert t_quantile(count - 1) * 5 / count**0.5 <= 1 < t_quantile(count - 2) * 5 / (count - 1) ** 0.5


def test_what_no_number_of_replications_shows_is_said() -> None:
    assert replications_for(1.0, 0.0) is None
    assert replications_for(1e9, 1.0) is None
