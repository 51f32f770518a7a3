"""On the first day half a million cases are pending, each with its age and the date of its next hearing.

Cases have the ages of the years in which they were received. In a calendar that is booked in turn, a case that has not
been heard yet stands the nearer to the end of it the younger it is; the others stand anywhere, but for those that came
back and are heard ahead of the line: they stand at its head.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.model.coming_back import cases_come_back, is_court_alone
from sim.model.context import Context
from sim.model.first_people import FirstPeople
from sim.model.offices import Offices
from sim.world.columns import Appointment, Authority, Order, Stream, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Queue

_YEARS = (
    "this_year",
    "one_year_ago",
    "two_years_ago",
    "three_years_ago",
    "four_years_ago",
    "five_years_ago",
    "earlier",
)
_DAYS_A_YEAR = 365.0
_EARLIER_YEARS = 3.0
"""The oldest group of cases is spread over this many years [years]."""


class CourtStock:
    """What the courts have before them on the first day."""

    def __init__(self, ctx: Context, offices: Offices, maker: FirstPeople) -> None:
        self._ctx, self._offices, self._maker = ctx, offices, maker
        self._age_luck = ctx.stream("day0.age")
        self._turn_luck = ctx.stream("day0.turn")

    def fill(self) -> None:
        """Enter every case of the first day."""
        self.pending()
        self.unfiled_notices()
        self.appeals()
        self.motions()
        self.old_orders()

    def pending(self) -> None:
        """Give every pending case its docket, its age and its next hearing."""
        ctx, inputs, maker = self._ctx, self._ctx.inputs, self._maker
        total = round(inputs.number("courts.initial_pending") * inputs.scale)
        held_share = inputs.number("courts.initial_share.detained")
        interior = inputs.number("courts.initial_share.detained_interior")
        families = maker.make("court", "family", total * inputs.number("courts.initial_share.families"))
        children = maker.make("court", "child", total * inputs.number("courts.initial_share.children"))
        inside = maker.make("court", "interior", maker.when("interior", total * held_share * interior))
        border = maker.make("court held", "fear", maker.when("border", total * held_share * (1 - interior)))
        rest = total - sum(len(rows) for rows in (families, children, inside, border))
        adults = maker.make("court", "court", float(rest))
        again = ctx.luck(maker.kind_luck, adults) < inputs.number("courts.initial_subsequent_share")
        ctx.persons.is_subsequent[adults] = again
        self._age(np.concatenate([families, children]), adults, held=len(inside) + len(border))
        self._at_large(np.concatenate([families, children, adults]))
        self._held(inside, border)

    def unfiled_notices(self) -> None:
        """Notices served before the first day, to be filed after the rest of their lag."""
        inputs = self._ctx.inputs
        total = self._maker.when("border", inputs.number("courts.initial_unfiled") * inputs.scale)
        for what in ("family", "child", "court", "fear"):
            share = inputs.number(f"courts.initial_unfiled_share.{what}")
            rows = self._maker.make("unfiled", what, total * share)
            self._ctx.persons.claimed_fear[rows] = what == "fear"
            self._ctx.persons.move(rows, place=Place.AT_LARGE, case=Case.SERVED)
            self._offices.notices.plan_filing(rows, -1)

    def appeals(self) -> None:
        """Appeals pending before the Board, of people at large, each with the rest of its time before it."""
        ctx, inputs = self._ctx, self._ctx.inputs
        if is_court_alone(ctx):
            return
        rows = self._maker.make("appeals", "court", inputs.number("courts.appeals.initial_pending") * inputs.scale)
        self._were_ordered(rows)
        ctx.persons.move(rows, case=Case.APPEALED)
        left = inputs.duration("courts.appeals.days.released").excess().sample(ctx.luck(self._maker.stay_luck, rows))
        ctx.calendar(Appointment.APPEAL).book(rows, left)

    def motions(self) -> None:
        """Orders in absence of before the first day that will be reopened."""
        ctx, inputs = self._ctx, self._ctx.inputs
        if not cases_come_back(ctx):
            return
        rows = self._maker.make("motions", "court", inputs.number("courts.initial_motions_pending") * inputs.scale)
        self._were_ordered(rows)
        ctx.persons.move(rows, case=Case.FINAL)
        left = inputs.duration("courts.absentia_motion_days").excess().sample(ctx.luck(self._maker.stay_luck, rows))
        ctx.calendar(Appointment.MOTION).book(rows, left)

    def old_orders(self) -> None:
        """Persons at large under a final order, who are counted only."""
        ctx = self._ctx
        numbers = ctx.inputs.by_nationality("courts.initial_orders_at_large") * ctx.inputs.scale
        is_empty = any(self._maker.when(source, 1.0) == 0.0 for source in ("border", "interior"))
        ctx.world.old_orders.left[:] = 0 if is_empty else np.rint(numbers).astype(np.int64)

    def _were_ordered(self, rows: Rows) -> None:
        """Let persons at large have been ordered removed; their case is as old as that of one that comes back."""
        ctx, persons = self._ctx, self._ctx.persons
        ages = ctx.inputs.duration("courts.returning_case_age_days")
        persons.filed[rows] = -ages.sample(self._age_luck.uniform(persons.luck(rows)))
        persons.hearings[rows] = 1
        persons.order[rows] = Order.ORDER
        persons.move(rows, place=Place.AT_LARGE, case=Case.PENDING)

    def _age(self, young: Rows, adults: Rows, *, held: int) -> None:
        """Give cases at large the ages of the years in which they were received.

        Those of families and children are recent; those of people in beds, `held` in number, are of this year.
        """
        ctx, inputs = self._ctx, self._ctx.inputs
        received = np.array([inputs.number(f"courts.initial_received.{year}") for year in _YEARS])
        recent = np.array([1.0, 1.0, inputs.number("courts.initial_young_third_year_share"), 0.0, 0.0, 0.0, 0.0])
        weights = received * recent
        to_received = received.sum() / max(len(young) + len(adults) + held, 1)
        of_young = weights / weights.sum() * len(young) * to_received
        of_held = np.array([1.0, *[0.0] * (len(_YEARS) - 1)]) * held * to_received
        of_adults = np.maximum(received - of_young - of_held, 0.0)
        factor = inputs.number("courts.initial_age_factor")
        for rows, shares in ((young, weights), (adults, of_adults)):
            ages = case_ages(self._age_luck.uniform(ctx.persons.luck(rows)), shares, factor)
            ctx.persons.filed[rows] = -ages
            self._maker.set_since(Queue.DECISION, rows, ages)

    def _held(self, inside: Rows, border: Rows) -> None:
        """People in beds have been heard once; each asks for the next hearing, and may be let go."""
        ctx, persons, maker = self._ctx, self._ctx.persons, self._maker
        for rows, stream in ((inside, Stream.ICE_ARREST), (border, Stream.FEAR_CLAIM)):
            persons.move(rows, place=Place.HOLD)
            persons.move(rows, place=Place.ADULT_BED)
            persons.track[rows] = Track.NOTICE_DETAINED
            spent = maker.elapsed_days(rows)
            maker.begin_stay(rows, spent, stream)
            persons.filed[rows] = -spent
            maker.set_since(Queue.DECISION, rows, spent)
            persons.hearings[rows] = 1
        persons.claimed_fear[border] = True
        persons.authority[border] = Authority.ENTRANT
        mandatory = ctx.luck(maker.kind_luck, inside) < ctx.inputs.number("interior.mandatory_detention_share")
        persons.authority[inside] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        held = np.concatenate([inside, border])
        self._offices.docketing.assign(held, 0)
        self._offices.letting_go.plan(held, 0)

    def _at_large(self, rows: Rows) -> None:
        """Put each case on its docket, heard before or not, with a date."""
        ctx, persons, docketing = self._ctx, self._ctx.persons, self._offices.docketing
        persons.move(rows, place=Place.AT_LARGE)
        filed = persons.filed[rows]
        unheard = rows[-filed < ctx.inputs.whole("courts.initial_unheard_days")]
        persons.hearings[rows] = 1
        persons.hearings[unheard] = 0
        persons.since[Queue.FIRST_HEARING][unheard] = persons.filed[unheard]
        drawn = self._turn_luck.uniform(persons.luck(rows))
        docketing.enter_stock(rows, drawn, drawn * ctx.inputs.duration("courts.interval.released").mean)


def case_ages(luck: FloatArray, received: FloatArray, factor: float) -> NDArray[np.int32]:
    """Draw the ages of pending cases from the years in which they were received.

    Args:
        luck: shape (n,).
        received: pending cases by year received, the latest first, shape (7,); the last covers several years.
        factor: what all ages are multiplied by.
    """
    shares = received / received.sum()
    cuts = np.cumsum(shares)
    year = np.minimum(np.searchsorted(cuts, luck, side="right"), len(shares) - 1)
    inside = (luck - (cuts[year] - shares[year])) / np.where(shares[year] > 0, shares[year], 1.0)
    width = np.where(year == len(shares) - 1, _EARLIER_YEARS, 1.0)
    return np.floor((year + inside * width) * _DAYS_A_YEAR * factor).astype(np.int32)
