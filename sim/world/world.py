"""The world is its persons, the lines they stand in, their appointments, and the record of what happened."""

from dataclasses import dataclass

from sim.base.days import Clock
from sim.world.calendar import Calendar
from sim.world.columns import LAST_DAY, Appointment
from sim.world.lines import Line
from sim.world.old_orders import OldOrders
from sim.world.persons import Persons
from sim.world.recorder import Recorder
from sim.world.state import Store

HEARINGS_BEYOND = 3650
"""How far past the end of the run hearings can be booked [days]."""


@dataclass(frozen=True)
class World:
    """Everything that exists; a bundle without verbs of its own."""

    persons: Persons
    record: Recorder
    calendars: tuple[Calendar, ...]
    """One for each Appointment."""
    processing: Line
    """Arrested today, not yet given a track."""
    returnable: Line
    """Chosen for return to Mexico, not yet sent."""
    adult_beds: Line
    """In hold, in need of an adult bed; classes of BedClass."""
    removable: Line
    """In hold, Mexicans under an executable order, for whom a bed or a bus will do."""
    family_beds: Line
    """Families in hold, in need of a room in a family centre."""
    releasable: Line
    """In adult beds and free to be let go if a bed is wanted; classes of LetGoClass."""
    releasable_families: Line
    """Families in rooms with a positive finding of fear, to be let go if a room is wanted."""
    enrolling: Line
    """Let go, and chosen for alternatives to detention."""
    charged: Line
    """Charged with a crime today, not yet accepted by a court."""
    overnight: Line
    """In hold, Mexicans whose bridge has closed; they go home in the morning."""
    care: Line
    """Children in hold, in need of a bed of ORR."""
    metered: Line
    """At a port, waiting to be let in to an officer."""
    returned: Line
    """Returned or removed today, not yet asked whether they try again."""
    booked_in: Line
    """Booked into a bed today, not yet looked at for a transfer by air."""
    interviews: Line
    """Waiting for an asylum officer."""
    dockets: tuple[Line, ...]
    """Waiting for the date of a hearing, one line for each Docket; in a plain court waiting to be heard."""
    appeals: Line
    """Appeals that are ripe for the Board; classes of AppealClass."""
    old_orders: OldOrders
    """Persons at large under a final order of before the run."""
    routes: tuple[Line, ...]
    """Waiting for a charter, one line for each Route."""


def new_world(clock: Clock, capacity: int, *, newest_first: bool = False) -> World:
    """Make a world with nobody in it.

    Args:
        clock: the days of the run.
        capacity: persons that it has room for at first; it grows when more come [persons].
        newest_first: hear the newest case first (a rule for tests of the court).
    """
    horizon = min(clock.days + HEARINGS_BEYOND, LAST_DAY)
    store = Store(capacity, clock, horizon, newest_first=newest_first)
    persons = Persons(store)

    def lines(name: str) -> tuple[Line, ...]:
        return tuple(Line(persons, queues) for queues in store.queues[name])

    return World(
        persons=persons,
        record=Recorder(clock, persons),
        calendars=tuple(Calendar(persons, kind) for kind in Appointment),
        processing=lines("processing")[0],
        returnable=lines("returnable")[0],
        adult_beds=lines("adult_beds")[0],
        removable=lines("removable")[0],
        family_beds=lines("family_beds")[0],
        releasable=lines("releasable")[0],
        releasable_families=lines("releasable_families")[0],
        enrolling=lines("enrolling")[0],
        charged=lines("charged")[0],
        overnight=lines("overnight")[0],
        care=lines("care")[0],
        metered=lines("metered")[0],
        returned=lines("returned")[0],
        booked_in=lines("booked_in")[0],
        interviews=lines("interviews")[0],
        dockets=lines("dockets"),
        appeals=lines("appeals")[0],
        old_orders=OldOrders(),
        routes=lines("routes"),
    )
