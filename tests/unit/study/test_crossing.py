"""The search for a break-even needs few values and finds the crossing of every replication."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from sim.base.draws import FloatArray
from sim.results.estimates import t_quantile
from sim.study.crossing import Crossing, crossing_along, find_crossing

CHANCE = np.array([-2.0, 0.0, 1.0, 5.3])


def crossing(curve: Callable[[float], FloatArray], low: float, high: float, *, is_whole: bool = False) -> Crossing:
    """Search where a curve crosses zero."""

    def excess(values: Sequence[float]) -> list[FloatArray]:
        return [curve(value) for value in values]

    found = find_crossing(excess, low, high, step=(high - low) / 500, is_whole=is_whole)
    assert found is not None
    return found


def test_a_straight_line_is_solved_for_every_replication() -> None:
    found = crossing(lambda value: 50.0 + CHANCE - value, 0, 200)
    assert found.value == pytest.approx(51.075)
    half = t_quantile(3) * np.std(CHANCE, ddof=1) / 2
    assert (found.low, found.high) == (pytest.approx(51.075 - half), pytest.approx(51.075 + half))
    assert not found.is_met_below
    assert len(found.tried) <= 8


@pytest.mark.parametrize("root", [1.0, 37.0, 99.0])
def test_a_curve_is_solved_to_a_step(root: float) -> None:
    found = crossing(lambda value: value**3 - root**3 + CHANCE * 0, 0, 100)
    assert found.value == pytest.approx(root, abs=0.4)
    assert found.is_met_below
    assert len(found.tried) <= 22


def test_where_nothing_is_missed_until_a_threshold_the_threshold_is_found() -> None:
    found = crossing(lambda value: np.maximum(0.0, value - 30.0 - CHANCE), 0, 100)
    assert found.value == pytest.approx(31, abs=1.5)


def test_a_guess_that_meets_the_target_exactly_ends_the_search() -> None:
    found = crossing(lambda value: 50.0 + CHANCE - CHANCE.mean() - value, 0, 100)
    assert found.value == pytest.approx(50)
    assert len(found.tried) <= 6


def test_whole_levers_are_tried_at_whole_values() -> None:
    found = crossing(lambda value: 50.3 + CHANCE - value, 0, 200, is_whole=True)
    assert all(value == int(value) for value, _ in found.tried)


def test_an_end_is_open_where_a_replication_crosses_outside_the_range() -> None:
    found = crossing(lambda value: 52.0 + CHANCE - value, 0, 54)
    assert found.high is None
    assert found.low is not None


def test_there_is_no_crossing_where_both_ends_are_met() -> None:
    assert find_crossing(lambda values: [CHANCE * 0 - 1 for _ in values], 0, 1, step=0.1, is_whole=False) is None


@pytest.mark.parametrize("is_met_below", [True, False])
def test_a_whole_answer_lies_in_its_interval(is_met_below: bool) -> None:
    found = Crossing(10.4, 10.3, 10.6, is_met_below, ()).whole()
    assert found.value == (10.0 if is_met_below else 11.0)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.value <= found.high


def test_values_that_were_played_before_give_the_crossing_of_the_search() -> None:
    values = np.linspace(0.0, 200.0, 5)
    found = crossing_along(values, np.stack([50.0 + CHANCE - value for value in values]))
    assert found is not None
    searched = crossing(lambda value: 50.0 + CHANCE - value, 0, 200)
    assert (found.value, found.low, found.high) == pytest.approx((searched.value, searched.low, searched.high))
    assert crossing_along(values, np.stack([CHANCE * 0 + 1 for _ in values])) is None
