"""History is replayed beside what was published: how far off, how sure, and whether a simple rule does better."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import final

from sim.base.days import fiscal_year, length_of_run
from sim.base.errors import Problem, ScenarioError
from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.data.observed import NOTHING, read_observed
from sim.data.published import Published, published_values, read_meanings, shipped_rows
from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.results.manifest import digest
from sim.results.metrics import natural_bounds
from sim.results.scores import Forecast, Score, forecast, score
from sim.scenario.scenario import Overrides, load_all
from sim.study.caveats import CONSTRUCTED
from sim.study.folders import open_folder
from sim.study.forcing import Forcing, forcing_of, with_forcing
from sim.study.observations import (
    Known,
    NaiveForecasts,
    joined,
    known_values,
    naive_forecasts,
    published_by_series,
    scored_in,
    shipped_history,
    with_sums,
)
from sim.study.plans import Options, Plan, check_left_alone, plan_of
from sim.study.progress import Watcher
from sim.study.tasks import IMPOSED, EvaluationTask, evaluate

SCENARIO = "observed"
"""The scenario that follows history."""
FIRST, LAST = date(2015, 10, 1), date(2017, 9, 30)
"""The calibration years."""
REPLICATIONS = 8
"""How often history is replayed unless the user says otherwise [replications]."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BacktestRequest:
    """Which stretch of history is replayed, and with whose data."""

    first: date = FIRST
    last: date = LAST
    observed: Path | None = None
    """A folder with series of the user's own."""
    overrides: Overrides = field(default_factory=Overrides)


@dataclass(frozen=True)
class ScoredValue:
    """One published value with what the model and the simple rules say of it."""

    published: Published
    simulated: Forecast | None
    """None where the model has no such number."""
    score: Score | None
    rules: NaiveForecasts


@final
@dataclass(frozen=True)
class Backtest:
    """History replayed, value by value."""

    directory: Path
    rows: tuple[ScoredValue, ...]
    notes: tuple[str, ...]
    """What must be known before a number is read."""
    replications: int
    scale: float
    command: str


@dataclass(frozen=True)
class BacktestPlan:
    """A backtest, ready to be played."""

    plan: Plan
    forcing: Forcing
    truth: tuple[Published, ...]
    known: Known
    notes: tuple[str, ...]
    directory: Path
    command: str


def plan_backtest(request: BacktestRequest, options: Options) -> BacktestPlan:
    """Read the scenario and what is known of the years asked for.

    Raises:
        ScenarioError: with every problem of the request and of the data that the user brings.
    """
    check_left_alone(request.overrides, dict.fromkeys(("run.start", "run.years"), "use --from and --to"))
    start, years = _played(request)
    overrides = _overrides(request, start, years)
    (scenario,) = load_all((SCENARIO,), overrides)
    seeds, findings = shipped_root() / "seeds", Findings()
    meanings = read_meanings(seeds, findings)
    rows = shipped_rows(seeds, meanings, findings)
    observed = read_observed(request.observed, meanings, rows, findings) if request.observed else NOTHING
    findings.raise_if_any()
    shipped = joined(published_values(seeds), shipped_history(rows, meanings))
    known = with_sums(joined(published_by_series(observed.rows, meanings), shipped))
    truth = scored_in(known, request.first, request.last + _ONE_DAY)
    if not truth:
        days, expected = (
            f"{request.first} to {request.last}",
            "days that hold a month or year of which a value is published",
        )
        raise ScenarioError((Problem("--to", 0, 0, "", days, expected),))
    plan = plan_of(SCENARIO, scenario, overrides, options)
    played = tuple(range(fiscal_year(start), fiscal_year(start) + years))
    source = forcing_of(scenario.history, (rows, with_sums(shipped)), observed, played)
    name = digest(plan.setup.run_id, observed.digest, *(" ".join(one.key.texts) for one in truth))
    notes = (*plan.provenance.notes, *_start_notes(request, start), *source.notes)
    folder, command = options.out / f"backtest-{name}", backtest_command(request, plan)
    return BacktestPlan(plan, source.forcing, truth, known_values(known), notes, folder, command)


def play(planned: BacktestPlan, options: Options, watcher: Watcher) -> Backtest:
    """Play every replication that is missing and score all of them.

    Raises:
        ResultsError: if results cannot be read or written.
        InvariantError: if a rule of the model broke.
    """
    with open_folder(planned.directory, watcher):
        (planned.directory / "replications").mkdir(exist_ok=True)
        values = evaluate(_tasks(planned, options), planned.plan.setup, options, watcher)
        watcher.writes()
    return score_values(planned, values)


def backtest_command(request: BacktestRequest, plan: Plan) -> str:
    """Write the command that repeats a backtest."""
    words = ["memosim backtest", f"--from {request.first}", f"--to {request.last}"]
    words += [f"--observed {request.observed.name}"] if request.observed else []
    words += [f"--replications {plan.replications}", f"--seed {plan.setup.seed}"]
    words += [f"--scale {plan.setup.scale!r}"] if plan.setup.scale != 1.0 else []
    return " ".join([*words, *(["--fixed"] if plan.setup.fixed else [])])


def _tasks(planned: BacktestPlan, options: Options) -> list[EvaluationTask]:
    wanted: tuple[MetricKey, ...] = tuple(one.key for one in planned.truth)
    plan, tasks = planned.plan, []
    for replication in range(1, plan.replications + 1):
        path = planned.directory / "replications" / f"{replication:04d}.json"
        if options.fresh:
            path.unlink(missing_ok=True)
        inputs = with_forcing(plan.scenario.compile(replication, fixed=plan.setup.fixed), planned.forcing)
        tasks.append(EvaluationTask(inputs, wanted, path))
    return tasks


def score_values(planned: BacktestPlan, values: Sequence[dict[MetricKey, float]]) -> Backtest:
    """Score what replications said of everything that is compared."""
    rows = []
    for one in planned.truth:
        simulated = [each[one.key] for each in values if one.key in each]
        bounds = natural_bounds(one.metric, one.unit)
        foretold = forecast(simulated, bounds) if len(simulated) == len(values) else None
        points = score(foretold, one.value, one.low, one.high) if foretold else None
        rows.append(ScoredValue(one, foretold, points, naive_forecasts(one.key, planned.known)))
    setup, notes = planned.plan.setup, (*planned.notes, *_imposed(values))
    return Backtest(planned.directory, tuple(rows), notes, len(values), setup.scale, planned.command)


def _imposed(values: Sequence[dict[MetricKey, float]]) -> tuple[str, ...]:
    """Say how many filings were forced where receipts are imposed."""
    if any(key not in each for each in values for key in IMPOSED):
        return ()
    filled, waited = (sum(each[key] for each in values) / len(values) for key in IMPOSED)
    cases, filings = count_of(round(filled), "case"), count_of(round(waited), "filing")
    return (f"Imposed receipts: {cases} brought to meet them, {filings} put off by a month.",)


def _overrides(request: BacktestRequest, start: date, years: int) -> Overrides:
    asked = request.overrides
    settings = (*asked.set, f"run.start={start}")
    replications = REPLICATIONS if asked.replications is None else asked.replications
    return Overrides(settings, replications, asked.seed, years, asked.scale)


def _played(request: BacktestRequest) -> tuple[date, int]:
    """Choose the first day played and the years: from the nearest state before the first day that is compared.

    Raises:
        ScenarioError: if the last day does not come after the first.
    """
    if request.last <= request.first:
        expected = f"a day after {request.first}"
        raise ScenarioError((Problem("--to", 0, 0, "", str(request.last), expected, "dates are written 2017-09-30"),))
    start = max((day for day in CONSTRUCTED if day <= request.first), default=request.first)
    years = 1
    while start + timedelta(days=length_of_run(start, years)) <= request.last:
        years += 1
    return start, years


def _start_notes(request: BacktestRequest, start: date) -> tuple[str, ...]:
    if start == request.first:
        return ()
    before = request.first - _ONE_DAY
    return (f"The run starts from the state built for {start}; the days to {before} warm it up and are not compared.",)
