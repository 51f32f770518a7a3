"""Changes of state that a rule may make: move a person, count an event, begin or end a wait."""

import numpy as np

from sim.base.codes import ARREST_SOURCES, CLASSES, DELAY_EDGES
from sim.base.codes import GROUPS as _GROUPS
from sim.engine import columns, vocabulary
from sim.engine.columns import CITY_ACROSS, STREAM_OF_MEXICO
from sim.engine.compiled import Ints, Word, int64, rule
from sim.engine.diagrams import CASES, DOCKET_BITS, GROUP_BITS
from sim.engine.draws import FAMILY, draw_anew, is_head, mixed, step
from sim.engine.numbers import KEEP, NEVER, ON_MEXICO_DOCKET, BookIn, Cause, Docket, PersonClass, Source, Wait
from sim.engine.person import Person
from sim.engine.state import FAMILIES, IN_MEXICO, PLACE_OF_WAIT, SEEN, SPELLS, UNDECIDED, UNDECIDED_SINCE, State

LONGEST = 1 << 14
"""Ages of spells are kept below this many days, longer than any recorded wait [days]."""
STATE_SHIFT = DOCKET_BITS + GROUP_BITS
"""A cell is a state, shifted by this, with docket and group in the low bits [bits]."""
_DOCKET_SHIFT = GROUP_BITS
_CITY_ACROSS = CITY_ACROSS.astype(np.int64)
_WAITS, _CAUSES, _STREAMS = len(vocabulary.Wait), len(vocabulary.Cause), len(columns.BookIn)
_EVENTS = len(columns.Event)
YEARS = 64
"""More fiscal years than any run touches [years]."""


_SOURCES = len(ARREST_SOURCES)
_NO_SECTOR = int(columns.NO_SECTOR)
_DELAYS = np.repeat(np.arange(len(DELAY_EDGES) - 1), np.diff(DELAY_EDGES))
"""Which delay a number of days from arrest to return is counted under, shape (730,)."""


class ForbiddenError(Exception):
    """A rule asked for a move that the diagrams do not have; who and where stands in the state."""


@rule
def cell_of(person: Person) -> int:
    """The number of the cell in which a person is counted."""
    state = int64(person.place) * CASES + person.case
    return (state << STATE_SHIFT) | (int64(person.docket) << _DOCKET_SHIFT) | int64(person.group)


@rule
def enter(world: State, person: Person, row: int, key: Word, source: int, group: int) -> None:
    """Let a person come into the world, abroad and with no case, to whom nothing has happened."""
    person.key = world.keys[row] = key
    person.draw_key = step(key, 0)
    for kind in range(_EVENTS):
        person.due[kind] = NEVER
    for wait in range(_WAITS):
        person.since[wait] = NEVER
    person.encounter_day = person.arrested = person.repatriated = person.relieved = person.filed = person.ready = NEVER
    person.sector = _NO_SECTOR
    person.source, person.group = source, group
    person.nationality, person.kind = group // CLASSES, group % CLASSES
    world.cells[row] = cell_of(person)
    world.counts[world.cells[row]] += 1


@rule
def move(world: State, person: Person, row: int, place: int, case: int, docket: int) -> None:
    """Move a person; the only way a place, a case or a docket changes. KEEP leaves one of them as it is."""
    before = int64(person.place) * CASES + person.case
    if place == KEEP:
        place = int64(person.place)
    if case == KEEP:
        case = int64(person.case)
    if docket == KEEP:
        docket = int64(person.docket)
    after = place * CASES + case
    if not world.allowed[before, after]:
        world.wrong[0], world.wrong[1], world.wrong[2] = row, before, after
        raise ForbiddenError
    world.counts[world.cells[row]] -= 1
    person.place, person.case, person.docket = place, case, docket
    world.cells[row] = cell_of(person)
    world.counts[world.cells[row]] += 1


@rule
def arrest(person: Person) -> None:
    """Count one more arrest of a person; the decisions that follow are drawn anew."""
    person.arrests = int64(person.arrests) + 1
    draw_anew(person)


@rule
def go_alone(world: State, person: Person, row: int) -> None:
    """Let a member of a family be a child alone from here on, with a key and draws of its own."""
    person.key = world.keys[row] = mixed(person.key) & FAMILY
    person.draw_key = step(person.key, int64(person.arrests))
    person.kind = PersonClass.UNACCOMPANIED_CHILD
    person.group = int64(person.nationality) * CLASSES + PersonClass.UNACCOMPANIED_CHILD


@rule
def count(world: State, person: Person, flow: int, day: int) -> None:
    """Count a person once in a flow of the day."""
    world.flows[day, flow, person.group] += 1


@rule
def count_on_docket(world: State, person: Person, flow: int, docket: int, day: int) -> None:
    """Count a person in a flow of the day, and once more beside it on the docket of people who wait in Mexico."""
    count(world, person, flow, day)
    if docket == Docket.MEXICO:
        count(world, person, ON_MEXICO_DOCKET[flow], day)


@rule
def record_disposition(world: State, person: Person, day: int) -> None:
    """Write down what is decided of a person arrested today, and under which order."""
    if person.source < _SOURCES:
        world.dispositions[world.year[day], person.source, person.group, person.disposition, person.order] += 1


@rule
def record_encounter(world: State, person: Person, day: int) -> None:
    """Write down when and where officers met a person: between ports by sector, at a port, or inside the country."""
    person.encounter_day = day
    if person.source < _SOURCES:
        world.encounters[day, person.source, person.group] += 1
    if person.source == Source.BORDER and person.sector != _NO_SECTOR:
        world.sectors[day, person.sector, person.kind] += 1


@rule
def record_return(world: State, person: Person, kind: int, day: int) -> None:
    """Write down in which way, a code of Return, and how long after the arrest a person was returned."""
    if person.source < _SOURCES and person.encounter_day != NEVER:
        days = day - int64(person.encounter_day)
        if days < len(_DELAYS):
            world.returns[person.source, person.group, kind, _DELAYS[days]] += 1


@rule
def begin_wait(world: State, person: Person, wait: int, day: int) -> None:
    """Let a wait begin."""
    person.since[wait] = day
    _count_stay(world, person, wait, day, 1)


@rule
def end_wait(world: State, person: Person, wait: int, day: int, cause: int) -> None:
    """End a wait of a person, if it goes on."""
    began = int64(person.since[wait])
    if began == NEVER:
        return
    stream = _stream_of(person, wait)
    year = world.year[min(day, len(world.year) - 1)]
    if began >= 0:
        kind = PLACE_OF_WAIT[wait, stream]
        world.ended[kind, year, cause, person.group, day - began] += 1
        longest = world.longest[kind, year, cause, person.group]
        world.longest[kind, year, cause, person.group] = max(longest, day - began + 1)
    else:
        _note_early(world, spell_code(wait, person.group, stream, year, cause, -began, day - began))
    _count_stay(world, person, wait, began, -1)
    person.since[wait] = NEVER


@rule
def end_return(world: State, person: Person, flow: int, day: int) -> None:
    """Count how a judge's decision ended the stay in Mexico of a person who waits there, and end the wait."""
    if person.since[Wait.MEXICO] != NEVER:
        count(world, person, flow, day)
        end_wait(world, person, Wait.MEXICO, day, Cause.SERVED)


@rule
def _stream_of(person: Person, wait: int) -> int:
    """What waits of one kind are told apart by: stays in beds by how they began, waits for a judge by docket."""
    if wait == Wait.DETENTION:
        return int64(person.book_in)
    if wait in (Wait.FIRST_HEARING, Wait.DECISION) and person.docket == Docket.MEXICO:
        return STREAM_OF_MEXICO
    return 0


@rule
def spell_code(wait: int, group: int, stream: int, year: int, cause: int, entry: int, exit_age: int) -> int:
    """One number for all that is told apart of a spell of waiting, in the order of the table of waits."""
    code = (int64(wait) * _GROUPS + group) * _STREAMS + stream
    code = (code * YEARS + year) * _CAUSES + cause
    return (code * LONGEST + min(entry, LONGEST - 1)) * LONGEST + min(exit_age, LONGEST - 1)


@rule
def _note_early(world: State, code: int) -> None:
    """Write down a wait that had begun before the first day."""
    if world.numbers[SPELLS] == len(world.ended_early):
        shorter = world.ended_early
        world.ended_early = np.empty(2 * len(shorter), np.int64)
        for i in range(len(shorter)):
            world.ended_early[i] = shorter[i]
    world.ended_early[world.numbers[SPELLS]] = code
    world.numbers[SPELLS] += 1


@rule
def _count_stay(world: State, person: Person, wait: int, began: int, sign: int) -> None:
    """Keep count of stays in a hold, in a bed of ICE, on alternatives to detention and in Mexico."""
    if wait == Wait.CBP_HOLD:
        world.in_hold[began] += sign
    elif wait == Wait.DETENTION:
        world.in_beds[person.book_in, person.group] += sign
        if person.book_in == BookIn.FAMILY and is_head(person):
            world.numbers[FAMILIES] += sign
    elif wait == Wait.DECISION:
        world.numbers[UNDECIDED] += sign
        world.numbers[UNDECIDED_SINCE] += sign * began
    elif wait == Wait.ALTERNATIVES:
        world.enrolled[person.group] += sign
    elif wait == Wait.MEXICO:
        world.in_cities[_CITY_ACROSS[person.sector], person.group] += sign
        world.numbers[IN_MEXICO] += sign


@rule
def touch(world: State, rows: Ints) -> None:
    """Fetch persons from memory, many at once, before rules look at them one by one; twice as quick nationally."""
    seen, people = 0, world.people
    for row in rows:
        seen += people[row].has_document + people[row].ticket[0]
    world.numbers[SEEN] = seen  # or the loop would be left out
