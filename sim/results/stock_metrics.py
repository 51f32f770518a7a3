"""At the end of each day persons are in custody, in Mexico or on a docket; averages, peaks and ends count them."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import numpy as np

from sim.base.metric_key import ALL, Dimensions, joined_dimensions
from sim.engine.columns import BookIn, City
from sim.engine.recording import Int64Array
from sim.engine.vocabulary import Stock, Tally
from sim.results.metric_definition import MARGINS, MEMBERS, SIMPLE, Cell, Kind, Metric, PeriodTotals, count_cells

Parts = tuple[tuple[Dimensions, tuple[Stock, ...]], ...]
"""The groups of a metric by its own dimensions, the total first with no dimensions."""


def _resource(name: str, *stocks: Stock) -> tuple[Dimensions, tuple[Stock, ...]]:
    return (("resource", name),), stocks


_BEDS = (_resource("adult_beds", Stock.DETAINED_ADULT), _resource("family_beds", Stock.DETAINED_FAMILY))
_OTHER_CUSTODY = (
    _resource("hold", Stock.HOLD),
    _resource("orr", Stock.ORR),
    _resource("marshals", Stock.MARSHALS),
)
_STREAMS = tuple(
    ((("stream", stream.name.lower()),), (Stock[f"HELD_{stream.name}"],)) for stream in BookIn if stream != BookIn.NONE
)
_ICE: Parts = ((ALL, (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY)), *_BEDS, *_STREAMS, *_OTHER_CUSTODY)
_CUSTODY: Parts = (
    (ALL, (Stock.HOLD, Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY, Stock.ORR, Stock.MARSHALS)),
    *_BEDS,
    *_OTHER_CUSTODY,
)
_ALTERNATIVES: Parts = ((ALL, (Stock.ON_ALTERNATIVES,)),)
_SUPERVISED: Parts = ((ALL, (Stock.SUPERVISED,)),)
_MEXICO: Parts = (
    (ALL, (Stock.WAITING_IN_MEXICO,)),
    *(((("city", city.name.lower()),), (Stock[f"WAITING_{city.name}"],)) for city in City),
)
_DOCKETS = {
    "detained": Stock.PENDING_DETAINED,
    "mexico": Stock.PENDING_MEXICO,
    "priority": Stock.PENDING_PRIORITY,
    "general": Stock.PENDING_GENERAL,
}
PENDING = tuple(_DOCKETS.values())
"""Cases pending before immigration judges, docket by docket."""
_APPEALS: Parts = ((ALL, (Stock.APPEALED,)), ((("stage", "circuit"),), (Stock.PETITIONING,)))
_AT_LARGE: Parts = ((ALL, (Stock.ORDERED_AT_LARGE,)),)
_COURT: Parts = (
    (ALL, PENDING),
    *(((("docket", docket),), (stock,)) for docket, stock in _DOCKETS.items()),
)

Counts = Callable[[PeriodTotals], Int64Array]
"""How the stocks of a period become one count each, shape (Stock, GROUPS)."""


def _last(observed: PeriodTotals) -> Int64Array:
    return np.asarray(observed.stocks[-1], np.int64)


def _change(observed: PeriodTotals) -> Int64Array:
    """Year end less year start: the evening before the period, or the first evening where the run starts there."""
    before = max(observed.period.first - 1, 0)
    return _last(observed) - np.asarray(observed.recording.stocks[before], np.int64)


def _days(observed: PeriodTotals) -> Int64Array:
    return observed.stock_days


def _count_cells(parts: Parts, counts: Counts, observed: PeriodTotals) -> Iterator[Cell]:
    yield from _scaled_cells(parts, counts(observed), observed.scale)


def _average_cells(parts: Parts, observed: PeriodTotals) -> Iterator[Cell]:
    yield from _scaled_cells(parts, observed.stock_days, observed.scale * observed.period.days)


def _scaled_cells(parts: Parts, counts: Int64Array, divisor: float) -> Iterator[Cell]:
    total, *own = ((dims, counts[list(stocks)].sum(axis=0)) for dims, stocks in parts)
    yield from count_cells(total[1], own, divisor)


def _peak_cells(parts: Parts, observed: PeriodTotals) -> Iterator[Cell]:
    for own, stocks in parts:
        margins = MARGINS[:SIMPLE] if own else MARGINS
        daily = observed.stocks[:, list(stocks)].sum(axis=1, dtype=np.int64)
        peaks = (daily @ MEMBERS[: len(margins)].T).max(axis=0).tolist()
        for dims, value in zip(margins, peaks, strict=True):
            yield Cell(joined_dimensions(own, dims), value / observed.scale)


def _tally_cells(tally: Tally, observed: PeriodTotals) -> Iterable[Cell]:
    yield Cell(ALL, int(observed.tallies[tally]) / observed.scale)


def _beyond_cells(observed: PeriodTotals) -> Iterator[Cell]:
    """Give the days beyond shelter places, of all cities and of each."""
    yield from _tally_cells(Tally.BEYOND_SHELTER, observed)
    for city in City:
        waiting = observed.stocks[:, Stock[f"WAITING_{city.name}"]].sum(axis=1, dtype=np.int64)
        beyond = np.maximum(waiting - observed.daily(Tally[f"SHELTER_{city.name}"]), 0)
        yield Cell((("city", city.name.lower()),), int(beyond.sum()) / observed.scale)


def _shelter_cells(observed: PeriodTotals) -> Iterator[Cell]:
    """Give the places in shelters, of all cities and of each."""
    places = {city: int(observed.tallies[Tally[f"SHELTER_{city.name}"]]) for city in City}
    divisor = observed.scale * observed.period.days
    yield Cell(ALL, sum(places.values()) / divisor)
    for city, place_days in places.items():
        yield Cell((("city", city.name.lower()),), place_days / divisor)


STOCK_METRICS: tuple[Metric, ...] = (
    Metric(
        "waiting_in_mexico_average",
        "persons",
        Kind.AVERAGE,
        "Persons returned to Mexico whose case is pending, mean of the days, also by `city=`.",
        partial(_average_cells, _MEXICO),
    ),
    Metric(
        "waiting_in_mexico_peak",
        "persons",
        Kind.PEAK,
        "Persons returned to Mexico whose case is pending, on the day with most of the group, also by `city=`.",
        partial(_peak_cells, _MEXICO),
    ),
    Metric(
        "waiting_in_mexico_end",
        "persons",
        Kind.END,
        "Persons returned to Mexico whose case is pending, on the last day, also by `city=`.",
        partial(_count_cells, _MEXICO, _last),
    ),
    Metric(
        "beyond_shelter_days",
        "person-days",
        Kind.SUM,
        "Days that persons waited in a city of Mexico above the number of places in its shelters, also by `city=`.",
        _beyond_cells,
    ),
    Metric(
        "shelter_places",
        "places",
        Kind.AVERAGE,
        "Places in shelters of the northern border of Mexico, mean of the days, also by `city=`.",
        _shelter_cells,
    ),
    Metric(
        "court_pending",
        "cases",
        Kind.END,
        "Cases pending before immigration judges on the last day, inactive cases not counted.",
        partial(_count_cells, _COURT, _last),
    ),
    Metric(
        "court_pending_change",
        "cases",
        Kind.SUM,
        "Cases pending on the last day less those on the evening before the first, or on the run's first evening.",
        partial(_count_cells, _COURT, _change),
    ),
    Metric(
        "appeals_pending",
        "cases",
        Kind.END,
        "Appeals before the Board on the last day; petitions before circuit courts in `stage=circuit`.",
        partial(_count_cells, _APPEALS, _last),
    ),
    Metric(
        "orders_at_large",
        "persons",
        Kind.END,
        "Persons at large under a final order on the last day, those ordered before the run included.",
        partial(_count_cells, _AT_LARGE, _last),
    ),
    Metric(
        "detained_average",
        "persons",
        Kind.AVERAGE,
        "Persons in ICE detention, mean of the days, also by `stream=`; hold, ORR and Marshals beside in `resource=`.",
        partial(_average_cells, _ICE),
    ),
    Metric(
        "detained_peak",
        "persons",
        Kind.PEAK,
        "Persons in ICE detention on the day with most of the group; other custody stands beside in `resource=`.",
        partial(_peak_cells, _ICE),
    ),
    Metric(
        "bed_days",
        "person-days",
        Kind.SUM,
        "Nights spent in ICE detention; other custody stands beside in `resource=`.",
        partial(_count_cells, _ICE, _days),
    ),
    Metric(
        "days_in_custody",
        "person-days",
        Kind.SUM,
        "Nights spent in hold rooms, ICE detention, ORR care and Marshals custody together.",
        partial(_count_cells, _CUSTODY, _days),
    ),
    Metric(
        "alternatives_average",
        "persons",
        Kind.AVERAGE,
        "Persons on alternatives to detention, mean of the days.",
        partial(_average_cells, _ALTERNATIVES),
    ),
    Metric(
        "alternatives_end",
        "persons",
        Kind.END,
        "Persons on alternatives to detention on the last day.",
        partial(_count_cells, _ALTERNATIVES, _last),
    ),
    Metric(
        "supervised_end",
        "persons",
        Kind.END,
        "Persons let go under an order of supervision in the run whom no country has taken, on the last day.",
        partial(_count_cells, _SUPERVISED, _last),
    ),
    Metric(
        "held_over_limit_days",
        "person-days",
        Kind.SUM,
        "Days that persons spent in hold rooms past the limit of 72 hours.",
        partial(_tally_cells, Tally.HELD_OVER_LIMIT),
    ),
)
"""Every metric that is read from daily stocks."""
