"""There is one door through which places and cases change, and it is guarded."""

import numpy as np
import pytest

from sim.base.codes import GROUPS, Nationality, PersonClass
from sim.base.draws import keys_of
from sim.base.errors import InvariantError
from sim.engine.columns import Source
from sim.engine.diagrams import CASE_EDGES, CASES, PLACE_EDGES, STATE_TABLE, Case, Docket, Place
from sim.engine.state import Store
from tests.batches import Newcomers, Persons


def some(count: int, persons: Persons, nationality: int = Nationality.HONDURAS) -> np.ndarray:
    """Admit single adults."""
    return persons.admit(
        Newcomers(
            key=keys_of(count, "test", persons.size),
            nationality=np.full(count, nationality, np.uint8),
            kind=np.full(count, PersonClass.SINGLE_ADULT, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )


def test_a_person_may_not_leave_a_hearing_that_was_never_filed() -> None:
    persons = Persons()
    rows = some(3, persons)
    persons.move(rows, place=Place.HOLD)
    with pytest.raises(InvariantError, match="HOLD, NONE to HOLD, RELIEF"):
        persons.move(rows, case=Case.RELIEF)


def test_an_adult_in_a_bed_cannot_be_sent_to_mexico() -> None:
    persons = Persons()
    rows = some(1, persons)
    persons.move(rows, place=Place.HOLD)
    persons.move(rows, place=Place.ADULT_BED)
    with pytest.raises(InvariantError):
        persons.move(rows, place=Place.IN_MEXICO, case=Case.SERVED)


def test_counts_follow_every_move_and_agree_with_a_recount() -> None:
    persons = Persons(Store(capacity=2))
    rows = some(5, persons)
    persons.move(rows[:3], place=Place.HOLD)
    persons.move(rows[:2], place=Place.AT_LARGE, case=Case.SERVED)
    persons.move(rows[:1], case=Case.PENDING, docket=Docket.GENERAL)
    counts = persons.counts()
    assert counts[Place.HOLD].sum() == 1
    assert counts[Place.AT_LARGE, Case.SERVED].sum() == 1
    assert counts[Place.AT_LARGE, Case.PENDING, Docket.GENERAL].sum() == 1
    assert counts.sum() == 5
    persons.recount()


def test_a_place_written_past_the_door_is_found_by_the_recount() -> None:
    persons = Persons()
    rows = some(2, persons)
    persons.counts()
    persons.place[rows[0]] = Place.ORR
    with pytest.raises(InvariantError, match="recount"):
        persons.recount()


def test_the_table_of_states_holds_every_edge_and_no_other_place() -> None:
    for here in Place:
        for there in Place:
            block = STATE_TABLE[here * CASES : (here + 1) * CASES, there * CASES : (there + 1) * CASES]
            if here != there and there not in PLACE_EDGES[here]:
                assert not block.any()
    assert not STATE_TABLE[Place.AT_LARGE * CASES + Case.RELIEF, Place.AT_LARGE * CASES + Case.FINAL]
    assert set(CASE_EDGES) == set(Case)


def test_a_group_is_nationality_and_class() -> None:
    persons = Persons()
    rows = some(1, persons, Nationality.OTHER_RECALCITRANT)
    assert int(persons.group[rows][0]) == Nationality.OTHER_RECALCITRANT * 3 < GROUPS


def test_a_batch_of_any_size_is_moved_and_a_row_twice_in_it_is_counted_once() -> None:
    many = 70_000
    persons = Persons()
    rows = some(many, persons)
    persons.move(rows, place=Place.HOLD)
    assert int(persons.counts()[Place.HOLD].sum()) == many
    persons.move(np.concatenate([rows, rows[-1:]]), place=Place.ABROAD)
    assert int(persons.counts()[Place.ABROAD].sum()) == many
    persons.recount()
