"""A person lives: a date in the diary comes, something happens, and the person waits for the next."""

from collections.abc import Generator

import simpy

from sim.base.days import Phase
from sim.engine.columns import Event
from tests.oracle import again, appeals, arrests, border, custody, dockets, mexico, removal, screening, supervision
from tests.oracle.people import Person, moment
from tests.oracle.world import Process, World


def life(world: World, person: Person) -> Process:
    """All that comes to a person by itself; what offices decide comes to a person at their hours."""
    while True:
        match (yield from _next_date(world, person)):
            case Event.ARRIVAL if border.seeks_protection(person):
                world.gate.join(person, world.today)
            case Event.FEAR_REVIEW:
                screening.review(world, person)
            case Event.ARRIVAL:
                border.arrest(world, person)
                yield world.env.timeout(moment(world.today, Phase.DISPOSE) - world.env.now)
                border.put_on_track(world, person)
            case Event.ICE_ARREST:
                arrests.find(world, person)
            case Event.READY:
                border.process_out(world, person)
            case Event.INTERVIEW:
                world.interviews.join(person, world.today)
            case Event.FILING:
                dockets.reach_court(world, person)
            case Event.HEARING:
                dockets.come_to_court(world, person)
            case Event.APPEAL:
                appeals.ripen(world, person)
            case Event.MOTION:
                appeals.reopen(world, person)
            case Event.REVIEW:
                supervision.review_custody(world, person)
            case Event.LATER_DOCUMENT:
                person.has_document = True
            case Event.CHECK_IN:
                supervision.check_in(world, person)
            case Event.RELEASE:
                custody.release(world, person)
            case Event.MEXICO_EXIT:
                mexico.end_month(world, person)
            case Event.DOCUMENT:
                removal.receive_document(world, person)
            case Event.REENTRY:
                again.attempt(world, person)
            case Event.DEPARTURE:
                removal.depart(world, person)


def _next_date(world: World, person: Person) -> Generator[simpy.Event, None, Event]:
    """Sleep until the first date in the diary; when an office writes or strikes one, look into it again."""
    while True:
        person.news = world.env.event()
        following = person.next_date()
        if following is None:
            yield person.news
            continue
        when, date = following
        yield world.env.timeout(when - world.env.now) | person.news
        if world.env.now == when and person.next_date() == following:
            del person.diary[date]
            return date
