"""Widths are persons: four columns on one scale in every scenario, or bars with a tick where there is little room."""

from dataclasses import dataclass

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.figures import NARROW, WIDE
from sim.report.pathway import HEADS, Node, Pathway
from sim.report.prose import brief, signed
from sim.report.svg import PLAIN, SMALL, Axis, Datum, Frame, bands, bars, draw, rules, texts

_HEIGHT, _TOP, _FOOT = 480.0, 30.0, 30.0
_LEFT, _STEP, _THICK = 0.0, 216.0, 9.0
_SPACE = 26.0
"""Room between two points of a column [px]."""
_LEAST = 12.0
"""Room that the thinnest point takes [px]."""
_POINTS = 24
_MEXICO = "mexico"


@dataclass
class _Spot:
    """Where a point is drawn, and how far its two sides are filled [px]."""

    node: Node
    top: float
    tall: float
    filled_in: float = 0.0
    filled_out: float = 0.0


def flow_picture(label: str, path: Pathway, base: Pathway, most: float) -> Markup:
    """Draw the four columns of one scenario.

    Args:
        label: the name of the scenario.
        path: its pathway.
        base: that of the baseline, for the differences.
        most: the largest number of persons met in any scenario, for one scale [persons / year].
    """
    unit = (_HEIGHT - _TOP - _FOOT - 3 * _SPACE - 2 * _LEAST) / most
    spots = _spots(path, unit)
    marks = [
        bands(_links(path, spots, unit), opacity=0.7),
        bars([_block(spot) for spot in spots.values()]),
        texts([{"x": _x(place), "y": 8, "t": head, "c": ink("ink2")} for place, head in enumerate(HEADS)], weight=600),
        texts([_name(spot) for spot in spots.values()], weight=600, halo=True),
        texts([_count(spot, base, is_base=path is base) for spot in spots.values()], size=SMALL, halo=True),
    ]
    return draw(Frame(WIDE, _HEIGHT), Axis(0, WIDE), Axis(_HEIGHT, 0), marks, _alt(label, path))


def _x(column: int) -> float:
    return _LEFT + _STEP * column


def _spots(path: Pathway, unit: float) -> dict[str, _Spot]:
    spots: dict[str, _Spot] = {}
    for column in range(len(HEADS)):
        below = _TOP
        for node in (node for node in path.nodes if node.column == column):
            tall = node.persons * unit
            spots[node.key] = _Spot(node, below, tall)
            below += max(tall, _LEAST) + _SPACE
    return spots


def _links(path: Pathway, spots: dict[str, _Spot], unit: float) -> list[Datum]:
    rows: list[Datum] = []
    for link in path.links:
        source, target, wide = spots[link.source], spots[link.target], link.persons * unit
        start, end = source.top + source.filled_out, target.top + target.filled_in
        source.filled_out += wide
        target.filled_in += wide
        colour = "mx" if link.target == _MEXICO else "flowd" if link.target == "court" else "flow"
        left, right = _x(source.node.column) + _THICK, _x(target.node.column)
        for point in range(_POINTS + 1):
            share = point / _POINTS
            bend = share * share * (3 - 2 * share)
            y = start + (end - start) * bend
            place = left + (right - left) * share
            rows.append({"x": place, "y": y, "y2": y + wide, "c": ink(colour), "g": f"{link.source}-{link.target}"})
    return rows


def _block(spot: _Spot) -> Datum:
    x = _x(spot.node.column)
    colour = "mx" if spot.node.key == _MEXICO else "ink"
    return {"x": x, "x2": x + _THICK, "y": spot.top, "y2": spot.top + max(spot.tall, 1.5), "c": ink(colour)}


def _name(spot: _Spot) -> Datum:
    return {
        "x": _x(spot.node.column) + _THICK + 5,
        "y": spot.top + max(spot.tall / 2 - 8, 5),
        "t": spot.node.label,
        "c": ink("ink"),
    }


def _count(spot: _Spot, base: Pathway, *, is_base: bool) -> Datum:
    text = _persons(spot.node.persons)
    if not is_base:
        change = spot.node.persons - base.persons(spot.node.key)
        text += f"  {signed(change, 'persons') if round(change) else 'no change'}"
    return {
        "x": _x(spot.node.column) + _THICK + 5,
        "y": spot.top + max(spot.tall / 2 + 8, 21),
        "t": text,
        "c": ink("ink2"),
    }


def _persons(value: float) -> str:
    return brief(value, "persons")


def _alt(label: str, path: Pathway) -> str:
    said = "; ".join(f"{node.label} {_persons(node.persons)}" for node in path.nodes)
    return f"Pathway, persons a year, {label}. {said}"


def stage_picture(label: str, path: Pathway, base: Pathway, most: float) -> Markup:
    """Draw the same numbers as bars by stage, with a tick for the baseline."""
    row, head = 34.0, 34.0
    y, rows, names, numbers, ticks, heads = 0.0, [], [], [], [], []
    for column, title in enumerate(HEADS):
        if column == 1:
            continue
        heads.append({"x": 0, "y": y + 16, "t": title, "c": ink("ink2")})
        y += head
        for node in (node for node in path.nodes if node.column == column):
            wide = NARROW * node.persons / most
            colour = "mx" if node.key == _MEXICO else "flowd"
            names.append({"x": 0, "y": y + 2, "t": node.label, "c": ink("ink")})
            numbers.append({"x": NARROW, "y": y + 2, "t": _persons(node.persons), "c": ink("ink")})
            rows.append({"x": 0, "x2": max(wide, 1.5), "y": y + 12, "y2": y + 22, "c": ink(colour)})
            at = NARROW * base.persons(node.key) / most
            ticks.append({"x": at, "x2": at, "y": y + 9, "y2": y + 25, "c": ink("ink")})
            y += row
    marks = [
        texts(heads, weight=600),
        bars(rows),
        rules(ticks if path is not base else [], size=2),
        texts(names, size=PLAIN),
        texts(numbers, size=PLAIN, align="right"),
    ]
    return draw(Frame(NARROW, y + 4), Axis(0, NARROW), Axis(y + 4, 0), marks, _alt(label, path))
