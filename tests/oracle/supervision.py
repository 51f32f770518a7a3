"""Custody after a final order is reviewed; people released report to ICE, under an order or in a program."""

from sim.base.codes import PersonClass
from sim.base.days import Phase
from sim.engine.columns import Authority, Disposition, Event
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.custody import ask_for_bed
from tests.oracle.people import Person
from tests.oracle.world import Process, World, leave_custody

_REVIEW = "detention.custody_review"
_PROGRAM = "detention.alternatives"


def review_custody(world: World, person: Person) -> None:
    """A person held long after the order is released unless removal is in sight: at the first review with some draw."""
    if Wait.STAGING in person.since:
        return
    ordered, document = person.since[Wait.REMOVAL], person.diary.get(Event.DOCUMENT)
    first, second = (world.facts.whole(f"{_REVIEW}.{number}_after_days") for number in ("first", "second"))
    is_in_sight = document is not None and document - world.today <= world.facts.whole(f"{_REVIEW}.foreseeable_days")
    is_second = world.today - ordered >= second
    is_let_out = world.draw("custody_reviews.first", person) < world.on(f"{_REVIEW}.released_at_first_share")
    if not is_in_sight and (is_second or is_let_out):
        world.count(Flow.SUPERVISED if is_second else Flow.RELEASED_AFTER_REVIEW, person)
        _supervise(world, person)
        return
    again = world.today + max(second - first, 1) if is_second else ordered + second
    person.note(Event.REVIEW, max(again, world.today + 1))


def _supervise(world: World, person: Person) -> None:
    """A person goes under an order of supervision; a document may still come."""
    if Event.DOCUMENT in person.diary:
        person.note(Event.LATER_DOCUMENT, person.diary[Event.DOCUMENT])
        person.strike(Event.DOCUMENT)
    leave_custody(world, person, Cause.RELEASED)
    world.end(Wait.REMOVAL, person, Cause.RELEASED)
    person.place, person.case = Place.AT_LARGE, Case.ORDER_OF_SUPERVISION
    _come_again(world, person, "detention.supervision")


def check_in(world: World, person: Person) -> None:
    """A person reports."""
    if person.case == Case.ORDER_OF_SUPERVISION and person.place == Place.AT_LARGE:
        _report_under_supervision(world, person)
    elif Wait.ALTERNATIVES in person.since:
        _report_to_program(world, person)


def _report_under_supervision(world: World, person: Person) -> None:
    world.count(Flow.CHECKED_IN_UNDER_SUPERVISION, person)
    is_taken = world.draw("supervision.again", person) < world.on("detention.supervision.arrested_again_share")
    if not (person.has_document and is_taken):
        _come_again(world, person, "detention.supervision")
        return
    world.count(Flow.ARREST_AT_CHECK_IN, person)
    person.arrests += 1
    person.disposition, person.authority = Disposition.REMOVE_FROM_BED, Authority.INA_241
    person.place, person.case = Place.HOLD, Case.FINAL
    ask_for_bed(world, person)


def _report_to_program(world: World, person: Person) -> None:
    if person.place != Place.AT_LARGE or person.case not in (Case.SERVED, Case.PENDING):
        world.end(Wait.ALTERNATIVES, person, Cause.CLOSED)
        return
    world.count(Flow.CHECKED_IN, person)
    if world.today >= _end_of_term(world, person):
        world.end(Wait.ALTERNATIVES, person, Cause.SERVED)
    else:
        _come_again(world, person, _PROGRAM)


def _end_of_term(world: World, person: Person) -> int:
    """The day on which the term is over; those enrolled before the first day have the rest of it before them."""
    since, draw = person.since[Wait.ALTERNATIVES], world.draw("alternatives.stay", person)
    if since < 0:
        return world.facts.rest(f"{_PROGRAM}.term_days", 1.0 - draw)
    return since + world.facts.days(f"{_PROGRAM}.term_days", draw)


def _come_again(world: World, person: Person, path: str) -> None:
    person.note(Event.CHECK_IN, world.today + max(world.facts.whole(f"{path}.check_in_days"), 1))


def program(world: World) -> Process:
    """Those chosen among the people released the day before are enrolled, as many as there are places for."""
    for day in world.days:
        yield world.office_hours(day, Phase.REVIEW)
        enrolled = sum(Wait.ALTERNATIVES in person.since for person in world.people)
        places = world.facts.places(f"{_PROGRAM}.places", day)
        world.tally(Tally.PROGRAM_PLACES, places)
        free = places - enrolled
        chosen = world.enrolling.empty()
        for person in chosen[: max(free, 0)]:
            world.begin(Wait.ALTERNATIVES, person)
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
            person.since[Wait.ALTERNATIVES] = -1 - world.facts.rest(f"{_PROGRAM}.term_days", draw)
            days = 1 + int(world.draw("alternatives.chosen", person) * interval)
            person.note(Event.CHECK_IN, days)
