"""People of third countries are sent back over the bridge to wait in Mexico, if Mexico receives them.

Who acts: CBP and Mexico, every day, on those chosen for return whose papers are done.
What limits it: the smaller of the daily cap of the United States and the consent of Mexico, what ports hand over and
sites receive, and where it is so ordered the seats within the time of notice; places in shelters do not.
Who pays: Mexico and shelters, per day; the migrant pays for living beyond the shelters.
Levers: enabled, daily cap, who is eligible, sites and their seats; consent belongs to Mexico.
"""

import numpy as np

from sim.base.codes import GROUPS, Sector
from sim.engine.columns import CITY_ACROSS
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle, rule
from sim.engine.diagrams import CASES, GROUP_BITS, PLACES
from sim.engine.draws import draw, is_head
from sim.engine.event_calendar import schedule
from sim.engine.numbers import (
    Case,
    Cause,
    Disposition,
    Docket,
    Event,
    Flow,
    Manner,
    MexicoExit,
    Nationality,
    PersonClass,
    Place,
    Source,
    Tally,
    Wait,
)
from sim.engine.person import People, Person
from sim.engine.queues import WAITING, serve
from sim.engine.state import State
from sim.engine.verbs import STATE_SHIFT, begin_wait, count, end_wait
from sim.model.context import Context
from sim.model.courts.filing import serve_notice
from sim.model.detention.holding import Holding, dispatch
from sim.model.fields import by_day, computed, daily, flag_by_day, number, stream
from sim.model.sites import received_by_day, seats_within_notice
from sim.model.waiting_in_mexico import MONTH
from sim.scenario.names import parameters

_RETURN, _MEXICO = parameters.contiguous_return, parameters.mexico
_CAPS = (_RETURN.port_cap.west, _RETURN.port_cap.centre, _RETURN.port_cap.east)
"""Of the groups of ports at which people are handed over."""
_PORTS, NO_PORT = len(_CAPS), 255
"""The last stands for somebody who did not come by land from Mexico."""
_WEST, _CENTRE, _EAST = range(_PORTS)
_BESIDE: dict[int, int] = {
    Sector.SAN_DIEGO: _WEST,
    Sector.EL_CENTRO: _WEST,
    Sector.YUMA: _WEST,
    Sector.TUCSON: _CENTRE,
    Sector.EL_PASO: _CENTRE,
    Sector.BIG_BEND: _CENTRE,
    Sector.DEL_RIO: _EAST,
    Sector.LAREDO: _EAST,
    Sector.RIO_GRANDE_VALLEY: _EAST,
}
PORTS_BESIDE = np.array([_BESIDE.get(sector, NO_PORT) for sector in range(256)], np.uint8)
"""The group of ports beside each sector, shape (256,)."""
_CITY_ACROSS = CITY_ACROSS.astype(np.int64)


def _port_caps(ctx: Context) -> Ints:
    return np.stack([ctx.daily(ctx.inputs.by_day(cap)) for cap in _CAPS])


@bundle
class ContiguousReturn(Bundle):
    """The officers of both countries at the bridges."""

    holding: Holding
    consent: Ints = daily(_MEXICO.consent_per_day)
    cap: Ints = daily(_RETURN.daily_cap)
    port_caps: Ints = computed(_port_caps)
    """Persons that may be handed over at each group of ports, shape (ports, days) [persons]."""
    received: Ints = computed(received_by_day)
    """Shape (CITIES, days) [persons]."""
    is_limited_by_seats: Flags = flag_by_day(_MEXICO.seats_limit_returns)
    seats: Ints = computed(seats_within_notice)
    proof_lacking_share: float = number(_RETURN.proof_lacking_share)
    proof: Word = stream("mexico.proof")


@rule
def return_to_mexico(world: State, mexico: ContiguousReturn, day: int) -> None:
    """Send the next in the queue over the bridge."""
    world.tallies[day, Tally.CONSENT_PLACES] += mexico.consent[day]
    waiting = world.returnable.numbers[WAITING]
    if waiting:
        send(world, mexico, serve(world.people, world.returnable, waiting, False), day)


@rule
def send(world: State, mexico: ContiguousReturn, rows: Ints, day: int) -> None:
    """Send back as many as both countries, the ports, the sites and the seats allow; the others go the ordinary way.

    Another port is first each day, and families are sent whole.
    """
    left, room = allowed_today(world, mexico, day), mexico.received[:, day].copy()
    for turn in range(_PORTS):
        port = (day + turn) % _PORTS
        places, is_full, is_sent = min(left, mexico.port_caps[port, day]), False, False
        for i in range(len(rows)):
            person = world.people[rows[i]]
            if draw(person, mexico.proof) < mexico.proof_lacking_share:
                if turn == 0:
                    refuse(world, mexico, person, rows[i], day, Flow.REFUSED_FOR_PROOF)
                continue
            if PORTS_BESIDE[person.sector] != port:
                continue
            city = _CITY_ACROSS[person.sector]
            if is_head(person):
                size = family_size(world.people, rows, i)
                is_full = is_full or size > places
                is_sent = not is_full and size <= room[city]
                room[city] *= is_sent
            if is_sent:
                places, left, room[city] = places - 1, left - 1, room[city] - 1
                cross_back(world, mexico, person, rows[i], day)
            else:
                refuse(world, mexico, person, rows[i], day, Flow.REFUSED_FOR_CONSENT)


@rule
def allowed_today(world: State, mexico: ContiguousReturn, day: int) -> int:
    """Persons who may be sent back today: by both countries, and by seats if these are a limit.

    Then everybody who waits for a hearing there could have one within the time of notice.
    """
    allowed = min(mexico.cap[day], mexico.consent[day])
    if not mexico.is_limited_by_seats[day]:
        return allowed
    free = mexico.seats[day]
    for group in range(GROUPS):
        free -= world.counts[((Place.IN_MEXICO * CASES + Case.SERVED) << STATE_SHIFT) | group]
        for place in range(PLACES):
            on_docket = ((place * CASES + Case.PENDING) << STATE_SHIFT) | (Docket.MEXICO << GROUP_BITS)
            free -= world.counts[on_docket | group]
    return max(min(allowed, free), 0)


@rule
def family_size(people: People, rows: Ints, first: int) -> int:
    """Members of a family that stand beside each other, from the first on [persons]."""
    end = first + 1
    while end < len(rows) and not is_head(people[rows[end]]):
        end += 1
    return end - first


@rule
def refuse(world: State, mexico: ContiguousReturn, person: Person, row: int, day: int, flow: int) -> None:
    """Let a person whom Mexico does not receive go the ordinary way."""
    count(world, person, flow, day)
    person.is_returnable = False
    dispatch(world, mexico.holding, person, row, day)


@rule
def cross_back(world: State, mexico: ContiguousReturn, person: Person, row: int, day: int) -> None:
    """Send a person over the bridge with a notice, to wait there from month to month."""
    end_wait(world, person, Wait.CBP_HOLD, day, Cause.SERVED)
    end_wait(world, person, Wait.FEAR_SCREENING, day, Cause.RELEASED)
    count(world, person, Flow.RETURNED_TO_MEXICO, day)
    begin_wait(world, person, Wait.MEXICO, day)
    serve_notice(world, mexico.holding.releases.notices, person, row, day, Place.IN_MEXICO)
    person.manner = Manner.BRIDGE
    person.mexico_exit = MexicoExit.NONE
    schedule(world, person, row, Event.MEXICO_EXIT, day + MONTH)


@bundle
class ReturnRules(Bundle):
    """Who may be sent back to wait in Mexico, and who is chosen."""

    is_enabled: Flags = flag_by_day(parameters.contiguous_return.enabled)
    takes_fearful: Flags = flag_by_day(parameters.contiguous_return.er_amenable_eligible)
    selected_share: Floats = by_day(parameters.contiguous_return.selected_share)
    selected: Word = stream("contiguous_return.selected")
    afraid_share: float = number(parameters.contiguous_return.fear_of_mexico_share)
    screen: Word = stream("contiguous_return.screen")


@rule
def is_chosen_for_return(rules: ReturnRules, person: Person, day: int) -> bool:
    """Whether a person is chosen: came by land, not Mexican, not a child alone, headed for a hearing."""
    if not rules.is_enabled[day] or person.source == Source.INTERIOR or PORTS_BESIDE[person.sector] == NO_PORT:
        return False
    if person.nationality == Nationality.MEXICO or person.kind == PersonClass.UNACCOMPANIED_CHILD:
        return False
    has_hearing = person.disposition in (Disposition.NOTICE_DETAINED, Disposition.NOTICE_RELEASED)
    if not has_hearing and not (rules.takes_fearful[day] and person.disposition == Disposition.CREDIBLE_FEAR):
        return False
    return draw(person, rules.selected) < rules.selected_share[day] and draw(person, rules.screen) >= rules.afraid_share
