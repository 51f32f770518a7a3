"""Who comes to a hearing: it depends on counsel, on how often a person was heard, and on whether the notice arrived.

A bond brings people to court, and so does a program of alternatives to detention. How far the court is does not count,
as nothing in the model says where people live; how long they waited does where a scenario says so.
Counsel is found in the time since filing or never, sooner or later by class and by custody.
Who acts: people at large or in Mexico; those who are held are brought.
What limits it: nothing.
Who pays: nobody.
Levers: none.
"""

import numpy as np

from sim.base.days import DAYS_A_YEAR
from sim.engine.compiled import int64, rule
from sim.engine.draws import BELOW_ONE, MEMBER, draw_again, quantile
from sim.engine.numbers import NEVER, BookIn, Docket, Place, Release, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.model.courts.court import Court

_AT_LARGE, _HELD = 0, 1
"""Whose time to find counsel it is."""


@rule
def is_absent(world: State, court: Court, person: Person, row: int, docket: int, times: int, day: int) -> bool:
    """Whether the person does not appear; people who are held are brought."""
    if court.is_single_queue or docket == Docket.DETAINED:
        return False
    uniform = draw_again(person, times, court.absent)
    if docket == Docket.MEXICO:
        return uniform < court.absent_abroad or person.place != Place.IN_MEXICO
    share = court.absent_first[person.kind] if times == 0 else court.absent_later[person.kind]
    if is_represented(court, person, docket, day):
        share *= court.absent_with_counsel
    if person.release == Release.BOND:
        share *= court.absent_on_bond
    if is_in_program(world, person, row):
        share *= court.absent_in_program
    if court.absent_gain:
        since, years = int64(person.since[Wait.DECISION]), 0.0
        if since != NEVER:
            years = (day - np.float64(since) - court.usual_wait_days) / DAYS_A_YEAR
        share *= max(1.0 + court.absent_gain * years, 0.0)
    return uniform < share or not is_reached(court, person)


@rule
def is_in_program(world: State, person: Person, row: int) -> bool:
    """Whether a person is in alternatives to detention; a family is if its head is, whose row stands in front."""
    return world.people[row - int64(np.float64(person.key & MEMBER))].since[Wait.ALTERNATIVES] != NEVER


@rule
def is_represented(court: Court, person: Person, docket: int, day: int) -> bool:
    """Whether the person has found counsel since filing, and so keeps it: at large, in Mexico, or in a bed.

    Whoever is held may have found it at large before; whoever is at large after a stay in a bed, in it.
    """
    filed, found = int64(person.filed), False
    if docket == Docket.DETAINED:
        found = has_found(court, person, Docket.GENERAL, int64(person.since[Wait.DETENTION]) - filed)
    else:
        found = has_found(court, person, docket, day - filed)
    if docket == Docket.DETAINED or person.book_in != BookIn.NONE:
        found |= has_found(court, person, Docket.DETAINED, day - filed)
    return found


@rule
def has_found(court: Court, person: Person, docket: int, days: int) -> bool:
    """Whether a person finds counsel within so many days at the pace of people on a docket, by one draw for all."""
    share, uniform = court.represented[docket, person.kind], draw_again(person, 0, court.counsel)
    if uniform >= share:
        return False
    where = _HELD if docket == Docket.DETAINED else _AT_LARGE
    return quantile(court.counsel_days, where, min(uniform / share, BELOW_ONE)) <= days


@rule
def is_reached(court: Court, person: Person) -> bool:
    """Whether the notice of a hearing reaches the person at large; whoever had the case reopened is found."""
    return person.is_subsequent or draw_again(person, 0, court.reached) < court.reached_share[person.kind]
