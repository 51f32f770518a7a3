"""Every evening people are counted where they are, and the day is paid for."""

from collections import Counter
from itertools import pairwise

from sim.base.codes import CENTS, CLASSES, Sector
from sim.base.days import Phase
from sim.engine.diagrams import CUSTODY, Case, Docket, Place
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from tests.oracle.facts import Facts
from tests.oracle.mexico import city_places
from tests.oracle.people import Person
from tests.oracle.staff import deployed, hired, on_board, standing_miles
from tests.oracle.world import ACROSS, Process, World

_PLACES = {
    Place.HOLD: Stock.HOLD,
    Place.ADULT_BED: Stock.DETAINED_ADULT,
    Place.FAMILY_BED: Stock.DETAINED_FAMILY,
    Place.ORR: Stock.ORR,
    Place.MARSHALS: Stock.MARSHALS,
    Place.IN_MEXICO: Stock.WAITING_IN_MEXICO,
}
_DOCKETS = {
    Docket.DETAINED: Stock.PENDING_DETAINED,
    Docket.MEXICO: Stock.PENDING_MEXICO,
    Docket.PRIORITY: Stock.PENDING_PRIORITY,
    Docket.GENERAL: Stock.PENDING_GENERAL,
}
_BY_PERSON_AND_DAY = {
    "hold_days": Stock.HOLD,
    "alternatives_to_detention": Stock.ON_ALTERNATIVES,
    "marshals_days": Stock.MARSHALS,
    "children_in_care": Stock.ORR,
    "support_in_mexico": Stock.WAITING_IN_MEXICO,
    "living_in_mexico": Stock.WAITING_IN_MEXICO,
}
"""Items paid for each person who is somewhere in the evening."""
_BY_EVENT = {
    "interior_arrests": [Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE],
    "prosecution": [Flow.PROSECUTED],
    "bond_premium": [Flow.RELEASED_BOND],
    "bond_forfeits": [Flow.RELEASED_BOND],
    "counsel": [Flow.COMPLETED_WITH_COUNSEL],
    "ground_transport": [
        flow for flow in Flow if flow.name.startswith("REMOVED_ICE_") and flow.name.endswith("_GROUND")
    ],
    "commercial_flights": [flow for flow in Flow if flow.name.endswith("_COMMERCIAL")],
}
"""Items paid for each event."""


def evenings(world: World) -> Process:
    """Count, and pay."""
    facts = world.facts
    staff_of = {
        Tally.AGENTS: on_board(facts, "usbp_agents"),
        Tally.AGENTS_DEPLOYED: deployed(facts),
        Tally.AIR_MARINE_AGENTS: on_board(facts, "air_marine_agents"),
        Tally.ICE_OFFICERS: on_board(facts, "ice_officers"),
        Tally.JUDGES: on_board(facts, "judges"),
    }
    fixed = _fixed(facts)
    for day in world.days:
        yield world.office_hours(day, Phase.AUDIT)
        for tally, staff in staff_of.items():
            world.tally(tally, round(staff[day] * 1000))
        for suit in facts.stopped_on(day):
            world.tally(Tally[f"STOPPED_{suit.upper()}"], 1)
        people = _count(world)
        beyond = _shelter(world, people)
        world.tally(Tally.BEYOND_SHELTER, beyond)
        _write_ages(world)
        _pay(world, people, {item: amounts[day] for item, amounts in fixed.items()})


def _shelter(world: World, people: Counter[Stock]) -> int:
    """Open the shelters of each city; say for how many of those who wait there is no place."""
    beyond = 0
    for city, places in city_places(world).items():
        world.tally(Tally[f"SHELTER_{city}"], places)
        beyond += max(people[Stock[f"WAITING_{city}"]] - places, 0)
    return beyond


def _count(world: World) -> Counter[Stock]:
    """Write down who is where, by group; return the totals."""
    people: Counter[Stock] = Counter()
    for person in world.people:
        for stock in _held_or_enrolled(person):
            world.book.stocks[world.today][stock, person.group] += 1
            people[stock] += 1
    for state, number in Counter((one.place, one.case, one.docket, one.group) for one in world.people).items():
        place, case, docket, group = state
        for stock in _stocks(place, case, docket):
            world.book.stocks[world.today][stock, group] += number
            people[stock] += number
    for nationality, left in world.old_orders.items():
        world.book.stocks[world.today][Stock.ORDERED_AT_LARGE, nationality * CLASSES] += left
    return people


def _held_or_enrolled(person: Person) -> list[Stock]:
    stocks = [Stock[f"HELD_{person.book_in.name}"]] if Wait.DETENTION in person.since else []
    if person.place == Place.IN_MEXICO:
        stocks.append(Stock[f"WAITING_{ACROSS[Sector(person.sector)]}"])
    return stocks + [Stock.ON_ALTERNATIVES] * (Wait.ALTERNATIVES in person.since)


def _stocks(place: Place, case: Case, docket: Docket) -> list[Stock]:
    """In which stocks a person is counted."""
    stocks = [_PLACES[place]] if place in _PLACES else []
    if case == Case.PENDING and docket in _DOCKETS:
        stocks.append(_DOCKETS[docket])
    if case in (Case.CREDIBLE_FEAR, Case.REASONABLE_FEAR):
        stocks.append(Stock.AWAITING_FEAR_SCREENING)
    if case == Case.APPEALED:
        stocks.append(Stock.APPEALED)
    if case == Case.PETITION_FOR_REVIEW:
        stocks.append(Stock.PETITIONING)
    if case == Case.FINAL and place == Place.AT_LARGE:
        stocks.append(Stock.ORDERED_AT_LARGE)
    if case == Case.SERVED:
        stocks.append(Stock.SERVED_UNFILED)
    if case == Case.ORDER_OF_SUPERVISION:
        stocks.append(Stock.SUPERVISED)
    if case == Case.FINAL and place in CUSTODY:
        stocks.append(Stock.ORDERED_IN_CUSTODY)
    return stocks


def _write_ages(world: World) -> None:
    """When a month or the run ends, write down how long the pending cases have been pending; by docket once a year."""
    day, year = world.today, world.fiscal_year(world.today)
    goes_on = day + 1 in world.days
    if goes_on and world.facts.clock.date_of(day + 1).day != 1:
        return
    pending = [person for person in world.people if person.case == Case.PENDING]
    ages = [max(day - person.since[Wait.DECISION], 0) for person in pending]
    world.tally(Tally.PENDING_AGE, sum(ages))
    if goes_on and world.fiscal_year(day + 1) == year:
        return
    for person, age in zip(pending, ages, strict=True):
        world.book.ages[year, int(person.docket), age] += 1


def _pay(world: World, people: Counter[Stock], fixed: dict[str, int]) -> None:
    """Enter what the day cost: what was used at its price, and what is paid whatever is used."""
    cents: dict[str, int] = dict(fixed)
    for item, stock in _BY_PERSON_AND_DAY.items():
        cents[item] = people[stock] * _price(world, item)
    events = Counter[Flow]()
    for (flow, _), number in world.book.flows[world.today].items():
        events[flow] += number
    for item, flows in _BY_EVENT.items():
        cents[item] = sum(events[flow] for flow in flows) * _price(world, item)
    tallies, facts = world.book.tallies[world.today], world.facts
    hour = round(world.on("removal.charter.usd_per_flight_hour") * CENTS)
    far_hour = round(world.on("removal.charter.long_range.usd_per_flight_hour") * CENTS)
    far = tallies[Tally.LONG_RANGE_MINUTES]
    flown = (tallies[Tally.FLIGHT_MINUTES] - far) * hour + far * far_hour
    cents["charter_flights"] = round(flown / 60 * facts.scale)
    cents["fear_interviews"] = tallies[Tally.FEAR_SLOTS_USED] * _price(world, "fear_interview")
    cents["port_courts"] = tallies[Tally.PORT_SEATS_USED] * _price(world, "port_hearing")
    sheltered = people[Stock.WAITING_IN_MEXICO] - tallies[Tally.BEYOND_SHELTER]
    cents["shelter_days"] = sheltered * _price(world, "shelter_days")
    beyond = max(people[Stock.DETAINED_ADULT] - facts.places("detention.beds.adult", world.today), 0)
    cents["adult_beds"] = (people[Stock.DETAINED_ADULT] - beyond) * _price(world, "adult_beds")
    cents["surge_beds"] = beyond * _price(world, "surge_beds")
    removed = [
        (group, number) for (flow, group), number in world.book.flows[world.today].items() if "REMOVED_" in flow.name
    ]
    home = sum(number for group, number in removed if group < CLASSES)
    cents["reception"] = home * _price(world, "reception")
    cents["reception_elsewhere"] = (sum(number for _, number in removed) - home) * _price(world, "reception")
    world.book.cents[world.today] = cents


def _price(world: World, item: str) -> int:
    if item == "commercial_flights":
        escorts = world.facts.number("removal.escorted_share") * world.facts.number("removal.escorts_each")
        return round((world.on("costs.commercial_fare_usd") + escorts * world.on("costs.escort_usd")) * CENTS)
    return round(world.on(f"costs.{item}_usd") * CENTS)


def _fixed(facts: Facts) -> dict[str, list[int]]:
    """What is paid whatever is used, by day."""
    patrol_and_air = zip(hired(facts, "usbp_agents"), hired(facts, "air_marine_agents"), strict=True)
    agents, new_agents = ([one + other for one, other in zip(*both, strict=True)] for both in patrol_and_air)
    officers, new_officers = hired(facts, "ice_officers")
    built = [
        max(now - before, 0.0) * price
        for (before, now), price in zip(
            pairwise([0.0, *standing_miles(facts)]),
            facts.series("costs.barrier_usd_per_mile"),
            strict=True,
        )
    ]
    return {
        "border_patrol_fixed": _yearly(facts, facts.series("costs.border_patrol_fixed_usd_per_year")),
        "courts_fixed": _yearly(facts, facts.series("costs.courts_fixed_usd_per_year")),
        "aid_to_mexico": _yearly(facts, facts.series("costs.aid_to_mexico_usd_per_year")),
        "family_beds": _yearly(facts, facts.series("costs.family_centres_usd_per_year")),
        "custody_fixed": _yearly(facts, facts.series("costs.custody_fixed_usd_per_year")),
        "children_fixed": _yearly(facts, facts.series("costs.children_fixed_usd_per_year")),
        "judge_teams": _yearly(facts, _times(on_board(facts, "judges"), facts.series("costs.judge_team_usd"))),
        "barrier": _daily(facts, built),
        "agents_added": _yearly(facts, _times(agents, facts.series("costs.agent_usd_per_year"))),
        "agents_hired": _daily(facts, _times(new_agents, facts.series("costs.agent_hire_usd"))),
        "officers_added": _yearly(facts, _times(officers, facts.series("costs.officer_usd_per_year"))),
        "officers_hired": _daily(facts, _times(new_officers, facts.series("costs.officer_hire_usd"))),
    }


def _times(numbers: list[float], prices: list[float]) -> list[float]:
    return [number * price for number, price in zip(numbers, prices, strict=True)]


def _yearly(facts: Facts, dollars: list[float]) -> list[int]:
    return _daily(facts, [amount / 365.0 for amount in dollars])


def _daily(facts: Facts, dollars: list[float]) -> list[int]:
    return [round(amount * facts.scale * CENTS) for amount in dollars]
