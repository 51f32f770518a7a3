"""Differences stand against a line at zero: one look tells sign, size and whether zero is inside."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.prose import ends, signed
from sim.report.scales import Scale
from sim.report.spreads import Spread
from sim.report.svg import PLAIN, SMALL, Axis, Frame, bars, dots, draw, rules, texts

_WIDTH, _ROW, _TOP, _FOOT = 330.0, 40.0, 30.0, 26.0
_PLOT = (136.0, 206.0)
"""Where the scale lies between the names and the numbers [px]."""


@dataclass(frozen=True)
class Row:
    """One scenario of the picture; `found` is None where there is nothing to compare."""

    label: str
    colour: str
    found: Spread | None


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
    middles = [_TOP + _ROW * (place + 0.5) for place in range(len(rows))]
    seen = [(row, found, middle) for row, middle in zip(rows, middles, strict=True) if (found := row.found)]
    spans = [(row, found, middle) for row, found, middle in seen if found.low is not None and found.high is not None]
    marks = [
        rules([{"x": to_x(0), "x2": to_x(0), "y": _TOP - 4, "y2": height - _FOOT + 4, "c": ink("ink2")}]),
        bars([_bar(row, found, middle, to_x) for row, found, middle in spans], radius=5, opacity=0.3),
        dots([{"x": to_x(found.mean), "y": middle, "c": ink(row.colour)} for row, found, middle in seen], size=90),
        texts([{"x": 0, "y": 8, "t": title, "c": ink("ink2")}]),
        texts(_names(rows, middles), weight=600),
        texts([_number(*one, unit) for one in seen], align="right", size=15, weight=700),
        texts([_ends(*one, unit) for one in seen], align="right", size=SMALL),
        texts(_nothing(rows, middles), align="right"),
        texts([{"x": to_x(0), "y": height - 10, "t": zero, "c": ink("ink2")}], size=SMALL, align=_side(to_x(0))),
    ]
    frame = Frame(_WIDTH, height)
    return draw(frame, Axis(0, _WIDTH), Axis(height, 0), marks, _alt(title, rows, unit))


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    values = [0.0]
    for row in rows:
        if row.found:
            values += [end for end in (row.found.low, row.found.mean, row.found.high) if end is not None]
    low, high = min(values), max(values)
    return (low, high) if high > low else (-1.0, 1.0)


def _bar(row: Row, found: Spread, middle: float, to_x: Scale) -> dict[str, object]:
    low, high = to_x(found.low or 0.0), to_x(found.high or 0.0)
    wide = max(high - low, 2.0)
    return {"x": low, "x2": low + wide, "y": middle - 5, "y2": middle + 5, "c": ink(row.colour)}


def _names(rows: Sequence[Row], middles: Sequence[float]) -> list[dict[str, object]]:
    return [
        {"x": 0, "y": middle, "t": shortened(row.label), "c": ink(row.colour)}
        for row, middle in zip(rows, middles, strict=True)
    ]


def shortened(label: str, most: int = 19) -> str:
    """Cut a label that would run into what stands beside it."""
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _number(row: Row, found: Spread, middle: float, unit: str) -> dict[str, object]:
    return {"x": _WIDTH, "y": middle - 7, "t": signed(found.mean, unit), "c": ink(row.colour)}


def _ends(row: Row, found: Spread, middle: float, unit: str) -> dict[str, object]:
    return {"x": _WIDTH, "y": middle + 9, "t": ends(found, unit), "c": ink("ink2")}


def _nothing(rows: Sequence[Row], middles: Sequence[float]) -> list[dict[str, object]]:
    pairs = zip(rows, middles, strict=True)
    return [{"x": _WIDTH, "y": middle, "t": "nobody", "c": ink("ink2")} for row, middle in pairs if row.found is None]


def _side(x: float) -> str:
    return "center" if x < _WIDTH - PLAIN * 6 else "right"


def _alt(title: str, rows: Sequence[Row], unit: str) -> str:
    said = []
    for row in rows:
        if row.found is None:
            said.append(f"{row.label} none")
        else:
            interval = ends(row.found, unit)
            said.append(
                f"{row.label} {signed(row.found.mean, unit)}" + (f", 95% interval {interval}" if interval else "")
            )
    return f"{title}. {'; '.join(said)}"
