"""The numbers that tables and pages show of every scenario, in words that a reader knows."""

from dataclasses import dataclass

from sim.base.metric_key import MetricKey
from sim.report.study import Study
from sim.results.metric_definition import Kind
from sim.results.metrics import METRIC, adds_up, unit_of


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
ALL_PAYERS = Measure("All payers together", MetricKey("cost_usd"))
MEXICO = Measure("Mexico", MetricKey("cost_usd", (("payer", "mexico"),)))
CHARITIES = Measure("Shelters and charities", MetricKey("cost_usd", (("payer", "shelters"),)))
MIGRANTS = Measure("Migrants", MetricKey("cost_usd", (("payer", "migrants"),)))

UNDECIDED: tuple[Measure, ...] = (
    Measure("Wait from final order to departure, mean", MetricKey("wait_removal_days")),
    Measure("Wait for a judge's decision, mean", MetricKey("wait_decision_days")),
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
    Measure("Wait in Mexico, mean", MetricKey("wait_mexico_days")),
    Measure("Wait for a judge's decision, mean", MetricKey("wait_decision_days")),
    Measure("Detained by ICE, average", MetricKey("detained_average")),
    Measure("Released for want of a bed", MetricKey("released_for_want_of_bed")),
    Measure("Court cases pending at the end", MetricKey("court_pending")),
    Measure("Removals", MetricKey("removals")),
    Measure("Charter flights", MetricKey("flights")),
    Measure("Charter flight hours", MetricKey("flight_hours")),
    Measure("Cost to the US government", MetricKey("cost_usd", (("payer", "us_federal"),))),
    Measure("Cost to Mexico", MetricKey("cost_usd", (("payer", "mexico"),))),
    Measure("Cost to shelters and charities", MetricKey("cost_usd", (("payer", "shelters"),))),
    Measure("Cost to migrants", MetricKey("cost_usd", (("payer", "migrants"),))),
)
"""The lines of the first table, in order."""

FIRST_NEWS = tuple(HEADLINES[place] for place in (0, 1, 2, 5, 7, 8))
"""The few that are told as soon as the first pair of replications is there."""
