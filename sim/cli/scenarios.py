"""`memosim list` names the shipped scenarios, `memosim check` reads scenario files and runs nothing."""

from typing import Annotated

import typer

from sim.base.errors import Problem, ScenarioError
from sim.cli.options import AsJson, Verbose
from sim.cli.outcome import YOURS, outcome, print_json, tell_problems


def list_scenarios(*, as_json: AsJson = False, verbose: Verbose = False) -> None:
    """List the shipped scenarios."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.facts.scenario import shipped

        found = shipped()
        if as_json:
            print_json([{"name": name, "title": title} for name, title in found])
            return
        width = max((len(name) for name, _ in found), default=0)
        for name, title in found:
            print(f"{name.ljust(width)}  {title}")


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
    from sim.facts.scenario import load

    try:
        scenario = load(file)
    except ScenarioError as error:
        return error.problems
    if not as_json:
        print(
            f"{file}: fine; {scenario.title}, {len(scenario.layers)} layers, {len(scenario.leaves)} numbers and rules"
        )
    return ()
