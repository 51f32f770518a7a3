"""Mexico receives its nationals by day: who comes too late for the bridge is held until the morning."""

import numpy as np
import pytest

from sim.base.codes import Nationality
from sim.engine.columns import CITIES, City
from sim.engine.recording import Recording
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from sim.model.detention.holding import done_after, late_share
from sim.model.run import play, simulate
from tests.batches import line
from tests.worlds import small

ALL_NIGHT, EARLY = (tuple(f"removal.bridge_closes.{city.name.lower()}={hour}" for city in City) for hour in (24, 12))
WALKED = slice(Tally.WALKED_TIJUANA, Tally.WALKED_REYNOSA + 1)


def total(recording: Recording, flow: Flow) -> int:
    """Add a flow up over the run."""
    return int(recording.flows[:, flow].sum())


def held_days(recording: Recording) -> int:
    """Days in the hold of CBP that ended with a walk over the bridge."""
    waits = recording.waits
    mine = (waits.queue == Wait.CBP_HOLD) & (waits.cause == Cause.REMOVED)
    return int((waits.exit * waits.count)[mine].sum())


def test_the_night_has_a_share_of_its_own() -> None:
    hours = np.array([0.0, 5.0, 13.5, 22.0, 23.0, 24.0])
    assert done_after(hours, 0.21) == pytest.approx([1.0, 0.85, 0.455, 0.06, 0.03, 0.0])


def test_bridges_close_at_night_since_february_2016() -> None:
    share = late_share(small("observed", days=200))
    assert not share[:145].any()
    assert share[145, City.TIJUANA] == pytest.approx(0.19 * 2 / 7)
    assert not share[:, CITIES].any()


def test_whoever_comes_too_late_goes_home_on_the_next_day() -> None:
    ctx, _ = play(small("status-quo", *EARLY, scale=0.02, days=20))
    flows, tallies = ctx.record.flows, ctx.record.tallies
    late = flows[:, Flow.HELD_FOR_BRIDGE].sum(axis=1)
    assert late.sum() > 20
    left = [Flow.VOLUNTARY_RETURN_BORDER, Flow.REMOVED_CBP_ER_GROUND, Flow.REMOVED_CBP_REINSTATEMENT_GROUND]
    mexican = flows[:, left].reshape(len(flows), len(left), len(Nationality), -1)[:, :, Nationality.MEXICO]
    home = mexican.sum(axis=(1, 2))
    assert (home[1:] >= late[:-1]).all()
    assert line(ctx.record, "overnight").size == late[-1]
    assert (tallies[:, WALKED].sum(axis=1) <= home).all()


def test_nobody_is_held_for_a_bridge_that_does_not_close() -> None:
    open_all_night, early = (simulate(small("status-quo", *hours)) for hours in (ALL_NIGHT, EARLY))
    assert total(open_all_night, Flow.HELD_FOR_BRIDGE) == 0
    assert held_days(early) > held_days(open_all_night)
    assert total(early, Flow.APPREHENDED) == pytest.approx(total(open_all_night, Flow.APPREHENDED), rel=0.02)


def test_the_hours_of_one_bridge_concern_those_beside_it_alone() -> None:
    shut = simulate(small("status-quo", *ALL_NIGHT[1:], "removal.bridge_closes.tijuana=0", scale=0.02, days=12))
    base = simulate(small("status-quo", *ALL_NIGHT, scale=0.02, days=12))
    delayed, usual = shut.tallies[:, WALKED], base.tallies[:, WALKED]
    assert usual[:, City.TIJUANA].sum() > 3
    assert (delayed[1:, City.TIJUANA] == usual[:-1, City.TIJUANA]).all()
    assert (delayed[:, City.NOGALES] == usual[:, City.NOGALES]).all()
