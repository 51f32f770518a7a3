"""`memosim sweep` plays one scenario at many points and puts the results into one long table."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    RESULTS,
    AsJson,
    AsMarkdown,
    Executor,
    Fixed,
    Fresh,
    Jobs,
    KeepOption,
    KeepWord,
    Out,
    Quiet,
    Replications,
    Resume,
    Scale,
    Seed,
    Set,
    Vary,
    Verbose,
    Years,
)
from sim.cli.outcome import outcome, print_json, say

if TYPE_CHECKING:
    from sim.study.sweeps import Sweep


class DesignWord(StrEnum):
    """How the points of a sweep are laid out."""

    GRID = "grid"
    LHS = "lhs"
    SOBOL = "sobol"


def sweep(
    scenario: Annotated[str, typer.Argument(help="A scenario, or a shipped sweep; by name or as a file.")],
    *,
    vary: Vary = None,
    design: Annotated[DesignWord | None, typer.Option("--design", help="How points are laid out.")] = None,
    points: Annotated[int | None, typer.Option("--points", min=1, help="How many, for lhs and sobol.")] = None,
    changes: Set = None,
    replications: Replications = None,
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    fixed: Fixed = False,
    jobs: Jobs = None,
    executor: Executor = "local",
    fresh: Fresh = False,
    resume: Resume = False,
    out: Out = RESULTS,
    keep: KeepOption = KeepWord.METRICS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Play a scenario at many points; every point is checked before the first is played."""
    with outcome(as_json=as_json, verbose=verbose):
        import sim
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=quiet) as watcher:
            result = sim.sweep(
                scenario,
                vary=vary or (),
                design=design.value if design else None,
                points=points,
                set=changes or (),
                replications=replications,
                seed=seed,
                years=years,
                scale=scale,
                fixed=fixed,
                fresh=fresh,
                keep=keep.value,
                jobs=jobs,
                executor=executor,
                resume=resume,
                out=out,
                watcher=watcher,
            )
        _print(result, as_json=as_json, as_markdown=as_markdown)
        if not quiet:
            say(f"points.csv and metrics.csv in {result.directory}")


def _print(result: "Sweep", *, as_json: bool, as_markdown: bool) -> None:
    from sim.cli.printing import print_tables
    from sim.report.sweep_table import sweep_table

    if as_json:
        metrics = str(result.directory / "metrics.csv")
        print_json({"out": str(result.directory), "points": len(result.plan.points), "metrics": metrics})
    else:
        print_tables((sweep_table(result.directory),), as_markdown=as_markdown)
