"""A sweep lays points on a grid of factors; every number at every point is kept with its interval."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np

from sim.base.errors import ResultsError
from sim.base.metric_key import WHOLE, MetricKey
from sim.report.measures import HEADLINES
from sim.report.study import Manifest, Spread, items, number, spread
from sim.report.values import capitalized, in_words, lever_name
from sim.results.estimates import UNBOUNDED
from sim.results.metrics import Bounds, adds_up, natural_bounds, unit_of
from sim.results.replications import read_values
from sim.results.run_directory import RunDirectory
from sim.study.quantities import read_question
from sim.study.sweeps import POINTS_TABLE

_USUAL = (
    MetricKey("court_pending"),
    MetricKey("detained_average"),
    MetricKey("released_for_want_of_bed"),
    MetricKey("waiting_in_mexico_average"),
    MetricKey("wait_decision_days"),
    MetricKey("removals"),
    MetricKey("cost_usd", (("payer", "us_federal"),)),
    MetricKey("cost_usd"),
)
"""What is shown of a sweep that names no measures."""


@dataclass(frozen=True)
class Varied:
    """One factor of a sweep with its levels in order."""

    path: str
    name: str
    unit: str
    levels: tuple[str, ...]
    doc: str = ""

    @property
    def heading(self) -> str:
        """The name at the start of a line."""
        return capitalized(self.name)

    @property
    def unit_after(self) -> str:
        """The unit after the name, unless the name ends in it."""
        return f", {self.unit}" if self.unit and not self.name.endswith(self.unit) else ""

    @property
    def order(self) -> tuple[int, ...]:
        """The places of the levels from the least to the greatest, as written where one is a word."""
        numbers = self.numbers or tuple(range(len(self.levels)))
        return tuple(sorted(range(len(self.levels)), key=lambda level: numbers[level]))

    @property
    def numbers(self) -> tuple[float, ...] | None:
        """The levels as numbers, None where one of them is a word."""
        try:
            return tuple(float(level) for level in self.levels)
        except ValueError:
            return None


@dataclass(frozen=True)
class Answer:
    """One measure over all points, in the order of the grid; None where a point has no such number."""

    name: str
    unit: str
    spreads: tuple[Spread | None, ...]
    bounds: Bounds = UNBOUNDED
    """The least and the greatest value that the number can have."""

    def change(self, place: int, base: int) -> Spread | None:
        """Estimate how far one point lies from another, pair by pair on the same draws."""
        after, before = self.spreads[place], self.spreads[base]
        return None if after is None or before is None else spread(after.values - before.values)

    @property
    def is_known(self) -> bool:
        """Whether any point has the number."""
        return any(one is not None for one in self.spreads)


@dataclass(frozen=True)
class Grid:
    """A sweep, ready to be drawn."""

    factors: tuple[Varied, ...]
    answers: tuple[Answer, ...]
    is_whole: bool
    """Whether every combination of levels was played once."""
    is_asked: bool = False
    """Whether the study itself names the measures, the first one first."""

    def place(self, levels: tuple[int, ...]) -> int:
        """Find a point in the order of the grid, the last factor running fastest."""
        index = 0
        for factor, level in zip(self.factors, levels, strict=True):
            index = index * len(factor.levels) + level
        return index


def read_grid(folder: Path, manifest: Manifest) -> Grid:
    """Read the points of a sweep and the measures that are shown.

    Raises:
        ResultsError: if a point is missing or damaged.
    """
    with (folder / POINTS_TABLE).open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    factors = tuple(_varied(factor, lines) for factor in items(manifest, "factors") if isinstance(factor, Mapping))
    asked = [read_question(str(measure), "measures") for measure in items(manifest, "measures")]
    questions = tuple(asked) or _USUAL
    replications, years = int(number(manifest, "replications")), int(number(manifest, "years"))
    points = [_read(folder.parent / line["run"], replications, questions) for line in lines]
    order, is_whole = _order(factors, lines)
    answers = []
    for column, question in enumerate(questions):
        values = [_spread(question, [values[column] for values in point], years) for point in points]
        spreads = tuple(None if place is None else values[place] for place in order)
        answers.append(Answer(_name(question), unit_of(question), spreads, _bounds(question)))
    return Grid(factors, tuple(answer for answer in answers if answer.is_known), is_whole, is_asked=bool(asked))


def _varied(factor: Mapping[str, object], lines: list[dict[str, str]]) -> Varied:
    path = str(factor["path"])
    levels = factor.get("levels")
    written = [str(level) for level in levels] if isinstance(levels, list) else []
    seen = list(dict.fromkeys(line[path] for line in lines))
    unit, doc = str(factor.get("unit") or ""), str(factor.get("doc") or "").split(" [")[0].rstrip(".")
    return Varied(
        path, lever_name(path), "" if unit == "1" else unit, tuple(written if set(written) == set(seen) else seen), doc
    )


def _read(folder: Path, replications: int, wanted: tuple[MetricKey, ...]) -> list[tuple[float | None, ...]]:
    paths = [RunDirectory(folder).metrics_path(replication) for replication in range(1, replications + 1)]
    try:
        return [read_values(path, wanted) for path in paths]
    except FileNotFoundError as error:
        raise ResultsError(f"{error.filename} is missing; run the sweep again to compute it anew") from error


def _order(factors: tuple[Varied, ...], lines: list[dict[str, str]]) -> tuple[list[int | None], bool]:
    at = {tuple(line[factor.path] for factor in factors): place for place, line in enumerate(lines)}
    corners = list(product(*(factor.levels for factor in factors)))
    if len(corners) != len(at):
        return list(range(len(lines))), False
    return [at.get(corner) for corner in corners], all(corner in at for corner in corners)


def _spread(question: MetricKey, values: list[float | None], years: int) -> Spread | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    found = spread(np.array(known, np.float64), _bounds(question))
    return found.times(1.0 / years) if _is_yearly(question) else found


def _is_yearly(question: MetricKey) -> bool:
    return question.period == WHOLE and adds_up(question)


def _bounds(question: MetricKey) -> Bounds:
    return natural_bounds(question.metric, unit_of(question))


def _name(question: MetricKey) -> str:
    label = next((one.label for one in HEADLINES if one.key == question), None)
    if label is not None:
        return f"{label}, a year" if _is_yearly(question) else label
    words = in_words(question.metric.removesuffix("_usd").removesuffix("_days"))
    if question.dimensions:
        words += f", {in_words(question.dimensions[-1][1])}"
    if question.period != WHOLE:
        words += f", FY{question.period}"
    return f"{words}, a year" if _is_yearly(question) else words


def level_text(factor: Varied, level: int) -> str:
    """Write a level with its unit.

    >>> level_text(Varied("a", "Beds", "beds", ("34000",)), 0)
    '34,000 beds'
    """
    text, numbers = factor.levels[level], factor.numbers
    if numbers is not None:
        text = f"{numbers[level]:,.10g}"
    return f"{text} {factor.unit}".strip()


def valued(factor: Varied, value: float | str) -> str:
    """Write a value of a factor within a sentence.

    >>> judges = Varied("courts.judges", "immigration judges", "judges", ("400",))
    >>> consent = Varied("mexico.consent_per_day", "Mexico's consent", "persons/day", ("100",))
    >>> valued(judges, 400.0), valued(consent, 100.0)
    ('400 immigration judges', "Mexico's consent of 100 persons/day")
    """
    text = value if isinstance(value, str) else f"{value:,.10g}"
    if factor.unit and factor.name.endswith(factor.unit):
        return f"{text} {factor.name}"
    return f"{factor.name} of {text} {factor.unit}".strip()


def at_level(factor: Varied, level: int) -> str:
    """Write a level of a factor within a sentence."""
    numbers = factor.numbers
    return valued(factor, factor.levels[level] if numbers is None else numbers[level])
