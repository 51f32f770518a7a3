"""Each arrest is written down in the cell of its day or year, of where it was, of who it was and of what followed."""

from datetime import date

import numpy as np

from sim.base.codes import CLASSES, GROUPS, SECTORS, Nationality, PersonClass, Sector
from sim.base.days import Clock
from sim.base.draws import keys_of
from sim.engine.columns import NO_SECTOR, Disposition, Order, Source
from sim.engine.state import Store
from sim.engine.verbs import record_disposition, record_encounter
from tests.batches import Newcomers, Persons, Rows

DAYS = 400
SOURCES = (Source.BORDER, Source.PORT, Source.INTERIOR)
"""Where people are arrested or met."""


def people() -> tuple[Persons, Rows]:
    """One person of each nationality and class, met in turn at each of four places."""
    persons = Persons(Store(64, Clock(date(2016, 10, 1), DAYS, np.ones(DAYS, np.bool_), {})))
    groups = [(nationality, kind) for nationality in Nationality for kind in PersonClass]
    count = len(groups)
    rows = persons.admit(
        Newcomers(
            key=keys_of(count, "recorded"),
            nationality=np.array([nationality for nationality, _ in groups], np.uint8),
            kind=np.array([kind for _, kind in groups], np.uint8),
            source=np.arange(count).astype(np.uint8) % np.uint8(4),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )
    persons.disposition[rows] = np.arange(count) % len(Disposition)
    persons.order[rows] = np.arange(count) % len(Order)
    persons.sector[rows] = np.where(np.arange(count) % 8 == 0, NO_SECTOR, np.arange(count) % SECTORS)
    return persons, rows


def test_a_track_and_an_order_are_counted_in_the_year_of_the_arrest() -> None:
    persons, rows = people()
    record = persons.store
    for day, some in ((3, rows), (380, rows[:5])):
        for row in some:
            record_disposition(persons.state, persons.people[row], day)
    found = record.dispositions.reshape(2, len(SOURCES), GROUPS, len(Disposition), len(Order))
    expected = np.zeros_like(found)
    for year, some in ((0, rows), (1, rows[:5])):
        for row in some.tolist():
            if persons.source[row] in SOURCES:
                disposition, order = persons.disposition[row], persons.order[row]
                expected[year, persons.source[row], persons.group[row], disposition, order] += 1
    assert expected.sum() > len(rows) // 2
    assert np.array_equal(found, expected)


def test_a_person_is_met_on_a_day_at_a_place_and_between_ports_in_a_sector() -> None:
    persons, rows = people()
    record = persons.store
    for row in rows:
        record_encounter(persons.state, persons.people[row], 7)
    met = record.encounters.reshape(-1, len(SOURCES), GROUPS)
    sectors = record.sectors.reshape(-1, SECTORS, CLASSES)
    for row in rows.tolist():
        source = int(persons.source[row])
        known = source in SOURCES
        assert met[7, :, persons.group[row]].sum() == int(known)
        if known:
            assert met[7, source, persons.group[row]] == 1
    expected = np.zeros((SECTORS, CLASSES), np.int64)
    for row in rows.tolist():
        if persons.source[row] == Source.BORDER and persons.sector[row] != NO_SECTOR:
            expected[persons.sector[row], persons.kind[row]] += 1
    assert 0 < expected.sum() < (persons.source[rows] == Source.BORDER).sum()
    assert np.array_equal(sectors[7], expected)
    assert not np.delete(met, 7, axis=0).any()
    assert len(Sector) == SECTORS
