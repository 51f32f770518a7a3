"""One dot a replication, the mean as a line and its interval as a box: what chance and ranges together leave open."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from sim.report.charts.intervals import Row, shortened
from sim.report.colours import ink
from sim.report.prose import ends, plain_ends, signed, tick
from sim.report.scales import Scale, round_ticks
from sim.report.svg import SMALL, Axis, Datum, Frame, bars, dots, draw, rules, texts

Text = Callable[[float, str], str]

_NEAR = 7.0
"""Dots nearer than this are set beside each other [px]."""


def dots_picture(rows: Sequence[Row], unit: str, width: float, left: float, *, text: Text) -> Markup:
    """Draw every replication of every scenario on one scale that shows zero.

    Args:
        rows: the scenarios with their paired differences, or one with its level.
        unit: of the numbers.
        width: of the picture [px].
        left: room for the names; 0 puts them above the dots [px].
        text: writes a number, differences with their sign.
    """
    step = 54.0 if left else 74.0
    height = 10.0 + step * len(rows) + 30.0
    known = [found for row in rows if (found := row.found) is not None]
    values = [0.0, *(float(value) for found in known for value in found.values)]
    values += [end for found in known for end in (found.low, found.high) if end is not None]
    low, high = min(values), max(values)
    to_x = Scale(low, high if high > low else low + 1.0, left + 10.0, width - 24.0)
    ticks = round_ticks(to_x.low, to_x.high, 5 if left else 3)
    grid = [{"x": to_x(t), "x2": to_x(t), "y": 6.0, "y2": height - 28, "c": ink("grid")} for t in ticks if t]
    zero = [{"x": to_x(0), "x2": to_x(0), "y": 6.0, "y2": height - 28, "c": ink("ink2")}]
    places: list[Datum] = []
    boxes: list[Datum] = []
    means: list[Datum] = []
    names: list[Datum] = []
    for place, row in enumerate(rows):
        y = 10.0 + step * place + (step / 2 if left else 46.0)
        names.append({"x": 0, "y": y if left else y - 32, "t": shortened(row.label, 22), "c": ink(row.colour)})
        if row.found is None:
            continue
        found = row.found
        places += _swarm([to_x(float(value)) for value in found.values], y, row.colour)
        if found.low is not None and found.high is not None:
            span = {"x": to_x(found.low), "x2": max(to_x(found.high), to_x(found.low) + 2)}
            boxes.append({**span, "y": y - 17, "y2": y + 17, "c": ink(row.colour)})
        means.append({"x": to_x(found.mean), "x2": to_x(found.mean), "y": y - 17, "y2": y + 17, "c": ink(row.colour)})
    plus = "+" if text is signed else ""
    labels = [
        {
            "x": to_x(t),
            "y": height - 12,
            "t": f"{plus if t > 0 else ''}{tick(t, unit)}",
            "c": ink("ink2"),
        }
        for t in ticks
    ]
    marks = [
        rules(grid),
        rules(zero),
        bars(boxes, opacity=0.22),
        rules(means, size=2),
        dots(places, size=32),
        texts(names, weight=700, halo=not left),
        texts(labels, size=SMALL, align="center"),
    ]
    between = ends if text is signed else plain_ends
    said = "; ".join(
        f"{row.label} mean {text(row.found.mean, unit)}, interval {between(row.found, unit)}"
        for row in rows
        if row.found
    )
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, f"One dot a replication. {said}")


def _swarm(places: Sequence[float], middle: float, colour: str) -> list[Datum]:
    """Set dots that would cover each other one above the other."""
    found: list[Datum] = []
    taken: list[tuple[float, float]] = []
    for x in sorted(places):
        y = next(
            middle + offset
            for offset in (0, -_NEAR, _NEAR, -2 * _NEAR, 2 * _NEAR, 0.5 * _NEAR)
            if offset == 0.5 * _NEAR or all(abs(x - a) > _NEAR or abs(middle + offset - b) >= _NEAR for a, b in taken)
        )
        taken.append((x, y))
        found.append({"x": x, "y": y, "c": ink(colour)})
    return found
