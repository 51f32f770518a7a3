"""Sensitivity of a few numbers to groups of uncertain parameters: Morris screening, tornado and Sobol indices.

The folder `sensitivity-<id>` holds `effects.csv` (`method,measure,group,parameters,statistic,value,unit`; methods
`morris` with `mean`, `size`, `spread` of the effect over the whole range, `tornado` with the number at the `low` and
`high` end and at the `centre`, `sobol` with `alone`, `total` and their half-widths; `noise` with the `floor`), and
`manifest.json` (`kind` is `sensitivity`), written last. Runs lie under `runs/` inside it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
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
from sim.scenario.scenario import Overrides
from sim.study.folders import open_folder, rewriting, study_manifest
from sim.study.futures import FIXED, DrawGroup, Futures, draw_groups, futures_of, quantiles_at, with_replications
from sim.study.plans import Options, Plan, check_left_alone, command_text, plan_run
from sim.study.progress import Watcher
from sim.study.screening import (
    STEP,
    Effects,
    Indices,
    elementary_effects,
    largest,
    saltelli_points,
    trajectories,
    variance_indices,
)

TRAJECTORIES = 4
"""Each group moves so many times in the screening [trajectories]."""
BARS = 10
"""Groups in the tornado [groups]."""
SHARED = 5
"""Groups among which the variance is shared out [groups]."""
_ROWS = 16
"""Size of each of the two samples behind the shares of variance [points]."""
_CENTRE_REPLICATIONS = 4
"""Replications of the central future, from which the noise is known [replications]."""
_CENTRE = 0.5
_NOISE = 2 / np.sqrt(np.pi)
"""Mean absolute difference of two independent draws of a normal number with deviation 1 [1]."""

COLUMNS = ("method", "measure", "group", "parameters", "statistic", "value", "unit")
"""Of effects.csv."""

Line = tuple[str, ...]


@final
@dataclass(frozen=True)
class Sensitivity:
    """What moves a few numbers, the first of which decides what is looked at closer."""

    directory: Path
    questions: tuple[MetricKey, ...]
    groups: tuple[DrawGroup, ...]
    centre: FloatArray
    """The numbers at central values, shape (questions,)."""
    floor: FloatArray
    """Mean absolute effect that chance alone would give if futures did not share it, shape (questions,)."""
    effects: tuple[Effects, ...]
    """Of every group, by question."""
    bars: tuple[DrawGroup, ...]
    """The groups of the tornado, the largest first."""
    ends: FloatArray
    """The numbers at the low and the high end of each bar, shape (questions, bars, 2)."""
    shared: tuple[DrawGroup, ...]
    """The groups among which the variance is shared out."""
    indices: tuple[Indices, ...]
    """By question."""

    def lines(self) -> Iterator[Line]:
        """Give the lines of effects.csv."""
        return _lines(self)


def sensitivity(
    name: str,
    questions: Sequence[MetricKey],
    overrides: Overrides,
    options: Options,
    *,
    watcher: Watcher,
    tell: Callable[[str], None],
) -> Sensitivity:
    """Screen all uncertain parameters in groups, then look closer at the largest.

    Args:
        name: a shipped scenario, or the path of a file.
        questions: the numbers that are looked at; the first decides which groups are the largest.
        overrides: what else is changed.
        options: how to compute.
        watcher: told how it goes.
        tell: told how many runs there will be and how long they will take.

    Raises:
        ScenarioError: with every problem of the scenario.
        ResultsError: if a run has no such number, or results cannot be written.
    """
    check_left_alone(overrides, FIXED)
    plan = with_replications(plan_run(name, overrides, options), 1)
    groups = draw_groups(plan.scenario)
    folder = options.out / f"sensitivity-{digest(plan.setup.run_id, *map(str, questions))}"
    one = futures_of(plan, questions, folder, options, watcher=watcher)
    several = futures_of(with_replications(plan, _CENTRE_REPLICATIONS), questions, folder, options, watcher=watcher)
    began = time.monotonic()
    centre = several.play([quantiles_at(groups, {}, rest=_CENTRE)])[:, 0]
    tell(_announced(len(groups), (time.monotonic() - began) / _CENTRE_REPLICATIONS))
    points = trajectories(len(groups), TRAJECTORIES, plan.setup.seed)
    effects = _screened(one, groups, points)
    order = largest(effects[0].size, BARS)
    bars = tuple(groups[place] for place in order)
    shared = bars[:SHARED]
    result = Sensitivity(
        folder,
        tuple(questions),
        groups,
        centre[:, 0],
        _NOISE * centre.std(axis=1, ddof=1) / STEP,
        effects,
        bars,
        _ends(one, groups, bars),
        shared,
        _shared(one, groups, shared, plan.setup.seed),
    )
    _write(result, plan, command_text("sensitivity", (name,), plan.settled(overrides), options), watcher)
    return result


def _announced(groups: int, seconds: float) -> str:
    runs = TRAJECTORIES * (groups + 1) + 2 * BARS + _ROWS * (SHARED + 2)
    minutes = runs * seconds / 60
    return (
        f"{runs} runs: {TRAJECTORIES} trajectories over {count_of(groups, 'group')} of uncertain parameters, "
        f"both ends of {BARS}, "
        f"{_ROWS * (SHARED + 2)} for the variance of {SHARED}; about {minutes:.0f} min at the pace so far"
    )


def _screened(one: Futures, groups: Sequence[DrawGroup], points: FloatArray) -> tuple[Effects, ...]:
    flat = points.reshape(-1, len(groups))
    values = one.play([_quantiles(groups, groups, row) for row in flat])[:, :, 0]
    return tuple(elementary_effects(points, each.reshape(points.shape[:2])) for each in values)


def _ends(one: Futures, groups: Sequence[DrawGroup], bars: Sequence[DrawGroup]) -> FloatArray:
    futures = [quantiles_at(groups, {bar.name: end}, rest=_CENTRE) for bar in bars for end in (0.0, 1.0)]
    return one.play(futures)[:, :, 0].reshape(len(one.questions), len(bars), 2)


def _shared(one: Futures, groups: Sequence[DrawGroup], some: Sequence[DrawGroup], seed: int) -> tuple[Indices, ...]:
    points = saltelli_points(len(some), _ROWS, seed)
    flat = points.reshape(-1, len(some))
    values = one.play([_quantiles(groups, some, row) for row in flat])[:, :, 0]
    return tuple(variance_indices(each.reshape(points.shape[:2])) for each in values)


def _quantiles(groups: Sequence[DrawGroup], some: Sequence[DrawGroup], row: FloatArray) -> dict[str, float]:
    shares = {group.name: float(share) for group, share in zip(some, row, strict=True)}
    return quantiles_at(groups, shares, rest=_CENTRE)


def _write(result: Sensitivity, plan: Plan, command: str, watcher: Watcher) -> None:
    folder = result.directory
    content = {
        "scenario": plan.setup.name,
        "measures": [str(question) for question in result.questions],
        "groups": {group.name: list(group.paths) for group in result.groups},
        "start": plan.setup.start.isoformat(),
        "years": plan.setup.years,
        "seed": plan.setup.seed,
        "scale": plan.setup.scale,
    }
    with open_folder(folder, watcher), rewriting(folder, study_manifest("sensitivity", folder, content, command)):
        write_table(folder / "effects.csv", COLUMNS, result.lines())


def _lines(result: Sensitivity) -> Iterator[Line]:
    for place, question in enumerate(result.questions):
        head = str(question)
        yield ("noise", head, "", "", "floor", number(float(result.floor[place])), unit_of(question))
        yield ("tornado", head, "", "", "centre", number(float(result.centre[place])), unit_of(question))
        effects, indices = result.effects[place], result.indices[place]
        yield from _effect_lines("morris", head, result.groups, {"mean": effects.mean, "size": effects.size,
                                                        "spread": effects.spread}, unit_of(question))  # fmt: skip
        ends = result.ends[place]
        yield from _effect_lines(
            "tornado", head, result.bars, {"low": ends[:, 0], "high": ends[:, 1]}, unit_of(question)
        )
        shares = {"alone": indices.alone, "alone_half": indices.alone_half,
                  "total": indices.total, "total_half": indices.total_half}  # fmt: skip
        yield from _effect_lines("sobol", head, result.shared, shares, "share")


def _effect_lines(
    method: str, measure: str, groups: Sequence[DrawGroup], statistics: dict[str, FloatArray], unit: str
) -> Iterator[Line]:
    for place, group in enumerate(groups):
        for name, values in statistics.items():
            parameters = " ".join(group.paths)
            yield (method, measure, group.name, parameters, name, number(float(values[place])), unit)
