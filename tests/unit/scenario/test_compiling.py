"""Uncertain parameters are drawn so that the median is the central value and every scenario shares the draws."""

import statistics
import time
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.data.tree import Mark
from sim.scenario.kinds import DayKind, Shape
from sim.scenario.library import Library
from sim.scenario.parameter import AnyParameter, Entry, Origin, Parameter, ParameterSpec, Quantity, Setting
from sim.scenario.scenario import load
from sim.scenario.settings import Overrides
from sim.scenario.values import Point, between, compiled, uniform_of
from tests.unit.trees import NATIONALITIES, scenario_from

REPLICATIONS = 200


@given(st.floats(0, 1, exclude_max=True), st.floats(-5, 5), st.floats(0, 5), st.floats(0, 5))
def test_a_draw_stays_in_its_range(quantile: float, value: float, below: float, above: float) -> None:
    low, high = value - below, value + above

    assert low - 1e-9 <= between(low, value, high, quantile=quantile) <= high + 1e-9


def test_the_median_is_the_central_value() -> None:
    assert between(1.0, 3.0, 10.0, quantile=0.5) == 3.0
    assert between(1.0, 3.0, 10.0, quantile=0.0) == 1.0
    assert between(1.0, 3.0, 10.0, quantile=0.25) == 2.0
    assert between(1.0, 3.0, 10.0, quantile=0.75) == 6.5


def test_half_of_all_draws_lie_below_the_central_value(library: Library) -> None:
    scenario = load("status-quo", Overrides(), library)
    draws = [scenario.compile(number, fixed=False).number("courts.usd_per_case") for number in range(REPLICATIONS)]

    below = sum(draw < 650.5 for draw in draws)
    assert abs(below - REPLICATIONS / 2) < 4 * (REPLICATIONS / 4) ** 0.5
    assert 600 <= min(draws) < 610
    assert 690 < max(draws) <= 700
    assert statistics.stdev(draws) > 20


def test_central_values_are_not_drawn(library: Library) -> None:
    scenario = load("status-quo", Overrides(), library)

    assert scenario.compile(1, fixed=True).values == scenario.compile(2, fixed=True).values


def test_a_draw_is_of_seed_parameter_and_replication(library: Library) -> None:
    assert uniform_of("a", 1, 1) == uniform_of("a", 1, 1)
    assert len({uniform_of("a", 1, 1), uniform_of("a", 2, 1), uniform_of("a", 1, 2), uniform_of("b", 1, 1)}) == 4


def test_equal_parameters_get_equal_draws_in_every_scenario(library: Library) -> None:
    first = load("status-quo", Overrides(), library).compile(3, fixed=False)
    second = load("as-ordered", Overrides(), library).compile(3, fixed=False)

    assert first.number("courts.usd_per_case") == second.number("courts.usd_per_case")


def test_the_base_of_a_changed_parameter_is_drawn_at_the_quantile_of_the_parameter(library: Library) -> None:
    changed = scenario_from(library, "scenario: mine\nset: {detention.beds.family: 5}\n").compile(3, fixed=False)
    untouched = load("status-quo", Overrides(), library).compile(3, fixed=False)

    assert changed.by_day("detention.beds.family")[0] == 5
    assert (changed.base_by_day("detention.beds.family") == untouched.by_day("detention.beds.family")).all()


def test_the_members_of_a_table_move_together(library: Library) -> None:
    inputs = load("status-quo", Overrides(), library).compile(1, fixed=False)

    drawn = {inputs.number(f"courts.relief.{name}") for name in NATIONALITIES}
    assert len(drawn) == 1
    assert drawn != {0.2}


def test_all_dates_of_a_parameter_move_together_and_counts_are_whole(library: Library) -> None:
    series = load("status-quo", Overrides(), library).compile(1, fixed=False).by_day("detention.beds.family")
    quantile = uniform_of("detention.beds.family", 7, 1)

    expected = [round(between(2000, centre, 5000, quantile=quantile)) for centre in (3000, 3200)]
    assert sorted(set(series.tolist())) == sorted(expected)


def test_a_duration_is_stretched_as_a_whole(library: Library) -> None:
    inputs = load("status-quo", Overrides(), library).compile(1, fixed=False)
    factor = between(0.5, 1.0, 2.0, quantile=uniform_of("courts.delay", 7, 1))

    assert inputs.values["courts.delay"].points[0].value == Shape("lognormal", (10 * factor, 35 * factor))


def test_a_bare_value_is_never_drawn(library: Library) -> None:
    scenario = load("status-quo", Overrides(set=("courts.usd_per_case=650",)), library)

    assert {scenario.compile(number, fixed=False).number("courts.usd_per_case") for number in range(9)} == {650.0}
    assert "courts.usd_per_case" not in scenario.uncertain()


def test_the_calendar_of_the_run_is_that_of_federal_offices(library: Library) -> None:
    calendar = load("status-quo", Overrides(), library).compile(1, fixed=True).clock

    assert not calendar.is_working[calendar.day(date(2016, 10, 1))]
    assert not calendar.is_working[calendar.day(date(2016, 10, 10))]
    assert calendar.is_working[calendar.day(date(2016, 10, 11))]
    assert int(calendar.is_working.sum()) == 250


@pytest.mark.parametrize("years", [1, 20])
def test_compiling_is_quick(library: Library, years: int) -> None:
    scenario = load("status-quo", Overrides(years=years), library)

    start = time.perf_counter()
    scenario.compile(1, fixed=False)

    assert time.perf_counter() - start < 0.3


def test_compiled_values_are_plain_numbers(library: Library) -> None:
    inputs = load("status-quo", Overrides(), library).compile(1, fixed=False)

    assert not [
        point for value in inputs.values.values() for point in value.points if isinstance(point.value, np.generic)
    ]


def test_a_date_becomes_a_day_of_the_run() -> None:
    kind = Quantity(DayKind(date(2016, 1, 1), date(2020, 1, 1)))
    spec = ParameterSpec("notice.day", kind, unit="", doc="")
    parameter: AnyParameter = Parameter(spec, (Setting((Entry(date(2016, 10, 11)),), Origin("base", Mark("f"))),))

    assert compiled(parameter, date(2016, 10, 1), 0.5).points == (Point(0, 10.0),)
