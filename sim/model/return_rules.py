"""Section 235(b)(2)(C) lets the government send a person who came by land back to wait in Mexico."""

import numpy as np

from sim.base.words import Nationality, PersonClass, Sector
from sim.model.context import Context
from sim.world.columns import Source, Track
from sim.world.persons import Rows

NO_PORT = 255
"""Somebody who did not come by land from Mexico."""
PORTS_BESIDE = np.full(256, NO_PORT, np.uint8)
"""The group of ports beside each sector: west, centre, east."""
PORTS_BESIDE[[Sector.SAN_DIEGO, Sector.EL_CENTRO, Sector.YUMA]] = 0
PORTS_BESIDE[[Sector.TUCSON, Sector.EL_PASO, Sector.BIG_BEND]] = 1
PORTS_BESIDE[[Sector.DEL_RIO, Sector.LAREDO, Sector.RIO_GRANDE_VALLEY]] = 2


class ReturnRules:
    """Who may be sent back to wait in Mexico, and who is chosen."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._enabled = inputs.flag_by_day("contiguous_return.enabled")
        self._with_fear = inputs.flag_by_day("contiguous_return.er_amenable_eligible")
        self._selected_share = inputs.by_day("contiguous_return.selected_share")
        self._afraid_of_mexico = inputs.number("contiguous_return.fear_of_mexico_share")
        self._selected = ctx.stream("contiguous_return.selected")
        self._screen = ctx.stream("contiguous_return.screen")

    def select(self, rows: Rows, day: int) -> None:
        """Mark those who are chosen for return: came by land, not Mexican, not a child alone, headed for a hearing."""
        persons = self._ctx.persons
        persons.is_returnable[rows] = False
        if not self._enabled[day]:
            return
        track = persons.track[rows]
        hearing = (track == Track.NOTICE_DETAINED) | (track == Track.NOTICE_RELEASED)
        if self._with_fear[day]:
            hearing |= track == Track.CREDIBLE_FEAR
        eligible = (
            hearing
            & (persons.source[rows] != Source.INTERIOR)
            & (PORTS_BESIDE[persons.sector[rows]] != NO_PORT)
            & (persons.nationality[rows] != Nationality.MEXICO)
            & (persons.kind[rows] != PersonClass.UNACCOMPANIED_CHILD)
        )
        some = rows[eligible]
        chosen = self._ctx.luck(self._selected, some) < self._selected_share[day]
        safe = self._ctx.luck(self._screen, some) >= self._afraid_of_mexico
        persons.is_returnable[some[chosen & safe]] = True
