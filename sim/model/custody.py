"""Leaving custody: what is struck from calendars and queues when a person goes out of a bed or a hold."""

from sim.engine.compiled import Ints, int64, rule
from sim.model.context import Context
from sim.model.court_rules import PLAIN_RULES
from sim.world import vocabulary
from sim.world.event_calendar import cancel
from sim.world.hearing_calendar import strike_hearing
from sim.world.numbers import KEEP, NEVER, Cause, Docket, Event, Mode, Place, Wait
from sim.world.person import Person
from sim.world.persons import Rows
from sim.world.queues import leave, leave_only
from sim.world.state import State
from sim.world.verbs import end_wait, move


@rule
def leave_custody(world: State, person: Person, day: int, cause: int) -> None:
    """Cancel release and review and end the waits of a person who leaves a bed or a hold."""
    end_wait(world, person, Wait.CBP_HOLD, day, cause)
    end_wait(world, person, Wait.DETENTION, day, cause)
    end_wait(world, person, Wait.ORR, day, cause)
    cancel(person, Event.RELEASE)
    cancel(person, Event.REVIEW)
    remove_from_release_list(world, person)


@rule
def remove_from_release_list(world: State, person: Person) -> None:
    """Take a person off the list of those who may be released when a bed is wanted."""
    if person.is_releasable:
        person.is_releasable = False
        if person.place == Place.FAMILY_BED:
            leave_only(world.releasable_families, person)
        else:
            leave(world.releasable, person)


@rule
def leave_docket(world: State, person: Person) -> None:
    """Strike the next hearing of a person whose case changes docket, or the place in the queue for a date."""
    docket = int64(person.docket)
    if person.due[Event.HEARING] != NEVER:
        strike_hearing(world, person, docket)
    else:
        leave_only(world.dockets[docket], person)


@rule
def leave_interview(world: State, person: Person) -> None:
    """Cancel the fear interview of a person who is released before it, or the place in the queue for it."""
    if person.due[Event.FEAR_REVIEW] != NEVER:
        cancel(person, Event.FEAR_REVIEW)
    elif person.due[Event.INTERVIEW] != NEVER:
        cancel(person, Event.INTERVIEW)
    else:
        leave_only(world.interviews, person)


@rule
def leave_staging(world: State, person: Person, day: int) -> None:
    """Give up the removal of a person under a final order who is released: document, departure and seat."""
    if person.since[Wait.STAGING] != NEVER and person.mode == Mode.CHARTER:
        leave_only(world.routes[int64(person.route)], person)
    end_wait(world, person, Wait.STAGING, day, Cause.RELEASED)
    end_wait(world, person, Wait.REMOVAL, day, Cause.RELEASED)
    cancel(person, Event.DOCUMENT)
    cancel(person, Event.DEPARTURE)


def take_from_docket(ctx: Context, rows: Rows) -> None:
    """Take persons into hold whose case is pending: it stands on the docket of people in custody, with no date.

    A date is asked for when the person is booked into a bed or released.
    """
    is_single_queue = ctx.inputs.choice("courts.docket_rule") in PLAIN_RULES
    if len(rows):
        _take_from_docket(ctx.state, rows, Docket.GENERAL if is_single_queue else Docket.DETAINED)


def all_leave_custody(ctx: Context, rows: Rows, day: int, cause: vocabulary.Cause) -> None:
    """Let a batch leave custody."""
    if len(rows):
        _all_leave_custody(ctx.state, rows, day, int(cause))


def all_leave_docket(ctx: Context, rows: Rows) -> None:
    """Let a batch leave its dockets."""
    if len(rows):
        _all_leave_docket(ctx.state, rows)


def all_leave_interview(ctx: Context, rows: Rows) -> None:
    """Let a batch give up its interviews."""
    if len(rows):
        _all_leave_interview(ctx.state, rows)


def all_leave_staging(ctx: Context, rows: Rows, day: int) -> None:
    """Let a batch give up its removal."""
    if len(rows):
        _all_leave_staging(ctx.state, rows, day)


@rule
def _take_from_docket(world: State, rows: Ints, docket: int) -> None:
    people = world.people
    for row in rows:
        leave_docket(world, people[row])
        move(world, people[row], row, Place.HOLD, KEEP, docket)


@rule
def _all_leave_custody(world: State, rows: Ints, day: int, cause: int) -> None:
    people = world.people
    for row in rows:
        leave_custody(world, people[row], day, cause)


@rule
def _all_leave_docket(world: State, rows: Ints) -> None:
    people = world.people
    for row in rows:
        leave_docket(world, people[row])


@rule
def _all_leave_interview(world: State, rows: Ints) -> None:
    people = world.people
    for row in rows:
        leave_interview(world, people[row])


@rule
def _all_leave_staging(world: State, rows: Ints, day: int) -> None:
    people = world.people
    for row in rows:
        leave_staging(world, people[row], day)
