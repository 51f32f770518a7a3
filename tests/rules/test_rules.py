"""One small world for each rule of the model: what a lever is set to, and what is seen to happen."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.engine.columns import NEVER, Authority, Disposition, Source
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.recording import ITEM, Recording
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.model.run import play, simulate
from tests.batches import Persons
from tests.worlds import EMPTY, small

Count = Callable[[Recording, Flow], int]


def total(recording: Recording, *flows: Flow) -> int:
    """Count the events of some flows over the run."""
    return int(recording.flows[:, list(flows)].sum())


def of(recording: Recording, flow: Flow, nationality: Nationality, kind: PersonClass) -> int:
    """Count the events of one group over the run."""
    return int(recording.flows[:, flow, nationality * CLASSES + kind].sum())


EVERYBODY_COMES = tuple(
    f"courts.{what}.{name}={value}"
    for what, value in (("no_show.first", 0), ("no_show.later", 0), ("notice_reached_share", 1))
    for name in ("adult", "family", "child")
)
RETURN = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1")


def test_nobody_is_returned_to_mexico_without_consent_and_the_refusals_are_counted() -> None:
    recording = simulate(small("status-quo", *RETURN))
    assert total(recording, Flow.RETURNED_TO_MEXICO) == 0
    assert total(recording, Flow.REFUSED_FOR_CONSENT) > 50


def test_returns_never_exceed_the_consent_of_the_day_nor_the_cap() -> None:
    by_consent = simulate(small("status-quo", *RETURN, "mexico.consent_per_day=1000"))
    by_cap = simulate(small("status-quo", *RETURN, "mexico.consent_per_day=1000", "contiguous_return.daily_cap=500"))
    for recording, limit in ((by_consent, 4), (by_cap, 2)):
        daily = recording.flows[:, Flow.RETURNED_TO_MEXICO].sum(axis=1)
        assert 0 < daily.max() <= limit
    assert total(by_cap, Flow.RETURNED_TO_MEXICO) < total(by_consent, Flow.RETURNED_TO_MEXICO)


def test_no_mexican_and_no_child_alone_is_returned_and_the_case_stays_pending() -> None:
    ctx, _ = play(small("status-quo", *RETURN, "mexico.consent_per_day=20000", "courts.filing_lag.detained=0"))
    persons = ctx.persons
    rows = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    assert len(rows) > 20
    assert not (persons.nationality[rows] == Nationality.MEXICO).any()
    assert not (persons.kind[rows] == PersonClass.UNACCOMPANIED_CHILD).any()
    assert set(persons.case[rows].tolist()) <= {Case.SERVED, Case.PENDING}
    assert set(persons.source[rows].tolist()) <= {Source.BORDER, Source.PORT}


def test_people_amenable_to_expedited_removal_are_returned_only_under_the_one_reading() -> None:
    settings = (*RETURN, "mexico.consent_per_day=20000")
    broad = simulate(small("status-quo", *settings))
    strict = simulate(small("status-quo", *settings, "contiguous_return.er_amenable_eligible=false"))
    assert 0 < total(strict, Flow.RETURNED_TO_MEXICO) < total(broad, Flow.RETURNED_TO_MEXICO)


def only_mexican_adults_at_the_border(disposition: str) -> tuple[str, ...]:
    """Nobody comes but between ports; Mexican adults without a prior order are all given one disposition."""
    dispositions = ("voluntary_return", "expedited_removal", "credible_fear", "notice")
    return (
        *EMPTY[1:],
        "border.reentry_gain=0",
        "border.prior_order_share.mexico=0",
        *(f"border.adult_track.{each}.mexico={int(each == disposition)}" for each in dispositions),
    )


def test_no_order_is_issued_to_people_who_return_of_their_own_will() -> None:
    recording = simulate(small("status-quo", *only_mexican_adults_at_the_border("voluntary_return")))
    who = (Nationality.MEXICO, PersonClass.SINGLE_ADULT)
    assert of(recording, Flow.VOLUNTARY_RETURN_BORDER, *who) > 50
    assert of(recording, Flow.ER_ISSUED, *who) == 0
    assert of(recording, Flow.REINSTATEMENT_ISSUED, *who) == 0


@pytest.mark.parametrize("share", [0, 1])
def test_the_agency_that_carries_out_the_orders_of_mexicans_is_the_one_that_is_told(share: int) -> None:
    told = (f"removal.mexican_by_cbp_share={share}", "removal.mexican_without_bed_share=0", "prosecution.multiplier=0")
    plenty = "detention.beds.adult=200000"
    settings = (*only_mexican_adults_at_the_border("expedited_removal"), *told, plenty)
    recording = simulate(small("status-quo", *settings))
    who = (Nationality.MEXICO, PersonClass.SINGLE_ADULT)
    by_cbp, by_ice = (of(recording, flow, *who) for flow in (Flow.REMOVED_CBP_ER_GROUND, Flow.REMOVED_ICE_ER_GROUND))
    assert (by_cbp > 50, by_ice > 50) == (bool(share), not share)
    assert of(recording, Flow.REMOVED_CBP_REINSTATEMENT_GROUND, *who) == 0
    assert share or of(recording, Flow.BOOKED_IN, *who) >= by_ice, "with no order to go from hold, each is given a bed"


def test_adult_beds_are_never_overfilled_while_they_are_filled_from_below() -> None:
    recording = simulate(small("kelly-memos", "detention.beds.adult=45000", days=90))
    held = recording.stocks[:, Stock.DETAINED_ADULT].sum(axis=1)
    assert held.max() <= 180
    few = simulate(small("status-quo", "detention.beds.adult=20000", days=90))
    held = few.stocks[:, Stock.DETAINED_ADULT].sum(axis=1)
    over = held > 80
    first_under = int(np.argmin(over))
    assert not over[first_under:].any(), "a stock that has come under the cap stays under it"


def test_a_cut_of_beds_evicts_nobody() -> None:
    plenty = simulate(small("status-quo", days=1))
    cut = simulate(small("status-quo", "detention.beds.adult=10000", days=1))
    left = plenty.stocks[0, Stock.DETAINED_ADULT].sum() - cut.stocks[0, Stock.DETAINED_ADULT].sum()
    assert left <= total(plenty, Flow.BOOKED_IN), "only those not taken in are missing"
    assert total(cut, Flow.RELEASED_FOR_WANT_OF_BED) == 0


def test_without_a_bed_some_are_released_mexicans_go_home_and_nobody_releasable_waits_past_the_limit() -> None:
    settings = ("detention.beds.adult=25000",)
    short = simulate(small("status-quo", *settings, days=90))
    ample = simulate(small("status-quo", "detention.beds.adult=90000", days=90))
    assert total(short, Flow.RELEASED_FOR_WANT_OF_BED) > total(ample, Flow.RELEASED_FOR_WANT_OF_BED)
    assert total(short, Flow.REMOVED_ICE_ER_GROUND, Flow.REMOVED_ICE_REINSTATEMENT_GROUND) > 0
    waits = short.waits
    held = (waits.queue == Wait.CBP_HOLD) & (waits.exit > 30)
    assert not waits.count[held].any()


def test_a_person_held_under_section_236c_is_never_let_go_before_a_decision() -> None:
    ctx, _ = play(small("status-quo", "detention.beds.adult=22000", days=120))
    persons = ctx.persons
    mandatory = persons.authority[: persons.size] == Authority.INA_236C
    undecided = np.isin(persons.case[: persons.size], [Case.SERVED, Case.PENDING])
    places = set(persons.place[: persons.size][mandatory & undecided].tolist())
    assert places <= {Place.ADULT_BED, Place.HOLD}


def test_no_family_stays_in_a_centre_past_the_limit() -> None:
    recording = simulate(small("status-quo", "detention.family_limit_days=9", days=80))
    waits = recording.waits
    families = (waits.queue == Wait.DETENTION) & (waits.group % CLASSES == PersonClass.FAMILY_MEMBER)
    begun_in_run = families & (waits.entry == 0)
    assert waits.count[begun_in_run].sum() > 10
    assert waits.exit[begun_in_run].max() <= 9


def test_families_stay_together_in_place_case_and_docket() -> None:
    ctx, _ = play(small("kelly-memos-consent", "mexico.consent_per_day=20000", scale=0.01, days=150))
    persons = ctx.persons
    rows = np.flatnonzero(persons.kind[: persons.size] == PersonClass.FAMILY_MEMBER)
    family = Persons(ctx.record).family(rows)
    order = np.argsort(family, kind="stable")
    rows, family = rows[order], family[order]
    together = family[1:] == family[:-1]
    assert together.sum() > 100
    for column in (persons.place, persons.case, persons.docket, persons.hearings, persons.disposition):
        values = column[rows]
        assert (values[1:][together] == values[:-1][together]).all()


def test_a_charter_leaves_full_enough_or_when_somebody_has_waited_long_enough() -> None:
    patient = simulate(small("status-quo", "removal.charter.longest_wait_days=30", scale=0.05))
    hasty = simulate(small("status-quo", "removal.charter.longest_wait_days=1", scale=0.05))
    load = [
        run.tallies[:, Tally.DROP_OFFS].sum() / run.tallies[:, Tally.ARRIVING_SEATS].sum() for run in (patient, hasty)
    ]
    assert load[0] > load[1]
    assert patient.tallies[:, Tally.FLIGHTS].sum() < hasty.tallies[:, Tally.FLIGHTS].sum()
    assert patient.tallies[:, Tally.DROP_OFFS].max() > 0


def test_no_aircraft_means_no_charter_removal_and_full_staging() -> None:
    recording = simulate(small("status-quo", "removal.charter.aircraft=0"))
    assert recording.tallies[:, Tally.FLIGHTS].sum() == 0
    charter = [flow for flow in Flow if flow.name.endswith("_CHARTER")]
    assert total(recording, *charter) == 0
    ground = [flow for flow in Flow if flow.name.endswith("_GROUND")]
    assert total(recording, *ground) > 0


def test_nobody_flies_on_a_weekend() -> None:
    recording = simulate(small("status-quo", scale=0.02))
    weekday = (np.arange(recording.days) + recording.start.weekday()) % 7
    flights = recording.tallies[:, Tally.FLIGHTS]
    assert flights[weekday >= 5].sum() == 0
    assert flights.sum() > 0


def test_the_price_of_an_hour_is_paid_for_hours_flown_and_not_for_persons() -> None:
    prices = ("removal.charter.usd_per_flight_hour=6000", "removal.charter.long_range.usd_per_flight_hour=6000")
    recording = simulate(small("status-quo", *prices, scale=0.02))
    minutes = int(recording.tallies[:, Tally.FLIGHT_MINUTES].sum())
    cents = int(recording.ledger[:, ITEM["charter_flights"]].sum())
    assert cents == pytest.approx(minutes / 60 * 600_000 * 0.02, abs=recording.days)


def test_courts_sit_on_federal_working_days_only() -> None:
    inputs = small("status-quo")
    recording = simulate(inputs)
    heard = recording.tallies[:, Tally.COURT_USED]
    assert not heard[~inputs.clock.is_working].any()
    assert heard[inputs.clock.is_working].mean() > 0


def test_closing_fewer_cases_leaves_more_of_them_pending() -> None:
    many = simulate(small("status-quo", scale=0.01))
    few = simulate(small("status-quo", "courts.closures_per_year=0", scale=0.01))
    assert total(few, Flow.CLOSED) == 0
    assert total(many, Flow.CLOSED) == pytest.approx(48600 * 0.01 * 60 / 365, abs=12)
    pending = [Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL]
    assert few.stocks[-1, pending].sum() > many.stocks[-1, pending].sum()


def test_when_the_priority_docket_ends_its_cases_join_the_general_line() -> None:
    recording = simulate(small("observed", "run.start=2016-12-01", days=80))
    priority = recording.stocks[:, Stock.PENDING_PRIORITY].sum(axis=1)
    assert priority[60] > 0
    assert priority[61] == 0
    general = recording.stocks[:, Stock.PENDING_GENERAL].sum(axis=1)
    assert general[61] - general[60] > priority[60] / 2


def test_detained_people_never_miss_a_hearing() -> None:
    recording = simulate(small("status-quo", days=90))
    assert total(recording, Flow.COMPLETED_DETAINED) > 0
    nobody_else = simulate(small("status-quo", *EVERYBODY_COMES, days=90))
    assert total(nobody_else, Flow.IN_ABSENTIA) == 0
    assert total(recording, Flow.IN_ABSENTIA) > 0


def test_nationwide_expedited_removal_reaches_people_arrested_inside() -> None:
    wide = (
        "expedited_removal.zone_miles=nationwide",
        "expedited_removal.max_days_present=730",
    )
    narrow, broad = simulate(small("status-quo", scale=0.02)), simulate(small("status-quo", *wide, scale=0.02))
    assert total(broad, Flow.ER_ISSUED) > total(narrow, Flow.ER_ISSUED)
    only_days = simulate(small("status-quo", wide[1], scale=0.02))
    assert total(narrow, Flow.ER_ISSUED) <= total(only_days, Flow.ER_ISSUED) <= total(broad, Flow.ER_ISSUED)


def test_mexican_children_go_home_and_all_others_to_orr() -> None:
    recording = simulate(small("status-quo", "ports.arrivals_scale=0", scale=0.02))
    child = PersonClass.UNACCOMPANIED_CHILD
    returned = recording.flows[:, Flow.VOLUNTARY_RETURN_BORDER].reshape(-1, len(Nationality), CLASSES)[:, :, child]
    assert returned[:, Nationality.MEXICO].sum() > 0
    assert returned[:, Nationality.MEXICO + 1 :].sum() == 0
    assert of(recording, Flow.BOOKED_INTO_ORR, Nationality.GUATEMALA, child) > 0
    assert of(recording, Flow.ER_ISSUED, Nationality.GUATEMALA, child) == 0


def test_a_person_whom_no_country_takes_is_let_go_under_supervision() -> None:
    reviews = ("detention.custody_review.first_after_days=10", "detention.custody_review.second_after_days=20")
    settings = (*reviews, "removal.never_documented_share.guatemala=1")
    recording = simulate(small("status-quo", *settings, scale=0.01, days=70))
    single = PersonClass.SINGLE_ADULT
    assert of(recording, Flow.SUPERVISED, Nationality.GUATEMALA, single) > 0
    waits = recording.waits
    spells = (waits.queue == Wait.REMOVAL) & (waits.group == Nationality.GUATEMALA * CLASSES)
    assert waits.exit[spells & (waits.entry == 0)].max() <= 70


def test_agents_at_work_appear_only_after_the_time_to_hire() -> None:
    pipeline = "staffing.usbp_agents_hiring"
    settings = ("staffing.usbp_agents_added=5000", f"{pipeline}.time_to_hire_days=20", f"{pipeline}.academy_days=10")
    rates = (f"{pipeline}.applicants_added_per_year=547500", f"{pipeline}.academy_places_per_year=5000")
    losses = (f"{pipeline}.academy_completed_share=1", f"{pipeline}.attrition_per_year=0")
    recording = simulate(small("status-quo", *settings, *rates, *losses))
    base = simulate(small("status-quo", f"{pipeline}.attrition_per_year=0"))
    added = (recording.tallies[:, Tally.AGENTS] - base.tallies[:, Tally.AGENTS]) / 1000
    assert not added[:30].any()
    assert added[31] > 0
    assert added[-1] == pytest.approx(10 * 30, abs=11)


def test_prosecution_delays_a_removal_and_does_not_replace_it() -> None:
    alone = "border.reentry_gain=0"
    none = simulate(small("status-quo", "prosecution.multiplier=0", alone, scale=0.01, days=120))
    some = simulate(small("status-quo", alone, scale=0.01, days=120))
    assert total(none, Flow.PROSECUTED) == 0
    assert total(some, Flow.PROSECUTED) > 100
    assert total(some, Flow.ER_ISSUED) == total(none, Flow.ER_ISSUED)


def test_with_every_flow_shut_the_model_is_a_court_alone() -> None:
    recording = simulate(small("status-quo", *EMPTY, "courts.initial_pending=1000000", scale=0.004))
    pending = recording.stocks[:, [Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL]].sum(axis=(1, 2))
    completed = recording.flows[:, Flow.COMPLETED_INITIAL_REMOVAL : Flow.COMPLETED_SUBSEQUENT_DEPARTURE + 1]
    assert pending[-1] + completed.sum() == 4000
    for stock in (Stock.HOLD, Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY, Stock.ORR, Stock.SERVED_UNFILED):
        assert not recording.stocks[:, stock].any()


@pytest.mark.parametrize("rule", ["fifo", "lifo"])
def test_a_plain_queue_completes_as_many_cases_as_the_judges_can(rule: str) -> None:
    settings = (*EMPTY, f"courts.docket_rule={rule}", "courts.judges=300", "courts.completions_per_judge_year=500")
    inputs = small("status-quo", *settings, scale=0.02, days=250)
    recording = simulate(inputs)
    completed = recording.flows[:, Flow.COMPLETED_INITIAL_REMOVAL : Flow.COMPLETED_SUBSEQUENT_DEPARTURE + 1].sum()
    capacity = 300 * 500 * 0.02 * inputs.clock.is_working.sum() / inputs.clock.working_days[2017]
    assert completed == pytest.approx(capacity, abs=3)


def test_fifo_leaves_the_youngest_cases_and_lifo_the_oldest() -> None:
    settings = (*EMPTY, "courts.judges=2000")
    ages = {}
    for rule in ("fifo", "lifo"):
        ctx, _ = play(small("status-quo", *settings, f"courts.docket_rule={rule}"))
        persons = ctx.persons
        pending = persons.case[: persons.size] == Case.PENDING
        ages[rule] = float(-persons.since[Wait.DECISION][: persons.size][pending].mean())
    assert ages["fifo"] < ages["lifo"]


def test_fewer_arrivals_thin_the_same_arrivals() -> None:
    whole, _ = play(small("status-quo"))
    half, _ = play(small("status-quo", "border.attempts_scale=0.5"))

    def keys(ctx: object) -> set[int]:
        persons = ctx.persons  # type: ignore[attr-defined]  # a context of the model
        rows = persons.source[: persons.size] == Source.BORDER
        return set(persons.key[: persons.size][rows].tolist())

    assert keys(half) < keys(whole)
    assert len(keys(half)) == pytest.approx(len(keys(whole)) / 2, rel=0.15)


def test_a_case_never_filed_never_reaches_a_docket() -> None:
    ctx, _ = play(small("status-quo", "courts.never_filed_share=1", "courts.other_receipts_per_year=0", days=40))
    persons = ctx.persons
    released = (persons.place[: persons.size] == Place.AT_LARGE) & (persons.case[: persons.size] == Case.SERVED)
    assert released.any()
    assert (persons.docket[: persons.size][released] == Docket.NONE).all()
    came = (persons.source[: persons.size] == Source.BORDER) & (persons.arrested[: persons.size] != NEVER)
    free = came & (persons.disposition[: persons.size] == Disposition.NOTICE_RELEASED)
    assert free.any()
    assert not (persons.case[: persons.size][free] == Case.PENDING).any()
