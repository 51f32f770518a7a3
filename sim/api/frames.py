"""Numbers of an answer as polars frames; polars takes a third of a second to load."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars

from sim.base.errors import ResultsError
from sim.report.measures import HEADLINES
from sim.results.estimates import intervals
from sim.results.frames import DIMENSIONS, Frame, point_frame, tidy
from sim.results.metrics import natural_bounds

_ALL = "all"


def read_table(path: Path) -> Frame:
    """Read a table that a study wrote.

    Raises:
        ResultsError: if it is not there.
    """
    if not path.exists():
        raise ResultsError(f"{path} is missing; play the study again to write it")
    return point_frame(path, ())


def by_dimension(path: Path) -> Frame:
    """Read a table that a study wrote, with a column for each dimension in place of the packed group.

    Raises:
        ResultsError: if it is not there.
    """
    return tidy(read_table(path))


def frame_of(
    rows: Sequence[Mapping[str, object]],
    types: Mapping[str, type[polars.DataType]] | None = None,
    *,
    columns: Sequence[str] | None = None,
) -> Frame:
    """Put rows into a frame.

    Args:
        rows: each with the same columns.
        types: of columns that may hold nothing.
        columns: their names, where there may be no rows.
    """
    return Frame(rows, schema=columns, schema_overrides=types, infer_schema_length=None)


def headline_of(frame: Frame) -> Frame:
    """Pick the rows of the headline table, in its order, without the dimensions that none of them has."""
    whole = framed(frame.filter(fiscal_year=_ALL))
    rows = [(line.label, whole.matching(line.metric, line.key.group)) for line in HEADLINES]
    table = stacked([found.select(polars.lit(label).alias("measure"), polars.all()) for label, found in rows])
    return framed(table.drop(name for name in DIMENSIONS if table[name].null_count() == table.height))


def year_rows(levels: Frame, metric: str, group: str) -> Frame:
    """Give one metric of one group year by year.

    Raises:
        ResultsError: if there is no such number.
    """
    rows = levels.of(metric, group)
    return framed(rows.filter(rows["fiscal_year"] != _ALL))


def point_rows(points: Frame, metrics: Frame, metric: str, group: str, year: str | int) -> Frame:
    """Give one number at every point of a sweep, with its 95% interval.

    Args:
        points: of the sweep, `point` and a column for each factor first.
        metrics: every replication of every point.
        metric: which number.
        group: of whom.
        year: a fiscal year, or `all`.

    Raises:
        ResultsError: if there is no such number.
    """
    rows = metrics.of(metric, group).filter(fiscal_year=str(year))
    if rows.is_empty():
        years = ", ".join(metrics["fiscal_year"].unique(maintain_order=True).to_list())
        raise ResultsError(f"there is no number {metric}[{group}]@{year}; its years are {years}")
    estimated = []
    for (point,), at_point in rows.group_by("point", maintain_order=True):
        values = at_point["value"].to_numpy().reshape(-1, 1)
        (mean,), (low,), (high,) = intervals(values, [natural_bounds(metric, unit := str(at_point["unit"][0]))])
        estimated.append({"point": point, "mean": mean, "low": low, "high": high, "unit": unit})
    ends = {"low": polars.Float64, "high": polars.Float64}
    return framed(points.drop("scenario", "run").join(frame_of(estimated, ends), on="point", maintain_order="left"))


def stacked(frames: Sequence[polars.DataFrame]) -> Frame:
    """Put frames with the same columns under each other."""
    return framed(polars.concat(frames))


def framed(frame: polars.DataFrame) -> Frame:
    """Give a frame of polars as one that says what `to_pandas` needs."""
    return Frame(frame)
