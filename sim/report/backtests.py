"""A backtest: planned, played, scored, and left as tables and a chart of every value with its interval."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from sim.base.metric_key import WHOLE
from sim.results.atomic_files import write_text
from sim.study.backtest import Backtest, BacktestRequest, ScoredValue, plan_backtest, play
from sim.study.backtest_scores import error_of, fitted, rule_error, write_backtest
from sim.study.plans import Options
from sim.study.progress import Watcher


def replay(request: BacktestRequest, options: Options, watcher: Watcher | None = None) -> Backtest:
    """Replay a stretch of history and write what came of it.

    Raises:
        ScenarioError: with every problem of the scenario, of the dates and of the user's series.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    watcher = watcher or Watcher()
    result = play(plan_backtest(request, options), options, watcher)
    write_backtest(result, write_chart, watcher)
    return result


CHART = "backtest.svg"
_WIDTH, _LINE, _LABELS, _TOP = 940, 17, 390, 70
"""Sizes [pixels]."""
_SPAN = 0.4
"""Errors beyond this are drawn at the edge [share]."""
_PANEL = 250
"""Height of the panel of months [pixels]."""
_MARKS = {"last_year": ("#b8860b", "last year again"), "straight_line": ("#7a5195", "a straight line")}
_MODEL, _INK, _GREY = "#12608f", "#222222", "#bbbbbb"


def write_chart(folder: Path, backtest: Backtest) -> None:
    """Draw the chart of a backtest into its folder."""
    write_text(folder / CHART, chart(backtest))


def chart(backtest: Backtest) -> str:
    """Draw the chart as SVG, which any browser and any word processor opens."""
    years = [one for one in backtest.rows if one.published.fiscal_year.isdigit() and fitted(one) != "input"]
    months = [one for one in backtest.rows if one.published.metric == "detained_average" and _is_month(one)]
    height = _TOP + _LINE * len(years) + 40 + (_PANEL if months else 0)
    parts = [*_heading(), *_axis(_TOP, _TOP + _LINE * len(years))]
    for place, one in enumerate(years):
        parts += _row(one, _TOP + _LINE * place + _LINE // 2)
    parts += _months(months, _TOP + _LINE * len(years) + 60) if months else []
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif"'
    return "\n".join([f'{head} font-size="11" fill="{_INK}">', *parts, "</svg>"]) + "\n"


def _is_month(one: ScoredValue) -> bool:
    return not one.published.period.startswith("FY") and one.published.group == WHOLE


def _heading() -> list[str]:
    words = [_text(10, 20, "Simulated less published, yearly values", size=15)]
    words += [_dot(16, 39, _MODEL), _text(24, 43, "model, with 95% interval"), _tick(180, 39, _GREY)]
    words += [_text(188, 43, "published range")]
    for place, (colour, name) in enumerate(_MARKS.values()):
        words += [_tick(300 + 120 * place, 39, colour), _text(308 + 120 * place, 43, name)]
    return words


def _x(share: float) -> float:
    inside = max(-_SPAN, min(_SPAN, share))
    return _LABELS + (inside + _SPAN) / (2 * _SPAN) * (_WIDTH - _LABELS - 30)


def _axis(top: int, bottom: int) -> list[str]:
    lines = []
    for tenth in range(-4, 5):
        x = _x(tenth / 10)
        lines.append(_rule(x, top, x, bottom, _INK if tenth == 0 else "#e5e5e5"))
        lines.append(_text(x, top - 6, f"{tenth * 10:+d}%" if tenth else "0", anchor="middle"))
    return lines


def _row(one: ScoredValue, y: int) -> list[str]:
    published, error = one.published, error_of(one)
    group = "" if published.group == WHOLE else f", {published.group}"
    parts = [_text(10, y + 4, f"{published.period}  {published.metric}{group}")]
    if published.value:
        ends = (published.low / published.value - 1, published.high / published.value - 1)
        parts.append(_rule(_x(ends[0]), y, _x(ends[1]), y, _GREY, 7))
    for name, (colour, _) in _MARKS.items():
        off = rule_error(published, one.rules.by_name()[name])
        parts += [] if off is None else [_tick(_x(off), y, colour)]
    if error is None or one.simulated is None:
        return [*parts, _text(_x(0), y + 4, "not simulated")]
    low, high = one.simulated.widest
    if low is not None and high is not None:
        parts.append(_rule(_x(low / published.value - 1), y, _x(high / published.value - 1), y, _MODEL, 2))
    return [*parts, _dot(_x(error), y, _MODEL)]


def _months(rows: Sequence[ScoredValue], top: int) -> list[str]:
    """Draw the published months, the simulated ones and the band of the interval."""
    levels = [one.published.value for one in rows] + [one.simulated.mean for one in rows if one.simulated]
    levels += [end for one in rows if one.simulated for end in one.simulated.widest if end is not None]
    least, most = min(levels) * 0.95, max(levels) * 1.05
    bottom, left, step = top + _PANEL - 90, 60, (_WIDTH - 100) / max(len(rows) - 1, 1)

    def point(place: int, value: float) -> str:
        return f"{left + place * step:.1f},{bottom - (value - least) / (most - least) * (bottom - top):.1f}"

    band = [(place, *one.simulated.widest) for place, one in enumerate(rows) if one.simulated]
    ends = [(place, low, high) for place, low, high in band if low is not None and high is not None]
    outline = [point(place, high) for place, _, high in ends] + [point(place, low) for place, low, _ in ends[::-1]]
    truth = " ".join(point(place, one.published.value) for place, one in enumerate(rows))
    model = " ".join(point(place, one.simulated.mean) for place, one in enumerate(rows) if one.simulated)
    parts = [_text(10, top - 20, "Detained by ICE, average of the month: published (black), simulated (blue)", size=15)]
    parts += [f'<polygon points="{" ".join(outline)}" fill="{_MODEL}" fill-opacity="0.15"/>'] if outline else []
    parts += [f'<polyline points="{truth}" fill="none" stroke="{_INK}" stroke-width="1.5"/>']
    parts += [f'<polyline points="{model}" fill="none" stroke="{_MODEL}" stroke-width="2"/>'] if model else []
    parts += [_text(10, top + 4, f"{most:,.0f}"), _text(10, bottom + 4, f"{least:,.0f}")]
    every = max(len(rows) // 8, 1)
    for place, one in enumerate(rows):
        parts += [_text(left + place * step, bottom + 18, one.published.period, anchor="middle")] * (place % every == 0)
    return parts


def _text(x: float, y: float, words: str, *, size: int = 11, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 1) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def _tick(x: float, y: float, colour: str) -> str:
    return _rule(x, y - 5, x, y + 5, colour, 3)
