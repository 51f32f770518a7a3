"""One uncertain number at a time, the widest first: how far the answer goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.charts.intervals import shortened
from sim.report.colours import ink
from sim.report.scales import Scale
from sim.report.svg import SMALL, Axis, Datum, Frame, bars, draw, rules, texts

_ROW, _BAR, _TOP = 36.0, 15.0, 30.0


@dataclass(frozen=True)
class Arm:
    """One number: where the answer lies at its low and at its high end."""

    label: str
    note: str
    low: float
    high: float
    low_text: str
    high_text: str


def tornado_picture(
    arms: Sequence[Arm], centre: float, centre_text: str, feet: tuple[str, str], width: float, left: float
) -> Markup:
    """Draw the arms on both sides of the central answer.

    Args:
        arms: widest first.
        centre: the central answer.
        centre_text: the same in words, above the line.
        feet: what the two colours mean.
        width: of the picture [px].
        left: room for the names; 0 puts them above the bars [px].
    """
    row = _ROW if left else 52.0
    height = _TOP + row * len(arms) + 30.0
    values = [centre, *(end for arm in arms for end in (arm.low, arm.high))]
    reach = max(abs(value - centre) for value in values) or 1.0
    to_x = Scale(centre - reach, centre + reach, left + 62.0, width - 62.0)
    middle = to_x(centre)
    fills: list[Datum] = []
    names: list[Datum] = []
    notes: list[Datum] = []
    before: list[Datum] = []
    after: list[Datum] = []
    for place, arm in enumerate(arms):
        y = _TOP + row * place + (row / 2 if left else row - 11)
        names.append(
            {"x": 0, "y": y - 7 if left else y - 26, "t": shortened(arm.label, 40 if left else 50), "c": ink("ink")}
        )
        if left:
            notes.append({"x": 0, "y": y + 9, "t": shortened(arm.note, 46), "c": ink("ink2")})
        for end, text, colour in ((arm.low, arm.low_text, "t1"), (arm.high, arm.high_text, "t2")):
            x, x2 = sorted((middle, to_x(end)))
            fills.append({"x": x, "x2": x2, "y": y - _BAR / 2, "y2": y + _BAR / 2, "c": ink(colour)})
            label = {"x": to_x(end), "y": y, "t": text, "c": ink("ink")}
            (before if end < centre else after).append(label)
    line = {"x": middle, "x2": middle, "y": _TOP - 6, "y2": height - 26, "c": ink("ink")}
    marks = [
        bars(fills),
        rules([line]),
        texts(names, weight=600),
        texts(notes, size=SMALL),
        texts(before, align="right", dx=-5, size=SMALL),
        texts(after, dx=5, size=SMALL),
        texts([{"x": middle, "y": 10, "t": centre_text, "c": ink("ink")}], align="center", weight=600),
        texts([{"x": middle - 8, "y": height - 10, "t": feet[0], "c": ink("ink2")}], align="right", size=SMALL),
        texts([{"x": middle + 8, "y": height - 10, "t": feet[1], "c": ink("ink2")}], size=SMALL),
    ]
    said = "; ".join(f"{arm.label} {arm.low_text} to {arm.high_text}" for arm in arms)
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, f"{centre_text}. {said}")
