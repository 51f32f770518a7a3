"""Recordings made by hand, with numbers that can be added up on paper."""

from dataclasses import replace
from datetime import date

import numpy as np

from sim.base.codes import CLASSES, GROUPS, Nationality, PersonClass
from sim.base.metric_key import MetricKey
from sim.engine.recording import LEDGER, AgeTable, CohortTable, Recording, WaitTable
from sim.engine.vocabulary import COHORT_MONTHS, Cause, CohortStatus, Flow, Stock, Tally, Wait
from sim.results.replications import ReplicationMetrics

START = date(2016, 9, 29)
"""Two days before a fiscal year begins."""
DAYS = 5


def group(nationality: Nationality = Nationality.MEXICO, kind: PersonClass = PersonClass.SINGLE_ADULT) -> int:
    """The code of a nationality and a class."""
    return nationality * CLASSES + kind


def empty(start: date = START, days: int = DAYS, scale: float = 1.0) -> Recording:
    """A recording in which nothing happened."""
    years = tuple(sorted({2016, 2017}))
    none = np.zeros(0, np.int32)
    return Recording(
        start=start,
        scale=scale,
        flows=np.zeros((days, len(Flow), GROUPS), np.int32),
        stocks=np.zeros((days, len(Stock), GROUPS), np.int32),
        tallies=np.zeros((days, len(Tally)), np.int64),
        ledger=np.zeros((days, len(LEDGER)), np.int64),
        waits=WaitTable(none, none, none, none, none, none, none, np.zeros(0, np.int64)),
        ages=AgeTable(none, none, none, np.zeros(0, np.int64)),
        cohorts=CohortTable(years, np.full((2, len(COHORT_MONTHS), len(CohortStatus), GROUPS), -1, np.int64)),
        person_rows=0,
        unread=(),
    )


def with_waits(recording: Recording, *spells: tuple[Wait, int, int, Cause, int, int, int]) -> Recording:
    """Add spells: queue, group, fiscal year, cause, entry, exit, count."""
    queue, group, year, cause, entry, leave, count = (np.array(column) for column in zip(*spells, strict=True))
    codes = [column.astype(np.int32) for column in (queue, group, year, cause, entry, leave)]
    streams = np.zeros(len(count), np.int32)
    return replace(recording, waits=WaitTable(codes[0], codes[1], streams, *codes[2:], count))


def with_ages(recording: Recording, *lines: tuple[int, int, int, int]) -> Recording:
    """Add ages of pending cases: fiscal year, docket, age, count."""
    year, docket, age, count = (np.array(column) for column in zip(*lines, strict=True))
    codes = [column.astype(np.int32) for column in (year, docket, age)]
    return replace(recording, ages=AgeTable(codes[0], codes[1], codes[2], count))


def measured(**values: float) -> ReplicationMetrics:
    """The metrics of one replication, each for everybody and the whole run."""
    keys = tuple(MetricKey(metric) for metric in values)
    return ReplicationMetrics(
        keys,
        ("persons",) * len(keys),
        np.array(list(values.values()), np.float64),
        np.zeros((1, len(LEDGER)), np.int64),
        START,
        1.0,
        (),
    )
