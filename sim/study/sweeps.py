"""A sweep plays one scenario at many points with common random numbers and puts all results into one long table."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.results.atomic_files import sweep
from sim.results.manifest import digest, forget_manifest, program_version, stored_manifest, write_manifest
from sim.results.run_directory import locked
from sim.scenario.scenario import Overrides
from sim.study.choices import Design
from sim.study.executors import Work
from sim.study.experiment import Page, explained
from sim.study.factors import VARY, Factor
from sim.study.many_runs import play_plans
from sim.study.plans import Options, command_text
from sim.study.point_plans import Point
from sim.study.progress import Watcher
from sim.study.sweep_tables import METRICS_TABLE, POINTS_TABLE, run_name, write_point_metrics, write_points
from sim.study.tasks import Done, Task, perform

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


def sweep_points(
    plan: SweepPlan, options: Options, watcher: Watcher, *, page: Page, work: Work[Task, Done] = perform
) -> Sweep:
    """Play every replication of every point that is not there yet, and write the tables.

    Args:
        plan: what to play.
        options: how to compute.
        watcher: told how it goes.
        page: writes the report of the finished folder.
        work: plays one replication.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    play_plans([point.plan for point in plan.points], options, watcher, work)
    folder = options.out / f"sweep-{digest(*(run_name(point) for point in plan.points))}"
    watcher.writes()
    with explained():
        folder.mkdir(parents=True, exist_ok=True)
        with locked((folder,), watcher.waits_for):
            sweep(folder)
            _write(folder, plan)
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


def _write(folder: Path, plan: SweepPlan) -> None:
    """Write the tables where they are not whole; the manifest goes first and comes last."""
    manifest = _manifest(folder, plan)
    if stored_manifest(folder) == manifest and all((folder / name).exists() for name in (POINTS_TABLE, METRICS_TABLE)):
        return
    forget_manifest(folder)
    write_points(folder / POINTS_TABLE, plan.factors, plan.points)
    write_point_metrics(folder / METRICS_TABLE, plan.factors, plan.points)
    write_manifest(folder, manifest)


def _manifest(folder: Path, plan: SweepPlan) -> dict[str, object]:
    first = plan.points[0].plan
    return {
        "kind": "sweep",
        "id": folder.name,
        "scenario": first.setup.name,
        "title": plan.title or first.setup.title,
        "summary": plan.summary or first.setup.summary,
        "design": plan.design.value,
        "factors": [_factor(factor) for factor in plan.factors],
        "points": len(plan.points),
        "measures": list(plan.measures),
        "runs": [run_name(point) for point in plan.points],
        "set": [*_common(plan), *(f"{factor.path} varies {factor.since}" for factor in plan.factors if factor.since)],
        "start": first.setup.start.isoformat(),
        "years": first.setup.years,
        "seed": first.setup.seed,
        "replications": first.replications,
        "fixed": first.setup.fixed,
        "scale": first.setup.scale,
        "interval": first.setup.interval_label,
        "command": plan.command,
        "versions": {"memosim": program_version()},
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
