"""A setting holds from its date, what lies below holds before it, and a change is laid over what lies below."""

from datetime import date

import numpy as np
import pytest

from sim.scenario.library import Library
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import load
from sim.scenario.settings import Overrides, split_name
from tests.unit.trees import problems_from, scenario_from

HEAD = "scenario: mine\nextends: status-quo\nset:\n"
START = date(2016, 10, 1)
CONSENT, BEDS, ZONE, OPEN = "mexico.consent_per_day", "detention.beds.adult", "mexico.zone", "mexico.is_open"
RAMP = f"{HEAD}  {CONSENT}: {{2016-10-01: {{value: 0, low: 0, high: 50}}, 2016-12-10: {{value: 70, ramp: true}}}}\n"


def by_day(scenario: Scenario, path: str, *, replication: int = 1, fixed: bool = True) -> list[float]:
    return scenario.compile(replication, fixed=fixed).by_day(path).tolist()


def day(text: str) -> int:
    return (date.fromisoformat(text) - START).days


def test_what_lies_below_holds_before_the_date(library: Library) -> None:
    below, mine = load("status-quo", library=library), scenario_from(library, f"{HEAD}  {BEDS}: {{2017-09-01: 5}}\n")
    at = day("2017-09-01")

    assert by_day(mine, BEDS)[:at] == by_day(below, BEDS)[:at]
    assert set(by_day(mine, BEDS)[at:]) == {5.0}


@pytest.mark.parametrize("replication", [1, 2, 3])
def test_the_range_of_what_lies_below_stays_its_own_and_what_is_set_is_not_drawn(
    library: Library, replication: int
) -> None:
    below, at = load("status-quo", library=library), day("2017-03-01")
    mine = load("status-quo", Overrides(set=(f"{BEDS}=5000@2017-03-01",)), library)

    drawn = by_day(mine, BEDS, replication=replication, fixed=False)
    assert drawn[:at] == by_day(below, BEDS, replication=replication, fixed=False)[:at]
    assert set(drawn[at:]) == {5000.0}
    assert drawn[0] != by_day(below, BEDS)[0]


def test_a_ramp_that_is_cut_off_goes_on_to_the_bit_until_the_date(library: Library) -> None:
    below = scenario_from(library, RAMP)
    mine = scenario_from(library, RAMP, f"{CONSENT}=500@2016-11-05")
    at = day("2016-11-05")

    assert by_day(mine, CONSENT, fixed=False)[:at] == by_day(below, CONSENT, fixed=False)[:at]
    assert set(by_day(mine, CONSENT)[at:]) == {500.0}


def test_a_ramp_may_set_out_from_the_value_in_force_on_a_date(library: Library) -> None:
    mine = scenario_from(library, f"{HEAD}  {CONSENT}: {{2017-01-11: {{value: 100, ramp: 2017-01-01}}}}\n", f"{BEDS}=1")
    below, at = load("status-quo", library=library), day("2017-01-01")

    start = by_day(below, CONSENT)[at]
    assert by_day(mine, CONSENT)[: at + 1] == by_day(below, CONSENT)[: at + 1]
    assert by_day(mine, CONSENT)[at + 5] == pytest.approx(start + (100 - start) / 2)
    assert by_day(mine, CONSENT)[at + 10] == 100.0


def test_a_change_is_added_to_what_lies_below_and_to_its_ramp(library: Library) -> None:
    below, mine = scenario_from(library, RAMP), scenario_from(library, RAMP, f"{CONSENT}=+300@2016-11-05")
    at = day("2016-11-05")

    for fixed in (True, False):
        before, after = (np.array(by_day(one, CONSENT, fixed=fixed)) for one in (below, mine))
        assert (after[:at] == before[:at]).all()
        assert after[at:] == pytest.approx(before[at:] + 300)


def test_a_factor_multiplies_what_lies_below_and_a_minus_takes_away(library: Library) -> None:
    below = by_day(load("status-quo", library=library), BEDS)
    at = day("2017-03-01")

    more = by_day(load("status-quo", Overrides(set=(f"{BEDS}=*1.5@2017-03-01",)), library), BEDS)
    less = by_day(load("status-quo", Overrides(set=(f"{BEDS}=-100@2017-03-01",)), library), BEDS)
    assert more == [*below[:at], *(round(beds * 1.5) for beds in below[at:])]
    assert less == [*below[:at], *(beds - 100 for beds in below[at:])]


def test_a_change_may_rise_by_date_and_comes_from_no_change(library: Library) -> None:
    mine = scenario_from(library, f"{HEAD}  {BEDS}: {{add: {{2017-01-11: {{value: 100, ramp: 2017-01-01}}}}}}\n")
    below, at = by_day(load("status-quo", library=library), BEDS), day("2017-01-01")

    assert by_day(mine, BEDS)[at + 5] == below[at + 5] + 50
    assert by_day(mine, BEDS)[-1] == below[-1] + 100


def test_changes_of_two_hands_are_both_laid_over(library: Library) -> None:
    text = f"{HEAD}  {BEDS}: {{add: {{2017-01-01: 100}}}}\n"
    mine, below = scenario_from(library, text, f"{BEDS}=*2@2017-02-01"), load("status-quo", library=library)

    assert by_day(mine, BEDS)[-1] == 2 * (by_day(below, BEDS)[-1] + 100)


def test_a_switch_and_a_word_change_by_date_too(library: Library) -> None:
    scenario = load("status-quo", Overrides(set=(f"{OPEN}=true@2017-03-01", f"{ZONE}=nationwide@2017-03-01")), library)
    inputs, at = scenario.compile(1, fixed=True), day("2017-03-01")
    below = load("status-quo", library=library).compile(1, fixed=True)

    assert inputs.flag_by_day(OPEN)[:at].tolist() == below.flag_by_day(OPEN)[:at].tolist()
    assert inputs.flag_by_day(OPEN)[at:].all()
    assert np.isinf(inputs.by_day(ZONE)[at:]).all()
    assert not np.isinf(inputs.by_day(ZONE)[:at]).any()


def test_a_bare_number_of_beds_leaves_no_reserve_from_its_date_on(library: Library) -> None:
    surge = "detention.beds.surge_adult"
    below = by_day(load("status-quo", library=library), surge)
    mine = by_day(load("status-quo", Overrides(set=(f"{BEDS}=5@2017-03-01",)), library), surge)
    more = by_day(load("status-quo", Overrides(set=(f"{BEDS}=+5@2017-03-01",)), library), surge)
    at = day("2017-03-01")

    assert mine == [*below[:at], *([0.0] * len(below[at:]))]
    assert more == below


def test_what_is_covered_on_every_day_of_the_run_is_not_uncertain(library: Library) -> None:
    assert BEDS in load("status-quo", library=library).uncertain()
    for setting in (f"{BEDS}=5", f"{BEDS}=5@2016-10-01", f"{BEDS}=5@2010-01-01"):
        assert BEDS not in load("status-quo", Overrides(set=(setting,)), library).uncertain()
    assert BEDS in load("status-quo", Overrides(set=(f"{BEDS}=5@2016-10-02",)), library).uncertain()


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (f"{BEDS}=+300", f"found +300, expected a whole number >= 0, without a sign; for the value write 300; for a "
                         f"change from a date write {{add: {{2018-01-01: 300}}}}, or {BEDS}=+300@2018-01-01"),
        (f"{BEDS}=*1.2", f"{{times: {{2018-01-01: 1.2}}}}, or {BEDS}=*1.2@2018-01-01"),
        (f"{BEDS}=-300", "for the value write 300; for a change from a date write {add: {2018-01-01: -300}}"),
        (f"{BEDS}=+@2018-01-01", "found +, expected one sign with a number after it"),
        (f"{BEDS}=++3@2018-01-01", "found ++3, expected one sign with a number after it"),
        (f"{BEDS}=*-2@2018-01-01", "found *-2, expected one sign with a number after it"),
        ("courts.delay=*2@2018-01-01", "found the key times, expected"),
        (f"{OPEN}=+1@2018-01-01", "found the key add, expected true or false; only numbers change so"),
        (f"{BEDS}=5@2018", "found 2018, expected a date of the calendar, written as in 2017-02-20"),
        (f"{BEDS}=5@2018-02-30", "found 2018-02-30, expected a date of the calendar"),
        (f"{BEDS}=5@", "found nothing after @, expected a date"),
        (f"{BEDS}=@2018-01-01", "expected a whole number >= 0"),
        (f"{BEDS}=-999999@2017-01-01", "expected a whole number >= 0; its value with the change"),
        ("courts.relief.mexico=5@2018-01-01", "found values by date, expected one value"),
        ("courts.closure_net_share=+0.1@2018-01-01", "found values by date, expected one value"),
        (f"{ZONE}={{times: {{2017-01-01: -2}}}}", "found -2, expected a factor >= 0"),
        (f"{OPEN}={{add: {{2017-01-01: 1}}}}", "found the key add, expected true or false; only numbers change so"),
        (f"{BEDS}={{add: {{2017-01-01: 1}}, times: {{2017-01-01: 1}}}}", "found add and times, expected add or times"),
        (f"{BEDS}={{add: {{2017-01-01: 1}}, 2018-01-01: 5}}", "found add and 2018-01-01, expected add or times"),
        (f"{BEDS}={{2018-01-01: +5}}", "found +5, expected a number without a sign"),
    ],
)  # fmt: skip
def test_a_wrong_setting_says_what_to_write(library: Library, setting: str, told: str) -> None:
    assert told in str(problems_from(library, f"{HEAD}  {CONSENT}: 1\n", setting)[0])


def test_a_change_of_a_word_is_refused(library: Library) -> None:
    text = f"{HEAD}  {ZONE}: {{2017-01-01: nationwide}}\n"

    assert "found nationwide, expected a number below the change" in str(
        problems_from(library, text, f"{ZONE}=+5@2018-01-01")[0]
    )


def test_a_change_of_nothing_is_refused(library: Library) -> None:
    problem = problems_from(library, f"{HEAD}  courts.closure_net_share: {{add: 0.1}}\n")[0]
    assert str(problem).endswith("found nothing, expected a number below the change; it changes numbers alone")


def test_a_scenario_with_changes_runs_again_from_its_own_text(library: Library) -> None:
    settings = (f"{CONSENT}=+300@2016-11-05", f"{BEDS}=*1.5@2017-03-01", f"{ZONE}=50@2017-03-01")
    scenario = scenario_from(library, RAMP, *settings)
    again = scenario_from(library, scenario.to_yaml())

    assert again.digest() == scenario.digest()
    for path in (CONSENT, BEDS, ZONE):
        assert by_day(again, path, fixed=False) == by_day(scenario, path, fixed=False)


def test_settings_behind_a_name_reach_that_scenario_alone(library: Library) -> None:
    assert split_name("status-quo") == ("status-quo", ())
    assert split_name("a/b.yaml:run.years=2") == ("a/b.yaml", ("run.years=2",))
    name = f"status-quo:{BEDS}=+5@2017-03-01; {OPEN}=true"
    scenario = load(name, library=library)

    assert (scenario.name, scenario.label) == ("status-quo", f"status-quo:{BEDS}=+5@2017-03-01;{OPEN}=true")
    assert by_day(scenario, BEDS)[-1] == by_day(load("status-quo", library=library), BEDS)[-1] + 5


def test_dates_at_the_ends_of_the_calendar_are_told(library: Library) -> None:
    for setting in (f"{BEDS}=+5@0001-01-01", f"{BEDS}=5@9999-12-31", f"{BEDS}=7@0001-01-01"):
        scenario = load("status-quo", Overrides(set=(setting,)), library)
        assert {"path", "value", "low", "high"} <= set(next(iter(scenario.provenance())))


def test_what_is_told_of_a_number_are_its_values_with_all_changes(library: Library) -> None:
    scenario = scenario_from(library, RAMP, f"{CONSENT}=+300@2016-11-05")
    told = {row["path"]: row["value"] for row in scenario.provenance()}[CONSENT]

    assert told == {
        "2016-10-01": 0,
        "2016-11-04 (ramp)": 34,
        "2016-11-05": 335,
        "2016-12-10 (ramp)": 370,
    }
