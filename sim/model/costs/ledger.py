"""Each day is paid for: what was used, at its unit cost, by its payer; the books are made up when the run is over.

Who acts: the payers, for every day.
What it costs: volumes of the day x unit costs; fixed parts stand whatever the volume.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.base.money import CENTS
from sim.base.words import CLASSES, Nationality
from sim.engine.items import ITEM, LEDGER
from sim.engine.recording import Int32Array, Int64Array
from sim.engine.state import Store
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.staffing.barrier import miles_standing
from sim.model.staffing.hiring import SERVICES, force
from sim.scenario.inputs import Inputs

_DAYS_A_YEAR = 365.0
_MINUTES = 60
Books = dict[str, Int64Array]
"""What items come to on each day, shape (days,) each [cents]."""

STOCK_ITEMS: dict[str, tuple[Stock, ...]] = {
    "hold_days": (Stock.HOLD,),
    "alternatives_to_detention": (Stock.ON_ALTERNATIVES,),
    "marshals_days": (Stock.MARSHALS,),
    "children_in_care": (Stock.ORR,),
    "support_in_mexico": (Stock.WAITING_IN_MEXICO,),
    "living_in_mexico": (Stock.WAITING_IN_MEXICO,),
}
"""Items paid by the person and day, with whom they are paid for."""

FLOW_ITEMS: dict[str, tuple[Flow, ...]] = {
    "interior_arrests": (Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE),
    "prosecution": (Flow.PROSECUTED,),
    "bond_premium": (Flow.RELEASED_BOND,),
    "bond_forfeits": (Flow.RELEASED_BOND,),
    "counsel": (Flow.COMPLETED_WITH_COUNSEL,),
    "ground_transport": tuple(flow for flow in Flow if flow.name.startswith("REMOVED_ICE") and "GROUND" in flow.name),
    "commercial_flights": tuple(flow for flow in Flow if flow.name.endswith("_COMMERCIAL")),
}
"""Items paid by the event, with the events they are paid for."""

_REMOVALS = tuple(flow for flow in Flow if flow.name.startswith("REMOVED_"))
_MEXICANS = slice(Nationality.MEXICO * CLASSES, (Nationality.MEXICO + 1) * CLASSES)
"""The groups of Mexicans, who are received by Mexico; all others by their own countries."""


def ledger(inputs: Inputs, record: Store) -> Int64Array:
    """What each day of a run cost, shape (days, LEDGER) [cents]; nothing in a run looks at it.

    Args:
        inputs: the unit costs of the run.
        record: the stocks, flows and tallies of all days.
    """
    books = np.zeros((len(record.stocks), len(LEDGER)), np.int64)
    for items in (_by_volume(inputs, record), _by_day(inputs), _flights_and_interviews(inputs, record)):
        for name, cents in items.items():
            books[:, ITEM[name]] = cents
    return books


def _by_volume(inputs: Inputs, record: Store) -> Books:
    """What is paid for persons: those who are somewhere in the evening, and those to whom something happens."""
    books = {name: _persons(record.stocks, kinds) * _unit(inputs, name) for name, kinds in STOCK_ITEMS.items()}
    books |= {name: _persons(record.flows, events) * _unit(inputs, name) for name, events in FLOW_ITEMS.items()}
    sheltered = _persons(record.stocks, (Stock.WAITING_IN_MEXICO,)) - record.tallies[:, Tally.BEYOND_SHELTER]
    books["shelter_days"] = sheltered * _unit(inputs, "shelter_days")
    detained = _persons(record.stocks, (Stock.DETAINED_ADULT,))
    contracted = np.rint(inputs.by_day("detention.beds.adult") * inputs.scale).astype(np.int64)
    beyond = np.maximum(detained - contracted, 0)
    books["adult_beds"] = (detained - beyond) * _unit(inputs, "adult_beds")
    books["surge_beds"] = beyond * _unit(inputs, "surge_beds")
    removed = record.flows[:, list(_REMOVALS)].sum(axis=1, dtype=np.int64)
    to_mexico = removed[:, _MEXICANS].sum(axis=1)
    books["reception"] = to_mexico * _unit(inputs, "reception")
    books["reception_elsewhere"] = (removed.sum(axis=1) - to_mexico) * _unit(inputs, "reception")
    return books


def _by_day(inputs: Inputs) -> Books:
    """What is paid by the day whatever is counted: staff, contracts, and what an order to hire or to build brings."""
    patrol, air, officers, judges = (force(inputs, service) for service in SERVICES)
    built = np.maximum(np.diff(miles_standing(inputs), prepend=0.0), 0.0)
    yearly = {
        "border_patrol_fixed": inputs.by_day("costs.border_patrol_fixed_usd_per_year"),
        "courts_fixed": inputs.by_day("costs.courts_fixed_usd_per_year"),
        "aid_to_mexico": inputs.by_day("costs.aid_to_mexico_usd_per_year"),
        "family_beds": inputs.by_day("costs.family_centres_usd_per_year"),
        "custody_fixed": inputs.by_day("costs.custody_fixed_usd_per_year"),
        "children_fixed": inputs.by_day("costs.children_fixed_usd_per_year"),
        "judge_teams": judges.on_board * inputs.by_day("costs.judge_team_usd"),
        "agents_added": (patrol.added + air.added) * inputs.by_day("costs.agent_usd_per_year"),
        "officers_added": officers.added * inputs.by_day("costs.officer_usd_per_year"),
    }
    daily = {
        "barrier": built * inputs.by_day("costs.barrier_usd_per_mile"),
        "agents_hired": (patrol.entered + air.entered) * inputs.by_day("costs.agent_hire_usd"),
        "officers_hired": officers.entered * inputs.by_day("costs.officer_hire_usd"),
    }
    daily |= {name: dollars / _DAYS_A_YEAR for name, dollars in yearly.items()}
    return {name: _cents(dollars * inputs.scale) for name, dollars in daily.items()}


def _flights_and_interviews(inputs: Inputs, record: Store) -> Books:
    """What is paid by the hour of flight and by the interview."""
    far = record.tallies[:, Tally.LONG_RANGE_MINUTES]
    near = record.tallies[:, Tally.FLIGHT_MINUTES] - far
    hour = _cents(inputs.by_day("removal.charter.usd_per_flight_hour"))
    far_hour = _cents(inputs.by_day("removal.charter.long_range.usd_per_flight_hour"))
    flown = (near * hour + far * far_hour) / _MINUTES
    interviews = record.tallies[:, Tally.FEAR_SLOTS_USED] * _unit(inputs, "fear_interview")
    return {"charter_flights": np.rint(flown * inputs.scale).astype(np.int64), "fear_interviews": interviews}


def _persons(table: Int32Array, which: tuple[int, ...]) -> Int64Array:
    """Persons of several stocks or flows together, shape (days,) [persons]."""
    persons: Int64Array = table[:, list(which)].sum(axis=(1, 2), dtype=np.int64)
    return persons


def _unit(inputs: Inputs, name: str) -> Int64Array:
    """What one unit of an item costs, shape (days,) [cents]; a commercial seat is a fare and the trips of escorts."""
    if name != "commercial_flights":
        return _cents(inputs.by_day(f"costs.{name}_usd"))
    escorts = inputs.number("removal.escorted_share") * inputs.number("removal.escorts_each")
    return _cents(inputs.by_day("costs.commercial_fare_usd") + escorts * inputs.by_day("costs.escort_usd"))


def _cents(dollars: FloatArray) -> Int64Array:
    return np.rint(dollars * CENTS).astype(np.int64)
