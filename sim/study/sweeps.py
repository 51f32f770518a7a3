"""Plans and plays a sweep: one scenario at many points with common random numbers, written as one long table.

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
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.base.metric_key import ALL, MetricKey
from sim.results.csv_tables import number, write_table
from sim.results.manifest import digest
from sim.scenario.scenario import Overrides
from sim.study.choices import Design
from sim.study.experiment import Page, play_plans
from sim.study.factors import VARY, Factor, known_parameters, read_factors
from sim.study.folders import how_played, is_whole, open_folder, rewriting, study_manifest
from sim.study.plans import Options, check_replications, command_text
from sim.study.points import Point, notes_on_design, plan_points, points_of, settled
from sim.study.progress import Watcher
from sim.study.quantities import read_question
from sim.study.study_files import StudyDocument, completed, find_study

if TYPE_CHECKING:
    from sim.results.frames import Frame

SWEEP = "sweep"
POINTS_TABLE = "points.csv"
METRICS_TABLE = "metrics.csv"


@dataclass(frozen=True)
class SweepRequest:
    """A sweep as it is asked for, on the command line or in a file."""

    name: str
    """A shipped scenario or sweep, or the path of either."""
    vary: tuple[str, ...] = ()
    """Each as PATH=A:B:N, PATH=A:B or PATH=v1,v2; as the file of the sweep says where empty."""
    design: str | None = None
    points: int | None = None


@dataclass(frozen=True)
class SweepPlan:
    """A sweep that has been checked and is ready to be played."""

    design: Design
    factors: tuple[Factor, ...]
    points: tuple[Point, ...]
    """At least one."""
    command: str
    """The command that repeats the sweep."""
    measures: tuple[str, ...] = ()
    """Numbers that a reader of the sweep looks at first, as METRIC[group]@year."""
    title: str = ""
    summary: str = ""
    notes: tuple[str, ...] = ()
    """What a reader should know before the numbers."""


@final
@dataclass(frozen=True)
class Sweep:
    """The results of a sweep."""

    directory: Path
    plan: SweepPlan

    @property
    def points(self) -> "Frame":
        """The points as a polars frame, with the columns of points.csv."""
        from sim.results.frames import point_frame  # polars takes a third of a second to load

        return point_frame(self.directory / POINTS_TABLE, ("point",))

    @property
    def metrics(self) -> "Frame":
        """Every number of every replication: metrics.csv with a column for each dimension."""
        from sim.results.frames import point_frame, tidy  # polars takes a third of a second to load

        return tidy(point_frame(self.directory / METRICS_TABLE, ("point", "replication")))


def plan_sweep(request: SweepRequest, overrides: Overrides, options: Options) -> SweepPlan:
    """Lay out the points of a sweep and check every one of them.

    Args:
        request: the sweep.
        overrides: what is changed at every point.
        options: how to compute.

    Raises:
        ScenarioError: with every problem of every point.
    """
    check_replications(overrides.replications)
    document = find_study(request.name, SWEEP)
    name, vary = request.name, request.vary
    if document:
        name, vary, overrides = document.scenario, vary or document.vary, completed(document, overrides, vary)
    design = Design(request.design or (document.design if document else "") or Design.GRID.value)
    number = request.points or (document.points if document and request.design is None else None)
    factors = read_factors(vary, known_parameters(), years=overrides.years)
    same = settled(name, overrides)
    rows = points_of(design, factors, number, same.seed or 0)
    points = plan_points(name, factors, rows, same, options)
    return SweepPlan(
        design,
        factors,
        points,
        sweep_command(name, vary, design, number, overrides=same, options=options),
        _measures(document),
        document.title if document else "",
        document.summary if document else "",
        notes_on_design(factors, number, len(rows)),
    )


def sweep_command(
    name: str, factors: Iterable[str], design: Design, points: int | None, *, overrides: Overrides, options: Options
) -> str:
    """Write the command that repeats a sweep.

    Args:
        name: what the user called the scenario.
        factors: each as it stands after --vary.
        design: how the points are laid out.
        points: how many, where that was asked for.
        overrides: what is changed at every point, replications and seed settled.
        options: how to compute.
    """
    words = [name]
    for factor in factors:
        words += [VARY, factor]
    if design is not Design.GRID:
        words += ["--design", design.value, "--points", str(points)]
    return command_text("sweep", tuple(words), overrides, options)


def _measures(document: StudyDocument | None) -> tuple[str, ...]:
    request: Sequence[str] = document.measures if document else ()
    return tuple(str(read_question(measure, "measures")) for measure in request)


def sweep_points(plan: SweepPlan, options: Options, watcher: Watcher, *, page: Page) -> Sweep:
    """Play every replication of every point that is not there yet, and write the tables.

    Args:
        plan: what to play.
        options: how to compute.
        watcher: told how it goes.
        page: writes the report of the finished folder.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    play_plans([point.plan for point in plan.points], options, watcher)
    folder = options.out / f"sweep-{digest(*(run_name(point) for point in plan.points))}"
    watcher.writes()
    manifest = study_manifest("sweep", folder, _content(plan), plan.command)
    with open_folder(folder, watcher):
        if not is_whole(folder, manifest, POINTS_TABLE, METRICS_TABLE):
            with rewriting(folder, manifest):
                write_points(folder / POINTS_TABLE, plan.factors, plan.points)
                write_point_metrics(folder / METRICS_TABLE, plan.factors, plan.points)
        page(folder)
    return Sweep(folder, plan)


def _content(plan: SweepPlan) -> dict[str, object]:
    first = plan.points[0].plan
    return {
        "scenario": first.setup.name,
        "title": plan.title or first.setup.title,
        "summary": plan.summary or first.setup.summary,
        "design": plan.design.value,
        "factors": [_factor(factor) for factor in plan.factors],
        "points": len(plan.points),
        "measures": list(plan.measures),
        "runs": [run_name(point) for point in plan.points],
        "set": [*_common(plan), *(f"{factor.path} varies {factor.since}" for factor in plan.factors if factor.since)],
        **how_played(first),
    }


def _common(plan: SweepPlan) -> tuple[str, ...]:
    """What the user set at every point alike."""
    varied = {factor.path for factor in plan.factors}
    return tuple(setting for setting in plan.points[0].plan.provenance.settings if setting.split(" ")[0] not in varied)


def _factor(factor: Factor) -> dict[str, object]:
    return {
        "path": factor.path,
        "unit": factor.unit,
        "doc": factor.doc,
        "since": factor.since,
        "levels": list(factor.levels),
        "low": factor.low,
        "high": factor.high,
    }


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


def is_in_table(key: MetricKey) -> bool:
    """Say whether a number is in the table of a sweep: of everybody, or of a group of one dimension."""
    return key.dimensions == ALL or (len(key.dimensions) == 1 and key.dimensions[0][0] != "nationality")


def _lines(point: Point) -> Iterator[tuple[object, ...]]:
    for replication, measured in point.plan.directory.replication_metrics(point.plan.replications):
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True):
            if is_in_table(key):
                cells = (key.period, key.metric, key.group, number(value), unit)
                yield (point.number, *point.values, replication, *cells)
