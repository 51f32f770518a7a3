"""Counter-based random numbers: one fixed draw for each seed, person and decision."""

import hashlib

import numpy as np
from numpy.typing import NDArray

UInt64Array = NDArray[np.uint64]
FloatArray = NDArray[np.float64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.array(0xBF58476D1CE4E5B9, np.uint64)
"""Arrays without dimensions: numpy need not look at them as it does at a number, a third of a step on few people."""
_MIX_2 = np.array(0x94D049BB133111EB, np.uint64)
_WORD_BYTES = 8
_ALL_BITS = (1 << 64) - 1
_TO_UNIT = 1.0 / (1 << 53)
_BITS = (30, 27, 31, 11)
_SHIFTS = tuple(np.array(bits, np.uint64) for bits in _BITS)


def _finalise(word: UInt64Array) -> UInt64Array:
    """Scramble words in place with the SplitMix64 finaliser (Steele, Lea and Flood 2014, section 3)."""
    word ^= word >> _SHIFTS[0]
    word *= _MIX_1
    word ^= word >> _SHIFTS[1]
    word *= _MIX_2
    word ^= word >> _SHIFTS[2]
    return word


def advance(occasion: UInt64Array | int) -> UInt64Array | np.uint64:
    """Spread occasions over all words: added to a key they are steps of its SplitMix64 sequence."""
    if isinstance(occasion, int):
        return np.uint64((occasion + 1) * int(_GOLDEN) & _ALL_BITS)
    return occasion * _GOLDEN + _GOLDEN


def hash64(*parts: str | int) -> np.uint64:
    """Turn names and numbers into one 64-bit word, the same on every machine and in every process."""
    text = "\x1f".join(map(str, parts)).encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(text, digest_size=_WORD_BYTES).digest(), "little"))


class Stream:
    """The draws of one decision in one replication: a pure function of person key and occasion."""

    __slots__ = ("key",)

    def __init__(self, seed: int, decision: str, replication: int) -> None:
        self.key = hash64("stream", seed, replication, decision)

    def uniform(self, person: UInt64Array, occasion: UInt64Array | int = 0) -> FloatArray:
        """Draw one number in [0, 1) for each person; the same question gets the same answer.

        Args:
            person: identity keys, shape (n,), not row numbers.
            occasion: how many times this person met this decision, shape (n,) or one number.
        """
        return self.of(person + advance(occasion))

    def once(self) -> float:
        """Draw the one number in [0, 1) of a decision that belongs to nobody."""
        word = int(self.key) + int(_GOLDEN) & _ALL_BITS
        for shift, factor in zip(_BITS, (int(_MIX_1), int(_MIX_2), 1), strict=False):
            word = (word ^ word >> shift) * factor & _ALL_BITS
        return (word >> _BITS[-1]) * _TO_UNIT

    def words(self, person: UInt64Array, occasion: UInt64Array | int = 0) -> UInt64Array:
        """Draw one whole number in [0, 2**53) for each person, to order ties by chance.

        Args:
            person: identity keys, shape (n,).
            occasion: shape (n,) or one number.
        """
        return _finalise(person + advance(occasion) + self.key) >> _SHIFTS[3]

    def of(self, chances: UInt64Array) -> FloatArray:
        """Draw one number in [0, 1) for each word made of a key and a turned occasion, shape (n,)."""
        if not len(chances):
            return np.zeros(0)
        word = _finalise(chances + self.key)
        word >>= _SHIFTS[3]
        uniforms = word.astype(np.float64)
        uniforms *= _TO_UNIT
        return uniforms


def keys_of(count: int, *parts: str | int) -> UInt64Array:
    """Make identity keys for the first candidates of a source; the low four bits are left free for families.

    Args:
        count: how many, >= 0; asking for more keeps the first ones as they are.
        parts: what names the source, such as ("border", "2016-10", 0, 1).
    """
    ordinals = np.arange(1, count + 1, dtype=np.uint64)
    return _finalise(ordinals * _GOLDEN + hash64("person", *parts)) & ~np.uint64(0xF)
