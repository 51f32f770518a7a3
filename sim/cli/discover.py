"""`memosim discover` says when a result of a sweep holds, and which choice is regretted least."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsMarkdown, Verbose, path_of
from sim.cli.outcome import outcome
from sim.cli.streams import show

if TYPE_CHECKING:
    from sim.report.tables import Table
    from sim.study.discovery import Choice
    from sim.study.quantities import Question


class Better(StrEnum):
    """Which end of a number is the good one."""

    LOW = "low"
    HIGH = "high"


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
        from sim.base.errors import Problem, ScenarioError
        from sim.cli.printing import print_tables
        from sim.study.discovery import discover as study
        from sim.study.discovery import in_words, regret
        from sim.study.quantities import read_question, read_target

        if not where and not (lever and measure):
            expected = "--where TARGET, or --lever PATH with --measure METRIC"
            raise ScenarioError((Problem("discover", 0, 0, "", "nothing to look for", expected),))
        target = read_target(where, "--where") if where else None
        if target:
            show(in_words(study(sweep, target)))
        if lever and measure:
            question = read_question(measure, "--measure")
            choices = regret(sweep, lever, question, is_lower_better=better is Better.LOW, target=target)
            print_tables((_table(lever, question, choices),), as_markdown=as_markdown)


def _table(lever: str, question: "Question", choices: "tuple[Choice, ...]") -> "Table":
    from sim.report.numbers import printed, printed_unit
    from sim.report.tables import Table

    unit = question.unit
    rows = tuple(
        (
            one.level,
            printed(one.mean, unit),
            printed(one.worst_regret, unit),
            printed(one.mean_regret, unit),
            "" if one.met is None else f"{one.met:.0%}",
        )
        for one in choices
    )
    note = f"{question}, {printed_unit(unit)}; a regret is how far a choice is behind the best one in the same future."
    columns = (lever, "Mean", "Worst regret", "Mean regret", "Target met in")
    return Table("Choices over all futures, the least worst regret first", note, columns, rows)
