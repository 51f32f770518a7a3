"""A chart is marks on two scales, written as SVG in the colours of the page, which follow its theme."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt
from typing import NamedTuple

from markupsafe import Markup

from sim.report.colours import colour_variable
from sim.report.scales import Scale

WIDE = 820
"""Width of a picture on a wide screen [px]."""
NARROW = 348
"""Width of a picture on a phone [px]."""
THIRD = 256
"""Width of each of three panels beside each other [px]."""
SMALL = 12
"""Size of ticks and notes; nothing is drawn smaller [px]."""
PLAIN = 13
"""Size of labels [px]."""
_PADDING = 6
"""Room between the plot and the labels of an axis [px]."""
_UNDER_MIDDLE, _UNDER_TOP = 0.3, 0.79
"""How far the baseline of a text lies under its middle and under its top [share of its size]."""


class Label(NamedTuple):
    """Words at a place; y is the middle of the line."""

    x: float
    y: float
    text: str
    colour: str = "ink"
    """Name of a colour of the page."""


class Dot(NamedTuple):
    """A circle around a place."""

    x: float
    y: float
    colour: str = "ink"


class Span(NamedTuple):
    """From one corner to the other: a rectangle, or a straight line."""

    x: float
    x2: float
    y: float
    y2: float
    colour: str = "ink"


class Curve(NamedTuple):
    """A line through places, from left to right."""

    xs: Sequence[float]
    ys: Sequence[float]
    colour: str = "ink"


class Area(NamedTuple):
    """What lies between two curves over the same places."""

    xs: Sequence[float]
    lows: Sequence[float]
    highs: Sequence[float]
    colour: str = "ink"


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

    def x(self, value: float) -> float:
        """How far from the left a value of x lies [px]."""
        span = self.x_axis.high - self.x_axis.low
        return self.width * (value - self.x_axis.low) / span if span else self.width / 2

    def y(self, value: float) -> float:
        """How far from the top a value of y lies [px]."""
        span = self.y_axis.high - self.y_axis.low
        return self.height * (self.y_axis.high - value) / span if span else self.height / 2

    def point(self, x: float, y: float) -> str:
        """Write the place of two values."""
        return f"{_number(self.x(x))},{_number(self.y(y))}"


Mark = Callable[[_Plot], Iterable[str]]
"""What a mark adds to the SVG of a plot."""


def lines(curves: Sequence[Curve], *, size: float = 2, dash: Sequence[int] = ()) -> Mark:
    """Draw lines."""

    def mark(plot: _Plot) -> Iterable[str]:
        for curve in curves:
            path = "L".join(map(plot.point, curve.xs, curve.ys))
            stroke = colour_variable(curve.colour)
            yield f'<path d="M{path}" fill="none" stroke="{stroke}" stroke-width="{size:g}"{_dashes(dash)}/>'

    return mark


def bands(areas: Sequence[Area], opacity: float = 0.25) -> Mark:
    """Fill areas."""

    def mark(plot: _Plot) -> Iterable[str]:
        for area in areas:
            there = map(plot.point, area.xs, area.lows)
            back = map(plot.point, reversed(area.xs), reversed(area.highs))
            yield f'<path d="M{"L".join([*there, *back])}Z" {_fill(area.colour)}{_opacity(opacity)}/>'

    return mark


def bars(spans: Sequence[Span], *, radius: float = 0, opacity: float = 1) -> Mark:
    """Fill rectangles."""
    about = (f' rx="{radius:g}"' if radius else "") + _opacity(opacity)
    return lambda plot: (f"<rect {_extent(plot, span)} {_fill(span.colour)}{about}/>" for span in spans)


def boxes(spans: Sequence[Span]) -> Mark:
    """Draw the outlines of rectangles."""
    return lambda plot: (
        f'<rect {_extent(plot, span)} fill="none" stroke="{colour_variable(span.colour)}"/>' for span in spans
    )


def rules(spans: Sequence[Span], *, size: float = 1, dash: Sequence[int] = ()) -> Mark:
    """Draw straight lines."""
    return lambda plot: (
        f'<path d="M{plot.point(span.x, span.y)}L{plot.point(span.x2, span.y2)}"'
        f' stroke="{colour_variable(span.colour)}" stroke-width="{size:g}"{_dashes(dash)}/>'
        for span in spans
    )


def dots(places: Sequence[Dot], *, size: float = 60, filled: bool = True) -> Mark:
    """Draw circles in a square of area `size` [px²]."""
    about = 'fill="{}"' if filled else 'fill="none" stroke="{}" stroke-width="1.6"'
    return lambda plot: (
        f'<circle cx="{_number(plot.x(dot.x))}" cy="{_number(plot.y(dot.y))}" r="{_number(sqrt(size) / 2)}"'
        f" {about.format(colour_variable(dot.colour))}/>"
        for dot in places
    )


def texts(
    labels: Sequence[Label],
    *,
    align: str = "left",
    size: float = PLAIN,
    weight: int = 400,
    dx: float = 0,
    dy: float = 0,
    halo: bool = False,
) -> Mark:
    """Write words."""
    style = _style(align, size, weight)
    if halo:
        style += f' stroke="{colour_variable("bg")}" stroke-width="3" paint-order="stroke"'
    under = dy + _UNDER_MIDDLE * size
    return lambda plot: (
        _text(plot.x(label.x) + dx, plot.y(label.y) + under, f"{style} {_fill(label.colour)}", label.text)
        for label in labels
    )


def picture(width: float, height: float, marks: Sequence[Mark], alt: str) -> Markup:
    """Draw a picture whose places are pixels from its left upper corner.

    Args:
        width: of the picture [px].
        height: of the picture [px].
        marks: in the order in which they cover each other.
        alt: the numbers of the picture in words.
    """
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, alt)


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
        yield from (f'<path d="M{x},0V{bottom}" stroke="{colour_variable("grid")}"/>' for x, _ in at_x)
    if plot.y_axis.has_grid:
        yield from (f'<path d="M0,{y}H{right}" stroke="{colour_variable("grid")}"/>' for y, _ in at_y)
    if plot.x_axis.has_line:
        yield f'<path d="M0,{bottom}H{right}" stroke="{colour_variable("ink2")}"/>'
    if plot.y_axis.has_line:
        yield f'<path d="M0,0V{bottom}" stroke="{colour_variable("ink2")}"/>'
    colour = f" {_fill('ink2')}"
    under = plot.height + _PADDING + _UNDER_TOP * SMALL
    yield from (_text(float(x), under, _style("center", SMALL) + colour, label) for x, label in at_x)
    beside = _style("right", SMALL) + colour
    yield from (_text(-_PADDING, float(y) + _UNDER_MIDDLE * SMALL, beside, label) for y, label in at_y)


def _extent(plot: _Plot, span: Span) -> str:
    left, right = sorted((plot.x(span.x), plot.x(span.x2)))
    top, bottom = sorted((plot.y(span.y), plot.y(span.y2)))
    where = f'x="{_number(left)}" y="{_number(top)}"'
    return f'{where} width="{_number(right - left)}" height="{_number(bottom - top)}"'


def _text(x: float, y: float, style: str, text: str) -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}"{style}>{escape(text)}</text>'


def _style(align: str, size: float, weight: int = 400) -> str:
    anchor = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}[align]
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    return f'{anchor} font-size="{size:g}"{bold}'


def _fill(colour: str) -> str:
    return f'fill="{colour_variable(colour)}"'


def _dashes(dash: Sequence[int]) -> str:
    return f' stroke-dasharray="{",".join(map(str, dash))}"' if dash else ""


def _opacity(opacity: float) -> str:
    return f' opacity="{opacity:g}"' if opacity != 1 else ""


def _number(value: float) -> str:
    """Write a place to a tenth of a pixel."""
    return f"{value + 0.0:.1f}".removesuffix(".0")


def shortened(text: str, most: int = 19) -> str:
    """Cut words that would run into what stands beside them."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def grid(to_x: Scale, ticks: Sequence[float], top: float, bottom: float) -> list[Span]:
    """Draw upright lines at the ticks of a scale, except at zero, which has a line of its own."""
    return [Span(to_x(at), to_x(at), top, bottom, "grid") for at in ticks if at]
