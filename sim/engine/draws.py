"""Random numbers keyed by person and decision, so that scenarios share them (common random numbers).

A draw is a step of the SplitMix64 sequence of a person's key, added to the key of the decision and scrambled: the same
function as `sim.base.draws`, for one person. All constants of keys stand here; each is a word of 64 bits. Things that
have no key get one from a name and numbers, as `sim.base.draws.hash64` makes it: BLAKE2b of one block (RFC 7693,
section 3).
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

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
_GUIDE = 1024
"""Parts of [0, 1) for each of which the guide says where to begin looking, a power of two so that they are exact."""
BELOW_ONE = 1.0 - 2.0**-53
"""The last number before 1, for a draw that is turned round."""
_BLOCK, _BYTES, _BITS = 16, 8, 64
"""Words in a block, bytes in a word and in a digest, bits in a word."""
_ROUNDS = 12
_LENGTH, _LAST = 12, 14
"""Which words of the state take the length of the text and say that no block follows."""
_START = np.array(
    [
        *(0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1),
        *(0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179),
    ],
    np.uint64,
)
_FIRST = _START[0] ^ np.uint64(0x01010000 + _BYTES)
_ORDERS = (
    *("0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d"),
    *("2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0"),
)
_SHUFFLED = np.array([[int(word, 16) for word in order] for order in _ORDERS])
"""The order in which each round mixes in the words of a block, shape (10, 16)."""
_TURN_1, _TURN_2, _TURN_3, _TURN_4, _WIDTH = (np.uint64(bits) for bits in (32, 24, 16, 63, _BITS))
_SEPARATOR, _ZERO, _TEN = ord("\x1f"), ord("0"), 10


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


@rule
def is_second(person: Keyed) -> bool:
    """Whether a person is the second member of a family."""
    return (person.key & MEMBER) == np.uint64(1)


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


Names = NDArray[np.uint8]
Words = NDArray[np.uint64]


def names(texts: Sequence[str]) -> Names:
    """Names for rules, each followed by zeros, shape (texts, longest + 1)."""
    coded = [text.encode() for text in texts]
    width = max(map(len, coded)) + 1
    return np.frombuffer(b"".join(text.ljust(width, b"\0") for text in coded), np.uint8).reshape(-1, width).copy()


@rule
def hash64(known: Names, which: int, first: int, second: int, third: int) -> Word:
    """The word of a name and up to three numbers; a number below zero is left out."""
    block, length = np.zeros(_BLOCK, np.uint64), 0
    while known[which, length]:
        length = _write(block, length, int64(known[which, length]))
    for number in (first, second, third):
        if number >= 0:
            length = _write_number(block, _write(block, length, _SEPARATOR), number)
    return _digest(block, length)


@rule
def _write(block: Words, length: int, letter: int) -> int:
    """Write a letter behind so many others; how many there are then."""
    block[length // _BYTES] |= np.uint64(letter) << np.uint64(length % _BYTES * _BYTES)
    return length + 1


@rule
def _write_number(block: Words, length: int, number: int) -> int:
    """Write a number in decimals."""
    digits = 1
    while digits * _TEN <= number:
        digits *= _TEN
    while digits:
        length = _write(block, length, _ZERO + number // digits % _TEN)
        digits //= _TEN
    return length


@rule
def _digest(block: Words, length: int) -> Word:
    """The first word of the state after all rounds: a digest of eight bytes."""
    state = np.empty(_BLOCK, np.uint64)
    for i in range(_BYTES):
        state[i] = state[_BYTES + i] = _START[i]
    state[0] = _FIRST
    state[_LENGTH] ^= np.uint64(length)
    state[_LAST] = ~state[_LAST]
    for turn in range(_ROUNDS):
        order = turn % len(_SHUFFLED)
        for i in range(_BYTES):  # four columns, then four diagonals
            skew, column = i // 4, i % 4
            first, second = block[_SHUFFLED[order, 2 * i]], block[_SHUFFLED[order, 2 * i + 1]]
            b, c, d = 4 + (column + skew) % 4, 4 + 4 + (column + 2 * skew) % 4, 12 + (column + 3 * skew) % 4
            _mix(state, column, b, c, d, first, second)
    return _FIRST ^ state[0] ^ state[_BYTES]


@rule
def _mix(state: Words, a: int, b: int, c: int, d: int, first: Word, second: Word) -> None:
    """Mix two words of a block into four of the state."""
    state[a] += state[b] + first
    state[d] = _rotated(state[d] ^ state[a], _TURN_1)
    state[c] += state[d]
    state[b] = _rotated(state[b] ^ state[c], _TURN_2)
    state[a] += state[b] + second
    state[d] = _rotated(state[d] ^ state[a], _TURN_3)
    state[c] += state[d]
    state[b] = _rotated(state[b] ^ state[c], _TURN_4)


@rule
def _rotated(word: Word, bits: Word) -> Word:
    """A word turned to the right by so many bits."""
    return (word >> bits) | (word << (_WIDTH - bits))
