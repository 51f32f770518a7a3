"""A person waits in hold for a bed of ICE, stays in it, and is let go on a ground, for want of beds, or never."""

from sim.base.days import Phase
from sim.world.columns import Appointment, Authority, Mode, Order, Release, Track
from sim.world.diagrams import Case, Place
from sim.world.vocabulary import Cause, Flow, Queue, Tally
from tests.oracle.dockets import change_docket, plan_filing, serve
from tests.oracle.people import Person
from tests.oracle.removal import give_up_removal, make_final
from tests.oracle.world import MAY_BE_RELEASED, MUST_BE_HELD, Steps, World, leave_custody

_RELEASED = {
    Release.BOND: Flow.RELEASED_BOND,
    Release.PAROLE: Flow.RELEASED_PAROLE,
    Release.RECOGNISANCE: Flow.RELEASED_RECOGNISANCE,
    Release.FAMILY: Flow.RELEASED_FAMILY,
    Release.SPONSOR: Flow.RELEASED_TO_SPONSOR,
}


def bed_desk(world: World) -> Steps:
    """Give out the free beds of the day, then apply the rule for those who got none."""
    for day in world.days:
        yield world.office_hours(day, Phase.BOOK)
        _give_rooms_to_families(world)
        _give_beds_to_adults(world)
        _swap(world)
        _relieve_hold(world)


def _give_rooms_to_families(world: World) -> None:
    """Families get rooms; those for whom there is none are released with a notice."""
    rooms = world.facts.places("detention.beds.family", world.today)
    world.tally(Tally.FAMILY_BEDS, rooms)
    for person in world.family_rooms.serve(max(rooms - _held_in(world, Place.FAMILY_BED), 0)):
        take_in(world, person, Place.FAMILY_BED)
    for person in world.family_rooms.empty():
        world.count(Flow.RELEASED_FOR_WANT_OF_BED, person)
        let_go(world, person)


def _give_beds_to_adults(world: World) -> None:
    """Those who must be held come first, then those who may be released, then Mexicans for whom a bus will do."""
    beds = _adult_beds(world)
    world.tally(Tally.ADULT_BEDS, beds)
    for line in (world.adult_beds, world.beds_or_bus):
        for person in line.serve(max(beds - _held_in(world, Place.ADULT_BED), 0)):
            take_in(world, person, Place.ADULT_BED)
    for person in world.beds_or_bus.empty():
        put_on_bus(world, person)


def _swap(world: World) -> None:
    """For each person who must be held, somebody who may be released is let go; not while a cut is being worked off."""
    if _held_in(world, Place.ADULT_BED) > _adult_beds(world):
        return
    wanting = world.adult_beds.of_class(MUST_BE_HELD)
    freed = world.releasable.serve(len(wanting))
    for person in freed:
        world.count(Flow.RELEASED_FOR_WANT_OF_BED, person)
        let_go(world, person)
    for person in world.adult_beds.serve(len(freed)):
        take_in(world, person, Place.ADULT_BED)


def _relieve_hold(world: World) -> None:
    """Those who have waited in hold for the limit of days are let go if they may be, else counted."""
    latest = world.today - world.facts.whole("border.hold_limit_days")
    for person in world.adult_beds.of_class(MAY_BE_RELEASED, until=latest):
        world.adult_beds.leave(person)
        world.count(Flow.RELEASED_FOR_WANT_OF_BED, person)
        let_go(world, person)
    world.tally(Tally.HELD_OVER_LIMIT, len(world.adult_beds.of_class(MUST_BE_HELD, until=latest)))


def _adult_beds(world: World) -> int:
    facts, today = world.facts, world.today
    return facts.places("detention.beds.adult", today) + facts.places("detention.beds.surge_adult", today)


def _held_in(world: World, place: Place) -> int:
    return sum(person.place == place for person in world.people)


def take_in(world: World, person: Person, place: Place) -> None:
    """A person is booked into a bed, and what the track asks for is started."""
    world.end(Queue.CBP_HOLD, person, Cause.SERVED)
    person.place = place
    world.count(Flow.BOOKED_IN, person)
    world.begin(Queue.DETENTION, person)
    world.booked_in.append(person)
    if place == Place.FAMILY_BED:
        person.release = Release.FAMILY
        person.note(Appointment.RELEASE, world.today + int(world.on("detention.family_limit_days")))
    match person.track:
        case Track.REMOVE_FROM_BED:
            make_final(world, person)
        case Track.CREDIBLE_FEAR | Track.REASONABLE_FEAR:
            _prepare_for_interview(world, person)
        case Track.NOTICE_DETAINED:
            _bring_before_court(world, person)
        case Track.INTERIOR_OTHER:
            person.release = Release.RECOGNISANCE
            person.note(Appointment.RELEASE, world.today + 1 + _brief_stay(world, person))
        case Track.INTERIOR_RETURN:
            person.case, person.mode, person.order = Case.DEPARTED, Mode.GROUND, Order.NONE
            person.note(Appointment.DEPARTURE, world.today + 1 + _brief_stay(world, person))


def _prepare_for_interview(world: World, person: Person) -> None:
    path = "fear.preparation_days" if person.is_adult_alone else "fear.family_preparation_days"
    rest = world.facts.days(path, world.luck("intake.rest", person))
    person.note(Appointment.INTERVIEW, world.today + 1 + rest)


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
    return world.facts.days("interior.brief_stay_days", world.luck("intake.brief", person))


def plan_release(world: World, person: Person) -> None:
    """It is decided on what ground and when an adult in a bed is let go, if ever; most may also be swapped."""
    person.release = _ground(world, person)
    if person.release != Release.NONE:
        path = f"detention.release.{person.release.name.lower()}_days"
        days = world.facts.days(path, world.luck("release.delay", person))
        person.note(Appointment.RELEASE, world.today + max(days, 1))
    if person.authority != Authority.MANDATORY:
        world.releasable.join(person, world.today, int(person.authority == Authority.DISCRETIONARY))


def _ground(world: World, person: Person) -> Release:
    luck, parole, bond, recognisance = world.luck("release.ground", person), 0.0, 0.0, 0.0
    if person.authority == Authority.ARRIVING:
        parole = world.on("detention.release.parole_share")
    if person.authority in (Authority.ENTRANT, Authority.DISCRETIONARY):
        bond = world.on(f"detention.release.bond_share.{person.authority.name.lower()}")
        recognisance = world.on("detention.release.recognisance_share")
    if luck < parole:
        return Release.PAROLE
    if luck < parole + bond:
        return Release.BOND
    return Release.RECOGNISANCE if luck < parole + bond + recognisance else Release.NONE


def release(world: World, person: Person) -> None:
    """The planned day has come: a person is let go; a child leaves the care of ORR for a sponsor."""
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
            person.strike(Appointment.INTERVIEW)
            world.interviews.leave(person)
            if person.case == Case.CREDIBLE_FEAR:
                world.end(Queue.FEAR_SCREENING, person, Cause.RELEASED)
            person.place = Place.AT_LARGE
            if person.case == Case.CREDIBLE_FEAR or person.track != Track.INTERIOR_OTHER:
                serve(world, person)
        case Case.SERVED:
            person.place = Place.AT_LARGE
            plan_filing(world, person, world.today)
        case Case.PENDING:
            person.place = Place.AT_LARGE
            change_docket(world, person)
        case Case.FINAL:
            person.place = Place.AT_LARGE
            give_up_removal(world, person)


def put_on_bus(world: World, person: Person) -> None:
    """A Mexican under an order goes from hold to the bridge by bus, without a bed."""
    person.case, person.mode, person.authority = Case.FINAL, Mode.GROUND, Authority.REMOVAL
    world.begin(Queue.REMOVAL, person)
    world.begin(Queue.STAGING, person)
    days = world.facts.days("removal.without_bed_days", world.luck("hold.bus", person))
    person.note(Appointment.DEPARTURE, world.today + days)
