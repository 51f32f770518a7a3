"""A metric is a published number with a name, a unit, a kind, a definition and a formula over what was recorded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from sim.base.metric_key import Dimensions, MetricKey
from sim.results.periods import Observed


class Kind(Enum):
    """How the years of a metric relate to the value of the whole run."""

    SUM = "sum"
    """The run is the sum of the years."""
    AVERAGE = "average"
    """The run is the mean of its days."""
    END = "end"
    """The run is its last day."""
    PEAK = "peak"
    """The run is the highest of the years."""
    SHARE = "share"
    """A quotient of two sums, for the run the quotient of the sums of the run."""
    WAIT = "wait"
    """Days, the mean unless `stat=` says otherwise; for the run over everything that ended in it."""


class Cell(NamedTuple):
    """The value of one group of a metric in one period."""

    dimensions: Dimensions
    value: float
    unit: str = ""
    """Only where it is not the unit of the metric."""


class Row(NamedTuple):
    """One line of the long table of metrics of one replication."""

    key: MetricKey
    value: float
    unit: str


Formula = Callable[[Observed], Iterable[Cell]]


@dataclass(frozen=True)
class Metric:
    """The declaration of a published number."""

    name: str
    unit: str
    kind: Kind
    definition: str
    """One sentence that says what is counted."""
    formula: Formula


def quotient(part: float, whole: float, dimensions: Dimensions, unit: str = "") -> Iterable[Cell]:
    """Give one value divided by another, or nothing where there is nothing to divide by."""
    if whole:
        yield Cell(dimensions, part / whole, unit)
