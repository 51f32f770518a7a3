"""What one replication leaves behind: whole numbers by day, group and kind, and the items of the ledger.

A thing is paid once: the unit costs behind two items never cover the same, as their scopes say and a test checks.
A bond is a deposit that comes back, so that only the premium and what is forfeited are costs.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Code, Payer

Int64Array = NDArray[np.int64]
Int32Array = NDArray[np.int32]


@dataclass(frozen=True)
class WaitTable:
    """Spells of waiting, as counts of persons with equal columns; all arrays have shape (n,)."""

    queue: Int32Array
    """Code of Queue."""
    group: Int32Array
    """Nationality x CLASSES + class."""
    stream: Int32Array
    """Code of BookIn for stays in beds of ICE; 1 for waits for a judge on the docket of people who wait in Mexico."""
    fiscal_year: Int32Array
    """Fiscal year in which the spell ended, or the last of the run if it had not ended."""
    cause: Int32Array
    """Code of Cause; STILL_WAITING marks a spell that the end of the run cut off."""
    entry: Int32Array
    """Age of the spell when observation began: 0, or more for the stock of day 0 [days]."""
    exit: Int32Array
    """Age of the spell at its end [days]."""
    count: Int64Array
    """Persons with this spell [persons]."""


@dataclass(frozen=True)
class AgeTable:
    """Ages of the pending court cases at the end of each fiscal year; all arrays have shape (n,)."""

    fiscal_year: Int32Array
    docket: Int32Array
    """Code of Docket."""
    age: Int32Array
    """Days since filing [days]."""
    count: Int64Array
    """Cases of this age [cases]."""


@dataclass(frozen=True)
class CohortTable:
    """Status of arrest cohorts, shape (fiscal years, COHORT_MONTHS, CohortStatus, GROUPS) [persons]."""

    fiscal_years: tuple[int, ...]
    counts: Int64Array
    """-1 where the run ended before the whole cohort reached that age."""


@dataclass(frozen=True)
class Recording:
    """Everything that is kept of one replication."""

    start: date
    scale: float
    """The share of the world that was simulated; sums are divided by it when reported [share]."""
    flows: Int32Array
    """Events, shape (days, Flow, GROUPS) [persons]."""
    stocks: Int32Array
    """Persons present at the end of each day, shape (days, Stock, GROUPS) [persons]."""
    tallies: Int64Array
    """Daily sums of Tally, shape (days, Tally)."""
    ledger: Int64Array
    """Daily costs, shape (days, LEDGER) [cents]."""
    waits: WaitTable
    ages: AgeTable
    cohorts: CohortTable
    person_rows: int
    """Rows in the table of persons at the end [rows]."""
    unread: tuple[str, ...]
    """Paths of scenario parameters that no process asked for."""

    @property
    def days(self) -> int:
        """Length of the run [days]."""
        return int(self.flows.shape[0])


class CostPart(Code):
    """Whether a cost follows the volume or stands whatever the volume."""

    FIXED = 0
    MARGINAL = 1


@dataclass(frozen=True)
class LedgerItem:
    """One line of the ledger: what is paid for, by whom and to whom."""

    item: str
    payer: Payer
    receiver: Payer
    part: CostPart


def _item(item: str, payer: Payer, receiver: Payer = Payer.SUPPLIERS, part: CostPart = CostPart.MARGINAL) -> LedgerItem:
    return LedgerItem(item, payer, receiver, part)


LEDGER: tuple[LedgerItem, ...] = (
    _item("border_patrol_fixed", Payer.CBP, Payer.STAFF, CostPart.FIXED),
    _item("hold_days", Payer.CBP, Payer.CONTRACTORS),
    _item("agents_added", Payer.CBP, Payer.STAFF),
    _item("agents_hired", Payer.CBP, Payer.CONTRACTORS),
    _item("barrier", Payer.CBP, Payer.CONTRACTORS),
    _item("adult_beds", Payer.ICE, Payer.CONTRACTORS),
    _item("surge_beds", Payer.ICE, Payer.CONTRACTORS),
    _item("family_beds", Payer.ICE, Payer.CONTRACTORS, CostPart.FIXED),
    _item("custody_fixed", Payer.ICE, Payer.STAFF, CostPart.FIXED),
    _item("alternatives_to_detention", Payer.ICE, Payer.CONTRACTORS),
    _item("charter_flights", Payer.ICE, Payer.CONTRACTORS),
    _item("commercial_flights", Payer.ICE, Payer.CONTRACTORS),
    _item("ground_transport", Payer.ICE, Payer.CONTRACTORS),
    _item("officers_added", Payer.ICE, Payer.STAFF),
    _item("officers_hired", Payer.ICE, Payer.CONTRACTORS),
    _item("interior_arrests", Payer.ICE, Payer.STAFF),
    _item("fear_interviews", Payer.USCIS, Payer.STAFF),
    _item("judge_teams", Payer.EOIR, Payer.STAFF, CostPart.FIXED),
    _item("courts_fixed", Payer.EOIR, Payer.STAFF, CostPart.FIXED),
    _item("prosecution", Payer.DOJ, Payer.STAFF),
    _item("marshals_days", Payer.DOJ, Payer.CONTRACTORS),
    _item("children_in_care", Payer.HHS, Payer.CONTRACTORS),
    _item("children_fixed", Payer.HHS, Payer.STAFF, CostPart.FIXED),
    _item("aid_to_mexico", Payer.STATE, Payer.MEXICO, CostPart.FIXED),
    _item("reception", Payer.MEXICO),
    _item("reception_elsewhere", Payer.ORIGIN),
    _item("support_in_mexico", Payer.MEXICO),
    _item("shelter_days", Payer.SHELTERS),
    _item("bond_premium", Payer.MIGRANTS),
    _item("bond_forfeits", Payer.MIGRANTS, Payer.ICE),
    _item("counsel", Payer.MIGRANTS),
    _item("living_in_mexico", Payer.MIGRANTS),
    _item("port_courts", Payer.EOIR, Payer.CONTRACTORS),
)
"""Every line of the ledger; the order is the order of the columns that are stored."""

ITEM: dict[str, int] = {line.item: column for column, line in enumerate(LEDGER)}
"""The column of each ledger item."""
