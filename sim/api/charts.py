"""A chart of one number by fiscal year, and tables as HTML, for notebooks."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.report.colours import COLOURS
from sim.report.numbers import printed, printed_unit
from sim.report.scales import apart, round_ticks, widest
from sim.report.svg import Axis, Curve, Dot, Frame, Label, Mark, Span, dots, draw, lines, rules, texts
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
        """Write the picture into a file, whose name should end in .svg.

        Raises:
            ResultsError: if it cannot be written.
        """
        from sim.report.reports import write_page

        write_page(Path(path), self.svg)
        return Path(path)

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
    unit = METRIC[metric].unit
    years = rows["fiscal_year"].unique(maintain_order=True).to_list()
    names = rows["scenario"].unique(maintain_order=True).to_list()
    data = [_value(row, years, names, unit) for row in rows.iter_rows(named=True)]
    ends = [end for one in data for end in (one.mean, one.low, one.high)]
    ticks = round_ticks(min(0.0, *ends), max(0.0, *ends) or 1.0)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    bottom = ticks[0] if ticks[0] <= min(ends) else ticks[0] - step
    top = ticks[-1] if ticks[-1] >= max(ends) else ticks[-1] + step
    labels = [f"{tick:,.10g}" for tick in ticks]
    title = f"{metric}{'' if group == 'all' else f'[{group}]'}, {printed_unit(unit)}"
    last = [next(one for one in reversed(data) if one.scenario == name) for name in names]
    frame = Frame(_WIDTH, _HEIGHT, widest(labels, 12) + 16, widest(names, _LABEL) + 22, _TOP, _BOTTOM)
    x = Axis(
        -0.3, len(years) - 0.7, tuple((float(place), str(year)) for place, year in enumerate(years)), has_line=True
    )
    y = Axis(bottom, top, tuple(zip(ticks, labels, strict=True)), has_grid=True)
    marks = (_title(title, x, y), *_courses(data, names), _names(last, frame, y))
    told = "; ".join(f"{one.scenario} {one.year}: {printed(one.raw, unit)}" for one in data)
    return Chart(title, _alone(str(draw(frame, x, y, marks, f"{title}. {told}"))))


@dataclass(frozen=True)
class _Value:
    """One number of one scenario in one year, in the unit in which it is printed."""

    scenario: str
    year: str
    at: float
    """Its place on the axis of years."""
    mean: float
    low: float
    high: float
    raw: float
    """The mean in the unit of the metric."""
    colour: str


def _value(row: dict[str, object], years: list[str], names: list[str], unit: str) -> _Value:
    scenario, year = str(row["scenario"]), str(row["fiscal_year"])
    size = 1e-6 if unit == "USD" else 100.0 if unit == "share" else 1.0  # as `printed_unit` says
    raw, low, high = (float(str(row["mean"] if row[key] is None else row[key])) for key in ("mean", "low", "high"))
    place = names.index(scenario)
    at = years.index(year) + _BESIDE * (place - (len(names) - 1) / 2)
    return _Value(scenario, year, at, raw * size, low * size, high * size, raw, _HUES[place % len(_HUES)])


def _courses(data: list[_Value], names: list[str]) -> tuple[Mark, ...]:
    intervals = [Span(one.at, one.at, one.low, one.high, one.colour) for one in data]
    curves = []
    for name in names:
        mine = [one for one in data if one.scenario == name]
        curves.append(Curve([one.at for one in mine], [one.mean for one in mine], mine[0].colour))
    means = [Dot(one.at, one.mean, one.colour) for one in data]
    return rules(intervals, size=1.5), lines(curves), dots(means, size=36)


def _names(last: list[_Value], frame: Frame, y: Axis) -> Mark:
    """Write the name of each scenario beside the end of its line."""
    room = frame.height - frame.top - frame.bottom
    a_pixel = (y.high - y.low) / room
    places = apart([(y.high - one.mean) / a_pixel for one in last], _LINE, 0, room)
    labels = [
        Label(one.at, y.high - place * a_pixel, one.scenario, one.colour)
        for one, place in zip(last, places, strict=True)
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
    return f"<p><b>{escape(table.title)}</b> {escape(table.note)}</p><table>{body}</table>"
