"""The numbers that tables and pages show, in words that a reader knows, and the ledger of payers and items."""

from dataclasses import dataclass

from sim.base.metric_key import MetricKey
from sim.report.study import Arm, Study
from sim.report.values import in_words
from sim.results.metric_definition import Kind
from sim.results.metrics import METRIC, adds_up, unit_of
from sim.results.resource_metrics import US_FEDERAL


@dataclass(frozen=True)
class Measure:
    """A published number with the words that it goes by in tables and on the page."""

    label: str
    key: MetricKey

    @property
    def metric(self) -> str:
        """The name of the metric."""
        return self.key.metric

    @property
    def unit(self) -> str:
        """The unit of the number."""
        return unit_of(self.key)

    @property
    def is_yearly(self) -> bool:
        """Whether the number is told per year."""
        return adds_up(self.key)

    @property
    def rate(self) -> str:
        """What follows the words of a number that is told per year."""
        return ", a year" if self.is_yearly else ""

    def named(self, study: Study) -> str:
        """Say what is measured and when, as the title of a picture."""
        if METRIC[self.metric].kind is Kind.END:
            day = study.last_day
            return f"{self.label}, {day.day} {day:%B %Y}"
        return f"{self.label}{self.rate}"


PENDING = Measure("Cases pending in court", MetricKey("court_pending"))
WANT_OF_BED = Measure("Released for want of a bed", MetricKey("released_for_want_of_bed"))
WAITING = Measure("Waiting in Mexico, average", MetricKey("waiting_in_mexico_average"))
FEDERAL = Measure("US federal spending", MetricKey("cost_usd", (("payer", "us_federal"),)))
MEXICO = Measure("Mexico", MetricKey("cost_usd", (("payer", "mexico"),)))
CHARITIES = Measure("Shelters and charities", MetricKey("cost_usd", (("payer", "shelters"),)))
MIGRANTS = Measure("Migrants", MetricKey("cost_usd", (("payer", "migrants"),)))

HALF_WAIT = Measure("Wait in court that half of new cases exceed", MetricKey("wait_decision_days", (("stat", "p50"),)))
"""By cumulative incidence, so that cases not yet decided count."""
DAYS_IN_MEXICO = Measure("Days in Mexico per person returned", MetricKey("days_per_return"))
UNTIL_DECIDED = Measure(
    "Wait in Mexico until a judge's decision, mean", MetricKey("wait_mexico_days", (("cause", "served"),))
)
RECEIPTS = Measure("Court cases received", MetricKey("court_receipts"))
COMPLETIONS = Measure("Court cases decided", MetricKey("court_completions"))
CLOSURES = Measure("Court cases closed without a decision", MetricKey("closures"))

UNDECIDED: tuple[Measure, ...] = (
    Measure("Wait from final order to departure, mean", MetricKey("wait_removal_days")),
    HALF_WAIT,
    Measure("Stay in detention, mean", MetricKey("detention_stay_days")),
    Measure("Wait for a fear interview, mean", MetricKey("wait_fear_screening_days")),
    Measure("Days in a border hold room, mean", MetricKey("wait_cbp_hold_days")),
    Measure("Charter flight hours", MetricKey("flight_hours")),
    Measure("Removals", MetricKey("removals")),
    Measure("Detained by ICE, average", MetricKey("detained_average")),
    Measure("Relief granted by judges", MetricKey("relief_grants")),
    Measure("Apprehensions between ports", MetricKey("apprehensions")),
    Measure("Hearings missed", MetricKey("missed_hearings")),
)
"""Measures among which the largest that no interval tells from zero is looked for."""

HEADLINES: tuple[Measure, ...] = (
    Measure("Apprehensions between ports", MetricKey("apprehensions")),
    Measure("Expedited removals", MetricKey("expedited_removals")),
    Measure("Returned to Mexico, case pending", MetricKey("returned_to_mexico")),
    DAYS_IN_MEXICO,
    UNTIL_DECIDED,
    Measure("Waiting in Mexico at the end", MetricKey("waiting_in_mexico_end")),
    HALF_WAIT,
    Measure("Detained by ICE, average", MetricKey("detained_average")),
    Measure("Released for want of a bed", MetricKey("released_for_want_of_bed")),
    Measure("Court cases pending at the end", MetricKey("court_pending")),
    RECEIPTS,
    COMPLETIONS,
    CLOSURES,
    Measure("Removals", MetricKey("removals")),
    Measure("Charter flights", MetricKey("flights")),
    Measure("Charter flight hours", MetricKey("flight_hours")),
    Measure("Cost to the US government", MetricKey("cost_usd", (("payer", "us_federal"),))),
    Measure("Cost to Mexico", MetricKey("cost_usd", (("payer", "mexico"),))),
    Measure("Cost to shelters and charities", MetricKey("cost_usd", (("payer", "shelters"),))),
    Measure("Cost to migrants", MetricKey("cost_usd", (("payer", "migrants"),))),
)
"""The lines of the first table, in order."""

_NEWS = ("apprehensions", "expedited_removals", "returned_to_mexico", "detained_average", "court_pending", "removals")
FIRST_NEWS = tuple(headline for headline in HEADLINES if headline.metric in _NEWS)
"""The few that are told as soon as the first pair of replications is there."""


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


FEDERAL_PAYER = PayerGroup("us_federal", "US federal", "us")
PAYERS: tuple[PayerGroup, ...] = (
    FEDERAL_PAYER,
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
    lines: dict[MetricKey, ItemLine] = {}
    for arm in study.arms:
        for key in arm.keys(COST):
            parts = dict(key.dimensions)
            if set(parts) == {"item", "payer"} and (payer := _payer(parts["payer"])) is not None:
                lines[key] = ItemLine(in_words(parts["item"]), payer, key, parts["payer"])
    sized = [(line, _largest(study, line)) for line in lines.values()]
    order = {payer.key: place for place, payer in enumerate(PAYERS)}
    kept = [(line, size) for line, size in sized if size > 0]
    return tuple(line for line, _ in sorted(kept, key=lambda one: (order[one[0].payer.key], -one[1])))


def _payer(name: str) -> PayerGroup | None:
    if name in _AGENCIES:
        return FEDERAL_PAYER
    return next((payer for payer in PAYERS if payer.key == name), None)


def _largest(study: Study, line: ItemLine) -> float:
    return max((abs(level.mean) for arm in study.arms if (level := study.level(arm, line.key))), default=0.0)


def total(study: Study, arm: Arm, payer: PayerGroup) -> float:
    """Give what one payer pays in a year, 0 where nothing is told [USD / year]."""
    level = study.level(arm, payer.total)
    return 0.0 if level is None else level.mean
