"""The schema and the table of leaves are made from the catalogue."""

import json

from sim.facts.library import Library
from sim.facts.schema import leaf_table, scenario_schema


def test_the_schema_knows_every_path_with_its_bounds(library: Library) -> None:
    schema = scenario_schema(library)

    bare = schema["properties"]["set"]["properties"]["detention.beds.adult"]["anyOf"][0]
    assert (bare["type"], bare["minimum"]) == ("integer", 0.0)
    assert schema["properties"]["run"]["properties"]["years"]["maximum"] == 20
    assert schema["properties"]["set"]["properties"]["courts.docket_rule"]["anyOf"][0] == {
        "enum": ["priority", "fifo", "lifo"]
    }
    json.dumps(schema)


def test_only_optional_leaves_may_be_null_and_only_dated_ones_have_dates(library: Library) -> None:
    leaves = scenario_schema(library)["properties"]["set"]["properties"]

    assert {"type": "null"} in leaves["courts.closure_net_share"]["anyOf"]
    assert {"type": "null"} not in leaves["courts.usd_per_case"]["anyOf"]
    assert "patternProperties" in leaves["mexico.zone"]["anyOf"][-1]
    assert "patternProperties" not in leaves["courts.usd_per_case"]["anyOf"][-1]


def test_the_table_of_leaves_tells_kind_unit_and_bounds(library: Library) -> None:
    rows = {row["path"]: row for row in leaf_table(library)}

    assert rows["courts.relief.cuba"] == {
        "path": "courts.relief.cuba",
        "kind": "share",
        "unit": "share",
        "expected": "a share in [0, 1]",
        "dated": False,
        "optional": False,
        "definition": "Share of cases won",
    }
    assert rows["courts.delay"]["kind"] == "duration"
