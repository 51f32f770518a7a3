"""A ripe case is decided by nationality, counsel and docket; in absence removal is ordered where notice was valid."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Code
from sim.base.draws import FloatArray, UInt64Array
from sim.model.attendance import Attendance
from sim.model.context import Context
from sim.world.columns import Track
from sim.world.diagrams import Docket
from sim.world.persons import Rows


class Outcome(Code):
    """How a case is completed, in the order of the flows in which completions are counted."""

    REMOVAL = 0
    RELIEF = 1
    TERMINATED = 2
    DEPARTURE = 3


_RISING = np.array([Outcome.RELIEF, Outcome.TERMINATED, Outcome.DEPARTURE, Outcome.REMOVAL])
"""The outcomes as luck rises."""


class Outcomes:
    """What cases are decided as."""

    def __init__(self, ctx: Context, attendance: Attendance) -> None:
        self._ctx, self._attendance = ctx, attendance
        inputs = ctx.inputs
        self._outcome = ctx.stream("hearings.outcome")
        self._notice = ctx.stream("hearings.notice")
        self._valid_notice = inputs.number("courts.valid_notice_abroad_share")
        self._relief = {
            is_held: inputs.by_nationality(f"courts.relief_share.{name}") for is_held, name in _WHERE.items()
        }
        self._withholding = inputs.number("courts.relief_share.withholding_only")
        self._terminated = {
            is_held: inputs.by_day(f"courts.terminated_share.{name}") for is_held, name in _WHERE.items()
        }
        self._departure = {
            is_held: inputs.by_day(f"courts.voluntary_departure_share.{name}") for is_held, name in _WHERE.items()
        }
        self._factors = {is_held: _factors(ctx, name) for is_held, name in _WHERE.items()}

    def decide(self, rows: Rows, docket: Docket, *, times: UInt64Array, day: int) -> NDArray[np.int64]:
        """What each case is decided as if the person appears, shape (n,)."""
        is_held = docket == Docket.DETAINED
        terminated, departure = float(self._terminated[is_held][day]), float(self._departure[is_held][day])
        with_counsel, without = self._factors[is_held]
        factor = np.where(self._attendance.is_represented(rows, docket), with_counsel, without)
        relief = self._relief[is_held][self._ctx.persons.nationality[rows]] * factor
        relief = np.minimum(relief, 1.0 - terminated - departure)
        luck = self._outcome.uniform(self._ctx.persons.luck(rows), times)
        rank = sum((luck >= cut).astype(np.int64) for cut in _cuts(relief, terminated, departure))
        only_withholding = is_withholding_only(self._ctx, rows)
        denied = luck[only_withholding] >= self._withholding
        outcome = _RISING[rank]
        outcome[only_withholding] = np.where(denied, Outcome.REMOVAL, Outcome.RELIEF)
        return outcome

    def decide_in_absence(self, rows: Rows, docket: Docket, times: UInt64Array) -> NDArray[np.int64]:
        """Removal where notice was valid; abroad it may not have been, and the case is terminated, shape (n,)."""
        if docket != Docket.MEXICO:
            return np.full(len(rows), int(Outcome.REMOVAL))
        valid = self._notice.uniform(self._ctx.persons.luck(rows), times) < self._valid_notice
        return np.where(valid, Outcome.REMOVAL, Outcome.TERMINATED)


_WHERE = {True: "detained", False: "released"}


def is_withholding_only(ctx: Context, rows: Rows) -> NDArray[np.bool_]:
    """Say whose order stands already and who can only be spared the one country, shape (n,)."""
    return (ctx.persons.track[rows] == Track.REASONABLE_FEAR) & (ctx.persons.docket[rows] == Docket.DETAINED)


def _cuts(relief: FloatArray, terminated: float, departure: float) -> tuple[FloatArray, ...]:
    return relief, relief + terminated, relief + terminated + departure


def _factors(ctx: Context, where: str) -> tuple[float, float]:
    """What counsel and the lack of it multiply relief by; together they leave the mean as it is."""
    share = ctx.inputs.number(f"courts.counsel_among_decided_share.{where}")
    represented = ctx.inputs.number(f"courts.relief_factor_of_counsel.{where}")
    return represented, max((1.0 - share * represented) / (1.0 - share), 0.0) if share < 1.0 else 1.0
