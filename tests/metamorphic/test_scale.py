"""Half the scale leaves flows, stocks and long waits where they are, within what chance allows."""

import numpy as np
import pytest

from sim.engine.recording import Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.model.run import simulate
from tests.verification.spread import FOUR
from tests.worlds import small

SCALE, SEEDS = 0.006, range(5)
FLOWS = (
    Flow.APPREHENDED,
    Flow.BOOKED_IN,
    Flow.NTA_FILED,
    Flow.ER_ISSUED,
    Flow.RELEASED_TO_SPONSOR,
    Flow.MASTER_HEARING,
)
STOCKS = (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY, Stock.ORR, Stock.AWAITING_FEAR_SCREENING, Stock.PENDING_GENERAL)
LONG = {Wait.DETENTION: 30, Wait.FEAR_SCREENING: 14, Wait.ORR: 30}
"""Waits at least so long are long [days]."""


def seen(recording: Recording) -> list[float]:
    """Flows and last stocks of the country, and the share of the waits that are over which were long."""
    found = [float(recording.flows[:, flow].sum() / recording.scale) for flow in FLOWS]
    found += [float(recording.stocks[-1, stock].sum() / recording.scale) for stock in STOCKS]
    table = recording.waits
    for queue, days in LONG.items():
        over = (table.queue == queue) & (table.cause != Cause.STILL_WAITING)
        found.append(float(np.average(table.exit[over] >= days, weights=table.count[over])))
    return found


@pytest.mark.slow
def test_half_the_scale_leaves_flows_stocks_and_long_waits_within_error() -> None:
    whole, half = (
        np.array([seen(simulate(small(scale=scale, seed=seed))) for seed in SEEDS]) for scale in (SCALE, SCALE / 2)
    )
    error = np.sqrt((whole.var(axis=0, ddof=1) + half.var(axis=0, ddof=1)) / len(SEEDS))
    assert (whole.mean(axis=0) > 0).all()
    assert (np.abs(whole.mean(axis=0) - half.mean(axis=0)) <= FOUR * error).all()
