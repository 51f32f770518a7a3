"""The formulas of the metrics, against numbers added up by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.base.codes import Nationality, PersonClass
from sim.engine.diagrams import Docket
from sim.engine.recording import ITEM, CohortTable, Recording
from sim.engine.vocabulary import Cause, CohortStatus, Flow, Stock, Tally, Wait
from sim.results.flow_table import FLOW_TABLE
from sim.results.metric_definition import Kind
from sim.results.metrics import METRIC, METRICS, is_reliable, measure
from sim.results.mexico_metrics import OUTCOMES
from tests.unit.results.recordings import empty, group, with_ages, with_waits

HONDURAN_CHILD = group(Nationality.HONDURAS, PersonClass.UNACCOMPANIED_CHILD)
MEXICAN_ADULT = group()


def values(recording: Recording, metric: str) -> dict[tuple[str, str], float]:
    """The values of one metric by fiscal year and group."""
    return {(row.key.period, row.key.group): row.value for row in measure(recording) if row.key.metric == metric}


def test_every_counted_flow_has_a_declared_metric() -> None:
    assert set(FLOW_TABLE) <= set(METRIC)


def test_every_metric_defines_itself_in_one_sentence() -> None:
    assert len(METRIC) == len(METRICS)
    assert all(metric.definition.endswith(".") and metric.unit for metric in METRICS)


def test_events_are_counted_by_year_and_group_and_divided_by_the_scale() -> None:
    recording = empty(scale=0.5)
    recording.flows[1, Flow.APPREHENDED, MEXICAN_ADULT] = 3
    recording.flows[2, Flow.APPREHENDED, HONDURAN_CHILD] = 4
    found = values(recording, "apprehensions")
    assert found["2016-partial", "all"] == 6
    assert found["2017-partial", "all"] == 8
    assert found["all", "all"] == 14
    assert found["all", "nationality=honduras"] == 8
    assert found["all", "class=single_adult"] == 6
    assert found["all", "class=unaccompanied_child;nationality=honduras"] == 8
    assert found["all", "nationality=cuba"] == 0


def test_a_year_wholly_run_carries_no_mark() -> None:
    found = values(empty(date(2016, 10, 1), 366), "apprehensions")
    assert {year for year, _ in found} == {"2017", "2018-partial", "all"}


def test_removals_are_divided_by_agency_type_and_mode() -> None:
    recording = empty()
    recording.flows[0, Flow.REMOVED_ICE_ER_CHARTER, HONDURAN_CHILD] = 5
    recording.flows[0, Flow.REMOVED_ICE_ORDER_GROUND, MEXICAN_ADULT] = 7
    recording.flows[0, Flow.REMOVED_CBP_ER_GROUND, MEXICAN_ADULT] = 11
    removals = values(recording, "removals")
    assert removals["all", "all"] == 23
    assert removals["all", "agency=ice"] == 12
    assert removals["all", "agency=cbp;mode=ground;type=er"] == 11
    assert removals["all", "mode=charter;nationality=honduras"] == 5
    assert values(recording, "expedited_removals")["all", "all"] == 16


def test_groups_beside_a_total_are_no_part_of_it() -> None:
    recording = empty()
    recording.flows[0, Flow.CREDIBLE_POSITIVE, MEXICAN_ADULT] = 8
    recording.flows[0, Flow.CREDIBLE_NEGATIVE, MEXICAN_ADULT] = 1
    recording.flows[0, Flow.CREDIBLE_CLOSED, MEXICAN_ADULT] = 1
    recording.flows[0, Flow.REASONABLE_POSITIVE, MEXICAN_ADULT] = 100
    screened = values(recording, "fear_screenings")
    assert screened["all", "all"] == 10
    assert screened["all", "outcome=positive"] == 8
    assert screened["all", "kind=reasonable"] == 100
    share = values(recording, "fear_positive_share")
    assert share["all", "all"] == pytest.approx(0.8)
    assert share["all", "of=decided"] == pytest.approx(8 / 9)
    assert ("all", "nationality=cuba") not in share


def test_absentia_orders_are_set_against_decisions_and_against_respondents() -> None:
    recording = empty()
    recording.flows[0, Flow.IN_ABSENTIA, MEXICAN_ADULT] = 4
    recording.flows[0, Flow.COMPLETED_INITIAL_REMOVAL, MEXICAN_ADULT] = 9
    recording.flows[0, Flow.COMPLETED_INITIAL_RELIEF, MEXICAN_ADULT] = 3
    recording.flows[0, Flow.COMPLETED_DETAINED, MEXICAN_ADULT] = 2
    recording.stocks[-1, Stock.PENDING_GENERAL, MEXICAN_ADULT] = 6
    recording.stocks[-1, Stock.PENDING_DETAINED, MEXICAN_ADULT] = 50
    rows = {
        row.key.group: row
        for row in measure(recording)
        if row.key.metric == "in_absentia_orders" and row.key.period == "all"
    }
    assert rows["all"].value == 4
    assert rows["share=of_initial_nondetained_completions"].value == pytest.approx(4 / 10)
    assert rows["share=of_nondetained_respondents"].value == pytest.approx(4 / 16)
    assert rows["share=of_nondetained_respondents"].unit == "share"


def test_stocks_give_averages_peaks_and_ends() -> None:
    recording = empty()
    recording.stocks[:, Stock.WAITING_IN_MEXICO, HONDURAN_CHILD] = [0, 2, 4, 3, 1]
    recording.stocks[:, Stock.WAITING_IN_MEXICO, MEXICAN_ADULT] = [5, 0, 0, 2, 0]
    average = values(recording, "waiting_in_mexico_average")
    assert average["all", "all"] == pytest.approx(17 / 5)
    assert average["2016-partial", "all"] == pytest.approx(7 / 2)
    peak = values(recording, "waiting_in_mexico_peak")
    assert peak["all", "all"] == 5
    assert peak["2017-partial", "all"] == 5
    assert peak["all", "nationality=honduras"] == 4
    assert values(recording, "waiting_in_mexico_end")["2016-partial", "nationality=honduras"] == 2


def test_custody_counts_ice_detention_and_keeps_the_rest_beside() -> None:
    recording = empty(scale=0.5)
    recording.stocks[:, Stock.DETAINED_ADULT, MEXICAN_ADULT] = 10
    recording.stocks[:, Stock.DETAINED_FAMILY, HONDURAN_CHILD] = 1
    recording.stocks[:, Stock.HOLD, MEXICAN_ADULT] = 3
    assert values(recording, "detained_average")["all", "all"] == 22
    assert values(recording, "detained_average")["all", "resource=hold"] == 6
    assert values(recording, "bed_days")["all", "all"] == 110
    assert values(recording, "days_in_custody")["all", "all"] == 140
    assert values(recording, "detained_peak")["all", "resource=family_beds"] == 2


def test_the_change_of_a_docket_counts_from_the_evening_before_the_year() -> None:
    recording = empty()
    recording.stocks[:, Stock.PENDING_GENERAL, MEXICAN_ADULT] = [10, 12, 15, 20, 30]
    change = values(recording, "court_pending_change")
    assert change["2016-partial", "all"] == 2
    assert change["2017-partial", "docket=general"] == 18
    assert change["all", "all"] == 20
    assert values(recording, "court_pending")["all", "docket=general"] == 30


def test_a_wait_belongs_to_the_year_it_ends() -> None:
    recording = with_waits(
        empty(),
        (Wait.MEXICO, MEXICAN_ADULT, 2016, Cause.SERVED, 0, 10, 2),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.WENT_HOME, 0, 40, 1),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.STILL_WAITING, 0, 500, 9),
    )
    wait = values(recording, "wait_mexico_days")
    assert wait["2016-partial", "all"] == 10
    assert wait["2017-partial", "stat=mean"] == 40
    assert wait["all", "all"] == 20
    assert wait["all", "cause=went_home"] == 40
    assert wait["all", "nationality=honduras"] == 40
    assert ("all", "stat=p50") not in wait


def test_days_of_those_who_still_wait_in_mexico_stand_beside_those_of_stays_that_ended() -> None:
    recording = with_waits(
        empty(),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.SERVED, 0, 300, 1),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.STILL_WAITING, 0, 500, 3),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.STILL_WAITING, 0, 100, 1),
    )
    wait = values(recording, "wait_mexico_days")
    assert wait["all", "all"] == wait["all", "cause=served"] == 300
    assert wait["all", "cause=still_waiting"] == wait["2017-partial", "cause=still_waiting"] == 400
    assert ("2016-partial", "cause=still_waiting") not in wait


def test_days_in_mexico_are_those_of_everybody_for_each_person_returned() -> None:
    recording = empty(scale=0.5)
    recording.stocks[:, Stock.WAITING_IN_MEXICO, HONDURAN_CHILD] = [0, 2, 4, 6, 8]
    recording.flows[:, Flow.RETURNED_TO_MEXICO, HONDURAN_CHILD] = [0, 2, 2, 0, 0]
    days = values(recording, "days_per_return")
    assert days["all", "all"] == days["all", "nationality=honduras"] == 5
    assert days["2016-partial", "all"] == 1
    assert days["2017-partial", "all"] == 9
    assert ("all", "nationality=cuba") not in days


def test_of_a_hundred_returned_each_stands_in_one_outcome_and_those_of_earlier_years_count() -> None:
    recording = with_waits(
        empty(scale=0.5),
        (Wait.MEXICO, HONDURAN_CHILD, 2016, Cause.WENT_HOME, 0, 40, 2),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.SERVED, 0, 90, 5),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.TRIED_AGAIN, 0, 20, 1),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.RELEASED, 0, 20, 1),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.REMOVED, 0, 20, 1),
        (Wait.MEXICO, HONDURAN_CHILD, 2017, Cause.STILL_WAITING, 0, 500, 10),
    )
    recording.stocks[:, Stock.WAITING_IN_MEXICO, HONDURAN_CHILD] = [0, 8, 9, 10, 10]
    recording.flows[3, Flow.RETURN_ENDED_REMOVAL, HONDURAN_CHILD] = 2
    recording.flows[3, Flow.RETURN_ENDED_ABSENTIA, HONDURAN_CHILD] = 2
    recording.flows[4, Flow.RETURN_ENDED_RELIEF, HONDURAN_CHILD] = 1
    found = values(recording, "outcome_per_100_returned")
    run = {outcome: found["all", f"outcome={outcome}"] for outcome in OUTCOMES}
    assert sum(run.values()) == 100
    ends = {"ordered_removed": 10, "ordered_in_absentia": 10, "granted": 5, "went_home": 10, "tried_again": 5}
    assert {name: value for name, value in run.items() if value} == {
        **ends,
        **{"let_in": 5, "otherwise": 5, "still_waiting": 50},
    }
    assert found["all", "all"] == 50
    assert found["2016-partial", "outcome=went_home"] == 20
    assert found["2016-partial", "outcome=still_waiting"] == 80
    assert found["2017-partial", "nationality=honduras;outcome=granted"] == 5
    assert not values(empty(), "outcome_per_100_returned")


def test_a_wait_named_by_what_ends_it_leaves_out_those_who_left_otherwise() -> None:
    recording = with_waits(
        empty(),
        (Wait.DECISION, MEXICAN_ADULT, 2016, Cause.SERVED, 0, 700, 3),
        (Wait.DECISION, MEXICAN_ADULT, 2016, Cause.CLOSED, 0, 1300, 2),
    )
    wait = values(recording, "wait_decision_days")
    assert wait["all", "all"] == wait["all", "stat=mean"] == wait["all", "cause=served"] == 700
    assert wait["all", "cause=closed"] == 1300


def test_the_docket_of_mexico_stands_beside_the_cases_hearings_and_waits_of_all() -> None:
    recording = with_waits(
        empty(scale=0.5),
        (Wait.DECISION, HONDURAN_CHILD, 2017, Cause.SERVED, 0, 100, 1),
        (Wait.DECISION, HONDURAN_CHILD, 2017, Cause.SERVED, 0, 500, 1),
        (Wait.DECISION, HONDURAN_CHILD, 2017, Cause.STILL_WAITING, 0, 900, 1),
        (Wait.DETENTION, HONDURAN_CHILD, 2017, Cause.REMOVED, 0, 30, 1),
    )
    recording.waits.stream[:] = [1, 0, 1, 1]
    for flow, persons in (
        *((Flow.COMPLETED_INITIAL_REMOVAL, 7), (Flow.COMPLETED_MEXICO_REMOVAL, 3), (Flow.COMPLETED_MEXICO_RELIEF, 1)),
        *((Flow.COMPLETED_WITH_COUNSEL, 5), (Flow.COMPLETED_MEXICO_WITH_COUNSEL, 1), (Flow.IN_ABSENTIA_MEXICO, 2)),
        *((Flow.MISSED_HEARING, 9), (Flow.MISSED_HEARING_MEXICO, 4), (Flow.MASTER_HEARING_MEXICO, 6)),
    ):
        recording.flows[-1, flow, HONDURAN_CHILD] = persons
    completed = values(recording, "court_completions")
    assert completed["all", "all"] == completed["all", "outcome=removal"] == 14
    assert completed["all", "program=mexico"] == completed["2017-partial", "nationality=honduras;program=mexico"] == 8
    assert completed["all", "outcome=removal;program=mexico"] == 6
    assert completed["all", "kind=with_counsel"] == 10
    assert completed["all", "kind=with_counsel;program=mexico"] == 2
    assert values(recording, "removal_orders")["all", "program=mexico"] == 6
    assert values(recording, "relief_grants")["all", "program=mexico"] == 2
    assert values(recording, "in_absentia_orders")["all", "class=unaccompanied_child;program=mexico"] == 4
    assert values(recording, "missed_hearings")["all", "all"] == 18
    assert values(recording, "missed_hearings")["all", "program=mexico"] == 8
    assert values(recording, "hearings")["all", "program=mexico"] == 20
    assert values(recording, "hearings")["all", "kind=missed;program=mexico"] == 8
    wait = values(recording, "wait_decision_days")
    assert wait["all", "all"] == 300
    assert wait["all", "program=mexico"] == wait["2017-partial", "program=mexico"] == 100
    assert wait["all", "program=mexico;stat=p50"] == 100
    assert "program=mexico" not in {group for _, group in values(recording, "wait_first_hearing_days")}


def test_half_and_nine_tenths_are_read_where_the_curve_reaches_them() -> None:
    recording = with_waits(
        empty(),
        (Wait.REMOVAL, MEXICAN_ADULT, 2016, Cause.REMOVED, 0, 3, 5),
        (Wait.REMOVAL, MEXICAN_ADULT, 2016, Cause.RELEASED, 0, 7, 3),
        (Wait.REMOVAL, MEXICAN_ADULT, 2017, Cause.STILL_WAITING, 0, 8, 2),
    )
    wait = values(recording, "wait_removal_days")
    assert wait["all", "stat=p50"] == 3
    assert wait["all", "cause=removed;stat=p50"] == 3
    assert ("all", "cause=released;stat=p50") not in wait
    assert ("all", "stat=p90") not in wait
    assert ("2016-partial", "stat=p50") not in wait


def test_the_age_of_a_docket_is_that_of_its_last_evening() -> None:
    recording = with_ages(
        empty(),
        (2016, Docket.GENERAL, 1000, 10),
        (2017, Docket.GENERAL, 100, 6),
        (2017, Docket.GENERAL, 300, 3),
        (2017, Docket.DETAINED, 10, 1),
    )
    age = values(recording, "pending_age_days")
    assert age["2016-partial", "all"] == 1000
    assert age["all", "all"] == pytest.approx(151)
    assert age["all", "stat=median"] == 100
    assert age["all", "stat=p90"] == 300
    assert age["all", "docket=detained;stat=mean"] == 10


def test_flights_and_their_seats() -> None:
    recording = empty(scale=0.5)
    recording.tallies[0, [Tally.FLIGHTS, Tally.FLIGHT_MINUTES]] = [2, 180]
    recording.tallies[0, [Tally.DROP_OFFS, Tally.ARRIVING_SEATS]] = [70, 100]
    recording.tallies[1, [Tally.MISSION_PASSENGERS, Tally.MISSION_SEATS]] = [80, 100]
    assert values(recording, "flights")["all", "all"] == 2
    assert values(recording, "flight_hours")["all", "all"] == 3
    assert values(recording, "seats_filled_share")["all", "all"] == pytest.approx(0.7)
    assert values(recording, "seats_filled_share")["all", "of=mission"] == pytest.approx(0.8)


def test_staff_is_not_scaled() -> None:
    recording = empty(scale=0.5)
    recording.tallies[:, Tally.JUDGES] = [250_000, 250_000, 250_000, 250_000, 300_000]
    assert values(recording, "judges_on_board")["all", "all"] == pytest.approx(260)


def test_utilisation_is_busy_over_available_with_its_busiest_whole_quarter() -> None:
    recording = empty(date(2016, 10, 1), 200)
    recording.tallies[:, Tally.FEAR_SLOTS] = 10
    recording.tallies[:92, Tally.FEAR_SLOTS_USED] = 4
    recording.tallies[92:182, Tally.FEAR_SLOTS_USED] = 6
    recording.tallies[182:, Tally.FEAR_SLOTS_USED] = 10
    used = values(recording, "utilisation")
    assert used["all", "resource=asylum_officers;stat=mean"] == pytest.approx((92 * 4 + 90 * 6 + 18 * 10) / 2000)
    assert used["all", "resource=asylum_officers;stat=peak_quarter"] == pytest.approx(0.6)
    assert used["all", "all"] == used["all", "resource=asylum_officers;stat=mean"]
    assert ("all", "resource=judges;stat=mean") not in used


def test_costs_by_payer_add_up_to_the_total() -> None:
    recording = empty(scale=0.5)
    recording.ledger[0, ITEM["adult_beds"]] = 1000
    recording.ledger[3, ITEM["custody_fixed"]] = 500
    recording.ledger[3, ITEM["reception"]] = 300
    cost = values(recording, "cost_usd")
    assert cost["all", "all"] == 36
    assert cost["all", "payer=us_federal"] == 30
    assert cost["all", "payer=mexico"] == 6
    assert cost["all", "part=fixed;payer=ice"] == 10
    assert cost["2016-partial", "item=adult_beds"] == 20


def test_cost_per_removal_states_its_scope() -> None:
    recording = empty(scale=0.5)
    recording.ledger[0, ITEM["adult_beds"]] = 90_000
    recording.ledger[0, ITEM["charter_flights"]] = 10_000
    recording.flows[0, Flow.REMOVED_ICE_ER_CHARTER, HONDURAN_CHILD] = 4
    recording.flows[0, Flow.REMOVED_ICE_ORDER_GROUND, MEXICAN_ADULT] = 6
    recording.flows[0, Flow.REMOVED_CBP_ER_GROUND, MEXICAN_ADULT] = 99
    cost = values(recording, "cost_per_removal_usd")
    assert cost["all", "all"] == pytest.approx(100)
    assert cost["all", "scope=transport"] == pytest.approx(10)
    assert cost["all", "scope=charter"] == pytest.approx(25)


def test_cohorts_are_followed_only_where_they_reached_the_age() -> None:
    recording = empty()
    counts = np.full_like(recording.cohorts.counts, -1)
    counts[0, 0] = 0
    counts[0, 0, CohortStatus.REPATRIATED, MEXICAN_ADULT] = 6
    counts[0, 0, CohortStatus.RELIEF, MEXICAN_ADULT] = 1
    counts[0, 0, CohortStatus.UNRESOLVED, HONDURAN_CHILD] = 3
    share = values(replace(recording, cohorts=CohortTable((2016, 2017), counts)), "cohort_share")
    assert share["2016-partial", "months=12;outcome=repatriated"] == pytest.approx(0.6)
    assert share["all", "all"] == pytest.approx(0.7)
    assert share["all", "months=12;nationality=honduras;outcome=unresolved"] == 1
    assert not any(year == "2017-partial" or "months=24" in name for year, name in share)


@pytest.fixture(scope="module")
def busy() -> dict[str, dict[tuple[str, str], float]]:
    """Every metric of a recording full of whole numbers without meaning."""
    rng = np.random.default_rng(7)
    recording = empty()
    for table in (recording.flows, recording.stocks, recording.tallies, recording.ledger):
        table[...] = rng.integers(0, 50, table.shape)
    found: dict[str, dict[tuple[str, str], float]] = {}
    for row in measure(recording):
        found.setdefault(row.key.metric, {})[row.key.period, row.key.group] = row.value
    return found


@pytest.mark.parametrize("metric", [metric.name for metric in METRICS if metric.kind is Kind.SUM])
def test_the_run_is_the_sum_of_its_years(metric: str, busy: dict[str, dict[tuple[str, str], float]]) -> None:
    found = busy[metric]
    for name in {name for _, name in found if not name.startswith("share=") and ";share=" not in name}:
        years = sum(found[year, name] for year in ("2016-partial", "2017-partial"))
        assert found["all", name] == pytest.approx(years), name


@pytest.mark.parametrize("metric", [metric.name for metric in METRICS if metric.kind is Kind.AVERAGE])
def test_an_average_of_the_run_weighs_years_by_their_days(
    metric: str, busy: dict[str, dict[tuple[str, str], float]]
) -> None:
    found = busy[metric]
    for name in {name for _, name in found}:
        weighed = (2 * found["2016-partial", name] + 3 * found["2017-partial", name]) / 5
        assert found["all", name] == pytest.approx(weighed)


def test_no_group_is_given_twice(busy: dict[str, dict[tuple[str, str], float]]) -> None:
    rows = measure(empty())
    assert len({row[:3] for row in rows}) == len(rows)
    assert all(("all", "all") in values for name, values in busy.items() if METRIC[name].kind is not Kind.WAIT)


def test_flights_are_not_reliable_at_a_twentieth() -> None:
    assert is_reliable("flights", 0.05)
    assert not is_reliable("flights", 0.049)
    assert is_reliable("apprehensions", 0.01)
