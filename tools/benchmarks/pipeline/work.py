"""The work: people are processed, some screened for fear, some given a bed, heard on two dockets, and flown out.

Persons arrive with a rate that moves with weekday and season; processing by k servers, lognormal, mean 12 h; with 0.3 a
fear interview by m officers, lognormal, mean 24 h; in all 0.58 to court, the rest to removal. In court a person takes a
bed if one is free, kept until the last hearing; dockets of detained and of released people call their slots at 09:00 on
working days, first in first out, with 1 + Geometric hearings (mean 2), adjourned 7 or 28 days. 0.6 of the cases
are removed: eight destinations, 135 seats, leaving full or 7 days after the first passenger.
Time is in days; day 0 is a Monday.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DAYS = 1825
DOCKET_HOUR = 0.375
ADJOURNED_RELEASED, ADJOURNED_DETAINED = 28 + 1 / 3, 7 + 1 / 3
FEAR_SHARE, COURT_SHARE, REMOVED_SHARE, LAST_SHARE = 0.3, 0.4, 0.6, 0.5
PROCESSING = (math.log(0.5) - 0.32, 0.8)
"""Mean and spread of the logarithm of a processing time in days: mean 12 h."""
INTERVIEW = (-0.18, 0.6)
"""Mean and spread of the logarithm of an interview in days: mean 24 h."""
SEATS, LONGEST_WAIT = 135, 7 + 1 / 24
DESTINATIONS = np.cumsum([0.34, 0.2, 0.15, 0.1, 0.08, 0.06, 0.04, 0.03])
"""Cumulative shares of the eight destinations."""
NATIONAL = 2_000_000
"""Arrivals in five years at national size; all capacities are stated for it [persons]."""
_WEEK = 7
_WORKING = 5


@dataclass(frozen=True)
class Size:
    """The same system at any size."""

    arrivals: int
    """Expected in five years [persons]."""

    @property
    def share(self) -> float:
        """Of the national size."""
        return self.arrivals / NATIONAL

    @property
    def servers(self) -> int:
        """Processing servers."""
        return math.ceil(620 * self.share)

    @property
    def officers(self) -> int:
        """Asylum officers."""
        return math.ceil(360 * self.share)

    @property
    def beds(self) -> int:
        """Beds."""
        return round(10_000 * self.share)

    @property
    def detained_slots(self) -> int:
        """Hearings a working day on the detained docket."""
        return round(400 * self.share)

    @property
    def released_slots(self) -> int:
        """Hearings a working day on the released docket."""
        return round(1000 * self.share)

    @property
    def backlog(self) -> int:
        """Cases on the released docket when the clock starts."""
        return round(540_000 * self.share)

    @property
    def rates(self) -> NDArray[np.float64]:
        """Expected arrivals on each day, shape (DAYS,)."""
        day = np.arange(DAYS)
        week = np.where(day % _WEEK < _WORKING, 1.1, 0.75)
        return self.arrivals / DAYS * week * (1 + 0.15 * np.sin(2 * np.pi * day / 365))


def is_working(day: int) -> bool:
    """Whether the courts sit."""
    return day % _WEEK < _WORKING


@dataclass
class Tale:
    """What happened, as sums that every engine keeps alike."""

    arrived: int = 0
    processed: int = 0
    processing_wait: float = 0.0
    screened: int = 0
    screening_wait: float = 0.0
    bedded: int = 0
    left_bed: int = 0
    stay: float = 0.0
    hearings: int = 0
    first_heard: int = 0
    first_wait: float = 0.0
    released_pending: int = 0
    removed: int = 0
    flights: int = 0

    def means(self) -> dict[str, float]:
        """The statistics that engines are compared by."""
        return {
            "arrivals": self.arrived,
            "wait for processing, days": self.processing_wait / max(self.processed, 1),
            "wait for screening, days": self.screening_wait / max(self.screened, 1),
            "persons given a bed": self.bedded,
            "stay in a bed, days": self.stay / max(self.left_bed, 1),
            "hearings": self.hearings,
            "wait for the first hearing, days": self.first_wait / max(self.first_heard, 1),
            "released and pending at the end": self.released_pending,
            "removed": self.removed,
            "flights": self.flights,
        }
