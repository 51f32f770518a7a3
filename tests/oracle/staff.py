"""Agents, officers and judges come on board, and what they can do follows from how many they are."""

from itertools import pairwise

from tests.oracle.facts import Facts


def hired(facts: Facts, service: str) -> list[float]:
    """Staff that a hiring order has brought to work, by day: no sooner and no faster than people can be hired."""
    target = facts.series(f"staffing.{service}_added")
    pace = facts.number(f"staffing.{service}_net_hires_per_year") / 365.0
    delay = facts.whole(f"staffing.{service}_time_to_hire_days")
    present, on_board = 0.0, []
    for day in range(len(target)):
        wanted = target[day - delay] if day >= delay else 0.0
        present = min(wanted, present + pace)
        on_board.append(present)
    return on_board


def agents(facts: Facts) -> list[float]:
    """Agents of the Border Patrol, by day."""
    return [
        base + new for base, new in zip(facts.series("staffing.usbp_agents"), hired(facts, "usbp_agents"), strict=True)
    ]


def officers(facts: Facts) -> list[float]:
    """Deportation officers, by day."""
    return [
        base + new
        for base, new in zip(facts.series("staffing.ice_officers"), hired(facts, "ice_officers"), strict=True)
    ]


def apprehension_share(facts: Facts) -> list[float]:
    """The chance that somebody who evades is caught, by day: it moves with agents and with barrier."""
    base, elasticity = facts.number("border.evader_apprehended_share"), facts.number(_ELASTICITY)
    gain = facts.number("border.apprehension_gain_per_mile")
    days = zip(
        agents(facts), facts.series("staffing.usbp_agents"), facts.series("border.barrier_miles_added"), strict=True
    )
    caught = (base * (now / before) ** elasticity * (1.0 + miles * gain) for now, before, miles in days)
    return [min(round(share * _DIGITS) / _DIGITS, 1.0) for share in caught]


_DIGITS = 10.0**12
_ELASTICITY = "border.apprehension_elasticity_of_agents"


def completions_by_day(facts: Facts) -> list[float]:
    """Cases that the judges on the bench can complete, by day; a judge who joins learns for half a year."""
    on_board, learning = facts.series("courts.judges"), facts.whole("courts.judge_ramp_days")
    joined = [0.0]
    for before, now in pairwise(on_board):
        joined.append(joined[-1] + max(now - before, 0.0))
    capacity = []
    for day, judges in enumerate(on_board):
        new = joined[day] - (joined[day - learning] if day >= learning else 0.0)
        at_work = max(judges - (1.0 - facts.number("courts.judge_ramp_pace")) * new, 0.0)
        rate = at_work * facts.on("courts.completions_per_judge_year", day) * facts.scale
        capacity.append(rate * bool(facts.clock.is_working[day]) / int(facts.clock.working_days_of_year[day]))
    return capacity
