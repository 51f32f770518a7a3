"""The engine and the oracle are laid side by side: person for person by key, and number for number by day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import GROUPS
from sim.engine.columns import NEVER, Event
from sim.engine.persons import Persons, wait_table
from sim.engine.recording import ITEM, LEDGER, AgeTable, WaitTable
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.model.accounts import ledger
from sim.model.context import Context
from sim.model.end_of_day import Ages
from tests.oracle.people import Person
from tests.oracle.world import Codes, World

_NAMES = (
    *(
        "nationality",
        "kind",
        "source",
        "place",
        "case",
        "docket",
        "disposition",
        "order",
        "authority",
        "mode",
        "release",
        "book_in",
    ),
    *(
        "manner",
        "arrests",
        "hearings",
        "has_prior_order",
        "fear_found",
        "is_returnable",
        "is_prosecuted",
        "is_subsequent",
        "has_document",
        "sector",
        "mexico_exit",
        "was_prosecuted",
    ),
)
"""What is known of a person and is a code, a count or a statement."""
_DAYS = ("encounter_day", "arrested", "repatriated", "relieved", "filed", "ready")
"""What is known of a person and is a day, or nothing."""
_OF_WAITS = ("queue", "group", "stream", "fiscal_year", "cause", "entry", "exit")
_OF_AGES = ("fiscal_year", "docket", "age")
Known = dict[str, int | None]


@dataclass(frozen=True)
class Comparison:
    """What was compared, and where the two differ."""

    persons: int
    """Persons found in both [persons]."""
    numbers: int
    """Cells of daily tables, kinds of waits and ages compared [numbers]."""
    differences: tuple[str, ...]
    """One line for each person or number that differs."""
    events: Counter[Flow]
    """Persons by flow in the oracle, to see what the world went through."""


def compare(engine: Context, ages: Ages, oracle: World) -> Comparison:
    """Compare everybody and everything.

    Args:
        engine: the world of the engine after the last day.
        ages: the ages of pending cases that the engine wrote down.
        oracle: the world of the oracle after the last day.
    """
    theirs, ours = (
        dict(_in_engine(engine.persons)),
        {person.key: _in_oracle(oracle, person) for person in oracle.people},
    )
    tables = list(_tables(engine, oracle))
    counts = [
        ("wait", _counter(wait_table(engine.record, engine.inputs.clock), _OF_WAITS), oracle.book.spells),
        ("age", _counter(ages.table(), _OF_AGES), oracle.book.ages),
    ]
    differences = [
        *_persons_that_differ(theirs, ours),
        *(line for name, expected, found in tables for line in _cells_that_differ(name, expected, found)),
        *(line for name, expected, found in counts for line in _counts_that_differ(name, expected, found)),
    ]
    return Comparison(
        persons=len(theirs.keys() & ours.keys()),
        numbers=sum(table.size for _, table, _ in tables) + sum(len(counted) for _, counted, _ in counts),
        differences=tuple(differences),
        events=_events(oracle),
    )


def _persons_that_differ(theirs: dict[int, Known], ours: dict[int, Known]) -> Iterator[str]:
    for key in sorted(theirs.keys() | ours.keys()):
        if key not in theirs or key not in ours:
            yield f"person {key:#x} is only in the {'oracle' if key in ours else 'engine'}"
            continue
        expected, found = theirs[key], ours[key]
        wrong = [f"{name} {expected[name]} / {found[name]}" for name in found if found[name] != expected[name]]
        if wrong:
            yield f"person {key:#x}: {', '.join(wrong)}"


def _cells_that_differ(name: str, expected: NDArray[np.int64], found: NDArray[np.int64]) -> Iterator[str]:
    for place in np.argwhere(expected != found).tolist():
        yield f"{name} {place}: {expected[tuple(place)]} / {found[tuple(place)]}"


def _counts_that_differ(name: str, expected: Counter[Codes], found: Counter[Codes]) -> Iterator[str]:
    for codes in sorted(expected.keys() | found.keys()):
        if expected[codes] != found[codes]:
            yield f"{name} {codes}: {expected[codes]} / {found[codes]}"


def _events(oracle: World) -> Counter[Flow]:
    """Persons by flow over the run."""
    events = Counter[Flow]()
    for counts in oracle.book.flows.values():
        for (flow, _), count in counts.items():
            events[flow] += count
    return events


def _in_engine(persons: Persons) -> Iterator[tuple[int, Known]]:
    """What the engine knows of each person, by key."""
    columns = {name: getattr(persons, name).astype(np.int64) for name in (*_NAMES, *_DAYS)}
    columns |= {f"due {date.name}": persons.due[date] for date in Event}
    columns |= {f"since {queue.name}": persons.since[queue] for queue in Wait}
    known = {name: column[: persons.size].tolist() for name, column in columns.items()}
    for row, key in enumerate(persons.key[: persons.size].tolist()):
        yield key, {name: None if values[row] == NEVER else values[row] for name, values in known.items()}


def _in_oracle(oracle: World, person: Person) -> Known:
    """What the oracle knows of a person; a notice on the desk of a clerk has been due since it came there."""
    known: Known = {name: int(getattr(person, name)) for name in _NAMES}
    known |= {name: getattr(person, name) for name in _DAYS}
    known |= {f"due {date.name}": person.diary.get(date) for date in Event}
    if person in oracle.desk.joined:
        known[f"due {Event.FILING.name}"] = oracle.desk.joined[person][1]
    known |= {f"since {queue.name}": person.since.get(queue) for queue in Wait}
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
    yield "cents", ledger(engine.inputs, engine.record), cents


def _counter(table: WaitTable | AgeTable, columns: tuple[str, ...]) -> Counter[Codes]:
    """A table of the engine as a count by codes."""
    codes = zip(*(getattr(table, column).tolist() for column in columns), strict=True)
    return Counter(dict(zip(codes, table.count.tolist(), strict=True)))
