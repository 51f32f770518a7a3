"""Durations are tables of whole days that say their own mean and variance."""

import math

import numpy as np
import pytest

from sim.base.durations import DayTable, constant, exponential, lognormal, uniform
from sim.engine.draws import distributions, quantile

UNIFORMS = (np.arange(200_000) + 0.5) / 200_000


@pytest.mark.parametrize(
    "table", [constant(7), exponential(12.0), lognormal(10.0, 35.0), uniform(3, 9)], ids=["c", "e", "l", "u"]
)
def test_a_sample_has_the_mean_and_variance_that_the_table_states(table: DayTable) -> None:
    days = table.sample(UNIFORMS)
    assert float(days.mean()) == pytest.approx(table.mean, rel=1e-3, abs=1e-9)
    assert float(days.var()) == pytest.approx(table.variance, rel=2e-2, abs=1e-9)


def test_a_higher_quantile_means_more_days() -> None:
    assert (np.diff(lognormal(10.0, 35.0).sample(UNIFORMS)) >= 0).all()


@pytest.mark.parametrize("table", [constant(7), exponential(300.0), lognormal(10.0, 35.0), uniform(3, 9)])
def test_many_are_read_as_each_is_alone(table: DayTable) -> None:
    just_below = np.nextafter(table.cdf, 0.0)
    uniforms = np.concatenate([UNIFORMS[::50], table.cdf, just_below, np.arange(1 << 14) / (1 << 14)])
    alone = np.concatenate([table.sample(each) for each in np.array_split(uniforms, len(uniforms) // 100)])
    assert np.array_equal(table.sample(uniforms), alone)


def test_a_geometric_delay_has_the_mean_asked_for_and_no_memory() -> None:
    table = exponential(12.0)
    assert table.mean == pytest.approx(12.0, rel=1e-6)
    assert table.residual_life().mean == pytest.approx(12.0, rel=1e-6)


def test_a_lognormal_meets_its_median_and_its_ninth_decile() -> None:
    days = lognormal(30.0, 100.0).sample(UNIFORMS)
    assert float(np.median(days)) == 30
    assert float(np.quantile(days, 0.9)) == pytest.approx(100, abs=1)


def test_the_stationary_excess_has_the_mean_of_renewal_theory() -> None:
    table = uniform(0, 20)
    second = table.variance + table.mean**2
    assert table.residual_life().mean == pytest.approx((second - table.mean) / (2 * table.mean), rel=1e-9)


def test_each_person_draws_from_the_table_of_its_code() -> None:
    tables = distributions([constant(1), constant(5)])
    assert [quantile(tables, which, share) for which, share in ((0, 0.1), (1, 0.5), (0, 0.9))] == [1, 5, 1]


def test_a_table_is_closed_at_one() -> None:
    for table in (exponential(900.0), lognormal(760.0, 5000.0)):
        assert table.cdf[-1] == 1.0
        assert math.isfinite(table.mean)
        assert int(table.sample(np.array([1 - 2**-53]))[0]) < len(table.cdf)


def test_no_duration_is_longer_than_ten_years() -> None:
    for table in (constant(36500), uniform(33000, 36500), lognormal(20000.0, 36000.0)):
        assert int(table.sample(np.array([0.999999]))[0]) <= 3650
