"""Leaving custody: what is struck from the books when a person goes out of a bed or a hold."""

from sim.model.context import Context
from sim.model.court_rules import PLAIN_RULES
from sim.world.columns import NEVER, Appointment, Mode
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.routes import Route
from sim.world.vocabulary import Cause, Queue


def leave_custody(ctx: Context, rows: Rows, day: int, cause: Cause) -> None:
    """Strike release and review dates and end the waits of persons who leave a bed or a hold."""
    ctx.record.end(Queue.CBP_HOLD, rows, day, cause)
    ctx.record.end(Queue.DETENTION, rows, day, cause)
    ctx.record.end(Queue.ORR, rows, day, cause)
    ctx.calendar(Appointment.RELEASE).cancel(rows)
    ctx.calendar(Appointment.REVIEW).cancel(rows)
    keep(ctx, rows)


def keep(ctx: Context, rows: Rows) -> None:
    """Take persons off the list of those who may be let go when a bed is wanted."""
    listed = rows[ctx.persons.is_releasable[rows]]
    if len(listed):
        ctx.persons.is_releasable[listed] = False
        in_room = ctx.persons.place[listed] == Place.FAMILY_BED
        ctx.world.releasable.leave(listed[~in_room])
        ctx.world.releasable_families.leave(listed[in_room])


def leave_docket(ctx: Context, rows: Rows) -> None:
    """Strike the next hearing of persons whose case changes docket, or their place in line for one."""
    if not len(rows):
        return
    persons = ctx.persons
    booked = persons.due[Appointment.HEARING][rows] != NEVER
    for docket in (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL):
        here = persons.docket[rows] == docket
        if here.any():
            ctx.world.books[docket].strike(rows[here & booked])
            ctx.world.dockets[docket].leave(rows[here & ~booked])


def take_from_docket(ctx: Context, rows: Rows) -> None:
    """Take persons into hold whose case is pending: it stands on the docket of people in custody, with no date.

    A date is asked for when the person is booked into a bed or let go.
    """
    leave_docket(ctx, rows)
    is_plain = ctx.inputs.choice("courts.docket_rule") in PLAIN_RULES
    ctx.persons.move(rows, place=Place.HOLD, docket=Docket.GENERAL if is_plain else Docket.DETAINED)


def leave_interview(ctx: Context, rows: Rows) -> None:
    """Strike the fear interview of persons who are let go before it, or their place in line for it."""
    if not len(rows):
        return
    in_review = ctx.persons.due[Appointment.FEAR_REVIEW][rows] != NEVER
    ctx.calendar(Appointment.FEAR_REVIEW).cancel(rows[in_review])
    rows = rows[~in_review]
    booked = ctx.persons.due[Appointment.INTERVIEW][rows] != NEVER
    ctx.calendar(Appointment.INTERVIEW).cancel(rows[booked])
    ctx.world.interviews.leave(rows[~booked])


def leave_staging(ctx: Context, rows: Rows, day: int) -> None:
    """Give up the removal of persons under a final order who are let go: document, departure and seat are struck."""
    if not len(rows):
        return
    persons = ctx.persons
    booked = (persons.since[Queue.STAGING][rows] != NEVER) & (persons.mode[rows] == Mode.CHARTER)
    waiting = rows[booked]
    route = persons.route[waiting]
    for code in Route:
        ctx.world.routes[code].leave(waiting[route == code])
    for queue in (Queue.STAGING, Queue.REMOVAL):
        ctx.record.end(queue, rows, day, Cause.RELEASED)
    ctx.calendar(Appointment.DOCUMENT).cancel(rows)
    ctx.calendar(Appointment.DEPARTURE).cancel(rows)


def with_case(ctx: Context, rows: Rows, case: Case) -> Rows:
    """Those of these persons whose paper stands at this point."""
    return rows[ctx.persons.case[rows] == case]
