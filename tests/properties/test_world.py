"""The calendar equals a dictionary and the line equals a sorted list, whatever is asked of them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import Event, Source
from sim.engine.queues import make_queues
from sim.model.end_of_day import is_anybody_overdue
from tests.batches import Calendar, Line, Newcomers, Persons

PEOPLE = 12


def people() -> Persons:
    """Admit a dozen persons, each alone."""
    persons = Persons()
    persons.admit(
        Newcomers(
            key=keys_of(PEOPLE, "p"),
            nationality=np.full(PEOPLE, Nationality.MEXICO, np.uint8),
            kind=np.full(PEOPLE, PersonClass.SINGLE_ADULT, np.uint8),
            source=np.full(PEOPLE, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(PEOPLE, np.bool_),
        )
    )
    return persons


acts = st.lists(
    st.tuples(st.sampled_from(["book", "cancel"]), st.sets(st.integers(0, PEOPLE - 1), min_size=1), st.integers(0, 9)),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(acts)
def test_a_calendar_equals_a_dictionary(script: list[tuple[str, set[int], int]]) -> None:
    persons = people()
    calendar, truth = Calendar(persons, Event.RELEASE), dict[int, int]()
    for act, who, day in script:
        rows = np.array(sorted(who))
        if act == "book":
            calendar.book(rows, np.full(len(rows), day, np.int32))
            truth |= dict.fromkeys(who, day)
        else:
            calendar.cancel(rows)
            truth = {row: when for row, when in truth.items() if row not in who}
    for day in range(10):
        assert sorted(calendar.take(day).tolist()) == sorted(row for row, when in truth.items() if when == day)


moves = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "take"]), st.integers(0, PEOPLE - 1), st.integers(0, 3)), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_a_line_equals_a_sorted_list(script: list[tuple[str, int, int]]) -> None:
    persons = people()
    line, truth, day = Line(persons, make_queues(2)), list[tuple[int, int, int, int]](), 0
    for act, row, number in script:
        present = [entry for entry in truth if entry[3] == row]
        if act == "join" and not present:
            day += number // 2
            line.join(np.array([row]), day, number % 2)
            truth.append((number % 2, day, int(persons.key[row]), row))
        elif act == "leave" and present:
            line.leave(np.array([row]))
            truth.remove(present[0])
        elif act == "take":
            truth.sort()
            assert line.take(number).tolist() == [entry[3] for entry in truth[:number]]
            truth = truth[number:]
        assert line.size == len(truth)


def test_an_appointment_beyond_every_run_is_kept_and_never_comes() -> None:
    persons = people()
    calendar = Calendar(persons, Event.REVIEW)
    rows = np.arange(PEOPLE)
    calendar.book(rows[:6], 40_000)
    calendar.book(rows[6:], np.full(PEOPLE - 6, 1_000_000, np.int32))
    assert len(calendar.take(399)) == 0
    assert not is_anybody_overdue(persons.state, 7_305)
