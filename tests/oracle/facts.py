"""What the scenario claims and what draw decides, asked for one person and one day at a time."""

import math
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Nationality
from sim.base.draws import FloatArray, Stream, UInt64Array
from sim.model.border.first_attempts import FirstAttempts, expected_apprehensions, first_attempts
from sim.scenario.inputs import Inputs

T = TypeVar("T")
_WORD = (1 << 64) - 1
_NUDGE = 1e-9
"""Keeps a sum that should be whole from falling just under it."""


class Facts:
    """The scenario of one replication, with its draw."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.scale = inputs.scale
        self.clock = inputs.clock
        self._is_working: list[bool] = inputs.clock.is_working.tolist()
        self._working_days: list[int] = inputs.clock.working_days_of_year.tolist()
        self._series: dict[str, list[float]] = {}
        self._base: dict[str, list[float]] = {}
        self._switches: dict[str, list[bool]] = {}
        self._tables: dict[str, tuple[list[list[float]], list[int]]] = {}
        self._rests: dict[str, list[float]] = {}
        self._streams: dict[str, Stream] = {}
        self._stops = stopped(inputs)
        self.first_attempts: FirstAttempts = first_attempts(inputs)
        self.published: FloatArray = expected_apprehensions(inputs)

    def series(self, path: str) -> list[float]:
        """A number on each day of the run."""
        if path not in self._series:
            here = self.inputs.by_day(path).tolist()
            self._series[path] = self._stopped(path, here, self.inputs.base_by_day)
        return self._series[path]

    def _stopped(self, path: str, here: list[T], base: Callable[[str], NDArray[Any]]) -> list[T]:
        """What the scenario says, and on days on which a court has stopped it what the base says."""
        days = {day for suit, stop in self._stops.items() if path in SUITS[suit] for day in stop}
        if not days:
            return here
        instead = base(path).tolist()
        return [instead[day] if day in days else value for day, value in enumerate(here)]

    def stopped_on(self, day: int) -> list[str]:
        """The suits by which something is stopped on a day."""
        return [suit for suit, stop in self._stops.items() if day in stop]

    def on(self, path: str, day: int) -> float:
        """A number on a day."""
        return self.series(path)[day]

    def base_on(self, path: str, day: int) -> float:
        """What a number is in the base on a day, whatever the scenario says."""
        if path not in self._base:
            self._base[path] = self.inputs.base_by_day(path).tolist()
        return self._base[path][day]

    def number(self, path: str) -> float:
        """A number that does not change, or its value on the first day."""
        return self.on(path, 0)

    def whole(self, path: str) -> int:
        """A whole number that does not change."""
        return int(self.number(path))

    def of(self, path: str, nationality: Nationality) -> float:
        """A number for people of a nationality."""
        return self.number(f"{path}.{nationality.name.lower()}")

    def of_each(self, path: str) -> list[float]:
        """A number for each nationality, in their order."""
        return [self.of(path, nationality) for nationality in Nationality]

    def is_on(self, path: str, day: int) -> bool:
        """Whether something is on, on a day."""
        if path not in self._switches:
            base = replace(self.inputs, values={**self.inputs.values, **self.inputs.base})
            here = self.inputs.flag_by_day(path).tolist()
            self._switches[path] = self._stopped(path, here, base.flag_by_day)
        return self._switches[path][day]

    def share_of_working_year(self, day: int) -> float:
        """What a working day is of those of its fiscal year; nothing on a day off."""
        return bool(self._is_working[day]) / self._working_days[day]

    def places(self, path: str, day: int) -> int:
        """A number of places on a day, at the scale of the run."""
        return round(self.on(path, day) * self.scale)

    def whole_numbers(self, rates: list[float]) -> list[int]:
        """Whole numbers a day that add up to a daily rate, at the scale of the run."""
        totals = [math.floor(total + _NUDGE) for total in accumulate(rate * self.scale for rate in rates)]
        return [total - before for before, total in zip([0, *totals], totals, strict=False)]

    def days(self, path: str, draw: float, day: int = 0) -> int:
        """How many days something lasts, with this draw; `day` chooses among dated durations."""
        if path not in self._tables:
            tables, in_force = self.inputs.duration_by_day(path)
            self._tables[path] = ([table.cdf.tolist() for table in tables], in_force.tolist())
        tables_of, in_force_on = self._tables[path]
        return bisect_right(tables_of[in_force_on[day]], draw)

    def changes(self, path: str, day: int) -> bool:
        """Whether another duration comes into force on a day."""
        self.days(path, 0.0)
        in_force = self._tables[path][1]
        return in_force[day] != in_force[day - 1]

    def rest(self, path: str, draw: float) -> int:
        """How many days of a duration are behind, or before, somebody met at a random moment."""
        if path not in self._rests:
            self._rests[path] = self.inputs.duration(path).residual_life().cdf.tolist()
        return bisect_right(self._rests[path], draw)

    def stream(self, decision: str) -> Stream:
        """The draws of one decision."""
        if decision not in self._streams:
            self._streams[decision] = Stream(self.inputs.seed, decision, self.inputs.replication)
        return self._streams[decision]

    def draw(self, decision: str, key: int, occasion: int = 0) -> float:
        """One draw, from 0 to 1."""
        return self.word(decision, key, occasion) / 2**53

    def draws(self, decision: str, keys: UInt64Array) -> list[float]:
        """The first draw of many."""
        return self.stream(decision).uniform(keys).tolist()

    def word(self, decision: str, key: int, occasion: int = 0) -> int:
        """One draw as a whole number, to put people in an order: a step of SplitMix64."""
        word = key + int(self.stream(decision).key) + (occasion + 1) * 0x9E3779B97F4A7C15 & _WORD
        word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & _WORD
        word = (word ^ word >> 27) * 0x94D049BB133111EB & _WORD
        return (word ^ word >> 31) >> 11


SUITS: dict[str, tuple[str, ...]] = {
    "release_grounds": ("detention.release.recognisance_share", "detention.notice_detained_share"),
    "expedited_removal": ("expedited_removal.zone_miles", "expedited_removal.max_days_present"),
    "contiguous_return": ("contiguous_return.enabled",),
    "fear_standard": ("fear.positive_share", "fear.interviews_per_officer_day"),
    "parole": ("detention.release.parole_share",),
    "detainers": ("interior.detainers.issued",),
}
"""What each suit is about."""


def stopped(inputs: Inputs) -> dict[str, set[int]]:
    """On which days courts have stopped what a suit is about, by chance or by the dates of an injunction."""
    found: dict[str, set[int]] = {}
    base = replace(inputs, values={**inputs.values, **inputs.base})
    for suit, paths in SUITS.items():
        other = [day for path in paths if path in inputs.base for day in _departures(inputs, base, path)]
        draw = {
            name: float(
                Stream(inputs.seed, f"litigation.{suit}.{name}", inputs.replication).uniform(np.zeros(1, np.uint64))[0]
            )
            for name in ("stopped", "until", "for")
        }
        since = min(other, default=inputs.clock.days)
        orders = enumerate(inputs.flag_by_day(f"litigation.{suit}.injunction"))
        found[suit] = {day for day, is_enjoined in orders if is_enjoined and day >= since}
        if other and draw["stopped"] < inputs.number(f"litigation.{suit}.stopped_share"):
            until = bisect_right(inputs.duration(f"litigation.{suit}.days_to_stop").cdf.tolist(), draw["until"])
            lasts = bisect_right(inputs.duration(f"litigation.{suit}.days_stopped").cdf.tolist(), draw["for"])
            found[suit].update(range(since + until, min(since + until + lasts, inputs.clock.days)))
    return found


def _departures(inputs: Inputs, base: Inputs, path: str) -> list[int]:
    """The days on which the scenario says of something what the base does not say."""
    if isinstance(inputs.values[path].points[0].value, bool):
        here, there = inputs.flag_by_day(path).tolist(), base.flag_by_day(path).tolist()
    else:
        here, there = inputs.by_day(path).tolist(), base.by_day(path).tolist()
    return [day for day, (one, other) in enumerate(zip(here, there, strict=True)) if one != other]


def chosen(draw: float, shares: list[float]) -> int:
    """Which of some shares, which need not add up to one, a stroke of draw falls on."""
    cuts = list(accumulate(shares))
    return min(sum(draw * cuts[-1] >= cut for cut in cuts), len(cuts) - 1)


def total(shares: list[float]) -> float:
    """Add numbers up, to the last bit as an array of them is added up."""
    return float(np.sum(np.array(shares)))
