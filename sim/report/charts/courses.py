"""Lines with bands: stocks over the years, and a number over the levels of a factor that was varied."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.grids import Answer, Varied
from sim.report.numbers import level, tick
from sim.report.scales import apart, round_ticks
from sim.report.study import Arm, Band, Spread, spread
from sim.report.svg import (
    PLAIN,
    SMALL,
    THIRD,
    Area,
    Axis,
    Curve,
    Dot,
    Frame,
    Label,
    Mark,
    Span,
    bands,
    dots,
    draw,
    lines,
    rules,
    texts,
)

_STOCK = Frame(THIRD, 232, left=38, right=46, top=20, bottom=24)
_GAP = 16
"""Distance between the middles of two labels [px]."""
_MEMOS = 2017 + 50 / 365
"""When the memos were signed, 20 February 2017 [years]."""
_THOUSAND = 1000
_COARSE = 100
_MOST_ENDS = 6
"""Lines whose end is written [lines]."""
FRAME = Frame(348, 270, left=58, right=14, top=28, bottom=46)
"""Size of the picture of a sweep and the room around its plot [px]."""


@dataclass(frozen=True)
class Course:
    """A stock of one scenario, month by month."""

    arm: Arm
    years: Sequence[float]
    """Calendar time of each month's end [years]."""
    stock: Band
    """[persons or cases]."""

    @property
    def end(self) -> float:
        """The mean at the end of the run [persons or cases]."""
        return float(self.stock.mean[-1])


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
    room = _STOCK.height - _STOCK.top - _STOCK.bottom
    ending = sorted(courses, key=lambda course: -course.end)[:_MOST_ENDS]
    places = apart([course.end / _THOUSAND for course in ending], _GAP / room * top, 0, top)
    ends = [
        Label(span[1], place, _thousands(course.end), course.arm.colour)
        for course, place in zip(ending, places, strict=True)
    ]
    bounds = [
        Area(course.years, _scaled(course.stock.low.tolist()), _scaled(course.stock.high.tolist()), course.arm.colour)
        for course in courses
    ]
    means = [Curve(course.years, _scaled(course.stock.mean.tolist()), course.arm.colour) for course in courses]
    marks = [
        *_memos(span, top),
        *_limit(limit, span, top),
        bands(bounds),
        lines(means, size=1.8),
        dots([Dot(year, value / _THOUSAND) for year, value in published], size=34),
        texts(ends, weight=700, dx=5, size=PLAIN),
    ]
    years = tuple((float(year), str(year)) for year in _whole_years(span))
    labels = tuple((at, f"{at:,.10g}") for at in round_ticks(0, top, 5))
    alt = "; ".join(f"{course.arm.label} ends at {_thousands(course.end)}" for course in courses)
    return draw(
        _STOCK,
        Axis(*span, years, has_line=True),
        Axis(0, top, labels, has_grid=True),
        marks,
        f"{title}, thousand. {alt}",
    )


def _scaled(values: Sequence[float]) -> list[float]:
    return [value / _THOUSAND for value in values]


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


def _memos(span: tuple[float, float], top: float) -> list[Mark]:
    if not span[0] <= _MEMOS <= span[1]:
        return []
    is_early = (span[0] + span[1]) / 2 > _MEMOS
    label = [Label(_MEMOS, top, "memos signed", "ink2")]
    return [
        rules([Span(_MEMOS, _MEMOS, 0.0, top, "ink2")], dash=(1, 3)),
        texts(label, size=SMALL, align="left" if is_early else "right", dy=-10, dx=-8 if is_early else 8),
    ]


def _limit(limit: Limit | None, span: tuple[float, float], top: float) -> list[Mark]:
    if limit is None:
        return []
    years, values = zip(*limit.rows, strict=True)
    return [
        lines([Curve(years, _scaled(values))], size=1.2, dash=(5, 3)),
        texts([Label(span[1], top * 0.28, limit.name)], size=SMALL, align="right"),
    ]


def line_picture(factor: Varied, answer: Answer) -> Markup:
    """Draw a number over the levels of a factor, with the band of its paired change from the first level."""
    places = factor.numbers or tuple(float(place) for place in range(len(factor.levels)))
    low, high = ends_of(answer)
    known = sorted((place, one) for place, one in zip(places, answer.spreads, strict=True) if one)
    means = [Dot(place, one.mean, "s1") for place, one in known]
    ends = [(place, band_of(answer, one)) for place, one in known]
    ends = [(place, span) for place, span in ends if span]
    xs, lows, highs = [place for place, _ in ends], [span[0] for _, span in ends], [span[1] for _, span in ends]
    band = [Area(xs, lows, highs, "s1")] if ends else []
    ticks = tuple((place, tick(place, answer.unit)) for place in round_ticks(low, high, 5))
    head = [Label(min(places), high, f"{answer.name}{_unit(answer.unit)}", "ink2")]
    foot = [Label(max(places), low, f"{factor.heading}{factor.unit_after}", "ink2")]
    marks = [
        bands(band),
        lines([Curve([dot.x for dot in means], [dot.y for dot in means], "s1")] if means else []),
        dots(means, size=36),
        texts(head, size=SMALL, dx=-FRAME.left + 2, dy=-18),
        texts(foot, size=SMALL, align="right", dy=38),
    ]
    alt = "; ".join(f"{place:,.10g}: {level(one.mean, answer.unit)}" for place, one in known)
    x = Axis(min(places), max(places), _levels(factor, places), has_line=True)
    return draw(FRAME, x, Axis(low, high, ticks, has_grid=True), marks, f"{answer.name} by {factor.name}. {alt}")


def ends_of(answer: Answer) -> tuple[float, float]:
    """Give the ends of the axis of a number; it need not start at zero, but a number near zero does."""
    values = [end for one in answer.spreads if one for end in (one.mean, *band_of(answer, one))]
    low, high = min(values), max(values)
    if 0 <= low < high / 2:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    return (low if low == 0 else low - span * 0.05), high + span * 0.06


def band_of(answer: Answer, one: Spread) -> tuple[float, ...]:
    """Give the ends of the interval of the paired change from the first point, laid on its mean; none without one."""
    first = answer.spreads[0]
    if first is None:
        return ()
    change = spread(one.values - first.values)
    if change.low is None or change.high is None:
        return ()
    least, most = answer.bounds
    return (max(first.mean + change.low, least), min(first.mean + change.high, most))


def _levels(factor: Varied, places: tuple[float, ...]) -> tuple[tuple[float, str], ...]:
    if factor.numbers is None:
        return tuple(zip(places, factor.levels, strict=True))
    return tuple((place, tick(place, "")) for place in round_ticks(min(places), max(places), 6))


def _unit(unit: str) -> str:
    return f", {unit}" if unit and unit not in ("USD", "share") else ""
