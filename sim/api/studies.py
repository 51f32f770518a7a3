"""Sweep, solve, look for what matters and for when a result holds, from Python as from the command line."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.api.arguments import factors, folder, refusal, scenario_name, texts, whole, word
from sim.api.options import (
    Factors,
    Name,
    Settings,
    Texts,
    in_keywords,
    options_of,
    overrides_of,
    questions_of,
    watcher_of,
)
from sim.study.choices import RESULTS, Design

if TYPE_CHECKING:
    from sim.api.study_answers import BreakEven, Discovery, Sensitivity, Sweep, Uncertainty
    from sim.study.executors import Pool
    from sim.study.progress import Watcher

Tell = Callable[[str], None]
"""Told a sentence."""


@in_keywords()
def sweep(
    scenario: Name,
    *,
    vary: Factors = None,
    design: str | None = None,
    points: int | None = None,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    replications: int | None = None,
    fixed: bool = False,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    fresh: bool = False,
    keep: str = "metrics",
    watcher: "Watcher | None" = None,
) -> "Sweep":
    """Play a scenario at many points with common random numbers, and put the results of all into one long table.

    Every point is read and checked before the first is played. All options but the first three are those of `run`.

    >>> result = sweep(
    ...     "status-quo", vary={"detention.beds.adult": [20000, 40000]}, scale=0.002, years=1, replications=2
    ... )
    >>> result.points["detention.beds.adult"].to_list()
    [20000, 40000]

    Args:
        scenario: the name of a shipped scenario or sweep, or the path of a file of either.
        vary: what varies, each as `PATH=A:B:N` (ends included), `PATH=A:B` (a range) or `PATH=v1,v2`; or a mapping
            from paths to lists of levels, or to what stands after `PATH=`.
        design: `grid`, `lhs` or `sobol`; a grid, or as the sweep's file says, where None.
        points: how many points of `lhs` or `sobol`.

    Raises:
        ScenarioError: with every problem of every point.
        ResultsError, InvariantError: if results cannot be written, or a rule of the model broke.
    """
    from sim.api.study_answers import Sweep
    from sim.report.reports import write_report
    from sim.study.points import MOST_POINTS
    from sim.study.sweeps import SweepRequest, plan_sweep, sweep_points

    overrides = overrides_of(set, replications, seed, years, scale)
    options = options_of(out=out, jobs=jobs, fixed=fixed, executor=executor, resume=resume, fresh=fresh, keep=keep)
    watching, varied = watcher_of(watcher), factors(vary)
    layout = None if design is None else word("--design", design, [each.value for each in Design])
    number = None if points is None else whole("--points", points, f"a whole number from 1 to {MOST_POINTS}", least=1)
    plan = plan_sweep(SweepRequest(scenario_name(scenario), varied, layout, number), overrides, options)
    return Sweep(sweep_points(plan, options, watching, page=write_report))


@in_keywords()
def solve(
    scenario: Name,
    *,
    vary: Factors = None,
    until: Texts = None,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    replications: int | None = None,
    fixed: bool = False,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    watcher: "Watcher | None" = None,
) -> "BreakEven":
    """Find the value of a lever at which a target begins or ceases to be met, with its interval.

    All options but the first two are those of `run`.

    >>> lever = {"detention.beds.adult": "100:200"}
    >>> result = solve("status-quo", vary=lever, until="removals>=1", scale=0.002, years=1, replications=1)
    >>> result.solutions.select("value", "is_met_below").row(0)  # met over the whole range
    (None, True)

    Args:
        scenario: the name of a shipped scenario or break-even, or the path of a file of either.
        vary: the lever as `PATH=LOW:HIGH`; with another as `PATH=A:B:N` or `PATH=v1,v2` the answer is a frontier.
        until: what is to hold, each as `METRIC[group]@year<=VALUE` or `>=VALUE`.

    Raises:
        ScenarioError: with every problem.
        ResultsError: if a run has no such number, or results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.api.study_answers import BreakEven
    from sim.study.solves import plan_solve, solve_plan

    overrides = overrides_of(set, replications, seed, years, scale)
    options = options_of(out=out, jobs=jobs, fixed=fixed, executor=executor, resume=resume)
    watching, varied = watcher_of(watcher), factors(vary)
    targets = texts("--until", until, "METRIC[group]@year<=VALUE")
    plan = plan_solve(scenario_name(scenario), varied, targets, overrides, options)
    return BreakEven(solve_plan(plan, options, watching))


@in_keywords()
def sensitivity(
    scenario: Name,
    *,
    measure: Texts = None,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = 1,
    scale: float = 0.1,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    watcher: "Watcher | None" = None,
    tell: Tell | None = None,
) -> "Sensitivity":
    """Screen all uncertain numbers (Morris), put the largest to both ends, and share out the variance (Sobol).

    Many runs are played, so each is short and of a tenth of the population unless told otherwise. All options but the
    first and the last are those of `run`.

    >>> sensitivity("kelly-memos", measure="removals").effects  # doctest: +SKIP

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        measure: what is looked at, each as `METRIC[group]@year`, the first of which leads; five headline numbers
            where None.
        tell: told how many runs there will be and how long they will take.

    Raises:
        ScenarioError: with every problem of the scenario.
        ResultsError: if a run has no such number, or results cannot be written.
    """
    from sim.api.study_answers import Sensitivity
    from sim.study.sensitivity import sensitivity as screen

    overrides = overrides_of(set, None, seed, years, scale)
    options = options_of(out=out, jobs=jobs, fixed=True, executor=executor, resume=resume)
    name, watching, telling = scenario_name(scenario), watcher_of(watcher), _teller(tell)
    found = screen(name, questions_of(measure), overrides, options, watcher=watching, tell=telling)
    return Sensitivity(found, (name,), overrides)


@in_keywords()
def uncertainty(
    scenario: Name,
    *,
    against: Name | None = None,
    measure: Texts = None,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = 1,
    scale: float = 0.1,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    watcher: "Watcher | None" = None,
    tell: Tell | None = None,
) -> "Uncertainty":
    """Say what chance and uncertain parameters contribute, and what would turn the sign of a difference.

    All options but the first two and the last are those of `run`.

    >>> uncertainty("kelly-memos", against="status-quo", measure="removals").shares  # doctest: +SKIP

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        against: the baseline; levels are looked at where None.
        measure: what is looked at, each as `METRIC[group]@year`; five headline numbers where None.
        tell: told how many runs there will be.

    Raises:
        ScenarioError: with every problem of the scenarios.
        ResultsError: if a run has no such number, or results cannot be written.
    """
    from sim.api.study_answers import Uncertainty
    from sim.study.uncertainty import uncertainty as share_out

    overrides = overrides_of(set, None, seed, years, scale)
    options = options_of(out=out, jobs=jobs, executor=executor, resume=resume)
    name, base = scenario_name(scenario), None if against is None else scenario_name(against)
    questions, watching, telling = questions_of(measure), watcher_of(watcher), _teller(tell)
    found = share_out(name, base, questions, overrides, options, watcher=watching, tell=telling)
    return Uncertainty(found, (name, base) if base else (name,), overrides)


@in_keywords()
def discover(
    sweep: Name,
    *,
    where: str | None = None,
    lever: str | None = None,
    measure: str | None = None,
    better: str = "low",
) -> "Discovery":
    """Say in words where a result of a sweep holds, and which choice of a lever is regretted least over all futures.

    >>> swept = sweep(
    ...     "status-quo", vary={"detention.beds.adult": [20000, 40000]}, scale=0.002, years=1, replications=2
    ... )
    >>> discover(swept.directory, where="removals>=1").words
    'removals>=1 at 2 of 2 points: everywhere.'

    Args:
        sweep: the folder of a finished sweep, as `.directory` of what `sweep` gives.
        where: what is to hold, as `METRIC[group]@year<=VALUE` or `>=VALUE`.
        lever: the path of the factor that is chosen; the others are futures.
        measure: what a choice is judged by, as `METRIC[group]@year`.
        better: whether `low` or `high` is good.

    Raises:
        ScenarioError: if there is nothing to look for, a lever lacks its measure, or the sweep does not vary the lever.
        ResultsError: if the folder holds no finished sweep, or has no such number.
    """
    from sim.api.study_answers import Discovery
    from sim.base.errors import Problem, ScenarioError
    from sim.study.discovery import discover as find
    from sim.study.discovery import regret
    from sim.study.quantities import read_question, read_target

    path, is_lower_better = folder("sweep", sweep), word("--better", better, ("low", "high")) == "low"
    if not where and not (lever and measure):
        expected = "--where TARGET, or --lever PATH with --measure METRIC"
        raise ScenarioError((Problem("discover", 0, 0, "", "nothing to look for", expected),))
    for option, text in (("--where", where), ("--lever", lever), ("--measure", measure)):
        if text is not None and not isinstance(text, str):
            raise refusal(option, text, "a text")
    if bool(lever) != bool(measure):
        option, expected = ("--measure", "a METRIC beside --lever") if lever else ("--lever", "a PATH beside --measure")
        raise refusal(option, None, expected)
    target = read_target(where, "--where") if where else None
    found = find(path, target) if target else None
    if not lever or not measure:
        return Discovery(path, found)
    question = read_question(measure, "--measure")
    choices = regret(path, lever, question, is_lower_better=is_lower_better, target=target)
    return Discovery(path, found, lever, question, choices)


def _teller(tell: Tell | None) -> Tell:
    if tell is not None and not callable(tell):
        raise refusal("tell", tell, "a function that takes a sentence")
    return tell or _silent


def _silent(_: str) -> None:
    """Tell nobody."""
