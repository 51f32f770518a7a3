"""The share still waiting falls from one; where a wait may end in several ways, the ways are stacked."""

from collections.abc import Sequence

from markupsafe import Markup

from sim.base.plurals import count_of
from sim.engine.vocabulary import Cause
from sim.report.colours import ink
from sim.report.curves import DAYS_A_YEAR, HALF, Age, Waiting
from sim.report.figures import THIRD
from sim.report.scales import apart
from sim.report.svg import PLAIN, SMALL, Axis, Datum, Frame, Mark, bands, dots, draw, lines, texts

_FRAME = Frame(THIRD, 196, left=2, right=42, top=18, bottom=24)
_STACK = Frame(THIRD, 176, left=2, right=122, top=6, bottom=24)
_GAP = 16
"""Distance between the middles of two labels [px]."""
_CAUSE_INKS = ("o1", "o4", "o2", "flowd", "t2", "rule")
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
    marks = [
        bands([row for curve in curves for row in _band_rows(curve)]),
        lines([row for curve in curves for row in _line_rows(curve)]),
        dots([_point(curve) for curve in curves if curve.median.is_reached], size=55),
        *_medians(curves, end, plot),
        texts(_ends(curves, end, plot), weight=700, dx=4),
        texts([{"x": end, "y": 1.0, "t": "100% still waiting", "c": ink("ink2")}], size=SMALL, align="right", dy=-9),
        texts(_half(curves, end), size=SMALL, align="right", dy=-8),
    ]
    y = Axis(0, 1, ((0.0, ""), (0.25, ""), (0.5, ""), (0.75, ""), (1.0, "")), has_grid=True)
    return draw(_FRAME, Axis(0, end, _years(end), has_line=True), y, marks, _alt(curves, place))


def _half(curves: Sequence[Waiting], end: float) -> list[Datum]:
    """Name the line of one half, unless a curve ends there."""
    is_free = all(curve.left < 0.3 for curve in curves)
    return [{"x": end, "y": HALF, "t": "50%", "c": ink("ink2")}] if is_free else []


def _years(end: float) -> tuple[tuple[float, str], ...]:
    last = int(end + 0.05)
    if last < 1:
        return ((0.0, "0"), (end, f"{end * DAYS_A_YEAR:.0f} days"))
    return tuple((float(min(year, end)), _year_label(year, last)) for year in range(last + 1))


def _year_label(year: int, last: int) -> str:
    return str(year) if year < last else count_of(year, "year")


def _line_rows(curve: Waiting) -> list[Datum]:
    pairs = zip(curve.ages.tolist(), curve.still.mean.tolist(), strict=True)
    return [
        {"x": age / DAYS_A_YEAR, "y": round(share, 4), "c": ink(curve.side.colour), "g": curve.side.name}
        for age, share in pairs
    ]


def _band_rows(curve: Waiting) -> list[Datum]:
    rows = zip(curve.ages.tolist(), curve.still.low.tolist(), curve.still.high.tolist(), strict=True)
    return [
        {
            "x": age / DAYS_A_YEAR,
            "y": round(low, 4),
            "y2": round(high, 4),
            "c": ink(curve.side.colour),
            "g": curve.side.name,
        }
        for age, low, high in rows
    ]


def _point(curve: Waiting) -> Datum:
    return {"x": curve.median.days / DAYS_A_YEAR, "y": HALF, "c": ink(curve.side.colour)}


def _medians(curves: Sequence[Waiting], end: float, plot: float) -> list[Mark]:
    """Say the time after which half have left, in the corner that the curves leave free."""
    said = list(dict.fromkeys((str(curve.median), curve.side.colour) for curve in curves))
    if len({words for words, _ in said}) == 1:
        said = [(said[0][0], "ink" if len(curves) > 1 else said[0][1])]
    latest = max(curve.median.days for curve in curves) / DAYS_A_YEAR
    is_slow = latest > end / 3
    x = end * (0.02 if is_slow else min(latest / end + 0.08, 0.4))
    first = 0.40 if is_slow else 0.72
    step = _GAP / plot
    head = "half wait longer than" if any(curve.median.is_reached for curve in curves) else "half wait"
    rows: list[Datum] = [{"x": x, "y": first, "t": head, "c": ink("ink2")}]
    bold = [
        {"x": x, "y": first - step * (each + 1), "t": words, "c": ink(colour)}
        for each, (words, colour) in enumerate(said[:4])
    ]
    return [texts(rows, halo=True), texts(bold, weight=700, halo=True)]


def _ends(curves: Sequence[Waiting], end: float, plot: float) -> list[Datum]:
    """Say the share still waiting at the right end of each curve that reaches the end of the axis."""
    reaching = [curve for curve in curves if curve.ages[-1] / DAYS_A_YEAR > end * 0.9 and curve.left >= _SEEN][:5]
    places = apart([curve.left for curve in reaching], _GAP / plot, 0.04, 1.0)
    return [
        {"x": end, "y": place, "t": f"{curve.left:.0%}", "c": ink(curve.side.colour)}
        for curve, place in zip(reaching, places, strict=True)
    ]


def _alt(curves: Sequence[Waiting], place: str) -> str:
    said = [
        f"{curve.side.label}: half wait {_longer(curve.median)}, "
        f"{curve.left:.0%} still wait after {curve.ages[-1]:,.0f} days"
        for curve in curves
    ]
    return f"Share still waiting {place} by time since the wait began. {'; '.join(said)}"


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
    years = (curve.ages / DAYS_A_YEAR).tolist()
    rows: list[Datum] = []
    labels: list[tuple[float, str, str]] = []
    below = [0.0] * len(years)
    for cause, colour in zip(order, _CAUSE_INKS, strict=False):
        above = [low + each for low, each in zip(below, curve.causes[cause].tolist(), strict=True)]
        rows += _area(years, below, above, colour)
        labels.append(((below[-1] + above[-1]) / 2, f"{shares[cause]:.0%}", names[cause]))
        below = above
    if curve.left >= _SEEN:
        rows += _area(years, below, [1.0] * len(years), "o3")
        labels.append(((below[-1] + 1.0) / 2, f"{curve.left:.0%}", "still waiting"))
    plot = _STACK.height - _STACK.top - _STACK.bottom
    places = apart([label[0] for label in labels], _GAP / plot, 0.05, 0.97)
    written = [
        {"x": end, "y": place_, "t": f"{share} {name}", "c": ink("ink")}
        for (_, share, name), place_ in zip(labels, places, strict=True)
    ]
    alt = f"How waits end {place}, {curve.side.label}: " + ", ".join(f"{share} {name}" for _, share, name in labels)
    marks = [bands(rows, opacity=1), texts(written, size=PLAIN, dx=6)]
    return draw(_STACK, Axis(0, end, _years(end), has_line=True), Axis(0, 1), marks, alt)


def _area(years: list[float], low: list[float], high: list[float], colour: str) -> list[Datum]:
    return [
        {"x": year, "y": round(a, 4), "y2": round(b, 4), "c": ink(colour), "g": colour}
        for year, a, b in zip(years, low, high, strict=True)
    ]
