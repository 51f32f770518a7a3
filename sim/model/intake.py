"""On the day a person is booked into a bed of ICE, what the track asks for is started."""

import numpy as np

from sim.base.words import PersonClass
from sim.model.context import Context
from sim.model.courts.calendar import Docketing
from sim.model.letting_go import LettingGo
from sim.model.notices import Notices
from sim.model.orders import Orders
from sim.model.streams import streams_of_bookings
from sim.world.columns import Appointment, Mode, Order, Release, Stream, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue


class Intake:
    """What happens to a person on the day of booking into a bed of ICE."""

    def __init__(
        self, ctx: Context, notices: Notices, docketing: Docketing, *, orders: Orders, letting_go: LettingGo
    ) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._notices, self._docketing = notices, docketing
        self._orders, self._letting_go = orders, letting_go
        self._rest = ctx.stream("intake.rest")
        self._rest_days = inputs.duration("fear.preparation_days")
        self._family_rest_days = inputs.duration("fear.family_preparation_days")
        self._brief = ctx.stream("intake.brief")
        self._brief_days = inputs.duration("interior.brief_stay_days")
        self._family_limit = inputs.by_day("detention.family_limit_days")

    def take_in(self, rows: Rows, day: int, place: Place) -> None:
        """Book persons in and start what their track asks for."""
        if not len(rows):
            return
        ctx, persons = self._ctx, self._ctx.persons
        ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.SERVED)
        persons.move(rows, place=place)
        persons.stream[rows] = streams_of_bookings(persons, rows)
        self._count(rows, day)
        ctx.record.begin(Queue.DETENTION, rows, day)
        ctx.world.booked_in.join(rows, day)
        if place == Place.FAMILY_BED:
            persons.release[rows] = Release.FAMILY
            ctx.calendar(Appointment.RELEASE).book(rows, day + int(self._family_limit[day]))
        self._start(rows, day)

    def _count(self, rows: Rows, day: int) -> None:
        record, stream = self._ctx.record, self._ctx.persons.stream[rows]
        record.count(Flow.BOOKED_IN, rows, day)
        for code in np.unique(stream):
            flow = Flow(Flow.BOOKED_IN_MEXICAN_REMOVAL + int(code) - Stream.MEXICAN_REMOVAL)
            record.count(flow, rows[stream == code], day)

    def _start(self, rows: Rows, day: int) -> None:
        track = self._ctx.persons.track[rows]
        self._orders.make_final(rows[track == Track.REMOVE_FROM_BED], day)
        claims = rows[(track == Track.CREDIBLE_FEAR) | (track == Track.REASONABLE_FEAR)]
        self._prepare(claims, day)
        self._serve(rows[track == Track.NOTICE_DETAINED], day)
        self._keep_briefly(rows[track == Track.INTERIOR_OTHER], day)
        self._send_home(rows[track == Track.INTERIOR_RETURN], day)

    def _prepare(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        ctx = self._ctx
        luck = ctx.luck(self._rest, rows)
        alone = ctx.persons.kind[rows] == PersonClass.SINGLE_ADULT
        rest = np.where(alone, self._rest_days.sample(luck), self._family_rest_days.sample(luck))
        days = day + 1 + rest
        ctx.calendar(Appointment.INTERVIEW).book(rows, days)

    def _serve(self, rows: Rows, day: int) -> None:
        """Serve a notice, or carry over the case of a person who already has one."""
        if not len(rows):
            return
        persons = self._ctx.persons
        case = persons.case[rows]
        self._docketing.assign(rows[case == Case.PENDING], day)
        self._notices.plan_filing(rows[case == Case.SERVED], day)
        self._notices.serve(rows[case == Case.NONE], day)
        self._letting_go.plan(rows[persons.kind[rows] == PersonClass.SINGLE_ADULT], day)

    def _keep_briefly(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        self._ctx.persons.release[rows] = Release.RECOGNISANCE
        days = day + 1 + self._brief_days.sample(self._ctx.luck(self._brief, rows))
        self._ctx.calendar(Appointment.RELEASE).book(rows, days)

    def _send_home(self, rows: Rows, day: int) -> None:
        if not len(rows):
            return
        persons = self._ctx.persons
        persons.move(rows, case=Case.DEPARTED)
        persons.mode[rows] = Mode.GROUND
        persons.order[rows] = Order.NONE
        days = day + 1 + self._brief_days.sample(self._ctx.luck(self._brief, rows))
        self._ctx.calendar(Appointment.DEPARTURE).book(rows, days)
