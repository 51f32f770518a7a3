"""Arithmetic that was published must come out: five dollars a bed-day, averages from their parts, audited flights."""

import csv
from collections.abc import Iterable

import pytest

from sim.data.seeds import shipped_root
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow, Stock
from sim.model.run import simulate
from sim.results.metrics import measure
from sim.scenario.scenario import load
from tests.worlds import small

Rows = dict[tuple[str, str, str], float]
SEEDS = shipped_root() / "seeds"
DAYS = 365.0


def published(table: str, series: str, **where: str) -> float:
    """One value of a shipped series."""
    with (SEEDS / table).open(encoding="utf-8", newline="") as file:
        found = [
            float(row["value"])
            for row in csv.DictReader(file)
            if row["series"] == series and all(row[column] == word for column, word in where.items())
        ]
    assert len(found) == 1, (series, where, found)
    return found[0]


def named(words: Iterable[str]) -> list[Flow]:
    return [flow for flow in Flow if any(flow.name.startswith(word) for word in words)]


def test_five_dollars_a_bed_day_at_34000_beds_are_62_million_a_year() -> None:
    def adult_beds(rate: float) -> Rows:
        settings = (f"costs.adult_beds_usd={rate}", "detention.beds.adult=60000")
        return {
            (r.key.metric, r.key.group, r.key.period): r.value
            for r in measure(simulate(small("status-quo", *settings, days=20)))
        }

    before, after = adult_beds(132.9), adult_beds(137.9)
    days = before["bed_days", "resource=adult_beds", "all"]
    item = ("cost_usd", "item=adult_beds", "all")
    a_bed_day = (after[item] - before[item]) / days

    assert a_bed_day == pytest.approx(5.0, abs=0.001)
    assert a_bed_day * 34_000 * DAYS == pytest.approx(62.05e6, rel=1e-3)


@pytest.mark.parametrize("year", ["2014", "2015", "2016", "2017"])
def test_published_averages_are_book_ins_times_stay_within_the_data_s_own_four_per_cent(year: str) -> None:
    table = "detention/detention.csv"
    stay = published(table, "ice_alos", year=year, nationality="")
    average = published(table, "ice_initial_book_ins", year=year) * stay / DAYS

    assert average == pytest.approx(published(table, "ice_adp", year=year), rel=0.04)


@pytest.mark.slow
def test_the_simulated_average_is_book_ins_times_stay_but_for_the_growth_of_the_population(rows: Rows) -> None:
    for year in ("2016", "2017"):
        found = rows["book_ins", "all", year] * rows["detention_stay_days", "all", year] / DAYS
        assert found == pytest.approx(rows["detained_average", "all", year], rel=0.06)


@pytest.mark.slow
def test_the_pending_of_the_court_change_by_what_comes_and_what_goes(replay: Recording) -> None:
    pending = replay.stocks[:, [s for s in Stock if s.name.startswith("PENDING_")]].sum(axis=(1, 2))
    back = [Flow.RECALENDARED, Flow.REOPENED, Flow.REOPENED_ABSENTIA, Flow.REMANDED]
    comes = replay.flows[1:, [Flow.NTA_FILED, *back]].sum()
    completed = named(("COMPLETED_INITIAL_", "COMPLETED_SUBSEQUENT_"))
    goes = replay.flows[1:, completed].sum() + replay.flows[1:, Flow.CLOSED].sum()

    assert int(pending[-1] - pending[0]) == pytest.approx(int(comes - goes), abs=0.005 * int(comes))


@pytest.mark.slow
@pytest.mark.parametrize("year", ["2016", "2017"])
def test_the_parts_of_a_total_add_up_to_it(rows: Rows, year: str) -> None:
    parts = {
        "removals": (("mode=charter", "mode=commercial", "mode=ground"), ("agency=ice", "agency=cbp")),
        "fear_screenings": (("outcome=positive", "outcome=negative", "outcome=closed"),),
        "court_completions": (
            ("outcome=removal", "outcome=relief", "outcome=terminated", "outcome=voluntary_departure"),
        ),
        "apprehensions": (("class=single_adult", "class=family_member", "class=unaccompanied_child"),),
    }
    for metric, ways in parts.items():
        for groups in ways:
            assert sum(rows.get((metric, group, year), 0.0) for group in groups) == pytest.approx(
                rows[metric, "all", year]
            )


@pytest.mark.slow
def test_flights_below_sixty_per_cent_cost_what_the_audit_found(rows: Rows) -> None:
    flights = published("removal/ice_air_annual.csv", "oig_flights_below_60pct")
    rate = published("removal/ice_air_annual.csv", "oig_cost_per_flight_hour")
    hours = rows["flight_hours", "all", "2016"] / rows["flights", "all", "2016"]

    assert flights * hours * rate == pytest.approx(41_085_000, rel=0.2), "the note of the published row"


@pytest.mark.slow
def test_an_hour_of_flight_costs_what_the_audit_found(rows: Rows) -> None:
    cost = rows["cost_usd", "item=charter_flights", "2016"] / rows["flight_hours", "all", "2016"]

    assert cost == pytest.approx(published("removal/ice_air_annual.csv", "oig_cost_per_flight_hour"), rel=0.01)


@pytest.mark.slow
def test_a_person_removed_by_charter_costs_what_was_published(rows: Rows) -> None:
    for year in ("2016",):
        million = published("removal/ice_air_annual.csv", "ice_air_total_cost", year=year)
        by_charter = rows["cost_per_removal_usd", "scope=charter", year] * rows["removals", "mode=charter", year]
        assert by_charter == pytest.approx(million * 1e6, rel=0.15)


def test_the_published_detention_of_a_removal_is_the_bed_rate_times_the_published_stay() -> None:
    rate = load("observed").parameters["costs.adult_beds_usd"].value
    detention = published("removal/removals_dispositions.csv", "ice_cost_per_removal", category="detention")
    stay = published("detention/detention.csv", "ice_alos", year="2017", nationality="")

    assert isinstance(rate, float)
    assert rate * stay == pytest.approx(detention, rel=0.05), "the average of those removed, not of all in custody"
