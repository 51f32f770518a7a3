"""Section 235(b)(2)(C) lets the government send a person who came by land back to wait in Mexico."""

import numpy as np

from sim.base.words import Sector
from sim.engine.compiled import Bundle, Flags, Floats, Word, bundle, rule
from sim.engine.draws import draw
from sim.engine.numbers import Nationality, PersonClass, Source, Track
from sim.engine.person import Person
from sim.facts.parameters import parameters
from sim.model.fields import by_day, flag_by_day, number, stream

NO_PORT = 255
"""Somebody who did not come by land from Mexico."""
PORTS_BESIDE = np.full(256, NO_PORT, np.uint8)
"""The group of ports beside each sector: west, centre, east."""
PORTS_BESIDE[[Sector.SAN_DIEGO, Sector.EL_CENTRO, Sector.YUMA]] = 0
PORTS_BESIDE[[Sector.TUCSON, Sector.EL_PASO, Sector.BIG_BEND]] = 1
PORTS_BESIDE[[Sector.DEL_RIO, Sector.LAREDO, Sector.RIO_GRANDE_VALLEY]] = 2


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
    has_hearing = person.track in (Track.NOTICE_DETAINED, Track.NOTICE_RELEASED)
    if not has_hearing and not (rules.takes_fearful[day] and person.track == Track.CREDIBLE_FEAR):
        return False
    return draw(person, rules.selected) < rules.selected_share[day] and draw(person, rules.screen) >= rules.afraid_share
