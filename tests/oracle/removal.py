"""A person under a final order waits for a document, then for an aircraft, a seat or a bus, and leaves the country."""

import math
from collections import Counter
from datetime import timedelta

from sim.base.codes import CENTS, Nationality
from sim.base.days import Phase
from sim.base.draws import hash64
from sim.engine.columns import Authority, Disposition, Event, Manner, Mode, Order
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle import again
from tests.oracle.people import Person
from tests.oracle.world import ROUTES, Process, World, leave_custody

_SATURDAY = 5
_MINUTES = 60
_LOADS = {40: Tally.FLIGHTS_UNDER_40, 60: Tally.FLIGHTS_UNDER_60, 80: Tally.FLIGHTS_UNDER_80}
_ROUTES_OF = {
    Nationality.MEXICO: ("MEXICO", "MEXICO_INTERIOR"),
    Nationality.GUATEMALA: ("GUATEMALA", "GUATEMALA"),
    Nationality.HONDURAS: ("HONDURAS", "HONDURAS"),
    Nationality.EL_SALVADOR: ("EL_SALVADOR", "EL_SALVADOR"),
    Nationality.CUBA: ("REGIONAL", "LONG_RANGE"),
    Nationality.HAITI: ("HAITI", "HAITI"),
    Nationality.OTHER: ("REGIONAL", "LONG_RANGE"),
    Nationality.OTHER_RECALCITRANT: ("LONG_RANGE", "LONG_RANGE"),
}


def make_final(world: World, person: Person) -> None:
    """An order becomes final in custody: a document is asked for, and after some months custody is reviewed."""
    world.releasable.leave(person)
    world.releasable_families.leave(person)
    person.case, person.docket, person.authority = Case.FINAL, Docket.NONE, Authority.INA_241
    world.begin(Wait.REMOVAL, person)
    if person.has_document:
        person.has_document = False
        person.note(Event.DOCUMENT, world.today + 1)
    elif world.draw("orders.never", person) >= _never(world, person.nationality):
        path = f"removal.document_days.{person.nationality.name.lower()}"
        person.note(Event.DOCUMENT, world.today + max(world.facts.days(path, world.draw("orders.document", person)), 1))
    if person.place == Place.ADULT_BED:
        person.strike(Event.RELEASE)
        days = max(world.facts.whole("detention.custody_review.first_after_days"), 1)
        person.note(Event.REVIEW, world.today + days)


def _never(world: World, nationality: Nationality) -> float:
    """How likely it is that no document ever comes: less so where visas are withheld."""
    never = world.on(f"removal.never_documented_share.{nationality.name.lower()}")
    if nationality == Nationality.OTHER_RECALCITRANT:
        effect = world.facts.number("removal.visa_sanctions.effect")
        never *= 1.0 - world.on("removal.visa_sanctions.coverage") * effect
    return never


def _route_of(world: World, person: Person) -> str:
    """Where the aircraft of a person flies: to the own country, for some to a place farther away."""
    nationality = person.nationality
    share = world.on(f"removal.farther_share.{nationality.name.lower()}")
    is_far = world.draw("documents.farther", person) < share
    near, far = _ROUTES_OF[nationality]
    return far if is_far else near


def let_become_final(world: World, person: Person) -> None:
    """A judge's order becomes final: in custody removal begins, from Mexico a person goes home."""
    person.docket = Docket.NONE
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED, Place.HOLD):
        make_final(world, person)
        return
    person.case = Case.FINAL
    if person.place == Place.ABROAD:
        person.has_prior_order = True
    if person.place == Place.IN_MEXICO:
        if Wait.MEXICO in person.since:
            world.count(Flow.RETURN_ENDED_REMOVAL, person)
        world.end(Wait.MEXICO, person, Cause.SERVED)
        person.strike(Event.MEXICO_EXIT)
        world.afraid.leave(person)
        person.place = Place.ABROAD
        again.decide(world, person)


def receive_document(world: World, person: Person) -> None:
    """The document has come: a person waits for a charter, a commercial seat or a bus."""
    world.begin(Wait.STAGING, person)
    draw = world.draw("documents.mode", person)
    charter = world.on(f"removal.charter_share.{person.nationality.name.lower()}")
    commercial = world.on(f"removal.commercial_share.{person.nationality.name.lower()}")
    if draw < charter:
        person.mode, person.route = Mode.CHARTER, _route_of(world, person)
        world.routes[person.route].join(person, world.today)
    elif draw < charter + commercial:
        person.mode = Mode.COMMERCIAL
        days = world.facts.days("removal.commercial_days", world.draw("documents.seat", person))
        person.note(Event.DEPARTURE, world.today + days)
    else:
        person.mode = Mode.GROUND
        days = world.facts.days("removal.ground_days", world.draw("documents.ground", person))
        person.note(Event.DEPARTURE, world.today + days)


def give_up_removal(world: World, person: Person) -> None:
    """A person under a final order is released: no document is waited for any more, and no seat."""
    person.strike(Event.DOCUMENT)
    person.strike(Event.DEPARTURE)
    for line in world.routes.values():
        line.leave(person)
    world.end(Wait.STAGING, person, Cause.RELEASED)
    world.end(Wait.REMOVAL, person, Cause.RELEASED)


def depart(world: World, person: Person) -> None:
    """A person leaves the country in the custody of ICE."""
    leave_custody(world, person, Cause.REMOVED)
    world.end(Wait.STAGING, person, Cause.SERVED)
    world.end(Wait.REMOVAL, person, Cause.SERVED)
    if person.disposition == Disposition.INTERIOR_RETURN:
        world.count(Flow.VOLUNTARY_RETURN_INTERIOR, person)
    else:
        world.count(Flow[f"REMOVED_ICE_{person.order.name}_{person.mode.name}"], person)
    is_flown_inland = person.mode == Mode.CHARTER and person.route == "MEXICO_INTERIOR"
    set_down(world, person, Manner.INTERIOR_FLIGHT if is_flown_inland else None)


def set_down(world: World, person: Person, manner: Manner | None = None) -> None:
    """A person is in the own country again: Mexicans at the border unless flown inland, others at an airport."""
    is_mexican = person.nationality == Nationality.MEXICO
    person.manner = manner or (Manner.BRIDGE if is_mexican else Manner.HOME_BY_AIR)
    person.place = Place.ABROAD
    before, arrested = person.repatriated, person.arrested
    if before is None or (arrested is not None and before < arrested):
        person.repatriated = world.today
    again.decide(world, person)


def depart_with_cbp(world: World, person: Person) -> None:
    """A Mexican under an order is walked over the bridge by those who made the arrest."""
    world.end(Wait.CBP_HOLD, person, Cause.REMOVED)
    is_reinstated = person.order == Order.REINSTATEMENT
    world.count(Flow.REMOVED_CBP_REINSTATEMENT_GROUND if is_reinstated else Flow.REMOVED_CBP_ER_GROUND, person)
    person.case = Case.FINAL
    set_down(world, person)


def charters(world: World) -> Process:
    """On weekdays aircraft fly when they are full enough, or when somebody has waited long enough."""
    landed: Counter[str] = Counter()
    transfers: list[int] = []
    for day in world.days:
        yield world.office_hours(day, Phase.FLY)
        share = world.on("removal.charter.transfer_share")
        transfers += [day for person in world.booked_in if world.draw("flights.transferred", person) < share]
        world.booked_in.clear()
        weekday = (world.facts.clock.start + timedelta(days=day)).weekday()
        if weekday >= _SATURDAY:
            continue
        if weekday == 0:
            landed.clear()
        minutes = round(
            world.on("removal.charter.aircraft") * world.facts.number(_path("hours_per_aircraft_day")) * _MINUTES
        )
        world.tally(Tally.AIRCRAFT_MINUTES, minutes)
        for route in ROUTES:
            scheduled = math.ceil(world.facts.whole(_path(f"weekly_landings.{route.lower()}")) * (weekday + 1) / 5)
            minutes = _fly_abroad(world, route, (landed, scheduled), (minutes, transfers))
        _fly_transfers(world, transfers, minutes)


def _fly_abroad(world: World, route: str, schedule: tuple[Counter[str], int], means: tuple[int, list[int]]) -> int:
    """Fly the missions of a route that are due, and say how many minutes the aircraft have left.

    `schedule` is what has landed this week and what may have by today, `means` the minutes left and the transfers.
    """
    landed, scheduled = schedule
    minutes, transfers = means
    line, (needed, gathering) = world.routes[route], _minutes_of(world, route)
    while (
        landed[route] < scheduled
        and needed <= minutes
        and _is_due(world, [joined for _, joined in line.joined.values()], route)
    ):
        landed[route] += 1
        minutes -= needed
        if _is_cancelled(world, route, landed[route]):
            continue
        boarded, missed = _gather(world, route, landed[route], line.serve(_room(world)))
        stops = world.facts.whole(_path("pickup_stops"))
        pickup = gathering * (stops - missed) // stops
        flown = needed - gathering + pickup
        riders = min(world.facts.places(_path("transfer_seats_abroad"), world.today), len(transfers))
        if not gathering:
            riders = 0
        del transfers[:riders]
        _log(world, route, flown, len(boarded) + riders)
        world.tally(Tally.TRANSFER_MINUTES, pickup * riders // max(len(boarded) + riders, 1))
        world.tally(Tally.TRANSFERS, riders)
        world.tally(Tally.ARRIVING_SEATS, _seats(world))
        world.tally(Tally.DROP_OFFS, len(boarded))
        if route == "LONG_RANGE":
            world.tally(Tally.LONG_RANGE_FLIGHTS, 1)
            world.tally(Tally.LONG_RANGE_MINUTES, needed)
        for person in boarded:
            depart(world, person)
    return minutes


def _gather(world: World, route: str, number: int, people: list[Person]) -> tuple[list[Person], int]:
    """A mission may miss stops: who waits there stays in the queue; say who boards, and how many stops were missed."""
    if not _minutes_of(world, route)[1]:
        return people, 0
    stops, share = world.facts.whole(_path("pickup_stops")), world.facts.number(_path("pickup_missed_share"))
    missed = [
        stop
        for stop in range(stops)
        if world.facts.draw("flights.missed", int(hash64("stop", route, world.today, number, stop))) < share
    ]
    boarded = []
    for person in people:
        if int(world.draw("flights.stop", person) * stops) in missed:
            world.routes[route].join(person, world.today)
        else:
            boarded.append(person)
    return boarded, len(missed)


def _minutes_of(world: World, route: str) -> tuple[int, int]:
    """How long a mission takes, and how much of it people are being gathered."""
    if route == "LONG_RANGE":
        return round(world.on(_path("long_range.hours")) * _MINUTES), 0
    direct = world.facts.number(_path(f"direct_hours.{route.lower()}")) * _MINUTES
    whole = round(direct * world.facts.number(_path("mission_over_direct")))
    return whole, whole - round(direct)


def _fly_transfers(world: World, transfers: list[int], minutes: int) -> None:
    """Fly people between places of detention; `transfers` are the days on which those who wait began to wait."""
    needed, number = round(world.facts.number(_path("domestic_hours")) * _MINUTES), 0
    while needed <= minutes and _is_due(world, transfers, "domestic"):
        number += 1
        minutes -= needed
        if _is_cancelled(world, "domestic", number):
            continue
        moved = min(_room(world), len(transfers))
        del transfers[:moved]
        _log(world, "domestic", needed, moved)
        world.tally(Tally.TRANSFER_MINUTES, needed)
        world.tally(Tally.TRANSFERS, moved)


def _seats(world: World) -> int:
    """Seats of an aircraft: in a small world there is still room for the largest family."""
    return max(world.facts.places(_path("seats"), world.today), 4)


def _room(world: World) -> int:
    """Seats that guards and medical staff leave to passengers; there is always room for the largest family."""
    staff = world.facts.places(_path("staff_seats"), world.today)
    return max(world.facts.places(_path("seats"), world.today) - staff, 4)


def _is_due(world: World, joined: list[int], route: str) -> bool:
    """Whether those who wait since these days are enough for a mission, or one of them has waited long enough."""
    if not joined:
        return False
    rule = "long_range." if route == "LONG_RANGE" else ""
    threshold = max(world.facts.places(_path(f"{rule}load_threshold"), world.today), 1)
    waited = "longest_wait_haiti_days" if route == "HAITI" else f"{rule}longest_wait_days"
    return len(joined) >= threshold or world.today - min(joined) >= world.on(_path(waited))


def _is_cancelled(world: World, route: str, number: int) -> bool:
    mission = int(hash64("mission", route, world.today, number))
    is_cancelled = world.facts.draw("flights.cancelled", mission) < world.facts.number(_path("cancelled_share"))
    world.tally(Tally.FLIGHTS_CANCELLED, int(is_cancelled))
    return is_cancelled


def _log(world: World, route: str, minutes: int, passengers: int) -> None:
    seats, rule = _seats(world), "long_range." if route == "LONG_RANGE" else ""
    world.tally(Tally.FLIGHTS, 1)
    world.tally(Tally.FLIGHT_MINUTES, minutes)
    world.tally(Tally.MISSION_SEATS, seats)
    world.tally(Tally.MISSION_PASSENGERS, passengers)
    price = minutes * round(world.on(_path(f"{rule}usd_per_flight_hour")) * CENTS) // _MINUTES
    world.tally(Tally.EMPTY_SEAT_CENTS, price * max(seats - passengers, 0) // seats)
    for percent, tally in _LOADS.items():
        world.tally(tally, int(passengers / seats < percent / 100))


def _path(name: str) -> str:
    return f"removal.charter.{name}"
