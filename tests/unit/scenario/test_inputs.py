"""The model asks for claims by path and gets numbers by day; what nobody asked for is known."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from sim.base.errors import InvariantError
from sim.data.calendar import clock
from sim.scenario.inputs import Inputs
from sim.scenario.kinds import Shape
from sim.scenario.library import Library
from sim.scenario.scenario import load
from sim.scenario.settings import Overrides
from sim.scenario.values import Point, Value

DAYS = 365


def inputs_of(*points: Point, is_whole: bool = False) -> Inputs:
    return Inputs(clock(date(2016, 10, 1), 1, set()), 1, 1, 1.0, {"a.b": Value.of(*points, is_whole=is_whole)})


@pytest.fixture
def inputs(library: Library) -> Inputs:
    return load("status-quo", Overrides(), library).compile(1, fixed=True)


def test_a_constant_holds_every_day() -> None:
    assert inputs_of(Point(0, 5.0)).by_day("a.b").tolist() == [5.0] * DAYS


def test_a_step_holds_from_its_day_and_the_first_also_before() -> None:
    series = inputs_of(Point(10, 1.0), Point(20, 2.0)).by_day("a.b")

    assert series[[0, 9, 10, 19, 20, 364]].tolist() == [1.0, 1.0, 1.0, 1.0, 2.0, 2.0]


def test_points_before_the_run_are_in_force_on_day_0() -> None:
    inputs = inputs_of(Point(-20, 1.0), Point(-10, 2.0), Point(500, 9.0))

    assert inputs.number("a.b") == 2.0
    assert set(inputs.by_day("a.b").tolist()) == {2.0}


def test_a_ramp_moves_linearly_from_the_point_before() -> None:
    series = inputs_of(Point(10, 0.0), Point(20, 100.0, ramp_from=10), Point(30, 0.0)).by_day("a.b")

    assert series[[9, 10, 11, 15, 19, 20, 29, 30]].tolist() == [0.0, 0.0, 10.0, 50.0, 90.0, 100.0, 100.0, 0.0]


def test_a_ramp_that_began_before_the_run_goes_on() -> None:
    series = inputs_of(Point(-10, 0.0), Point(10, 20.0, ramp_from=-10)).by_day("a.b")

    assert series[[0, 5, 10, 11]].tolist() == [10.0, 15.0, 20.0, 20.0]


def test_a_ramp_that_ends_after_the_run_is_on_its_way() -> None:
    series = inputs_of(Point(0, 0.0), Point(730, 730.0, ramp_from=0)).by_day("a.b")

    assert series[[0, 100, 364]].tolist() == [0.0, 100.0, 364.0]


def test_a_ramp_of_what_is_counted_gives_whole_numbers() -> None:
    series = inputs_of(Point(0, 0.0), Point(10, 3.0, ramp_from=0), is_whole=True).by_day("a.b")

    assert series[:11].tolist() == [0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3]


def test_every_kind_has_its_accessor(inputs: Inputs) -> None:
    assert inputs.whole("detention.beds.surge_adult") == 2000
    assert inputs.number("courts.usd_per_case") == 650.5
    assert inputs.choice("courts.docket_rule") == "priority"
    assert inputs.flag("mexico.is_open")
    assert inputs.flag_by_day("mexico.is_open")[[150, 151]].tolist() == [True, False]
    assert inputs.by_nationality("courts.relief").tolist() == [0.2] * 8
    assert inputs.by_nationality_and_day("courts.relief").shape == (8, DAYS)
    assert inputs.duration("courts.delay").sample(np.array([0.5])).tolist() == [10]
    assert not inputs.is_set("courts.closure_net_share")
    assert inputs.by_day("detention.beds.adult")[[0, 50, 100]].tolist() == [34000, 34500, 35000]


def test_dated_durations_give_tables_and_which_is_in_force() -> None:
    inputs = inputs_of(Point(0, Shape("constant", (3.0,))), Point(9, Shape("constant", (7.0,))))

    tables, which = inputs.duration_by_day("a.b")

    assert [table.mean for table in tables] == [3.0, 7.0]
    assert which[[0, 8, 9, 364]].tolist() == [0, 0, 1, 1]


def test_durations_of_a_table_come_in_the_order_of_nationalities() -> None:
    values = {
        f"d.{name}": Value.of(Point(0, Shape("constant", (float(days),))))
        for days, name in enumerate(
            ("mexico", "guatemala", "honduras", "el_salvador", "cuba", "haiti", "other", "other_recalcitrant")
        )
    }
    inputs = Inputs(clock(date(2016, 10, 1), 1, set()), 1, 1, 1.0, values)

    assert [table.mean for table in inputs.durations_by_nationality("d")] == list(range(8))


def test_no_limit_is_infinity(library: Library) -> None:
    inputs = load("as-ordered", Overrides(), library).compile(1, fixed=True)

    assert inputs.number("mexico.zone") == float("inf")
    assert inputs.base_by_day("mexico.zone")[0] == 100.0


def test_the_base_of_a_parameter_that_nobody_changed_is_the_parameter(inputs: Inputs) -> None:
    assert inputs.base == {}
    assert (inputs.base_by_day("detention.beds.adult") == inputs.by_day("detention.beds.adult")).all()


def test_what_was_not_asked_for_is_known(inputs: Inputs) -> None:
    for path in sorted(inputs.values)[2:]:
        inputs.is_set(path)

    assert inputs.unread() == ("courts.closure_net_share", "courts.delay")


def test_settings_of_the_run_are_no_claims(inputs: Inputs) -> None:
    assert not [path for path in inputs.values if path.startswith("run.")]
    assert (inputs.seed, inputs.replication, inputs.clock.days) == (7, 1, DAYS)


def test_an_unknown_path_names_the_nearest(inputs: Inputs) -> None:
    with pytest.raises(InvariantError, match=r"no parameter mexico\.zones; the nearest is mexico\.zone"):
        inputs.number("mexico.zones")


@pytest.mark.parametrize(
    ("ask", "path"),
    [
        (Inputs.number, "courts.docket_rule"),
        (Inputs.number, "mexico.is_open"),
        (Inputs.number, "courts.delay"),
        (Inputs.number, "courts.closure_net_share"),
        (Inputs.flag, "courts.usd_per_case"),
        (Inputs.choice, "courts.usd_per_case"),
        (Inputs.duration, "courts.usd_per_case"),
        (Inputs.by_nationality, "mexico"),
    ],
)
def test_asking_with_the_wrong_accessor_is_an_error_of_ours(
    inputs: Inputs, ask: Callable[[Inputs, str], object], path: str
) -> None:
    with pytest.raises(InvariantError):
        ask(inputs, path)
