"""Every institution sees the same world, the same inputs and the same calendar."""

from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.base.days import PHASES, Phase
from sim.base.draws import FloatArray, Stream
from sim.facts.inputs import Inputs
from sim.world.calendar import Calendar
from sim.world.columns import Appointment
from sim.world.persons import Persons, Rows
from sim.world.recorder import Recorder
from sim.world.state import State
from sim.world.world import World

Steps = Generator[simpy.Event, None, None]
"""What a process is: it sleeps until a phase of a day, acts, and sleeps again."""


_stream = lru_cache(maxsize=1024)(Stream)


@dataclass(frozen=True)
class Context:
    """What a process needs to know and may act on."""

    env: simpy.Environment
    inputs: Inputs
    world: World

    @property
    def persons(self) -> Persons:
        """The table of persons."""
        return self.world.persons

    @property
    def state(self) -> State:
        """The world as rules see it."""
        return self.world.persons.state

    @property
    def record(self) -> Recorder:
        """The record of what happened."""
        return self.world.record

    @property
    def days(self) -> range:
        """The days of the run."""
        return range(self.inputs.clock.days)

    @property
    def is_working(self) -> NDArray[np.bool_]:
        """Federal working days, shape (days,)."""
        return self.inputs.clock.is_working

    def calendar(self, kind: Appointment) -> Calendar:
        """The appointments of one kind."""
        return self.world.calendars[kind]

    def stream(self, decision: str) -> Stream:
        """The luck of one decision in this replication."""
        return _stream(self.inputs.seed, decision, self.inputs.replication)

    def luck(self, stream: Stream, rows: Rows) -> FloatArray:
        """Draw once for each person and arrest; the members of a family draw alike, shape (n,)."""
        return stream.of(self.persons.chance[rows])

    def until(self, day: int, phase: Phase) -> simpy.Event:
        """Sleep until a phase of a day."""
        return self.env.timeout(day * PHASES + phase - self.env.now)

    def places(self, path: str) -> NDArray[np.int64]:
        """A stock of places by day, at the scale of this run, rounded, shape (days,)."""
        return np.rint(self.inputs.by_day(path) * self.inputs.scale).astype(np.int64)

    def daily(self, per_day: FloatArray) -> NDArray[np.int64]:
        """Whole numbers a day that add up to a rate at the scale of this run, shape (days,)."""
        total = np.floor(np.cumsum(per_day * self.inputs.scale) + _NUDGE).astype(np.int64)
        return np.diff(total, prepend=0)


_NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it [persons]."""
