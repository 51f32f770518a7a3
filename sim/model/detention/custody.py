"""Coming into custody and leaving it: in which stream a person is booked, what is struck when it goes."""

from sim.engine.compiled import int64, rule
from sim.engine.diagrams import CASES
from sim.engine.event_calendar import cancel, schedule, strike_hearing
from sim.engine.numbers import (
    KEEP,
    NEVER,
    Authority,
    BookIn,
    Case,
    Cause,
    Disposition,
    Event,
    Flow,
    MexicoExit,
    Mode,
    Nationality,
    PersonClass,
    Place,
    Source,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import leave, leave_only
from sim.engine.state import State
from sim.engine.verbs import STATE_SHIFT, arrest, begin_wait, count, end_return, end_wait, move, record_encounter


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
    if person.due[Event.HEARING] != NEVER:
        strike_hearing(world, person)
    else:
        leave_only(world.dockets[int64(person.docket)], person)


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
def stop_waiting_in_mexico(world: State, person: Person, flow: int, day: int) -> None:
    """End the wait of a person whose case is decided or appealed; whoever has no month to come waits for an officer."""
    end_return(world, person, flow, day)
    if person.due[Event.MEXICO_EXIT] == NEVER:
        leave_only(world.afraid, person)
    cancel(person, Event.MEXICO_EXIT)


@rule
def leave_staging(world: State, person: Person, day: int) -> None:
    """Give up the removal of a person under a final order who is released: document, departure and seat."""
    if person.since[Wait.STAGING] != NEVER and person.mode == Mode.CHARTER:
        leave_only(world.routes[int64(person.route)], person)
    end_wait(world, person, Wait.STAGING, day, Cause.RELEASED)
    end_wait(world, person, Wait.REMOVAL, day, Cause.RELEASED)
    cancel(person, Event.DOCUMENT)
    cancel(person, Event.DEPARTURE)


@rule
def take_into_hold(world: State, person: Person, row: int, docket: int) -> None:
    """Take a person into hold; a case that is pending stands on a docket with no date.

    A date is asked for when the person is booked into a bed or released.
    """
    if person.case == Case.PENDING:
        leave_docket(world, person)
        move(world, person, row, Place.HOLD, KEEP, docket)
    else:
        move(world, person, row, Place.HOLD, KEEP, KEEP)


@rule
def hold_for_hearing(world: State, docket: int, person: Person, row: int, day: int) -> None:
    """Take a person who was outside the country with a case open into hold; the case goes on in custody."""
    count(world, person, Flow.BOOKED_INTO_HOLD, day)
    begin_wait(world, person, Wait.CBP_HOLD, day)
    take_into_hold(world, person, row, docket)
    cancel(person, Event.FILING)
    is_child = person.kind == PersonClass.UNACCOMPANIED_CHILD
    person.disposition = Disposition.CARE_OF_ORR if is_child else Disposition.NOTICE_DETAINED
    person.authority, person.is_returnable = Authority.INA_236A, False
    schedule(world, person, row, Event.READY, day + 1)


@rule
def arrest_on_case(world: State, docket: int, person: Person, row: int, day: int) -> None:
    """Arrest a person who crosses between ports with a case open, and hold it for that case."""
    count(world, person, Flow.APPREHENDED, day)
    arrest(person)
    record_encounter(world, person, day)
    hold_for_hearing(world, docket, person, row, day)


@rule
def present(world: State, place: int) -> int:
    """Persons at a place [persons]."""
    persons = 0
    for cell in range((place * CASES) << STATE_SHIFT, ((place + 1) * CASES) << STATE_SHIFT):
        persons += world.counts[cell]
    return persons


@rule
def book_in_today(person: Person) -> int:
    """The stream in which a person is booked in today.

    Adults with a case pending or an order already were found by ICE, unless they were taken back from Mexico.
    """
    is_known = person.case == Case.PENDING and person.mexico_exit == MexicoExit.NONE
    if person.kind == PersonClass.SINGLE_ADULT and (is_known or person.case == Case.FINAL):
        return BookIn.ICE_ARREST
    return book_in_of(person)


@rule
def book_in_of(person: Person) -> int:
    """The stream in which a person comes into a bed, by where the arrest was made and the disposition."""
    if person.kind != PersonClass.SINGLE_ADULT:
        return BookIn.FAMILY
    if person.source == Source.INTERIOR or person.has_document:
        return BookIn.ICE_ARREST
    if person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        return BookIn.FEAR_CLAIM
    if person.disposition == Disposition.NOTICE_DETAINED:
        return BookIn.NOTICE
    return BookIn.MEXICAN_REMOVAL if person.nationality == Nationality.MEXICO else BookIn.OTHER_REMOVAL
