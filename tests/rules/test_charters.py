"""Charters: who flies where, what a mission carries, when it leaves and what it costs."""

from dataclasses import replace

import numpy as np
import pytest
import simpy

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, Event, Manner, Mode, Route, Source
from sim.engine.recording import ITEM, Recording
from sim.engine.state import Store
from sim.engine.vocabulary import Flow, Tally
from sim.model.context import Context
from sim.model.removal.charters import DOMESTIC, Fleet, landings_by, longest_wait, mission_minutes, pickup_minutes
from sim.model.removal.orders import Travel, receive_documents
from sim.model.run import play, simulate
from tests.batches import Calendar, Newcomers, Persons, line
from tests.worlds import small

ADULT = PersonClass.SINGLE_ADULT


def tallied(recording: Recording, tally: Tally) -> int:
    """Add a tally up over the run."""
    return int(recording.tallies[:, tally].sum())


def played(*settings: str, scale: float = 0.02, days: int = 60) -> Context:
    """Play some days of the status quo."""
    return play(small("status-quo", *settings, scale=scale, days=days))[0]


def test_missions_abroad_take_their_hours_from_the_distance_and_the_pick_ups() -> None:
    ctx = played(scale=0.004, days=1)
    minutes, pickup = mission_minutes(ctx)[:, 0], pickup_minutes(ctx)
    assert minutes[Route.GUATEMALA] == round(5.5 * 1.45 * 60)
    assert pickup[Route.GUATEMALA] == minutes[Route.GUATEMALA] - round(5.5 * 60)
    assert pickup[Route.LONG_RANGE] == 0
    assert minutes[Route.LONG_RANGE] == round(33.4 * 60)
    assert pickup[DOMESTIC] == minutes[DOMESTIC]


def test_everybody_waits_in_one_line_that_of_the_own_route() -> None:
    by_air = (f"removal.charter_share.{country}=1" for country in ("guatemala", "haiti", "honduras"))
    inputs = small("status-quo", *by_air, days=2)
    ctx = Context(simpy.Environment(), inputs, Store(64, inputs.clock))
    nationality = np.array([Nationality.GUATEMALA, Nationality.HAITI, Nationality.HONDURAS] * 4, np.uint8)
    many = len(nationality)
    kind, source = np.full(many, ADULT, np.uint8), np.full(many, Source.BORDER, np.uint8)
    keys = keys_of(many, "staging")
    rows = Persons(ctx.record).admit(Newcomers(keys, nationality, kind, source, np.zeros(many, np.bool_)))
    Calendar(ctx.persons, Event.DOCUMENT).book(rows, 0)
    receive_documents(ctx.state, Travel.of(ctx), 0)
    waiting = {route: line(ctx.record, "routes", route).size_of(0) for route in Route}
    assert waiting == {route: 4 * (route in {Route.GUATEMALA, Route.HAITI, Route.HONDURAS}) for route in Route}


def test_the_landings_of_a_week_are_spread_over_its_weekdays() -> None:
    fleet = Fleet.of(played(scale=0.004, days=1))
    assert [landings_by(fleet, int(Route.GUATEMALA), weekday) for weekday in range(5)] == [3, 5, 8, 10, 12]


def test_no_more_missions_land_in_a_week_than_the_country_allows() -> None:
    one = simulate(small("status-quo", "removal.charter.longest_wait_days=1", *_LANDINGS, scale=0.05))
    flights = one.tallies[:, Tally.FLIGHTS].sum()
    transfers_only = simulate(small("status-quo", "removal.charter.longest_wait_days=1", *_CLOSED, scale=0.05))
    assert 0 < flights - tallied(transfers_only, Tally.FLIGHTS) <= len(_LANDINGS) * 10


_ROUTES = ("mexico", "mexico_interior", "guatemala", "honduras", "el_salvador", "haiti", "regional", "long_range")
_LANDINGS = tuple(f"removal.charter.weekly_landings.{route}=1" for route in _ROUTES)
_CLOSED = (
    *(f"removal.charter.weekly_landings.{route}=0" for route in _ROUTES),
    "removal.charter.transfer_seats_abroad=0",
)


def test_mexicans_flown_inland_are_set_down_there_and_others_at_the_bridge() -> None:
    ctx = played("removal.farther_share.mexico=1", "removal.charter_share.mexico=1")
    persons = ctx.persons
    flown = np.flatnonzero(
        (persons.mode[: persons.size] == Mode.CHARTER)
        & (persons.nationality[: persons.size] == Nationality.MEXICO)
        & (persons.repatriated[: persons.size] != NEVER)
        & (persons.arrests[: persons.size] == 1)
    )
    assert len(flown) > 20
    assert set(persons.manner[flown].tolist()) == {Manner.INTERIOR_FLIGHT}
    near = played("removal.farther_share.mexico=0", "removal.charter_share.mexico=1")
    assert not (near.persons.manner == Manner.INTERIOR_FLIGHT).any()


def test_long_range_missions_have_hours_and_a_price_of_their_own() -> None:
    far = ("removal.farther_share.other=1", "removal.charter_share.other=1", "removal.commercial_share.other=0")
    recording = simulate(small("status-quo", *far, "removal.charter.long_range.usd_per_flight_hour=0", scale=0.02))
    assert tallied(recording, Tally.LONG_RANGE_FLIGHTS) > 0
    minutes = tallied(recording, Tally.FLIGHT_MINUTES) - tallied(recording, Tally.LONG_RANGE_MINUTES)
    cents = int(recording.ledger[:, ITEM["charter_flights"]].sum())
    assert cents == pytest.approx(minutes / 60 * 841_900 * 0.02, abs=recording.days)


def test_transfers_ride_along_and_their_share_of_the_hours_is_by_heads() -> None:
    none = simulate(small("status-quo", "removal.charter.transfer_seats_abroad=0", scale=0.05))
    some = simulate(small("status-quo", "removal.charter.transfer_seats_abroad=40", scale=0.05))
    assert tallied(some, Tally.FLIGHTS) < tallied(none, Tally.FLIGHTS)
    assert tallied(some, Tally.TRANSFERS) == pytest.approx(tallied(none, Tally.TRANSFERS), rel=0.1)
    assert 0 < tallied(some, Tally.TRANSFER_MINUTES) < tallied(some, Tally.FLIGHT_MINUTES)


def test_a_mission_that_misses_a_stop_leaves_without_its_people_and_is_shorter() -> None:
    rule = ("removal.charter.cancelled_share=0", "removal.charter.transfer_share=0")
    all_made, none_made = (
        simulate(small("status-quo", *rule, f"removal.charter.pickup_missed_share={share}", scale=0.05))
        for share in (0, 1)
    )
    assert tallied(all_made, Tally.DROP_OFFS) > 100
    far = Flow.REMOVED_ICE_ORDER_CHARTER
    near = [code for code in range(len(Nationality) * CLASSES) if code // CLASSES in (0, 1, 2, 3, 5)]
    assert int(none_made.flows[:, far, near].sum()) == 0
    per_mission = [
        (tallied(one, Tally.FLIGHT_MINUTES) - tallied(one, Tally.LONG_RANGE_MINUTES))
        / (tallied(one, Tally.FLIGHTS) - tallied(one, Tally.LONG_RANGE_FLIGHTS))
        for one in (all_made, none_made)
    ]
    assert per_mission[1] < per_mission[0] / 1.3


def test_people_of_a_stop_stay_together_and_wait() -> None:
    often = simulate(small("status-quo", "removal.charter.pickup_missed_share=0.4", scale=0.1, days=40))
    never = simulate(small("status-quo", "removal.charter.pickup_missed_share=0", scale=0.1, days=40))
    assert tallied(often, Tally.FLIGHTS_UNDER_80) > tallied(never, Tally.FLIGHTS_UNDER_80)
    assert tallied(often, Tally.DROP_OFFS) < tallied(never, Tally.DROP_OFFS)


def test_a_cancelled_mission_is_not_flown_and_its_people_wait() -> None:
    recording = simulate(small("status-quo", "removal.charter.cancelled_share=1"))
    assert tallied(recording, Tally.FLIGHTS) == 0
    assert tallied(recording, Tally.FLIGHTS_CANCELLED) > 0
    charter = [flow for flow in Flow if flow.name.endswith("_CHARTER")]
    assert not recording.flows[:, charter].any()


def test_small_loads_and_empty_seats_fall_when_aircraft_wait_until_they_are_full() -> None:
    patient = ("removal.charter.load_threshold=113", "removal.charter.longest_wait_days=60")
    hasty = ("removal.charter.load_threshold=40", "removal.charter.longest_wait_days=1")
    full, part = (simulate(small("status-quo", *rule, scale=0.1, days=40)) for rule in (patient, hasty))
    for tally in (Tally.FLIGHTS_UNDER_80, Tally.FLIGHTS_UNDER_60):
        assert tallied(full, tally) < tallied(part, tally)
    assert tallied(full, Tally.EMPTY_SEAT_CENTS) < tallied(part, Tally.EMPTY_SEAT_CENTS)
    assert tallied(part, Tally.FLIGHTS_UNDER_40) <= tallied(part, Tally.FLIGHTS_UNDER_60)


def test_sanctions_bring_documents_only_for_the_countries_they_cover() -> None:
    rule = ("removal.never_documented_share.other_recalcitrant=1", "removal.visa_sanctions.effect=1")
    settings = (*rule, "removal.document_days.other_recalcitrant=3", "detention.beds.adult=500000")
    without = simulate(small("status-quo", *settings, scale=0.02))
    under = simulate(small("status-quo", *settings, "removal.visa_sanctions.coverage=1", scale=0.02))
    removed = [flow for flow in Flow if flow.name.startswith("REMOVED_ICE")]
    group = Nationality.OTHER_RECALCITRANT * CLASSES + ADULT
    assert int(without.flows[:, removed, group].sum()) == 0
    assert int(under.flows[:, removed, group].sum()) > 0
    others = [code for code in range(len(Nationality) * CLASSES) if code // CLASSES != Nationality.OTHER_RECALCITRANT]
    ground = Flow.REMOVED_ICE_ORDER_GROUND
    assert (without.flows[:, ground, others] == under.flows[:, ground, others]).all()


def test_visa_sanctions_without_effect_change_nothing() -> None:
    base = simulate(small("status-quo"))
    idle = simulate(small("status-quo", "removal.visa_sanctions.coverage=1", "removal.visa_sanctions.effect=0"))
    assert (base.flows == idle.flows).all()
    assert (base.ledger == idle.ledger).all()


def test_a_commercial_seat_costs_a_fare_and_the_trips_of_escorts() -> None:
    settings = ("costs.commercial_fare_usd=1000", "costs.escort_usd=3000", "removal.escorted_share=0.5")
    recording = simulate(small("status-quo", *settings, "removal.escorts_each=2", scale=0.02))
    seats = [flow for flow in Flow if flow.name.endswith("_COMMERCIAL")]
    people = int(recording.flows[:, seats].sum())
    assert people > 0
    assert int(recording.ledger[:, ITEM["commercial_flights"]].sum()) == people * 400_000


def test_haitians_come_to_ports_in_a_wave_and_are_flown_home() -> None:
    wave = simulate(small("status-quo", scale=0.02, days=180))
    none = simulate(small("status-quo", "ports.nationality_share.haiti=0.05", scale=0.02, days=180))
    mine = slice(Nationality.HAITI * CLASSES, (Nationality.HAITI + 1) * CLASSES)
    met = wave.flows[:, Flow.INADMISSIBLE, mine].sum(axis=1)
    assert met[:120].sum() / 120 > 4 * met[124:].sum() / 56
    charter = [flow for flow in Flow if flow.name.endswith("_CHARTER")]
    flown, without = (int(one.flows[:, charter, mine].sum()) for one in (wave, none))
    assert flown > 1.3 * without


def test_flights_to_haiti_wait_a_month_until_removals_are_resumed() -> None:
    ctx = replace(played(scale=0.004, days=1), inputs=small("observed", days=400))
    haiti, guatemala = longest_wait(ctx)[[Route.HAITI, Route.GUATEMALA]]
    assert haiti[0] == 30
    assert haiti[-1] == guatemala[-1] == guatemala[0] == 6
