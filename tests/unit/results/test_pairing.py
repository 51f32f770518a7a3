"""Common random numbers makes a difference plainer by the covariance it shares."""

import numpy as np
import pytest

from sim.base.metric_key import MetricKey
from sim.results.estimates import Sample, t_quantile
from sim.results.pairing import pairings, replications_for

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
