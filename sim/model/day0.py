"""On the first day the system is already full: cases pending, people in beds and in care, notices not yet filed.

Every stock is given its age: stays already spent are drawn from the stationary excess of the stay, cases from the
years in which they were received. A flow that a scenario shuts off leaves the stocks that it feeds empty.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray
from sim.model.context import Context
from sim.model.first_custody import FirstCustody
from sim.model.first_people import FirstPeople
from sim.model.offices import Offices
from sim.world.columns import Authority, Stream, Track
from sim.world.diagrams import Case, Docket, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Queue
from sim.world.world import HearingClass

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


def populate(ctx: Context, offices: Offices) -> None:
    """Fill the world as it stood on the first day."""
    people = FirstPeople(ctx)
    cases = FirstCases(ctx, offices, people)
    cases.court()
    cases.unfiled_notices()
    FirstCustody(ctx, offices, people).fill()


class FirstCases:
    """The cases of the first day: pending, or served and not yet filed."""

    def __init__(self, ctx: Context, offices: Offices, people: FirstPeople) -> None:
        self._ctx, self._offices, self._people = ctx, offices, people
        self._age_luck = ctx.stream("day0.age")

    def court(self) -> None:
        """Give every pending case its docket, its age and its place in the line for a hearing."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = round(inputs.number("courts.initial_pending") * inputs.scale)
        held_share = inputs.number("courts.initial_share.detained")
        interior = inputs.number("courts.initial_share.detained_interior")
        families = self._people.make("court", "family", total * inputs.number("courts.initial_share.families"))
        children = self._people.make("court", "child", total * inputs.number("courts.initial_share.children"))
        inside = self._people.make("court", "interior", self._people.when("interior", total * held_share * interior))
        border = self._people.make(
            "court held", "fear", self._people.when("border", total * held_share * (1 - interior))
        )
        rest = total - sum(len(rows) for rows in (families, children, inside, border))
        adults = self._people.make("court", "court", float(rest))
        again = ctx.luck(self._people.kind_luck, adults) < inputs.number("courts.initial_subsequent_share")
        ctx.persons.is_subsequent[adults] = again
        self._age(np.concatenate([families, children]), adults)
        for held, stream in ((inside, Stream.ICE_ARREST), (border, Stream.FEAR_CLAIM)):
            self._hold_in_bed(held, stream)
            ctx.record.begin(Queue.DECISION, held, 0)
            self._people.set_since(Queue.DECISION, held, self._people.elapsed_days(held))
        ctx.persons.authority[border] = Authority.ENTRANT
        ctx.persons.claimed_fear[border] = True
        luck = ctx.luck(self._people.kind_luck, inside)
        mandatory = luck < inputs.number("interior.mandatory_detention_share")
        ctx.persons.authority[inside] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        self._docket(np.concatenate([families, children, adults]), np.concatenate([inside, border]))

    def unfiled_notices(self) -> None:
        """Notices served before the first day, to be filed after the rest of their lag."""
        total = self._ctx.inputs.number("courts.initial_unfiled") * self._ctx.inputs.scale
        total = self._people.when("border", total)
        for what in ("family", "child", "court"):
            share = self._ctx.inputs.number(f"courts.initial_unfiled_share.{what}")
            rows = self._people.make("unfiled", what, total * share)
            self._ctx.persons.move(rows, place=Place.AT_LARGE, case=Case.SERVED)
            self._offices.notices.plan_filing(rows, -1)

    def _hold_in_bed(self, rows: Rows, stream: Stream) -> None:
        persons = self._ctx.persons
        persons.move(rows, place=Place.HOLD)
        persons.move(rows, place=Place.ADULT_BED)
        persons.track[rows] = Track.NOTICE_DETAINED
        self._people.begin_stay(rows, self._people.elapsed_days(rows), stream)

    def _age(self, young: Rows, adults: Rows) -> None:
        """Give cases at large the ages of the years in which they were received; young people's are recent."""
        ctx, inputs = self._ctx, self._ctx.inputs
        received = np.array([inputs.number(f"courts.initial_received.{year}") for year in _YEARS])
        recent = np.array([1.0, 1.0, inputs.number("courts.initial_young_third_year_share"), 0.0, 0.0, 0.0, 0.0])
        weights = received * recent
        of_young = weights / weights.sum() * len(young) / max(len(young) + len(adults), 1) * received.sum()
        of_adults = np.maximum(received - of_young, 0.0)
        factor = inputs.number("courts.initial_age_factor")
        for rows, shares in ((young, weights), (adults, of_adults)):
            luck = self._age_luck.uniform(ctx.persons.luck(rows))
            self._people.set_since(Queue.DECISION, rows, case_ages(luck, shares, factor))

    def _docket(self, at_large: Rows, held: Rows) -> None:
        """Put each case on its docket, in line or with an interval before it."""
        ctx, persons, docketing = self._ctx, self._ctx.persons, self._offices.docketing
        persons.move(at_large, place=Place.AT_LARGE)
        fresh = ctx.inputs.whole("courts.initial_unheard_days")
        age = -persons.since[Queue.DECISION][at_large]
        heard = at_large[age >= fresh]
        persons.hearings[heard] = 1
        unheard = at_large[age < fresh]
        persons.since[Queue.FIRST_HEARING][unheard] = persons.since[Queue.DECISION][unheard]
        dockets = docketing.dockets(at_large, 0)
        for docket in (Docket.PRIORITY, Docket.GENERAL):
            persons.move(at_large[dockets == docket], case=Case.PENDING, docket=docket)
        self._line_up(at_large)
        persons.hearings[held] = 1
        docketing.assign(held, 0)
        self._offices.letting_go.plan(held, 0)

    def _line_up(self, rows: Rows) -> None:
        """Let the line for hearings stand as if it had always been there: in no order of age, or by age in a queue."""
        ctx, persons = self._ctx, self._ctx.persons
        if ctx.inputs.choice("courts.docket_rule") == "priority":
            for docket in (Docket.PRIORITY, Docket.GENERAL):
                here = rows[persons.docket[rows] == docket]
                ctx.world.dockets[docket].join(here, -1, HearingClass.ORDINARY)
            return
        filed = persons.since[Queue.DECISION][rows]
        for day in np.unique(filed):
            ctx.world.dockets[Docket.GENERAL].join(rows[filed == day], int(day), HearingClass.ORDINARY)


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
