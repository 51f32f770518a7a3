"""A package is taken apart into what each of its sections contributes, in a stated order or whatever the order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.base.errors import Problem, ScenarioError
from sim.base.metric_key import MetricKey
from sim.results.estimates import Sample, mean_changes
from sim.results.long_tables import write_table
from sim.results.metrics import unit_of
from sim.results.replications import Measured
from sim.scenario.scenario import Overrides, changed_by_layer, mixed
from sim.study.choices import Method
from sim.study.comparison import Comparison, compare_command, compare_plans
from sim.study.contributions import (
    CONTRIBUTION_COLUMNS,
    Decomposition,
    Group,
    Subset,
    all_subsets,
    shapley,
    stack,
    stacked,
)
from sim.study.experiment import Page
from sim.study.many_runs import play_plans
from sim.study.plans import Options, Plan, plan_compare, plan_of
from sim.study.precision import Precision, settled_comparison
from sim.study.progress import Watcher
from sim.study.study_folder import opened
from sim.study.sweep_tables import is_told

CONTRIBUTIONS_TABLE = "contributions.csv"
MOST_GROUPS = 6
"""Shapley values need a run for every subset; more groups than these are refused [groups]."""


@dataclass(frozen=True)
class Asked:
    """A comparison as it is asked for."""

    names: tuple[str, ...]
    """The baseline first, then at least one other."""
    overrides: Overrides
    """What the user sets in every one of them."""
    parts: tuple[str, tuple[str, ...]] | None = None
    """The method and the groups of a decomposition."""
    precision: Precision | None = None
    """How narrow the intervals of the differences are to be, where that decides the number of replications."""


def compare_names(asked: Asked, options: Options, *, watcher: Watcher, page: Page) -> Comparison:
    """Compare scenarios, and take the package apart where that is asked for.

    Args:
        asked: the comparison.
        options: how to compute.
        watcher: told how it goes.
        page: writes the report of the finished folder.

    Raises:
        ScenarioError: with every problem, before anything is played.
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    names, overrides, parts = asked.names, asked.overrides, asked.parts
    if parts is not None:
        parts_of(plan_compare(names, overrides, options), Method(parts[0]), parts[1])
    if asked.precision:
        overrides, options = settled_comparison(names, asked.precision, overrides, options, watcher)
    plans = plan_compare(names, overrides, options)
    command = compare_command(names, overrides, plans, options)
    result = compare_plans(plans, options, watcher, command=command, page=page)
    if parts is None:
        return result
    return taken_apart(result, Method(parts[0]), parts[1], options=options, watcher=watcher)


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
    tables = {subset: [_told(one) for _, one in plan.directory.measured(plan.replications)]
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


def taken_apart(
    comparison: Comparison, method: Method, groups: Sequence[str], *, options: Options, watcher: Watcher
) -> Comparison:
    """Take a comparison of two scenarios apart and write contributions.csv into its folder.

    Args:
        comparison: of a baseline and one other, played already.
        method: one order or all.
        groups: as for `decompose`.
        options: how to compute.
        watcher: told how it goes.

    Raises:
        ScenarioError: if the groups do not fit.
        ResultsError: if the results cannot be written.
    """
    before, after = comparison.baseline.plan, comparison.others[0].plan
    found = decompose(before, after, method, groups, options=options, watcher=watcher)
    with opened(comparison.directory, watcher):
        write_table(comparison.directory / CONTRIBUTIONS_TABLE, CONTRIBUTION_COLUMNS, found.lines())
    return replace(comparison, decomposition=found)


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
    found: list[Group] = []
    problems: list[Problem] = []
    for text in groups:
        name, _, members = text.partition("=")
        beginnings = tuple(member.strip() for member in members.split(",") if member.strip())
        layers = tuple(layer for layer in rest if layer.startswith(beginnings))
        if not (name and layers):
            expected = "NAME=LAYER,LAYER with the beginnings of " + ", ".join(rest)
            problems.append(Problem("--group", 0, 0, "", text or "nothing", expected))
        found.append(Group(name, layers, tuple(path for layer in layers for path in rest.pop(layer))))
    if problems:
        raise ScenarioError(tuple(problems))
    others = Group("the rest", tuple(rest), tuple(path for paths in rest.values() for path in paths))
    return (*found, others) if rest else tuple(found)


def _coalition(before: Plan, after: Plan, parts: Sequence[Group], subset: Subset, options: Options) -> Plan:
    if not subset:
        return before
    if len(subset) == len(parts):
        return after
    paths = [path for place in sorted(subset) for path in parts[place].paths]
    plan = plan_of(after.setup.name, mixed(before.scenario, after.scenario, paths), Overrides(), options)
    return replace(plan, request=replace(after.request, command=_said(before, after, parts, subset)))


def _said(before: Plan, after: Plan, parts: Sequence[Group], subset: Subset) -> str:
    """Say what such a run is; no command makes it alone, but its scenario.yaml can be run."""
    names = ", ".join(parts[place].name for place in sorted(subset))
    return f"{before.request.command}  # with {names} as in: {after.request.command}"


def _told(measured: Measured) -> dict[MetricKey, float]:
    pairs = zip(measured.keys, measured.values.tolist(), strict=True)
    return {key: value for key, value in pairs if is_told(key)}


def _shared(tables: dict[Subset, list[dict[MetricKey, float]]]) -> tuple[MetricKey, ...]:
    some = [table for each in tables.values() for table in each]
    return tuple(key for key in some[0] if all(key in table for table in some))
