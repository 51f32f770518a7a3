"""`memosim calibrate` fits the model to FY2016 and FY2017."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.grouping import takes_groups
from sim.cli.options import RESULTS, Answer, Jobs, Out, share, whole
from sim.cli.streams import print_json, say, show

FitScale = Annotated[
    float, typer.Option("--scale", parser=share, metavar="F", help="The share of the population that is played.")
]
Rounds = Annotated[int, typer.Option("--rounds", parser=whole(1, 10), metavar="N", help="Steps of the search at most.")]
Attempts = Annotated[
    bool,
    typer.Option("--attempts", help="Only measure anew how arrests lead to returns, from which first attempts follow."),
]
Parameters = Annotated[
    bool, typer.Option("--leaves", help="Only rank the uncertain numbers, each put to both ends of its range.")
]
Store = Annotated[bool, typer.Option("--store", help="Lay the fitted numbers over the base of every scenario.")]


@takes_groups
def calibrate(
    *,
    scale: FitScale = 0.1,
    rounds: Rounds = 3,
    store: Store = False,
    attempts: Attempts = False,
    parameters: Parameters = False,
    jobs: Jobs = None,
    out: Out = RESULTS,
    answer: Answer = Answer(),
) -> None:
    """Fit the free numbers to the published totals of FY2016 and FY2017; an interrupted fit goes on."""
    with answer.outcome():
        if attempts:
            _measure_attempts(as_json=answer.as_json)
            return
        if parameters:
            _rank_parameters(scale, out, jobs, answer)
            return
        from sim.cli.progress import watcher_for
        from sim.study.calibrate import calibrate as fit
        from sim.study.calibrate import plan_calibration
        from sim.study.calibration_files import fit_rows, write_calibration
        from sim.study.calibration_files import store as keep
        from sim.study.plans import Options

        options = Options(out, jobs)
        with watcher_for(quiet=answer.quiet) as watcher:
            found = fit(plan_calibration(options, scale=scale), options, watcher, rounds=rounds)
        folder = write_calibration(found)
        stored = keep(found) if store else ()
        if stored and not answer.as_json:
            _measure_attempts(as_json=False)
        if answer.as_json:
            names = ("metric", "group", "period", "published", "start", "fitted")
            rows = [dict(zip(names, row, strict=True)) for row in fit_rows(found)]
            print_json({"rows": rows, "runs": found.played, "out": str(folder)})
        else:
            from sim.cli.printing import print_tables
            from sim.report.calibration_tables import calibration_tables

            print_tables(calibration_tables(found), as_markdown=answer.as_markdown)
        if not answer.quiet:
            say(f"fitted.yaml, fit.csv, numbers.csv and correlation.csv in {folder}")
            say(*(f"stored {path}" for path in stored))


def _measure_attempts(*, as_json: bool) -> None:
    """Store anew what first attempts follow from, and say whether it was out of date."""
    from sim.data.returned import RETURNED
    from sim.data.seeds import shipped_root
    from sim.study.first_attempts import calibrate_attempts, is_stale

    seeds = shipped_root() / "seeds"
    was_stale = is_stale(seeds)
    measured = calibrate_attempts(seeds)
    if as_json:
        print_json({"table": f"seeds/{RETURNED}", "digest": measured.digest, "was_stale": was_stale})
        return
    show(
        f"seeds/{RETURNED} is {'measured anew; it was out of date' if was_stale else 'measured again; it was current'}"
    )


def _rank_parameters(scale: float, out: Path, jobs: int | None, answer: Answer) -> None:
    """Print the numbers that move the targets most, with how weak their sources are."""
    from sim.cli.printing import print_tables
    from sim.cli.progress import watcher_for
    from sim.report.calibration_tables import weighty_table
    from sim.study.calibrate import plan_calibration
    from sim.study.one_at_a_time import TEN, weighty
    from sim.study.plans import Options

    options = Options(out, jobs)
    with watcher_for(quiet=answer.quiet) as watcher:
        found = weighty(plan_calibration(options, scale=scale, is_fitted=True), options, watcher)
    if answer.as_json:
        print_json([vars(one) for one in found])
    else:
        print_tables([weighty_table(found[:TEN])], as_markdown=answer.as_markdown)
