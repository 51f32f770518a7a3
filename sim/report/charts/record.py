"""Errors against what was published stand on one line: left is too low, right too high."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.charts.intervals import shortened
from sim.report.colours import ink
from sim.report.scales import Scale
from sim.report.svg import SMALL, Axis, Datum, Frame, dots, draw, rules, texts

_ROW, _TOP = 26.0, 30.0


@dataclass(frozen=True)
class Miss:
    """One published number and how far the model lies from it."""

    label: str
    published: str
    simulated: str
    error: float
    """Simulated over published less one [share]."""
    is_open: bool
    """Whether nothing was fitted to it."""


def record_picture(misses: Sequence[Miss], width: float, *, is_narrow: bool) -> Markup:
    """Draw the errors, filled where the number was used to set the model."""
    row = 44.0 if is_narrow else _ROW
    height = _TOP + row * len(misses) + 6
    reach = max(0.05, max((abs(miss.error) for miss in misses), default=0.0) * 1.1)
    left, right = (10.0, width - 70.0) if is_narrow else (470.0, width - 70.0)
    to_x = Scale(-reach, reach, left, right)
    names: list[Datum] = []
    numbers: list[Datum] = []
    errors: list[Datum] = []
    stems: list[Datum] = []
    filled: list[Datum] = []
    open_: list[Datum] = []
    for place, miss in enumerate(misses):
        y = _TOP + row * (place + 0.5) + (10 if is_narrow else 0)
        at = to_x(miss.error)
        names.append({"x": 0, "y": y - 20 if is_narrow else y, "t": shortened(miss.label, 44), "c": ink("ink")})
        if not is_narrow:
            numbers += [
                {"x": 366, "y": y, "t": miss.published, "c": ink("ink")},
                {"x": 450, "y": y, "t": miss.simulated, "c": ink("ink")},
            ]
        stems.append({"x": to_x(0), "x2": at, "y": y, "y2": y, "c": ink("ink")})
        (open_ if miss.is_open else filled).append({"x": at, "y": y, "c": ink("ink")})
        errors.append({"x": width, "y": y, "t": percent(miss.error), "c": ink("ink")})
    heads = [{"x": to_x(0), "y": 10, "t": "published", "c": ink("ink2")}]
    edges = [{"x": to_x(edge), "y": 10, "t": percent(edge), "c": ink("ink2")} for edge in (-reach / 1.1, reach / 1.1)]
    columns = [
        {"x": 366, "y": 10, "t": "Published", "c": ink("ink2")},
        {"x": 450, "y": 10, "t": "Simulated", "c": ink("ink2")},
    ]
    line = {"x": to_x(0), "x2": to_x(0), "y": _TOP - 8, "y2": height, "c": ink("ink2")}
    marks = [
        rules([line]),
        rules(stems, size=1.5),
        dots(filled, size=60),
        dots(open_, size=60, filled=False),
        texts(names),
        texts(numbers, align="right"),
        texts(errors, align="right", weight=600),
        texts(heads + edges, align="center", size=SMALL),
        texts([] if is_narrow else columns, align="right", size=SMALL),
    ]
    said = "; ".join(f"{miss.label} {percent(miss.error)}" for miss in misses)
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, f"Error against the record. {said}")


def percent(value: float) -> str:
    """Write an error with its sign.

    >>> percent(0.1234)
    '+12.3%'
    """
    return f"{value:+.1%}".replace("-", "\u2212")
