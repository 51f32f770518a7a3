"""The folders of runs and studies: written by one process at a time, and whole only if the manifest is there."""

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sim.base.errors import ResultsError
from sim.results.atomic_files import write_json, write_text
from sim.results.csv_tables import SECTION_O_TABLE, write_metrics, write_section_o
from sim.results.manifest import forget_manifest, program_version, run_manifest, stored_manifest, write_manifest
from sim.results.run_directory import LEDGER_TABLE, SERIES_TABLES, locked
from sim.study.choices import Keep
from sim.study.plans import Plan
from sim.study.progress import Watcher

METRICS_TABLE = "metrics.csv"
TIDY_METRICS_TABLE = "metrics.parquet"
"""The same with a column for each dimension in the place of `group`."""
SCENARIO_FILE = "scenario.yaml"
TIMING = "timing.json"


@contextmanager
def open_folder(folder: Path, watcher: Watcher) -> Iterator[None]:
    """Make a folder, keep other processes out of it and clear what a killed one left in it.

    Raises:
        ResultsError: if something cannot be written, now or later.
    """
    with explain_disk_errors():
        folder.mkdir(parents=True, exist_ok=True)
        with locked((folder,), watcher.waits_for):
            for left in (*folder.glob(".*.tmp"), *folder.glob("*/.*.tmp")):  # runs lie deeper and have their own locks
                left.unlink(missing_ok=True)
            yield


@contextmanager
def explain_disk_errors() -> Iterator[None]:
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
def rewriting(folder: Path, manifest: Mapping[str, object]) -> Iterator[None]:
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


def write_tables(plan: Plan, timing: dict[str, object]) -> None:
    """Write the tables of a run; its manifest is taken away first and comes last, so that it marks a whole folder.

    Args:
        plan: every replication of it is there.
        timing: how long the run took and what memory.
    """
    folder, directory = plan.directory.path, plan.directory
    with rewriting(folder, _manifest(plan)):
        write_text(folder / SCENARIO_FILE, plan.scenario.to_yaml())
        write_metrics(folder / METRICS_TABLE, plan.setup.name, directory.replication_metrics(plan.replications))
        _write_parquet(plan)
        write_json(folder / TIMING, timing)


def has_at_least(plan: Plan) -> bool:
    """Say whether a folder is whole and holds what is asked, or more replications, or more of each."""
    stored = _stored(plan)
    return (
        stored is not None
        and int(str(stored["replications"])) >= plan.replications
        and stored["keep"] in (plan.request.keep, Keep.SERIES.value)
    )


def is_up_to_date(plan: Plan) -> bool:
    """Say whether a folder is whole and was made for the very same request."""
    same: object = json.loads(json.dumps(_manifest(plan)))
    return _stored(plan) == same


def _stored(plan: Plan) -> dict[str, object] | None:
    folder = plan.directory.path
    tables = (SCENARIO_FILE, METRICS_TABLE, TIDY_METRICS_TABLE, LEDGER_TABLE, TIMING)
    return stored_manifest(folder) if all((folder / name).exists() for name in tables) else None


def _manifest(plan: Plan) -> dict[str, object]:
    first = next(plan.directory.replication_metrics(1))[1]
    return run_manifest(plan.setup, plan.request, plan.provenance, unread=first.unread)


def _write_parquet(plan: Plan) -> None:
    from sim.results.parquet_tables import write_ledger, write_metric_table, write_series  # polars loads slowly

    folder, directory = plan.directory.path, plan.directory
    write_metric_table(folder / TIDY_METRICS_TABLE, plan.setup.name, directory.replication_metrics(plan.replications))
    write_ledger(folder / LEDGER_TABLE, directory.replication_metrics(plan.replications))
    if plan.request.keep == Keep.SERIES.value:
        write_series(folder, lambda: directory.recordings(plan.replications))
        write_section_o(folder / SECTION_O_TABLE, directory.recordings(plan.replications))
    else:
        for name in (*SERIES_TABLES, SECTION_O_TABLE):
            (folder / name).unlink(missing_ok=True)
