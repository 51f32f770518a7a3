"""What is paid for, by whom and to whom: the lines of the ledger.

A thing is paid once: the unit costs behind two lines never cover the same, as their scopes say and a test checks.
A bond is a deposit that comes back, so that only the premium and what is forfeited are costs.
"""

from dataclasses import dataclass

from sim.base.codes import Code
from sim.base.words import Payer


class Part(Code):
    """Whether a cost follows the volume or stands whatever the volume."""

    FIXED = 0
    MARGINAL = 1


@dataclass(frozen=True)
class LedgerItem:
    """One line of the ledger: what is paid for, by whom and to whom."""

    item: str
    payer: Payer
    receiver: Payer
    part: Part


def _item(item: str, payer: Payer, receiver: Payer = Payer.SUPPLIERS, part: Part = Part.MARGINAL) -> LedgerItem:
    return LedgerItem(item, payer, receiver, part)


LEDGER: tuple[LedgerItem, ...] = (
    _item("border_patrol_fixed", Payer.CBP, Payer.STAFF, Part.FIXED),
    _item("hold_days", Payer.CBP, Payer.CONTRACTORS),
    _item("agents_added", Payer.CBP, Payer.STAFF),
    _item("agents_hired", Payer.CBP, Payer.CONTRACTORS),
    _item("barrier", Payer.CBP, Payer.CONTRACTORS),
    _item("adult_beds", Payer.ICE, Payer.CONTRACTORS),
    _item("surge_beds", Payer.ICE, Payer.CONTRACTORS),
    _item("family_beds", Payer.ICE, Payer.CONTRACTORS, Part.FIXED),
    _item("custody_fixed", Payer.ICE, Payer.STAFF, Part.FIXED),
    _item("alternatives_to_detention", Payer.ICE, Payer.CONTRACTORS),
    _item("charter_flights", Payer.ICE, Payer.CONTRACTORS),
    _item("commercial_flights", Payer.ICE, Payer.CONTRACTORS),
    _item("ground_transport", Payer.ICE, Payer.CONTRACTORS),
    _item("officers_added", Payer.ICE, Payer.STAFF),
    _item("officers_hired", Payer.ICE, Payer.CONTRACTORS),
    _item("interior_arrests", Payer.ICE, Payer.STAFF),
    _item("fear_interviews", Payer.USCIS, Payer.STAFF),
    _item("judge_teams", Payer.EOIR, Payer.STAFF, Part.FIXED),
    _item("courts_fixed", Payer.EOIR, Payer.STAFF, Part.FIXED),
    _item("prosecution", Payer.DOJ, Payer.STAFF),
    _item("marshals_days", Payer.DOJ, Payer.CONTRACTORS),
    _item("children_in_care", Payer.HHS, Payer.CONTRACTORS),
    _item("children_fixed", Payer.HHS, Payer.STAFF, Part.FIXED),
    _item("aid_to_mexico", Payer.STATE, Payer.MEXICO, Part.FIXED),
    _item("reception", Payer.MEXICO),
    _item("reception_elsewhere", Payer.ORIGIN),
    _item("support_in_mexico", Payer.MEXICO),
    _item("shelter_days", Payer.SHELTERS),
    _item("bond_premium", Payer.MIGRANTS),
    _item("bond_forfeits", Payer.MIGRANTS, Payer.ICE),
    _item("counsel", Payer.MIGRANTS),
    _item("living_in_mexico", Payer.MIGRANTS),
)
"""Every line of the ledger; the order is the order of the columns that are stored."""

ITEM: dict[str, int] = {line.item: column for column, line in enumerate(LEDGER)}
"""The column of each ledger item."""
