"""A sweep has a page of its own: how the numbers answer to what was varied, and a sentence that follows the sliders."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from markupsafe import Markup

from sim.report.charts.courses import FRAME, ends_of, line_picture
from sim.report.figures import Section, TemplateBlock, joined
from sim.report.grids import Answer, Grid, at_level, level_text, read_grid
from sim.report.numbers import ends, level, plain_ends, signed
from sim.report.page import Page
from sim.report.reading import read_first, read_folder
from sim.report.sections.inputs import numbers_section
from sim.report.sections.reproducibility import reproducibility_section
from sim.report.study import Manifest, Study, items, number
from sim.report.sweep_findings import beside, effect, middle_of, reach, strongest_first, sweep_table
from sim.results.estimates import INTERVAL_METHOD
from sim.study.caveats import settings_sentence

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
    words: str


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
    readings: tuple[tuple[str, str, str, str], ...]
    """Measure, mean, interval and change from the first point, at the middle."""
    data: Markup
    steps: int = _STEPS
    span: tuple[float, float] = _CELL_SPAN


def lead_sentence(folder: Path) -> str:
    """Say what the lever of a finished sweep moves most; nothing where the points lie on no grid.

    Raises:
        ResultsError: if the folder is damaged.
    """
    grid = read_grid(folder, read_folder(folder))
    if not grid.is_whole or not grid.answers:
        return ""
    grid = strongest_first(grid)
    return effect(grid, grid.answers[0], middle_of(grid)).whole(beside(grid, middle_of(grid)))


def sweep_page(folder: Path, manifest: Manifest) -> Page:
    """Put together the page of a sweep."""
    study = read_first(folder, manifest)
    grid = read_grid(folder, manifest)
    grid = strongest_first(grid) if grid.is_whole else grid
    sections = [_points(folder, grid)] if not grid.is_whole or not grid.answers else [_sweep(folder, study, grid)]
    sections += [numbers_section(study), reproducibility_section(study)]
    scenario = str(study.base.manifest["title"])
    is_named = str(manifest["title"]) != scenario
    summary = str(manifest.get("summary", "")) if is_named else f"{scenario}."
    return Page(
        title=str(manifest["title"]) if is_named else f"What changes with {joined(one.name for one in grid.factors)}",
        kind=f"sweep of {number(manifest, 'points'):.0f} points, {folder.name}",
        summary=summary,
        about=_about(study, grid),
        notes=tuple(note for note in (_settings(manifest), *map(str, items(study.base.manifest, "notes"))) if note),
        cards=(),
        sections=tuple(sections),
    )


def _settings(manifest: Manifest) -> str:
    return settings_sentence([("", [str(setting) for setting in items(manifest, "set")])])


def _about(study: Study, grid: Grid) -> str:
    varied = "; ".join(f"{one.path}: {', '.join(one.levels)}" for one in grid.factors)
    share = "the whole country" if study.scale == 1.0 else f"a quick look at {study.scale:g} of the population"
    length = f"{study.years} year{'s' if study.years > 1 else ''} from {study.start.isoformat()}"
    return (
        f"{study.base.label}, {length}, {share}, {study.replications} replications at each point with common "
        f"random numbers; "
        f"{study.manifest.get('interval', '')}. Varied: {varied}."
    )


def _points(folder: Path, grid: Grid) -> Section:
    table = TemplateBlock("plain_table", sweep_table(folder))
    answer = f"{len(grid.answers[0].spreads) if grid.answers else 0} points that lie on no grid; the table holds them."
    return Section("sweep", "The points", "What comes out at each point?", answer, (table,))


def _sweep(folder: Path, study: Study, grid: Grid) -> Section:
    middle = middle_of(grid)
    first = grid.answers[0]
    is_line = len(grid.factors) == 1
    view = SweepView(
        grid=grid,
        sentence=effect(grid, first, middle).whole(beside(grid, middle)),
        middle=middle,
        squares=() if is_line else _squares(grid, first, middle),
        cell=_cell(grid),
        lines=tuple(line_picture(grid.factors[0], answer) for answer in grid.answers) if is_line else (),
        readings=tuple((answer.name, *_reading(grid, answer, grid.place(middle))) for answer in grid.answers),
        data=_data(grid, middle),
    )
    base = joined(at_level(factor, 0) for factor in grid.factors)
    note = f"{len(first.spreads)} points computed beforehand, {study.replications} replications each. Under each "
    note += f"number: its 95% interval, and its change from {base} with the paired interval. "
    note += "Bands: the interval of that change. " if is_line else ""
    note += "A level that meets a target is read in each replication by straight lines between the levels played; it "
    note += f"and its interval are mean and interval of these. {INTERVAL_METHOD}"
    blocks = (TemplateBlock("sweep", view), TemplateBlock("plain_table", sweep_table(folder)))
    return Section("sweep", "The sweep", "What does it take?", "", blocks, note)


def _cell(grid: Grid) -> tuple[float, float]:
    if len(grid.factors) == 1:
        return (0.0, 0.0)
    columns, rows = len(grid.factors[0].levels), len(grid.factors[-1].levels)
    return (_CELL_SPAN[0] / columns, _CELL_SPAN[1] / rows)


def _squares(grid: Grid, answer: Answer, levels: tuple[int, ...]) -> tuple[Square, ...]:
    wide, tall = _cell(grid)
    first, last = grid.factors[0], grid.factors[-1]
    squares = []
    for column in range(len(first.levels)):
        for row in range(len(last.levels)):
            one = answer.spreads[grid.place((column, *levels[1:-1], row))]
            shade = None if one is None else _shade(answer, one.mean)
            words = "none" if one is None else level(one.mean, answer.unit)
            words_at = f"{level_text(first, column)}, {level_text(last, row)}: {words}"
            squares.append(Square(column * wide, (len(last.levels) - 1 - row) * tall, column, row, shade, words_at))
    return tuple(squares)


def _shade(answer: Answer, value: float) -> int:
    values = [one.mean for one in answer.spreads if one]
    low, high = min(values), max(values)
    return min(int((value - low) / ((high - low) or 1.0) * _SHADES), _SHADES - 1)


def _reading(grid: Grid, answer: Answer, place: int) -> tuple[str, str, str]:
    """Write a number at a point, its interval, and its paired change from the first point."""
    spread, change = answer.spreads[place], answer.change(place, 0)
    if spread is None:
        return "none", "", ""
    moved = "" if change is None or place == 0 else signed(change.mean, answer.unit)
    between = "" if change is None or not moved or change.is_nothing else ends(change, answer.unit)
    return (
        level(spread.mean, answer.unit),
        plain_ends(spread, answer.unit),
        moved + (f" ({between})" if between else ""),
    )


def _data(grid: Grid, middle: tuple[int, ...]) -> Markup:
    """Write the grid for the script of the page, every text as it is shown; no text can end the element around it."""
    content: Mapping[str, object] = {
        "factors": [
            {
                "words": [at_level(factor, place) for place in range(len(factor.levels))],
                "texts": [level_text(factor, level) for level in range(len(factor.levels))],
                "places": list(factor.numbers or range(len(factor.levels))),
            }
            for factor in grid.factors
        ],
        "measures": [_measure(grid, answer) for answer in grid.answers],
        "middle": list(middle),
        "frame": [FRAME.left, FRAME.width - FRAME.right, FRAME.top, FRAME.height - FRAME.bottom],
        "cell": list(_cell(grid)),
    }
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    return Markup(text.replace("<", "\\u003c"))  # no text can end the script element


def _measure(grid: Grid, answer: Answer) -> dict[str, object]:
    """Give one measure: what is read at each point, and what is said along the last factor for each target."""
    means = [one.mean for one in answer.spreads if one]
    low, high = min(means), max(means)
    targets = [low + (high - low) * step / _STEPS for step in range(_STEPS + 1)]
    edges = [low + (high - low) * step / _SHADES for step in range(_SHADES + 1)]
    others = list(product(*(range(len(factor.levels)) for factor in grid.factors[:-1])))
    heads: dict[str, int] = {}
    reached = [
        [heads.setdefault(reach(grid, answer, (*some, 0), target).head, len(heads)) for target in targets]
        for some in others
    ]
    return {
        "ends": list(ends_of(answer)),
        "v": [
            None if one is None else [one.mean, *_reading(grid, answer, at)] for at, one in enumerate(answer.spreads)
        ],
        "effects": [
            [sentence.head, sentence.tail] for sentence in (effect(grid, answer, (*some, 0)) for some in others)
        ],
        "targets": [[target, level(target, answer.unit)] for target in targets],
        "tails": [reach(grid, answer, (0,) * len(grid.factors), target).tail for target in targets],
        "heads": list(heads),
        "reached": reached,
        "edges": [level(edge, answer.unit) for edge in edges],
    }
