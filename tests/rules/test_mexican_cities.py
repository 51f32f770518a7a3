"""People sent back wait in the city across the line, where shelters have so many places."""

import numpy as np

from sim.base.codes import Sector
from sim.engine.columns import CITY_ACROSS, City
from sim.engine.diagrams import Place
from sim.engine.vocabulary import Stock, Tally
from sim.model.end_of_day import shelter_places
from sim.model.run import play, simulate
from sim.results.metric_definition import totals_by_period
from sim.results.metrics import METRIC
from tests.worlds import small

SENT_BACK = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
CITIES = slice(Stock.WAITING_TIJUANA, Stock.WAITING_REYNOSA + 1)


def test_whoever_waits_in_mexico_waits_in_the_city_across_from_the_sector() -> None:
    ctx, _ = play(small("status-quo", *SENT_BACK))
    persons, stocks = ctx.persons, ctx.record.stocks
    waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    by_city = np.bincount(CITY_ACROSS[persons.sector[waiting]], minlength=len(City))
    assert len(waiting) > 20
    assert stocks[-1, CITIES].sum(axis=1).tolist() == by_city.tolist()
    assert (stocks[:, CITIES].sum(axis=1) == stocks[:, Stock.WAITING_IN_MEXICO]).all()


def test_each_sector_along_mexico_has_a_city_of_its_own() -> None:
    along = [sector for sector in Sector if sector not in (Sector.NORTHERN, Sector.COASTAL)]
    assert sorted(CITY_ACROSS[along].tolist()) == list(City)
    assert CITY_ACROSS[Sector.RIO_GRANDE_VALLEY] == City.REYNOSA


def test_the_places_of_the_cities_together_are_those_of_the_border() -> None:
    inputs = small("status-quo", "mexico.shelter_places=5501", scale=0.1)
    assert (shelter_places(inputs).sum(axis=1) == 550).all()
    assert shelter_places(inputs)[0, City.TIJUANA] == round(550 * 0.344)


def test_a_free_place_in_one_city_shelters_nobody_in_another() -> None:
    only_west = tuple(f"mexico.shelter_share.{city.name.lower()}=0" for city in City if city != City.TIJUANA)
    recording = simulate(small("status-quo", *SENT_BACK, *only_west, "mexico.shelter_places=500000"))
    waiting = recording.stocks[:, Stock.WAITING_IN_MEXICO].sum(axis=1)
    in_tijuana = recording.stocks[:, Stock.WAITING_TIJUANA].sum(axis=1)
    assert 0 < in_tijuana[-1] < waiting[-1]
    assert (recording.tallies[:, Tally.BEYOND_SHELTER] == waiting - in_tijuana).all()
    wide = simulate(small("status-quo", *SENT_BACK, "mexico.shelter_places=500000"))
    assert not wide.tallies[:, Tally.BEYOND_SHELTER].any()


def test_days_beyond_shelter_places_add_up_over_the_cities() -> None:
    recording = simulate(small("status-quo", *SENT_BACK, "mexico.shelter_places=5000"))
    for observed in totals_by_period(recording):
        everywhere, *cities = METRIC["beyond_shelter_days"].formula(observed)
        assert everywhere.value == sum(cell.value for cell in cities) > 0
