"""People of the first day come as stocks: so many of a kind, split by nationality, each with a part of the stay behind.

They are in family centres, in beds, in care, with the Marshals, or on alternatives to these; the courts have a file of
their own.
"""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.base.codes import Nationality, PersonClass
from sim.engine.columns import Source
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import choice, draw, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import KEEP, BookIn, Case, Disposition, Event, Order, Place, Release, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import arrest, begin_wait, move
from sim.model.border.admission import Admission, Cell, bring, mean_party
from sim.model.context import Context
from sim.model.courts.court import Court
from sim.model.detention.custody import book_in_of
from sim.model.detention.release import enrol_at_first
from sim.model.fields import computed, residual_life, stream, whole
from sim.model.removal.orders import begin_removal
from sim.model.schedule import Institutions
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number

_KINDS = {"family": PersonClass.FAMILY_MEMBER, "child": PersonClass.UNACCOMPANIED_CHILD}
_NATIONALITIES = {
    "court": parameters.courts.nationality_share,
    "family": parameters.courts.family_nationality_share,
    "child": parameters.children.nationality_share,
    "interior": parameters.interior.nationality_share,
    "ordered": parameters.detention.initial_order_nationality,
    "fear": parameters.ports.nationality_share,
}
"""The shares by which each kind of stock is split."""
_INITIAL, _ORDER = parameters.detention.initial, parameters.detention.initial_order
_SHARES_OF_ORDERS = {Order.ER: _ORDER.er, Order.REINSTATEMENT: _ORDER.reinstatement, Order.ORDER: _ORDER.order}
_ORDERS = np.array(list(_SHARES_OF_ORDERS), np.int64)
_CUSTODY_REVIEW = parameters.detention.custody_review


@bundle
class Stays(Bundle):
    """How much of a stay lies behind those who are present on the first day."""

    in_beds: Floats = residual_life(parameters.detention.initial_elapsed_days)
    stay: Word = stream("day0.stay")
    kind: Word = stream("day0.kind")


class Stocks:
    """Those who are in the country when the run begins."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._is_open = {
            "border": bool(ctx.inputs.by_day(parameters.border.attempts_scale).any()),
            "interior": bool(ctx.inputs.by_day(parameters.interior.arrests_scale).any()),
        }
        self.stays = Stays.of(ctx)
        self._admission = Admission.of(ctx)

    def when(self, source: str, total: float) -> float:
        """The stock if the flow that feeds it is open, nothing if it is shut."""
        return total if self._is_open[source] else 0.0

    def make(self, label: str, what: str, persons: float) -> Ints:
        """Enter the parties of a stock: as many as make up so many persons, split by nationality."""
        kind = _KINDS.get(what, PersonClass.SINGLE_ADULT)
        shares = self._ctx.inputs.by_nationality(_NATIONALITIES[what])
        cuts = np.rint(np.cumsum(shares / shares.sum()) * persons / mean_party(self._ctx, kind))
        cells = [Cell(Source.STOCK, f"{label} {what}", nationality, kind) for nationality in Nationality]
        made = bring(self._ctx, self._admission, cells, np.diff(cuts, prepend=0.0))
        arrest_all(self._ctx.state, made)
        return made


@rule
def arrest_all(world: State, rows: Ints) -> None:
    """Let persons of the first day have been arrested once."""
    for row in rows:
        arrest(world.people[row])


@rule
def days_in_bed(stays: Stays, person: Person) -> int:
    """Days that a person has been in custody of ICE [days]."""
    return quantile(stays.in_beds, 0, draw(person, stays.stay))


@rule
def put_in_bed(world: State, person: Person, row: int, place: int, case: int) -> None:
    """Let a person be in a bed, by way of hold; the paper stays as it is with KEEP."""
    move(world, person, row, Place.HOLD, case, KEEP)
    move(world, person, row, place, KEEP, KEEP)


@rule
def begin_stay(world: State, person: Person, spent: int, book_in: int) -> None:
    """Let a stay in a bed have begun some days ago, in a stream of book-ins, or that of the disposition if NONE."""
    person.book_in = book_in_of(person) if book_in == BookIn.NONE else book_in
    begin_wait(world, person, Wait.DETENTION, 0)
    person.since[Wait.DETENTION] = -spent


def _shares_of_orders(ctx: Context) -> Floats:
    """Those in beds under a final order by kind of order, shape (1, 3) [share]."""
    return np.array([[ctx.inputs.number(order) for order in _SHARES_OF_ORDERS.values()]])


@bundle
class InCustody(Bundle):
    """What lies before those who are in custody on the first day."""

    court: Court
    stays: Stays
    family_limit_days: int = whole(parameters.detention.family_limit_days)
    preparation_days: Floats = residual_life(parameters.fear.preparation_days)
    order_shares: Floats = computed(_shares_of_orders)
    first_review_days: int = whole(_CUSTODY_REVIEW.first_after_days)
    second_review_days: int = whole(_CUSTODY_REVIEW.second_after_days)
    care_days: Floats = residual_life(parameters.children.care_days)
    sentence_days: Floats = residual_life(parameters.prosecution.sentence_days)


def fill_custody(ctx: Context, at: Institutions, stocks: Stocks) -> None:
    """Fill every place of custody, and alternatives to it."""
    world, custody = ctx.state, InCustody.of(ctx, court=at.court, stays=stocks.stays)

    def make(label: str, what: str, source: str, parameter: "Number") -> Ints:
        persons = ctx.inputs.number(parameter) * ctx.inputs.scale
        return stocks.make(label, what, stocks.when(source, persons))

    fill_centres(world, custody, make("centre", "family", "border", _INITIAL.families))
    fill_with_claimants(world, custody, make("fear", "fear", "border", _INITIAL.fear_claimants))
    for source, parameter, book_in in (
        ("border", _INITIAL.final_order_border, BookIn.NONE),
        ("interior", _INITIAL.final_order_interior, BookIn.ICE_ARREST),
    ):
        fill_with_ordered(world, custody, make(f"final {source}", "ordered", source, parameter), book_in)
    fill_care(world, custody, make("care", "child", "border", parameters.children.initial_in_care))
    fill_marshals(world, custody, make("marshals", "interior", "border", parameters.prosecution.initial_in_custody))
    enrolled = stocks.when("border", ctx.inputs.number(_INITIAL.on_alternatives) * ctx.inputs.scale)
    enrol_at_first(world, at.alternatives, enrolled)


@rule
def fill_centres(world: State, custody: InCustody, rows: Ints) -> None:
    """Families in centres, waiting for an interview, each with the rest of its stay before it."""
    limit = custody.family_limit_days
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.FAMILY_BED, Case.CREDIBLE_FEAR)
        claim(world, custody, person, row)
        spent = int64(math.floor(draw(person, custody.stays.stay) * limit))
        begin_stay(world, person, spent, BookIn.NONE)
        person.release = Release.FAMILY
        schedule(world, person, row, Event.RELEASE, max(limit - spent, 1))


@rule
def fill_with_claimants(world: State, custody: InCustody, rows: Ints) -> None:
    """Adults in beds who wait for a fear interview."""
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.ADULT_BED, Case.CREDIBLE_FEAR)
        person.disposition = Disposition.CREDIBLE_FEAR
        claim(world, custody, person, row)
        begin_stay(world, person, -int64(person.since[Wait.FEAR_SCREENING]), BookIn.NONE)


@rule
def claim(world: State, custody: InCustody, person: Person, row: int) -> None:
    """Let a fear claim have been made some days ago and be heard in turn."""
    person.since[Wait.FEAR_SCREENING] = -(days_in_bed(custody.stays, person) // 2)
    days = quantile(custody.preparation_days, 0, draw(person, custody.stays.stay))
    schedule(world, person, row, Event.INTERVIEW, days)


@rule
def fill_with_ordered(world: State, custody: InCustody, rows: Ints, book_in: int) -> None:
    """Adults in beds under a final order, half of the stay so far behind it, who wait for a document."""
    for row in rows:
        person = world.people[row]
        person.order = _ORDERS[choice(custody.order_shares, 0, draw(person, custody.stays.kind))]
        put_in_bed(world, person, row, Place.ADULT_BED, KEEP)
        spent = days_in_bed(custody.stays, person)
        person.disposition = Disposition.REMOVE_FROM_BED
        begin_stay(world, person, spent, book_in)
        begin_removal(world, custody.court.orders, person, row, 0)
        person.since[Wait.REMOVAL] = -(spent // 2)
        is_before_first = spent // 2 < custody.first_review_days
        review = custody.first_review_days if is_before_first else custody.second_review_days
        schedule(world, person, row, Event.REVIEW, max(review - spent // 2, 1))


@rule
def fill_care(world: State, custody: InCustody, rows: Ints) -> None:
    """Children in the care of ORR, each with the rest of the stay before it."""
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.ORR, KEEP)
        begin_wait(world, person, Wait.ORR, 0)
        days = quantile(custody.care_days, 0, draw(person, custody.stays.stay))
        schedule(world, person, row, Event.RELEASE, max(days, 1))


@rule
def fill_marshals(world: State, custody: InCustody, rows: Ints) -> None:
    """People serving a sentence for the entry, each with the rest of it before the removal."""
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.MARSHALS, KEEP)
        begin_wait(world, person, Wait.MARSHALS, 0)
        person.was_prosecuted = True
        person.disposition, person.order = Disposition.REMOVE_FROM_BED, Order.REINSTATEMENT
        days = quantile(custody.sentence_days, 0, draw(person, custody.stays.stay))
        schedule(world, person, row, Event.READY, max(days, 1))
