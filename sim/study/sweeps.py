"""A sweep plays one scenario at many points with common random numbers and puts all results into one long table."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.results.manifest import digest
from sim.scenario.scenario import Overrides
from sim.study.choices import Design
from sim.study.experiment import Page
from sim.study.factors import VARY, Factor
from sim.study.many_runs import play_plans
from sim.study.plans import Options, command_text
from sim.study.point_plans import Point
from sim.study.progress import Watcher
from sim.study.study_folder import how_played, is_whole, opened, rewritten, study_manifest
from sim.study.sweep_tables import METRICS_TABLE, POINTS_TABLE, run_name, write_point_metrics, write_points

if TYPE_CHECKING:
    from sim.results.frames import Frame


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
        """Every number of every replication as a polars frame, with the columns of metrics.csv."""
        from sim.results.frames import point_frame  # polars takes a third of a second to load

        return point_frame(self.directory / METRICS_TABLE, ("point", "replication"))


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
    with opened(folder, watcher):
        if not is_whole(folder, manifest, POINTS_TABLE, METRICS_TABLE):
            with rewritten(folder, manifest):
                write_points(folder / POINTS_TABLE, plan.factors, plan.points)
                write_point_metrics(folder / METRICS_TABLE, plan.factors, plan.points)
        page(folder)
    return Sweep(folder, plan)


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
    return tuple(said for said in plan.points[0].plan.provenance.settings if said.split(" ")[0] not in varied)


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
