"""The calendar of a docket says who is heard on which day; who has left, moved or been moved up is not called."""

import numpy as np

from sim.engine.columns import NEVER, Event
from sim.engine.diagrams import DOCKETS, Case, Docket, Place
from sim.engine.event_calendar import book_hearing, call_hearings, ready_on, strike_hearing
from tests.batches import Persons, Rows
from tests.unit.engine.test_queues import world

GENERAL = int(Docket.GENERAL)


def court(sizes: list[int], days: list[int]) -> tuple[Persons, Rows]:
    """Persons with a pending case on the general docket, and the day for which each is booked."""
    persons, rows = world(sizes)
    persons.move(rows, place=Place.AT_LARGE, case=Case.PENDING, docket=Docket.GENERAL)
    persons.ready[rows] = 0
    for row, day in zip(rows.tolist(), days, strict=True):
        book_hearing(persons.state, persons.people[row], row, day)
    return persons, rows


def test_those_booked_for_a_day_are_called_on_it_in_the_order_of_keys() -> None:
    persons, rows = court([1] * 4, [7, 9, 7, 7])
    booked = persons.store.booked[Docket.GENERAL]
    assert booked[[7, 9]].tolist() == [3, 1]
    called = call_hearings(persons.state, GENERAL, 7)
    assert called.tolist() == sorted(rows[[0, 2, 3]].tolist(), key=lambda row: int(persons.key[row]))
    assert (persons.due[Event.HEARING][called] == NEVER).all()
    assert booked[7] == 0
    assert call_hearings(persons.state, GENERAL, 7).size == 0


def test_who_was_struck_or_went_to_another_docket_is_not_called() -> None:
    persons, rows = court([1] * 3, [5, 5, 5])
    for row in rows[:2].tolist():
        strike_hearing(persons.state, persons.people[row])
    persons.move(rows[1:2], docket=Docket.DETAINED)
    book_hearing(persons.state, persons.people[int(rows[1])], int(rows[1]), 5)
    assert call_hearings(persons.state, GENERAL, 5).tolist() == rows[2:].tolist()


def test_who_is_set_for_the_merits_stands_in_another_book() -> None:
    persons, rows = court([1] * 2, [5, 5])
    person, row = persons.people[int(rows[0])], int(rows[0])
    strike_hearing(persons.state, person)
    persons.is_for_merits[rows[:1]] = True
    book_hearing(persons.state, person, row, 5)
    assert call_hearings(persons.state, GENERAL, 5).tolist() == rows[1:].tolist()
    assert call_hearings(persons.state, GENERAL + DOCKETS, 5).tolist() == [row]


def test_who_is_struck_and_booked_again_for_the_same_day_is_called_once() -> None:
    persons, rows = court([1], [5])
    person, row = persons.people[int(rows[0])], int(rows[0])
    strike_hearing(persons.state, person)
    book_hearing(persons.state, person, row, 5)
    assert call_hearings(persons.state, GENERAL, 5).tolist() == [row]


def test_those_who_could_be_heard_sooner_are_found_and_the_others_keep_their_date() -> None:
    persons, rows = court([1] * 3, [10, 10, 10])
    persons.ready[rows[0]] = 9
    assert set(ready_on(persons.state, GENERAL, 10, 5).tolist()) == set(rows[1:].tolist())
    assert persons.store.booked[Docket.GENERAL, 10] == 3
    assert np.array_equal(np.sort(call_hearings(persons.state, GENERAL, 10)), np.sort(rows))
