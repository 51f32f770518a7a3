"""`memosim solve` finds the value of a lever at which a target begins or ceases to be met."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import Answer, Often, Vary, Where, World
from sim.cli.streams import print_json, say

if TYPE_CHECKING:
    from sim.study.solves import BreakEven


@takes_groups
def solve(
    scenario: Annotated[str, typer.Argument(help="A scenario, or a shipped break-even; by name or as a file.")],
    *,
    vary: Vary = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="TARGET", help="What is to hold: METRIC[group]@year<=VALUE.")
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option("--and", metavar="TARGET", help="What is to hold as well; repeatable.")
    ] = None,
    world: World = World(),
    often: Often = Often(),
    where: Where = Where(),
    answer: Answer = Answer(),
) -> None:
    """Find the value of a lever at which a target begins or ceases to be met; with two levers, a frontier."""
    with answer.outcome():
        from sim.api import studies
        from sim.cli.progress import watcher_for

        targets = (*((until,) if until else ()), *(also or ()))
        with watcher_for(quiet=answer.quiet) as watcher:
            played = {**vars(world), **vars(often), **vars(where)}
            result = studies.solve(scenario, vary=vary or (), until=targets, **played, watcher=watcher)
        _print(result, answer)
        if not answer.quiet:
            say(f"what was tried is in {result.directory}")


def _print(result: "BreakEven", answer: Answer) -> None:
    from sim.cli.printing import print_tables
    from sim.report.break_even_table import break_even_table

    if answer.as_json:
        answers = [solution.as_json() for solution in result.solutions]
        print_json(answers if result.plan.other else answers[0])
    else:
        print_tables((break_even_table(result),), as_markdown=answer.as_markdown)
