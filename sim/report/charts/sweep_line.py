"""One factor, one number: a line over the levels with its band, so that a level can be read off."""

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.grids import Answer, Varied
from sim.report.prose import level, tick
from sim.report.scales import round_ticks
from sim.report.spreads import Spread, spread
from sim.report.svg import SMALL, Axis, Frame, bands, dots, draw, lines, texts

FRAME = Frame(348, 270, left=58, right=14, top=28, bottom=46)
"""Size of the picture and the room around its plot [px]."""


def ends_of(answer: Answer) -> tuple[float, float]:
    """Give the ends of the axis of a number; it need not start at zero, but a number near zero does."""
    values = [end for one in answer.found if one for end in (one.mean, *band_of(answer, one))]
    low, high = min(values), max(values)
    if 0 <= low < high / 2:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    return (low if low == 0 else low - span * 0.05), high + span * 0.06


def line_picture(factor: Varied, answer: Answer) -> Markup:
    """Draw a number over the levels of a factor, with the band of its paired change from the first level."""
    places = factor.numbers or tuple(float(place) for place in range(len(factor.levels)))
    low, high = ends_of(answer)
    known = [(place, one) for place, one in zip(places, answer.found, strict=True) if one]
    line = [{"x": place, "y": one.mean, "c": ink("s1"), "g": "a"} for place, one in known]
    ends = [(place, *span) for place, one in known if (span := band_of(answer, one))]
    band = [{"x": place, "y": least, "y2": most, "c": ink("s1"), "g": "a"} for place, least, most in ends]
    ticks = tuple((place, tick(place, answer.unit)) for place in round_ticks(low, high, 5))
    head = [{"x": min(places), "y": high, "t": f"{answer.name}{_unit(answer.unit)}", "c": ink("ink2")}]
    foot = [{"x": max(places), "y": low, "t": f"{factor.heading}{factor.unit_after}", "c": ink("ink2")}]
    marks = [
        bands(band),
        lines(line),
        dots(line, size=36),
        texts(head, size=SMALL, dx=-FRAME.left + 2, dy=-18),
        texts(foot, size=SMALL, align="right", dy=38),
    ]
    said = "; ".join(f"{place:,.10g}: {level(one.mean, answer.unit)}" for place, one in known)
    x = Axis(min(places), max(places), _levels(factor, places), has_line=True)
    return draw(FRAME, x, Axis(low, high, ticks, has_grid=True), marks, f"{answer.name} by {factor.name}. {said}")


def band_of(answer: Answer, one: Spread) -> tuple[float, ...]:
    """Give the ends of the interval of the paired change from the first point, laid on its mean; none without one."""
    first = answer.found[0]
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
