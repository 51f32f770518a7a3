"""Aircraft, seats, agents, officers, judges and beds: how many there are, how much of them is used, and what all cost.

Every cost has a payer and an item; what moves from one payer to another is not saved.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise

import numpy as np

from sim.base.codes import CENTS, Payer
from sim.base.metric_key import ALL, Dimensions
from sim.engine.columns import City
from sim.engine.recording import ITEM, LEDGER, Int64Array, LedgerItem
from sim.engine.vocabulary import Stock, Tally
from sim.results.flow_kinds import REMOVALS
from sim.results.metric_definition import Cell, Kind, Metric, PeriodTotals, quotient

_MINUTES = 60
"""One hour [minutes]."""
_THOUSANDTHS = 1000
"""Staff are tallied in thousandths of a person [1 / person]."""
_MONTHS = 3
"""One quarter; calendar quarters are also quarters of the fiscal year [months]."""

RESOURCES: dict[str, tuple[Tally | Stock, Tally]] = {
    "adult_beds": (Stock.DETAINED_ADULT, Tally.ADULT_BEDS),
    "family_beds": (Stock.DETAINED_FAMILY, Tally.FAMILY_BEDS),
    "alternatives": (Stock.ON_ALTERNATIVES, Tally.PROGRAM_PLACES),
    "asylum_officers": (Tally.FEAR_SLOTS_USED, Tally.FEAR_SLOTS),
    "judges": (Tally.COURT_USED, Tally.COURT_CAPACITY),
    "aircraft": (Tally.FLIGHT_MINUTES, Tally.AIRCRAFT_MINUTES),
}
"""Each resource: what is busy and what is available."""

_KINDS_OF_MISSION = {
    ("route", "long_range"): Tally.LONG_RANGE_FLIGHTS,
    ("load", "under_80"): Tally.FLIGHTS_UNDER_80,
    ("load", "under_60"): Tally.FLIGHTS_UNDER_60,
    ("load", "under_40"): Tally.FLIGHTS_UNDER_40,
    ("status", "cancelled"): Tally.FLIGHTS_CANCELLED,
}
"""Groups of missions that stand beside their total."""


def _flown(tally: Tally, parts: int, observed: PeriodTotals) -> Iterable[Cell]:
    """Count what was flown; a mission flies whole at any scale, so it would enter with weight F and be divided by F."""
    yield Cell(ALL, int(observed.tallies[tally]) / parts)


def _missions(observed: PeriodTotals) -> Iterable[Cell]:
    """Count missions, and beside them those far, those cancelled, and those with a small load."""
    yield from _flown(Tally.FLIGHTS, 1, observed)
    for dimension, tally in _KINDS_OF_MISSION.items():
        yield Cell((dimension,), int(observed.tallies[tally]))


def _hours(observed: PeriodTotals) -> Iterable[Cell]:
    """Give hours flown, and beside them those of long-range missions and those that transfers account for."""
    yield from _flown(Tally.FLIGHT_MINUTES, _MINUTES, observed)
    yield Cell((("route", "long_range"),), int(observed.tallies[Tally.LONG_RANGE_MINUTES]) / _MINUTES)
    yield Cell((("of", "transfers"),), int(observed.tallies[Tally.TRANSFER_MINUTES]) / _MINUTES)


def _seats_filled(observed: PeriodTotals) -> Iterator[Cell]:
    tallies = observed.tallies.tolist()
    yield from quotient(tallies[Tally.DROP_OFFS], tallies[Tally.ARRIVING_SEATS], ALL)
    mission = (("of", "mission"),)
    yield from quotient(tallies[Tally.MISSION_PASSENGERS], tallies[Tally.MISSION_SEATS], mission)


def _staff(tally: Tally, observed: PeriodTotals) -> Iterable[Cell]:
    yield Cell(ALL, int(observed.tallies[tally]) / observed.period.days / _THOUSANDTHS)


def _agents(observed: PeriodTotals) -> Iterable[Cell]:
    yield from _staff(Tally.AGENTS, observed)
    deployed = int(observed.tallies[Tally.AGENTS_DEPLOYED]) / observed.period.days / _THOUSANDTHS
    yield Cell((("status", "deployed"),), deployed)
    air = int(observed.tallies[Tally.AIR_MARINE_AGENTS]) / observed.period.days / _THOUSANDTHS
    yield Cell((("service", "air_and_marine"),), air)


def _utilisation(observed: PeriodTotals) -> Iterator[Cell]:
    """Give busy over available of each resource, and as `all` that of the one used most, the binding one."""
    quarters = whole_quarters(observed)
    means = {}
    for resource, (busy, available) in RESOURCES.items():
        used, there = _daily(observed, busy), _daily(observed, available)
        own = ("resource", resource)
        if there.sum():
            means[resource] = float(used.sum() / there.sum())
            yield Cell((own, ("stat", "mean")), means[resource])
        peak = [float(used[days].sum() / there[days].sum()) for days in quarters if there[days].sum()]
        if peak:
            yield Cell((own, ("stat", "peak_quarter")), max(peak))
    if means:
        yield Cell(ALL, max(means.values()))


def _daily(observed: PeriodTotals, source: Stock | Tally) -> Int64Array:
    if isinstance(source, Stock):
        persons: Int64Array = observed.stocks[:, source].sum(axis=1, dtype=np.int64)
        return persons
    return observed.daily(source)


def whole_quarters(observed: PeriodTotals) -> tuple[slice, ...]:
    """Find the quarters that lie wholly in a period, as days counted from its start."""
    start = np.datetime64(observed.recording.start, "D") + observed.period.first
    first, last = (_quarter(start), _quarter(start + observed.period.days))
    months = (np.arange(first, last + 1) * _MONTHS).astype("datetime64[M]")
    bounds = (months.astype("datetime64[D]") - start).astype(int).tolist()
    inside = (pair for pair in pairwise(bounds) if pair[0] >= 0 and pair[1] <= observed.period.days)
    return tuple(slice(*pair) for pair in inside)


def _quarter(day: np.datetime64) -> int:
    return int(day.astype("datetime64[M]").astype(int)) // _MONTHS


def _walked(observed: PeriodTotals) -> Iterator[Cell]:
    """Count Mexicans who walked home from hold, over all bridges and over each."""
    by_city = {city: int(observed.tallies[Tally[f"WALKED_{city.name}"]]) for city in City}
    yield Cell(ALL, sum(by_city.values()) / observed.scale)
    for city, persons in by_city.items():
        yield Cell((("city", city.name.lower()),), persons / observed.scale)


def _stopped(observed: PeriodTotals) -> Iterator[Cell]:
    """Count days on which sections are stopped, all together and each."""
    by_suit = {suit: int(observed.tallies[tally]) for suit, tally in _STOPPED.items()}
    yield Cell(ALL, sum(by_suit.values()))
    for suit, days in by_suit.items():
        yield Cell((("suit", suit),), days)


_STOPPED = {
    "release_grounds": Tally.STOPPED_RELEASE_GROUNDS,
    "expedited_removal": Tally.STOPPED_EXPEDITED_REMOVAL,
    "contiguous_return": Tally.STOPPED_CONTIGUOUS_RETURN,
    "fear_standard": Tally.STOPPED_FEAR_STANDARD,
    "parole": Tally.STOPPED_PAROLE,
    "detainers": Tally.STOPPED_DETAINERS,
}
"""Days on which each section is stopped."""


CAPACITY_METRICS: tuple[Metric, ...] = (
    Metric(
        "flights",
        "missions",
        Kind.SUM,
        "Charter missions flown; beside them those of long range, those with fewer passengers than 80, 60 or 40 per "
        "cent of the seats, and those cancelled on the day, which are not flown.",
        _missions,
    ),
    Metric(
        "flight_hours",
        "hours",
        Kind.SUM,
        "Block hours of charter missions, the empty legs included; beside them those of long-range missions, and "
        "those that transfers account for, pick-up legs shared by heads.",
        _hours,
    ),
    Metric(
        "empty_seats_usd",
        "USD",
        Kind.SUM,
        "What is paid for seats of charter missions in which no passenger sits; guards and medical staff are none.",
        partial(_flown, Tally.EMPTY_SEAT_CENTS, CENTS),
    ),
    Metric(
        "seats_filled_share",
        "share",
        Kind.SHARE,
        "Persons dropped off abroad, of the seats on the legs that arrive there; of all seats in `of=mission`.",
        _seats_filled,
    ),
    Metric(
        "walked_home",
        "persons",
        Kind.SUM,
        "Mexicans whom CBP let go home from hold over a bridge, under an order or without, also by `city=`.",
        _walked,
    ),
    Metric(
        "agents_on_board",
        "persons",
        Kind.AVERAGE,
        "Border Patrol agents on board, mean of the days; those at work on the border at any moment in "
        "`status=deployed`; beside them Air and Marine Operations in `service=air_and_marine`.",
        _agents,
    ),
    Metric(
        "officers_on_board",
        "persons",
        Kind.AVERAGE,
        "ICE deportation officers on board, mean of the days.",
        partial(_staff, Tally.ICE_OFFICERS),
    ),
    Metric(
        "judges_on_board",
        "persons",
        Kind.AVERAGE,
        "Immigration judges on board, mean of the days.",
        partial(_staff, Tally.JUDGES),
    ),
    Metric(
        "stopped_by_court_days",
        "days",
        Kind.SUM,
        "Days on which a court has stopped a section of a memo, sections added up; each stands in `suit=`.",
        _stopped,
    ),
    Metric(
        "utilisation",
        "share",
        Kind.SHARE,
        "Capacity used, of the capacity there in the resource's working calendar; `all` is the resource used most.",
        _utilisation,
    ),
)
"""Every metric of means rather than persons."""


US_FEDERAL = (Payer.CBP, Payer.ICE, Payer.USCIS, Payer.EOIR, Payer.DOJ, Payer.HHS, Payer.STATE)
"""The payers whose money is the federal government's, together `payer=us_federal`."""

_TRANSPORT = ("charter_flights", "commercial_flights", "ground_transport")
_CUSTODY = ("adult_beds", "surge_beds", "family_beds", "custody_fixed")
_BY_ICE = tuple(flow for flow, (agency, _, _) in REMOVALS.items() if agency == "ice")
_BY_CHARTER = tuple(flow for flow, (_, _, mode) in REMOVALS.items() if mode == "charter")


def _groups_of(line: LedgerItem) -> Iterator[Dimensions]:
    payer, item, part = (("payer", line.payer.name.lower()), ("item", line.item), ("part", line.part.name.lower()))
    receiver = ("receiver", line.receiver.name.lower())
    yield from ((), (payer,), (receiver,), (item,), (part,), (item, payer), (part, payer))
    if line.payer in US_FEDERAL:
        federal = ("payer", "us_federal")
        yield from ((federal,), (part, federal))


def _cost_groups() -> dict[Dimensions, list[int]]:
    groups: dict[Dimensions, list[int]] = {}
    for column, line in enumerate(LEDGER):
        for dims in _groups_of(line):
            groups.setdefault(dims, []).append(column)
    return groups


_COST_GROUPS = _cost_groups()
"""The ledger columns of each group of costs."""


def _costs(observed: PeriodTotals) -> Iterator[Cell]:
    for group, columns in _COST_GROUPS.items():
        yield Cell(group, int(observed.ledger[columns].sum()) / CENTS / observed.scale)


def _cost_per_removal(observed: PeriodTotals) -> Iterator[Cell]:
    scopes = (
        ((), (*_CUSTODY, *_TRANSPORT), _BY_ICE),
        ((("scope", "transport"),), _TRANSPORT, _BY_ICE),
        ((("scope", "charter"),), ("charter_flights",), _BY_CHARTER),
    )
    for dims, items, removed in scopes:
        cents = int(observed.ledger[[ITEM[item] for item in items]].sum())
        persons = int(observed.flows[list(removed)].sum())
        yield from quotient(cents / CENTS, persons, dims)


COST_METRICS: tuple[Metric, ...] = (
    Metric(
        "cost_usd",
        "USD",
        Kind.SUM,
        "Costs by payer, receiver, item and part, as far as the ledger reaches; `all` adds up every payer, "
        "`payer=us_federal` the federal agencies. What is avoided is the difference of two runs in `part=marginal`; "
        "the fixed part stands, and what moves to another payer is not saved.",
        _costs,
    ),
    Metric(
        "cost_per_removal_usd",
        "USD per removal",
        Kind.SHARE,
        "ICE custody and transport, fixed part included, over ICE removals; transport alone in `scope=transport`, "
        "charter flights over persons removed by charter in `scope=charter`.",
        _cost_per_removal,
    ),
)
"""Every metric of money."""
