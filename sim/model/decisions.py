"""A judge decides a case, or adjourns it, or orders removal in the absence of the person."""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import UInt64Array
from sim.model.carrying_out import CarryingOut
from sim.model.closures import Closures
from sim.model.context import Context
from sim.model.court_rules import decided_share, first_decided_share, merits_shares
from sim.model.docketing import DOCKETS
from sim.model.offices import Offices
from sim.model.outcomes import Outcome, Outcomes, is_withholding_only
from sim.world.diagrams import Docket
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue

Decided = tuple[Rows, NDArray[np.int64]]
"""Persons and the outcome of each, both of shape (n,)."""


class Decisions:
    """The judges' decisions at hearings."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        self._docketing = offices.docketing
        self._closures = Closures(ctx, offices.docketing)
        self._attendance = offices.attendance
        self._outcomes = Outcomes(ctx, offices.attendance)
        self._carrying_out = CarryingOut(ctx, offices)
        self._decided = ctx.stream("hearings.decided")
        self._merits = ctx.stream("hearings.merits")
        self._present: list[Decided] = []
        """Decided today in the presence of the person, not yet carried out."""
        self._absent: list[Decided] = []
        inputs = ctx.inputs
        self._decides = {one: (first_decided_share(inputs, one), decided_share(inputs, one)) for one in DOCKETS}
        self._merits_share = {one: merits_shares(inputs, one) for one in DOCKETS}

    def hear(self, rows: Rows, docket: Docket, day: int) -> int:
        """Hold a hearing in each case; return how many cases it completes."""
        if not len(rows):
            return 0
        ctx = self._ctx
        ctx.record.end(Queue.FIRST_HEARING, rows, day, Cause.SERVED)
        times = ctx.persons.hearings[rows].astype(np.uint64)
        is_absent = self._attendance.is_absent(rows, docket, times=times, day=day)
        is_decided = self._is_decided(rows, docket, times)
        present = is_decided & ~is_absent
        decided, missed = rows[present], rows[is_absent]
        outcome = self._outcomes.decide(decided, docket, times=times[present], day=day)
        in_absence = self._outcomes.decide_in_absence(missed, docket, times[is_absent])
        self._count_hearings(rows, docket, is_absent=is_absent, is_decided=is_decided, day=day)
        ctx.persons.hearings[rows] += np.uint16(1)
        self._count_completed(np.concatenate([decided, missed]), docket, day)
        self._present.append((decided, outcome))
        self._absent.append((missed, in_absence))
        self._adjourn(rows[~(is_absent | is_decided)], docket, day)
        return len(decided) + len(missed)

    def close(self, day: int) -> None:
        """Carry out what was decided today; close some of the cases adjourned, others ask for the next hearing."""
        if self._present:
            self._carry_out(day)
        self._closures.close(day)

    def _is_decided(self, rows: Rows, docket: Docket, times: UInt64Array) -> NDArray[np.bool_]:
        """Say which cases are ripe for a decision, if the person appears, shape (n,)."""
        if self._docketing.is_plain:
            return np.ones(len(rows), np.bool_)
        first, later = self._decides[docket]
        return self._decided.uniform(self._ctx.persons.luck(rows), times) < np.where(times == 0, first, later)

    def _count_hearings(
        self, rows: Rows, docket: Docket, *, is_absent: NDArray[np.bool_], is_decided: NDArray[np.bool_], day: int
    ) -> None:
        """Count hearings missed, and held on the merits or on the calendar; the first is always of the second kind."""
        record, persons = self._ctx.record, self._ctx.persons
        times = persons.hearings[rows].astype(np.uint64)
        luck = self._merits.uniform(persons.luck(rows), times)
        if_decided, if_adjourned = self._merits_share[docket]
        on_merits = (times > 0) & ~is_absent & (luck < np.where(is_decided, if_decided, if_adjourned))
        record.count(Flow.MISSED_HEARING, rows[is_absent], day)
        record.count(Flow.MERITS_HEARING, rows[on_merits], day)
        record.count(Flow.MASTER_HEARING, rows[~on_merits & ~is_absent], day)

    def _count_completed(self, rows: Rows, docket: Docket, day: int) -> None:
        record = self._ctx.record
        if docket == Docket.DETAINED:
            record.count(Flow.COMPLETED_DETAINED, rows, day)
            record.count(Flow.COMPLETED_WITHHOLDING, rows[is_withholding_only(self._ctx, rows)], day)
        with_counsel = ~self._ctx.persons.is_subsequent[rows] & self._attendance.is_represented(rows, docket)
        record.count(Flow.COMPLETED_WITH_COUNSEL, rows[with_counsel], day)

    def _carry_out(self, day: int) -> None:
        """Carry out the decisions of all dockets together, outcome by outcome."""
        record = self._ctx.record
        decided, outcome = _taken(self._present)
        missed, in_absence = _taken(self._absent)
        rows, outcomes = np.concatenate([decided, missed]), np.concatenate([outcome, in_absence])
        record.end(Queue.DECISION, rows, day, Cause.SERVED)
        record.count(Flow.IN_ABSENTIA, missed[in_absence == Outcome.REMOVAL], day)
        again = self._ctx.persons.is_subsequent[rows]
        for code in Outcome:
            some = outcomes == code
            record.count(Flow(Flow.COMPLETED_INITIAL_REMOVAL + code), rows[some & ~again], day)
            record.count(Flow(Flow.COMPLETED_SUBSEQUENT_REMOVAL + code), rows[some & again], day)
            self._carrying_out.carry_out(decided[outcome == code], code, day)
            self._carrying_out.carry_out_in_absence(missed[in_absence == code], code, day)

    def _adjourn(self, rows: Rows, docket: Docket, day: int) -> None:
        if docket in (Docket.PRIORITY, Docket.GENERAL):
            self._closures.propose(rows)
        else:
            self._docketing.ask(rows, docket, day)


def _taken(decisions: list[Decided]) -> tuple[Rows, NDArray[np.int64]]:
    """Take all decisions out of a list: the persons and the outcome of each, both of shape (n,)."""
    rows = np.concatenate([rows for rows, _ in decisions])
    outcomes = np.concatenate([outcomes for _, outcomes in decisions])
    decisions.clear()
    return rows, outcomes
