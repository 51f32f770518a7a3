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
    at_base = force(inputs, "usbp_agents").base * inputs.base_by_day("staffing.usbp_agents_deployable_share")
    ratio = deployed(inputs) / at_base
    built = np.outer(miles_standing(inputs) * inputs.number("border.apprehension_gain_per_mile"), thickness(inputs))
    caught = (base * ratio ** inputs.number("border.apprehension_elasticity_of_agents"))[:, None] * (1.0 + built)
    return np.minimum(np.round(caught, _PRECISION), 1.0)
