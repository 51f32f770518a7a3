"""On the first day people are in family centres, in beds, in care, with the Marshals, or on alternatives to these."""

import math

import numpy as np

from sim.engine.compiled import Bundle, Floats, Ints, bundle, int64, rule
from sim.engine.draws import choice, draw, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import KEEP, BookIn, Case, Disposition, Event, Order, Place, Release, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import begin_wait, move
from sim.model.context import Context
from sim.model.courts.court import Court
from sim.model.detention.alternatives import enrol_at_first
from sim.model.fields import computed, residual_life, whole
from sim.model.institutions import Institutions
from sim.model.population.stocks import Stays, Stocks, begin_stay, days_in_bed, put_in_bed
from sim.model.removal.orders import begin_removal
from sim.scenario.names import parameters

_ORDERS = ("er", "reinstatement", "order")
_CUSTODY_REVIEW = parameters.detention.custody_review


def _shares_of_orders(ctx: Context) -> Floats:
    """Those in beds under a final order by kind of order, shape (1, 3) [share]."""
    return np.array([[ctx.inputs.number(f"detention.initial_order.{order}") for order in _ORDERS]])


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

    def make(label: str, what: str, source: str, parameter: str) -> Ints:
        persons = ctx.inputs.number(parameter) * ctx.inputs.scale
        return stocks.make(label, what, stocks.when(source, persons))

    fill_centres(world, custody, make("centre", "family", "border", "detention.initial.families"))
    fill_with_claimants(world, custody, make("fear", "fear", "border", "detention.initial.fear_claimants"))
    for source, book_in in (("border", BookIn.NONE), ("interior", BookIn.ICE_ARREST)):
        rows = make(f"final {source}", "ordered", source, f"detention.initial.final_order_{source}")
        fill_with_ordered(world, custody, rows, book_in)
    fill_care(world, custody, make("care", "child", "border", "children.initial_in_care"))
    fill_marshals(world, custody, make("marshals", "interior", "border", "prosecution.initial_in_custody"))
    enrolled = stocks.when("border", ctx.inputs.number("detention.initial.on_alternatives") * ctx.inputs.scale)
    enrol_at_first(world, at.alternatives, enrolled)


@rule
def fill_centres(world: State, custody: InCustody, rows: Ints) -> None:
    """Families in centres, waiting for an interview, each with the rest of its stay before it."""
    limit = custody.family_limit_days
    for row in rows:
        person = world.people[row]
        move(world, person, row, Place.HOLD, Case.CREDIBLE_FEAR, KEEP)
        move(world, person, row, Place.FAMILY_BED, KEEP, KEEP)
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
        move(world, person, row, Place.HOLD, Case.CREDIBLE_FEAR, KEEP)
        move(world, person, row, Place.ADULT_BED, KEEP, KEEP)
        person.disposition = Disposition.CREDIBLE_FEAR
        claim(world, custody, person, row)
        begin_stay(world, person, -int64(person.since[Wait.FEAR_SCREENING]), BookIn.NONE)


@rule
def claim(world: State, custody: InCustody, person: Person, row: int) -> None:
    """Let a fear claim have been made some days ago and be heard in turn."""
    person.claimed_fear = True
    person.since[Wait.FEAR_SCREENING] = -(days_in_bed(custody.stays, person) // 2)
    days = quantile(custody.preparation_days, 0, draw(person, custody.stays.stay))
    schedule(world, person, row, Event.INTERVIEW, days)


@rule
def fill_with_ordered(world: State, custody: InCustody, rows: Ints, book_in: int) -> None:
    """Adults in beds under a final order, half of the stay so far behind it, who wait for a document."""
    for row in rows:
        person = world.people[row]
        person.order = Order.ER + choice(custody.order_shares, 0, draw(person, custody.stays.kind))
        put_in_bed(world, person, row, Place.ADULT_BED)
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
        put_in_bed(world, person, row, Place.ORR)
        begin_wait(world, person, Wait.ORR, 0)
        days = quantile(custody.care_days, 0, draw(person, custody.stays.stay))
        schedule(world, person, row, Event.RELEASE, max(days, 1))


@rule
def fill_marshals(world: State, custody: InCustody, rows: Ints) -> None:
    """People serving a sentence for the entry, each with the rest of it before the removal."""
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.MARSHALS)
        begin_wait(world, person, Wait.MARSHALS, 0)
        person.was_prosecuted = True
        person.disposition, person.order = Disposition.REMOVE_FROM_BED, Order.REINSTATEMENT
        days = quantile(custody.sentence_days, 0, draw(person, custody.stays.stay))
        schedule(world, person, row, Event.READY, max(days, 1))
