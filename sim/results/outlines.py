"""A picture needs months and curves, not days: the outline that each replication keeps beside its metrics."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import cast

import numpy as np

from sim.base.errors import ResultsError
from sim.results.groups import Int64Array
from sim.results.survival import FloatArray, Spells, incidence
from sim.results.whole_files import Array, read_arrays
from sim.world.recording import Recording
from sim.world.vocabulary import Cause, Flow, Queue, Stock, Tally

CAUSES = int(Cause.STILL_WAITING)
"""Causes that end a wait, all but the last of Cause [causes]."""
_PREFIX = "outline_"
_DAILY = 61
"""Ages that are kept day by day [days]."""
_STEP = 7
"""Later ages are kept week by week [days]."""


@dataclass(frozen=True)
class Outline:
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


def outline_of(recording: Recording) -> Outline:
    """Add one replication up by month, and read the curves of its waits."""
    ends = _month_ends(recording)
    starts = np.concatenate(([0], ends[:-1]))
    ages = _ages(recording.days)
    curves = np.stack([_curve(recording, queue, ages) for queue in Queue])
    return Outline(
        month_ends=ends,
        flows=np.add.reduceat(recording.flows.sum(axis=2, dtype=np.int64), starts, axis=0),
        stocks=recording.stocks[ends - 1].sum(axis=2, dtype=np.int64),
        stock_days=np.add.reduceat(recording.stocks.sum(axis=2, dtype=np.int64), starts, axis=0),
        tallies=np.add.reduceat(recording.tallies, starts, axis=0),
        ages=ages,
        incidence=curves,
    )


def outline_arrays(outline: Outline) -> dict[str, Array]:
    """Name the arrays of an outline for a stored file."""
    return {f"{_PREFIX}{name}": array for name, array in vars(outline).items()}


def read_outline(path: Path) -> Outline:
    """Read the outline of one replication from the file of its metrics.

    Raises:
        ResultsError: if the file is damaged, or was made by a version that counted other things.
    """
    stored = read_arrays(path)
    try:
        outline = Outline(**{field.name: stored[f"{_PREFIX}{field.name}"] for field in fields(Outline)})
    except KeyError as error:
        raise ResultsError(_other_version(path)) from error
    found = (outline.flows.shape[1:], outline.stocks.shape[1:], outline.tallies.shape[1:], outline.incidence.shape[:2])
    if found != ((len(Flow),), (len(Stock),), (len(Tally),), (len(Queue), CAUSES)):
        raise ResultsError(_other_version(path))
    return outline


def _other_version(path: Path) -> str:
    return f"{path} was written by another version of the program; run again to compute it anew"


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


def _curve(recording: Recording, queue: Queue, ages: Int64Array) -> FloatArray:
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
