"""What happens is written down as whole numbers by day and group, and nothing else is kept."""

import numpy as np

from sim.base.days import Clock
from sim.base.words import GROUPS
from sim.engine.compiled import Ints, rule
from sim.world.items import LEDGER
from sim.world.persons import Persons, Rows
from sim.world.recording import Int32Array, Int64Array, WaitTable
from sim.world.spells import wait_table
from sim.world.state import PERSONS, State
from sim.world.stays import Stays
from sim.world.verbs import begin_wait, count, end_wait, record_encounter
from sim.world.vocabulary import Cause, Flow, Queue, Stock, Tally

_WAITS, _STILL_WAITING = len(Queue), int(Cause.STILL_WAITING)


class Recorder:
    """The daily tables of one replication, filled while it runs."""

    def __init__(self, clock: Clock, persons: Persons) -> None:
        self._persons = persons
        self._clock = clock
        self.flows: Int32Array = persons.store.flows
        """Events so far, shape (days, Flow, GROUPS) [persons]."""
        self.stocks: Int32Array = np.zeros((clock.days, len(Stock), GROUPS), np.int32)
        self.tallies: Int64Array = persons.store.tallies
        self.ledger: Int64Array = np.zeros((clock.days, len(LEDGER)), np.int64)
        self.stays = Stays(persons.store)
        self.sectors: Int32Array = persons.store.sectors
        self.met: Int32Array = persons.store.met
        self.tracks: Int64Array = persons.store.dispositions
        """Arrested persons by track and order, shape (years, ARREST_SOURCES, GROUPS, Track, Order) [persons]."""
        self.returns: Int64Array = persons.store.returns

    def count(self, flow: Flow, rows: Rows, day: int) -> None:
        """Count each of these persons once in a flow of the day."""
        if len(rows):
            _count_all(self._persons.state, rows, int(flow), day)

    def meet(self, rows: Rows, day: int) -> None:
        """Write down where a batch was met."""
        if len(rows):
            _meet_all(self._persons.state, rows, day)

    def tally(self, tally: Tally, day: int, amount: int) -> None:
        """Add a whole number to a daily sum."""
        self.tallies[day, tally] += amount

    def begin(self, queue: Queue, rows: Rows, day: int) -> None:
        """Let a wait begin for each of these persons."""
        if len(rows):
            _begin_all(self._persons.state, rows, int(queue), day)

    def end(self, queue: Queue, rows: Rows, day: int, cause: Cause) -> None:
        """End the wait of those among these persons who are waiting."""
        if len(rows):
            _end_all(self._persons.state, rows, int(queue), day, int(cause))

    def cut_off(self, day: int) -> None:
        """Write down the waits that go on when the run ends."""
        _cut_off(self._persons.state, day)

    def waits(self) -> WaitTable:
        """All spells of waiting that have ended, in a fixed order."""
        return wait_table(self._persons.store, self._clock)


@rule
def _count_all(world: State, rows: Ints, flow: int, day: int) -> None:
    people = world.people
    for row in rows:
        count(world, people[row], flow, day)


@rule
def _meet_all(world: State, rows: Ints, day: int) -> None:
    people = world.people
    for row in rows:
        record_encounter(world, people[row], day)


@rule
def _begin_all(world: State, rows: Ints, wait: int, day: int) -> None:
    people = world.people
    for row in rows:
        begin_wait(world, people[row], wait, day)


@rule
def _end_all(world: State, rows: Ints, wait: int, day: int, cause: int) -> None:
    people = world.people
    for row in rows:
        end_wait(world, people[row], wait, day, cause)


@rule
def _cut_off(world: State, day: int) -> None:
    people = world.people
    for row in range(world.numbers[PERSONS]):
        for wait in range(_WAITS):
            end_wait(world, people[row], wait, day, _STILL_WAITING)
