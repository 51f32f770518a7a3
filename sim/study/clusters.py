"""Replications may be played on other machines: they are sent out complete and come back as the bytes of files."""

import re
import socket
import struct
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import final

from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.results.atomic_files import write_bytes
from sim.results.manifest import source_digest, versions
from sim.study.executors import Pool, Work
from sim.study.plans import LOCAL
from sim.study.preparing import prepare
from sim.study.tasks import Done, Task

_DASK = "dask://"
_ADDRESS = re.compile(r"dask://(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.%]+\]):(?P<port>[1-9][0-9]{0,4})")
_MOST_PORTS = 65535
"""The highest number that a port may have."""
_PATIENCE = 5.0
"""How long a scheduler may take to answer [seconds]."""
_LONGEST_GREETING = 1_000_000
"""A scheduler greets with far fewer bytes [bytes]."""
_RETRIES = 10
"""How often a replication is played again because the machine that played it went away [times]."""
_EXPECTED = f"{LOCAL} or {_DASK}HOST:PORT"
_START = "start one with `dask scheduler --host HOST --port PORT`"


@dataclass(frozen=True)
class PackedReplication:
    """A replication that was played elsewhere, on its way home."""

    done: Done
    measured: bytes
    recording: bytes | None

    def unpack(self, task: Task) -> Done:
        """Write the files where they belong; the file of metrics comes last and marks the replication as whole."""
        if task.recording_path is not None and self.recording is not None:
            write_bytes(task.recording_path, self.recording)
        write_bytes(task.metrics_path, self.measured)
        return replace(self.done, metrics_path=task.metrics_path)


@final
@dataclass(frozen=True)
class RemoteWork:
    """Plays a replication in a folder of the machine that it was sent to."""

    work: Work[Task, Done]
    source: str
    """Digest of the program that sends it out; another program would give other numbers."""
    versions: tuple[tuple[str, str], ...]
    """Of the libraries whose arithmetic is in the numbers."""

    def __call__(self, task: Task) -> tuple[Task, PackedReplication]:
        """Play one replication and pack its files.

        Raises:
            ResultsError: if another version of the program is installed there.
        """
        here = program_identity()
        if here != (self.source, self.versions):
            raise ResultsError(
                f"a worker has another version of the program or of its libraries ({_spoken(here[1])}) than the one "
                f"that asks ({_spoken(self.versions)}); install the same on every machine and run again"
            )
        prepare(lambda done, total: None)
        with TemporaryDirectory(prefix="memosim-") as folder:
            return task, self._play(task, Path(folder))

    def _play(self, task: Task, folder: Path) -> PackedReplication:
        measured = folder / task.metrics_path.name
        recording = None if task.recording_path is None else folder / f"series-{task.recording_path.name}"
        done = self.work(replace(task, metrics_path=measured, recording_path=recording), None)
        return PackedReplication(done, measured.read_bytes(), recording.read_bytes() if recording else None)


def remote_work(work: Work[Task, Done]) -> RemoteWork:
    """Make of a function that plays here one that plays elsewhere."""
    return RemoteWork(work, *program_identity())


def program_identity() -> tuple[str, tuple[tuple[str, str], ...]]:
    """Name the program and the libraries that its numbers depend on."""
    return source_digest(), tuple(versions().items())


@contextmanager
def open_executor(executor: str | Pool) -> Iterator[Pool]:
    """Give the executor that a user names.

    Args:
        executor: `dask://HOST:PORT`, or an executor, which stays open.

    Raises:
        ScenarioError: if it is not known or does not answer.
        ResultsError: if it loses a replication for good.
    """
    if not isinstance(executor, str):
        yield executor
        return
    check_executor(executor)
    with _dask(executor) as pool:
        yield pool


def check_executor(executor: str) -> None:
    """Refuse what is neither this machine nor the address of a scheduler; nothing is connected.

    Raises:
        ScenarioError: if it is neither.
    """
    address = _ADDRESS.fullmatch(executor)
    if executor != LOCAL and not (address and int(address["port"]) <= _MOST_PORTS):
        example = f"for example {_DASK}127.0.0.1:8786" if executor.startswith(_DASK) else ""
        raise _refusal(executor, _EXPECTED, example)


def _is_greeted(executor: str) -> bool:
    """Whether a scheduler is there; it greets whoever connects, the length of what it says first.

    Dask itself waits without end for a program that says nothing, and leaves a client behind that cannot be closed.
    """
    host, _, port = executor.removeprefix(_DASK).rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE) as connection:
            connection.settimeout(_PATIENCE)
            greeting = connection.recv(struct.calcsize("<Q"), socket.MSG_WAITALL)
    except OSError:
        return False
    return len(greeting) == struct.calcsize("<Q") and 0 < struct.unpack("<Q", greeting)[0] < _LONGEST_GREETING


@contextmanager
def _dask(executor: str) -> Iterator[Pool]:
    try:
        from distributed import Client, KilledWorker
    except ImportError:
        raise _refusal(executor, "Dask distributed", "install it with `pip install 'memosim[cluster]'`") from None
    if not _is_greeted(executor):
        raise _refusal(executor, "a scheduler that answers", _START)
    address = "tcp://" + executor.removeprefix(_DASK)
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # no types
    except (OSError, ValueError, ImportError) as error:
        raise _refusal(executor, "a scheduler of the same version that answers", _START) from error
    with client:
        if not client.scheduler_info(n_workers=-1)["workers"]:
            hint = f"start one with `dask worker {address} --nthreads 1`"
            raise _refusal(executor, "a scheduler with at least one worker", hint)
        try:
            yield client.get_executor(pure=False, retries=_RETRIES)  # type: ignore[no-untyped-call]  # no types
        except (KilledWorker, CancelledError) as error:
            raise ResultsError(
                f"the workers of {executor} were lost; what had finished is kept, so run the same command again"
            ) from error


def _refusal(found: str, expected: str, hint: str = "") -> ScenarioError:
    return ScenarioError((Problem("--executor", 0, 0, "", found or "nothing", expected, hint),))


def _spoken(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{name} {version}" for name, version in pairs)
