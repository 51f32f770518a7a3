"""A detention order is a priority rule, not capacity: the bed desk gives out the beds there are.

Who acts: the bed desk of ICE, every day, on those in hold who need a bed.
What limits it: operational beds by type, the surge reserve included while it is open; a cut evicts nobody.
When no bed is free: (1) a Mexican under an executable order goes home from hold; (2) at or under the cap, the
releasable detainee of lowest priority is let go for each person who comes with no lower priority; (3) others wait in
hold up to the limit; (4) then they are let go with a notice if the law allows, else they stay and are counted.
Who pays: ICE, per bed and day.
Levers: adult and family beds, the days a person may be held by CBP, the days a family may be kept.
"""

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.family_rooms import FamilyRooms
from sim.model.offices import Offices
from sim.model.overdue import Overdue
from sim.model.reserve import Reserve
from sim.world.diagrams import Place
from sim.world.queues import BedClass, LetGoClass
from sim.world.vocabulary import Flow, Tally

_DISPLACES = {
    BedClass.HELD_BY_LAW: LetGoClass.ARREST,
    BedClass.CLAIM: LetGoClass.ARREST,
    BedClass.ARREST: LetGoClass.ARREST,
    BedClass.NOTICE: LetGoClass.NOTICE,
}
"""The highest priority of a releasable detainee who is let go for a person in hold."""


def booking(ctx: Context, offices: Offices) -> Steps:
    """Give out the free beds of the day, then apply the rule for those who got none."""
    overdue = Overdue(ctx)
    rooms = FamilyRooms(ctx, offices.intake, offices.letting_go, overdue)
    desk = BedDesk(ctx, offices, overdue)
    for day in ctx.days:
        yield ctx.until(day, Phase.BOOK)
        rooms.book(day)
        beds = desk.beds_of(day)
        desk.book(day, beds)
        desk.swap(day, beds)
        desk.relieve_hold(day)


class BedDesk:
    """The officers who give out adult beds."""

    def __init__(self, ctx: Context, offices: Offices, overdue: Overdue) -> None:
        self._ctx = ctx
        self._reserve, self._overdue = Reserve(ctx), overdue
        self._intake, self._hold, self._letting_go = offices.intake, offices.hold, offices.letting_go

    def beds_of(self, day: int) -> int:
        """Count the operational beds of the day, and write them down [beds]."""
        beds = self._reserve.beds(day, self._held())
        self._ctx.record.tally(Tally.ADULT_BEDS, day, beds)
        return beds

    def book(self, day: int, beds: int) -> None:
        """Give free beds to adults by class and day joined; Mexicans under an order who get none go home."""
        world = self._ctx.world
        free = max(beds - self._held(), 0)
        if world.adult_beds.size:
            rows = world.adult_beds.take(free)
            free -= len(rows)
            self._intake.take_in(rows, day, Place.ADULT_BED)
        if world.removable.size:
            self._intake.take_in(world.removable.take(free), day, Place.ADULT_BED)
            self._hold.put_on_bus(world.removable.empty(), day)

    def swap(self, day: int, beds: int) -> None:
        """Let releasable detainees go, one for one, for those in hold whose priority is no lower."""
        world = self._ctx.world
        if not world.adult_beds.size or self._held() > beds:
            return
        for cls, highest in _DISPLACES.items():
            wanting = world.adult_beds.size_of(cls)
            if not wanting or not world.releasable.size:
                continue
            freed = world.releasable.take(wanting, classes=highest + 1)
            self._ctx.persons.is_releasable[freed] = False
            self._ctx.record.count(Flow.RELEASED_FOR_WANT_OF_BED, freed, day)
            self._letting_go.let_go(freed, day)
            self._intake.take_in(world.adult_beds.take(len(freed)), day, Place.ADULT_BED)

    def relieve_hold(self, day: int) -> None:
        """Let go those who may be, once they have been held up to the limit, and count everybody past it."""
        line = self._ctx.world.adult_beds
        for cls in (BedClass.CLAIM, BedClass.ARREST, BedClass.NOTICE) if line.size else ():
            overdue = self._overdue.take(line, day, cls)
            self._ctx.record.count(Flow.RELEASED_FOR_WANT_OF_BED, overdue, day)
            self._letting_go.let_go(overdue, day)
        self._ctx.record.tally(Tally.HELD_OVER_LIMIT, day, self._overdue.count(line, day, BedClass.HELD_BY_LAW))

    def _held(self) -> int:
        return int(self._ctx.persons.counts()[Place.ADULT_BED].sum())
