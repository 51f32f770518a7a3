"""Replay what happened beside what was published, and fit the model to it, from Python as from the command line."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sim.api.arguments import folder, number, refusal, truth, whole
from sim.api.options import Name, Settings, in_keywords, options_of, overrides_of, watcher_of
from sim.study.choices import RESULTS

if TYPE_CHECKING:
    from sim.api.history_answers import Backtest, Calibration, Ranking
    from sim.study.progress import Watcher

_ROUNDS = 10
"""Steps of the search at most [steps]."""


@in_keywords()
def backtest(
    *,
    first: date = date(2015, 10, 1),
    last: date = date(2017, 9, 30),
    observed: Name | None = None,
    refit: bool = False,
    set: Settings = None,
    replications: int | None = None,
    seed: int | None = None,
    scale: float = 1.0,
    fixed: bool = False,
    jobs: int | None = 1,
    fresh: bool = False,
    out: Name = RESULTS,
    watcher: "Watcher | None" = None,
) -> "Backtest":
    """Replay history and set it beside what was published, with errors, intervals and simple rules.

    All options but the first four are those of `run`.

    >>> result = backtest(scale=0.002, replications=1, fixed=True)
    >>> {"metric", "nationality", "period", "published", "simulated"} <= set(result.rows.columns)
    True

    Args:
        first: first day that is compared.
        last: last day that is compared.
        observed: a folder with published series of your own, as CSV files.
        refit: whether each calibration year is also foretold by numbers fitted to the other one; slow.

    Raises:
        ScenarioError: with every problem of the scenario, of the dates and of the user's series.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.api.history_answers import Backtest
    from sim.report.backtests import replay
    from sim.study.backtest import BacktestRequest
    from sim.study.calibrate import SCALE, holdout

    overrides = overrides_of(set, replications, seed, None, scale)
    options = options_of(out=out, jobs=jobs, fixed=fixed, fresh=fresh)
    path = None if observed is None else folder("--observed", observed)
    request = BacktestRequest(_day("--from", first), _day("--to", last), path, overrides)
    is_refitted, watching = truth("--refit", refit), watcher_of(watcher)
    result = replay(request, options, watching)
    left_out = holdout(options, watching, scale=min(overrides.scale, SCALE)) if is_refitted else ()
    return Backtest(result, overrides, left_out)


@in_keywords()
def calibrate(
    *,
    scale: float = 0.1,
    rounds: int = 3,
    store: bool = False,
    jobs: int | None = 1,
    out: Name = RESULTS,
    watcher: "Watcher | None" = None,
) -> "Calibration":
    """Fit the free numbers to the published totals of FY2016 and FY2017; an interrupted fit goes on.

    Args:
        scale: the share of the world that is simulated, above 0 and at most 1.
        rounds: steps of the search at most, 1 to 10.
        store: whether the fitted numbers are laid over the base of every scenario, in the installation itself.
        jobs: replications played at once, as many as cores and memory allow where None [jobs].
        out: the folder under which results are stored.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of the tables and of the options.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.api.history_answers import Calibration
    from sim.study.calibrate import calibrate as fit
    from sim.study.calibrate import plan_calibration
    from sim.study.calibration_files import store as lay_over
    from sim.study.calibration_files import write_calibration

    options, watching = options_of(out=out, jobs=jobs), watcher_of(watcher)
    expected = f"a whole number from 1 to {_ROUNDS}"
    steps, share = whole("--rounds", rounds, expected, least=1), number("--scale", scale, "a share")
    if steps > _ROUNDS:
        raise refusal("--rounds", rounds, expected)
    is_stored = truth("--store", store)
    found = fit(plan_calibration(options, scale=share), options, watching, rounds=steps)
    write_calibration(found)
    return Calibration(found, lay_over(found) if is_stored else ())


@in_keywords()
def rank_numbers(
    *, scale: float = 0.1, jobs: int | None = 1, out: Name = RESULTS, watcher: "Watcher | None" = None
) -> "Ranking":
    """Rank the uncertain numbers by what they move of history, each put to both ends of its range.

    The options are those of `calibrate`.

    Raises:
        ScenarioError, ResultsError, InvariantError: as for `calibrate`.
    """
    from sim.api.history_answers import Ranking
    from sim.study.calibrate import plan_calibration
    from sim.study.one_at_a_time import rank_parameters

    options, share = options_of(out=out, jobs=jobs), number("--scale", scale, "a share")
    plan = plan_calibration(options, scale=share, is_fitted=True)
    return Ranking(rank_parameters(plan, options, watcher_of(watcher)), plan.directory)


def _day(option: str, day: object) -> date:
    if isinstance(day, datetime):
        return day.date()
    if not isinstance(day, date):
        raise refusal(option, day, "a date, as datetime.date(2017, 2, 20)")
    return day
