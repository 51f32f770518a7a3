"""Who is served when, within a day: times are numbers of days with a fraction."""

import math

import numpy as np

from sim.engine.compiled import Floats, Ints, int64, rule
from tools.benchmarks.pipeline.work import DOCKET_HOUR


def pool(servers: int) -> Floats:
    """All are free, and nobody stands behind the last, shape (servers + 1,) [days]."""
    return np.append(np.zeros(servers), np.inf)


@rule
def morning_after(when: float) -> int:
    """The first morning at or after a time [day]."""
    return int64(math.ceil(when - DOCKET_HOUR))


@rule
def serve_first(free: Floats, arrival: float, service: float) -> float:
    """When a person is served by whoever of several falls free first, if those who came before have been."""
    start = max(arrival, free[0])
    end, place, child = start + service, 0, 1
    while child < len(free) - 1:
        child += free[child + 1] < free[child]
        if end <= free[child]:
            break
        free[place] = free[child]
        place, child = child, 2 * child + 1
    free[place] = end
    return start


@rule
def in_order(at: Floats, rows: Ints, day: int) -> Ints:
    """Rows in the order of their times, all in the day before nine: a bucket for each person, then insertion."""
    n, opened = len(rows), day - 1 + DOCKET_HOUR
    starts, bucket, found = np.zeros(n + 1, np.int64), np.empty(n, np.int64), np.empty(n, np.int64)
    for i in range(n):
        bucket[i] = min(int64((at[rows[i]] - opened) * n), n - 1)
        starts[bucket[i] + 1] += 1
    for i in range(n):
        starts[i + 1] += starts[i]
    for i in range(n):
        found[starts[bucket[i]]] = rows[i]
        starts[bucket[i]] += 1
    for i in range(1, n):
        row, place = found[i], i
        while place and at[row] < at[found[place - 1]]:
            found[place] = found[place - 1]
            place -= 1
        found[place] = row
    return found
