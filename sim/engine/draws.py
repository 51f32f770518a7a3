"""Random numbers keyed by person and decision, so that scenarios share them (common random numbers).

A draw is a step of the SplitMix64 sequence of a person's key, added to the key of the decision and scrambled: the same
function as `sim.base.draws`, for one person. All constants of keys stand here; each is a word of 64 bits.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from sim.base.durations import DayTable
from sim.engine.compiled import Floats, Word, int64, rule

FAMILY = np.uint64(0xFFFFFFFFFFFFFFF0)
"""The bits of a key that the members of a family share."""
MEMBER = np.uint64(0xF)
"""The bits that number them; 0 for the head of a family or a person alone."""
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_SHIFT_1, _SHIFT_2, _SHIFT_3, _SHIFT_4 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_TO_UNIT = 1.0 / (1 << 53)


class Keyed(Protocol):
    """Somebody for whom a draw can be made."""

    key: Word
    draw_key: Word
    """The word by which the decisions that follow the last arrest are drawn."""


@rule
def mixed(word: Word) -> Word:
    """Another word from a word: the SplitMix64 finaliser (Steele, Lea and Flood 2014, section 3)."""
    word ^= word >> _SHIFT_1
    word *= _MIX_1
    word ^= word >> _SHIFT_2
    word *= _MIX_2
    word ^= word >> _SHIFT_3
    return word


@rule
def scramble(word: Word) -> Word:
    """A whole number in [0, 2**53) from a word."""
    return mixed(word) >> _SHIFT_4


@rule
def candidate(name: Word, number: int) -> Word:
    """The key of a candidate of a source, counted from zero; its low four bits are left free for families."""
    return mixed(np.uint64(number + 1) * _GOLDEN + name) & FAMILY


@rule
def draw(person: Keyed, decision: Word) -> float:
    """A number in [0, 1) for a decision that is taken once in an arrest; the members of a family draw alike."""
    return np.float64(scramble(person.draw_key + decision)) * _TO_UNIT


@rule
def draw_again(person: Keyed, occasion: int, decision: Word) -> float:
    """A number in [0, 1) for a decision that is taken again and again, such as at each hearing."""
    return draw_by_key(person.key, occasion, decision)


@rule
def draw_by_key(key: Word, occasion: int, decision: Word) -> float:
    """The same for whoever has a key."""
    return np.float64(scramble(step(key, occasion) + decision)) * _TO_UNIT


@rule
def draw_of(word: Word, decision: Word) -> float:
    """A number in [0, 1) for a decision about a party or a thing that has no record, but a word of its own."""
    return np.float64(scramble(word + _GOLDEN + decision)) * _TO_UNIT


@rule
def step(key: Word, occasion: int) -> Word:
    """The word of a person and an occasion, the same for the members of a family."""
    return (key & FAMILY) + (np.uint64(occasion) * _GOLDEN + _GOLDEN)


@rule
def draw_anew(person: Keyed) -> None:
    """Let the decisions that follow be drawn anew, after one more arrest."""
    person.draw_key += _GOLDEN


@rule
def is_head(person: Keyed) -> bool:
    """Whether a person is the first member of a family, or alone."""
    return (person.key & MEMBER) == np.uint64(0)


_GUIDE = 1024
"""Parts of [0, 1) for each of which the guide says where to begin looking, a power of two so that they are exact."""

BELOW_ONE = 1.0 - 2.0**-53
"""The last number before 1, for a draw that is turned round."""


def distributions(tables: Sequence[DayTable]) -> Floats:
    """Lay distributions side by side for rules, shape (tables, guide + longest)."""
    longest = max(len(table.cdf) for table in tables)
    rows = np.ones((len(tables), _GUIDE + longest))
    for row, table in zip(rows, tables, strict=True):
        row[:_GUIDE] = table.cdf.searchsorted(np.arange(_GUIDE) / _GUIDE, side="right")
        row[_GUIDE : _GUIDE + len(table.cdf)] = table.cdf
    return rows


@rule
def quantile(tables: Floats, which: int, uniform: float) -> int:
    """The days below which this share of durations lies, of one of several distributions [days]."""
    days = int64(tables[which, int64(uniform * _GUIDE)])
    while tables[which, _GUIDE + days] <= uniform:
        days += 1
    return days


@rule
def choice(shares: Floats, line: int, uniform: float) -> int:
    """Choose a column of a line by its shares, which need not add up to one."""
    total, until, chosen = 0.0, 0.0, 0
    for column in range(shares.shape[1]):
        total += shares[line, column]
    for column in range(shares.shape[1]):
        until += shares[line, column]
        chosen += uniform * total >= until
    return min(chosen, shares.shape[1] - 1)
