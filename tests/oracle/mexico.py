"""A person sent back over the bridge waits in Mexico for the hearing, goes home, or tries to cross again."""

from sim.base.days import Phase
from sim.world.columns import Appointment, Authority, Manner, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.vocabulary import Cause, Flow, Queue, Tally
from tests.oracle.border import go_the_way_of_the_track, mexico_receives, refuse
from tests.oracle.dockets import leave_docket, serve
from tests.oracle.people import Person
from tests.oracle.staff import apprehension_share
from tests.oracle.world import Steps, World


def bridges(world: World) -> Steps:
    """Send back the smaller of what the United States allows and Mexico receives; refuse the others."""
    consent = mexico_receives(world)
    cap = world.facts.whole_numbers(world.facts.series("contiguous_return.daily_cap"))
    for day in world.days:
        yield world.office_hours(day, Phase.MEXICO)
        world.tally(Tally.CONSENT_PLACES, consent[day])
        for person in world.bridge.serve(min(cap[day], consent[day])):
            _cross(world, person)
        for person in world.bridge.empty():
            refuse(world, person)
            go_the_way_of_the_track(world, person)


def _cross(world: World, person: Person) -> None:
    """A person is served and sent over the bridge, and will wait for the hearing or not."""
    world.end(Queue.CBP_HOLD, person, Cause.SERVED)
    world.end(Queue.FEAR_SCREENING, person, Cause.RELEASED)
    world.count(Flow.RETURNED_TO_MEXICO, person)
    world.begin(Queue.MEXICO, person)
    person.place, person.manner = Place.IN_MEXICO, Manner.BRIDGE
    serve(world, person)
    luck, facts = world.luck("mexico.choice", person), world.facts
    home = facts.number("mexico.going_home_share")
    again = facts.number("mexico.trying_again_share") * facts.number("border.reentry_gain")
    if luck < home:
        person.tries_again = False
        days = facts.days("mexico.going_home_days", world.luck("mexico.home", person))
        person.note(Appointment.MEXICO_EXIT, world.today + 1 + days)
    elif luck < home + again:
        person.tries_again = True
        days = facts.days("mexico.trying_again_days", world.luck("mexico.again", person))
        person.note(Appointment.MEXICO_EXIT, world.today + 1 + days)


def leave_mexico(world: World, person: Person) -> None:
    """A person goes home, gets away, or is caught; the case stays as it is."""
    if not person.tries_again:
        world.end(Queue.MEXICO, person, Cause.WENT_HOME)
        person.place, person.manner = Place.ABROAD, Manner.ON_THEIR_OWN
        return
    world.end(Queue.MEXICO, person, Cause.TRIED_AGAIN)
    world.count(Flow.ATTEMPT, person)
    world.count(Flow.REENTRY, person)
    if world.luck("mexico.caught", person) < apprehension_share(world.facts)[world.today]:
        _arrest_again(world, person)
    else:
        world.count(Flow.GOT_AWAY, person)
        person.place = Place.AT_LARGE


def _arrest_again(world: World, person: Person) -> None:
    """A person who waited in Mexico is held for the hearing; a notice not filed yet is filed from the bed or later."""
    world.count(Flow.APPREHENDED, person)
    world.count(Flow.BOOKED_INTO_HOLD, person)
    world.begin(Queue.CBP_HOLD, person)
    if person.case == Case.PENDING:
        leave_docket(world, person)
        person.docket = Docket.NONE
    person.place, person.track, person.authority = Place.HOLD, Track.NOTICE_DETAINED, Authority.DISCRETIONARY
    person.arrests += 1
    person.met = world.today
    person.is_returnable = False
    person.strike(Appointment.FILING)
    person.note(Appointment.READY, world.today + 1)
