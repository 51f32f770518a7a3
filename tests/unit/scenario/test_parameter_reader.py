"""A parameter is written as one value, with range and source, or by date; anything else is refused where it stands."""

from datetime import date

import pytest

from sim.scenario.kinds import Shape
from sim.scenario.library import Library
from sim.scenario.parameter import AnyParameter
from tests.unit.trees import problems_from, scenario_from, told

HEAD = "scenario: mine\nset:\n"


def parameter(library: Library, path: str, written: str) -> AnyParameter:
    return scenario_from(library, f"{HEAD}  {path}: {written}\n").parameters[path]


def first_problem(library: Library, path: str, written: str) -> str:
    problems = problems_from(library, f"{HEAD}  {path}: {written}\n")
    return str(problems[0]).partition("mine.yaml:")[2]


def test_a_bare_number_is_accepted_where_its_unit_is_known(library: Library) -> None:
    found = parameter(library, "courts.usd_per_case", "700")

    assert (found.value, found.entries[0].low, found.settings[0].is_bare) == (700.0, None, True)


def test_a_bare_value_on_a_dated_parameter_replaces_the_whole_series(library: Library) -> None:
    found = parameter(library, "detention.beds.family", "100")

    assert [(entry.when, entry.value) for entry in found.settings[-1].entries] == [(None, 100)]


def test_a_series_is_put_in_the_order_of_its_dates(library: Library) -> None:
    found = parameter(library, "detention.beds.family", "{2018-01-01: 5, 2017-01-01: {value: 7, unit: beds}}")

    assert [(entry.when, entry.value) for entry in found.settings[-1].entries] == [
        (date(2017, 1, 1), 7),
        (date(2018, 1, 1), 5),
    ]


def test_what_is_said_for_a_series_holds_for_each_date_unless_it_says_otherwise(library: Library) -> None:
    found = parameter(
        library,
        "detention.beds.family",
        "{source: report-1, note: n, 2017-01-01: 5, 2018-01-01: {value: 6, source: law-2}}",
    )

    assert [(entry.source, entry.note) for entry in found.settings[-1].entries] == [("report-1", "n"), ("law-2", "n")]


def test_a_whole_number_may_be_written_with_an_exponent(library: Library) -> None:
    assert parameter(library, "detention.beds.family", "1e3").value == 1000


def test_a_word_may_stand_for_no_limit(library: Library) -> None:
    assert parameter(library, "mexico.zone", "nationwide").value == "nationwide"


def test_null_is_a_value_of_an_optional_parameter_only(library: Library) -> None:
    assert parameter(library, "courts.closure_net_share", "{value: null, note: unknown}").value is None
    assert "found null, expected dollars >= 0" in first_problem(library, "courts.usd_per_case", "null")


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("{lognormal: {median: 10, p90: 35}, unit: days}", Shape("lognormal", (10.0, 35.0))),
        ("{exponential: {mean: 4}}", Shape("exponential", (4.0,))),
        ("{constant: 3}", Shape("constant", (3.0,))),
        ("{uniform: {low: 1, high: 5}}", Shape("uniform", (1.0, 5.0))),
        ("12", Shape("constant", (12.0,))),
    ],
)
def test_a_duration_is_one_distribution(library: Library, written: str, shape: Shape) -> None:
    assert parameter(library, "courts.delay", written).value == shape


@pytest.mark.parametrize(
    ("path", "written", "told_as"),
    [
        ("detention.beds.adult", "-4", "3:25: detention.beds.adult: found -4, expected a whole number >= 0"),
        ("detention.beds.adult", "4.5", "3:25: detention.beds.adult: found 4.5, expected a whole number >= 0"),
        ("detention.beds.adult", "1e99", "3:25: detention.beds.adult: found 1e99, expected a whole number >= 0; no "),
        ("detention.beds.adult", "010", "3:25: detention.beds.adult: found 010, expected a whole number >= 0; write"),
        ("detention.beds.adult", "34_000", "3:25: detention.beds.adult: found 34_000, expected a whole number >= 0; w"),
        ("detention.beds.adult", "'34'", "3:25: detention.beds.adult: found '34', expected a whole number >= 0; write"),
        ("detention.beds.adult", "true", "3:25: detention.beds.adult: found true, expected a whole number >= 0"),
        ("detention.beds.adult", "10:30", "3:25: detention.beds.adult: found 10:30, expected a whole number >= 0"),
        ("detention.beds.adult", "[1]", "3:25: detention.beds.adult: found a list, expected a whole number >= 0"),
        ("detention.beds.adult", "2017-01-01", "3:25: detention.beds.adult: found 2017-01-01, expected a whole"),
        ("courts.usd_per_case", ".nan", "3:24: courts.usd_per_case: found .nan, expected dollars >= 0; only finite"),
        ("courts.usd_per_case", "-.inf", "3:24: courts.usd_per_case: found -.inf, expected dollars >= 0; only finite"),
        ("courts.usd_per_case", "1e999", "3:24: courts.usd_per_case: found 1e999, expected dollars >= 0; no quantity"),
        ("courts.usd_per_case", "$5", "3:24: courts.usd_per_case: found $5, expected dollars >= 0; write the number"),
        ("courts.closure_net_share", "5", "found 5, expected a share in [0, 1]; for 5 percent write 0.05"),
        ("courts.closure_net_share", "5%", "found 5%, expected a share in [0, 1]; write a share, for example 0.05"),
        ("mexico.is_open", "no", "3:19: mexico.is_open: found no, expected true or false; write it as false"),
        ("mexico.is_open", "on", "3:19: mexico.is_open: found on, expected true or false; write it as true"),
        ("mexico.is_open", "1", "3:19: mexico.is_open: found 1, expected true or false"),
        ("courts.docket_rule", "fifa", "found fifa, expected one of priority, fifo, lifo; did you mean fifo?"),
        ("courts.docket_rule", "{value: fifo, unit: days}", "3:37: courts.docket_rule: found the key unit, expected "),
        ("mexico.zone", "national", "found national, expected a number of miles >= 0 or nationwide"),
        ("mexico.zone", "{value: nationwide, low: 1, high: 2}", "found a range, expected no range for nationwide"),
        ("courts.usd_per_case", "{2017-01-01: 5}", "found values by date, expected one value; this parameter does not"),
        ("mexico.zone", "{2016-13-41: 5}", "3:17: mexico.zone: found 2016-13-41, expected a date of the calendar"),
        ("mexico.zone", "{2017-2-1: 5}", "3:17: mexico.zone: found 2017-2-1, expected a date of the calendar"),
        ("mexico.zone", "{20170201: 5}", "3:17: mexico.zone: found 20170201, expected a date of the calendar"),
        ("mexico.zone", "{2017-01-01: {value: 5, ramp: true}}", "found a ramp to 2017-01-01, the first date"),
        ("mexico.zone", "{2017-01-01: nationwide, 2018-01-01: {value: 5, ramp: true}}", "from or to a word"),
        ("mexico.zone", "{2017-01-01: 1, 2018-01-01: {value: 5, ramp: yes}}", "mexico.zone.ramp: found yes, expected"),
        ("mexico.is_open", "{2017-01-01: true, 2018-01-01: {value: false, ramp: true}}", "found the key ramp"),
        ("courts.usd_per_case", "{valeu: 5}", "found the key valeu, expected one of value, unit"),
        (
            "courts.usd_per_case",
            "{value: 5, unit: USD}",
            "3:41: courts.usd_per_case.unit: found USD, expected the unit",
        ),
        ("courts.usd_per_case", "{value: 5, low: 6, high: 7}", "courts.usd_per_case.low: found 6, expected at most"),
        ("courts.usd_per_case", "{value: 5, low: 1, high: 4}", "courts.usd_per_case.high: found 4, expected at least"),
        ("courts.usd_per_case", "{value: 5, low: -1, high: 6}", "courts.usd_per_case.low: found -1, expected dollars"),
        ("courts.usd_per_case", "{value: 5, low: 1}", "found low alone, expected both low and high, or neither"),
        ("courts.usd_per_case", "{value: 5, source: report-9}", "found report-9, expected a source listed in seeds/"),
        ("courts.usd_per_case", "{value: 5, source: 'assumption#A-009'}", "expected an assumption listed in seeds/"),
        ("courts.usd_per_case", "{value: 5, source: A-001}", "write assumption#A-001"),
        ("courts.usd_per_case", "{value: 5, source: [report-1]}", "found a list, expected a source, written key#place"),
        ("courts.usd_per_case", "{value: 5, note: ''}", "courts.usd_per_case.note: found '', expected a text"),
        (
            "courts.delay",
            "{lognormal: {median: 0, p90: 5}}",
            "courts.delay.lognormal.median: found 0, expected a number",
        ),
        ("courts.delay", "{lognormal: {median: 9, p90: 5}}", "courts.delay.lognormal.p90: found 5, expected at least"),
        (
            "courts.delay",
            "{uniform: {low: 9, high: 5}}",
            "courts.delay.uniform.high: found 5, expected at least the low",
        ),
        ("courts.delay", "{constant: 99999}", "found 99999, expected a number of days from 0 to 36500"),
        ("courts.delay", "{lognormal: {median: 9}}", "found a mapping, expected the key p90"),
        ("courts.delay", "{lognormal: {median: 9, p90: 10, mean: 4}}", "found mean, expected a mapping with median"),
        ("courts.delay", "{lognormal: 5}", "courts.delay.lognormal: found 5, expected a mapping with median and p90"),
        ("courts.delay", "{exponential: {mean: 5}, constant: 4}", "found both constant and exponential, expected one"),
        ("courts.delay", "{weibull: {mean: 5}}", "found the key weibull, expected one of constant, lognormal"),
        ("courts.delay", "{constant: 5, stretch: {low: 2, high: 3}}", "courts.delay.stretch.low: found 2, expected"),
        ("courts.delay", "{constant: 5, stretch: 3}", "courts.delay.stretch: found 3, expected a mapping with low"),
    ],
)
def test_a_wrong_parameter_is_refused_where_it_stands(library: Library, path: str, written: str, told_as: str) -> None:
    assert told_as in first_problem(library, path, written)


def test_a_stray_key_among_dates_is_refused(library: Library) -> None:
    problems = problems_from(library, HEAD + "  mexico.zone: {2017-01-01: 5, valeu: 7}\n")

    assert told(problems[0])[2:] == ("mexico.zone", "valeu")


def test_each_wrong_date_of_a_series_is_told(library: Library) -> None:
    problems = problems_from(
        library, HEAD + "  mexico.zone:\n    2017-01-01: -1\n    2017-02-31: 2\n    2018-01-01: x\n"
    )

    assert [problem.line for problem in problems] == [4, 5, 6]


@pytest.mark.parametrize(
    ("written", "found", "expected"),
    [
        ("usd_per_case: 650", "no source, no low, no high", "a value with source, low, high"),
        ("usd_per_case: {value: 5, unit: dollars, source: law-2}", "no low, no high", "a value with source"),
        (
            "usd_per_case: {value: 5, unit: dollars, source: law-2, low: 5, high: 5}",
            "no range",
            "low < high, a stretch, or a note that says why there is none",
        ),
        ("delay: {constant: 5, unit: days, source: law-2}", "no range", "low < high, a stretch, or a note"),
        ("docket_rule: fifo", "no source", "a value with source"),
    ],
)
def test_the_base_demands_unit_source_and_range(library: Library, written: str, found: str, expected: str) -> None:
    key = written.partition(":")[0]
    path = library.scenarios / "base" / "courts.yaml"
    lines = [line for line in path.read_text().splitlines() if not line.startswith(key)]
    path.write_text("\n".join([*lines, written]))

    problem = problems_from(library, "scenario: mine")[0]

    assert (problem.path, problem.found) == (f"courts.{key}", found)
    assert problem.expected.startswith(expected)
    assert problem.line == len(lines) + 1


def test_a_shipped_layer_demands_a_source(library: Library) -> None:
    layer = library.scenarios / "layers/border/J-beds.ordered.yaml"
    layer.write_text("lever: beds\nset: {detention.beds.adult: 5}\n")

    problem = problems_from(library, "scenario: mine\nlayers: [border/J-beds.ordered]\n")[0]

    assert problem.found == "no source"
    assert problem.file == "scenarios/layers/border/J-beds.ordered.yaml"


def test_a_range_that_cannot_be_read_beside_a_word_is_told(library: Library) -> None:
    alias, no_range = problems_from(library, "scenario: mine\nset:\n  mexico.zone: {value: nationwide, low: *a}\n")
    assert (alias.found, no_range.found) == ("the alias *a", "a range")
