"""The key of a published number: which metric, of which group of people or things, and in which period."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

Dimensions = tuple[tuple[str, str], ...]
"""Names and values of the dimensions of one group of a metric, in the order of their names; empty for everybody."""

ALL: Dimensions = ()
WHOLE = "all"
"""The name of the group of everybody, and of the period of the whole run."""


class MetricKey(NamedTuple):
    """What a published number is about."""

    metric: str
    dimensions: Dimensions = ALL
    period: str = WHOLE
    """A fiscal year as in metrics.csv, `all`, or a period of history as `FY2017H1` and `2016-10`."""

    @classmethod
    def read(cls, metric: str, group: str, period: str = WHOLE) -> "MetricKey":
        """Make a key from the text of a group as it stands in files."""
        return cls(metric, _dimensions(group), period)

    @property
    def group(self) -> str:
        """The dimensions as one text, `dimension=value` joined by semicolons, or `all`."""
        return _text(self.dimensions)

    @property
    def texts(self) -> tuple[str, str, str]:
        """Metric, group and period as they stand in files."""
        return self.metric, self.group, self.period

    def at(self, period: str) -> "MetricKey":
        """Give the key of the same number in another period."""
        return MetricKey(self.metric, self.dimensions, period)

    def __str__(self) -> str:
        """Write the key as a user does: `METRIC[group]@year`."""
        group = f"[{self.group}]" if self.dimensions else ""
        return f"{self.metric}{group}{'' if self.period == WHOLE else f'@{self.period}'}"


def joined_dimensions(*parts: Iterable[tuple[str, str]]) -> Dimensions:
    """Put dimensions together in the order of their names."""
    return tuple(sorted(pair for part in parts for pair in part))


@lru_cache(maxsize=1 << 15)
def _text(dimensions: Dimensions) -> str:
    """Write a group; what has no value is what a user wrote so, and is shown as it was."""
    return ";".join(f"{name}={value}" if value else name for name, value in dimensions) or WHOLE


@lru_cache(maxsize=1 << 15)
def _dimensions(group: str) -> Dimensions:
    if group == WHOLE:
        return ALL
    pairs = (part.partition("=") for part in group.split(";"))
    return joined_dimensions((name, value) for name, _, value in pairs)
