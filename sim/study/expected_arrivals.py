"""How many people a scenario expects at ports and in interior arrests, before history sets their number."""

import numpy as np

from sim.base.draws import FloatArray
from sim.model.border.ports import COUNTED_DISPOSITIONS, PORT_DISPOSITIONS, SEEKING_PROTECTION
from sim.model.interior.rates import base_arrests, exemption, practice
from sim.scenario.inputs import CHANNELS, Inputs, pool_weights


def expected_at_ports(inputs: Inputs) -> FloatArray:
    """Persons found inadmissible at ports, at the rate of each day, shape (days,) [persons/year]."""
    total = np.zeros(inputs.clock.days)
    is_observed = inputs.choice("border.arrivals") == "observed"
    for name in (*PORT_DISPOSITIONS, *COUNTED_DISPOSITIONS):
        fall = inputs.by_day(f"ports.observed_fall.{'asylum' if name in SEEKING_PROTECTION else 'other'}")
        total += inputs.by_day(f"ports.per_year.{name}") * (fall if is_observed else 1.0)
    return total


def expected_arrests(inputs: Inputs) -> FloatArray:
    """Arrests by ICE inside the country, at the rate of each day and at scale 1, shape (days,) [persons/year]."""
    total = np.zeros(inputs.clock.days)
    for channel in CHANNELS:
        no_record = pool_weights(inputs, channel)["no_record"]
        met = 1.0 - no_record + no_record * exemption(inputs)
        total += base_arrests(inputs, channel) * practice(inputs, channel) * met
    return total
