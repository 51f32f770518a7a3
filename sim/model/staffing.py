"""Agents, officers, judges and barrier: how many there are, and what they change for those who cross.

People apply, few are hired, they learn at an academy, come on board, and some leave again; judges learn for half a year
when they are new, and may be detailed to the border. Barrier is ordered in miles and built by the mile; with the agents
at work it moves the chance to be caught.
Who acts: the Border Patrol, Air and Marine Operations, ICE and the immigration courts, each with a pipeline of its own;
the Corps of Engineers for CBP, in all sectors at once.
What limits it: applicants and how many of them make a hire, the places of the academy, the time to hire; surveys, land
and contracts before the first mile, and the miles of a year.
Who pays: each agency, per person who enters the academy and per person on board; CBP, per mile when it stands.
Levers: persons sought beyond those on board, applicants, deployable share, judges on board by date, judges detailed;
miles ordered, their share by sector, and what each mile and each agent changes for those who cross there.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.base.codes import SECTORS, Sector
from sim.base.days import DAYS_A_YEAR
from sim.base.draws import FloatArray
from sim.engine.diagrams import DOCKETS, Docket
from sim.scenario.inputs import Inputs, once_a_run
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number
    from sim.scenario.parameters.group import ParameterGroup
    from sim.scenario.parameters.resources import Pipeline

_STAFF = parameters.staffing
_PRECISION = 12
"""A power may differ in its last digits between processors; it is rounded to this many decimals [digits]."""
ALONG_MEXICO = tuple(sector for sector in Sector if sector not in (Sector.NORTHERN, Sector.COASTAL))
"""The sectors in which barrier can be built."""


@dataclass(frozen=True)
class Service:
    """What a scenario says of the staff of a service."""

    level: "Number"
    """On board on the first day; where nobody is replaced, on each day."""
    sought: "Number"
    """Sought beyond those on board."""
    hiring: "Pipeline"
    hires: "Number" = None
    """Hired to replace those who leave, if the model follows them."""


SERVICES = {
    "usbp_agents": Service(
        _STAFF.usbp_agents,
        _STAFF.usbp_agents_added,
        _STAFF.usbp_agents_hiring,
        _STAFF.usbp_agents_hiring.hires_per_year,
    ),
    "air_marine_agents": Service(
        _STAFF.air_marine_agents,
        _STAFF.air_marine_agents_added,
        _STAFF.air_marine_agents_hiring,
        _STAFF.air_marine_agents_hiring.hires_per_year,
    ),
    "ice_officers": Service(
        _STAFF.ice_officers,
        _STAFF.ice_officers_added,
        _STAFF.ice_officers_hiring,
        _STAFF.ice_officers_hiring.hires_per_year,
    ),
    "judges": Service(parameters.courts.judges, _STAFF.judges_added, _STAFF.judges_hiring),
}
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
    hiring = SERVICES[service]
    added, entered = _ordered(inputs, hiring)
    base = inputs.by_day(hiring.level) if hiring.hires is None else _unordered(inputs, hiring)
    return Force(base=base, added=added, entered=entered)


def _unordered(inputs: Inputs, service: Service) -> FloatArray:
    """The published level of the first day, then hires less separations, shape (days,) [persons]."""
    hires = inputs.by_day(service.hires) / DAYS_A_YEAR
    leaving = inputs.number(service.hiring.attrition_per_year) / DAYS_A_YEAR
    level = inputs.number(service.level)
    levels = []
    for hired in hires.tolist():
        levels.append(level)
        level += hired - leaving * level
    return np.array(levels)


def _ordered(inputs: Inputs, service: Service) -> tuple[FloatArray, FloatArray]:
    """Those on board, and those entering the academy, because of an order, shape (days,) each [persons]."""
    hiring, sought = service.hiring, inputs.by_day(service.sought).tolist()
    delay, school = inputs.whole(hiring.time_to_hire_days), max(inputs.whole(hiring.academy_days), 1)
    passing = inputs.number(hiring.academy_completed_share)
    leaving = inputs.number(hiring.attrition_per_year) / DAYS_A_YEAR
    pace = _pace(inputs, hiring)
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
    return _pace(inputs, SERVICES[service].hiring)


def _pace(inputs: Inputs, hiring: "Pipeline") -> float:
    by_applicants = inputs.number(hiring.applicants_added_per_year) / inputs.number(hiring.applicants_per_hire)
    return min(by_applicants, inputs.number(hiring.academy_places_per_year)) / DAYS_A_YEAR


@once_a_run
def deployed(inputs: Inputs) -> FloatArray:
    """Border Patrol agents at work on the border at any moment, shape (days,) [agents].

    The one definition: agents on board times the share of their time that is available for deployment.
    """
    share: FloatArray = force(inputs, "usbp_agents").on_board * inputs.by_day(
        parameters.staffing.usbp_agents_deployable_share
    )
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
    learning = inputs.whole(parameters.courts.judge_ramp_days)
    total = np.cumsum(np.maximum(np.diff(on_board, prepend=on_board[0]), 0.0))
    new = total.copy()
    new[learning:] -= total[: max(len(total) - learning, 0)]
    return np.maximum(on_board - (1.0 - inputs.number(parameters.courts.judge_ramp_pace)) * new, 0.0)


@once_a_run
def detailed_share(inputs: Inputs) -> FloatArray:
    """Part of the judges on board who are detailed to the border, shape (days,) [share]."""
    on_board = np.maximum(force(inputs, "judges").on_board, 1.0)
    return np.minimum(inputs.by_day(parameters.courts.judges_detailed) / on_board, 1.0)


@once_a_run
def bench_by_day(inputs: Inputs) -> FloatArray:
    """What the judges on the bench can do, shape (days,) [hours, or cases where they are rated in completed cases]."""
    clock, cases = inputs.clock, inputs.by_day(parameters.courts.completions_per_judge_year)
    hours = inputs.by_day(parameters.courts.bench_hours_per_judge_year) * inputs.by_day(parameters.courts.slot_yield)
    rate = judges_at_work(inputs) * np.where(cases > 0.0, cases, hours) * inputs.scale
    return rate * clock.is_working / clock.working_days_of_year


def shares_of_dockets(inputs: Inputs) -> FloatArray:
    """The part of the bench that belongs to each docket, shape (Docket, days) [share].

    Judges detailed to the border hear only people there; the others are shared out. The dockets of people at large
    have the rest together, which stands under the general one; under the priority one, the most of it that this takes.
    People in Mexico are heard on it first, as many as have seats.
    """
    shares = np.zeros((DOCKETS, inputs.clock.days))
    detailed = detailed_share(inputs)
    shares[Docket.DETAINED] = np.minimum(inputs.by_day(parameters.courts.docket_share.detained), 1.0)
    shares[Docket.GENERAL] = 1.0 - shares[Docket.DETAINED]
    shares *= 1.0 - detailed
    shares[Docket.DETAINED] += detailed
    shares[Docket.PRIORITY] = inputs.by_day(parameters.courts.docket_share.priority)
    return shares


@once_a_run
def miles_standing(inputs: Inputs) -> FloatArray:
    """Miles of barrier added so far, never more than were ordered long enough ago, shape (days,) [miles]."""
    ordered = inputs.by_day(parameters.border.barrier_miles_added).tolist()
    pace = inputs.number(parameters.border.barrier_miles_per_year) / DAYS_A_YEAR
    delay = inputs.whole(parameters.border.barrier_first_mile_days)
    if not any(ordered):
        return np.zeros(len(ordered))
    standing, miles = 0.0, []
    for day in range(len(ordered)):
        wanted = ordered[day - delay] if day >= delay else 0.0
        standing = max(min(wanted, standing + pace), standing)
        miles.append(standing)
    return np.array(miles)


def share_of_miles(inputs: Inputs) -> FloatArray:
    """Of the miles ordered, those in each sector, shape (SECTORS,); the shares are taken of their sum."""
    shares = _along_mexico(inputs, parameters.border.barrier_share)
    return shares / max(float(np.cumsum(shares)[-1]), np.finfo(float).tiny)


def thickness(inputs: Inputs) -> FloatArray:
    """How much denser a mile stands in a sector than spread evenly along the border, shape (SECTORS,) [ratio]."""
    lengths = _along_mexico(inputs, parameters.border.sector_miles)
    whole = float(np.cumsum(lengths)[-1])
    return share_of_miles(inputs) * whole / np.where(lengths > 0.0, lengths, np.inf)


def _along_mexico(inputs: Inputs, group: "ParameterGroup") -> FloatArray:
    numbers = np.zeros(SECTORS)
    numbers[list(ALONG_MEXICO)] = inputs.by_code(group, ALONG_MEXICO)
    return numbers


@once_a_run
def apprehension_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader is caught in an attempt, shape (days, SECTORS).

    It moves with agents by an elasticity and with barrier built in the sector by a gain, both with a range that
    includes zero.
    """
    base = inputs.number(parameters.border.evader_apprehended_share)
    elasticity = inputs.number(parameters.border.apprehension_elasticity_of_agents)
    return _moved(inputs, base, elasticity, inputs.number(parameters.border.apprehension_gain_per_mile))


@once_a_run
def turned_back_share(inputs: Inputs) -> FloatArray:
    """The chance that an evader who is not caught turns back, shape (days, SECTORS); it moves as that of capture."""
    base = inputs.number(parameters.border.turned_back_share)
    elasticity = inputs.number(parameters.border.turned_back_elasticity_of_agents)
    return _moved(inputs, base, elasticity, inputs.number(parameters.border.turned_back_gain_per_mile))


def _moved(inputs: Inputs, base: float, elasticity: float, gain_per_mile: float) -> FloatArray:
    """A chance in force as agents and barrier move it from its base, shape (days, SECTORS)."""
    at_base = force(inputs, "usbp_agents").base * inputs.base_by_day(parameters.staffing.usbp_agents_deployable_share)
    ratio = deployed(inputs) / at_base
    built = np.outer(miles_standing(inputs) * gain_per_mile, thickness(inputs))
    moved = (base * ratio**elasticity)[:, None] * (1.0 + built)
    return np.minimum(np.round(moved, _PRECISION), 1.0)
