"""Stays that go on are counted as they begin and end: by stream, by day of arrest, by room, by city of Mexico."""

import numpy as np
from numpy.typing import NDArray

from sim.base.words import GROUPS
from sim.world.cities import CITIES, CITY_ACROSS
from sim.world.columns import Stream
from sim.world.persons import Persons, Rows
from sim.world.vocabulary import Queue

_CELLS = len(Stream) * GROUPS
_CITY_CELLS = CITIES * GROUPS


class Stays:
    """Running counts of the waits that go on in a hold, in a bed of ICE, on alternatives to detention and in Mexico."""

    def __init__(self, persons: Persons, days: int) -> None:
        self._persons = persons
        self._in_hold = np.zeros(days, np.int64)
        self._streams = np.zeros(_CELLS, np.int64)
        self.enrolled = np.zeros(GROUPS, np.int64)
        """Persons on alternatives to detention by nationality and class, shape (GROUPS,) [persons]."""
        self.families = 0
        """Families in rooms of family centres [families]."""
        self.in_mexico = 0
        """Persons who wait in Mexico [persons]."""
        self._cities = np.zeros(_CITY_CELLS, np.int64)

    @property
    def by_stream(self) -> NDArray[np.int64]:
        """Persons in beds of ICE, shape (Stream, GROUPS) [persons]."""
        return self._streams.reshape(len(Stream), GROUPS)

    @property
    def by_city(self) -> NDArray[np.int64]:
        """Persons who wait in Mexico, shape (CITIES, GROUPS) [persons]."""
        return self._cities.reshape(CITIES, GROUPS)

    def in_hold_since(self, day: int) -> int:
        """Persons in the hold of CBP who were arrested on this day or before [persons]."""
        return int(self._in_hold[: max(day + 1, 0)].sum())

    def begin(self, queue: Queue, rows: Rows, day: int) -> None:
        """Count waits that begin; of other queues nothing is counted."""
        if queue == Queue.CBP_HOLD:
            self._in_hold[day] += len(rows)
        elif queue == Queue.DETENTION:
            self._count_beds(rows, 1)
        elif queue == Queue.ALTERNATIVES:
            self.enrolled += np.bincount(self._persons.group[rows], minlength=GROUPS)
        elif queue == Queue.MEXICO:
            self._count_cities(rows, 1)

    def end(self, queue: Queue, rows: Rows, since: NDArray[np.int16]) -> None:
        """Count off waits that end.

        Args:
            queue: what was waited for; of other queues nothing is counted.
            rows: shape (n,).
            since: the day each wait began, shape (n,).
        """
        if queue == Queue.CBP_HOLD:
            self._in_hold -= np.bincount(since, minlength=len(self._in_hold))
        elif queue == Queue.DETENTION:
            self._count_beds(rows, -1)
        elif queue == Queue.ALTERNATIVES:
            self.enrolled -= np.bincount(self._persons.group[rows], minlength=GROUPS)
        elif queue == Queue.MEXICO:
            self._count_cities(rows, -1)

    def _count_beds(self, rows: Rows, sign: int) -> None:
        stream = self._persons.stream[rows]
        cell = stream.astype(np.int64) * GROUPS + self._persons.group[rows]
        self._streams += sign * np.bincount(cell, minlength=_CELLS)
        families = rows[stream == Stream.FAMILY]
        if len(families):
            self.families += sign * int(self._persons.is_head(families).sum())

    def _count_cities(self, rows: Rows, sign: int) -> None:
        cell = CITY_ACROSS[self._persons.sector[rows]].astype(np.int64) * GROUPS + self._persons.group[rows]
        self._cities += sign * np.bincount(cell, minlength=_CITY_CELLS)
        self.in_mexico += sign * len(rows)
