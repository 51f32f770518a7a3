"""A picture is marks on two scales; Vega-Lite draws it, and the page gives it its colours."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from sim.report.palette import ink, with_variables

Datum = Mapping[str, object]
Mark = Mapping[str, object]

SMALL = 12
"""Size of ticks and notes; nothing is drawn smaller [px]."""
PLAIN = 13
"""Size of labels [px]."""
_FAMILY = "page-sans"
_NOISE = re.compile(
    r' role="[^"]*"| aria-[a-z]+="[^"]*"| font-family="[^"]*"| xmlns:xlink="[^"]*"| version="[^"]*"| class="[^"]*"'
    r'|<path[^>]* display="none"[^>]*/>|<rect width="[\d.]+" height="[\d.]+" fill="(?:white|transparent)"/>'
    r'| pointer-events="none"| opacity="1"| stroke-dasharray=""'
)
_LONG = re.compile(r"(\d+\.\d)\d+")
_TAG = re.compile(r"<[^>]*>")
_EMPTY = re.compile(r'<g[^>]*></g>|<path d="M0,0h[\d.]+v[\d.]+h-?[\d.]+Z"/>|<path[^>]* d="M0,0"[^>]*/>')


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


def lines(rows: Sequence[Datum], *, size: float = 2, dash: Sequence[int] = ()) -> Mark:
    """Draw a line through the rows of each group `g`: x, y, c."""
    return _layer({"type": "line", "strokeWidth": size, "strokeDash": list(dash)}, rows, ("x", "y"), "g")


def bands(rows: Sequence[Datum], opacity: float = 0.25) -> Mark:
    """Fill from y to y2 along the rows of each group `g`: x, y, y2, c."""
    return _layer({"type": "area", "opacity": opacity, "line": False}, rows, ("x", "y", "y2"), "g")


def bars(rows: Sequence[Datum], *, radius: float = 0, opacity: float = 1) -> Mark:
    """Fill rectangles: x, x2, y, y2, c."""
    return _layer({"type": "rect", "cornerRadius": radius, "opacity": opacity}, rows, ("x", "x2", "y", "y2"))


def boxes(rows: Sequence[Datum]) -> Mark:
    """Draw the outlines of rectangles: x, x2, y, y2, c."""
    return _layer({"type": "rect", "filled": False, "strokeWidth": 1}, rows, ("x", "x2", "y", "y2"))


def rules(rows: Sequence[Datum], *, size: float = 1, dash: Sequence[int] = ()) -> Mark:
    """Draw straight lines: x, x2, y, y2, c."""
    return _layer({"type": "rule", "strokeWidth": size, "strokeDash": list(dash)}, rows, ("x", "x2", "y", "y2"))


def dots(rows: Sequence[Datum], *, size: float = 60, filled: bool = True) -> Mark:
    """Draw points: x, y, c."""
    about = {"type": "point", "shape": "circle", "size": size, "filled": filled, "opacity": 1, "strokeWidth": 1.6}
    return _layer(about, rows, ("x", "y"))


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
    about = {
        "type": "text",
        "align": align,
        "baseline": "middle",
        "fontSize": size,
        "fontWeight": weight,
        "dx": dx,
        "dy": dy,
        **({"stroke": ink("bg"), "strokeWidth": 3} if halo else {}),
    }
    layer = _layer(about, rows, ("x", "y"))
    return {**layer, "encoding": {**_encoding(layer), "text": {"field": "t", "type": "nominal"}}}


def _layer(mark: Mapping[str, object], rows: Sequence[Datum], channels: Sequence[str], detail: str = "") -> Mark:
    encoding: dict[str, object] = {name: _channel(name) for name in channels}
    encoding["color"] = {"field": "c", "type": "nominal", "scale": None}
    if detail:
        encoding["detail"] = {"field": detail, "type": "nominal"}
    return {"mark": {"clip": False, **mark}, "data": {"values": list(rows)}, "encoding": encoding}


def _channel(name: str) -> dict[str, object]:
    return {"field": name} if name.endswith("2") else {"field": name, "type": "quantitative"}


def _encoding(layer: Mark) -> Mapping[str, object]:
    encoding = layer["encoding"]
    return encoding if isinstance(encoding, Mapping) else {}


def draw(frame: Frame, x: Axis, y: Axis, marks: Sequence[Mark], alt: str) -> Markup:
    """Draw a picture as SVG with a text that says what it shows.

    Args:
        frame: the size, with room for what stands outside the plot.
        x: from left to right.
        y: from bottom to top, or from top to bottom where low is above high.
        marks: in the order in which they cover each other; those without rows are left out.
        alt: the numbers of the picture in words.
    """
    import vl_convert  # takes a fifth of a second to load

    drawn = [mark for mark in marks if isinstance(data := mark["data"], Mapping) and data["values"]]
    first = _placed({"x": x.low, "y": y.low, "c": ink("bg")}, x, y)
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": frame.width - frame.left - frame.right,
        "height": frame.height - frame.top - frame.bottom,
        "padding": {"left": frame.left, "right": frame.right, "top": frame.top, "bottom": frame.bottom},
        "autosize": "none",
        "background": None,
        "config": _CONFIG,
        "layer": [first, *drawn],
    }
    return _cleaned(vl_convert.vegalite_to_svg(json.dumps(spec)), alt)


def _placed(row: Datum, x: Axis, y: Axis) -> Mark:
    """Make a layer that shows nothing but sets the scales and the axes of all."""
    encoding = {
        "x": {"field": "x", "type": "quantitative", "scale": _scale(x), "axis": _axis(x, "bottom")},
        "y": {"field": "y", "type": "quantitative", "scale": _scale(y), "axis": _axis(y, "left")},
    }
    return {"mark": {"type": "point", "opacity": 0, "size": 0}, "data": {"values": [row]}, "encoding": encoding}


def _scale(axis: Axis) -> dict[str, object]:
    if axis.low > axis.high:
        return {"domain": [axis.high, axis.low], "reverse": True, "nice": False, "zero": False}
    return {"domain": [axis.low, axis.high], "nice": False, "zero": False}


def _axis(axis: Axis, side: str) -> dict[str, object] | None:
    if not axis.ticks and not axis.has_line:
        return None
    labels = json.dumps({_key(value): label for value, label in axis.ticks})
    return {
        "orient": side,
        "values": [value for value, _ in axis.ticks],
        "labelExpr": f"{labels}[format(datum.value, '.4f')]",
        "grid": axis.has_grid,
        "domain": axis.has_line,
        "title": None,
        "labelOverlap": False,
        "labelBound": False,
        "labelFlush": False,
    }


def _key(value: float) -> str:
    return f"{value + 0.0:.4f}".replace("-", "\u2212")


def _cleaned(svg: str, alt: str) -> Markup:
    text = _NOISE.sub("", svg)
    text = _TAG.sub(lambda tag: _LONG.sub(r"\1", tag[0]), text)
    while (shorter := _EMPTY.sub("", text)) != text:
        text = shorter
    text = text.replace("<svg ", f'<svg role="img" aria-label="{escape(alt, quote=True)}" ', 1)
    return Markup(with_variables(text))  # Vega escapes every text that it writes


_CONFIG = {
    "font": _FAMILY,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "ticks": False,
        "labelFontSize": SMALL,
        "labelColor": ink("ink2"),
        "labelPadding": 6,
        "gridColor": ink("grid"),
        "domainColor": ink("ink2"),
    },
}
