"""Replications are added until the intervals are as narrow as a user wants them, or until that is out of reach."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.base.draws import FloatArray
from sim.base.errors import Problem, ScenarioError
from sim.base.metric_key import MetricKey
from sim.results.estimates import t_quantile
from sim.scenario.scenario import Overrides
from sim.study.experiment import play_plans, read_run
from sim.study.plans import Options, Plan, plan_compare, plan_run
from sim.study.progress import Watcher
from sim.study.quantities import FIVE, read_question, value_in

AUTO = "auto"
"""Asks for as many replications as the precision takes."""
USUAL_PRECISION = 0.05
"""The half-width of an interval beside its mean, unless the user says otherwise [share]."""
_FIRST = 4
"""With fewer the spread itself is not known [replications]."""
_MOST = 400
"""Where more would be needed the answer is given as it is [replications]."""


@dataclass(frozen=True)
class Precision:
    """How narrow which intervals are to be."""

    half_width: float = USUAL_PRECISION
    """Beside the mean; for differences beside the mean of the baseline [share]."""
    questions: tuple[MetricKey, ...] = FIVE
    """A number that is zero, or that a run does not have, binds nothing."""


def read_precision(half_width: float | None, precise: Sequence[str], *, is_auto: bool) -> Precision | None:
    """Read how precise a study is to be, which goes with `auto` in place of a number of replications.

    Args:
        half_width: how narrow intervals are to be; a twentieth where None [share].
        precise: which numbers are to be so precise, each as METRIC[group]@year; five headline numbers where empty.
        is_auto: whether the number of replications is `auto`.

    Raises:
        ScenarioError: if the precision means nothing, or is given beside a number of replications.
    """
    if not is_auto:
        width = "" if half_width is None else f"{half_width:g}"
        given = {"--precision": width, "--measure": ", ".join(precise)}
        expected = f"--replications {AUTO} beside it"
        problems = tuple(Problem(option, 0, 0, "", text, expected) for option, text in given.items() if text)
        if problems:
            raise ScenarioError(problems)
        return None
    half_width = USUAL_PRECISION if half_width is None else half_width
    check_precision(half_width)
    return Precision(half_width, tuple(read_question(text, "--measure") for text in precise) or FIVE)


def settled_run(
    name: str, precision: Precision, overrides: Overrides, options: Options, watcher: Watcher
) -> tuple[Overrides, Options]:
    """Play one scenario until its intervals are narrow enough, and state the replications that took.

    Raises:
        ScenarioError: with every problem of the scenario.
        ResultsError: if the results cannot be written.
    """
    return _settled(lambda tried: (plan_run(name, tried, options),), precision, overrides, options, watcher)


def settled_comparison(
    names: tuple[str, ...], precision: Precision, overrides: Overrides, options: Options, watcher: Watcher
) -> tuple[Overrides, Options]:
    """Play scenarios until their differences from the first are narrow enough, and state the replications that took.

    Raises:
        ScenarioError: with every problem of the scenarios.
        ResultsError: if the results cannot be written.
    """
    return _settled(lambda tried: plan_compare(names, tried, options), precision, overrides, options, watcher)


def _settled(
    plans_with: Callable[[Overrides], Sequence[Plan]],
    precision: Precision,
    overrides: Overrides,
    options: Options,
    watcher: Watcher,
) -> tuple[Overrides, Options]:
    count = settle_replications(
        lambda number: plans_with(replace(overrides, replications=number)), precision, options, watcher
    )
    return replace(overrides, replications=count), replace(options, fresh=False, resume=False)


def check_precision(half_width: float) -> None:
    """Refuse a precision that means nothing.

    Raises:
        ScenarioError: if it is not above 0 and below 1.
    """
    if not 0 < half_width < 1:
        expected = "a share above 0 and below 1, for example 0.02"
        raise ScenarioError((Problem("--precision", 0, 0, "", f"{half_width:g}", expected),))


def settle_replications(
    plans_with: Callable[[int], Sequence[Plan]],
    precision: Precision,
    options: Options,
    watcher: Watcher,
) -> int:
    """Play more and more replications until every interval is narrow enough, and say how many that took.

    Args:
        plans_with: gives the runs with so many replications; of one run its own intervals are meant, of several
            those of the differences from the first.
        precision: how narrow which intervals are to be.
        options: how to compute.
        watcher: told how it goes, and what was reached.

    Raises:
        ResultsError: if the results cannot be written.
    """
    check_precision(precision.half_width)
    count = _FIRST
    while True:
        plans = plans_with(count)
        play_plans(plans, options, watcher)
        reached, needed = _reached(plans, precision)
        options = replace(options, fresh=False, resume=False)
        if reached <= precision.half_width or count >= _MOST:
            watcher.settles(count, reached)
            return count
        count = min(max(count + 1, min(needed, 2 * count)), _MOST)


def _reached(plans: Sequence[Plan], precision: Precision) -> tuple[float, int]:
    """Measure the widest interval, and how many replications would make it narrow enough."""
    widest, most = 0.0, 0
    for means, spread in _samples(plans, precision.questions):
        count = len(spread)
        ratio = float(t_quantile(count - 1) * spread.std(ddof=1) / np.sqrt(count)) / means
        widest = max(widest, ratio)
        most = max(most, int(np.ceil(count * (ratio / precision.half_width) ** 2)))
    return widest, most


def _samples(plans: Sequence[Plan], questions: Sequence[MetricKey]) -> Iterator[tuple[float, FloatArray]]:
    """Give, for every number, the size it is measured by and its values over the replications."""
    tables = [_values(plan, questions) for plan in plans]
    if len(tables) == 1:
        yield from ((abs(float(row.mean())), row) for row in tables[0].values() if row.any())
    base = tables[0]
    for other in tables[1:]:
        shared = [question for question in questions if question in base and question in other]
        for question in shared:
            if base[question].any():
                yield abs(float(base[question].mean())), other[question] - base[question]


def _values(plan: Plan, questions: Sequence[MetricKey]) -> dict[MetricKey, FloatArray]:
    replications = read_run(plan).replications
    values = {question: [value_in(measured, question) for measured in replications] for question in questions}
    return {question: np.array(answers, np.float64) for question, answers in values.items() if None not in answers}
