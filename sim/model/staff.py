"""Agents, officers and judges: how many are on board on each day, and what that does to their work."""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs

_DAYS_A_YEAR = 365.0
_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""


def hired(inputs: Inputs, service: str) -> FloatArray:
    """Staff added by a hiring order and at work, shape (days,).

    A target is filled no faster than the academy allows, and nobody arrives before the time to hire has passed.

    Args:
        inputs: the inputs.
        service: "usbp_agents" or "ice_officers".
    """
    target = inputs.by_day(f"staffing.{service}_added")
    pace = inputs.number(f"staffing.{service}_net_hires_per_year") / _DAYS_A_YEAR
    delay = inputs.whole(f"staffing.{service}_time_to_hire_days")
    ordered = np.zeros_like(target)
    ordered[delay:] = target[: max(len(target) - delay, 0)]
    on_board = np.zeros_like(target)
    present = 0.0
    for day, wanted in enumerate(ordered):
        present = min(wanted, present + pace)
        on_board[day] = present
    return on_board


def agents(inputs: Inputs) -> FloatArray:
    """Border Patrol agents on board, shape (days,)."""
    return inputs.by_day("staffing.usbp_agents") + hired(inputs, "usbp_agents")


def officers(inputs: Inputs) -> FloatArray:
    """ICE deportation officers on board, shape (days,)."""
    return inputs.by_day("staffing.ice_officers") + hired(inputs, "ice_officers")


def apprehension_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader is caught in an attempt, shape (days,).

    It moves with agents by an elasticity and with barrier built by a gain, both with a range that includes zero.
    """
    base = inputs.number("border.evader_apprehended_share")
    ratio = agents(inputs) / inputs.by_day("staffing.usbp_agents")
    built = inputs.by_day("border.barrier_miles_added") * inputs.number("border.apprehension_gain_per_mile")
    caught = base * ratio ** inputs.number("border.apprehension_elasticity_of_agents") * (1.0 + built)
    return np.minimum(np.round(caught, _PRECISION), 1.0)


def judges_at_work(inputs: Inputs) -> FloatArray:
    """Judges on the bench in full equivalents, shape (days,).

    Judges on board at the start are at full pace; each later one works at half pace while learning.
    """
    on_board = inputs.by_day("courts.judges")
    learning = inputs.whole("courts.judge_ramp_days")
    pace = inputs.number("courts.judge_ramp_pace")
    joined = np.maximum(np.diff(on_board, prepend=on_board[0]), 0.0)
    total = np.cumsum(joined)
    new = total.copy()
    new[learning:] -= total[: max(len(total) - learning, 0)]
    return np.maximum(on_board - (1.0 - pace) * new, 0.0)
