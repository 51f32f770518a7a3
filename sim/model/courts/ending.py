"""A case ends without an order of removal: it is decided so, or administratively closed without a decision.

Who acts: immigration judges and the Board; ICE lets go whom it held; judges close some of the cases of people at large
that they adjourned in the day.
What limits it: for closures a number a year, or a net share of the pending cases.
Who pays: nobody.
Levers: closures, net share, how much the age of a case counts.
"""

import numpy as np

from sim.engine.compiled import Ints, int64, rule
from sim.engine.diagrams import CASES, PLACES
from sim.engine.draws import draw_again
from sim.engine.numbers import KEEP, RETURN_ENDED, Case, Cause, Docket, Flow, Outcome, Place, Wait
from sim.engine.ordering import chosen, stable_order
from sim.engine.person import Person
from sim.engine.queues import join, serve
from sim.engine.state import State
from sim.engine.verbs import STATE_SHIFT, count, end_wait, move
from sim.model.courts.calendar import ask_date, whole_families
from sim.model.courts.court import Court
from sim.model.detention.custody import leave_custody, stop_waiting_in_mexico
from sim.model.removal.orders import repatriate


@rule
def close_some(world: State, court: Court, adjourned: Ints, day: int) -> None:
    """Administratively close as many of the cases adjourned today as are due; the others ask for the next hearing.

    They are chosen by draw against a power of their age. A single queue closes the next in it who are at large.
    """
    people, queue = world.people, world.dockets[Docket.GENERAL]
    court.closures_due[0] += newly_due(world, court, day)
    if court.is_single_queue:
        for row in serve(people, queue, int64(court.closures_due[0]), False):
            if people[row].place == Place.AT_LARGE:
                close_case(world, court, people[row], row, day)
            else:
                join(people, queue, people[row], row, int64(people[row].filed))
        return
    turn = np.empty(len(adjourned), np.float64)
    for i in range(len(adjourned)):
        person = people[adjourned[i]]
        age = max(day - int64(person.filed), 1)
        turn[i] = draw_again(person, int64(person.hearings), court.closed) / age**court.closure_power
    rows = chosen(adjourned, stable_order(turn))
    end = whole_families(people, rows, min(int64(court.closures_due[0]), len(rows)))
    for i in range(len(rows)):
        person = people[rows[i]]
        if i < end:
            close_case(world, court, person, rows[i], day)
        else:
            ask_date(world, court, person, rows[i], day)


@rule
def newly_due(world: State, court: Court, day: int) -> float:
    """Closures that fall due today: a yearly number, or a net share of the pending cases [cases]."""
    if not court.is_net:
        return court.closures[day]
    pending = 0
    for place in range(PLACES):
        state = place * CASES + Case.PENDING
        for cell in range(state << STATE_SHIFT, (state + 1) << STATE_SHIFT):
            pending += world.counts[cell]
    return court.net_share * pending * court.share_of_year[day]


@rule
def close_case(world: State, court: Court, person: Person, row: int, day: int) -> None:
    """Close a case without a decision."""
    court.closures_due[0] -= 1
    count(world, person, Flow.CLOSED, day)
    end_wait(world, person, Wait.DECISION, day, Cause.CLOSED)
    move(world, person, row, KEEP, Case.CLOSED, Docket.NONE)


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
