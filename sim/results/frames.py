"""The long tables as polars frames with a column for each dimension; polars takes a third of a second to load."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import polars

from sim.base.errors import InvariantError, ResultsError
from sim.base.metric_key import WHOLE, MetricKey
from sim.results.csv_tables import DIFFERENCE_COLUMNS
from sim.results.estimates import Difference, Estimate
from sim.results.replications import ReplicationMetrics

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

        Raises:
            ResultsError: if there are none; with the nearest metric, or the groups of this one.
        """
        self._check_metric(metric, f"{metric}[{group}]")
        rows = self.matching(metric, group) if isinstance(group, str) else Frame(self.clear())
        if rows.is_empty():
            groups = self.groups(metric)
            near = get_close_matches(str(group), groups, n=1)
            hint = f"its groups are {', '.join(groups)}{f'; the nearest is {near[0]}' if near else ''}"
            raise ResultsError(f"there is no number {metric}[{group}]; {hint}")
        return rows

    def matching(self, metric: str, group: str = WHOLE) -> "Frame":
        """Give the rows of one metric and one group as `of` does, and an empty frame where there are none."""
        dimensions = MetricKey.read(metric, group).dimensions
        wanted = dict(dimensions)
        if len(wanted) < len(dimensions) or not wanted.keys() <= set(self.columns) & set(DIMENSIONS):
            return Frame(self.clear())
        present = (name for name in DIMENSIONS if name in self.columns)
        return Frame(self.filter(polars.col("metric") == metric, *(_is(name, wanted.get(name)) for name in present)))

    def groups(self, metric: str) -> tuple[str, ...]:
        """List the groups of a metric as `of` takes them.

        Raises:
            ResultsError: if there is no such metric; with the nearest.
        """
        self._check_metric(metric, str(metric))
        present = sorted(name for name in DIMENSIONS if name in self.columns)
        lines = self.filter(polars.col("metric") == metric).select("metric", *present).unique(maintain_order=True)
        parts = (
            tuple((name, value) for name, value in line.items() if value and name != "metric")
            for line in lines.iter_rows(named=True)
        )
        return tuple(MetricKey(metric, dimensions).group for dimensions in parts)

    def _check_metric(self, metric: str, asked: str) -> None:
        metrics = self["metric"].unique().to_list() if "metric" in self.columns else []
        if metric is None or metric not in metrics:
            near = get_close_matches(str(metric), metrics, n=1)
            hint = f"the nearest is {near[0]}" if near else "the column `metric` of .metrics lists all"
            raise ResultsError(f"there is no number {asked}; {hint}")

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
    """Put a column for each dimension in the place of the packed group; null where a dimension does not apply.

    Raises:
        InvariantError: if a group has a dimension that has no column.
    """
    groups = frame[GROUP].unique(maintain_order=True).to_list()
    parts = [dict(MetricKey.read("", group).dimensions) for group in groups]
    unknown = {name for part in parts for name in part} - set(DIMENSIONS)
    if unknown:
        raise InvariantError(f"frames: no column for {', '.join(sorted(unknown))}; add it to DIMENSIONS")
    table = polars.DataFrame(
        {GROUP: groups, **{name: [part.get(name) for part in parts] for name in DIMENSIONS}},
        schema=dict.fromkeys((GROUP, *DIMENSIONS), polars.String),
    )
    place = frame.columns.index(GROUP)
    columns = (*frame.columns[:place], *DIMENSIONS, *frame.columns[place + 1 :])
    return Frame(frame.join(table, on=GROUP, how="left", maintain_order="left").select(columns))


def metric_frame(scenario: str, replications: Iterable[tuple[int, ReplicationMetrics]]) -> Frame:
    """Put the metrics of replications into one frame, with the columns of metrics.csv and one for each dimension.

    Args:
        scenario: its name.
        replications: at least one, each with its number.
    """
    about = ("fiscal_year", "metric", *DIMENSIONS)
    return Frame(
        polars.concat(
            _key_frame(found.keys, found.units).select(
                polars.lit(scenario).alias("scenario"),
                polars.lit(replication, polars.Int64).alias("replication"),
                *about,
                polars.Series("value", found.values),
                "unit",
            )
            for replication, found in replications
        )
    )


@lru_cache(maxsize=8)
def _key_frame(keys: tuple[MetricKey, ...], units: tuple[str, ...]) -> Frame:
    """Spread keys over columns; most replications of a scenario have the same."""
    columns = {"fiscal_year": [key.period for key in keys], "metric": [key.metric for key in keys]}
    return tidy(polars.DataFrame({**columns, GROUP: [key.group for key in keys], "unit": units}))


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


def _schema(columns: Sequence[str]) -> dict[str, type[polars.DataType]]:
    fractions = ("value", "mean", "baseline", "difference", "low", "high")
    return {column: polars.Float64 if column in fractions else polars.String for column in columns}
