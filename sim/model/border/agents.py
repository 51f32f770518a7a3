"""Agents of the Border Patrol catch some of those who try to cross between ports, and turn some back.

Who acts: agents, on each attempt of somebody who evades.
What limits it: the chance of capture in a sector on a day, which moves with agents on board and barrier built.
Who pays: CBP.
Levers: agents added, barrier.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.base.words import GROUPS, SECTORS
from sim.engine.compiled import Bundle, Floats, bundle, rule
from sim.engine.draws import choice
from sim.model.border.first_attempts import MOST_TRIES, expected_apprehensions
from sim.model.context import Context
from sim.model.fields import computed, number
from sim.model.staffing.barrier import apprehension_share, turned_back_share
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""


@bundle
class Agents(Bundle):
    """The agents between ports, and how it ends for those who come to them."""

    caught_share: Floats
    """Of those who evade, who are caught, shape (days, SECTORS)."""
    turned_back_share: Floats
    """Of the others, who turn back, shape (days, SECTORS)."""
    again_share: Floats
    """Of those who evade, who turn back and try again, shape (days, SECTORS)."""
    turned_back_cdf: Floats
    """The chance to turn back and try again fewer than 1, 2, ... times, shape (days, SECTORS, MOST_TRIES - 1)."""
    tries_again_share: float = number(parameters.border.turned_back_again_share)
    """Of those who turn back, who try again."""
    sector_shares: Floats = computed(lambda ctx: _sector_shares(ctx.inputs))


def open_stations(ctx: Context) -> Agents:
    """Let the agents be on duty for the run."""
    inputs = ctx.inputs
    caught, back = apprehension_share(inputs), turned_back_share(inputs)
    again = (1.0 - caught) * back * inputs.number("border.turned_back_again_share")
    turned_back_cdf = turned_back_chances(again)
    return Agents.of(
        ctx, caught_share=caught, turned_back_share=back, again_share=again, turned_back_cdf=turned_back_cdf
    )


def turned_back_chances(again: FloatArray) -> FloatArray:
    """The chance to turn back and try again fewer than 1, 2, ... times on one journey, a further dimension.

    Args:
        again: the chance that a try ends so, of any shape.
    """
    return np.round(1.0 - again[..., None] ** np.arange(1, MOST_TRIES), _PRECISION)


def _sector_shares(inputs: Inputs) -> FloatArray:
    """Over which sectors people of a nationality and class are spread in a month, shape (months x GROUPS, SECTORS)."""
    return expected_apprehensions(inputs).transpose(0, 3, 2, 1).reshape(-1, SECTORS)


@rule
def sector_of(agents: Agents, month: int, group: int, uniform: float) -> int:
    """The sector in which somebody of a nationality and class tries."""
    return choice(agents.sector_shares, month * GROUPS + group, uniform)


@rule
def turned_back_times(turned_back_cdf: Floats, day: int, sector: int, uniform: float) -> int:
    """How often a person is turned back and tries again on one journey."""
    times = 0
    while times < turned_back_cdf.shape[2] and uniform >= turned_back_cdf[day, sector, times]:
        times += 1
    return times
