"""A person sent back over the bridge waits in Mexico for the hearing, goes home, or tries to cross again."""

from sim.base.codes import PersonClass
from sim.base.days import Phase
from sim.engine.columns import Event, Manner, MexicoExit
from sim.engine.diagrams import Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.again import arrest_on_case, decide, hold_for_hearing
from tests.oracle.border import go_the_way_of_the_track, mexico_receives, port_beside, refuse
from tests.oracle.custody import let_go
from tests.oracle.dockets import serve
from tests.oracle.people import Person, families
from tests.oracle.staff import apprehension_share
from tests.oracle.world import Process, World


def bridges(world: World) -> Process:
    """Send back the smaller of what the United States allows and Mexico receives; refuse the others."""
    consent = mexico_receives(world)
    cap = world.facts.whole_numbers(world.facts.series("contiguous_return.daily_cap"))
    port_caps = [
        world.facts.whole_numbers(world.facts.series(f"contiguous_return.port_cap.{port}"))
        for port in ("west", "centre", "east")
    ]
    for day in world.days:
        yield world.office_hours(day, Phase.MEXICO)
        world.tally(Tally.CONSENT_PLACES, consent[day])
        _send(world, min(cap[day], consent[day]), [caps[day] for caps in port_caps])


def _send(world: World, left: int, port_caps: list[int]) -> None:
    """Refuse those without proof of nationality, then send whole families port by port, another port first each day."""
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
            if len(family) > places:
                break
            sent += family
            places, left = places - len(family), left - len(family)
    for person in waiting:
        if person not in sent:
            refuse(world, person)
            go_the_way_of_the_track(world, person)
    for person in sent:
        _cross(world, person)


def _cross(world: World, person: Person) -> None:
    """A person is served and sent over the bridge, and will wait for the hearing or not."""
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    world.end(Wait.FEAR_SCREENING, person, Cause.RELEASED)
    world.count(Flow.RETURNED_TO_MEXICO, person)
    world.begin(Wait.MEXICO, person)
    person.place, person.manner = Place.IN_MEXICO, Manner.BRIDGE
    serve(world, person)
    draw, facts = world.draw("mexico.choice", person), world.facts
    until = 0.0
    for leaving, share, name in _EXITS:
        gain = facts.number("border.reentry_gain") if leaving == MexicoExit.REENTRY else 1.0
        until += facts.number(f"mexico.{share}_share") * gain
        if draw < until:
            person.mexico_exit = leaving
            days = facts.days(f"mexico.{name}_days", world.draw(f"mexico.{name}", person))
            person.note(Event.MEXICO_EXIT, world.today + 1 + days)
            return
    person.mexico_exit = MexicoExit.NONE


_EXITS = (
    (MexicoExit.HOME, "going_home", "going_home"),
    (MexicoExit.REENTRY, "trying_again", "trying_again"),
    (MexicoExit.PAROLED, "paroled_in", "taken_in"),
    (MexicoExit.CUSTODY, "changes_track", "taken_in"),
)


def leave_mexico(world: World, person: Person) -> None:
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
        case MexicoExit.CUSTODY:
            world.end(Wait.MEXICO, person, Cause.RELEASED)
            world.count(Flow.TAKEN_BACK_FROM_MEXICO, person)
            hold_for_hearing(world, person)
        case _:
            _try_again(world, person)


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
