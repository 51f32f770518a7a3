"""The schema and the table of parameters are made from the catalogue."""

import json
from typing import Any

from sim.scenario.library import Library
from sim.scenario.schema import Schema, scenario_schema


def forms(schema: Schema, path: str) -> Any:
    """What the schema allows for a parameter."""
    name = schema["properties"]["set"]["properties"][path]["$ref"].removeprefix("#/$defs/")
    return schema["$defs"][name]["anyOf"]


def test_the_schema_knows_every_path_with_its_bounds(library: Library) -> None:
    schema = scenario_schema(library)

    bare = forms(schema, "detention.beds.adult")[0]
    assert (bare["type"], bare["minimum"]) == ("integer", 0.0)
    assert schema["properties"]["run"]["properties"]["years"]["maximum"] == 20
    assert forms(schema, "courts.docket_rule")[0] == {"enum": ["priority", "fifo", "lifo"]}
    json.dumps(schema)


def test_only_optional_parameters_may_be_null_and_only_dated_ones_have_dates(library: Library) -> None:
    schema = scenario_schema(library)

    assert {"type": "null"} in forms(schema, "courts.closure_net_share")
    assert {"type": "null"} not in forms(schema, "courts.usd_per_case")
    assert "patternProperties" in forms(schema, "mexico.zone")[-1]
    assert "patternProperties" not in forms(schema, "courts.usd_per_case")[-1]


def test_parameters_of_one_kind_and_unit_share_a_definition(library: Library) -> None:
    parameters = scenario_schema(library)["properties"]["set"]["properties"]

    assert parameters["courts.relief.cuba"]["$ref"] == parameters["courts.relief.haiti"]["$ref"]
    assert parameters["courts.relief.cuba"]["$ref"] != parameters["courts.delay"]["$ref"]
