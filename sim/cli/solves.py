"""`memosim solve` finds the value of a lever at which a target begins or ceases to be met."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    RESULTS,
    AsJson,
    AsMarkdown,
    Executor,
    Fixed,
    Jobs,
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
    from sim.study.solves import BreakEven


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
    changes: Set = None,
    replications: Replications = None,
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    fixed: Fixed = False,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find the value of a lever at which a target begins or ceases to be met; with two levers, a frontier."""
    with outcome(as_json=as_json, verbose=verbose):
        import sim
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=quiet) as watcher:
            result = sim.solve(
                scenario,
                vary=vary or (),
                until=(*((until,) if until else ()), *(also or ())),
                set=changes or (),
                replications=replications,
                seed=seed,
                years=years,
                scale=scale,
                fixed=fixed,
                jobs=jobs,
                executor=executor,
                resume=resume,
                out=out,
                watcher=watcher,
            )
        _print(result, as_json=as_json, as_markdown=as_markdown)
        if not quiet:
            say(f"what was tried is in {result.directory}")


def _print(result: "BreakEven", *, as_json: bool, as_markdown: bool) -> None:
    from sim.cli.printing import print_tables
    from sim.report.break_even_table import break_even_table

    if as_json:
        answers = [solution.as_json() for solution in result.solutions]
        print_json(answers if result.plan.other else answers[0])
    else:
        print_tables((break_even_table(result),), as_markdown=as_markdown)
