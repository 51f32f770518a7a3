"""Means and intervals, against the table of Student's t."""

import pytest

from sim.results.estimates import differences, estimates, sample, t_quantile
from tests.unit.results.recordings import measured


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
