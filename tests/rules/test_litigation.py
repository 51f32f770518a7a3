"""A court may stop a section: what it orders falls back to the base until the stop is lifted."""

from dataclasses import replace

import numpy as np
import pytest

from sim.engine.vocabulary import Flow, Tally
from sim.model.litigation import SUITS, after_suits
from sim.model.run import simulate
from sim.scenario.inputs import Inputs
from sim.scenario.levers import Memo
from sim.scenario.library import shipped_library
from sim.scenario.names import path_of
from sim.scenario.values import Point, Value
from tests.worlds import small

SECTIONS = {
    "release_grounds": (Memo.BORDER, "A"),
    "expedited_removal": (Memo.BORDER, "G"),
    "contiguous_return": (Memo.BORDER, "H"),
    "fear_standard": (Memo.BORDER, "I"),
    "parole": (Memo.BORDER, "K"),
    "detainers": (Memo.INTERIOR, "B"),
}
CERTAIN = tuple(f"{path_of(suit.terms)}.stopped_share=1" for suit in SUITS)
SOON = (
    *CERTAIN,
    *(f"{path_of(suit.terms)}.days_to_stop=20" for suit in SUITS),
    *(f"{path_of(suit.terms)}.days_stopped=10" for suit in SUITS),
)
ENJOINED = "litigation.contiguous_return.injunction"
READY = ("mexico.consent_per_day=20000", "contiguous_return.selected_share=1", "border.processing_days=1")
"""Mexico takes whoever is sent, and everybody is."""


def memos(*settings: str, name: str = "kelly-memos") -> Inputs:
    """Sixty days with all sections in force from the first."""
    return small(name, "run.start=2017-06-01", *settings)


@pytest.mark.parametrize("suit", SUITS, ids=lambda suit: path_of(suit.terms))
def test_a_suit_is_about_parameters_of_its_section(suit: object) -> None:
    (found,) = [one for one in SUITS if one is suit]
    memo, section = SECTIONS[path_of(found.terms).removeprefix("litigation.")]
    targets = {
        path
        for lever in shipped_library().levers
        if (lever.memo, lever.section) == (memo, section)
        for path in lever.targets
    }
    assert set(found.paths) <= targets


def test_a_stopped_section_falls_back_to_the_base_and_comes_back() -> None:
    before = memos(*SOON)
    after, stops = after_suits(before)
    assert [np.flatnonzero(is_stopped).tolist() for is_stopped in stops.values()] == [list(range(20, 30))] * len(SUITS)
    for suit in SUITS:
        for path in suit.paths:
            if path not in before.base or path == "contiguous_return.enabled":
                continue
            here, base, found = before.by_day(path), before.base_by_day(path), after.by_day(path)
            assert (found[20:30] == base[20:30]).all()
            assert (found[:20] == here[:20]).all()
            assert (found[30:] == here[30:]).all()
    assert after.flag_by_day("contiguous_return.enabled").tolist() == [True] * 20 + [False] * 10 + [True] * 30


def test_a_ramp_goes_on_where_it_would_be_when_the_stop_is_lifted() -> None:
    inputs = memos(*SOON)
    path = "detention.release.parole_share"
    ramp = Value.of(Point(0, 0.8), Point(40, 0.4, ramp_from=0))
    sloping = replace(inputs, values={**inputs.values, path: ramp}, base={**inputs.base, path: Value.of(Point(0, 0.9))})
    found = after_suits(sloping)[0].by_day(path)
    expected = 0.8 - 0.01 * np.minimum(np.arange(60), 40)
    expected[20:30] = 0.9
    assert found == pytest.approx(expected)


def test_nothing_is_stopped_where_nothing_departs_from_the_base() -> None:
    assert after_suits(small("status-quo", *CERTAIN))[1] == {}


def test_suits_that_never_succeed_change_no_bit() -> None:
    base = simulate(memos())
    idle = simulate(memos(*(setting for setting in SOON if "stopped_share" not in setting)))
    assert (base.flows == idle.flows).all()
    assert (base.tallies == idle.tallies).all()


def test_nobody_is_sent_back_while_return_is_stopped() -> None:
    recording = simulate(memos(*SOON, *READY, name="kelly-memos-consent"))
    sent = recording.flows[:, Flow.RETURNED_TO_MEXICO].sum(axis=1)
    assert sent[:20].sum() > 0
    assert not sent[22:30].any()
    assert sent[31:].sum() > 0
    assert recording.tallies[:, Tally.STOPPED_CONTIGUOUS_RETURN].tolist() == [0] * 20 + [1] * 10 + [0] * 30


def test_an_injunction_stops_a_section_on_its_days_and_changes_nothing_before() -> None:
    free = simulate(memos(*READY, name="kelly-memos-consent"))
    stopped = simulate(memos(*READY, f"{ENJOINED}=true@2017-06-21", name="kelly-memos-consent"))
    lifted = simulate(memos(*READY, f"{ENJOINED}={{2017-06-21: true, 2017-07-01: false}}", name="kelly-memos-consent"))
    for what in ("flows", "stocks", "tallies", "ledger"):
        assert (getattr(free, what)[:20] == getattr(stopped, what)[:20]).all(), what
        assert (getattr(stopped, what)[:30] == getattr(lifted, what)[:30]).all(), what
    assert not stopped.flows[22:, Flow.RETURNED_TO_MEXICO].any()
    assert lifted.flows[31:, Flow.RETURNED_TO_MEXICO].any()
    assert lifted.tallies[:, Tally.STOPPED_CONTIGUOUS_RETURN].tolist() == [0] * 20 + [1] * 10 + [0] * 30


@pytest.mark.parametrize("suit", SUITS, ids=lambda suit: path_of(suit.terms))
def test_an_injunction_holds_in_every_replication_and_beside_chance(suit: object) -> None:
    (found,) = [one for one in SUITS if one is suit]
    by_date = memos(f"{path_of(found.terms)}.injunction={{2017-06-06: true, 2017-06-26: false}}", *SOON)
    for inputs in (by_date, replace(by_date, replication=9)):
        after, stops = after_suits(inputs)
        assert np.flatnonzero(stops[found.tally]).tolist() == list(range(5, 30))
        path = next(path for path in found.paths if path in inputs.base)
        days = np.arange(60)
        mine, base, free = (
            after.values[path].levels(days),
            inputs.base[path].levels(days),
            inputs.values[path].levels(days),
        )
        assert (mine[5:30] == base[5:30]).all()
        assert (mine[:5] == free[:5]).all()
        assert (mine[30:] == free[30:]).all()


def test_an_injunction_against_what_nobody_ordered_changes_no_bit() -> None:
    base = simulate(small("status-quo"))
    idle = simulate(small("status-quo", *(f"{path_of(suit.terms)}.injunction=true" for suit in SUITS)))
    for what in ("flows", "stocks", "tallies", "ledger"):
        assert (getattr(base, what) == getattr(idle, what)).all(), what


def test_half_the_suits_succeed_over_many_replications() -> None:
    inputs = memos("litigation.parole.stopped_share=0.5", "litigation.parole.days_to_stop=1")
    stopped = [bool(after_suits(replace(inputs, replication=number))[1]) for number in range(400)]
    assert 150 < sum(stopped) < 250
