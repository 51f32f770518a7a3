"""The pipeline in salabim, one component a person, with its monitors switched off."""

import random
from collections.abc import Generator
from typing import Any

import salabim

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

Steps = Generator[Any, Any, None]


class _World:
    tale: Tale
    size: Size
    servers: Any
    officers: Any
    detained: Any
    released: Any
    flights: list[Any]
    beds = 0


class _Person(salabim.Component):
    def setup(self, is_backlog: bool, world: _World) -> None:
        self.is_backlog, self.world = is_backlog, world
        self.mode.monitor(False)
        self.status.monitor(False)

    def process(self) -> Steps:
        world, tale, env = self.world, self.world.tale, self.env
        goes_to_court, has_bed = True, False
        if not self.is_backlog:
            tale.arrived += 1
            since = env.now()
            yield self.request(world.servers)
            tale.processed += 1
            tale.processing_wait += env.now() - since
            yield self.hold(random.lognormvariate(*PROCESSING))
            self.release(world.servers)
            if random.random() < FEAR_SHARE:
                since = env.now()
                yield self.request(world.officers)
                tale.screened += 1
                tale.screening_wait += env.now() - since
                yield self.hold(random.lognormvariate(*INTERVIEW))
                self.release(world.officers)
            else:
                goes_to_court = random.random() < COURT_SHARE
            has_bed = goes_to_court and world.beds < world.size.beds
        removed = True
        if goes_to_court:
            world.beds += has_bed
            tale.bedded += has_bed
            tale.released_pending += not has_bed
            line, away = (world.detained, ADJOURNED_DETAINED) if has_bed else (world.released, ADJOURNED_RELEASED)
            since, is_first = env.now(), True
            while True:
                self.enter(line)
                yield self.passivate()
                tale.hearings += 1
                if is_first and not has_bed:
                    tale.first_heard += 1
                    tale.first_wait += env.now() - since
                is_first = False
                if random.random() < LAST_SHARE:
                    break
                yield self.hold(away)
            if has_bed:
                world.beds -= 1
                tale.left_bed += 1
                tale.stay += env.now() - since
            else:
                tale.released_pending -= 1
            removed = random.random() < REMOVED_SHARE
        if removed:
            shares = DESTINATIONS.tolist()
            flight = world.flights[random.choices(range(len(shares)), cum_weights=shares)[0]]
            self.enter(flight.line)
            if len(flight.line) in (1, SEATS):
                flight.activate()
            yield self.passivate()


class _Flight(salabim.Component):
    def setup(self, world: _World) -> None:
        self.line, self.tale = salabim.Queue("flight", monitor=False), world.tale

    def process(self) -> Steps:
        while True:
            if len(self.line) == 0:
                yield self.passivate()
            if len(self.line) < SEATS:
                yield self.hold(LONGEST_WAIT)
            self.tale.flights += 1
            for _ in range(min(SEATS, len(self.line))):
                self.tale.removed += 1
                self.line.pop().activate()


class _Courts(salabim.Component):
    def setup(self, world: _World) -> None:
        self.world = world

    def process(self) -> Steps:
        world = self.world
        slots = ((world.detained, world.size.detained_slots), (world.released, world.size.released_slots))
        for day in range(DAYS):
            yield self.hold(till=day + DOCKET_HOUR)
            if is_working(day):
                for line, places in slots:
                    for _ in range(min(places, len(line))):
                        line.pop().activate()


class _Arrivals(salabim.Component):
    def setup(self, world: _World) -> None:
        self.world = world

    def process(self) -> Steps:
        for day, rate in enumerate(self.world.size.rates.tolist()):
            at = day + random.expovariate(rate)
            while at < day + 1:
                yield self.hold(till=at)
                _Person(is_backlog=False, world=self.world)
                at += random.expovariate(rate)


def play(size: Size, seed: int, days: float = DAYS) -> Tale:
    """Play the days.

    Args:
        size: how large the system is.
        seed: of all draws.
        days: how many.
    """
    random.seed(seed)
    salabim.yieldless(False)
    env = salabim.Environment(random_seed=seed, trace=False)
    world = _World()
    world.tale, world.size = Tale(), size
    world.servers = salabim.Resource("servers", capacity=size.servers, monitor=False)
    world.officers = salabim.Resource("officers", capacity=size.officers, monitor=False)
    world.detained, world.released = salabim.Queue("detained", monitor=False), salabim.Queue("released", monitor=False)
    world.flights = [_Flight(world=world) for _ in DESTINATIONS]
    for _ in range(size.backlog):
        _Person(is_backlog=True, world=world)
    _Courts(world=world)
    _Arrivals(world=world)
    env.run(till=days)
    return world.tale
