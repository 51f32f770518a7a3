"""Barrier is ordered in miles and built by the mile; with the agents at work it moves the chance to be caught.

Who acts: the Corps of Engineers for CBP, in all sectors at once; the Border Patrol.
What limits it: surveys, land and contracts before the first mile, and the miles of a year.
Who pays: CBP, per mile when it stands.
Levers: miles ordered, their share by sector, and what each mile and each agent changes for those who cross there.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.base.words import SECTORS, Sector
from sim.model.staffing.hiring import deployed, force
from sim.scenario.inputs import Inputs, once_a_run

_DAYS_A_YEAR = 365.0
_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""
ALONG_MEXICO = tuple(sector for sector in Sector if sector not in (Sector.NORTHERN, Sector.COASTAL))
"""The sectors in which barrier can be built."""


@once_a_run
def miles_standing(inputs: Inputs) -> FloatArray:
    """Miles of barrier added so far, never more than were ordered long enough ago, shape (days,) [miles]."""
    ordered = inputs.by_day("border.barrier_miles_added").tolist()
    pace = inputs.number("border.barrier_miles_per_year") / _DAYS_A_YEAR
    delay = inputs.whole("border.barrier_first_mile_days")
    if not any(ordered):
        return np.zeros(len(ordered))
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


@once_a_run
def apprehension_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader is caught in an attempt, shape (days, SECTORS).

    It moves with agents by an elasticity and with barrier built in the sector by a gain, both with a range that
    includes zero.
    """
    base = inputs.number("border.evader_apprehended_share")
    elasticity = inputs.number("border.apprehension_elasticity_of_agents")
    return _moved(inputs, base, elasticity, inputs.number("border.apprehension_gain_per_mile"))


@once_a_run
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
