"""Charter aircraft leave when they are full enough, or when somebody has waited long enough.

Who acts: ICE Air, on weekdays, on those in staging for each route. A mission gathers people on domestic legs, on which
transfers between places of detention ride along, flies out and comes back empty; what transfers remain have missions
of their own. What limits it: seats, the landings a week that a country allows, spread over the weekdays, aircraft and
the hours each can fly; some missions are cancelled, and some leave without the people of a stop they could not make.
What it costs and who pays: ICE pays block hours whatever the load; long-range missions have hours and a price of
their own. The hours of pick-up legs are shared between those removed and those transferred, by heads.
Levers: load threshold, longest wait, seats, aircraft, dollars per flight hour.
"""

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.engine.draws import draw, draw_of
from sim.engine.hashing import hash64
from sim.engine.numbers import Route, Tally
from sim.engine.queues import WAITING, first_day, join, serve, serve_all
from sim.engine.state import State
from sim.model.removal.fleet import DOMESTIC, Fleet
from sim.model.removal.orders import depart

_SATURDAY = 5
_MINUTES = 60
_PARTS = 100
"""Loads are compared in hundredths of the seats [1 / share]."""
_SMALL, _SMALLER, _SMALLEST = 80, 60, 40
"""Missions are counted that fill fewer of their seats than this [percent]."""


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
    if route == Route.LONG_RANGE:
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
