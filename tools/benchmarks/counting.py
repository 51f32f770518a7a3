"""The days of a run are timed while it goes on, and the bytes of its persons are counted when it is over."""

import time

import numpy as np

from sim.engine.compiled import rule
from sim.engine.state import BLOCK_ROOM, FIRST_ROW, PERSONS, State, Store


class Days:
    """Looks at the clock whenever the run says how far it has come."""

    def __init__(self) -> None:
        self._seen: list[tuple[float, float]] = []
        """Share of the days played and clock so far."""

    def look(self, share: float) -> None:
        """Note how far the run has come; to be given to it as its progress."""
        self._seen.append((share, time.perf_counter()))

    def ms_by_year(self, days: int, years: int) -> list[float]:
        """Wall time of a day, by year; a year begins when its first day has been played.

        The making of the world is left out.
        """
        shares, clock = np.array(self._seen).T
        ends = np.linspace(shares[0], 1.0, years + 1)
        length = days / years
        found: list[float] = (np.diff(np.interp(ends, shares, clock)) / length * 1000).round(3).tolist()
        return found


def bytes_a_row(store: Store) -> dict[str, float]:
    """What each person in the table takes, with the room that is not used [bytes]."""
    calendars = _count_blocks(store.state) * (FIRST_ROW + BLOCK_ROOM) * np.dtype(np.int32).itemsize
    sizes = {"records": store.people.nbytes, "keys": store.keys.nbytes, "cells": store.cells.nbytes}
    return {name: size / int(store.numbers[PERSONS]) for name, size in {**sizes, "calendars": calendars}.items()}


@rule
def _count_blocks(world: State) -> int:
    """Parts of the lists of events and hearings, those that are free included."""
    return len(world.blocks)
