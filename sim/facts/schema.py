"""Editors learn what a scenario file may say from a JSON Schema, made from the catalogue of parameters."""

from sim.facts.catalogue import Catalogue, catalogue_of
from sim.facts.documents import NAME
from sim.facts.kinds import Schema
from sim.facts.library import Library, shipped_library
from sim.facts.parameter import ParameterSpec
from sim.facts.writing import RUN

_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def scenario_schema(library: Library | None = None) -> Schema:
    """Build the schema of a scenario file.

    Args:
        library: the shipped one if not given.
    """
    catalogue = catalogue_of((library or shipped_library()).parts)
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


def parameter_table(library: Library | None = None) -> list[dict[str, str | bool]]:
    """List every parameter: path, kind, unit, whether it is dated, what it means.

    Args:
        library: the shipped one if not given.
    """
    catalogue = catalogue_of((library or shipped_library()).parts)
    return [
        {
            "path": spec.path,
            "kind": spec.quantity.kind.name,
            "unit": spec.unit,
            "expected": spec.quantity.kind.says,
            "dated": spec.quantity.is_dated,
            "optional": spec.is_optional,
            "definition": spec.doc,
        }
        for spec in catalogue.parameters.values()
    ]


def _settings(catalogue: Catalogue, definitions: Schema) -> Schema:
    parameters = {path: _parameter(spec, definitions) for path, spec in catalogue.parameters.items()}
    groups: Schema = {group: {"type": "object"} for group in catalogue.groups if group}
    return {"type": "object", "additionalProperties": False, "properties": {**groups, **parameters}}


def _run(catalogue: Catalogue) -> Schema:
    settings = {
        path.removeprefix(RUN): {"description": spec.doc, **spec.quantity.kind.schema()}
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
    value = {"anyOf": [spec.quantity.kind.schema(), _described(spec)]}
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
        properties |= {"low": kind.schema(), "high": kind.schema(), "ramp": {"type": "boolean"}}
    required = []
    if kind.keys == ("value",):
        properties["value"] = kind.schema()
        required = ["value"]
    else:
        properties |= {key: {} for key in kind.keys} | {"stretch": {"type": "object"}}
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
