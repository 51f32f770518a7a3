"""The courts of October 2015 to September 2017, simulated and published, as one page with a table and a chart.

memosim backtest --fixed --json > backtest.json
python -m tools.fits.court_fit backtest.json "memosim backtest --fixed"
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.diagrams import Case
from sim.model.run import play
from sim.scenario.scenario import Overrides, load

Row = dict[str, Any]  # Any: numbers, words and nulls of one JSON object
_DOCS = Path(__file__).parents[2] / "docs"
_WIDTH, _LINE, _LEFT, _TOP = 860, 22, 420, 50
_WIDEST = 0.3
_SCALE = 0.1
_MEAN, _QUANTILES = 672.0, {10: 89, 25: 241, 50: 569, 75: 982, 90: 1426, 95: 1696}
_FONT = 'font-family="sans-serif" font-size="12" fill="#333333"'
_MEASURES = (
    *("court_receipts", "court_completions", "court_pending", "pending_age_days"),
    *("in_absentia_orders", "closures", "appeals_pending"),
)


def main(source: Path, command: str) -> None:
    """Write court_fit.md and court_fit.svg in docs."""
    rows: list[Row] = json.loads(source.read_text(encoding="utf-8"))["rows"]
    rows = [row for row in rows if row["metric"] in _MEASURES and row["simulated"] is not None]
    rows.sort(key=lambda row: (_MEASURES.index(row["metric"]), row["group"], row["period"]))
    (_DOCS / "court_fit.svg").write_text(_chart(rows), encoding="utf-8")
    lines = [
        "# The courts: simulated and published",
        "",
        f"Made by `{command} --json` and `python -m tools.fits.court_fit`. Simulated: mean of the replications, each",
        "with its own draws at the central values of the inputs; the interval is for one such history.",
        "Outcomes, kinds and dockets of completions are estimates of the flow balance (`seeds/balance`); orders in",
        "absence are recalled. Ages: mean days since filing of the pending cases on the last day of the period.",
        "",
        "![Error of each measure: dots the mean, bars the interval](court_fit.svg)",
        "",
        "| measure | group | period | published | simulated | interval | error |",
        "|---|---|---|---:|---:|---:|---:|",
        *map(_line, rows),
        "",
        "## Ages of the pending cases on 2016-10-01",
        "",
        f"One year of `observed` played from 2015-10-01 at scale {_SCALE:g}; published: flow balance, section 6.",
        "",
        "| days since filing | published | simulated | error |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {known:,.0f} | {found:,.0f} | {found / known - 1.0:+.1%} |" for name, known, found in _ages()),
    ]
    (_DOCS / "court_fit.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _ages() -> list[tuple[str, float, float]]:
    """Mean and quantiles of the ages of pending cases a year after the start, published and simulated."""
    scenario = load("observed", Overrides(years=1, scale=_SCALE))
    ctx, _ = play(scenario.compile(1, fixed=True))
    persons = ctx.persons
    pending = persons.case[: persons.size] == Case.PENDING
    ages = len(ctx.days) - persons.filed[: persons.size][pending].astype(np.int64)
    quantiles = [(f"p{q}", float(known), float(np.percentile(ages, q))) for q, known in _QUANTILES.items()]
    return [("mean", _MEAN, float(ages.mean())), *quantiles]


def _line(row: Row) -> str:
    digits = 3 if row["published"] <= 1 else 0
    numbers = [f"{row[name]:,.{digits}f}" for name in ("published", "simulated", "low", "high")]
    where = f"| {row['metric']} | {row['group']} | {row['period']} "
    return f"{where}| {numbers[0]} | {numbers[1]} | {numbers[2]} to {numbers[3]} | {_error(row, 'simulated'):+.1%} |"


def _error(row: Row, name: str) -> float:
    return float(row[name] / row["published"] - 1.0)


def _across(error: float) -> float:
    """Where an error stands on the page; those beyond the widest stand at its edge."""
    way = (min(max(error, -_WIDEST), _WIDEST) + _WIDEST) / (2 * _WIDEST)
    return _LEFT + way * (_WIDTH - _LEFT - 20)


def _chart(rows: list[Row]) -> str:
    height = _TOP + _LINE * len(rows) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{height}" fill="white"/>',
        '<text x="10" y="18">Simulated against published: dots the mean, bars the 95% interval</text>',
    ]
    for percent in (-30, -20, -10, 0, 10, 20, 30):
        x = _across(percent / 100)
        ink = "#888888" if percent == 0 else "#dddddd"
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP - 8}" y2="{height - 10}" stroke="{ink}"/>')
        parts.append(f'<text x="{x:.1f}" y="{_TOP - 12}" text-anchor="middle">{percent:+d}%</text>')
    for index, row in enumerate(rows):
        y = _TOP + _LINE * index + _LINE / 2
        low, mean, high = (_across(_error(row, name)) for name in ("low", "simulated", "high"))
        group = "" if row["group"] == "all" else f" ({row['group']})"
        parts.append(f'<text x="10" y="{y + 4:.1f}">{row["metric"]}{group}, {row["period"]}</text>')
        parts.append(f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="#9bb8d6" stroke-width="6"/>')
        parts.append(f'<circle cx="{mean:.1f}" cy="{y}" r="4" fill="#b5471b"/>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
