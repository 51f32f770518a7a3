"""Words made in rules are those of the library."""

import pytest

from sim.base.draws import hash64
from sim.engine import hashing


@pytest.mark.parametrize("numbers", [(0, 0), (7, 10), (3650, 99, 4), (12, 1, 0), (999_999, 100_000, 1_000_000)])
def test_a_name_and_numbers_have_the_same_word_as_in_python(numbers: tuple[int, ...]) -> None:
    texts = ("domestic", "mission\x1fMEXICO_INTERIOR", "a")
    known = hashing.names(texts)
    first, second, third = (*numbers, -1)[:3]
    for which, text in enumerate(texts):
        assert hashing.hash64(known, which, first, second, third) == hash64(text, *numbers)
