"""How many arrests ICE makes inside the country, and what is done with each.

The number follows from jails that hand people over and from officers; what is done follows from what is found in the
record.
"""

from math import fsum

import numpy as np

from sim.base.draws import FloatArray
from sim.engine.columns import Disposition, Order
from sim.model.staffing import officers_added_share
from sim.scenario.inputs import Inputs, once_a_run
from sim.scenario.names import parameters

DISPOSITIONS = np.array(
    [
        Disposition.REMOVE_FROM_BED,
        Disposition.REMOVE_FROM_BED,
        Disposition.REMOVE_FROM_BED,
        Disposition.INTERIOR_RETURN,
        Disposition.REASONABLE_FEAR,
        Disposition.INTERIOR_OTHER,
        Disposition.NOTICE_DETAINED,
    ],
    np.int64,
)
"""Reinstated, on an old order, administrative under section 238(b), returned, afraid, released, served a notice."""
ORDERS = np.array(
    [Order.REINSTATEMENT, Order.ORDER, Order.ORDER, Order.NONE, Order.REINSTATEMENT, Order.NONE, Order.NONE], np.int64
)
"""The order that goes with each disposition."""
ON_OLD_ORDER = 1
"""Which of the dispositions is a removal on an order of before."""
_INTERIOR, _NO_RECORD = parameters.interior, parameters.interior.no_record
CHANNELS = ("jail", "at_large")
"""Where an arrest is made."""


def channel_share(inputs: Inputs, channel: str, *, of_base: bool = False) -> float:
    """Share of the arrests under the practice of FY2016 that are made through a channel."""
    jail = (inputs.base_number if of_base else inputs.number)(_INTERIOR.jail_share)
    return jail if channel == "jail" else 1.0 - jail


def pool_weights(inputs: Inputs, channel: str, *, of_base: bool = False) -> dict[str, float]:
    """Shares of the arrests of a channel by the pool that they fall on.

    The pools are people with a pending case, under an old order, removed before, or with no record.
    """
    number = inputs.base_number if of_base else inputs.number
    pool = _INTERIOR.pool.jail if channel == "jail" else _INTERIOR.pool.at_large
    weights = {
        "pending": number(pool.pending),
        "order": number(pool.order),
        "removed": number(pool.removed),
        "no_record": number(pool.no_record),
    }
    total = fsum(weights.values())  # `sum` rounds otherwise from Python 3.12 on
    return {pool: weight / total for pool, weight in weights.items()}


def base_arrests(inputs: Inputs, channel: str) -> FloatArray:
    """Arrests of a channel in a year under the practice of FY2016, shape (days,) [persons/year]."""
    return inputs.by_day(_INTERIOR.arrests_per_year) * channel_share(inputs, channel)


@once_a_run
def multiplier(inputs: Inputs, channel: str) -> FloatArray:
    """Arrests of a channel against its base number, shape (days,)."""
    scaled: FloatArray = inputs.by_day(_INTERIOR.arrests_scale) * practice(inputs, channel)
    return scaled


@once_a_run
def practice(inputs: Inputs, channel: str) -> FloatArray:
    """Arrests of a channel under the rules and the staff of each day against the practice of FY2016, shape (days,).

    Jails: those handed over on a detainer follow the detainers issued and the share honoured, those under 287(g)
    the agreements in force, the others neither. At large: more officers make more arrests, by an elasticity.
    """
    priority = inputs.by_day(_INTERIOR.priority_multiplier)
    if channel == "jail":
        return priority * jail_cooperation(inputs)
    effect = inputs.number(_INTERIOR.at_large_elasticity_of_officers)
    more: FloatArray = np.maximum(1.0 + effect * officers_added_share(inputs), 0.0)
    return priority * more


def jail_cooperation(inputs: Inputs) -> FloatArray:
    """How many people jails hand over, against the practice of FY2016, shape (days,)."""
    detained = inputs.number(_INTERIOR.detainers.share_of_jail_arrests)
    agreed = inputs.number(_INTERIOR.agreements.share_of_jail_arrests)
    honoured = inputs.by_day(_INTERIOR.detainers.honoured_share)
    asked = inputs.by_day(_INTERIOR.detainers.issued) * honoured
    asked = asked / inputs.base_by_day(_INTERIOR.detainers.honoured_share)
    in_force = _INTERIOR.agreements.in_force
    agreements = inputs.by_day(in_force) / inputs.base_by_day(in_force)
    found: FloatArray = 1.0 - detained - agreed + detained * asked + agreed * agreements
    return found


@once_a_run
def exemption(inputs: Inputs) -> FloatArray:
    """Arrests of people with no record against those under the exemption of DACA recipients, shape (days,).

    Without the exemption they are found as often as anybody else.
    """
    share = inputs.number(_INTERIOR.daca_share)
    more: FloatArray = np.where(inputs.flag_by_day(_INTERIOR.daca_exempt), 1.0, 1.0 / (1.0 - share))
    return more


def disposition_weights(inputs: Inputs) -> FloatArray:
    """How often each disposition is made, by channel and day, shape (CHANNELS, days, DISPOSITIONS) [weight]."""
    afraid = inputs.number(_INTERIOR.reasonable_fear_share_of_removed)
    decided = (_NO_RECORD.administrative, _NO_RECORD.voluntary_return, _NO_RECORD.released, _NO_RECORD.notice)
    shares = np.array([inputs.number(each) for each in decided])
    administrative, returned, released, notice = shares / shares.sum()
    found = exemption(inputs)
    one = np.ones_like(found)
    tables = []
    for channel in CHANNELS:
        pools = pool_weights(inputs, channel)
        removed, order, unknown = pools["removed"] * one, pools["order"] * one, pools["no_record"] * found
        columns = [removed * (1.0 - afraid), order, unknown * administrative, unknown * returned]
        columns += [removed * afraid, unknown * released, unknown * notice]
        tables.append(np.stack(columns, axis=1))
    return np.stack(tables)
