"""A cluster of workers gives the same bytes as this process, and loses nothing when a worker dies."""

import importlib.util
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sim.base.errors import ResultsError, ScenarioError
from sim.study.clusters import RemoteWork, check_executor, remote_work
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import Done, Task
from tests.unit.study.playing import plan, play
from tests.unit.study.test_experiment import files
from tests.unit.study.test_sweeps import sweep

HOST = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[3]
needs_dask = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None, reason="Dask is not installed: pip install 'memosim[cluster]'"
)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs until the test has done with it."""
    quiet = subprocess.DEVNULL
    program = subprocess.Popen([sys.executable, "-m", "distributed.cli." + words[0], *words[1:]],
                               cwd=ROOT, stdout=quiet, stderr=quiet)  # fmt: skip
    try:
        yield program
    finally:
        program.kill()
        program.wait()


@contextmanager
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on this machine, all addresses given."""
    from distributed import Client

    port, options = free_port(), ("--host", HOST, "--no-dashboard")
    worker = ("dask_worker", f"tcp://{HOST}:{port}", "--nthreads", "1", "--no-nanny", *options)
    with (
        started("dask_scheduler", "--port", str(port), *options),
        started(*worker) as first,
        started(*worker) as second,
        Client(f"tcp://{HOST}:{port}", timeout="60s", set_as_default=False) as client,
    ):
        client.wait_for_workers(2, timeout=60)
        yield f"dask://{HOST}:{port}", [first, second]


def killing(victim: subprocess.Popen[bytes]) -> Watcher:
    """Kill a worker as soon as a replication has come home."""

    def goes_on(done: float, total: int) -> None:
        if 1 <= done < total and victim.poll() is None:
            victim.kill()
            victim.wait()

    return Watcher(goes_on=goes_on)


def play_slowly(task: Task, progress: Callable[[float], None] | None = None) -> Done:
    """Play, and take a while, so that a worker can be killed at it."""
    time.sleep(0.3)
    return play(task, progress)


@needs_dask
def test_a_worker_that_is_killed_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    here = files(sweep(Options(tmp_path / "here", jobs=1)).directory.parent)
    with cluster() as (executor, workers):
        folder = tmp_path / "away"

        watcher = killing(workers[0])
        there = files(sweep(Options(folder, executor=executor), watcher=watcher, work=play_slowly).directory.parent)
        assert workers[0].poll() is not None
    assert there == here


@pytest.mark.parametrize(
    "executor",
    ["dask://", "dask://localhost", "dask://localhost:", "dask://:8786", "dask://localhost:port", "dask://a b:1",
     "dask://localhost:0", "dask://localhost:65536", "dask://localhost:8786/x", "dask://::1:8786", "dask://a@b:1",
     "dask://localhost:08786", "DASK://localhost:8786", "tcp://localhost:8786", "slurm", "", " local", "Local"],
)  # fmt: skip
def test_an_address_is_refused_by_its_form(executor: str) -> None:
    with pytest.raises(ScenarioError, match="expected local or dask://HOST:PORT"):
        check_executor(executor)


@pytest.mark.parametrize("executor", ["local", "dask://localhost:8786", "dask://10.0.0.1:1", "dask://[::1]:65535"])
def test_an_address_of_the_right_form_is_taken(executor: str) -> None:
    check_executor(executor)


@needs_dask
@pytest.mark.parametrize("says", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH", b"\0" * 8, b""])
def test_another_program_at_the_port_is_no_scheduler(says: bytes, tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as server:

        def speak() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(says)

        speaker = threading.Thread(target=speak)
        speaker.start()
        with pytest.raises(ScenarioError, match="expected a scheduler that answers"):
            sweep(Options(tmp_path, executor=f"dask://{HOST}:{server.getsockname()[1]}"))
        speaker.join()


@needs_dask
def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="dask scheduler --host HOST --port PORT"):
        sweep(Options(tmp_path, executor=f"dask://{HOST}:{free_port()}"))


def test_a_worker_with_another_program_is_refused(tmp_path: Path) -> None:
    wanted = plan(Options(tmp_path))
    task = Task(wanted.scenario.compile(1, fixed=False), wanted.directory.metrics_path(1), None)
    right = remote_work(play)
    _, parcel = right(task)
    assert parcel.recording is None
    with pytest.raises(ResultsError, match="install the same on every machine"):
        RemoteWork(play, "another", right.versions)(task)
