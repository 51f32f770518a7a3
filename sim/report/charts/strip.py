"""A strip of squares shows how full each resource is over time: the stronger the square, the fuller."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sim.report.colours import ink
from sim.report.figures import NARROW, WIDE
from sim.report.study import Side
from sim.report.svg import PLAIN, SMALL, Axis, Datum, Frame, bars, dots, draw, rules, texts

_CUTS = (0.60, 0.80, 0.90, 0.97)
_NAMES = ("under 60% in use", "60 to 80", "80 to 90", "90 to 97", "97 and more")
_FULL = _CUTS[-1]
_ROW, _TOP, _GAP = 25.0, 46.0, 18.0


@dataclass(frozen=True)
class Strip:
    """The use of every resource of one scenario, by period."""

    side: Side
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


def strip_picture(strips: Sequence[Strip]) -> Markup:
    """Draw up to three scenarios beside each other that share the names of the rows."""
    left = 178.0
    each = (WIDE - left - _GAP * (len(strips) - 1)) / len(strips)
    each = min(each, 420.0)
    return _picture(strips, [left + (each + _GAP) * place for place in range(len(strips))], each, left, WIDE)


def narrow_strip_picture(strips: Sequence[Strip]) -> Markup:
    """Draw the scenarios below each other."""
    left = 132.0
    return Markup("").join(_picture([strip], [left], NARROW - left, left, NARROW) for strip in strips)


def _picture(strips: Sequence[Strip], starts: Sequence[float], each: float, left: float, width: float) -> Markup:
    names = list(strips[0].rows)
    height = _TOP + _ROW * len(names) + 4
    squares: list[Datum] = []
    marks_of: list[Datum] = []
    lines: list[Datum] = []
    heads: list[Datum] = []
    years: list[Datum] = []
    for strip, start in zip(strips, starts, strict=True):
        cell = each / len(strip.periods)
        heads.append({"x": start, "y": 10, "t": strip.side.label, "c": ink(strip.side.colour)})
        years += _years(strip, start, cell)
        for row, name in enumerate(names):
            y = _TOP + _ROW * row
            for place, share in enumerate(strip.rows[name]):
                x = start + cell * place
                if share is None:
                    lines.append({"x": x, "x2": x + cell, "y": y + _ROW / 2, "y2": y + _ROW / 2, "c": ink("rule")})
                    continue
                colour = ink(f"u{sum(share >= cut for cut in _CUTS)}")
                squares.append({"x": x + 0.6, "x2": x + cell - 0.6, "y": y + 2, "y2": y + _ROW - 2, "c": colour})
                if share >= _FULL and _is_most(strip, place, share):
                    marks_of.append({"x": x + cell / 2, "y": y + _ROW / 2, "c": ink("bind")})
    labels = [
        {"x": left - 8, "y": _TOP + _ROW * (row + 0.5), "t": name, "c": ink("ink")} for row, name in enumerate(names)
    ]
    small = SMALL if width == NARROW else PLAIN
    marks = [
        rules(lines),
        bars(squares),
        dots(marks_of, size=22),
        texts(heads, weight=700),
        texts(years, size=SMALL),
        texts(labels, size=small, align="right"),
    ]
    return draw(Frame(width, height), Axis(0, width), Axis(height, 0), marks, _alt(strips))


def _years(strip: Strip, start: float, cell: float) -> list[Datum]:
    seen: dict[str, int] = {}
    for place, period in enumerate(strip.periods):
        seen.setdefault(period.split()[0], place)
    room = 36.0
    found: list[Datum] = []
    free = start - 1
    for year, place in seen.items():
        x = start + cell * place
        if x >= free:
            found.append({"x": x, "y": 30, "t": year, "c": ink("ink2")})
            free = x + room
    return found


def _is_most(strip: Strip, place: int, share: float) -> bool:
    return share >= max((shares[place] or 0.0) for shares in strip.rows.values())


def _alt(strips: Sequence[Strip]) -> str:
    said = []
    for strip in strips:
        parts = []
        for name, shares in strip.rows.items():
            known = [share for share in shares if share is not None]
            parts.append(f"{name} {min(known):.0%} to {max(known):.0%}" if known else f"{name} none")
        said.append(f"{strip.side.label}: {', '.join(parts)}")
    return f"Share of each resource in use. {'; '.join(said)}"
