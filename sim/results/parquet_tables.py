"""Parquet files of a run: every metric, the ledger, and where they are kept the daily stocks, flows and waits."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import polars
from numpy.typing import NDArray

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.base.errors import ResultsError
from sim.engine.columns import BookIn
from sim.engine.recording import LEDGER, Recording, WaitTable
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.results.atomic_files import written_aside
from sim.results.frames import metric_frame
from sim.results.replications import ReplicationMetrics

_ROWS = 250_000
"""A table is stored in groups of so many rows, whatever the machine [rows]."""

Array = NDArray[Any]  # Any: codes, days and counts of several widths
Columns = Mapping[str, Array | polars.Series]
RunT = TypeVar("RunT", Recording, ReplicationMetrics)
Replications = Iterable[tuple[int, RunT]]


def write_series(folder: Path, recordings: Callable[[], Replications[Recording]]) -> None:
    """Write stocks, flows and waits in raw counts; empty cells are left out.

    Args:
        folder: where the tables go.
        recordings: gives the replications, once for each table and one at a time, since all would not fit.

    Raises:
        ResultsError: if a table cannot be written.
    """
    for name, columns in _SERIES.items():
        _write(folder / name, recordings(), partial(_raw_frame, columns))


def write_metric_table(path: Path, scenario: str, replications: Replications[ReplicationMetrics]) -> None:
    """Write every metric of every replication, with a column for each dimension.

    Raises:
        ResultsError: if the table cannot be written.
    """
    _write(path, replications, lambda replication, measured: metric_frame(scenario, [(replication, measured)]))


def write_ledger(path: Path, replications: Replications[ReplicationMetrics]) -> None:
    """Write who paid whom for what on each day, in raw cents.

    Raises:
        ResultsError: if the table cannot be written.
    """
    _write(path, replications, partial(_raw_frame, _ledger))


def _write(path: Path, replications: Replications[RunT], frame: Callable[[int, RunT], polars.DataFrame]) -> None:
    """Write a table replication by replication, and then put the parts together.

    Polars reads `~` at the beginning of a path as a home folder and brackets in it as a pattern, so it is given whole
    paths that are no patterns.
    """
    path = path.absolute()
    with _explained(path), _parts_of(path) as part:
        parts = []
        for replication, run in replications:
            parts.append(part(replication))
            frame(replication, run).write_parquet(parts[-1])
        with written_aside(path) as aside:
            table = polars.scan_parquet(parts, glob=False)
            table.sink_parquet(aside, compression="zstd", row_group_size=_ROWS, maintain_order=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what polars says of a disk that refuses into our own words."""
    try:
        yield
    except polars.exceptions.PolarsError as error:
        advice = "free some space or choose another folder with --out, and run again"
        raise ResultsError(f"cannot write {path} ({error}); {advice}") from error


@contextmanager
def _parts_of(path: Path) -> Iterator[Callable[[int], Path]]:
    """Name the parts of a table in the making; they are gone when it is made."""
    stem = f".{path.name}.part"
    try:
        yield lambda number: path.with_name(f"{stem}{number}.{os.getpid()}.tmp")
    finally:
        for left in path.parent.glob(f"{stem}*.{os.getpid()}.tmp"):
            left.unlink(missing_ok=True)


def _raw_frame(columns: Callable[[RunT], Columns], replication: int, run: RunT) -> polars.DataFrame:
    found = columns(run)
    length = len(next(iter(found.values())))
    about = {"replication": np.full(length, replication, np.int32), "scale": np.full(length, run.scale)}
    return polars.DataFrame({**about, **found})


def _stocks(recording: Recording) -> Columns:
    return _daily(recording, recording.stocks, "stock", [stock.name.lower() for stock in Stock])


def _flows(recording: Recording) -> Columns:
    return _daily(recording, recording.flows, "flow", [flow.name.lower() for flow in Flow])


def _daily(recording: Recording, counts: Array, name: str, names: Sequence[str]) -> Columns:
    day, kind, group = np.nonzero(counts)
    return {
        "day": _dates(recording, day),
        name: _words(kind, names),
        **_groups(group),
        "persons": counts[day, kind, group],
    }


def _waits(recording: Recording) -> Columns:
    waits = recording.waits
    return {
        "fiscal_year": waits.fiscal_year,
        "queue": _words(waits.queue, [queue.name.lower() for queue in Wait]),
        **_groups(waits.group),
        "stream": _words(_streams(waits), [*(stream.name.lower() for stream in BookIn), "mexico_docket"]),
        "cause": _words(waits.cause, [cause.name.lower() for cause in Cause]),
        "entry_days": waits.entry,
        "exit_days": waits.exit,
        "persons": waits.count,
    }


def _streams(waits: WaitTable) -> Array:
    """Tell the stream of a wait for a judge from those of beds, which come first."""
    return np.where((waits.queue != Wait.DETENTION) & (waits.stream > 0), len(BookIn), waits.stream)


def _ledger(measured: ReplicationMetrics) -> Columns:
    day, line = np.nonzero(measured.ledger)
    return {
        "day": _dates(measured, day),
        "payer": _words(line, [entry.payer.name.lower() for entry in LEDGER]),
        "receiver": _words(line, [entry.receiver.name.lower() for entry in LEDGER]),
        "item": _words(line, [entry.item for entry in LEDGER]),
        "part": _words(line, [entry.part.name.lower() for entry in LEDGER]),
        "cents": measured.ledger[day, line],
    }


def _groups(group: Array) -> Columns:
    nationality, kind = np.divmod(group, CLASSES)
    return {
        "nationality": _words(nationality, [code.name.lower() for code in Nationality]),
        "class": _words(kind, [code.name.lower() for code in PersonClass]),
    }


def _words(codes: Array, names: Sequence[str]) -> polars.Series:
    """Name each code; a column of names is stored as numbers with one list of the names."""
    kinds = polars.Enum(list(dict.fromkeys(names)))
    return polars.Series(names, dtype=kinds).gather(codes.astype(np.uint32))


def _dates(run: Recording | ReplicationMetrics, days: Array) -> Array:
    return (np.datetime64(run.start, "D") + days).astype("datetime64[D]")


_SERIES: dict[str, Callable[[Recording], Columns]] = {
    "stocks.parquet": _stocks,
    "flows.parquet": _flows,
    "waits.parquet": _waits,
}
"""How each table of the series is made from a recording; the names are those of SERIES_TABLES."""
