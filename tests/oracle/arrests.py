"""Officers of ICE arrest people inside the country: strangers, and people whom the courts know already."""

import math
from datetime import timedelta

from sim.base.codes import PersonClass
from sim.base.days import Phase
from sim.engine.columns import Authority, Disposition, Event, Order
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Flow
from tests.oracle.dockets import stand_in_custody
from tests.oracle.facts import Facts
from tests.oracle.people import Person
from tests.oracle.staff import added_officers
from tests.oracle.world import Process, World

CHANNELS = ("jail", "at_large")
_TRACKS = {
    "reinstated": (Disposition.REMOVE_FROM_BED, Order.REINSTATEMENT),
    "old_order": (Disposition.REMOVE_FROM_BED, Order.ORDER),
    "administrative": (Disposition.REMOVE_FROM_BED, Order.ORDER),
    "voluntary_return": (Disposition.INTERIOR_RETURN, Order.NONE),
    "reasonable_fear": (Disposition.REASONABLE_FEAR, Order.REINSTATEMENT),
    "released": (Disposition.INTERIOR_OTHER, Order.NONE),
    "notice": (Disposition.NOTICE_DETAINED, Order.NONE),
}
"""What may be done with a stranger."""


def pools(facts: Facts, channel: str) -> dict[str, float]:
    """Whom the arrests of a channel fall on."""
    weights = {
        name: facts.number(f"interior.pool.{channel}.{name}") for name in ("pending", "order", "removed", "no_record")
    }
    return {name: weight / sum(weights.values()) for name, weight in weights.items()}


def exemption(facts: Facts) -> list[float]:
    """How many more people with no record are met where recipients of DACA are not left alone, by day."""
    more = 1.0 / (1.0 - facts.number("interior.daca_share"))
    return [1.0 if facts.is_on("interior.daca_exempt", day) else more for day in range(facts.clock.days)]


def stranger_tracks(facts: Facts, channel: str, day: int) -> tuple[list[tuple[Disposition, Order]], list[float]]:
    """What may be done with a stranger met in a channel on a day, and how often each."""
    share, unknown = pools(facts, channel), pools(facts, channel)["no_record"] * exemption(facts)[day]
    afraid = facts.number("interior.reasonable_fear_share_of_removed")
    names = [name for name in _TRACKS if name not in ("reinstated", "old_order", "reasonable_fear")]
    weights = {name: facts.number(f"interior.no_record.{name}") for name in names}
    whole = sum(weights.values())
    often = {name: unknown * (weight / whole) for name, weight in weights.items()}
    often |= {
        "reinstated": share["removed"] * (1.0 - afraid),
        "old_order": share["order"],
        "reasonable_fear": share["removed"] * afraid,
    }
    return list(_TRACKS.values()), [often[name] for name in _TRACKS]


def arrests_a_year(facts: Facts, channel: str) -> list[float]:
    """Arrests of a channel under the practice of FY2016, by day."""
    jail = facts.number("interior.jail_share")
    share = jail if channel == "jail" else 1.0 - jail
    return [arrests * share for arrests in facts.series("interior.arrests_per_year")]


def arrest_multiplier(facts: Facts, channel: str) -> list[float]:
    """Arrests against the practice of FY2016, by day: the priority rule, jails that help, officers added."""
    effect, more = facts.number("interior.at_large_elasticity_of_officers"), added_officers(facts)
    multipliers = []
    for day in range(facts.clock.days):
        rate = facts.on("interior.arrests_scale", day) * facts.on("interior.priority_multiplier", day)
        rate *= _help_of_jails(facts, day) if channel == "jail" else max(1.0 + effect * more[day], 0.0)
        multipliers.append(rate)
    return multipliers


def _help_of_jails(facts: Facts, day: int) -> float:
    """Detainers issued and honoured, and agreements in force, against the practice of FY2016."""
    on_detainer = facts.number("interior.detainers.share_of_jail_arrests")
    on_agreement = facts.number("interior.agreements.share_of_jail_arrests")
    honoured = "interior.detainers.honoured_share"
    asked = facts.on("interior.detainers.issued", day) * facts.on(honoured, day) / facts.base_on(honoured, day)
    in_force = "interior.agreements.in_force"
    agreed = facts.on(in_force, day) / facts.base_on(in_force, day)
    return 1.0 - on_detainer - on_agreement + on_detainer * asked + on_agreement * agreed


def officers_of_ice(world: World) -> Process:
    """On the first of each month it falls out who, of those known, will be found in it and on which day."""
    facts = world.facts
    for day in world.days:
        when = facts.clock.start + timedelta(days=day)
        if day and when.day != 1:
            continue
        yield world.office_hours(day, Phase.STAFF)
        following = day + 1
        while (facts.clock.start + timedelta(days=following)).day != 1:
            following += 1
        chances = {case: _chances(facts, pool, (day, following)) for pool, case in _KNOWN.items()}
        for person in world.people:
            if person.place == Place.AT_LARGE and person.kind == PersonClass.SINGLE_ADULT and person.case in chances:
                _look_for(world, person, chances[person.case], (day, following, when.year * 12 + when.month))


_KNOWN = {"pending": Case.PENDING, "order": Case.FINAL}


def _chances(facts: Facts, pool: str, month: tuple[int, int]) -> list[list[float]]:
    """The chance that somebody of a pool is found in jail or at large this month, at the rate of each day."""
    first, end = month
    chances = []
    for channel in CHANNELS:
        base, times = arrests_a_year(facts, channel), arrest_multiplier(facts, channel)
        share, size = pools(facts, channel)[pool], facts.number(f"interior.pool_size.{pool}")
        a_year = [arrests * more * share for arrests, more in zip(base, times, strict=True)]
        chances.append([arrests * (end - first) / 365.0 / size for arrests in a_year])
    return chances


def _look_for(world: World, person: Person, chances: list[list[float]], month: tuple[int, int, int]) -> None:
    first, end, occasion = month
    pool = next(name for name, case in _KNOWN.items() if case == person.case)
    draw = world.facts.draw(f"interior.found.{pool}", person.family, occasion)
    day = first + math.floor(world.facts.draw("interior.day", person.family, occasion) * (end - first))
    if day not in world.days:
        return
    jail, at_large = (chance[day] for chance in chances)
    if not at_large <= draw < 1.0 - jail:
        person.is_at_large_arrest = draw < at_large
        person.note(Event.ICE_ARREST, day)


def find(world: World, person: Person) -> None:
    """A person sought is arrested, if still at large with the case or the order."""
    if person.place != Place.AT_LARGE or person.case not in _KNOWN.values():
        return
    world.count(Flow.ARREST_AT_LARGE if person.is_at_large_arrest else Flow.ARREST_JAIL, person)
    person.disposition = Disposition.REMOVE_FROM_BED
    if person.case == Case.PENDING:
        stand_in_custody(world, person)
        person.disposition = Disposition.NOTICE_DETAINED
    person.place, person.is_returnable = Place.HOLD, False
    person.arrests += 1
    is_mandatory = world.draw("disposition.custody", person) < world.facts.number("interior.mandatory_detention_share")
    person.authority = Authority.INA_236C if is_mandatory else Authority.INA_236A
    days = world.facts.days("border.processing_days", world.draw("disposition.processing", person))
    person.note(Event.READY, world.today + max(days, 1))
