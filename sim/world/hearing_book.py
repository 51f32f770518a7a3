"""Each docket keeps a book of the hearings to come: who is to be heard on which day, and how many that makes."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.world.calendar import parted
from sim.world.columns import NEVER, Appointment
from sim.world.diagrams import Docket
from sim.world.families import whole_families
from sim.world.persons import Persons, Rows

_NOBODY = np.empty(0, np.int64)
_AHEAD = 32
"""So many days at a time are parted from those further ahead, which are only listed [days]."""


class HearingBook:
    """The hearings booked on one docket; the due day of each person is the truth, the lists by day an index."""

    def __init__(self, persons: Persons, docket: Docket, horizon: int) -> None:
        """Open a book.

        Args:
            persons: the table of persons.
            docket: whose book it is.
            horizon: days that can be booked, counted from the first day of the run [days].
        """
        self._persons = persons
        self._docket = docket
        self._by_day: dict[int, list[Rows]] = {}
        """Booked for the days that are near."""
        self._near = 0
        """The first day that is not near."""
        self._far: list[Rows] = []
        """Booked for days that are not near, and for others since."""
        self._ordered: set[int] = set()
        """Days whose first list is in order; it holds nobody else if it is the only one and as long as the day is."""
        self.booked = np.zeros(horizon, np.int64)
        """Persons booked on each day, shape (horizon,) [persons]."""

    @property
    def _due(self) -> NDArray[np.int16]:
        return self._persons.due[Appointment.HEARING]

    def write(self, rows: Rows, days: NDArray[np.int64]) -> None:
        """Book hearings.

        Args:
            rows: persons on this docket without a date, shape (n,).
            days: the day of each, shape (n,), below the horizon.
        """
        if not len(rows):
            return
        self._due[rows] = days
        np.add.at(self.booked, days, 1)
        self._put(rows, days)

    def strike(self, rows: Rows) -> None:
        """Strike the hearings of persons who are booked here."""
        if len(rows):
            np.subtract.at(self.booked, self._due[rows], 1)
            self._due[rows] = NEVER

    def call(self, day: int) -> Rows:
        """Take out everybody booked for a day, in the order of their keys."""
        rows = self._of(day)
        self._by_day.pop(day, None)
        self._ordered.discard(day)
        self.strike(rows)
        return rows

    def move_up(self, day: int, reach: int, places: int) -> Rows:
        """Take out the first of those booked on the next days who could be heard on this one, whole families only.

        Args:
            day: the day on which there are places.
            reach: how many days ahead to look [days].
            places: persons, >= 0.
        """
        taken: list[Rows] = []
        for booked in self.ahead(day, reach):
            if places <= 0:
                break
            rows = booked[self._persons.ready[booked] <= day]
            end = whole_families(self._persons.is_head(rows), min(places, len(rows)))
            self.strike(rows[:end])
            taken.append(rows[:end])
            places = places - end if end == len(rows) else 0
        return np.concatenate(taken) if taken else _NOBODY

    def ahead(self, day: int, reach: int) -> Iterator[Rows]:
        """List those booked on each of the days that follow one.

        Args:
            day: the day.
            reach: how many days ahead to look [days].
        """
        for later in range(day + 1, min(day + 1 + reach, len(self.booked))):
            if self.booked[later]:
                yield self._of(later)

    def everybody(self) -> Rows:
        """List everybody who is booked, the first day first, each day in the order of keys."""
        self._draw_near(len(self.booked) - 1)
        rows = [self._of(day) for day in sorted(self._by_day)]
        return np.concatenate(rows) if rows else _NOBODY

    def _draw_near(self, day: int) -> None:
        """Let the days up to one, and some after it, be near."""
        if day < self._near:
            return
        self._near = day + _AHEAD
        if self._far:
            rows = np.concatenate(self._far)
            self._far.clear()
            days = self._due[rows]
            here = (days != NEVER) & (self._persons.docket[rows] == self._docket)
            self._put(rows[here], days[here])

    def _put(self, rows: Rows, days: NDArray[np.integer]) -> None:
        """List persons by day where the day is near, else with all others."""
        is_far = days >= self._near
        self._far.append(rows[is_far])
        for day, members in parted(days[~is_far], rows[~is_far]):
            self._by_day.setdefault(day, []).append(members)

    def _of(self, day: int) -> Rows:
        """Those booked for a day, in the order of their keys; the list of the day is cleared of all others."""
        self._draw_near(day)
        batches = self._by_day.get(day)
        if batches is None:
            return _NOBODY
        if len(batches) == 1 and day in self._ordered and len(batches[0]) == self.booked[day]:
            return batches[0]
        rows = batches[0] if len(batches) == 1 else np.concatenate(batches)
        rows = rows[(self._due[rows] == day) & (self._persons.docket[rows] == self._docket)]
        rows = rows[self._persons.key[rows].argsort()]
        if len(rows):
            rows = rows[np.concatenate(([True], rows[1:] != rows[:-1]))]
        self._by_day[day] = [rows]
        self._ordered.add(day)
        return rows
