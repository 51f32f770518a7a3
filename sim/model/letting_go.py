"""A person in custody who may be let go is let go on a planned day, on bond, on parole or on recognisance."""

import numpy as np

from sim.base.codes import first_true
from sim.base.durations import constant, sample_each
from sim.base.words import Nationality
from sim.model.alternatives import Alternatives
from sim.model.context import Context
from sim.model.courts.calendar import Docketing
from sim.model.custody import all_leave_custody, all_leave_docket, all_leave_interview, all_leave_staging
from sim.model.notices import Notices
from sim.world.columns import Appointment, Authority, Order, Release, Stream, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.queues import LetGoClass
from sim.world.vocabulary import Cause, Flow, Queue

RELEASE_FLOWS = {
    Release.BOND: Flow.RELEASED_BOND,
    Release.PAROLE: Flow.RELEASED_PAROLE,
    Release.RECOGNISANCE: Flow.RELEASED_RECOGNISANCE,
    Release.FAMILY: Flow.RELEASED_FAMILY,
    Release.SPONSOR: Flow.RELEASED_TO_SPONSOR,
}
"""The flow in which each ground of release is counted."""
_GROUNDS = (Release.PAROLE, Release.BOND, Release.RECOGNISANCE)


class LettingGo:
    """The officers who decide custody: who is let go, on what ground and when."""

    def __init__(self, ctx: Context, notices: Notices, docketing: Docketing, alternatives: Alternatives) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._notices, self._docketing, self._alternatives = notices, docketing, alternatives
        self._ground = ctx.stream("release.ground")
        self._delay = ctx.stream("release.delay")
        self._parole = inputs.by_day("detention.release.parole_share")
        self._bond = {
            Authority.ENTRANT: inputs.by_day("detention.release.bond_share.entrant"),
            Authority.DISCRETIONARY: inputs.by_day("detention.release.bond_share.discretionary"),
        }
        self._recognisance = inputs.by_day("detention.release.recognisance_share")
        self._delays = tuple(
            inputs.duration_by_day(f"detention.release.{ground.name.lower()}_days")
            for ground in (Release.BOND, Release.PAROLE, Release.RECOGNISANCE)
        )

    def plan(self, rows: Rows, day: int) -> None:
        """Decide custody of adults in a bed who have been served: on what ground and when they are let go, if ever.

        Haitians arriving at ports are paroled from hold or not at all.
        """
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        authority, luck = persons.authority[rows], ctx.luck(self._ground, rows)
        entrant = authority == Authority.ENTRANT
        discretionary = authority == Authority.DISCRETIONARY
        arriving = (authority == Authority.ARRIVING) & (persons.nationality[rows] != Nationality.HAITI)
        parole = np.where(arriving, self._parole[day], 0.0)
        bond = np.where(entrant, self._bond[Authority.ENTRANT][day], 0.0)
        bond = np.where(discretionary, self._bond[Authority.DISCRETIONARY][day], bond)
        recognisance = np.where(entrant | discretionary, self._recognisance[day], 0.0)
        cuts = [luck < parole, luck < parole + bond, luck < parole + bond + recognisance]
        persons.release[rows] = first_true(cuts, _GROUNDS, Release.NONE)
        self._book(rows, day)
        self._list(rows[authority != Authority.MANDATORY], day)

    def _book(self, rows: Rows, day: int) -> None:
        ground = self._ctx.persons.release[rows]
        planned = ground != Release.NONE
        tables = (constant(0), *(tables[kind[day]] for tables, kind in self._delays))
        delay = sample_each(tables, ground, self._ctx.luck(self._delay, rows))
        days = day + np.maximum(delay, 1)
        self._ctx.calendar(Appointment.RELEASE).book(rows[planned], days[planned])

    def _list(self, rows: Rows, day: int) -> None:
        """Enter on the list of those who may be let go when a bed is wanted: fear-positive people first."""
        persons = self._ctx.persons
        persons.is_releasable[rows] = True
        feared = persons.claimed_fear[rows]
        inside = persons.stream[rows] == Stream.ICE_ARREST
        classes = first_true([feared, inside], [LetGoClass.FEAR_FOUND, LetGoClass.ARREST], LetGoClass.NOTICE)
        for cls in LetGoClass:
            self._ctx.world.releasable.join(rows[classes == cls], day, cls)

    def let_go(self, rows: Rows, day: int) -> None:
        """Release persons to live at large: their case goes on, on the docket of those who are not held.

        Whoever was to be removed without a hearing and is served a notice instead is under no order any more.
        """
        if not len(rows):
            return
        ctx = self._ctx
        all_leave_custody(ctx, rows, day, Cause.RELEASED)
        case, in_hold = ctx.persons.case[rows], ctx.persons.place[rows] == Place.HOLD
        all_leave_docket(ctx, rows[(case == Case.PENDING) & ~in_hold])
        is_fearful = case == Case.CREDIBLE_FEAR
        fearful = rows[is_fearful]
        all_leave_interview(ctx, rows[is_fearful & ~in_hold])
        ctx.record.end(Queue.FEAR_SCREENING, fearful, day, Cause.RELEASED)
        is_new = is_fearful | (case == Case.NONE) & (ctx.persons.track[rows] != Track.INTERIOR_OTHER)
        all_leave_staging(ctx, rows[case == Case.FINAL], day)
        new, served, pending = rows[is_new], rows[case == Case.SERVED], rows[case == Case.PENDING]
        ctx.persons.move(new, place=Place.AT_LARGE, case=Case.SERVED)
        ctx.persons.order[new] = Order.NONE
        ctx.persons.move(rows[~is_new], place=Place.AT_LARGE)
        ctx.record.count(Flow.NTA_SERVED, new, day)
        self._notices.plan_filing(np.concatenate([new, served]), day)
        self._docketing.assign(pending, day)
        self._alternatives.propose(np.concatenate([new, served, pending]), day)
