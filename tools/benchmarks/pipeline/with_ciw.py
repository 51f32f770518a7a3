"""The pipeline in Ciw; it has no batch departures, so removal is a plain delay of 3.9 days, an easier task.

A docket opens for a hundredth of a day at nine in the morning; a bed is presence at the detained docket.
"""

import random
from collections.abc import Callable
from typing import Any

import ciw

from tools.benchmarks.pipeline.work import (
    ADJOURNED_DETAINED,
    ADJOURNED_RELEASED,
    COURT_SHARE,
    DAYS,
    FEAR_SHARE,
    INTERVIEW,
    LAST_SHARE,
    PROCESSING,
    REMOVED_SHARE,
    Size,
    Tale,
)

_PROCESSING, _SCREENING, _DETAINED, _AWAY_DETAINED, _RELEASED, _AWAY_RELEASED, _REMOVAL = range(1, 8)
_NOWHERE = -1
_OPEN, _HELD = 0.01, 0.02
_REMOVAL_DELAY = 3.9


class _Route(ciw.routing.NodeRouting):
    def __init__(self, choose: Callable[[Any], int]) -> None:
        super().__init__()
        self._choose = choose

    def next_node(self, _: Any) -> Any:
        return self.simulation.nodes[self._choose(self.simulation)]


def play(size: Size, seed: int, days: float = DAYS) -> Tale:
    """Play the days.

    Args:
        size: how large the system is.
        seed: of all draws.
        days: how many.
    """
    ciw.seed(seed)
    random.seed(seed)

    def court(simulation: Any) -> int:
        nodes = simulation.nodes
        held = nodes[_DETAINED].number_of_individuals + nodes[_AWAY_DETAINED].number_of_individuals
        return _DETAINED if held < size.beds else _RELEASED

    def after_processing(simulation: Any) -> int:
        uniform = random.random()
        if uniform < FEAR_SHARE:
            return _SCREENING
        return court(simulation) if uniform < FEAR_SHARE + (1 - FEAR_SHARE) * COURT_SHARE else _REMOVAL

    def after_hearing(away: int) -> Callable[[Any], int]:
        def choose(_: Any) -> int:
            if random.random() >= LAST_SHARE:
                return away
            return _REMOVAL if random.random() < REMOVED_SHARE else _NOWHERE

        return choose

    def slots(places: int) -> Any:
        shifts = [edge for day in range(5) for edge in (day + 0.375, day + 0.375 + _OPEN)]
        return ciw.Schedule(numbers_of_servers=[0, places] * 5 + [0], shift_end_dates=[*shifts, 7])

    fixed, no_limit = ciw.dists.Deterministic, float("inf")
    network = ciw.create_network(
        arrival_distributions=[
            ciw.dists.PoissonIntervals(
                rates=size.rates.tolist(), endpoints=[float(day) for day in range(1, DAYS + 1)], max_sample_date=DAYS
            ),
            *(None, None, None),
            ciw.dists.Sequential([1e-6, no_limit]),
            *(None, None),
        ],
        batching_distributions=[*(fixed(1) for _ in range(4)), fixed(size.backlog), fixed(1), fixed(1)],
        service_distributions=[
            ciw.dists.Lognormal(*PROCESSING),
            ciw.dists.Lognormal(*INTERVIEW),
            *(fixed(_HELD), fixed(ADJOURNED_DETAINED - _HELD), fixed(_HELD), fixed(ADJOURNED_RELEASED - _HELD)),
            fixed(_REMOVAL_DELAY),
        ],
        number_of_servers=[
            *(size.servers, size.officers, slots(size.detained_slots), no_limit),
            *(slots(size.released_slots), no_limit, no_limit),
        ],
        routing=ciw.routing.NetworkRouting(
            routers=[
                _Route(after_processing),
                _Route(court),
                _Route(after_hearing(_AWAY_DETAINED)),
                ciw.routing.Direct(to=_DETAINED),
                _Route(after_hearing(_AWAY_RELEASED)),
                ciw.routing.Direct(to=_RELEASED),
                ciw.routing.Leave(),
            ]
        ),
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(days)
    return _tale(simulation, size)


def _tale(simulation: Any, size: Size) -> Tale:
    tale = Tale(arrived=simulation.nodes[0].number_of_individuals - size.backlog)
    for record in simulation.get_all_records():
        if record.node == _PROCESSING:
            tale.processed += 1
            tale.processing_wait += record.waiting_time
        elif record.node == _SCREENING:
            tale.screened += 1
            tale.screening_wait += record.waiting_time
        tale.hearings += record.node in (_DETAINED, _RELEASED)
        tale.removed += record.node == _REMOVAL
    nodes = simulation.nodes
    tale.released_pending = nodes[_RELEASED].number_of_individuals + nodes[_AWAY_RELEASED].number_of_individuals
    return tale
