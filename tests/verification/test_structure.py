"""What the literature knows of the structure of such systems holds in the model."""

import numpy as np
import pytest

from sim.base.words import CLASSES, PersonClass
from sim.model.run import simulate
from sim.world.recording import Recording
from sim.world.vocabulary import Flow, Stock
from tests.verification.spread import FOUR
from tests.worlds import small

SCALE, DAYS, SETTLED, SEEDS = 0.01, 80, 40, range(3)
FEW_BEDS = "detention.beds.adult=9000"
"""About a quarter of the beds in use."""
MORE = 1.3
"""Arrests at the border in the second world of a pair, beside the first [1]."""
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
    assert abs(np.mean(removed) - 1.0) < FOUR * np.std(removed, ddof=1) / np.sqrt(len(removed))


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
