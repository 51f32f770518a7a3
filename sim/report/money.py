"""Every dollar has a payer and an item; the ledger, the bars and the waterfall are read from one table."""

from dataclasses import dataclass

from sim.base.codes import Payer
from sim.base.metric_key import MetricKey
from sim.report.study import Side, Study
from sim.report.values import in_words
from sim.results.resource_metrics import US_FEDERAL

COST = "cost_usd"
_AGENCIES = {payer.name.lower() for payer in US_FEDERAL}


@dataclass(frozen=True)
class PayerGroup:
    """One who pays, as the page tells them apart."""

    key: str
    label: str
    colour: str

    @property
    def total(self) -> MetricKey:
        """The number that holds what the payer pays in all."""
        return MetricKey(COST, (("payer", self.key),))


FEDERAL = PayerGroup("us_federal", "US federal", "us")
PAYERS: tuple[PayerGroup, ...] = (
    FEDERAL,
    PayerGroup("mexico", "Mexico", "mx"),
    PayerGroup("shelters", "Charities", "ch"),
    PayerGroup("migrants", "Migrants", "mg"),
)
"""The payers of the page, the federal agencies together."""


@dataclass(frozen=True)
class ItemLine:
    """One item of the ledger of one payer."""

    label: str
    payer: PayerGroup
    key: MetricKey
    agency: str


def item_lines(study: Study) -> tuple[ItemLine, ...]:
    """List the items that cost anything in any scenario, by payer, the largest first."""
    found: dict[MetricKey, ItemLine] = {}
    for side in study.sides:
        for key in side.keys(COST):
            parts = dict(key.dimensions)
            if set(parts) == {"item", "payer"} and (payer := _payer(parts["payer"])) is not None:
                found[key] = ItemLine(in_words(parts["item"]), payer, key, parts["payer"])
    sized = [(line, _largest(study, line)) for line in found.values()]
    order = {payer.key: place for place, payer in enumerate(PAYERS)}
    kept = [(line, size) for line, size in sized if size > 0]
    return tuple(line for line, _ in sorted(kept, key=lambda one: (order[one[0].payer.key], -one[1])))


def _payer(name: str) -> PayerGroup | None:
    if name in _AGENCIES:
        return FEDERAL
    return next((payer for payer in PAYERS if payer.key == name), None)


def _largest(study: Study, line: ItemLine) -> float:
    return max((abs(found.mean) for side in study.sides if (found := study.level(side, line.key))), default=0.0)


def total(study: Study, side: Side, payer: PayerGroup) -> float:
    """Give what one payer pays in a year, 0 where nothing is told [USD / year]."""
    found = study.level(side, payer.total)
    return 0.0 if found is None else found.mean


def unknown_payers(study: Study) -> tuple[str, ...]:
    """List payers of the results that the page has no place for; there should be none."""
    parts = [key.dimensions for key in study.base.keys(COST) if len(key.dimensions) == 1]
    names = {value for ((name, value),) in parts if name == "payer"}
    known = _AGENCIES | {payer.key for payer in PAYERS}
    return tuple(sorted(name for name in names - known if name.upper() in Payer.__members__))
