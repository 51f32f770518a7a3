"""The country on a day: its people, the lines they stand in, and the book in which it is written what happens."""

from collections import Counter, defaultdict
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import simpy

from sim.base.codes import Nationality, Sector
from sim.base.days import PHASES, Phase, fiscal_year
from sim.engine.columns import Event
from sim.engine.diagrams import Docket
from sim.engine.vocabulary import Cause, Flow, Stock, Tally, Wait
from tests.oracle.facts import Facts
from tests.oracle.people import HALVES, Line, Person, moment

if TYPE_CHECKING:
    from tests.oracle.calendars import Book, Calendar

ROUTES = (
    *("MEXICO", "MEXICO_INTERIOR", "GUATEMALA", "HONDURAS", "EL_SALVADOR"),
    *("HAITI", "REGIONAL", "LONG_RANGE"),
)
"""Where charter aircraft fly."""
ACROSS = {
    Sector.SAN_DIEGO: "TIJUANA",
    Sector.EL_CENTRO: "MEXICALI",
    Sector.YUMA: "SAN_LUIS_RIO_COLORADO",
    Sector.TUCSON: "NOGALES",
    Sector.EL_PASO: "CIUDAD_JUAREZ",
    Sector.BIG_BEND: "OJINAGA",
    Sector.DEL_RIO: "PIEDRAS_NEGRAS",
    Sector.LAREDO: "NUEVO_LAREDO",
    Sector.RIO_GRANDE_VALLEY: "REYNOSA",
}
"""The city to which people of each sector are sent back, or walk home."""
MUST_BE_HELD, HAS_CLAIM, ARRESTED_INSIDE, SERVED_AT_BORDER = range(4)
"""The order in which people in hold are given adult beds."""
FEAR_FOUND, NOTICED, ARRESTED = range(3)
"""The order in which people in adult beds are released for others."""
Process = Generator[simpy.Event, None, None]
"""What a life or an office is: it sleeps, acts, and sleeps again."""
Codes = tuple[int, ...]
"""A line of a table of counts."""


@dataclass
class Book:
    """What is written down."""

    flows: defaultdict[int, Counter[tuple[Flow, int]]] = field(default_factory=lambda: defaultdict(Counter))
    """Persons by flow and group, for each day."""
    stocks: defaultdict[int, Counter[tuple[Stock, int]]] = field(default_factory=lambda: defaultdict(Counter))
    """Persons by stock and group, for each evening."""
    tallies: defaultdict[int, Counter[Tally]] = field(default_factory=lambda: defaultdict(Counter))
    cents: dict[int, dict[str, int]] = field(default_factory=dict)
    """What each item of each day cost."""
    spells: Counter[Codes] = field(default_factory=Counter)
    """Waits that ended, by queue, group, stream, fiscal year, cause, age when the run began, and age at the end."""
    ages: Counter[Codes] = field(default_factory=Counter)
    """Pending cases by fiscal year, docket and age, at the end of each year."""


@dataclass
class World:
    """Everything there is; no verbs but those of the clock, of draw and of the book."""

    env: simpy.Environment
    facts: Facts
    book: Book = field(default_factory=Book)
    people: list[Person] = field(default_factory=list)
    charged: Line = field(default_factory=Line)
    """Charged with a crime today."""
    overnight: list[tuple[Person, int]] = field(default_factory=list)
    """Mexicans whose bridge has closed, with the day on which they came too late."""
    care: Line = field(default_factory=Line)
    """Children in hold, in need of a bed of ORR."""
    gate: Line = field(default_factory=Line)
    """At a port, seeking protection."""
    bridge: Line = field(default_factory=Line)
    """Chosen to be sent back over the bridge today."""
    adult_beds: Line = field(default_factory=Line)
    """In hold, in need of an adult bed."""
    beds_or_bus: Line = field(default_factory=Line)
    """In hold, Mexicans under an order, for whom a bed or a bus will do."""
    family_rooms: Line = field(default_factory=Line)
    releasable: Line = field(default_factory=Line)
    """In adult beds, and released if a bed is wanted."""
    releasable_families: Line = field(default_factory=Line)
    """In family rooms, and released if a room is wanted."""
    enrolling: Line = field(default_factory=Line)
    """Let go, and chosen for alternatives to detention."""
    was_full: list[bool] = field(default_factory=list)
    """Whether the contracted adult beds were full enough to call the reserve, by day."""
    is_reserve_open: bool = False
    interviews: Line = field(default_factory=Line)
    afraid: Line = field(default_factory=Line)
    """In Mexico, with something to tell an asylum officer."""
    factors_of_odds: dict[float, float] = field(default_factory=dict)
    """What the odds of a positive finding of every nationality are multiplied by, by the total that they come to."""
    dockets: dict[Docket, Line] = field(default_factory=dict)
    """Waiting for the date of a hearing; in a plain court waiting to be heard."""
    called: list[Person] = field(default_factory=list)
    """Come to court for today's hearing."""
    calendars: "dict[Book, Calendar]" = field(default_factory=dict)
    """How many hearings a day the clerk of each docket plans, masters and merits apart."""
    heard_beside: Counter[str] = field(default_factory=Counter)
    """What judges heard beside cases since the courts last sat, by kind."""
    appeals: Line = field(default_factory=Line)
    """Ripe for the Board."""
    old_orders: dict[Nationality, int] = field(default_factory=dict)
    """At large under an order of before the run, and only counted."""
    routes: dict[str, Line] = field(default_factory=lambda: {route: Line() for route in ROUTES})
    sheltered: tuple[int, dict[str, float]] = (-1, {})
    """The last day on which somebody in Mexico thought of leaving, and for what share of each city there was a roof."""
    heads: dict[int, Person] = field(default_factory=dict)
    """The first member of each family, or the person who is alone, by the key of the family."""
    desk: Line = field(default_factory=Line)
    """Persons whose notice has come to the court and is not yet entered."""
    booked_in: list[Person] = field(default_factory=list)
    """Booked into a bed today."""

    @property
    def today(self) -> int:
        """The day it is."""
        return int(self.env.now) // (HALVES * PHASES)

    @property
    def days(self) -> range:
        """The days of the run."""
        return range(self.facts.clock.days)

    def fiscal_year(self, day: int) -> int:
        """The fiscal year of a day of the run."""
        return fiscal_year(self.facts.clock.start + timedelta(days=day))

    def office_hours(self, day: int, phase: Phase) -> simpy.Event:
        """Wait until all who come in a phase of a day have come."""
        return self.env.timeout(moment(day, phase) + 1 - self.env.now)

    def draw(self, decision: str, person: Person) -> float:
        """Draw once for each person and arrest; a family draws alike."""
        return self.facts.draw(decision, person.family, person.arrests)

    def on(self, path: str) -> float:
        """What a number is today."""
        return self.facts.on(path, self.today)

    def count(self, flow: Flow, person: Person) -> None:
        """Count a person in a flow of today."""
        self.book.flows[self.today][flow, person.group] += 1

    def tally(self, tally: Tally, amount: int) -> None:
        """Add a whole number to a sum of today."""
        self.book.tallies[self.today][tally] += amount

    def head_of(self, person: Person) -> Person:
        """The first member of the family of a person."""
        if not self.heads:
            self.heads = {one.family: one for one in self.people if one.key == one.family}
        return self.heads[person.family]

    def begin(self, queue: Wait, person: Person) -> None:
        """Let a wait begin."""
        person.since[queue] = self.today

    def end(self, queue: Wait, person: Person, cause: Cause) -> None:
        """End a wait, if it goes on."""
        if queue in person.since:
            self.write_spell(queue, person, cause, self.today)

    def write_spell(self, queue: Wait, person: Person, cause: Cause, day: int) -> None:
        """Write down a wait that ends on a day."""
        began = person.since.pop(queue)
        year = self.fiscal_year(day)
        stream = int(person.book_in) if queue == Wait.DETENTION else 0
        if queue in (Wait.FIRST_HEARING, Wait.DECISION):
            stream = int(person.docket == Docket.MEXICO)
        self.book.spells[int(queue), person.group, stream, year, int(cause), max(-began, 0), day - began] += 1


def leave_custody(world: World, person: Person, cause: Cause) -> None:
    """Go out of a bed or a hold: dates of release and review are struck, waits end."""
    world.end(Wait.CBP_HOLD, person, cause)
    world.end(Wait.DETENTION, person, cause)
    world.end(Wait.ORR, person, cause)
    person.strike(Event.RELEASE)
    person.strike(Event.REVIEW)
    world.releasable.leave(person)
    world.releasable_families.leave(person)
