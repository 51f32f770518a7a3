"""How long people wait in hold, for an interview, a judge, an aircraft, in Mexico, and what has become of them since.

A wait belongs to the year it ends. The persons arrested in a year are followed for three years: sent home, allowed to
stay, or still waiting.
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import GROUPS
from sim.base.draws import FloatArray
from sim.base.metric_key import ALL, Dimensions, joined_dimensions
from sim.engine.columns import STREAM_OF_MEXICO, BookIn
from sim.engine.diagrams import Docket
from sim.engine.recording import AgeTable, Int64Array, WaitTable
from sim.engine.vocabulary import COHORT_MONTHS, Cause, CohortStatus, Wait
from sim.results.metric_definition import (
    FOLLOWED,
    IN_MEXICO,
    MARGINS,
    MEMBERS,
    SIMPLE,
    Cell,
    Kind,
    Metric,
    PeriodTotals,
    by_margin,
    quotient,
)
from sim.results.survival import Spells, age_reached, incidence, weighted_quantile

_CAUSES = int(Cause.STILL_WAITING)
"""Causes that end a wait, all but the last of Cause [causes]."""
DOCKETS = tuple(docket for docket in Docket if docket is not Docket.NONE)
_MEAN = (("stat", "mean"),)
_BY_DOCKET = (Wait.FIRST_HEARING, Wait.DECISION)
"""Waits for a judge, whose stream says whether the case was on the docket of people who wait in Mexico."""
_QUANTILES = {"p50": 0.5, "p90": 0.9}
_AGE_QUANTILES = {"median": 0.5, "p90": 0.9}


def _wait_cells(queue: Wait, observed: PeriodTotals) -> Iterator[Cell]:
    waits = _some(observed.recording.waits, observed.recording.waits.queue == queue)
    yield from _mean_cells(queue, *_counted(waits, observed.period.fiscal_years))
    if observed.period.is_whole_run:
        yield from _quantile_cells(waits)
    if queue in _BY_DOCKET:
        yield from _mexican_cells(_some(waits, waits.stream == STREAM_OF_MEXICO), observed)


def _mexican_cells(waits: WaitTable, observed: PeriodTotals) -> Iterator[Cell]:
    """Give the waits for a judge of the docket of people who wait in Mexico, if there are any."""
    persons, days = _counted(waits, observed.period.fiscal_years)
    yield from _means(IN_MEXICO, persons[Cause.SERVED], days[Cause.SERVED])
    if observed.period.is_whole_run:
        yield from _reached(IN_MEXICO, incidence(_spells(waits), _CAUSES).total)


def _some(waits: WaitTable, chosen: NDArray[np.bool_]) -> WaitTable:
    return WaitTable(**{name: column[chosen] for name, column in vars(waits).items()})


def _counted(waits: WaitTable, years: tuple[int, ...]) -> tuple[Int64Array, Int64Array]:
    """Count the spells that ended in some years and their days, both of shape (Cause, GROUPS).

    Those that the end of the run cut off stand in its last year.
    """
    here = np.isin(waits.fiscal_year, years)
    where = (waits.cause[here], waits.group[here])
    persons = np.zeros((len(Cause), GROUPS), np.int64)
    days = np.zeros((len(Cause), GROUPS), np.int64)
    np.add.at(persons, where, waits.count[here])
    np.add.at(days, where, waits.count[here] * waits.exit[here])
    return persons, days


def _mean_cells(queue: Wait, persons: Int64Array, days: Int64Array) -> Iterator[Cell]:
    """Give the mean of each group, under its own name and again as `stat=mean`.

    A wait that is named by what ends it counts in the mean where that ended it: who left the court otherwise did not
    wait so long for a decision, and a policy that closes old cases would seem to lengthen the wait of the others. In
    Mexico the days so far of those still there stand beside.
    """
    is_mexico = queue == Wait.MEXICO
    causes = np.flatnonzero(persons[: len(Cause) if is_mexico else _CAUSES].sum(axis=1)).tolist()
    ends = slice(_CAUSES) if queue in _ENDS_IN_ANY_WAY else slice(Cause.SERVED, Cause.SERVED + 1)
    yield from _means(ALL, persons[ends].sum(axis=0), days[ends].sum(axis=0))
    for cause in causes if len(causes) > 1 or is_mexico else ():
        yield from _means(_cause(cause), persons[cause], days[cause])


def _means(own: Dimensions, persons: Int64Array, days: Int64Array) -> Iterator[Cell]:
    margins = zip(MARGINS[:SIMPLE], by_margin(persons).tolist(), by_margin(days).tolist(), strict=False)
    for dims, count, total in margins:
        if count:
            yield Cell(joined_dimensions(own, dims), total / count)
            yield Cell(joined_dimensions(own, dims, _MEAN), total / count)


def _quantile_cells(waits: WaitTable) -> Iterator[Cell]:
    """Read the ages by which half and nine tenths had left, of all spells of the run, where they are reached."""
    causes = sorted(set(waits.cause.tolist()) - {_CAUSES})
    for row, dims in enumerate(MARGINS[:SIMPLE]):
        spells = _spells(_some(waits, MEMBERS[row][waits.group] > 0))
        curve = incidence(spells, _CAUSES)
        yield from _reached(dims, curve.total)
        for cause in causes if len(causes) > 1 and not dims else ():
            yield from _reached(_cause(cause), curve.by_cause[cause])


def _reached(dims: Dimensions, curve: FloatArray) -> Iterator[Cell]:
    for name, share in _QUANTILES.items():
        age = age_reached(curve, share)
        if age is not None:
            yield Cell(joined_dimensions(dims, (("stat", name),)), age)


def _spells(waits: WaitTable) -> Spells:
    cause = waits.cause.astype(np.int64)
    ended = np.where(cause == _CAUSES, -1, cause)
    return Spells(waits.entry.astype(np.int64), waits.exit.astype(np.int64), ended, waits.count)


def _cause(code: int) -> Dimensions:
    return (("cause", Cause(code).name.lower()),)


def _stay_cells(observed: PeriodTotals) -> Iterator[Cell]:
    """Give the stays in beds of ICE by cause, by stream and by kind of bed, and those in other custody beside."""
    yield from _wait_cells(Wait.DETENTION, observed)
    waits, years = observed.recording.waits, observed.period.fiscal_years
    for own, some in _custody(waits):
        persons, days = _counted(_some(waits, some), years)
        yield from _means(own, persons[:_CAUSES].sum(axis=0), days[:_CAUSES].sum(axis=0))


def _custody(waits: WaitTable) -> Iterator[tuple[Dimensions, NDArray[np.bool_]]]:
    in_bed = waits.queue == Wait.DETENTION
    for stream in BookIn:
        if stream != BookIn.NONE:
            yield (("stream", stream.name.lower()),), in_bed & (waits.stream == stream)
    yield (("resource", "adult_beds"),), in_bed & (waits.stream != BookIn.FAMILY)
    yield (("resource", "family_beds"),), in_bed & (waits.stream == BookIn.FAMILY)
    for resource, queue in _OTHER_CUSTODY.items():
        yield (("resource", resource),), waits.queue == queue


_OTHER_CUSTODY = {"hold": Wait.CBP_HOLD, "orr": Wait.ORR, "marshals": Wait.MARSHALS}
"""Custody that is not ICE's, with the waits in it."""
_ENDS_IN_ANY_WAY = frozenset((Wait.CBP_HOLD, Wait.MEXICO, Wait.DETENTION))
"""Stays at a place: whatever ends them, their mean is over all that ended."""
_WAITS: dict[Wait, tuple[str, str]] = {
    Wait.CBP_HOLD: ("wait_cbp_hold_days", "From the arrest until the person leaves CBP custody."),
    Wait.FEAR_SCREENING: ("wait_fear_screening_days", "From the claim of fear to the officer's decision."),
    Wait.FIRST_HEARING: (
        "wait_first_hearing_days",
        "From the filing of the notice to the first hearing held; on the docket of Mexico in `program=mexico`.",
    ),
    Wait.DECISION: (
        "wait_decision_days",
        "From the filing of the notice to the judge's decision; on the docket of Mexico in `program=mexico`.",
    ),
    Wait.MEXICO: (
        "wait_mexico_days",
        "From the return to Mexico until the stay there ends, with a judge's decision in `cause=served`; the days so "
        "far of those still there, which no mean of ends holds, stand in `cause=still_waiting`.",
    ),
    Wait.STAGING: ("wait_staging_days", "From the travel document in hand to the departure."),
    Wait.REMOVAL: ("wait_removal_days", "From the final order to the departure."),
}


def _age_cells(observed: PeriodTotals) -> Iterator[Cell]:
    ages = observed.recording.ages
    last = ages.fiscal_year == observed.period.fiscal_years[-1]
    yield from _age_stats(ALL, ages, last)
    for docket in DOCKETS:
        yield from _age_stats((("docket", docket.name.lower()),), ages, last & (ages.docket == docket))


def _age_stats(dims: Dimensions, ages: AgeTable, some: NDArray[np.bool_]) -> Iterator[Cell]:
    age, count = ages.age[some].astype(np.int64), ages.count[some]
    cases = int(count.sum())
    if not cases:
        return
    mean = int((age * count).sum()) / cases
    yield Cell(dims, mean)
    yield Cell(joined_dimensions(dims, _MEAN), mean)
    for name, share in _AGE_QUANTILES.items():
        yield Cell(joined_dimensions(dims, (("stat", name),)), weighted_quantile(age, count, share))


WAIT_METRICS: tuple[Metric, ...] = (
    *(
        Metric(
            name,
            "days",
            Kind.WAIT,
            f"{definition} Mean of the {'stays that ended' if queue in _ENDS_IN_ANY_WAY else 'waits that ended so'}; "
            "p50 and p90 of the run by cumulative incidence of all ends.",
            partial(_wait_cells, queue),
        )
        for queue, (name, definition) in _WAITS.items()
    ),
    Metric(
        "detention_stay_days",
        "days",
        Kind.WAIT,
        "From the book-in to ICE detention until the person leaves it, also by `stream=`; other custody in "
        "`resource=`. Mean of the stays that ended; p50 and p90 of the run by cumulative incidence.",
        _stay_cells,
    ),
    Metric(
        "pending_age_days",
        "days",
        Kind.END,
        "Days since filing of the cases pending on the last day, as agencies publish the age of a docket.",
        _age_cells,
    ),
)
"""Every metric that is measured in days of waiting."""


def _cohort_cells(observed: PeriodTotals) -> Iterator[Cell]:
    """Give the share of each status at each age; as `all` the share resolved at the first age, 12 months."""
    for look, months in enumerate(COHORT_MONTHS):
        counts = _complete(observed, look)
        for dims, members in FOLLOWED:
            status = (counts @ members).tolist()
            cohort = sum(status)
            for code in CohortStatus:
                own = (("months", str(months)), ("outcome", code.name.lower()))
                yield from quotient(status[code], cohort, joined_dimensions(own, dims))
            if look == 0:
                yield from quotient(cohort - status[CohortStatus.UNRESOLVED], cohort, dims)


def _complete(observed: PeriodTotals, look: int) -> Int64Array:
    """Add up the period's cohorts that have wholly reached an age, shape (CohortStatus, GROUPS)."""
    cohorts = observed.recording.cohorts
    here = np.isin(cohorts.fiscal_years, observed.period.fiscal_years)
    counts = cohorts.counts[here, look]
    reached = (counts >= 0).all(axis=(1, 2))
    total: Int64Array = counts[reached].sum(axis=0, dtype=np.int64)
    return total


COHORT_SHARE = Metric(
    "cohort_share",
    "share",
    Kind.SHARE,
    "Persons arrested in a fiscal year, by status so many months after the arrest, of those whose cohort "
    "reached that age; `all` is the share resolved after 12 months; each class of Mexico and of the northern triangle "
    "(Guatemala, Honduras, El Salvador) stands beside.",
    _cohort_cells,
)
