"""Every shipped scenario is played quickly, all in one go; what is there already is not played again."""

from collections.abc import Sequence

from sim.scenario.scenario import Overrides
from sim.study.experiment import Run, read_run
from sim.study.many_runs import play_plans
from sim.study.plans import Options, plan_run
from sim.study.progress import Watcher


def play_library(names: Sequence[str], overrides: Overrides, options: Options, watcher: Watcher) -> tuple[Run, ...]:
    """Play scenarios that have nothing to do with each other, and keep of each its replications alone.

    Args:
        names: of shipped scenarios.
        overrides: what is set in every one of them.
        options: how to compute.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of a scenario.
        ResultsError: if the results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    plans = tuple(plan_run(name, overrides, options) for name in names)
    play_plans(plans, options, watcher, with_tables=False)
    return tuple(read_run(plan) for plan in plans)
