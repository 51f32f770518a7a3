"""What becomes of people returned to Mexico: days there per person, and of each hundred how the stay ended.

A mean over stays that ended leaves out those who still wait, so that a longer queue can seem a shorter wait. Days per
person returned count everybody, and every return stands in one outcome.
"""

from collections.abc import Iterator

import numpy as np

from sim.base.codes import GROUPS
from sim.base.metric_key import ALL, Dimensions, joined_dimensions
from sim.engine.recording import Int64Array
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.results.metric_definition import MARGINS, SIMPLE, Cell, Kind, Metric, PeriodTotals, by_margin, quotient

PER_HUNDRED = "per 100 returned"
"""The unit of outcomes."""
_HUNDRED = 100
DECIDED: dict[str, Flow] = {
    "ordered_removed": Flow.RETURN_ENDED_REMOVAL,
    "ordered_in_absentia": Flow.RETURN_ENDED_ABSENTIA,
    "granted": Flow.RETURN_ENDED_RELIEF,
    "terminated": Flow.RETURN_ENDED_TERMINATED,
    "voluntary_departure": Flow.RETURN_ENDED_DEPARTURE,
}
"""The outcomes of stays that a judge's decision ended."""
LEFT: dict[str, tuple[Cause, ...]] = {
    "went_home": (Cause.WENT_HOME,),
    "tried_again": (Cause.TRIED_AGAIN,),
    "let_in": (Cause.RELEASED,),
    "otherwise": (Cause.REMOVED, Cause.CLOSED),
}
"""The outcomes of stays that ended before a decision."""
STILL_WAITING = "still_waiting"
OUTCOMES = (*DECIDED, *LEFT, STILL_WAITING)
"""Every outcome of a return; each return stands in one."""


def _days_cells(observed: PeriodTotals) -> Iterator[Cell]:
    days = by_margin(observed.stock_days[Stock.WAITING_IN_MEXICO]).tolist()
    returned = by_margin(observed.flows[Flow.RETURNED_TO_MEXICO]).tolist()
    for row, dims in enumerate(MARGINS[:SIMPLE]):
        yield from quotient(days[row], returned[row], dims)


def _outcome_cells(observed: PeriodTotals) -> Iterator[Cell]:
    """Give the outcomes of everybody returned up to the end of the period, those of earlier years included."""
    persons = _by_outcome(observed)
    returned = by_margin(sum(persons.values(), np.zeros(GROUPS, np.int64)))[:SIMPLE].tolist()
    for name, counts in persons.items():
        yield from _per_hundred((("outcome", name),), counts, returned)
    ended = sum((counts for name, counts in persons.items() if name != STILL_WAITING), np.zeros(GROUPS, np.int64))
    yield from _per_hundred(ALL, ended, returned)


def _per_hundred(own: Dimensions, counts: Int64Array, returned: list[int]) -> Iterator[Cell]:
    found = zip(MARGINS[:SIMPLE], by_margin(counts).tolist(), returned, strict=False)
    for dims, part, whole in found:
        yield from quotient(part * _HUNDRED, whole, joined_dimensions(own, dims))


def _by_outcome(observed: PeriodTotals) -> dict[str, Int64Array]:
    """Count everybody returned so far by outcome, each of shape (GROUPS,) [persons]."""
    recording, last = observed.recording, observed.period.fiscal_years[-1]
    waits = recording.waits
    ended = (waits.queue == Wait.MEXICO) & (waits.cause != Cause.STILL_WAITING) & (waits.fiscal_year <= last)
    by_cause = np.zeros((len(Cause), GROUPS), np.int64)
    np.add.at(by_cause, (waits.cause[ended], waits.group[ended]), waits.count[ended])
    decided = recording.flows[: observed.period.end, list(DECIDED.values())].sum(axis=0, dtype=np.int64)
    return {
        **dict(zip(DECIDED, decided, strict=True)),
        **{name: by_cause[list(causes)].sum(axis=0) for name, causes in LEFT.items()},
        STILL_WAITING: observed.stocks[-1, Stock.WAITING_IN_MEXICO].astype(np.int64),
    }


MEXICO_METRICS: tuple[Metric, ...] = (
    Metric(
        "days_per_return",
        "days",
        Kind.SHARE,
        "Days that persons waited in Mexico, divided by the persons returned there in the same time; who still waits "
        "counts with the days so far.",
        _days_cells,
    ),
    Metric(
        "outcome_per_100_returned",
        PER_HUNDRED,
        Kind.END,
        "Of 100 persons returned to Mexico since the run began, by how the stay there had ended on the last day, or "
        "`still_waiting`; they add up to 100, and `all` are those whose stay had ended. Who went home or tried again "
        "left before a decision; orders made against them later stand in `in_absentia_orders`.",
        _outcome_cells,
    ),
)
"""What becomes of people returned to Mexico."""
