"""Named distributions of durations, with their parameters in days."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from sim.base import durations
from sim.base.durations import DayTable

FAMILIES: dict[str, tuple[str, ...]] = {
    "lognormal": ("median", "p90"),
    "exponential": ("mean",),
    "constant": (),
    "uniform": ("low", "high"),
}
"""Each distribution with the names of its parameters; a constant is written as one number."""

_TABLES: dict[str, Callable[..., DayTable]] = {
    "lognormal": durations.lognormal,
    "exponential": durations.exponential,
    "constant": durations.constant,
    "uniform": durations.uniform,
}


@dataclass(frozen=True)
class Shape:
    """One distribution of days."""

    family: str
    parameters: tuple[float, ...]
    """In the order of FAMILIES [days]."""

    def stretched(self, factor: float) -> "Shape":
        """Multiply every parameter; the form of the distribution stays.

        Args:
            factor: > 0.
        """
        return Shape(self.family, tuple(factor * parameter for parameter in self.parameters))

    def table(self) -> DayTable:
        """Cut the distribution into whole days."""
        return _table(self.family, self.parameters)


@lru_cache(maxsize=128)
def _table(family: str, parameters: tuple[float, ...]) -> DayTable:
    """One of the latest distributions; those that are not drawn are the same in every replication."""
    return _TABLES[family](*parameters)
