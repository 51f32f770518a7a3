"""Cases are closed without a decision, and come back later; each is a gross flow of its own."""

import numpy as np

from sim.base.draws import FloatArray
from sim.model.coming_back import is_net
from sim.model.context import Context
from sim.model.docketing import Docketing
from sim.world.diagrams import Case, Docket, Place
from sim.world.families import whole_families
from sim.world.persons import Rows
from sim.world.vocabulary import Cause, Flow, Queue


class Closures:
    """The cases adjourned today, of which some are administratively closed."""

    def __init__(self, ctx: Context, docketing: Docketing) -> None:
        self._ctx = ctx
        self._docketing = docketing
        self._order = ctx.stream("closures.order")
        self._power = ctx.inputs.whole("courts.closure_age_power")
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
        """Close as many of the named cases as are due, chosen by luck; a plain queue closes the next in line."""
        self._owed += self._due(day)
        if self._docketing.is_plain:
            self._close_next(day)
            return
        if not self._proposed:
            return
        persons = self._ctx.persons
        rows = np.concatenate(self._proposed)
        self._proposed.clear()
        rows = rows[np.lexsort((persons.key[rows], self._turn(rows, day)))]
        end = whole_families(persons.is_head(rows), min(int(self._owed), len(rows)))
        others = rows[end:]
        self._close(rows[:end], day)
        for docket in (Docket.PRIORITY, Docket.GENERAL):
            self._docketing.ask(others[persons.docket[others] == docket], docket, day)

    def _close_next(self, day: int) -> None:
        """In a plain queue close the next cases of people at large; those of others keep their place."""
        rows = self._ctx.world.dockets[Docket.GENERAL].take(int(self._owed))
        at_large = self._ctx.persons.place[rows] == Place.AT_LARGE
        self._close(rows[at_large], day)
        self._docketing.ask(rows[~at_large], Docket.GENERAL, day)

    def _close(self, rows: Rows, day: int) -> None:
        self._owed -= len(rows)
        self._ctx.record.count(Flow.CLOSED, rows, day)
        self._ctx.record.end(Queue.DECISION, rows, day, Cause.CLOSED)
        self._ctx.persons.move(rows, case=Case.CLOSED, docket=Docket.NONE)

    def _due(self, day: int) -> float:
        if self._net_share is None:
            return float(self._per_day[day])
        pending = int(self._ctx.persons.counts()[:, Case.PENDING].sum())
        return self._net_share * pending * float(self._share_of_year[day])

    def _turn(self, rows: Rows, day: int) -> FloatArray:
        """Luck, against a power of the age of the case: the low are closed first, shape (n,)."""
        persons = self._ctx.persons
        luck = self._order.uniform(persons.luck(rows), persons.hearings[rows].astype(np.uint64))
        age = np.maximum(day - persons.filed[rows].astype(np.int64), 1)
        return luck / age**self._power
