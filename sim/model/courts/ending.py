"""A case ends without an order of removal, and the person goes where it leads.

Who acts: immigration judges and the Board, and ICE that lets go whom it held.
"""

from sim.engine.compiled import rule
from sim.engine.numbers import KEEP, RETURN_ENDED, Case, Cause, Docket, Flow, Outcome, Place
from sim.engine.person import Person
from sim.engine.queues import join
from sim.engine.state import State
from sim.engine.verbs import count, move
from sim.model.detention.custody import leave_custody, stop_waiting_in_mexico
from sim.model.removal.orders import repatriate


@rule
def end_case(world: State, person: Person, row: int, outcome: int, day: int) -> None:
    """Let go where they will those who won, whose case was terminated, or who leave on their own."""
    case = Case.DEPARTED
    if outcome != Outcome.DEPARTURE:
        case = Case.RELIEF if outcome == Outcome.RELIEF else Case.TERMINATED
        person.relieved = day
    if person.place in (Place.ADULT_BED, Place.FAMILY_BED):
        leave_custody(world, person, day, Cause.RELEASED)
        if outcome == Outcome.DEPARTURE:
            repatriate(world, person, row, day, case)
        else:
            count(world, person, Flow.RELEASED_CASE_WON, day)
            move(world, person, row, Place.AT_LARGE, case, Docket.NONE)
    elif person.place == Place.IN_MEXICO:
        stop_waiting_in_mexico(world, person, RETURN_ENDED[outcome], day)
        move(world, person, row, Place.AT_LARGE if outcome == Outcome.RELIEF else Place.ABROAD, case, Docket.NONE)
        if outcome != Outcome.RELIEF:
            join(world.people, world.returned, person, row, day)
    else:
        move(world, person, row, KEEP, case, Docket.NONE)
