"""A chart is marks on two scales, written as SVG in the colours of the page, which follow its theme."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

from markupsafe import Markup

from sim.report.colours import ink

Datum = Mapping[str, object]
"""One row of a mark: places x and y (x2 and y2 for what has an extent), colour `c`, group `g`, text `t`."""

SMALL = 12
"""Size of ticks and notes; nothing is drawn smaller [px]."""
PLAIN = 13
"""Size of labels [px]."""
_PADDING = 6
"""Room between the plot and the labels of an axis [px]."""
_UNDER_MIDDLE, _UNDER_TOP = 0.3, 0.79
"""How far the baseline of a text lies under its middle and under its top [share of its size]."""


@dataclass(frozen=True)
class Axis:
    """One direction of a picture: its ends, and what stands at which place."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    has_grid: bool = False
    has_line: bool = False


@dataclass(frozen=True)
class Frame:
    """The size of a picture and the room around its plot [px]."""

    width: float
    height: float
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0


@dataclass(frozen=True)
class _Plot:
    """The two scales of a picture."""

    x_axis: Axis
    y_axis: Axis
    width: float
    height: float

    def x(self, value: object) -> float:
        """How far from the left a value of x lies [px]."""
        return self.width * (float(str(value)) - self.x_axis.low) / (self.x_axis.high - self.x_axis.low)

    def y(self, value: object) -> float:
        """How far from the top a value of y lies [px]."""
        return self.height * (self.y_axis.high - float(str(value))) / (self.y_axis.high - self.y_axis.low)


Mark = Callable[[_Plot], Iterable[str]]
"""What a mark adds to the SVG of a plot."""


def lines(rows: Sequence[Datum], *, size: float = 2, dash: Sequence[int] = ()) -> Mark:
    """Draw a line through the rows of each group `g`: x, y, c."""

    def mark(plot: _Plot) -> Iterable[str]:
        for each in _groups(rows):
            path = "L".join(_point(plot, row, "y") for row in each)
            yield f'<path d="M{path}" fill="none" stroke="{each[0]["c"]}" stroke-width="{size:g}"{_dashes(dash)}/>'

    return mark


def bands(rows: Sequence[Datum], opacity: float = 0.25) -> Mark:
    """Fill from y to y2 along the rows of each group `g`: x, y, y2, c."""

    def mark(plot: _Plot) -> Iterable[str]:
        for each in _groups(rows):
            there = [_point(plot, row, "y") for row in each]
            back = [_point(plot, row, "y2") for row in reversed(each)]
            yield f'<path d="M{"L".join(there + back)}Z" fill="{each[0]["c"]}"{_opacity(opacity)}/>'

    return mark


def bars(rows: Sequence[Datum], *, radius: float = 0, opacity: float = 1) -> Mark:
    """Fill rectangles: x, x2, y, y2, c."""
    about = (f' rx="{radius:g}"' if radius else "") + _opacity(opacity)
    return lambda plot: (f'<rect {_extent(plot, row)} fill="{row["c"]}"{about}/>' for row in rows)


def boxes(rows: Sequence[Datum]) -> Mark:
    """Draw the outlines of rectangles: x, x2, y, y2, c."""
    return lambda plot: (f'<rect {_extent(plot, row)} fill="none" stroke="{row["c"]}"/>' for row in rows)


def rules(rows: Sequence[Datum], *, size: float = 1, dash: Sequence[int] = ()) -> Mark:
    """Draw straight lines: x, x2, y, y2, c."""
    return lambda plot: (
        f'<path d="M{_point(plot, row, "y")}L{_number(plot.x(row["x2"]))},{_number(plot.y(row["y2"]))}"'
        f' stroke="{row["c"]}" stroke-width="{size:g}"{_dashes(dash)}/>'
        for row in rows
    )


def dots(rows: Sequence[Datum], *, size: float = 60, filled: bool = True) -> Mark:
    """Draw circles in a square of area `size` [px²]: x, y, c."""
    about = 'fill="{}"' if filled else 'fill="none" stroke="{}" stroke-width="1.6"'
    return lambda plot: (
        f'<circle cx="{_number(plot.x(row["x"]))}" cy="{_number(plot.y(row["y"]))}" r="{_number(sqrt(size) / 2)}"'
        f" {about.format(row['c'])}/>"
        for row in rows
    )


def texts(
    rows: Sequence[Datum],
    *,
    align: str = "left",
    size: float = PLAIN,
    weight: int = 400,
    dx: float = 0,
    dy: float = 0,
    halo: bool = False,
) -> Mark:
    """Write `t` at x, y in the colour c; y is the middle of the line."""
    style = _style(align, size, weight)
    if halo:
        style += f' stroke="{ink("bg")}" stroke-width="3" paint-order="stroke"'
    under = dy + _UNDER_MIDDLE * size
    return lambda plot: (
        _text(plot.x(row["x"]) + dx, plot.y(row["y"]) + under, f'{style} fill="{row["c"]}"', str(row["t"]))
        for row in rows
    )


def draw(frame: Frame, x: Axis, y: Axis, marks: Sequence[Mark], alt: str) -> Markup:
    """Draw a picture as SVG with a text that says what it shows.

    Args:
        frame: the size, with room for what stands outside the plot.
        x: from left to right.
        y: from bottom to top, or from top to bottom where low is above high.
        marks: in the order in which they cover each other.
        alt: the numbers of the picture in words.
    """
    width, height = frame.width - frame.left - frame.right, frame.height - frame.top - frame.bottom
    plot = _Plot(x, y, width, height)
    inside = "".join(part for mark in (_axes, *marks) for part in mark(plot))
    size = f'width="{frame.width:g}" height="{frame.height:g}" viewBox="0 0 {frame.width:g} {frame.height:g}"'
    return Markup(
        f'<svg role="img" aria-label="{escape(alt)}" xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<g transform="translate({frame.left:g},{frame.top:g})">{inside}</g></svg>'
    )


def _axes(plot: _Plot) -> Iterable[str]:
    """Write the ticks, grids and lines of both axes."""
    at_x = [(_number(plot.x(value)), label) for value, label in plot.x_axis.ticks]
    at_y = [(_number(plot.y(value)), label) for value, label in plot.y_axis.ticks]
    bottom, right = _number(plot.height), _number(plot.width)
    if plot.x_axis.has_grid:
        yield from (f'<path d="M{x},0V{bottom}" stroke="{ink("grid")}"/>' for x, _ in at_x)
    if plot.y_axis.has_grid:
        yield from (f'<path d="M0,{y}H{right}" stroke="{ink("grid")}"/>' for y, _ in at_y)
    if plot.x_axis.has_line:
        yield f'<path d="M0,{bottom}H{right}" stroke="{ink("ink2")}"/>'
    if plot.y_axis.has_line:
        yield f'<path d="M0,0V{bottom}" stroke="{ink("ink2")}"/>'
    colour = f' fill="{ink("ink2")}"'
    under = plot.height + _PADDING + _UNDER_TOP * SMALL
    yield from (_text(float(x), under, _style("center", SMALL) + colour, label) for x, label in at_x)
    beside = _style("right", SMALL) + colour
    yield from (_text(-_PADDING, float(y) + _UNDER_MIDDLE * SMALL, beside, label) for y, label in at_y)


def _groups(rows: Sequence[Datum]) -> Iterable[list[Datum]]:
    """The rows of each group and colour, from left to right; the group that comes last lies on top."""
    groups: dict[tuple[object, object], list[Datum]] = {}
    for row in rows:
        groups.setdefault((row.get("g"), row["c"]), []).append(row)
    return (sorted(each, key=lambda row: float(str(row["x"]))) for each in groups.values())


def _point(plot: _Plot, row: Datum, y: str) -> str:
    return f"{_number(plot.x(row['x']))},{_number(plot.y(row[y]))}"


def _extent(plot: _Plot, row: Datum) -> str:
    left, right = sorted((plot.x(row["x"]), plot.x(row["x2"])))
    top, bottom = sorted((plot.y(row["y"]), plot.y(row["y2"])))
    where = f'x="{_number(left)}" y="{_number(top)}"'
    return f'{where} width="{_number(right - left)}" height="{_number(bottom - top)}"'


def _text(x: float, y: float, style: str, text: str) -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}"{style}>{escape(text)}</text>'


def _style(align: str, size: float, weight: int = 400) -> str:
    anchor = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}[align]
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'{anchor} font-size="{size:g}"{bold}'


def _dashes(dash: Sequence[int]) -> str:
    return f' stroke-dasharray="{",".join(map(str, dash))}"' if dash else ""


def _opacity(opacity: float) -> str:
    return f' opacity="{opacity:g}"' if opacity != 1 else ""


def _number(value: float) -> str:
    """Write a place to a tenth of a pixel."""
    return f"{value + 0.0:.1f}".removesuffix(".0")
