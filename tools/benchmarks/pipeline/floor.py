"""The floor: draw every number that one person needs and write each person's event times once; nothing is queued."""

import numpy as np

from tools.benchmarks.pipeline.work import DESTINATIONS, INTERVIEW, PROCESSING, REMOVED_SHARE, Size, Tale

_COLUMNS = 9
"""Event times written for each person [columns]."""


def play(size: Size, seed: int) -> Tale:
    """Draw and write once.

    Args:
        size: how large the system is.
        seed: of all draws.
    """
    rng = np.random.Generator(np.random.SFC64(seed))
    counts = rng.poisson(size.rates)
    arrived = int(counts.sum())
    total = arrived + size.backlog
    arrival = np.repeat(np.arange(len(counts), dtype=np.float64), counts)
    arrival += rng.random(arrived)
    arrival.sort()
    processing = np.exp(PROCESSING[0] + PROCESSING[1] * rng.standard_normal(arrived))
    interview = np.exp(INTERVIEW[0] + INTERVIEW[1] * rng.standard_normal(arrived))
    rng.random(arrived)
    rng.random(arrived)
    np.log1p(-rng.random(total))
    removed = int((rng.random(total) < REMOVED_SHARE).sum())
    np.searchsorted(DESTINATIONS[:-1], rng.random(total), side="right").astype(np.int8)
    times = np.empty((_COLUMNS, total))
    when = arrival
    for column in times:
        column[:arrived] = when
        column[arrived:] = 0.0
        when = when + (processing if column is times[0] else interview)
    return Tale(arrived=arrived, removed=removed)
