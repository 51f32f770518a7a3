"""Every shipped scenario in one row each: the few numbers that tell it from the others."""

from collections.abc import Sequence

from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.report.measures import Measure
from sim.report.numbers import printed, printed_unit
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.results.metrics import is_reliable

_COLUMNS = (
    Measure("Apprehensions", MetricKey("apprehensions")),
    Measure("Returned to Mexico", MetricKey("returned_to_mexico")),
    Measure("Detained, average", MetricKey("detained_average")),
    Measure("Court pending, end", MetricKey("court_pending")),
    Measure("Wait for decision", MetricKey("wait_decision_days")),
    Measure("Removals", MetricKey("removals")),
    Measure("Charter flights", MetricKey("flights")),
    Measure("Cost to the US", MetricKey("cost_usd", (("payer", "us_federal"),))),
    Measure("Cost to Mexico", MetricKey("cost_usd", (("payer", "mexico"),))),
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
    heads = ("Scenario", *(f"{one.label} [{printed_unit(one.unit)}]" for one in shown))
    rows = tuple((name, *_cells(shown, estimates)) for name, estimates in runs)
    played = f"{count_of(replications, 'replication')} of {count_of(years, 'year')}"
    note = (
        f"Means of {played} at {scale:g} of the population, uncertain inputs at "
        "their central values: a look at what each scenario is, not a result."
    )
    return Table("Shipped scenarios", note, heads, rows)


def _cells(shown: Sequence[Measure], estimates: Sequence[Estimate]) -> tuple[str, ...]:
    index = {one.key: one for one in estimates}
    found = (index.get(one.key) for one in shown)
    return tuple(printed(None, "") if one is None else printed(one.mean, one.unit) for one in found)
