"""The context of a run: world, inputs and calendar, the same for every institution."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.base.days import PHASES, Clock, Phase
from sim.base.draws import FloatArray, Stream
from sim.engine.persons import Persons
from sim.engine.state import State, Store
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number

Process = Generator[simpy.Event, None, None]
"""What a process is: it sleeps until a phase of a day, acts, and sleeps again."""


_stream = lru_cache(maxsize=1024)(Stream)


@dataclass(frozen=True)
class Context:
    """What a process needs to know and may act on."""

    env: simpy.Environment
    inputs: Inputs
    record: Store
    """The arrays of the world: its persons and what happened."""

    @property
    def persons(self) -> Persons:
        """The table of persons."""
        return Persons(self.record)

    @property
    def state(self) -> State:
        """The world as rules see it."""
        return self.record.state

    @property
    def days(self) -> range:
        """The days of the run."""
        return range(self.inputs.clock.days)

    @property
    def is_working(self) -> NDArray[np.bool_]:
        """Federal working days, shape (days,)."""
        return self.inputs.clock.is_working

    def stream(self, decision: str) -> Stream:
        """The draws of one decision in this replication."""
        return _stream(self.inputs.seed, decision, self.inputs.replication)

    def until(self, day: int, phase: Phase) -> simpy.Event:
        """Sleep until a phase of a day."""
        return self.env.timeout(day * PHASES + phase - self.env.now)

    def places(self, parameter: "Number") -> NDArray[np.int64]:
        """A stock of places by day, at the scale of this run, rounded, shape (days,)."""
        return np.rint(self.inputs.by_day(parameter) * self.inputs.scale).astype(np.int64)

    def daily(self, per_day: FloatArray) -> NDArray[np.int64]:
        """Whole numbers a day that add up to a rate at the scale of this run, shape (days,)."""
        total = np.floor(np.cumsum(per_day * self.inputs.scale) + _NUDGE).astype(np.int64)
        return np.diff(total, prepend=0)


_NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [persons]."""


_DECEMBER = 12


@dataclass(frozen=True)
class Month:
    """A calendar month in days of the run; it may begin before the run and end after it."""

    label: str
    first: int
    """First day, negative if before the run [day]."""
    end: int
    """The day after the last [day]."""


def months_of(clock: Clock) -> tuple[Month, ...]:
    """List the months of a run in order."""
    months: list[Month] = []
    year, number = clock.start.year, clock.start.month
    while True:
        first = clock.day(date(year, number, 1))
        following = date(year + number // _DECEMBER, number % _DECEMBER + 1, 1)
        if first >= clock.days:
            return tuple(months)
        months.append(Month(f"{year:04d}-{number:02d}", first, clock.day(following)))
        year, number = following.year, following.month


def is_court_alone(ctx: Context) -> bool:
    """Say whether nobody is arrested or comes to a port, so that the model is a court alone."""
    names = (parameters.border.attempts_scale, parameters.ports.arrivals_scale, parameters.interior.arrests_scale)
    return all(not ctx.inputs.by_day(name).any() for name in names)


def is_net(ctx: Context) -> bool:
    """Say whether the scenario gives one net share in place of the three gross flows."""
    return ctx.inputs.is_set(parameters.courts.closure_net_share)


def cases_come_back(ctx: Context) -> bool:
    """Say whether cases come back to the court: not to a court alone, nor where one net share stands for all flows."""
    return not is_net(ctx) and not is_court_alone(ctx)


_SATURDAY, _WEEK = 5, 7


def court_days(ctx: Context) -> FloatArray:
    """One on each day on which courts sit, past the end of the run on every weekday, shape (horizon,)."""
    horizon = ctx.record.booked.shape[1]
    weekday = (ctx.inputs.clock.start.weekday() + np.arange(horizon)) % _WEEK
    sits = weekday < _SATURDAY
    sits[: len(ctx.days)] = ctx.is_working
    return sits.astype(np.float64)
