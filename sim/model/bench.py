"""The bench hears the cases booked for the day within its capacity, and keeps an account of it in completed cases."""

import numpy as np

from sim.model.bench_shares import BenchShares
from sim.model.context import Context
from sim.model.court_rules import expected_hearings
from sim.model.decisions import Decisions
from sim.model.docketing import DOCKETS, Docketing
from sim.model.slots import places
from sim.world.diagrams import Docket
from sim.world.families import whole_families
from sim.world.persons import Rows
from sim.world.vocabulary import Flow

_AT_THE_BORDER = (Docket.DETAINED, Docket.MEXICO)
"""Dockets that judges detailed to the border hear."""


class Bench:
    """The judges of the day, with what each docket is owed or has drawn in advance."""

    def __init__(self, ctx: Context, docketing: Docketing) -> None:
        self._ctx, self._docketing = ctx, docketing
        self._expected = {docket: expected_hearings(ctx.inputs, docket) for docket in DOCKETS}
        self._shares = BenchShares(ctx)
        self._owed = dict.fromkeys(DOCKETS, 0.0)
        self._reset = ctx.stream("bench.reset")
        self._reach = ctx.inputs.whole("courts.move_up_days")

    def sit(self, day: int, capacity: float, decisions: Decisions) -> int:
        """Hear as many cases as the capacity of the day allows; return how many were completed."""
        completed, passed = 0, 0.0
        shares = self._shares.of(day)
        at_border = capacity * self._shares.detailed(day)
        for docket in DOCKETS:
            if docket == Docket.PRIORITY:
                passed = max(passed - at_border, 0.0)
            budget = capacity * shares[docket] + self._owed[docket] + passed
            room = places(budget, self._expected[docket])
            self._docketing.slots[docket].note(room)
            heard, is_dry = self._call(docket, day, room)
            passed = max(budget - len(heard) / self._expected[docket], 0.0) if is_dry else 0.0
            done = decisions.hear(heard, docket, day)
            completed += done
            self._owed[docket] = budget - passed - done
        decisions.close(day)
        return completed

    def _call(self, docket: Docket, day: int, room: int) -> tuple[Rows, bool]:
        """Call the cases to be heard; say whether there were fewer than could be heard."""
        if self._docketing.is_plain:
            line = self._ctx.world.dockets[docket]
            heard = line.take(room)
            return heard, len(heard) < room and not line.size
        book = self._ctx.world.books[docket]
        rows = book.call(day)
        if len(rows) > room:
            return self._hear_some(rows, docket, day=day, room=room), False
        more = book.move_up(day, self._reach, room - len(rows))
        heard = np.concatenate([rows, more]) if len(more) else rows
        return heard, len(heard) < room and not self._waits(docket, day)

    def _waits(self, docket: Docket, day: int) -> bool:
        """Say whether a family that did not fit whole is ready to be heard."""
        ready = self._ctx.persons.ready
        return any((ready[rows] <= day).any() for rows in self._ctx.world.books[docket].ahead(day, self._reach))

    def _hear_some(self, rows: Rows, docket: Docket, *, day: int, room: int) -> Rows:
        """Hear fast cases first, then others by luck; those for whom no time is left ask for another date."""
        ctx, persons = self._ctx, self._ctx.persons
        luck = self._reset.words(persons.luck(rows), day)
        rows = rows[np.lexsort((persons.key[rows], luck, ~self._docketing.is_fast(rows)))]
        end = whole_families(persons.is_head(rows), room)
        ctx.record.count(Flow.HEARING_RESET, rows[end:], day)
        self._docketing.ask(rows[end:], docket, day)
        return rows[:end]
