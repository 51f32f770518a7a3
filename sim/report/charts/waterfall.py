"""A difference adds up item by item: each bar starts where the one above ends, subtotals start at zero."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.figures import NARROW, WIDE
from sim.report.prose import signed, tick
from sim.report.scales import Scale, round_ticks
from sim.report.study import Side
from sim.report.svg import SMALL, Axis, Datum, Frame, Mark, bars, draw, rules, texts

_ROW, _BAR, _TOP, _FOOT = 23.0, 13.0, 26.0, 24.0


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall."""

    label: str
    start: float
    end: float
    colour: str
    is_total: bool = False


@dataclass(frozen=True)
class Fall:
    """The waterfall of one scenario; all falls of a picture have the same labels."""

    side: Side
    steps: tuple[Step, ...]


def waterfall_picture(falls: Sequence[Fall]) -> Markup:
    """Draw up to two scenarios beside each other that share the names of the rows."""
    left, gap = 196.0, 24.0
    each = (WIDE - left - gap * (len(falls) - 1)) / len(falls)
    spans = [(left + (each + gap) * place, left + (each + gap) * place + each) for place in range(len(falls))]
    return _picture(falls, spans, left, WIDE)


def narrow_waterfall_picture(falls: Sequence[Fall]) -> Markup:
    """Draw the scenarios below each other."""
    return Markup("").join(_picture([fall], [(150.0, NARROW)], 150.0, NARROW, most=20) for fall in falls)


def _picture(
    falls: Sequence[Fall], spans: Sequence[tuple[float, float]], left: float, width: float, most: int = 30
) -> Markup:
    steps = falls[0].steps
    height = _TOP + _ROW * len(steps) + _FOOT
    low, high = _reach(falls)
    middles = [_TOP + _ROW * (place + 0.5) for place in range(len(steps))]
    names = [
        {"x": left - 8, "y": middle, "t": _cut(step.label, most), "c": ink("ink")}
        for step, middle in zip(steps, middles, strict=True)
    ]
    bold = [name for name, step in zip(names, steps, strict=True) if step.is_total]
    plain = [name for name, step in zip(names, steps, strict=True) if not step.is_total]
    marks = [texts(plain, align="right"), texts(bold, align="right", weight=700)]
    for fall, (start, end) in zip(falls, spans, strict=True):
        to_x = Scale(low, high, start + 50.0 * (low < 0), end - 58.0)
        marks += _fall(fall, middles, to_x, start, height)
    lines = [middle - _ROW / 2 for middle, step in zip(middles, steps, strict=True) if step.is_total]
    marks.append(rules([{"x": 0, "x2": width, "y": y, "y2": y, "c": ink("rule")} for y in lines]))
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, _alt(falls))


def _fall(fall: Fall, middles: Sequence[float], to_x: Scale, start: float, height: float) -> list[Mark]:
    ticks = round_ticks(to_x.low, to_x.high, 3 if to_x.end - to_x.start < 220 else 4)
    grid = [{"x": to_x(t), "x2": to_x(t), "y": _TOP, "y2": height - _FOOT, "c": ink("grid")} for t in ticks if t]
    zero = {"x": to_x(0), "x2": to_x(0), "y": _TOP - 4, "y2": height - _FOOT, "c": ink("ink2")}
    labels = [{"x": to_x(t), "y": height - 10, "t": _tick(t), "c": ink("ink2")} for t in ticks]
    pairs = list(zip(fall.steps, middles, strict=True))
    return [
        rules(grid),
        bars([_bar(step, middle, to_x) for step, middle in pairs]),
        rules([zero]),
        texts([{"x": start, "y": 9, "t": fall.side.label, "c": ink(fall.side.colour)}], size=14, weight=700),
        texts([_number(step, middle, to_x) for step, middle in pairs if not step.is_total], size=SMALL, dx=5),
        texts([_number(step, middle, to_x) for step, middle in pairs if step.is_total], weight=700, dx=5),
        texts(labels, size=SMALL, align="center"),
    ]


def _tick(value: float) -> str:
    return "0" if value == 0 else f"{'+' if value > 0 else ''}{tick(value, 'USD')}"


def _bar(step: Step, middle: float, to_x: Scale) -> Datum:
    left, right = sorted((to_x(step.start), to_x(step.end)))
    return {
        "x": left,
        "x2": max(right, left + 1.2),
        "y": middle - _BAR / 2,
        "y2": middle + _BAR / 2,
        "c": ink(step.colour),
    }


def _number(step: Step, middle: float, to_x: Scale) -> Datum:
    text = signed(step.end - step.start, "USD") if step.end != step.start else "0"
    return {"x": max(to_x(step.start), to_x(step.end)), "y": middle, "t": text, "c": ink(step.colour)}


def _reach(falls: Sequence[Fall]) -> tuple[float, float]:
    values = [0.0, *(end for fall in falls for step in fall.steps for end in (step.start, step.end))]
    low, high = min(values), max(values)
    return (low, high) if high > low else (0.0, 1.0)


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _alt(falls: Sequence[Fall]) -> str:
    said = []
    for fall in falls:
        totals = ", ".join(
            f"{step.label} {signed(step.end - step.start, 'USD')}" for step in fall.steps if step.is_total
        )
        said.append(f"{fall.side.label}: {totals}")
    return f"Difference by payer and item, dollars a year. {'; '.join(said)}"
