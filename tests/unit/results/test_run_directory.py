"""One process writes a run's folder at a time, damaged replications do not count, and what is replaced can go."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.base.metric_key import MetricKey
from sim.results.manifest import write_manifest
from sim.results.metric_definition import Row
from sim.results.replications import write_recording, write_replication_metrics
from sim.results.run_directory import RunDirectory, locked, remove, replaced, stored_under
from tests.unit.results.recordings import empty

HOLD = """
import sys
from pathlib import Path
from sim.results.run_directory import locked
with locked([Path(sys.argv[1])], lambda folder: None):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_the_second_process_hears_that_it_waits(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        heard: list[Path] = []

        def let_go(folder: Path) -> None:
            heard.append(folder)
            holder.communicate("go\n")

        with locked([tmp_path], let_go):
            assert heard == [tmp_path]


def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()
        holder.wait()
    heard: list[Path] = []
    with locked([tmp_path], heard.append):
        assert heard == []


def test_a_file_system_without_locks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(ResultsError, match=f"cannot lock {tmp_path}: .*No locks available.*; choose another folder"):
        locked([tmp_path], lambda _: None).__enter__()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_folder_that_is_only_read_is_locked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    opened, heard = os.open, []

    def only_read(path: Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_RDWR:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, flags, mode)

    with locked([tmp_path], heard.append):
        monkeypatch.setattr("os.open", only_read)
    with locked([tmp_path], heard.append):
        assert heard == []


def test_a_folder_named_twice_is_locked_once(tmp_path: Path) -> None:
    heard: list[Path] = []
    with locked([tmp_path, tmp_path], heard.append):
        assert heard == []


def test_a_replication_counts_only_where_it_can_be_read(tmp_path: Path) -> None:
    run = RunDirectory(tmp_path)
    run.make()
    assert not run.has(1, with_series=False)
    write_replication_metrics(run.metrics_path(1), empty(), (Row(MetricKey("removals"), 1, "persons"),))
    assert run.has(1, with_series=False)
    assert not run.has(1, with_series=True)
    write_recording(run.recording_path(1), empty())
    assert run.has(1, with_series=True)
    run.metrics_path(1).write_bytes(b"PK")
    assert not run.has(1, with_series=True)


def folder(root: Path, name: str, kind: str, command: str, *, age: int, runs: tuple[str, ...] = ()) -> None:
    """A folder of results of an age in seconds."""
    path = root / name
    path.mkdir(parents=True)
    if kind == "run":
        (path / "replications").mkdir()
    write_manifest(path, {"kind": kind, "replications": 2, "command": command, "runs": list(runs)})
    os.utime(path / "manifest.json", (1e9 - age, 1e9 - age))


def test_the_newest_of_the_same_command_stays_whatever_its_replications(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm --replications 2 --seed 7", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm --replications 5 --seed 7", age=1)
    folder(tmp_path, "calm/other", "run", "memosim run calm --replications 2 --seed 8", age=9)
    assert [one.name for one in replaced(stored_under(tmp_path))] == ["calm/old"]


def test_a_run_that_a_study_needs_stays(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm", age=1)
    folder(tmp_path, "sweep-1", "sweep", "memosim sweep calm", age=5, runs=("calm/old",))
    assert replaced(stored_under(tmp_path)) == ()
    folder(tmp_path, "sweep-2", "sweep", "memosim sweep calm", age=2, runs=("calm/new",))
    assert [one.name for one in replaced(stored_under(tmp_path))] == ["calm/old", "sweep-1"]


def test_what_is_removed_is_gone_and_what_is_unfinished_stays(tmp_path: Path) -> None:
    folder(tmp_path, "calm/old", "run", "memosim run calm", age=9)
    folder(tmp_path, "calm/new", "run", "memosim run calm", age=1)
    (tmp_path / "calm" / "begun" / "replications").mkdir(parents=True)
    for one in replaced(stored_under(tmp_path)):
        remove(one)
    assert [(one.name, one.kind) for one in stored_under(tmp_path)] == [
        ("calm/begun", "unfinished"),
        ("calm/new", "run"),
    ]
