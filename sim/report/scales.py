"""Scales of charts: linear mapping, round ticks, and labels that do not overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A straight scale from numbers to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Give the place of a number."""
        span = (self.high - self.low) or 1.0
        return self.start + (self.end - self.start) * (value - self.low) / span


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Choose round numbers between two ends, at most so many.

    >>> round_ticks(0, 970), round_ticks(-3, 11, 4)
    ((0.0, 200.0, 400.0, 600.0, 800.0), (0.0, 5.0, 10.0))
    """
    span = high - low
    if span <= 0:
        return (low,)
    power = 10.0 ** floor(log10(span / most))
    for step in (step * power for step in (*_STEPS, 20.0)):
        first = -floor(-low / step + 1e-9)
        last = floor(high / step + 1e-9)
        if last - first + 1 <= most:
            return tuple(round(place * step, 10) for place in range(first, last + 1))
    return (low, high)


def apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels as little as needed so that no two are nearer than a gap, inside two ends if they fit.

    >>> apart([10, 10, 50], 12, 0, 60)
    [4.0, 16.0, 50.0]
    """
    order = sorted(range(len(places)), key=lambda place: places[place])
    groups: list[tuple[float, int]] = []
    for place in order:
        groups.append((_within(places[place], 1, gap, low, high), 1))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], gap):
            (before, more), (after, fewer) = groups[-2], groups[-1]
            count = more + fewer
            middle = _within((before * more + after * fewer) / count, count, gap, low, high)
            groups[-2:] = [(middle, count)]
    moved = [0.0] * len(places)
    spread = [middle + gap * (each - (count - 1) / 2) for middle, count in groups for each in range(count)]
    for place, at in zip(order, spread, strict=True):
        moved[place] = at
    return moved


def _within(middle: float, count: int, gap: float, low: float, high: float) -> float:
    half = gap * (count - 1) / 2
    return float(max(min(middle, high - half), low + half))


def _touch(before: tuple[float, int], after: tuple[float, int], gap: float) -> bool:
    return after[0] - before[0] < gap * (before[1] + after[1]) / 2 - 1e-9


def widest(texts: Iterable[str], size: float) -> float:
    """Guess the width of the widest text [px]; a character is about half as wide as it is tall."""
    return max((len(text) for text in texts), default=0) * size * 0.53
