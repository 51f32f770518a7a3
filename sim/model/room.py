"""How many persons a run will need room for: those there on the first day, and those who come."""

from sim.base.days import Clock
from sim.engine.columns import LAST_DAY
from sim.facts.first_attempts import expected_apprehensions
from sim.facts.inputs import Inputs
from sim.model.border.ports import PORT_TRACKS

_SPARE = 1.1
"""Room kept beyond the estimate; the table grows if even that is not enough [ratio]."""
_LEAST = 1 << 14
"""Room of the smallest world [rows]."""
_DAYS_A_YEAR = 365.0

_STOCKS = (
    "courts.initial_pending",
    "courts.initial_unfiled",
    "courts.appeals.initial_pending",
    "courts.initial_motions_pending",
    "children.initial_in_care",
    "prosecution.initial_in_custody",
    "detention.initial.families",
    "detention.initial.fear_claimants",
    "detention.initial.final_order_border",
    "detention.initial.final_order_interior",
)
_RATES = (
    "courts.other_receipts_per_year",
    "courts.recalendared_per_year",
    "courts.reopened_per_year",
)

_HEARINGS_BEYOND = 3650
"""How far past the end of the run hearings can be booked [days]."""


def horizon(clock: Clock) -> int:
    """Days on which hearings can be booked, counted from the first [days]."""
    return min(clock.days + _HEARINGS_BEYOND, LAST_DAY)


def room(inputs: Inputs) -> int:
    """Estimate the rows of a run [rows]."""
    persons = sum(inputs.number(path) for path in _STOCKS)
    yearly = sum(inputs.by_day(path) for path in _RATES)
    yearly = yearly + inputs.by_day("ports.arrivals_scale") * sum(
        inputs.by_day(f"ports.per_year.{name}") for name in PORT_TRACKS
    )
    arrests = inputs.by_day("interior.arrests_per_year") * inputs.by_day("interior.priority_multiplier")
    yearly = yearly + arrests * inputs.by_day("interior.arrests_scale")
    persons += float(yearly.sum()) / _DAYS_A_YEAR
    if inputs.arrivals is not None:
        caught = float(expected_apprehensions(inputs).sum())
        persons += caught * float(inputs.by_day("border.attempts_scale").max())
    return max(int(persons * inputs.scale * _SPARE), _LEAST)
