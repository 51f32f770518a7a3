"""The pathway of persons: four columns joined by bands as wide as persons are many, or bars on a phone."""

from dataclasses import dataclass

from markupsafe import Markup

from sim.report.numbers import brief, signed
from sim.report.pathway import HEADS, Node, Pathway
from sim.report.svg import NARROW, PLAIN, SMALL, WIDE, Area, Label, Span, bands, bars, picture, rules, texts

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


def flow_picture(label: str, path: Pathway, base: Pathway, most: float, width: float) -> Markup:
    """Draw what becomes of those met in one scenario, or on a phone how many come to each point.

    Args:
        label: the name of the scenario.
        path: its pathway.
        base: that of the baseline, for the differences.
        most: the largest number of persons met in any scenario, for one scale [persons / year].
        width: of the picture [px].
    """
    return _stages(label, path, base, most) if width == NARROW else _columns(label, path, base, most)


def _columns(label: str, path: Pathway, base: Pathway, most: float) -> Markup:
    unit = (_HEIGHT - _TOP - _FOOT - 3 * _SPACE - 2 * _LEAST) / most
    spots = _spots(path, unit)
    marks = [
        bands(_links(path, spots, unit), opacity=0.7),
        bars([_block(spot) for spot in spots.values()]),
        texts([Label(_x(place), 8, head, "ink2") for place, head in enumerate(HEADS)], weight=600),
        texts([_name(spot) for spot in spots.values()], weight=600, halo=True),
        texts([_count(spot, base, is_base=path is base) for spot in spots.values()], size=SMALL, halo=True),
    ]
    return picture(WIDE, _HEIGHT, marks, _alt(label, path))


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


def _links(path: Pathway, spots: dict[str, _Spot], unit: float) -> list[Area]:
    areas: list[Area] = []
    for link in path.links:
        source, target, wide = spots[link.source], spots[link.target], link.persons * unit
        start, end = source.top + source.filled_out, target.top + target.filled_in
        source.filled_out += wide
        target.filled_in += wide
        colour = "mx" if link.target == _MEXICO else "flowd" if link.target == "court" else "flow"
        left, right = _x(source.node.column) + _THICK, _x(target.node.column)
        shares = [point / _POINTS for point in range(_POINTS + 1)]
        tops = [start + (end - start) * (share * share * (3 - 2 * share)) for share in shares]
        places = [left + (right - left) * share for share in shares]
        areas.append(Area(places, tops, [top + wide for top in tops], colour))
    return areas


def _block(spot: _Spot) -> Span:
    x = _x(spot.node.column)
    colour = "mx" if spot.node.key == _MEXICO else "ink"
    return Span(x, x + _THICK, spot.top, spot.top + max(spot.tall, 1.5), colour)


def _name(spot: _Spot) -> Label:
    return Label(_x(spot.node.column) + _THICK + 5, spot.top + max(spot.tall / 2 - 8, 5), spot.node.label)


def _count(spot: _Spot, base: Pathway, *, is_base: bool) -> Label:
    text = _persons(spot.node.persons)
    if not is_base:
        change = spot.node.persons - base.persons(spot.node.key)
        text += f"  {signed(change, 'persons') if round(change) else 'no change'}"
    return Label(_x(spot.node.column) + _THICK + 5, spot.top + max(spot.tall / 2 + 8, 21), text, "ink2")


def _persons(value: float) -> str:
    return brief(value, "persons")


def _alt(label: str, path: Pathway) -> str:
    alt = "; ".join(f"{node.label} {_persons(node.persons)}" for node in path.nodes)
    return f"Pathway, persons a year, {label}. {alt}"


def _stages(label: str, path: Pathway, base: Pathway, most: float) -> Markup:
    """Draw the same numbers as bars by stage, with a tick for the baseline."""
    row, head = 34.0, 34.0
    y = 0.0
    fills: list[Span] = []
    ticks: list[Span] = []
    names: list[Label] = []
    numbers: list[Label] = []
    heads: list[Label] = []
    for column, title in enumerate(HEADS):
        if column == 1:
            continue
        heads.append(Label(0, y + 16, title, "ink2"))
        y += head
        for node in (node for node in path.nodes if node.column == column):
            names.append(Label(0, y + 2, node.label))
            numbers.append(Label(NARROW, y + 2, _persons(node.persons)))
            wide = max(NARROW * node.persons / most, 1.5)
            fills.append(Span(0, wide, y + 12, y + 22, "mx" if node.key == _MEXICO else "flowd"))
            at = NARROW * base.persons(node.key) / most
            ticks.append(Span(at, at, y + 9, y + 25))
            y += row
    marks = [
        texts(heads, weight=600),
        bars(fills),
        rules(ticks if path is not base else [], size=2),
        texts(names, size=PLAIN),
        texts(numbers, size=PLAIN, align="right"),
    ]
    return picture(NARROW, y + 4, marks, _alt(label, path))
