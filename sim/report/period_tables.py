"""Tables by year and by month: years beside what was published, and the monthly report of Section O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sim.data.published import Published, published_totals, read_meanings, shipped_rows
from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.engine.vocabulary import Flow, Stock
from sim.report.numbers import exact, percent, printed, printed_unit
from sim.report.study import Arm, Study
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.results.flow_table import FLOW_TABLE
from sim.results.metrics import METRIC
from sim.results.stock_metrics import PENDING
from sim.study.observations import shipped_history

OBSERVED = "observed"
"""The baseline of arrivals that follows the published months."""
_HISTORY_COLUMNS = ("Measure", "Group", "Unit", "Year", "Simulated", "Published", "Simulated less published", "Quality")


def follows_history(arrivals: Iterable[object]) -> bool:
    """Say whether a scenario's arrivals are the published ones."""
    return OBSERVED in arrivals


def published_history() -> tuple[Published, ...]:
    """Read the published yearly values of every shipped series, earlier years included.

    Raises:
        ScenarioError: if a series cannot be read.
    """
    findings, seeds = Findings(), shipped_root() / "seeds"
    meanings = read_meanings(seeds, findings)
    history = shipped_history(shipped_rows(seeds, meanings, findings), meanings)
    findings.raise_if_any()
    return tuple(one for one in history if one.fiscal_year.isdigit())


def history_table(estimates: Sequence[Estimate]) -> Table | None:
    """Set each year that was run and published beside what was published; nothing if there is none."""
    index = {one.key: one for one in estimates}
    rows = []
    for total in published_totals():
        estimate = index.get(total.key.at(total.fiscal_year))
        if estimate is not None:
            rows.append(_history_row(estimate, total))
    if not rows:
        return None
    note = (
        "Means over the replications. Misses stand as they are; "
        "some inputs are fitted to these years, others were set by hand near them."
    )
    return Table("Beside what was published", note, _HISTORY_COLUMNS, tuple(rows), words=4)


def _history_row(estimate: Estimate, total: Published) -> tuple[str, ...]:
    unit = estimate.unit
    share = estimate.mean / total.value - 1.0 if total.value else 0.0
    return (
        total.metric,
        total.group,
        printed_unit(METRIC[total.metric].unit),
        total.fiscal_year,
        printed(estimate.mean, unit),
        printed(total.value, unit),
        percent(share),
        total.quality,
    )


_NOTE = (
    "Section O of the border memo asks for data on apprehensions and releases each month in one format. "
    "Counts of the month, mean of the replications; detained and pending on its last day."
)


@dataclass(frozen=True)
class _Column:
    """One column of the report: the flows that it adds up."""

    name: str
    metric: str

    @property
    def flows(self) -> list[Flow]:
        """The flows that are counted in it."""
        return list(FLOW_TABLE[self.metric].total)


_COLUMNS = (
    _Column("Apprehended between ports", "apprehensions"),
    _Column("Inadmissible at ports", "inadmissibles"),
    _Column("Arrested in the interior", "interior_arrests"),
    _Column("Returned without an order", "voluntary_returns"),
    _Column("Expedited removals", "expedited_removals"),
    _Column("All removals", "removals"),
    _Column("Returned to Mexico, pending", "returned_to_mexico"),
    _Column("Notices to appear", "notices_to_appear"),
    _Column("Booked into detention", "book_ins"),
    _Column("Released from detention", "releases"),
)
_STOCKS = (
    ("Detained", (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY)),
    ("Pending in court", PENDING),
)


def monthly_tables(study: Study) -> tuple[Table, ...]:
    """Make the monthly report of each scenario; none where no months were kept."""
    return tuple(_table(study, arm) for arm in study.arms if arm.outlines)


def _table(study: Study, arm: Arm) -> Table:
    outlines = arm.outlines
    counts = [np.mean([one.flows[:, column.flows].sum(axis=1) for one in outlines], axis=0) for column in _COLUMNS]
    stocks = [np.mean([one.stocks[:, list(parts)].sum(axis=1) for one in outlines], axis=0) for _, parts in _STOCKS]
    starts = [0, *outlines[0].month_ends[:-1].tolist()]
    rows = []
    for place, day in enumerate(starts):
        month = str((np.datetime64(study.start, "D") + int(day)).astype("datetime64[M]"))
        values = [float(column[place]) / study.scale for column in (*counts, *stocks)]
        rows.append((month, *(exact(printed(round(value), "persons"), value) for value in values)))
    names = (*(column.name for column in _COLUMNS), *(name for name, _ in _STOCKS))
    return Table(f"Monthly report (Section O): {arm.label}", _NOTE, ("Month", *names), tuple(rows))
