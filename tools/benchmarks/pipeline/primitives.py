"""The pipeline from memosim's own parts: records, queues, events, keyed draws and moves, by rules of one person.

A process of simpy wakes the stations every morning at nine.
"""

import math
from collections.abc import Callable, Generator
from datetime import date
from statistics import NormalDist

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.base.days import Clock
from sim.base.draws import hash64
from sim.base.durations import DayTable, lognormal
from sim.engine.compiled import Ints, bound
from sim.engine.diagrams import DOCKETS
from sim.engine.draws import distributions
from sim.engine.numbers import Docket
from sim.engine.state import Store
from tools.benchmarks.pipeline.stations import A_DAY, TALE, Stations, look_back, open_backlog
from tools.benchmarks.pipeline.within_a_day import pool
from tools.benchmarks.pipeline.work import DAYS, DESTINATIONS, INTERVIEW, PROCESSING, SEATS, Size, Tale, is_working

_MONTH = 30
"""People are numbered anew every so many days [days]."""
_DECILE = NormalDist().inv_cdf(0.9)
_CLOCK = Clock(date(2016, 10, 1), DAYS + 1, np.ones(DAYS + 1, np.bool_), {})


def play(size: Size, seed: int) -> Tale:
    """Play five years.

    Args:
        size: how large the system is.
        seed: of all draws.
    """
    arrivals, told = np.random.default_rng(seed).poisson(size.rates), np.zeros(1, TALE)
    store = Store(int(arrivals.sum()) + size.backlog, _CLOCK)
    stations = _stations(size, seed, arrivals, told)
    open_backlog(store.state, stations, hash64("person", "pipeline", "backlog"), size.backlog)
    env = simpy.Environment()
    env.process(_mornings(env, bound(look_back, store.state, stations)))
    env.run()
    return Tale(*told[0].item())


def _stations(size: Size, seed: int, arrivals: Ints, told: NDArray[np.void]) -> Stations:
    months, earlier = np.arange(DAYS) // _MONTH, np.cumsum(arrivals) - arrivals
    names = [hash64("person", "pipeline", str(month * _MONTH)) for month in range(int(months[-1]) + 1)]
    slots = np.zeros(DOCKETS, np.int64)
    slots[Docket.DETAINED], slots[Docket.GENERAL] = size.detained_slots, size.released_slots
    return Stations.of(
        seed,
        tale=told,
        arrivals=arrivals,
        names=np.array(names)[months],
        numbers=earlier - earlier[months * _MONTH],
        is_sitting=np.array([day < DAYS and is_working(day) for day in range(DAYS + 1)]),
        at=np.zeros(int(arrivals.sum()) + size.backlog),
        servers=pool(size.servers),
        officers=pool(size.officers),
        services=distributions([_table(*PROCESSING), _table(*INTERVIEW)]),
        slots=slots,
        free_beds=size.beds,
        seen=0.0,
        boarding=np.zeros((len(DESTINATIONS), SEATS), np.int64),
        aboard=np.zeros(len(DESTINATIONS), np.int64),
    )


def _table(mean: float, spread: float) -> DayTable:
    median = math.exp(mean) * A_DAY
    return lognormal(median, median * math.exp(spread * _DECILE))


def _mornings(env: simpy.Environment, wake: Callable[[int], object]) -> Generator[simpy.Event, None, None]:
    for day in range(DAYS + 1):
        yield env.timeout(day - env.now)
        wake(day)
