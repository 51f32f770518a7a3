"""A person let go under an order of supervision reports to ICE, and may be arrested again once a document has come.

Who acts: ICE, on the day of each check-in.
On whom: people under a final order whom no country has taken yet.
Who pays: nobody here; a new bed is paid by ICE.
Levers: days between check-ins, the share arrested again once they can be removed.
"""

from sim.model.context import Context
from sim.model.custody import all_leave_custody
from sim.model.hold import Hold
from sim.world.columns import NEVER, Appointment, Authority, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue


class Supervision:
    """The officers to whom people under an order of supervision report."""

    def __init__(self, ctx: Context, hold: Hold) -> None:
        self._ctx, self._hold = ctx, hold
        self._interval = max(ctx.inputs.whole("detention.supervision.check_in_days"), 1)
        self._again_share = ctx.inputs.by_day("detention.supervision.arrested_again_share")
        self._again = ctx.stream("supervision.again")

    def let_go(self, rows: Rows, day: int, flow: Flow) -> None:
        """Let people in a bed go under an order of supervision; a document may still come."""
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        document = persons.due[Appointment.DOCUMENT][rows].copy()
        coming = document != NEVER
        ctx.calendar(Appointment.DOCUMENT).cancel(rows)
        ctx.calendar(Appointment.LATER_DOCUMENT).book(rows[coming], document[coming])
        all_leave_custody(ctx, rows, day, Cause.RELEASED)
        ctx.record.end(Queue.REMOVAL, rows, day, Cause.RELEASED)
        ctx.record.count(flow, rows, day)
        persons.move(rows, place=Place.AT_LARGE, case=Case.SUPERVISED)
        ctx.calendar(Appointment.CHECK_IN).book(rows, day + self._interval)

    def receive_documents(self, day: int) -> None:
        """Put on file the documents that come for people under supervision."""
        rows = self._ctx.calendar(Appointment.LATER_DOCUMENT).take(day)
        if len(rows):
            self._ctx.persons.has_document[rows] = True

    def report(self, rows: Rows, day: int) -> None:
        """See people who report: some of those whose document has come are arrested, the others come again."""
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        ctx.record.count(Flow.CHECKED_IN_UNDER_SUPERVISION, rows, day)
        lucky = ctx.luck(self._again, rows) < self._again_share[day]
        arrested = persons.has_document[rows] & lucky
        ctx.calendar(Appointment.CHECK_IN).book(rows[~arrested], day + self._interval)
        self._arrest(rows[arrested], day)

    def _arrest(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        persons = self._ctx.persons
        self._ctx.record.count(Flow.ARREST_AT_CHECK_IN, rows, day)
        persons.arrest(rows)
        persons.track[rows] = Track.REMOVE_FROM_BED
        persons.authority[rows] = Authority.REMOVAL
        persons.move(rows, place=Place.HOLD, case=Case.FINAL)
        self._hold.dispatch(rows, day)
