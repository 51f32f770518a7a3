"""The pipeline from memosim's own primitives: persons, lines, appointments, keyed draws, and simpy for the calendar."""

import math
from collections.abc import Callable, Generator
from statistics import NormalDist

import numpy as np
import simpy
from numpy.typing import NDArray

from sim.base.draws import FloatArray, Stream, keys_of
from sim.base.durations import DayTable, lognormal
from sim.base.words import Nationality, PersonClass
from sim.engine.columns import Appointment, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.queues import make_queues
from sim.engine.state import Store
from tests.batches import Calendar, Line, Newcomers, Persons, Rows
from tests.benchmarks.pipeline.work import (
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

_A_DAY = 288
"""Services are tabled in units of five minutes [units a day]."""
_MONTH = 30
_RETURN_RELEASED, _RETURN_DETAINED = 29, 8
_DECILE = NormalDist().inv_cdf(0.9)


def play(size: Size, seed: int) -> Tale:
    """Play five years.

    Args:
        size: how large the system is.
        seed: of all luck.
    """
    pipeline = _Pipeline(size, seed)
    env = simpy.Environment()
    env.process(_mornings(env, pipeline.morning))
    env.run()
    return pipeline.tale


def _mornings(env: simpy.Environment, wake: Callable[[int], None]) -> Generator[simpy.Event, None, None]:
    for day in range(DAYS + 1):
        yield env.timeout(day - env.now)
        wake(day)


class _Pool:
    """Servers who take people first in, first out: person i starts at the i-th smallest time that one falls free."""

    def __init__(self, servers: int) -> None:
        self._free = np.zeros(servers)

    def serve(self, arrival: FloatArray, service: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Start and end of each service, shape (n,) [days]; the arrivals are in order."""
        start, count = arrival, len(arrival)
        while True:
            free = np.concatenate((self._free, start + service))
            free.sort()
            better = np.maximum(arrival, free[:count])
            if np.array_equal(better, start):
                self._free = free[count:]
                return start, start + service
            start = better


class _Pipeline:
    """The stations, woken every morning at nine."""

    def __init__(self, size: Size, seed: int) -> None:
        self.tale = Tale()
        self._size, self._seed = size, seed
        self._counts = np.random.default_rng(seed).poisson(size.rates)
        total = int(self._counts.sum()) + size.backlog
        self._persons = Persons(Store(total + 1))
        self._arriving, self._screening, self._joining, self._adjourned = (
            Calendar(self._persons, kind)
            for kind in (Appointment.ARRIVAL, Appointment.INTERVIEW, Appointment.FILING, Appointment.HEARING)
        )
        self._boarding = Calendar(self._persons, Appointment.DEPARTURE)
        self._at = np.zeros(total + 1)
        """When each person came to where they now wait [days]."""
        self._service, self._interview = _table(*PROCESSING), _table(*INTERVIEW)
        self._servers, self._officers = _Pool(size.servers), _Pool(size.officers)
        self._free_beds = size.beds
        self._dockets = {
            Docket.DETAINED: Line(self._persons, make_queues()),
            Docket.GENERAL: Line(self._persons, make_queues()),
        }
        self._slots = {Docket.DETAINED: size.detained_slots, Docket.GENERAL: size.released_slots}
        self._flights = [np.empty(0, np.int64) for _ in DESTINATIONS]
        self._open_backlog()

    def morning(self, day: int) -> None:
        """Move everyone who is due at nine in the morning."""
        if day % _MONTH == 0:
            self._admit(day)
        self._process(day)
        self._screen(day)
        self._join_court(day)
        if day < DAYS and is_working(day):
            for docket in self._dockets:
                self._hear(docket, day)
        self._fly(day)

    def _draw(self, decision: str, rows: Rows) -> FloatArray:
        return Stream(self._seed, decision, 1).uniform(self._persons.key[rows])

    def _enter(self, count: int, label: object) -> Rows:
        return self._persons.admit(
            Newcomers(
                key=keys_of(count, "pipeline", str(label)),
                nationality=np.full(count, Nationality.OTHER, np.uint8),
                kind=np.full(count, PersonClass.SINGLE_ADULT, np.uint8),
                source=np.full(count, Source.BORDER, np.uint8),
                has_prior_order=np.zeros(count, np.bool_),
            )
        )

    def _open_backlog(self) -> None:
        rows = self._enter(self._size.backlog, "backlog")
        self._persons.move(rows, place=Place.AT_LARGE)
        self._persons.move(rows, case=Case.SERVED)
        self._persons.move(rows, case=Case.PENDING, docket=Docket.GENERAL)
        self._dockets[Docket.GENERAL].join(rows, 0)
        self.tale.released_pending = len(rows)

    def _admit(self, day: int) -> None:
        """Enter the people of a month at once."""
        counts = self._counts[day : day + _MONTH]
        rows = self._enter(int(counts.sum()), day)
        when = np.repeat(np.arange(day, day + len(counts)), counts) + self._draw("time", rows)
        self._at[rows] = when
        self._arriving.book(rows, _morning_after(when))

    def _process(self, day: int) -> None:
        rows = self._arriving.take(day)
        if not len(rows):
            return
        rows, arrival = self._in_order(rows)
        self._persons.move(rows, place=Place.HOLD)
        start, end = self._servers.serve(arrival, self._service.sample(self._draw("service", rows)) / _A_DAY)
        self._tell(rows, arrival, start)
        self._at[rows] = end
        luck = self._draw("track", rows)
        fearful = luck < FEAR_SHARE
        court = ~fearful & (luck < FEAR_SHARE + (1 - FEAR_SHARE) * COURT_SHARE)
        due = _morning_after(end)
        self._persons.move(rows[fearful], case=Case.CREDIBLE_FEAR)
        self._screening.book(rows[fearful], due[fearful])
        self._joining.book(rows[court], due[court])
        self._go_home(rows[~fearful & ~court], due[~fearful & ~court])

    def _tell(self, rows: Rows, arrival: FloatArray, start: FloatArray) -> None:
        begun = start <= DAYS
        self.tale.arrived += len(rows)
        self.tale.processed += int(begun.sum())
        self.tale.processing_wait += float((start - arrival)[begun].sum())

    def _screen(self, day: int) -> None:
        rows = self._screening.take(day)
        if not len(rows):
            return
        rows, ready = self._in_order(rows)
        start, end = self._officers.serve(ready, self._interview.sample(self._draw("interview", rows)) / _A_DAY)
        begun = start <= DAYS
        self.tale.screened += int(begun.sum())
        self.tale.screening_wait += float((start - ready)[begun].sum())
        self._at[rows] = end
        self._joining.book(rows, _morning_after(end))

    def _join_court(self, day: int) -> None:
        rows = self._joining.take(day)
        if len(rows):
            rows, _ = self._in_order(rows)
            bedded, released = rows[: self._free_beds], rows[self._free_beds :]
            self._free_beds -= len(bedded)
            self.tale.bedded += len(bedded)
            self.tale.released_pending += len(released)
            self._enter_docket(bedded, Place.ADULT_BED, Docket.DETAINED, day)
            self._enter_docket(released, Place.AT_LARGE, Docket.GENERAL, day)
        back = self._adjourned.take(day)
        for docket, line in self._dockets.items():
            line.join(back[self._persons.docket[back] == docket], day)

    def _enter_docket(self, rows: Rows, place: Place, docket: Docket, day: int) -> None:
        self._persons.move(rows, place=place, case=Case.SERVED)
        self._persons.move(rows, case=Case.PENDING, docket=docket)
        self._dockets[docket].join(rows, day)

    def _hear(self, docket: Docket, day: int) -> None:
        rows = self._dockets[docket].take(self._slots[docket])
        if not len(rows):
            return
        tale, persons, now = self.tale, self._persons, day + DOCKET_HOUR
        times = persons.hearings[rows].astype(np.uint64)
        tale.hearings += len(rows)
        if docket == Docket.GENERAL:
            first = rows[times == 0]
            tale.first_heard += len(first)
            tale.first_wait += float((now - self._at[first]).sum())
        persons.hearings[rows] += np.uint16(1)
        is_last = Stream(self._seed, "last", 1).uniform(persons.key[rows], times) < LAST_SHARE
        away = _RETURN_DETAINED if docket == Docket.DETAINED else _RETURN_RELEASED
        self._adjourned.book(rows[~is_last], day + away)
        self._decide(rows[is_last], docket, day)

    def _decide(self, rows: Rows, docket: Docket, day: int) -> None:
        tale, persons = self.tale, self._persons
        if docket == Docket.DETAINED:
            self._free_beds += len(rows)
            tale.left_bed += len(rows)
            tale.stay += float((day + DOCKET_HOUR - self._at[rows]).sum())
        else:
            tale.released_pending -= len(rows)
        removed = self._draw("outcome", rows) < REMOVED_SHARE
        self._at[rows] = day + DOCKET_HOUR
        persons.move(rows[~removed], place=Place.AT_LARGE, case=Case.RELIEF, docket=Docket.NONE)
        persons.move(rows[removed], place=Place.AT_LARGE, case=Case.FINAL, docket=Docket.NONE)
        self._boarding.book(rows[removed], day)

    def _go_home(self, rows: Rows, due: NDArray[np.int32]) -> None:
        self._persons.move(rows, case=Case.FINAL)
        self._boarding.book(rows, due)

    def _fly(self, day: int) -> None:
        """Let aircraft leave that were full, or due, since yesterday morning."""
        new = self._boarding.take(day)
        if len(new):
            code = np.searchsorted(DESTINATIONS[:-1], self._draw("destination", new), side="right")
            new = new[np.lexsort((self._at[new], code))]
            edges = np.searchsorted(np.sort(code), np.arange(len(DESTINATIONS) + 1))
        for destination, waiting in enumerate(self._flights):
            rows = np.concatenate((waiting, new[edges[destination] : edges[destination + 1]])) if len(new) else waiting
            if len(rows):
                self._flights[destination] = rows[self._leave(rows, day + DOCKET_HOUR) :]

    def _leave(self, rows: Rows, now: float) -> int:
        """Fly those in front, full or when the first has waited long enough; return how many have gone."""
        at, gone = self._at[rows], 0
        while gone < len(rows):
            due, full = at[gone] + LONGEST_WAIT, gone + SEATS
            if full <= len(rows) and at[full - 1] < due:
                end = full
            elif due <= now:
                end = gone + int(np.searchsorted(at[gone:], due))
            else:
                break
            self.tale.flights += 1
            gone = end
        self._persons.move(rows[:gone], place=Place.ABROAD)
        self.tale.removed += gone
        return gone

    def _in_order(self, rows: Rows) -> tuple[Rows, FloatArray]:
        order = np.argsort(self._at[rows], kind="stable")
        rows = rows[order]
        return rows, self._at[rows]


def _morning_after(when: FloatArray) -> NDArray[np.int32]:
    """The first morning at or after each time, shape (n,) [day]."""
    return np.ceil(when - DOCKET_HOUR).astype(np.int32)


def _table(mean: float, spread: float) -> DayTable:
    median = math.exp(mean) * _A_DAY
    return lognormal(median, median * math.exp(spread * _DECILE))
