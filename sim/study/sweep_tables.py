"""A sweep is told in long tables: one line a point, and one line a number, each with the values of the factors.

The folder `sweep-<id>` holds

- `points.csv`: `point,<path of each factor>,scenario,run`; one line a point in the order of the design, counted
  from 1; `run` is `<scenario>/<run id>`, the folder of the point's run beside the sweep's;
- `metrics.csv`: `point,<path of each factor>,replication,fiscal_year,metric,group,value,unit`; every replication of
  every point, in that order; metrics, groups and years as in the metrics.csv of a run, for `all` and for groups of one
  dimension other than nationality (the others lie in the metrics.csv of the runs);
- `manifest.json`: `kind` is `sweep`; `scenario`, `title`, `summary`, `design`, `factors` (a list of `path`, `unit`,
  `doc`, `levels` as text, `low`, `high`), `points`, `measures` (numbers that are looked at first, as
  `METRIC[group]@year`), `runs` in the order of the points, `start`, `years`, `seed`, `replications`, `fixed`, `scale`,
  `interval`, `command`, `versions`. It is written last and marks the folder as whole.

Replication r of every point has the same draws, so two points are compared replication by replication.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sim.base.metric_key import ALL, MetricKey
from sim.results.long_tables import number, write_table
from sim.study.factors import Factor
from sim.study.point_plans import Point

POINTS_TABLE = "points.csv"
METRICS_TABLE = "metrics.csv"


def write_points(path: Path, factors: Sequence[Factor], points: Iterable[Point]) -> None:
    """Write points.csv."""
    columns = ("point", *(factor.path for factor in factors), "scenario", "run")
    lines = ((point.number, *point.values, point.plan.setup.name, run_name(point)) for point in points)
    write_table(path, columns, lines)


def write_point_metrics(path: Path, factors: Sequence[Factor], points: Iterable[Point]) -> None:
    """Write metrics.csv from exactly the replications asked for, one run in memory at a time.

    Raises:
        ResultsError: if a replication is damaged.
    """
    columns = ("point", *(factor.path for factor in factors), "replication", "fiscal_year", "metric", "group")
    write_table(path, (*columns, "value", "unit"), (line for point in points for line in _lines(point)))


def run_name(point: Point) -> str:
    """Name the folder of a point's run, from the folder that holds the sweep's."""
    return point.plan.setup.place


def is_told(key: MetricKey) -> bool:
    """Say whether a number is in the table of a sweep: of everybody, or of a group of one dimension."""
    return key.dimensions == ALL or (len(key.dimensions) == 1 and key.dimensions[0][0] != "nationality")


def _lines(point: Point) -> Iterator[tuple[object, ...]]:
    for replication, measured in point.plan.directory.measured(point.plan.replications):
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True):
            if is_told(key):
                told = (key.period, key.metric, key.group, number(value), unit)
                yield (point.number, *point.values, replication, *told)
