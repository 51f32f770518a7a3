"""Every shipped scenario in one row each: the few numbers that tell it from the others."""

from collections.abc import Sequence

from sim.base.plurals import count_of
from sim.report.headlines import Headline
from sim.report.numbers import printed, printed_unit
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.results.groups import WHOLE
from sim.results.metrics import METRIC, is_reliable

_COLUMNS = (
    Headline("Apprehensions", "apprehensions"),
    Headline("Returned to Mexico", "returned_to_mexico"),
    Headline("Detained, average", "detained_average"),
    Headline("Court pending, end", "court_pending"),
    Headline("Wait for decision", "wait_decision_days"),
    Headline("Removals", "removals"),
    Headline("Charter flights", "flights"),
    Headline("Cost to the US", "cost_usd", "payer=us_federal"),
    Headline("Cost to Mexico", "cost_usd", "payer=mexico"),
)
"""What a headline row shows, from left to right."""


def library_table(runs: Sequence[tuple[str, Sequence[Estimate]]], scale: float, years: int, replications: int) -> Table:
    """Make one row for each scenario, means over the whole run.

    Args:
        runs: the scenarios with their estimates.
        scale: the share of the population that was played.
        years: length of the runs [years].
        replications: how often each was played.
    """
    shown = tuple(one for one in _COLUMNS if is_reliable(one.metric, scale))
    heads = ("Scenario", *(f"{one.label} [{printed_unit(METRIC[one.metric].unit)}]" for one in shown))
    rows = tuple((name, *_cells(shown, estimates)) for name, estimates in runs)
    played = f"{count_of(replications, 'replication')} of {count_of(years, 'year')}"
    note = (
        f"Means of {played} at {scale:g} of the population, uncertain inputs at "
        "their central values: a look at what each scenario is, not a result."
    )
    return Table("Shipped scenarios", note, heads, rows)


def _cells(shown: Sequence[Headline], estimates: Sequence[Estimate]) -> tuple[str, ...]:
    whole = {(one.key.metric, one.key.group): one for one in estimates if one.key.fiscal_year == WHOLE}
    found = (whole.get((one.metric, one.group)) for one in shown)
    return tuple(printed(None, "") if one is None else printed(one.mean, one.key.unit) for one in found)
