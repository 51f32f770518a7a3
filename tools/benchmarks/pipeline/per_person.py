"""The pipeline in simpy with one generator a person: as textbooks write it, and squeezed."""

import gc
import random
from collections import deque
from collections.abc import Generator
from typing import Any

import simpy

from tools.benchmarks.pipeline.work import (
    ADJOURNED_DETAINED,
    ADJOURNED_RELEASED,
    COURT_SHARE,
    DAYS,
    DESTINATIONS,
    DOCKET_HOUR,
    FEAR_SHARE,
    INTERVIEW,
    LAST_SHARE,
    LONGEST_WAIT,
    PROCESSING,
    REMOVED_SHARE,
    SEATS,
    Size,
    Tale,
    is_working,
)

Steps = Generator[simpy.Event, Any, None]


def play_textbook(size: Size, seed: int, days: float = DAYS) -> Tale:
    """Resources and containers of simpy for everything."""
    return _Pipeline(size, seed, _ContainerDocket).run(days)


def play_squeezed(size: Size, seed: int, days: float = DAYS) -> Tale:
    """A docket that is a deque of events, and no garbage collection."""
    gc.collect()
    gc.disable()
    try:
        return _Pipeline(size, seed, _DequeDocket).run(days)
    finally:
        gc.enable()


class _ContainerDocket:
    """Slots are put into a container every working day; unused ones lapse."""

    def __init__(self, env: simpy.Environment, slots: int) -> None:
        self._env, self._slots, self._pool = env, slots, simpy.Container(env)
        env.process(self._open())

    def hearing(self) -> simpy.Event:
        """Wait for a slot."""
        return self._pool.get(1)

    def _open(self) -> Steps:
        for day in range(DAYS):
            yield self._env.timeout(day + DOCKET_HOUR - self._env.now)
            if is_working(day):
                if self._pool.level:
                    yield self._pool.get(self._pool.level)
                yield self._pool.put(self._slots)


class _DequeDocket:
    """The first in line are called every working day."""

    def __init__(self, env: simpy.Environment, slots: int) -> None:
        self._env, self._slots = env, slots
        self._line: deque[simpy.Event] = deque()
        env.process(self._open())

    def hearing(self) -> simpy.Event:
        """Wait for a slot."""
        event = simpy.Event(self._env)
        self._line.append(event)
        return event

    def _open(self) -> Steps:
        for day in range(DAYS):
            yield self._env.timeout(day + DOCKET_HOUR - self._env.now)
            if is_working(day):
                for _ in range(min(self._slots, len(self._line))):
                    self._line.popleft().succeed()


class _Flight:
    """An aircraft to one destination; it leaves full, or when its first passenger has waited long enough."""

    def __init__(self, env: simpy.Environment, tale: Tale) -> None:
        self._env, self._tale, self._aboard = env, tale, 0
        self._full, self._first, self._gone = env.event(), env.event(), env.event()
        env.process(self._fly())

    def board(self) -> simpy.Event:
        """Take a seat; the event returned is the departure."""
        gone = self._gone
        self._aboard += 1
        if self._aboard == 1:
            self._first.succeed()
        if self._aboard == SEATS:
            full = self._full
            self._leave()
            full.succeed()
        return gone

    def _fly(self) -> Steps:
        while True:
            yield self._first
            full = self._full
            yield full | self._env.timeout(LONGEST_WAIT)
            if not full.triggered:
                self._leave()

    def _leave(self) -> None:
        self._tale.flights += 1
        self._tale.removed += self._aboard
        self._gone.succeed()
        self._aboard = 0
        self._full, self._first, self._gone = self._env.event(), self._env.event(), self._env.event()


class _Pipeline:
    def __init__(self, size: Size, seed: int, docket: type[_ContainerDocket] | type[_DequeDocket]) -> None:
        random.seed(seed)
        self.tale = Tale()
        self._size, self._env = size, simpy.Environment()
        env = self._env
        self._servers, self._officers = simpy.Resource(env, size.servers), simpy.Resource(env, size.officers)
        self._beds = simpy.Resource(env, max(size.beds, 1))
        self._detained, self._released = docket(env, size.detained_slots), docket(env, size.released_slots)
        self._flights = [_Flight(env, self.tale) for _ in DESTINATIONS]
        self._cumulative = DESTINATIONS.tolist()
        for _ in range(size.backlog):
            env.process(self._court(has_bed=None))
        env.process(self._arrivals())

    def run(self, days: float) -> Tale:
        """Play the days."""
        self._env.run(days)
        return self.tale

    def _arrivals(self) -> Steps:
        env = self._env
        for day, rate in enumerate(self._size.rates.tolist()):
            at = day + random.expovariate(rate)
            while at < day + 1:
                yield env.timeout(at - env.now)
                env.process(self._person())
                at += random.expovariate(rate)

    def _person(self) -> Steps:
        env, tale = self._env, self.tale
        tale.arrived += 1
        since = env.now
        with self._servers.request() as server:
            yield server
            tale.processed += 1
            tale.processing_wait += env.now - since
            yield env.timeout(random.lognormvariate(*PROCESSING))
        goes_to_court = True
        if random.random() < FEAR_SHARE:
            since = env.now
            with self._officers.request() as officer:
                yield officer
                tale.screened += 1
                tale.screening_wait += env.now - since
                yield env.timeout(random.lognormvariate(*INTERVIEW))
        else:
            goes_to_court = random.random() < COURT_SHARE
        if not goes_to_court:
            yield from self._removal()
        elif self._beds.count < self._beds.capacity:
            bed = self._beds.request()
            yield bed
            tale.bedded += 1
            yield from self._court(has_bed=bed)
        else:
            yield from self._court(has_bed=None)

    def _court(self, has_bed: Any) -> Steps:
        env, tale = self._env, self.tale
        docket, away = (self._released, ADJOURNED_RELEASED) if has_bed is None else (self._detained, ADJOURNED_DETAINED)
        since, is_first = env.now, True
        tale.released_pending += has_bed is None
        while True:
            yield docket.hearing()
            tale.hearings += 1
            if is_first and has_bed is None:
                tale.first_heard += 1
                tale.first_wait += env.now - since
            is_first = False
            if random.random() < LAST_SHARE:
                break
            yield env.timeout(away)
        if has_bed is None:
            tale.released_pending -= 1
        else:
            self._beds.release(has_bed)
            tale.left_bed += 1
            tale.stay += env.now - since
        if random.random() < REMOVED_SHARE:
            yield from self._removal()

    def _removal(self) -> Steps:
        yield self._flights[random.choices(range(len(self._cumulative)), cum_weights=self._cumulative)[0]].board()
