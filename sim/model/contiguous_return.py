"""People of third countries are sent back over the bridge to wait in Mexico, if Mexico receives them.

Who acts: CBP and Mexico, every day, on those chosen for return whose papers are done.
What limits it: the smaller of the daily cap of the United States and the consent of Mexico; places in shelters do not.
Who pays: Mexico and shelters, per day; the migrant pays for living beyond the shelters.
Levers: enabled, daily cap, who is eligible; consent belongs to Mexico.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.custody import take_from_docket
from sim.model.offices import Offices
from sim.model.return_rules import PORTS_BESIDE
from sim.model.staffing.barrier import apprehension_share
from sim.world.columns import Appointment, Authority, Manner, MexicoExit, Track
from sim.world.diagrams import Case, Place
from sim.world.families import whole_families
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
        self._hold, self._notices, self._letting_go = offices.hold, offices.notices, offices.letting_go
        self._consent = ctx.daily(inputs.by_day("mexico.consent_per_day"))
        self._cap = ctx.daily(inputs.by_day("contiguous_return.daily_cap"))
        self._port_caps = [ctx.daily(inputs.by_day(f"contiguous_return.port_cap.{port}")) for port in PORTS]
        self._lacking = ctx.stream("mexico.proof")
        self._lacking_share = inputs.number("contiguous_return.proof_lacking_share")
        gain = inputs.number("border.reentry_gain")
        shares = [inputs.number(f"mexico.{name}_share") for name in _EXITS]
        shares[1] *= gain
        self._cuts = np.cumsum(shares)
        self._delays = {
            name: (ctx.stream(f"mexico.{name}"), inputs.duration(f"mexico.{name}_days")) for name in _DELAYS
        }
        self._choice = ctx.stream("mexico.choice")
        self._caught, self._caught_share = ctx.stream("mexico.caught"), apprehension_share(inputs)

    def send(self, day: int) -> None:
        """Send back as many as both countries and the ports allow; the others are refused and go the ordinary way."""
        ctx = self._ctx
        ctx.record.tally(Tally.CONSENT_PLACES, day, int(self._consent[day]))
        if not ctx.world.returnable.size:
            return
        rows = ctx.world.returnable.empty()
        lacking = ctx.luck(self._lacking, rows) < self._lacking_share
        self._refuse(rows[lacking], Flow.REFUSED_FOR_PROOF, day)
        rows = rows[~lacking]
        sent = self._admitted(rows, day)
        self._refuse(rows[~sent], Flow.REFUSED_FOR_CONSENT, day)
        self._cross(rows[sent], day)

    def _admitted(self, rows: Rows, day: int) -> NDArray[np.bool_]:
        """Say who is sent today: port by port, another port first each day, whole families, shape (n,)."""
        ctx = self._ctx
        left = int(min(self._cap[day], self._consent[day]))
        beside = PORTS_BESIDE[ctx.persons.sector[rows]]
        sent = np.zeros(len(rows), np.bool_)
        for turn in range(len(PORTS)):
            port = (day + turn) % len(PORTS)
            here = np.flatnonzero(beside == port)
            places = min(left, int(self._port_caps[port][day]))
            end = whole_families(ctx.persons.is_head(rows[here]), min(places, len(here)))
            sent[here[:end]] = True
            left -= end
        return sent

    def _refuse(self, rows: Rows, flow: Flow, day: int) -> None:
        if not len(rows):
            return
        self._ctx.record.count(flow, rows, day)
        self._ctx.persons.is_returnable[rows] = False
        self._hold.dispatch(rows, day)

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
        code = (luck[:, None] >= self._cuts).sum(axis=1)
        persons.mexico_exit[rows] = _CODES[code]
        for exits, name in _DELAYS_OF:
            some = rows[np.isin(persons.mexico_exit[rows], exits)]
            stream, days = self._delays[name]
            ctx.calendar(Appointment.MEXICO_EXIT).book(some, day + 1 + days.sample(ctx.luck(stream, some)))

    def leave_mexico(self, rows: Rows, day: int) -> None:
        """Let persons go home, try to cross again, or come in again; the case stays pending."""
        if not len(rows):
            return
        leaves = self._ctx.persons.mexico_exit[rows]
        self._go_home(rows[leaves == MexicoExit.HOME], day)
        self._try_again(rows[leaves == MexicoExit.AGAIN], day)
        self._parole_in(rows[leaves == MexicoExit.PAROLED], day)
        self._take_back(rows[leaves == MexicoExit.CUSTODY], day)

    def _parole_in(self, rows: Rows, day: int) -> None:
        """Let persons in on parole, who are too vulnerable to wait in Mexico."""
        self._ctx.record.end(Queue.MEXICO, rows, day, Cause.RELEASED)
        self._ctx.record.count(Flow.PAROLED_FROM_MEXICO, rows, day)
        self._letting_go.let_go(rows, day)

    def _take_back(self, rows: Rows, day: int) -> None:
        """Take persons into custody again who are found to fear Mexico; their case goes on there."""
        self._ctx.record.end(Queue.MEXICO, rows, day, Cause.RELEASED)
        self._ctx.record.count(Flow.TAKEN_BACK_FROM_MEXICO, rows, day)
        self._hold_for_hearing(rows, day)

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
        is_caught = luck < self._caught_share[day, persons.sector[rows]]
        caught, away = rows[is_caught], rows[~is_caught]
        ctx.record.count(Flow.GOT_AWAY, away, day)
        persons.move(away, place=Place.AT_LARGE)
        self._arrest(caught, day)

    def _arrest(self, rows: Rows, day: int) -> None:
        """Arrest persons who waited in Mexico: held for the hearing that is pending."""
        ctx, persons = self._ctx, self._ctx.persons
        if not len(rows):
            return
        ctx.record.count(Flow.APPREHENDED, rows, day)
        persons.arrest(rows)
        persons.met[rows] = day
        ctx.record.meet(rows, day)
        self._hold_for_hearing(rows, day)

    def _hold_for_hearing(self, rows: Rows, day: int) -> None:
        ctx, persons = self._ctx, self._ctx.persons
        if not len(rows):
            return
        ctx.record.count(Flow.BOOKED_INTO_HOLD, rows, day)
        ctx.record.begin(Queue.CBP_HOLD, rows, day)
        pending = rows[persons.case[rows] == Case.PENDING]
        take_from_docket(ctx, pending)
        ctx.calendar(Appointment.FILING).cancel(rows)
        persons.move(rows[persons.case[rows] != Case.PENDING], place=Place.HOLD)
        persons.track[rows] = Track.NOTICE_DETAINED
        persons.authority[rows] = Authority.DISCRETIONARY
        persons.is_returnable[rows] = False
        ctx.calendar(Appointment.READY).book(rows, day + 1)


PORTS = ("west", "centre", "east")
"""Groups of ports at which people are handed over."""
_EXITS = ("going_home", "trying_again", "paroled_in", "changes_track")
"""How people leave Mexico before the decision; names of the shares."""
_CODES = np.array(
    [MexicoExit.HOME, MexicoExit.AGAIN, MexicoExit.PAROLED, MexicoExit.CUSTODY, MexicoExit.NONE], np.uint8
)
_DELAYS = ("going_home", "trying_again", "taken_in")
_DELAYS_OF = (
    ((MexicoExit.HOME,), "going_home"),
    ((MexicoExit.AGAIN,), "trying_again"),
    ((MexicoExit.PAROLED, MexicoExit.CUSTODY), "taken_in"),
)
"""After how long each exit comes."""
