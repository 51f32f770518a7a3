"""Agents, officers and judges come on board, and what they can do follows from how many they are."""

from itertools import accumulate, pairwise

from sim.base.codes import Sector
from tests.oracle.facts import Facts


def without_order(facts: Facts, service: str) -> list[float]:
    """Staff on board without an order, by day: who is hired comes, who leaves goes."""
    if service == "judges":
        return facts.series("courts.judges")
    leaving = facts.number(f"staffing.{service}_hiring.attrition_per_year") / 365.0
    level, levels = facts.number(f"staffing.{service}"), []
    for hires in facts.series(f"staffing.{service}_hiring.hires_per_year"):
        levels.append(level)
        level += hires / 365.0 - leaving * level
    return levels


def hired(facts: Facts, service: str) -> tuple[list[float], list[float]]:
    """Staff that an order has brought to work, and those who enter the academy because of it, by day."""
    sought, rule = facts.series(f"staffing.{service}_added"), f"staffing.{service}_hiring"
    delay, school = facts.whole(f"{rule}.time_to_hire_days"), max(facts.whole(f"{rule}.academy_days"), 1)
    passing, leaving = facts.number(f"{rule}.academy_completed_share"), facts.number(f"{rule}.attrition_per_year")
    found = facts.number(f"{rule}.applicants_added_per_year") / facts.number(f"{rule}.applicants_per_hire")
    a_day = min(found, facts.number(f"{rule}.academy_places_per_year")) / 365.0
    present, learning, on_board, entered = 0.0, 0.0, [], []
    for day in range(len(sought)):
        done = entered[day - school] if day >= school else 0.0
        learning -= done
        present += done * passing - leaving / 365.0 * present
        wanted = sought[day - delay] if day >= delay else 0.0
        new = min(max(wanted - present - learning * passing, 0.0), a_day)
        learning += new
        entered.append(new)
        on_board.append(present)
    return on_board, entered


def on_board(facts: Facts, service: str) -> list[float]:
    """All staff of a service, by day."""
    return [base + new for base, new in zip(without_order(facts, service), hired(facts, service)[0], strict=True)]


def deployed(facts: Facts) -> list[float]:
    """Agents at work on the border, by day."""
    shares = facts.series("staffing.usbp_agents_deployable_share")
    return [agents * share for agents, share in zip(on_board(facts, "usbp_agents"), shares, strict=True)]


def added_officers(facts: Facts) -> list[float]:
    """Deportation officers that an order has brought, against those without it, by day."""
    new, base = hired(facts, "ice_officers")[0], without_order(facts, "ice_officers")
    return [more / before for more, before in zip(new, base, strict=True)]


def standing_miles(facts: Facts) -> list[float]:
    """Miles of barrier that stand, by day: not before the first can, and no faster than the pace."""
    ordered, delay = facts.series("border.barrier_miles_added"), facts.whole("border.barrier_first_mile_days")
    a_day, miles, standing = facts.number("border.barrier_miles_per_year") / 365.0, 0.0, []
    for day in range(len(ordered)):
        wanted = ordered[day - delay] if day >= delay else 0.0
        miles = max(min(wanted, miles + a_day), miles)
        standing.append(miles)
    return standing


def apprehension_share(facts: Facts, sector: int) -> list[float]:
    """The chance that somebody who evades is caught in a sector, by day: it moves with agents and with barrier."""
    return _moved(facts, sector, "border.evader_apprehended_share", "border.apprehension")


def turned_back_share(facts: Facts, sector: int) -> list[float]:
    """The chance that somebody who evades and is not caught turns back in a sector, by day."""
    return _moved(facts, sector, "border.turned_back_share", "border.turned_back")


def _moved(facts: Facts, sector: int, share: str, effects: str) -> list[float]:
    base, elasticity = facts.number(share), facts.number(f"{effects}_elasticity_of_agents")
    gain, denser = facts.number(f"{effects}_gain_per_mile"), _denser(facts, sector)
    base_share = "staffing.usbp_agents_deployable_share"
    before = [agents * facts.base_on(base_share, day) for day, agents in enumerate(without_order(facts, "usbp_agents"))]
    days = zip(deployed(facts), before, standing_miles(facts), strict=True)
    moved = (base * (now / then) ** elasticity * (1.0 + miles * gain * denser) for now, then, miles in days)
    return [min(round(chance * _DIGITS) / _DIGITS, 1.0) for chance in moved]


def _denser(facts: Facts, sector: int) -> float:
    """How much denser a mile of barrier stands in a sector than spread evenly along Mexico."""
    along = [one.name.lower() for one in Sector if one.name not in ("NORTHERN", "COASTAL")]
    name = Sector(sector).name.lower()
    if name not in along:
        return 0.0
    *_, ordered = accumulate(facts.number(f"border.barrier_share.{one}") for one in along)
    *_, whole = accumulate(facts.number(f"border.sector_miles.{one}") for one in along)
    share = facts.number(f"border.barrier_share.{name}") / ordered
    return share * whole / facts.number(f"border.sector_miles.{name}")


_DIGITS = 10.0**12


def detailed_share(facts: Facts, on_board: float, day: int) -> float:
    """Which part of the judges sits at the border."""
    return min(facts.on("courts.judges_detailed", day) / max(on_board, 1.0), 1.0)


def is_rated_in_cases(facts: Facts, day: int) -> bool:
    """Whether judges are rated in the cases that they complete, and not in hours."""
    return facts.on("courts.completions_per_judge_year", day) > 0.0


def bench_by_day(facts: Facts) -> list[float]:
    """Hours of the judges on the bench, or cases, by day; a judge who joins learns for half a year."""
    bench, learning = on_board(facts, "judges"), facts.whole("courts.judge_ramp_days")
    joined = [0.0]
    for before, now in pairwise(bench):
        joined.append(joined[-1] + max(now - before, 0.0))
    capacity = []
    for day, judges in enumerate(bench):
        new = joined[day] - (joined[day - learning] if day >= learning else 0.0)
        at_work = max(judges - (1.0 - facts.number("courts.judge_ramp_pace")) * new, 0.0)
        each = facts.on("courts.bench_hours_per_judge_year", day) * facts.on("courts.slot_yield", day)
        if is_rated_in_cases(facts, day):
            each = facts.on("courts.completions_per_judge_year", day)
        rate = at_work * each * facts.scale
        capacity.append(rate * bool(facts.clock.is_working[day]) / int(facts.clock.working_days_of_year[day]))
    return capacity
