"""A case is on the docket of its class, and its next hearing is booked on the first free slot after an interval."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import first_true
from sim.base.draws import FloatArray
from sim.base.words import PersonClass
from sim.model.bench_shares import BenchShares
from sim.model.context import Context
from sim.model.court_rules import PLAIN_RULES
from sim.model.slots import Slots
from sim.world.columns import Appointment
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Queue

DOCKETS = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
"""The order in which dockets sit; slots that one leaves unused pass to the next."""
_LEAST_NOTICE = 1
"""No hearing is on the day on which it is booked [days]."""


class Docketing:
    """The clerk of the court: puts cases on dockets and gives the dates of hearings."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self.is_plain = inputs.choice("courts.docket_rule") in PLAIN_RULES
        self._has_priority_docket = inputs.flag_by_day("courts.priority_docket")
        self._fast_share = inputs.number("courts.fast_lane_share")
        self._returned_share = inputs.number("courts.returned_ahead_share")
        self._fast = ctx.stream("docketing.fast")
        self._interval = ctx.stream("docketing.interval")
        self._first = inputs.duration("courts.interval.first")
        self._next = {
            Docket.DETAINED: inputs.duration("courts.interval.detained"),
            Docket.MEXICO: inputs.duration("courts.interval.mexico"),
            Docket.PRIORITY: inputs.duration("courts.interval.released"),
            Docket.GENERAL: inputs.duration("courts.interval.released"),
        }
        levels = BenchShares(ctx).levels()
        self.slots = {docket: Slots(ctx, levels[docket]) for docket in DOCKETS}

    def file(self, rows: Rows, day: int) -> None:
        """Enter cases that reach the court today on the docket where they belong."""
        if not len(rows):
            return
        self._ctx.record.count(Flow.NTA_FILED, rows, day)
        self._ctx.persons.filed[rows] = day
        self._ctx.persons.is_subsequent[rows] = False
        self._ctx.record.begin(Queue.DECISION, rows, day)
        self._ctx.record.begin(Queue.FIRST_HEARING, rows, day)
        self.assign(rows, day)

    def take_back(self, rows: Rows, day: int) -> None:
        """Put cases back on a docket that were closed or decided before; their age runs from the old filing."""
        if len(rows):
            self._ctx.persons.since[Queue.DECISION][rows] = self._ctx.persons.filed[rows]
            self.assign(rows, day)

    def assign(self, rows: Rows, day: int) -> None:
        """Put pending cases on the docket that goes with where the person is, and ask for a hearing."""
        if not len(rows):
            return
        dockets = self.dockets(rows, day)
        for docket in DOCKETS:
            some = rows[dockets == docket]
            if len(some):
                self._ctx.persons.move(some, case=Case.PENDING, docket=docket)
                self.ask(some, docket, day)

    def ask(self, rows: Rows, docket: Docket, day: int) -> None:
        """Let cases wait for a date to be given; in a plain queue they wait by the day of filing to be heard."""
        line = self._ctx.world.dockets[docket]
        if not self.is_plain:
            line.join(rows, day)
            return
        filed = self._ctx.persons.filed[rows]
        for when in np.unique(filed).tolist():
            line.join(rows[filed == when], when)

    def give_dates(self, day: int) -> None:
        """Give everybody who asks the first free slot of the docket, the earliest need first; fast cases any day."""
        for docket in () if self.is_plain else DOCKETS:
            line = self._ctx.world.dockets[docket]
            if line.size:
                rows = line.empty()
                self._ctx.persons.ready[rows] = day + _LEAST_NOTICE + self._intervals(rows, docket)
                self.book(rows, docket, day + _LEAST_NOTICE)

    def book(self, rows: Rows, docket: Docket, first: int) -> None:
        """Book hearings of cases that are ready on stated days, no sooner than a first day."""
        persons, book, slots = self._ctx.persons, self._ctx.world.books[docket], self.slots[docket]
        rows = rows[np.lexsort((persons.key[rows], persons.ready[rows]))]
        fast = self.is_fast(rows)
        early = rows[fast]
        book.write(early, slots.next_court_day(persons.ready[early].astype(np.int64)))
        late = rows[~fast]
        earliest = np.maximum(persons.ready[late].astype(np.int64), first)
        days = slots.give(first, book.booked, earliest)
        book.write(late, self._as_the_head(late, days))

    def book_in_order(self, rows: Rows, docket: Docket, turn: FloatArray) -> None:
        """Book hearings of the cases pending on the first day, from that day on.

        Args:
            rows: shape (n,).
            docket: where they are pending.
            turn: the order in which they stand, low first, ties by key, shape (n,).
        """
        persons, book, slots = self._ctx.persons, self._ctx.world.books[docket], self.slots[docket]
        rows = rows[np.lexsort((persons.key[rows], turn))]
        days = slots.give(0, book.booked, np.zeros(len(rows), np.int64))
        persons.ready[rows] = 0
        book.write(rows, self._as_the_head(rows, days))

    def is_fast(self, rows: Rows) -> NDArray[np.bool_]:
        """Say which cases are heard ahead of the line: some at the first hearing, most that came back, shape (n,)."""
        persons = self._ctx.persons
        again = persons.is_subsequent[rows]
        fast = (again | (persons.hearings[rows] == 0)) & (persons.docket[rows] >= Docket.PRIORITY) & (not self.is_plain)
        share = np.where(again[fast], self._returned_share, self._fast_share)
        fast[fast] = self._fast.uniform(persons.luck(rows[fast])) < share
        return fast

    def dockets(self, rows: Rows, day: int) -> NDArray[np.uint8]:
        """The docket of each case by where the person is and who it is, shape (n,)."""
        persons = self._ctx.persons
        place = persons.place[rows]
        general = np.full(len(rows), int(Docket.GENERAL), np.uint8)
        if self._has_priority_docket[day] and not self.is_plain:
            general[persons.kind[rows] != PersonClass.SINGLE_ADULT] = Docket.PRIORITY
        if self.is_plain:
            return general
        held = (place == Place.ADULT_BED) | (place == Place.FAMILY_BED)
        outside = (place == Place.IN_MEXICO) | (place == Place.ABROAD)
        return first_true([held, outside], [Docket.DETAINED, Docket.MEXICO], general)

    def end_priority(self, day: int) -> None:
        """When the priority docket is ended its cases join the general one; those with a date keep it."""
        persons, world = self._ctx.persons, self._ctx.world
        asking = world.dockets[Docket.PRIORITY].empty()
        booked = world.books[Docket.PRIORITY].everybody()
        days = persons.due[Appointment.HEARING][booked].astype(np.int64)
        world.books[Docket.PRIORITY].strike(booked)
        persons.move(np.concatenate([asking, booked]), docket=Docket.GENERAL)
        world.dockets[Docket.GENERAL].join(asking, day)
        world.books[Docket.GENERAL].write(booked, days)

    def _intervals(self, rows: Rows, docket: Docket) -> NDArray[np.int32]:
        """Least days to the next hearing, shape (n,)."""
        persons = self._ctx.persons
        luck = self._interval.uniform(persons.luck(rows), persons.hearings[rows].astype(np.uint64))
        interval = self._next[docket].sample(luck)
        if docket >= Docket.PRIORITY:
            fresh = persons.hearings[rows] == 0
            interval[fresh] = self._first.sample(luck[fresh])
        return interval

    def _as_the_head(self, rows: Rows, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the members of a family, who stand one after another, the day of the first of them, shape (n,)."""
        if not len(rows):
            return days
        family = self._ctx.persons.luck(rows)
        is_first = np.concatenate(([True], family[1:] != family[:-1]))
        return days[np.flatnonzero(is_first)[np.cumsum(is_first) - 1]]
