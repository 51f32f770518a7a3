"""The six loops of the model: with its gain at zero nothing else of a loop changes a bit, above zero it acts."""

from dataclasses import dataclass

import numpy as np
import pytest

from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow
from sim.model.run import simulate
from tests.worlds import small

MORE_AGENTS = (
    "staffing.usbp_agents_added=5000",
    "staffing.usbp_agents_hiring.time_to_hire_days=0",
    "staffing.usbp_agents_hiring.academy_days=1",
    "staffing.usbp_agents_hiring.academy_places_per_year=10000000",
    "staffing.usbp_agents_hiring.applicants_added_per_year=1000000000",
)
OF_AGENTS, PER_MILE = "elasticity_of_agents", "gain_per_mile"
"""What agents and miles do to captures and to turn-backs; each is looked at with the other shut."""
MORE_OFFICERS = (
    "staffing.ice_officers_added=10000",
    "staffing.ice_officers_hiring.time_to_hire_days=0",
    "staffing.ice_officers_hiring.academy_days=1",
    "staffing.ice_officers_hiring.academy_places_per_year=10000000",
    "staffing.ice_officers_hiring.applicants_added_per_year=1000000000",
)
MORE_MILES = (
    "border.barrier_miles_added=700",
    "border.barrier_first_mile_days=0",
    "border.barrier_miles_per_year=1000000",
)


@dataclass(frozen=True)
class Loop:
    """A loop: its gain, what else there is of it, and what it moves when it is open."""

    name: str
    gain: str
    others: tuple[str, ...]
    """The other parameters of the loop, moved away from the base."""
    moves: Flow
    is_more: bool = True
    open_at: float = 0.5
    scale: float = 0.005
    days: int = 60


_PLACES = ("bridge", "interior_flight", "home_by_air")
LOOPS = (
    Loop("cooperation", "mexico.cooperation_gain", ("mexico.cooperation=0.2",), Flow.APPREHENDED),
    Loop(
        "cooperation, aid",
        "mexico.cooperation_gain",
        ("costs.aid_to_mexico_usd_per_year=0", "mexico.aid_weight=0.5"),
        Flow.APPREHENDED,
    ),
    Loop(
        "recidivism",
        "border.reentry_gain",
        (
            *(f"border.reentry.share.{place}=0.9" for place in _PLACES),
            *("border.reentry.days=3", "border.reentry.factor.prosecuted=1", "mexico.hazard.trying_again=0.5"),
        ),
        Flow.REENTRY,
    ),
    Loop(
        "congestion",
        "courts.no_show.wait_gain",
        ("courts.no_show.usual_wait_days=10",),
        Flow.MISSED_HEARING,
        open_at=0.9,
    ),
    Loop("deterrence", "border.deterrence.gain", ("border.deterrence.share=0.3",), Flow.APPREHENDED, is_more=False),
    Loop(
        "hiring, agents",
        f"border.apprehension_{OF_AGENTS}",
        (*MORE_AGENTS, f"border.turned_back_{OF_AGENTS}=0"),
        Flow.APPREHENDED,
    ),
    Loop(
        "hiring, agents who turn people back",
        f"border.turned_back_{OF_AGENTS}",
        (*MORE_AGENTS, f"border.apprehension_{OF_AGENTS}=0"),
        Flow.TURNED_BACK,
    ),
    Loop(
        "hiring, barrier",
        f"border.apprehension_{PER_MILE}",
        (*MORE_MILES, f"border.turned_back_{PER_MILE}=0"),
        Flow.APPREHENDED,
    ),
    Loop(
        "hiring, barrier that turns people back",
        f"border.turned_back_{PER_MILE}",
        (*MORE_MILES, f"border.apprehension_{PER_MILE}=0"),
        Flow.TURNED_BACK,
    ),
    Loop("hiring, officers", "interior.at_large_elasticity_of_officers", MORE_OFFICERS, Flow.ARREST_AT_LARGE),
    Loop(
        "officers",
        "fear.affirmative.gain",
        (
            *("fear.affirmative.lag_days=60", "fear.affirmative.base_interviews_per_year=200000"),
            "fear.affirmative.referrals_per_interview=0.9",
        ),
        Flow.NTA_FILED,
        open_at=1.0,
        days=120,
    ),
)


@pytest.mark.parametrize("loop", LOOPS, ids=lambda loop: loop.name)
def test_with_its_gain_at_zero_a_loop_is_absent_and_above_zero_it_acts(loop: Loop) -> None:
    without, shut, acting = (
        played(loop, f"{loop.gain}={gain}", *others)
        for gain, others in ((0, ()), (0, loop.others), (loop.open_at, loop.others))
    )
    assert np.array_equal(without.flows, shut.flows)
    assert np.array_equal(without.stocks, shut.stocks)
    assert np.array_equal(without.waits.count, shut.waits.count)
    more = int(acting.flows[:, loop.moves].sum()) - int(without.flows[:, loop.moves].sum())
    assert more > 0 if loop.is_more else more < 0


def played(loop: Loop, *settings: str) -> Recording:
    """Play a small world with a loop set."""
    return simulate(small("status-quo", *settings, scale=loop.scale, days=loop.days))
