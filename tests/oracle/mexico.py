"""A person sent back over the bridge waits in Mexico for the hearing, goes home, or tries to cross again."""

import math
from collections import Counter
from datetime import timedelta
from itertools import accumulate

from sim.base.codes import CLASSES, PersonClass, Sector
from sim.base.days import Phase
from sim.engine.columns import Event, Manner, MexicoExit
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.again import arrest_on_case, decide, hold_for_hearing
from tests.oracle.border import go_the_way_of_the_track, mexico_receives, port_beside, refuse
from tests.oracle.custody import let_go
from tests.oracle.dockets import serve
from tests.oracle.people import Person, families
from tests.oracle.staff import apprehension_share
from tests.oracle.world import ACROSS, Process, World


def bridges(world: World) -> Process:
    """Send back the smaller of what the United States allows and Mexico receives; refuse the others."""
    consent = mexico_receives(world)
    cap = world.facts.whole_numbers(world.facts.series("contiguous_return.daily_cap"))
    port_caps = [
        world.facts.whole_numbers(world.facts.series(f"contiguous_return.port_cap.{port}"))
        for port in ("west", "centre", "east")
    ]
    sites = {city: _received(world, f"mexico.sites.{city.lower()}") for city in ACROSS.values()}
    for day in world.days:
        yield world.office_hours(day, Phase.MEXICO)
        world.tally(Tally.CONSENT_PLACES, consent[day])
        left = min(cap[day], consent[day])
        if world.facts.is_on("mexico.seats_limit_returns", day):
            left = max(min(left, _free_seats(world)), 0)
        rooms = {city: received[day] for city, received in sites.items()}
        _send(world, left, [caps[day] for caps in port_caps], rooms)


def _received(world: World, site: str) -> list[int]:
    """How many a city receives, by day."""
    facts = world.facts
    rates = enumerate(facts.series(f"{site}.received_per_day"))
    return facts.whole_numbers([rate * facts.is_on(f"{site}.open", day) for day, rate in rates])


def _free_seats(world: World) -> int:
    """Seats from tomorrow to the end of the time of notice, less one for everybody who waits for a hearing."""
    today, facts = world.today, world.facts
    sites = [f"mexico.sites.{city.lower()}" for city in ACROSS.values()]
    seats = [facts.on(f"{site}.seats_per_day", today) for site in sites if facts.is_on(f"{site}.open", today)]
    last = today + facts.whole("mexico.notice_days")
    working = [bool(day) for day in facts.clock.is_working]
    beyond = [facts.clock.start + timedelta(days=day) for day in range(len(working), last + 1)]
    sitting = sum(working[today + 1 : last + 1]) + sum(day.weekday() < _SATURDAY for day in beyond)
    waiting = sum(one.case == Case.PENDING and one.docket == Docket.MEXICO for one in world.people)
    unfiled = sum(one.case == Case.SERVED and one.place == Place.IN_MEXICO for one in world.people)
    return math.floor(sum(seats) * facts.scale * sitting) - waiting - unfiled


def _send(world: World, left: int, port_caps: list[int], rooms: dict[str, int]) -> None:
    """Refuse those without proof of nationality, then send whole families port by port, another port first each day.

    Of a port, and of a site, whoever comes after a family that finds no room is refused.
    """
    waiting: list[Person] = []
    lacking = world.facts.number("contiguous_return.proof_lacking_share")
    for person in world.bridge.empty():
        if world.draw("mexico.proof", person) < lacking:
            refuse(world, person, Flow.REFUSED_FOR_PROOF)
            go_the_way_of_the_track(world, person)
        else:
            waiting.append(person)
    sent: list[Person] = []
    for turn in range(len(port_caps)):
        port = (world.today + turn) % len(port_caps)
        places = min(left, port_caps[port])
        for family in families([person for person in waiting if port_beside(person) == port]):
            city = ACROSS[Sector(family[0].sector)]
            if len(family) > places:
                break
            if len(family) > rooms[city]:
                rooms[city] = 0
                continue
            sent += family
            places, left, rooms[city] = places - len(family), left - len(family), rooms[city] - len(family)
    for person in waiting:
        if person not in sent:
            refuse(world, person)
            go_the_way_of_the_track(world, person)
    for person in sent:
        _cross(world, person)


def _cross(world: World, person: Person) -> None:
    """A person is served and sent over the bridge, and will think again in a month."""
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    world.end(Wait.FEAR_SCREENING, person, Cause.RELEASED)
    world.count(Flow.RETURNED_TO_MEXICO, person)
    world.begin(Wait.MEXICO, person)
    person.place, person.manner = Place.IN_MEXICO, Manner.BRIDGE
    serve(world, person)
    person.mexico_exit = MexicoExit.NONE
    person.note(Event.MEXICO_EXIT, world.today + _MONTH)


_MONTH, _SATURDAY = 30, 5
_WAYS = {
    "going_home": MexicoExit.HOME,
    "trying_again": MexicoExit.REENTRY,
    "vulnerable": MexicoExit.PAROLED,
    "saying_fear": MexicoExit.CUSTODY,
    "sending_child": MexicoExit.CHILD,
}
"""What may happen at the end of a month, in the order in which the draw rises."""


def end_month(world: World, person: Person) -> None:
    """Another month in Mexico is over: a person leaves in one of several ways, or waits on."""
    facts, months = world.facts, (world.today - person.since[Wait.MEXICO]) // _MONTH
    draw = facts.draw("mexico.exit", person.family, 256 * person.arrests + months)
    if facts.is_on(f"mexico.sites.{ACROSS[Sector(person.sector)].lower()}.brings_in", world.today):
        person.mexico_exit = MexicoExit.BROUGHT_IN
        _leave(world, person)
        return
    pressure, until = _pressure(world, person, months), 0.0
    for name, way in _WAYS.items():
        gain = facts.number("border.reentry_gain") if way == MexicoExit.REENTRY else 1.0
        until += facts.number(f"mexico.hazard.{name}") * gain * pressure
        if draw < until:
            if way != MexicoExit.CHILD or _stands_for_child(person):
                _take_the_way(world, person, way)
                return
            break
    person.note(Event.MEXICO_EXIT, world.today + _MONTH)


def _take_the_way(world: World, person: Person, way: MexicoExit) -> None:
    """A person leaves, or says that it is afraid and waits for an officer."""
    if way == MexicoExit.CUSTODY:
        world.afraid.join(person, world.today)
    else:
        person.mexico_exit = way
        _leave(world, person)


def tell_of_fear(world: World, person: Person) -> None:
    """An asylum officer hears of the fear: a person is taken back into custody, or goes on waiting."""
    months = (world.today - person.since[Wait.MEXICO]) // _MONTH
    draw = world.facts.draw("mexico.fear", person.family, 256 * person.arrests + months)
    if draw < world.on("mexico.fear_found_share"):
        person.mexico_exit = MexicoExit.CUSTODY
        _leave(world, person)
    else:
        world.count(Flow.FEAR_OF_MEXICO_NOT_FOUND, person)
        person.note(Event.MEXICO_EXIT, world.today + _MONTH)


def _pressure(world: World, person: Person, months: int) -> float:
    """How much likelier than at first, with a date and under a roof, a person is to leave."""
    facts = world.facts
    pressure = round(facts.number("mexico.hazard.factor_per_year_waited") ** (months * _MONTH / 365.0), 12)
    if Event.HEARING in person.diary:
        pressure *= facts.number("mexico.hazard.factor_with_hearing_date")
    if world.draw("mexico.sheltered", person) >= _sheltered(world)[ACROSS[Sector(person.sector)]]:
        pressure *= facts.number("mexico.hazard.factor_without_shelter")
    return pressure


def _sheltered(world: World) -> dict[str, float]:
    """For what share of those in each city there is a place, when the month of the first person ends today."""
    day, shares = world.sheltered
    if day != world.today:
        places = city_places(world)
        here = Counter(ACROSS[Sector(one.sector)] for one in world.people if one.place == Place.IN_MEXICO)
        shares = {city: min(places[city] / max(here[city], 1), 1.0) for city in places}
        world.sheltered = world.today, shares
    return shares


def _stands_for_child(person: Person) -> bool:
    """The second member of a family stands for a child; whoever appeals is not sent."""
    is_second = person.kind == PersonClass.FAMILY_MEMBER and person.key - person.family == 1
    return is_second and person.case in (Case.SERVED, Case.PENDING)


def _leave(world: World, person: Person) -> None:
    """A person goes home, is let in, is taken back, gets away, or is caught; the case stays as it is."""
    match person.mexico_exit:
        case MexicoExit.HOME:
            world.end(Wait.MEXICO, person, Cause.WENT_HOME)
            person.place, person.manner = Place.ABROAD, Manner.ON_THEIR_OWN
            decide(world, person)
        case MexicoExit.PAROLED:
            world.end(Wait.MEXICO, person, Cause.RELEASED)
            world.count(Flow.PAROLED_FROM_MEXICO, person)
            let_go(world, person)
        case MexicoExit.BROUGHT_IN:
            world.end(Wait.MEXICO, person, Cause.RELEASED)
            world.count(Flow.BROUGHT_IN_FROM_MEXICO, person)
            let_go(world, person)
        case MexicoExit.CUSTODY:
            world.end(Wait.MEXICO, person, Cause.RELEASED)
            world.count(Flow.TAKEN_BACK_FROM_MEXICO, person)
            hold_for_hearing(world, person)
        case MexicoExit.CHILD:
            world.end(Wait.MEXICO, person, Cause.TRIED_AGAIN)
            _go_alone(person)
            world.count(Flow.CHILD_SENT_ALONE, person)
            world.count(Flow.ATTEMPT, person)
            arrest_on_case(world, person)
        case _:
            _try_again(world, person)


def _go_alone(person: Person) -> None:
    """A child leaves the family: from here on it draws for itself."""
    word = person.key
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        word = (word ^ word >> shift) * factor % 2**64
    person.key = word - word % 16
    person.kind = PersonClass.UNACCOMPANIED_CHILD
    person.group = person.nationality * CLASSES + person.kind


def _try_again(world: World, person: Person) -> None:
    world.end(Wait.MEXICO, person, Cause.TRIED_AGAIN)
    world.count(Flow.ATTEMPT, person)
    world.count(Flow.REENTRY, person)
    presents = person.kind != PersonClass.SINGLE_ADULT
    caught = apprehension_share(world.facts, person.sector)[world.today]
    if presents or world.draw("mexico.caught", person) < caught:
        arrest_on_case(world, person)
    else:
        world.count(Flow.GOT_AWAY, person)
        person.place = Place.AT_LARGE


def city_places(world: World) -> dict[str, int]:
    """Places in the shelters of each city today: those of the border, shared out."""
    facts = world.facts
    shares = {city: facts.number(f"mexico.shelter_share.{city.lower()}") for city in ACROSS.values()}
    total = facts.places("mexico.shelter_places", world.today)
    *_, whole = accumulate(shares.values())
    places, given = {}, 0
    for city, until in zip(shares, accumulate(shares.values()), strict=True):
        places[city] = round(total * (until / whole)) - given
        given += places[city]
    return places
