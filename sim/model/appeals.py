"""Orders of removal may be appealed to the Board, and from there to a circuit court, which lets them stand or remands.

Who acts: the Board of Immigration Appeals on federal working days, circuit courts when a case is ripe.
What limits it: the time for transcript and briefs, and the decisions that the Board can make in a year.
Who pays: EOIR; a detained person's bed is paid by ICE meanwhile.
Levers: share appealed, times, decisions of the Board, share remanded, whether people wait in Mexico for it.
"""

import numpy as np

from sim.base.days import Phase
from sim.base.draws import FloatArray, Stream
from sim.model.coming_back import cases_come_back
from sim.model.context import Context, Steps
from sim.model.docketing import Docketing
from sim.model.orders import Orders
from sim.model.outcomes import is_withholding_only
from sim.world.columns import Appointment
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue
from sim.world.world import AppealClass


class Appeals:
    """The clerk of the Board: who appeals, and when the case is ripe for a decision."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._is_open = cases_come_back(ctx)
        self._appealed = ctx.stream("appeals.appealed")
        self._days = ctx.stream("appeals.days")
        self._share = {name: inputs.number(f"courts.appeals.share.{name}") for name in _KINDS}
        self._tables = {name: inputs.duration(f"courts.appeals.days.{name}") for name in _TIMES}
        self._stays_in_mexico = inputs.flag("courts.appeals.wait_in_mexico")

    def hear_of(self, rows: Rows, day: int) -> Rows:
        """Let some of those ordered removed today appeal; return the others.

        Args:
            rows: persons who were present when their removal was ordered, still on their docket, shape (n,).
            day: today.
        """
        if not self._is_open:
            return rows
        ctx = self._ctx
        luck = _drawn(ctx, self._appealed, rows)
        only_withholding = is_withholding_only(ctx, rows)
        held = ctx.persons.docket[rows] == Docket.DETAINED
        appeals = luck < np.where(held, self._share["detained"], self._share["released"])
        appeals[only_withholding] = luck[only_withholding] < self._share["withholding_only"]
        self.file(rows[appeals], day)
        return rows[~appeals]

    def file(self, rows: Rows, day: int) -> None:
        """File appeals: removal is stayed until the Board has decided."""
        ctx = self._ctx
        ctx.record.count(Flow.APPEAL_FILED, rows, day)
        ctx.persons.move(rows, case=Case.APPEALED, docket=Docket.NONE)
        if not self._stays_in_mexico:
            waiting = rows[ctx.persons.place[rows] == Place.IN_MEXICO]
            ctx.record.end(Queue.MEXICO, waiting, day, Cause.SERVED)
            ctx.calendar(Appointment.MEXICO_EXIT).cancel(waiting)
            ctx.persons.move(waiting, place=Place.AT_LARGE)
        is_held = ctx.persons.place[rows] == Place.ADULT_BED
        self.book(rows[is_held], "detained", day)
        self.book(rows[~is_held], "released", day)

    def book(self, rows: Rows, kind: str, day: int) -> None:
        """Plan the day on which the case is ripe."""
        luck = _drawn(self._ctx, self._days, rows)
        days = day + 1 + self._tables[kind].sample(luck)
        self._ctx.calendar(Appointment.APPEAL).book(rows, days)


_KINDS = ("detained", "released", "withholding_only")
_TIMES = ("detained", "released", "circuit")


class Board:
    """Those who decide appeals, and petitions against what the Board decided."""

    def __init__(self, ctx: Context, appeals: Appeals, *, docketing: Docketing, orders: Orders) -> None:
        self._ctx = ctx
        self._appeals, self._docketing, self._orders = appeals, docketing, orders
        inputs = ctx.inputs
        self._remanded = ctx.stream("appeals.remanded")
        self._petitions = ctx.stream("appeals.petitions")
        self._granted = ctx.stream("appeals.granted")
        self._remanded_share = inputs.number("courts.appeals.remanded_share.board")
        self._granted_share = inputs.number("courts.appeals.remanded_share.circuit")
        self._petition_share = inputs.number("courts.appeals.petition_share")

    def ripen(self, rows: Rows, day: int) -> None:
        """Put ripe appeals in line, those of detained people in front, and decide ripe petitions."""
        ctx, persons = self._ctx, self._ctx.persons
        appealed = rows[persons.case[rows] == Case.APPEALED]
        held = persons.place[appealed] == Place.ADULT_BED
        ctx.world.appeals.join(appealed[held], day, AppealClass.DETAINED)
        ctx.world.appeals.join(appealed[~held], day, AppealClass.RELEASED)
        petitions = rows[persons.case[rows] == Case.PETITION]
        granted = _drawn(ctx, self._granted, petitions) < self._granted_share
        self._remand(petitions[granted], day)
        self._orders.let_become_final(petitions[~granted], day)

    def decide(self, places: int, day: int) -> None:
        """Decide as many of the ripe appeals as the Board can today."""
        ctx = self._ctx
        rows = ctx.world.appeals.take(places)
        if not len(rows):
            return
        remanded = _drawn(ctx, self._remanded, rows) < self._remanded_share
        self._remand(rows[remanded], day)
        dismissed = rows[~remanded]
        ctx.record.count(Flow.APPEAL_DISMISSED, dismissed, day)
        luck = _drawn(ctx, self._petitions, dismissed)
        petitions = luck < self._petition_share
        self._orders.let_become_final(dismissed[~petitions], day)
        self._petition(dismissed[petitions], day)

    def grant_motions(self, rows: Rows, day: int) -> None:
        """Reopen orders made in absence, of those who are still at large under them."""
        persons = self._ctx.persons
        still = (persons.case[rows] == Case.FINAL) & (persons.place[rows] == Place.AT_LARGE)
        self._ctx.record.count(Flow.REOPENED_ABSENTIA, rows[still], day)
        self._hear_again(rows[still], day)

    def _petition(self, rows: Rows, day: int) -> None:
        self._ctx.record.count(Flow.PETITION_FILED, rows, day)
        self._ctx.persons.move(rows, case=Case.PETITION)
        self._appeals.book(rows, "circuit", day)

    def _remand(self, rows: Rows, day: int) -> None:
        self._ctx.record.count(Flow.REMANDED, rows, day)
        self._hear_again(rows, day)

    def _hear_again(self, rows: Rows, day: int) -> None:
        self._ctx.persons.is_subsequent[rows] = True
        self._docketing.take_back(rows, day)


def _drawn(ctx: Context, stream: Stream, rows: Rows) -> FloatArray:
    """Draw once for each person and hearing before; the members of a family draw alike, shape (n,)."""
    return stream.uniform(ctx.persons.luck(rows), ctx.persons.hearings[rows].astype(np.uint64))


def appeals(ctx: Context, board: Board) -> Steps:
    """Bring appeals and motions to a decision when they are ripe."""
    decisions = ctx.inputs.by_day("courts.appeals.board_decisions_per_year")
    clock = ctx.inputs.clock
    capacity = ctx.daily(decisions * clock.is_working / clock.working_days_of_year)
    for day in ctx.days:
        yield ctx.until(day, Phase.FILE)
        ripe = ctx.calendar(Appointment.APPEAL).take(day)
        if len(ripe):
            board.ripen(ripe, day)
        if ctx.world.appeals.size:
            board.decide(int(capacity[day]), day)
        motions = ctx.calendar(Appointment.MOTION).take(day)
        if len(motions):
            board.grant_motions(motions, day)
