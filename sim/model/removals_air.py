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

from sim.base.days import Phase
from sim.base.draws import word_of
from sim.model.charters import Plan, cabin, plan
from sim.model.context import Context, Steps
from sim.model.orders import depart
from sim.world.persons import Rows
from sim.world.routes import Route
from sim.world.vocabulary import Tally

_SATURDAY = 5
_MINUTES = 60
_PARTS = 100
"""Loads are compared in hundredths of the seats [1 / share]."""
_LOADS = {40: Tally.FLIGHTS_UNDER_40, 60: Tally.FLIGHTS_UNDER_60, 80: Tally.FLIGHTS_UNDER_80}
"""Where a mission is counted that fills fewer of its seats than this [percent]."""


def removals_air(ctx: Context) -> Steps:
    """Fly what is due on each weekday."""
    fleet = Fleet(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.FLY)
        fleet.collect_transfers(day)
        weekday = ctx.inputs.clock.date_of(day).weekday()
        if weekday < _SATURDAY:
            fleet.fly(day, weekday)


class Fleet:
    """The chartered aircraft, with what they have flown this day and this week."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._cabin = cabin(ctx)
        self._plans = {route: plan(ctx, route) for route in Route}
        self._domestic = plan(ctx, None)
        self._aircraft = inputs.by_day("removal.charter.aircraft")
        self._hours_a_day = inputs.number("removal.charter.hours_per_aircraft_day")
        self._cancelled = ctx.stream("flights.cancelled")
        self._cancelled_share = inputs.number("removal.charter.cancelled_share")
        self._transfer_share = inputs.by_day("removal.charter.transfer_share")
        self._transferred = ctx.stream("flights.transferred")
        self._stops = max(inputs.whole("removal.charter.pickup_stops"), 1)
        self._stop, self._missed = ctx.stream("flights.stop"), ctx.stream("flights.missed")
        self._missed_share = inputs.number("removal.charter.pickup_missed_share")
        self._landed = dict.fromkeys(Route, 0)
        self._leaving: list[Rows] = []
        """Those whom today's missions carry out of the country."""
        self._left_minutes = 0
        self._waiting_transfers: list[tuple[int, int]] = []

    def collect_transfers(self, day: int) -> None:
        """Count those booked in today who are moved between places of detention by air."""
        ctx = self._ctx
        booked = ctx.world.booked_in.empty()
        chosen = ctx.luck(self._transferred, booked) < self._transfer_share[day]
        if chosen.any():
            self._waiting_transfers.append((day, int(chosen.sum())))

    def fly(self, day: int, weekday: int) -> None:
        """Fly the missions of a weekday: those abroad by route, then what transfers are left."""
        if weekday == 0:
            self._landed = dict.fromkeys(Route, 0)
        self._left_minutes = round(float(self._aircraft[day]) * self._hours_a_day * _MINUTES)
        self._ctx.record.tally(Tally.AIRCRAFT_MINUTES, day, self._left_minutes)
        for route in Route:
            self._fly_abroad(route, day, self._plans[route].landings_by(weekday))
        if self._leaving:
            depart(self._ctx, np.concatenate(self._leaving), day)
            self._leaving.clear()
        self._fly_transfers(day)

    def _fly_abroad(self, route: Route, day: int, landings: int) -> None:
        """Fly the missions of a route that are due, as far as landings and aircraft allow."""
        line, mission = self._ctx.world.routes[route], self._plans[route]
        minutes = int(mission.minutes[day])
        while line.size and self._landed[route] < landings and minutes <= self._left_minutes:
            oldest = line.oldest()
            if not _is_due(mission, line.size, day, day if oldest is None else oldest):
                return
            self._landed[route] += 1
            self._left_minutes -= minutes
            if self._is_cancelled(route.name, day, self._landed[route]):
                continue
            rows, missed = self._gather(route, day, line.take(int(self._cabin.room[day])))
            riders = self._board_transfers(int(self._cabin.riders[day])) if mission.pickup_minutes else 0
            pickup = mission.pickup_minutes * (self._stops - missed) // self._stops
            flown = minutes - mission.pickup_minutes + pickup
            shared = pickup * riders // max(len(rows) + riders, 1)
            self._log(mission, day, len(rows) + riders, minutes=flown, for_transfers=shared)
            self._ctx.record.tally(Tally.TRANSFERS, day, riders)
            self._ctx.record.tally(Tally.ARRIVING_SEATS, day, int(self._cabin.seats[day]))
            self._ctx.record.tally(Tally.DROP_OFFS, day, len(rows))
            if route == Route.LONG_RANGE:
                self._ctx.record.tally(Tally.LONG_RANGE_FLIGHTS, day, 1)
                self._ctx.record.tally(Tally.LONG_RANGE_MINUTES, day, flown)
            self._leaving.append(rows)

    def _gather(self, route: Route, day: int, rows: Rows) -> tuple[Rows, int]:
        """Leave those in line whose stop the mission could not make; return the others and how many such stops."""
        if not self._plans[route].pickup_minutes:
            return rows, 0
        keys = [word_of("stop", route.name, day, self._landed[route], stop) for stop in range(self._stops)]
        missed = np.flatnonzero(self._missed.uniform(np.array(keys)) < self._missed_share)
        if not len(missed):
            return rows, 0
        stop = (self._ctx.luck(self._stop, rows) * self._stops).astype(np.int64)
        is_left = np.isin(stop, missed)
        self._ctx.world.routes[route].join(rows[is_left], day)
        return rows[~is_left], len(missed)

    def _fly_transfers(self, day: int) -> None:
        """Fly the domestic missions that are due."""
        number, mission = 0, self._domestic
        minutes = int(mission.minutes[day])
        while self._waiting_transfers and minutes <= self._left_minutes:
            waiting = sum(count for _, count in self._waiting_transfers)
            if not _is_due(mission, waiting, day, self._waiting_transfers[0][0]):
                return
            number += 1
            self._left_minutes -= minutes
            if self._is_cancelled("domestic", day, number):
                continue
            moved = self._board_transfers(int(self._cabin.room[day]))
            self._log(mission, day, moved, minutes=minutes, for_transfers=minutes)
            self._ctx.record.tally(Tally.TRANSFERS, day, moved)

    def _board_transfers(self, room: int) -> int:
        """Let those transferred board in turn; return how many."""
        moved = 0
        while self._waiting_transfers and moved < room:
            day, count = self._waiting_transfers.pop(0)
            boarding = min(count, room - moved)
            moved += boarding
            if boarding < count:
                self._waiting_transfers.insert(0, (day, count - boarding))
        return moved

    def _is_cancelled(self, route: str, day: int, number: int) -> bool:
        key = np.array([word_of("mission", route, day, number)])
        is_cancelled = bool(self._cancelled.uniform(key)[0] < self._cancelled_share)
        self._ctx.record.tally(Tally.FLIGHTS_CANCELLED, day, int(is_cancelled))
        return is_cancelled

    def _log(self, mission: Plan, day: int, passengers: int, *, minutes: int, for_transfers: int) -> None:
        record, seats = self._ctx.record, int(self._cabin.seats[day])
        record.tally(Tally.FLIGHTS, day, 1)
        record.tally(Tally.FLIGHT_MINUTES, day, minutes)
        record.tally(Tally.TRANSFER_MINUTES, day, for_transfers)
        record.tally(Tally.MISSION_SEATS, day, seats)
        record.tally(Tally.MISSION_PASSENGERS, day, passengers)
        cents = minutes * int(mission.cents_an_hour[day]) // _MINUTES
        record.tally(Tally.EMPTY_SEAT_CENTS, day, cents * max(seats - passengers, 0) // seats)
        for percent, tally in _LOADS.items():
            record.tally(tally, day, int(passengers * _PARTS < percent * seats))


def _is_due(mission: Plan, waiting: int, day: int, oldest: int) -> bool:
    return waiting >= mission.threshold[day] or day - oldest >= mission.longest_wait[day]
