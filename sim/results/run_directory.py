"""A run has a folder of its own, named after all that could change its numbers; one process writes it at a time."""

import errno
import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sim.base.errors import ResultsError
from sim.engine.recording import Recording
from sim.results.replications import Measured, read_measured, read_recording

SERIES_TABLES = ("stocks.parquet", "flows.parquet", "waits.parquet")
"""Tables of the daily series, written where they are kept."""
LEDGER_TABLE = "ledger.parquet"

_LOCK = ".lock"


@dataclass(frozen=True)
class RunDirectory:
    """The folder `<root>/<scenario>/<run id>` and the names of what lies in it."""

    path: Path

    def measured_path(self, replication: int) -> Path:
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
            read_measured(self.measured_path(replication))
        except (FileNotFoundError, ResultsError):
            return False
        return True

    def measured(self, replications: int) -> Iterator[tuple[int, Measured]]:
        """Read the metrics of the first replications, one at a time.

        Raises:
            ResultsError: if one is damaged.
        """
        for replication in range(1, replications + 1):
            yield replication, read_measured(self.measured_path(replication))

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
