"""At the end of each day everybody is counted where they are, and it is checked that nobody is lost.

Who acts: the clerk of the model, after everything else; once a year everybody is counted anew, and the ages of the
pending cases are looked at. When the run is over its days are paid for.
What limits it: places in the shelters of the northern border of Mexico, spread over its cities; beyond those of a city
people who wait there find their own lodging.
Who pays: shelters, per place used; the migrant pays for living beyond them.
Levers: places in shelters.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES, GROUPS
from sim.base.days import Phase
from sim.base.draws import FloatArray
from sim.base.errors import InvariantError
from sim.engine import diagrams
from sim.engine.columns import City, Event
from sim.engine.compiled import Ints, bound, int64, rule
from sim.engine.diagrams import CASES, CUSTODY, DOCKETS, GROUP_BITS, PLACES
from sim.engine.numbers import HELD, NEVER, SHELTER_IN_CITY, WAITING_IN_CITY, Case, Docket, PersonClass, Wait
from sim.engine.queues import WAITING
from sim.engine.recording import AgeTable, Int64Array
from sim.engine.state import PERSONS, UNDECIDED, UNDECIDED_SINCE, State
from sim.engine.verbs import STATE_SHIFT
from sim.engine.vocabulary import Stock, Tally
from sim.model.context import Context, Process
from sim.model.staffing import deployed, force
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

Progress = Callable[[float], None]
_REPORTS = 50
"""How often progress is told in a run [times]."""
_THOUSANDTHS = 1000
_LONGEST = 1 << 14
"""Ages are kept below this many days [days]."""
_STAFF = {
    Tally.AGENTS: "usbp_agents",
    Tally.AIR_MARINE_AGENTS: "air_marine_agents",
    Tally.ICE_OFFICERS: "ice_officers",
    Tally.JUDGES: "judges",
}
_PLACES = {
    diagrams.Place.HOLD: Stock.HOLD,
    diagrams.Place.ADULT_BED: Stock.DETAINED_ADULT,
    diagrams.Place.FAMILY_BED: Stock.DETAINED_FAMILY,
    diagrams.Place.ORR: Stock.ORR,
    diagrams.Place.MARSHALS: Stock.MARSHALS,
    diagrams.Place.IN_MEXICO: Stock.WAITING_IN_MEXICO,
}
_CASES = {
    diagrams.Case.CREDIBLE_FEAR: Stock.AWAITING_FEAR_SCREENING,
    diagrams.Case.REASONABLE_FEAR: Stock.AWAITING_FEAR_SCREENING,
    diagrams.Case.SERVED: Stock.SERVED_UNFILED,
    diagrams.Case.ORDER_OF_SUPERVISION: Stock.SUPERVISED,
    diagrams.Case.APPEALED: Stock.APPEALED,
    diagrams.Case.PETITION_FOR_REVIEW: Stock.PETITIONING,
}
_DOCKETS = {
    diagrams.Docket.DETAINED: Stock.PENDING_DETAINED,
    diagrams.Docket.MEXICO: Stock.PENDING_MEXICO,
    diagrams.Docket.PRIORITY: Stock.PENDING_PRIORITY,
    diagrams.Docket.GENERAL: Stock.PENDING_GENERAL,
}
_NO_STOCK = -1
_EVENTS = len(Event)
_FILING = int(Event.FILING)
_ENROLLED, _ORDERED, _ADULTS = int(Stock.ON_ALTERNATIVES), int(Stock.ORDERED_AT_LARGE), int(Stock.DETAINED_ADULT)
_FINE, _LOST, _LEFT_OVER, _NO_DOCKET, _TOO_MANY = range(5)
"""What is found wrong at the end of a day."""
_FAULTS = {
    _LEFT_OVER: "somebody was left in a queue that must be empty at the end of the day",
    _NO_DOCKET: "a pending case stands on no docket",
    _TOO_MANY: "more persons may be let go from beds than are in them",
}


def _by_paper() -> Int64Array:
    """In which stock persons are counted by their paper, shape (PLACES, CASES, DOCKETS)."""
    table = np.full((PLACES, CASES, DOCKETS), _NO_STOCK, np.int64)
    for case, stock in _CASES.items():
        table[:, case] = stock
    for docket, stock in _DOCKETS.items():
        table[:, Case.PENDING, docket] = stock
    table[diagrams.Place.AT_LARGE, Case.FINAL] = Stock.ORDERED_AT_LARGE
    table[list(CUSTODY), Case.FINAL] = Stock.ORDERED_IN_CUSTODY
    return table


_BY_PLACE = np.array([_PLACES.get(place, _NO_STOCK) for place in diagrams.Place], np.int64)
"""In which stock persons are counted by where they are, shape (PLACES,)."""
_BY_PAPER = _by_paper()


def end_of_day(ctx: Context, ages: "Ages", progress: Progress | None) -> Process:
    """Count and audit each day, look at the ages of cases when a month ends, and tell how far the run has come.

    Raises:
        InvariantError: if somebody is lost, or left where nobody may be.
    """
    inputs, record, persons = ctx.inputs, ctx.record, ctx.persons
    for tally, service in _STAFF.items():
        record.tallies[:, tally] = _in_thousandths(force(inputs, service).on_board)
    record.tallies[:, Tally.AGENTS_DEPLOYED] = _in_thousandths(deployed(inputs))
    recounts = {*np.flatnonzero(np.diff(inputs.clock.fiscal_years)).tolist(), inputs.clock.days - 1}
    every = max(len(ctx.days) // _REPORTS, 1)
    close = bound(close_day, ctx.state)
    for day in ctx.days:
        yield ctx.until(day, Phase.AUDIT)
        fault = close(day)
        if fault != _FINE:
            counted = f"{int(persons.counts().sum())} persons are counted and {persons.size} exist"
            raise InvariantError(f"day {day}: {_FAULTS.get(fault, counted)}")
        if day in recounts:
            persons.recount()
        ages.look(day)
        if progress is not None and day % every == 0:
            progress((day + 1) / len(ctx.days))


def close_books(ctx: Context) -> None:
    """Count who found no place in the shelters, when the run is over."""
    record, places = ctx.record, shelter_places(ctx.inputs)
    waiting = record.stocks[:, WAITING_IN_CITY].sum(axis=2)
    record.tallies[:, SHELTER_IN_CITY] = places
    record.tallies[:, Tally.BEYOND_SHELTER] = np.maximum(waiting - places, 0).sum(axis=1)


def shelter_places(inputs: Inputs) -> NDArray[np.int64]:
    """Places in shelters by day and city at the scale of the run, shape (days, CITIES) [places].

    The shares of the cities are taken of their sum, so that the places of all cities together are those of the border.
    """
    shares = inputs.by_code(parameters.mexico.shelter_share, City)
    until = np.cumsum(shares)
    until /= max(until[-1], np.finfo(float).tiny)
    total = np.rint(inputs.by_day(parameters.mexico.shelter_places) * inputs.scale)
    return np.diff(np.rint(np.outer(total, until)), axis=1, prepend=0.0).astype(np.int64)


def _in_thousandths(staff: FloatArray) -> Int64Array:
    return np.rint(staff * _THOUSANDTHS).astype(np.int64)


@rule
def close_day(world: State, day: int) -> int:
    """Write down how many persons are where at the end of a day, and find what is wrong."""
    counted = count_cells(world, day)
    count_apart(world, day)
    if counted != world.numbers[PERSONS]:
        return _LOST
    if is_anybody_left(world):
        return _LEFT_OVER
    if is_case_astray(world):
        return _NO_DOCKET
    releasable, in_beds = 0, 0
    for queue in world.releasable:
        releasable += queue.numbers[WAITING]
    for group in range(GROUPS):
        in_beds += world.stocks[day, _ADULTS, group]
    return _TOO_MANY if releasable > in_beds else _FINE


@rule
def count_cells(world: State, day: int) -> int:
    """Add each cell to the stocks of its place and of its paper; all persons, or less than nobody if a cell is."""
    counted, is_lost, stocks = 0, False, world.stocks
    for state in range(PLACES * CASES):
        by_place = _BY_PLACE[state // CASES]
        for docket in range(DOCKETS):
            by_paper = _BY_PAPER[state // CASES, state % CASES, docket]
            for group in range(GROUPS):
                persons = world.counts[(state << STATE_SHIFT) | (docket << GROUP_BITS) | group]
                if persons != 0:
                    counted += persons
                    is_lost |= persons < 0
                    if by_place != _NO_STOCK:
                        stocks[day, by_place, group] += persons
                    if by_paper != _NO_STOCK:
                        stocks[day, by_paper, group] += persons
    return -1 if is_lost else counted


@rule
def count_apart(world: State, day: int) -> None:
    """Write down what is counted beside the cells: stays by stream and city, alternatives, orders of before the run."""
    stocks, old_orders = world.stocks, world.old_orders
    for group in range(GROUPS):
        stocks[day, _ENROLLED, group] = world.enrolled[group]
        for stream in range(1, len(world.in_beds)):
            stocks[day, HELD[stream], group] = world.in_beds[stream, group]
        for city in range(len(world.in_cities)):
            stocks[day, WAITING_IN_CITY[city], group] = world.in_cities[city, group]
    for nationality in range(len(old_orders)):
        stocks[day, _ORDERED, nationality * CLASSES + PersonClass.SINGLE_ADULT] += old_orders[nationality]


@rule
def is_anybody_left(world: State) -> bool:
    """Whether somebody is left in a queue that must be empty at the end of the day."""
    left = world.processing.numbers[WAITING] + world.returnable.numbers[WAITING]
    left += world.booked_in.numbers[WAITING] + world.removable.numbers[WAITING]
    return left != 0


@rule
def is_case_astray(world: State) -> bool:
    """Whether a pending case stands on no docket."""
    for place in range(PLACES):
        cell = (place * CASES + Case.PENDING) << STATE_SHIFT
        for group in range(GROUPS):
            if world.counts[cell | (Docket.NONE << GROUP_BITS) | group] != 0:
                return True
    return False


class Ages:
    """How long the pending cases have been pending, at the end of each fiscal year and of the run."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        years = ctx.inputs.clock.fiscal_years
        self._year = years
        last = len(years) - 1
        self._looks = frozenset(np.flatnonzero(np.diff(years)).tolist()) | {last}
        self._ends_of_months = frozenset(day - 1 for day in ctx.inputs.clock.month_starts() if day) | {last}
        self._codes: list[Int64Array] = []
        self._counts: list[Int64Array] = []

    def look(self, day: int) -> None:
        """Write down the ages if this is a day on which they are looked at, at the end of a month their sum alone."""
        if day not in self._ends_of_months:
            return
        numbers = self._ctx.record.numbers
        total = int(day * numbers[UNDECIDED] - numbers[UNDECIDED_SINCE])
        self._ctx.record.tallies[day, Tally.PENDING_AGE] += total
        if day not in self._looks:
            return
        counts = _ages(self._ctx.state, day)
        if int(counts.sum(axis=0) @ np.arange(_LONGEST)) != total:
            raise InvariantError(f"day {day}: the running sum of the ages of pending cases differs from the cases")
        docket, age = np.nonzero(counts)
        self._codes.append((int(self._year[day]) * DOCKETS + docket) * _LONGEST + age)
        self._counts.append(counts[docket, age])

    def table(self) -> AgeTable:
        """All ages written down."""
        code = np.concatenate(self._codes)
        cell, age = np.divmod(code, _LONGEST)
        year, docket = np.divmod(cell, DOCKETS)
        columns = (year.astype(np.int32), docket.astype(np.int32), age.astype(np.int32))
        return AgeTable(*columns, count=np.concatenate(self._counts))


@rule
def _ages(world: State, day: int) -> Ints:
    """Pending cases by docket and age, shape (DOCKETS, _LONGEST) [cases]."""
    counts, people = np.zeros((DOCKETS, _LONGEST), np.int64), world.people
    for row in range(world.numbers[PERSONS]):
        if (world.cells[row] >> STATE_SHIFT) % CASES == Case.PENDING:
            person = people[row]
            age = day - int64(person.since[Wait.DECISION])
            counts[person.docket, min(max(age, 0), _LONGEST - 1)] += 1
    return counts


@rule
def is_anybody_overdue(world: State, day: int) -> bool:
    """Whether an earlier day still has somebody who is due for an event of any kind and was never taken.

    Only a notice may be due and wait: for a clerk.
    """
    for row in range(world.numbers[PERSONS]):
        for kind in range(_EVENTS):
            when = int64(world.people[row].due[kind])
            if when != NEVER and when < day and kind != _FILING:
                return True
    return False
