"""A new scenario is fine from its first minute, and nothing that is there is written over."""

import json
from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.library import Library
from sim.scenario.scenario import load
from sim.scenario.schema import SCHEMA, new_scenario


def test_a_new_scenario_loads_and_names_the_schema_beside_it(library: Library, tmp_path: Path) -> None:
    files = new_scenario("mine", "as-ordered", tmp_path, library)
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")

    scenario = load(str(tmp_path / "mine.yaml"), library=library)

    assert scenario.parameters["detention.beds.adult"].value == 50000
    assert f"$schema={SCHEMA}" in files[tmp_path / "mine.yaml"]
    json.loads(files[tmp_path / SCHEMA])


@pytest.mark.parametrize(
    ("name", "parent", "found"),
    [("Mine", "status-quo", "Mine"), ("status-quo", "status-quo", "status-quo"), ("mine", "nobody", "nobody")],
)
def test_a_name_that_cannot_be_is_refused(library: Library, tmp_path: Path, name: str, parent: str, found: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        new_scenario(name, parent, tmp_path, library)

    assert [problem.found for problem in caught.value.problems] == [found]


def test_a_file_that_is_there_is_not_written_over(library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("scenario: mine\n")

    with pytest.raises(ScenarioError, match=r"mine\.yaml there already"):
        new_scenario("mine", "status-quo", tmp_path, library)
