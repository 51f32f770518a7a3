"""`memosim backtest` replays history beside what was published."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import RESULTS, Answer, Fixed, Fresh, Jobs, Out, Replications, Scale, Seed, Set, path_of
from sim.cli.streams import print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.scenario.settings import Overrides
    from sim.study.backtest import Backtest
    from sim.study.holdout import LeftOut
    from sim.study.plans import Options
    from sim.study.progress import Watcher

_DATE = ["%Y-%m-%d"]
From = Annotated[datetime, typer.Option("--from", formats=_DATE, metavar="DATE", help="First day that is compared.")]
To = Annotated[datetime, typer.Option("--to", formats=_DATE, metavar="DATE", help="Last day that is compared.")]
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


@takes_groups
def backtest(
    *,
    first: From = datetime(2015, 10, 1),
    last: To = datetime(2017, 9, 30),
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
    answer: Answer = Answer(),
) -> None:
    """Replay history and set it beside what was published, with errors, intervals and simple rules."""
    with answer.outcome():
        from sim.api.options import Study
        from sim.cli.progress import watcher_for
        from sim.report.backtests import replay
        from sim.study.backtest import Request

        study = Study.of(
            set=changes, replications=replications, seed=seed, scale=scale, fixed=fixed, jobs=jobs, fresh=fresh, out=out
        )
        request, options = Request(_day(first), _day(last), observed, study.overrides), study.options
        with watcher_for(quiet=answer.quiet) as watcher:
            result = replay(request, options, watcher)
            left_out = _left_out(options, watcher, scale) if refit else ()
        _print(result, left_out, answer, study.overrides)


def _day(moment: datetime) -> date:
    return moment.date()


def _left_out(options: "Options", watcher: "Watcher", scale: float) -> "tuple[LeftOut, ...]":
    from sim.study.calibrate import SCALE
    from sim.study.holdout import refit

    return refit(options, watcher, scale=min(scale, SCALE))


def _print(result: "Backtest", left_out: "Sequence[LeftOut]", answer: Answer, overrides: "Overrides") -> None:
    from sim.cli.answers import backtest_answer
    from sim.cli.printing import print_tables, with_settings
    from sim.report.backtest_tables import backtest_tables, left_out_table
    from sim.study.backtest import SCENARIO

    if not answer.quiet:
        say(*result.notes)
    if answer.as_json:
        print_json(backtest_answer(result, left_out))
    else:
        tables = (*backtest_tables(result), *((left_out_table(left_out),) if left_out else ()))
        print_tables(with_settings(tables, (SCENARIO,), overrides), as_markdown=answer.as_markdown)
    if not answer.quiet:
        say(f"backtest.csv, simple_rules.csv, scores.csv and backtest.svg in {result.directory}")
