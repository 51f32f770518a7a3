"""Scenarios are loaded, run and compared from Python just as by the commands."""

from typing import TYPE_CHECKING, Unpack

from sim.api.arguments import in_keywords, refusal, scenario_name, texts, word
from sim.api.options import Name, Narrow, Settings, Study, Texts, overrides_of

if TYPE_CHECKING:
    from sim.scenario.resolved import Scenario
    from sim.study.comparison import Comparison
    from sim.study.experiment import Run


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

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, as a mapping from paths to values or each as `PATH=VALUE`.
        replications: how often the years are played; as the scenario says where None.
        seed: the number that all draws begin with; as the scenario says where None.
        years: length of the run; as the scenario says where None.
        scale: the share of the world that is simulated, in (0, 1].

    Raises:
        ScenarioError: with every problem of the scenario.
    """
    from sim.scenario.scenario import load_all

    overrides = overrides_of(set, replications, seed, years, scale)
    return load_all((scenario_name(scenario),), overrides)[0]


@in_keywords()
def run(scenario: Name, **options: Unpack[Narrow]) -> "Run":
    """Play a scenario many times, store every replication, and estimate its metrics.

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        options: those of `sim.api.options.Narrow`; everything recorded is kept unless `keep` says otherwise.

    Raises:
        TypeError: if there is no such option.
        ScenarioError: with every problem of the scenario.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    from sim.report.reports import write_report
    from sim.study.experiment import run_plan
    from sim.study.plans import plan_run
    from sim.study.precision import settled_run

    study, name = Study.of("series", auto=True, **options), scenario_name(scenario)
    overrides, playing = study.overrides, study.options
    if study.precision:
        overrides, playing = settled_run(name, study.precision, overrides, playing, study.watcher)
    return run_plan(plan_run(name, overrides, playing), playing, study.watcher, page=write_report)


@in_keywords()
def compare(
    baseline: Name,
    *others: Name,
    decompose: str | None = None,
    groups: Texts = None,
    **options: Unpack[Narrow],
) -> "Comparison":
    """Play several scenarios with common random numbers and the same uncertain parameters, and estimate what differs.

    Args:
        baseline: the scenario that the others are set against.
        others: at least one other.
        decompose: `stacked` or `shapley`, to take the one other scenario apart.
        groups: layers that are then taken together, each as `NAME=LAYER,LAYER`; the beginning of a layer will do.
        options: those of `sim.api.options.Narrow`.

    Raises:
        TypeError, ScenarioError, ResultsError, InvariantError: as for `run`; a ScenarioError also where scenarios
            differ in start or length, or are more than a page can show.
    """
    from sim.report.reports import write_report
    from sim.study.contributions import Method
    from sim.study.decomposition import Asked, compare_names

    study = Study.of(auto=True, **options)
    names = tuple(scenario_name(name) for name in (baseline, *others))
    if not others:
        raise refusal("compare", None, "one or more scenarios beside the first")
    together = texts("--group", groups, "NAME=LAYER,LAYER")
    if together and decompose is None:
        raise refusal("--group", together[0], "--decompose beside it")
    method = None if decompose is None else word("--decompose", decompose, [each.value for each in Method])
    parts = (method, together) if method else None
    asked = Asked(names, study.overrides, parts, study.precision)
    return compare_names(asked, study.options, watcher=study.watcher, page=write_report)
