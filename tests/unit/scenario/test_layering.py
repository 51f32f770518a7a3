"""A later layer covers an earlier one; a later reading of a lever replaces the earlier whole; origins keep all."""

from dataclasses import replace
from pathlib import Path

import pytest

from sim.scenario.library import Library
from sim.scenario.parameter import AnyParameter
from sim.scenario.scenario import load
from sim.scenario.settings import Overrides
from tests.unit.trees import problems_from, scenario_from, tiny_library, told, write

ADULT, SURGE = "detention.beds.adult", "detention.beds.surge_adult"


def layers_of(parameter: AnyParameter) -> list[str]:
    return [*(before.origin.layer for before in parameter.replaced), parameter.origin.layer]


def test_order_is_base_parent_layers_set_and_command_line(library: Library) -> None:
    text = "scenario: mine\nextends: as-ordered\nlayers: [border/J-beds.realised]\nset: {mexico.zone: 5}\n"

    scenario = scenario_from(library, text, "mexico.zone=6")

    assert scenario.parameters["mexico.zone"].value == 6.0
    assert layers_of(scenario.parameters["mexico.zone"]) == ["base", "border/G-zone.ordered", "scenario mine", "--set"]


def test_a_later_reading_replaces_the_earlier_whole_and_the_origin_keeps_both(library: Library) -> None:
    scenario = scenario_from(library, "scenario: mine\nextends: as-ordered\nlayers: [border/J-beds.realised]\n")

    assert scenario.parameters[ADULT].value == 38000
    assert layers_of(scenario.parameters[ADULT]) == ["base", "border/J-beds.ordered", "border/J-beds.realised"]
    assert scenario.parameters[SURGE].value == 2000
    assert layers_of(scenario.parameters[SURGE]) == ["base"]
    assert [(use.name, use.is_replaced) for use in scenario.layers] == [
        ("border/J-beds.ordered", True),
        ("border/G-zone.ordered", False),
        ("border/J-beds.realised", False),
    ]


def test_a_block_set_may_override_any_parameter_of_any_lever(library: Library) -> None:
    text = f"scenario: mine\nextends: as-ordered\nset: {{{SURGE}: 1, mexico.zone: 2}}\n"

    scenario = scenario_from(library, text)

    assert (scenario.parameters[SURGE].value, scenario.parameters["mexico.zone"].value) == (1, 2.0)
    assert scenario.parameters[ADULT].value == 50000


@pytest.mark.parametrize(
    ("block", "settings", "reserve"),
    [
        (f"{ADULT}: 30000", (), 0),
        (f"{ADULT}: 30000\n  {SURGE}: 700", (), 700),
        (f"{ADULT}: {{value: 30000, unit: beds}}", (), 2000),
        (f"{ADULT}: {{2017-01-01: 30000}}", (), 2000),
        ("mexico.zone: 5", (f"{ADULT}=30000",), 0),
        (f"{SURGE}: 700", (f"{ADULT}=30000",), 0),
        (f"{ADULT}: 30000", (f"{SURGE}=700",), 700),
        ("mexico.zone: 5", (f"{ADULT}=30000", f"{SURGE}=700"), 700),
    ],
)
def test_a_bare_number_of_adult_beds_means_no_reserve_unless_that_is_set_too(
    library: Library, block: str, settings: tuple[str, ...], reserve: int
) -> None:
    scenario = scenario_from(library, f"scenario: mine\nset:\n  {block}\n", *settings)

    assert scenario.parameters[SURGE].value == reserve


def test_two_levers_on_one_parameter_are_told(tmp_path: Path) -> None:
    library = tiny_library(tmp_path)
    both = replace(library.levers[1], targets=("mexico.zone",))
    library = replace(library, levers=(library.levers[0], both, library.levers[2]))
    layer = "lever: consent\nset: {mexico.zone: {value: 5, unit: miles, source: law-2}}\n"
    write(tmp_path, {"scenarios/layers/other/consent.ordered.yaml": layer})

    problems = problems_from(library, "scenario: mine\nlayers: [border/G-zone.ordered, other/consent.ordered]\n")

    assert [(problem.path, problem.found) for problem in problems] == [("mexico.zone", "the lever consent")]
    assert problems[0].expected == "a parameter that zone does not move"


def test_a_layer_may_set_the_parameters_of_its_lever_only(library: Library) -> None:
    layer = "lever: zone\nset: {mexico.consent_per_day: {value: 5, unit: persons/day, source: law-2}}\n"
    write(library.root, {"scenarios/layers/border/G-zone.realised.yaml": layer})

    problem = problems_from(library, "scenario: mine\nlayers: [border/G-zone.realised]\n")[0]

    assert (problem.path, problem.found) == ("mexico.consent_per_day", "another lever's parameter")


@pytest.mark.parametrize(
    ("layer", "found", "hint"),
    [
        ("lever: zon\nset: {mexico.zone: 5}\n", (1, 8, "lever", "zon"), "did you mean zone?"),
        ("set: {mexico.zone: 5}\n", (1, 1, "", "no lever"), ""),
        ("lever: zone\n", (1, 1, "", "no set"), ""),
        ("lever: zone\nsets: {}\n", (2, 1, "sets", "an unknown key"), "did you mean set?"),
        ("lever: [zone]\nset: {}\n", (1, 8, "lever", "a list"), ""),
        ("[1]", (1, 1, "", "a list"), ""),
    ],
)
def test_a_wrong_layer_file_is_told(library: Library, layer: str, found: tuple[int, int, str, str], hint: str) -> None:
    write(library.root, {"mine/own.yaml": layer})

    problem = problems_from(library, "scenario: mine\nlayers: [own.yaml]\n")[0]

    assert (told(problem), problem.hint) == (found, hint)
    assert problem.file.endswith("mine/own.yaml")


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        ("[border/J-bed.ordered]", "'border/J-bed.ordered'"),
        ("[border/../border/J-beds.ordered]", "'border/../border/J-beds.ordered'"),
        ("[../../etc/passwd.yaml]", "'../../etc/passwd.yaml'"),
        ("[/etc/passwd.yaml]", "'/etc/passwd.yaml'"),
        ("[border/J-beds.ordered, border/J-beds.ordered]", "border/J-beds.ordered again"),
        ("border/J-beds.ordered", "border/J-beds.ordered"),
        ("[5]", "5"),
    ],
)
def test_a_layer_that_is_not_there_or_not_allowed_is_told(library: Library, layers: str, found: str) -> None:
    problem = problems_from(library, f"scenario: mine\nlayers: {layers}\n")[0]

    assert (problem.path, problem.found) == ("layers", found)


def test_a_user_may_bring_a_layer_along(library: Library) -> None:
    write(library.root, {"mine/own.yaml": "lever: zone\nset: {mexico.zone: 5}\n"})

    assert scenario_from(library, "scenario: mine\nlayers: [own.yaml]\n").parameters["mexico.zone"].value == 5.0


def test_short_options_come_after_settings_and_agree_with_them(library: Library) -> None:
    overrides = Overrides(set=("run.years=3", "run.seed=5"), years=3, replications=9)

    scenario = load("status-quo", overrides, library)

    assert (scenario.run.years, scenario.run.seed, scenario.run.replications) == (3, 5, 9)
    assert layers_of(scenario.parameters["run.years"]) == ["base", "--set", "--years"]
