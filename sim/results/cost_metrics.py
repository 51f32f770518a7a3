"""Every cost has a payer and an item; what moves from one payer to another is not saved."""

from collections.abc import Iterator

from sim.base.codes import CENTS, Payer
from sim.base.metric_key import Dimensions
from sim.engine.recording import ITEM, LEDGER, LedgerItem
from sim.engine.vocabulary import Flow
from sim.results.measures import Cell, Kind, Metric, quotient
from sim.results.periods import Observed

US_FEDERAL = (Payer.CBP, Payer.ICE, Payer.USCIS, Payer.EOIR, Payer.DOJ, Payer.HHS, Payer.STATE)
"""The payers whose money is the federal government's, together `payer=us_federal`."""

_TRANSPORT = ("charter_flights", "commercial_flights", "ground_transport")
_CUSTODY = ("adult_beds", "surge_beds", "family_beds", "custody_fixed")
_BY_ICE = tuple(flow for flow in Flow if flow.name.startswith("REMOVED_ICE_"))
_BY_CHARTER = tuple(flow for flow in Flow if flow.name.startswith("REMOVED_") and flow.name.endswith("_CHARTER"))


def _groups_of(line: LedgerItem) -> Iterator[Dimensions]:
    payer, item, part = (("payer", line.payer.name.lower()), ("item", line.item), ("part", line.part.name.lower()))
    receiver = ("receiver", line.receiver.name.lower())
    yield from ((), (payer,), (receiver,), (item,), (part,), (item, payer), (part, payer))
    if line.payer in US_FEDERAL:
        federal = ("payer", "us_federal")
        yield from ((federal,), (part, federal))


def _cost_groups() -> dict[Dimensions, list[int]]:
    groups: dict[Dimensions, list[int]] = {}
    for column, line in enumerate(LEDGER):
        for dims in _groups_of(line):
            groups.setdefault(dims, []).append(column)
    return groups


_COST_GROUPS = _cost_groups()
"""The ledger columns of each group of costs."""


def _costs(observed: Observed) -> Iterator[Cell]:
    for group, columns in _COST_GROUPS.items():
        yield Cell(group, int(observed.ledger[columns].sum()) / CENTS / observed.scale)


def _cost_per_removal(observed: Observed) -> Iterator[Cell]:
    scopes = (
        ((), (*_CUSTODY, *_TRANSPORT), _BY_ICE),
        ((("scope", "transport"),), _TRANSPORT, _BY_ICE),
        ((("scope", "charter"),), ("charter_flights",), _BY_CHARTER),
    )
    for dims, items, removed in scopes:
        cents = int(observed.ledger[[ITEM[item] for item in items]].sum())
        persons = int(observed.flows[list(removed)].sum())
        yield from quotient(cents / CENTS, persons, dims)


COST_METRICS: tuple[Metric, ...] = (
    Metric(
        "cost_usd",
        "USD",
        Kind.SUM,
        "Costs by payer, receiver, item and part, as far as the ledger reaches; `all` adds up every payer, "
        "`payer=us_federal` the federal agencies. What is avoided is the difference of two runs in `part=marginal`; "
        "the fixed part stands, and what moves to another payer is not saved.",
        _costs,
    ),
    Metric(
        "cost_per_removal_usd",
        "USD per removal",
        Kind.SHARE,
        "ICE custody and transport, fixed part included, over ICE removals; transport alone in `scope=transport`, "
        "charter flights over persons removed by charter in `scope=charter`.",
        _cost_per_removal,
    ),
)
"""Every metric of money."""
