"""Mexico receives its nationals at the bridges of nine cities, by day; who comes too late is held until the morning.

Who acts: the Border Patrol, as papers are done around the clock, on Mexicans who leave from hold; buses and aircraft of
ICE are timed to the hours.
What limits it: the hour at which each bridge closes, set by arrangements between the two countries.
Who pays: CBP, for a night in hold.
Levers: the closing hours.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.base.words import Nationality
from sim.facts.inputs import Inputs
from sim.model.context import Context
from sim.world.cities import CITIES, CITY_ACROSS, NO_CITY, City
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Tally

DAY_HOURS, NIGHT_BEGINS, NIGHT_ENDS = 24.0, 22.0, 5.0
"""A day, and the night for which the share of papers done is known [hours]."""


class Bridges:
    """The bridges over which Mexicans walk home."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._hour = ctx.stream("bridges.hour")
        self._late_share = late_share(ctx.inputs)

    def let_through(self, rows: Rows, day: int) -> Rows:
        """Keep those overnight whose bridge has closed; return the others."""
        ctx, persons = self._ctx, self._ctx.persons
        if not len(rows):
            return rows
        late = ctx.luck(self._hour, rows) < self._late_share[day, self._cities(rows)]
        late &= persons.nationality[rows] == Nationality.MEXICO
        ctx.world.overnight.join(rows[late], day)
        ctx.record.count(Flow.HELD_FOR_BRIDGE, rows[late], day)
        return rows[~late]

    def count(self, rows: Rows, day: int) -> None:
        """Write down over which bridges Mexicans have gone today."""
        city = self._cities(rows[self._ctx.persons.nationality[rows] == Nationality.MEXICO])
        self._ctx.record.tallies[day, Tally.WALKED_TIJUANA : Tally.WALKED_REYNOSA + 1] += np.bincount(
            city, minlength=CITIES + 1
        )[:CITIES]

    def _cities(self, rows: Rows) -> NDArray[np.int64]:
        """The city across from each person, or CITIES for those who are elsewhere, shape (n,)."""
        city = CITY_ACROSS[self._ctx.persons.sector[rows]].astype(np.int64)
        return np.where(city == NO_CITY, CITIES, city)


def late_share(inputs: Inputs) -> FloatArray:
    """Share of those whose papers are done in a day for whom the bridge has closed, shape (days, CITIES + 1).

    Nobody is late for the last, which stands for all who are not beside a bridge.
    """
    closes = [inputs.by_day(f"removal.bridge_closes.{city.name.lower()}") for city in City]
    never = np.full(inputs.clock.days, DAY_HOURS)
    return done_after(np.stack([*closes, never], axis=1), inputs.number("removal.papers_at_night_share"))


def done_after(hour: FloatArray, night_share: float) -> FloatArray:
    """Share of papers done after an hour of the day, the night from ten to five having a share of its own.

    Args:
        hour: from 0 to 24, any shape.
        night_share: papers done in the night [share].
    """
    night_hours = DAY_HOURS - NIGHT_BEGINS + NIGHT_ENDS
    at = [0.0, NIGHT_ENDS, NIGHT_BEGINS, DAY_HOURS]
    morning = night_share * NIGHT_ENDS / night_hours
    done = np.interp(hour, at, [0.0, morning, morning + 1.0 - night_share, 1.0])
    after: FloatArray = np.round(1.0 - done, _PRECISION)
    return after


_PRECISION = 12
"""Shares are rounded to this many decimals, so that nobody is late for a bridge that does not close [digits]."""
