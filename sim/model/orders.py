"""A final order in custody leads to a travel document, to staging, and out of the country."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import first_true
from sim.base.draws import FloatArray
from sim.base.durations import sample_each
from sim.base.words import Nationality
from sim.facts.inputs import Inputs
from sim.model.context import Context
from sim.model.custody import keep, leave_custody
from sim.model.repatriation import set_down
from sim.world.columns import Appointment, Authority, Manner, Mode, Order, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.routes import Route
from sim.world.vocabulary import Cause, Flow, Queue

_MODES = 3
"""Modes of travel in the table of removal flows [modes]."""


class Orders:
    """The officers who carry out final orders: documents asked for, reviews planned, departures booked."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._document = ctx.stream("orders.document")
        self._never = ctx.stream("orders.never")
        self._tables = [inputs.duration(f"removal.document_days.{name.name.lower()}") for name in Nationality]
        self._never_share = never_documented(inputs)
        self._review_days = max(inputs.whole("detention.custody_review.first_after_days"), 1)

    def make_final(self, rows: Rows, day: int) -> None:
        """Let an order of persons in custody become final, ask for a document and plan the custody review."""
        if not len(rows):
            return
        ctx = self._ctx
        keep(ctx, rows)
        ctx.persons.move(rows, case=Case.FINAL, docket=Docket.NONE)
        ctx.persons.authority[rows] = Authority.REMOVAL
        ctx.record.begin(Queue.REMOVAL, rows, day)
        self.ask_document(rows, day)
        adults = rows[ctx.persons.place[rows] == Place.ADULT_BED]
        ctx.calendar(Appointment.RELEASE).cancel(adults)
        ctx.calendar(Appointment.REVIEW).book(adults, day + self._review_days)

    def put_under_order(self, rows: Rows) -> None:
        """Write down that a judge has ordered removal; an order that stood before keeps its kind."""
        order = self._ctx.persons.order[rows]
        self._ctx.persons.order[rows] = np.where(order == Order.NONE, Order.ORDER, order)

    def let_become_final(self, rows: Rows, day: int) -> None:
        """Let a judge's order become final: in custody removal begins, at large nothing follows."""
        if not len(rows):
            return
        ctx, place = self._ctx, self._ctx.persons.place[rows]
        waiting = rows[place == Place.IN_MEXICO]
        held = (place == Place.ADULT_BED) | (place == Place.FAMILY_BED) | (place == Place.HOLD)
        ctx.persons.move(rows[(place == Place.AT_LARGE) | (place == Place.ABROAD)], case=Case.FINAL, docket=Docket.NONE)
        ctx.record.end(Queue.MEXICO, waiting, day, Cause.SERVED)
        ctx.calendar(Appointment.MEXICO_EXIT).cancel(waiting)
        ctx.persons.move(waiting, place=Place.ABROAD, case=Case.FINAL, docket=Docket.NONE)
        self.make_final(rows[held], day)

    def ask_document(self, rows: Rows, day: int) -> None:
        """Ask the country of origin for a document; some are never issued, and some have come before."""
        ctx = self._ctx
        nationality = ctx.persons.nationality[rows]
        issued = ctx.luck(self._never, rows) >= self._never_share[nationality, day]
        luck = ctx.luck(self._document, rows)
        delay = np.maximum(sample_each(self._tables, nationality, luck), 1)
        at_hand = ctx.persons.has_document[rows]
        issued, days = issued | at_hand, day + np.where(at_hand, 1, delay)
        ctx.persons.has_document[rows] = False
        ctx.calendar(Appointment.DOCUMENT).book(rows[issued], days[issued])


def never_documented(inputs: Inputs) -> FloatArray:
    """Share of final orders for which no document is ever issued, shape (NATIONALITIES, days).

    Sanctions under section 243(d) of the Act act on the countries counted as recalcitrant: on the covered share of
    their nationals, some of the documents that would never have come are issued after all.
    """
    never = inputs.by_nationality_and_day("removal.never_documented_share")
    covered = inputs.by_day("removal.visa_sanctions.coverage") * inputs.number("removal.visa_sanctions.effect")
    never[Nationality.OTHER_RECALCITRANT] *= 1.0 - covered
    return never


def depart(ctx: Context, rows: Rows, day: int) -> None:
    """Let persons leave the country in the mode that was set, and count the removal of each."""
    if not len(rows):
        return
    persons = ctx.persons
    leave_custody(ctx, rows, day, Cause.REMOVED)
    ctx.record.end(Queue.STAGING, rows, day, Cause.SERVED)
    ctx.record.end(Queue.REMOVAL, rows, day, Cause.SERVED)
    returning = persons.track[rows] == Track.INTERIOR_RETURN
    ctx.record.count(Flow.VOLUNTARY_RETURN_INTERIOR, rows[returning], day)
    removed = rows[~returning]
    code = _MODES * (persons.order[removed].astype(np.int64) - Order.ER) + persons.mode[removed] - Mode.CHARTER
    for kind in np.unique(code):
        flow = Flow(Flow.REMOVED_ICE_ER_CHARTER + int(kind))
        ctx.record.count(flow, removed[code == kind], day)
    set_down(ctx, rows, day)
    is_inland = (persons.mode[rows] == Mode.CHARTER) & (persons.route[rows] == Route.MEXICO_INTERIOR)
    persons.manner[rows[is_inland]] = Manner.INTERIOR_FLIGHT


def depart_with_cbp(ctx: Context, rows: Rows, day: int) -> None:
    """Let the arresting agency carry out an order at the border, with no bed of ICE."""
    if not len(rows):
        return
    persons = ctx.persons
    ctx.record.end(Queue.CBP_HOLD, rows, day, Cause.REMOVED)
    reinstated = persons.order[rows] == Order.REINSTATEMENT
    ctx.record.count(Flow.REMOVED_CBP_REINSTATEMENT_GROUND, rows[reinstated], day)
    ctx.record.count(Flow.REMOVED_CBP_ER_GROUND, rows[~reinstated], day)
    set_down(ctx, rows, day, case=Case.FINAL)


def choose_mode(luck: FloatArray, charter: FloatArray, commercial: FloatArray) -> NDArray[np.uint8]:
    """Choose how each person travels: by charter, on a commercial seat, or over land.

    Args:
        luck: shape (n,).
        charter: chance of a charter seat, shape (n,).
        commercial: chance of a commercial seat, shape (n,).
    """
    return first_true([luck < charter, luck < charter + commercial], [Mode.CHARTER, Mode.COMMERCIAL], Mode.GROUND)
