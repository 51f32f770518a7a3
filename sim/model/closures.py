"""Cases are closed without a decision, and come back later; each is a gross flow of its own."""

import numpy as np

from sim.base.draws import UInt64Array
from sim.model.context import Context
from sim.model.docketing import Docketing
from sim.world.diagrams import Case, Docket
from sim.world.families import whole_families
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue


class Closures:
    """The cases adjourned today, of which some are administratively closed."""

    def __init__(self, ctx: Context, docketing: Docketing) -> None:
        self._ctx = ctx
        self._docketing = docketing
        self._order = ctx.stream("closures.order")
        self._proposed: list[Rows] = []
        self._owed = 0.0
        self._net_share = ctx.inputs.number("courts.closure_net_share") if is_net(ctx) else None
        clock = ctx.inputs.clock
        working = ctx.is_working / clock.working_days_of_year
        self._share_of_year = working
        self._per_day = ctx.inputs.by_day("courts.closures_per_year") * working * ctx.inputs.scale

    def propose(self, rows: Rows) -> None:
        """Name cases that were heard today and go on."""
        if len(rows):
            self._proposed.append(rows)

    def close(self, day: int) -> None:
        """Close as many of the named cases as are due, chosen by luck; book the next hearing of the others."""
        self._owed += self._due(day)
        if not self._proposed:
            return
        ctx, persons = self._ctx, self._ctx.persons
        rows = np.concatenate(self._proposed)
        self._proposed.clear()
        order = np.lexsort((persons.key[rows], self._order.words(persons.luck(rows), self._hearings(rows))))
        rows = rows[order]
        end = whole_families(persons.is_head(rows), min(int(self._owed), len(rows)))
        closed, others = rows[:end], rows[end:]
        self._owed -= end
        ctx.record.count(Flow.CLOSED, closed, day)
        ctx.record.end(Queue.DECISION, closed, day, Cause.CLOSED)
        persons.move(closed, case=Case.CLOSED, docket=Docket.NONE)
        for docket in (Docket.PRIORITY, Docket.GENERAL):
            self._docketing.book(others[persons.docket[others] == docket], docket, day)

    def _due(self, day: int) -> float:
        if self._net_share is None:
            return float(self._per_day[day])
        pending = int(self._ctx.persons.counts()[:, Case.PENDING].sum())
        return self._net_share * pending * float(self._share_of_year[day])

    def _hearings(self, rows: Rows) -> UInt64Array:
        return self._ctx.persons.hearings[rows].astype(np.uint64)


def is_net(ctx: Context) -> bool:
    """Say whether the scenario gives one net share in place of the three gross flows."""
    return ctx.inputs.is_set("courts.closure_net_share")
