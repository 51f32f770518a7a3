"""Words of names and numbers, as `sim.base.draws.word_of` makes them: BLAKE2b of one block (RFC 7693, section 3)."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.engine.compiled import Word, int64, rule

Names = NDArray[np.uint8]
Words = NDArray[np.uint64]
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
