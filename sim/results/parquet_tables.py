"""Whoever wants more than metrics gets the days themselves: stocks, flows, waits and the ledger as Parquet files."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from enum import IntEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # no types
from numpy.typing import NDArray

from sim.base.words import CLASSES, Nationality, PersonClass
from sim.results.replications import Measured
from sim.results.run_directory import LEDGER_TABLE, SERIES_TABLES
from sim.results.whole_files import written_aside
from sim.world.recording import Recording
from sim.world.vocabulary import LEDGER, Cause, Flow, Queue, Stock

_WORD = pa.dictionary(pa.int8(), pa.string())
_ABOUT = [("replication", pa.int32()), ("scale", pa.float64())]
_GROUP = [("nationality", _WORD), ("class", _WORD)]
_SCHEMAS: dict[str, pa.Schema] = {
    "stocks.parquet": pa.schema([*_ABOUT, ("day", pa.date32()), ("stock", _WORD), *_GROUP, ("persons", pa.int32())]),
    "flows.parquet": pa.schema([*_ABOUT, ("day", pa.date32()), ("flow", _WORD), *_GROUP, ("persons", pa.int32())]),
    "waits.parquet": pa.schema(
        [
            *_ABOUT,
            ("fiscal_year", pa.int32()),
            ("queue", _WORD),
            *_GROUP,
            ("cause", _WORD),
            ("entry_days", pa.int32()),
            ("exit_days", pa.int32()),
            ("persons", pa.int64()),
        ]
    ),
    LEDGER_TABLE: pa.schema(
        [
            *_ABOUT,
            ("day", pa.date32()),
            ("payer", _WORD),
            ("receiver", _WORD),
            ("item", _WORD),
            ("part", _WORD),
            ("cents", pa.int64()),
        ]
    ),
}

Array = NDArray[Any]  # Any: codes, days and counts of several widths
Columns = dict[str, Any]  # Any: arrays of pyarrow, which has no types


def write_series(folder: Path, recordings: Iterable[tuple[int, Recording]]) -> None:
    """Write stocks, flows and waits in raw counts, one replication at a time; empty cells are left out."""
    with ExitStack() as files:
        writers = {name: _writer(files, folder / name) for name in SERIES_TABLES}
        for replication, recording in recordings:
            tables = {
                "stocks.parquet": _daily(recording, recording.stocks, "stock", Stock),
                "flows.parquet": _daily(recording, recording.flows, "flow", Flow),
                "waits.parquet": _waits(recording),
            }
            for name, columns in tables.items():
                _add(writers[name], replication, recording.scale, columns)


def write_ledger(path: Path, replications: Iterable[tuple[int, Measured]]) -> None:
    """Write who paid whom for what on each day, in raw cents, one replication at a time."""
    with ExitStack() as files:
        writer = _writer(files, path)
        for replication, measured in replications:
            _add(writer, replication, measured.scale, _ledger(measured))


def _writer(files: ExitStack, path: Path) -> Any:  # Any: pyarrow has no types
    aside = files.enter_context(written_aside(path))
    return files.enter_context(pq.ParquetWriter(aside, _SCHEMAS[path.name], compression="zstd"))


def _add(writer: Any, replication: int, scale: float, columns: Columns) -> None:  # Any: pyarrow has no types
    length = len(next(iter(columns.values())))
    about = {"replication": np.full(length, replication, np.int32), "scale": np.full(length, scale)}
    writer.write_table(pa.table({**about, **columns}, schema=writer.schema))


def _daily(recording: Recording, counts: Array, name: str, codes: type[IntEnum]) -> Columns:
    day, kind, group = np.nonzero(counts)
    return {
        "day": _dates(recording, day),
        name: _words(kind, [code.name.lower() for code in codes]),
        **_groups(group),
        "persons": counts[day, kind, group],
    }


def _waits(recording: Recording) -> Columns:
    waits = recording.waits
    return {
        "fiscal_year": waits.fiscal_year,
        "queue": _words(waits.queue, [queue.name.lower() for queue in Queue]),
        **_groups(waits.group),
        "cause": _words(waits.cause, [cause.name.lower() for cause in Cause]),
        "entry_days": waits.entry,
        "exit_days": waits.exit,
        "persons": waits.count,
    }


def _ledger(measured: Measured) -> Columns:
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


def _words(codes: Array, names: Sequence[str]) -> Any:  # Any: pyarrow has no types
    """Name each code; equal names share one entry of the dictionary."""
    unique = list(dict.fromkeys(names))
    place = np.array([unique.index(name) for name in names], np.int8)
    return pa.DictionaryArray.from_arrays(place[codes], unique)


def _dates(run: Recording | Measured, days: Array) -> Array:
    return (np.datetime64(run.start, "D") + days).astype("datetime64[D]")
