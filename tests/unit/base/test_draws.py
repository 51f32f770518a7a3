"""A draw is a pure function of seed, decision, person and occasion."""

import numpy as np
import pytest

from sim.base.draws import Stream, hash64, keys_of


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
    assert int(hash64("a", 1)) == 13924241962069754241
    assert int(hash64("a", 1)) != int(hash64("a1", ""))
    stream = Stream(3, "court", 1)
    assert stream.words(keys).tolist() == [4416896348850496, 3194356069511074, 1749644083924547]
    assert stream.words(keys, 2).tolist() == [1858571089084989, 4186937171052964, 7413494528643475]


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


def test_decisions_of_one_person_in_a_row_are_uncorrelated_across_neighbours() -> None:
    stream, keys = Stream(2, "court", 1), keys_of(50_000, "border")
    uniforms = np.stack([stream.uniform(keys, occasion) for occasion in range(8)])
    table = np.corrcoef(uniforms)
    assert np.abs(table - np.eye(8)).max() < 5 / np.sqrt(len(keys))
    assert np.abs(np.corrcoef(uniforms[:, :-1].ravel(), uniforms[:, 1:].ravel())[0, 1]) < 4 / np.sqrt(
        uniforms[:, 1:].size
    )


def test_draws_are_uniform() -> None:
    uniforms = Stream(1, "court", 1).uniform(keys_of(400_000, "x"))
    counts = np.histogram(uniforms, bins=100, range=(0, 1))[0]
    chi_square = float(((counts - 4000) ** 2 / 4000).sum())
    assert 99 - 4 * np.sqrt(198) < chi_square < 99 + 4 * np.sqrt(198)
    assert float(uniforms.min()) >= 0.0
    assert float(uniforms.max()) < 1.0


def test_keys_leave_room_for_the_members_of_a_family() -> None:
    keys = keys_of(100_000, "x")
    assert not (keys & np.uint64(15)).any()
    assert len(np.unique(keys)) == len(keys)
