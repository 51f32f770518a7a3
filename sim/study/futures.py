"""A future is a scenario with every uncertain parameter fixed; many are played at once and asked for a few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.base.metric_key import MetricKey
from sim.results.survival import FloatArray
from sim.scenario.resolved import Quantiles, fixed_at
from sim.scenario.scenario import Overrides, check_whole
from sim.study.experiment import read_run
from sim.study.many_runs import play_plans
from sim.study.plans import Options, Plan, plan_of
from sim.study.progress import Watcher
from sim.study.quantities import values_in_all


@dataclass(frozen=True)
class Stage:
    """Where futures are played, and what they are asked."""

    plan: Plan
    """The scenario, with the number of replications of each future."""
    questions: tuple[MetricKey, ...]
    options: Options
    """The runs lie under its folder."""
    watcher: Watcher

    def played(self, futures: Sequence[Quantiles]) -> FloatArray:
        """Play futures that were not played before, and look the numbers up.

        Args:
            futures: the quantile of every uncertain parameter in each; one that is left out stays at its median.

        Returns:
            shape (questions, futures, replications).

        Raises:
            ScenarioError: if the claims of a future contradict each other.
            ResultsError: if a future has no such number, or results cannot be written.
        """
        plans = [self._plan(quantiles) for quantiles in futures]
        play_plans(plans, self.options, self.watcher, with_tables=False)
        answers = {plan.directory: self._answers(plan) for plan in plans}
        return np.moveaxis(np.array([answers[plan.directory] for plan in plans]), 1, 0)

    def _answers(self, plan: Plan) -> list[tuple[float, ...]]:
        replications = read_run(plan).replications
        return [values_in_all(replications, question) for question in self.questions]

    def _plan(self, quantiles: Quantiles) -> Plan:
        scenario = fixed_at(self.plan.scenario, quantiles)
        check_whole(scenario)
        return plan_of(scenario.name, scenario, Overrides(), self.options)


def stage(
    plan: Plan,
    questions: Sequence[MetricKey],
    folder: Path,
    options: Options,
    *,
    watcher: Watcher,
) -> Stage:
    """Prepare to play futures of a scenario at central values, in a folder of their own."""
    return Stage(plan, tuple(questions), replace(options, out=folder / "runs", fixed=True), watcher)


FIXED = {"run.replications": "the study plays as many as it needs"}
"""What every study of futures sets by itself."""


def with_replications(plan: Plan, replications: int) -> Plan:
    """Ask for another number of replications of a run."""
    run = replace(plan.scenario.run, replications=replications)
    return replace(
        plan, scenario=replace(plan.scenario, run=run), request=replace(plan.request, replications=replications)
    )
