"""A box is found where a result holds, and a choice is judged by what it is behind in each future."""

from pathlib import Path

import numpy as np
import pytest

from sim.base.errors import ResultsError, ScenarioError
from sim.base.metric_key import MetricKey
from sim.results.csv_tables import write_table
from sim.results.manifest import write_manifest
from sim.study.discovery import discover, find_box, in_words, regret
from sim.study.quantities import read_target

REMOVALS = MetricKey("removals")


def swept(folder: Path) -> Path:
    """A sweep over two rules and three levels of arrivals, whose removals are made up."""
    found = {
        ("fifo", "1"): 10,
        ("fifo", "2"): 20,
        ("fifo", "3"): 30,
        ("lifo", "1"): 15,
        ("lifo", "2"): 18,
        ("lifo", "3"): 21,
    }
    names = ("courts.docket_rule", "border.attempts_scale")
    rows = [(number, *levels) for number, levels in enumerate(found, start=1)]
    write_table(folder / "points.csv", ("point", *names), rows)
    columns = ("point", *names, "replication", "fiscal_year", "metric", "group", "value", "unit")
    lines = [
        (*row, 1, "all", "removals", "all", value, "persons") for row, value in zip(rows, found.values(), strict=True)
    ]
    write_table(folder / "metrics.csv", columns, lines)
    factors = [{"path": name, "unit": "ratio"} for name in names]
    write_manifest(folder, {"kind": "sweep", "factors": factors})
    return folder


def test_a_box_is_found_in_a_cloud_of_points() -> None:
    grid = np.array(
        [(first, second, third) for first in range(10) for second in range(10) for third in range(3)], float
    )
    holds = (grid[:, 0] >= 6) & (grid[:, 1] <= 3)
    box = find_box(("first", "second", "third"), grid, holds)
    assert dict(box.bounds) == {"first": (6, 9), "second": (0, 3)}
    assert (box.density, box.coverage, box.mass) == (1, 1, pytest.approx(16 / 100))


def test_where_a_target_is_met_is_said_in_words(tmp_path: Path) -> None:
    told = in_words(discover(swept(tmp_path), read_target("removals<=18", "--where")))
    assert "at 3 of 6 points" in told
    assert "courts.docket_rule is lifo and border.attempts_scale is from 1 to 2 ratio" in told
    everywhere = in_words(discover(tmp_path, read_target("removals<=99", "--where")))
    assert everywhere.endswith("everywhere.")


def test_the_choice_that_is_least_behind_comes_first(tmp_path: Path) -> None:
    target = read_target("removals<=20", "--where")
    best, other = regret(swept(tmp_path), "courts.docket_rule", REMOVALS, is_lower_better=True, target=target)
    assert (best.level, best.worst_regret, best.met) == ("lifo", 5, pytest.approx(2 / 3))
    assert (other.level, other.worst_regret, other.mean_regret) == ("fifo", 9, pytest.approx(11 / 3))


def test_what_is_no_sweep_or_no_factor_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="no finished sweep"):
        discover(tmp_path, read_target("removals<=18", "--where"))
    with pytest.raises(ScenarioError, match=r"one of courts\.docket_rule"):
        regret(swept(tmp_path), "courts.judges", REMOVALS, is_lower_better=True, target=None)
