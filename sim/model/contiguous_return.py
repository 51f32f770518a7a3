"""People of third countries are sent back over the bridge to wait in Mexico, if Mexico receives them.

Who acts: CBP and Mexico, every day, on those chosen for return whose papers are done.
What limits it: the smaller of the daily cap of the United States and the consent of Mexico; places in shelters do not.
Who pays: Mexico and shelters, per day; the migrant pays for living beyond the shelters.
Levers: enabled, daily cap, who is eligible; consent belongs to Mexico.
"""

import numpy as np

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.custody import leave_docket
from sim.model.offices import Offices
from sim.model.staff import apprehension_share
from sim.world.columns import Appointment, Authority, Manner, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue, Tally


def contiguous_return(ctx: Context, offices: Offices) -> Steps:
    """Let those leave Mexico whose day has come, then send the next in line over the bridge."""
    bridge = Bridge(ctx, offices)
    for day in ctx.days:
        yield ctx.until(day, Phase.MEXICO)
        bridge.leave_mexico(ctx.calendar(Appointment.MEXICO_EXIT).take(day), day)
        bridge.send(day)


class Bridge:
    """The officers of both countries at the bridges."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._hold, self._notices = offices.hold, offices.notices
        self._consent = ctx.daily(inputs.by_day("mexico.consent_per_day"))
        self._cap = ctx.daily(inputs.by_day("contiguous_return.daily_cap"))
        self._home, self._again = ctx.stream("mexico.home"), ctx.stream("mexico.again")
        self._home_days = inputs.duration("mexico.going_home_days")
        self._again_days = inputs.duration("mexico.trying_again_days")
        self._goes_home = inputs.number("mexico.going_home_share")
        self._tries_again = inputs.number("mexico.trying_again_share") * inputs.number("border.reentry_gain")
        self._choice = ctx.stream("mexico.choice")
        self._caught, self._caught_share = ctx.stream("mexico.caught"), apprehension_share(inputs)

    def send(self, day: int) -> None:
        """Send back as many as both countries allow; the others are refused and go the ordinary way."""
        ctx, persons = self._ctx, self._ctx.persons
        ctx.record.tally(Tally.CONSENT_PLACES, day, int(self._consent[day]))
        line = ctx.world.returnable
        if not line.size:
            return
        rows = line.take(int(min(self._cap[day], self._consent[day])))
        refused = line.empty()
        ctx.record.count(Flow.REFUSED_FOR_CONSENT, refused, day)
        persons.is_returnable[refused] = False
        self._hold.dispatch(refused, day)
        self._cross(rows, day)

    def _cross(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.SERVED)
        ctx.record.end(Queue.FEAR_SCREENING, rows, day, Cause.RELEASED)
        ctx.record.count(Flow.RETURNED_TO_MEXICO, rows, day)
        ctx.record.begin(Queue.MEXICO, rows, day)
        self._notices.serve(rows, day, Place.IN_MEXICO)
        persons.manner[rows] = Manner.BRIDGE
        luck = ctx.luck(self._choice, rows)
        home = rows[luck < self._goes_home]
        again = rows[(luck >= self._goes_home) & (luck < self._goes_home + self._tries_again)]
        calendar = ctx.calendar(Appointment.MEXICO_EXIT)
        calendar.book(home, day + 1 + self._home_days.sample(ctx.luck(self._home, home)))
        calendar.book(again, day + 1 + self._again_days.sample(ctx.luck(self._again, again)))
        persons.tries_again[home] = False
        persons.tries_again[again] = True

    def leave_mexico(self, rows: Rows, day: int) -> None:
        """Let persons go home, or try to cross again; the case stays pending."""
        if not len(rows):
            return
        again = self._ctx.persons.tries_again[rows]
        self._go_home(rows[~again], day)
        self._try_again(rows[again], day)

    def _go_home(self, rows: Rows, day: int) -> None:
        self._ctx.record.end(Queue.MEXICO, rows, day, Cause.WENT_HOME)
        self._ctx.persons.move(rows, place=Place.ABROAD)
        self._ctx.persons.manner[rows] = Manner.ON_THEIR_OWN

    def _try_again(self, rows: Rows, day: int) -> None:
        ctx, persons = self._ctx, self._ctx.persons
        ctx.record.end(Queue.MEXICO, rows, day, Cause.TRIED_AGAIN)
        ctx.record.count(Flow.ATTEMPT, rows, day)
        ctx.record.count(Flow.REENTRY, rows, day)
        luck = ctx.luck(self._caught, rows)
        is_caught = luck < self._caught_share[day]
        caught, away = rows[is_caught], rows[~is_caught]
        ctx.record.count(Flow.GOT_AWAY, away, day)
        persons.move(away, place=Place.AT_LARGE)
        self._arrest(caught, day)

    def _arrest(self, rows: Rows, day: int) -> None:
        """Arrest a person who waited in Mexico: held for the hearing that is pending."""
        ctx, persons = self._ctx, self._ctx.persons
        if not len(rows):
            return
        ctx.record.count(Flow.APPREHENDED, rows, day)
        ctx.record.count(Flow.BOOKED_INTO_HOLD, rows, day)
        ctx.record.begin(Queue.CBP_HOLD, rows, day)
        pending = rows[persons.case[rows] == Case.PENDING]
        leave_docket(ctx, pending)
        ctx.calendar(Appointment.FILING).cancel(rows)
        persons.move(rows, place=Place.HOLD)
        persons.move(pending, docket=Docket.NONE)
        persons.arrests[rows] += np.uint8(1)
        persons.met[rows] = day
        ctx.record.meet(rows, day)
        persons.track[rows] = Track.NOTICE_DETAINED
        persons.authority[rows] = Authority.DISCRETIONARY
        persons.is_returnable[rows] = False
        ctx.calendar(Appointment.READY).book(rows, day + 1)
