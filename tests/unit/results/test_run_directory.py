"""One process writes a run's folder at a time, and damaged replications do not count."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.base.metric_key import MetricKey
from sim.results.measures import Row
from sim.results.replications import write_measured, write_recording
from sim.results.run_directory import RunDirectory, locked
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
    write_measured(run.measured_path(1), empty(), (Row(MetricKey("removals"), 1, "persons"),))
    assert run.has(1, with_series=False)
    assert not run.has(1, with_series=True)
    write_recording(run.recording_path(1), empty())
    assert run.has(1, with_series=True)
    run.measured_path(1).write_bytes(b"PK")
    assert not run.has(1, with_series=True)
