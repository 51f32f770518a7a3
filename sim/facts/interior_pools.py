"""An arrest inside the country is made in a jail or at large, and falls on people of whom more or less is known."""

from math import fsum

from sim.facts.inputs import Inputs

CHANNELS = ("jail", "at_large")
"""Where an arrest is made."""
POOLS = ("pending", "order", "removed", "no_record")
"""Whom an arrest falls on: a person with a pending case, under an old order, removed before, or none of these."""


def channel_share(inputs: Inputs, channel: str, *, of_base: bool = False) -> float:
    """Share of the arrests under the practice of FY2016 that are made through a channel."""
    jail = (inputs.base_number if of_base else inputs.number)("interior.jail_share")
    return jail if channel == "jail" else 1.0 - jail


def pool_weights(inputs: Inputs, channel: str, *, of_base: bool = False) -> dict[str, float]:
    """Shares of the arrests of a channel by the pool that they fall on."""
    number = inputs.base_number if of_base else inputs.number
    weights = {pool: number(f"interior.pool.{channel}.{pool}") for pool in POOLS}
    total = fsum(weights.values())  # `sum` rounds otherwise from Python 3.12 on
    return {pool: weight / total for pool, weight in weights.items()}
