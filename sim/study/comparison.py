"""Compares scenarios with a baseline on common random numbers, replication by replication."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.base.metric_key import WHOLE
from sim.results.csv_tables import write_differences, write_table
from sim.results.estimates import Difference, Pairing, differences, pairings, sample
from sim.results.manifest import digest
from sim.results.replications import read_replication_metrics
from sim.scenario.scenario import Overrides
from sim.study.choices import Method
from sim.study.decomposition import CONTRIBUTION_COLUMNS, CONTRIBUTIONS_TABLE, Decomposition, decompose, parts_of
from sim.study.experiment import (
    Page,
    Run,
    compute,
    prepared,
    read_run,
)
from sim.study.folders import has_at_least, how_played, is_whole, open_folder, rewriting, study_manifest, write_tables
from sim.study.plans import Options, Plan, command_text, plan_compare
from sim.study.precision import Precision, settled_comparison
from sim.study.progress import Watcher

if TYPE_CHECKING:
    from sim.results.frames import Frame

DIFFERENCES_TABLE = "differences.csv"


@final
@dataclass(frozen=True)
class Comparison:
    """The results of a baseline and of the scenarios set against it."""

    directory: Path
    baseline: Run
    others: tuple[Run, ...]
    paired: tuple[Difference, ...]
    """Of each other scenario in turn, every metric with its paired 95% interval."""
    decomposition: Decomposition | None = None
    """What each section of the package contributes, where that was asked for."""

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """What common random numbers does for every number of the whole run, scenario by scenario."""
        base = sample(self.baseline.replications)
        wanted = [key for key in base.keys if key.period == WHOLE]
        return tuple(
            one for run in self.others for one in pairings(run.scenario, base, sample(run.replications), wanted)
        )

    @property
    def differences(self) -> "Frame":
        """The differences as a polars frame: differences.csv with a column for each dimension."""
        from sim.results.frames import difference_frame  # polars takes a third of a second to load

        return difference_frame(self.paired)


@dataclass(frozen=True)
class ComparisonRequest:
    """A comparison as it is asked for."""

    names: tuple[str, ...]
    """The baseline first, then at least one other."""
    overrides: Overrides
    """What the user sets in every one of them."""
    parts: tuple[str, tuple[str, ...]] | None = None
    """The method and the groups of a decomposition."""
    precision: Precision | None = None
    """How narrow the intervals of the differences are to be, where that decides the number of replications."""


def compare_names(request: ComparisonRequest, options: Options, *, watcher: Watcher, page: Page) -> Comparison:
    """Compare scenarios, and take the package apart where that is asked for.

    Args:
        request: the comparison.
        options: how to compute.
        watcher: told how it goes.
        page: writes the report of the finished folder.

    Raises:
        ScenarioError: with every problem, before anything is played.
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    names, overrides, parts = request.names, request.overrides, request.parts
    if parts is not None:
        parts_of(plan_compare(names, overrides, options), Method(parts[0]), parts[1])
    if request.precision:
        overrides, options = settled_comparison(names, request.precision, overrides, options, watcher)
    plans = plan_compare(names, overrides, options)
    command = compare_command(names, overrides, plans, options)
    result = compare_plans(plans, options, watcher, command=command, page=page)
    if parts is None:
        return result
    return decomposed(result, Method(parts[0]), parts[1], options=options, watcher=watcher)


def compare_plans(
    plans: Sequence[Plan],
    options: Options,
    watcher: Watcher,
    *,
    command: str,
    page: Page,
) -> Comparison:
    """Run every scenario that is not there yet and write the differences from the first.

    Args:
        plans: the baseline first, all on the same seed and replications.
        options: how to compute.
        watcher: told how it goes.
        command: the command that repeats the comparison.
        page: writes the report of the finished folder.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    with prepared(plans, watcher):
        meter = compute(plans, options, _with_first_pair(plans, watcher))
        for plan in plans:
            if not has_at_least(plan):
                watcher.writes()
                write_tables(plan, meter.as_json())
        comparison = _read_comparison(plans, options)
        _write(comparison, plans, watcher, command=command, page=page)
        return comparison


def compare_command(names: tuple[str, ...], overrides: Overrides, plans: Sequence[Plan], options: Options) -> str:
    """Write the command that repeats a comparison."""
    return command_text("compare", names, plans[0].settled(overrides), options)


def decomposed(
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
    decomposition = decompose(before, after, method, groups, options=options, watcher=watcher)
    with open_folder(comparison.directory, watcher):
        write_table(comparison.directory / CONTRIBUTIONS_TABLE, CONTRIBUTION_COLUMNS, decomposition.lines())
    return replace(comparison, decomposition=decomposition)


def _with_first_pair(plans: Sequence[Plan], watcher: Watcher) -> Watcher:
    """Call `first_pair` as soon as replication 1 of every scenario is there, unless all were there before."""
    is_due = False

    def begins(stored: int, missing: int) -> None:
        nonlocal is_due
        is_due = missing > 0 and plans[0].replications > 1
        watcher.begins(stored, missing)

    def goes_on(done: float, total: int) -> None:
        nonlocal is_due
        if is_due and all(plan.directory.metrics_path(1).exists() for plan in plans):
            is_due = False
            watcher.first_pair(plans[0].setup.name, _first_differences(plans))
        watcher.goes_on(done, total)

    return replace(watcher, begins=begins, goes_on=goes_on)


def _first_differences(plans: Sequence[Plan]) -> tuple[Difference, ...]:
    first, *rest = (sample([read_replication_metrics(plan.directory.metrics_path(1))]) for plan in plans)
    pairs = zip(plans[1:], rest, strict=True)
    return tuple(one for plan, other in pairs for one in differences(plan.setup.name, first, other))


def _read_comparison(plans: Sequence[Plan], options: Options) -> Comparison:
    runs = tuple(read_run(plan) for plan in plans)
    samples = [sample(run.replications) for run in runs]
    pairs = zip(runs[1:], samples[1:], strict=True)
    name = digest(*(plan.setup.run_id for plan in plans))
    return Comparison(
        options.out / f"compare-{name}",
        runs[0],
        runs[1:],
        tuple(one for run, other in pairs for one in differences(run.scenario, samples[0], other)),
    )


def _write(comparison: Comparison, plans: Sequence[Plan], watcher: Watcher, *, command: str, page: Page) -> None:
    folder, played = comparison.directory, how_played(plans[0])
    content = {
        "baseline": comparison.baseline.scenario,
        "scenarios": [run.scenario for run in comparison.others],
        "runs": [plan.setup.place for plan in plans],
        **played,
        "interval": f"paired {played['interval']}",
    }
    manifest = study_manifest("compare", folder, content, command)
    with open_folder(folder, watcher):
        if not is_whole(folder, manifest, DIFFERENCES_TABLE):
            with rewriting(folder, manifest):
                write_differences(folder / DIFFERENCES_TABLE, comparison.paired)
        page(folder)
