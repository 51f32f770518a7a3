"""The bench shares its capacity among the dockets and keeps an account of it in completed cases."""

import math

from sim.model.context import Context
from sim.model.court_rules import expected_hearings
from sim.model.decisions import Decisions
from sim.world.diagrams import Docket

_ORDER = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY, Docket.GENERAL)
"""The order in which dockets sit; slots that one leaves unused pass to the next."""
_NUDGE = 1e-9
"""Keeps a budget that should be whole from falling just under it [hearings]."""


class Bench:
    """The judges of the day, with what each docket is owed or has drawn in advance."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._expected = {docket: expected_hearings(inputs, docket) for docket in _ORDER}
        self._share = {
            Docket.DETAINED: inputs.by_day("courts.docket_share.detained"),
            Docket.MEXICO: inputs.by_day("courts.docket_share.mexico"),
            Docket.PRIORITY: inputs.by_day("courts.docket_share.priority"),
        }
        self._owed = dict.fromkeys(_ORDER, 0.0)

    def sit(self, day: int, capacity: float, decisions: Decisions) -> int:
        """Hear as many cases as the capacity of the day allows; return how many were completed."""
        completed, passed, remaining = 0, 0.0, capacity
        for docket in _ORDER:
            own = remaining if docket == Docket.GENERAL else min(capacity * self._own_share(docket, day), remaining)
            remaining -= own
            budget = own + self._owed[docket] + passed
            places = max(math.floor(budget * self._expected[docket] + _NUDGE), 0)
            line = self._ctx.world.dockets[docket]
            heard = line.take(places)
            spent = len(heard) / self._expected[docket]
            is_dry = len(heard) < places and not line.size
            passed = max(budget - spent, 0.0) if is_dry else 0.0
            done = decisions.hear(heard, docket, day)
            completed += done
            self._owed[docket] = budget - passed - done
        decisions.close(day)
        return completed

    def _own_share(self, docket: Docket, day: int) -> float:
        return float(self._share[docket][day])
