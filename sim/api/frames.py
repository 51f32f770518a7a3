"""Numbers of an answer as polars frames; polars takes a third of a second to load."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

import polars

from sim.base.errors import ResultsError
from sim.report.measures import HEADLINES
from sim.results.frames import Frame, point_frame

_ALL = "all"


def read_table(path: Path) -> Frame:
    """Read a table that a study wrote.

    Raises:
        ResultsError: if it is not there.
    """
    if not path.exists():
        raise ResultsError(f"{path} is missing; play the study again to write it")
    return point_frame(path, ())


def frame_of(rows: Sequence[Mapping[str, object]], types: Mapping[str, type[polars.DataType]] | None = None) -> Frame:
    """Put rows into a frame.

    Args:
        rows: each with the same columns.
        types: of columns that may hold nothing.
    """
    return Frame(rows, schema_overrides=types, infer_schema_length=None)


def headline_of(frame: Frame) -> Frame:
    """Pick the rows of the headline table, in its order."""
    whole = framed(frame.filter(fiscal_year=_ALL))
    rows = [(line.label, whole.of(line.metric, line.key.group)) for line in HEADLINES]
    return stacked([found.select(polars.lit(label).alias("measure"), polars.all()) for label, found in rows])


def year_rows(levels: Frame, metric: str, group: str) -> Frame:
    """Give one metric of one group year by year.

    Raises:
        ResultsError: if there is no such number.
    """
    rows = levels.of(str(metric), str(group))
    if rows.is_empty():
        metrics = levels["metric"].unique().to_list()
        near = get_close_matches(str(metric), metrics, n=1, cutoff=0.0)
        groups = levels.groups(str(metric))
        hint = f"its groups are {', '.join(groups)}" if groups else f"the nearest is {near[0]}"
        raise ResultsError(f"there is no number {metric}[{group}]; {hint}")
    return framed(rows.filter(rows["fiscal_year"] != _ALL))


def stacked(frames: Sequence[polars.DataFrame]) -> Frame:
    """Put frames with the same columns under each other."""
    return framed(polars.concat(frames))


def framed(frame: polars.DataFrame) -> Frame:
    """Give a frame of polars as one that says what `to_pandas` needs."""
    return Frame(frame)
