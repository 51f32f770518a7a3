"""The files of one replication: its metrics and its ledger; and, where it is kept, all that was recorded."""

import json
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import MetricKey
from sim.engine.recording import AgeTable, CohortTable, Int64Array, Recording, WaitTable
from sim.results.atomic_files import Array, as_text, as_text_array, read_arrays, write_arrays
from sim.results.metric_definition import Row
from sim.results.monthly_summary import monthly_summary, summary_arrays

_FIELD, _LINE = "\t", "\n"


@dataclass(frozen=True)
class ReplicationMetrics:
    """What is kept of every replication."""

    keys: tuple[MetricKey, ...]
    units: tuple[str, ...]
    """The unit of the value of each key."""
    values: FloatArray
    """One value for each key, shape (keys,)."""
    ledger: Int64Array
    """Daily costs, shape (days, LEDGER) [cents]."""
    start: date
    scale: float
    """The share of the world that was simulated [share]."""
    unread: tuple[str, ...]
    """Paths of scenario parameters that no process asked for."""


def write_replication_metrics(path: Path, recording: Recording, rows: tuple[Row, ...]) -> None:
    """Store the metrics, the ledger and the monthly summary of one replication."""
    keys = _LINE.join(_FIELD.join((*_words(row.key), row.unit)) for row in rows)
    values = np.array([row.value for row in rows], np.float64)
    arrays = {"keys": as_text_array(keys), "values": values, "ledger": recording.ledger, "about": _about(recording)}
    write_arrays(path, {**arrays, **summary_arrays(monthly_summary(recording))})


def read_replication_metrics(path: Path) -> ReplicationMetrics:
    """Read the metrics and the ledger of one replication.

    Raises:
        ResultsError: if the file is damaged.
    """
    stored = read_arrays(path)
    about = json.loads(as_text(stored["about"]))
    return ReplicationMetrics(
        *_keys(as_text(stored["keys"])),
        stored["values"],
        stored["ledger"],
        date.fromisoformat(about["start"]),
        about["scale"],
        tuple(about["unread"]),
    )


def read_values(path: Path, wanted: tuple[MetricKey, ...]) -> tuple[float | None, ...]:
    """Read a few numbers of one replication, None where it has no such number.

    Args:
        path: the file of its metrics.
        wanted: the key of each.

    Raises:
        ResultsError: if the file is damaged.
    """
    stored = read_arrays(path, ("keys", "values"))
    places = _places(as_text(stored["keys"]), wanted)
    return tuple(None if place is None else float(stored["values"][place]) for place in places)


@lru_cache(maxsize=8)
def _keys(text: str) -> tuple[tuple[MetricKey, ...], tuple[str, ...]]:
    """Split the keys of a file from the units; most replications of a scenario have the same."""
    lines = [line.split(_FIELD) for line in text.split(_LINE)]
    return tuple(MetricKey.read(metric, group, period) for period, metric, group, _ in lines), tuple(
        line[-1] for line in lines
    )


def _words(key: MetricKey) -> tuple[str, str, str]:
    """Name a key in the order of the stored text."""
    return key.period, key.metric, key.group


@lru_cache(maxsize=64)
def _places(text: str, wanted: tuple[MetricKey, ...]) -> tuple[int | None, ...]:
    starts = {_FIELD.join(_words(key)) + _FIELD: key for key in wanted}
    found: dict[MetricKey, int] = {}
    for place, line in enumerate(text.split(_LINE)):
        start = line[: line.rindex(_FIELD) + 1]
        if start in starts:
            found[starts[start]] = place
    return tuple(found.get(key) for key in wanted)


def write_recording(path: Path, recording: Recording) -> None:
    """Store everything that one replication recorded; days come last in the file, which halves it."""
    arrays: dict[str, Array] = {
        "flows": np.moveaxis(recording.flows, 0, -1),
        "stocks": np.moveaxis(recording.stocks, 0, -1),
        "tallies": recording.tallies,
        "ledger": recording.ledger,
        "cohort_years": np.array(recording.cohorts.fiscal_years, np.int64),
        "cohort_counts": recording.cohorts.counts,
        "about": _about(recording),
        **_columns("waits", recording.waits),
        **_columns("ages", recording.ages),
    }
    write_arrays(path, arrays)


def read_recording(path: Path) -> Recording:
    """Read everything that one replication recorded.

    Raises:
        ResultsError: if the file is damaged.
    """
    stored = read_arrays(path)
    about = json.loads(as_text(stored["about"]))
    return Recording(
        start=date.fromisoformat(about["start"]),
        scale=about["scale"],
        flows=np.ascontiguousarray(np.moveaxis(stored["flows"], -1, 0)),
        stocks=np.ascontiguousarray(np.moveaxis(stored["stocks"], -1, 0)),
        tallies=stored["tallies"],
        ledger=stored["ledger"],
        waits=WaitTable(**{field.name: stored[f"waits_{field.name}"] for field in fields(WaitTable)}),
        ages=AgeTable(**{field.name: stored[f"ages_{field.name}"] for field in fields(AgeTable)}),
        cohorts=CohortTable(tuple(stored["cohort_years"].tolist()), stored["cohort_counts"]),
        person_rows=about["person_rows"],
        unread=tuple(about["unread"]),
    )


def _about(recording: Recording) -> Array:
    about = {
        "start": recording.start.isoformat(),
        "scale": recording.scale,
        "person_rows": recording.person_rows,
        "unread": recording.unread,
    }
    return as_text_array(json.dumps(about))


def _columns(name: str, table: WaitTable | AgeTable) -> dict[str, Array]:
    return {f"{name}_{column}": values for column, values in vars(table).items()}
