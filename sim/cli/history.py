"""`memosim backtest` replays history beside what was published; `memosim calibrate` fits the model to it."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import (
    AsJson,
    AsMarkdown,
    Fixed,
    Fresh,
    Jobs,
    Out,
    Quiet,
    Replications,
    Scale,
    Seed,
    Set,
    Verbose,
    day,
    path_of,
    share,
    whole,
)
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say, show
from sim.study.choices import RESULTS

From = Annotated[date, typer.Option("--from", parser=day, metavar="DATE", help="First day that is compared.")]
To = Annotated[date, typer.Option("--to", parser=day, metavar="DATE", help="Last day that is compared.")]
Observed = Annotated[
    Path | None,
    typer.Option(
        "--observed",
        metavar="DIR",
        help="A folder with published series of your own, as CSV files.",
        parser=path_of,
    ),
]
Refit = Annotated[
    bool, typer.Option("--refit", help="Also foretell each calibration year by numbers fitted to the other one; slow.")
]
FitScale = Annotated[
    float, typer.Option("--scale", parser=share, metavar="F", help="The share of the population that is played.")
]
Rounds = Annotated[int, typer.Option("--rounds", parser=whole(1, 10), metavar="N", help="Steps of the search at most.")]
Attempts = Annotated[
    bool,
    typer.Option("--attempts", help="Only measure anew how arrests lead to returns, from which first attempts follow."),
]
Parameters = Annotated[
    bool,
    typer.Option("--rank", "--leaves", help="Only rank the uncertain numbers, each put to both ends."),
]
Store = Annotated[bool, typer.Option("--store", help="Lay the fitted numbers over the base of every scenario.")]


def backtest(
    *,
    first: From = date(2015, 10, 1),
    last: To = date(2017, 9, 30),
    observed: Observed = None,
    refit: Refit = False,
    changes: Set = None,
    replications: Replications = None,
    seed: Seed = None,
    scale: Scale = 1.0,
    fixed: Fixed = False,
    jobs: Jobs = None,
    fresh: Fresh = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Replay history and set it beside what was published, with errors, intervals and simple rules."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import history
        from sim.cli.answers import backtest_answer
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for

        with watcher_for(quiet=quiet) as watcher:
            result = history.backtest(
                first=first, last=last, observed=observed, refit=refit, set=changes, replications=replications,
                seed=seed, scale=scale, fixed=fixed, jobs=jobs, fresh=fresh, out=out, watcher=watcher,
            )  # fmt: skip
        if not quiet:
            say(*result.notes)
        if as_json:
            print_json(backtest_answer(result.study, result.left_out))
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"backtest.csv, simple_rules.csv, scores.csv and backtest.svg in {result.study.directory}")


def calibrate(
    *,
    scale: FitScale = 0.1,
    rounds: Rounds = 3,
    store: Store = False,
    attempts: Attempts = False,
    parameters: Parameters = False,
    jobs: Jobs = None,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Fit the free numbers to the published totals of FY2016 and FY2017; an interrupted fit goes on."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import history
        from sim.cli.printing import print_tables
        from sim.cli.progress import watcher_for
        from sim.study.calibration_files import fit_rows

        if attempts:
            _measure_attempts(as_json=as_json)
            return
        with watcher_for(quiet=quiet) as watcher:
            if parameters:
                ranking = history.rank_numbers(scale=scale, jobs=jobs, out=out, watcher=watcher)
            else:
                result = history.calibrate(scale=scale, rounds=rounds, store=store, jobs=jobs, out=out, watcher=watcher)
        if parameters:
            if as_json:
                print_json([vars(one) for one in ranking.numbers])
            else:
                print_tables(ranking.tables(), as_markdown=as_markdown)
            return
        if result.stored and not as_json:
            _measure_attempts(as_json=False)
        if as_json:
            names = ("metric", "group", "period", "published", "start", "fitted")
            rows = [dict(zip(names, row, strict=True)) for row in fit_rows(result.study)]
            print_json({"rows": rows, "runs": result.study.played, "out": str(result.study.problem.directory)})
        else:
            print_tables(result.tables(), as_markdown=as_markdown)
        if not quiet:
            say(f"fitted.yaml, fit.csv, numbers.csv and correlation.csv in {result.study.problem.directory}")
            say(*(f"stored {path}" for path in result.stored))


def _measure_attempts(*, as_json: bool) -> None:
    """Store anew what first attempts follow from, and say whether it was out of date."""
    from sim.data.returned import RETURNED
    from sim.data.seeds import shipped_root
    from sim.study.returned_shares import calibrate_attempts, is_stale

    seeds = shipped_root() / "seeds"
    was_stale = is_stale(seeds)
    measured = calibrate_attempts(seeds)
    if as_json:
        print_json({"table": f"seeds/{RETURNED}", "digest": measured.digest, "was_stale": was_stale})
        return
    show(
        f"seeds/{RETURNED} is {'measured anew; it was out of date' if was_stale else 'measured again; it was current'}"
    )
