"""A charter mission has its hours, its price, its seats and the rule by which it leaves, by route."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.base.money import CENTS
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle
from sim.engine.geography import Route
from sim.engine.hashing import Names, names
from sim.model.border.admission import LARGEST_FAMILY
from sim.model.context import Context
from sim.model.fields import by_day, computed, number, stream
from sim.scenario.names import parameters

N = TypeVar("N", np.int64, np.float64)
DOMESTIC = len(Route)
"""Stands for the missions that carry transfers only; routes abroad come before it."""
_ROUTES = len(Route) + 1
_MINUTES, _WEEK = 60, 7
_CHARTER = "removal.charter"
_FAR = f"{_CHARTER}.long_range"


def mission_minutes(ctx: Context) -> Ints:
    """Block time of a whole mission, pick-ups and the empty way back included, shape (routes, days) [minutes]."""
    minutes = np.empty((_ROUTES, len(ctx.days)), np.int64)
    for route in Route:
        if route == Route.LONG_RANGE:
            minutes[route] = np.rint(ctx.inputs.by_day(f"{_FAR}.hours") * _MINUTES)
        else:
            minutes[route] = round(_direct(ctx, route) * ctx.inputs.number(f"{_CHARTER}.mission_over_direct"))
    minutes[DOMESTIC] = round(ctx.inputs.number(f"{_CHARTER}.domestic_hours") * _MINUTES)
    return minutes


def pickup_minutes(ctx: Context) -> Ints:
    """Block time of the legs on which people are gathered and transfers ride along, shape (routes,) [minutes]."""
    pickup = mission_minutes(ctx)[:, 0]
    for route in Route:
        pickup[route] = 0 if route == Route.LONG_RANGE else pickup[route] - round(_direct(ctx, route))
    return pickup


def _direct(ctx: Context, route: Route) -> float:
    return ctx.inputs.number(f"{_CHARTER}.direct_hours.{route.name.lower()}") * _MINUTES


def _landings(ctx: Context) -> Ints:
    """Missions abroad that each country receives in a week, shape (Route,) [missions]."""
    weekly = f"{_CHARTER}.weekly_landings"
    return np.array([ctx.inputs.whole(f"{weekly}.{route.name.lower()}") for route in Route], np.int64)


def longest_wait(ctx: Context) -> Floats:
    """A mission leaves when somebody has waited so long, shape (routes, days) [days]."""
    days = _by_route(ctx.inputs.by_day, "longest_wait_days")
    days[Route.HAITI] = ctx.inputs.by_day(f"{_CHARTER}.longest_wait_haiti_days")
    return days


def _threshold(ctx: Context) -> Ints:
    """A mission leaves when so many wait, shape (routes, days) [persons]."""
    return np.maximum(_by_route(ctx.places, "load_threshold"), 1)


def _cents(ctx: Context) -> Ints:
    """Price of a block hour, whatever the load, shape (routes, days) [cents]."""
    return np.rint(_by_route(ctx.inputs.by_day, "usd_per_flight_hour") * CENTS).astype(np.int64)


def _by_route(read: Callable[[str], NDArray[N]], name: str) -> NDArray[N]:
    """A rule of routine and of long-range missions, shape (routes, days)."""
    found = np.tile(read(f"{_CHARTER}.{name}"), (_ROUTES, 1))
    found[Route.LONG_RANGE] = read(f"{_FAR}.{name}")
    return found


def _fleet_minutes(ctx: Context) -> Ints:
    """Block time that all aircraft together can fly in a day, shape (days,) [minutes]."""
    hours = ctx.inputs.by_day(f"{_CHARTER}.aircraft") * ctx.inputs.number(f"{_CHARTER}.hours_per_aircraft_day")
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
    landings: Ints = computed(_landings)
    threshold: Ints = computed(_threshold)
    longest_wait: Floats = computed(longest_wait)
    cents_an_hour: Ints = computed(_cents)
    # the cabin at the scale of the run; there is room for the largest family
    seats: Ints = computed(lambda ctx: np.maximum(ctx.places(f"{_CHARTER}.seats"), LARGEST_FAMILY))
    room: Ints = computed(
        lambda ctx: np.maximum(ctx.places(f"{_CHARTER}.seats") - ctx.places(f"{_CHARTER}.staff_seats"), LARGEST_FAMILY)
    )
    """Seats that guards and medical staff leave to passengers [persons]."""
    riders: Ints = computed(lambda ctx: ctx.places(f"{_CHARTER}.transfer_seats_abroad"))
    """Seats of a mission abroad that are free for transfers while people are being gathered [persons]."""
    # what goes wrong
    missions: Names = computed(lambda ctx: _words("mission"))
    cancelled_share: float = number(parameters.removal.charter.cancelled_share)
    cancelled: Word = stream("flights.cancelled")
    stops: int = computed(lambda ctx: max(ctx.inputs.whole(f"{_CHARTER}.pickup_stops"), 1))
    stop: Word = stream("flights.stop")
    pickups: Names = computed(lambda ctx: _words("stop"))
    missed_share: float = number(parameters.removal.charter.pickup_missed_share)
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
    transfer_share: Floats = by_day(parameters.removal.charter.transfer_share)
    transferred: Word = stream("flights.transferred")
    transfers: Ints = computed(lambda ctx: np.zeros(len(ctx.days), np.int64))
    """Those who wait for a transfer, by the day on which they were booked in, shape (days,) [persons]."""
    transfers_waiting: int = computed(lambda ctx: 0)
    transfers_since: int = computed(lambda ctx: 0)
    """The day before which nobody waits for a transfer."""
