"""Distributions over whole days: cut points with a guide in front, so that a draw is read in one or two steps."""

from collections.abc import Sequence

import numpy as np

from sim.base.durations import DayTable
from sim.engine.compiled import Floats, int64, rule

_GUIDE = 1024
"""Parts of [0, 1) for each of which the guide says where to begin looking, a power of two so that they are exact."""

BELOW_ONE = 1.0 - 2.0**-53
"""The last number before 1, for a draw that is turned round."""


def distributions(tables: Sequence[DayTable]) -> Floats:
    """Lay distributions side by side for rules, shape (tables, guide + longest)."""
    longest = max(len(table.cuts) for table in tables)
    rows = np.ones((len(tables), _GUIDE + longest))
    for row, table in zip(rows, tables, strict=True):
        row[:_GUIDE] = table.cuts.searchsorted(np.arange(_GUIDE) / _GUIDE, side="right")
        row[_GUIDE : _GUIDE + len(table.cuts)] = table.cuts
    return rows


@rule
def quantile(tables: Floats, which: int, uniform: float) -> int:
    """The days below which this share of durations lies, of one of several distributions [days]."""
    days = int64(tables[which, int64(uniform * _GUIDE)])
    while tables[which, _GUIDE + days] <= uniform:
        days += 1
    return days
