"""A person waits in hold for a bed of ICE, stays in it, and is released on a ground, for want of beds, or never."""

from sim.base.codes import Nationality, PersonClass
from sim.base.days import Phase
from sim.engine.columns import Authority, BookIn, Disposition, Event, MexicoExit, Mode, Order, Release, Source
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.dockets import change_docket, plan_filing, serve
from tests.oracle.people import Line, Person, families
from tests.oracle.removal import give_up_removal, make_final
from tests.oracle.world import (
    ARRESTED,
    ARRESTED_INSIDE,
    FEAR_FOUND,
    HAS_CLAIM,
    MUST_BE_HELD,
    NOTICED,
    SERVED_AT_BORDER,
    Process,
    World,
    leave_custody,
)

_RELEASED = {
    Release.BOND: Flow.RELEASED_BOND,
    Release.PAROLE: Flow.RELEASED_PAROLE,
    Release.RECOGNISANCE: Flow.RELEASED_RECOGNISANCE,
    Release.FAMILY: Flow.RELEASED_FAMILY,
    Release.SPONSOR: Flow.RELEASED_TO_SPONSOR,
}


def bed_desk(world: World) -> Process:
    """Give out the free beds of the day, then apply the rule for those who got none."""
    for day in world.days:
        yield world.office_hours(day, Phase.BOOK)
        _give_rooms_to_families(world)
        beds = _adult_beds(world)
        world.tally(Tally.ADULT_BEDS, beds)
        _give_beds_to_adults(world, beds)
        _swap(world, beds)
        _relieve_hold(world)


def _give_rooms_to_families(world: World) -> None:
    """Families get rooms, or take that of one with a positive finding, or wait up to the limit."""
    facts, today, line = world.facts, world.today, world.family_rooms
    world.tally(Tally.FAMILY_BEDS, facts.places("detention.beds.family", today))
    if world.on("detention.family_limit_days") < 1:
        for person in line.empty():
            world.count(Flow.RELEASED_FAMILY, person)
            let_go(world, person)
        return
    per_family = max(facts.number("detention.family_room_beds"), 1.0)
    rooms = round(facts.on("detention.beds.family", today) * facts.scale / per_family)
    free = rooms - len({person.family for person in world.people if person.place == Place.FAMILY_BED})
    for person in line.serve(max(free, 0), by_family=True):
        take_in(world, person, Place.FAMILY_BED)
    if free >= 0:
        freed = world.releasable_families.serve(len(families(line.in_order())), by_family=True)
        for person in freed:
            world.count(Flow.RELEASED_FAMILY, person)
            let_go(world, person)
        for person in line.serve(len(families(freed)), by_family=True):
            take_in(world, person, Place.FAMILY_BED)
    _let_go_for_want_of_bed(world, _overdue(world, line, 0))


def _give_beds_to_adults(world: World, beds: int) -> None:
    """People are given beds by priority, then Mexicans for whom a bus will do."""
    for line in (world.adult_beds, world.beds_or_bus):
        for person in line.serve(max(beds - _held_in(world, Place.ADULT_BED), 0)):
            take_in(world, person, Place.ADULT_BED)
    for person in world.beds_or_bus.empty():
        schedule_ground_removal(world, person)


def _swap(world: World, beds: int) -> None:
    """For a person in hold somebody of no higher priority is released; not while a cut is being worked off."""
    if _held_in(world, Place.ADULT_BED) > beds:
        return
    for cls in (MUST_BE_HELD, HAS_CLAIM, ARRESTED_INSIDE, SERVED_AT_BORDER):
        highest = NOTICED if cls == SERVED_AT_BORDER else ARRESTED
        freed = world.releasable.up_to_class(highest)[: len(world.adult_beds.of_class(cls))]
        for person in freed:
            world.releasable.leave(person)
        _let_go_for_want_of_bed(world, freed)
        for person in world.adult_beds.serve(len(freed)):
            take_in(world, person, Place.ADULT_BED)


def _relieve_hold(world: World) -> None:
    """Those who have been held up to the limit are released if they may be; everybody past it is counted."""
    for cls in (HAS_CLAIM, ARRESTED_INSIDE, SERVED_AT_BORDER):
        _let_go_for_want_of_bed(world, _overdue(world, world.adult_beds, cls))
    latest = world.today - world.facts.whole("border.hold_limit_days")
    of_cbp = [one.since[Wait.CBP_HOLD] for one in world.people if Wait.CBP_HOLD in one.since]
    of_ice = [one for one in world.adult_beds.of_class(MUST_BE_HELD, until=latest) if Wait.CBP_HOLD not in one.since]
    world.tally(Tally.HELD_OVER_LIMIT, len(of_ice) + sum(since <= latest for since in of_cbp))


def _overdue(world: World, line: Line, cls: int) -> list[Person]:
    """Those of a class in line who have been held up to the limit, since CBP arrested them or ICE asked for a bed."""
    latest = world.today - world.facts.whole("border.hold_limit_days")
    overdue = [one for one in line.of_class(cls) if one.since.get(Wait.CBP_HOLD, line.joined[one][1]) <= latest]
    for person in overdue:
        line.leave(person)
    return overdue


def _let_go_for_want_of_bed(world: World, people: list[Person]) -> None:
    for person in people:
        world.count(Flow.RELEASED_FOR_WANT_OF_BED, person)
        person.release = Release.NONE
        let_go(world, person)


def _adult_beds(world: World) -> int:
    """The contracted beds, and the reserve: called when they fill up, open some days later, kept while it is needed."""
    facts, today = world.facts, world.today
    contracted = facts.places("detention.beds.adult", today)
    is_full = _held_in(world, Place.ADULT_BED) >= facts.number("detention.surge.called_at_share") * contracted
    world.was_full.append(is_full)
    was_called = world.was_full[max(today - facts.whole("detention.surge.opens_after_days"), 0)]
    world.is_reserve_open = was_called or (world.is_reserve_open and is_full)
    return contracted + world.is_reserve_open * facts.places("detention.beds.surge_adult", today)


def _held_in(world: World, place: Place) -> int:
    return sum(person.place == place for person in world.people)


def ask_for_bed(world: World, person: Person) -> None:
    """A family asks for a room, a Mexican under an order for a bed or a bus, any other adult for a bed."""
    if not person.is_adult_alone:
        world.family_rooms.join(person, world.today)
    elif person.disposition == Disposition.REMOVE_FROM_BED and person.nationality == Nationality.MEXICO:
        world.beds_or_bus.join(person, world.today)
    else:
        world.adult_beds.join(person, world.today, _priority(person))


def _priority(person: Person) -> int:
    is_noticed = person.disposition == Disposition.NOTICE_DETAINED and person.authority != Authority.INA_236C
    if person.disposition == Disposition.CREDIBLE_FEAR and person.authority != Authority.INA_236C:
        return HAS_CLAIM
    if person.disposition == Disposition.INTERIOR_OTHER or (is_noticed and person.source == Source.INTERIOR):
        return ARRESTED_INSIDE
    return SERVED_AT_BORDER if is_noticed else MUST_BE_HELD


def book_in_of(person: Person) -> BookIn:
    """The stream in which a person comes into a bed."""
    if not person.is_adult_alone:
        return BookIn.FAMILY
    if person.source == Source.INTERIOR or person.has_document:
        return BookIn.ICE_ARREST
    if person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        return BookIn.FEAR_CLAIM
    if person.disposition == Disposition.NOTICE_DETAINED:
        return BookIn.NOTICE
    is_mexican = person.nationality == Nationality.MEXICO
    return BookIn.MEXICAN_REMOVAL if is_mexican else BookIn.OTHER_REMOVAL


def _is_known(person: Person) -> bool:
    """Whether an adult had a case or an order when arrested by ICE; people taken back from Mexico are not of them."""
    pending = person.case == Case.PENDING and person.mexico_exit == MexicoExit.NONE
    return person.is_adult_alone and (pending or person.case == Case.FINAL)


def take_in(world: World, person: Person, place: Place) -> None:
    """A person is booked into a bed, and what the disposition asks for is started."""
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    person.place = place
    person.book_in = BookIn.ICE_ARREST if _is_known(person) else book_in_of(person)
    world.count(Flow.BOOKED_IN, person)
    world.count(Flow[f"BOOKED_IN_{person.book_in.name}"], person)
    world.begin(Wait.DETENTION, person)
    world.booked_in.append(person)
    if place == Place.FAMILY_BED:
        person.release = Release.FAMILY
        person.note(Event.RELEASE, world.today + int(world.on("detention.family_limit_days")))
    match person.disposition:
        case Disposition.REMOVE_FROM_BED:
            make_final(world, person)
        case Disposition.CREDIBLE_FEAR | Disposition.REASONABLE_FEAR:
            _prepare_for_interview(world, person)
        case Disposition.NOTICE_DETAINED:
            _bring_before_court(world, person)
        case Disposition.INTERIOR_OTHER:
            person.release = Release.RECOGNISANCE
            person.note(Event.RELEASE, world.today + 1 + _brief_stay(world, person))
        case Disposition.INTERIOR_RETURN:
            person.case, person.mode, person.order = Case.DEPARTED, Mode.GROUND, Order.NONE
            person.note(Event.DEPARTURE, world.today + 1 + _brief_stay(world, person))


def _prepare_for_interview(world: World, person: Person) -> None:
    path = "fear.preparation_days" if person.is_adult_alone else "fear.family_preparation_days"
    rest = world.facts.days(path, world.draw("intake.rest", person))
    person.note(Event.INTERVIEW, world.today + 1 + rest)


def _bring_before_court(world: World, person: Person) -> None:
    """A person is served, or brings a notice or a pending case along."""
    match person.case:
        case Case.PENDING:
            change_docket(world, person)
        case Case.SERVED:
            plan_filing(world, person, world.today)
        case Case.NONE:
            serve(world, person)
    if person.is_adult_alone:
        plan_release(world, person)


def _brief_stay(world: World, person: Person) -> int:
    return world.facts.days("interior.brief_stay_days", world.draw("intake.brief", person))


def plan_release(world: World, person: Person) -> None:
    """It is decided on what ground and when an adult in a bed is released, if ever; most may also be swapped."""
    person.release = _ground(world, person)
    kind = "bond" if _stays_though_heard(world, person) else person.release.name.lower()
    if kind != "none":
        path = f"detention.release.{kind}_days"
        days = world.facts.days(path, world.draw("release.delay", person), world.today)
        person.note(Event.RELEASE, world.today + max(days, 1))
    if person.authority != Authority.INA_236C:
        is_arrested = person.book_in == BookIn.ICE_ARREST
        cls = FEAR_FOUND if person.fear_found else ARRESTED if is_arrested else NOTICED
        world.releasable.join(person, world.today, cls)


def _ground(world: World, person: Person) -> Release:
    draw, parole, bond, recognisance = world.draw("release.ground", person), 0.0, 0.0, 0.0
    if person.authority == Authority.INA_235B_ARRIVING and person.nationality != Nationality.HAITI:
        parole = world.on("detention.release.parole_share")
    if person.authority in (Authority.INA_235B_ENTRANT, Authority.INA_236A):
        found_at_border = person.authority == Authority.INA_235B_ENTRANT
        bond = world.on(f"detention.release.bond_share.{'entrant' if found_at_border else 'discretionary'}")
        recognisance = world.on("detention.release.recognisance_share")
    if draw < parole:
        return Release.PAROLE
    if draw < parole + bond:
        return Release.BOND
    return Release.RECOGNISANCE if draw < parole + bond + recognisance else Release.NONE


def _stays_though_heard(world: World, person: Person) -> bool:
    """A person who is released on no ground, and might be on bond, asks a judge for it and is refused."""
    if person.release != Release.NONE or person.authority not in (Authority.INA_235B_ENTRANT, Authority.INA_236A):
        return False
    return world.draw("release.heard_on_bond", person) < world.facts.number("detention.bond_hearings.asked_share")


def _hear_on_bond(world: World, person: Person, flow: Flow) -> None:
    """Nobody is heard less than once, and some once more."""
    often = world.facts.number("detention.bond_hearings.per_person")
    more = world.draw("release.bond_hearings", person) >= 1 - often % 1
    world.heard_beside["bond"] += int(often) + more
    for _ in range(int(often) + more):
        world.count(flow, person)


def release(world: World, person: Person) -> None:
    """The planned day has come: a person is released, or denied bond; a child leaves the care of ORR for a sponsor."""
    if person.place == Place.ADULT_BED and person.release == Release.NONE:
        _hear_on_bond(world, person, Flow.BOND_DENIED)
        return
    if person.release == Release.BOND:
        by_judge = world.facts.number("detention.bond_hearings.set_by_judge_share")
        if world.draw("release.heard_on_bond", person) < by_judge:
            _hear_on_bond(world, person, Flow.BOND_GRANTED)
    if person.place == Place.ORR:
        person.release = Release.SPONSOR
    if person.release in _RELEASED:
        world.count(_RELEASED[person.release], person)
    let_go(world, person)


def let_go(world: World, person: Person) -> None:
    """A person leaves custody to live at large; the case goes on, on the docket of those who are not held."""
    leave_custody(world, person, Cause.RELEASED)
    match person.case:
        case Case.CREDIBLE_FEAR | Case.NONE:
            person.strike(Event.INTERVIEW)
            person.strike(Event.FEAR_REVIEW)
            world.interviews.leave(person)
            if person.case == Case.CREDIBLE_FEAR:
                world.end(Wait.FEAR_SCREENING, person, Cause.RELEASED)
            person.place = Place.AT_LARGE
            if person.case == Case.CREDIBLE_FEAR or person.disposition != Disposition.INTERIOR_OTHER:
                person.order = Order.NONE
                serve(world, person)
        case Case.SERVED:
            person.place = Place.AT_LARGE
            plan_filing(world, person, world.today)
        case Case.PENDING:
            person.place = Place.AT_LARGE
            change_docket(world, person)
        case Case.APPEALED | Case.PETITION_FOR_REVIEW:
            person.place = Place.AT_LARGE
        case Case.FINAL:
            person.place = Place.AT_LARGE
            give_up_removal(world, person)
    if person.case in (Case.SERVED, Case.PENDING):
        _propose_for_program(world, person)


def _propose_for_program(world: World, person: Person) -> None:
    """Some adults alone, and one adult of some families, are to be enrolled in alternatives to detention."""
    kinds = {PersonClass.SINGLE_ADULT: "adult", PersonClass.FAMILY_MEMBER: "family"}
    if person.kind not in kinds or person.key != person.family or Wait.ALTERNATIVES in person.since:
        return
    share = world.on(f"detention.alternatives.enrolled_share.{kinds[person.kind]}")
    if world.draw("alternatives.chosen", person) < share:
        world.enrolling.join(person, world.today)


def schedule_ground_removal(world: World, person: Person) -> None:
    """A Mexican under an order goes from hold to the bridge by bus, without a bed."""
    person.case, person.mode, person.authority = Case.FINAL, Mode.GROUND, Authority.INA_241
    world.begin(Wait.REMOVAL, person)
    world.begin(Wait.STAGING, person)
    days = world.facts.days("removal.without_bed_days", world.draw("hold.bus", person))
    person.note(Event.DEPARTURE, world.today + days)
