"""`memosim sensitivity` tells what moves an answer; `memosim uncertainty` tells chance from parametric uncertainty."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import Answer, Where, World
from sim.cli.streams import print_json, say

if TYPE_CHECKING:
    from sim.study.quantities import Question

Measure = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="METRIC[group]@year", help="What is looked at; repeatable, the first leads."),
]

_QUICK = World(years=1, scale=0.1)
"""Many runs are played, so each is short and of a tenth of the population."""


@takes_groups
def sensitivity(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    measure: Measure = None,
    world: World = _QUICK,
    where: Where = Where(),
    answer: Answer = Answer(),
) -> None:
    """Screen all uncertain numbers, then put the largest to both ends and share out the variance."""
    with answer.outcome():
        from sim.api.options import Study
        from sim.cli.printing import print_tables, with_settings
        from sim.cli.progress import watcher_for
        from sim.report.sensitivity_tables import sensitivity_tables
        from sim.study.sensitivity import COLUMNS
        from sim.study.sensitivity import sensitivity as screen

        study, questions = Study.of(**vars(world), **vars(where), fixed=True), _questions(measure)
        with watcher_for(quiet=answer.quiet) as watcher:
            found = screen(scenario, questions, study.overrides, study.options, watcher=watcher, tell=say)
        if answer.as_json:
            effects = [{**dict(zip(COLUMNS, line, strict=True)), "value": float(line[5])} for line in found.lines()]
            print_json({"out": str(found.directory), "effects": effects})
        else:
            tables = with_settings(sensitivity_tables(found), (scenario,), study.overrides)
            print_tables(tables, as_markdown=answer.as_markdown)
        if not answer.quiet:
            say(f"effects.csv in {found.directory}")


@takes_groups
def uncertainty(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    against: Annotated[
        str | None, typer.Option("--against", metavar="BASE", help="Look at differences from a baseline.")
    ] = None,
    measure: Measure = None,
    world: World = _QUICK,
    where: Where = Where(),
    answer: Answer = Answer(),
) -> None:
    """Say what chance and uncertain parameters contribute, and what would turn the sign of a difference."""
    with answer.outcome():
        from sim.api.options import Study
        from sim.cli.printing import print_tables, with_settings
        from sim.cli.progress import watcher_for
        from sim.report.sensitivity_tables import uncertainty_tables
        from sim.study.uncertainty import uncertainty as share_out

        study, questions = Study.of(**vars(world), **vars(where)), _questions(measure)
        with watcher_for(quiet=answer.quiet) as watcher:
            found = share_out(scenario, against, questions, study.overrides, study.options, watcher=watcher, tell=say)
        if answer.as_json:
            print_json({"out": str(found.directory), **found.as_json()})
        else:
            names = (scenario, against) if against else (scenario,)
            tables = with_settings(uncertainty_tables(found), names, study.overrides)
            print_tables(tables, as_markdown=answer.as_markdown)
        if not answer.quiet:
            say(f"shares.csv and flips.csv in {found.directory}")


def _questions(measures: Sequence[str] | None) -> "tuple[Question, ...]":
    from sim.study.quantities import FIVE, read_question

    return tuple(read_question(measure, "--measure") for measure in measures or ()) or FIVE
