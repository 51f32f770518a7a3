"""A year's arrested persons are followed for three years: sent home, allowed to stay, or still waiting."""

from collections.abc import Iterator

import numpy as np

from sim.base.metric_key import joined_dimensions
from sim.engine.vocabulary import COHORT_MONTHS, CohortStatus
from sim.results.groups import FOLLOWED, Int64Array
from sim.results.measures import Cell, Kind, Metric, quotient
from sim.results.periods import Observed


def _cohort_cells(observed: Observed) -> Iterator[Cell]:
    """Give the share of each status at each age; as `all` the share resolved at the first age, 12 months."""
    for look, months in enumerate(COHORT_MONTHS):
        counts = _complete(observed, look)
        for dims, members in FOLLOWED:
            status = (counts @ members).tolist()
            cohort = sum(status)
            for code in CohortStatus:
                own = (("months", str(months)), ("outcome", code.name.lower()))
                yield from quotient(status[code], cohort, joined_dimensions(own, dims))
            if look == 0:
                yield from quotient(cohort - status[CohortStatus.UNRESOLVED], cohort, dims)


def _complete(observed: Observed, look: int) -> Int64Array:
    """Add up the period's cohorts that have wholly reached an age, shape (CohortStatus, GROUPS)."""
    cohorts = observed.recording.cohorts
    here = np.isin(cohorts.fiscal_years, observed.period.fiscal_years)
    counts = cohorts.counts[here, look]
    reached = (counts >= 0).all(axis=(1, 2))
    total: Int64Array = counts[reached].sum(axis=0, dtype=np.int64)
    return total


COHORT_SHARE = Metric(
    "cohort_share",
    "share",
    Kind.SHARE,
    "Persons arrested in a fiscal year, by status so many months after the arrest, of those whose cohort "
    "reached that age; `all` is the share resolved after 12 months; each class of Mexico and of the northern triangle "
    "(Guatemala, Honduras, El Salvador) stands beside.",
    _cohort_cells,
)
