"""A case is on the docket of its class, and its next hearing is the first free slot after an interval."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.base.words import PersonClass
from sim.model.context import Context
from sim.model.court_rules import PLAIN_RULES
from sim.model.custody import leave_docket
from sim.world.columns import Appointment
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Queue
from sim.world.world import HearingClass


class Docketing:
    """The clerk of the court: puts cases on dockets and finds the earliest day of the next hearing."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._is_plain = inputs.choice("courts.docket_rule") in PLAIN_RULES
        self._has_priority_docket = inputs.flag_by_day("courts.priority_docket")
        self._fast_share = inputs.number("courts.fast_lane_share")
        self._fast = ctx.stream("docketing.fast")
        self._interval = ctx.stream("docketing.interval")
        self._first = inputs.duration("courts.interval.first")
        self._next = {
            Docket.DETAINED: inputs.duration("courts.interval.detained"),
            Docket.MEXICO: inputs.duration("courts.interval.mexico"),
            Docket.PRIORITY: inputs.duration("courts.interval.released"),
            Docket.GENERAL: inputs.duration("courts.interval.released"),
        }

    def file(self, rows: Rows, day: int) -> None:
        """Enter cases that reach the court today on the docket where they belong."""
        if not len(rows):
            return
        self._ctx.record.count(Flow.NTA_FILED, rows, day)
        self._ctx.record.begin(Queue.DECISION, rows, day)
        self._ctx.record.begin(Queue.FIRST_HEARING, rows, day)
        self.assign(rows, day)

    def assign(self, rows: Rows, day: int) -> None:
        """Put pending cases on the docket that goes with where the person is, and book a hearing."""
        dockets = self.dockets(rows, day)
        for docket in Docket:
            some = rows[dockets == docket]
            if len(some):
                self._ctx.persons.move(some, case=Case.PENDING, docket=docket)
                self.book(some, docket, day)

    def change(self, rows: Rows, day: int) -> None:
        """Move pending cases to another docket because the person has moved; the hearing is booked anew."""
        if len(rows):
            leave_docket(self._ctx, rows)
            self.assign(rows, day)

    def book(self, rows: Rows, docket: Docket, day: int) -> None:
        """Set the earliest day on which each case can be heard next."""
        if self._is_plain:
            self._ctx.calendar(Appointment.HEARING).book(rows, day + 1)
            return
        luck = self._interval.uniform(self._ctx.persons.luck(rows), self._ctx.persons.hearings[rows].astype(np.uint64))
        interval = self._next[docket].sample(luck)
        if docket in (Docket.PRIORITY, Docket.GENERAL):
            fresh = self._ctx.persons.hearings[rows] == 0
            interval[fresh] = self._first.sample(luck[fresh])
        self._ctx.calendar(Appointment.HEARING).book(rows, day + 1 + interval)

    def join(self, rows: Rows, day: int) -> None:
        """Put cases whose interval is over in line for a hearing, fast cases in front at their first."""
        persons = self._ctx.persons
        docket, fast = persons.docket[rows], self._is_fast(rows)
        for code in Docket:
            here = docket == code
            if here.any():
                line = self._ctx.world.dockets[code]
                line.join(rows[here & fast], day, HearingClass.FAST)
                line.join(rows[here & ~fast], day, HearingClass.ORDINARY)

    def dockets(self, rows: Rows, day: int) -> NDArray[np.uint8]:
        """The docket of each case by where the person is and who it is, shape (n,)."""
        persons = self._ctx.persons
        place = persons.place[rows]
        general = np.full(len(rows), Docket.GENERAL, np.uint8)
        if self._has_priority_docket[day] and not self._is_plain:
            general[persons.kind[rows] != PersonClass.SINGLE_ADULT] = Docket.PRIORITY
        if self._is_plain:
            return general
        held = (place == Place.ADULT_BED) | (place == Place.FAMILY_BED)
        outside = (place == Place.IN_MEXICO) | (place == Place.ABROAD)
        return np.select([held, outside], [Docket.DETAINED, Docket.MEXICO], general).astype(np.uint8)

    def _is_fast(self, rows: Rows) -> NDArray[np.bool_]:
        fresh = self._ctx.persons.hearings[rows] == 0
        luck: FloatArray = self._fast.uniform(self._ctx.persons.luck(rows))
        return fresh & (luck < self._fast_share) & (not self._is_plain)
