"""Arrests inside the country: whom they fall on, through which channel, and what is done with each."""

import numpy as np
import pytest

from sim.engine.columns import Authority, Disposition, Order, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow
from sim.model.run import play, simulate
from tests.worlds import small

QUIET = ("border.attempts_scale=0", "ports.arrivals_scale=0", "courts.other_receipts_per_year=0")
ALONE = (*QUIET, "courts.initial_pending=2000")
"""Nobody but those arrested inside, and a few cases."""
ONLY = {
    pool: tuple(
        f"interior.pool.{channel}.{name}={int(name == pool)}"
        for channel in ("jail", "at_large")
        for name in ("pending", "order", "removed", "no_record")
    )
    for pool in ("pending", "order", "removed", "no_record")
}


_NOBODY_COMES = tuple(
    f"courts.no_show.{hearing}.{who}=1" for hearing in ("first", "later") for who in ("adult", "family", "child")
)


def arrests(recording: Recording) -> int:
    """Count interior arrests over the run."""
    return int(recording.flows[:, [Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE]].sum())


def test_a_person_with_a_case_pending_moves_to_the_detained_docket_with_no_new_receipt() -> None:
    settings = (*QUIET, *ONLY["pending"], "interior.arrests_per_year=500000")
    ctx, _ = play(small("status-quo", *settings, scale=0.01, days=20))
    persons, flows = ctx.persons, ctx.record.flows
    assert flows[:, [Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE]].sum() > 100
    assert not (persons.source[: persons.size] == Source.INTERIOR).any(), "nobody new comes into the world"
    again = (persons.arrests[: persons.size] == 1) & (persons.source[: persons.size] == Source.STOCK)
    held = again & (persons.place[: persons.size] == Place.ADULT_BED) & (persons.disposition[: persons.size] != 0)
    pending = held & (persons.case[: persons.size] == Case.PENDING)
    assert (persons.docket[: persons.size][pending] == Docket.DETAINED).all()
    none = simulate(small("status-quo", *QUIET, "interior.arrests_scale=0", scale=0.01, days=20))
    assert flows[:, Flow.NTA_FILED].sum() == pytest.approx(none.flows[:, Flow.NTA_FILED].sum(), abs=5)


def test_a_person_under_an_order_is_removed_on_it() -> None:
    settings = (*QUIET, *ONLY["order"], "interior.pool_size.order=1000", "removal.document_days.guatemala=2")
    ctx, _ = play(small("status-quo", *settings, *_NOBODY_COMES, days=90))
    persons = ctx.persons
    known = (persons.source[: persons.size] == Source.STOCK) & (
        persons.disposition[: persons.size] == Disposition.REMOVE_FROM_BED
    )
    known &= persons.order[: persons.size] == Order.ORDER
    assert known.any()
    assert set(persons.case[: persons.size][known].tolist()) <= {Case.FINAL, Case.ORDER_OF_SUPERVISION}
    assert Flow.NTA_SERVED not in np.flatnonzero(ctx.record.flows.sum(axis=(0, 2)))


def test_a_person_removed_before_is_reinstated_and_one_with_no_record_is_not() -> None:
    before, _ = play(small("status-quo", *QUIET, *ONLY["removed"]))
    stranger, _ = play(small("status-quo", *QUIET, *ONLY["no_record"]))
    for ctx, expected in ((before, {Order.REINSTATEMENT}), (stranger, {Order.NONE, Order.ORDER})):
        persons = ctx.persons
        met = (persons.source[: persons.size] == Source.INTERIOR) & (persons.arrests[: persons.size] > 0)
        came = met & ~np.isin(persons.case[: persons.size], [Case.PENDING, Case.CLOSED])
        assert came.sum() > 20
        assert set(persons.order[: persons.size][came].tolist()) <= expected


def test_pools_share_out_the_arrests_and_do_not_add_to_them() -> None:
    base = arrests(simulate(small("status-quo", *QUIET, scale=0.02)))
    expected = 110104 * 0.02 * 60 / 365
    assert base == pytest.approx(expected, rel=0.12)
    found = arrests(simulate(small("status-quo", *QUIET, *ONLY["pending"], scale=0.02)))
    assert found == pytest.approx(expected, rel=0.15)


def test_jails_that_honour_fewer_detainers_hand_over_fewer_people_and_leave_other_arrests_alone() -> None:
    base = simulate(small("status-quo", *ALONE, scale=0.04))
    fewer = simulate(small("status-quo", *ALONE, "interior.detainers.honoured_share=0.3", scale=0.04))
    jail, large = Flow.ARREST_JAIL, Flow.ARREST_AT_LARGE
    ratio = fewer.flows[:, jail].sum() / base.flows[:, jail].sum()
    assert ratio == pytest.approx(0.4 + 0.6 * 0.3 / 0.75, abs=0.06)
    assert (fewer.flows[:, large] == base.flows[:, large]).all()


def test_more_agreements_and_more_detainers_bring_more_people_from_jails() -> None:
    base = simulate(small("status-quo", *ALONE, scale=0.02))
    for lever in ("interior.agreements.in_force=320", "interior.detainers.issued=2"):
        more = simulate(small("status-quo", *ALONE, lever, scale=0.02))
        assert more.flows[:, Flow.ARREST_JAIL].sum() > base.flows[:, Flow.ARREST_JAIL].sum() * 1.2


def test_convicted_people_on_the_fast_track_are_held_until_decided() -> None:
    reach = ("expedited_removal.zone_miles=3000", "expedited_removal.max_days_present=730", "interior.arrests_scale=5")
    told = (*reach, "run.start=2017-06-01", "interior.mandatory_detention_share=1", "expedited_removal.applied_share=1")
    ctx, _ = play(small("kelly-memos", *told, scale=0.01, days=60))
    persons = ctx.persons
    here = slice(0, persons.size)
    fast = (persons.source[here] == Source.INTERIOR) & (persons.disposition[here] == Disposition.CREDIBLE_FEAR)
    undecided = np.isin(persons.case[here], [Case.CREDIBLE_FEAR, Case.SERVED, Case.PENDING])
    assert (fast & undecided).sum() > 20
    assert (persons.authority[here][fast & undecided] == Authority.INA_236C).all()
    assert not (persons.place[here][fast & undecided] == Place.AT_LARGE).any()


def test_without_their_exemption_recipients_of_daca_are_met_like_anybody() -> None:
    base = arrests(simulate(small("status-quo", *ALONE, *ONLY["no_record"], scale=0.05)))
    met = ("interior.daca_exempt=false", "interior.daca_share=0.2")
    more = arrests(simulate(small("status-quo", *ALONE, *ONLY["no_record"], *met, scale=0.05)))
    assert more == pytest.approx(base / 0.8, rel=0.05)
    exempt = arrests(simulate(small("status-quo", *ALONE, *ONLY["no_record"], "interior.daca_share=0.2", scale=0.05)))
    assert exempt == base


def test_added_officers_act_on_arrests_at_large_only_and_after_the_time_to_hire() -> None:
    pipeline = "staffing.ice_officers_hiring"
    added = (
        *("staffing.ice_officers_added=10000", f"{pipeline}.time_to_hire_days=20", f"{pipeline}.academy_days=10"),
        *(f"{pipeline}.applicants_added_per_year=100000000", f"{pipeline}.academy_places_per_year=1000000"),
    )
    base = simulate(small("status-quo", *ALONE, scale=0.03))
    more = simulate(small("status-quo", *ALONE, *added, scale=0.03))
    assert (more.flows[:, Flow.ARREST_JAIL].sum(axis=0) == base.flows[:, Flow.ARREST_JAIL].sum(axis=0)).all()
    large = (more.flows[:, Flow.ARREST_AT_LARGE].sum(axis=1), base.flows[:, Flow.ARREST_AT_LARGE].sum(axis=1))
    assert large[0][31:].sum() > large[1][31:].sum() * 1.3
