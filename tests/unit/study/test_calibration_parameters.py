"""What may be fitted moves inside the range that its parameter states, whole or at one of its dates."""

from datetime import date
from pathlib import Path

import pytest

from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import load
from sim.study.calibration_parameters import FittedParameter, FreeParameter, fitted_document, read_free_parameters

PATH = "courts.slot_yield"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("observed")


def test_every_free_number_is_a_parameter_or_a_table_with_a_range(scenario: Scenario) -> None:
    findings = Findings()
    free = read_free_parameters(shipped_root() / "seeds", scenario.parameters, scenario.base, findings)

    assert [str(problem) for problem in findings.problems] == []
    assert len({one.label for one in free}) == len(free) > 20


def test_places_run_from_the_low_end_over_the_centre_to_the_high_end(scenario: Scenario) -> None:
    inputs = scenario.compile(1, fixed=True)
    parameter = scenario.parameters[PATH]
    free = FreeParameter(PATH, None, "", "")
    found = [free.moved(parameter, inputs.values[PATH], scenario.run.start, place).on(0) for place in (0.0, 0.5, 1.0)]

    entry = parameter.entries[0]
    assert found == [entry.low, entry.value, entry.high]


def test_only_the_entry_of_its_date_moves(scenario: Scenario) -> None:
    path = "courts.judges"
    parameter, value = scenario.parameters[path], scenario.compile(1, fixed=True).values[path]
    moved = FreeParameter(path, date(2016, 10, 1), "", "").moved(parameter, value, scenario.run.start, 1.0)

    changed = [old.day for old, new in zip(value.points, moved.points, strict=True) if old.value != new.value]
    assert changed == [366]


def test_a_fitted_number_is_written_with_its_narrower_range(scenario: Scenario) -> None:
    text = fitted_document(
        [FittedParameter(FreeParameter(PATH, None, "", ""), 0.75, 0.5, 1.0)], scenario.parameters, ["by hand"]
    )
    entry = scenario.parameters[PATH].entries[0]

    assert text.startswith("# by hand\n")
    middle = (float(str(entry.value)) + float(entry.high or 0)) / 2
    assert f"{PATH}: {{value: {middle:g}" in text
    assert f"low: {entry.value:g}, high: {entry.high:g}" in text


def test_what_the_fitted_scenario_sets_itself_cannot_be_free(scenario: Scenario, tmp_path: Path) -> None:
    table = tmp_path / "calibration" / "free.csv"
    table.parent.mkdir()
    table.write_text("parameter,date,metric,group,note\ncourts.closures_per_year,,,,\n", encoding="utf-8")
    findings = Findings()
    read_free_parameters(tmp_path, scenario.parameters, scenario.base, findings)

    (problem,) = findings.problems
    assert (problem.line, problem.path) == (2, "parameter")
    assert "courts.closures_per_year, which the scenario sets itself" in str(problem)
