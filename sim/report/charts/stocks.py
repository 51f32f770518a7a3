"""Stocks rise and fall over the years: lines with bands, published values as dots, limits with their names."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.figures import THIRD
from sim.report.scales import apart, round_ticks
from sim.report.spreads import Band
from sim.report.study import Side
from sim.report.svg import PLAIN, SMALL, Axis, Datum, Frame, Mark, bands, dots, draw, lines, rules, texts

_FRAME = Frame(THIRD, 232, left=38, right=46, top=20, bottom=24)
_GAP = 16
_MEMOS = 2017 + 50 / 365
"""When the memos were signed, 20 February 2017 [years]."""
_THOUSAND = 1000
_COARSE = 100


@dataclass(frozen=True)
class Course:
    """A stock of one scenario, month by month."""

    side: Side
    years: Sequence[float]
    """Calendar time of each month's end [years]."""
    stock: Band
    """[persons or cases]."""


@dataclass(frozen=True)
class Limit:
    """A physical limit with its name."""

    name: str
    rows: Sequence[tuple[float, float]]
    """Time and value [years, persons]."""


def stock_picture(
    title: str,
    courses: Sequence[Course],
    published: Sequence[tuple[float, float]],
    limit: Limit | None,
    span: tuple[float, float],
) -> Markup:
    """Draw one stock in thousands.

    Args:
        title: what is counted, for the text that says what the picture shows.
        courses: one for each scenario in which there is somebody.
        published: time and value of each published number.
        limit: a limit that stands in the way, if there is one.
        span: first and last year of the axis.
    """
    top = _top(courses, published, limit)
    plot = _FRAME.height - _FRAME.top - _FRAME.bottom
    ticks = round_ticks(0, top, 5)
    known = [{"x": year, "y": value / _THOUSAND, "c": ink("ink")} for year, value in published]
    ending = sorted(courses, key=lambda course: -float(course.stock.mean[-1]))[:6]
    places = apart([float(course.stock.mean[-1]) / _THOUSAND for course in ending], _GAP / plot * top, 0, top)
    ends = [
        {"x": span[1], "y": place, "t": _thousands(float(course.stock.mean[-1])), "c": ink(course.side.colour)}
        for course, place in zip(ending, places, strict=True)
    ]
    marks = [
        *_memos(span, top),
        *_limit(limit, span, top),
        bands([row for course in courses for row in _band(course)]),
        lines([row for course in courses for row in _line(course)], size=1.8),
        dots(known, size=34),
        texts(ends, weight=700, dx=5, size=PLAIN),
    ]
    years = tuple((float(year), str(year)) for year in _whole_years(span))
    labels = tuple((tick, f"{tick:,.10g}") for tick in ticks)
    said = "; ".join(f"{course.side.label} ends at {_thousands(float(course.stock.mean[-1]))}" for course in courses)
    return draw(
        _FRAME,
        Axis(*span, years, has_line=True),
        Axis(0, top, labels, has_grid=True),
        marks,
        f"{title}, thousand. {said}",
    )


def _whole_years(span: tuple[float, float]) -> list[int]:
    inside = [year for year in range(int(span[0]), int(span[1]) + 2) if span[0] <= year <= span[1] - 0.2]
    step = 1 if len(inside) <= 5 else 2
    return inside[::step]


def _top(courses: Sequence[Course], published: Sequence[tuple[float, float]], limit: Limit | None) -> float:
    values = [float(course.stock.high.max()) for course in courses] + [value for _, value in published]
    values += [value for _, value in limit.rows] if limit else []
    highest = max(values, default=1.0) / _THOUSAND
    return highest * 1.06 if highest else 1.0


def _thousands(value: float) -> str:
    size = value / _THOUSAND
    return f"{size:,.0f}" if size >= _COARSE else f"{size:.1f}"


def _band(course: Course) -> list[Datum]:
    rows = zip(course.years, course.stock.low.tolist(), course.stock.high.tolist(), strict=True)
    colour, name = ink(course.side.colour), course.side.name
    return [
        {"x": year, "y": low / _THOUSAND, "y2": high / _THOUSAND, "c": colour, "g": name} for year, low, high in rows
    ]


def _line(course: Course) -> list[Datum]:
    pairs = zip(course.years, course.stock.mean.tolist(), strict=True)
    return [
        {"x": year, "y": value / _THOUSAND, "c": ink(course.side.colour), "g": course.side.name}
        for year, value in pairs
    ]


def _memos(span: tuple[float, float], top: float) -> list[Mark]:
    if not span[0] <= _MEMOS <= span[1]:
        return []
    line = {"x": _MEMOS, "x2": _MEMOS, "y": 0.0, "y2": top, "c": ink("ink2")}
    align = "left" if (span[0] + span[1]) / 2 > _MEMOS else "right"
    label = {"x": _MEMOS, "y": top, "t": "memos signed", "c": ink("ink2")}
    return [
        rules([line], dash=(1, 3)),
        texts([label], size=SMALL, align=align, dy=-10, dx=-8 if align == "left" else 8),
    ]


def _limit(limit: Limit | None, span: tuple[float, float], top: float) -> list[Mark]:
    if limit is None:
        return []
    rows = [{"x": year, "y": value / _THOUSAND, "c": ink("ink"), "g": "limit"} for year, value in limit.rows]
    label = {"x": span[1], "y": top * 0.28, "t": limit.name, "c": ink("ink")}
    return [
        lines(rows, size=1.2, dash=(5, 3)),
        texts([label], size=SMALL, align="right"),
    ]
