"""`memosim run`, `compare`, `sweep` and `solve` play one scenario, several, one at many points, or to a target."""

from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import (
    AsJson,
    AsMarkdown,
    AsWorkbook,
    Executor,
    Fixed,
    Fresh,
    Jobs,
    KeepOption,
    Out,
    Precise,
    Precision,
    Quiet,
    Replications,
    Resume,
    Scale,
    Seed,
    Set,
    Vary,
    Verbose,
    Years,
    whole,
)
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say, show
from sim.study.choices import RESULTS, Design, Keep, Method

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sim.api.answers import Run


def run(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")],
    *,
    changes: Set = None,
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    replications: Replications = None,
    fixed: Fixed = False,
    precision: Precision = None,
    precise: Precise = None,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    fresh: Fresh = False,
    keep: KeepOption = Keep.SERIES,
    as_workbook: AsWorkbook = False,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Play a scenario many times and print its headline table."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import runs
        from sim.cli.answers import run_answer
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=quiet) as watcher:
            result = runs.run(
                scenario, set=changes, seed=seed, years=years, scale=scale, replications=replications, fixed=fixed,
                precision=precision, precise=precise, jobs=jobs, executor=executor, resume=resume, out=out,
                fresh=fresh, keep=keep.value, watcher=watcher,
            )  # fmt: skip
        _write_book(result.study.directory, is_wanted=as_workbook, quiet=quiet)
        if not quiet:
            _tell_notes((result,))
        if as_json:
            print_json(run_answer(result.study))
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"results and report.html in {result.study.directory}")


def compare(
    baseline: Annotated[str, typer.Argument(metavar="BASE", help="The scenario that the others are set against.")],
    others: Annotated[list[str], typer.Argument(metavar="OTHER...", help="One or more other scenarios.")],
    *,
    decompose: Annotated[
        Method | None, typer.Option("--decompose", help="What each section of the one other contributes.")
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option("--group", metavar="NAME=LAYER,LAYER", help="Sections taken together; repeatable."),
    ] = None,
    changes: Set = None,
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    replications: Replications = None,
    fixed: Fixed = False,
    precision: Precision = None,
    precise: Precise = None,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    fresh: Fresh = False,
    keep: KeepOption = Keep.METRICS,
    as_workbook: AsWorkbook = False,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Play scenarios with common random numbers and print what differs from the first."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import runs
        from sim.cli.answers import comparison_answer
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.report.tables import unseen_sentences

        with watcher_for(quiet=quiet) as watcher:
            result = runs.compare(
                baseline, *others, decompose=decompose.value if decompose else None, groups=group, set=changes,
                seed=seed, years=years, scale=scale, replications=replications, fixed=fixed, precision=precision,
                precise=precise, jobs=jobs, executor=executor, resume=resume, out=out, fresh=fresh, keep=keep.value,
                watcher=watcher,
            )  # fmt: skip
        _write_book(result.study.directory, is_wanted=as_workbook, quiet=quiet)
        if not quiet:
            _tell_notes(result.runs)
        if as_json:
            print_json(comparison_answer(result.study))
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
            show(*unseen_sentences(result.study.paired, result.study.pairings, result.baseline.replications))
        if not quiet:
            say(f"differences.csv and report.html in {result.study.directory}")


def sweep(
    scenario: Annotated[str, typer.Argument(help="A scenario, or a shipped sweep; by name or as a file.")],
    *,
    vary: Vary = None,
    design: Annotated[Design | None, typer.Option("--design", help="How points are laid out.")] = None,
    points: Annotated[
        int | None, typer.Option("--points", parser=whole(1), metavar="N", help="How many, for lhs and sobol.")
    ] = None,
    changes: Set = None,
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    replications: Replications = None,
    fixed: Fixed = False,
    jobs: Jobs = None,
    executor: Executor = "local",
    resume: Resume = False,
    out: Out = RESULTS,
    fresh: Fresh = False,
    keep: KeepOption = Keep.METRICS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Play a scenario at many points; every point is checked before the first is played."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import studies
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.report.sweeps import lead_sentence

        with watcher_for(quiet=quiet) as watcher:
            result = studies.sweep(
                scenario, vary=vary, design=design.value if design else None, points=points, set=changes, seed=seed,
                years=years, scale=scale, replications=replications, fixed=fixed, jobs=jobs, executor=executor,
                resume=resume, out=out, fresh=fresh, keep=keep.value, watcher=watcher,
            )  # fmt: skip
        if not quiet:
            say(*result.study.plan.notes)
        if as_json:
            metrics = str(result.study.directory / "metrics.csv")
            print_json(
                {"out": str(result.study.directory), "points": len(result.study.plan.points), "metrics": metrics}
            )
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
            if sentence := lead_sentence(result.study.directory):
                show(sentence)
        if not quiet:
            say(f"points.csv and metrics.csv in {result.study.directory}")


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
    seed: Seed = None,
    years: Years = None,
    scale: Scale = 1.0,
    replications: Replications = None,
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
        from sim.api import studies
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for

        targets = (*((until,) if until else ()), *(also or ()))
        with watcher_for(quiet=quiet) as watcher:
            result = studies.solve(
                scenario, vary=vary, until=targets, set=changes, seed=seed, years=years, scale=scale,
                replications=replications, fixed=fixed, jobs=jobs, executor=executor, resume=resume, out=out,
                watcher=watcher,
            )  # fmt: skip
        if as_json:
            answers = [solution.as_json() for solution in result.study.solutions]
            print_json(answers if result.study.plan.other else answers[0])
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"what was tried is in {result.study.directory}")


def _write_book(folder: "Path", *, is_wanted: bool, quiet: bool) -> None:
    from sim.cli.results import write_book

    if is_wanted:
        write_book([folder], folder / "report.xlsx", quiet=quiet)


def _tell_notes(runs: "Sequence[Run]") -> None:
    """Tell what must be known before the numbers; what is not so in every scenario is told of each by name."""
    notes = [(*run.study.plan.provenance.notes, *run.study.plan.notes) for run in runs]
    for note in dict.fromkeys(note for some in notes for note in some):
        of = [run.scenario for run, some in zip(runs, notes, strict=True) if note in some]
        say(note if len(of) == len(runs) else f"{', '.join(dict.fromkeys(of))}: {note}")
    if runs[0].replications == 1:
        say("A single replication has no interval; run more before you rely on these numbers.")
