"""The share still waiting falls from one; where a wait may end in several ways, the ways are stacked."""

from collections.abc import Sequence

from markupsafe import Markup

from sim.base.draws import FloatArray
from sim.base.text import count_of
from sim.engine.vocabulary import Cause
from sim.report.pathway import DAYS_A_YEAR, HALF, Age, Waiting
from sim.report.scales import apart
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
    bands,
    dots,
    draw,
    lines,
    texts,
)

_FRAME = Frame(THIRD, 196, left=2, right=42, top=18, bottom=24)
_STACK = Frame(THIRD, 176, left=2, right=122, top=6, bottom=24)
_GAP = 16
"""Distance between the middles of two labels [px]."""
_CAUSE_COLOURS = ("o1", "o4", "o2", "flowd", "t2", "rule")
_MOST_TIMES = 4
"""Times that are written [times]."""
_SEEN = 0.005
"""A smaller share has no band of its own [share]."""


def survival_picture(curves: Sequence[Waiting], longest: float, place: str) -> Markup:
    """Draw the share still waiting of several scenarios on the time axis that all panels share.

    Args:
        curves: one for each scenario in which somebody waits so.
        longest: end of the axis [days].
        place: what is waited for, in the text that says what the picture shows.
    """
    end = longest / DAYS_A_YEAR
    plot = _FRAME.height - _FRAME.top - _FRAME.bottom
    shares = [
        Area(_drawn_years(curve), _rounded(curve.still.low), _rounded(curve.still.high), curve.arm.colour)
        for curve in curves
    ]
    medians = [
        Dot(curve.median.days / DAYS_A_YEAR, HALF, curve.arm.colour) for curve in curves if curve.median.is_reached
    ]
    marks = [
        bands(shares),
        lines([Curve(_drawn_years(curve), _rounded(curve.still.mean), curve.arm.colour) for curve in curves]),
        dots(medians, size=55),
        *_medians(curves, end, plot),
        texts(_ends(curves, end, plot), weight=700, dx=4),
        texts([Label(end, 1.0, "100% still waiting", "ink2")], size=SMALL, align="right", dy=-9),
        texts(_half(curves, end), size=SMALL, align="right", dy=-8),
    ]
    y = Axis(0, 1, ((0.0, ""), (0.25, ""), (0.5, ""), (0.75, ""), (1.0, "")), has_grid=True)
    return draw(_FRAME, Axis(0, end, _years(end), has_line=True), y, marks, _alt(curves, place))


def _half(curves: Sequence[Waiting], end: float) -> list[Label]:
    """Name the line of one half, unless a curve ends there."""
    is_free = all(curve.left < 0.3 for curve in curves)
    return [Label(end, HALF, "50%", "ink2")] if is_free else []


def _years(end: float) -> tuple[tuple[float, str], ...]:
    last = int(end + 0.05)
    if last < 1:
        return ((0.0, "0"), (end, f"{end * DAYS_A_YEAR:.0f} days"))
    return tuple((float(min(year, end)), _year_label(year, last)) for year in range(last + 1))


def _year_label(year: int, last: int) -> str:
    return str(year) if year < last else count_of(year, "year")


def _drawn_years(curve: Waiting) -> list[float]:
    return [age / DAYS_A_YEAR for age in curve.ages.tolist()]


def _rounded(shares: FloatArray) -> list[float]:
    return [round(share, 4) for share in shares.tolist()]


def _medians(curves: Sequence[Waiting], end: float, plot: float) -> list[Mark]:
    """Say the time after which half have left, in the corner that the curves leave free."""
    times = list(dict.fromkeys((str(curve.median), curve.arm.colour) for curve in curves))
    if len({words for words, _ in times}) == 1:
        times = [(times[0][0], "ink" if len(curves) > 1 else times[0][1])]
    latest = max(curve.median.days for curve in curves) / DAYS_A_YEAR
    is_slow = latest > end / 3
    x = end * (0.02 if is_slow else min(latest / end + 0.08, 0.4))
    first = 0.40 if is_slow else 0.72
    step = _GAP / plot
    head = "half wait longer than" if any(curve.median.is_reached for curve in curves) else "half wait"
    bold = [
        Label(x, first - step * (place + 1), words, colour) for place, (words, colour) in enumerate(times[:_MOST_TIMES])
    ]
    return [texts([Label(x, first, head, "ink2")], halo=True), texts(bold, weight=700, halo=True)]


def _ends(curves: Sequence[Waiting], end: float, plot: float) -> list[Label]:
    """Say the share still waiting at the right end of each curve that reaches the end of the axis."""
    reaching = [curve for curve in curves if curve.ages[-1] / DAYS_A_YEAR > end * 0.9 and curve.left >= _SEEN][:5]
    places = apart([curve.left for curve in reaching], _GAP / plot, 0.04, 1.0)
    return [
        Label(end, place, f"{curve.left:.0%}", curve.arm.colour) for curve, place in zip(reaching, places, strict=True)
    ]


def _alt(curves: Sequence[Waiting], place: str) -> str:
    alt = [
        f"{curve.arm.label}: half wait {_longer(curve.median)}, "
        f"{curve.left:.0%} still wait after {curve.ages[-1]:,.0f} days"
        for curve in curves
    ]
    return f"Share still waiting {place} by time since the wait began. {'; '.join(alt)}"


def _longer(age: Age) -> str:
    return f"longer than {age}" if age.is_reached else str(age)


def causes_picture(curve: Waiting, names: dict[Cause, str], place: str) -> Markup:
    """Stack the ways in which waits end, those still waiting on top.

    Args:
        curve: the waits of one scenario.
        names: what each way is called here.
        place: where or for what people wait.
    """
    shares = {cause: float(values[-1]) for cause, values in curve.causes.items() if values[-1] >= _SEEN}
    order = sorted(shares, key=lambda cause: -shares[cause])
    end = float(curve.ages[-1]) / DAYS_A_YEAR
    years = _drawn_years(curve)
    areas: list[Area] = []
    labels: list[tuple[float, str]] = []
    below = [0.0] * len(years)
    for cause, colour in zip(order, _CAUSE_COLOURS, strict=False):
        above = [low + share for low, share in zip(below, curve.causes[cause].tolist(), strict=True)]
        areas.append(_area(years, below, above, colour))
        labels.append(((below[-1] + above[-1]) / 2, f"{shares[cause]:.0%} {names[cause]}"))
        below = above
    if curve.left >= _SEEN:
        areas.append(_area(years, below, [1.0] * len(years), "o3"))
        labels.append(((below[-1] + 1.0) / 2, f"{curve.left:.0%} still waiting"))
    plot = _STACK.height - _STACK.top - _STACK.bottom
    middles = apart([middle for middle, _ in labels], _GAP / plot, 0.05, 0.97)
    written = [Label(end, middle, text) for (_, text), middle in zip(labels, middles, strict=True)]
    alt = f"How waits end {place}, {curve.arm.label}: {', '.join(text for _, text in labels)}"
    marks = [bands(areas, opacity=1), texts(written, size=PLAIN, dx=6)]
    return draw(_STACK, Axis(0, end, _years(end), has_line=True), Axis(0, 1), marks, alt)


def _area(years: list[float], lows: list[float], highs: list[float], colour: str) -> Area:
    return Area(years, [round(low, 4) for low in lows], [round(high, 4) for high in highs], colour)
