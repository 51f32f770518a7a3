"""Which numbers move the answer? One at a time where that was studied, else by rank over the drawn numbers."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from sim.base.draws import FloatArray
from sim.base.text import count_of
from sim.report.charts.intervals import Row, Text
from sim.report.charts.tornado import Influence, tornado_picture
from sim.report.figures import Figure, panel
from sim.report.measures import Measure
from sim.report.numbers import brief, exact, signed
from sim.report.study import Arm, Parameter, Spread, Study, number
from sim.report.tables import Table
from sim.report.values import in_words, parameter_row
from sim.results.manifest import stored_manifest
from sim.scenario.catalogue import catalogue_of
from sim.scenario.parameters import Parameters
from sim.scenario.values import uniform_of

_TABLE = "effects.csv"
_ALIKE = ("start", "years")
"""What a study of sensitivity must share with the results that it stands beside."""


@dataclass(frozen=True)
class OneAtATime:
    """Where one measure of one scenario goes when one group of numbers takes its low or its high end."""

    arm: Arm
    measure: str
    unit: str
    centre: float
    ends: tuple[tuple[str, str, float, float], ...]
    """Name of the group, its parameters, the answer at the low and at the high end; the widest first."""
    command: str


def stored_sensitivity(study: Study) -> OneAtATime | None:
    """Look for a finished study of sensitivity of one of the scenarios under the same root."""
    root = study.folder.parent if study.is_comparison else study.folder.parent.parent
    for folder in sorted(root.glob("sensitivity-*")):
        manifest = stored_manifest(folder)
        if manifest is None or any(manifest.get(name) != study.base.manifest.get(name) for name in _ALIKE):
            continue
        arm = next((one for one in reversed(study.arms) if one.name == manifest.get("scenario")), None)
        if arm is not None and (stored := _read(folder, arm, str(manifest.get("command", "")))) is not None:
            return stored
    return None


def _read(folder: Path, arm: Arm, command: str) -> OneAtATime | None:
    """Read the first measure whose numbers were put to both ends of their ranges."""
    ends: dict[str, dict[str, float]] = defaultdict(dict)
    parameters: dict[str, str] = {}
    measure, unit, centre = "", "", None
    with (folder / _TABLE).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["method"] != "tornado" or line["measure"] != (measure or line["measure"]):
                continue
            measure, unit = line["measure"], line["unit"]
            if line["statistic"] == "centre":
                centre = float(line["value"])
            else:
                ends[line["group"]][line["statistic"]] = float(line["value"])
                parameters[line["group"]] = line.get("parameters") or line["leaves"]  # the name of before
    if centre is None or not ends:
        return None
    rows = [(group, parameters[group], both["low"], both["high"]) for group, both in ends.items()]
    rows.sort(key=lambda row: -abs(row[3] - row[2]))
    return OneAtATime(arm, measure, unit, centre, tuple(rows), command)


FEWEST = 8
"""With fewer replications ranks say nothing [replications]."""


@dataclass(frozen=True)
class Ranked:
    """How far the answer follows one uncertain number."""

    parameter: Parameter
    correlation: float
    """Rank correlation with the answer over the replications [1]."""
    low: float
    """Where the straight line through the ranks puts the answer at the number's low end."""
    high: float
    """The same at its high end."""


def ranked(study: Study, spread: Spread) -> tuple[Ranked, ...]:
    """Rank the uncertain numbers of the baseline by how closely the answer follows their draws.

    A value rises with its quantile, which so has the rank of the value. Numbers that share a draw count once.
    """
    seed, replications = int(number(study.manifest, "seed")), len(spread.values)
    names = catalogue_of(Parameters).parameters
    seen: dict[str, Ranked] = {}
    answer = _ranks(spread.values)
    for parameter in study.base.parameters:
        path = str(parameter.get("path"))
        name = names[path].draw_name if path in names else path
        if not is_uncertain(parameter) or name in seen:
            continue
        uniforms = np.array([uniform_of(name, seed, replication) for replication in range(1, replications + 1)])
        seen[name] = _ranked(parameter, uniforms, answer, spread.values)
    return tuple(sorted(seen.values(), key=lambda one: -abs(one.correlation)))


def _ranked(parameter: Parameter, uniforms: FloatArray, answer: FloatArray, values: FloatArray) -> Ranked:
    correlation = float(np.corrcoef(_ranks(uniforms), answer)[0, 1]) if np.ptp(values) else 0.0
    slope, middle = np.polyfit(uniforms, values, 1) if np.ptp(values) else (0.0, float(values.mean()))
    return Ranked(parameter, correlation, float(middle), float(middle + slope))


def by_chance(replications: int) -> float:
    """Give the rank correlation that one unrelated number in twenty exceeds (Student's approximation)."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]  # no types; half a second to load

    quantile = float(stdtrit(replications - 2, 0.975))
    return quantile / float(np.sqrt(replications - 2 + quantile**2))


def _ranks(values: FloatArray) -> FloatArray:
    """Give the place of each value in the order of all; equal values are not expected of draws."""
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)


def is_uncertain(parameter: Parameter) -> bool:
    """Say whether a number was drawn from a range."""
    return _differ(parameter.get("low"), parameter.get("high")) or parameter.get("stretch") not in (None, {})


def _differ(low: object, high: object) -> bool:
    return low is not None and high is not None and low != high


_MOST = 8
"""Numbers that the tornado shows [numbers]."""
_ONE_IN = 20
"""One unrelated number in so many passes the mark by chance [1]."""


def tornado(study: Study, measure: Measure, row: Row) -> list[Figure]:
    """Show a stored study of sensitivity, or rank the drawn numbers and say so."""
    stored = stored_sensitivity(study)
    return [_one_at_a_time(stored)] if stored is not None else _by_rank(study, measure, row)


def _one_at_a_time(stored: OneAtATime) -> Figure:
    influences = [
        Influence(in_words(group.rpartition(".")[2]), parameters, low, high, _value(low, stored), _value(high, stored))
        for group, parameters, low, high in stored.ends[:_MOST]
    ]
    text = f"central future: {_value(stored.centre, stored)}"
    table = tuple(
        (parameters, exact(_value(low, stored), low), exact(_value(high, stored), high))
        for _, parameters, low, high in stored.ends
    )
    return Figure(
        "tornado",
        f"One at a time: {influences[0].label} moves the answer most",
        f"{stored.measure} under {stored.arm.label}, whole run, when one number takes an end of its range",
        (panel(partial(tornado_picture, influences, stored.centre, text)),),
        f"All other numbers at their central values. From a stored study: {stored.command}",
        Table("One at a time", "", ("Numbers", "At the low end", "At the high end"), table),
    )


def _value(value: float, stored: OneAtATime) -> str:
    return brief(value, stored.unit)


def _by_rank(study: Study, measure: Measure, row: Row) -> list[Figure]:
    """Rank the drawn numbers, where there are replications enough; a stored study of sensitivity is better."""
    if row.spread is None or study.replications < FEWEST or study.manifest.get("fixed"):
        return []
    every = ranked(study, row.spread)
    best = [one for one in every[:_MOST] if one.correlation]
    if not best:
        return []
    mark = by_chance(study.replications)
    clear, chance = sum(abs(one.correlation) > mark for one in every), len(every) / _ONE_IN
    text = signed if study.is_comparison else brief
    influences = [_influence(one, measure.unit, text) for one in best]
    influences.sort(key=lambda one: -abs(one.high - one.low))
    mean = f"mean: {text(row.spread.mean, measure.unit)}"
    table = tuple(_line(one, measure.unit, text) for one in best)
    title = f"{influences[0].label} goes furthest with the answer"
    if clear <= 2 * chance:
        title = f"{count_of(study.replications, 'replication')} are too few to tell which number moves the answer"
    return [
        Figure(
            "tornado",
            title,
            f"{'Change in ' if study.is_comparison else ''}{measure.label} under {row.label}{measure.rate}, by a "
            "straight line through the replications, from the low to the high end of each number's range",
            (panel(partial(tornado_picture, influences, row.spread.mean, mean)),),
            f"Ranked by regression on the drawn numbers, not by changing one at a time. Of {len(every)} uncertain "
            f"numbers {clear} have a rank correlation with the answer beyond {mark:.2f}; about {chance:.0f} would by "
            "chance. The eight highest are shown. `memosim sensitivity` changes one at a time.",
            Table("Numbers that go with the answer", "", _COLUMNS, table),
        )
    ]


_COLUMNS = ("Number", "Rank correlation", "At the low end", "At the high end")


def _line(one: Ranked, unit: str, text: Text) -> tuple[str, ...]:
    ends = (exact(text(end, unit), end) for end in (one.low, one.high))
    return (str(one.parameter.get("path")), exact(f"{one.correlation:+.2f}", one.correlation), *ends)


def _influence(one: Ranked, unit: str, text: Text) -> Influence:
    row = parameter_row(one.parameter)
    words = row.definition.split(" [")[0].rstrip(".") or row.path
    note = f"{row.path}: {row.range}" if row.range else row.path
    low, high = text(one.low, unit), text(one.high, unit)
    return Influence(words, note, one.low, one.high, low, high)
