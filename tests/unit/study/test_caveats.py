"""What must be known before a number is read: what was set, from when, and what a setting does beside."""

from dataclasses import replace
from datetime import date

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.scenario import Overrides, load
from sim.study.caveats import notes_on, notes_on_settings, settings_of, settings_sentence
from sim.study.plans import Options, plan_compare
from tests.unit.study.playing import scenario


def test_a_shifted_start_is_told() -> None:
    assert notes_on(scenario(start=date(2016, 10, 1))) == ()
    (note,) = notes_on(scenario(start=date(2012, 3, 1)))
    assert "2015-10-01" in note
    assert "2012-03-01" in note


def test_a_quick_look_is_told() -> None:
    half, speck = (replace(scenario(start=date(2016, 10, 1)), scale=scale) for scale in (0.5, 0.01))
    assert len(notes_on(half)) == 1
    assert "not reliable" in notes_on(speck)[-1]


def test_an_order_that_mexico_refuses_is_told() -> None:
    ordered = " ".join(notes_on(load("kelly-memos")))
    assert "ordered, not carried out" in ordered
    assert "er_amenable_eligible" in ordered
    agreed = load("kelly-memos", Overrides(set=("mexico.consent_per_day=100",)))
    assert "not carried out" not in " ".join(notes_on(agreed))


def told(name: str, *settings: str) -> tuple[str, ...]:
    return settings_of(load(name, Overrides(set=settings)))


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("detention.beds.adult=50000", "detention.beds.adult = 50,000 beds for the whole run"),
        ("detention.beds.adult=50000@2018-01-01", "detention.beds.adult = 50,000 beds from 2018-01-01 on"),
        ("courts.judges=+300@2018-01-01", "courts.judges +300 judges from 2018-01-01 on"),
        ("courts.judges=-30@2018-01-01", "courts.judges -30 judges from 2018-01-01 on"),
        ("courts.judges=*1.2@2018-01-01", "courts.judges times 1.2 from 2018-01-01 on"),
        ("contiguous_return.enabled=true@2018-01-01", "contiguous_return.enabled = true from 2018-01-01 on"),
        ("fear.positive_share=0.8@2018-01-01", "fear.positive_share = 0.8 from 2018-01-01 on"),
        ("border.arrivals=observed", "border.arrivals = observed for the whole run"),
        (
            "removal.document_days.mexico={lognormal: {median: 12, p90: 35}}",
            "removal.document_days.mexico = lognormal median 12, p90 35 days for the whole run",
        ),
        (
            "courts.judges={2018-01-01: {value: 400, low: 390, high: 410}}",
            "courts.judges = 400 judges (drawn from 390 to 410) from 2018-01-01 on",
        ),
        (
            "courts.judges={add: {2019-10-01: {value: 150, ramp: 2017-10-01}}}",
            "courts.judges +150 judges on 2019-10-01, rising to it from 2017-10-01 on",
        ),
        (
            "courts.judges={2018-01-01: 400, 2019-01-01: 500}",
            "courts.judges = 400 judges from 2018-01-01 on, then = 500 judges from 2019-01-01 on",
        ),
    ],
)
def test_a_setting_is_told_with_its_value_and_from_when(setting: str, line: str) -> None:
    assert told("status-quo", setting) == (line,)


def test_what_is_shipped_is_not_told_as_set() -> None:
    assert told("kelly-memos-consent") == told("observed") == ()


def test_a_sentence_says_in_which_scenarios() -> None:
    one, two = "a = 1 for the whole run", "b = 2 for the whole run"
    assert settings_sentence([("x", (one,))]) == f"Set: {one}."
    assert settings_sentence([("x", (one,)), ("y", (one, two))]) == f"Set: {one}, in both scenarios; {two}, in y."
    assert settings_sentence([("x", ()), ("y", ()), ("z", (two,))]) == f"Set: {two}, in z."
    assert settings_sentence([("x", ()), ("y", ())]) == ""


@pytest.mark.parametrize(
    ("setting", "part"),
    [
        ("detention.beds.adult=36000@2050-01-01", "and so without effect: detention.beds.adult from 2050-01-01"),
        ("courts.judges=300", "courts.judges is the same for the whole run, where the scenario changes it by date"),
        ("detention.beds.adult=36000", "the surge reserve (detention.beds.surge_adult) is zero for the whole run"),
        (
            "detention.beds.adult=9@2018-01-01",
            "the surge reserve (detention.beds.surge_adult) is zero from 2018-01-01 on",
        ),
    ],
)
def test_a_note_says_what_a_setting_does_beside_what_it_says(setting: str, part: str) -> None:
    notes = " ".join(notes_on_settings(load("status-quo", Overrides(set=(setting,)))))
    assert part in notes


def test_settings_without_a_side_effect_have_no_note() -> None:
    settings = ("courts.judges=+300@2018-01-01", "detention.beds.adult=+100@2018-01-01", "fear.screening_share=0.5")
    assert notes_on_settings(load("status-quo", Overrides(set=settings))) == ()


def test_scenarios_in_which_every_value_is_the_same_are_not_compared() -> None:
    judges = "courts.judges=+300@2018-01-01"
    for names in (("kelly-memos", "kelly-memos"), ("kelly-memos", f"kelly-memos:{judges}", f"kelly-memos:{judges}")):
        with pytest.raises(ScenarioError, match="in which every value is as in"):
            plan_compare(names, Overrides(), Options())
    plans = plan_compare(("kelly-memos", f"kelly-memos:{judges}"), Overrides(), Options())
    assert [plan.setup.name for plan in plans] == ["kelly-memos", f"kelly-memos:{judges}"]
    assert plans[0].setup.place.split("/")[0] == plans[1].setup.place.split("/")[0] == "kelly-memos"
