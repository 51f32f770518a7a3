"""Places, papers, payers and ways are small whole numbers with names."""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]

_CODES = 256
"""As many codes as 8 bits tell apart [codes]."""


class Code(IntEnum):
    """A named whole number that arrays are compared with and filled with.

    numpy asks a number that is not a plain one whether it wants to do the sum itself; the answer of an array, which is
    no, stands here, so that the question is not put to the enumeration: a comparison took 8 us and takes 3.
    """

    __array_ufunc__ = np.ndarray.__array_ufunc__


def marked(*codes: int) -> BoolArray:
    """Build a table that says of every code of 8 bits whether it is one of these, shape (256,)."""
    table = np.zeros(_CODES, np.bool_)
    table[list(codes)] = True
    return table


def first_true(
    conditions: Sequence[BoolArray], codes: Sequence[int], otherwise: int | NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Give each person the code of the first condition that holds, shape (n,); `np.select` without its ceremony.

    Args:
        conditions: at least one, each of shape (n,).
        codes: one for each condition, below 256.
        otherwise: where none holds, one code or shape (n,).
    """
    chosen = np.empty(len(conditions[0]), np.uint8)
    chosen[:] = otherwise
    for condition, code in zip(reversed(conditions), reversed(codes), strict=True):
        chosen[condition] = code
    return chosen
