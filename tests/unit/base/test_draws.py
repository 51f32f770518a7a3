"""Luck is a pure function of seed, decision, person and occasion."""

import numpy as np
import pytest

from sim.base.draws import Stream, keys_of, word_of


def test_the_same_question_gets_the_same_answer_in_any_batch() -> None:
    stream = Stream(3, "court", 1)
    keys = keys_of(1000, "border", "2016-10")
    whole = stream.uniform(keys)
    assert np.array_equal(whole[500:], stream.uniform(keys[500:]))
    assert np.array_equal(whole[::-1], stream.uniform(keys[::-1]))


def test_known_values_never_change() -> None:
    keys = keys_of(3, "border", "2016-10")
    assert keys.tolist() == [4314207225052830352, 3623238278223532528, 10037667810176313440]
    assert keys.tolist() == keys_of(5, "border", "2016-10")[:3].tolist()
    assert int(word_of("a", 1)) == 13924241962069754241
    assert int(word_of("a", 1)) != int(word_of("a1", ""))
    stream = Stream(3, "court", 1)
    assert stream.words(keys).tolist() == [1053507428957682, 3342467948059691, 4966029774048419]
    assert stream.words(keys, 2).tolist() == [8060324804176540, 4888757478915459, 117632177461082]


@pytest.mark.parametrize("other", [Stream(4, "court", 1), Stream(3, "fear", 1), Stream(3, "court", 2)])
def test_other_seeds_decisions_and_replications_are_uncorrelated(other: Stream) -> None:
    keys = keys_of(200_000, "border")
    first, second = Stream(3, "court", 1).uniform(keys), other.uniform(keys)
    assert abs(float(np.corrcoef(first, second)[0, 1])) < 4 / np.sqrt(len(keys))


def test_occasions_are_uncorrelated_and_one_number_equals_an_array_of_it() -> None:
    keys = keys_of(200_000, "border")
    stream = Stream(3, "court", 1)
    first, second = stream.uniform(keys, 0), stream.uniform(keys, 1)
    assert abs(float(np.corrcoef(first, second)[0, 1])) < 4 / np.sqrt(len(keys))
    assert np.array_equal(second, stream.uniform(keys, np.ones(len(keys), np.uint64)))


def test_luck_is_uniform() -> None:
    luck = Stream(1, "court", 1).uniform(keys_of(400_000, "x"))
    counts = np.histogram(luck, bins=100, range=(0, 1))[0]
    chi_square = float(((counts - 4000) ** 2 / 4000).sum())
    assert 99 - 4 * np.sqrt(198) < chi_square < 99 + 4 * np.sqrt(198)
    assert float(luck.min()) >= 0.0
    assert float(luck.max()) < 1.0


def test_keys_leave_room_for_the_members_of_a_family() -> None:
    keys = keys_of(100_000, "x")
    assert not (keys & np.uint64(15)).any()
    assert len(np.unique(keys)) == len(keys)
