"""A fit finds what it can know, stays inside the ranges, and says what it cannot tell apart."""

from collections.abc import Sequence

import numpy as np
import pytest

from sim.base.draws import FloatArray
from sim.study.fitting import directions, fit

START = np.full(3, 0.5)


def linear(points: Sequence[FloatArray]) -> list[FloatArray]:
    """The first number is seen alone, of the other two only the sum."""
    return [np.array([(point[0] - 0.7) / 0.01, (point[1] + point[2] - 1.2) / 0.01]) for point in points]


def test_a_number_that_is_seen_is_found() -> None:
    found = fit(linear, START, prior=0.4, rounds=3)

    assert found.place[0] == pytest.approx(0.7, abs=0.005)
    assert found.place[1] + found.place[2] == pytest.approx(1.2, abs=0.005)
    assert np.abs(found.residuals).max() < 0.5


def test_of_two_numbers_whose_sum_is_seen_neither_is_known() -> None:
    found = fit(linear, START, prior=0.4, rounds=3)
    spread = np.sqrt(np.diag(found.covariance))

    assert spread[0] < 0.02
    assert min(spread[1:]) > 0.25, "nearly the whole prior is left"
    of_sum = np.array([0.0, 1.0, 1.0]) @ found.covariance @ np.array([0.0, 1.0, 1.0])
    assert np.sqrt(of_sum) < 0.02


def test_what_is_known_as_a_sum_is_drawn_together_against_each_other() -> None:
    found = fit(linear, START, prior=0.4, rounds=3)
    (common,) = directions(found.covariance, ("seen", "one", "other"))

    assert common.loadings[0] == 0.0
    assert common.loadings[1] * common.loadings[2] == pytest.approx(-1.0, abs=0.02)
    assert {common.name.split()[0][1:], common.name.split()[1][1:]} == {"one", "other"}


def test_a_target_out_of_reach_leaves_the_number_at_the_end_of_its_range() -> None:
    found = fit(
        lambda points: [np.array([(point[0] - 3.0) / 0.01]) for point in points], START[:1], prior=0.4, rounds=5
    )

    assert found.place.tolist() == [1.0]


def test_a_fit_that_cannot_get_better_stays_where_it_is() -> None:
    found = fit(lambda points: [np.zeros(1) for _ in points], START, prior=0.4, rounds=3)

    assert found.steps == 0
    assert found.place.tolist() == START.tolist()


def test_the_same_fit_gives_the_same_bytes() -> None:
    first, second = (fit(linear, START, prior=0.4, rounds=3) for _ in range(2))

    assert first.place.tobytes() == second.place.tobytes()
    assert first.covariance.tobytes() == second.covariance.tobytes()
