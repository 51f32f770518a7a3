"""A sweep has a page of its own: how the numbers answer to what was varied, and a sentence that follows the sliders."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from sim.report import prose
from sim.report.figures import Part, Section, joined
from sim.report.grids import Answer, Grid, level_text, read_grid, said, short
from sim.report.page import Page
from sim.report.pictures.sweep_line import FRAME, ends_of, line_picture
from sim.report.reading import read_first
from sim.report.sections.again import again
from sim.report.sections.numbers import numbers
from sim.report.study import Manifest, Study, items, number
from sim.report.sweep_table import sweep_table

_STEPS = 40
"""Steps of the slider of the target [steps]."""
_CELL_SPAN = (420.0, 300.0)
"""Width and height of all squares of a heat map [px]."""
_SHADES = 5


@dataclass(frozen=True)
class Square:
    """One square of a heat map with the levels that it stands for."""

    x: float
    y: float
    column: int
    row: int
    shade: int | None
    """0 to 4, None where the number does not exist."""
    said: str


@dataclass(frozen=True)
class SweepView:
    """What the template of a sweep is made from."""

    grid: Grid
    sentence: str
    middle: tuple[int, ...]
    """The level of each factor at which the sliders start."""
    squares: tuple[Square, ...]
    cell: tuple[float, float]
    lines: tuple[Markup, ...]
    """One picture for each measure, where one factor varies."""
    readings: tuple[tuple[str, str, str], ...]
    """Measure, mean and interval at the middle."""
    data: Markup
    steps: int = _STEPS
    span: tuple[float, float] = _CELL_SPAN


def sweep_page(folder: Path, manifest: Manifest) -> Page:
    """Put together the page of a sweep."""
    study = read_first(folder, manifest)
    grid = read_grid(folder, manifest)
    sections = [_points(folder, grid)] if not grid.is_whole or not grid.answers else [_sweep(folder, study, grid)]
    sections += [numbers(study), again(study)]
    scenario = str(study.base.manifest["title"])
    is_named = str(manifest["title"]) != scenario
    summary = str(manifest.get("summary", "")) if is_named else f"{scenario}."
    return Page(
        title=str(manifest["title"]) if is_named else f"How it answers to {joined(one.name for one in grid.factors)}",
        kind=f"sweep of {number(manifest, 'points'):.0f} points, {folder.name}",
        summary=summary,
        about=_about(study, grid),
        notes=tuple(str(note) for note in items(study.base.manifest, "notes")),
        cards=(),
        sections=tuple(sections),
    )


def _about(study: Study, grid: Grid) -> str:
    varied = "; ".join(f"{one.path}: {', '.join(one.levels)}" for one in grid.factors)
    share = "the whole country" if study.scale == 1.0 else f"a quick look at {study.scale:g} of the population"
    length = f"{study.years} year{'s' if study.years > 1 else ''} from {study.start.isoformat()}"
    return (
        f"{study.base.label}, {length}, {share}, {study.replications} replications at each point on the same luck; "
        f"{study.manifest.get('interval', '')}. Varied: {varied}."
    )


def _points(folder: Path, grid: Grid) -> Section:
    table = Part("plain_table", sweep_table(folder))
    answer = f"{len(grid.answers[0].found) if grid.answers else 0} points that lie on no grid; the table holds them."
    return Section("sweep", "The points", "What comes out at each point?", answer, (table,))


def _sweep(folder: Path, study: Study, grid: Grid) -> Section:
    middle = tuple(len(factor.levels) // 2 for factor in grid.factors)
    first = grid.answers[0]
    target = _target(first)
    is_line = len(grid.factors) == 1
    view = SweepView(
        grid=grid,
        sentence=sentence(grid, first, middle, target),
        middle=middle,
        squares=() if is_line else _squares(grid, first, middle),
        cell=_cell(grid),
        lines=tuple(line_picture(grid.factors[0], answer) for answer in grid.answers) if is_line else (),
        readings=tuple(_reading(grid, answer, middle) for answer in grid.answers),
        data=_data(grid, middle),
    )
    note = f"{len(first.found)} points computed beforehand, {study.replications} replications each; between points "
    note += "nothing is interpolated. The line marks the target."
    blocks = (Part("sweep", view), Part("plain_table", sweep_table(folder)))
    return Section("sweep", "The sweep", "What does it take?", "", blocks, note)


def _target(answer: Answer) -> float:
    values = [one.mean for one in answer.found if one]
    return (min(values) + max(values)) / 2


def sentence(grid: Grid, answer: Answer, levels: tuple[int, ...], target: float) -> str:
    """Say from which level of the last factor on a number is at or under a target, the other factors as they stand."""
    factor = grid.factors[-1]
    column = [answer.found[grid.place((*levels[:-1], level))] for level in range(len(factor.levels))]
    pairs = zip(grid.factors[:-1], levels[:-1], strict=True)
    beside = ", with " + joined(said(one, level) for one, level in pairs) if levels[:-1] else ""
    what = f"{_lower(answer.name)} at or under {prose.level(target, answer.unit)}"
    holding = [level for level, one in enumerate(column) if one and one.mean <= target]
    if not holding:
        return f"At no level of {factor.name} looked at{beside}: {what}."
    if len(holding) == len([one for one in column if one]):
        return f"At every level of {factor.name} looked at{beside}: {what}."
    is_falling = holding[-1] == len(column) - 1
    edge = said(factor, holding[0] if is_falling else holding[-1])
    start = f"From {edge} on" if is_falling else f"Up to {edge}"
    sure = [level for level, one in enumerate(column) if one and one.high is not None and one.high <= target]
    maybe = [level for level, one in enumerate(column) if one and one.low is not None and one.low <= target]
    return f"{start}{_ends(grid, sure, maybe, is_falling=is_falling)}{beside}: {what}."


def _ends(grid: Grid, sure: list[int], maybe: list[int], *, is_falling: bool) -> str:
    factor = grid.factors[-1]
    if not maybe:
        return ""
    near = maybe[0] if is_falling else maybe[-1]
    if not sure:
        return f" (95% interval from {level_text(factor, near)} to beyond the levels looked at)"
    far = sure[0] if is_falling else sure[-1]
    low, high = sorted((near, far))
    return f" (95% interval {level_text(factor, low)} to {level_text(factor, high)})"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:] if words[1:2].islower() else words


def _cell(grid: Grid) -> tuple[float, float]:
    if len(grid.factors) == 1:
        return (0.0, 0.0)
    columns, rows = len(grid.factors[0].levels), len(grid.factors[-1].levels)
    return (_CELL_SPAN[0] / columns, _CELL_SPAN[1] / rows)


def _squares(grid: Grid, answer: Answer, levels: tuple[int, ...]) -> tuple[Square, ...]:
    wide, tall = _cell(grid)
    first, last = grid.factors[0], grid.factors[-1]
    found = []
    for column in range(len(first.levels)):
        for row in range(len(last.levels)):
            one = answer.found[grid.place((column, *levels[1:-1], row))]
            shade = None if one is None else _shade(answer, one.mean)
            words = "none" if one is None else prose.level(one.mean, answer.unit)
            told = f"{level_text(first, column)}, {level_text(last, row)}: {words}"
            found.append(Square(column * wide, (len(last.levels) - 1 - row) * tall, column, row, shade, told))
    return tuple(found)


def _shade(answer: Answer, value: float) -> int:
    values = [one.mean for one in answer.found if one]
    low, high = min(values), max(values)
    return min(int((value - low) / ((high - low) or 1.0) * _SHADES), _SHADES - 1)


def _reading(grid: Grid, answer: Answer, levels: tuple[int, ...]) -> tuple[str, str, str]:
    one = answer.found[grid.place(levels)]
    if one is None:
        return answer.name, "none", ""
    ends_ = "" if one.low is None or one.high is None else f"{_bare(one.low, answer)} to {_text(one.high, answer)}"
    return answer.name, _text(one.mean, answer), ends_


def _bare(value: float, answer: Answer) -> str:
    return _text(value, answer).removesuffix(f" {answer.unit}")


def _text(value: float, answer: Answer) -> str:
    return prose.level(value, answer.unit)


def _data(grid: Grid, middle: tuple[int, ...]) -> Markup:
    """Write the grid for the script of the page; no text in it can end the element that holds it."""
    content: Mapping[str, object] = {
        "factors": [
            {
                "name": factor.name,
                "said": [said(factor, level) for level in range(len(factor.levels))],
                "texts": [level_text(factor, level) for level in range(len(factor.levels))],
                "places": list(factor.numbers or range(len(factor.levels))),
            }
            for factor in grid.factors
        ],
        "measures": [
            {
                "name": answer.name,
                "unit": answer.unit,
                "ends": list(ends_of(answer)),
                "v": [None if one is None else _numbers(one.mean, one.low, one.high) for one in answer.found],
            }
            for answer in grid.answers
        ],
        "middle": list(middle),
        "frame": [FRAME.left, FRAME.width - FRAME.right, FRAME.top, FRAME.height - FRAME.bottom],
        "cell": list(_cell(grid)),
        "steps": _STEPS,
    }
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c"))  # no text can end the script element


def _numbers(mean: float, low: float | None, high: float | None) -> list[float]:
    return [short(mean), short(mean if low is None else low), short(mean if high is None else high)]
