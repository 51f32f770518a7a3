"""`memosim sensitivity` tells what moves an answer; `memosim uncertainty` tells luck from not knowing."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    RESULTS,
    AsJson,
    AsMarkdown,
    Executor,
    Jobs,
    Out,
    Quiet,
    Resume,
    Scale,
    Seed,
    Set,
    Verbose,
    Years,
)
from sim.cli.outcome import outcome, print_json, say

if TYPE_CHECKING:
    from sim.study.questions import Question

Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="METRIC[group]@year", help="What is looked at; repeatable, the first leads."),
]


def sensitivity(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    measure: Measure = None,
    changes: Set = None,
    seed: Seed = None,
    years: Years = 1,
    scale: Scale = 0.1,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Screen all uncertain numbers, then put the largest to both ends and share out the variance."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.facts.scenario import Overrides
        from sim.report.sensitivity_tables import sensitivity_tables
        from sim.study.plans import Options
        from sim.study.sensitivity import COLUMNS
        from sim.study.sensitivity import sensitivity as study

        overrides = Overrides(tuple(changes or ()), None, seed, years, scale)
        options = Options(out, jobs, fixed=True, executor=executor, resume=resume)
        with watcher_for(quiet=quiet) as watcher:
            found = study(scenario, _questions(measure), overrides, options, watcher=watcher, tell=say)
        if as_json:
            effects = [{**dict(zip(COLUMNS, line, strict=True)), "value": float(line[5])} for line in found.lines()]
            print_json({"out": str(found.directory), "effects": effects})
        else:
            print_tables(sensitivity_tables(found), as_markdown=as_markdown)
        if not quiet:
            say(f"effects.csv in {found.directory}")


def uncertainty(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    against: Annotated[
        str | None, typer.Option("--against", metavar="BASE", help="Look at differences from a baseline.")
    ] = None,
    measure: Measure = None,
    changes: Set = None,
    seed: Seed = None,
    years: Years = 1,
    scale: Scale = 0.1,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say what luck and what ignorance contribute, and against a baseline what would turn the sign of a difference."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.facts.scenario import Overrides
        from sim.report.sensitivity_tables import uncertainty_tables
        from sim.study.plans import Options
        from sim.study.uncertainty import uncertainty as study

        overrides = Overrides(tuple(changes or ()), None, seed, years, scale)
        options = Options(out, jobs, executor=executor, resume=resume)
        with watcher_for(quiet=quiet) as watcher:
            found = study(scenario, against, _questions(measure), overrides, options, watcher=watcher, tell=say)
        if as_json:
            print_json({"out": str(found.directory), **found.as_json()})
        else:
            print_tables(uncertainty_tables(found), as_markdown=as_markdown)
        if not quiet:
            say(f"shares.csv and flips.csv in {found.directory}")


def _questions(measures: Sequence[str] | None) -> "tuple[Question, ...]":
    from sim.study.questions import FIVE, read_question

    return tuple(read_question(measure, "--measure") for measure in measures or ()) or FIVE
