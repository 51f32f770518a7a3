"""A run has a folder of its own, named after all that could change its numbers; one process writes it at a time.

Folders can be listed, and what newer runs replaced can be removed.
"""

import errno
import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sim.base.errors import ResultsError
from sim.engine.recording import Recording
from sim.results.manifest import MANIFEST, stored_manifest
from sim.results.replications import ReplicationMetrics, read_recording, read_replication_metrics

SERIES_TABLES = ("stocks.parquet", "flows.parquet", "waits.parquet")
"""Tables of the daily series, written where they are kept."""
LEDGER_TABLE = "ledger.parquet"

_LOCK = ".lock"


@dataclass(frozen=True)
class RunDirectory:
    """The folder `<root>/<scenario>/<run id>` and the names of what lies in it."""

    path: Path

    def metrics_path(self, replication: int) -> Path:
        """Where the metrics and the ledger of a replication lie."""
        return self.path / "replications" / f"{replication:04d}.npz"

    def recording_path(self, replication: int) -> Path:
        """Where everything that a replication recorded lies, if it was kept."""
        return self.path / "series" / f"{replication:04d}.npz"

    def make(self) -> None:
        """Make the folder and those inside it.

        Raises:
            ResultsError: if the name of the folder is not text, so that tables could not be written in it.
        """
        try:
            str(self.path).encode()
        except UnicodeEncodeError as error:
            raise ResultsError(f"{str(self.path)!r} is not text in UTF-8; choose another folder with --out") from error
        for folder in ("replications", "series"):
            (self.path / folder).mkdir(parents=True, exist_ok=True)

    def has(self, replication: int, *, with_series: bool) -> bool:
        """Say whether a replication is there and whole; the metrics are always written last."""
        if with_series and not self.recording_path(replication).exists():
            return False
        return self._is_readable(replication)

    def _is_readable(self, replication: int) -> bool:
        try:
            read_replication_metrics(self.metrics_path(replication))
        except (FileNotFoundError, ResultsError):
            return False
        return True

    def replication_metrics(self, replications: int) -> Iterator[tuple[int, ReplicationMetrics]]:
        """Read the metrics of the first replications, one at a time.

        Raises:
            ResultsError: if one is damaged.
        """
        for replication in range(1, replications + 1):
            yield replication, read_replication_metrics(self.metrics_path(replication))

    def recordings(self, replications: int) -> Iterator[tuple[int, Recording]]:
        """Read everything that the first replications recorded, one at a time.

        Raises:
            ResultsError: if one is damaged.
        """
        for replication in range(1, replications + 1):
            yield replication, read_recording(self.recording_path(replication))


@contextmanager
def locked(folders: Iterable[Path], on_wait: Callable[[Path], None]) -> Iterator[None]:
    """Keep other processes from writing into folders; the lock dies with this process.

    Args:
        folders: existing folders; they are locked in one order, so that two processes never wait for each other.
        on_wait: told the folder that another process is writing, before waiting for it.
    """
    with ExitStack() as held:
        for folder in sorted(set(folders)):
            held.enter_context(_locked(folder, on_wait))
        yield


@contextmanager
def _locked(folder: Path, on_wait: Callable[[Path], None]) -> Iterator[None]:
    lock = _lock_file(folder / _LOCK)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait(folder)
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            reason = f"its file system gives no lock ({error.strerror})"
            raise ResultsError(f"cannot lock {folder}: {reason}; choose another folder with --out") from error
        yield
    finally:
        os.close(lock)


def _lock_file(path: Path) -> int:
    """Open the file of a lock; in a folder that is only read, the one that lies there will do."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except PermissionError:
        return os.open(path, os.O_RDONLY)
    except OSError as error:
        if error.errno != errno.EROFS:
            raise
        return os.open(path, os.O_RDONLY)


_STUDIES = ("compare-*", "sweep-*", "solve-*")
_COUNTED = re.compile(r" --replications \S+| --keep \S+")
"""More replications, or more of each, are the same work with more of it."""


@dataclass(frozen=True)
class ResultsFolder:
    """One folder of results."""

    path: Path
    name: str
    """Relative to the root, as `<scenario>/<run id>` or `compare-<id>`."""
    kind: str
    """`run`, `compare`, `sweep`, `solve`; `unfinished` where no manifest marks the folder as whole."""
    replications: int | None
    size: int
    """[bytes]."""
    command: str
    written: float
    """When its manifest was written [seconds]."""
    runs: tuple[str, ...]
    """Folders of the runs that it refers to."""


def stored_under(root: Path) -> tuple[ResultsFolder, ...]:
    """List the results under a root: runs by scenario, then the studies that refer to them."""
    studies = [path for pattern in _STUDIES for path in sorted(root.glob(pattern))]
    runs = [path.parent for path in sorted(root.glob("*/*/replications"))]
    return tuple(_stored(root, path) for path in (*runs, *studies))


def replaced(found: tuple[ResultsFolder, ...]) -> tuple[ResultsFolder, ...]:
    """Say which folders a newer one replaced: made by the same command, and needed by no study that stays.

    Args:
        found: everything under a root.
    """
    newest: dict[str, ResultsFolder] = {}
    for one in sorted(found, key=lambda one: one.written):
        if one.command:
            newest[_work(one)] = one
    old = {one.name for one in found if one.command and newest[_work(one)] is not one}
    needed = {run for one in found if one.name not in old for run in one.runs}
    return tuple(one for one in found if one.name in old - needed)


def remove(stored: ResultsFolder) -> None:
    """Remove a folder, its manifest first, so that half a folder does not read as whole.

    Raises:
        ResultsError: if it cannot be removed.
    """
    try:
        with locked((stored.path,), lambda _: None):
            (stored.path / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(stored.path)
    except OSError as error:
        raise ResultsError(f"cannot remove {stored.path}: {error.strerror or error}") from error


def _work(stored: ResultsFolder) -> str:
    return f"{stored.kind} {_COUNTED.sub('', stored.command)}"


def _stored(root: Path, path: Path) -> ResultsFolder:
    manifest: Mapping[str, object] = stored_manifest(path) or {}
    runs = manifest.get("runs")
    count = manifest.get("replications")
    return ResultsFolder(
        path=path,
        name=path.relative_to(root).as_posix(),
        kind=str(manifest.get("kind", "unfinished")),
        replications=int(str(count)) if count is not None else None,
        size=sum(_sizes(path)),
        command=str(manifest.get("command", "")),
        written=(path / MANIFEST).stat().st_mtime if manifest else 0.0,
        runs=tuple(str(run) for run in runs) if isinstance(runs, list) else (),
    )


def _sizes(path: Path) -> Iterator[int]:
    return (each.stat().st_size for each in path.rglob("*") if each.is_file())
