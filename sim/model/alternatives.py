"""Some of those let go are enrolled in alternatives to detention: they report often until the term or the case is over.

Who acts: ICE and its contractor, every day, on those let go with a case to come.
On whom: adults alone, and one adult for each family.
What limits it: places in the program.
What it costs and who pays: ICE, per person and day.
Levers: places, shares enrolled.
"""

import numpy as np

from sim.base.codes import marked
from sim.base.words import PersonClass
from sim.model.context import Context
from sim.world.columns import NEVER, Appointment
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue, Tally

_OPEN = marked(Case.SERVED, Case.PENDING)


class Alternatives:
    """The program of alternatives to detention."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._places = ctx.places("detention.alternatives.places")
        self._shares = {
            PersonClass.SINGLE_ADULT: inputs.by_day("detention.alternatives.enrolled_share.adult"),
            PersonClass.FAMILY_MEMBER: inputs.by_day("detention.alternatives.enrolled_share.family"),
        }
        self._interval = max(inputs.whole("detention.alternatives.check_in_days"), 1)
        self._term = inputs.duration("detention.alternatives.term_days")
        self._rest = self._term.excess()
        self._chosen, self._stay = ctx.stream("alternatives.chosen"), ctx.stream("alternatives.stay")

    def propose(self, rows: Rows, day: int) -> None:
        """Choose from those let go whom to enrol when the program next takes people in."""
        persons = self._ctx.persons
        heads = rows[persons.is_head(rows) & _OPEN[persons.case[rows]]]
        heads = heads[persons.since[Queue.ALTERNATIVES][heads] == NEVER]
        luck = self._ctx.luck(self._chosen, heads)
        for kind, share in self._shares.items():
            chosen = heads[(persons.kind[heads] == kind) & (luck < share[day])]
            self._ctx.world.enrolling.join(chosen, day)

    def enrol(self, day: int) -> None:
        """Enrol those chosen, as many as there are places for; the others are let go without."""
        ctx, line = self._ctx, self._ctx.world.enrolling
        ctx.record.tally(Tally.PROGRAM_PLACES, day, int(self._places[day]))
        if not line.size:
            return
        free = max(int(self._places[day]) - int(ctx.record.stays.enrolled.sum()), 0)
        rows = line.take(free)
        line.empty()
        ctx.record.begin(Queue.ALTERNATIVES, rows, day)
        ctx.record.count(Flow.ENROLLED, rows, day)
        ctx.calendar(Appointment.CHECK_IN).book(rows, day + self._interval)

    def enrol_stock(self, rows: Rows) -> None:
        """Enrol people on the first day, each with a part of the term behind."""
        ctx = self._ctx
        luck = ctx.luck(self._stay, rows)
        ctx.record.begin(Queue.ALTERNATIVES, rows, 0)
        ctx.persons.since[Queue.ALTERNATIVES][rows] = -1 - self._rest.sample(luck)
        days = 1 + np.floor(ctx.luck(self._chosen, rows) * self._interval).astype(np.int32)
        ctx.calendar(Appointment.CHECK_IN).book(rows, days)

    def report(self, rows: Rows, day: int) -> None:
        """See people who report: those whose term or case is over leave the program, the others come again."""
        ctx, persons = self._ctx, self._ctx.persons
        rows = rows[persons.since[Queue.ALTERNATIVES][rows] != NEVER]
        if not len(rows):
            return
        present = (persons.place[rows] == Place.AT_LARGE) & _OPEN[persons.case[rows]]
        ctx.record.end(Queue.ALTERNATIVES, rows[~present], day, Cause.CLOSED)
        rows = rows[present]
        ctx.record.count(Flow.CHECKED_IN, rows, day)
        over = day >= self._ends(rows)
        ctx.record.end(Queue.ALTERNATIVES, rows[over], day, Cause.SERVED)
        ctx.calendar(Appointment.CHECK_IN).book(rows[~over], day + self._interval)

    def _ends(self, rows: Rows) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The day on which the term of each is over; of the stock of the first day the rest is left, shape (n,)."""
        since = self._ctx.persons.since[Queue.ALTERNATIVES][rows].astype(np.int64)
        luck = self._ctx.luck(self._stay, rows)
        of_stock = since < 0
        ends = since + self._term.sample(luck)
        ends[of_stock] = self._rest.sample(1.0 - luck[of_stock])
        return ends
