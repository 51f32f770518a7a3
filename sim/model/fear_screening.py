"""An asylum officer interviews those who fear return; one interview serves a family.

Who acts: asylum officers, on federal working days, in the order of the day on which people are ready.
What limits it: interviews that the officers given to screening can hold; they are shared with affirmative asylum,
    which lends more of them while claims wait long.
Who pays: USCIS, per interview.
Levers: officers, the positive share, time per interview.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import first_true
from sim.base.days import Phase
from sim.base.words import PersonClass
from sim.model.context import Context, Steps
from sim.model.months import Month
from sim.model.offices import Offices
from sim.world.columns import Appointment, Authority, Order, Source, Track
from sim.world.diagrams import Case
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue, Tally

_DAYS_A_YEAR = 365.0


def fear_screening(ctx: Context, offices: Offices) -> Steps:
    """Put those who are ready in line, and hold the interviews of the working day."""
    officers = AsylumOffice(ctx, offices)
    usual, most = interviews_by_day(ctx)
    patience = ctx.inputs.whole("fear.surge.after_days")
    for day in ctx.days:
        yield ctx.until(day, Phase.SCREEN)
        officers.review(ctx.calendar(Appointment.FEAR_REVIEW).take(day), day)
        ctx.world.interviews.join(ctx.calendar(Appointment.INTERVIEW).take(day), day)
        if not most[day]:
            continue
        oldest = ctx.world.interviews.oldest()
        called = oldest is not None and day - oldest >= patience
        slots = int((most if called else usual)[day])
        rows = ctx.world.interviews.take(slots, by_family=True)
        ctx.record.tally(Tally.FEAR_SLOTS, day, slots)
        ctx.record.tally(Tally.FEAR_SLOTS_USED, day, int(ctx.persons.is_head(rows).sum()))
        officers.decide(rows, day)


def interviews_by_day(ctx: Context) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Interviews of each day with the usual officers, and with those called from affirmative asylum.

    None are held on days off; both of shape (days,) [interviews].
    """
    inputs = ctx.inputs
    per_share = inputs.by_day("fear.officers") * inputs.by_day("fear.interviews_per_officer_day") * ctx.is_working
    usual = inputs.by_day("fear.screening_share")
    most = np.maximum(usual, inputs.by_day("fear.surge.screening_share"))
    return ctx.daily(per_share * usual), ctx.daily(per_share * most)


def referrals_from_freed_time(ctx: Context, month: Month) -> float:
    """Cases that officers freed from screening some time ago refer to the court in a month, or fewer if negative.

    The loop acts on the departure of interviews held from the base path, once the whole month lies so far back.
    """
    inputs = ctx.inputs
    gain, lag = inputs.number("fear.affirmative.gain"), inputs.whole("fear.affirmative.lag_days")
    per_interview = inputs.number("fear.affirmative.referrals_per_interview")
    path = inputs.by_day("fear.affirmative.base_interviews_per_year")
    first, end = month.first - lag, month.end - lag
    if gain == 0.0 or first < 0:
        return 0.0
    base = float(path[first:end].sum()) / _DAYS_A_YEAR
    held = float(ctx.record.tallies[first:end, Tally.FEAR_SLOTS_USED].sum()) / inputs.scale
    return gain * (base - held) * per_interview


class AsylumOffice:
    """The officers who decide fear claims, and the judges who review a negative finding."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._orders, self._notices = offices.orders, offices.notices
        self._letting_go, self._docketing = offices.letting_go, offices.docketing
        self._outcome = ctx.stream("fear.outcome")
        self._closing = ctx.stream("fear.closing")
        self._review = ctx.stream("fear.review")
        self._asking = ctx.stream("fear.asks_for_review")
        self._asking_share = inputs.number("fear.review_requested_share")
        self._wait = ctx.stream("fear.review_days")
        self._wait_days = inputs.duration("fear.review_days")
        self._positive = inputs.by_day("fear.positive_share")
        self._closed = inputs.by_day("fear.closed_share")
        self._closed_removed = inputs.number("fear.closed_removed_share")
        self._vacated = inputs.by_day("fear.vacated_share")
        self._reasonable = inputs.number("fear.reasonable_positive_share")
        self._release_days = inputs.whole("detention.family_release_days")

    def decide(self, rows: Rows, day: int) -> None:
        """Decide the claims interviewed today."""
        if not len(rows):
            return
        self._ctx.record.end(Queue.FEAR_SCREENING, rows, day, Cause.SERVED)
        credible = self._ctx.persons.case[rows] == Case.CREDIBLE_FEAR
        self._decide_credible(rows[credible], day)
        self._decide_reasonable(rows[~credible], day)

    def _decide_credible(self, rows: Rows, day: int) -> None:
        ctx = self._ctx
        closed = ctx.luck(self._closing, rows) < self._closed[day]
        positive = ~closed & (ctx.luck(self._outcome, rows) < self._positive[day])
        ctx.record.count(Flow.CREDIBLE_CLOSED, rows[closed], day)
        ctx.record.count(Flow.CREDIBLE_POSITIVE, rows[positive], day)
        ctx.record.count(Flow.CREDIBLE_NEGATIVE, rows[~closed & ~positive], day)
        dropped = ctx.luck(self._review, rows) >= self._closed_removed
        self._refer(rows[positive | (closed & dropped)], day)
        self._order(rows[closed & ~dropped], day)
        self._find_against(rows[~closed & ~positive], day)

    def _decide_reasonable(self, rows: Rows, day: int) -> None:
        ctx = self._ctx
        positive = ctx.luck(self._outcome, rows) < self._reasonable
        ctx.record.count(Flow.REASONABLE_POSITIVE, rows[positive], day)
        ctx.record.count(Flow.REASONABLE_NEGATIVE, rows[~positive], day)
        ctx.persons.authority[rows] = Authority.REMOVAL
        self._docketing.file(rows[positive], day)
        self._find_against(rows[~positive], day)

    def _find_against(self, rows: Rows, day: int) -> None:
        """Let those who ask wait for the review of a judge; carry out the orders of the others."""
        ctx = self._ctx
        asks = ctx.luck(self._asking, rows) < self._asking_share
        some = rows[asks]
        days = day + np.maximum(self._wait_days.sample(ctx.luck(self._wait, some)), 1)
        ctx.calendar(Appointment.FEAR_REVIEW).book(some, days)
        self._order(rows[~asks], day)

    def review(self, rows: Rows, day: int) -> None:
        """Let a judge vacate or affirm the negative findings that are reviewed today."""
        if not len(rows):
            return
        ctx = self._ctx
        vacated = ctx.luck(self._review, rows) < self._vacated[day]
        ctx.record.count(Flow.FEAR_REVIEW_VACATED, rows[vacated], day)
        ctx.record.count(Flow.FEAR_REVIEW_AFFIRMED, rows[~vacated], day)
        credible = ctx.persons.case[rows] == Case.CREDIBLE_FEAR
        self._refer(rows[vacated & credible], day)
        self._docketing.file(rows[vacated & ~credible], day)
        self._order(rows[~vacated], day)

    def _order(self, rows: Rows, day: int) -> None:
        """Carry out orders that no claim stands against any more."""
        persons = self._ctx.persons
        credible = rows[persons.case[rows] == Case.CREDIBLE_FEAR]
        persons.order[credible] = Order.ER
        self._orders.make_final(rows, day)

    def _refer(self, rows: Rows, day: int) -> None:
        """Send claims on to the court: serve a notice and decide custody."""
        persons = self._ctx.persons
        self._notices.serve(rows, day)
        family = persons.kind[rows] != PersonClass.SINGLE_ADULT
        self._bring_forward(rows[family], day)
        adults = rows[~family]
        convicted = persons.authority[adults] == Authority.MANDATORY
        convicted &= persons.track[adults] == Track.CREDIBLE_FEAR
        arriving = persons.source[adults] == Source.PORT
        grounds = [Authority.MANDATORY, Authority.ARRIVING]
        persons.authority[adults] = first_true([convicted, arriving], grounds, Authority.ENTRANT)
        self._letting_go.plan(adults, day)

    def _bring_forward(self, rows: Rows, day: int) -> None:
        """Let a family go some days after the decision, if that is before its limit."""
        limit = self._ctx.persons.due[Appointment.RELEASE][rows]
        days = np.minimum(limit, day + self._release_days)
        self._ctx.calendar(Appointment.RELEASE).book(rows, days)
        self._ctx.persons.is_releasable[rows] = True
        self._ctx.world.releasable_families.join(rows, day)
