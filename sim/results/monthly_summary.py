"""Months and waiting curves of one replication, which charts are drawn from; kept beside its metrics."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from pathlib import Path
from typing import cast

import numpy as np

from sim.base.draws import FloatArray
from sim.base.errors import ResultsError
from sim.engine.recording import Int64Array, Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Tally, Wait
from sim.results.atomic_files import Array, as_text, as_text_array, read_arrays
from sim.results.survival import Spells, incidence

CAUSES = int(Cause.STILL_WAITING)
"""Causes that end a wait, all but the last of Cause [causes]."""
_PREFIX = "outline_"
_NAMES = f"{_PREFIX}names"
_CODES: dict[str, Sequence[IntEnum]] = {
    "flows": tuple(Flow),
    "stocks": tuple(Stock),
    "stock_days": tuple(Stock),
    "tallies": tuple(Tally),
    "queues": tuple(Wait),
    "causes": tuple(Cause)[:CAUSES],
}
"""What the columns of each array count, in order."""
_DAILY = 61
"""Ages that are kept day by day [days]."""
_STEP = 7
"""Later ages are kept week by week [days]."""


@dataclass(frozen=True)
class MonthlySummary:
    """Months and waiting curves of one replication, in raw counts of the simulated share."""

    month_ends: Int64Array
    """The day after each month, counted from the first day of the run, shape (months,) [days]."""
    flows: Int64Array
    """Events of each month, shape (months, Flow) [persons]."""
    stocks: Int64Array
    """Persons present on the last evening of each month, shape (months, Stock) [persons]."""
    stock_days: Int64Array
    """Daily stocks added up over each month, shape (months, Stock) [person-days]."""
    tallies: Int64Array
    """Tallies added up over each month, shape (months, Tally)."""
    ages: Int64Array
    """Ages at which the curves are kept, shape (ages,) [days]."""
    incidence: FloatArray
    """Share gone by each age and cause, nan where nobody is observed, shape (Queue, causes, ages) [share]."""


def monthly_summary(recording: Recording) -> MonthlySummary:
    """Add one replication up by month, and read the curves of its waits."""
    ends = _month_ends(recording)
    starts = np.concatenate(([0], ends[:-1]))
    ages = _ages(recording.days)
    curves = np.stack([_curve(recording, queue, ages) for queue in Wait])
    return MonthlySummary(
        month_ends=ends,
        flows=np.add.reduceat(recording.flows.sum(axis=2, dtype=np.int64), starts, axis=0),
        stocks=recording.stocks[ends - 1].sum(axis=2, dtype=np.int64),
        stock_days=np.add.reduceat(recording.stocks.sum(axis=2, dtype=np.int64), starts, axis=0),
        tallies=np.add.reduceat(recording.tallies, starts, axis=0),
        ages=ages,
        incidence=curves,
    )


def summary_arrays(outline: MonthlySummary) -> dict[str, Array]:
    """Name the arrays of a monthly summary for a stored file, with the names of what their columns count."""
    names = json.dumps({name: [code.name for code in codes] for name, codes in _CODES.items()})
    return {**{f"{_PREFIX}{name}": array for name, array in vars(outline).items()}, _NAMES: as_text_array(names)}


def read_monthly_summary(path: Path) -> MonthlySummary:
    """Read the monthly summary of one replication from the file of its metrics.

    What an earlier version did not count is zero; what it counted and this one does not is left out.

    Raises:
        ResultsError: if the file is damaged, or was made by a version that kept no monthly summary.
    """
    stored = read_arrays(path)
    try:
        names = json.loads(as_text(stored[_NAMES]))
        arrays = {field.name: stored[f"{_PREFIX}{field.name}"] for field in fields(MonthlySummary)}
    except KeyError as error:
        message = f"{path} was written by another version of the program; run again to compute it anew"
        raise ResultsError(message) from error
    for name in ("flows", "stocks", "stock_days", "tallies"):
        arrays[name] = _in_order(arrays[name], names[name], _CODES[name], axis=1, missing=0)
    curves = _in_order(arrays["incidence"], names["queues"], _CODES["queues"], axis=0, missing=np.nan)
    arrays["incidence"] = _in_order(curves, names["causes"], _CODES["causes"], axis=1, missing=np.nan)
    return MonthlySummary(**arrays)


def _in_order(array: Array, names: list[str], codes: Sequence[IntEnum], *, axis: int, missing: float) -> Array:
    """Put stored columns in the order of today's codes."""
    if names == [code.name for code in codes]:
        return array
    shape = list(array.shape)
    shape[axis] = len(codes)
    found = np.full(shape, missing, array.dtype)
    column = {name: place for place, name in enumerate(names)}
    for place, code in enumerate(codes):
        if code.name in column:
            source = np.take(array, column[code.name], axis=axis)
            found[(slice(None),) * axis + (place,)] = source
    return found


def _month_ends(recording: Recording) -> Int64Array:
    """Find the day after each calendar month that the run touches, the last cut off with the run."""
    start = np.datetime64(recording.start, "D")
    month = start.astype("datetime64[M]") + 1
    last = (start + recording.days - 1).astype("datetime64[M]") + 1
    firsts = np.arange(month, last + 1).astype("datetime64[D]")
    ends = (firsts - start).astype(np.int64)
    return cast(Int64Array, np.minimum(ends, recording.days))


def _ages(days: int) -> Int64Array:
    oldest = 2 * days
    return np.concatenate((np.arange(min(_DAILY, oldest)), np.arange(_DAILY, oldest, _STEP))).astype(np.int64)


def _curve(recording: Recording, queue: Wait, ages: Int64Array) -> FloatArray:
    waits = recording.waits
    mine = waits.queue == queue
    cause = waits.cause[mine].astype(np.int64)
    ended = np.where(cause == CAUSES, -1, cause)
    spells = Spells(waits.entry[mine].astype(np.int64), waits.exit[mine].astype(np.int64), ended, waits.count[mine])
    whole = incidence(spells, CAUSES).by_cause
    kept = np.full((CAUSES, len(ages)), np.nan)
    inside = ages < whole.shape[1]
    kept[:, inside] = whole[:, ages[inside]]
    return kept
