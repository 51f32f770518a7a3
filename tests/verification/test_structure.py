"""What the literature knows of the structure of such systems holds in the model."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, PersonClass
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow, Stock
from sim.model.run import simulate
from tests.metamorphic.test_loops import MORE_AGENTS
from tests.verification.spread import FOUR
from tests.worlds import small

SCALE, DAYS, SETTLED, SEEDS = 0.01, 80, 40, range(3)
FEW_BEDS = "detention.beds.adult=9000"
"""About a quarter of the beds in use."""
MORE = 1.3
"""Arrests at the border in the second world of a pair, beside the first [1]."""
PLENTY = "detention.beds.adult=90000"
FROM_BEDS = tuple(flow for flow in Flow if flow.name.startswith("REMOVED_ICE_ORDER"))


def counted(recording: Recording, *flows: Flow) -> int:
    """Events once the beds are full [persons]."""
    return int(recording.flows[SETTLED:, list(flows)].sum())


@pytest.mark.slow
def test_where_beds_are_full_more_arrests_become_releases_and_no_removals_out_of_beds() -> None:
    """A loss system (Erlang 1917): what comes beyond saturation is turned away, and the servers' output stands."""
    released, held, removed = [], [], []
    for seed in SEEDS:
        base, more = (
            simulate(
                small("status-quo", FEW_BEDS, f"border.attempts_scale={factor}", scale=SCALE, days=DAYS, seed=seed)
            )
            for factor in (1, MORE)
        )
        released.append(counted(more, Flow.RELEASED_FOR_WANT_OF_BED) / counted(base, Flow.RELEASED_FOR_WANT_OF_BED))
        beds = [int(one.stocks[SETTLED:, Stock.DETAINED_ADULT].sum()) for one in (base, more)]
        held.append(beds[1] / beds[0])
        removed.append(counted(more, *FROM_BEDS) / max(counted(base, *FROM_BEDS), 1))
    assert np.mean(released) > 1.1
    assert np.mean(held) == pytest.approx(1.0, abs=0.01)
    assert abs(np.mean(removed) - 1.0) <= FOUR * np.std(removed, ddof=1) / np.sqrt(len(removed))


@pytest.mark.slow
def test_where_beds_are_free_more_arrests_fill_them() -> None:
    """Below saturation the stock is arrivals times stay (Little 1961)."""
    base, more = (
        simulate(small("status-quo", "detention.beds.adult=90000", f"border.attempts_scale={factor}", scale=SCALE))
        for factor in (1, MORE)
    )
    assert more.stocks[-1, Stock.DETAINED_ADULT].sum() > 1.03 * base.stocks[-1, Stock.DETAINED_ADULT].sum()
    for recording in (base, more):
        assert recording.flows[:, Flow.RELEASED_FOR_WANT_OF_BED, PersonClass.SINGLE_ADULT :: CLASSES].sum() == 0


AGENTS_ACT = ("border.apprehension_elasticity_of_agents=1", "border.turned_back_elasticity_of_agents=0")
"""As many more arrests, in proportion, as there are more agents; nobody is turned back instead."""
BY_ICE = tuple(flow for flow in Flow if flow.name.startswith("REMOVED_ICE"))


@pytest.mark.slow
def test_more_agents_change_no_removal_out_of_beds_before_beds_do() -> None:
    """The bottleneck alone sets the output of a line (Goldratt 1984): agents act on it once beds are free.

    Mexicans are left out, since they are removed straight from hold.
    """
    gained = {beds: [removed_with_agents(beds, seed) for seed in SEEDS] for beds in (FEW_BEDS, PLENTY)}
    arrests, removals, _ = np.array(gained[FEW_BEDS]).T
    assert (arrests > 1.05).all()
    assert abs(np.mean(removals) - 1.0) <= FOUR * np.std(removals, ddof=1) / np.sqrt(len(removals))
    assert (np.array(gained[FEW_BEDS])[:, 2] > 1.02).all(), "what the agents add is let go for want of a bed"
    arrests_again, removals, _ = np.array(gained[PLENTY]).T
    assert (arrests_again == arrests).all()
    assert np.mean(removals) - 1.0 > FOUR * np.std(removals, ddof=1) / np.sqrt(len(removals))


def removed_with_agents(beds: str, seed: int) -> tuple[float, float, float]:
    """Arrests, removals that need a bed, and releases for want of one: with more agents beside without."""
    base, more = (
        simulate(
            small("status-quo", *AGENTS_ACT, "border.reentry_gain=0", beds, *agents, scale=SCALE, days=DAYS, seed=seed)
        )
        for agents in ((), MORE_AGENTS)
    )
    pairs = [[int(one.flows[SETTLED:, list(BY_ICE), CLASSES:].sum()) for one in (more, base)]]
    pairs += [
        [counted(one, flow) for one in (more, base)] for flow in (Flow.APPREHENDED, Flow.RELEASED_FOR_WANT_OF_BED)
    ]
    removed, arrested, released = (many / few for many, few in pairs)
    return arrested, removed, released


HEARINGS = (Flow.MASTER_HEARING, Flow.MERITS_HEARING)
NO_SLOT_TO_SPARE = ("courts.docket_share.detained=0.25",)
"""The dockets ahead need all they have, so that a docket has its own share and no more."""


@pytest.mark.slow
def test_a_docket_of_their_own_helps_or_hurts_children_by_its_share_of_the_judges() -> None:
    """Servers cut in two pools serve a class by the part it is given, not by its load (Smith and Whitt 1981)."""
    in_common = heard("courts.priority_docket=false")
    starved, favoured = heard("courts.docket_share.priority=0.005"), heard("courts.docket_share.priority=0.25")
    assert starved[0] < 0.5 * in_common[0]
    assert favoured[0] > 1.3 * in_common[0]
    assert favoured[1] < in_common[1] < starved[1], "adults have what is left"


def heard(setting: str) -> tuple[int, int]:
    """Hearings of children, who are on no other docket, and of adults, once the calendar has taken in the rule."""
    recording = simulate(small("status-quo", setting, *NO_SLOT_TO_SPARE, scale=0.02, days=150))
    by_kind = recording.flows[60:, list(HEARINGS)].sum(axis=(0, 1)).reshape(-1, CLASSES).sum(axis=0)
    return int(by_kind[PersonClass.UNACCOMPANIED_CHILD]), int(by_kind[PersonClass.SINGLE_ADULT])
