"""Courts at the ports hear as many of those who wait in Mexico as they have seats; what that does to the wait."""

import numpy as np

from sim.engine.columns import City
from sim.engine.recording import ITEM, Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Tally, Wait
from sim.model.run import simulate
from tests.worlds import small

_STEADY = (
    *("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "courts.filing_lag.detained=2"),
    *("courts.interval.mexico=20", "border.reentry_gain=0", "mexico.hazard.going_home=0.02"),
    *(f"mexico.hazard.{way}=0" for way in ("trying_again", "vulnerable", "saying_fear", "sending_child")),
    *("mexico.hazard.factor_with_hearing_date=1", "mexico.hazard.factor_without_shelter=1"),
)
"""Many are sent back, and the chance to leave Mexico does not move with the wait."""
_DAYS, _SCALE = 330, 0.01


def returned(seats: float, consent: float) -> Recording:
    """A world with so many seats in each city and so many received in a day."""
    sites = (f"mexico.sites.{city.name.lower()}.seats_per_day={seats}" for city in City)
    settings = (*_STEADY, *sites, f"mexico.consent_per_day={consent}")
    return simulate(small("status-quo", *settings, scale=_SCALE, days=_DAYS))


def decided_within(recording: Recording, days: int) -> float:
    """Share of those sent back in the first 180 days whose wait in Mexico a judge's decision ended within so many."""
    waits = recording.waits
    ours = (waits.queue == Wait.MEXICO) & (waits.cause == Cause.SERVED) & (waits.exit <= days)
    return float(waits.count[ours].sum() / recording.flows[:180, Flow.RETURNED_TO_MEXICO].sum())


def days_per_return(recording: Recording) -> float:
    """Days waited in Mexico for each person sent back [days]."""
    return float(recording.stocks[:, Stock.WAITING_IN_MEXICO].sum() / recording.flows[:, Flow.RETURNED_TO_MEXICO].sum())


def test_more_seats_shorten_the_wait_and_with_it_the_stock_and_the_cost_to_mexico() -> None:
    few, many = returned(4, 300), returned(40, 300)
    sent = [one.flows[:, Flow.RETURNED_TO_MEXICO].sum() for one in (few, many)]
    assert sent[0] == sent[1] > 500, "seats do not limit returns"
    assert decided_within(many, 120) > 1.5 * decided_within(few, 120)
    assert days_per_return(many) < 0.9 * days_per_return(few)
    assert many.stocks[-1, Stock.WAITING_IN_MEXICO].sum() < 0.9 * few.stocks[-1, Stock.WAITING_IN_MEXICO].sum()
    cost = [one.ledger[:, ITEM["support_in_mexico"]].sum() for one in (few, many)]
    assert cost[1] < cost[0]


def test_more_consent_at_the_same_seats_lengthens_the_wait() -> None:
    little, much = returned(10, 100), returned(10, 600)
    assert decided_within(much, 120) < 0.7 * decided_within(little, 120)
    assert days_per_return(much) > 1.1 * days_per_return(little)


def test_no_more_are_heard_than_have_seats_and_their_hours_come_from_the_bench() -> None:
    seats = 20
    recording = returned(seats, 3000)
    heard = recording.tallies[:, Tally.PORT_SEATS_USED]
    most = np.floor(np.cumsum(np.full(_DAYS, seats * len(City) * _SCALE)))
    assert (np.cumsum(heard) <= most).all()
    assert heard[200:].sum() > 0.8 * np.diff(most)[200:].sum() * 250 / 365
    nobody = returned(0, 3000)
    assert not nobody.tallies[:, Tally.PORT_SEATS_USED].any()
    assert decided_within(nobody, 330) == 0
    used = [one.tallies[:, Tally.COURT_USED].sum() for one in (nobody, recording)]
    assert abs(used[1] / used[0] - 1) < 0.01, "the bench is used in both"


def test_cases_end_on_the_merits_where_masters_alone_would_fill_the_seats() -> None:
    recording = returned(6, 1500)
    masters, merits = (
        recording.flows[240:, flow].sum() for flow in (Flow.MASTER_HEARING_MEXICO, Flow.MERITS_HEARING_MEXICO)
    )
    seats = recording.tallies[240:, Tally.PORT_SEATS_USED].sum()
    assert seats > 0.9 * 6 * len(City) * _SCALE * (_DAYS - 240) * 250 / 365, "every seat is taken"
    assert merits > 0.1 * masters
