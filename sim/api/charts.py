"""Charts of one number by fiscal year or over the points of a sweep, and tables as HTML, for notebooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, final

from sim.api.arguments import folder, refusal
from sim.base.errors import ResultsError
from sim.report.colours import COLOURS
from sim.report.numbers import printed, printed_unit
from sim.report.scales import apart, round_ticks, widest
from sim.report.svg import Axis, Curve, Dot, Frame, Label, Mark, Span, dots, draw, lines, rules, texts
from sim.results.atomic_files import write_text
from sim.results.metrics import METRIC

if TYPE_CHECKING:
    from sim.report.tables import Table
    from sim.results.frames import Frame as Rows

_HUES = ("sq", "s1", "s2", "us", "mx", "ch", "mg", "u3")
"""Colours of the scenarios, the baseline first."""
_WIDTH, _HEIGHT, _TOP, _BOTTOM = 720, 300, 34, 28
"""Size of a chart, and the room above and below its plot [px]."""
_LABEL, _LINE = 13, 15
"""Size of a label, and the distance between two [px]."""
_TICK = 12
"""Size of a tick [px]."""
_MOST_TICKS = 8
"""More levels than these are not written one by one [levels]."""
_EDGE = 0.15
"""Room beside the first and the last place [share of the axis]."""
_BESIDE = 0.06
"""Distance of the intervals of two scenarios [years]."""


@final
@dataclass(frozen=True, repr=False)
class Chart:
    """A picture that a notebook shows, and that can be saved."""

    title: str
    svg: str
    """The picture as SVG, which any browser and any word processor opens."""

    def save(self, path: str | Path) -> Path:
        """Write the picture into a file, whose name ends in .svg.

        Raises:
            ScenarioError: if that is no name of such a file.
            ResultsError: if it cannot be written.
        """
        expected = "the path of a file whose name ends in .svg"
        file = folder("path", path, expected)
        if file.suffix.lower() != ".svg":
            raise refusal("path", path, expected)
        try:
            write_text(file, self.svg)
        except OSError as error:
            raise ResultsError(f"cannot write {file}: {error.strerror or error}; choose another path") from error
        return file

    def __repr__(self) -> str:
        """Say what is drawn."""
        return f"Chart: {self.title}"

    def _repr_svg_(self) -> str:
        """Show the picture in a notebook."""
        return self.svg


def chart_of_years(rows: "Rows", metric: str, group: str) -> Chart:
    """Draw one number by fiscal year, a line for each scenario, with 95% intervals where there are replications.

    Args:
        rows: with the columns scenario, fiscal_year, mean, low, high.
        metric: what is drawn.
        group: of whom.
    """
    found = [_Estimated(row["scenario"], row["fiscal_year"], *_ends(row)) for row in rows.iter_rows(named=True)]
    years = dict.fromkeys(one.level for one in found)
    return _chart(found, {year: float(place) for place, year in enumerate(years)}, "", metric, group)


def chart_of_points(rows: "Rows", paths: Sequence[str], metric: str, group: str) -> Chart:
    """Draw one number over the levels of the first factor of a sweep, a line for each combination of the others.

    Args:
        rows: with a column for each factor, and mean, low, high.
        paths: of the factors.
        metric: what is drawn.
        group: of whom.
    """
    first, *others = paths
    found = [
        _Estimated(", ".join(f"{path} {row[path]}" for path in others), str(row[first]), *_ends(row))
        for row in rows.iter_rows(named=True)
    ]
    is_number = rows[first].dtype.is_numeric()
    levels = dict.fromkeys(one.level for one in found)
    places = {level: float(level) if is_number else float(place) for place, level in enumerate(levels)}
    return _chart(found, places, first, metric, group)


class _Estimated(NamedTuple):
    """One point of a line, in the unit of the metric."""

    line: str
    level: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class _Point:
    """The same on paper, in the unit in which it is printed."""

    line: str
    x: float
    mean: float
    low: float
    high: float
    colour: str


def _ends(row: dict[str, float | None]) -> tuple[float, float, float]:
    """Give a mean and the ends of its interval, which with a single replication are the mean."""
    mean = row["mean"] or 0.0
    low, high = (mean if row[key] is None else float(row[key] or 0.0) for key in ("low", "high"))
    return mean, low, high


def _chart(found: Sequence[_Estimated], places: Mapping[str, float], path: str, metric: str, group: str) -> Chart:
    """Draw lines of estimates.

    Args:
        found: the points of all lines.
        places: where each level or year lies on the horizontal axis.
        path: of the factor on the horizontal axis; empty where that has the years.
        metric: what is drawn.
        group: of whom.
    """
    unit = METRIC[metric].unit
    names = list(dict.fromkeys(one.line for one in found))
    points = [_point(one, places[one.level], names, unit, 0.0 if path else _BESIDE) for one in found]
    least, most = min(places.values()), max(places.values())
    edge = _EDGE * ((most - least) or 1.0)
    x = Axis(least - edge, most + edge, _ticks(places), has_line=True)
    y = _upright([end for one in points for end in (one.mean, one.low, one.high)])
    title = f"{metric}{'' if group == 'all' else f'[{group}]'}, {printed_unit(unit)}{f', by {path}' if path else ''}"
    left = widest((label for _, label in y.ticks), _TICK) + 16
    frame = Frame(_WIDTH, _HEIGHT, left, widest(names, _LABEL) + 22, _TOP, _BOTTOM)
    marks = (_title(title, x, y), *_courses(points, names), _names(points, names, frame, x.high, y))
    values = "; ".join(f"{one.line} {one.level}: {printed(one.mean, unit)}".strip() for one in found)
    return Chart(title, _alone(str(draw(frame, x, y, marks, f"{title}. {values}"))))


def _point(one: _Estimated, x: float, names: Sequence[str], unit: str, beside: float) -> _Point:
    """Place an estimate; lines of several scenarios lie a little beside each other."""
    size = 1e-6 if unit == "USD" else 100.0 if unit == "share" else 1.0  # as `printed_unit` says
    place = names.index(one.line)
    x += beside * (place - (len(names) - 1) / 2)
    return _Point(one.line, x, one.mean * size, one.low * size, one.high * size, _HUES[place % len(_HUES)])


def _ticks(places: Mapping[str, float]) -> tuple[tuple[float, str], ...]:
    """Write every level where there is room, and round numbers where there is none."""
    if len(places) <= _MOST_TICKS:
        return tuple((place, level) for level, place in places.items())
    return tuple((tick, f"{tick:,.10g}") for tick in round_ticks(min(places.values()), max(places.values())))


def _upright(ends: Sequence[float]) -> Axis:
    """Choose a vertical axis that has zero and all ends on it."""
    ticks = round_ticks(min(0.0, *ends), max(0.0, *ends) or 1.0)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    bottom = ticks[0] if ticks[0] <= min(ends) else ticks[0] - step
    top = ticks[-1] if ticks[-1] >= max(ends) else ticks[-1] + step
    return Axis(bottom, top, tuple((tick, f"{tick:,.10g}") for tick in ticks), has_grid=True)


def _courses(points: Sequence[_Point], names: Sequence[str]) -> tuple[Mark, ...]:
    intervals = [Span(one.x, one.x, one.low, one.high, one.colour) for one in points]
    curves = []
    for name in names:
        mine = sorted((one for one in points if one.line == name), key=lambda one: one.x)
        curves.append(Curve([one.x for one in mine], [one.mean for one in mine], mine[0].colour))
    means = [Dot(one.x, one.mean, one.colour) for one in points]
    return rules(intervals, size=1.5), lines(curves), dots(means, size=36)


def _names(points: Sequence[_Point], names: Sequence[str], frame: Frame, x: float, y: Axis) -> Mark:
    """Write the name of each line to the right of the plot, at the height of its end."""
    last = [max((one for one in points if one.line == name), key=lambda one: one.x) for name in names]
    room = frame.height - frame.top - frame.bottom
    a_pixel = (y.high - y.low) / room
    heights = apart([(y.high - one.mean) / a_pixel for one in last], _LINE, 0, room)
    labels = [
        Label(x, y.high - height * a_pixel, one.line, one.colour) for one, height in zip(last, heights, strict=True)
    ]
    return texts(labels, dx=10, size=_LABEL)


def _title(title: str, x: Axis, y: Axis) -> Mark:
    return texts([Label(x.low, y.high, title)], dy=-20, size=_LABEL, weight=600)


def _alone(svg: str) -> str:
    """Carry the colours of the page along, so that the picture stands by itself."""
    colours = ";".join(f"--{one.name}:{one.light}" for one in COLOURS)
    style = f"{colours};background:#fff;font-family:system-ui,sans-serif;max-width:100%;height:auto"
    return svg.replace("<svg ", f'<svg style="{style}" ', 1)


def table_html(table: "Table") -> str:
    """Write a table as HTML, words to the left and numbers to the right."""
    sides = ["left" if place < table.words else "right" for place in range(len(table.columns))]
    rows = [("th", table.columns), *(("td", row) for row in table.rows)]
    body = "".join(
        "<tr>"
        + "".join(
            f'<{tag} style="text-align:{side}">{escape(cell)}</{tag}>' for cell, side in zip(cells, sides, strict=True)
        )
        + "</tr>"
        for tag, cells in rows
    )
    head = f"<p><b>{escape(table.title)}</b> {escape(table.note)}</p>"
    return f"{head}<table>{body}</table>" if table.columns else head
