"""A few numbers come first: how many people, how long they wait, what binds, and what it costs whom."""

from dataclasses import dataclass

from sim.results.groups import WHOLE


@dataclass(frozen=True)
class Headline:
    """One line of the first table: a metric of the whole run in plain words."""

    label: str
    metric: str
    group: str = WHOLE


HEADLINES: tuple[Headline, ...] = (
    Headline("Apprehensions between ports", "apprehensions"),
    Headline("Expedited removals", "expedited_removals"),
    Headline("Returned to Mexico, case pending", "returned_to_mexico"),
    Headline("Wait in Mexico, mean", "wait_mexico_days"),
    Headline("Wait for a judge's decision, mean", "wait_decision_days"),
    Headline("Detained by ICE, average", "detained_average"),
    Headline("Released for want of a bed", "released_for_want_of_bed"),
    Headline("Court cases pending at the end", "court_pending"),
    Headline("Removals", "removals"),
    Headline("Charter flights", "flights"),
    Headline("Charter flight hours", "flight_hours"),
    Headline("Cost to the US government", "cost_usd", "payer=us_federal"),
    Headline("Cost to Mexico", "cost_usd", "payer=mexico"),
    Headline("Cost to shelters and charities", "cost_usd", "payer=shelters"),
    Headline("Cost to migrants", "cost_usd", "payer=migrants"),
)
"""The lines of the first table, in order."""

FIRST_NEWS = tuple(HEADLINES[place] for place in (0, 1, 2, 5, 7, 8))
"""The few that are told as soon as the first pair of replications is there."""
