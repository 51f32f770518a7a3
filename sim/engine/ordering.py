"""Sorting of rows, by the keys of persons or by numbers beside them, for compiled rules."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiled import Floats, Ints, int64, rule
from sim.engine.draws import Keyed

_WORD_BITS = np.uint64(64)


@rule
def key_order(people: Sequence[Keyed], rows: Ints) -> Ints:
    """The order of persons by key, low first, shape (n,).

    Keys are spread evenly, so that their first bits nearly tell the order: a bucket for each person, then insertion.
    """
    n, bits = len(rows), 1
    while (1 << bits) < n:
        bits += 1
    shift, starts = _WORD_BITS - np.uint64(bits), np.zeros((1 << bits) + 1, np.int64)
    keys, order = np.empty(n, np.uint64), np.empty(n, np.int64)
    for i in range(n):
        keys[i] = people[rows[i]].key
        starts[int64(keys[i] >> shift) + 1] += 1
    for i in range(1 << bits):
        starts[i + 1] += starts[i]
    for i in range(n):
        bucket = int64(keys[i] >> shift)
        order[starts[bucket]] = i
        starts[bucket] += 1
    for i in range(1, n):
        here, place = order[i], i
        while place and keys[here] < keys[order[place - 1]]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = here
    return order


@rule
def stable_order(values: NDArray[Any]) -> Ints:
    """The order of some numbers, low first and equal ones as they stand, shape (n,); numbers of any kind."""
    n, width = len(values), 1
    order, merged = np.empty(n, np.int64), np.empty(n, np.int64)
    for i in range(n):
        order[i] = i
    while width < n:
        for low in range(0, n, 2 * width):
            middle, high = min(low + width, n), min(low + 2 * width, n)
            i, j = low, middle
            for k in range(low, high):
                if i < middle and (j >= high or values[order[i]] <= values[order[j]]):
                    merged[k] = order[i]
                    i += 1
                else:
                    merged[k] = order[j]
                    j += 1
        order, merged = merged, order
        width *= 2
    return order


@rule
def chosen(rows: Ints, order: Ints) -> Ints:
    """Rows in an order, shape of the order."""
    found = np.empty(len(order), np.int64)
    for i in range(len(order)):
        found[i] = rows[order[i]]
    return found


@rule
def in_order(values: Floats, order: Ints) -> Floats:
    """Numbers in an order, shape of the order."""
    found = np.empty(len(order), np.float64)
    for i in range(len(order)):
        found[i] = values[order[i]]
    return found


@rule
def part(rows: Ints, first: int, end: int) -> Ints:
    """A part of some rows, from a first one up to an end, shape (end - first,)."""
    found = np.empty(end - first, np.int64)
    for i in range(first, end):
        found[i - first] = rows[i]
    return found


@rule
def longer(rows: Ints, least: int) -> Ints:
    """The same rows with room for at least so many, twice as many if it was too little."""
    if least <= len(rows):
        return rows
    found = np.empty(2 * least, np.int64)
    for i in range(len(rows)):
        found[i] = rows[i]
    return found


@rule
def by_key(people: Sequence[Keyed], rows: Ints) -> Ints:
    """Rows in the order of the keys of the persons."""
    return chosen(rows, key_order(people, rows))
