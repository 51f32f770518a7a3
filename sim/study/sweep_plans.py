"""A sweep begins with what the user asks for: a scenario, what varies in it, and how the points are laid out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.scenario.catalogue import Catalogue, catalogue_of
from sim.scenario.library import shipped_library
from sim.scenario.scenario import Overrides
from sim.scenario.settings import option_paths
from sim.study.choices import Design
from sim.study.designs import notes_on_design, points_of
from sim.study.factors import read_factors
from sim.study.plans import Options, check_replications
from sim.study.point_plans import plan_points, settled
from sim.study.quantities import read_question
from sim.study.study_files import StudyDocument, find_study
from sim.study.sweeps import SweepPlan, sweep_command

SWEEP = "sweep"


@dataclass(frozen=True)
class Asked:
    """A sweep as it is asked for, on the command line or in a file."""

    name: str
    """A shipped scenario or sweep, or the path of either."""
    vary: tuple[str, ...] = ()
    """Each as PATH=A:B:N, PATH=A:B or PATH=v1,v2; as the file of the sweep says where empty."""
    design: str | None = None
    points: int | None = None


def plan_sweep(asked: Asked, overrides: Overrides, options: Options) -> SweepPlan:
    """Lay out the points of a sweep and check every one of them.

    Args:
        asked: the sweep.
        overrides: what is changed at every point.
        options: how to compute.

    Raises:
        ScenarioError: with every problem of every point.
    """
    check_replications(overrides.replications)
    document = find_study(asked.name, SWEEP)
    name, vary = asked.name, asked.vary
    if document:
        name, vary, overrides = document.scenario, vary or document.vary, completed(document, overrides, vary)
    design = Design(asked.design or (document.design if document else "") or Design.GRID.value)
    number = asked.points or (document.points if document and asked.design is None else None)
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


def completed(document: StudyDocument, overrides: Overrides, vary: Sequence[str]) -> Overrides:
    """Add what a study's file says to what the user says, who has the last word on every path.

    Args:
        document: the file.
        overrides: what the user changes.
        vary: what the user varies, each as PATH=VALUES.
    """
    paths = {setting.partition("=")[0].strip() for setting in (*overrides.set, *vary)}
    years = None if "run.years" in paths else document.years
    replications = None if "run.replications" in paths else document.replications
    paths |= {path for path, value in option_paths(overrides).items() if value is not None}
    settings = tuple(each for each in document.settings if each.partition("=")[0] not in paths)
    return replace(
        overrides,
        set=(*settings, *overrides.set),
        years=overrides.years or years,
        replications=overrides.replications or replications,
    )


def known_parameters() -> Catalogue:
    """List the parameters that may vary."""
    return catalogue_of(shipped_library().parts)


def _measures(document: StudyDocument | None) -> tuple[str, ...]:
    asked: Sequence[str] = document.measures if document else ()
    return tuple(str(read_question(measure, "measures")) for measure in asked)
