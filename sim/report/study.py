"""A page is about one study: a scenario alone, or several against one baseline, with common random numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.report.spreads import Spread, spread
from sim.results.estimates import Sample
from sim.results.groups import WHOLE
from sim.results.measures import Kind
from sim.results.metrics import METRIC, natural_bounds
from sim.results.monthly_summary import Outline
from sim.results.survival import FloatArray

Manifest = Mapping[str, object]
Parameter = Mapping[str, object]
"""One parameter of a scenario as its manifest tells it."""


@dataclass(frozen=True)
class What:
    """What is asked of a scenario: a metric, whom it is about, and when."""

    metric: str
    group: str = WHOLE
    year: str = WHOLE


@dataclass(frozen=True)
class Side:
    """One scenario of a study with all its replications."""

    place: int
    """0 for the baseline [1]."""
    manifest: Manifest
    sample: Sample
    outlines: tuple[Outline, ...]

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
    def _columns(self) -> dict[What, int]:
        return {What(key.metric, key.group, key.fiscal_year): place for place, key in enumerate(self.sample.keys)}

    def values(self, what: What) -> FloatArray | None:
        """Give the value of each replication, shape (replications,), or None where some have none."""
        column = self._columns.get(what)
        return None if column is None else self.sample.values[:, column]

    def level(self, what: What) -> Spread | None:
        """Estimate a level over the whole of its period, None where some replications have none."""
        column = self._columns.get(what)
        if column is None:
            return None
        return spread(self.sample.values[:, column], natural_bounds(what.metric, self.sample.keys[column].unit))

    def groups(self, metric: str, year: str = WHOLE) -> tuple[str, ...]:
        """List the groups that a metric is told of."""
        return tuple(what.group for what in self._columns if what.metric == metric and what.year == year)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every number of the scenario, in the order of its parts."""
        return tuple(parameter for parameter in items(self.manifest, "leaves") if isinstance(parameter, Mapping))

    def parameter(self, path: str) -> object:
        """Give the value of a parameter, or None where there is none."""
        return next((parameter.get("value") for parameter in self.parameters if parameter.get("path") == path), None)


@dataclass(frozen=True)
class Study:
    """Everything that a page tells of."""

    folder: Path
    manifest: Manifest
    sides: tuple[Side, ...]
    """The baseline first."""

    @property
    def base(self) -> Side:
        """The scenario that the others are set against, or the only one."""
        return self.sides[0]

    @property
    def others(self) -> tuple[Side, ...]:
        """The scenarios that are set against the baseline."""
        return self.sides[1:]

    @property
    def is_comparison(self) -> bool:
        """Whether differences are told."""
        return len(self.sides) > 1

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
        ends = [int(outline.month_ends[-1]) for side in self.sides for outline in side.outlines[:1]]
        return ends[0] if ends else 1

    def level(self, side: Side, what: What) -> Spread | None:
        """Estimate a measure of one scenario; sums over the whole run are told per year."""
        found = side.level(what)
        return None if found is None else found.times(self._rate(what))

    def change(self, side: Side, what: What) -> Spread | None:
        """Estimate how far a scenario lies from the baseline, pair by pair; sums per year."""
        before, after = self.base.values(what), side.values(what)
        if before is None or after is None:
            return None
        return spread(after - before).times(self._rate(what))

    def _rate(self, what: What) -> float:
        is_sum = METRIC[what.metric].kind is Kind.SUM and what.year == WHOLE and not _is_share(what)
        return 1.0 / self.years if is_sum else 1.0


def _is_share(what: What) -> bool:
    return "share=" in what.group


def items(manifest: Manifest, name: str) -> list[object]:
    """Give a list of a manifest, empty where there is none."""
    value = manifest.get(name)
    return value if isinstance(value, list) else []


def number(manifest: Manifest, name: str) -> float:
    """Give a number of a manifest."""
    return float(str(manifest[name]))
