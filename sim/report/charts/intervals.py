"""Intervals: differences against zero, one dot a replication, and bars with whiskers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.numbers import ends, plain_ends, signed, tick
from sim.report.scales import Scale, round_ticks
from sim.report.study import Arm, Spread
from sim.report.svg import (
    NARROW,
    PLAIN,
    SMALL,
    Dot,
    Label,
    Span,
    bars,
    boxes,
    dots,
    grid,
    picture,
    rules,
    shortened,
    texts,
)

Text = Callable[[float, str], str]

_WIDTH, _ROW, _TOP, _FOOT = 330.0, 40.0, 30.0, 26.0
_PLOT = (136.0, 206.0)
"""Where the scale lies between the names and the numbers [px]."""
_NEAR = 7.0
"""Dots nearer than this are set beside each other [px]."""
_BAR, _BAR_ROW, _BAR_TOP = 15.0, 38.0, 26.0


@dataclass(frozen=True)
class Row:
    """One scenario of the picture; `spread` is None where there is nothing to compare."""

    label: str
    colour: str
    spread: Spread | None


def interval_picture(title: str, rows: Sequence[Row], unit: str, zero: str) -> Markup:
    """Draw a dot and a bar for each scenario, with its number and the ends of its interval.

    Args:
        title: what is measured, above the picture.
        rows: the scenarios.
        unit: of the differences.
        zero: what the line at zero stands for.
    """
    height = _TOP + _ROW * len(rows) + _FOOT
    low, high = _reach(rows)
    to_x = Scale(low, high, *_PLOT)
    means: list[Dot] = []
    intervals: list[Span] = []
    names: list[Label] = []
    numbers: list[Label] = []
    ranges: list[Label] = []
    missing: list[Label] = []
    for place, row in enumerate(rows):
        y = _TOP + _ROW * (place + 0.5)
        names.append(Label(0, y, shortened(row.label), row.colour))
        if row.spread is None:
            missing.append(Label(_WIDTH, y, "nobody", "ink2"))
            continue
        means.append(Dot(to_x(row.spread.mean), y, row.colour))
        numbers.append(Label(_WIDTH, y - 7, signed(row.spread.mean, unit), row.colour))
        ranges.append(Label(_WIDTH, y + 9, ends(row.spread, unit), "ink2"))
        if row.spread.low is not None and row.spread.high is not None:
            start = to_x(row.spread.low)
            intervals.append(Span(start, max(to_x(row.spread.high), start + 2.0), y - 5, y + 5, row.colour))
    marks = [
        rules([Span(to_x(0), to_x(0), _TOP - 4, height - _FOOT + 4, "ink2")]),
        bars(intervals, radius=5, opacity=0.3),
        dots(means, size=90),
        texts([Label(0, 8, title, "ink2")]),
        texts(names, weight=600),
        texts(numbers, align="right", size=15, weight=700),
        texts(ranges, align="right", size=SMALL),
        texts(missing, align="right"),
        texts(
            [Label(to_x(0), height - 10, zero, "ink2")],
            size=SMALL,
            align="center" if to_x(0) < _WIDTH - PLAIN * 6 else "right",
        ),
    ]
    return picture(_WIDTH, height, marks, _alt(title, rows, unit))


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    known = [row.spread for row in rows if row.spread]
    values = [0.0, *(end for one in known for end in (one.low, one.mean, one.high) if end is not None)]
    low, high = min(values), max(values)
    return (low, high) if high > low else (-1.0, 1.0)


def _alt(title: str, rows: Sequence[Row], unit: str) -> str:
    parts = []
    for row in rows:
        interval = ends(row.spread, unit) if row.spread else ""
        number = signed(row.spread.mean, unit) if row.spread else "none"
        parts.append(f"{row.label} {number}" + (f", 95% interval {interval}" if interval else ""))
    return f"{title}. {'; '.join(parts)}"


def dots_picture(rows: Sequence[Row], unit: str, text: Text, width: float) -> Markup:
    """Draw every replication of every scenario on one scale that shows zero.

    Args:
        rows: the scenarios with their paired differences, or one with its level.
        unit: of the numbers.
        text: writes a number, differences with their sign.
        width: of the picture, on a phone with the names above the dots [px].
    """
    left = 0.0 if width == NARROW else 160.0
    step = 54.0 if left else 74.0
    height = 10.0 + step * len(rows) + 30.0
    to_x = _dots_scale(rows, width, left)
    replications: list[Dot] = []
    intervals: list[Span] = []
    means: list[Span] = []
    names: list[Label] = []
    for place, row in enumerate(rows):
        y = 10.0 + step * place + (step / 2 if left else 46.0)
        names.append(Label(0, y if left else y - 32, shortened(row.label, 22), row.colour))
        if row.spread is None:
            continue
        replications += _swarm([to_x(float(value)) for value in row.spread.values], y, row.colour)
        if row.spread.low is not None and row.spread.high is not None:
            start = to_x(row.spread.low)
            intervals.append(Span(start, max(to_x(row.spread.high), start + 2), y - 17, y + 17, row.colour))
        mean = to_x(row.spread.mean)
        means.append(Span(mean, mean, y - 17, y + 17, row.colour))
    ticks = round_ticks(to_x.low, to_x.high, 5 if left else 3)
    plus = "+" if text is signed else ""
    labels = [Label(to_x(at), height - 12, f"{plus if at > 0 else ''}{tick(at, unit)}", "ink2") for at in ticks]
    marks = [
        rules(grid(to_x, ticks, 6.0, height - 28)),
        rules([Span(to_x(0), to_x(0), 6.0, height - 28, "ink2")]),
        bars(intervals, opacity=0.22),
        rules(means, size=2),
        dots(replications, size=32),
        texts(names, weight=700, halo=not left),
        texts(labels, size=SMALL, align="center"),
    ]
    between = ends if text is signed else plain_ends
    alt = "; ".join(
        f"{row.label} mean {text(row.spread.mean, unit)}, interval {between(row.spread, unit)}"
        for row in rows
        if row.spread
    )
    return picture(width, height, marks, f"One dot a replication. {alt}")


def _dots_scale(rows: Sequence[Row], width: float, left: float) -> Scale:
    known = [row.spread for row in rows if row.spread]
    values = [0.0, *(float(value) for one in known for value in one.values)]
    values += [end for one in known for end in (one.low, one.high) if end is not None]
    low, high = min(values), max(values)
    return Scale(low, high if high > low else low + 1.0, left + 10.0, width - 24.0)


def _swarm(places: Sequence[float], middle: float, colour: str) -> list[Dot]:
    """Set dots that would cover each other one above the other."""
    placed: list[Dot] = []
    for x in sorted(places):
        y = next(
            middle + offset
            for offset in (0, -_NEAR, _NEAR, -2 * _NEAR, 2 * _NEAR, 0.5 * _NEAR)
            if offset == 0.5 * _NEAR
            or all(abs(x - dot.x) > _NEAR or abs(middle + offset - dot.y) >= _NEAR for dot in placed)
        )
        placed.append(Dot(x, y, colour))
    return placed


@dataclass(frozen=True)
class WhiskerRow:
    """One scenario of a picture of bars."""

    arm: Arm
    spread: Spread


def whisker_picture(
    title: str, rows: Sequence[WhiskerRow], width: float, text: Callable[[float], str], *, full: float | None = None
) -> Markup:
    """Draw a measure of each scenario as a bar from zero, with a whisker for its interval.

    Args:
        title: what is measured, above the picture.
        rows: the scenarios.
        width: of the picture [px].
        text: writes a number.
        full: what was there to use, drawn as an outline; None where that has no meaning.
    """
    room = width - 62.0
    most = full or max((abs(row.spread.high or row.spread.mean) for row in rows), default=0.0) or 1.0
    fills: list[Span] = []
    outlines: list[Span] = []
    whiskers: list[Span] = []
    names: list[Label] = []
    numbers: list[Label] = []
    for place, row in enumerate(rows):
        top = _BAR_TOP + _BAR_ROW * place + 16
        middle, bottom = top + _BAR / 2, top + _BAR
        names.append(Label(0, top - 9, shortened(row.arm.label, 26), row.arm.colour))
        numbers.append(Label(width, middle, text(row.spread.mean), row.arm.colour))
        fills.append(Span(0, max(room * max(row.spread.mean, 0.0) / most, 1.0), top, bottom, row.arm.colour))
        if full:
            outlines.append(Span(0, room, top, bottom, "ink2"))
        if row.spread.low is not None and row.spread.high is not None:
            low, high = (room * max(min(end / most, 1.0), 0.0) for end in (row.spread.low, row.spread.high))
            whiskers.append(Span(low, high, middle, middle))
            whiskers += [Span(at, at, middle - 3, middle + 3) for at in (low, high)]
    marks = [
        texts([Label(0, 8, title)], weight=600),
        bars(fills),
        boxes(outlines),
        rules(whiskers, size=1.4),
        texts(names, size=SMALL),
        texts(numbers, align="right", weight=700),
    ]
    alt = "; ".join(f"{row.arm.label} {text(row.spread.mean)}" for row in rows)
    return picture(width, _BAR_TOP + _BAR_ROW * len(rows), marks, f"{title}. {alt}")
