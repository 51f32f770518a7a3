"""Those who arrive are met by officers and held; a port that processes only so many a day makes the others wait.

Who acts: agents between ports, officers at ports and inside the country, every day; those who lose patience before a
port cross between ports.
What limits it: persons processed at ports in a day, of those who seek protection; families are let in together.
Who pays: CBP, per person; shelters and migrants on the other side.
Levers: persons processed in a day.
"""

from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, rule
from sim.engine.draws import draw, quantile
from sim.engine.event_calendar import cancel, due, schedule
from sim.engine.numbers import KEEP, NEVER, Disposition, Event, Flow, Place, Source, Wait
from sim.engine.person import Person
from sim.engine.queues import WAITING, join, serve
from sim.engine.state import State
from sim.engine.verbs import arrest, begin_wait, count, move, record_encounter, touch
from sim.model.fields import computed, distribution, number, stream
from sim.scenario.names import parameters


@bundle
class Metering(Bundle):
    """The officers who let people in to ports."""

    processed: Ints = computed(lambda ctx: ctx.daily(ctx.inputs.by_day(parameters.ports.processed_per_day)))
    """Persons who seek protection and are let in on each day, shape (days,) [persons]."""
    crossing_share: float = number(parameters.ports.impatient_share)
    impatient: Word = stream("gate.impatient")
    patience_days: Floats = distribution(parameters.ports.patience_days)
    patience: Word = stream("gate.patience")


@rule
def arrive(world: State, ports: Metering, day: int) -> None:
    """Arrest those who arrive today; of those who seek protection at a port, as many as are processed."""
    rows, seeking = due(world, Event.ARRIVAL, day), 0
    touch(world, rows)
    for row in rows:
        seeking += seeks_protection(world.people[row])
    is_metered = world.metered.numbers[WAITING] > 0 or seeking > ports.processed[day]
    for row in rows:
        person = world.people[row]
        if is_metered and seeks_protection(person):
            join(world.people, world.metered, person, row, day)
        else:
            encounter(world, person, row, day)
    if is_metered:
        process(world, ports, rows, day)


@rule
def process(world: State, ports: Metering, rows: Ints, day: int) -> None:
    """Let in the first in the queue before the ports; those who came today and are not let in are turned away."""
    limit = ports.processed[day]
    if limit > 0:
        for row in serve(world.people, world.metered, limit, False):
            cancel(world.people[row], Event.REENTRY)
            encounter(world, world.people[row], row, day)
    for row in rows:
        if world.people[row].place != Place.HOLD:
            turn_away(world, ports, world.people[row], row, day)


@rule
def seeks_protection(person: Person) -> bool:
    """Whether a person has come to a port to ask for something that only an officer can give."""
    return person.source == Source.PORT and person.disposition in (
        Disposition.CREDIBLE_FEAR,
        Disposition.NOTICE_DETAINED,
        Disposition.NOTICE_RELEASED,
        Disposition.CARE_OF_ORR,
    )


@rule
def turn_away(world: State, ports: Metering, person: Person, row: int, day: int) -> None:
    """Let a person wait before a port; some lose patience one day and cross between ports."""
    count(world, person, Flow.METERED, day)
    if draw(person, ports.impatient) < ports.crossing_share:
        patience = quantile(ports.patience_days, 0, draw(person, ports.patience))
        schedule(world, person, row, Event.REENTRY, day + 1 + patience)


@rule
def encounter(world: State, person: Person, row: int, day: int) -> None:
    """Arrest a person and hold it until it is decided what is done."""
    move(world, person, row, Place.HOLD, KEEP, KEEP)
    arrest(person)
    record_encounter(world, person, day)
    if person.source == Source.INTERIOR:
        count(world, person, Flow.ARREST_AT_LARGE if person.is_at_large_arrest else Flow.ARREST_JAIL, day)
    else:
        is_between_ports = person.source == Source.BORDER
        if is_between_ports and person.arrested == NEVER:
            person.arrested = day
        count(world, person, Flow.APPREHENDED if is_between_ports else Flow.INADMISSIBLE, day)
        count(world, person, Flow.BOOKED_INTO_HOLD, day)
        begin_wait(world, person, Wait.CBP_HOLD, day)
    join(world.people, world.processing, person, row, day)
