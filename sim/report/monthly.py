"""Section O of the border memo orders a public report each month; here it is, from the simulated months."""

from dataclasses import dataclass

import numpy as np

from sim.engine.vocabulary import Flow, Stock
from sim.report.numbers import exact, printed
from sim.report.study import Side, Study
from sim.report.tables import Table
from sim.results.flow_table import FLOW_TABLE
from sim.results.stock_metrics import PENDING

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
    return tuple(_table(study, side) for side in study.sides if side.outlines)


def _table(study: Study, side: Side) -> Table:
    outlines = side.outlines
    counts = [np.mean([one.flows[:, column.flows].sum(axis=1) for one in outlines], axis=0) for column in _COLUMNS]
    stocks = [np.mean([one.stocks[:, list(parts)].sum(axis=1) for one in outlines], axis=0) for _, parts in _STOCKS]
    starts = [0, *outlines[0].month_ends[:-1].tolist()]
    rows = []
    for place, day in enumerate(starts):
        month = str((np.datetime64(study.start, "D") + int(day)).astype("datetime64[M]"))
        values = [float(column[place]) / study.scale for column in (*counts, *stocks)]
        rows.append((month, *(exact(printed(round(value), "persons"), value) for value in values)))
    names = (*(column.name for column in _COLUMNS), *(name for name, _ in _STOCKS))
    return Table(f"Monthly report (Section O): {side.label}", _NOTE, ("Month", *names), tuple(rows))
