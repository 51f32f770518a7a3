"""What the law, the places and arithmetic do not allow happens to nobody, whatever is set."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from numpy.typing import NDArray

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.engine.columns import Authority, Disposition, Order, Release, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.context import Context
from tests.properties import laws
from tests.properties.drawn_worlds import DAYS, played, worlds
from tests.properties.laws import LAWS, Law, broken_laws, daily, everyone
from tests.worlds import small

FEW, MANY = 10, 300
"""Worlds that are drawn [worlds]."""


@pytest.mark.slow
def test_no_law_is_broken_in_any_world(record_property: Callable[[str, object], None], *, is_thorough: bool) -> None:
    drawn = 0

    @settings(
        max_examples=MANY if is_thorough else FEW,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    @given(worlds())
    def check(world: tuple[str, tuple[str, ...], int]) -> None:
        nonlocal drawn
        assert broken_laws(played(world)) == []
        drawn += 1

    check()
    record_property("worlds held to the laws", drawn)
    record_property("laws broken", 0)


@pytest.fixture(scope="module")
def lawful() -> Context:
    """A world in which everything that the laws are about happens."""
    return played(
        (
            "status-quo",
            (
                *("contiguous_return.enabled=true", "contiguous_return.selected_share=0.7"),
                *("mexico.consent_per_day=4000", "interior.mandatory_detention_share=0.5", "ports.arrivals_scale=4"),
                *("expedited_removal.cubans_included=false", "courts.filing_lag.detained=0"),
            ),
            1,
        )
    )


def test_the_laws_are_about_something(lawful: Context) -> None:
    persons, rows = lawful.persons, everyone(lawful)
    assert broken_laws(lawful) == []
    for column, code in (
        (persons.kind, PersonClass.UNACCOMPANIED_CHILD),
        (persons.kind, PersonClass.FAMILY_MEMBER),
        (persons.nationality, Nationality.CUBA),
        (persons.order, Order.ER),
        (persons.place, Place.IN_MEXICO),
        (persons.authority, Authority.INA_236C),
        (persons.release, Release.BOND),
        (persons.release, Release.PAROLE),
        (persons.case, Case.PENDING),
    ):
        assert (column[rows] == code).sum() > 2, code
    assert daily(lawful, Flow.RETURNED_TO_MEXICO).sum() > 10
    assert daily(lawful, Flow.PROSECUTED).sum() > 10
    assert daily(lawful, *laws.CHARTERS).sum() > 5
    assert daily(lawful, *laws.HEARINGS).sum() > 100


Vandalism = Callable[[Context], tuple[NDArray[np.generic], object, object]]
"""Which numbers are falsified, where, and how."""


def _somebody(ctx: Context, column: str, **of: int) -> tuple[NDArray[np.generic], object]:
    """A column, and the first person of whom the other columns hold what is stated."""
    rows = everyone(ctx)
    for name, code in of.items():
        rows = rows[getattr(ctx.persons, name)[rows] == code]
    return getattr(ctx.persons, column), rows[0]


VANDALISM: dict[Law, Vandalism] = {
    laws.counts_agree_with_a_recount: lambda ctx: (ctx.record.stocks[-1, Stock.HOLD], 0, 999),
    laws.nobody_is_where_the_diagrams_allow_nobody: lambda ctx: (
        *_somebody(ctx, "place", case=Case.RELIEF, place=Place.AT_LARGE),
        Place.HOLD,
    ),
    laws.the_days_of_a_stock_are_the_days_of_its_waits: lambda ctx: (ctx.record.stocks[5, Stock.ORR], 0, 999),
    laws.children_in_care_change_by_those_who_come_and_go: lambda ctx: (ctx.record.stocks[5, Stock.ORR], 0, 999),
    laws.families_are_together: lambda ctx: (*_somebody(ctx, "hearings", kind=PersonClass.FAMILY_MEMBER), 99),
    laws.money_is_never_owed_backwards: lambda ctx: (ctx.record.stocks[3, Stock.HOLD], 0, -999),
    laws.no_child_alone_is_in_a_bed_of_ice_or_under_expedited_removal_or_sent_to_mexico: lambda ctx: (
        *_somebody(ctx, "order", kind=PersonClass.UNACCOMPANIED_CHILD),
        Order.ER,
    ),
    laws.a_child_alone_who_is_not_mexican_is_handed_to_orr: lambda ctx: (
        *_somebody(ctx, "disposition", kind=PersonClass.UNACCOMPANIED_CHILD, disposition=Disposition.CARE_OF_ORR),
        Disposition.VOLUNTARY_RETURN,
    ),
    laws.no_cuban_is_under_expedited_removal_while_cubans_are_spared: lambda ctx: (
        *_somebody(ctx, "nationality", order=Order.ER, source=Source.BORDER),
        Nationality.CUBA,
    ),
    laws.expedited_removal_has_one_review_and_no_appeal: lambda ctx: (
        *_somebody(ctx, "case", order=Order.ER),
        Case.APPEALED,
    ),
    laws.only_people_met_by_an_officer_are_removed_without_a_judge: lambda ctx: (
        *_somebody(ctx, "source", order=Order.ER),
        Source.COURT,
    ),
    laws.only_people_of_third_countries_in_section_240_wait_in_mexico: lambda ctx: (
        *_somebody(ctx, "nationality", place=Place.IN_MEXICO),
        Nationality.MEXICO,
    ),
    laws.mexico_receives_no_more_than_it_consents_to_and_the_united_states_send_no_more_than_their_cap: lambda ctx: (
        ctx.record.flows[7, Flow.RETURNED_TO_MEXICO],
        CLASSES,
        99,
    ),
    laws.a_person_held_under_section_236c_is_in_custody_until_decided: lambda ctx: (
        *_somebody(ctx, "place", authority=Authority.INA_236C, case=Case.PENDING),
        Place.AT_LARGE,
    ),
    laws.bond_is_for_people_who_did_not_arrive_at_a_port_and_parole_for_those_who_did: lambda ctx: (
        *_somebody(ctx, "authority", release=Release.BOND, place=Place.AT_LARGE, arrests=1),
        Authority.INA_235B_ARRIVING,
    ),
    laws.beds_fill_from_below: lambda ctx: (ctx.record.stocks[9, Stock.DETAINED_ADULT], 0, 999),
    laws.care_and_the_marshals_fill_from_below: lambda ctx: (ctx.record.stocks[9, Stock.MARSHALS], 0, 999),
    laws.magistrates_take_no_more_than_they_can: lambda ctx: (ctx.record.flows[9, Flow.PROSECUTED], 0, 999),
    laws.officers_interview_no_more_than_they_can: lambda ctx: (ctx.record.tallies, (9, Tally.FEAR_SLOTS_USED), 999),
    laws.aircraft_fly_no_more_hours_than_they_have_and_nobody_without_one: lambda ctx: (
        ctx.record.tallies,
        (slice(None), Tally.FLIGHTS),
        0,
    ),
    laws.courts_sit_on_working_days: lambda ctx: (ctx.record.flows, (~ctx.is_working, Flow.MASTER_HEARING, 0), 1),
    laws.who_is_on_a_docket_has_a_case_that_is_pending: lambda ctx: (
        *_somebody(ctx, "docket", case=Case.PENDING),
        Docket.NONE,
    ),
    laws.who_was_never_filed_was_never_heard: lambda ctx: (*_somebody(ctx, "docket", case=Case.SERVED), Docket.GENERAL),
}


@pytest.mark.parametrize("law", VANDALISM, ids=lambda law: law.__name__)
def test_a_law_that_is_broken_is_found_out(law: Law, lawful: Context) -> None:
    array, where, wrong = VANDALISM[law](lawful)
    kept = array[where].copy()  # type: ignore[index]  # anything that numpy indexes by
    array[where] = wrong  # type: ignore[index]
    try:
        assert not law(lawful)
    finally:
        array[where] = kept  # type: ignore[index]


def test_a_family_that_stays_past_the_limit_is_found_out(lawful: Context) -> None:
    strict = replace(lawful, inputs=small("status-quo", "detention.family_limit_days=2", days=DAYS))
    assert broken_laws(strict) == ["no_family_stays_in_a_centre_past_the_limit"]
    assert len(VANDALISM) == len(LAWS) - 1
