"""The folder of a study: written by one process at a time, and whole only if its manifest is there."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sim.base.errors import ResultsError
from sim.results.manifest import forget_manifest, program_version, stored_manifest, write_manifest
from sim.results.run_directory import locked
from sim.study.plans import Plan
from sim.study.progress import Watcher


@contextmanager
def opened(folder: Path, watcher: Watcher) -> Iterator[None]:
    """Make a folder, keep other processes out of it and clear what a killed one left in it.

    Raises:
        ResultsError: if something cannot be written, now or later.
    """
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
        with locked((folder,), watcher.waits_for):
            for left in (*folder.glob(".*.tmp"), *folder.glob("*/.*.tmp")):  # runs lie deeper and have their own locks
                left.unlink(missing_ok=True)
            yield


@contextmanager
def explained() -> Iterator[None]:
    """Say what to do when the disk refuses.

    Raises:
        ResultsError: in place of an error of the operating system.
    """
    try:
        yield
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        if isinstance(error, FileExistsError) and Path(str(error.filename)).is_symlink():
            advice = "make what it names, or choose another folder with --out"
            raise ResultsError(f"cannot write{where}: it is a link to nothing; {advice} and run again") from error
        advice = (
            "free some space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "choose another folder with --out"
        )
        raise ResultsError(f"cannot write{where}: {error.strerror or error}; {advice} and run again") from error


@contextmanager
def rewritten(folder: Path, manifest: Mapping[str, object]) -> Iterator[None]:
    """Take the manifest away while tables are written and write it last, so that it marks a whole folder."""
    forget_manifest(folder)
    yield
    write_manifest(folder, dict(manifest))


def is_whole(folder: Path, manifest: Mapping[str, object], *tables: str) -> bool:
    """Say whether a folder has all its tables and was written for the very same manifest."""
    return stored_manifest(folder) == manifest and all((folder / name).exists() for name in tables)


def study_manifest(kind: str, folder: Path, content: Mapping[str, object], command: str) -> dict[str, object]:
    """Put together the manifest of a study: what it is, what it holds, and the command that repeats it."""
    head = {"kind": kind, "id": folder.name}
    return {**head, **content, "command": command, "versions": {"memosim": program_version()}}


def how_played(plan: Plan) -> dict[str, object]:
    """Say in a manifest how the runs of a study were played."""
    return {
        "start": plan.setup.start.isoformat(),
        "years": plan.setup.years,
        "seed": plan.setup.seed,
        "replications": plan.replications,
        "fixed": plan.setup.fixed,
        "scale": plan.setup.scale,
        "interval": plan.setup.interval_label,
    }
