"""What has become of two groups a year, two and three years after their arrest: the two border systems side by side."""

from collections.abc import Sequence

from sim.base.metric_key import Dimensions, MetricKey, joined_dimensions
from sim.engine.vocabulary import COHORT_MONTHS, CohortStatus
from sim.report.numbers import printed, printed_range
from sim.report.tables import Table
from sim.results.estimates import Estimate

GROUPS = (
    ("Mexican single adults", (("class", "single_adult"), ("nationality", "mexico"))),
    ("Families of the northern triangle", (("class", "family_member"), ("nationality", "northern_triangle"))),
)
"""The groups that are set side by side, with their dimensions."""


def cohort_table(estimates: Sequence[Estimate]) -> Table | None:
    """Make the table of a run, or nothing where no cohort has reached a year."""
    found = {one.key: one for one in estimates}
    looks = ((months, status) for months in COHORT_MONTHS for status in CohortStatus)
    rows = tuple(_row(found, *look) for look in looks if _key(*look, GROUPS[0][1]) in found)
    columns = ("After arrest", "Outcome", *(text for name, _ in GROUPS for text in (name, "95% interval")))
    note = "Persons arrested between ports, of the fiscal years that the run follows for so long."
    return Table("Arrest cohorts", note, columns, rows, words=2) if rows else None


def _row(found: dict[MetricKey, Estimate], months: int, status: CohortStatus) -> tuple[str, ...]:
    cells = (cell for _, dims in GROUPS for cell in _cells(found.get(_key(months, status, dims))))
    return (f"{months} months", status.name.lower(), *cells)


def _cells(one: Estimate | None) -> tuple[str, str]:
    if one is None:
        return printed(None, ""), ""
    return f"{printed(one.mean, 'share')}%", printed_range(one.low, one.high, "share")


def _key(months: int, status: CohortStatus, dims: Dimensions) -> MetricKey:
    own = (("months", str(months)), ("outcome", status.name.lower()))
    return MetricKey("cohort_share", joined_dimensions(dims, own))
