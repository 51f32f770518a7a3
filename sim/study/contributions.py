"""What each part of a package contributes adds up to what the package does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING, final

import numpy as np

from sim.results.estimates import Estimate
from sim.results.long_tables import number
from sim.results.survival import FloatArray
from sim.study.choices import Method

if TYPE_CHECKING:
    from polars import DataFrame

CONTRIBUTION_COLUMNS = (
    "method", "order", "part", "layers", "metric", "group", "fiscal_year", "contribution", "low", "high", "unit"
)  # fmt: skip

Subset = frozenset[int]
Values = Callable[[Subset], FloatArray]
"""The numbers of the world in which just these groups act, shape (replications, keys)."""


@dataclass(frozen=True)
class Group:
    """Sections of a package that are taken together."""

    name: str
    layers: tuple[str, ...]
    paths: tuple[str, ...]
    """The parameters that they change."""


@final
@dataclass(frozen=True)
class Decomposition:
    """What each group of sections contributes to the difference of two scenarios."""

    method: Method
    groups: tuple[Group, ...]
    contributions: tuple[tuple[Estimate, ...], ...]
    """For each group, every number with its paired 95% interval."""
    total: tuple[Estimate, ...]
    """The difference of the whole package; the contributions add up to it."""

    @property
    def table(self) -> "DataFrame":
        """The contributions as a polars frame, with the columns of contributions.csv."""
        import polars  # takes a third of a second to load

        lines = [
            (*line[:7], *(float(str(end)) if end else None for end in line[7:10]), line[10]) for line in self.lines()
        ]
        return polars.DataFrame(lines, schema=list(CONTRIBUTION_COLUMNS), orient="row")

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Give the lines of contributions.csv: group by group, then the total."""
        parts = [(group.name, " ".join(group.layers)) for group in self.groups]
        tables = (*zip(parts, self.contributions, strict=True), (("total", ""), self.total))
        for order, ((name, layers), table) in enumerate(tables, start=1):
            for one in table:
                head = (self.method.value, order, name, layers, *one.key.texts)
                yield (*head, number(one.mean), number(one.low), number(one.high), one.unit)


def stacked(groups: int, values: Values) -> list[FloatArray]:
    """Contributions in the order of the groups: each adds to what the ones before it made."""
    towers = stack(groups)
    return [values(towers[place + 1]) - values(towers[place]) for place in range(groups)]


def shapley(groups: int, values: Values) -> list[FloatArray]:
    """Contributions averaged over all orders of the groups (Shapley 1953, equation 13)."""
    found = []
    for group in range(groups):
        others = [other for other in range(groups) if other != group]
        terms = [
            _weight(size, groups) * (values(frozenset((*some, group))) - values(frozenset(some)))
            for size in range(groups)
            for some in combinations(others, size)
        ]
        found.append(np.sum(terms, axis=0))
    return found


def _weight(size: int, groups: int) -> float:
    return factorial(size) * factorial(groups - size - 1) / factorial(groups)


def stack(groups: int) -> list[Subset]:
    """List the subsets that a stack goes through: none, the first, the first two, ... all."""
    return [frozenset(range(place)) for place in range(groups + 1)]


def all_subsets(groups: int) -> list[Subset]:
    """List every subset of the groups, the smaller first."""
    return [frozenset(some) for size in range(groups + 1) for some in combinations(range(groups), size)]
