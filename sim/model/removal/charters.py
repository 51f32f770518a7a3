"""Charter aircraft leave when they are full enough, or when somebody has waited long enough.

Who acts: ICE Air, on weekdays, on those in staging for each route. A mission gathers people on domestic legs, on which
transfers between places of detention ride along, flies out and comes back empty; what transfers remain have missions
of their own. What limits it: seats, the landings a week that a country allows, spread over the weekdays, aircraft and
the hours each can fly; some missions are cancelled, and some leave without the people of a stop they could not make.
What it costs and who pays: ICE pays block hours whatever the load; long-range missions have hours and a price of
their own. The hours of pick-up legs are shared between those removed and those transferred, by heads.
Levers: load threshold, longest wait, seats, aircraft, dollars per flight hour.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CENTS
from sim.engine.columns import Route
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import Names, draw, draw_of, hash64, names
from sim.engine.numbers import Tally
from sim.engine.queues import WAITING, first_day, join, serve, serve_all
from sim.engine.state import State
from sim.model.border.admission import LARGEST_FAMILY
from sim.model.context import Context
from sim.model.fields import by_day, computed, number, places, stream
from sim.model.removal.orders import depart
from sim.scenario.names import parameters

N = TypeVar("N", np.int64, np.float64)
DOMESTIC = len(Route)
"""Stands for the missions that carry transfers only; routes abroad come before it."""
_ROUTES, _LONG_RANGE = len(Route) + 1, int(Route.LONG_RANGE)
_MINUTES, _WEEK = 60, 7
_CHARTER = parameters.removal.charter
_FAR = _CHARTER.long_range
_NEAR_ROUTES = tuple(route for route in Route if route != Route.LONG_RANGE)
_SATURDAY = 5
_PARTS = 100
"""Loads are compared in hundredths of the seats [1 / share]."""
_SMALL, _SMALLER, _SMALLEST = 80, 60, 40
"""Missions are counted that fill fewer of their seats than this [percent]."""


def mission_minutes(ctx: Context) -> Ints:
    """Block time of a whole mission, pick-ups and the empty way back included, shape (routes, days) [minutes]."""
    minutes, over_direct = np.empty((_ROUTES, len(ctx.days)), np.int64), ctx.inputs.number(_CHARTER.mission_over_direct)
    for route, direct in zip(_NEAR_ROUTES, _direct_minutes(ctx), strict=True):
        minutes[route] = round(direct * over_direct)
    minutes[Route.LONG_RANGE] = np.rint(ctx.inputs.by_day(_FAR.hours) * _MINUTES)
    minutes[DOMESTIC] = round(ctx.inputs.number(_CHARTER.domestic_hours) * _MINUTES)
    return minutes


def pickup_minutes(ctx: Context) -> Ints:
    """Block time of the legs on which people are gathered and transfers ride along, shape (routes,) [minutes]."""
    pickup = mission_minutes(ctx)[:, 0]
    for route, direct in zip(_NEAR_ROUTES, _direct_minutes(ctx), strict=True):
        pickup[route] -= round(direct)
    pickup[Route.LONG_RANGE] = 0
    return pickup


def _direct_minutes(ctx: Context) -> list[float]:
    """Block time of a direct flight on each route but the long-range ones [minutes]."""
    return [hours * _MINUTES for hours in ctx.inputs.by_code(_CHARTER.direct_hours, _NEAR_ROUTES).tolist()]


def longest_wait(ctx: Context) -> Floats:
    """A mission leaves when somebody has waited so long, shape (routes, days) [days]."""
    days = _by_route(ctx.inputs.by_day(_CHARTER.longest_wait_days), ctx.inputs.by_day(_FAR.longest_wait_days))
    days[Route.HAITI] = ctx.inputs.by_day(_CHARTER.longest_wait_haiti_days)
    return days


def _threshold(ctx: Context) -> Ints:
    """A mission leaves when so many wait, shape (routes, days) [persons]."""
    return np.maximum(_by_route(ctx.places(_CHARTER.load_threshold), ctx.places(_FAR.load_threshold)), 1)


def _cents(ctx: Context) -> Ints:
    """Price of a block hour, whatever the load, shape (routes, days) [cents]."""
    dollars = ctx.inputs.by_day(_CHARTER.usd_per_flight_hour), ctx.inputs.by_day(_FAR.usd_per_flight_hour)
    return np.rint(_by_route(*dollars) * CENTS).astype(np.int64)


def _by_route(routine: NDArray[N], long_range: NDArray[N]) -> NDArray[N]:
    """A rule of routine and of long-range missions, shape (routes, days)."""
    found = np.tile(routine, (_ROUTES, 1))
    found[Route.LONG_RANGE] = long_range
    return found


def _fleet_minutes(ctx: Context) -> Ints:
    """Block time that all aircraft together can fly in a day, shape (days,) [minutes]."""
    hours = ctx.inputs.by_day(_CHARTER.aircraft) * ctx.inputs.number(_CHARTER.hours_per_aircraft_day)
    return np.rint(hours * _MINUTES).astype(np.int64)


def _words(first: str) -> Names:
    """By what the draws about a mission are keyed, with the day and its number."""
    return names([f"{first}\x1f{route.name}" for route in Route] + [f"{first}\x1fdomestic"])


@bundle
class Fleet(Bundle):
    """The chartered aircraft, the plans by which they fly, and what they have flown this day and this week.

    Missions have shape (routes,) or (routes, days), the domestic ones last; seats have shape (days,).
    """

    minutes: Ints = computed(mission_minutes)
    pickup_minutes: Ints = computed(pickup_minutes)
    landings: Ints = computed(lambda ctx: ctx.inputs.by_code(_CHARTER.weekly_landings, Route).astype(np.int64))
    """Missions abroad that each country receives in a week, shape (Route,) [missions]."""
    threshold: Ints = computed(_threshold)
    longest_wait: Floats = computed(longest_wait)
    cents_an_hour: Ints = computed(_cents)
    # the cabin at the scale of the run; there is room for the largest family
    seats: Ints = computed(lambda ctx: np.maximum(ctx.places(_CHARTER.seats), LARGEST_FAMILY))
    room: Ints = computed(
        lambda ctx: np.maximum(ctx.places(_CHARTER.seats) - ctx.places(_CHARTER.staff_seats), LARGEST_FAMILY)
    )
    """Seats that guards and medical staff leave to passengers [persons]."""
    riders: Ints = places(_CHARTER.transfer_seats_abroad)
    """Seats of a mission abroad that are free for transfers while people are being gathered [persons]."""
    # what goes wrong
    missions: Names = computed(lambda ctx: _words("mission"))
    cancelled_share: float = number(_CHARTER.cancelled_share)
    cancelled: Word = stream("flights.cancelled")
    stops: int = computed(lambda ctx: max(ctx.inputs.whole(_CHARTER.pickup_stops), 1))
    stop: Word = stream("flights.stop")
    pickups: Names = computed(lambda ctx: _words("stop"))
    missed_share: float = number(_CHARTER.pickup_missed_share)
    missed: Word = stream("flights.missed")
    # the day and the week
    weekday: Ints = computed(lambda ctx: (ctx.inputs.clock.start.weekday() + np.arange(len(ctx.days))) % _WEEK)
    """Monday is 0, shape (days,)."""
    minutes_a_day: Ints = computed(_fleet_minutes)
    minutes_left: int = computed(lambda ctx: 0)
    """Block time that the aircraft can still fly today [minutes]."""
    flown: Ints = computed(lambda ctx: np.zeros(_ROUTES, np.int64))
    """Missions abroad this week and domestic ones today, the cancelled ones included, shape (routes,) [missions]."""
    # transfers between places of detention
    transfer_share: Floats = by_day(_CHARTER.transfer_share)
    transferred: Word = stream("flights.transferred")
    transfers: Ints = computed(lambda ctx: np.zeros(len(ctx.days), np.int64))
    """Those who wait for a transfer, by the day on which they were booked in, shape (days,) [persons]."""
    transfers_waiting: int = computed(lambda ctx: 0)
    transfers_since: int = computed(lambda ctx: 0)
    """The day before which nobody waits for a transfer."""


@rule
def fly(world: State, fleet: Fleet, day: int) -> None:
    """Count today's transfers, and on a weekday fly the missions abroad by route, then what transfers are left."""
    collect_transfers(world, fleet, day)
    if fleet.weekday[day] >= _SATURDAY:
        return
    fleet.minutes_left = fleet.minutes_a_day[day]
    world.tallies[day, Tally.AIRCRAFT_MINUTES] += fleet.minutes_left
    for route in range(DOMESTIC):
        if fleet.weekday[day] == 0:
            fleet.flown[route] = 0
        fly_abroad(world, fleet, route, day)
    fly_transfers(world, fleet, day)


@rule
def collect_transfers(world: State, fleet: Fleet, day: int) -> None:
    """Count those booked in today who are moved between places of detention by air."""
    people = world.people
    for row in serve_all(people, world.booked_in):
        fleet.transfers[day] += draw(people[row], fleet.transferred) < fleet.transfer_share[day]
    fleet.transfers_waiting += fleet.transfers[day]


@rule
def landings_by(fleet: Fleet, route: int, weekday: int) -> int:
    """Missions that the weekly schedule has room for from Monday to this weekday, 0 to 4, spread evenly."""
    return -(-fleet.landings[route] * (weekday + 1) // _SATURDAY)


@rule
def fly_abroad(world: State, fleet: Fleet, route: int, day: int) -> None:
    """Fly the missions of a route that are due, as far as landings and aircraft allow."""
    queue, minutes = world.routes[route], fleet.minutes[route, day]
    landings = landings_by(fleet, route, fleet.weekday[day])
    while queue.numbers[WAITING] and fleet.flown[route] < landings and minutes <= fleet.minutes_left:
        if not is_due(fleet, route, queue.numbers[WAITING], min(first_day(world.people, queue), day), day):
            return
        if sets_out(world, fleet, route, day):
            fly_mission(world, fleet, route, day)


@rule
def fly_mission(world: State, fleet: Fleet, route: int, day: int) -> None:
    """Gather people, with transfers riding along, and carry them out of the country."""
    rows, boarded, riders = serve(world.people, world.routes[route], fleet.room[day], False), 0, 0
    tallies, pickup, minutes = world.tallies, fleet.pickup_minutes[route], fleet.minutes[route, day]
    if pickup:
        missed = miss_stops(world, fleet, route, rows, day)
        riders = board_transfers(fleet, fleet.riders[day])
        pickup = pickup * (fleet.stops - missed) // fleet.stops
        minutes += pickup - fleet.pickup_minutes[route]
    for row in rows:
        if row >= 0:
            depart(world, world.people[row], row, day)
            boarded += 1
    log(world, fleet, route, day, boarded + riders, minutes)
    tallies[day, Tally.TRANSFER_MINUTES] += pickup * riders // max(boarded + riders, 1)
    tallies[day, Tally.TRANSFERS] += riders
    tallies[day, Tally.ARRIVING_SEATS] += fleet.seats[day]
    tallies[day, Tally.DROP_OFFS] += boarded
    if route == _LONG_RANGE:
        tallies[day, Tally.LONG_RANGE_FLIGHTS] += 1
        tallies[day, Tally.LONG_RANGE_MINUTES] += minutes


@rule
def miss_stops(world: State, fleet: Fleet, route: int, rows: Ints, day: int) -> int:
    """Leave those in the queue whose stop a mission could not make, with -1 for their rows; how many such stops."""
    people, is_missed, missed = world.people, np.empty(fleet.stops, np.bool_), 0
    for stop in range(fleet.stops):
        word = hash64(fleet.pickups, route, day, fleet.flown[route], stop)
        is_missed[stop] = draw_of(word, fleet.missed) < fleet.missed_share
        missed += is_missed[stop]
    for i in range(len(rows) if missed else 0):
        person = people[rows[i]]
        if is_missed[int64(draw(person, fleet.stop) * fleet.stops)]:
            join(people, world.routes[route], person, rows[i], day)
            rows[i] = -1
    return missed


@rule
def fly_transfers(world: State, fleet: Fleet, day: int) -> None:
    """Fly the domestic missions that are due."""
    minutes, fleet.flown[DOMESTIC] = fleet.minutes[DOMESTIC, day], 0
    while fleet.transfers_waiting and minutes <= fleet.minutes_left:
        while not fleet.transfers[fleet.transfers_since]:
            fleet.transfers_since += 1
        if not is_due(fleet, DOMESTIC, fleet.transfers_waiting, fleet.transfers_since, day):
            return
        if sets_out(world, fleet, DOMESTIC, day):
            moved = board_transfers(fleet, fleet.room[day])
            log(world, fleet, DOMESTIC, day, moved, minutes)
            world.tallies[day, Tally.TRANSFER_MINUTES] += minutes
            world.tallies[day, Tally.TRANSFERS] += moved


@rule
def board_transfers(fleet: Fleet, room: int) -> int:
    """Let those transferred board in turn; return how many."""
    moved = min(room, fleet.transfers_waiting)
    fleet.transfers_waiting, left = fleet.transfers_waiting - moved, moved
    while left:
        boarding = min(fleet.transfers[fleet.transfers_since], left)
        fleet.transfers[fleet.transfers_since] -= boarding
        left -= boarding
        fleet.transfers_since += left > 0
    return moved


@rule
def is_due(fleet: Fleet, route: int, waiting: int, oldest: int, day: int) -> bool:
    """Whether enough people wait, or the first of them, since a day, has waited long enough."""
    return waiting >= fleet.threshold[route, day] or day - oldest >= fleet.longest_wait[route, day]


@rule
def sets_out(world: State, fleet: Fleet, route: int, day: int) -> bool:
    """Set time and a landing aside for a mission; whether it is flown, and not cancelled on the day."""
    fleet.flown[route] += 1
    fleet.minutes_left -= fleet.minutes[route, day]
    word = hash64(fleet.missions, route, day, fleet.flown[route], -1)
    is_cancelled = draw_of(word, fleet.cancelled) < fleet.cancelled_share
    world.tallies[day, Tally.FLIGHTS_CANCELLED] += is_cancelled
    return not is_cancelled


@rule
def log(world: State, fleet: Fleet, route: int, day: int, passengers: int, minutes: int) -> None:
    """Write down a mission that was flown, and what its empty seats cost."""
    tallies, seats, load = world.tallies, fleet.seats[day], passengers * _PARTS
    tallies[day, Tally.FLIGHTS] += 1
    tallies[day, Tally.FLIGHT_MINUTES] += minutes
    tallies[day, Tally.MISSION_SEATS] += seats
    tallies[day, Tally.MISSION_PASSENGERS] += passengers
    cents = minutes * fleet.cents_an_hour[route, day] // _MINUTES
    tallies[day, Tally.EMPTY_SEAT_CENTS] += cents * max(seats - passengers, 0) // seats
    tallies[day, Tally.FLIGHTS_UNDER_80] += load < _SMALL * seats
    tallies[day, Tally.FLIGHTS_UNDER_60] += load < _SMALLER * seats
    tallies[day, Tally.FLIGHTS_UNDER_40] += load < _SMALLEST * seats
