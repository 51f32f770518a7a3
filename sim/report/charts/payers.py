"""Money: a bar by payer for each scenario, and the difference item by item (waterfall)."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.measures import FEDERAL_PAYER, PAYERS
from sim.report.numbers import short_dollars, signed, tick
from sim.report.scales import Scale, round_ticks
from sim.report.study import Arm
from sim.report.svg import NARROW, SMALL, WIDE, Label, Mark, Span, bars, grid, picture, rules, shortened, texts

_BAR, _TOP = 26.0, 24.0
_COLUMNS = (606.0, 676.0, 742.0)
"""Right ends of the columns of numbers [px]."""
_STEP_ROW, _STEP_BAR, _STEP_TOP, _STEP_FOOT = 23.0, 13.0, 26.0, 24.0


@dataclass(frozen=True)
class PayerRow:
    """What each payer pays in a year under one scenario, in the order of the page's payers."""

    arm: Arm
    dollars: tuple[float, ...]
    """[USD / year]."""

    @property
    def whole(self) -> float:
        """All payers together [USD / year]."""
        return sum(self.dollars)


def payer_picture(rows: Sequence[PayerRow], width: float) -> Markup:
    """Draw bars from zero, the numbers of the other payers in columns, or on a phone below each bar."""
    is_narrow = width == NARROW
    left, right, top, step = (0.0, NARROW, 0.0, 74.0) if is_narrow else (152.0, 536.0, _TOP, 36.0)
    unit = (right - left) / (max(row.whole for row in rows) or 1.0)
    fills: list[Span] = []
    names: list[Label] = []
    inside: list[Label] = []
    others: list[Label] = []
    totals: list[Label] = []
    for place, row in enumerate(rows):
        middle = top + step * place + (36.0 if is_narrow else step / 2)
        head = middle - 26 if is_narrow else middle
        names.append(Label(0, head, shortened(row.arm.label, 21), row.arm.colour))
        inside.append(Label(left + 8, middle, f"{FEDERAL_PAYER.label} {short_dollars(row.dollars[0])}", "bg"))
        totals.append(Label(width, head, short_dollars(row.whole)))
        at = left
        for payer, dollars in zip(PAYERS, row.dollars, strict=True):
            end = at + max(dollars, 0.0) * unit
            if end > at:
                fills.append(Span(at, end, middle - _BAR / 2, middle + _BAR / 2, payer.colour))
            at = end
        for column, (payer, dollars) in enumerate(zip(PAYERS[1:], row.dollars[1:], strict=True)):
            text = short_dollars(dollars)
            if is_narrow:
                others.append(Label(116.0 * column, middle + 23, f"{payer.label} {text}", payer.colour))
            else:
                others.append(Label(_COLUMNS[column], middle, text, payer.colour))
    marks = [bars(fills), texts(names, weight=700), texts(inside, weight=600)]
    if is_narrow:
        marks += [texts(totals, align="right", weight=700), texts(others)]
    else:
        heads = [Label(at, 8, payer.label, payer.colour) for payer, at in zip(PAYERS[1:], _COLUMNS, strict=True)]
        marks.append(texts([*heads, Label(width, 8, "All")], align="right", weight=600))
        marks += [texts(others, align="right"), texts(totals, align="right", weight=700)]
    return picture(width, top + step * len(rows), marks, _payers_alt(rows))


def _payers_alt(rows: Sequence[PayerRow]) -> str:
    parts = []
    for row in rows:
        pairs = zip(PAYERS, row.dollars, strict=True)
        listed = ", ".join(f"{payer.label} {short_dollars(dollars)}" for payer, dollars in pairs)
        parts.append(f"{row.arm.label}: {listed}, all {short_dollars(row.whole)}")
    return f"Spending by payer, a year. {'; '.join(parts)}"


@dataclass(frozen=True)
class Step:
    """One bar of a waterfall."""

    label: str
    start: float
    end: float
    colour: str
    is_total: bool = False

    @property
    def change(self) -> float:
        """How far the bar goes."""
        return self.end - self.start


@dataclass(frozen=True)
class Fall:
    """The waterfall of one scenario; all falls of a picture have the same labels."""

    arm: Arm
    steps: tuple[Step, ...]


def waterfall_picture(falls: Sequence[Fall], width: float) -> Markup:
    """Draw scenarios that share the names of the rows beside each other, or on a phone below each other."""
    if width == NARROW:
        return Markup("").join(_waterfall([fall], NARROW, left=150.0, most=20) for fall in falls)
    return _waterfall(falls, WIDE, left=196.0, most=30)


def _waterfall(falls: Sequence[Fall], width: float, *, left: float, most: int) -> Markup:
    gap, steps = 24.0, falls[0].steps
    room = (width - left - gap * (len(falls) - 1)) / len(falls)
    middles = [_STEP_TOP + _STEP_ROW * (place + 0.5) for place in range(len(steps))]
    pairs = list(zip(steps, middles, strict=True))
    names, totals = (
        [Label(left - 8, middle, shortened(step.label, most)) for step, middle in pairs if step.is_total is is_total]
        for is_total in (False, True)
    )
    marks = [texts(names, align="right"), texts(totals, align="right", weight=700)]
    values = [0.0, *(end for fall in falls for step in fall.steps for end in (step.start, step.end))]
    low, high = min(values), max(values)
    high = high if high > low else 1.0
    height = _STEP_TOP + _STEP_ROW * len(steps) + _STEP_FOOT
    for place, fall in enumerate(falls):
        start = left + (room + gap) * place
        to_x = Scale(low, high, start + 50.0 * (low < 0), start + room - 58.0)
        marks += _fall(fall, middles, to_x, start, height)
    lines = [middle - _STEP_ROW / 2 for step, middle in pairs if step.is_total]
    marks.append(rules([Span(0, width, y, y, "rule") for y in lines]))
    return picture(width, height, marks, _falls_alt(falls))


def _fall(fall: Fall, middles: Sequence[float], to_x: Scale, start: float, height: float) -> list[Mark]:
    ticks = round_ticks(to_x.low, to_x.high, 3 if to_x.end - to_x.start < 220 else 4)
    fills: list[Span] = []
    changes: list[Label] = []
    totals: list[Label] = []
    for step, middle in zip(fall.steps, middles, strict=True):
        left, right = sorted((to_x(step.start), to_x(step.end)))
        fills.append(Span(left, max(right, left + 1.2), middle - _STEP_BAR / 2, middle + _STEP_BAR / 2, step.colour))
        text = signed(step.change, "USD") if step.change else "0"
        (totals if step.is_total else changes).append(Label(right, middle, text, step.colour))
    labels = [Label(to_x(at), height - 10, _dollar_tick(at), "ink2") for at in ticks]
    return [
        rules(grid(to_x, ticks, _STEP_TOP, height - _STEP_FOOT)),
        bars(fills),
        rules([Span(to_x(0), to_x(0), _STEP_TOP - 4, height - _STEP_FOOT, "ink2")]),
        texts([Label(start, 9, fall.arm.label, fall.arm.colour)], size=14, weight=700),
        texts(changes, size=SMALL, dx=5),
        texts(totals, weight=700, dx=5),
        texts(labels, size=SMALL, align="center"),
    ]


def _dollar_tick(value: float) -> str:
    return "0" if value == 0 else f"{'+' if value > 0 else ''}{tick(value, 'USD')}"


def _falls_alt(falls: Sequence[Fall]) -> str:
    parts = []
    for fall in falls:
        totals = ", ".join(f"{step.label} {signed(step.change, 'USD')}" for step in fall.steps if step.is_total)
        parts.append(f"{fall.arm.label}: {totals}")
    return f"Difference by payer and item, dollars a year. {'; '.join(parts)}"
