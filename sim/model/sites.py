"""Cities of Mexico receive people who wait for a hearing, and courts at the ports beside them have seats.

Who acts: Mexico, which opens and closes a site; the immigration courts, which seat so many there on each court day;
CBP, which may let in all who wait in a city, each when the month of waiting is over.
What limits it: persons received in a day, seats.
Who pays: nobody here; the wait and the hearing are paid for where they happen.
Levers: whether each site is open, persons received, seats, whether seats limit the returns, sites brought in.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.engine.columns import City
from sim.engine.compiled import Flags, Ints
from sim.model.context import Context, court_days
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

_SITES = tuple(getattr(parameters.mexico.sites, city.name.lower()) for city in City)
"""What is said of each city, in the order of City."""
_NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [persons]."""


def received_by_day(ctx: Context) -> Ints:
    """Persons that each city receives, none while it is closed, shape (CITIES, days) [persons]."""
    inputs = ctx.inputs
    rates = [inputs.by_day(site.received_per_day) * inputs.flag_by_day(site.open) for site in _SITES]
    return np.stack([ctx.daily(rate) for rate in rates])


def brings_in_by_day(ctx: Context) -> Flags:
    """Whether those who wait in each city are let in, shape (CITIES, days)."""
    return np.stack([ctx.inputs.flag_by_day(site.brings_in) for site in _SITES])


def seats_by_day(inputs: Inputs) -> FloatArray:
    """Persons that the courts beside the open sites can hear on a court day, shape (days,) [persons].

    At the scale of the run; days off are not told apart.
    """
    seats = [inputs.by_day(site.seats_per_day) * inputs.flag_by_day(site.open) for site in _SITES]
    total: FloatArray = np.cumsum(seats, axis=0)[-1] * inputs.scale
    return total


def seats_each_day(ctx: Context) -> Ints:
    """Whole seats of each day on which courts sit, which add up to their number, shape (days,) [persons]."""
    total = np.floor(np.cumsum(seats_by_day(ctx.inputs) * ctx.is_working) + _NUDGE).astype(np.int64)
    return np.diff(total, prepend=0)


def seats_within_notice(ctx: Context) -> Ints:
    """Seats between a day and the end of the time of notice after it, as it is known on that day, shape (days,)."""
    notice = ctx.inputs.whole(parameters.mexico.notice_days)
    days, sits = len(ctx.days), np.cumsum(court_days(ctx))
    last = np.minimum(np.arange(days) + notice, len(sits) - 1)
    return np.floor(seats_by_day(ctx.inputs) * (sits[last] - sits[:days])).astype(np.int64)
