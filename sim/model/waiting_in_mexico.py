"""People who were sent back wait in Mexico for the hearing; month by month some of them leave before it.

Who acts: those who wait, every thirty days from the return: they go home, try to cross again, send a child of the
family alone, or say that they fear Mexico; CBP lets in those who are too vulnerable to wait there, and takes back those
whose fear an asylum officer found.
What limits it: interviews of asylum officers, who hear these people before others. What makes the wait harder makes
each way out likelier: the time waited, no date of a hearing, no place in a shelter of the city.
Who pays: shelters and the migrant while the wait lasts; USCIS, per interview.
Levers: the monthly chance of each way out, what it depends on, the share whose fear is found.
"""

import numpy as np

from sim.base.days import DAYS_A_YEAR
from sim.engine.columns import CITIES, CITY_ACROSS
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, draw_again, is_head, is_second
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import (
    KEEP,
    NEVER,
    Case,
    Cause,
    Event,
    Flow,
    Manner,
    MexicoExit,
    PersonClass,
    Place,
    Tally,
    Wait,
)
from sim.engine.person import Person
from sim.engine.queues import WAITING, join, serve
from sim.engine.state import State
from sim.engine.verbs import count, end_wait, go_alone, move
from sim.model.context import Context
from sim.model.courts.court import docket_in_custody
from sim.model.detention.custody import arrest_on_case, hold_for_hearing
from sim.model.detention.release import Releases, release
from sim.model.end_of_day import shelter_places
from sim.model.fear_screening import interviews_by_day
from sim.model.fields import by_day, computed, number, stream
from sim.model.sites import brings_in_by_day
from sim.model.staffing import apprehension_share
from sim.scenario.names import parameters

MONTH = 30
"""After so many days from the return, and again after as many, a person may leave Mexico [days]."""
_MONTHS = 1 << 8
"""More months than anybody waits, to tell the months of one return from those of another."""
_HAZARD = parameters.mexico.hazard
_EXITS = {
    MexicoExit.HOME: _HAZARD.going_home,
    MexicoExit.REENTRY: _HAZARD.trying_again,
    MexicoExit.PAROLED: _HAZARD.vulnerable,
    MexicoExit.CUSTODY: _HAZARD.saying_fear,
    MexicoExit.CHILD: _HAZARD.sending_child,
}
"""The chance of each way out in a month, in the order in which the draw rises."""
_CODES = np.array([*_EXITS, MexicoExit.NONE], np.int64)
_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""
_CITY_ACROSS = CITY_ACROSS.astype(np.int64)


def _hazards(ctx: Context) -> Floats:
    """The chance of each way out in a month, before what it depends on, shape (exits,)."""
    hazards = {way: ctx.inputs.number(hazard) for way, hazard in _EXITS.items()}
    hazards[MexicoExit.REENTRY] *= ctx.inputs.number(parameters.border.reentry_gain)
    return np.array(list(hazards.values()))


def _by_months_waited(ctx: Context) -> Floats:
    """What the time waited does to each chance, by whole months, shape (months,)."""
    years = np.arange(len(ctx.days) // MONTH + 1) * MONTH / DAYS_A_YEAR
    factors: Floats = np.round(ctx.inputs.number(_HAZARD.factor_per_year_waited) ** years, _PRECISION)
    return factors


@bundle
class WaitingInMexico(Bundle):
    """What people do who wait on the other side, and the officers who let some of them in."""

    releases: Releases
    hazards: Floats = computed(_hazards)
    waited: Floats = computed(_by_months_waited)
    with_date: float = number(_HAZARD.factor_with_hearing_date)
    without_shelter: float = number(_HAZARD.factor_without_shelter)
    shelter_places: Ints = computed(lambda ctx: shelter_places(ctx.inputs))
    """Shape (days, CITIES) [places]."""
    brings_in: Flags = computed(brings_in_by_day)
    sheltered: Word = stream("mexico.sheltered")
    exit: Word = stream("mexico.exit")
    caught_share: Floats = computed(lambda ctx: apprehension_share(ctx.inputs))
    """Shape (days, SECTORS) [share]."""
    caught: Word = stream("mexico.caught")
    docket_in_custody: int = computed(docket_in_custody)
    interviews: Ints = computed(lambda ctx: interviews_by_day(ctx)[0])
    """Shape (days,) [interviews]."""
    found_share: Floats = by_day(parameters.mexico.fear_found_share)
    found: Word = stream("mexico.fear")


@rule
def wait_in_mexico(world: State, waiting: WaitingInMexico, day: int) -> None:
    """Ask those whose month is over whether they leave, and how."""
    rows = due(world, Event.MEXICO_EXIT, day)
    if len(rows):
        sheltered = sheltered_shares(world, waiting, day)
        for row in rows:
            person = world.people[row]
            way = exit_of(waiting, person, sheltered, day)
            if way == MexicoExit.NONE:
                schedule(world, person, row, Event.MEXICO_EXIT, day + MONTH)
            elif way == MexicoExit.CUSTODY:
                join(world.people, world.afraid, person, row, day)
            else:
                leave_mexico(world, waiting, person, row, way, day)


@rule
def hear_fear_of_mexico(world: State, waiting: WaitingInMexico, day: int) -> None:
    """Interview those who say that they fear Mexico: they are taken back into custody, or wait on."""
    if world.afraid.numbers[WAITING] == 0:
        return
    for row in serve(world.people, world.afraid, waiting.interviews[day], True):
        person = world.people[row]
        world.tallies[day, Tally.FEAR_SLOTS_USED] += is_head(person)
        if draw_again(person, occasion_of(person, day), waiting.found) < waiting.found_share[day]:
            leave_mexico(world, waiting, person, row, int64(MexicoExit.CUSTODY), day)
        else:
            count(world, person, Flow.FEAR_OF_MEXICO_NOT_FOUND, day)
            schedule(world, person, row, Event.MEXICO_EXIT, day + MONTH)


@rule
def sheltered_shares(world: State, waiting: WaitingInMexico, day: int) -> Floats:
    """The share of those who wait in each city for whom there is a place in a shelter, shape (CITIES,)."""
    shares = np.ones(CITIES, np.float64)
    for city in range(CITIES):
        persons = 0
        for in_group in world.in_cities[city]:
            persons += in_group
        if persons > waiting.shelter_places[day, city]:
            shares[city] = waiting.shelter_places[day, city] / persons
    return shares


@rule
def exit_of(waiting: WaitingInMexico, person: Person, sheltered: Floats, day: int) -> int:
    """In which way a person leaves Mexico at the end of a month, if it does."""
    city = _CITY_ACROSS[person.sector]
    if waiting.brings_in[city, day]:
        return MexicoExit.BROUGHT_IN
    factor, until, chosen = waiting.waited[months_waited(person, day)], 0.0, 0
    if person.due[Event.HEARING] != NEVER:
        factor *= waiting.with_date
    if draw(person, waiting.sheltered) >= sheltered[city]:
        factor *= waiting.without_shelter
    uniform = draw_again(person, occasion_of(person, day), waiting.exit)
    for hazard in waiting.hazards:
        until += hazard * factor
        chosen += uniform >= until
    if _CODES[chosen] == MexicoExit.CHILD and not may_be_sent_alone(person):
        return MexicoExit.NONE
    return _CODES[chosen]


@rule
def months_waited(person: Person, day: int) -> int:
    """Whole months since the return [months]."""
    return (day - int64(person.since[Wait.MEXICO])) // MONTH


@rule
def occasion_of(person: Person, day: int) -> int:
    """Which month of which return it is, for draws that are made in each."""
    return int64(person.arrests) * _MONTHS + months_waited(person, day)


@rule
def may_be_sent_alone(person: Person) -> bool:
    """Whether a person stands for the child that a family may send: its second member, with a case before the court."""
    is_child = person.kind == PersonClass.FAMILY_MEMBER and is_second(person)
    return is_child and person.case in (Case.SERVED, Case.PENDING)


@rule
def leave_mexico(world: State, waiting: WaitingInMexico, person: Person, row: int, way: int, day: int) -> None:
    """Let a person go home, try to cross again, or come in again; the case stays pending.

    Who goes home is asked with those returned today whether to try again.
    """
    person.mexico_exit = way
    if way == MexicoExit.HOME:
        end_wait(world, person, Wait.MEXICO, day, Cause.WENT_HOME)
        move(world, person, row, Place.ABROAD, KEEP, KEEP)
        person.manner = Manner.ON_THEIR_OWN
        join(world.people, world.returned, person, row, day)
    elif way == MexicoExit.REENTRY:
        try_again(world, waiting, person, row, day)
    elif way in (MexicoExit.PAROLED, MexicoExit.BROUGHT_IN):  # too vulnerable to wait there, or with all of the city
        end_wait(world, person, Wait.MEXICO, day, Cause.RELEASED)
        is_alone = way == MexicoExit.PAROLED
        count(world, person, Flow.PAROLED_FROM_MEXICO if is_alone else Flow.BROUGHT_IN_FROM_MEXICO, day)
        release(world, waiting.releases, person, row, day)
    elif way == MexicoExit.CUSTODY:  # found to fear Mexico
        end_wait(world, person, Wait.MEXICO, day, Cause.RELEASED)
        count(world, person, Flow.TAKEN_BACK_FROM_MEXICO, day)
        hold_for_hearing(world, waiting.docket_in_custody, person, row, day)
    elif way == MexicoExit.CHILD:
        send_alone(world, waiting, person, row, day)


@rule
def try_again(world: State, waiting: WaitingInMexico, person: Person, row: int, day: int) -> None:
    """Let a person try to cross: away, or arrested and held for the hearing that is pending; families do not evade."""
    end_wait(world, person, Wait.MEXICO, day, Cause.TRIED_AGAIN)
    count(world, person, Flow.ATTEMPT, day)
    count(world, person, Flow.REENTRY, day)
    evades = person.kind == PersonClass.SINGLE_ADULT
    if evades and draw(person, waiting.caught) >= waiting.caught_share[day, person.sector]:
        count(world, person, Flow.GOT_AWAY, day)
        move(world, person, row, Place.AT_LARGE, KEEP, KEEP)
        return
    arrest_on_case(world, waiting.docket_in_custody, person, row, day)


@rule
def send_alone(world: State, waiting: WaitingInMexico, person: Person, row: int, day: int) -> None:
    """Let a child come to agents without the family, to be cared for by ORR; the others wait on."""
    end_wait(world, person, Wait.MEXICO, day, Cause.TRIED_AGAIN)
    go_alone(world, person, row)
    count(world, person, Flow.CHILD_SENT_ALONE, day)
    count(world, person, Flow.ATTEMPT, day)
    arrest_on_case(world, waiting.docket_in_custody, person, row, day)
