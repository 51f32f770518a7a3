"""The stations of the pipeline as rules of one person; every morning they look back on the day that ends then."""

from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES
from sim.base.draws import Stream
from sim.engine.compiled import Bundle, Field, Flags, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import candidate, draw, draw_again, quantile
from sim.engine.event_calendar import due, schedule
from sim.engine.numbers import KEEP, Case, Docket, Event, Nationality, PersonClass, Place, Source
from sim.engine.queues import Queue, join, serve
from sim.engine.state import PERSONS, State
from sim.engine.verbs import enter, move, touch
from tools.benchmarks.pipeline.within_a_day import in_order, morning_after, serve_first
from tools.benchmarks.pipeline.work import (
    COURT_SHARE,
    DAYS,
    DESTINATIONS,
    DOCKET_HOUR,
    FEAR_SHARE,
    LAST_SHARE,
    LONGEST_WAIT,
    REMOVED_SHARE,
    SEATS,
    Tale,
)

TALE = np.dtype([(field.name, field.type) for field in fields(Tale)])
A_DAY = 288
"""Services are tabled in units of five minutes [units a day]."""
PROCESSED, INTERVIEWED = 0, 1
"""Which service is which."""
_RETURN_RELEASED, _RETURN_DETAINED = 29, 8
_GROUP = int(Nationality.OTHER * CLASSES + PersonClass.SINGLE_ADULT)
_LAST_DESTINATION = len(DESTINATIONS) - 1


def _stream(decision: str) -> Word:
    """The key of a decision, made of the seed."""
    made: Any = Field(lambda seed: Stream(seed, decision, 1).key)
    return made  # typed as what is read


@bundle
class Stations(Bundle):
    """Hold rooms, officers, beds, dockets and aircraft."""

    tale: list[Tale]
    """One record of what happened."""
    arrivals: Ints
    """Persons who arrive on each day, shape (DAYS,) [persons]."""
    names: NDArray[np.uint64]
    """The word of the month in which each day lies, shape (DAYS,)."""
    numbers: Ints
    """Persons who arrived in the month before each day, shape (DAYS,) [persons]."""
    is_sitting: Flags
    """Whether the courts sit on each day, shape (DAYS + 1,)."""
    at: Floats
    """When each person came to where they now wait, shape (rows,) [days]."""
    servers: Floats
    """When each server falls free, as a heap [days]."""
    officers: Floats
    services: Floats
    slots: Ints
    """Hearings a working day, shape (Docket,)."""
    free_beds: int
    boarding: NDArray[np.int64]
    """Those who wait for the next flight in the order of time, shape (destinations, SEATS) [rows]."""
    aboard: Ints
    """How many they are, shape (destinations,) [persons]."""
    seen: float
    """Has no meaning."""
    time: Word = _stream("time")
    service: Word = _stream("service")
    track: Word = _stream("track")
    interview: Word = _stream("interview")
    last: Word = _stream("last")
    outcome: Word = _stream("outcome")
    destination: Word = _stream("destination")


@rule
def look_back(world: State, stations: Stations, day: int) -> None:
    """Move everyone who is due at nine in the morning."""
    if day < DAYS:
        _admit(world, stations, day)
    _process(world, stations, day)
    _screen(world, stations, day)
    _join_court(world, stations, day)
    if stations.is_sitting[day]:
        _hear(world, stations, world.dockets[Docket.DETAINED], Docket.DETAINED, day)
        _hear(world, stations, world.dockets[Docket.GENERAL], Docket.GENERAL, day)
    _fly(world, stations, day)


@rule
def _enter(world: State, name: Word, number: int) -> int:
    """Let the next candidate of a name come into the world; the row."""
    row = world.numbers[PERSONS]
    world.numbers[PERSONS] += 1
    enter(world, world.people[row], row, candidate(name, number), Source.BORDER, _GROUP)
    return row


@rule
def open_backlog(world: State, stations: Stations, name: Word, count: int) -> None:
    """Enter those whose cases are open when the clock starts."""
    queue = world.dockets[Docket.GENERAL]
    for number in range(count):
        row = _enter(world, name, number)
        person = world.people[row]
        move(world, person, row, Place.AT_LARGE, KEEP, KEEP)
        move(world, person, row, KEEP, Case.SERVED, KEEP)
        move(world, person, row, KEEP, Case.PENDING, Docket.GENERAL)
        join(world.people, queue, person, row, 0)
    stations.tale[0].released_pending = count


@rule
def _admit(world: State, stations: Stations, day: int) -> None:
    """Enter the people of a day, at times that are drawn."""
    for number in range(stations.numbers[day], stations.numbers[day] + stations.arrivals[day]):
        row = _enter(world, stations.names[day], number)
        stations.at[row] = day + draw(world.people[row], stations.time)
        schedule(world, world.people[row], row, Event.ARRIVAL, morning_after(stations.at[row]))


@rule
def _process(world: State, stations: Stations, day: int) -> None:
    """Process those who arrived, and send each on: to an officer, to court or home."""
    tale, wait = stations.tale[0], 0.0
    for row in in_order(stations.at, due(world, Event.ARRIVAL, day), day):
        person, arrival = world.people[row], stations.at[row]
        move(world, person, row, Place.HOLD, KEEP, KEEP)
        service = quantile(stations.services, PROCESSED, draw(person, stations.service)) / A_DAY
        start = serve_first(stations.servers, arrival, service)
        tale.arrived += 1
        if start <= DAYS:
            tale.processed += 1
            wait += start - arrival
        stations.at[row] = start + service
        ready, uniform = morning_after(start + service), draw(person, stations.track)
        if uniform < FEAR_SHARE:
            move(world, person, row, KEEP, Case.CREDIBLE_FEAR, KEEP)
            schedule(world, person, row, Event.INTERVIEW, ready)
        elif uniform < FEAR_SHARE + (1 - FEAR_SHARE) * COURT_SHARE:
            schedule(world, person, row, Event.FILING, ready)
        else:
            move(world, person, row, KEEP, Case.FINAL, KEEP)
            schedule(world, person, row, Event.DEPARTURE, ready)
    tale.processing_wait += wait


@rule
def _screen(world: State, stations: Stations, day: int) -> None:
    """Interview those who claimed fear, and send them to court."""
    tale, wait = stations.tale[0], 0.0
    for row in in_order(stations.at, due(world, Event.INTERVIEW, day), day):
        person, ready = world.people[row], stations.at[row]
        service = quantile(stations.services, INTERVIEWED, draw(person, stations.interview)) / A_DAY
        start = serve_first(stations.officers, ready, service)
        if start <= DAYS:
            tale.screened += 1
            wait += start - ready
        stations.at[row] = start + service
        schedule(world, person, row, Event.FILING, morning_after(start + service))
    tale.screening_wait += wait


@rule
def _join_court(world: State, stations: Stations, day: int) -> None:
    """Put those whose papers are filed in a bed if one is free, and on a docket; and those who come back to theirs."""
    tale, people = stations.tale[0], world.people
    detained, released = world.dockets[Docket.DETAINED], world.dockets[Docket.GENERAL]
    for row in in_order(stations.at, due(world, Event.FILING, day), day):
        person, has_bed = people[row], stations.free_beds > 0
        move(world, person, row, Place.ADULT_BED if has_bed else Place.AT_LARGE, Case.SERVED, KEEP)
        move(world, person, row, KEEP, Case.PENDING, Docket.DETAINED if has_bed else Docket.GENERAL)
        if has_bed:
            stations.free_beds -= 1
            tale.bedded += 1
            join(people, detained, person, row, day)
        else:
            tale.released_pending += 1
            join(people, released, person, row, day)
    back = due(world, Event.HEARING, day)
    touch(world, back)
    for row in back:
        if people[row].docket == Docket.DETAINED:
            join(people, detained, people[row], row, day)
        else:
            join(people, released, people[row], row, day)


@rule
def _hear(world: State, stations: Stations, queue: Queue, docket: int, day: int) -> None:
    """Hear the first in line of a docket; some come back, and of those who do not some go to the next flight."""
    now, first_heard, first_wait, decided, stay = day + DOCKET_HOUR, 0, 0.0, 0, 0.0
    away = _RETURN_DETAINED if docket == Docket.DETAINED else _RETURN_RELEASED
    rows = serve(world.people, queue, stations.slots[docket], False)
    _touch(world, stations, rows)
    for row in rows:
        person, waited = world.people[row], now - stations.at[row]
        times = int64(person.hearings)
        person.hearings = times + 1
        if times == 0:
            first_heard += 1
            first_wait += waited
        if draw_again(person, times, stations.last) >= LAST_SHARE:
            schedule(world, person, row, Event.HEARING, day + away)
            continue
        decided += 1
        stay += waited
        stations.at[row] = now
        if draw(person, stations.outcome) < REMOVED_SHARE:
            move(world, person, row, Place.AT_LARGE, Case.FINAL, Docket.NONE)
            schedule(world, person, row, Event.DEPARTURE, day)
        else:
            move(world, person, row, Place.AT_LARGE, Case.RELIEF, Docket.NONE)
    tale = stations.tale[0]
    tale.hearings += len(rows)
    if docket == Docket.DETAINED:
        stations.free_beds += decided
        tale.left_bed += decided
        tale.stay += stay
    else:
        tale.released_pending -= decided
        tale.first_heard += first_heard
        tale.first_wait += first_wait


@rule
def _touch(world: State, stations: Stations, rows: Ints) -> None:
    """Fetch all that is known of persons from memory, many at once."""
    seen, at, cells = 0.0, stations.at, world.cells
    touch(world, rows)
    for row in rows:
        seen += at[row] + cells[row]
    stations.seen = seen  # or the loop would be left out


@rule
def _fly(world: State, stations: Stations, day: int) -> None:
    """Let people board since yesterday morning; aircraft leave full, or when the first has waited long enough."""
    at, boarding, aboard = stations.at, stations.boarding, stations.aboard
    for row in in_order(at, due(world, Event.DEPARTURE, day), day):
        uniform, to = draw(world.people[row], stations.destination), 0
        while to < _LAST_DESTINATION and DESTINATIONS[to] <= uniform:
            to += 1
        if aboard[to] and at[boarding[to, 0]] + LONGEST_WAIT <= at[row]:
            _leave(world, stations, to)
        boarding[to, aboard[to]] = row
        aboard[to] += 1
        if aboard[to] == SEATS:
            _leave(world, stations, to)
    for to in range(len(aboard)):
        if aboard[to] and at[boarding[to, 0]] + LONGEST_WAIT <= day + DOCKET_HOUR:
            _leave(world, stations, to)


@rule
def _leave(world: State, stations: Stations, to: int) -> None:
    """Carry those aboard out of the country."""
    for seat in range(stations.aboard[to]):
        row = stations.boarding[to, seat]
        move(world, world.people[row], row, Place.ABROAD, KEEP, KEEP)
    stations.tale[0].flights += 1
    stations.tale[0].removed += stations.aboard[to]
    stations.aboard[to] = 0
