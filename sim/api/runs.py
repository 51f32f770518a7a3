"""Load, check, run and compare scenarios from Python, as the commands of the same names do."""

from typing import TYPE_CHECKING

from sim.api.arguments import refusal, scenario_name, texts, word
from sim.api.options import Name, Settings, Texts, in_keywords, options_of, overrides_of, precision_of, watcher_of
from sim.study.choices import RESULTS, Method

if TYPE_CHECKING:
    from sim.api.answers import Comparison, Run
    from sim.results.frames import Frame
    from sim.scenario.resolved import Scenario
    from sim.study.executors import Pool
    from sim.study.progress import Watcher

_PROBLEM = ("file", "line", "column", "path", "found", "expected", "hint")


@in_keywords()
def load(
    scenario: Name,
    *,
    set: Settings = None,
    replications: int | None = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
) -> "Scenario":
    """Read a scenario with its parents and layers, complete and checked.

    >>> load("kelly-memos", set={"courts.judges": {"2018-01-01": 450}}, years=2)  # doctest: +ELLIPSIS
    Scenario kelly-memos: The Kelly memos as ordered...
    from 2016-10-01 for 2 years, 20 replications, seed 20170220; ...

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, as a mapping from paths to values or each as `PATH=VALUE`.
        replications: how often the years are played; as the scenario says where None.
        seed: the number that all draws begin with; as the scenario says where None.
        years: length of the run; as the scenario says where None [years].
        scale: the share of the world that is simulated, above 0 and at most 1.

    Raises:
        ScenarioError: with every problem of the scenario.
    """
    from sim.scenario.scenario import load_all

    overrides = overrides_of(set, replications, seed, years, scale)
    return load_all((scenario_name(scenario),), overrides)[0]


@in_keywords()
def check(*files: Name) -> "Frame":
    """Read scenarios and list every problem of theirs: file, line, column, path, found, expected, hint.

    >>> check("status-quo", "kelly-memos").height
    0

    Args:
        files: paths of scenario files, or names of shipped scenarios.

    Raises:
        ScenarioError: if there is none of them.
    """
    from sim.api.frames import frame_of
    from sim.base.errors import ScenarioError
    from sim.scenario.scenario import load as read

    if not files:
        raise refusal("files", None, "the path of a scenario file, or the name of a shipped scenario")
    found = []
    for file in files:
        try:
            read(scenario_name(file))
        except ScenarioError as error:
            found += [{name: vars(problem)[name] for name in _PROBLEM} for problem in error.problems]
    return frame_of(found, columns=_PROBLEM)


@in_keywords("precise")
def run(
    scenario: Name,
    *,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    replications: int | str | None = None,
    fixed: bool = False,
    precision: float | None = None,
    precise: Texts = None,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    fresh: bool = False,
    keep: str = "series",
    watcher: "Watcher | None" = None,
) -> "Run":
    """Play a scenario many times, store every replication, and estimate its metrics.

    >>> result = run("status-quo", scale=0.002, years=1, replications=2)
    >>> result.by_year("removals").select("fiscal_year", "unit").row(0)
    ('2017', 'persons')

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, as a mapping from paths to values or each as `PATH=VALUE`.
        seed: the number that all draws begin with; as the scenario says where None.
        years: length of the run; as the scenario says where None [years].
        scale: the share of the world that is simulated, above 0 and at most 1.
        replications: how often the years are played; as the scenario says where None, `auto` for a precision.
        fixed: whether uncertain parameters stay at their central values.
        precision: with `auto`, half-width of the intervals beside the mean; a twentieth where None [share].
        precise: with `auto`, what is to be so precise, each as `METRIC[group]@year`; five headline numbers where None.
        jobs: replications played at once, as many as there is room for where None; more than one are processes [jobs].
        executor: `local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor.
        resume: whether some of the work must be done already.
        out: the folder under which results are stored.
        fresh: whether what is stored is played again.
        keep: `metrics` for metrics and ledger only, `series` for daily stocks, flows and waits as well.
        watcher: told how it goes.

    Raises:
        ScenarioError: with every problem of the scenario and of the options.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.api.answers import Run
    from sim.report.reports import write_report
    from sim.study.experiment import run_plan
    from sim.study.plans import plan_run
    from sim.study.precision import settled_run

    times, narrow = precision_of(replications, precision, precise)
    overrides = overrides_of(set, times, seed, years, scale)
    options = options_of(out=out, jobs=jobs, fixed=fixed, executor=executor, resume=resume, fresh=fresh, keep=keep)
    watching, name = watcher_of(watcher), scenario_name(scenario)
    if narrow:
        overrides, options = settled_run(name, narrow, overrides, options, watching)
    return Run(run_plan(plan_run(name, overrides, options), options, watching, page=write_report))


@in_keywords("precise")
def compare(
    baseline: Name,
    *others: Name,
    decompose: str | None = None,
    groups: Texts = None,
    set: Settings = None,
    seed: int | None = None,
    years: int | None = None,
    scale: float = 1.0,
    replications: int | str | None = None,
    fixed: bool = False,
    precision: float | None = None,
    precise: Texts = None,
    jobs: int | None = 1,
    executor: "str | Pool" = "local",
    resume: bool = False,
    out: Name = RESULTS,
    fresh: bool = False,
    keep: str = "metrics",
    watcher: "Watcher | None" = None,
) -> "Comparison":
    """Play several scenarios with common random numbers and the same uncertain parameters, and estimate what differs.

    All options but the first two are those of `run`; `set` reaches every scenario.

    >>> result = compare("status-quo", "kelly-memos", scale=0.002, years=1, replications=2)
    >>> result.differences.columns[-4:]
    ['difference', 'low', 'high', 'unit']
    >>> [other.scenario for other in result.others]
    ['kelly-memos']

    Args:
        baseline: the scenario that the others are set against.
        others: at least one other.
        decompose: `stacked` or `shapley`, to take the one other scenario apart.
        groups: layers that are then taken together, each as `NAME=LAYER,LAYER`; the beginning of a layer will do.

    Raises:
        ScenarioError, ResultsError, InvariantError: as for `run`; a ScenarioError also where scenarios differ in start
            or length, or are more than a page can show.
    """
    from sim.api.answers import Comparison
    from sim.report.reports import write_report
    from sim.study.comparison import ComparisonRequest, compare_names

    times, narrow = precision_of(replications, precision, precise)
    overrides = overrides_of(set, times, seed, years, scale)
    options = options_of(out=out, jobs=jobs, fixed=fixed, executor=executor, resume=resume, fresh=fresh, keep=keep)
    watching, names = watcher_of(watcher), tuple(scenario_name(name) for name in (baseline, *others))
    if not others:
        raise refusal("compare", None, "one or more scenarios beside the first")
    coalitions = texts("--group", groups, "NAME=LAYER,LAYER")
    if coalitions and decompose is None:
        raise refusal("--group", coalitions[0], "--decompose beside it")
    method = None if decompose is None else word("--decompose", decompose, [each.value for each in Method])
    asked = ComparisonRequest(names, overrides, (method, coalitions) if method else None, narrow)
    return Comparison(compare_names(asked, options, watcher=watching, page=write_report))
