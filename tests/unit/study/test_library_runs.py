"""Shipped scenarios are played for their headline rows, and what is there is not played again."""

from pathlib import Path

from sim.scenario.scenario import Overrides
from sim.study.library_runs import play_library
from sim.study.plans import Options
from sim.study.progress import Watcher


def test_a_scenario_that_is_there_is_read_and_not_played_again(tmp_path: Path) -> None:
    def play() -> tuple[float, dict[Path, int]]:
        overrides = Overrides(replications=1, years=1, scale=0.002)
        (run,) = play_library(["status-quo"], overrides, Options(tmp_path, 1, fixed=True), Watcher())
        pending = next(one.mean for one in run.estimates if one.key.metric == "court_pending")
        return pending, {path: path.stat().st_mtime_ns for path in run.directory.glob("replications/*")}

    first, again = play(), play()
    assert first[1]
    assert first == again
    assert first[0] > 400_000
