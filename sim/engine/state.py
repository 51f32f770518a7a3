"""The state of the world as rules see it: one bundle, handed over by reference, and the arrays that it is made of."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import ARREST_SOURCES, CLASSES, DELAYS, GROUPS, NATIONALITIES, RETURNS, SECTORS
from sim.base.days import Clock
from sim.engine import vocabulary
from sim.engine.columns import CITIES, LAST_DAY, STREAM_OF_MEXICO, BookIn, Disposition, Event, Order, Route, Ticket
from sim.engine.compiled import Bundle, Flags, Ints, as_rules_see, bundle, rule
from sim.engine.diagrams import BOOKS, CELLS, STATE_TABLE, Docket
from sim.engine.person import People, Records, blank_people
from sim.engine.queues import AppealPriority, BedPriority, Queue, Queues, ReleasePriority, make_queues
from sim.engine.vocabulary import Cause, Flow, Stock, Tally

BLOCK_ROOM = 14
"""Rows in a block of an event calendar, which is one line of a processor's cache [rows]."""
FIRST_ROW = 2
"""Where the rows of a block begin; before them stand how many there are and the next block."""
_STREAMS = (
    *((vocabulary.Wait.DETENTION, stream) for stream in BookIn if stream),
    *((wait, STREAM_OF_MEXICO) for wait in (vocabulary.Wait.FIRST_HEARING, vocabulary.Wait.DECISION)),
)
WAITS = np.array([*((wait, 0) for wait in vocabulary.Wait), *_STREAMS], np.int64)
"""Waits that are told apart: each wait, stays in beds by stream of book-ins, and waits for a judge by docket.

Each is a wait and a stream, shape (n, 2).
"""
PLACE_OF_WAIT = np.zeros((len(vocabulary.Wait), len(BookIn)), np.int64)
"""Which of them a wait and its stream are, shape (Wait, streams)."""
PLACE_OF_WAIT[tuple(WAITS.T)] = np.arange(len(WAITS))
_ROWS_A_BLOCK = 8
_FIRST_BLOCKS = 1 << 10
_FIRST_SPELLS = 1 << 10
_ALONE = Clock(date(2016, 10, 1), 400, np.ones(400, np.bool_), {2017: 250, 2018: 250})
"""The days of a table of persons that belongs to no run."""


@bundle
class State(Bundle):
    """Everything that rules read and write."""

    people: People
    keys: NDArray[np.uint64]
    """The key of each person once more, for passes over everybody, shape (rows,)."""
    cells: NDArray[np.int32]
    """The cell of each person (place, case, docket, group), for passes over everybody, shape (rows,)."""
    counts: Ints
    """Persons in each cell, shape (CELLS,) [persons]."""
    allowed: Flags
    """Which state may follow which, shape (PLACES x CASES, PLACES x CASES)."""
    wrong: Ints
    """Row, state and state asked for of a move that is not allowed, shape (3,)."""
    flows: NDArray[np.int32]
    """Events, shape (days, Flow, GROUPS) [persons]."""
    tallies: Ints
    """Daily sums of what belongs to no person, shape (days, Tally)."""
    stocks: NDArray[np.int32]
    """Persons at the end of each day, shape (days, Stock, GROUPS) [persons]."""
    year: Ints
    """The fiscal year of each day, counted from the first, shape (days,)."""
    ended: NDArray[np.int32]
    """Waits that ended, shape (WAITS, years, Cause, GROUPS, days + 1) [persons]."""
    longest: Ints
    """One more than the longest of them, 0 if there is none, shape (WAITS, years, Cause, GROUPS) [days]."""
    ended_early: Ints
    """Waits that had begun before the first day, each as one code, shape (room,)."""
    numbers: Ints
    """Running counts, and places in the other arrays, shape (SEEN + 1,)."""
    dispositions: Ints
    """Arrested persons by what was decided, shape (years, ARREST_SOURCES, GROUPS, Track, Order) [persons]."""
    encounters: NDArray[np.int32]
    """Persons met by officers, shape (days, ARREST_SOURCES, GROUPS) [persons]."""
    sectors: NDArray[np.int32]
    """Persons met between ports, shape (days, SECTORS, CLASSES) [persons]."""
    returns: Ints
    """Persons returned by where they were met, in which way and how long after it.

    Shape (ARREST_SOURCES, GROUPS, RETURNS, DELAYS) [persons].
    """
    old_orders: Ints
    """Persons at large under a final order of before the run who have no row, shape (NATIONALITIES,) [persons]."""
    in_hold: Ints
    """Persons in the hold of CBP by day of arrest, shape (days,) [persons]."""
    in_beds: Ints
    """Persons in beds of ICE, shape (Stream, GROUPS) [persons]."""
    enrolled: Ints
    """Persons on alternatives to detention, shape (GROUPS,) [persons]."""
    in_cities: Ints
    """Persons who wait in Mexico, shape (CITIES, GROUPS) [persons]."""
    events: NDArray[np.int32]
    """The first block of each list of scheduled events, shape (Appointment, days)."""
    hearings: NDArray[np.int32]
    """The first block of each list of hearings, shape (BOOKS, horizon)."""
    booked: Ints
    """Hearings booked, shape (BOOKS, horizon) [persons]."""
    earliest_ready: Ints
    """The earliest day on which anybody on a list of hearings could be heard, shape (BOOKS, horizon)."""
    blocks: NDArray[np.int32]
    """Parts of lists: how many rows, the next part, rows; shape (room, FIRST_ROW + BLOCK_ROOM)."""
    processing: Queue
    """Arrested today, not yet given a disposition."""
    returnable: Queue
    """Chosen for return to Mexico, not yet sent."""
    adult_beds: tuple[Queue, ...]
    """In hold, in need of an adult bed; classes of BedClass."""
    removable: Queue
    """In hold, Mexicans under an executable order, for whom a bed or a bus will do."""
    family_beds: Queue
    """Families in hold, in need of a room in a family centre."""
    enrolling: Queue
    """Released, and chosen for alternatives to detention."""
    charged: Queue
    """Charged with a crime today, not yet accepted by a court."""
    overnight: Queue
    """In hold, Mexicans whose bridge has closed; they go home in the morning."""
    care: Queue
    """Children in hold, in need of a bed of ORR."""
    metered: Queue
    """At a port, waiting to be let in to an officer."""
    booked_in: Queue
    """Booked into a bed today, not yet looked at for a transfer by air."""
    releasable: tuple[Queue, ...]
    """In adult beds and free to be released if a bed is wanted; classes of LetGoClass."""
    releasable_families: Queue
    """Families in rooms with a positive finding of fear, to be released if a room is wanted."""
    returned: Queue
    """Returned or removed today, not yet asked whether they try again."""
    interviews: Queue
    """Waiting for an asylum officer."""
    afraid: Queue
    """In Mexico, waiting for an asylum officer to hear of a fear of it."""
    dockets: tuple[Queue, ...]
    """Waiting for the date of a hearing, by Docket; in a court of one queue waiting to be heard."""
    appeals: tuple[Queue, ...]
    """Appeals that are ripe for the Board; classes of AppealClass."""
    routes: tuple[Queue, ...]
    """Waiting for a charter, by Route."""


SPELLS, FAMILIES, IN_MEXICO, FREE_BLOCK, PERSONS, UNDECIDED, UNDECIDED_SINCE, SEEN = range(8)
"""What the numbers of the state are; UNDECIDED are cases that wait for a decision, and the sum of their days since."""


class Store:
    """The arrays of the state as Python sees them; those that rules make longer are read through rules."""

    def __init__(self, capacity: int, clock: Clock = _ALONE, horizon: int = 0, *, newest_first: bool = False) -> None:
        """Make a world with nobody in it.

        Args:
            capacity: persons that it has room for [rows].
            clock: the days of the run.
            horizon: days on which hearings can be booked, counted from the first; those of the run if more [days].
            newest_first: let the dockets serve the newest case first.
        """
        years, horizon = clock.fiscal_years, max(horizon, clock.days)
        self.year = (years - years[0]).astype(np.int64)
        self.people, self.keys, self.cells = blank_people(0), np.zeros(0, np.uint64), np.zeros(0, np.int32)
        self.counts = np.zeros(CELLS, np.int64)
        self.wrong = np.zeros(3, np.int64)
        self.flows = np.zeros((clock.days, len(Flow), GROUPS), np.int32)
        self.tallies = np.zeros((clock.days, len(Tally)), np.int64)
        kinds = (len(WAITS), int(self.year[-1]) + 1, len(Cause), GROUPS)
        self.ended, self.longest = np.zeros((*kinds, clock.days + 1), np.int32), np.zeros(kinds, np.int64)
        self.numbers = np.zeros(SEEN + 1, np.int64)
        decided = (int(self.year[-1]) + 1, len(ARREST_SOURCES), GROUPS, len(Disposition), len(Order))
        self.dispositions = np.zeros(decided, np.int64)
        self.encounters = np.zeros((clock.days, len(ARREST_SOURCES), GROUPS), np.int32)
        self.sectors = np.zeros((clock.days, SECTORS, CLASSES), np.int32)
        self.returns = np.zeros((len(ARREST_SOURCES), GROUPS, RETURNS, DELAYS), np.int64)
        self.stocks = np.zeros((clock.days, len(Stock), GROUPS), np.int32)
        self.old_orders = np.zeros(NATIONALITIES, np.int64)
        self.in_hold = np.zeros(clock.days, np.int64)
        self.in_beds = np.zeros((len(BookIn), GROUPS), np.int64)
        self.enrolled = np.zeros(GROUPS, np.int64)
        self.in_cities = np.zeros((CITIES, GROUPS), np.int64)
        self.booked = np.zeros((BOOKS, horizon), np.int64)
        self._make_room(capacity)
        self.queues = _queues(newest_first)
        """The queues of which rules know, by their name in the state; several where each is a queue of its own."""
        self.state = self._shown(capacity, clock.days, horizon)

    def _shown(self, capacity: int, days: int, horizon: int) -> State:
        """The arrays as rules see them, with those that rules make longer."""
        queues = {name: tuple(queue for each in made for queue in each.queues) for name, made in self.queues.items()}
        return State.of(
            people=self.people,
            keys=self.keys,
            cells=self.cells,
            counts=self.counts,
            allowed=STATE_TABLE,
            wrong=self.wrong,
            flows=self.flows,
            tallies=self.tallies,
            stocks=self.stocks,
            year=self.year,
            ended=self.ended,
            longest=self.longest,
            ended_early=np.zeros(_FIRST_SPELLS, np.int64),
            numbers=self.numbers,
            dispositions=self.dispositions,
            encounters=self.encounters,
            sectors=self.sectors,
            returns=self.returns,
            old_orders=self.old_orders,
            in_hold=self.in_hold,
            in_beds=self.in_beds,
            enrolled=self.enrolled,
            in_cities=self.in_cities,
            events=np.full((len(Event), days), -1, np.int32),
            hearings=np.full((BOOKS, horizon), -1, np.int32),
            booked=self.booked,
            earliest_ready=np.full((BOOKS, horizon), LAST_DAY, np.int64),
            blocks=_free_blocks(max(capacity // _ROWS_A_BLOCK, _FIRST_BLOCKS)),
            **{name: found if len(found) > 1 else found[0] for name, found in queues.items()},
        )

    def grow(self) -> None:
        """Take twice the room for persons."""
        self._make_room(2 * len(self.people))
        _set_people(self.state, as_rules_see(self.people), self.keys, self.cells)

    def _make_room(self, size: int) -> None:
        people: Records = blank_people(size)
        keys, cells, before = np.zeros(size, np.uint64), np.zeros(size, np.int32), len(self.people)
        people[:before], keys[:before], cells[:before] = self.people, self.keys, self.cells
        self.people, self.keys, self.cells = people, keys, cells


def _queues(newest_first: bool) -> dict[str, list[Queues]]:
    return {
        "processing": [make_queues()],
        "returnable": [make_queues()],
        "adult_beds": [make_queues(len(BedPriority))],
        "removable": [make_queues()],
        "family_beds": [make_queues()],
        "enrolling": [make_queues(ticket=Ticket.PROGRAM)],
        "charged": [make_queues()],
        "overnight": [make_queues()],
        "care": [make_queues()],
        "metered": [make_queues()],
        "booked_in": [make_queues(ticket=Ticket.TRANSFER)],
        "releasable": [make_queues(len(ReleasePriority), ticket=Ticket.RELEASE)],
        "releasable_families": [make_queues(ticket=Ticket.RELEASE)],
        "returned": [make_queues()],
        "interviews": [make_queues()],
        "afraid": [make_queues(ticket=Ticket.RELEASE)],
        "dockets": [make_queues(newest_first=newest_first) for _ in Docket],
        "appeals": [make_queues(len(AppealPriority))],
        "routes": [make_queues() for _ in Route],
    }


def _free_blocks(count: int) -> NDArray[np.int32]:
    """So many blocks with nobody in them, each followed by the next, shape (count, FIRST_ROW + BLOCK_ROOM)."""
    blocks = np.zeros((count, FIRST_ROW + BLOCK_ROOM), np.int32)
    blocks[:, 1] = np.arange(1, count + 1)
    blocks[-1, 1] = -1
    return blocks


@rule
def _set_people(world: State, people: People, keys: NDArray[np.uint64], cells: NDArray[np.int32]) -> None:
    world.people, world.keys, world.cells = people, keys, cells


@rule
def early_spells(world: State) -> Ints:
    """The codes of waits that had begun before the first day, and room for more; to be read while the world lives."""
    return world.ended_early
