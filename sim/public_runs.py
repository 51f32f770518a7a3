"""Scenarios are loaded, run and compared from Python just as by the commands."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.facts.resolved import Scenario
    from sim.study.comparison import Comparison
    from sim.study.executors import Pool
    from sim.study.experiment import Run
    from sim.study.watcher import AbstractWatcher

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
    replications: int | str | None = None,
    seed: int | None = None,
    years: int | None = None,
    precision: float = 0.05,
    precise: Sequence[str] = (),
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

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, each as `PATH=VALUE`.
        replications: how often the years are played; `auto` for as many as the precision takes.
        seed: the number that all luck is drawn from; as the scenario says where None.
        years: length of the run; as the scenario says where None.
        precision: with `auto`, half-width of the intervals beside the mean, or of differences beside the baseline.
        precise: with `auto`, what is to be so precise, each as `METRIC[group]@year`; five headline numbers where empty.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `series` for everything recorded, `metrics` for metrics and ledger only.
        jobs: replications played at once, in processes of a script that starts from `if __name__ == "__main__":`.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of the scenario.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.experiment import run_plan
    from sim.study.plans import Keep, Options, plan_run
    from sim.study.precision import asked, settled_run
    from sim.study.watcher import SilentWatcher

    watching, name = watcher or SilentWatcher(), str(scenario)
    number, wanted = asked(replications, precision, precise)
    overrides = Overrides(tuple(set), number, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    if wanted:
        overrides, options = settled_run(name, wanted, overrides, options, watching)
    return run_plan(plan_run(name, overrides, options), options, watching, page=write_report)


def compare(
    baseline: Name,
    *others: Name,
    decompose: str | None = None,
    groups: Sequence[str] = (),
    set: Sequence[str] = (),
    replications: int | str | None = None,
    seed: int | None = None,
    years: int | None = None,
    precision: float = 0.05,
    precise: Sequence[str] = (),
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

    Args:
        baseline: the scenario that the others are set against.
        others: at least one other.
        decompose: `stacked` or `shapley`, to take the one other scenario apart.
        groups: layers that are then taken together, each as `NAME=LAYER,LAYER`; the beginning of a layer will do.
        set: changes made in every scenario, each as `PATH=VALUE`.
        replications: how often the years are played; `auto` for as many as the precision takes.
        seed: the number that all luck is drawn from.
        years: length of the run.
        precision: with `auto`, half-width of the intervals beside the mean, or of differences beside the baseline.
        precise: with `auto`, what is to be so precise, each as `METRIC[group]@year`; five headline numbers where empty.
        scale: the share of the world that is simulated, in (0, 1].
        fixed: leave uncertain leaves at their central values.
        fresh: play again what is stored.
        keep: `metrics` for metrics and ledger only, `series` for everything recorded.
        jobs: replications played at once, in processes of a script that starts from `if __name__ == "__main__":`.
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: insist that some of the work is done already.
        out: the folder under which results are stored.
        watcher: told how it goes.

    Raises:
        ScenarioError, ResultsError, InvariantError: as for `run`; also where scenarios differ in start or length.
    """
    from sim.facts.scenario import Overrides
    from sim.report.reports import write_report
    from sim.study.decomposition import Asked, compare_names
    from sim.study.plans import Keep, Options
    from sim.study.precision import asked
    from sim.study.watcher import SilentWatcher

    number, wanted = asked(replications, precision, precise)
    names = tuple(str(name) for name in (baseline, *others))
    overrides = Overrides(tuple(set), number, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep), executor, resume)
    asked_for = Asked(names, overrides, (decompose, tuple(groups)) if decompose else None, wanted)
    return compare_names(asked_for, options, watcher=watcher or SilentWatcher(), page=write_report)
