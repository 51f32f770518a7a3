"""Scenarios are compared replication by replication, and the first pair is told at once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.base.metric_key import MetricKey
from sim.report.reports import write_report
from sim.scenario.scenario import Overrides
from sim.study.choices import Keep
from sim.study.comparison import Comparison, compare_command, compare_plans
from sim.study.experiment import run_plan
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import Done, Task
from tests.unit.study.playing import plan, play, played_by
from tests.unit.study.test_experiment import Listener, files


def compare(options: Options, *names: str, replications: int = 3, watcher: Watcher | None = None) -> Comparison:
    """Compare scenarios that claim nothing."""
    plans = [plan(options, name, replications) for name in names]
    command = compare_command(names, Overrides(), plans, options)
    with played_by(play):
        return compare_plans(plans, options, watcher or Watcher(), command=command, page=write_report)


def arrests(comparison: Comparison) -> list[tuple[str, float, float | None, float | None]]:
    """The difference of arrests for each scenario."""
    return [
        (one.scenario, one.difference, one.low, one.high)
        for one in comparison.paired
        if one.key == MetricKey("apprehensions")
    ]


def test_twice_the_arrests_differ_by_as_many(tmp_path: Path) -> None:
    ((name, difference, low, high),) = arrests(compare(Options(tmp_path, jobs=1), "calm", "busy"))
    assert (name, difference) == ("busy", 2)
    assert low == pytest.approx(2 - 4.30265 / 3**0.5, abs=1e-4)
    assert high == pytest.approx(2 + 4.30265 / 3**0.5, abs=1e-4)


def test_any_scenario_can_be_the_base(tmp_path: Path) -> None:
    comparison = compare(Options(tmp_path, jobs=1), "busy", "calm", "busy")
    assert [found[:2] for found in arrests(comparison)] == [("calm", -2), ("busy", 0)]


def test_one_pair_has_no_interval(tmp_path: Path) -> None:
    ((_, difference, low, high),) = arrests(compare(Options(tmp_path, jobs=1), "calm", "busy", replications=1))
    assert (difference, low, high) == (1, None, None)


def test_the_first_pair_is_told_once_with_the_differences_of_replication_1(tmp_path: Path) -> None:
    listener = Listener()
    compare(Options(tmp_path, jobs=1), "calm", "busy", watcher=listener.watcher)
    ((baseline, differences),) = listener.pairs
    assert baseline == "calm"
    assert {one.difference for one in differences} == {1}


def test_nothing_is_told_where_everything_is_found(tmp_path: Path) -> None:
    compare(Options(tmp_path, jobs=1), "calm", "busy")
    listener = Listener()
    compare(Options(tmp_path, jobs=1), "calm", "busy", watcher=listener.watcher)
    assert (listener.counts, listener.pairs, listener.writings) == ([(6, 0)], [], 0)


def test_replication_1_of_every_scenario_comes_first(tmp_path: Path) -> None:
    played: list[tuple[str, int]] = []

    def note(task: Task, progress: Callable[[float], None] | None = None) -> Done:
        played.append((task.metrics_path.parts[-4], task.inputs.replication))
        return play(task)

    options = Options(tmp_path, jobs=1)
    plans = [plan(options, "calm", 2), plan(options, "busy", 2)]
    with played_by(note):
        compare_plans(plans, options, Watcher(), command="", page=write_report)
    assert played == [("calm", 1), ("busy", 1), ("calm", 2), ("busy", 2)]


def test_a_comparison_has_a_folder_that_names_its_runs(tmp_path: Path) -> None:
    comparison = compare(Options(tmp_path, jobs=1), "calm", "busy")
    assert comparison.directory.parent == tmp_path
    names = {path.name for path in comparison.directory.iterdir()}
    assert names == {".lock", "differences.csv", "manifest.json", "report.html"}
    manifest = json.loads((comparison.directory / "manifest.json").read_text())
    assert all((tmp_path / run / "manifest.json").exists() for run in manifest["runs"])
    assert manifest["command"] == "memosim compare calm busy --replications 3 --seed 7"


def test_a_comparison_leaves_a_richer_run_alone(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1, keep=Keep.SERIES)
    with played_by(play):
        run = run_plan(plan(options, "calm", 4), options, Watcher(), page=write_report)
    before = files(run.directory)
    compare(Options(tmp_path, jobs=1), "calm", "busy")
    assert files(run.directory) == before


def test_a_comparison_gives_the_same_bytes_with_several_jobs(tmp_path: Path) -> None:
    one = files(compare(Options(tmp_path / "one", jobs=1), "calm", "busy").directory)
    two = files(compare(Options(tmp_path / "two", jobs=2), "calm", "busy").directory)
    assert one == two


def test_differences_come_as_a_frame(tmp_path: Path) -> None:
    frame = compare(Options(tmp_path, jobs=1), "calm", "busy").differences
    (value,) = frame.of("apprehensions").filter(fiscal_year="all")["difference"]
    assert value == 2
