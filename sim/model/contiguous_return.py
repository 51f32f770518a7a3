"""People of third countries are sent back over the bridge to wait in Mexico, if Mexico receives them.

Who acts: CBP and Mexico, every day, on those chosen for return whose papers are done.
What limits it: the smaller of the daily cap of the United States and the consent of Mexico; places in shelters do not.
Who pays: Mexico and shelters, per day; the migrant pays for living beyond the shelters.
Levers: enabled, daily cap, who is eligible; consent belongs to Mexico.
"""

import numpy as np

from sim.base.codes import Sector
from sim.engine.compiled import Bundle, Flags, Floats, Ints, Word, bundle, rule
from sim.engine.draws import draw
from sim.engine.event_calendar import schedule
from sim.engine.numbers import (
    Cause,
    Disposition,
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
from sim.engine.ordering import part
from sim.engine.person import Person
from sim.engine.queues import WAITING, serve
from sim.engine.state import State
from sim.engine.verbs import begin_wait, count, end_wait
from sim.model.context import Context
from sim.model.courts.bench import whole_families
from sim.model.courts.filing import serve_notice
from sim.model.detention.holding import Holding, dispatch
from sim.model.fields import by_day, computed, daily, flag_by_day, number, stream
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
    """Send back as many as both countries and the ports allow; the others are refused and go the ordinary way.

    Another port is first each day, and families are sent whole.
    """
    left, here = min(mexico.cap[day], mexico.consent[day]), np.empty(len(rows), np.int64)
    for turn in range(_PORTS):
        port, n = (day + turn) % _PORTS, 0
        for row in rows:
            person = world.people[row]
            if draw(person, mexico.proof) < mexico.proof_lacking_share:
                if turn == 0:
                    refuse(world, mexico, person, row, day, Flow.REFUSED_FOR_PROOF)
            elif PORTS_BESIDE[person.sector] == port:
                here[n] = row
                n += 1
        end = whole_families(world.people, part(here, 0, n), min(left, mexico.port_caps[port, day], n))
        for i in range(n):
            if i < end:
                cross_back(world, mexico, world.people[here[i]], here[i], day)
            else:
                refuse(world, mexico, world.people[here[i]], here[i], day, Flow.REFUSED_FOR_CONSENT)
        left -= end


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
