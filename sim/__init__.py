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
    from sim.study.experiment import Run
    from sim.study.watcher import AbstractWatcher

__all__ = ["compare", "load", "run"]

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
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep))
    plan = plan_run(str(scenario), overrides, options)
    return run_plan(plan, options, watcher or SilentWatcher(), page=write_report)


def compare(
    baseline: Name,
    *others: Name,
    set: Sequence[str] = (),
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    fresh: bool = False,
    keep: str = "metrics",
    jobs: int | None = 1,
    out: Name = "results",
    watcher: "AbstractWatcher | None" = None,
) -> "Comparison":
    """Play several scenarios on the same luck and the same uncertain leaves, and estimate what differs.

    All are played with the replications and the seed of the baseline, unless those are given.

    Args:
        baseline: the scenario that the others are set against.
        others: at least one other scenario.
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
    from sim.study.comparison import compare_command, compare_plans
    from sim.study.plans import Keep, Options, plan_compare
    from sim.study.watcher import SilentWatcher

    names = tuple(str(name) for name in (baseline, *others))
    overrides = Overrides(tuple(set), replications, seed, years, scale)
    options = Options(Path(out), jobs, fixed, fresh, Keep(keep))
    plans = plan_compare(names, overrides, options)
    command = compare_command(names, overrides, plans, options)
    return compare_plans(plans, options, watcher or SilentWatcher(), command=command, page=write_report)
