"""A judge decides a case, or adjourns it, or orders removal in the absence of the person."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.model.closures import Closures
from sim.model.context import Context
from sim.model.court_rules import PLAIN_RULES, decided_share, first_decided_share, no_show_shares
from sim.model.custody import leave_custody
from sim.model.offices import Offices
from sim.model.repatriation import set_down
from sim.world.columns import Appointment, Order
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue

_REMOVAL, _RELIEF, _TERMINATED, _DEPARTURE = range(4)
_OUTCOME_CASES = (Case.FINAL, Case.RELIEF, Case.TERMINATED, Case.DEPARTED)


class Decisions:
    """The judges' decisions at hearings."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._docketing, self._orders = offices.docketing, offices.orders
        self._closures = Closures(ctx, offices.docketing)
        self._is_plain = inputs.choice("courts.docket_rule") in PLAIN_RULES
        self._absent = ctx.stream("hearings.absent")
        self._decided = ctx.stream("hearings.decided")
        self._outcome = ctx.stream("hearings.outcome")
        self._notice = ctx.stream("hearings.notice")
        self._no_show = {docket: no_show_shares(inputs, docket) for docket in Docket}
        self._decides = {
            docket: (first_decided_share(inputs, docket), decided_share(inputs, docket)) for docket in Docket
        }
        self._valid_notice = inputs.number("courts.valid_notice_abroad_share")
        self._shares = {True: _outcome_cuts(ctx, "detained"), False: _outcome_cuts(ctx, "released")}

    def hear(self, rows: Rows, docket: Docket, day: int) -> int:
        """Hold a hearing in each case; return how many cases it completes."""
        if not len(rows):
            return 0
        persons = self._ctx.persons
        self._ctx.record.end(Queue.FIRST_HEARING, rows, day, Cause.SERVED)
        times = persons.hearings[rows].astype(np.uint64)
        is_absent, is_decided = self._who_is_absent(rows, docket, times), self._what_is_decided(rows, docket, times)
        self._ctx.record.count(Flow.MISSED_HEARING, rows[is_absent], day)
        persons.hearings[rows] += np.uint16(1)
        outcome = self._outcomes(rows, docket, times)
        outcome[is_absent] = self._outcomes_in_absence(rows[is_absent], docket, times[is_absent])
        completed = is_absent | is_decided
        ordered = rows[is_absent & (outcome == _REMOVAL)]
        self._ctx.record.count(Flow.IN_ABSENTIA, ordered, day)
        self._complete(rows[completed], outcome[completed], docket, day)
        self._adjourn(rows[~completed], docket, day)
        return int(completed.sum())

    def close(self, day: int) -> None:
        """Close some of the cases adjourned today, and give the others a date for the next hearing."""
        self._closures.close(day)

    def _who_is_absent(self, rows: Rows, docket: Docket, times: NDArray[np.uint64]) -> NDArray[np.bool_]:
        if self._is_plain:
            return np.zeros(len(rows), np.bool_)
        first, later = self._no_show[docket]
        share = np.where(times == 0, first, later)
        absent = self._absent.uniform(self._ctx.persons.luck(rows), times) < share
        if docket == Docket.MEXICO:
            absent |= self._ctx.persons.place[rows] != Place.IN_MEXICO
        return absent

    def _what_is_decided(self, rows: Rows, docket: Docket, times: NDArray[np.uint64]) -> NDArray[np.bool_]:
        if self._is_plain:
            return np.ones(len(rows), np.bool_)
        first, later = self._decides[docket]
        return self._decided.uniform(self._ctx.persons.luck(rows), times) < np.where(times == 0, first, later)

    def _outcomes(self, rows: Rows, docket: Docket, times: NDArray[np.uint64]) -> NDArray[np.int64]:
        """What each case would be decided as if the person appears, shape (n,)."""
        cuts = self._shares[docket == Docket.DETAINED][self._ctx.persons.nationality[rows]]
        luck: FloatArray = self._outcome.uniform(self._ctx.persons.luck(rows), times)
        return np.asarray([_RELIEF, _TERMINATED, _DEPARTURE, _REMOVAL])[(luck[:, None] >= cuts).sum(axis=1)]

    def _outcomes_in_absence(self, rows: Rows, docket: Docket, times: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Removal where notice was valid; abroad it may not have been, and the case is terminated."""
        if docket != Docket.MEXICO:
            return np.full(len(rows), _REMOVAL)
        valid = self._notice.uniform(self._ctx.persons.luck(rows), times) < self._valid_notice
        return np.where(valid, _REMOVAL, _TERMINATED)

    def _complete(self, rows: Rows, outcome: NDArray[np.int64], docket: Docket, day: int) -> None:
        ctx, persons = self._ctx, self._ctx.persons
        if docket == Docket.DETAINED:
            ctx.record.count(Flow.COMPLETED_DETAINED, rows, day)
        ctx.record.end(Queue.DECISION, rows, day, Cause.SERVED)
        again = persons.is_subsequent[rows]
        for code, case in enumerate(_OUTCOME_CASES):
            some = outcome == code
            ctx.record.count(Flow(Flow.COMPLETED_INITIAL_REMOVAL + code), rows[some & ~again], day)
            ctx.record.count(Flow(Flow.COMPLETED_SUBSEQUENT_REMOVAL + code), rows[some & again], day)
            self._carry_out(rows[some], case, day)

    def _carry_out(self, rows: Rows, case: Case, day: int) -> None:
        """Let the body follow the paper: removal from a bed, admission from Mexico, release of those who won."""
        ctx, persons = self._ctx, self._ctx.persons
        place = persons.place[rows]
        if case in (Case.RELIEF, Case.TERMINATED):
            persons.relieved[rows] = day
        held = (place == Place.ADULT_BED) | (place == Place.FAMILY_BED)
        waiting = place == Place.IN_MEXICO
        ctx.record.end(Queue.MEXICO, rows[waiting], day, Cause.SERVED)
        persons.move(rows[~held & ~waiting], case=case, docket=Docket.NONE)
        ctx.calendar(Appointment.MEXICO_EXIT).cancel(rows[waiting])
        if case == Case.FINAL:
            persons.order[rows] = np.where(persons.order[rows] == Order.NONE, Order.ORDER, persons.order[rows])
            persons.move(rows[waiting], place=Place.ABROAD, case=case, docket=Docket.NONE)
            self._orders.make_final(rows[held], day)
            return
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

    def _adjourn(self, rows: Rows, docket: Docket, day: int) -> None:
        if docket in (Docket.PRIORITY, Docket.GENERAL):
            self._closures.propose(rows)
        else:
            self._docketing.book(rows, docket, day)


def _outcome_cuts(ctx: Context, where: str) -> FloatArray:
    """Cut points of relief, termination and voluntary departure by nationality, shape (NATIONALITIES, 3)."""
    inputs = ctx.inputs
    relief = inputs.by_nationality(f"courts.relief_share.{where}")
    terminated = inputs.number(f"courts.terminated_share.{where}")
    departure = inputs.number(f"courts.voluntary_departure_share.{where}")
    return np.stack([relief, relief + terminated, relief + terminated + departure], axis=1)
