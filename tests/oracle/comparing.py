"""The engine and the oracle are laid side by side: person for person by key, and number for number by day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.words import GROUPS
from sim.model.context import Context
from sim.world.columns import NEVER, Appointment
from sim.world.items import ITEM, LEDGER
from sim.world.persons import Persons
from sim.world.recording import WaitTable
from sim.world.vocabulary import Flow, Queue, Stock, Tally
from tests.oracle.people import Person
from tests.oracle.world import Spell, World

_NAMES = ("nationality", "kind", "source", "place", "case", "docket", "track", "order", "authority", "mode", "release",
          "arrests", "hearings", "has_prior_order", "is_returnable", "is_prosecuted", "is_subsequent", "claimed_fear")  # fmt: skip
"""What is known of a person and is a code, a count or a statement."""
_DAYS = ("arrested", "repatriated", "relieved")
"""What is known of a person and is a day, or nothing."""
Known = dict[str, int | None]


@dataclass(frozen=True)
class Comparison:
    """What was compared, and where the two differ."""

    persons: int
    """Persons found in both [persons]."""
    numbers: int
    """Daily numbers compared [numbers]."""
    differences: tuple[str, ...]
    """One line for each person or number that differs."""
    events: Counter[str]
    """Persons by flow in the oracle, to see what the world went through."""


def compare(engine: Context, oracle: World) -> Comparison:
    """Compare everybody and everything."""
    theirs, ours = dict(_in_engine(engine.persons)), {person.key: _in_oracle(person) for person in oracle.people}
    differences = [f"person {key:#x} is in one world only" for key in sorted(theirs.keys() ^ ours.keys())]
    both = sorted(theirs.keys() & ours.keys())
    for key in both:
        wrong = [
            f"{name} {theirs[key][name]} / {ours[key][name]}"
            for name in ours[key]
            if ours[key][name] != theirs[key][name]
        ]
        if wrong:
            differences.append(f"person {key:#x}: {', '.join(wrong)}")
    numbers = 0
    for name, expected, found in _tables(engine, oracle):
        numbers += expected.size
        for place in np.argwhere(expected != found).tolist():
            differences.append(f"{name} {place}: {expected[tuple(place)]} / {found[tuple(place)]}")
    spells = _spells(engine.record.spells.table())
    for spell in sorted(spells.keys() | oracle.book.spells.keys()):
        if spells[spell] != oracle.book.spells[spell]:
            differences.append(f"wait {Queue(spell[0]).name} {spell}: {spells[spell]} / {oracle.book.spells[spell]}")
    events = Counter[str]()
    for counts in oracle.book.flows.values():
        for (flow, _), count in counts.items():
            events[flow.name] += count
    return Comparison(len(both), numbers, tuple(differences), events)


def _in_engine(persons: Persons) -> Iterator[tuple[int, Known]]:
    """What the engine knows of each person, by key."""
    columns = {name: getattr(persons, name).astype(np.int64) for name in (*_NAMES, *_DAYS)}
    columns |= {f"due {date.name}": persons.due[date] for date in Appointment}
    columns |= {f"since {queue.name}": persons.since[queue] for queue in Queue}
    known = {name: column[: persons.size].tolist() for name, column in columns.items()}
    for row, key in enumerate(persons.key[: persons.size].tolist()):
        yield key, {name: None if values[row] == NEVER else values[row] for name, values in known.items()}


def _in_oracle(person: Person) -> Known:
    """What the oracle knows of a person."""
    known: Known = {name: int(getattr(person, name)) for name in _NAMES}
    known |= {name: getattr(person, name) for name in _DAYS}
    known |= {f"due {date.name}": person.diary.get(date) for date in Appointment}
    known |= {f"since {queue.name}": person.since.get(queue) for queue in Queue}
    return known


def _tables(engine: Context, oracle: World) -> Iterator[tuple[str, NDArray[np.int64], NDArray[np.int64]]]:
    """Each daily table of the engine, and the same of the oracle."""
    days, book = len(oracle.days), oracle.book
    flows = np.zeros((days, len(Flow), GROUPS), np.int64)
    stocks = np.zeros((days, len(Stock), GROUPS), np.int64)
    tallies = np.zeros((days, len(Tally)), np.int64)
    cents = np.zeros((days, len(LEDGER)), np.int64)
    for day in oracle.days:
        for (flow, group), count in book.flows[day].items():
            flows[day, flow, group] = count
        for (stock, group), count in book.stocks[day].items():
            stocks[day, stock, group] = count
        for tally, amount in book.tallies[day].items():
            tallies[day, tally] = amount
        for item, amount in book.cents[day].items():
            cents[day, ITEM[item]] = amount
    yield "flow", engine.record.flows.astype(np.int64), flows
    yield "stock", engine.record.stocks.astype(np.int64), stocks
    yield "tally", engine.record.tallies, tallies
    yield "cents", engine.record.ledger, cents


def _spells(table: WaitTable) -> Counter[Spell]:
    """The waits that ended, counted."""
    columns = (table.queue, table.group, table.fiscal_year, table.cause, table.entry, table.exit)
    spells = zip(*(column.tolist() for column in columns), strict=True)
    return Counter(dict(zip(spells, table.count.tolist(), strict=True)))
