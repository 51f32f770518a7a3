"""A package is shown as what each of its sections contributes, in columns that add up to the total."""

from collections.abc import Sequence

from sim.report.measures import FIRST_NEWS
from sim.report.numbers import printed_difference, printed_range, printed_unit
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.study.choices import Method
from sim.study.decomposition import Decomposition

_NOTES = {
    Method.STACKED: "Each section laid on those before it, in this order; another order gives other contributions.",
    Method.SHAPLEY: "Mean over all orders of the groups (Shapley values).",
}


def contribution_table(found: Decomposition) -> Table:
    """Make the table of contributions: one line a group, then the total, each with its paired 95% interval."""
    columns = [f"{headline.label}, {printed_unit(headline.unit)}" for headline in FIRST_NEWS]
    tables = (*found.contributions, found.total)
    names = (*(group.name for group in found.groups), "Total")
    rows = tuple(_row(name, table) for name, table in zip(names, tables, strict=True))
    return Table("What each section contributes", _NOTES[found.method], ("Section", *columns), rows)


def _row(name: str, table: Sequence[Estimate]) -> tuple[str, ...]:
    index = {one.key: one for one in table}
    found = (index.get(headline.key) for headline in FIRST_NEWS)
    return (name, *(_cell(one) for one in found))


def _cell(one: Estimate | None) -> str:
    if one is None:
        return "none"
    unit = one.unit
    interval = printed_range(one.low, one.high, unit, is_difference=True)
    return printed_difference(one.mean, unit) + (f" ({interval})" if interval else "")
