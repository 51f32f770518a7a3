"""The JSON Schema of scenario files, made from the catalogue, and the file that a new scenario starts from."""

import json
from pathlib import Path
from typing import Any, TypeAlias

from sim.base.errors import Problem, ScenarioError
from sim.data.tree import Findings
from sim.scenario.catalogue import Catalogue, catalogue_of
from sim.scenario.documents import NAME, scenario_names
from sim.scenario.kinds import DAYS, FAMILIES, AnyKind, ChoiceKind, DayKind, NumberKind, SwitchKind
from sim.scenario.library import Library, shipped_library
from sim.scenario.parameter import ParameterSpec
from sim.scenario.writing import RUN

Schema: TypeAlias = dict[str, Any]
"""A piece of JSON Schema, which is arbitrary JSON by its nature."""
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def scenario_schema(library: Library | None = None) -> Schema:
    """Build the schema of a scenario file.

    Args:
        library: the shipped one if not given.
    """
    catalogue = catalogue_of((library or shipped_library()).parameters)
    texts: Schema = {"type": "array", "items": {"type": "string"}}
    definitions: Schema = {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "memosim scenario",
        "type": "object",
        "required": ["scenario"],
        "additionalProperties": False,
        "properties": {
            "scenario": {"type": "string", "pattern": f"^{NAME.pattern}$"},
            "title": {"type": "string"},
            "group": {"type": "string"},
            "summary": {"type": "string"},
            "extends": {"type": "string"},
            "layers": texts,
            "set": _settings(catalogue, definitions),
            "run": _run(catalogue),
            "leaves_out": texts,
            "sources": {"type": "array", "items": {"type": ["string", "object"]}},
        },
        "$defs": definitions,
    }


def _settings(catalogue: Catalogue, definitions: Schema) -> Schema:
    parameters = {path: _parameter(spec, definitions) for path, spec in catalogue.parameters.items()}
    groups: Schema = {group: {"type": "object"} for group in catalogue.groups if group}
    return {"type": "object", "additionalProperties": False, "properties": {**groups, **parameters}}


def _run(catalogue: Catalogue) -> Schema:
    settings = {
        path.removeprefix(RUN): {"description": spec.doc, **_kind(spec.quantity.kind)}
        for path, spec in catalogue.parameters.items()
        if path.startswith(RUN)
    }
    return {"type": "object", "additionalProperties": False, "properties": settings}


def _parameter(spec: ParameterSpec, definitions: Schema) -> Schema:
    """Describe a parameter, and refer to the definition of its kind, which is made where it is new."""
    made = _forms(spec)
    name = next((name for name, form in definitions.items() if form == made), "")
    if not name:
        name = f"{spec.quantity.kind.name}-{len(definitions) + 1}"
        definitions[name] = made
    unit = f" [{spec.unit}]" if spec.unit else ""
    return {"description": spec.doc + unit, "$ref": f"#/$defs/{name}"}


def _forms(spec: ParameterSpec) -> Schema:
    """A parameter is a bare value, a value with what is said of it, or such values by date."""
    value = {"anyOf": [_kind(spec.quantity.kind), _described(spec)]}
    forms = list(value["anyOf"])
    if spec.is_optional:
        forms.append({"type": "null"})
    if spec.quantity.is_dated:
        shared: Schema = {key: {"type": "string"} for key in ("unit", "source", "scope", "note")}
        dated: Schema = {"type": "object", "patternProperties": {_DATE: value}, "minProperties": 1}
        forms.append({**dated, "properties": shared, "additionalProperties": False})
    return {"anyOf": forms}


def _described(spec: ParameterSpec) -> Schema:
    kind = spec.quantity.kind
    properties: Schema = {key: {"type": "string"} for key in ("source", "scope", "note")}
    if kind.has_unit:
        properties["unit"] = {"const": spec.unit}
    if kind.has_range:
        properties |= {"low": _kind(kind), "high": _kind(kind), "ramp": {"type": "boolean"}}
    required = []
    if kind.keys == ("value",):
        properties["value"] = _kind(kind)
        required = ["value"]
    else:
        properties |= {key: {} for key in kind.keys} | {"stretch": {"type": "object"}}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _kind(kind: AnyKind) -> Schema:
    """Describe a bare value."""
    match kind:
        case NumberKind():
            name = "integer" if kind.is_whole else "number"
            number: Schema = {"type": name, "minimum": kind.least, "maximum": kind.most}
            return {"anyOf": [number, {"const": kind.word}]} if kind.word else number
        case SwitchKind():
            return {"type": "boolean"}
        case ChoiceKind():
            return {"enum": list(kind.words)}
        case DayKind():
            return {"type": "string", "format": "date"}
    return {"anyOf": [_kind(DAYS), *(_distribution(family) for family in kind.keys)]}


def _distribution(family: str) -> Schema:
    names = FAMILIES[family]
    inner = _kind(DAYS)
    if names:
        days = {name: _kind(DAYS) for name in names}
        inner = {"type": "object", "properties": days, "required": list(names), "additionalProperties": False}
    return {"type": "object", "properties": {family: inner}, "required": [family]}


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
