"""A hold room is left for a bed, a bus, a court, a shelter, Mexico, or the street."""

import numpy as np

from sim.base.codes import first_true, marked
from sim.base.words import Nationality, PersonClass
from sim.model.bridges import Bridges
from sim.model.context import Context
from sim.model.letting_go import LettingGo
from sim.model.orders import depart_with_cbp
from sim.model.removal.repatriation import set_down
from sim.world.columns import Appointment, Authority, Mode, Source, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.queues import BedClass
from sim.world.vocabulary import Cause, Flow, Queue


class Hold:
    """The officers who send persons on from hold when their papers are done."""

    def __init__(self, ctx: Context, letting_go: LettingGo) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._letting_go = letting_go
        self._consents = ctx.daily(inputs.by_day("mexico.consent_per_day")) > 0
        self._magistrates = ctx.daily(inputs.by_day("prosecution.magistrates_per_day"))
        self._marshals = ctx.places("prosecution.marshals_places")
        self._orr_beds = ctx.places("children.beds")
        self._sentence = ctx.stream("hold.sentence")
        self._sentence_days = inputs.duration("prosecution.sentence_days")
        self._care = ctx.stream("hold.care")
        self._care_days = inputs.duration_by_day("children.care_days")
        self._sponsor_delay = np.rint(inputs.by_day("children.sponsor_delay_days")).astype(np.int32)
        self._haitian = ctx.stream("hold.haitian")
        self._haitian_share = inputs.by_day("detention.release.haitian_parole_share")
        self._bus = ctx.stream("hold.bus")
        self._bus_days = inputs.duration("removal.without_bed_days")
        self._bridges = Bridges(ctx)

    def send_on(self, rows: Rows, day: int) -> None:
        """Send on persons whose papers are done: first those charged with a crime, then those for Mexico."""
        if not len(rows):
            return
        persons = self._ctx.persons
        back = rows[persons.place[rows] == Place.MARSHALS]
        self._ctx.record.end(Queue.MARSHALS, back, day, Cause.SERVED)
        persons.move(back, place=Place.HOLD)
        charged = persons.is_prosecuted[rows]
        self._ctx.world.charged.join(rows[charged], day)
        rows = rows[~charged]
        rows = self._offer_to_mexico(rows, day)
        self.dispatch(rows, day)

    def prosecute(self, day: int) -> None:
        """Bring as many of those charged before a magistrate as the courts and the Marshals take; drop the rest."""
        line = self._ctx.world.charged
        if not line.size:
            return
        persons = self._ctx.persons
        free = int(self._marshals[day]) - int(persons.counts()[Place.MARSHALS].sum())
        self._prosecute(line.take(max(min(int(self._magistrates[day]), free), 0)), day)
        declined = line.empty()
        persons.is_prosecuted[declined] = False
        self._ctx.record.count(Flow.PROSECUTION_DECLINED, declined, day)
        self.dispatch(declined, day)

    def place_children(self, day: int) -> None:
        """Hand children over to ORR as far as there are beds; the others stay in hold."""
        line = self._ctx.world.care
        if line.size:
            free = int(self._orr_beds[day]) - int(self._ctx.persons.counts()[Place.ORR].sum())
            self._hand_to_orr(line.take(max(free, 0)), day)

    def open_bridges(self, day: int) -> None:
        """See those off in the morning who came too late for the bridge."""
        line = self._ctx.world.overnight
        if line.size:
            self._see_off(line.empty(), day)

    def dispatch(self, rows: Rows, day: int) -> None:
        """Send each person where the track leads."""
        persons = self._ctx.persons
        track = persons.track[rows]
        leaving = (track == Track.VOLUNTARY_RETURN) | (track == Track.REMOVE_BY_CBP)
        self._see_off(self._bridges.let_through(rows[leaving], day), day)
        self.put_on_bus(rows[track == Track.REMOVE_WITHOUT_BED], day)
        self._letting_go.let_go(rows[track == Track.NOTICE_RELEASED], day)
        self._ctx.world.care.join(rows[track == Track.CARE_OF_ORR], day)
        bedded = _BEDDED[track]
        self._ask_for_bed(self._parole_haitians(rows[bedded], day), day)

    def put_on_bus(self, rows: Rows, day: int) -> None:
        """Book persons under an executable order on a bus to the bridge, straight from hold."""
        if not len(rows):
            return
        persons = self._ctx.persons
        persons.move(rows, case=Case.FINAL)
        persons.mode[rows] = Mode.GROUND
        persons.authority[rows] = Authority.REMOVAL
        self._ctx.record.begin(Queue.REMOVAL, rows, day)
        self._ctx.record.begin(Queue.STAGING, rows, day)
        days = day + self._bus_days.sample(self._ctx.luck(self._bus, rows))
        self._ctx.calendar(Appointment.DEPARTURE).book(rows, days)

    def _prosecute(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        ctx = self._ctx
        ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.SERVED)
        ctx.record.count(Flow.PROSECUTED, rows, day)
        ctx.record.count(Flow.BOOKED_INTO_MARSHALS, rows, day)
        ctx.persons.move(rows, place=Place.MARSHALS)
        ctx.record.begin(Queue.MARSHALS, rows, day)
        ctx.persons.is_prosecuted[rows] = False
        ctx.persons.was_prosecuted[rows] = True
        days = day + np.maximum(self._sentence_days.sample(ctx.luck(self._sentence, rows)), 1)
        ctx.calendar(Appointment.READY).book(rows, days)

    def _offer_to_mexico(self, rows: Rows, day: int) -> Rows:
        """Line up those chosen for return if Mexico receives anybody today; return the others."""
        chosen = self._ctx.persons.is_returnable[rows]
        if not chosen.any():
            return rows
        if self._consents[day]:
            self._ctx.world.returnable.join(rows[chosen], day)
            return rows[~chosen]
        self._ctx.persons.is_returnable[rows[chosen]] = False
        self._ctx.record.count(Flow.REFUSED_FOR_CONSENT, rows[chosen], day)
        return rows

    def _see_off(self, rows: Rows, day: int) -> None:
        """Let persons leave the country from hold, under an order or without one."""
        if not len(rows):
            return
        self._bridges.count(rows, day)
        track = self._ctx.persons.track[rows]
        self._return_voluntarily(rows[track == Track.VOLUNTARY_RETURN], day)
        depart_with_cbp(self._ctx, rows[track == Track.REMOVE_BY_CBP], day)

    def _return_voluntarily(self, rows: Rows, day: int) -> None:
        ctx = self._ctx
        ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.SERVED)
        ctx.record.count(Flow.VOLUNTARY_RETURN_BORDER, rows, day)
        set_down(ctx, rows, day, case=Case.DEPARTED)

    def _hand_to_orr(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        ctx = self._ctx
        tables, kind = self._care_days
        ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.SERVED)
        ctx.record.count(Flow.BOOKED_INTO_ORR, rows, day)
        ctx.persons.move(rows, place=Place.ORR)
        ctx.record.begin(Queue.ORR, rows, day)
        days = day + np.maximum(tables[kind[day]].sample(ctx.luck(self._care, rows)), 1)
        days = days + self._sponsor_delay[day]
        ctx.calendar(Appointment.RELEASE).book(rows, days)

    def _parole_haitians(self, rows: Rows, day: int) -> Rows:
        """Parole Haitian adults who arrive at ports while removals to Haiti are suspended; return the others."""
        share = self._haitian_share[day]
        if share == 0.0 or not len(rows):
            return rows
        persons = self._ctx.persons
        arriving = (persons.source[rows] == Source.PORT) & (persons.nationality[rows] == Nationality.HAITI)
        arriving &= (persons.kind[rows] == PersonClass.SINGLE_ADULT) & _PAROLABLE[persons.track[rows]]
        paroled = arriving & (self._ctx.luck(self._haitian, rows) < share)
        self._ctx.record.count(Flow.PAROLED_AT_PORT, rows[paroled], day)
        self._letting_go.let_go(rows[paroled], day)
        return rows[~paroled]

    def _ask_for_bed(self, rows: Rows, day: int) -> None:
        persons, world = self._ctx.persons, self._ctx.world
        family = persons.kind[rows] != PersonClass.SINGLE_ADULT
        world.family_beds.join(rows[family], day)
        rows = rows[~family]
        track = persons.track[rows]
        ordered = (track == Track.REMOVE_FROM_BED) & (persons.nationality[rows] == Nationality.MEXICO)
        world.removable.join(rows[ordered], day)
        rows, track = rows[~ordered], track[~ordered]
        for cls, some in self._bed_classes(rows):
            world.adult_beds.join(some, day, cls)

    def _bed_classes(self, rows: Rows) -> list[tuple[BedClass, Rows]]:
        """Part adults who need a bed by the priority with which they are given one."""
        persons, track = self._ctx.persons, self._ctx.persons.track[rows]
        inside = persons.source[rows] == Source.INTERIOR
        may_go = persons.authority[rows] != Authority.MANDATORY
        noticed, claiming = (track == Track.NOTICE_DETAINED) & may_go, (track == Track.CREDIBLE_FEAR) & may_go
        conditions = [claiming, (track == Track.INTERIOR_OTHER) | (noticed & inside), noticed]
        chosen = [BedClass.CLAIM, BedClass.ARREST, BedClass.NOTICE]
        classes = first_true(conditions, chosen, BedClass.HELD_BY_LAW)
        return [(cls, rows[classes == cls]) for cls in BedClass]


_BEDDED = marked(
    Track.REMOVE_FROM_BED,
    Track.CREDIBLE_FEAR,
    Track.REASONABLE_FEAR,
    Track.NOTICE_DETAINED,
    Track.INTERIOR_OTHER,
    Track.INTERIOR_RETURN,
)
"""Tracks on which a person is held by ICE."""
_PAROLABLE = marked(Track.CREDIBLE_FEAR, Track.NOTICE_DETAINED)
"""Tracks on which a person arriving at a port may be paroled."""
