"""What the page asks of every scenario, in words that a reader knows."""

from dataclasses import dataclass

from sim.report.study import Study, What
from sim.results.measures import Kind
from sim.results.metrics import METRIC


@dataclass(frozen=True)
class Measure:
    """A metric with the words that it goes by on the page."""

    label: str
    what: What
    unit: str
    """Unit of the printed number."""

    @property
    def is_yearly(self) -> bool:
        """Whether the number is told per year."""
        return METRIC[self.what.metric].kind is Kind.SUM and "share=" not in self.what.group

    @property
    def rate(self) -> str:
        """What follows the words of a number that is told per year."""
        return ", a year" if self.is_yearly else ""

    def named(self, study: Study) -> str:
        """Say what is measured and when, as the title of a picture."""
        if METRIC[self.what.metric].kind is Kind.END:
            day = study.last_day
            return f"{self.label}, {day.day} {day:%B %Y}"
        return f"{self.label}{self.rate}"


PENDING = Measure("Cases pending in court", What("court_pending"), "cases")
WANT_OF_BED = Measure("Released for want of a bed", What("released_for_want_of_bed"), "persons")
WAITING = Measure("Waiting in Mexico, average", What("waiting_in_mexico_average"), "persons")
FEDERAL = Measure("US federal spending", What("cost_usd", "payer=us_federal"), "USD")
ALL_PAYERS = Measure("All payers together", What("cost_usd"), "USD")
MEXICO = Measure("Mexico", What("cost_usd", "payer=mexico"), "USD")
CHARITIES = Measure("Shelters and charities", What("cost_usd", "payer=shelters"), "USD")
MIGRANTS = Measure("Migrants", What("cost_usd", "payer=migrants"), "USD")

UNDECIDED: tuple[Measure, ...] = (
    Measure("Wait from final order to departure, mean", What("wait_removal_days"), "days"),
    Measure("Wait for a judge's decision, mean", What("wait_decision_days"), "days"),
    Measure("Stay in detention, mean", What("detention_stay_days"), "days"),
    Measure("Wait for a fear interview, mean", What("wait_fear_screening_days"), "days"),
    Measure("Days in a border hold room, mean", What("wait_cbp_hold_days"), "days"),
    Measure("Charter flight hours", What("flight_hours"), "hours"),
    Measure("Removals", What("removals"), "persons"),
    Measure("Detained by ICE, average", What("detained_average"), "persons"),
    Measure("Relief granted by judges", What("relief_grants"), "cases"),
    Measure("Apprehensions between ports", What("apprehensions"), "events"),
    Measure("Hearings missed", What("missed_hearings"), "hearings"),
)
"""Measures among which the largest that no interval tells from zero is looked for."""
