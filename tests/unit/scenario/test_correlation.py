"""What data tell only of several parameters is drawn in common, each still even in its own range."""

from pathlib import Path

import numpy as np
import pytest

from sim.data.tree import Findings
from sim.scenario.inputs import Correlation, read_correlation
from sim.scenario.values import uniform_of

BOUND = Correlation({"a": {"x": 0.9}, "b": {"x": -0.9}, "c": {"x": 1.0}})
REPLICATIONS = range(1, 401)


def uniforms(correlation: Correlation, name: str) -> np.ndarray:
    return np.array([correlation.uniform(name, 7, replication) for replication in REPLICATIONS])


def test_a_parameter_that_is_bound_to_nothing_keeps_its_own_draw() -> None:
    assert BOUND.uniform("free", 7, 3) == uniform_of("free", 7, 3)


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_a_bound_parameter_is_still_even(name: str) -> None:
    found = uniforms(BOUND, name)

    assert found.min() >= 0.0
    assert found.max() < 1.0
    assert found.mean() == pytest.approx(0.5, abs=4 * np.sqrt(1 / 12 / len(found)))
    assert np.quantile(found, [0.25, 0.75]) == pytest.approx([0.25, 0.75], abs=0.08)


def test_parameters_of_opposite_loading_move_against_each_other() -> None:
    assert np.corrcoef(uniforms(BOUND, "a"), uniforms(BOUND, "b"))[0, 1] < -0.7


def test_parameters_of_equal_loading_move_together() -> None:
    assert np.corrcoef(uniforms(BOUND, "a"), uniforms(BOUND, "c"))[0, 1] > 0.8


def test_loadings_are_read_from_their_table(tmp_path: Path) -> None:
    (tmp_path / "calibration").mkdir()
    table = "direction,parameter,loading\nx,a,0.5\ny,a,-0.25\n"
    (tmp_path / "calibration" / "correlation.csv").write_text(table, encoding="utf-8")
    findings = Findings()

    assert read_correlation(tmp_path, findings).loadings == {"a": {"x": 0.5, "y": -0.25}}
    assert findings.problems == ()


def test_without_a_table_nothing_is_bound(tmp_path: Path) -> None:
    assert read_correlation(tmp_path, Findings()) == Correlation()
