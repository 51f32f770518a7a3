"""Charter aircraft leave when they are full enough, or when somebody has waited long enough.

Who acts: ICE Air, on weekdays, on those in staging for each route; domestic missions carry transfers.
What limits it: seats, landings a week that a country allows, aircraft and the hours each can fly; some are cancelled.
What it costs and who pays: ICE pays block hours whatever the load.
Levers: load threshold, longest wait, seats, aircraft, dollars per flight hour.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import word_of
from sim.model.admission import LARGEST_FAMILY
from sim.model.context import Context, Steps
from sim.model.orders import depart
from sim.world.routes import Route
from sim.world.vocabulary import Tally

_SATURDAY = 5
_MINUTES = 60
_DOMESTIC = "domestic"


def removals_air(ctx: Context) -> Steps:
    """Fly what is due on each weekday."""
    fleet = Fleet(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.FLY)
        fleet.collect_transfers(day)
        weekday = ctx.inputs.clock.date_of(day).weekday()
        if weekday >= _SATURDAY:
            continue
        if weekday == 0:
            fleet.start_week()
        fleet.start_day(day)
        for route in Route:
            fleet.fly_abroad(route, day)
        fleet.fly_transfers(day)


class Fleet:
    """The chartered aircraft, with what they have flown this day and this week."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._seats = ctx.places("removal.charter.seats")
        self._room = np.maximum(self._seats - ctx.places("removal.charter.staff_seats"), LARGEST_FAMILY)
        self._threshold = np.maximum(ctx.places("removal.charter.load_threshold"), 1)
        self._longest_wait = inputs.by_day("removal.charter.longest_wait_days")
        self._aircraft = inputs.by_day("removal.charter.aircraft")
        self._hours_a_day = inputs.number("removal.charter.hours_per_aircraft_day")
        names = [route.name.lower() for route in Route]
        factor = inputs.number("removal.charter.mission_over_direct")
        self._minutes = {
            route: round(inputs.number(f"removal.charter.direct_hours.{name}") * factor * _MINUTES)
            for route, name in zip(Route, names, strict=True)
        }
        self._domestic_minutes = round(inputs.number("removal.charter.domestic_hours") * _MINUTES)
        self._landings = {
            route: inputs.whole(f"removal.charter.weekly_landings.{name}")
            for route, name in zip(Route, names, strict=True)
        }
        self._cancelled = ctx.stream("flights.cancelled")
        self._cancelled_share = inputs.number("removal.charter.cancelled_share")
        self._transfer_share = inputs.number("removal.charter.transfer_share")
        self._transferred = ctx.stream("flights.transferred")
        self._landed = dict.fromkeys(Route, 0)
        self._left_minutes = 0
        self._waiting_transfers: list[tuple[int, int]] = []

    def start_week(self) -> None:
        """Open the landings of a new week."""
        self._landed = dict.fromkeys(Route, 0)

    def start_day(self, day: int) -> None:
        """Make the aircraft of the day ready."""
        self._left_minutes = round(float(self._aircraft[day]) * self._hours_a_day * _MINUTES)
        self._ctx.record.tally(Tally.AIRCRAFT_MINUTES, day, self._left_minutes)

    def fly_abroad(self, route: Route, day: int) -> None:
        """Fly the missions of a route that are due, as far as landings and aircraft allow."""
        line = self._ctx.world.routes[route]
        seats, minutes = max(int(self._seats[day]), LARGEST_FAMILY), self._minutes[route]
        while self._is_due(route, day) and self._landed[route] < self._landings[route]:
            if minutes > self._left_minutes:
                return
            self._landed[route] += 1
            self._left_minutes -= minutes
            if self._is_cancelled(route.name, day, self._landed[route]):
                continue
            rows = line.take(int(self._room[day]))
            self._log(minutes, day, len(rows))
            self._ctx.record.tally(Tally.ARRIVING_SEATS, day, seats)
            self._ctx.record.tally(Tally.DROP_OFFS, day, len(rows))
            depart(self._ctx, rows, day)

    def collect_transfers(self, day: int) -> None:
        """Count those booked in today who are moved between places of detention by air."""
        ctx = self._ctx
        booked = ctx.world.booked_in.empty()
        chosen = ctx.luck(self._transferred, booked) < self._transfer_share
        if chosen.any():
            self._waiting_transfers.append((day, int(chosen.sum())))

    def fly_transfers(self, day: int) -> None:
        """Fly the domestic missions that are due."""
        room, number = int(self._room[day]), 0
        while self._waiting_transfers and self._domestic_minutes <= self._left_minutes:
            waiting = sum(count for _, count in self._waiting_transfers)
            oldest = day - self._waiting_transfers[0][0]
            if waiting < self._threshold[day] and oldest < self._longest_wait[day]:
                return
            number += 1
            self._left_minutes -= self._domestic_minutes
            if self._is_cancelled(_DOMESTIC, day, number):
                continue
            moved = min(room, waiting)
            self._board_transfers(moved)
            self._log(self._domestic_minutes, day, moved)
            self._ctx.record.tally(Tally.TRANSFERS, day, moved)

    def _board_transfers(self, moved: int) -> None:
        while moved:
            day, count = self._waiting_transfers.pop(0)
            if count > moved:
                self._waiting_transfers.insert(0, (day, count - moved))
                return
            moved -= count

    def _is_due(self, route: Route, day: int) -> bool:
        line = self._ctx.world.routes[route]
        if not line.size:
            return False
        oldest = line.oldest()
        waited = day - oldest if oldest is not None else 0
        return line.size >= self._threshold[day] or waited >= self._longest_wait[day]

    def _is_cancelled(self, route: str, day: int, number: int) -> bool:
        key = np.array([word_of("mission", route, day, number)])
        return bool(self._cancelled.uniform(key)[0] < self._cancelled_share)

    def _log(self, minutes: int, day: int, passengers: int) -> None:
        record = self._ctx.record
        record.tally(Tally.FLIGHTS, day, 1)
        record.tally(Tally.FLIGHT_MINUTES, day, minutes)
        record.tally(Tally.MISSION_SEATS, day, max(int(self._seats[day]), LARGEST_FAMILY))
        record.tally(Tally.MISSION_PASSENGERS, day, passengers)
