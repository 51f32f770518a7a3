"""Somebody watches while a study is computed, and is told what is found, what is done and what the first pair says."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import final

from sim.results.estimates import Difference


class AbstractWatcher(ABC):
    """What a study tells while it runs."""

    @abstractmethod
    def waits_for(self, folder: Path) -> None:
        """Hear that another process is writing into a folder, and that this one waits for it."""

    @abstractmethod
    def begins(self, found: int, missing: int) -> None:
        """Hear how many replications lie there already and how many are to be computed."""

    @abstractmethod
    def prepares(self, done: int, total: int) -> None:
        """Hear that the rules are compiled, once after each install; called after every few."""

    @abstractmethod
    def goes_on(self, done: float, total: int) -> None:
        """Hear how many of the missing replications are done; called about once a second."""

    @abstractmethod
    def first_pair(self, baseline: str, differences: Sequence[Difference]) -> None:
        """Hear the differences of replication 1, as soon as every scenario has it."""

    @abstractmethod
    def settles(self, replications: int, half_width: float) -> None:
        """Hear how many replications were enough, and how wide the widest interval still is beside its mean."""

    @abstractmethod
    def writes(self) -> None:
        """Hear that all replications are there and the tables are being written."""


@final
class SilentWatcher(AbstractWatcher):
    """Somebody who does not want to know."""

    def waits_for(self, folder: Path) -> None:
        """Say nothing."""

    def begins(self, found: int, missing: int) -> None:
        """Say nothing."""

    def prepares(self, done: int, total: int) -> None:
        """Say nothing."""

    def goes_on(self, done: float, total: int) -> None:
        """Say nothing."""

    def first_pair(self, baseline: str, differences: Sequence[Difference]) -> None:
        """Say nothing."""

    def settles(self, replications: int, half_width: float) -> None:
        """Say nothing."""

    def writes(self) -> None:
        """Say nothing."""
