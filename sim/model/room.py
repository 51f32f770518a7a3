"""How many persons a run will need room for: those there on the first day, and those who come."""

from sim.facts.inputs import Inputs
from sim.model.ports import PORT_TRACKS

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
    *(f"ports.per_year.{name}" for name in PORT_TRACKS),
)


def room(inputs: Inputs) -> int:
    """Estimate the rows of a run [rows]."""
    persons = sum(inputs.number(path) for path in _STOCKS)
    persons += sum(float(inputs.by_day(path).sum()) for path in _RATES) / _DAYS_A_YEAR
    arrests = inputs.by_day("interior.arrests_per_year") * inputs.by_day("interior.priority_multiplier")
    persons += float(arrests.sum()) / _DAYS_A_YEAR
    if inputs.arrivals is not None:
        observed = inputs.choice("border.arrivals") == "observed"
        table = inputs.arrivals.observed if observed else inputs.arrivals.no_announcement
        persons += float(table.sum()) * inputs.number("border.attempts_scale")
    return max(int(persons * inputs.scale * _SPARE), _LEAST)
