"""Laws of the country, of places and of arithmetic, each as a question about a world that was played."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.engine.columns import Authority, Disposition, Order, Release, Source
from sim.engine.diagrams import CUSTODY, PLACE_EDGES, STATE_TABLE, Case, Docket, Place
from sim.engine.persons import wait_table
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.model.accounts import ledger
from sim.model.context import Context
from tests.batches import Persons, Rows

Law = Callable[[Context], bool]
"""Whether a law holds in a world that was played."""
IN_COURT = (Case.SERVED, Case.PENDING, Case.APPEALED, Case.PETITION_FOR_REVIEW)
HEARINGS = (Flow.MASTER_HEARING, Flow.MERITS_HEARING)
CHARTERS = tuple(flow for flow in Flow if flow.name.endswith("_CHARTER"))


def everyone(ctx: Context) -> Rows:
    """All rows."""
    return np.arange(ctx.persons.size)


def daily(ctx: Context, *flows: Flow) -> NDArray[np.int64]:
    """Events of some flows by day, shape (days,)."""
    return ctx.record.flows[:, list(flows)].sum(axis=(1, 2)).astype(np.int64)


def stood(ctx: Context, *stocks: Stock) -> NDArray[np.int64]:
    """Persons counted in the evenings, shape (days,)."""
    return ctx.record.stocks[:, list(stocks)].sum(axis=(1, 2)).astype(np.int64)


def fills_from_below(stock: NDArray[np.int64], limit: NDArray[np.int64]) -> bool:
    """Whether a stock above its limit never rises; a cut evicts nobody."""
    return bool((stock[1:] <= np.maximum(limit[1:], stock[:-1])).all())


def counts_agree_with_a_recount(ctx: Context) -> bool:
    ctx.persons.recount()
    counted = ctx.persons.counts()
    last = ctx.record.stocks[-1].sum(axis=1)
    beds = {Stock.HOLD: Place.HOLD, Stock.DETAINED_ADULT: Place.ADULT_BED, Stock.DETAINED_FAMILY: Place.FAMILY_BED}
    beds |= {Stock.ORR: Place.ORR, Stock.MARSHALS: Place.MARSHALS, Stock.WAITING_IN_MEXICO: Place.IN_MEXICO}
    return all(int(last[stock]) == int(counted[place].sum()) for stock, place in beds.items())


def nobody_is_where_the_diagrams_allow_nobody(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    here = persons.place[rows].astype(np.int64) * len(Case) + persons.case[rows]
    return bool(STATE_TABLE[here, here].all()) and set(persons.place[rows].tolist()) <= set(PLACE_EDGES)


def the_days_of_a_stock_are_the_days_of_its_waits(ctx: Context) -> bool:
    """Little's law, path by path; the two are counted apart."""
    table = wait_table(ctx.record, ctx.inputs.clock)
    stocks = {
        Wait.DETENTION: (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY),
        Wait.MEXICO: (Stock.WAITING_IN_MEXICO,),
        Wait.ORR: (Stock.ORR,),
        Wait.MARSHALS: (Stock.MARSHALS,),
    }
    days = (table.exit - table.entry).astype(np.int64) * table.count
    return all(int(days[table.queue == queue].sum()) == int(stood(ctx, *some).sum()) for queue, some in stocks.items())


def children_in_care_change_by_those_who_come_and_go(ctx: Context) -> bool:
    change = daily(ctx, Flow.BOOKED_INTO_ORR) - daily(ctx, Flow.RELEASED_TO_SPONSOR)
    return np.array_equal(np.diff(stood(ctx, Stock.ORR)), change[1:])


def families_are_together(ctx: Context) -> bool:
    persons = ctx.persons
    rows = np.flatnonzero(persons.kind[: persons.size] == PersonClass.FAMILY_MEMBER)
    rows = rows[np.argsort(Persons(ctx.record).family(rows), kind="stable")]
    together = Persons(ctx.record).family(rows)[1:] == Persons(ctx.record).family(rows)[:-1]
    columns = (persons.place, persons.case, persons.docket, persons.hearings, persons.disposition, persons.order)
    return all(bool((one[rows][1:] == one[rows][:-1])[together].all()) for one in columns)


def money_is_never_owed_backwards(ctx: Context) -> bool:
    books = ledger(ctx.inputs, ctx.record)
    return books.dtype == np.int64 and int(books.min()) >= 0


def no_child_alone_is_in_a_bed_of_ice_or_under_expedited_removal_or_sent_to_mexico(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    child = rows[persons.kind[rows] == PersonClass.UNACCOMPANIED_CHILD]
    wrong = np.isin(persons.place[child], [Place.ADULT_BED, Place.FAMILY_BED, Place.IN_MEXICO])
    wrong |= (persons.order[child] == Order.ER) | (persons.case[child] == Case.CREDIBLE_FEAR)
    sent = ctx.record.flows[:, Flow.RETURNED_TO_MEXICO, PersonClass.UNACCOMPANIED_CHILD :: CLASSES]
    return not wrong.any() and not sent.any()


def a_child_alone_who_is_not_mexican_is_handed_to_orr(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    met = (
        (persons.source[rows] <= Source.PORT)
        & (persons.disposition[rows] != Disposition.NONE)
        & (persons.arrests[rows] > 0)
    )
    child = met & (persons.kind[rows] == PersonClass.UNACCOMPANIED_CHILD)
    others = rows[child & (persons.nationality[rows] != Nationality.MEXICO)]
    return set(persons.disposition[others].tolist()) <= {Disposition.CARE_OF_ORR}


def no_cuban_is_under_expedited_removal_while_cubans_are_spared(ctx: Context) -> bool:
    if ctx.inputs.flag_by_day("expedited_removal.cubans_included").any():
        return True
    persons, rows = ctx.persons, everyone(ctx)
    mine = (persons.nationality[rows] == Nationality.CUBA) & (persons.source[rows] <= Source.INTERIOR)
    met = mine & (persons.arrests[rows] > 0)
    return not (persons.order[rows][met] == Order.ER).any()


def expedited_removal_has_one_review_and_no_appeal(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    ordered = rows[persons.order[rows] == Order.ER]
    return not np.isin(persons.case[ordered], [Case.PENDING, Case.APPEALED, Case.PETITION_FOR_REVIEW]).any()


def only_people_met_by_an_officer_are_removed_without_a_judge(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    fast = rows[persons.order[rows] == Order.ER]
    return set(persons.source[fast].tolist()) <= {Source.BORDER, Source.PORT, Source.INTERIOR, Source.STOCK}


def only_people_of_third_countries_in_section_240_wait_in_mexico(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    waiting = rows[persons.place[rows] == Place.IN_MEXICO]
    is_right = (persons.nationality[waiting] != Nationality.MEXICO) & (persons.source[waiting] <= Source.PORT)
    is_right &= (persons.order[waiting] == Order.NONE) & np.isin(persons.case[waiting], IN_COURT)
    sent = ctx.record.flows[:, Flow.RETURNED_TO_MEXICO]
    mexican = sent[:, Nationality.MEXICO * CLASSES : (Nationality.MEXICO + 1) * CLASSES]
    return bool(is_right.all()) and not mexican.any()


def mexico_receives_no_more_than_it_consents_to_and_the_united_states_send_no_more_than_their_cap(
    ctx: Context,
) -> bool:
    sent = daily(ctx, Flow.RETURNED_TO_MEXICO)
    cap = ctx.daily(ctx.inputs.by_day("contiguous_return.daily_cap"))
    return bool((sent <= np.minimum(ctx.record.tallies[:, Tally.CONSENT_PLACES], cap)).all())


def a_person_held_under_section_236c_is_in_custody_until_decided(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    bound = rows[(persons.authority[rows] == Authority.INA_236C) & np.isin(persons.case[rows], IN_COURT)]
    return bool(np.isin(persons.place[bound], CUSTODY).all())


def bond_is_for_people_who_did_not_arrive_at_a_port_and_parole_for_those_who_did(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    out = rows[(persons.place[rows] == Place.AT_LARGE) & (persons.arrests[rows] == 1)]
    authority, ground = persons.authority[out], persons.release[out]
    bonded, paroled = ground == Release.BOND, ground == Release.PAROLE
    return not (bonded & (authority == Authority.INA_235B_ARRIVING)).any() and bool(
        (authority[paroled & np.isin(persons.case[out], IN_COURT)] == Authority.INA_235B_ARRIVING).all()
    )


def no_family_stays_in_a_centre_past_the_limit(ctx: Context) -> bool:
    table, limit = wait_table(ctx.record, ctx.inputs.clock), ctx.inputs.by_day("detention.family_limit_days").max()
    ours = (table.queue == Wait.DETENTION) & (table.entry == 0) & (table.group % CLASSES == PersonClass.FAMILY_MEMBER)
    return not (table.exit[ours] > max(limit, 1)).any()


def beds_fill_from_below(ctx: Context) -> bool:
    beds = ctx.record.tallies[:, Tally.ADULT_BEDS]
    return fills_from_below(stood(ctx, Stock.DETAINED_ADULT), beds)


def care_and_the_marshals_fill_from_below(ctx: Context) -> bool:
    care, marshals = ctx.places("children.beds"), ctx.places("prosecution.marshals_places")
    return fills_from_below(stood(ctx, Stock.ORR), care) and fills_from_below(stood(ctx, Stock.MARSHALS), marshals)


def magistrates_take_no_more_than_they_can(ctx: Context) -> bool:
    limit = ctx.daily(ctx.inputs.by_day("prosecution.magistrates_per_day"))
    return bool((daily(ctx, Flow.PROSECUTED) <= limit).all())


def officers_interview_no_more_than_they_can(ctx: Context) -> bool:
    return bool((ctx.record.tallies[:, Tally.FEAR_SLOTS_USED] <= ctx.record.tallies[:, Tally.FEAR_SLOTS]).all())


def aircraft_fly_no_more_hours_than_they_have_and_nobody_without_one(ctx: Context) -> bool:
    tallies = ctx.record.tallies
    is_within = (tallies[:, Tally.FLIGHT_MINUTES] <= tallies[:, Tally.AIRCRAFT_MINUTES]).all()
    left = daily(ctx, *CHARTERS)
    return bool(is_within) and not left[tallies[:, Tally.FLIGHTS] == 0].any()


def courts_sit_on_working_days(ctx: Context) -> bool:
    return not daily(ctx, *HEARINGS)[~ctx.is_working].any()


def who_is_on_a_docket_has_a_case_that_is_pending(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    return bool(((persons.docket[rows] != Docket.NONE) == (persons.case[rows] == Case.PENDING)).all())


def who_was_never_filed_was_never_heard(ctx: Context) -> bool:
    persons, rows = ctx.persons, everyone(ctx)
    served = rows[persons.case[rows] == Case.SERVED]
    return not (persons.docket[served] != Docket.NONE).any()


LAWS: tuple[Law, ...] = (
    counts_agree_with_a_recount,
    nobody_is_where_the_diagrams_allow_nobody,
    the_days_of_a_stock_are_the_days_of_its_waits,
    children_in_care_change_by_those_who_come_and_go,
    families_are_together,
    money_is_never_owed_backwards,
    no_child_alone_is_in_a_bed_of_ice_or_under_expedited_removal_or_sent_to_mexico,
    a_child_alone_who_is_not_mexican_is_handed_to_orr,
    no_cuban_is_under_expedited_removal_while_cubans_are_spared,
    expedited_removal_has_one_review_and_no_appeal,
    only_people_met_by_an_officer_are_removed_without_a_judge,
    only_people_of_third_countries_in_section_240_wait_in_mexico,
    mexico_receives_no_more_than_it_consents_to_and_the_united_states_send_no_more_than_their_cap,
    a_person_held_under_section_236c_is_in_custody_until_decided,
    bond_is_for_people_who_did_not_arrive_at_a_port_and_parole_for_those_who_did,
    no_family_stays_in_a_centre_past_the_limit,
    beds_fill_from_below,
    care_and_the_marshals_fill_from_below,
    magistrates_take_no_more_than_they_can,
    officers_interview_no_more_than_they_can,
    aircraft_fly_no_more_hours_than_they_have_and_nobody_without_one,
    courts_sit_on_working_days,
    who_is_on_a_docket_has_a_case_that_is_pending,
    who_was_never_filed_was_never_heard,
)


def broken_laws(ctx: Context) -> list[str]:
    """Names of the laws that do not hold."""
    return [law.__name__ for law in LAWS if not law(ctx)]
