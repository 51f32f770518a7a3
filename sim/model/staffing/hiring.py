"""People apply, few are hired, they learn at an academy, come on board, and some leave again.

Immigration judges learn for half a year when they are new, and may be detailed to the border.

Who acts: the Border Patrol, Air and Marine Operations, ICE and the immigration courts, each with a pipeline of its own.
What limits it: applicants and how many of them make a hire, the places of the academy, the time to hire.
Who pays: each agency, per person who enters the academy and per person on board.
Levers: persons sought beyond those on board, applicants, deployable share, judges on board by date, judges detailed.
"""

from dataclasses import dataclass

import numpy as np

from sim.base.draws import FloatArray
from sim.engine.diagrams import DOCKETS, Docket
from sim.scenario.inputs import Inputs, once_a_run

_DAYS_A_YEAR = 365.0
_WITH_SHARE = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY)
"""Dockets with a share of their own; the general one has the rest."""
SERVICES = ("usbp_agents", "air_marine_agents", "ice_officers", "judges")
"""Those whose hiring is simulated."""


@dataclass(frozen=True)
class Force:
    """The staff of a service; every array has shape (days,)."""

    base: FloatArray
    """On board without an order to hire more [persons]."""
    added: FloatArray
    """On board because of the order, past the academy and not yet gone [persons]."""
    entered: FloatArray
    """Who enter the academy that day because of the order [persons]."""

    @property
    def on_board(self) -> FloatArray:
        """All on board [persons]."""
        total: FloatArray = self.base + self.added
        return total


@once_a_run
def force(inputs: Inputs, service: str) -> Force:
    """Follow the staff of a service over the run.

    Args:
        inputs: the inputs.
        service: one of SERVICES.
    """
    added, entered = _ordered(inputs, service)
    base = inputs.by_day("courts.judges") if service == "judges" else _unordered(inputs, service)
    return Force(base=base, added=added, entered=entered)


def _unordered(inputs: Inputs, service: str) -> FloatArray:
    """The published level of the first day, then hires less separations, shape (days,) [persons]."""
    hires = inputs.by_day(f"staffing.{service}_hiring.hires_per_year") / _DAYS_A_YEAR
    leaving = inputs.number(f"staffing.{service}_hiring.attrition_per_year") / _DAYS_A_YEAR
    level = inputs.number(f"staffing.{service}")
    levels = []
    for hired in hires.tolist():
        levels.append(level)
        level += hired - leaving * level
    return np.array(levels)


def _ordered(inputs: Inputs, service: str) -> tuple[FloatArray, FloatArray]:
    """Those on board, and those entering the academy, because of an order, shape (days,) each [persons]."""
    path = f"staffing.{service}_hiring"
    sought = inputs.by_day(f"staffing.{service}_added").tolist()
    delay, school = inputs.whole(f"{path}.time_to_hire_days"), max(inputs.whole(f"{path}.academy_days"), 1)
    passing = inputs.number(f"{path}.academy_completed_share")
    leaving = inputs.number(f"{path}.attrition_per_year") / _DAYS_A_YEAR
    pace = pace_of_hiring(inputs, service)
    if not any(sought):
        return np.zeros(len(sought)), np.zeros(len(sought))
    present, learning = 0.0, 0.0
    entered: list[float] = []
    on_board: list[float] = []
    for day in range(len(sought)):
        graduates = entered[day - school] if day >= school else 0.0
        learning -= graduates
        present += graduates * passing - leaving * present
        wanted = sought[day - delay] if day >= delay else 0.0
        entering = min(max(wanted - present - learning * passing, 0.0), pace)
        learning += entering
        entered.append(entering)
        on_board.append(present)
    return np.array(on_board), np.array(entered)


def pace_of_hiring(inputs: Inputs, service: str) -> float:
    """How many may enter the academy in a day because of an order: by applicants and by places [persons]."""
    path = f"staffing.{service}_hiring"
    by_applicants = inputs.number(f"{path}.applicants_added_per_year") / inputs.number(f"{path}.applicants_per_hire")
    return min(by_applicants, inputs.number(f"{path}.academy_places_per_year")) / _DAYS_A_YEAR


@once_a_run
def deployed(inputs: Inputs) -> FloatArray:
    """Border Patrol agents at work on the border at any moment, shape (days,) [agents].

    The one definition: agents on board times the share of their time that is available for deployment.
    """
    share: FloatArray = force(inputs, "usbp_agents").on_board * inputs.by_day("staffing.usbp_agents_deployable_share")
    return share


def officers_added_share(inputs: Inputs) -> FloatArray:
    """Deportation officers added by an order, against those on board without it, shape (days,)."""
    staff = force(inputs, "ice_officers")
    share: FloatArray = staff.added / staff.base
    return share


def judges_at_work(inputs: Inputs) -> FloatArray:
    """Judges on the bench in full equivalents, shape (days,).

    Judges on board at the start are at full pace; each later one works at a slower pace while learning.
    """
    on_board = force(inputs, "judges").on_board
    learning = inputs.whole("courts.judge_ramp_days")
    total = np.cumsum(np.maximum(np.diff(on_board, prepend=on_board[0]), 0.0))
    new = total.copy()
    new[learning:] -= total[: max(len(total) - learning, 0)]
    return np.maximum(on_board - (1.0 - inputs.number("courts.judge_ramp_pace")) * new, 0.0)


@once_a_run
def detailed_share(inputs: Inputs) -> FloatArray:
    """Part of the judges on board who are detailed to the border, shape (days,) [share]."""
    on_board = np.maximum(force(inputs, "judges").on_board, 1.0)
    return np.minimum(inputs.by_day("courts.judges_detailed") / on_board, 1.0)


@once_a_run
def completions_by_day(inputs: Inputs) -> FloatArray:
    """Completions that the judges on the bench can make, shape (days,) [cases]."""
    clock = inputs.clock
    rate = judges_at_work(inputs) * inputs.by_day("courts.completions_per_judge_year") * inputs.scale
    return rate * clock.is_working / clock.working_days_of_year


def shares_of_dockets(inputs: Inputs) -> FloatArray:
    """The part of the day's capacity that belongs to each docket, shape (Docket, days) [share].

    Judges detailed to the border hear only people there; the others are shared out.
    """
    shares = np.zeros((DOCKETS, inputs.clock.days))
    rest, detailed = np.ones(inputs.clock.days), detailed_share(inputs)
    for docket in _WITH_SHARE:
        shares[docket] = np.minimum(inputs.by_day(f"courts.docket_share.{docket.name.lower()}"), rest)
        rest = rest - shares[docket]
    shares[Docket.GENERAL] = rest
    shares *= 1.0 - detailed
    shares[Docket.DETAINED] += detailed
    return shares
