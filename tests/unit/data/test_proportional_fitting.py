"""A joint table is fitted to its margins from a stated prior."""

import numpy as np
import pytest

from sim.data.proportional_fitting import fitted


def test_the_fitted_table_meets_all_three_margins() -> None:
    rng = np.array([[[3.0, 1.0], [2.0, 4.0]], [[1.0, 5.0], [6.0, 2.0]], [[2.0, 2.0], [1.0, 9.0]]])
    table = fitted(rng.sum(axis=2), rng.sum(axis=1), rng.sum(axis=0))
    for axis in (0, 1, 2):
        assert table.sum(axis=axis) == pytest.approx(rng.sum(axis=axis), rel=1e-6)


def test_a_margin_of_nobody_stays_empty() -> None:
    table = fitted(np.array([[4.0, 0.0], [6.0, 0.0]]), np.array([[4.0], [6.0]]), np.array([[10.0], [0.0]]))
    assert table[:, 1].sum() == 0.0
    assert table[:, 0, 0].tolist() == [4.0, 6.0]
