"""The world is its persons, the lines they stand in, their appointments, and the record of what happened."""

from dataclasses import dataclass

from sim.base.codes import Code
from sim.base.days import Clock
from sim.world.calendar import Calendar
from sim.world.columns import LAST_DAY, Appointment, Ticket
from sim.world.diagrams import Docket
from sim.world.hearing_book import HearingBook
from sim.world.lines import Line
from sim.world.old_orders import OldOrders
from sim.world.persons import Persons
from sim.world.recorder import Recorder
from sim.world.routes import Route

HEARINGS_BEYOND = 3650
"""How far past the end of the run hearings can be booked [days]."""


class BedClass(Code):
    """The order in which persons in hold are given adult beds."""

    HELD_BY_LAW = 0
    CLAIM = 1
    """With a claim of fear that has not been heard; may be put before a judge instead and let go."""
    ARREST = 2
    """Arrested inside the country, section 236(a)."""
    NOTICE = 3
    """Served at the border or a port, section 236(a) or arriving."""


class LetGoClass(Code):
    """The order in which persons in adult beds are let go when a bed is wanted, the lowest priority first."""

    FEAR_FOUND = 0
    """With a positive finding of fear."""
    NOTICE = 1
    """Served at the border or a port."""
    ARREST = 2
    """Arrested inside the country, section 236(a)."""


class AppealClass(Code):
    """The order in which the Board decides ripe appeals."""

    DETAINED = 0
    RELEASED = 1


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
    books: tuple[HearingBook, ...]
    """The hearings to come, one book for each Docket."""
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
    persons = Persons(capacity)
    old_orders = OldOrders()
    horizon = min(clock.days + HEARINGS_BEYOND, LAST_DAY)
    return World(
        persons=persons,
        record=Recorder(clock, persons, old_orders),
        calendars=tuple(Calendar(persons, kind) for kind in Appointment),
        processing=Line(persons),
        returnable=Line(persons),
        adult_beds=Line(persons, len(BedClass)),
        removable=Line(persons),
        family_beds=Line(persons),
        releasable=Line(persons, len(LetGoClass), ticket=Ticket.RELEASE),
        releasable_families=Line(persons, ticket=Ticket.RELEASE),
        enrolling=Line(persons, ticket=Ticket.PROGRAM),
        charged=Line(persons),
        overnight=Line(persons),
        care=Line(persons),
        metered=Line(persons),
        returned=Line(persons),
        booked_in=Line(persons, ticket=Ticket.TRANSFER),
        interviews=Line(persons),
        dockets=tuple(Line(persons, newest_first=newest_first) for _ in Docket),
        books=tuple(HearingBook(persons, docket, horizon) for docket in Docket),
        appeals=Line(persons, len(AppealClass)),
        old_orders=old_orders,
        routes=tuple(Line(persons) for _ in Route),
    )
