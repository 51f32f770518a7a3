"""`memosim sweep` plays one scenario at many points and puts the results into one long table."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import Answer, Often, Stored, Vary, Where, World, whole
from sim.cli.streams import print_json, say, show

if TYPE_CHECKING:
    from sim.study.sweeps import Sweep


class DesignWord(StrEnum):
    """How the points of a sweep are laid out."""

    GRID = "grid"
    LHS = "lhs"
    SOBOL = "sobol"


@takes_groups
def sweep(
    scenario: Annotated[str, typer.Argument(help="A scenario, or a shipped sweep; by name or as a file.")],
    *,
    vary: Vary = None,
    design: Annotated[DesignWord | None, typer.Option("--design", help="How points are laid out.")] = None,
    points: Annotated[
        int | None, typer.Option("--points", parser=whole(1), metavar="N", help="How many, for lhs and sobol.")
    ] = None,
    world: World = World(),
    often: Often = Often(),
    where: Where = Where(),
    stored: Stored = Stored(),
    answer: Answer = Answer(),
) -> None:
    """Play a scenario at many points; every point is checked before the first is played."""
    with answer.outcome():
        from sim.api import studies
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=answer.quiet) as watcher:
            played = {**vars(world), **vars(often), **vars(where), **vars(stored)}
            result = studies.sweep(scenario, vary=vary or (), design=design, points=points, **played, watcher=watcher)
        if not answer.quiet:
            say(*result.plan.notes)
        _print(result, answer)
        if not answer.quiet:
            say(f"points.csv and metrics.csv in {result.directory}")


def _print(result: "Sweep", answer: Answer) -> None:
    from sim.cli.printing import print_tables
    from sim.report.sweep_table import sweep_table
    from sim.report.sweeps import lead_sentence

    if answer.as_json:
        metrics = str(result.directory / "metrics.csv")
        print_json({"out": str(result.directory), "points": len(result.plan.points), "metrics": metrics})
    else:
        print_tables((sweep_table(result.directory),), as_markdown=answer.as_markdown)
        if sentence := lead_sentence(result.directory):
            show(sentence)
