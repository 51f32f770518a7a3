"""What became of a year's people: one bar of a hundred per cent for each scenario."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.charts.intervals import shortened
from sim.report.colours import ink
from sim.report.study import Side
from sim.report.svg import SMALL, Axis, Datum, Frame, bars, draw, texts

OUTCOMES: tuple[tuple[str, str, str, str], ...] = (
    ("repatriated", "Repatriated", "o1", "bg"),
    ("relief", "Relief", "o2", "ink"),
    ("unresolved", "Unresolved", "o3", "ink"),
)
"""Name in the results, name on the page, colour, colour of the text in it."""
_BAR, _SEEN = 22.0, 0.045


@dataclass(frozen=True)
class OutcomeRow:
    """The shares of one scenario, in the order of the outcomes."""

    side: Side
    shares: tuple[float, ...]


def outcome_picture(rows: Sequence[OutcomeRow], width: float, left: float) -> Markup:
    """Draw the bars; where there is no room beside them, the names stand above.

    Args:
        rows: the scenarios.
        width: of the picture [px].
        left: room for the names; 0 puts them above the bars [px].
    """
    step = 32.0 if left else 48.0
    top = 24.0
    height = top + step * len(rows)
    room = width - left
    fills: list[Datum] = []
    inside: dict[str, list[Datum]] = {}
    names: list[Datum] = []
    for place, row in enumerate(rows):
        y = top + step * place + (0.0 if left else 20.0)
        names.append(
            {
                "x": 0,
                "y": y + _BAR / 2 if left else y - 9,
                "t": shortened(row.side.label, 20 if left else 40),
                "c": ink(row.side.colour),
            }
        )
        at = left
        for (_, _, colour, text), share in zip(OUTCOMES, row.shares, strict=True):
            wide = room * share
            fills.append({"x": at, "x2": at + max(wide - 1, 0.5), "y": y, "y2": y + _BAR, "c": ink(colour)})
            if share >= _SEEN:
                inside.setdefault(text, []).append(
                    {"x": at + 8, "y": y + _BAR / 2, "t": f"{share:.0%}", "c": ink(text)}
                )
            at += wide
    marks = [
        bars(fills),
        texts(names, weight=700),
        *(texts(some, weight=600) for some in inside.values()),
        texts(_heads(rows[0], room, left), size=SMALL),
    ]
    said = "; ".join(
        f"{row.side.label}: "
        + ", ".join(f"{name.lower()} {share:.0%}" for (_, name, _, _), share in zip(OUTCOMES, row.shares, strict=True))
        for row in rows
    )
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, f"Outcome shares. {said}")


def _heads(first: OutcomeRow, room: float, left: float) -> list[Datum]:
    """Name the outcomes above the first bar, never so near that they touch."""
    found: list[Datum] = []
    at, free = left, left
    for (_, name, _, _), share in zip(OUTCOMES, first.shares, strict=True):
        x = max(at, free)
        found.append({"x": x, "y": 8, "t": name, "c": ink("ink2")})
        free = x + len(name) * 6.5 + 12
        at += room * share
    overflow = free - 12 - (left + room)
    if overflow > 0:
        found[1:] = [{**one, "x": float(str(one["x"])) - overflow} for one in found[1:]]
    return found
