"""What must be known before a number is read."""

from dataclasses import replace
from datetime import date

from sim.scenario.scenario import Overrides, load
from sim.study.caveats import notes_on
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
