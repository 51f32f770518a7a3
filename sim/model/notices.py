"""A notice to appear is served on the person first and filed with the court later, sometimes never."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import first_true, marked
from sim.base.durations import DayTable, sample_each
from sim.base.words import PersonClass
from sim.model.context import Context
from sim.world.columns import NEVER, Appointment, Source
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Flow

_LAGS = ("detained", "fear_positive", "family_or_child", "interior", "border_adult")
"""Kinds of filing lag, in the order of their codes."""
_HELD = 0
"""The kind of people who are held; their notices are always filed."""


class Notices:
    """The service of notices to appear, and the dates on which they reach the court."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._lag = ctx.stream("notices.lag")
        self._filed = ctx.stream("notices.filed")
        self._again = ctx.stream("notices.lag_again")
        by_day = [ctx.inputs.duration_by_day(f"courts.filing_lag.{name}") for name in _LAGS]
        self._tables = [tables for tables, _ in by_day]
        self._in_force = np.stack([in_force for _, in_force in by_day])
        self._never_filed = ctx.inputs.number("courts.never_filed_share")

    def serve(self, rows: Rows, day: int, place: Place | None = None) -> None:
        """Serve a notice on persons who stay where they are, or go to a place with it, and plan its filing."""
        if not len(rows):
            return
        self._ctx.persons.move(rows, place=place, case=Case.SERVED)
        self._ctx.record.count(Flow.NTA_SERVED, rows, day)
        self.plan_filing(rows, day)

    def plan_filing(self, rows: Rows, day: int) -> None:
        """Draw the day on which the notice is filed; the notice of a released person may never be."""
        if not len(rows):
            return
        calendar, kinds = self._ctx.calendar(Appointment.FILING), self._kinds(rows)
        lag = sample_each(self._tables_on(day), kinds, self._ctx.luck(self._lag, rows))
        filed = (kinds == _HELD) | (self._ctx.luck(self._filed, rows) >= self._never_filed)
        calendar.cancel(rows[~filed])
        calendar.book(rows[filed], day + 1 + lag[filed])

    def plan_again(self, day: int) -> None:
        """On the day on which the time to file changes, draw the rest of it anew for every notice that waits."""
        changed = np.flatnonzero(self._in_force[:, day] != self._in_force[:, day - 1])
        if not len(changed):
            return
        persons, calendar = self._ctx.persons, self._ctx.calendar(Appointment.FILING)
        is_served = persons.case[: persons.size] == Case.SERVED
        rows = np.flatnonzero(is_served & (persons.due[Appointment.FILING][: persons.size] != NEVER))
        rows = rows[marked(*changed)[self._kinds(rows)]]
        lag = sample_each(self._tables_on(day), self._kinds(rows), self._ctx.luck(self._again, rows))
        calendar.book(rows, day + lag)

    def _tables_on(self, day: int) -> list[DayTable]:
        """The tables in force on a day, one for each kind."""
        return [tables[which] for tables, which in zip(self._tables, self._in_force[:, max(day, 0)], strict=True)]

    def _kinds(self, rows: Rows) -> NDArray[np.uint8]:
        """Code of the filing lag of each person, shape (n,)."""
        persons = self._ctx.persons
        place, source = persons.place[rows], persons.source[rows]
        held = (place == Place.ADULT_BED) | (place == Place.IN_MEXICO)
        young = persons.kind[rows] != PersonClass.SINGLE_ADULT
        conditions = [held, persons.claimed_fear[rows], young, source == Source.INTERIOR]
        return first_true(conditions, [0, 1, 2, 3], 4)
