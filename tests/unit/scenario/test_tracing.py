"""A number is traced back to every layer that set it, to its source, and to the section that moves it."""

from typing import Any

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.library import Library
from sim.scenario.scenario import Overrides, load
from sim.scenario.tracing import explained, weakest_first
from tests.unit.trees import scenario_from


def test_the_chain_of_readings_ends_with_the_one_in_force(library: Library) -> None:
    text = "scenario: mine\nextends: as-ordered\nlayers: [border/J-beds.realised]\n"

    told: Any = explained(scenario_from(library, text), "detention.beds.adult", library)

    assert [(link["layer"], link["line"]) for link in told["chain"]] == [
        ("base", 3),
        ("border/J-beds.ordered", 3),
        ("border/J-beds.realised", 3),
    ]
    assert [link["value"] for link in told["chain"][1:]] == [50000, 38000]
    assert told["chain"][-1] == {"layer": told["layer"], "file": told["file"], "line": told["line"], "value": 38000}
    assert (told["lever"]["name"], told["lever"]["memo"], told["lever"]["section"]) == ("beds", "border", "J")


def test_the_source_is_told_with_all_that_is_known_of_it(library: Library) -> None:
    told: Any = explained(load("status-quo", library=library), "mexico.consent_per_day", library)

    assert told["sources"][0]["reference"] == "assumption#A-001"
    assert told["sources"][0]["quality"] == "assumption"
    assert told["sources"][0]["reason"] == "Nobody published it"
    assert told["lever"]["memo"] == ""


def test_a_number_that_no_section_moves_says_so(library: Library) -> None:
    assert explained(load("status-quo", library=library), "courts.usd_per_case", library)["lever"] is None


@pytest.mark.parametrize(("path", "hint"), [("courts.usd_per_cas", "courts.usd_per_case"), ("courts.relief", "cuba")])
def test_an_unknown_path_is_answered_with_the_nearest(library: Library, path: str, hint: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        explained(load("status-quo", library=library), path, library)

    assert hint in caught.value.problems[0].hint


def test_the_weakest_sources_come_first_and_within_them_the_widest_range(library: Library) -> None:
    rows: Any = weakest_first(scenario_from(library, "scenario: mine\nextends: status-quo\nset: {mexico.zone: 5}\n"))

    assert rows[0]["path"] == "mexico.zone"
    assert [row["weakest"] for row in rows] == sorted(
        (row["weakest"] for row in rows), key=("", "assumption", "secondary", "official").index
    )
    official = [row["path"] for row in rows if row["weakest"] == "official"]
    assert official.index("courts.relief.cuba") < official.index("courts.usd_per_case")
    assert not [row for row in rows if row["path"].startswith("run.") or row["value"] is None]


def test_a_link_of_the_chain_says_what_its_layer_writes_and_nothing_of_what_lies_below() -> None:
    told: Any = explained(load("kelly-memos", Overrides(set=("courts.judges=+300@2018-01-01",))), "courts.judges")
    assert told["chain"][-1]["value"] == {"add": {"2018-01-01": 300}}
    told = explained(load("kelly-memos"), "detention.beds.adult")
    assert [link["value"] for link in told["chain"]] == [{"2015-10-01": 36_000}, {"2017-02-21": 37_100}]
    assert told["value"] == {"2015-10-01": 36_000, "2017-02-21": 37_100}
