"""What is paid for, by whom and to whom: the lines of the ledger."""

from dataclasses import dataclass
from enum import IntEnum

from sim.base.words import Payer


class Part(IntEnum):
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
    _item("hold_days", Payer.CBP),
    _item("agents_added", Payer.CBP),
    _item("barrier", Payer.CBP),
    _item("adult_beds", Payer.ICE),
    _item("surge_beds", Payer.ICE),
    _item("family_beds", Payer.ICE, part=Part.FIXED),
    _item("custody_fixed", Payer.ICE, part=Part.FIXED),
    _item("alternatives_to_detention", Payer.ICE),
    _item("charter_flights", Payer.ICE),
    _item("commercial_flights", Payer.ICE),
    _item("ground_transport", Payer.ICE),
    _item("officers_added", Payer.ICE),
    _item("interior_arrests", Payer.ICE),
    _item("fear_interviews", Payer.USCIS),
    _item("judge_teams", Payer.EOIR, part=Part.FIXED),
    _item("prosecution", Payer.DOJ),
    _item("marshals_days", Payer.DOJ),
    _item("children_in_care", Payer.HHS),
    _item("children_fixed", Payer.HHS, part=Part.FIXED),
    _item("reception", Payer.MEXICO),
    _item("support_in_mexico", Payer.MEXICO),
    _item("shelter_days", Payer.SHELTERS),
    _item("bond_premium", Payer.MIGRANTS),
    _item("living_in_mexico", Payer.MIGRANTS),
)
"""Every line of the ledger; the order is the order of the columns that are stored."""

ITEM: dict[str, int] = {line.item: column for column, line in enumerate(LEDGER)}
"""The column of each ledger item."""
