"""Accounts made up when a run is over: what each day cost and who pays, and what became of those arrested in a year.

Who acts: the payers, for every day.
What it costs: volumes of the day x unit costs; fixed parts stand whatever the volume.
"""

import numpy as np

from sim.base.codes import CENTS, CLASSES, GROUPS, Nationality
from sim.base.days import DAYS_A_YEAR
from sim.base.draws import FloatArray
from sim.engine import vocabulary
from sim.engine.columns import Mode, Order
from sim.engine.compiled import Flags, Ints, int64, rule
from sim.engine.numbers import NEVER, REMOVED_BY_ICE, CohortStatus
from sim.engine.person import Person
from sim.engine.recording import ITEM, LEDGER, CohortTable, Int32Array, Int64Array
from sim.engine.state import PERSONS, State, Store
from sim.engine.vocabulary import COHORT_MONTHS, Flow, Stock, Tally
from sim.model.context import Context
from sim.model.staffing import SERVICES, force, miles_standing
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

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
_COSTS = parameters.costs
_UNITS = {
    "hold_days": _COSTS.hold_days_usd,
    "alternatives_to_detention": _COSTS.alternatives_to_detention_usd,
    "marshals_days": _COSTS.marshals_days_usd,
    "children_in_care": _COSTS.children_in_care_usd,
    "support_in_mexico": _COSTS.support_in_mexico_usd,
    "living_in_mexico": _COSTS.living_in_mexico_usd,
    "interior_arrests": _COSTS.interior_arrests_usd,
    "prosecution": _COSTS.prosecution_usd,
    "bond_premium": _COSTS.bond_premium_usd,
    "bond_forfeits": _COSTS.bond_forfeits_usd,
    "counsel": _COSTS.counsel_usd,
    "ground_transport": _COSTS.ground_transport_usd,
    "shelter_days": _COSTS.shelter_days_usd,
    "adult_beds": _COSTS.adult_beds_usd,
    "surge_beds": _COSTS.surge_beds_usd,
    "reception": _COSTS.reception_usd,
    "fear_interview": _COSTS.fear_interview_usd,
    "port_courts": _COSTS.port_hearing_usd,
}
"""What one unit of an item costs."""
_MEXICANS = slice(Nationality.MEXICO * CLASSES, (Nationality.MEXICO + 1) * CLASSES)
"""The groups of Mexicans, who are received by Mexico; all others by their own countries."""
_DAYS_A_MONTH = 365.25 / 12.0
_NOT_REACHED = -1
_STATUSES = len(vocabulary.CohortStatus)


def _removed_by_ice(mode: Mode) -> tuple[Flow, ...]:
    """The flows of those whom ICE removes in a mode, under an order of any kind."""
    return tuple(Flow(REMOVED_BY_ICE[order, mode]) for order in Order if order)


FLOW_ITEMS: dict[str, tuple[Flow, ...]] = {
    "interior_arrests": (Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE),
    "prosecution": (Flow.PROSECUTED,),
    "bond_premium": (Flow.RELEASED_BOND,),
    "bond_forfeits": (Flow.RELEASED_BOND,),
    "counsel": (Flow.COMPLETED_WITH_COUNSEL,),
    "ground_transport": _removed_by_ice(Mode.GROUND),
    "commercial_flights": _removed_by_ice(Mode.COMMERCIAL),
}
"""Items paid by the event, with the events they are paid for."""

_REMOVALS = (
    *(flow for mode in Mode if mode for flow in _removed_by_ice(mode)),
    Flow.REMOVED_CBP_ER_GROUND,
    Flow.REMOVED_CBP_REINSTATEMENT_GROUND,
)
"""Everybody who is removed."""


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
    contracted = np.rint(inputs.by_day(parameters.detention.beds.adult) * inputs.scale).astype(np.int64)
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
        "border_patrol_fixed": inputs.by_day(_COSTS.border_patrol_fixed_usd_per_year),
        "courts_fixed": inputs.by_day(_COSTS.courts_fixed_usd_per_year),
        "aid_to_mexico": inputs.by_day(_COSTS.aid_to_mexico_usd_per_year),
        "family_beds": inputs.by_day(_COSTS.family_centres_usd_per_year),
        "custody_fixed": inputs.by_day(_COSTS.custody_fixed_usd_per_year),
        "children_fixed": inputs.by_day(_COSTS.children_fixed_usd_per_year),
        "judge_teams": judges.on_board * inputs.by_day(_COSTS.judge_team_usd),
        "agents_added": (patrol.added + air.added) * inputs.by_day(_COSTS.agent_usd_per_year),
        "officers_added": officers.added * inputs.by_day(_COSTS.officer_usd_per_year),
    }
    daily = {
        "barrier": built * inputs.by_day(_COSTS.barrier_usd_per_mile),
        "agents_hired": (patrol.entered + air.entered) * inputs.by_day(_COSTS.agent_hire_usd),
        "officers_hired": officers.entered * inputs.by_day(_COSTS.officer_hire_usd),
    }
    daily |= {name: dollars / DAYS_A_YEAR for name, dollars in yearly.items()}
    return {name: _cents(dollars * inputs.scale) for name, dollars in daily.items()}


def _flights_and_interviews(inputs: Inputs, record: Store) -> Books:
    """What is paid by the hour of flight, by the interview and by the hearing at a port."""
    far = record.tallies[:, Tally.LONG_RANGE_MINUTES]
    near = record.tallies[:, Tally.FLIGHT_MINUTES] - far
    hour = _cents(inputs.by_day(parameters.removal.charter.usd_per_flight_hour))
    far_hour = _cents(inputs.by_day(parameters.removal.charter.long_range.usd_per_flight_hour))
    flown = (near * hour + far * far_hour) / _MINUTES
    interviews = record.tallies[:, Tally.FEAR_SLOTS_USED] * _unit(inputs, "fear_interview")
    ports = record.tallies[:, Tally.PORT_SEATS_USED] * _unit(inputs, "port_courts")
    flights = np.rint(flown * inputs.scale).astype(np.int64)
    return {"charter_flights": flights, "fear_interviews": interviews, "port_courts": ports}


def _persons(table: Int32Array, which: tuple[int, ...]) -> Int64Array:
    """Persons of several stocks or flows together, shape (days,) [persons]."""
    persons: Int64Array = table[:, list(which)].sum(axis=(1, 2), dtype=np.int64)
    return persons


def _unit(inputs: Inputs, name: str) -> Int64Array:
    """What one unit of an item costs, shape (days,) [cents]; a commercial seat is a fare and the trips of escorts."""
    if name != "commercial_flights":
        return _cents(inputs.by_day(_UNITS[name]))
    escorts = inputs.number(parameters.removal.escorted_share) * inputs.number(parameters.removal.escorts_each)
    return _cents(inputs.by_day(_COSTS.commercial_fare_usd) + escorts * inputs.by_day(_COSTS.escort_usd))


def _cents(dollars: FloatArray) -> Int64Array:
    return np.rint(dollars * CENTS).astype(np.int64)


def cohorts(ctx: Context) -> CohortTable:
    """Count each arrest cohort of the border by status at each age that the run reaches."""
    clock = ctx.inputs.clock
    years = clock.fiscal_years
    first, last = int(years[0]), int(years[-1])
    ages = np.array([round(months * _DAYS_A_MONTH) for months in COHORT_MONTHS], np.int64)
    is_whole = np.array([_is_whole(clock.days, years == year) for year in range(first, last + 1)])
    counts = _statuses(ctx.state, ages, is_whole)
    return CohortTable(tuple(range(first, last + 1)), counts)


def _is_whole(days: int, in_year: Flags) -> bool:
    """Say whether the days of a fiscal year that lie in the run are at least a year less a leap day."""
    return bool(in_year.sum() >= min(days, 365))


@rule
def _statuses(world: State, ages: Ints, is_whole: Flags) -> Ints:
    """Persons of each cohort by status at each age, -1 where the run ends before all have reached it.

    Args:
        world: the world.
        ages: at which cohorts are looked at, shape (ages,) [days].
        is_whole: whether each year lies wholly in the run, shape (years,).
    """
    people, year = world.people, world.year
    counts = np.zeros((len(is_whole), len(ages), _STATUSES, GROUPS), np.int64)
    latest = np.zeros(len(is_whole), np.int64)
    for cohort in range(len(is_whole)):
        latest[cohort] = NEVER
    for row in range(world.numbers[PERSONS]):
        person = people[row]
        arrested = int64(person.arrested)
        if arrested != NEVER:
            cohort = year[arrested]
            latest[cohort] = max(latest[cohort], arrested)
            for age in range(len(ages)):
                counts[cohort, age, _status(person, arrested + ages[age]), person.group] += 1
    for cohort in range(len(is_whole)):
        for age in range(len(ages)):
            if not is_whole[cohort] or latest[cohort] == NEVER or latest[cohort] + ages[age] >= len(year):
                _leave_out(counts, cohort, age)
    return counts


@rule
def _leave_out(counts: Ints, cohort: int, age: int) -> None:
    """Say of a cohort that not all of it has reached an age."""
    for status in range(_STATUSES):
        for group in range(GROUPS):
            counts[cohort, age, status, group] = _NOT_REACHED


@rule
def _status(person: Person, day: int) -> int:
    """What has become of an arrested person by a day."""
    if person.repatriated != NEVER and person.arrested <= person.repatriated <= day:
        return CohortStatus.REPATRIATED
    if person.relieved != NEVER and person.relieved <= day:
        return CohortStatus.RELIEF
    return CohortStatus.UNRESOLVED
