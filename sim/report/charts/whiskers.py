"""Bars from zero, one for each scenario, with a whisker for the interval and an outline for what was there to use."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.charts.intervals import shortened
from sim.report.colours import ink
from sim.report.spreads import Spread
from sim.report.study import Side
from sim.report.svg import SMALL, Axis, Datum, Frame, bars, boxes, draw, rules, texts

_ROW, _BAR, _TOP = 38.0, 15.0, 26.0


@dataclass(frozen=True)
class WhiskerRow:
    """One scenario of the picture."""

    side: Side
    found: Spread


def whisker_picture(
    title: str, rows: Sequence[WhiskerRow], width: float, text: Callable[[float], str], *, full: float | None = None
) -> Markup:
    """Draw a measure of each scenario.

    Args:
        title: what is measured, above the picture.
        rows: the scenarios.
        width: of the picture [px].
        text: writes a number.
        full: what was there to use, drawn as an outline; None where that has no meaning.
    """
    height = _TOP + _ROW * len(rows)
    room = width - 62.0
    most = full or max((abs(row.found.high or row.found.mean) for row in rows), default=0.0) or 1.0
    places = [_TOP + _ROW * place for place in range(len(rows))]
    pairs = list(zip(rows, places, strict=True))
    fills = [_box(room * max(row.found.mean, 0.0) / most, y, row.side.colour) for row, y in pairs]
    outlines = [_box(room, y, "ink2") for _, y in pairs] if full else []
    whiskers: list[Datum] = []
    for row, y in pairs:
        if row.found.low is not None and row.found.high is not None:
            low, high = (room * max(min(end / most, 1.0), 0.0) for end in (row.found.low, row.found.high))
            middle = y + 16 + _BAR / 2
            whiskers.append({"x": low, "x2": high, "y": middle, "y2": middle, "c": ink("ink")})
            whiskers += [{"x": at, "x2": at, "y": middle - 3, "y2": middle + 3, "c": ink("ink")} for at in (low, high)]
    names = [{"x": 0, "y": y + 7, "t": shortened(row.side.label, 26), "c": ink(row.side.colour)} for row, y in pairs]
    numbers = [
        {"x": width, "y": y + 16 + _BAR / 2, "t": text(row.found.mean), "c": ink(row.side.colour)} for row, y in pairs
    ]
    marks = [
        texts([{"x": 0, "y": 8, "t": title, "c": ink("ink")}], weight=600),
        bars(fills),
        boxes(outlines),
        rules(whiskers, size=1.4),
        texts(names, size=SMALL),
        texts(numbers, align="right", weight=700),
    ]
    said = "; ".join(f"{row.side.label} {text(row.found.mean)}" for row in rows)
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, f"{title}. {said}")


def _box(wide: float, y: float, colour: str) -> dict[str, object]:
    return {"x": 0, "x2": max(wide, 1.0), "y": y + 16, "y2": y + 16 + _BAR, "c": ink(colour)}
