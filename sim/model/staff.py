"""What agents, officers and barrier do: the work follows from how many there are against the base path."""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs
from sim.model.construction import miles_standing, thickness
from sim.model.hiring import deployed, force

_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""


def officers_added_share(inputs: Inputs) -> FloatArray:
    """Deportation officers added by an order, against those on board without it, shape (days,)."""
    staff = force(inputs, "ice_officers")
    share: FloatArray = staff.added / staff.base
    return share


def apprehension_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader is caught in an attempt, shape (days, SECTORS).

    It moves with agents by an elasticity and with barrier built in the sector by a gain, both with a range that
    includes zero.
    """
    base = inputs.number("border.evader_apprehended_share")
    elasticity = inputs.number("border.apprehension_elasticity_of_agents")
    return _moved(inputs, base, elasticity, inputs.number("border.apprehension_gain_per_mile"))


def turned_back_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader who is not caught turns back, shape (days, SECTORS); it moves as that of capture."""
    base = inputs.number("border.turned_back_share")
    elasticity = inputs.number("border.turned_back_elasticity_of_agents")
    return _moved(inputs, base, elasticity, inputs.number("border.turned_back_gain_per_mile"))


def _moved(inputs: Inputs, base: float, elasticity: float, gain_per_mile: float) -> FloatArray:
    """A chance in force as agents and barrier move it from its base, shape (days, SECTORS)."""
    at_base = force(inputs, "usbp_agents").base * inputs.base_by_day("staffing.usbp_agents_deployable_share")
    ratio = deployed(inputs) / at_base
    built = np.outer(miles_standing(inputs) * gain_per_mile, thickness(inputs))
    moved = (base * ratio**elasticity)[:, None] * (1.0 + built)
    return np.minimum(np.round(moved, _PRECISION), 1.0)
