"""Each section of the memos played alone, and what has become of people arrested, as two pages of tables.

python -m tools.fits.sections_and_cohorts [scale] [replications] [folder]

What is in the folder already is not played again.
"""

import sys
from pathlib import Path

import sim
from sim.base.metric_key import ALL
from sim.cli.printing import markdown
from sim.report.measures import HEADLINES
from sim.report.numbers import printed_difference, printed_range, printed_unit
from sim.report.tables import Table, cohort_table
from sim.results.estimates import Difference
from sim.scenario.scenario import shipped

_DOCS = Path(__file__).parents[2] / "docs"
_BASE = "status-quo"
_AT_ONCE = 7
"""Scenarios set against the baseline at once, as many as a page shows beside it [scenarios]."""
_SECTION_YEARS, _COHORT_YEARS = 2, 4
_SHOWN = tuple(
    one for one in HEADLINES if one.key.dimensions in {ALL, (("payer", "us_federal"),), (("payer", "mexico"),)}
)


def main(scale: float, replications: int, out: Path) -> None:
    """Write sections.md and cohorts.md in docs."""
    sections(scale, replications, out)
    cohorts(scale, replications, out)


def sections(scale: float, replications: int, out: Path) -> None:
    """Set every section alone, and both memos, against the baseline with common random numbers."""
    names = [one.name for one in shipped() if one.name.startswith("section-")] + ["kelly-memos"]
    paired: list[Difference] = []
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        found = sim.compare(
            _BASE, *some, scale=scale, replications=replications, years=_SECTION_YEARS, jobs=None, out=out
        )
        paired += found.study.paired
    index = {(one.scenario, one.key): one for one in paired}
    heads = ("Section", *(f"{one.label} [{printed_unit(one.unit)}]" for one in _SHOWN))
    rows = tuple((name, *(_cell(index.get((name, one.key))) for one in _SHOWN)) for name in names)
    note = (
        f"Each alone less `{_BASE}`, with paired 95% intervals: {replications} replications of {_SECTION_YEARS} years "
        f"at {scale:g} of the population, uncertain numbers drawn. An interval that holds zero shows no difference."
    )
    words = "They need not add up to the memos, which lay them on one another; `compare --decompose` takes that apart."
    page = [
        "# What each section of the memos contributes alone",
        "",
        words,
        "",
        markdown(Table("Less the baseline.", note, heads, rows)),
    ]
    (_DOCS / "sections.md").write_text("\n".join((*page, "", _again())), encoding="utf-8")


def _cell(one: Difference | None) -> str:
    if one is None:
        return "none"
    interval = printed_range(one.low, one.high, one.unit, is_difference=True)
    return printed_difference(one.difference, one.unit) + (f" ({interval})" if interval else "")


def cohorts(scale: float, replications: int, out: Path) -> None:
    """Follow those arrested for up to three years under the baseline."""
    found = sim.run(
        _BASE, scale=scale, replications=replications, years=_COHORT_YEARS, jobs=None, keep="metrics", out=out
    )
    table = cohort_table(found.study.estimates)
    assert table is not None
    page = [
        "# What has become of people arrested at the border",
        "",
        f"`{_BASE}`, {replications} replications of {_COHORT_YEARS} years at {scale:g} of the population.",
        "",
        markdown(table),
        "",
        "Of encounters of FY2014-19 the published life cycle says that Mexicans were mostly repatriated and Central",
        "Americans mostly unresolved (OHSS, Enforcement Lifecycle, reports on FY2020 and FY2023). Shares by year since",
        "arrest, class and nationality are not published in the form counted here: compare the order, not the size.",
    ]
    (_DOCS / "cohorts.md").write_text("\n".join((*page, "", _again())), encoding="utf-8")


def _again() -> str:
    return f"Written by `python -m tools.fits.sections_and_cohorts {' '.join(sys.argv[1:3])}`.\n"


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        float(given[0]) if given else 0.1,
        int(given[1]) if given[1:] else 4,
        Path(given[2]) if given[2:] else Path("build/sections"),
    )
