"""`memosim list`, `check`, `new` and `schema`: the shipped scenarios, and files of your own; nothing is run."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.base.errors import Problem, ScenarioError
from sim.base.text import count_of
from sim.cli.options import AsJson, AsMarkdown, Jobs, Out, Verbose, path_of, share, whole
from sim.cli.outcome import YOURS, outcome, tell_problems
from sim.cli.streams import print_json, say, show
from sim.study.choices import RESULTS

if TYPE_CHECKING:
    from sim.scenario.documents import ScenarioDocument

_HERE = Path()
_SMALL = 0.02
"""A fiftieth of the population is enough to see that a scenario runs [share]."""


def list_scenarios(
    *,
    headlines: Annotated[
        bool, typer.Option("--headlines", help="Play each at a small scale and print its headline row.")
    ] = False,
    scale: Annotated[
        float, typer.Option("--scale", parser=share, metavar="F", help="Scale of the headline rows.")
    ] = _SMALL,
    years: Annotated[
        int, typer.Option("--years", parser=whole(1, 20), metavar="N", help="Years of the headline rows.")
    ] = 2,
    replications: Annotated[
        int, typer.Option("--replications", parser=whole(1), metavar="N", help="Replications of the headline rows.")
    ] = 2,
    jobs: Jobs = None,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    verbose: Verbose = False,
) -> None:
    """List the shipped scenarios, in groups."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.scenario.scenario import shipped

        found = shipped()
        if headlines:
            _play(found, Quick(scale, years, replications, jobs, out, as_markdown))
        elif as_json:
            print_json([{"name": listed.name, "title": listed.title} for listed in found])
        else:
            show(*_groups(found))


@dataclass(frozen=True)
class Quick:
    """How every scenario is played for its headline row."""

    scale: float
    """The share of the population that is played [share]."""
    years: int
    """[years]."""
    replications: int
    """[replications]."""
    jobs: int | None
    out: Path
    as_markdown: bool


def _groups(found: "Sequence[ScenarioDocument]") -> list[str]:
    """List each group under its heading, in the order of the shelf; what has no group comes last."""
    from sim.scenario.scenario import SHELF

    width = max((len(listed.name) for listed in found), default=0)
    groups = dict.fromkeys((*SHELF, *(listed.group for listed in found)))
    found_lines: list[str] = []
    for group in groups:
        lines = [f"  {listed.name.ljust(width)}  {listed.title}" for listed in found if listed.group == group]
        found_lines += [*([""] if found_lines else []), group or "Others", *lines] if lines else []
    return found_lines


def _play(found: "Sequence[ScenarioDocument]", quick: Quick) -> None:
    from sim.cli.printing import print_tables
    from sim.cli.progress import watcher_for
    from sim.report.tables import library_table
    from sim.scenario.scenario import Overrides
    from sim.study.experiment import play_library
    from sim.study.plans import Options

    overrides = Overrides(replications=quick.replications, years=quick.years, scale=quick.scale)
    with watcher_for(quiet=False) as watcher:
        played = play_library(
            [one.name for one in found], overrides, Options(quick.out, quick.jobs, fixed=True), watcher
        )
    rows = [(run.scenario, run.estimates) for run in played]
    print_tables((library_table(rows, quick.scale, quick.years, quick.replications),), as_markdown=quick.as_markdown)


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenario files, or shipped scenarios.")],
    *,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Read scenarios and tell every problem; nothing is run or written."""
    with outcome(as_json=as_json, verbose=verbose):
        problems: list[Problem] = []
        for file in files:
            problems += _problems(file, as_json=as_json)
        if problems:
            tell_problems(problems, as_json=as_json)
            raise typer.Exit(YOURS)
        if as_json:
            print_json([])


def _problems(file: str, *, as_json: bool) -> tuple[Problem, ...]:
    from sim.scenario.scenario import load
    from sim.study.caveats import notes_on_settings

    try:
        scenario = load(file)
    except ScenarioError as error:
        return error.problems
    if not as_json:
        layers = count_of(len(scenario.layers), "layer")
        show(f"{file}: fine; {scenario.title}, {layers}, {len(scenario.parameters)} numbers and rules")
        for note in notes_on_settings(scenario):
            show(f"{file}: {note}")
    return ()


def new(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens; the file is NAME.yaml.")],
    *,
    extends: Annotated[str, typer.Option("--extends", help="The shipped scenario to start from.")] = "status-quo",
    folder: Annotated[Path, typer.Option("--dir", help="Where the file goes.", parser=path_of)] = _HERE,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Start a scenario of your own: a short file, and a schema beside it for editors."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import catalogue

        scenario = catalogue.new(name, extends=extends, folder=folder)
        if as_json:
            print_json({"file": str(scenario), "extends": extends})
        else:
            say(f"wrote {scenario}; next: memosim check {scenario}, then memosim compare {extends} {scenario}")


def schema(*, verbose: Verbose = False) -> None:
    """Print the JSON Schema of a scenario file, made from the list of numbers there are."""
    with outcome(as_json=False, verbose=verbose):
        from sim.api import catalogue

        print_json(catalogue.schema())
