"""What a day costs, to the cent: what is counted times what a unit costs, and what is paid whatever is counted."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.engine.recording import ITEM
from sim.engine.state import Store
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.accounts import ledger
from tests.worlds import small

SCALE, DAYS = 0.01, 6
PRICES = (
    *("removal.charter.usd_per_flight_hour=8000", "removal.charter.long_range.usd_per_flight_hour=10000"),
    *("costs.adult_beds_usd=100", "costs.surge_beds_usd=150", "detention.beds.adult=10000"),
    *("costs.shelter_days_usd=20", "costs.reception_usd=30", "costs.fear_interview_usd=400"),
    *("costs.commercial_fare_usd=500", "costs.escort_usd=1000", "removal.escorted_share=0.4"),
    *("removal.escorts_each=2", "costs.courts_fixed_usd_per_year=36500000", "costs.hold_days_usd=250"),
)
MEXICAN = Nationality.MEXICO * CLASSES + PersonClass.SINGLE_ADULT
GUATEMALAN = Nationality.GUATEMALA * CLASSES + PersonClass.SINGLE_ADULT


class Books:
    """A ledger, and a record in which a day is written by hand."""

    def __init__(self, *settings: str) -> None:
        self._inputs = small("status-quo", *PRICES, *settings, scale=SCALE, days=DAYS)
        self.record = Store(8, self._inputs.clock)
        """Where the day is written."""

    def closed(self, day: int = 0) -> dict[str, int]:
        """What each line of the ledger comes to on a day [cents]."""
        books = ledger(self._inputs, self.record)
        return {item: int(books[day, line]) for item, line in ITEM.items()}


@pytest.fixture(scope="module")
def books() -> Books:
    return Books()


def test_hours_of_flight_have_the_price_of_their_kind(books: Books) -> None:
    books.record.tallies[0, [Tally.FLIGHT_MINUTES, Tally.LONG_RANGE_MINUTES]] = 600, 120
    assert books.closed()["charter_flights"] == round((8 * 8_000 + 2 * 10_000) * 100 * SCALE)


def test_beds_beyond_the_contract_have_the_price_of_the_reserve(books: Books) -> None:
    books.record.stocks[0, Stock.DETAINED_ADULT, [MEXICAN, GUATEMALAN]] = 50, 70
    bill = books.closed()
    assert (bill["adult_beds"], bill["surge_beds"]) == (100 * 10_000, 20 * 15_000)
    books.record.stocks[1, Stock.DETAINED_ADULT, MEXICAN] = 60
    bill = books.closed(1)
    assert (bill["adult_beds"], bill["surge_beds"]) == (60 * 10_000, 0)


def test_shelters_are_paid_for_those_who_found_a_place(books: Books) -> None:
    books.record.stocks[0, Stock.WAITING_IN_MEXICO, GUATEMALAN] = 30
    books.record.tallies[0, Tally.BEYOND_SHELTER] = 12
    assert books.closed()["shelter_days"] == 18 * 2_000


def test_mexicans_are_received_by_mexico_and_others_by_their_own_countries(books: Books) -> None:
    books.record.flows[2, Flow.REMOVED_CBP_ER_GROUND, MEXICAN] = 5
    books.record.flows[2, Flow.REMOVED_ICE_ORDER_CHARTER, GUATEMALAN] = 7
    bill = books.closed(2)
    assert (bill["reception"], bill["reception_elsewhere"]) == (5 * 3_000, 7 * 3_000)


def test_interviews_held_are_paid_for(books: Books) -> None:
    books.record.tallies[0, Tally.FEAR_SLOTS_USED] = 9
    assert books.closed()["fear_interviews"] == 9 * 40_000


def test_a_commercial_seat_is_a_fare_and_the_trips_of_those_who_go_along(books: Books) -> None:
    books.record.flows[3, Flow.REMOVED_ICE_ER_COMMERCIAL, GUATEMALAN] = 3
    assert books.closed(3)["commercial_flights"] == 3 * (50_000 + 80_000)


def test_people_in_hold_are_paid_for_by_the_day(books: Books) -> None:
    books.record.stocks[4, Stock.HOLD, MEXICAN] = 11
    assert books.closed(4)["hold_days"] == 11 * 25_000


def test_what_is_fixed_is_paid_by_the_day_whatever_is_counted(books: Books) -> None:
    assert books.closed(5)["courts_fixed"] == round(100_000 * 100 * SCALE)


def test_where_nothing_is_ordered_nobody_is_hired_and_no_mile_is_built(books: Books) -> None:
    bill = books.closed(5)
    assert [bill[item] for item in ("agents_hired", "agents_added", "officers_hired", "officers_added", "barrier")] == [
        0
    ] * 5


def test_each_mile_of_barrier_is_paid_on_the_day_on_which_it_stands() -> None:
    orders = (
        "border.barrier_miles_added=250",
        "border.barrier_first_mile_days=0",
        "costs.barrier_usd_per_mile=1000000",
    )
    books = Books(*orders, "border.barrier_miles_per_year=36500")
    paid = [books.closed(day)["barrier"] for day in range(DAYS)]
    assert paid == [round(miles * 1_000_000 * 100 * SCALE) for miles in (100, 100, 50, 0, 0, 0)]
    assert np.asarray(paid).sum() == 250 * 1_000_000 * 100 * SCALE


def test_all_who_enter_the_academy_are_paid_for_once_and_those_on_board_by_the_day() -> None:
    hiring = "staffing.usbp_agents_hiring"
    orders = (
        *("staffing.usbp_agents_added=1000", f"{hiring}.time_to_hire_days=0", f"{hiring}.academy_days=1"),
        *(f"{hiring}.academy_places_per_year=1000000000", f"{hiring}.applicants_added_per_year=1000000000"),
        *(
            f"{hiring}.attrition_per_year=0",
            f"{hiring}.academy_completed_share=0.8",
            "costs.agent_hire_usd=5000",
            "costs.agent_usd_per_year=365000",
        ),
    )
    bills = [Books(*orders).closed(day) for day in range(DAYS)]
    assert sum(bill["agents_hired"] for bill in bills) == pytest.approx(1_250 * 5_000 * 100 * SCALE, rel=1e-3)
    assert bills[-1]["agents_added"] == pytest.approx(1_000 * 1_000 * 100 * SCALE, rel=1e-3)
    assert bills[0]["officers_hired"] == 0
