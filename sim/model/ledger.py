"""Every evening the day is paid for: what was used, at its unit cost, by its payer.

Who acts: the payers, every day.
What it costs: volumes of the day x unit costs; fixed parts stand whatever the volume.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.base.money import CENTS
from sim.base.words import CLASSES, Nationality
from sim.facts.inputs import Inputs
from sim.model.construction import miles_standing
from sim.model.context import Context
from sim.model.hiring import SERVICES, force
from sim.world.items import ITEM
from sim.world.recording import Int64Array
from sim.world.vocabulary import Flow, Stock, Tally

_DAYS_A_YEAR = 365.0
_MINUTES = 60

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


class Ledger:
    """The unit costs of the run, and the books they are entered in."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        per_unit = {name: _per_unit(inputs, name) for name in (*STOCK_ITEMS, *FLOW_ITEMS)}
        self._cents = {name: np.rint(dollars * CENTS).astype(np.int64) for name, dollars in per_unit.items()}
        self._hour = np.rint(inputs.by_day("removal.charter.usd_per_flight_hour") * CENTS).astype(np.int64)
        far = inputs.by_day("removal.charter.long_range.usd_per_flight_hour")
        self._far_hour = np.rint(far * CENTS).astype(np.int64)
        self._interview = self._unit("fear_interview")
        self._shelter = self._unit("shelter_days")
        self._reception = self._unit("reception")
        self._contracted = ctx.places("detention.beds.adult")
        self._bed, self._surge_bed = self._unit("adult_beds"), self._unit("surge_beds")
        patrol, air, officers, judges = (force(inputs, service) for service in SERVICES)
        self._fixed = {
            "border_patrol_fixed": self._yearly(inputs.by_day("costs.border_patrol_fixed_usd_per_year")),
            "courts_fixed": self._yearly(inputs.by_day("costs.courts_fixed_usd_per_year")),
            "aid_to_mexico": self._yearly(inputs.by_day("costs.aid_to_mexico_usd_per_year")),
            "family_beds": self._yearly(inputs.by_day("costs.family_centres_usd_per_year")),
            "custody_fixed": self._yearly(inputs.by_day("costs.custody_fixed_usd_per_year")),
            "children_fixed": self._yearly(inputs.by_day("costs.children_fixed_usd_per_year")),
            "judge_teams": self._yearly(judges.on_board * inputs.by_day("costs.judge_team_usd")),
            "barrier": self._daily(
                np.maximum(np.diff(miles_standing(inputs), prepend=0.0), 0.0)
                * inputs.by_day("costs.barrier_usd_per_mile")
            ),
            "agents_added": self._yearly((patrol.added + air.added) * inputs.by_day("costs.agent_usd_per_year")),
            "officers_added": self._yearly(officers.added * inputs.by_day("costs.officer_usd_per_year")),
            "agents_hired": self._daily((patrol.entered + air.entered) * inputs.by_day("costs.agent_hire_usd")),
            "officers_hired": self._daily(officers.entered * inputs.by_day("costs.officer_hire_usd")),
        }

    def close_day(self, day: int) -> None:
        """Enter what the day cost."""
        record, books = self._ctx.record, self._ctx.record.ledger[day]
        stocks, flows = record.stocks[day].sum(axis=1), record.flows[day].sum(axis=1)
        for name, kinds in STOCK_ITEMS.items():
            books[ITEM[name]] = int(stocks[list(kinds)].sum()) * int(self._cents[name][day])
        for name, events in FLOW_ITEMS.items():
            books[ITEM[name]] = int(flows[list(events)].sum()) * int(self._cents[name][day])
        for name, amounts in self._fixed.items():
            books[ITEM[name]] = int(amounts[day])
        tallies = record.tallies[day]
        far = int(tallies[Tally.LONG_RANGE_MINUTES])
        near = int(tallies[Tally.FLIGHT_MINUTES]) - far
        flown = (near * int(self._hour[day]) + far * int(self._far_hour[day])) / _MINUTES
        books[ITEM["charter_flights"]] = round(flown * self._ctx.inputs.scale)
        books[ITEM["fear_interviews"]] = int(tallies[Tally.FEAR_SLOTS_USED]) * int(self._interview[day])
        sheltered = int(stocks[Stock.WAITING_IN_MEXICO]) - int(tallies[Tally.BEYOND_SHELTER])
        books[ITEM["shelter_days"]] = sheltered * int(self._shelter[day])
        beyond = max(int(stocks[Stock.DETAINED_ADULT]) - int(self._contracted[day]), 0)
        books[ITEM["adult_beds"]] = (int(stocks[Stock.DETAINED_ADULT]) - beyond) * int(self._bed[day])
        books[ITEM["surge_beds"]] = beyond * int(self._surge_bed[day])
        removed = record.flows[day, list(_REMOVALS)].sum(axis=0)
        to_mexico = int(removed[_MEXICANS].sum())
        books[ITEM["reception"]] = to_mexico * int(self._reception[day])
        books[ITEM["reception_elsewhere"]] = (int(removed.sum()) - to_mexico) * int(self._reception[day])

    def _unit(self, name: str) -> Int64Array:
        return np.rint(self._ctx.inputs.by_day(f"costs.{name}_usd") * CENTS).astype(np.int64)

    def _yearly(self, dollars: FloatArray) -> Int64Array:
        return self._daily(dollars / _DAYS_A_YEAR)

    def _daily(self, dollars: FloatArray) -> Int64Array:
        return np.rint(dollars * self._ctx.inputs.scale * CENTS).astype(np.int64)


def _per_unit(inputs: Inputs, name: str) -> FloatArray:
    """What one unit of an item costs, shape (days,) [USD]; a commercial seat is a fare and the trips of escorts."""
    if name != "commercial_flights":
        return inputs.by_day(f"costs.{name}_usd")
    escorts = inputs.number("removal.escorted_share") * inputs.number("removal.escorts_each")
    return inputs.by_day("costs.commercial_fare_usd") + escorts * inputs.by_day("costs.escort_usd")
