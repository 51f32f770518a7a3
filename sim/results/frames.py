"""Whoever works in Python gets the long tables as polars frames."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sim.results.estimates import Difference
from sim.results.long_tables import DIFFERENCE_COLUMNS, METRIC_COLUMNS
from sim.results.replications import Measured

if TYPE_CHECKING:
    from polars import DataFrame


def metric_frame(scenario: str, replications: Sequence[Measured]) -> "DataFrame":
    """Put the metrics of all replications into one frame, with the columns of metrics.csv."""
    import polars  # takes a third of a second to load

    lines = [
        (scenario, replication, key.fiscal_year, key.metric, key.group, value, key.unit)
        for replication, measured in enumerate(replications, start=1)
        for key, value in zip(measured.keys, measured.values.tolist(), strict=True)
    ]
    return polars.DataFrame(lines, schema=list(METRIC_COLUMNS), orient="row")


def difference_frame(differences: Iterable[Difference]) -> "DataFrame":
    """Put differences into one frame, with the columns of differences.csv."""
    import polars  # takes a third of a second to load

    text, fraction = polars.String, polars.Float64
    fractions = ("baseline", "value", "difference", "low", "high")
    schema = {column: fraction if column in fractions else text for column in DIFFERENCE_COLUMNS}
    lines = [
        (
            one.scenario,
            one.key.metric,
            one.key.group,
            one.key.fiscal_year,
            one.baseline,
            one.value,
            one.difference,
            one.low,
            one.high,
            one.key.unit,
        )
        for one in differences
    ]
    return polars.DataFrame(lines, schema=schema, orient="row")
