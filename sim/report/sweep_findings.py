"""What a sweep finds: the table of its points, how far its lever moves a number, where it meets a target."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np

from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.report.figures import joined
from sim.report.grids import Answer, Grid, Varied, at_level, valued
from sim.report.measures import FIRST_NEWS
from sim.report.numbers import amount, brief, ends, level, printed, printed_unit, signed
from sim.report.study import Spread, items, spread
from sim.report.tables import Table
from sim.report.values import capitalized, lowered
from sim.results.manifest import read_manifest
from sim.results.metrics import unit_of
from sim.study.caveats import settings_sentence
from sim.study.crossing import Crossing, crossing_along
from sim.study.quantities import read_question
from sim.study.sweeps import METRICS_TABLE, POINTS_TABLE


@dataclass(frozen=True)
class Sentence:
    """A sentence in two parts; what is said of the other factors stands between them."""

    head: str
    tail: str

    def whole(self, beside: str) -> str:
        """Write the sentence."""
        return f"{self.head}{beside}: {self.tail}"


def beside(grid: Grid, levels: Sequence[int]) -> str:
    """Say where all factors but the last stand; nothing where there is but one."""
    pairs = zip(grid.factors[:-1], levels[:-1], strict=True)
    return ", with " + joined(at_level(*pair) for pair in pairs) if levels[:-1] else ""


def column(grid: Grid, levels: Sequence[int]) -> tuple[int, ...]:
    """List the points along the last factor, the least level first, where the other factors stand as given."""
    return tuple(grid.place((*levels[:-1], level)) for level in grid.factors[-1].order)


def effect(grid: Grid, answer: Answer, levels: Sequence[int]) -> Sentence:
    """Say how far a number moves from the least to the greatest level of the last factor, pair by pair."""
    factor, places = grid.factors[-1], column(grid, levels)
    least, most = (at_level(factor, factor.order[end]) for end in (0, -1))
    if len(places) == 1:
        return Sentence(f"Only {least} was played", "nothing to compare.")
    change, name = answer.change(places[-1], places[0]), lowered(answer.name)
    head = capitalized(f"{most} instead of {_bare(least, factor)}")
    if change is None:
        return Sentence(head, f"{name} is not there at both.")
    if change.low is None or not change.holds_zero:
        interval = f" (paired 95% interval {ends(change, answer.unit)})" if change.low is not None else ""
        return Sentence(head, f"{name} {_with_unit(change.mean, answer.unit)}{interval}.")
    if change.is_nothing:
        return Sentence(head, f"{name} is the same in every replication.")
    reach = f"{amount(change.reach, answer.unit)} or more would have shown in {len(change.values)} replications"
    return Sentence(head, f"no detectable difference in {name}; {reach}.")


def reach(grid: Grid, answer: Answer, levels: Sequence[int], target: float) -> Sentence:
    """Say from which level of the last factor on a number is at or under a target, as far as the replications tell.

    The level and its interval are the mean and the interval of the levels at which each replication meets the target.
    """
    factor, what = grid.factors[-1], f"{lowered(answer.name)} at or under {level(target, answer.unit)}."
    pairs = zip(factor.order, column(grid, levels), strict=True)
    known = [(place, one) for place, at in pairs if (one := answer.spreads[at]) is not None]
    holding = [place for place, one in known if one.mean <= target]
    if not holding:
        return Sentence(f"At no level of {factor.name} looked at", what)
    if len(holding) == len(known):
        return Sentence(f"At every level of {factor.name} looked at", what)
    if factor.numbers is None:
        return Sentence(f"By the mean, at {joined(factor.levels[place] for place in holding)}", what)
    values = np.array([factor.numbers[place] for place, _ in known])
    crossing = crossing_along(values, np.stack([one.values - target for _, one in known]))
    many = len(known[0][1].values)
    if crossing is None or not (many == 1 or _is_supported(crossing, values.tolist(), known[-1][1], known[0][1])):
        return Sentence(f"At some levels of {factor.name}, but {many} replications do not settle which", what)
    return Sentence(_start(factor, crossing), what)


def _is_supported(crossing: Crossing, values: list[float], last: Spread, first: Spread) -> bool:
    """Say whether the interval of the crossing lies between the levels, and the ends differ beyond chance."""
    if crossing.low is None or crossing.high is None or spread(last.values - first.values).holds_zero:
        return False
    return values[0] < crossing.low and crossing.high < values[-1]


def _start(factor: Varied, crossing: Crossing) -> str:
    value = valued(factor, brief(crossing.value, ""))
    interval = ""
    if crossing.low is not None and crossing.high is not None:
        interval = (
            f" (95% interval {brief(crossing.low, '')} to {brief(crossing.high, '')} {factor.unit}".rstrip() + ")"
        )
    return f"Up to {value}{interval}" if crossing.is_met_below else f"From {value} on{interval}"


def middle_of(grid: Grid) -> tuple[int, ...]:
    """Give the middle level of each factor, where a reader starts."""
    return tuple(len(factor.levels) // 2 for factor in grid.factors)


def strongest_first(grid: Grid) -> Grid:
    """Put the measures into order: as the study asks, else those first that the last factor moves most.

    What moves most is told by the paired change between the ends over the half-width of its interval, the other
    factors at their middle levels.
    """
    if grid.is_asked:
        return grid
    levels = middle_of(grid)
    answers = sorted(grid.answers, key=lambda answer: _strength(grid, answer, levels), reverse=True)
    return Grid(grid.factors, tuple(answers), grid.is_whole)


def _strength(grid: Grid, answer: Answer, levels: Sequence[int]) -> tuple[float, float]:
    places = column(grid, levels)
    change, base = answer.change(places[-1], places[0]), answer.spreads[places[0]]
    if change is None or base is None or change.is_nothing:
        return (0.0, 0.0)
    size = abs(change.mean / base.mean) if base.mean else np.inf
    if change.low is None or change.high is None:
        return (size, size)
    half = (change.high - change.low) / 2
    return (abs(change.mean) / half if half else np.inf, size)


def _bare(text: str, factor: Varied) -> str:
    return text.removeprefix(f"{factor.name} of ").removesuffix(f" {factor.name}").removesuffix(f" {factor.unit}")


def _with_unit(value: float, unit: str) -> str:
    rest = "" if unit == "share" else unit.removeprefix("USD").strip()
    return f"{signed(value, unit)} {rest}".strip()


Means = Mapping[tuple[str, MetricKey], float]


def sweep_table(folder: Path) -> Table:
    """Make the table of a finished sweep: one line a point, means over its replications.

    Args:
        folder: the folder of the sweep.

    Raises:
        ResultsError: if the folder is damaged.
    """
    manifest = read_manifest(folder) or {}
    factors = [str(factor["path"]) for factor in cast("list[Mapping[str, object]]", manifest["factors"])]
    measures = [read_question(str(measure), "measures") for measure in cast("list[object]", manifest["measures"])]
    wanted = measures or [headline.key for headline in FIRST_NEWS]
    means = _means(folder, wanted)
    with (folder / POINTS_TABLE).open(encoding="utf-8", newline="") as file:
        rows = tuple(_row(line, factors, wanted, means) for line in csv.DictReader(file))
    columns = ("Point", *factors, *(f"{question}, {printed_unit(unit_of(question))}" for question in wanted))
    times = count_of(int(str(manifest["replications"])), "replication")
    settings = settings_sentence([("", [str(each) for each in items(manifest, "set")])])
    note = f"{settings} Means over {times} of the whole run; every point has the same draws.".strip()
    return Table(str(manifest["title"]), note, columns, rows, words=1)


def _means(folder: Path, wanted: Sequence[MetricKey]) -> Means:
    sums: dict[tuple[str, MetricKey], list[float]] = defaultdict(list)
    with (folder / METRICS_TABLE).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            question = MetricKey.read(line["metric"], line["group"], line["fiscal_year"])
            if question in wanted:
                sums[line["point"], question].append(float(line["value"]))
    return {key: sum(values) / len(values) for key, values in sums.items()}


def _row(line: Mapping[str, str], factors: Sequence[str], wanted: Sequence[MetricKey], means: Means) -> tuple[str, ...]:
    values = (printed(means.get((line["point"], question)), unit_of(question)) for question in wanted)
    return (line["point"], *(line[factor] for factor in factors), *values)
