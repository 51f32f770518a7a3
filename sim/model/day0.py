"""On the first day the system is already full: cases pending, people in beds and in care, notices not yet filed.

Every stock is given its age: stays already spent are drawn from the stationary excess of the stay, cases from the
years in which they were received. A flow that a scenario shuts off leaves the stocks that it feeds empty.
"""

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray, UInt64Array
from sim.base.words import Nationality, PersonClass
from sim.model.admission import Cell, admit, mean_party, parties
from sim.model.context import Context
from sim.model.offices import Offices
from sim.model.tracks import choose
from sim.world.columns import Appointment, Authority, Order, Release, Source, Track
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
    stock = Stocks(ctx, offices)
    stock.court()
    stock.unfiled_notices()
    stock.family_centres()
    stock.fear_claimants()
    stock.under_final_order()
    stock.children_in_care()
    stock.in_custody_of_marshals()


class Stocks:
    """The stocks of the first day."""

    def __init__(self, ctx: Context, offices: Offices) -> None:
        self._ctx, self._offices = ctx, offices
        inputs = ctx.inputs
        self._nationality = {
            "court": inputs.by_nationality("courts.nationality_share"),
            "family": inputs.by_nationality("courts.family_nationality_share"),
            "child": inputs.by_nationality("children.nationality_share"),
            "interior": inputs.by_nationality("interior.nationality_share"),
            "fear": inputs.by_nationality("ports.nationality_share"),
        }
        self._is_open = {
            "border": bool(inputs.by_day("border.attempts_scale").any()),
            "interior": bool(inputs.by_day("interior.arrests_scale").any()),
        }
        self._elapsed = inputs.duration("detention.initial_elapsed_days")
        self._age_luck = ctx.stream("day0.age")
        self._stay_luck = ctx.stream("day0.stay")
        self._kind_luck = ctx.stream("day0.kind")

    def court(self) -> None:
        """Give every pending case its docket, its age and its place in the line for a hearing."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = round(inputs.number("courts.initial_pending") * inputs.scale)
        held_share = inputs.number("courts.initial_share.detained")
        interior = inputs.number("courts.initial_share.detained_interior")
        families = self._make("court", "family", total * inputs.number("courts.initial_share.families"))
        children = self._make("court", "child", total * inputs.number("courts.initial_share.children"))
        inside = self._make("court", "interior", self._when("interior", total * held_share * interior))
        border = self._make("court held", "fear", self._when("border", total * held_share * (1 - interior)))
        rest = total - sum(len(rows) for rows in (families, children, inside, border))
        adults = self._make("court", "court", float(rest))
        again = ctx.luck(self._kind_luck, adults) < inputs.number("courts.initial_subsequent_share")
        ctx.persons.is_subsequent[adults] = again
        self._age(np.concatenate([families, children]), adults)
        for held in (inside, border):
            self._hold_in_bed(held)
            ctx.record.begin(Queue.DECISION, held, 0)
            self._set_since(Queue.DECISION, held, self._elapsed_days(held))
        ctx.persons.authority[border] = Authority.ENTRANT
        luck = ctx.luck(self._kind_luck, inside)
        mandatory = luck < inputs.number("interior.mandatory_detention_share")
        ctx.persons.authority[inside] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        self._docket(np.concatenate([families, children, adults]), np.concatenate([inside, border]))

    def unfiled_notices(self) -> None:
        """Notices served before the first day, to be filed after the rest of their lag."""
        total = self._ctx.inputs.number("courts.initial_unfiled") * self._ctx.inputs.scale
        total = self._when("border", total)
        for what in ("family", "child", "court"):
            share = self._ctx.inputs.number(f"courts.initial_unfiled_share.{what}")
            rows = self._make("unfiled", what, total * share)
            self._ctx.persons.move(rows, place=Place.AT_LARGE, case=Case.SERVED)
            self._offices.notices.plan_filing(rows, -1)

    def family_centres(self) -> None:
        """Families in centres, waiting for an interview, each with the rest of its stay before it."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._when("border", inputs.number("detention.initial.families") * inputs.scale)
        rows = self._make("centre", "family", total)
        ctx.persons.move(rows, place=Place.HOLD, case=Case.CREDIBLE_FEAR)
        ctx.persons.move(rows, place=Place.FAMILY_BED)
        self._claim(rows)
        limit = inputs.whole("detention.family_limit_days")
        spent = np.floor(ctx.luck(self._stay_luck, rows) * limit).astype(np.int32)
        ctx.persons.since[Queue.DETENTION][rows] = -spent
        ctx.persons.release[rows] = Release.FAMILY
        ctx.calendar(Appointment.RELEASE).book(rows, limit - spent)

    def fear_claimants(self) -> None:
        """Adults in beds who wait for a fear interview."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._when("border", inputs.number("detention.initial.fear_claimants") * inputs.scale)
        rows = self._make("fear", "fear", total)
        ctx.persons.move(rows, place=Place.HOLD, case=Case.CREDIBLE_FEAR)
        ctx.persons.move(rows, place=Place.ADULT_BED)
        ctx.persons.track[rows] = Track.CREDIBLE_FEAR
        self._claim(rows)

    def under_final_order(self) -> None:
        """Adults in beds under a final order, half of the stay so far behind it, who wait for a document."""
        ctx, inputs = self._ctx, self._ctx.inputs
        review_days = inputs.whole("removal.supervision_after_days")
        for source in ("border", "interior"):
            path = f"detention.initial.final_order_{source}"
            rows = self._make(f"final {source}", "interior", self._when(source, inputs.number(path) * inputs.scale))
            shares = np.array([inputs.number(f"detention.initial_order.{order}") for order in _ORDERS])
            kinds = choose(ctx.luck(self._kind_luck, rows), np.broadcast_to(shares, (len(rows), len(shares))))
            ctx.persons.order[rows] = kinds + Order.ER
            ctx.persons.move(rows, place=Place.HOLD)
            ctx.persons.move(rows, place=Place.ADULT_BED)
            spent = self._elapsed_days(rows)
            self._set_since(Queue.DETENTION, rows, spent)
            self._offices.orders.make_final(rows, 0)
            since_order = spent // 2
            self._set_since(Queue.REMOVAL, rows, since_order)
            ctx.calendar(Appointment.REVIEW).book(rows, np.maximum(review_days - since_order, 1))

    def children_in_care(self) -> None:
        """Children in the care of ORR, each with the rest of the stay before it."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._when("border", inputs.number("children.initial_in_care") * inputs.scale)
        rows = self._make("care", "child", total)
        ctx.persons.move(rows, place=Place.HOLD)
        ctx.persons.move(rows, place=Place.ORR)
        remaining = inputs.duration("children.care_days").excess().sample(ctx.luck(self._stay_luck, rows))
        ctx.calendar(Appointment.RELEASE).book(rows, np.maximum(remaining, 1))

    def in_custody_of_marshals(self) -> None:
        """People serving a sentence for the entry, each with the rest of it before the removal."""
        ctx, inputs = self._ctx, self._ctx.inputs
        total = self._when("border", inputs.number("prosecution.initial_in_custody") * inputs.scale)
        rows = self._make("marshals", "interior", total)
        ctx.persons.move(rows, place=Place.HOLD)
        ctx.persons.move(rows, place=Place.MARSHALS)
        ctx.persons.track[rows] = Track.REMOVE_FROM_BED
        ctx.persons.order[rows] = Order.REINSTATEMENT
        remaining = inputs.duration("prosecution.sentence_days").excess().sample(ctx.luck(self._stay_luck, rows))
        ctx.calendar(Appointment.READY).book(rows, np.maximum(remaining, 1))

    def _when(self, source: str, total: float) -> float:
        """The stock if the flow that feeds it is open, nothing if it is shut."""
        return total if self._is_open[source] else 0.0

    def _make(self, label: str, what: str, persons: float) -> Rows:
        """Enter the parties of a stock: as many as make up so many persons, split by nationality."""
        ctx = self._ctx
        kind = _KINDS.get(what, PersonClass.SINGLE_ADULT)
        shares = self._nationality[what] / self._nationality[what].sum()
        rows = []
        cuts = np.rint(np.cumsum(shares) * persons / mean_party(ctx, kind)).astype(np.int64)
        for nationality, count in zip(Nationality, np.diff(cuts, prepend=0), strict=True):
            cell = Cell(Source.STOCK, f"{label} {what}", nationality, kind)
            rows.append(admit(ctx, cell, _heads(ctx, cell, int(count))))
        made = np.concatenate(rows)
        ctx.persons.arrests[made] = 1
        ctx.persons.has_prior_order[made] = False
        return made

    def _hold_in_bed(self, rows: Rows) -> None:
        persons = self._ctx.persons
        persons.move(rows, place=Place.HOLD)
        persons.move(rows, place=Place.ADULT_BED)
        persons.track[rows] = Track.NOTICE_DETAINED
        self._set_since(Queue.DETENTION, rows, self._elapsed_days(rows))

    def _claim(self, rows: Rows) -> None:
        """Let a fear claim have been made some days ago and be heard in turn."""
        ctx = self._ctx
        ctx.persons.claimed_fear[rows] = True
        spent = self._elapsed_days(rows) // 2
        self._set_since(Queue.FEAR_SCREENING, rows, spent)
        self._set_since(Queue.DETENTION, rows, spent)
        ready = ctx.inputs.duration("fear.preparation_days").excess().sample(ctx.luck(self._stay_luck, rows))
        ctx.calendar(Appointment.INTERVIEW).book(rows, ready)

    def _elapsed_days(self, rows: Rows) -> NDArray[np.int32]:
        return self._elapsed.excess().sample(self._ctx.luck(self._stay_luck, rows))

    def _set_since(self, queue: Queue, rows: Rows, spent: NDArray[np.int32]) -> None:
        self._ctx.persons.since[queue][rows] = -spent

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
            self._set_since(Queue.DECISION, rows, case_ages(luck, shares, factor))

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


_KINDS = {"family": PersonClass.FAMILY_MEMBER, "child": PersonClass.UNACCOMPANIED_CHILD}
_ORDERS = ("er", "reinstatement", "order")


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


def _heads(ctx: Context, cell: Cell, count: int) -> UInt64Array:
    """The keys of a stock: as many as asked for, which is already at the scale of the run."""
    return parties(ctx, cell, count, 1.0)
