"""A charter mission has its hours, its price, its seats and the rule by which it leaves, by route."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.base.money import CENTS
from sim.model.border.admission import LARGEST_FAMILY
from sim.model.context import Context
from sim.world.routes import Route

_MINUTES = 60
_WEEKDAYS = 5
_CHARTER = "removal.charter"
_FAR = f"{_CHARTER}.long_range"


@dataclass(frozen=True)
class Plan:
    """How one kind of mission is flown; the arrays have shape (days,)."""

    minutes: NDArray[np.int64]
    """Block time of the whole mission, pick-ups and the empty way back included [minutes]."""
    pickup_minutes: int
    """Block time of the legs on which people are gathered and transfers ride along [minutes]."""
    landings: int
    """Missions received in a week [missions]."""
    threshold: NDArray[np.int64]
    """A mission leaves when so many wait [persons]."""
    longest_wait: FloatArray
    """A mission leaves when somebody has waited so long [days]."""
    cents_an_hour: NDArray[np.int64]
    """Price of a block hour, whatever the load [cents]."""

    def landings_by(self, weekday: int) -> int:
        """Missions that the weekly schedule has room for from Monday to this weekday, 0 to 4, spread evenly."""
        return -(-self.landings * (weekday + 1) // _WEEKDAYS)


@dataclass(frozen=True)
class Cabin:
    """The seats of an aircraft at the scale of the run; every array has shape (days,) [persons]."""

    seats: NDArray[np.int64]
    room: NDArray[np.int64]
    """Seats that guards and medical staff leave to passengers."""
    riders: NDArray[np.int64]
    """Seats of a mission abroad that are free for transfers while people are being gathered."""


def cabin(ctx: Context) -> Cabin:
    """The seats of the aircraft under contract; a scaled world has room for the largest family."""
    seats = ctx.places(f"{_CHARTER}.seats")
    room = seats - ctx.places(f"{_CHARTER}.staff_seats")
    return Cabin(
        seats=np.maximum(seats, LARGEST_FAMILY),
        room=np.maximum(room, LARGEST_FAMILY),
        riders=ctx.places(f"{_CHARTER}.transfer_seats_abroad"),
    )


def plan(ctx: Context, route: Route | None) -> Plan:
    """The plan of a route, or of the domestic missions that carry transfers only."""
    inputs = ctx.inputs
    if route == Route.LONG_RANGE:
        return Plan(
            minutes=np.rint(inputs.by_day(f"{_FAR}.hours") * _MINUTES).astype(np.int64),
            pickup_minutes=0,
            landings=inputs.whole(f"{_CHARTER}.weekly_landings.long_range"),
            threshold=np.maximum(ctx.places(f"{_FAR}.load_threshold"), 1),
            longest_wait=inputs.by_day(f"{_FAR}.longest_wait_days"),
            cents_an_hour=_cents(ctx, f"{_FAR}.usd_per_flight_hour"),
        )
    minutes, pickup, landings = _routine(ctx, route)
    return Plan(
        minutes=np.full(inputs.clock.days, minutes, np.int64),
        pickup_minutes=pickup,
        landings=landings,
        threshold=np.maximum(ctx.places(f"{_CHARTER}.load_threshold"), 1),
        longest_wait=inputs.by_day(f"{_CHARTER}.longest_wait{'_haiti' if route == Route.HAITI else ''}_days"),
        cents_an_hour=_cents(ctx, f"{_CHARTER}.usd_per_flight_hour"),
    )


def _routine(ctx: Context, route: Route | None) -> tuple[int, int, int]:
    """Minutes of a routine mission, those of its pick-up legs, and the landings a week."""
    inputs = ctx.inputs
    if route is None:
        minutes = round(inputs.number(f"{_CHARTER}.domestic_hours") * _MINUTES)
        return minutes, minutes, 0
    name = route.name.lower()
    direct = inputs.number(f"{_CHARTER}.direct_hours.{name}") * _MINUTES
    minutes = round(direct * inputs.number(f"{_CHARTER}.mission_over_direct"))
    return minutes, minutes - round(direct), inputs.whole(f"{_CHARTER}.weekly_landings.{name}")


def _cents(ctx: Context, path: str) -> NDArray[np.int64]:
    return np.rint(ctx.inputs.by_day(path) * CENTS).astype(np.int64)
