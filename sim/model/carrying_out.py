"""After a decision the body follows the paper: an appeal, a removal from a bed, an order at large, a door opened."""

import numpy as np

from sim.model.coming_back import cases_come_back
from sim.model.context import Context
from sim.model.custody import leave_custody
from sim.model.offices import Offices
from sim.model.outcomes import Outcome
from sim.model.repatriation import set_down
from sim.world.columns import Appointment
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue

_CASES = {Outcome.RELIEF: Case.RELIEF, Outcome.TERMINATED: Case.TERMINATED, Outcome.DEPARTURE: Case.DEPARTED}


class CarryingOut:
    """What comes of a decision."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        self._appeals, self._orders, self._attendance = offices.appeals, offices.orders, offices.attendance
        self._motion = ctx.stream("hearings.motion")
        self._delay = ctx.stream("hearings.motion_days")
        inputs = ctx.inputs
        self._moves = cases_come_back(ctx)
        self._reopened_share = {
            True: inputs.number("courts.absentia_reopened_share.notice_reached"),
            False: inputs.number("courts.absentia_reopened_share.notice_missed"),
        }
        self._motion_days = inputs.duration("courts.absentia_motion_days")

    def carry_out(self, rows: Rows, outcome: Outcome, day: int) -> None:
        """Carry out decisions made in the presence of the person."""
        if not len(rows):
            return
        if outcome == Outcome.REMOVAL:
            self._orders.put_under_order(rows)
            self._orders.let_become_final(self._appeals.hear_of(rows, day), day)
            return
        self._set_free(rows, _CASES[outcome], day)

    def carry_out_in_absence(self, rows: Rows, outcome: Outcome, day: int) -> None:
        """Carry out decisions made in absence: the order is final at once, and some move to have it reopened."""
        if not len(rows):
            return
        if outcome != Outcome.REMOVAL:
            self._set_free(rows, _CASES[outcome], day)
            return
        self._orders.put_under_order(rows)
        here = rows[self._ctx.persons.docket[rows] != Docket.MEXICO]
        self._orders.let_become_final(rows, day)
        if self._moves:
            self._plan_motions(here, day)

    def _plan_motions(self, rows: Rows, day: int) -> None:
        """Plan the day on which a judge reopens the order, most often where the notice never arrived."""
        persons = self._ctx.persons
        luck = self._motion.uniform(persons.luck(rows), persons.hearings[rows].astype(np.uint64))
        for is_reached, share in self._reopened_share.items():
            some = rows[(self._attendance.is_reached(rows) == is_reached) & (luck < share)]
            days = day + 1 + self._motion_days.sample(self._ctx.luck(self._delay, some))
            self._ctx.calendar(Appointment.MOTION).book(some, days)

    def _set_free(self, rows: Rows, case: Case, day: int) -> None:
        """Let those who won, whose case ended or who leave on their own go where they will."""
        ctx, persons = self._ctx, self._ctx.persons
        place = persons.place[rows]
        if case in (Case.RELIEF, Case.TERMINATED):
            persons.relieved[rows] = day
        held = (place == Place.ADULT_BED) | (place == Place.FAMILY_BED)
        waiting = place == Place.IN_MEXICO
        persons.move(rows[~held & ~waiting], case=case, docket=Docket.NONE)
        ctx.record.end(Queue.MEXICO, rows[waiting], day, Cause.SERVED)
        ctx.calendar(Appointment.MEXICO_EXIT).cancel(rows[waiting])
        admitted = Place.AT_LARGE if case == Case.RELIEF else Place.ABROAD
        persons.move(rows[waiting], place=admitted, case=case, docket=Docket.NONE)
        self._open_the_door(rows[held], case, day)

    def _open_the_door(self, rows: Rows, case: Case, day: int) -> None:
        """Let go those who won, or who leave on their own after voluntary departure."""
        ctx = self._ctx
        leave_custody(ctx, rows, day, Cause.RELEASED)
        if case == Case.DEPARTED:
            set_down(ctx, rows, day, case=case)
            return
        ctx.record.count(Flow.RELEASED_CASE_WON, rows, day)
        ctx.persons.move(rows, place=Place.AT_LARGE, case=case, docket=Docket.NONE)
