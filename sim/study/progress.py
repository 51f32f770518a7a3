"""What a study calls while it is computed, so that a bar or lines on a terminal can show how far it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from sim.results.estimates import Difference


def _do_nothing(*_: object) -> None:
    """Stand in for a function that is not given."""


@final
@dataclass(frozen=True)
class Watcher:
    """Functions that a study calls while it is computed; one that is not given does nothing."""

    waits_for: Callable[[Path], None] = _do_nothing
    """Called with a folder into which another process is writing, before waiting for it."""
    begins: Callable[[int, int], None] = _do_nothing
    """Called with the replications that are there already and those that are to be computed."""
    prepares: Callable[[int, int], None] = _do_nothing
    """Called with the rules compiled and all rules, after every few; once after each install."""
    goes_on: Callable[[float, int], None] = _do_nothing
    """Called about once a second with how many of the missing replications are done, and how many were missing."""
    first_pair: Callable[[str, Sequence[Difference]], None] = _do_nothing
    """Called with the baseline and the differences of replication 1, as soon as every scenario has it."""
    settles: Callable[[int, float], None] = _do_nothing
    """Called with the replications that were enough, and the half-width of the widest interval beside its mean."""
    writes: Callable[[], None] = _do_nothing
    """Called when all replications are there and the tables are being written."""
