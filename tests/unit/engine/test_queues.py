"""Lines are served by class, day and key; families stay together; who left is not served."""

import numpy as np

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import Source, Ticket
from sim.engine.queues import make_queues
from tests.batches import Line, Newcomers, Persons


def world(sizes: list[int]) -> tuple[Persons, np.ndarray]:
    """Admit families of these sizes; a size of one is a person alone."""
    persons = Persons()
    heads = keys_of(len(sizes), "family")
    keys = np.concatenate([head + np.arange(size, dtype=np.uint64) for head, size in zip(heads, sizes, strict=True)])
    count = len(keys)
    rows = persons.admit(
        Newcomers(
            key=keys,
            nationality=np.full(count, Nationality.HONDURAS, np.uint8),
            kind=np.full(count, PersonClass.FAMILY_MEMBER, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )
    return persons, rows


def test_the_first_class_then_the_earlier_day_then_the_smaller_key_is_served_first() -> None:
    persons, rows = world([1] * 6)
    line = Line(persons, make_queues(2))
    line.join(rows[:2], 5, 1)
    line.join(rows[2:4], 3, 1)
    line.join(rows[4:], 9, 0)
    order = line.take(6)
    by_key = [sorted(pair.tolist(), key=lambda row: int(persons.key[row])) for pair in (rows[4:], rows[:2], rows[2:4])]
    assert order.tolist() == by_key[0] + by_key[2] + by_key[1]


def test_who_left_is_not_served_and_who_joined_again_stands_at_the_end() -> None:
    persons, rows = world([1] * 3)
    line = Line(persons, make_queues())
    line.join(rows, 1)
    line.leave(rows[:1])
    line.join(rows[:1], 2)
    assert line.size == 3
    assert line.take(3).tolist()[-1] == rows[0]
    assert line.size == 0
    assert len(line.take(5)) == 0


def test_a_family_is_taken_whole_or_not_at_all() -> None:
    persons, rows = world([2, 2, 2])
    line = Line(persons, make_queues())
    line.join(rows, 1)
    assert len(line.take(3)) == 2
    assert len(line.take(1)) == 0
    assert len(line.take(4)) == 4


def test_families_count_as_one_where_service_is_by_family() -> None:
    persons, rows = world([3, 1, 2, 4])
    line = Line(persons, make_queues())
    line.join(rows, 1)
    taken = line.take(2, by_family=True)
    assert int(persons.is_head(taken).sum()) == 2
    assert line.size == len(rows) - len(taken)


def test_the_newest_day_is_served_first_where_the_rule_says_so() -> None:
    persons, rows = world([1, 1])
    line = Line(persons, make_queues(newest_first=True))
    line.join(rows[:1], 1)
    line.join(rows[1:], 2)
    assert line.take(1).tolist() == [rows[1]]


def test_a_person_may_stand_in_lines_of_two_kinds_at_once() -> None:
    persons, rows = world([1])
    docket, release = Line(persons, make_queues()), Line(persons, make_queues(ticket=Ticket.RELEASE))
    docket.join(rows, 1)
    release.join(rows, 1)
    assert len(docket.take(1)) == 1
    assert len(release.take(1)) == 1


def test_those_who_joined_by_a_day_are_taken_together() -> None:
    persons, rows = world([1] * 3)
    line = Line(persons, make_queues())
    for day, row in enumerate(rows):
        line.join(np.array([row]), day)
    members, joined = line.members(0)
    assert members[joined <= 1].tolist() == rows[:2].tolist()
    line.leave(members[joined <= 1])
    assert line.oldest() == 2


def test_a_family_at_the_end_of_a_long_batch_is_not_cut_apart() -> None:
    for before in range(60, 72):
        persons, rows = world([1] * before + [4])
        line = Line(persons, make_queues())
        order = np.argsort(persons.key[rows], kind="stable")
        family = {int(row) for row in rows[before:]}
        if int(rows[order][-1]) not in family:
            persons.key[rows[before:]] |= np.uint64(1) << np.uint64(63)
            persons.key[rows[:before]] &= ~(np.uint64(1) << np.uint64(63))
        line.join(rows, 1)
        while line.size:
            taken = {int(row) for row in line.take(4)}
            assert not taken & family or family <= taken


def test_in_a_line_that_serves_the_newest_first_an_old_day_stands_at_the_end() -> None:
    persons, rows = world([1] * 3)
    line = Line(persons, make_queues(newest_first=True))
    for row, day in zip(rows, (5, 9, 7), strict=True):
        line.join(np.array([row]), day)
    assert line.take(3).tolist() == [rows[1], rows[2], rows[0]]


def test_who_joined_another_queue_of_the_kind_is_in_the_first_no_longer() -> None:
    persons, rows = world([1] * 4)
    line, other = Line(persons, make_queues()), Line(persons, make_queues())
    line.join(rows, 5)
    other.join(rows[:2], 6)
    left = set(rows[2:].tolist())
    assert line.size_of(0) == 2
    assert set(line.members(0)[0].tolist()) == left
    assert line.oldest() == 5
    assert set(line.take(9).tolist()) == left
    assert line.members(0)[0].tolist() == []
    assert line.oldest() is None
    assert set(other.take(9).tolist()) == set(rows[:2].tolist())


def test_a_class_behind_one_in_which_nobody_is_left_is_served() -> None:
    persons, rows = world([1] * 3)
    line, other = Line(persons, make_queues(2)), Line(persons, make_queues())
    line.join(rows[:1], 5, 0)
    line.join(rows[1:], 5, 1)
    other.join(rows[:1], 6)
    assert set(line.take(9).tolist()) == set(rows[1:].tolist())
