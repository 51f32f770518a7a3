"""A detention order is a priority rule, not capacity: the bed desk gives out the beds there are.

Who acts: the bed desk of ICE, every day, on those in hold who need a bed.
What limits it: operational beds by type; a cut evicts nobody.
When no bed is free: (1) a Mexican under an executable order goes home from hold; (2) a person who must be held takes
the bed of the releasable detainee of lowest priority; (3) others wait in hold up to the limit of days; (4) then they
are let go with a notice if the law allows, else they stay and are counted over the limit.
Who pays: ICE, per bed and day.
Levers: adult and family beds, the days a person may be held by CBP, the days a family may be kept.
"""

from sim.base.days import Phase
from sim.model.context import Context, Steps
from sim.model.offices import Offices
from sim.world.diagrams import Place
from sim.world.vocabulary import Flow, Tally
from sim.world.world import BedClass


def booking(ctx: Context, offices: Offices) -> Steps:
    """Give out the free beds of the day, then apply the rule for those who got none."""
    desk = BedDesk(ctx, offices)
    for day in ctx.days:
        yield ctx.until(day, Phase.BOOK)
        desk.book_families(day)
        desk.book_adults(day)
        desk.swap(day)
        desk.relieve_hold(day)


class BedDesk:
    """The officers who give out beds."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._adult_beds = ctx.places("detention.beds.adult") + ctx.places("detention.beds.surge_adult")
        self._family_beds = ctx.places("detention.beds.family")
        self._hold_limit = inputs.whole("border.hold_limit_days")
        self._intake, self._hold, self._letting_go = offices.intake, offices.hold, offices.letting_go

    def book_families(self, day: int) -> None:
        """Give rooms to families; those for whom there is none are released with a notice."""
        line = self._ctx.world.family_beds
        free = int(self._family_beds[day]) - self._occupied(Place.FAMILY_BED)
        self._ctx.record.tally(Tally.FAMILY_BEDS, day, int(self._family_beds[day]))
        if not line.size:
            return
        self._intake.take_in(line.take(max(free, 0)), day, Place.FAMILY_BED)
        left = line.empty()
        self._ctx.record.count(Flow.RELEASED_FOR_WANT_OF_BED, left, day)
        self._letting_go.let_go(left, day)

    def book_adults(self, day: int) -> None:
        """Give free beds to adults by class and day joined; Mexicans under an order who get none go home."""
        world = self._ctx.world
        free = max(int(self._adult_beds[day]) - self._occupied(Place.ADULT_BED), 0)
        self._ctx.record.tally(Tally.ADULT_BEDS, day, int(self._adult_beds[day]))
        if world.adult_beds.size:
            rows = world.adult_beds.take(free)
            free -= len(rows)
            self._intake.take_in(rows, day, Place.ADULT_BED)
        if world.removable.size:
            self._intake.take_in(world.removable.take(free), day, Place.ADULT_BED)
            self._hold.put_on_bus(world.removable.empty(), day)

    def swap(self, day: int) -> None:
        """Let releasable detainees go, one for one, for those in hold who must be held by law."""
        world = self._ctx.world
        if not world.adult_beds.size or self._occupied(Place.ADULT_BED) > self._adult_beds[day]:
            return
        wanting = min(world.adult_beds.size_of(BedClass.HELD_BY_LAW), world.releasable.size)
        if not wanting:
            return
        freed = world.releasable.take(wanting)
        self._ctx.persons.is_releasable[freed] = False
        self._ctx.record.count(Flow.RELEASED_FOR_WANT_OF_BED, freed, day)
        self._letting_go.let_go(freed, day)
        self._intake.take_in(world.adult_beds.take(len(freed)), day, Place.ADULT_BED)

    def relieve_hold(self, day: int) -> None:
        """Let go those who may be, once they have waited in hold for the limit of days, and count the others."""
        world = self._ctx.world
        if not world.adult_beds.size:
            return
        overdue = world.adult_beds.take_since(day - self._hold_limit, BedClass.RELEASABLE)
        self._ctx.record.count(Flow.RELEASED_FOR_WANT_OF_BED, overdue, day)
        self._letting_go.let_go(overdue, day)
        over = world.adult_beds.size_since(day - self._hold_limit, BedClass.HELD_BY_LAW)
        self._ctx.record.tally(Tally.HELD_OVER_LIMIT, day, over)

    def _occupied(self, place: Place) -> int:
        return int(self._ctx.persons.counts()[place].sum())
