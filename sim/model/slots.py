"""The next hearing is held in the first free slot of the docket; the clerk plans as many a day as were lately held."""

import math

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.model.context import Context

_SATURDAY = 5
_WEEK = 7
_FIRST_REACH = 256
"""[days]."""
_NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [slots]."""

Days = NDArray[np.int64]


class Slots:
    """The slots of one docket as its clerk plans them."""

    def __init__(self, ctx: Context, level: float) -> None:
        """Open the plan.

        Args:
            ctx: the context.
            level: hearings held on a working day, as far as is known on the first [hearings].
        """
        self._is_court_day = court_days(ctx)
        self._court_days = np.flatnonzero(self._is_court_day)
        self._memory = ctx.inputs.number("courts.calendar_memory_days")
        self._reach = _FIRST_REACH
        """So much of the calendar is read to find free slots; it doubles when all of them are taken [days]."""
        self.level = level

    def note(self, places: int) -> None:
        """Learn from a working day on which so many could be heard."""
        self.level += (places - self.level) / self._memory

    def give(self, first: int, booked: Days, earliest: Days) -> Days:
        """Give each of some requests, in the order given, the first slot that nobody has been given yet.

        Args:
            first: the first day on which there are any.
            booked: hearings booked by day, shape (horizon,).
            earliest: the earliest day of each request, rising, none before the first, shape (n,).
        """
        while True:
            end = min(first + self._reach, len(booked))
            days = first + first_free(self._free(first, booked[first:end]), earliest - first)
            if end == len(booked) or not len(days) or days[-1] < end - 1:
                return days
            self._reach *= 2

    def _free(self, first: int, booked: Days) -> Days:
        """Slots that nobody has been given yet, by day from a first day on, shape of those booked on these days."""
        plan = np.cumsum(self._is_court_day[first : first + len(booked)] * self.level)
        planned = np.diff(np.floor(plan + _NUDGE).astype(np.int64), prepend=0)
        free: Days = np.maximum(planned - booked, 0)
        return free

    def next_court_day(self, days: Days) -> Days:
        """The first working day on or after each day, shape (n,)."""
        found = self._court_days.searchsorted(days)
        return self._court_days[np.minimum(found, len(self._court_days) - 1)]


def court_days(ctx: Context) -> FloatArray:
    """One on each day on which courts sit, past the end of the run on every weekday, shape (horizon,)."""
    horizon = len(ctx.world.books[0].booked)
    weekday = (ctx.inputs.clock.start.weekday() + np.arange(horizon)) % _WEEK
    sits = weekday < _SATURDAY
    sits[: len(ctx.days)] = ctx.is_working
    return sits.astype(np.float64)


def first_free(free: Days, earliest: Days) -> Days:
    """Give each of some requests, in the order given, the first slot that is free on or after its earliest day.

    Args:
        free: free slots by day, shape (horizon,).
        earliest: the earliest day of each request, rising, shape (n,).
    """
    room = np.cumsum(free)
    earliest = np.minimum(earliest, len(free) - 1)
    turn = np.arange(len(earliest))
    slot = np.maximum.accumulate(room[earliest] - free[earliest] - turn) + turn + 1
    found: Days = np.minimum(np.searchsorted(room, slot), len(free) - 1)
    return found


def places(budget: float, expected: float) -> int:
    """Hearings that a budget in completed cases allows, with so many hearings to a completed case."""
    return max(math.floor(budget * expected + _NUDGE), 0)
