"""Barrier is ordered in miles and built by the mile: surveys, land and contracts come first, then a pace.

Who acts: the Corps of Engineers for CBP, in all sectors at once. What limits it: the time to the first mile and the
miles of a year. Who pays: CBP, per mile when it stands.
Levers: miles ordered, their share by sector, and what each mile changes for those who cross there.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.base.words import SECTORS, Sector
from sim.facts.inputs import Inputs

_DAYS_A_YEAR = 365.0
ALONG_MEXICO = tuple(sector for sector in Sector if sector not in (Sector.NORTHERN, Sector.COASTAL))
"""The sectors in which barrier can be built."""


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


def share_of_miles(inputs: Inputs) -> FloatArray:
    """Of the miles ordered, those in each sector, shape (SECTORS,); the shares are taken of their sum."""
    shares = _along_mexico(inputs, "border.barrier_share")
    return shares / max(float(np.cumsum(shares)[-1]), np.finfo(float).tiny)


def thickness(inputs: Inputs) -> FloatArray:
    """How much denser a mile stands in a sector than spread evenly along the border, shape (SECTORS,) [ratio]."""
    lengths = _along_mexico(inputs, "border.sector_miles")
    whole = float(np.cumsum(lengths)[-1])
    return share_of_miles(inputs) * whole / np.where(lengths > 0.0, lengths, np.inf)


def _along_mexico(inputs: Inputs, path: str) -> FloatArray:
    numbers = np.zeros(SECTORS)
    for sector in ALONG_MEXICO:
        numbers[sector] = inputs.number(f"{path}.{sector.name.lower()}")
    return numbers
