"""`memosim new` starts a scenario, `memosim schema` tells editors what a scenario may say."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import AsJson, Verbose, path_of
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say

_HERE = Path()


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
        from sim.results.atomic_files import write_text
        from sim.scenario.schema import new_scenario

        files = new_scenario(name, extends, folder)
        for path, text in files.items():
            write_text(path, text)
        scenario = list(files)[-1]
        if as_json:
            print_json({"file": str(scenario), "extends": extends})
        else:
            say(f"wrote {scenario}; next: memosim check {scenario}, then memosim compare {extends} {scenario}")


def schema(*, verbose: Verbose = False) -> None:
    """Print the JSON Schema of a scenario file, made from the list of numbers there are."""
    with outcome(as_json=False, verbose=verbose):
        from sim.scenario.schema import scenario_schema

        print_json(scenario_schema())
