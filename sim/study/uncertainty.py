"""Splits the spread of a number into chance and parametric uncertainty, and finds what could turn its sign.

The folder `uncertainty-<id>` holds `shares.csv` (`measure,mean,deviation,chance,parametric,opposite,unit`), `flips.csv`
(`measure,group,parameters,low,high,flips,unit`; only against a baseline) and `manifest.json` (`kind` is `uncertainty`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

import numpy as np

from sim.base.draws import FloatArray
from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.results.csv_tables import number, write_table
from sim.results.manifest import digest
from sim.results.metrics import unit_of
from sim.scenario.resolved import quantiles_of
from sim.scenario.scenario import Overrides
from sim.study.folders import open_folder, rewriting, study_manifest
from sim.study.futures import FIXED, DrawGroup, Futures, draw_groups, futures_of, quantiles_at, with_replications
from sim.study.plans import Options, Plan, check_left_alone, command_text, plan_compare, plan_run
from sim.study.progress import Watcher

DRAWS = 12
"""Futures that are drawn from what is uncertain [futures]."""
REPLICATIONS = 2
"""Replications of each future [replications]."""
GROUPS = 30
"""Groups of parameters that are put to both ends of their ranges [groups]."""
_CENTRE = 0.5


@dataclass(frozen=True)
class Share:
    """Where the spread of one number comes from."""

    question: MetricKey
    mean: float
    deviation: float
    """Between single replications of the whole, the two causes together."""
    chance: float
    """Part of the variance that is chance [share]."""
    parametric: float
    """Part of the variance that is not knowing the inputs [share]."""
    opposite: float
    """Futures in which the number has not the sign of its mean [share]."""


@dataclass(frozen=True)
class Flip:
    """One number with one group of parameters at the ends of its ranges, all others at their central values."""

    question: MetricKey
    group: DrawGroup
    low: float
    high: float
    flips: bool
    """Whether the sign at an end is not the sign at central values."""


@final
@dataclass(frozen=True)
class Uncertainty:
    """What chance and parametric uncertainty contribute, and which parameters would turn the sign of a difference."""

    directory: Path
    baseline: str
    """The scenario that the numbers are differences from; empty where they are levels."""
    shares: tuple[Share, ...]
    flips: tuple[Flip, ...]

    def as_json(self) -> dict[str, object]:
        """Give the answer as an object of JSON."""
        shares = [{**vars(one), "question": str(one.question)} for one in self.shares]
        flips = [
            {"question": str(one.question), "group": one.group.name, "low": one.low, "high": one.high}
            for one in self.flips
            if one.flips
        ]
        return {"baseline": self.baseline, "shares": shares, "flips": flips}


def uncertainty(
    name: str,
    against: str | None,
    questions: Sequence[MetricKey],
    overrides: Overrides,
    options: Options,
    *,
    watcher: Watcher,
    tell: Callable[[str], None],
) -> Uncertainty:
    """Tell chance from parametric uncertainty, for the numbers of a scenario or for their differences from a baseline.

    Args:
        name: a shipped scenario, or the path of a file.
        against: the baseline; levels are looked at where None.
        questions: the numbers that are looked at.
        overrides: what else is changed.
        options: how to compute.
        watcher: told how it goes.
        tell: told how many runs there will be.

    Raises:
        ScenarioError: with every problem of the scenarios.
        ResultsError: if a run has no such number, or results cannot be written.
    """
    check_left_alone(overrides, FIXED)
    names = (against, name) if against else (name,)
    plans = plan_compare(names, overrides, options) if against else (plan_run(name, overrides, options),)
    folder = options.out / f"uncertainty-{digest(*(plan.setup.run_id for plan in plans), *map(str, questions))}"
    groups = draw_groups(plans[-1].scenario, GROUPS)
    flipping = len(plans) * (2 * len(groups) + 1) if against else 0
    tell(
        f"{DRAWS} futures, {REPLICATIONS} times each, and {flipping} runs at the ends "
        f"of {count_of(len(groups), 'group')}"
    )
    several = [
        futures_of(with_replications(plan, REPLICATIONS), questions, folder, options, watcher=watcher) for plan in plans
    ]
    single = [futures_of(with_replications(plan, 1), questions, folder, options, watcher=watcher) for plan in plans]
    shares = tuple(map(_share, questions, _drawn(several)))
    flips = _flips(single, groups, questions) if against else ()
    result = Uncertainty(folder, against or "", shares, flips)
    words = (name, "--against", against) if against else (name,)
    _write(result, plans[-1], command_text("uncertainty", words, plans[-1].settled(overrides), options), watcher)
    return result


def _drawn(runs: Sequence[Futures]) -> FloatArray:
    """Play the drawn futures, shape (questions, DRAWS, REPLICATIONS); differences where there are two scenarios."""
    played = [one.play([quantiles_of(one.plan.scenario, draw) for draw in range(1, DRAWS + 1)]) for one in runs]
    return played[-1] - played[0] if len(played) > 1 else played[0]


def _share(question: MetricKey, values: FloatArray) -> Share:
    """Split the variance of futures and their replications (one-way random effects; Searle 1971, chapter 11)."""
    chance, parametric = variance_parts(values)
    whole = chance + parametric
    mean = float(values.mean())
    opposite = float((np.sign(values.mean(axis=1)) != np.sign(mean)).mean())
    if whole == 0:
        return Share(question, mean, 0.0, 0.0, 0.0, opposite)
    return Share(question, mean, float(np.sqrt(whole)), chance / whole, parametric / whole, opposite)


def variance_parts(values: FloatArray) -> tuple[float, float]:
    """Estimate the variance within futures and between them; an estimate below 0 counts as 0.

    Args:
        values: shape (futures, replications), at least two of each.
    """
    within = float(values.var(axis=1, ddof=1).mean())
    between = float(values.mean(axis=1).var(ddof=1))
    return within, max(0.0, between - within / values.shape[1])


def _flips(runs: Sequence[Futures], groups: Sequence[DrawGroup], questions: Sequence[MetricKey]) -> tuple[Flip, ...]:
    futures = [quantiles_at(groups, {}, rest=_CENTRE)]
    futures += [quantiles_at(groups, {group.name: end}, rest=_CENTRE) for group in groups for end in (0.0, 1.0)]
    before, after = (one.play(futures)[:, :, 0] for one in runs)
    change = after - before
    result = []
    for place, question in enumerate(questions):
        sign = np.sign(change[place, 0])
        for number_of, group in enumerate(groups):
            low, high = (float(change[place, 1 + 2 * number_of + end]) for end in (0, 1))
            result.append(Flip(question, group, low, high, bool(np.sign(low) != sign or np.sign(high) != sign)))
    return tuple(result)


def _write(result: Uncertainty, plan: Plan, command: str, watcher: Watcher) -> None:
    folder = result.directory
    shares = (
        (str(one.question), *map(number, (one.mean, one.deviation, one.chance, one.parametric, one.opposite)),
         unit_of(one.question))
        for one in result.shares
    )  # fmt: skip
    flips = (
        (str(one.question), one.group.name, " ".join(one.group.paths), number(one.low), number(one.high),
         str(one.flips).lower(), unit_of(one.question))
        for one in result.flips
    )  # fmt: skip
    content = {
        "scenario": plan.setup.name,
        "baseline": result.baseline,
        "futures": DRAWS,
        "replications": REPLICATIONS,
        "seed": plan.setup.seed,
        "scale": plan.setup.scale,
    }
    with open_folder(folder, watcher), rewriting(folder, study_manifest("uncertainty", folder, content, command)):
        columns = ("measure", "mean", "deviation", "chance", "parametric", "opposite", "unit")
        write_table(folder / "shares.csv", columns, shares)
        write_table(folder / "flips.csv", ("measure", "group", "parameters", "low", "high", "flips", "unit"), flips)
