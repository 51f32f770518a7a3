"""A future is a scenario with every uncertain parameter fixed at a quantile, one for each group of parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import MetricKey
from sim.scenario.resolved import Quantiles, Scenario, fixed_at, uncertain_draws
from sim.scenario.scenario import Overrides, check_whole
from sim.study.experiment import play_plans, read_run
from sim.study.plans import Options, Plan, plan_of
from sim.study.progress import Watcher
from sim.study.quantities import values_in_all

MOST_GROUPS = 60
"""At most so many groups are looked at by themselves [groups]."""
FIXED = {"run.replications": "the study plays as many as it needs"}
"""What every study of futures sets by itself."""


@dataclass(frozen=True)
class DrawGroup:
    """Uncertain parameters that are put at one quantile, from the low ends of their ranges to the high ends."""

    name: str
    draws: tuple[str, ...]
    """The names under which they are drawn."""
    paths: tuple[str, ...]


def draw_groups(scenario: Scenario, most: int = MOST_GROUPS) -> tuple[DrawGroup, ...]:
    """Group the uncertain parameters of a scenario: siblings are put together, the smallest families first.

    Of the last family only as many are put together as it takes.

    Args:
        scenario: a resolved scenario.
        most: how many groups there may be, at least the number of parts of a scenario.
    """
    draws = uncertain_draws(scenario)
    groups: dict[str, tuple[str, ...]] = {draw: (draw,) for draw in draws}
    while len(groups) > most and (parent := _smallest_family(groups, draws)):
        members = sorted((name for name in groups if _is_below(name, parent)), key=lambda name: len(groups[name]))
        needed = len(groups) - most + 1
        some, name = (members, parent) if len(members) <= needed else (members[:needed], f"{parent}: {needed} others")
        merged = tuple(draw for member in some for draw in groups[member])
        groups = {**{other: drawn for other, drawn in groups.items() if other not in some}, name: merged}
    return tuple(
        DrawGroup(name, some, tuple(path for draw in some for path in draws[draw]))
        for name, some in sorted(groups.items())
    )


def quantiles_at(groups: Sequence[DrawGroup], shares: Mapping[str, float], *, rest: float) -> dict[str, float]:
    """Say at what quantile every parameter is, where each group has one of its own and the others have the rest's."""
    return {draw: shares.get(group.name, rest) for group in groups for draw in group.draws}


def _smallest_family(groups: Mapping[str, tuple[str, ...]], draws: Mapping[str, tuple[str, ...]]) -> str:
    """Find the parent with the fewest parameters below it that has more than one group; nothing where none has."""
    parents: dict[str, list[str]] = {}
    for name in groups:
        parent = name
        while "." in parent:
            parent = parent.rpartition(".")[0]
            parents.setdefault(parent, []).append(name)
    families = [
        (sum(len(draws[draw]) for name in members for draw in groups[name]), parent)
        for parent, members in parents.items()
        if len(members) > 1
    ]
    return min(families)[1] if families else ""


def _is_below(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}.")


@dataclass(frozen=True)
class Futures:
    """Where futures are played, and what they are asked."""

    plan: Plan
    """The scenario, with the number of replications of each future."""
    questions: tuple[MetricKey, ...]
    options: Options
    """The runs lie under its folder."""
    watcher: Watcher

    def play(self, futures: Sequence[Quantiles]) -> FloatArray:
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


def futures_of(
    plan: Plan,
    questions: Sequence[MetricKey],
    folder: Path,
    options: Options,
    *,
    watcher: Watcher,
) -> Futures:
    """Prepare to play futures of a scenario at central values, in a folder of their own."""
    return Futures(plan, tuple(questions), replace(options, out=folder / "runs", fixed=True), watcher)


def with_replications(plan: Plan, replications: int) -> Plan:
    """Ask for another number of replications of a run."""
    run = replace(plan.scenario.run, replications=replications)
    return replace(
        plan, scenario=replace(plan.scenario, run=run), request=replace(plan.request, replications=replications)
    )
