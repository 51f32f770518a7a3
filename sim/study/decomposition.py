"""Decomposes what a package of policies does into contributions of its sections: stacked, or as Shapley values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING, final

import numpy as np

from sim.base.draws import FloatArray
from sim.base.errors import Problem, ScenarioError
from sim.base.metric_key import MetricKey
from sim.results.csv_tables import number
from sim.results.estimates import Estimate, Sample, mean_changes
from sim.results.metrics import unit_of
from sim.results.replications import ReplicationMetrics
from sim.scenario.scenario import Overrides, changed_by_layer, mixed
from sim.study.choices import Method
from sim.study.experiment import play_plans
from sim.study.plans import Options, Plan, plan_of
from sim.study.progress import Watcher
from sim.study.sweeps import is_in_table

if TYPE_CHECKING:
    from sim.results.frames import Frame

CONTRIBUTION_COLUMNS = (
    "method", "order", "part", "layers", "metric", "group", "fiscal_year", "contribution", "low", "high", "unit"
)  # fmt: skip

Subset = frozenset[int]
Values = Callable[[Subset], FloatArray]
"""The numbers of the world in which just these groups act, shape (replications, keys)."""


CONTRIBUTIONS_TABLE = "contributions.csv"
MOST_GROUPS = 6
"""Shapley values need a run for every subset; more groups than these are refused [groups]."""


_REST, _TOTAL = "the rest", "total"
"""Names of what no group names, and of the whole package; no group may have them."""


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
    def table(self) -> "Frame":
        """The contributions as a polars frame: contributions.csv with a column for each dimension.

        What is `part` there is `section` here, since `part` is a dimension of costs.
        """
        import polars  # takes a third of a second to load

        from sim.results.frames import tidy

        lines = [
            (*line[:7], *(float(str(end)) if end else None for end in line[7:10]), line[10]) for line in self.lines()
        ]
        stored = polars.DataFrame(lines, schema=list(CONTRIBUTION_COLUMNS), orient="row")
        return tidy(stored.rename({"part": "section"}))

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Give the lines of contributions.csv: group by group, then the total."""
        parts = [(group.name, " ".join(group.layers)) for group in self.groups]
        tables = (*zip(parts, self.contributions, strict=True), ((_TOTAL, ""), self.total))
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
    contributions = []
    for group in range(groups):
        others = [other for other in range(groups) if other != group]
        terms = [
            _weight(size, groups) * (values(frozenset((*some, group))) - values(frozenset(some)))
            for size in range(groups)
            for some in combinations(others, size)
        ]
        contributions.append(np.sum(terms, axis=0))
    return contributions


def _weight(size: int, groups: int) -> float:
    return factorial(size) * factorial(groups - size - 1) / factorial(groups)


def stack(groups: int) -> list[Subset]:
    """List the subsets that a stack goes through: none, the first, the first two, ... all."""
    return [frozenset(range(place)) for place in range(groups + 1)]


def all_subsets(groups: int) -> list[Subset]:
    """List every subset of the groups, the smaller first."""
    return [frozenset(some) for size in range(groups + 1) for some in combinations(range(groups), size)]


def decompose(
    before: Plan, after: Plan, method: Method, groups: Sequence[str], *, options: Options, watcher: Watcher
) -> Decomposition:
    """Take the difference of two scenarios apart.

    Args:
        before: the baseline, played already.
        after: the package, played already, on the same replications.
        method: one order or all.
        groups: each `name=layer,layer`, where a layer may be named by its beginning; each layer by itself where empty.
        options: how to compute.
        watcher: told how it goes.

    Raises:
        ScenarioError: if the groups do not fit the package, or there are too many.
        ResultsError: if the results cannot be written.
    """
    parts = parts_of((before, after), method, groups)
    subsets = stack(len(parts)) if method is Method.STACKED else all_subsets(len(parts))
    plans = {subset: _coalition(before, after, parts, subset, options) for subset in subsets}
    play_plans(list(plans.values()), options, watcher)
    tables = {subset: [_values_in_table(one) for _, one in plan.directory.replication_metrics(plan.replications)]
              for subset, plan in plans.items()}  # fmt: skip
    shared = _shared(tables)
    units = tuple(unit_of(key) for key in shared)
    values = {subset: np.array([[table[key] for key in shared] for table in some]) for subset, some in tables.items()}
    take = stacked if method is Method.STACKED else shapley
    everything = frozenset(range(len(parts)))
    total = values[everything] - values[frozenset()]
    return Decomposition(
        method,
        parts,
        tuple(mean_changes(Sample(shared, units, one)) for one in take(len(parts), values.__getitem__)),
        mean_changes(Sample(shared, units, total)),
    )


def parts_of(plans: Sequence[Plan], method: Method, groups: Sequence[str]) -> tuple[Group, ...]:
    """Say into which parts a package is taken apart, before anything is played.

    Args:
        plans: a baseline and one other.
        method: one order or all.
        groups: as for `decompose`.

    Raises:
        ScenarioError: if there is more than one other scenario, the groups do not fit, or there are too many.
    """
    before, *others = plans
    if len(others) != 1:
        found = f"{len(others)} other scenarios"
        raise ScenarioError((Problem("--decompose", 0, 0, "", found, "a baseline and one other"),))
    parts = grouped(before, others[0], groups)
    if method is Method.SHAPLEY and len(parts) > MOST_GROUPS:
        names = ", ".join(layer for part in parts for layer in part.layers)
        hint = f"put them together, each as --group NAME=LAYER,LAYER; the layers are {names}"
        found = f"{len(parts)} groups"
        raise ScenarioError((Problem("--decompose", 0, 0, "", found, f"at most {MOST_GROUPS}", hint),))
    return parts


def grouped(before: Plan, after: Plan, groups: Sequence[str]) -> tuple[Group, ...]:
    """Put the layers that tell two scenarios apart into groups; what no group names is a group of its own.

    Raises:
        ScenarioError: if a group names no layer of the package.
    """
    rest = changed_by_layer(before.scenario, after.scenario)
    if not groups:
        return tuple(Group(layer, (layer,), paths) for layer, paths in rest.items())
    named: list[Group] = []
    problems: list[Problem] = []
    for text in groups:
        name, _, members = text.partition("=")
        beginnings = tuple(member.strip() for member in members.split(",") if member.strip())
        layers = tuple(layer for layer in rest if layer.startswith(beginnings))
        if name in {_REST, _TOTAL, *(group.name for group in named)}:
            problems.append(Problem("--group", 0, 0, "", text, f"a name of its own, not {name} once more"))
        elif not name or not layers or not all(any(layer.startswith(one) for layer in rest) for one in beginnings):
            expected = "NAME=LAYER,LAYER with the beginnings of " + ", ".join(rest)
            problems.append(Problem("--group", 0, 0, "", text or "nothing", expected))
        named.append(Group(name, layers, tuple(path for layer in layers for path in rest.pop(layer))))
    if problems:
        raise ScenarioError(tuple(problems))
    others = Group(_REST, tuple(rest), tuple(path for paths in rest.values() for path in paths))
    return (*named, others) if rest else tuple(named)


def _coalition(before: Plan, after: Plan, parts: Sequence[Group], subset: Subset, options: Options) -> Plan:
    if not subset:
        return before
    if len(subset) == len(parts):
        return after
    paths = [path for place in sorted(subset) for path in parts[place].paths]
    plan = plan_of(after.setup.name, mixed(before.scenario, after.scenario, paths), Overrides(), options)
    return replace(plan, request=replace(after.request, command=_coalition_note(before, after, parts, subset)))


def _coalition_note(before: Plan, after: Plan, parts: Sequence[Group], subset: Subset) -> str:
    """Say what such a run is; no command makes it alone, but its scenario.yaml can be run."""
    names = ", ".join(parts[place].name for place in sorted(subset))
    return f"{before.request.command}  # with {names} as in: {after.request.command}"


def _values_in_table(measured: ReplicationMetrics) -> dict[MetricKey, float]:
    pairs = zip(measured.keys, measured.values.tolist(), strict=True)
    return {key: value for key, value in pairs if is_in_table(key)}


def _shared(tables: dict[Subset, list[dict[MetricKey, float]]]) -> tuple[MetricKey, ...]:
    some = [table for each in tables.values() for table in each]
    return tuple(key for key in some[0] if all(key in table for table in some))
