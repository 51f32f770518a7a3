"""A docket's book says who is heard on which day; who has left, moved or been moved up is not called."""

import numpy as np

from sim.world.columns import NEVER, Appointment
from sim.world.diagrams import Case, Docket, Place
from sim.world.hearing_book import HearingBook
from sim.world.persons import Persons, Rows
from tests.unit.world.test_lines import world


def court(sizes: list[int]) -> tuple[Persons, Rows, HearingBook]:
    """Persons with a pending case on the general docket, and its book."""
    persons, rows = world(sizes)
    persons.move(rows, place=Place.AT_LARGE, case=Case.PENDING, docket=Docket.GENERAL)
    persons.ready[rows] = 0
    return persons, rows, HearingBook(persons, Docket.GENERAL, 100)


def test_those_booked_for_a_day_are_called_on_it_in_the_order_of_keys() -> None:
    persons, rows, book = court([1] * 4)
    book.write(rows, np.array([7, 9, 7, 7]))
    assert book.booked[[7, 9]].tolist() == [3, 1]
    called = book.call(7)
    assert called.tolist() == sorted(rows[[0, 2, 3]].tolist(), key=lambda row: int(persons.key[row]))
    assert (persons.due[Appointment.HEARING][called] == NEVER).all()
    assert book.booked[7] == 0
    assert book.call(7).size == 0


def test_who_was_struck_or_went_to_another_docket_is_not_called() -> None:
    persons, rows, book = court([1] * 3)
    book.write(rows, np.array([5, 5, 5]))
    book.strike(rows[:1])
    book.strike(rows[1:2])
    persons.move(rows[1:2], docket=Docket.DETAINED)
    HearingBook(persons, Docket.DETAINED, 100).write(rows[1:2], np.array([5]))
    assert book.call(5).tolist() == rows[2:].tolist()


def test_who_is_struck_and_booked_again_for_the_same_day_is_called_once() -> None:
    _, rows, book = court([1])
    book.write(rows, np.array([5]))
    book.strike(rows)
    book.write(rows, np.array([5]))
    assert book.call(5).tolist() == rows.tolist()


def test_those_ready_are_moved_up_from_the_first_days_and_no_family_in_part() -> None:
    persons, rows, book = court([1, 3, 1, 1])
    book.write(rows, np.array([10, 11, 11, 11, 12, 40]))
    persons.ready[rows[0]] = 9
    assert book.move_up(5, 30, 2).size == 0, "the first is not ready, the family does not fit"
    moved = book.move_up(5, 30, 4)
    assert set(moved.tolist()) == set(rows[1:5].tolist())
    assert book.booked.sum() == 2
    assert book.move_up(5, 30, 4).size == 0, "the last is booked too far ahead"
