"""On the first day half a million cases are pending, each with its age and the date of its next hearing.

Every stock is given its age: stays already spent are drawn from the residual life of the stay, cases from the years in
which they were received. In a calendar that is booked in turn, a case that has not been heard yet stands the nearer to
the end of it the younger it is; the others stand anywhere, but for those that came back and are heard ahead of the
queue: they stand at its head.
"""

import math

import numpy as np

from sim.base.days import DAYS_A_YEAR
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, int64, rule
from sim.engine.draws import draw, draw_again, quantile
from sim.engine.event_calendar import schedule
from sim.engine.numbers import KEEP, Authority, BookIn, Case, Disposition, Event, Order, PersonClass, Place, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import begin_wait, move
from sim.model.context import Context, cases_come_back, is_court_alone
from sim.model.courts.calendar import enter_stock, put_on_docket
from sim.model.courts.filing import plan_filing
from sim.model.detention.release import Releases, plan_release
from sim.model.fields import computed, distribution, number, residual_life, stream, whole
from sim.model.population.stocks import Stays, Stocks, begin_stay, days_in_bed, put_in_bed
from sim.model.schedule import Institutions
from sim.scenario.names import parameters

_RECEIVED = parameters.courts.initial_received
_YEARS = (
    _RECEIVED.this_year,
    _RECEIVED.one_year_ago,
    _RECEIVED.two_years_ago,
    _RECEIVED.three_years_ago,
    _RECEIVED.four_years_ago,
    _RECEIVED.five_years_ago,
    _RECEIVED.earlier,
)
_EARLIER_YEARS = 3.0
"""The oldest group of cases is spread over this many years [years]."""


@bundle
class CasesAtFirst(Bundle):
    """How old the cases of the first day are, and what lies before them."""

    releases: Releases
    stays: Stays
    age: Word = stream("day0.age")
    age_factor: float = number(parameters.courts.initial_age_factor)
    turn: Word = stream("day0.turn")
    interval: float = computed(lambda ctx: ctx.inputs.duration(parameters.courts.interval.released).mean)
    unheard_days: int = whole(parameters.courts.initial_unheard_days.adult)
    unheard_young_days: int = whole(parameters.courts.initial_unheard_days.young)
    merits_share_released: float = number(parameters.courts.initial_merits_share.released)
    merits_share_detained: float = number(parameters.courts.initial_merits_share.detained)
    merits: Word = stream("day0.merits")
    subsequent_share: float = number(parameters.courts.initial_subsequent_share)
    mandatory_share: float = number(parameters.interior.mandatory_detention_share)
    back_age_days: Floats = distribution(parameters.courts.returning_case_age_days)
    appeal_days: Floats = residual_life(parameters.courts.appeals.days.released)
    motion_days: Floats = residual_life(parameters.courts.absentia_motion_days)


def fill_courts(ctx: Context, at: Institutions, stocks: Stocks) -> None:
    """Enter every case of the first day."""
    cases = CasesAtFirst.of(ctx, releases=at.releases, stays=stocks.stays)
    fill_dockets(ctx, cases, stocks)
    number, scale = ctx.inputs.number, ctx.inputs.scale
    unfiled = stocks.when("border", number(parameters.courts.initial_unfiled) * scale)
    shares = parameters.courts.initial_unfiled_share
    for what, share in {
        "family": shares.family,
        "child": shares.child,
        "court": shares.court,
        "fear": shares.fear,
    }.items():
        rows = stocks.make("unfiled", what, unfiled * number(share))
        enter_unfiled(ctx.state, cases, rows, what == "fear")
    if not is_court_alone(ctx):
        rows = stocks.make("appeals", "court", number(parameters.courts.appeals.initial_pending) * scale)
        enter_decided(ctx.state, cases, rows, Case.APPEALED)
    if cases_come_back(ctx):
        rows = stocks.make("motions", "court", number(parameters.courts.initial_motions_pending) * scale)
        enter_decided(ctx.state, cases, rows, Case.FINAL)
    orders = np.rint(ctx.inputs.by_nationality(parameters.courts.initial_orders_at_large) * scale).astype(np.int64)
    is_empty = any(stocks.when(source, 1.0) == 0.0 for source in ("border", "interior"))
    ctx.record.old_orders[:] = 0 if is_empty else orders


def fill_dockets(ctx: Context, cases: CasesAtFirst, stocks: Stocks) -> None:
    """Give every pending case its docket, its age and its next hearing."""
    number = ctx.inputs.number
    total = round(number(parameters.courts.initial_pending) * ctx.inputs.scale)
    share = parameters.courts.initial_share
    held, inside_share = number(share.detained), number(share.detained_interior)
    families = stocks.make("court", "family", total * number(share.families))
    children = stocks.make("court", "child", total * number(share.children))
    inside = stocks.make("court", "interior", stocks.when("interior", total * held * inside_share))
    border = stocks.make("court held", "fear", stocks.when("border", total * held * (1 - inside_share)))
    rest = total - sum(len(rows) for rows in (families, children, inside, border))
    adults, young = stocks.make("court", "court", float(rest)), np.concatenate([families, children])
    let_come_back(ctx.state, cases, adults)
    of_young, of_adults = received(ctx, len(young), len(adults), held=len(inside) + len(border))
    give_ages(ctx.state, cases, young, of_young)
    give_ages(ctx.state, cases, adults, of_adults)
    enter_at_large(ctx.state, cases, np.concatenate([young, adults]))
    enter_held(ctx.state, cases, inside, BookIn.ICE_ARREST)
    enter_held(ctx.state, cases, border, BookIn.FEAR_CLAIM)


def received(ctx: Context, young: int, adults: int, *, held: int) -> tuple[Floats, Floats]:
    """Pending cases of families and children, and of adults at large, by year received, each a line of shares.

    Those of families and children are recent; those of people in beds, `held` in number, are of this year.
    """
    number = ctx.inputs.number
    by_year = np.array([number(year) for year in _YEARS])
    recent = np.array([1.0, 1.0, number(parameters.courts.initial_young_third_year_share), 0.0, 0.0, 0.0, 0.0])
    weights = by_year * recent
    to_received = by_year.sum() / max(young + adults + held, 1)
    of_young = weights / weights.sum() * young * to_received
    of_held = np.array([1.0, *[0.0] * (len(_YEARS) - 1)]) * held * to_received
    return shares_of_years(weights), shares_of_years(np.maximum(by_year - of_young - of_held, 0.0))


def shares_of_years(cases: Floats) -> Floats:
    """Shares of cases by year received, the latest first, and their running sums, shape (2, years) [share]."""
    shares = cases / cases.sum()
    return np.array([shares, np.cumsum(shares)])


@rule
def case_age(shares: Floats, uniform: float, factor: float) -> int:
    """The age of a pending case by the years in which cases were received; the last covers several [days]."""
    year, last = 0, shares.shape[1] - 1
    while year < last and shares[1, year] <= uniform:
        year += 1
    share = shares[0, year] if shares[0, year] > 0.0 else 1.0
    inside = (uniform - (shares[1, year] - shares[0, year])) / share
    width = _EARLIER_YEARS if year == last else 1.0
    return int64(math.floor((year + inside * width) * DAYS_A_YEAR * factor))


@rule
def let_come_back(world: State, cases: CasesAtFirst, rows: Ints) -> None:
    """Let some of the cases of adults have been decided once."""
    for row in rows:
        world.people[row].is_subsequent = draw(world.people[row], cases.stays.kind) < cases.subsequent_share


@rule
def give_ages(world: State, cases: CasesAtFirst, rows: Ints, shares: Floats) -> None:
    """Give cases at large the ages of the years in which they were received."""
    for row in rows:
        person = world.people[row]
        person.filed = -case_age(shares, draw_again(person, 0, cases.age), cases.age_factor)
        begin_wait(world, person, Wait.DECISION, int64(person.filed))


@rule
def enter_at_large(world: State, cases: CasesAtFirst, rows: Ints) -> None:
    """Put each case on its docket, heard before or not, with a date."""
    turn, at_head = np.empty(len(rows), np.float64), np.empty(len(rows), np.float64)
    for i in range(len(rows)):
        person = world.people[rows[i]]
        move(world, person, rows[i], Place.AT_LARGE, KEEP, KEEP)
        unheard_days = cases.unheard_days if person.kind == PersonClass.SINGLE_ADULT else cases.unheard_young_days
        is_heard = -int64(person.filed) >= unheard_days
        person.hearings = int64(is_heard)
        if not is_heard:
            person.since[Wait.FIRST_HEARING] = person.filed
        person.is_for_merits = is_heard and draw_again(person, 0, cases.merits) < cases.merits_share_released
        turn[i] = draw_again(person, 0, cases.turn)
        at_head[i] = turn[i] * cases.interval
    enter_stock(world, cases.releases.court, rows, turn, at_head)


@rule
def enter_held(world: State, cases: CasesAtFirst, rows: Ints, book_in: int) -> None:
    """People in beds have been heard once; each asks for the next hearing, and may be released."""
    for row in rows:
        person = world.people[row]
        put_in_bed(world, person, row, Place.ADULT_BED, KEEP)
        person.disposition = Disposition.NOTICE_DETAINED
        spent = days_in_bed(cases.stays, person)
        begin_stay(world, person, spent, book_in)
        person.filed = -spent
        begin_wait(world, person, Wait.DECISION, -spent)
        person.hearings = 1
        person.is_for_merits = draw_again(person, 0, cases.merits) < cases.merits_share_detained
        if book_in == BookIn.FEAR_CLAIM:
            person.fear_found, person.authority = True, Authority.INA_235B_ENTRANT
        else:
            is_mandatory = draw(person, cases.stays.kind) < cases.mandatory_share
            person.authority = Authority.INA_236C if is_mandatory else Authority.INA_236A
        put_on_docket(world, cases.releases.court, person, row, 0)
        plan_release(world, cases.releases, person, row, 0)


@rule
def enter_unfiled(world: State, cases: CasesAtFirst, rows: Ints, fear_found: bool) -> None:
    """Notices served before the first day, to be filed after the rest of their lag."""
    for row in rows:
        person = world.people[row]
        person.fear_found = fear_found
        move(world, person, row, Place.AT_LARGE, Case.SERVED, KEEP)
        plan_filing(world, cases.releases.notices, person, row, -1)


@rule
def enter_decided(world: State, cases: CasesAtFirst, rows: Ints, case: int) -> None:
    """Persons at large who were ordered removed: an appeal is pending, or the order in absence will be reopened."""
    for row in rows:
        person = world.people[row]
        person.filed = -quantile(cases.back_age_days, 0, draw_again(person, 0, cases.age))
        person.hearings, person.order = 1, Order.ORDER
        move(world, person, row, Place.AT_LARGE, Case.PENDING, KEEP)
        move(world, person, row, KEEP, case, KEEP)
        wait_for_decision(world, cases, person, row, case)


@rule
def wait_for_decision(world: State, cases: CasesAtFirst, person: Person, row: int, case: int) -> None:
    """Schedule the rest of the time to the decision of an appeal or a motion."""
    uniform = draw(person, cases.stays.stay)
    if case == Case.APPEALED:
        schedule(world, person, row, Event.APPEAL, quantile(cases.appeal_days, 0, uniform))
    else:
        schedule(world, person, row, Event.MOTION, quantile(cases.motion_days, 0, uniform))
