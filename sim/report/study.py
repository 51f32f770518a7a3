"""What a page is about: one scenario or several against a baseline, with means and 95% intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import WHOLE, MetricKey
from sim.results.estimates import UNBOUNDED, Sample, intervals
from sim.results.metrics import Bounds, adds_up, natural_bounds
from sim.results.monthly_summary import MonthlySummary


@dataclass(frozen=True)
class Spread:
    """A mean over the replications with its 95% interval."""

    mean: float
    low: float | None
    """Lower end, None with a single replication."""
    high: float | None
    values: FloatArray
    """One value for each replication, shape (replications,)."""

    @property
    def holds_zero(self) -> bool:
        """Whether zero lies in the interval; without an interval it may."""
        return self.low is None or self.high is None or self.low <= 0.0 <= self.high

    @property
    def is_nothing(self) -> bool:
        """Whether every replication says zero."""
        return not np.any(self.values)

    @property
    def reach(self) -> float:
        """The end of the interval that lies farther from zero."""
        return max(abs(self.low or 0.0), abs(self.high or 0.0), abs(self.mean))

    def times(self, factor: float) -> "Spread":
        """Give the same in another unit; the factor is above zero."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Spread(self.mean * factor, low, high, self.values * factor)


def spread(values: FloatArray, bounds: Bounds = UNBOUNDED) -> Spread:
    """Estimate the mean of one number.

    Args:
        values: one for each replication, shape (replications,).
        bounds: the least and the greatest value that the number can have, where it is a level.
    """
    (mean,), (low,), (high,) = intervals(values.reshape(-1, 1), [bounds])
    return Spread(mean, low, high, values)


@dataclass(frozen=True)
class Band:
    """A curve with its 95% band; all arrays have the same shape."""

    mean: FloatArray
    low: FloatArray
    high: FloatArray


def band(values: FloatArray, bounds: Bounds) -> Band:
    """Estimate the mean of a curve point by point; where one replication has none, there is none.

    Args:
        values: shape (replications, points).
        bounds: the least and the greatest value that each point can have.
    """
    mean, low, high = intervals(values, [bounds] * values.shape[1])
    ends = ([own if end is None else end for own, end in zip(mean, some, strict=True)] for some in (low, high))
    return Band(np.array(mean), *(np.array(end) for end in ends))


Manifest = Mapping[str, object]
Parameter = Mapping[str, object]
"""One parameter of a scenario as its manifest tells it."""


@dataclass(frozen=True)
class Arm:
    """One scenario of a study with all its replications."""

    place: int
    """0 for the baseline [1]."""
    manifest: Manifest
    sample: Sample
    outlines: tuple[MonthlySummary, ...]

    @property
    def name(self) -> str:
        """The name of the scenario."""
        return str(self.manifest["scenario"])

    @property
    def label(self) -> str:
        """The name as words."""
        words = self.name.replace("-", " ")
        return words[0].upper() + words[1:]

    @property
    def title(self) -> str:
        """What the author calls the scenario."""
        return str(self.manifest["title"])

    @property
    def colour(self) -> str:
        """The name of the colour in which the scenario is drawn."""
        return f"c{self.place}"

    @cached_property
    def _columns(self) -> dict[MetricKey, int]:
        return {key: place for place, key in enumerate(self.sample.keys)}

    def values(self, key: MetricKey) -> FloatArray | None:
        """Give the value of each replication, shape (replications,), or None where some have none."""
        column = self._columns.get(key)
        return None if column is None else self.sample.values[:, column]

    def level(self, key: MetricKey) -> Spread | None:
        """Estimate a level over the whole of its period, None where some replications have none."""
        column = self._columns.get(key)
        if column is None:
            return None
        return spread(self.sample.values[:, column], natural_bounds(key.metric, self.sample.units[column]))

    def keys(self, metric: str) -> tuple[MetricKey, ...]:
        """List the groups of a metric over the whole run."""
        return tuple(key for key in self._columns if key.metric == metric and key.period == WHOLE)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every number of the scenario, in the order of its parts."""
        return tuple(parameter for parameter in items(self.manifest, "parameters") if isinstance(parameter, Mapping))

    def parameter(self, path: str) -> object:
        """Give the value of a parameter, or None where there is none."""
        return next((parameter.get("value") for parameter in self.parameters if parameter.get("path") == path), None)


@dataclass(frozen=True)
class Study:
    """Everything that a page tells of."""

    folder: Path
    manifest: Manifest
    arms: tuple[Arm, ...]
    """The baseline first."""

    @property
    def base(self) -> Arm:
        """The scenario that the others are set against, or the only one."""
        return self.arms[0]

    @property
    def others(self) -> tuple[Arm, ...]:
        """The scenarios that are set against the baseline."""
        return self.arms[1:]

    @property
    def is_comparison(self) -> bool:
        """Whether differences are told."""
        return len(self.arms) > 1

    @property
    def replications(self) -> int:
        """How many times the years were played [replications]."""
        return int(number(self.manifest, "replications"))

    @property
    def scale(self) -> float:
        """The share of the world that was simulated [share]."""
        return number(self.manifest, "scale")

    @property
    def years(self) -> int:
        """Length of the run [years]."""
        return int(number(self.manifest, "years"))

    @property
    def start(self) -> date:
        """First day of the run."""
        return date.fromisoformat(str(self.manifest["start"]))

    @property
    def last_day(self) -> date:
        """Last day of the run."""
        start = np.datetime64(self.start, "D")
        return (start + self.days - 1).astype(date)

    @property
    def days(self) -> int:
        """Length of the run [days]."""
        ends = [int(outline.month_ends[-1]) for arm in self.arms for outline in arm.outlines[:1]]
        return ends[0] if ends else 1

    def level(self, arm: Arm, key: MetricKey) -> Spread | None:
        """Estimate a measure of one scenario; sums over the whole run are told per year."""
        found = arm.level(key)
        return None if found is None else found.times(self._rate(key))

    def change(self, arm: Arm, key: MetricKey) -> Spread | None:
        """Estimate how far a scenario lies from the baseline, pair by pair; sums per year."""
        before, after = self.base.values(key), arm.values(key)
        if before is None or after is None:
            return None
        return spread(after - before).times(self._rate(key))

    def _rate(self, key: MetricKey) -> float:
        return 1.0 / self.years if key.period == WHOLE and adds_up(key) else 1.0


def items(manifest: Manifest, name: str) -> list[object]:
    """Give a list of a manifest, empty where there is none."""
    value = manifest.get(name)
    return value if isinstance(value, list) else []


def number(manifest: Manifest, name: str) -> float:
    """Give a number of a manifest."""
    return float(str(manifest[name]))
