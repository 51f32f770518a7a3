"""A case ends otherwise than in an order, and the person goes free, goes home or comes in."""

from sim.engine.columns import Event
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Cause, Flow, Wait
from tests.oracle import again
from tests.oracle.people import Person
from tests.oracle.removal import set_down
from tests.oracle.world import World, leave_custody

_CASES = {"RELIEF": Case.RELIEF, "TERMINATED": Case.TERMINATED, "DEPARTURE": Case.DEPARTED}


def set_free(world: World, person: Person, outcome: str) -> None:
    """Those who won go free, those who leave on their own go home; from Mexico only those who won come in."""
    if outcome != "DEPARTURE":
        person.relieved = world.today
    person.docket = Docket.NONE
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        leave_custody(world, person, Cause.RELEASED)
        person.case = _CASES[outcome]
        if outcome == "DEPARTURE":
            set_down(world, person)
        else:
            person.place = Place.AT_LARGE
            world.count(Flow.RELEASED_CASE_WON, person)
        return
    was_in_mexico = person.place == Place.IN_MEXICO
    if was_in_mexico:
        world.count(Flow[f"RETURN_ENDED_{outcome}"], person)
        world.end(Wait.MEXICO, person, Cause.SERVED)
        person.strike(Event.MEXICO_EXIT)
        world.afraid.leave(person)
        person.place = Place.AT_LARGE if outcome == "RELIEF" else Place.ABROAD
    person.case = _CASES[outcome]
    if was_in_mexico and outcome != "RELIEF":
        again.decide(world, person)
