"""Tables for any program: metrics and differences one value a line, and the monthly report of section O by group.

Section O of the border memo orders a monthly report: who was apprehended, what was done, who was released and why;
section H of the interior memo orders the like for releases. It is a table of means over the replications, one row for
each month, citizenship and class; it moves nobody.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from sim.base.codes import CLASSES, GROUPS, Nationality, PersonClass
from sim.base.draws import FloatArray
from sim.engine.recording import Int64Array, Recording
from sim.engine.vocabulary import Flow
from sim.results.atomic_files import written_aside
from sim.results.estimates import Difference
from sim.results.flow_kinds import REMOVALS
from sim.results.replications import ReplicationMetrics

METRIC_COLUMNS = ("scenario", "replication", "fiscal_year", "metric", "group", "value", "unit")
DIFFERENCE_COLUMNS = (
    "scenario",
    "metric",
    "group",
    "fiscal_year",
    "baseline",
    "value",
    "difference",
    "low",
    "high",
    "unit",
)
_EXACT = 2.0**53
"""Whole numbers up to this size are exact as fractions, and are written without a decimal point [1]."""


def number(value: float | None) -> str:
    """Write a number in full precision, whole numbers without a point, and nothing for None."""
    if value is None:
        return ""
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else repr(float(value))


def write_metrics(path: Path, scenario: str, replications: Iterable[tuple[int, ReplicationMetrics]]) -> None:
    """Write metrics.csv from exactly these replications."""
    lines = (
        (scenario, replication, key.period, key.metric, key.group, number(value), unit)
        for replication, measured in replications
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True)
    )
    write_table(path, METRIC_COLUMNS, lines)


def write_differences(path: Path, differences: Iterable[Difference]) -> None:
    """Write differences.csv, the paired differences of every scenario from the baseline."""
    lines = (
        (
            one.scenario,
            one.key.metric,
            one.key.group,
            one.key.period,
            number(one.baseline),
            number(one.value),
            number(one.difference),
            number(one.low),
            number(one.high),
            one.unit,
        )
        for one in differences
    )
    write_table(path, DIFFERENCE_COLUMNS, lines)


def write_table(path: Path, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """Write a table of any columns, whole or not at all."""
    with written_aside(path) as aside, aside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)


SECTION_O_TABLE = "section_o.csv"

REPORTED: dict[str, tuple[Flow, ...]] = {
    "apprehended": (Flow.APPREHENDED,),
    "inadmissible_at_ports": (Flow.INADMISSIBLE,),
    "arrested_in_the_interior": (Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE),
    "disposition_expedited_removal": (Flow.ER_ISSUED,),
    "disposition_reinstatement": (Flow.REINSTATEMENT_ISSUED,),
    "disposition_notice_to_appear": (Flow.NTA_SERVED,),
    "disposition_voluntary_return": (
        Flow.VOLUNTARY_RETURN_BORDER,
        Flow.VOLUNTARY_RETURN_PORT,
        Flow.VOLUNTARY_RETURN_INTERIOR,
    ),
    "disposition_expelled": (Flow.EXPELLED,),
    "disposition_returned_to_mexico": (Flow.RETURNED_TO_MEXICO,),
    "prosecuted": (Flow.PROSECUTED,),
    "detained_by_ice": (Flow.BOOKED_IN,),
    "placed_with_orr": (Flow.BOOKED_INTO_ORR,),
    "removed": tuple(REMOVALS),
    "released_bond": (Flow.RELEASED_BOND,),
    "released_parole": (
        *(Flow.RELEASED_PAROLE, Flow.PAROLED_AT_PORT),
        *(Flow.PAROLED_FROM_MEXICO, Flow.BROUGHT_IN_FROM_MEXICO),
    ),
    "released_recognisance": (Flow.RELEASED_RECOGNISANCE,),
    "released_family_limit": (Flow.RELEASED_FAMILY,),
    "released_to_sponsor": (Flow.RELEASED_TO_SPONSOR,),
    "released_case_won": (Flow.RELEASED_CASE_WON,),
    "released_want_of_bed": (Flow.RELEASED_FOR_WANT_OF_BED,),
    "released_under_supervision": (Flow.SUPERVISED, Flow.RELEASED_AFTER_REVIEW),
}
"""The columns of the report, with the events that each counts."""
COLUMNS = ("month", "citizenship", "class", *REPORTED, "replications")


def write_section_o(path: Path, recordings: Iterable[tuple[int, Recording]]) -> None:
    """Write the report from exactly these replications, in persons at full scale; rows without an event are left out.

    Raises:
        OSError: if the table cannot be written.
    """
    total: FloatArray = np.zeros((0, 0, 0))
    months: tuple[str, ...] = ()
    replications = 0
    for _, recording in recordings:
        monthly = _monthly(recording) / recording.scale
        total = monthly if replications == 0 else total + monthly
        months, replications = _months(recording), replications + 1
    write_table(path, COLUMNS, _lines(total / max(replications, 1), months, replications))


def _lines(mean: FloatArray, months: tuple[str, ...], replications: int) -> Iterator[tuple[object, ...]]:
    for row, month in enumerate(months):
        for group in np.flatnonzero(mean[row].any(axis=0)).tolist():
            nationality, kind = divmod(group, CLASSES)
            names = Nationality(nationality).name.lower(), PersonClass(kind).name.lower()
            yield (month, *names, *(number(value) for value in mean[row, :, group].tolist()), replications)


def _monthly(recording: Recording) -> Int64Array:
    """Add the days of each month up, shape (months, REPORTED, GROUPS) [persons]."""
    starts = np.unique(_month_of(recording), return_index=True)[1]
    columns = [recording.flows[:, list(flows)].sum(axis=1, dtype=np.int64) for flows in REPORTED.values()]
    monthly: Int64Array = np.add.reduceat(np.stack(columns, axis=1), starts, axis=0)
    return monthly.reshape(len(starts), len(REPORTED), GROUPS)


def _months(recording: Recording) -> tuple[str, ...]:
    return tuple(str(month) for month in np.unique(_month_of(recording)))


def _month_of(recording: Recording) -> Int64Array:
    days = np.datetime64(recording.start, "D") + np.arange(len(recording.flows))
    month: Int64Array = days.astype("datetime64[M]")
    return month
