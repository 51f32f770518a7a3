"""The long tables as polars frames with a column for each dimension; polars takes a third of a second to load."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import polars

from sim.base.metric_key import WHOLE, MetricKey
from sim.results.estimates import Difference, Estimate
from sim.results.long_tables import DIFFERENCE_COLUMNS, METRIC_COLUMNS
from sim.results.replications import Measured

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # comes without types, and only with the extra

DIMENSIONS = (
    *("nationality", "class", "agency", "type", "mode", "kind", "outcome", "reason", "channel", "stage", "issued"),
    *("place", "city", "docket", "stream", "resource", "program", "cause", "months", "stat", "share", "of", "route"),
    *("load", "status", "service", "suit", "payer", "receiver", "item", "part", "scope"),
)
"""Every dimension of the published metrics, in the order of the columns."""
GROUP = "group"
"""The column that holds all dimensions as one text in CSV files."""
_PANDAS = ("pandas", "pyarrow")


@final
class Frame(polars.DataFrame):
    """A polars frame that finds one number by its dimensions, and says what `to_pandas` needs."""

    def of(self, metric: str, group: str = WHOLE) -> "Frame":
        """Give the rows of one metric and one group.

        Args:
            metric: its name.
            group: `dimension=value`, several joined by semicolons, or `all` for everybody.
        """
        wanted = dict(MetricKey.read(metric, group).dimensions)
        if not wanted.keys() <= set(DIMENSIONS):
            return Frame(self.clear())
        return Frame(self.filter(polars.col("metric") == metric, *(_is(name, wanted.get(name)) for name in DIMENSIONS)))

    def groups(self, metric: str) -> tuple[str, ...]:
        """List the groups of a metric as `of` takes them."""
        lines = self.filter(polars.col("metric") == metric).select(sorted(DIMENSIONS)).unique(maintain_order=True)
        parts = (tuple((name, value) for name, value in line.items() if value) for line in lines.iter_rows(named=True))
        return tuple(MetricKey(metric, dimensions).group for dimensions in parts)

    def to_pandas(self, **options: Any) -> "pandas.DataFrame":  # noqa: ANN401 - whatever polars takes
        """Make a pandas frame.

        Args:
            options: those of `polars.DataFrame.to_pandas`.

        Raises:
            ModuleNotFoundError: if pandas or pyarrow is not installed.
        """
        missing = [name for name in _PANDAS if find_spec(name) is None]
        if missing:
            raise ModuleNotFoundError(
                f"to_pandas needs {' and '.join(missing)}; install it with `pip install 'memosim[pandas]'`"
            )
        return super().to_pandas(**options)


def _is(name: str, value: str | None) -> polars.Expr:
    return polars.col(name).is_null() if value is None else polars.col(name) == value


def tidy(frame: polars.DataFrame) -> Frame:
    """Put a column for each dimension in the place of the packed group; null where a dimension does not apply."""
    groups = frame[GROUP].unique(maintain_order=True).to_list()
    parts = [dict(MetricKey.read("", group).dimensions) for group in groups]
    table = polars.DataFrame(
        {GROUP: groups, **{name: [part.get(name) for part in parts] for name in DIMENSIONS}},
        schema=dict.fromkeys((GROUP, *DIMENSIONS), polars.String),
    )
    place = frame.columns.index(GROUP)
    columns = (*frame.columns[:place], *DIMENSIONS, *frame.columns[place + 1 :])
    return Frame(frame.join(table, on=GROUP, how="left", maintain_order="left").select(columns))


def metric_frame(scenario: str, replications: Iterable[tuple[int, Measured]]) -> Frame:
    """Put the metrics of replications into one frame, with the columns of metrics.csv and one for each dimension."""
    lines = [
        (scenario, replication, key.period, key.metric, key.group, value, unit)
        for replication, measured in replications
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True)
    ]
    return tidy(polars.DataFrame(lines, schema=_schema(METRIC_COLUMNS, replication=polars.Int64), orient="row"))


def point_frame(path: Path, whole: Sequence[str]) -> Frame:
    """Read a table of a sweep.

    Args:
        path: the file.
        whole: its columns of whole numbers.
    """
    types = {"value": polars.Float64, "fiscal_year": polars.String, **dict.fromkeys(whole, polars.Int64)}
    return Frame(polars.read_csv(path.absolute(), glob=False, schema_overrides=types, infer_schema_length=None))


def difference_frame(differences: Iterable[Difference]) -> Frame:
    """Put differences into one frame, with the columns of differences.csv and one for each dimension."""
    lines = [
        (
            one.scenario,
            one.key.metric,
            one.key.group,
            one.key.period,
            one.baseline,
            one.value,
            one.difference,
            one.low,
            one.high,
            one.unit,
        )
        for one in differences
    ]
    return tidy(polars.DataFrame(lines, schema=_schema(DIFFERENCE_COLUMNS), orient="row"))


def level_frame(runs: Iterable[tuple[str, Sequence[Estimate]]]) -> Frame:
    """Put the estimates of scenarios into one frame, with a column for each dimension."""
    lines = [
        (scenario, one.key.period, one.key.metric, one.key.group, one.mean, one.low, one.high, one.unit)
        for scenario, estimates in runs
        for one in estimates
    ]
    columns = ("scenario", "fiscal_year", "metric", GROUP, "mean", "low", "high", "unit")
    return tidy(polars.DataFrame(lines, schema=_schema(columns), orient="row"))


def _schema(columns: Sequence[str], **types: type[polars.DataType]) -> dict[str, type[polars.DataType]]:
    fractions = ("value", "mean", "baseline", "difference", "low", "high")
    return {column: types.get(column, polars.Float64 if column in fractions else polars.String) for column in columns}
