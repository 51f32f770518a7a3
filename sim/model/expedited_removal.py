"""Expedited removal reaches people who entered without inspection, within the miles and days in force that day."""

import numpy as np
from numpy.typing import NDArray

from sim.base.words import Nationality
from sim.model.context import Context
from sim.model.tracks import reached
from sim.world.columns import Authority, Order, Track
from sim.world.persons import Rows


class ExpeditedRemoval:
    """The limits of expedited removal, and whom a wider limit reaches who was outside the old one."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._miles_limit = inputs.by_day("expedited_removal.zone_miles")
        self._days_limit = inputs.by_day("expedited_removal.max_days_present")
        self._base_miles = inputs.base_by_day("expedited_removal.zone_miles")
        self._base_days = inputs.base_by_day("expedited_removal.max_days_present")
        self._cubans = inputs.flag_by_day("expedited_removal.cubans_included")
        self._proof = inputs.number("expedited_removal.proof_of_presence_share")
        self._applied = inputs.number("expedited_removal.applied_share")
        self._days_present = inputs.duration("expedited_removal.days_present")
        self._entered = inputs.number("expedited_removal.entered_without_inspection_share")
        self._outside = inputs.number("expedited_removal.notice_outside_limits_share")
        self._fear = inputs.by_nationality("expedited_removal.fear_share")
        self._miles_low = inputs.number("expedited_removal.interior_miles_low")
        self._miles_high = inputs.number("expedited_removal.interior_miles_high")
        self._names = {
            name: ctx.stream(f"expedited_removal.{name}")
            for name in ("applied", "present", "proof", "miles", "entry", "outside", "fear")
        }

    def spare(
        self, rows: Rows, track: NDArray[np.uint8], day: int, *, instead: Track = Track.NOTICE_DETAINED
    ) -> NDArray[np.uint8]:
        """Give a notice to those whom expedited removal does not reach on this day, whatever the zone.

        Args:
            rows: adults with no earlier order, or families, shape (n,).
            track: the track of each so far, shape (n,).
            day: today.
            instead: the track of those who are spared.
        """
        if self._cubans[day]:
            return track
        fast = (track == Track.REMOVE_FROM_BED) | (track == Track.CREDIBLE_FEAR) | (track == Track.REMOVE_BY_CBP)
        spared = fast & (self._ctx.persons.nationality[rows] == Nationality.CUBA)
        return np.where(spared, instead, track).astype(np.uint8)

    def widen_at_border(self, rows: Rows, track: NDArray[np.uint8], day: int) -> NDArray[np.uint8]:
        """Put those on the fast track who got a notice only because they were outside the limits.

        Args:
            rows: adults with no earlier order, shape (n,).
            track: the track of each so far, shape (n,).
            day: today.
        """
        if not self._is_wider(day):
            return track
        outside = self._luck("outside", rows) < self._outside
        caught = (track == Track.NOTICE_DETAINED) & outside & self._is_reached(rows, day)
        fearful = self._luck("fear", rows) < self._fear[self._ctx.persons.nationality[rows]]
        caught &= self._cubans[day] | (self._ctx.persons.nationality[rows] != Nationality.CUBA)
        fast = np.where(fearful, Track.CREDIBLE_FEAR, Track.REMOVE_FROM_BED).astype(np.uint8)
        return np.where(caught, fast, track)

    def widen_inside(self, rows: Rows, day: int) -> None:
        """Put those arrested inside the country on the fast track who entered without inspection and are in reach.

        Whoever must be held under section 236(c) is held on that track too.
        """
        if not self._is_wider(day):
            return
        persons = self._ctx.persons
        entered = self._luck("entry", rows) < self._entered
        caught = (persons.track[rows] == Track.NOTICE_DETAINED) & entered & self._is_reached(rows, day)
        caught &= self._cubans[day] | (persons.nationality[rows] != Nationality.CUBA)
        some = rows[caught]
        fearful = self._luck("fear", some) < self._fear[persons.nationality[some]]
        persons.track[some] = np.where(fearful, Track.CREDIBLE_FEAR, Track.REMOVE_FROM_BED)
        persons.order[some] = np.where(fearful, Order.NONE, Order.ER)
        convicted = persons.authority[some] == Authority.MANDATORY
        persons.authority[some] = np.where(convicted, Authority.MANDATORY, Authority.ENTRANT)

    def _is_wider(self, day: int) -> bool:
        """Say whether the limits of the day are wider than those of the base."""
        return bool(self._miles_limit[day] > self._base_miles[day] or self._days_limit[day] > self._base_days[day])

    def _is_reached(self, rows: Rows, day: int) -> NDArray[np.bool_]:
        """Say whom officers put in it of those who would have been outside the old limits, shape (n,)."""
        days = self._days_present.sample(self._luck("present", rows))
        span = self._miles_high - self._miles_low
        miles = self._miles_low + span * self._luck("miles", rows)
        proves = self._luck("proof", rows) < self._proof
        shown = np.where(proves, days, 0)
        inside = reached(shown, miles, (float(self._days_limit[day]), float(self._miles_limit[day])))
        return inside & (self._luck("applied", rows) < self._applied)

    def _luck(self, name: str, rows: Rows) -> NDArray[np.float64]:
        return self._ctx.luck(self._names[name], rows)
