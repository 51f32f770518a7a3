"""Barrier is ordered in miles and built by the mile: surveys, land and contracts come first, then a pace.

Who acts: the Corps of Engineers for CBP. What limits it: the time to the first mile and the miles of a year.
Who pays: CBP, per mile when it stands. Levers: miles ordered, and what each mile changes for those who cross.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs

_DAYS_A_YEAR = 365.0


def miles_standing(inputs: Inputs) -> FloatArray:
    """Miles of barrier added so far, never more than were ordered long enough ago, shape (days,) [miles]."""
    ordered = inputs.by_day("border.barrier_miles_added").tolist()
    pace = inputs.number("border.barrier_miles_per_year") / _DAYS_A_YEAR
    delay = inputs.whole("border.barrier_first_mile_days")
    standing, miles = 0.0, []
    for day in range(len(ordered)):
        wanted = ordered[day - delay] if day >= delay else 0.0
        standing = max(min(wanted, standing + pace), standing)
        miles.append(standing)
    return np.array(miles)
