"""Buses go to the bridges every day, and single seats are bought on commercial flights.

Who acts: ICE, every day, on those whose day of departure has come.
What limits it: nothing here; Mexican ports receive their own nationals.
Who pays: ICE, per person.
Levers: none yet.
"""

from sim.engine.compiled import int64, rule
from sim.engine.event_calendar import due
from sim.engine.numbers import KEEP, Cause, Event, Flow, Manner, Mode, Order, Route, Track, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import count, end_wait, touch
from sim.model.detention.custody import leave_custody
from sim.model.removal.documents import Travel
from sim.model.removal.repatriation import repatriate

_MODES = 3
"""Modes of travel in the table of removal flows [modes]."""


@rule
def depart_all(world: State, _: Travel, day: int) -> None:
    """Let those leave whose day has come."""
    rows = due(world, Event.DEPARTURE, day)
    touch(world, rows)
    for row in rows:
        depart(world, world.people[row], row, day)


@rule
def depart(world: State, person: Person, row: int, day: int) -> None:
    """Let a person leave the country in the mode that was set, and count the removal."""
    leave_custody(world, person, day, Cause.REMOVED)
    end_wait(world, person, Wait.STAGING, day, Cause.SERVED)
    end_wait(world, person, Wait.REMOVAL, day, Cause.SERVED)
    if person.track == Track.INTERIOR_RETURN:
        count(world, person, Flow.VOLUNTARY_RETURN_INTERIOR, day)
    else:
        kind = _MODES * (int64(person.order) - Order.ER) + int64(person.mode) - Mode.CHARTER
        count(world, person, Flow.REMOVED_ICE_ER_CHARTER + kind, day)
    repatriate(world, person, row, day, KEEP)
    if person.mode == Mode.CHARTER and person.route == Route.MEXICO_INTERIOR:
        person.manner = Manner.INTERIOR_FLIGHT
