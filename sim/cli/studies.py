"""`memosim sensitivity`, `uncertainty` and `discover` tell what an answer depends on, and when it holds."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
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
    path_of,
)
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say, show
from sim.study.choices import RESULTS

Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="METRIC[group]@year", help="What is looked at; repeatable, the first leads."),
]
_TENTH = 0.1
"""Many runs are played, so each is short and of a tenth of the population [share]."""


class Better(StrEnum):
    """Which end of a number is the good one."""

    LOW = "low"
    HIGH = "high"


def sensitivity(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    measure: Measure = None,
    changes: Set = None,
    seed: Seed = None,
    years: Years = 1,
    scale: Scale = _TENTH,
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
        from sim.api import studies
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.study.sensitivity import COLUMNS

        with watcher_for(quiet=quiet) as watcher:
            result = studies.sensitivity(
                scenario, measure=measure, set=changes, seed=seed, years=years, scale=scale, jobs=jobs,
                executor=executor, resume=resume, out=out, watcher=watcher, tell=say,
            )  # fmt: skip
        if as_json:
            lines = result.study.lines()
            effects = [{**dict(zip(COLUMNS, line, strict=True)), "value": float(line[5])} for line in lines]
            print_json({"out": str(result.study.directory), "effects": effects})
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"effects.csv in {result.study.directory}")


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
    scale: Scale = _TENTH,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say what chance and uncertain parameters contribute, and what would turn the sign of a difference."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import studies
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=quiet) as watcher:
            result = studies.uncertainty(
                scenario, against=against or None, measure=measure, set=changes, seed=seed, years=years, scale=scale,
                jobs=jobs, executor=executor, resume=resume, out=out, watcher=watcher, tell=say,
            )  # fmt: skip
        if as_json:
            print_json({"out": str(result.study.directory), **result.study.as_json()})
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"shares.csv and flips.csv in {result.study.directory}")


def discover(
    sweep: Annotated[
        Path, typer.Argument(metavar="SWEEP", help="The folder that `memosim sweep` wrote.", parser=path_of)
    ],
    *,
    where: Annotated[
        str | None, typer.Option("--where", metavar="TARGET", help="What is to hold: METRIC[group]@year<=VALUE.")
    ] = None,
    lever: Annotated[
        str | None, typer.Option("--lever", metavar="PATH", help="The factor that is chosen; the others are futures.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="METRIC[group]", help="What a choice is judged by.")
    ] = None,
    better: Annotated[Better, typer.Option("--better", help="Whether low or high is good.")] = Better.LOW,
    as_markdown: AsMarkdown = False,
    verbose: Verbose = False,
) -> None:
    """Say in words where a result holds; with --lever and --measure, the regret of every choice over all futures."""
    with outcome(as_json=False, verbose=verbose):
        from sim.api import studies
        from sim.cli.printing import print_tables

        result = studies.discover(sweep, where=where, lever=lever, measure=measure, better=better.value)
        if result.words:
            show(result.words)
        if result.choices:
            print_tables(result.tables(), as_markdown=as_markdown)
