"""Runs are found and not redone, and are written so that nothing half reads as whole."""

import csv
import errno
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.base.metric_key import MetricKey
from sim.report.reports import write_report
from sim.results.estimates import Difference
from sim.scenario.scenario import Overrides
from sim.study.choices import Keep
from sim.study.experiment import Run, play_library, run_plan
from sim.study.folders import explain_disk_errors
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import Done, Task
from tests.unit.study.playing import plan, play, played_by


class Listener:
    """Remembers what a watcher is called with."""

    def __init__(self) -> None:
        self.counts: list[tuple[int, int]] = []
        self.pairs: list[tuple[str, Sequence[Difference]]] = []
        self.writings = 0
        self.watcher = Watcher(begins=self._begins, first_pair=self._first_pair, writes=self._writes)

    def _begins(self, stored: int, missing: int) -> None:
        self.counts.append((stored, missing))

    def _first_pair(self, baseline: str, differences: Sequence[Difference]) -> None:
        self.pairs.append((baseline, differences))

    def _writes(self) -> None:
        self.writings += 1


def run(options: Options, replications: int = 3, *, watcher: Watcher | None = None) -> Run:
    """Run the calm scenario."""
    with played_by(play):
        return run_plan(plan(options, replications=replications), options, watcher or Watcher(), page=write_report)


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder but the one that tells the time."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "timing.json"
    }


def apprehensions(result: Run) -> tuple[float, ...]:
    """Mean, low and high of the arrests of a run."""
    (found,) = (one for one in result.estimates if one.key == MetricKey("apprehensions"))
    return found.mean, found.low or 0.0, found.high or 0.0


@pytest.mark.parametrize("name", ["g[ab]", "a*b", "q?", "{a,b}", "~", "~/x", "sp ace", "%41", "year=2017", "file:x"])
def test_a_folder_is_no_pattern_and_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    result = run(Options(Path(name), jobs=1, keep=Keep.SERIES), replications=2)
    assert result.directory == Path(name) / "calm" / result.plan.setup.run_id
    assert {"ledger.parquet", "stocks.parquet", "manifest.json"} < files(result.directory).keys()
    assert [path.name for path in tmp_path.iterdir()] == [Path(name).parts[0]]


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "results").symlink_to(tmp_path / "gone")
    with pytest.raises(ResultsError, match="results: it is a link to nothing; make what it names, or"):
        run(Options(tmp_path / "results", jobs=1))


def test_a_run_estimates_what_was_played(tmp_path: Path) -> None:
    mean, low, high = apprehensions(run(Options(tmp_path, jobs=1)))
    assert mean == 2
    assert high == pytest.approx(2 + 4.30265 / 3**0.5, rel=1e-4)
    assert low == 0, "events are not fewer than none"


def test_a_run_writes_a_whole_folder(tmp_path: Path) -> None:
    result = run(Options(tmp_path, jobs=1, keep=Keep.SERIES))
    assert result.directory.parent == tmp_path / "calm"
    assert {path.name for path in result.directory.iterdir()} == {
        ".lock", "flows.parquet", "ledger.parquet", "manifest.json", "metrics.csv", "metrics.parquet", "replications",
        "report.html", "scenario.yaml", "section_o.csv", "series", "stocks.parquet", "timing.json", "waits.parquet",
    }  # fmt: skip
    assert json.loads((result.directory / "manifest.json").read_text())["replications"] == 3


def test_the_same_run_is_found_and_not_redone(tmp_path: Path) -> None:
    before = files(run(Options(tmp_path, jobs=1)).directory)
    listener = Listener()
    after = files(run(Options(tmp_path, jobs=1), watcher=listener.watcher).directory)
    assert listener.counts == [(3, 0)]
    assert listener.writings == 0
    assert after == before


def test_more_replications_add_only_those(tmp_path: Path) -> None:
    run(Options(tmp_path, jobs=1), 2)
    listener = Listener()
    more = run(Options(tmp_path, jobs=1), 5, watcher=listener.watcher)
    assert listener.counts == [(2, 3)]
    assert apprehensions(more)[0] == 3


def test_the_table_of_metrics_holds_exactly_what_was_asked_for(tmp_path: Path) -> None:
    run(Options(tmp_path, jobs=1), 4)
    fewer = run(Options(tmp_path, jobs=1), 2)
    lines = list(csv.DictReader((fewer.directory / "metrics.csv").read_text().splitlines()))
    assert {line["replication"] for line in lines} == {"1", "2"}
    assert apprehensions(fewer)[0] == 1.5


def test_several_jobs_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    one = files(run(Options(tmp_path / "one", jobs=1, keep=Keep.SERIES)).directory)
    two = files(run(Options(tmp_path / "two", jobs=2, keep=Keep.SERIES)).directory)
    assert one == two


def test_series_are_computed_where_only_metrics_were_kept(tmp_path: Path) -> None:
    run(Options(tmp_path, jobs=1))
    listener = Listener()
    run(Options(tmp_path, jobs=1, keep=Keep.SERIES), watcher=listener.watcher)
    assert listener.counts == [(0, 3)]


def test_fresh_computes_again(tmp_path: Path) -> None:
    run(Options(tmp_path, jobs=1))
    listener = Listener()
    run(Options(tmp_path, jobs=1, fresh=True), watcher=listener.watcher)
    assert listener.counts == [(0, 3)]


def test_a_damaged_replication_is_played_again(tmp_path: Path) -> None:
    result = run(Options(tmp_path, jobs=1))
    before = files(result.directory)
    result.plan.directory.metrics_path(2).write_bytes(b"PK half")
    listener = Listener()
    run(Options(tmp_path, jobs=1), watcher=listener.watcher)
    assert listener.counts == [(2, 1)]
    assert files(result.directory) == before


def interrupted_at_two(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Play, until the user has enough."""
    if task.inputs.replication == 2:
        task.metrics_path.with_name(".0002.npz.1.tmp").write_bytes(b"half")
        raise KeyboardInterrupt
    return play(task)


def test_an_interrupted_run_keeps_what_had_finished_and_goes_on(tmp_path: Path) -> None:
    options = Options(tmp_path, jobs=1)
    wanted = plan(options)
    with pytest.raises(KeyboardInterrupt), played_by(interrupted_at_two):
        run_plan(wanted, options, Watcher(), page=write_report)
    folder = wanted.directory.path
    assert wanted.directory.metrics_path(1).exists()
    assert not (folder / "manifest.json").exists()
    listener = Listener()
    run(options, watcher=listener.watcher)
    assert listener.counts == [(1, 2)]
    assert not list(folder.rglob("*.tmp"))


def test_a_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ResultsError, match="--out"):
        run(Options(tmp_path / "out", jobs=1))


def test_a_full_disk_is_explained() -> None:
    with pytest.raises(ResultsError, match="No space left on device; free some space"), explain_disk_errors():
        raise OSError(errno.ENOSPC, "No space left on device", "metrics.csv")


def full_at_two(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Play, until the disk is full."""
    if task.inputs.replication == 2:
        raise OSError(errno.ENOSPC, "No space left on device", "0002.npz")
    return play(task)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_fills_up_leaves_no_folder_that_reads_as_whole(tmp_path: Path, jobs: int) -> None:
    options = Options(tmp_path, jobs=jobs)
    wanted = plan(options)
    with pytest.raises(ResultsError, match=r"0002\.npz"), played_by(full_at_two):
        run_plan(wanted, options, Watcher(), page=write_report)
    assert not (wanted.directory.path / "manifest.json").exists()


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
