"""Nobody who may be let go waits in hold for a bed past the limit of hours, counted from the arrest."""

import numpy as np
from numpy.typing import NDArray

from sim.model.context import Context
from sim.world.columns import NEVER
from sim.world.lines import Line
from sim.world.persons import Rows
from sim.world.vocabulary import Queue


class Overdue:
    """The clock of the hold rooms."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._limit = ctx.inputs.whole("border.hold_limit_days")

    def take(self, line: Line, day: int, cls: int = 0) -> Rows:
        """Take those of a class out of a line who have been held up to the limit."""
        rows, joined = line.members(cls)
        overdue = rows[self._since(rows, joined) <= day - self._limit]
        line.leave(overdue)
        return overdue

    def count(self, line: Line, day: int, cls: int) -> int:
        """Everybody in hold past the limit today [persons].

        People whom ICE arrested inside the country are held past it only if they wait in this class of the line.
        """
        rows, joined = line.members(cls)
        of_ice = self._ctx.persons.since[Queue.CBP_HOLD][rows] == NEVER
        past = int(np.count_nonzero(joined[of_ice] <= day - self._limit))
        return past + self._ctx.record.stays.in_hold_since(day - self._limit)

    def _since(self, rows: Rows, joined: NDArray[np.int64]) -> NDArray[np.int64]:
        """The day of the arrest by CBP, or the day on which ICE asked for a bed, shape (n,)."""
        since = self._ctx.persons.since[Queue.CBP_HOLD][rows]
        return np.where(since == NEVER, joined, since)
