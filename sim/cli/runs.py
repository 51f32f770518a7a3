"""`memosim run` plays one scenario, `memosim compare` several with common random numbers."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import Answer, AsWorkbook, KeepWord, Look, Narrow, Often, Stored, Where, World
from sim.cli.report import write_book
from sim.cli.streams import print_json, say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.study.comparison import Comparison
    from sim.study.experiment import Run


class MethodWord(StrEnum):
    """How a package is taken apart."""

    STACKED = "stacked"
    SHAPLEY = "shapley"


@takes_groups
def run(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    world: World = World(),
    often: Often = Often(),
    narrow: Narrow = Narrow(),
    where: Where = Where(),
    stored: Stored = Stored(keep=KeepWord.SERIES),
    as_workbook: AsWorkbook = False,
    answer: Answer = Answer(),
) -> None:
    """Play a scenario many times and print its headline table."""
    with answer.outcome():
        from sim.api import runs
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=answer.quiet) as watcher:
            played = {**vars(world), **vars(often), **vars(narrow), **vars(where), **vars(stored)}
            result = runs.run(scenario, **played, watcher=watcher)
        if as_workbook:
            write_book([result.directory], result.directory / "report.xlsx", quiet=answer.quiet)
        _print_run(result, answer.look, quiet=answer.quiet)


@takes_groups
def compare(
    baseline: Annotated[str, typer.Argument(metavar="BASE", help="The scenario that the others are set against.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="One or more other scenarios.")],
    *,
    decompose: Annotated[
        MethodWord | None, typer.Option("--decompose", help="What each section of the one other contributes.")
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=LAYER,LAYER", help="Sections taken together; repeatable."),
    ] = None,
    world: World = World(),
    often: Often = Often(),
    narrow: Narrow = Narrow(),
    where: Where = Where(),
    stored: Stored = Stored(),
    as_workbook: AsWorkbook = False,
    answer: Answer = Answer(),
) -> None:
    """Play scenarios with common random numbers and print what differs from the first."""
    with answer.outcome():
        from sim.api import runs
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=answer.quiet) as watcher:
            played = {**vars(world), **vars(often), **vars(narrow), **vars(where), **vars(stored)}
            result = runs.compare(baseline, *others, decompose=decompose, groups=group or (), **played, watcher=watcher)
        if as_workbook:
            write_book([result.directory], result.directory / "report.xlsx", quiet=answer.quiet)
        _print_comparison(result, answer.look, quiet=answer.quiet)


def _print_run(result: "Run", wanted: Look, *, quiet: bool) -> None:
    from sim.cli.answers import run_answer
    from sim.cli.printing import print_tables
    from sim.report.cohort_table import cohort_table
    from sim.report.history import follows_history, history_table
    from sim.report.tables import noted, run_table
    from sim.study.caveats import arrivals_of

    setup = result.plan.setup
    if not quiet:
        _tell_notes((result,))
    if wanted is Look.JSON:
        print_json(run_answer(result))
    else:
        estimates = result.estimates
        tables = [run_table(setup.name, estimates, interval=setup.interval_label, scale=setup.scale)]
        tables[0] = noted(tables[0], _said((result,)))
        if follows_history(arrivals_of(result.plan.scenario)) and (beside := history_table(estimates)):
            tables.append(beside)
        if followed := cohort_table(estimates):
            tables.append(followed)
        print_tables(tables, as_markdown=wanted is Look.MARKDOWN)
    if not quiet:
        say(f"results and report.html in {result.directory}")


def _print_comparison(result: "Comparison", wanted: Look, *, quiet: bool) -> None:
    from sim.cli.answers import comparison_answer
    from sim.cli.printing import print_tables
    from sim.report.contribution_table import contribution_table
    from sim.report.pairing_table import pairing_tables, unseen_sentences
    from sim.report.tables import difference_tables, level_table, noted

    setup = result.baseline.plan.setup
    if not quiet:
        _tell_notes((result.baseline, *result.others))
    if wanted is Look.JSON:
        print_json(comparison_answer(result))
    else:
        levels = [(run.scenario, run.estimates) for run in (result.baseline, *result.others)]
        interval = setup.interval_label
        changes = difference_tables(setup.name, result.paired, interval=interval, scale=setup.scale)
        pairing = pairing_tables(setup.name, result.pairings) if result.baseline.plan.replications > 1 else ()
        said = _said((result.baseline, *result.others))
        told = [noted(table, said) for table in (*changes, level_table(levels, setup.scale))]
        print_tables((*told, *pairing), as_markdown=wanted is Look.MARKDOWN)
        if result.decomposition:
            print_tables((contribution_table(result.decomposition),), as_markdown=wanted is Look.MARKDOWN)
        show(*unseen_sentences(result.paired, result.pairings, result.baseline.plan.replications))
    if not quiet:
        say(f"differences.csv and report.html in {result.directory}")


def _said(runs: "Sequence[Run]") -> str:
    """What the user set, and in which scenarios."""
    from sim.study.caveats import settings_sentence

    return settings_sentence([(run.scenario, run.plan.provenance.settings) for run in runs])


def _tell_notes(runs: "Sequence[Run]") -> None:
    """Tell what must be known before the numbers; what is not so in every scenario is told of each by name."""
    notes = [(*run.plan.provenance.notes, *run.plan.notes) for run in runs]
    for note in dict.fromkeys(note for some in notes for note in some):
        of = [run.scenario for run, some in zip(runs, notes, strict=True) if note in some]
        say(note if len(of) == len(runs) else f"{', '.join(dict.fromkeys(of))}: {note}")
    if runs[0].plan.replications == 1:
        say("A single replication has no interval; run more before you rely on these numbers.")
