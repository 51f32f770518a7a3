"""Some of those released are enrolled in alternatives to detention: they report until the term or the case is over.

Who acts: ICE and its contractor, every day, on those released with a case to come.
On whom: adults alone, and one adult for each family.
What limits it: places in the program.
Who pays: ICE, per person and day.
Levers: places, shares enrolled.
"""

import math

from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.diagrams import CASES
from sim.engine.draws import BELOW_ONE, draw, is_head, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import NEVER, Case, Cause, Event, Flow, PersonClass, Place, Tally, Wait
from sim.engine.person import Person
from sim.engine.queues import WAITING, join, serve, serve_all
from sim.engine.state import PERSONS, State
from sim.engine.verbs import STATE_SHIFT, begin_wait, count, end_wait
from sim.model.fields import by_day, distribution, places, residual_life, stream, whole
from sim.scenario.names import parameters

_PROGRAM = parameters.detention.alternatives


@bundle
class Alternatives(Bundle):
    """The program of alternatives to detention."""

    places: Ints = places(_PROGRAM.places)
    adult_share: Floats = by_day(_PROGRAM.enrolled_share.adult)
    family_share: Floats = by_day(_PROGRAM.enrolled_share.family)
    chosen: Word = stream("alternatives.chosen")
    check_in_days: int = whole(_PROGRAM.check_in_days)
    term_days: Floats = distribution(_PROGRAM.term_days)
    term_left_days: Floats = residual_life(_PROGRAM.term_days)
    """What those of the first day have before them."""
    stay: Word = stream("alternatives.stay")
    at_first: Word = stream("day0.program")


@rule
def propose(world: State, program: Alternatives, person: Person, row: int, day: int) -> None:
    """Choose from those released whom to enrol when the program next takes people in."""
    is_open = person.case in (Case.SERVED, Case.PENDING)
    if is_open and is_head(person) and person.since[Wait.ALTERNATIVES] == NEVER:
        share = 0.0
        if person.kind == PersonClass.SINGLE_ADULT:
            share = program.adult_share[day]
        elif person.kind == PersonClass.FAMILY_MEMBER:
            share = program.family_share[day]
        if draw(person, program.chosen) < share:
            join(world.people, world.enrolling, person, row, day)


@rule
def enrol(world: State, program: Alternatives, day: int) -> None:
    """Enrol those chosen, as many as there are places for; the others are released without."""
    world.tallies[day, Tally.PROGRAM_PLACES] += program.places[day]
    if world.enrolling.numbers[WAITING] == 0:
        return
    free = program.places[day]
    for persons in world.enrolled:
        free -= persons
    for row in serve(world.people, world.enrolling, max(free, 0), False):
        person = world.people[row]
        begin_wait(world, person, Wait.ALTERNATIVES, day)
        count(world, person, Flow.ENROLLED, day)
        schedule(world, person, row, Event.CHECK_IN, day + max(program.check_in_days, 1))
    serve_all(world.people, world.enrolling)


@rule
def enrol_at_first(world: State, program: Alternatives, total: float) -> None:
    """On the first day enrol so many of those at large with a case pending, each with a part of the term behind."""
    fitting = 0
    for row in range(world.numbers[PERSONS]):
        fitting += _could_be_enrolled(world, row)
    for row in range(world.numbers[PERSONS]):
        person = world.people[row]
        if _could_be_enrolled(world, row) and draw(person, program.at_first) < total / max(fitting, 1):
            begin_wait(world, person, Wait.ALTERNATIVES, 0)
            person.since[Wait.ALTERNATIVES] = -1 - quantile(program.term_left_days, 0, draw(person, program.stay))
            days = int64(math.floor(draw(person, program.chosen) * max(program.check_in_days, 1)))
            schedule(world, person, row, Event.CHECK_IN, 1 + days)


@rule
def report(world: State, program: Alternatives, person: Person, row: int, day: int) -> None:
    """See a person who reports: whose term or case is over leaves the program, others come again."""
    if person.since[Wait.ALTERNATIVES] == NEVER:
        return
    if person.place != Place.AT_LARGE or person.case not in (Case.SERVED, Case.PENDING):
        end_wait(world, person, Wait.ALTERNATIVES, day, Cause.CLOSED)
        return
    count(world, person, Flow.CHECKED_IN, day)
    if day >= _end_of_term(program, person):
        end_wait(world, person, Wait.ALTERNATIVES, day, Cause.SERVED)
    else:
        schedule(world, person, row, Event.CHECK_IN, day + max(program.check_in_days, 1))


@rule
def _end_of_term(program: Alternatives, person: Person) -> int:
    """The day on which the term of a person is over; of those of the first day the rest is left."""
    since, uniform = int64(person.since[Wait.ALTERNATIVES]), draw(person, program.stay)
    if since < 0:
        return quantile(program.term_left_days, 0, min(1.0 - uniform, BELOW_ONE))
    return since + quantile(program.term_days, 0, uniform)


@rule
def _could_be_enrolled(world: State, row: int) -> bool:
    """Whether a person is at large with a case pending, and not a child alone."""
    if world.cells[row] >> STATE_SHIFT != Place.AT_LARGE * CASES + Case.PENDING:
        return False
    person = world.people[row]
    return is_head(person) and person.kind != PersonClass.UNACCOMPANIED_CHILD
