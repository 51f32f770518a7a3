"""The 2017 immigration-enforcement memos as a discrete-event simulation: load a scenario, run it, compare several.

>>> import sim
>>> result = sim.compare("status-quo", "kelly-memos", replications=8, years=1)  # doctest: +SKIP
>>> result.differences.filter(metric="court_pending")  # doctest: +SKIP
"""

from collections.abc import Sequence
from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.facts.resolved import Scenario
    from sim.study.comparison import Comparison
    from sim.study.executors import Pool
    from sim.study.experiment import Run
    from sim.study.solves import BreakEven
    from sim.study.sweeps import Sweep
    from sim.study.watcher import AbstractWatcher

__all__ = ["compare", "load", "run", "solve", "sweep"]

Name = str | PathLike[str]
"""The name of a shipped scenario, or the path of a scenario file."""


def load(
    scenario: Name,
    *,
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
) -> "Scenario":
    """Read a scenario with its parents and layers, complete and checked.

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, each as `PATH=VALUE`.
        replications: how often the years are played; as the scenario says where None.
        seed: the number that all luck is drawn from; as the scenario says where None.
        years: length of the run; as the scenario says where None.
        scale: the share of the world that is simulated, in (0, 1].

    Raises:
        ScenarioError: with every problem of the scenario.
    """
    from sim.facts.scenario import Overrides, load_all

    return load_all((str(scenario),), Overrides(tuple(set), replications, seed, years, scale))[0]


def run(
    scenario: Name,
    *,
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    fresh: bool = False,
    keep: str = "series",
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "Run":
    """Play a scenario many times, store every replication, and estimate its metrics.

    Replications that are stored already are found and not played again.

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, each as `PATH=VALUE`.
        replications: how often the years are played; as the scenario says where None.
        seed: the number that all luck is drawn from; as the scenario says where None.
        years: length of the run; as the scenario says where None.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `series` for everything recorded, `metrics` for metrics and ledger only.
        jobs: replications played at once; None for as many as the machine holds. A script that wants more
            than one starts from `if __name__ == "__main__":`, since workers import it.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes; nobody where None.

    Raises:
        ScenarioError: with every problem of the scenario.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.experiment import run_plan
    from sim.study.plans import Keep, Options, plan_run
    from sim.study.watcher import SilentWatcher

    overrides = Overrides(tuple(set), replications, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    plan = plan_run(str(scenario), overrides, options)
    return run_plan(plan, options, watcher or SilentWatcher(), page=write_report)


def compare(
    baseline: Name,
    *others: Name,
    decompose: str | None = None,
    groups: Sequence[str] = (),
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    fresh: bool = False,
    keep: str = "metrics",
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "Comparison":
    """Play several scenarios on the same luck and the same uncertain leaves, and estimate what differs.

    All are played with the replications and the seed of the baseline, unless those are given.

    Args:
        baseline: the scenario that the others are set against.
        others: at least one other scenario.
        decompose: `stacked` or `shapley`: what each section of the one other scenario contributes.
        groups: sections that are taken together, each as `NAME=LAYER,LAYER`; a layer may be named by its beginning.
        set: changes made in every scenario, each as `PATH=VALUE`.
        replications: how often the years are played.
        seed: the number that all luck is drawn from.
        years: length of the run.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `metrics` for metrics and ledger only, `series` for everything recorded.
        jobs: replications played at once; None for as many as the machine holds. A script that wants more
            than one starts from `if __name__ == "__main__":`, since workers import it.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes; nobody where None.

    Raises:
        ScenarioError: with every problem of the scenarios; also where they differ in start or length.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.decomposition import compare_names
    from sim.study.plans import Keep, Options
    from sim.study.watcher import SilentWatcher

    names = tuple(str(name) for name in (baseline, *others))
    overrides = Overrides(tuple(set), replications, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    parts = (decompose, tuple(groups)) if decompose else None
    return compare_names(names, parts, overrides, options, watcher=watcher or SilentWatcher(), page=write_report)


def sweep(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    design: str | None = None,
    points: int | None = None,
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    fresh: bool = False,
    keep: str = "metrics",
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "Sweep":
    """Play a scenario at many points on the same luck, and put the results of all into one long table.

    Every point is read and checked before the first is played.

    Args:
        scenario: the name of a shipped scenario or sweep, or the path of a file of either.
        vary: what varies, each as `PATH=A:B:N` (ends included), `PATH=A:B` (a range) or `PATH=v1,v2`.
        design: `grid`, `lhs` or `sobol`; a grid, or as the sweep's file says, where None.
        points: how many points of `lhs` or `sobol`.
        set: changes made at every point, each as `PATH=VALUE`.
        replications: how often the years are played at each point.
        seed: the number that all luck is drawn from.
        years: length of the run.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `metrics` for metrics and ledger only, `series` for everything recorded.
        jobs: replications played at once; None for as many as the machine holds.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes; nobody where None.

    Raises:
        ScenarioError: with every problem of every point.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.plans import Keep, Options
    from sim.study.sweep_plans import Asked, plan_sweep
    from sim.study.sweeps import sweep_points
    from sim.study.watcher import SilentWatcher

    overrides = Overrides(tuple(set), replications, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    plan = plan_sweep(Asked(str(scenario), tuple(vary), design, points), overrides, options)
    return sweep_points(plan, options, watcher or SilentWatcher(), page=write_report)


def solve(
    scenario: Name,
    *,
    vary: Sequence[str] = (),
    until: Sequence[str] = (),
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "BreakEven":
    """Find the value of a lever at which a target begins or ceases to be met, with its interval.

    Args:
        scenario: the name of a shipped scenario or break-even, or the path of a file of either.
        vary: the lever as `PATH=LOW:HIGH`; with another as `PATH=A:B:N` or `PATH=v1,v2` the answer is a frontier.
        until: what is to hold, each as `METRIC[group]@year<=VALUE` or `>=VALUE`.
        set: changes made throughout, each as `PATH=VALUE`.
        replications: how often the years are played at each value.
        seed: the number that all luck is drawn from.
        years: length of the run.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        jobs: replications played at once; None for as many as the machine holds.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes; nobody where None.

    Raises:
        ScenarioError: with every problem.
        ResultsError: if a run has no such number, or results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from pathlib import Path

    from sim.facts.scenario import Overrides
    from sim.study.plans import Options
    from sim.study.solve_plans import plan_solve
    from sim.study.solves import solve_plan
    from sim.study.watcher import SilentWatcher

    overrides = Overrides(tuple(set), replications, seed, years, scale)
    options = Options(Path(out), jobs, fixed, executor=executor, resume=resume)
    plan = plan_solve(str(scenario), tuple(vary), tuple(until), overrides, options)
    return solve_plan(plan, options, watcher or SilentWatcher())
