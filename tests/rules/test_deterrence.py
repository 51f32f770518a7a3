"""An announcement keeps some people from setting out, if a scenario says so and the arrivals do not say so already."""

import numpy as np
import pytest

from sim.engine.columns import Source
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow
from sim.model.run import play, simulate
from sim.scenario.scenario import load
from tests.worlds import small

DETERRED = ("border.deterrence.gain=1", "border.deterrence.share=0.3", "border.reentry_gain=0")


def total(recording: Recording, *flows: Flow) -> int:
    """Count the events of some flows over the run."""
    return int(recording.flows[:, list(flows)].sum())


def test_with_its_gain_at_zero_what_was_announced_changes_nothing() -> None:
    silent = simulate(small("status-quo", scale=0.01))
    told = simulate(small("status-quo", "border.deterrence.share=0.9", scale=0.01))
    assert np.array_equal(silent.flows, told.flows)
    assert np.array_equal(silent.stocks, told.stocks)


def test_fewer_set_out_between_ports_and_as_many_come_to_ports() -> None:
    free = simulate(small("status-quo", "border.reentry_gain=0", scale=0.02))
    told = simulate(small("status-quo", *DETERRED, scale=0.02))
    assert total(told, Flow.ATTEMPT) == pytest.approx(0.7 * total(free, Flow.ATTEMPT), rel=0.05)
    assert total(told, Flow.RETURNED_BY_INM) == pytest.approx(0.7 * total(free, Flow.RETURNED_BY_INM), rel=0.1)
    assert total(told, Flow.INADMISSIBLE) == total(free, Flow.INADMISSIBLE)


def test_those_who_come_all_the_same_are_among_those_who_would_have_come() -> None:
    free, _ = play(small("status-quo", "border.reentry_gain=0", scale=0.01))
    told, _ = play(small("status-quo", *DETERRED, scale=0.01))
    came = [
        set(persons.key[: persons.size][persons.source[: persons.size] == Source.BORDER].tolist())
        for persons in (told.persons, free.persons)
    ]
    assert came[0] < came[1]


def test_the_effect_wears_off_within_a_year() -> None:
    inputs = load("deterrence-only").compile(1, fixed=True)
    share = inputs.by_day("border.deterrence.share")
    announced = int(np.flatnonzero(share > 0)[0])
    assert share[announced] == share.max() > 0
    assert (np.diff(share[announced:]) <= 0).all()
    assert share[announced + 366] == 0
