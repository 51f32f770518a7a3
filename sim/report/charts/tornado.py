"""One line a number: how far the answer goes with it (tornado), and how far it lies from what was published."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.numbers import percent
from sim.report.scales import Scale
from sim.report.svg import NARROW, SMALL, Dot, Label, Span, bars, dots, picture, rules, shortened, texts

_ROW, _BAR, _TOP = 36.0, 15.0, 30.0
_RECORD_ROW = 26.0
_PUBLISHED, _SIMULATED = 366.0, 450.0
"""Right ends of the columns of numbers [px]."""


@dataclass(frozen=True)
class Influence:
    """One number: where the answer lies at its low and at its high end."""

    label: str
    note: str
    low: float
    high: float
    low_text: str
    high_text: str


def tornado_picture(influences: Sequence[Influence], centre: float, centre_text: str, width: float) -> Markup:
    """Draw bars on both sides of the central answer; on a phone the names stand above the bars.

    Args:
        influences: widest first.
        centre: the central answer.
        centre_text: the same in words, above the line.
        width: of the picture [px].
    """
    is_narrow = width == NARROW
    row, left = (52.0, 0.0) if is_narrow else (_ROW, 300.0)
    height = _TOP + row * len(influences) + 30.0
    values = [centre, *(end for one in influences for end in (one.low, one.high))]
    reach = max(abs(value - centre) for value in values) or 1.0
    to_x = Scale(centre - reach, centre + reach, left + 62.0, width - 62.0)
    middle = to_x(centre)
    fills: list[Span] = []
    names: list[Label] = []
    notes: list[Label] = []
    before: list[Label] = []
    after: list[Label] = []
    for place, one in enumerate(influences):
        y = _TOP + row * place + (row - 11 if is_narrow else row / 2)
        names.append(Label(0, y - 26 if is_narrow else y - 7, shortened(one.label, 50 if is_narrow else 40)))
        if not is_narrow:
            notes.append(Label(0, y + 9, shortened(one.note, 46), "ink2"))
        for end, text, colour in ((one.low, one.low_text, "t1"), (one.high, one.high_text, "t2")):
            x = to_x(end)
            fills.append(Span(min(middle, x), max(middle, x), y - _BAR / 2, y + _BAR / 2, colour))
            (before if end < centre else after).append(Label(x, y, text))
    high_end = "high end" if is_narrow else "high end of the number's range"
    marks = [
        bars(fills),
        rules([Span(middle, middle, _TOP - 6, height - 26)]),
        texts(names, weight=600),
        texts(notes, size=SMALL),
        texts(before, align="right", dx=-5, size=SMALL),
        texts(after, dx=5, size=SMALL),
        texts([Label(middle, 10, centre_text)], align="center", weight=600),
        texts([Label(middle - 8, height - 10, "low end", "ink2")], align="right", size=SMALL),
        texts([Label(middle + 8, height - 10, high_end, "ink2")], size=SMALL),
    ]
    alt = "; ".join(f"{one.label} {one.low_text} to {one.high_text}" for one in influences)
    return picture(width, height, marks, f"{centre_text}. {alt}")


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


def record_picture(misses: Sequence[Miss], width: float) -> Markup:
    """Draw the errors, too low to the left, filled where the number was used to set the model."""
    is_narrow = width == NARROW
    row = 44.0 if is_narrow else _RECORD_ROW
    height = _TOP + row * len(misses) + 6
    reach = max(0.05, max((abs(miss.error) for miss in misses), default=0.0) * 1.1)
    to_x = Scale(-reach, reach, 10.0 if is_narrow else 470.0, width - 70.0)
    names: list[Label] = []
    numbers: list[Label] = []
    errors: list[Label] = []
    stems: list[Span] = []
    fitted: list[Dot] = []
    unfitted: list[Dot] = []
    for place, miss in enumerate(misses):
        y = _TOP + row * (place + 0.5) + (10 if is_narrow else 0)
        names.append(Label(0, y - 20 if is_narrow else y, shortened(miss.label, 44)))
        numbers += [Label(_PUBLISHED, y, miss.published), Label(_SIMULATED, y, miss.simulated)]
        stems.append(Span(to_x(0), to_x(miss.error), y, y))
        (unfitted if miss.is_open else fitted).append(Dot(to_x(miss.error), y))
        errors.append(Label(width, y, percent(miss.error)))
    edges = (-reach / 1.1, reach / 1.1)
    heads = [Label(to_x(0), 10, "published", "ink2"), *(Label(to_x(at), 10, percent(at), "ink2") for at in edges)]
    columns = [Label(_PUBLISHED, 10, "Published", "ink2"), Label(_SIMULATED, 10, "Simulated", "ink2")]
    marks = [
        rules([Span(to_x(0), to_x(0), _TOP - 8, height, "ink2")]),
        rules(stems, size=1.5),
        dots(fitted, size=60),
        dots(unfitted, size=60, filled=False),
        texts(names),
        texts([] if is_narrow else numbers, align="right"),
        texts(errors, align="right", weight=600),
        texts(heads, align="center", size=SMALL),
        texts([] if is_narrow else columns, align="right", size=SMALL),
    ]
    alt = "; ".join(f"{miss.label} {percent(miss.error)}" for miss in misses)
    return picture(width, height, marks, f"Error against the record. {alt}")
