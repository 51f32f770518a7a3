"""A sweep is one long table of many runs, whole or not there, and the same however it was computed."""

import csv
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.report.reports import write_report
from sim.study.choices import Design
from sim.study.executors import Work
from sim.study.experiment import Page
from sim.study.factors import Factor
from sim.study.plans import Options
from sim.study.points import Point
from sim.study.progress import Watcher
from sim.study.sweeps import Sweep, SweepPlan, sweep_points
from sim.study.tasks import Done, Task
from tests.unit.study.playing import plan, play, played_by
from tests.unit.study.test_experiment import Listener, files

NAMES = ("calm", "busy", "quiet")


def sweep(
    options: Options,
    replications: int = 2,
    watcher: Watcher | None = None,
    page: Page = write_report,
    work: Work[Task, Done] = play,
) -> Sweep:
    """Sweep over scenarios that claim nothing and differ in their names alone."""
    points = tuple(
        Point(number, (name,), plan(options, name, replications)) for number, name in enumerate(NAMES, start=1)
    )
    wanted = SweepPlan(Design.GRID, (Factor("border.mood", NAMES),), points, "memosim sweep")
    with played_by(work):
        return sweep_points(wanted, options, watcher or Watcher(), page=page)


def lines(path: Path) -> list[dict[str, str]]:
    """The lines of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_point_and_replication_is_in_the_long_table(tmp_path: Path) -> None:
    found = [
        (line["point"], line["border.mood"], line["replication"], line["value"])
        for line in lines(sweep(Options(tmp_path, jobs=1)).directory / "metrics.csv")
        if line["metric"] == "apprehensions" and line["fiscal_year"] == "all"
    ]
    assert found == [
        ("1", "calm", "1", "1"), ("1", "calm", "2", "2"),
        ("2", "busy", "1", "2"), ("2", "busy", "2", "4"),
        ("3", "quiet", "1", "1"), ("3", "quiet", "2", "2"),
    ]  # fmt: skip


def test_points_name_the_folders_of_their_runs(tmp_path: Path) -> None:
    result = sweep(Options(tmp_path, jobs=1))
    runs = [line["run"] for line in lines(result.directory / "points.csv")]
    assert runs == json.loads((result.directory / "manifest.json").read_text())["runs"]
    assert all((tmp_path / run / "manifest.json").exists() for run in runs)


def test_the_tables_come_as_frames(tmp_path: Path) -> None:
    result = sweep(Options(tmp_path, jobs=1))
    assert result.points.height == 3
    assert result.metrics.filter(metric="apprehensions", fiscal_year="all")["value"].sum() == 12


def test_the_tables_are_read_from_a_folder_that_looks_like_a_pattern(tmp_path: Path) -> None:
    assert sweep(Options(tmp_path / "g[ab]*", jobs=1)).points.height == 3


def test_the_same_sweep_is_found_and_more_replications_add_only_those(tmp_path: Path) -> None:
    before = files(sweep(Options(tmp_path, jobs=1)).directory)
    listener = Listener()
    assert files(sweep(Options(tmp_path, jobs=1), watcher=listener.watcher).directory) == before
    sweep(Options(tmp_path, jobs=1), 3, watcher=listener.watcher)
    assert listener.counts == [(6, 0), (6, 3)]


def test_any_executor_gives_the_same_bytes(tmp_path: Path) -> None:
    one = files(sweep(Options(tmp_path / "one", jobs=1)).directory.parent)
    two = files(sweep(Options(tmp_path / "two", jobs=2)).directory.parent)
    with ThreadPoolExecutor(3) as pool:
        three = files(sweep(Options(tmp_path / "three", executor=pool)).directory.parent)
    assert one == two
    assert one == three


def test_an_executor_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="dask://HOST:PORT"):
        sweep(Options(tmp_path, executor="slurm"))


def test_resume_insists_that_something_is_there(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="--resume"):
        sweep(Options(tmp_path, jobs=1, resume=True))
    sweep(Options(tmp_path, jobs=1), 1)
    listener = Listener()
    sweep(Options(tmp_path, jobs=1, resume=True), 2, watcher=listener.watcher)
    assert listener.counts == [(3, 3)]
