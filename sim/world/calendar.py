"""Persons have appointments on days to come, for stations that speak of batches."""

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiled import Ints, int64, rule
from sim.world.columns import Appointment
from sim.world.event_calendar import cancel, due, schedule
from sim.world.numbers import NEVER
from sim.world.person import People
from sim.world.persons import Persons, Rows
from sim.world.state import PERSONS, State

_KINDS = len(Appointment)


class Calendar:
    """One kind of appointment."""

    def __init__(self, persons: Persons, kind: Appointment) -> None:
        self._persons = persons
        self._kind = int(kind)

    def book(self, rows: Rows, days: NDArray[np.integer] | int) -> None:
        """Give each person an appointment of this kind, in place of any earlier one.

        Args:
            rows: shape (n,).
            days: the day of each, shape (n,) or one day for all, not before the day last taken.
        """
        if len(rows):
            each = np.full(len(rows), days, np.int64) if isinstance(days, int) else days.astype(np.int64)
            _schedule_all(self._persons.state, rows, self._kind, each)

    def cancel(self, rows: Rows) -> None:
        """Strike the appointments of these persons, where they have one."""
        if len(rows):
            _cancel_all(self._persons.people, rows, self._kind)

    def take(self, day: int) -> Rows:
        """Return those whose appointment is on this day of the run, in no order that may matter, and strike it."""
        return due(self._persons.state, self._kind, day)


@rule
def _schedule_all(world: State, rows: Ints, kind: int, days: Ints) -> None:
    people = world.people
    for i in range(len(rows)):
        schedule(world, people[rows[i]], rows[i], kind, days[i])


@rule
def _cancel_all(people: People, rows: Ints, kind: int) -> None:
    for row in rows:
        cancel(people[row], kind)


@rule
def is_anybody_overdue(world: State, day: int) -> bool:
    """Whether an earlier day still has somebody with an appointment of any kind who was never taken."""
    for row in range(world.numbers[PERSONS]):
        for kind in range(_KINDS):
            when = int64(world.people[row].due[kind])
            if when != NEVER and when < day:
                return True
    return False
