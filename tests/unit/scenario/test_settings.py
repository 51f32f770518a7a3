"""A block of settings names parameters by path or nests them, and every unknown or doubled name is told."""

import pytest

from sim.scenario.library import Library
from tests.unit.trees import problems_from, scenario_from, told


def test_paths_may_be_dotted_or_nested(library: Library) -> None:
    scenario = scenario_from(
        library,
        "scenario: mine\nset:\n  detention.beds: {family: 5}\n  courts: {relief: {mexico: 0.5}}\n  mexico.zone: 7\n",
    )

    values = [
        scenario.parameters[path].value for path in ("detention.beds.family", "courts.relief.mexico", "mexico.zone")
    ]
    assert values == [5, 0.5, 7.0]
    assert scenario.parameters["courts.relief.cuba"].value == 0.2


@pytest.mark.parametrize(
    ("block", "place", "hint"),
    [
        ("detention.bed.adult: 5", (3, 3, "detention.bed.adult", "an unknown key"), "detention.beds.adult"),
        ("detention: {beds: {adlt: 5}}", (3, 22, "detention.beds.adlt", "an unknown key"), "detention.beds.adult"),
        ("courts.relief: {mexiko: 1}", (3, 19, "courts.relief.mexiko", "an unknown key"), "courts.relief.mexico"),
        ("beds.adult: 5", (3, 3, "beds.adult", "an unknown key"), "detention.beds.adult"),
        ("'a b': 5", (3, 3, "a b", "an unknown key"), ""),
        ("courts.relief: 0.3", (3, 18, "courts.relief", "0.3"), ""),
        ("courts: [1]", (3, 11, "courts", "a list"), ""),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(
    library: Library, block: str, place: tuple[int, int, str, str], hint: str
) -> None:
    problem = problems_from(library, f"scenario: mine\nset:\n  {block}\n")[0]

    assert told(problem) == place
    assert problem.hint == (f"did you mean {hint}?" if hint else "")


def test_a_parameter_set_in_two_ways_is_told(library: Library) -> None:
    problem = problems_from(library, "scenario: mine\nset:\n  mexico: {zone: 4}\n  mexico.zone: 5\n")[0]

    assert told(problem) == (4, 3, "mexico.zone", "the parameter a second time")
    assert problem.expected == "each parameter once; it is set on line 3 already"


def test_an_empty_block_sets_nothing(library: Library) -> None:
    assert scenario_from(library, "scenario: mine\nset: {}\n").parameters["mexico.zone"].value == 100.0


def test_a_block_that_is_no_mapping_is_told(library: Library) -> None:
    assert told(problems_from(library, "scenario: mine\nset: 5\n")[0]) == (2, 6, "", "5")


def test_a_parameter_missing_in_the_base_is_told_at_its_mapping(library: Library) -> None:
    path = library.scenarios / "base" / "detention.yaml"
    path.write_text(path.read_text().replace("  family:\n", "  famly:\n"))

    problems = problems_from(library, "scenario: mine")

    assert [told(problem) for problem in problems] == [
        (2, 3, "detention.beds.family", "nothing"),
        (6, 3, "detention.beds.famly", "an unknown key"),
    ]
    assert problems[1].hint == "did you mean detention.beds.family?"


def test_a_missing_nationality_is_told(library: Library) -> None:
    path = library.scenarios / "base" / "courts.yaml"
    path.write_text("\n".join(line for line in path.read_text().splitlines() if "haiti" not in line))

    assert told(problems_from(library, "scenario: mine")[0]) == (4, 3, "courts.relief.haiti", "nothing")


def test_thousands_of_unknown_keys_are_refused_in_time(library: Library) -> None:
    keys = "".join(f"  key{number}: 1\n" for number in range(3_000))

    assert len(problems_from(library, f"scenario: mine\nset:\n{keys}")) == 3_000


def test_a_parameter_that_was_refused_is_not_missing_as_well(library: Library) -> None:
    path = library.scenarios / "base" / "detention.yaml"
    path.write_text(path.read_text().replace("  surge_adult: {value: 2000", "  surge_adult: *beds\n  # {value: 2000"))

    assert [problem.found for problem in problems_from(library, "scenario: mine")] == ["the alias *beds"]
