"""What is met at the border has limits: of ports, of magistrates, of beds for children, of bridges, and of the law."""

import numpy as np
import pytest

from sim.base.codes import Nationality, PersonClass, Sector
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, Disposition, Order, Source
from sim.engine.compiled import Ints, rule
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.recording import Recording
from sim.engine.state import State, Store
from sim.engine.vocabulary import Flow, Stock
from sim.model.removal.orders import RemovalOrders, become_final
from sim.model.run import play, simulate
from tests.batches import Newcomers, Persons, line
from tests.worlds import small

RETURN = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
WIDE = tuple(f"contiguous_return.port_cap.{port}=20000" for port in ("west", "centre", "east"))


def total(recording: Recording, *flows: Flow) -> int:
    """Count the events of some flows over the run."""
    return int(recording.flows[:, list(flows)].sum())


def test_a_port_that_processes_few_makes_the_others_wait_and_lets_nobody_in_beyond_its_number() -> None:
    free = simulate(small("status-quo", scale=0.01))
    held = simulate(small("status-quo", "ports.processed_per_day=200", scale=0.01))
    assert total(free, Flow.METERED) == 0
    assert total(held, Flow.METERED) > 10
    assert total(held, Flow.INADMISSIBLE) < total(free, Flow.INADMISSIBLE)


def test_whoever_loses_patience_before_a_port_crosses_between_ports_and_nobody_is_met_twice() -> None:
    shut = ("border.attempts_scale=0", "border.reentry_gain=0")
    held = ("ports.processed_per_day=100", "ports.patience_days=5", *shut)
    patient, _ = play(small("status-quo", *held, "ports.impatient_share=0", scale=0.02))
    impatient, _ = play(small("status-quo", *held, "ports.impatient_share=1", scale=0.02))
    assert not patient.record.flows[:, Flow.APPREHENDED].any()
    crossed = impatient.record.flows[:, Flow.APPREHENDED].sum()
    assert crossed > 20
    assert not impatient.record.flows[:, Flow.REENTRY].any(), "they try for the first time"
    assert line(impatient.record, "metered").size < line(patient.record, "metered").size
    persons = impatient.persons
    came = np.flatnonzero(persons.arrests[: persons.size])
    assert (persons.arrests[came[persons.source[came] == Source.PORT]] == 1).all()


def test_people_who_withdraw_at_a_port_are_not_metered() -> None:
    held = simulate(small("status-quo", "ports.processed_per_day=0", scale=0.01))
    assert total(held, Flow.VOLUNTARY_RETURN_PORT) > 0


def test_magistrates_take_only_so_many_and_the_others_go_the_way_of_their_track() -> None:
    few = simulate(small("status-quo", "prosecution.magistrates_per_day=100", scale=0.01))
    plenty = simulate(small("status-quo", "prosecution.magistrates_per_day=5000", scale=0.01))
    assert few.flows[:, Flow.PROSECUTED].sum(axis=1).max() <= 1
    assert total(few, Flow.PROSECUTION_DECLINED) > 0
    assert total(plenty, Flow.PROSECUTION_DECLINED) == 0
    assert total(few, Flow.REMOVED_CBP_REINSTATEMENT_GROUND) >= total(plenty, Flow.REMOVED_CBP_REINSTATEMENT_GROUND)


def test_the_marshals_hold_no_more_than_their_places() -> None:
    recording = simulate(small("status-quo", "prosecution.marshals_places=1000", scale=0.01))
    held = recording.stocks[:, Stock.MARSHALS].sum(axis=1)
    assert (np.diff(held[held > 10]) <= 0).all(), "above the places nobody comes in"


def test_children_wait_in_hold_where_orr_has_no_bed() -> None:
    full = simulate(small("status-quo", "children.beds=0", scale=0.01))
    assert total(full, Flow.BOOKED_INTO_ORR) == 0
    children = np.arange(full.stocks.shape[2]) % len(PersonClass) == PersonClass.UNACCOMPANIED_CHILD
    assert full.stocks[-1, Stock.HOLD][children].sum() > 10


def test_a_mexican_child_is_screened_and_returned_and_any_other_goes_to_orr() -> None:
    ctx, _ = play(small("status-quo", "children.mexican_returned_share=1", scale=0.01))
    persons = ctx.persons
    came = persons.source[: persons.size] == Source.BORDER
    children = came & (persons.kind[: persons.size] == PersonClass.UNACCOMPANIED_CHILD)
    children &= persons.disposition[: persons.size] != Disposition.NONE
    mexican = persons.nationality[: persons.size] == Nationality.MEXICO
    assert set(persons.disposition[: persons.size][children & mexican].tolist()) == {Disposition.VOLUNTARY_RETURN}
    assert set(persons.disposition[: persons.size][children & ~mexican].tolist()) == {Disposition.CARE_OF_ORR}


def test_expedited_removal_reaches_no_cuban_before_the_policy_ended_and_no_child_alone_ever() -> None:
    for settings, reaches in (("expedited_removal.cubans_included=false", False), ("", True)):
        given = (settings,) if settings else ("expedited_removal.cubans_included=true",)
        ctx, _ = play(small("status-quo", *given, scale=0.05, days=40))
        persons = ctx.persons
        rows = np.flatnonzero(persons.source[: persons.size] <= Source.PORT)
        fast = rows[(persons.order[rows] == Order.ER) | (persons.disposition[rows] == Disposition.CREDIBLE_FEAR)]
        assert (persons.nationality[fast] == Nationality.CUBA).any() == reaches
        assert not (persons.kind[fast] == PersonClass.UNACCOMPANIED_CHILD).any()


def test_whoever_cannot_prove_presence_is_reached_however_long_present() -> None:
    wide = ("expedited_removal.zone_miles=nationwide", "expedited_removal.max_days_present=15")
    proving = simulate(small("status-quo", *wide, "expedited_removal.proof_of_presence_share=1", scale=0.01))
    nobody = simulate(small("status-quo", *wide, "expedited_removal.proof_of_presence_share=0", scale=0.01))
    assert total(nobody, Flow.ER_ISSUED) > total(proving, Flow.ER_ISSUED)


def test_officers_put_in_wider_expedited_removal_only_the_share_to_whom_they_apply_it() -> None:
    wide = ("expedited_removal.zone_miles=nationwide", "expedited_removal.max_days_present=730")
    narrow, none, some, every = (
        total(simulate(small("status-quo", *given, scale=0.01)), Flow.ER_ISSUED)
        for given in ((), *((*wide, f"expedited_removal.applied_share={share}") for share in (0, 0.5, 1)))
    )
    assert none <= narrow + 3, "beyond the old limits nobody is put in it"
    assert none < some < every
    assert some - none == pytest.approx((every - none) / 2, rel=0.2)


def test_an_earlier_order_that_is_not_reinstated_leaves_the_person_on_the_next_track() -> None:
    always, _ = play(small("status-quo", "border.reentry_gain=0"))
    never, _ = play(small("status-quo", "border.reentry_gain=0", "border.reinstated_share=0"))
    for ctx, expected in ((always, True), (never, False)):
        persons = ctx.persons
        here = slice(0, persons.size)
        rows = np.flatnonzero((persons.source[here] == Source.BORDER) & persons.has_prior_order[here])
        rows = rows[persons.repatriated[rows] == NEVER]
        assert (persons.order[rows] == Order.REINSTATEMENT).any() == expected


def test_a_judge_reviews_negative_findings_only_where_asked() -> None:
    settings = ("fear.positive_share=0.3", "fear.preparation_days=1", "fear.family_preparation_days=1")
    none = simulate(small("status-quo", *settings, "fear.review_requested_share=0"))
    every = simulate(small("status-quo", *settings, "fear.review_requested_share=1", "fear.vacated_share=1"))
    assert total(none, Flow.FEAR_REVIEW_VACATED, Flow.FEAR_REVIEW_AFFIRMED) == 0
    assert total(every, Flow.FEAR_REVIEW_VACATED) > 10
    assert total(every, Flow.FEAR_REVIEW_AFFIRMED) == 0
    assert total(every, Flow.NTA_SERVED) > total(none, Flow.NTA_SERVED)


def test_time_freed_from_screening_brings_referrals_later_and_none_with_the_gain_at_zero() -> None:
    fewer = ("fear.affirmative.lag_days=60", "fear.affirmative.base_interviews_per_year=200000")
    shut = simulate(small("status-quo", *fewer, scale=0.01, days=150))
    plain = simulate(small("status-quo", scale=0.01, days=150))
    open_ = simulate(small("status-quo", *fewer, "fear.affirmative.gain=1", scale=0.01, days=150))
    assert np.array_equal(shut.flows, plain.flows)
    assert total(open_, Flow.NTA_FILED) > total(shut, Flow.NTA_FILED)
    first = slice(0, 60)
    assert np.array_equal(open_.flows[first], shut.flows[first])


def test_refuge_in_mexico_lowers_attempts_of_central_americans_alone() -> None:
    base = simulate(small("status-quo", "border.reentry_gain=0", scale=0.02))
    more = simulate(small("status-quo", "border.reentry_gain=0", "mexico.refuge_share=0.3", scale=0.02))
    change = (more.flows[:, Flow.ATTEMPT] - base.flows[:, Flow.ATTEMPT]).sum(axis=0).reshape(len(Nationality), -1)
    assert (change[[Nationality.GUATEMALA, Nationality.HONDURAS, Nationality.EL_SALVADOR]].sum(axis=1) < 0).all()
    assert not change[[Nationality.MEXICO, Nationality.CUBA]].any()


def test_a_port_hands_over_no_more_than_its_own_cap() -> None:
    closed = ("contiguous_return.port_cap.west=0", "contiguous_return.port_cap.centre=0")
    ctx, _ = play(small("status-quo", *RETURN, "contiguous_return.daily_cap=20000", *WIDE[2:], *closed, scale=0.01))
    persons = ctx.persons
    waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    east = {Sector.DEL_RIO, Sector.LAREDO, Sector.RIO_GRANDE_VALLEY}
    assert len(waiting) > 20
    assert set(persons.sector[waiting].tolist()) <= east


def test_nobody_who_came_away_from_mexico_is_sent_back_there() -> None:
    ctx, _ = play(small("status-quo", *RETURN, *WIDE, "contiguous_return.daily_cap=20000", scale=0.02))
    persons = ctx.persons
    waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    assert (persons.sector[waiting] < Sector.NORTHERN).all()


def test_mexico_refuses_whoever_cannot_prove_a_nationality_and_the_person_goes_the_ordinary_way() -> None:
    every = simulate(small("status-quo", *RETURN, "contiguous_return.proof_lacking_share=1"))
    none = simulate(small("status-quo", *RETURN, "contiguous_return.proof_lacking_share=0"))
    assert total(every, Flow.RETURNED_TO_MEXICO) == 0
    assert total(every, Flow.REFUSED_FOR_PROOF) > 50
    assert total(none, Flow.REFUSED_FOR_PROOF) == 0
    assert every.stocks[-1, Stock.HOLD].sum() < 50, "a person refused comes back to custody or is let go"


def test_whoever_is_ordered_removed_in_mexico_may_try_again_like_anyone_returned_at_a_bridge() -> None:
    ctx, _ = play(small("status-quo", scale=0.001, days=3))
    persons = Persons(Store(8, ctx.inputs.clock))
    nothing = np.zeros(2, np.uint8)
    rows = persons.admit(Newcomers(keys_of(2, "mexico"), nothing, nothing, nothing, nothing.astype(np.bool_)))
    persons.move(rows, place=Place.HOLD, case=Case.SERVED)
    persons.move(rows, place=Place.IN_MEXICO, case=Case.PENDING, docket=Docket.MEXICO)
    order_removed(persons.state, RemovalOrders.of(ctx), rows, 1)
    assert line(persons.store, "returned").size == 2
    assert (persons.place[rows] == Place.ABROAD).all()


@rule
def order_removed(world: State, orders: RemovalOrders, rows: Ints, day: int) -> None:
    """Let the order of each person become final."""
    for row in rows:
        become_final(world, orders, world.people[row], row, day)
