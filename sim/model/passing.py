"""How many Mexico stops follows from how much it cooperates, and that may hang on the aid it receives."""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs


def cooperation(inputs: Inputs) -> FloatArray:
    """Cooperation of Mexico against its level of 2016, shape (days,).

    It is what a scenario says of it, less what is lost with aid: a share of it hangs on aid at the level of the base.
    """
    aid = inputs.by_day("costs.aid_to_mexico_usd_per_year")
    cut = np.maximum(1.0 - aid / inputs.base_by_day("costs.aid_to_mexico_usd_per_year"), 0.0)
    kept: FloatArray = inputs.by_day("mexico.cooperation") * (1.0 - inputs.number("mexico.aid_weight") * cut)
    return kept


def interdiction(inputs: Inputs) -> FloatArray:
    """Share of those in transit who are returned by Mexico, shape (days,).

    It falls with Mexico's cooperation by a gain; with the gain at zero neither cooperation nor aid moves anything.
    """
    share = inputs.by_day("mexico.interdiction_share")
    lost = 1.0 - cooperation(inputs)
    stopped: FloatArray = np.clip(share * (1.0 - inputs.number("mexico.cooperation_gain") * lost), 0.0, 1.0)
    return stopped
