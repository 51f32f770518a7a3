"""Plans of runs and comparisons, read and checked: scenarios, replications, seed, and the folder of the results."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.base.errors import Problem, ScenarioError
from sim.base.text import count_of
from sim.data.seeds import Source, shipped_root
from sim.data.seeds import digest as seeds_digest
from sim.results.manifest import Provenance, Request, Setup, source_digest
from sim.results.run_directory import RunDirectory
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load_all
from sim.study.caveats import notes_on, settings_of
from sim.study.choices import RESULTS, Keep
from sim.study.executors import Pool

LOCAL = "local"
"""The executor that plays replications in processes of this machine."""
MOST = 8
"""More scenarios than this cannot be told apart on one page [scenarios]."""
_MOST_REPLICATIONS = 10_000
"""More replications than anybody needs [replications]."""


@dataclass(frozen=True)
class Options:
    """How a study is computed; of these only `fixed` changes a number."""

    out: Path = RESULTS
    jobs: int | None = None
    """How many replications at once; chosen from cores and memory where None [jobs]."""
    fixed: bool = False
    """Whether uncertain parameters stay at their central values."""
    fresh: bool = False
    """Whether replications that are found are computed again."""
    keep: Keep = Keep.METRICS
    executor: str | Pool = LOCAL
    """Where replications are played: `local`, `dask://HOST:PORT`, or anything with the protocol of
    concurrent.futures.Executor."""
    resume: bool = False
    """Whether something must be there already."""


@dataclass(frozen=True)
class Plan:
    """One scenario, ready to be run."""

    scenario: Scenario
    setup: Setup
    request: Request
    provenance: Provenance
    directory: RunDirectory
    notes: tuple[str, ...] = ()
    """What a reader should know of it in this study, beside what is known of the run."""

    @property
    def replications(self) -> int:
        """How many times the years are played [replications]."""
        return self.request.replications

    def settled(self, overrides: Overrides) -> Overrides:
        """State the number of replications and the seed, whether the user did or the scenario."""
        return _settled(self.scenario, overrides)


def plan_run(name: str, overrides: Overrides, options: Options) -> Plan:
    """Read one scenario and find the folder of its run.

    Raises:
        ScenarioError: with every problem of the scenario and of the options.
    """
    check_replications(overrides.replications)
    (scenario,) = load_all((name,), overrides)
    return plan_of(name, scenario, overrides, options)


def plan_compare(names: tuple[str, ...], overrides: Overrides, options: Options) -> tuple[Plan, ...]:
    """Read a baseline and the scenarios that are set against it, all on the baseline's seed and replications.

    Args:
        names: the baseline first, then at least one other.
        overrides: what the user sets in every one of them.
        options: how to compute.

    Raises:
        ScenarioError: with every problem; also where there are too many to show, where start or length differ, or where
            one name means two scenarios.
    """
    check_replications(overrides.replications)
    _check_number(names)
    written = load_all(names, overrides)
    same = _settled(written[0], overrides)
    has_own = any(_settled(scenario, overrides) != same for scenario in written)
    scenarios = load_all(names, same) if has_own else written
    check_comparable(scenarios[0], scenarios[1:])
    return tuple(
        replace(plan_of(name, scenario, same, options), notes=_given_up(own, scenarios[0]))
        for name, scenario, own in zip(names, scenarios, written, strict=True)
    )


def _given_up(own: Scenario, first: Scenario) -> tuple[str, ...]:
    """Say what a scenario gives up of its own to be compared with the first."""
    pairs = (("seed", own.run.seed, first.run.seed), ("replications", own.run.replications, first.run.replications))
    given_up = [f"run.{name} is {own_number}" for name, own_number, number in pairs if own_number != number]
    if not given_up:
        return ()
    return (f"Its own {' and its own '.join(given_up)}; here it has those of {first.name}, as all that are compared.",)


def command_text(verb: str, names: tuple[str, ...], overrides: Overrides, options: Options) -> str:
    """Write the command that repeats a study anywhere; where it is computed and how fast is no part of it."""
    words = ["memosim", verb, *names]
    for setting in overrides.set:
        words += ["--set", setting]
    if overrides.years is not None:
        words += ["--years", str(overrides.years)]
    words += ["--replications", str(overrides.replications), "--seed", str(overrides.seed)]
    if overrides.scale != 1.0:
        words += ["--scale", repr(overrides.scale)]
    if options.fixed:
        words.append("--fixed")
    if options.keep is not usual_keep(verb):
        words += ["--keep", options.keep.value]
    return shlex.join(words)


def usual_keep(verb: str) -> Keep:
    """Say what a verb keeps unless told otherwise: everything of a single run, the metrics of many."""
    return Keep.SERIES if verb == "run" else Keep.METRICS


def _source(reference: str, source: Source) -> dict[str, object]:
    return {"reference": reference, "title": source.title, "quality": source.quality, "about": dict(source.fields)}


def _settled(scenario: Scenario, overrides: Overrides) -> Overrides:
    return replace(overrides, replications=scenario.run.replications, seed=scenario.run.seed)


def plan_of(name: str, scenario: Scenario, overrides: Overrides, options: Options) -> Plan:
    """Plan the run of a scenario that is read already.

    Args:
        name: what the user called it, a shipped name or a path.
        scenario: the scenario with all changes.
        overrides: the changes, so that a command can repeat them.
        options: how to compute.
    """
    setup = Setup(
        name=scenario.label,
        title=scenario.title,
        summary=scenario.summary,
        start=scenario.run.start,
        years=scenario.run.years,
        seed=scenario.run.seed,
        scale=scenario.scale,
        fixed=options.fixed,
        scenario_digest=scenario.digest(),
        seeds_digest=seeds_digest(shipped_root() / "seeds"),
        source_digest=source_digest(),
    )
    provenance = Provenance(
        tuple(layer.name for layer in scenario.layers if not layer.is_replaced),
        tuple({**parameter} for parameter in scenario.provenance()),
        scenario.leaves_out,
        settings_of(scenario),
        notes_on(scenario),
        tuple(_source(reference, source) for reference, source in sorted(scenario.sources.items())),
    )
    command = command_text("run", (name,), _settled(scenario, overrides), options)
    request = Request(scenario.run.replications, options.keep.value, command)
    return Plan(scenario, setup, request, provenance, RunDirectory(options.out / setup.place))


def check_replications(replications: int | None) -> None:
    """Refuse a number of replications that nobody can want.

    Raises:
        ScenarioError: if it is too small or too large.
    """
    if replications is not None and not 1 <= replications <= _MOST_REPLICATIONS:
        expected = f"a whole number from 1 to {_MOST_REPLICATIONS}"
        raise ScenarioError((Problem("--replications", 0, 0, "", str(replications), expected),))


def check_left_alone(overrides: Overrides, fixed: Mapping[str, str]) -> None:
    """Refuse to set what a study sets by itself.

    Args:
        overrides: what the user changes.
        fixed: paths that the study sets, each with what to do instead.

    Raises:
        ScenarioError: with every such path.
    """
    paths = [setting.partition("=")[0].strip() for setting in overrides.set]
    problems = tuple(of_the_study("--set", path, fixed[path]) for path in paths if path in fixed)
    if problems:
        raise ScenarioError(problems)


def of_the_study(option: str, path: str, hint: str) -> Problem:
    """Name a setting that a study has for all its runs, where something else was expected."""
    return Problem(option, 0, 0, path, "a setting of the whole study", "a lever, an assumption or a cost", hint)


def _check_number(names: tuple[str, ...]) -> None:
    """Refuse more scenarios than a page can show, before any of them is played."""
    if len(names) > MOST:
        found, expected = f"{len(names)} scenarios", f"at most {MOST}, the first among them"
        raise ScenarioError((Problem("compare", 0, 0, "", found, expected, "compare in several parts"),))


def check_comparable(first: Scenario, rest: tuple[Scenario, ...]) -> None:
    """Refuse to compare scenarios of other dates, two that share a name, or two that say the same.

    Raises:
        ScenarioError: with every such problem.
    """
    problems = []
    for other in rest:
        if (other.run.start, other.run.years) != (first.run.start, first.run.years):
            found = f"{other.name} from {other.run.start} for {count_of(other.run.years, 'year')}"
            expected = f"from {first.run.start} for {count_of(first.run.years, 'year')}, as {first.name}"
            hint = "use --years, or --set run.start=DATE"
            problems.append(Problem("compare", 0, 0, "run", found, expected, hint))
    by_name: dict[str, str] = {}
    earlier: list[Scenario] = []
    for scenario in (first, *rest):
        if by_name.setdefault(scenario.label, scenario.digest()) != scenario.digest():
            found = f"two different scenarios called {scenario.label}"
            problems.append(Problem("compare", 0, 0, "scenario", found, "a name for each", "rename one of them"))
        same = next((one.label for one in earlier if one.says_the_same(scenario)), None)
        if same is not None:
            found = f"{scenario.label}, in which every value is as in {same}"
            hint = "--set reaches every scenario; to change one alone write NAME:PATH=VALUE"
            problems.append(Problem("compare", 0, 0, "", found, "scenarios that differ", hint))
        earlier.append(scenario)
    if problems:
        raise ScenarioError(tuple(problems))
