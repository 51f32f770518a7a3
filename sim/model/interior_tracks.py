"""What is done with a person arrested inside the country follows from what is found in the record."""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs
from sim.facts.interior_pools import CHANNELS, pool_weights
from sim.model.arrest_rates import exemption
from sim.world.columns import Order, Track

TRACKS = np.array(
    [
        Track.REMOVE_FROM_BED,
        Track.REMOVE_FROM_BED,
        Track.REMOVE_FROM_BED,
        Track.INTERIOR_RETURN,
        Track.REASONABLE_FEAR,
        Track.INTERIOR_OTHER,
        Track.NOTICE_DETAINED,
    ],
    np.int64,
)
"""Reinstated, on an old order, administrative under section 238(b), returned, afraid, let go, served a notice."""
ORDERS = np.array(
    [Order.REINSTATEMENT, Order.ORDER, Order.ORDER, Order.NONE, Order.REINSTATEMENT, Order.NONE, Order.NONE], np.int64
)
"""The order that goes with each track."""
ON_OLD_ORDER = 1
"""Which of the tracks is a removal on an order of before."""
_NO_RECORD = ("administrative", "voluntary_return", "released", "notice")


def track_weights(inputs: Inputs) -> FloatArray:
    """How often each track is taken, by channel and day, shape (CHANNELS, days, TRACKS) [weight]."""
    afraid = inputs.number("interior.reasonable_fear_share_of_removed")
    shares = np.array([inputs.number(f"interior.no_record.{name}") for name in _NO_RECORD])
    administrative, returned, released, notice = shares / shares.sum()
    met = exemption(inputs)
    one = np.ones_like(met)
    tables = []
    for channel in CHANNELS:
        pools = pool_weights(inputs, channel)
        removed, order, unknown = pools["removed"] * one, pools["order"] * one, pools["no_record"] * met
        columns = [removed * (1.0 - afraid), order, unknown * administrative, unknown * returned]
        columns += [removed * afraid, unknown * released, unknown * notice]
        tables.append(np.stack(columns, axis=1))
    return np.stack(tables)
