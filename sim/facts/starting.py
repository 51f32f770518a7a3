"""A new scenario starts as a short file over a shipped one, with a schema beside it that editors read."""

import json
from pathlib import Path

from sim.base.errors import Problem, ScenarioError
from sim.facts.documents import NAME
from sim.facts.findings import Findings
from sim.facts.library import Library, shipped_library
from sim.facts.resolving import scenario_names
from sim.facts.schema import scenario_schema

SCHEMA = "memosim.schema.json"
"""The name of the schema that lies beside new scenarios."""


def new_scenario(name: str, parent: str, folder: Path, library: Library | None = None) -> dict[Path, str]:
    """Write the text of a new scenario and of the schema beside it; nothing is stored.

    Args:
        name: the name of the scenario, and of its file.
        parent: the shipped scenario that it starts from.
        folder: where it shall lie.
        library: the shipped one if not given.

    Raises:
        ScenarioError: if the name is none, or taken, or the parent is not shipped.
    """
    library = library or shipped_library()
    names = scenario_names(library)
    path = folder / f"{name}.yaml"
    checks = (
        (bool(NAME.fullmatch(name)), "NAME", name, f"a name of the form {NAME.pattern}", "my-scenario, for example"),
        (name not in names, "NAME", name, "a name that no shipped scenario has", f"my-{name}, for example"),
        (parent in names, "--extends", parent, "a shipped scenario", Findings().like(parent, names)),
        (folder.is_dir(), "--dir", str(folder), "a folder that exists", "make it first"),
        (not path.exists(), "NAME", f"{path} there already", "a new file", "choose another name, or edit that file"),
    )
    problems = tuple(
        Problem(where, 0, 0, "", found or "nothing", expected, hint)
        for is_fine, where, found, expected, hint in checks
        if not is_fine
    )
    if problems:
        raise ScenarioError(problems)
    schema = json.dumps(scenario_schema(library), indent=1, ensure_ascii=False) + "\n"
    return {folder / SCHEMA: schema, path: _text(name, parent)}


def _text(name: str, parent: str) -> str:
    return f"""\
# yaml-language-server: $schema={SCHEMA}
scenario: {name}
title: {name.replace("-", " ").capitalize()}
summary: >-
  Say in a sentence or two what is different from {parent}, and why one may want to know.
extends: {parent}
layers: []          # readings of a section of the memos, such as border/K-parole.realised
set: {{}}             # any number of `memosim sources {parent}`, for example detention.beds.adult: 40000
leaves_out: []      # what a reader might expect and will not find
run: {{replications: 8}}
"""
