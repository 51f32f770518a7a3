"""A family is never split: what is given out to the first in a row ends where a family ends."""

import numpy as np
from numpy.typing import NDArray


def whole_families(is_head: NDArray[np.bool_], end: int) -> int:
    """Shorten a cut so that it falls before the first member of a family.

    Args:
        is_head: for persons in order, members of a family one after another, shape (n,).
        end: how many would be taken, 0 to n.
    """
    while 0 < end < len(is_head) and not is_head[end]:
        end -= 1
    return end
