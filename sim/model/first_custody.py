"""On the first day people are in family centres, in beds, in care, with the Marshals, or on alternatives to these."""

import numpy as np

from sim.base.words import PersonClass
from sim.model.border.admission import choose
from sim.model.context import Context
from sim.model.first_people import FirstPeople
from sim.model.offices import Offices
from sim.world.columns import Appointment, Order, Release, Stream, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Queue

_ORDERS = ("er", "reinstatement", "order")


class FirstCustody:
    """The stocks of the first day that are held, or let go on conditions."""

    def __init__(self, ctx: Context, offices: Offices, people: FirstPeople) -> None:
        self._ctx, self._offices, self._people = ctx, offices, people
        self._program_luck = ctx.stream("day0.program")

    def fill(self) -> None:
        """Fill them all."""
        self.family_centres()
        self.fear_claimants()
        self.under_final_order()
        self.children_in_care()
        self.in_custody_of_marshals()
        self.on_alternatives()

    def family_centres(self) -> None:
        """Families in centres, waiting for an interview, each with the rest of its stay before it."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._people.when("border", inputs.number("detention.initial.families") * inputs.scale)
        rows = self._people.make("centre", "family", total)
        ctx.persons.move(rows, place=Place.HOLD, case=Case.CREDIBLE_FEAR)
        ctx.persons.move(rows, place=Place.FAMILY_BED)
        self._claim(rows)
        limit = inputs.whole("detention.family_limit_days")
        spent = np.floor(ctx.luck(self._people.stay_luck, rows) * limit).astype(np.int32)
        self._people.begin_stay(rows, spent)
        ctx.persons.release[rows] = Release.FAMILY
        ctx.calendar(Appointment.RELEASE).book(rows, np.maximum(limit - spent, 1))

    def fear_claimants(self) -> None:
        """Adults in beds who wait for a fear interview."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._people.when("border", inputs.number("detention.initial.fear_claimants") * inputs.scale)
        rows = self._people.make("fear", "fear", total)
        ctx.persons.move(rows, place=Place.HOLD, case=Case.CREDIBLE_FEAR)
        ctx.persons.move(rows, place=Place.ADULT_BED)
        ctx.persons.track[rows] = Track.CREDIBLE_FEAR
        self._claim(rows)
        self._people.begin_stay(rows, -ctx.persons.since[Queue.FEAR_SCREENING][rows])

    def under_final_order(self) -> None:
        """Adults in beds under a final order, half of the stay so far behind it, who wait for a document."""
        ctx, inputs = self._ctx, self._ctx.inputs
        first = inputs.whole("detention.custody_review.first_after_days")
        second = inputs.whole("detention.custody_review.second_after_days")
        for source in ("border", "interior"):
            path = f"detention.initial.final_order_{source}"
            rows = self._people.make(
                f"final {source}", "ordered", self._people.when(source, inputs.number(path) * inputs.scale)
            )
            shares = np.array([inputs.number(f"detention.initial_order.{order}") for order in _ORDERS])
            kinds = choose(ctx.luck(self._people.kind_luck, rows), np.broadcast_to(shares, (len(rows), len(shares))))
            ctx.persons.order[rows] = kinds + Order.ER
            ctx.persons.move(rows, place=Place.HOLD)
            ctx.persons.move(rows, place=Place.ADULT_BED)
            spent = self._people.elapsed_days(rows)
            ctx.persons.track[rows] = Track.REMOVE_FROM_BED
            self._people.begin_stay(rows, spent, Stream.ICE_ARREST if source == "interior" else None)
            self._offices.orders.make_final(rows, 0)
            since_order = spent // 2
            self._people.set_since(Queue.REMOVAL, rows, since_order)
            review = np.where(since_order < first, first, second)
            ctx.calendar(Appointment.REVIEW).book(rows, np.maximum(review - since_order, 1))

    def children_in_care(self) -> None:
        """Children in the care of ORR, each with the rest of the stay before it."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._people.when("border", inputs.number("children.initial_in_care") * inputs.scale)
        rows = self._people.make("care", "child", total)
        ctx.persons.move(rows, place=Place.HOLD)
        ctx.persons.move(rows, place=Place.ORR)
        ctx.record.begin(Queue.ORR, rows, 0)
        remaining = inputs.duration("children.care_days").excess().sample(ctx.luck(self._people.stay_luck, rows))
        ctx.calendar(Appointment.RELEASE).book(rows, np.maximum(remaining, 1))

    def in_custody_of_marshals(self) -> None:
        """People serving a sentence for the entry, each with the rest of it before the removal."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._people.when("border", inputs.number("prosecution.initial_in_custody") * inputs.scale)
        rows = self._people.make("marshals", "interior", total)
        ctx.persons.move(rows, place=Place.HOLD)
        ctx.persons.move(rows, place=Place.MARSHALS)
        ctx.record.begin(Queue.MARSHALS, rows, 0)
        ctx.persons.was_prosecuted[rows] = True
        ctx.persons.track[rows] = Track.REMOVE_FROM_BED
        ctx.persons.order[rows] = Order.REINSTATEMENT
        remaining = inputs.duration("prosecution.sentence_days").excess().sample(ctx.luck(self._people.stay_luck, rows))
        ctx.calendar(Appointment.READY).book(rows, np.maximum(remaining, 1))

    def on_alternatives(self) -> None:
        """People at large with a case pending who are on alternatives to detention: adults, and one for each family."""
        ctx, persons = self._ctx, self._ctx.persons
        rows = np.arange(persons.size, dtype=np.int64)
        fits = (persons.place[rows] == Place.AT_LARGE) & (persons.case[rows] == Case.PENDING) & persons.is_head(rows)
        rows = rows[fits & (persons.kind[rows] != PersonClass.UNACCOMPANIED_CHILD)]
        total = ctx.inputs.number("detention.initial.on_alternatives") * ctx.inputs.scale
        enrolled = ctx.luck(self._program_luck, rows) < self._people.when("border", total) / max(len(rows), 1)
        self._offices.alternatives.enrol_stock(rows[enrolled])

    def _claim(self, rows: Rows) -> None:
        """Let a fear claim have been made some days ago and be heard in turn."""
        ctx = self._ctx
        ctx.persons.claimed_fear[rows] = True
        spent = self._people.elapsed_days(rows) // 2
        self._people.set_since(Queue.FEAR_SCREENING, rows, spent)
        ready = ctx.inputs.duration("fear.preparation_days").excess().sample(ctx.luck(self._people.stay_luck, rows))
        ctx.calendar(Appointment.INTERVIEW).book(rows, ready)
