"""Who pays: bars from zero, one for each scenario, the payers beside each other with their numbers in columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.charts.intervals import shortened
from sim.report.colours import ink
from sim.report.figures import NARROW, WIDE
from sim.report.money import FEDERAL, PAYERS
from sim.report.prose import short_dollars
from sim.report.study import Side
from sim.report.svg import Axis, Datum, Frame, bars, draw, texts

_BAR, _ROW = 26.0, 36.0
_COLUMNS = (606.0, 676.0, 742.0, 820.0)
"""Right ends of the columns of numbers [px]."""


@dataclass(frozen=True)
class PayerRow:
    """What each payer pays in a year under one scenario, in the order of the page's payers."""

    side: Side
    dollars: tuple[float, ...]
    """[USD / year]."""

    @property
    def whole(self) -> float:
        """All payers together [USD / year]."""
        return sum(self.dollars)


def payer_picture(rows: Sequence[PayerRow]) -> Markup:
    """Draw the bars on a desk."""
    left, right, top = 152.0, 536.0, 24.0
    most = max(row.whole for row in rows) or 1.0
    unit = (right - left) / most
    height = top + _ROW * len(rows)
    middles = [top + _ROW * (place + 0.5) for place in range(len(rows))]
    columns = [*zip(PAYERS[1:], _COLUMNS, strict=False)]
    heads = [{"x": at, "y": 8, "t": payer.label, "c": ink(payer.colour)} for payer, at in columns]
    heads.append({"x": _COLUMNS[3], "y": 8, "t": "All", "c": ink("ink")})
    numbers: list[Datum] = []
    for row, middle in zip(rows, middles, strict=True):
        for place, (payer, at) in enumerate(columns):
            numbers.append({"x": at, "y": middle, "t": short_dollars(row.dollars[place + 1]), "c": ink(payer.colour)})
    alls = [
        {"x": _COLUMNS[3], "y": middle, "t": short_dollars(row.whole), "c": ink("ink")}
        for row, middle in zip(rows, middles, strict=True)
    ]
    marks = [
        bars(_bars(rows, middles, left, unit)),
        texts(_names(rows, middles), weight=700),
        texts(_inside(rows, middles, left), weight=600),
        texts(heads, align="right", weight=600),
        texts(numbers, align="right"),
        texts(alls, align="right", weight=700),
    ]
    return draw(Frame(WIDE, height), Axis(0, WIDE), Axis(height, 0), marks, _alt(rows))


def narrow_payer_picture(rows: Sequence[PayerRow]) -> Markup:
    """Draw the bars on a phone, with the numbers of the others below each bar."""
    row_height = 74.0
    most = max(row.whole for row in rows) or 1.0
    unit = NARROW / most
    tops = [row_height * place for place in range(len(rows))]
    middles = [top + 36.0 for top in tops]
    alls = [
        {"x": NARROW, "y": top + 10, "t": short_dollars(row.whole), "c": ink("ink")}
        for row, top in zip(rows, tops, strict=True)
    ]
    below = [
        {
            "x": 116.0 * place,
            "y": top + 59,
            "t": f"{payer.label} {short_dollars(row.dollars[place + 1])}",
            "c": ink(payer.colour),
        }
        for row, top in zip(rows, tops, strict=True)
        for place, payer in enumerate(PAYERS[1:])
    ]
    marks = [
        bars(_bars(rows, middles, 0.0, unit)),
        texts(_names(rows, [top + 10 for top in tops]), weight=700),
        texts(_inside(rows, middles, 0.0), weight=600),
        texts(alls, align="right", weight=700),
        texts(below),
    ]
    height = row_height * len(rows)
    return draw(Frame(NARROW, height), Axis(0, NARROW), Axis(height, 0), marks, _alt(rows))


def _bars(rows: Sequence[PayerRow], middles: Sequence[float], left: float, unit: float) -> list[Datum]:
    found: list[Datum] = []
    for row, middle in zip(rows, middles, strict=True):
        at = left
        for payer, dollars in zip(PAYERS, row.dollars, strict=True):
            wide = max(dollars, 0.0) * unit
            if wide > 0:
                span = {"x": at, "x2": at + wide, "y": middle - _BAR / 2, "y2": middle + _BAR / 2}
                found.append({**span, "c": ink(payer.colour)})
            at += wide
    return found


def _names(rows: Sequence[PayerRow], places: Sequence[float]) -> list[Datum]:
    return [
        {"x": 0, "y": place, "t": shortened(row.side.label, 21), "c": ink(row.side.colour)}
        for row, place in zip(rows, places, strict=True)
    ]


def _inside(rows: Sequence[PayerRow], middles: Sequence[float], left: float) -> list[Datum]:
    return [
        {"x": left + 8, "y": middle, "t": f"{FEDERAL.label} {short_dollars(row.dollars[0])}", "c": ink("bg")}
        for row, middle in zip(rows, middles, strict=True)
    ]


def _alt(rows: Sequence[PayerRow]) -> str:
    said = []
    for row in rows:
        each = ", ".join(
            f"{payer.label} {short_dollars(dollars)}" for payer, dollars in zip(PAYERS, row.dollars, strict=True)
        )
        said.append(f"{row.side.label}: {each}, all {short_dollars(row.whole)}")
    return f"Spending by payer, a year. {'; '.join(said)}"
