"""Shares of a whole: what became of a year's people, and how full each resource is over time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.study import Arm
from sim.report.svg import (
    NARROW,
    PLAIN,
    SMALL,
    WIDE,
    Dot,
    Label,
    Span,
    bars,
    dots,
    picture,
    rules,
    shortened,
    texts,
)

OUTCOMES: tuple[tuple[str, str, str, str], ...] = (
    ("repatriated", "Repatriated", "o1", "bg"),
    ("relief", "Relief", "o2", "ink"),
    ("unresolved", "Unresolved", "o3", "ink"),
)
"""Name in the results, name on the page, colour, colour of the text in it."""
_BAR, _OUTCOME_TOP = 22.0, 24.0
_SEEN = 0.045
"""A smaller share is not written [share]."""
_CUTS = (0.60, 0.80, 0.90, 0.97)
_NAMES = ("under 60% in use", "60 to 80", "80 to 90", "90 to 97", "97 and more")
_FULL = _CUTS[-1]
_ROW, _TOP, _GAP = 25.0, 46.0, 18.0
_YEAR_ROOM = 36.0
"""Room that the name of a year takes [px]."""


@dataclass(frozen=True)
class OutcomeRow:
    """The shares of one scenario, in the order of the outcomes."""

    arm: Arm
    shares: tuple[float, ...]


def outcome_picture(rows: Sequence[OutcomeRow], width: float) -> Markup:
    """Draw a bar of a hundred per cent for each scenario; on a phone the names stand above the bars."""
    is_narrow = width == NARROW
    left, step = (0.0, 48.0) if is_narrow else (152.0, 32.0)
    room = width - left
    fills: list[Span] = []
    inside: dict[str, list[Label]] = {}
    names: list[Label] = []
    for place, row in enumerate(rows):
        y = _OUTCOME_TOP + step * place + (20.0 if is_narrow else 0.0)
        name = shortened(row.arm.label, 40 if is_narrow else 20)
        names.append(Label(0, y - 9 if is_narrow else y + _BAR / 2, name, row.arm.colour))
        at = left
        for (_, _, colour, text), share in zip(OUTCOMES, row.shares, strict=True):
            wide = room * share
            fills.append(Span(at, at + max(wide - 1, 0.5), y, y + _BAR, colour))
            if share >= _SEEN:
                inside.setdefault(text, []).append(Label(at + 8, y + _BAR / 2, f"{share:.0%}", text))
            at += wide
    marks = [
        bars(fills),
        texts(names, weight=700),
        *(texts(some, weight=600) for some in inside.values()),
        texts(_heads(rows[0], room, left), size=SMALL),
    ]
    alt = "; ".join(
        f"{row.arm.label}: "
        + ", ".join(f"{name.lower()} {share:.0%}" for (_, name, _, _), share in zip(OUTCOMES, row.shares, strict=True))
        for row in rows
    )
    return picture(width, _OUTCOME_TOP + step * len(rows), marks, f"Outcome shares. {alt}")


def _heads(first: OutcomeRow, room: float, left: float) -> list[Label]:
    """Name the outcomes above the first bar, never so near that they touch."""
    heads: list[Label] = []
    at, free = left, left
    for (_, name, _, _), share in zip(OUTCOMES, first.shares, strict=True):
        x = max(at, free)
        heads.append(Label(x, 8, name, "ink2"))
        free = x + len(name) * 6.5 + 12
        at += room * share
    overflow = free - 12 - (left + room)
    if overflow > 0:
        heads[1:] = [head._replace(x=head.x - overflow) for head in heads[1:]]
    return heads


@dataclass(frozen=True)
class Strip:
    """The use of every resource of one scenario, by period."""

    arm: Arm
    periods: tuple[str, ...]
    rows: dict[str, tuple[float | None, ...]]
    """Share in use by resource and period; None where there is no such resource."""
    kind: str
    """What a period is."""
    whole: Mapping[str, float]
    """Share in use over the whole run, of the resources that there are."""


def legend() -> Markup:
    """Name the five steps and the dot."""
    steps = Markup("").join(
        Markup('<span><i style="background:var(--u{})"></i>{}</span>').format(step, name)
        for step, name in enumerate(_NAMES)
    )
    return steps + Markup('<span><i class="dot" style="background:var(--bind)"></i>used most, at 97% or more</span>')


def leading(strip: Strip) -> tuple[str, float] | None:
    """Find the resource that is used most over the whole run."""
    return max(strip.whole.items(), key=lambda one: one[1], default=None)


def strip_picture(strips: Sequence[Strip], width: float) -> Markup:
    """Draw a square for each resource and period, the stronger the fuller.

    Up to three scenarios stand beside each other and share the names of the rows, or on a phone below each other.
    """
    if width == NARROW:
        return Markup("").join(_strips([strip], NARROW, 132.0) for strip in strips)
    return _strips(strips, WIDE, 178.0)


def _strips(strips: Sequence[Strip], width: float, left: float) -> Markup:
    room = min((width - left - _GAP * (len(strips) - 1)) / len(strips), 420.0)
    names = list(strips[0].rows)
    squares: list[Span] = []
    fullest: list[Dot] = []
    lines: list[Span] = []
    heads: list[Label] = []
    years: list[Label] = []
    for column, strip in enumerate(strips):
        start, cell = left + (room + _GAP) * column, room / len(strip.periods)
        heads.append(Label(start, 10, strip.arm.label, strip.arm.colour))
        years += _years(strip, start, cell)
        for row, name in enumerate(names):
            y = _TOP + _ROW * row
            for place, share in enumerate(strip.rows[name]):
                x = start + cell * place
                if share is None:
                    lines.append(Span(x, x + cell, y + _ROW / 2, y + _ROW / 2, "rule"))
                    continue
                colour = f"u{sum(share >= cut for cut in _CUTS)}"
                squares.append(Span(x + 0.6, x + cell - 0.6, y + 2, y + _ROW - 2, colour))
                if share >= _FULL and _is_most(strip, place, share):
                    fullest.append(Dot(x + cell / 2, y + _ROW / 2, "bind"))
    labels = [Label(left - 8, _TOP + _ROW * (row + 0.5), name) for row, name in enumerate(names)]
    marks = [
        rules(lines),
        bars(squares),
        dots(fullest, size=22),
        texts(heads, weight=700),
        texts(years, size=SMALL),
        texts(labels, size=SMALL if width == NARROW else PLAIN, align="right"),
    ]
    return picture(width, _TOP + _ROW * len(names) + 4, marks, _strips_alt(strips))


def _years(strip: Strip, start: float, cell: float) -> list[Label]:
    first: dict[str, int] = {}
    for place, period in enumerate(strip.periods):
        first.setdefault(period.split()[0], place)
    years: list[Label] = []
    free = start - 1
    for year, place in first.items():
        x = start + cell * place
        if x >= free:
            years.append(Label(x, 30, year, "ink2"))
            free = x + _YEAR_ROOM
    return years


def _is_most(strip: Strip, place: int, share: float) -> bool:
    return share >= max((shares[place] or 0.0) for shares in strip.rows.values())


def _strips_alt(strips: Sequence[Strip]) -> str:
    alt = []
    for strip in strips:
        parts = []
        for name, shares in strip.rows.items():
            known = [share for share in shares if share is not None]
            parts.append(f"{name} {min(known):.0%} to {max(known):.0%}" if known else f"{name} none")
        alt.append(f"{strip.arm.label}: {', '.join(parts)}")
    return f"Share of each resource in use. {'; '.join(alt)}"
