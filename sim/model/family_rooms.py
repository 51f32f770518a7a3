"""Beds in family centres are rooms: each family takes one, however few of its beds it fills.

What limits it: rooms, and the days a family may be kept. When no room is free a family with a positive finding is let
go for one that comes, at or under the cap; others wait in hold up to the limit and are then let go with a notice.
"""

import numpy as np

from sim.model.context import Context
from sim.model.intake import Intake
from sim.model.letting_go import LettingGo
from sim.model.overdue import Overdue
from sim.world.diagrams import Place
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Tally


class FamilyRooms:
    """The desk that gives out the rooms of family centres."""

    def __init__(self, ctx: Context, intake: Intake, letting_go: LettingGo, overdue: Overdue) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._intake, self._letting_go, self._overdue = intake, letting_go, overdue
        beds = inputs.by_day("detention.beds.family")
        self._beds = ctx.places("detention.beds.family")
        self._rooms = np.rint(beds * inputs.scale / max(inputs.number("detention.family_room_beds"), 1.0)).astype(
            np.int64
        )
        self._limit = inputs.by_day("detention.family_limit_days")

    def book(self, day: int) -> None:
        """Give rooms to families in hold, then apply the rule for those who got none."""
        self._ctx.record.tally(Tally.FAMILY_BEDS, day, int(self._beds[day]))
        line = self._ctx.world.family_beds
        if not line.size:
            return
        if self._limit[day] < 1:
            self._let_go(line.empty(), day, Flow.RELEASED_FAMILY)
            return
        free = int(self._rooms[day]) - self._ctx.record.stays.families
        self._take_in(max(free, 0), day)
        if free >= 0:
            self._swap(day)
        self._let_go(self._overdue.take(line, day), day, Flow.RELEASED_FOR_WANT_OF_BED)

    def _swap(self, day: int) -> None:
        """Let families with a positive finding, who are about to go, leave some days early for those in hold."""
        world = self._ctx.world
        if not world.family_beds.size or not world.releasable_families.size:
            return
        members, _ = world.family_beds.members(0)
        wanting = int(self._ctx.persons.is_head(members).sum())
        freed = world.releasable_families.take(wanting, by_family=True)
        self._ctx.persons.is_releasable[freed] = False
        self._let_go(freed, day, Flow.RELEASED_FAMILY)
        self._take_in(int(self._ctx.persons.is_head(freed).sum()), day)

    def _take_in(self, rooms: int, day: int) -> None:
        self._intake.take_in(self._ctx.world.family_beds.take(rooms, by_family=True), day, Place.FAMILY_BED)

    def _let_go(self, rows: Rows, day: int, flow: Flow) -> None:
        self._ctx.record.count(flow, rows, day)
        self._letting_go.let_go(rows, day)
