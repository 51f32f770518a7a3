"""Places, papers, payers and ways are small whole numbers with names."""

from enum import IntEnum

import numpy as np


class Code(IntEnum):
    """A named whole number that arrays are compared with and filled with.

    numpy asks a number that is not a plain one whether it wants to do the sum itself; the answer of an array, which is
    no, stands here, so that the question is not put to the enumeration: a comparison took 8 us and takes 3.
    """

    __array_ufunc__ = np.ndarray.__array_ufunc__
