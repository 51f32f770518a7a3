"""Custody after a final order is reviewed; people let go report to ICE, under an order or in a program."""

from sim.base.days import Phase
from sim.base.words import PersonClass
from sim.engine.columns import Appointment, Authority, Track
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Cause, Flow, Queue, Tally
from tests.oracle.custody import ask_for_bed
from tests.oracle.people import Person
from tests.oracle.world import Steps, World, leave_custody

_REVIEW = "detention.custody_review"
_PROGRAM = "detention.alternatives"


def review_custody(world: World, person: Person) -> None:
    """A person held long after the order is let go unless removal is in sight: at the first review with some draw."""
    if Queue.STAGING in person.since:
        return
    ordered, document = person.since[Queue.REMOVAL], person.diary.get(Appointment.DOCUMENT)
    first, second = (world.facts.whole(f"{_REVIEW}.{number}_after_days") for number in ("first", "second"))
    is_in_sight = document is not None and document - world.today <= world.facts.whole(f"{_REVIEW}.foreseeable_days")
    is_second = world.today - ordered >= second
    is_let_out = world.draw("custody_reviews.first", person) < world.on(f"{_REVIEW}.released_at_first_share")
    if not is_in_sight and (is_second or is_let_out):
        world.count(Flow.SUPERVISED if is_second else Flow.RELEASED_AFTER_REVIEW, person)
        _supervise(world, person)
        return
    again = world.today + max(second - first, 1) if is_second else ordered + second
    person.note(Appointment.REVIEW, max(again, world.today + 1))


def _supervise(world: World, person: Person) -> None:
    """A person goes under an order of supervision; a document may still come."""
    if Appointment.DOCUMENT in person.diary:
        person.note(Appointment.LATER_DOCUMENT, person.diary[Appointment.DOCUMENT])
        person.strike(Appointment.DOCUMENT)
    leave_custody(world, person, Cause.RELEASED)
    world.end(Queue.REMOVAL, person, Cause.RELEASED)
    person.place, person.case = Place.AT_LARGE, Case.SUPERVISED
    _come_again(world, person, "detention.supervision")


def check_in(world: World, person: Person) -> None:
    """A person reports."""
    if person.case == Case.SUPERVISED and person.place == Place.AT_LARGE:
        _report_under_supervision(world, person)
    elif Queue.ALTERNATIVES in person.since:
        _report_to_program(world, person)


def _report_under_supervision(world: World, person: Person) -> None:
    world.count(Flow.CHECKED_IN_UNDER_SUPERVISION, person)
    is_taken = world.draw("supervision.again", person) < world.on("detention.supervision.arrested_again_share")
    if not (person.has_document and is_taken):
        _come_again(world, person, "detention.supervision")
        return
    world.count(Flow.ARREST_AT_CHECK_IN, person)
    person.arrests += 1
    person.track, person.authority = Track.REMOVE_FROM_BED, Authority.REMOVAL
    person.place, person.case = Place.HOLD, Case.FINAL
    ask_for_bed(world, person)


def _report_to_program(world: World, person: Person) -> None:
    if person.place != Place.AT_LARGE or person.case not in (Case.SERVED, Case.PENDING):
        world.end(Queue.ALTERNATIVES, person, Cause.CLOSED)
        return
    world.count(Flow.CHECKED_IN, person)
    if world.today >= _end_of_term(world, person):
        world.end(Queue.ALTERNATIVES, person, Cause.SERVED)
    else:
        _come_again(world, person, _PROGRAM)


def _end_of_term(world: World, person: Person) -> int:
    """The day on which the term is over; those enrolled before the first day have the rest of it before them."""
    since, draw = person.since[Queue.ALTERNATIVES], world.draw("alternatives.stay", person)
    if since < 0:
        return world.facts.rest(f"{_PROGRAM}.term_days", 1.0 - draw)
    return since + world.facts.days(f"{_PROGRAM}.term_days", draw)


def _come_again(world: World, person: Person, path: str) -> None:
    person.note(Appointment.CHECK_IN, world.today + max(world.facts.whole(f"{path}.check_in_days"), 1))


def program(world: World) -> Steps:
    """Those chosen among the people let go the day before are enrolled, as many as there are places for."""
    for day in world.days:
        yield world.office_hours(day, Phase.REVIEW)
        enrolled = sum(Queue.ALTERNATIVES in person.since for person in world.people)
        places = world.facts.places(f"{_PROGRAM}.places", day)
        world.tally(Tally.PROGRAM_PLACES, places)
        free = places - enrolled
        chosen = world.enrolling.empty()
        for person in chosen[: max(free, 0)]:
            world.begin(Queue.ALTERNATIVES, person)
            world.count(Flow.ENROLLED, person)
            _come_again(world, person, _PROGRAM)


def enrol_first(world: World, people: list[Person]) -> None:
    """On the first day some of those at large with a case pending are in the program: adults, and one for a family."""
    fits = [
        person
        for person in people
        if person.place == Place.AT_LARGE
        and person.case == Case.PENDING
        and person.key == person.family
        and person.kind != PersonClass.UNACCOMPANIED_CHILD
    ]
    persons = world.facts.number("detention.initial.on_alternatives") * world.facts.scale
    is_open = any(world.facts.series("border.attempts_scale"))
    share = (persons if is_open else 0.0) / max(len(fits), 1)
    interval = max(world.facts.whole(f"{_PROGRAM}.check_in_days"), 1)
    for person in fits:
        if world.draw("day0.program", person) < share:
            draw = world.draw("alternatives.stay", person)
            person.since[Queue.ALTERNATIVES] = -1 - world.facts.rest(f"{_PROGRAM}.term_days", draw)
            days = 1 + int(world.draw("alternatives.chosen", person) * interval)
            person.note(Appointment.CHECK_IN, days)
