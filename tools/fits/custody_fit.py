"""Custody of October 2015 to September 2017, simulated and published, as one page with a table and a chart.

memosim backtest --json > backtest.json
python -m tools.fits.custody_fit backtest.json "memosim backtest"
"""

import json
import sys
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # Any: numbers, words and nulls of one JSON object
_DOCS = Path(__file__).parents[2] / "docs"
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 860, 360, 60, 30, 50
_LOW, _HIGH = 28_000, 46_000
_FONT = 'font-family="sans-serif" font-size="13" fill="#333333"'
_INK = {"band": "#c8d8ea", "line": "#1f5a94", "dot": "#b5471b", "grid": "#dddddd"}


def main(source: Path, command: str) -> None:
    """Write custody_fit.md and custody_fit.svg in docs."""
    rows: list[Row] = json.loads(source.read_text(encoding="utf-8"))["rows"]
    months = [row for row in rows if _is(row, "detained_average", "all") and len(row["period"]) == len("2016-10")]
    months = sorted((row for row in months if "2015-10" <= row["period"] <= "2017-09"), key=lambda row: row["period"])
    (_DOCS / "custody_fit.svg").write_text(_chart(months), encoding="utf-8")
    years = [row for row in rows if row["period"] in ("FY2016", "FY2017") and row["simulated"] is not None]
    lines = [
        "# Custody: simulated and published",
        "",
        f"Made by `{command} --json` and `python -m tools.fits.custody_fit`. Simulated: mean of the replications, each",
        "with its own draws"
        + (" at the central values of the inputs." if "--fixed" in command else " and its own draw of them."),
        "Published monthly population: mean headcount scaled to the official average of the year. Streams and kinds of",
        "release are estimates of the flow balance (`seeds/balance`); of the kinds only the sum is known to a tenth.",
        "",
        "![Persons detained by month: dots published, line simulated, band the interval](custody_fit.svg)",
        "",
        *_table("By year", [row for row in years if _is_custody(row)]),
        *_table("By month, persons detained", months),
    ]
    (_DOCS / "custody_fit.md").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _is(row: Row, metric: str, group: str) -> bool:
    return bool(row["metric"] == metric and row["group"] == group and row["simulated"] is not None)


def _is_custody(row: Row) -> bool:
    return row["metric"] in ("detained_average", "book_ins", "detention_stay_days", "releases")


def _table(title: str, rows: list[Row]) -> list[str]:
    head = ["", f"## {title}", "", "| measure | group | period | published | simulated | interval | error |"]
    return [*head, "|---|---|---|---:|---:|---:|---:|", *map(_line, rows)]


def _line(row: Row) -> str:
    digits = 1 if row["metric"] == "detention_stay_days" else 0
    numbers = [f"{row[name]:,.{digits}f}" for name in ("published", "simulated", "low", "high")]
    error = f"{row['simulated'] / row['published'] - 1:+.1%}"
    where = f"| {row['metric']} | {row['group']} | {row['period']} "
    return f"{where}| {numbers[0]} | {numbers[1]} | {numbers[2]} to {numbers[3]} | {error} |"


def _chart(rows: list[Row]) -> str:
    across = (_WIDTH - _LEFT - 20) / max(len(rows) - 1, 1)
    down = (_HEIGHT - _TOP - _BOTTOM) / (_HIGH - _LOW)

    def at(index: int, value: float) -> str:
        return f"{_LEFT + index * across:.1f},{_TOP + (_HIGH - value) * down:.1f}"

    band = [at(i, row["low"]) for i, row in enumerate(rows)]
    band += [at(i, row["high"]) for i, row in reversed(list(enumerate(rows)))]
    line = [at(i, row["simulated"]) for i, row in enumerate(rows)]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="18">Persons detained by ICE, monthly mean: '
        "line simulated with 95% interval, dots published</text>",
    ]
    for level in range(_LOW, _HIGH + 1, 4_000):
        x, y = at(0, level).split(",")
        parts.append(f'<line x1="{x}" x2="{_WIDTH - 20}" y1="{y}" y2="{y}" stroke="{_INK["grid"]}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{float(y) + 4:.1f}" text-anchor="end">{level:,}</text>')
    parts.append(f'<polygon points="{" ".join(band)}" fill="{_INK["band"]}"/>')
    parts.append(f'<polyline points="{" ".join(line)}" fill="none" stroke="{_INK["line"]}" stroke-width="2"/>')
    for index, row in enumerate(rows):
        x, y = at(index, row["published"]).split(",")
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{_INK["dot"]}"/>')
        if index % 3 == 0:
            parts.append(f'<text x="{x}" y="{_HEIGHT - _BOTTOM + 24}" text-anchor="middle">{row["period"]}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
