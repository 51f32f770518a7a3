"""A person who was returned tries again or stays; whoever tries is met by agents, turns back, or gets away."""

from sim.base.codes import PersonClass
from sim.engine.columns import NO_SECTOR, Authority, Disposition, Event, Manner, Mode, Order, Release, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Flow, Wait
from tests.oracle.coming import passing, sector_of
from tests.oracle.dockets import stand_in_custody
from tests.oracle.people import Person
from tests.oracle.staff import apprehension_share, turned_back_share
from tests.oracle.world import World

_FLOWS = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
_MOST_TRIES = 12
_UNDECIDED = (Case.SERVED, Case.PENDING, Case.APPEALED, Case.PETITION_FOR_REVIEW)
"""Cases with which somebody may have gone home from Mexico, and which go on."""
_PLACES = {Manner.INTERIOR_FLIGHT: "interior_flight", Manner.HOME_BY_AIR: "home_by_air"}


def decide(world: World, person: Person) -> None:
    """On the evening of the return it is decided whether a person tries again, and when."""
    facts, place, consequence = world.facts, _PLACES.get(person.manner, "bridge"), "voluntary"
    if person.case == Case.FINAL:
        person.has_prior_order = True
        consequence = "prosecuted" if person.was_prosecuted else "removed"
    share = facts.number(f"border.reentry.share.{place}") * facts.number(f"border.reentry.factor.{consequence}")
    share = min(share, 1.0) * facts.of("border.reentry.origin", person.nationality)
    share = min(share * facts.number("border.reentry_gain"), 1.0)
    share *= any(any(facts.series(flow)) for flow in _FLOWS) * passing(facts, person.nationality, world.today)
    if world.draw("reentry.tries", person) < share:
        days = facts.days("border.reentry.days", world.draw("reentry.delay", person))
        person.note(Event.REENTRY, world.today + 1 + days)


def attempt(world: World, person: Person) -> None:
    """A person tries again, adults until caught, away or turned back for good; families and children do not evade."""
    if person.case == Case.RELIEF:
        return
    facts, today = world.facts, world.today
    waited, tries = person.arrests == 0, 1
    if waited:
        world.gate.leave(person)
    evades = person.kind == PersonClass.SINGLE_ADULT and not waited
    sector = sector_of(facts, world.draw("reentry.sector", person), (person.nationality, person.kind), today)
    caught, back = apprehension_share(facts, sector)[today], turned_back_share(facts, sector)[today]
    goes_on = back * facts.number("border.turned_back_again_share")
    again = (1.0 - caught) * goes_on
    while evades and tries < _MOST_TRIES and world.draw("reentry.times", person) >= 1.0 - again**tries:
        tries += 1
    for _ in range(tries):
        world.count(Flow.ATTEMPT, person)
        if not waited:
            world.count(Flow.REENTRY, person)
    for _ in range(tries - 1):
        world.count(Flow.TURNED_BACK, person)
    if not evades or world.draw("reentry.caught", person) * (1.0 - again) < caught:
        if person.case in _UNDECIDED:
            person.source, person.sector = Source.BORDER, sector
            arrest_on_case(world, person)
            return
        _begin_anew(person)
        person.sector = sector
        person.note(Event.ARRIVAL, today + 1 + (tries - 1) * facts.whole("border.turned_back_again_days"))
    elif world.draw("reentry.turned_back", person) * (1.0 - goes_on) < back - goes_on:
        world.count(Flow.TURNED_BACK, person)
    else:
        world.count(Flow.GOT_AWAY, person)
        if person.case not in _UNDECIDED:
            _begin_anew(person)
        person.place = Place.AT_LARGE


def _begin_anew(person: Person) -> None:
    """The papers of the journey before are closed."""
    person.case, person.docket, person.disposition, person.order = Case.NONE, Docket.NONE, Disposition.NONE, Order.NONE
    person.authority, person.mode, person.release = Authority.NONE, Mode.NONE, Release.NONE
    person.source, person.sector, person.hearings = Source.BORDER, NO_SECTOR, 0
    person.fear_found = person.is_subsequent = person.was_prosecuted = person.has_document = False


def arrest_on_case(world: World, person: Person) -> None:
    """Somebody who crosses with a case that is not decided is arrested and held for it."""
    world.count(Flow.APPREHENDED, person)
    person.arrests += 1
    person.encounter_day = world.today
    hold_for_hearing(world, person)


def hold_for_hearing(world: World, person: Person) -> None:
    """A person with a case is held; a notice not filed yet is filed from the bed or later."""
    world.count(Flow.BOOKED_INTO_HOLD, person)
    world.begin(Wait.CBP_HOLD, person)
    if person.case == Case.PENDING:
        stand_in_custody(world, person)
    person.place, person.disposition, person.authority = Place.HOLD, Disposition.NOTICE_DETAINED, Authority.INA_236A
    if person.kind == PersonClass.UNACCOMPANIED_CHILD:
        person.disposition = Disposition.CARE_OF_ORR
    person.is_returnable = False
    person.strike(Event.FILING)
    world.desk.leave(person)
    person.note(Event.READY, world.today + 1)
