"""What happens on the docket of people who wait in Mexico is counted once more beside what happens in court."""

import numpy as np
import pytest

from sim.base.metric_key import MetricKey
from sim.engine.columns import STREAM_OF_MEXICO, City, Outcome
from sim.engine.recording import Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.model.run import simulate
from sim.results.metrics import measure
from sim.results.mexico_metrics import DECIDED, OUTCOMES, STILL_WAITING
from tests.worlds import EMPTY, small

_RETURNS = (
    *("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=3000"),
    *("courts.filing_lag.border_adult=1", "courts.interval.first=2"),
    *(f"mexico.sites.{city.name.lower()}.seats_per_day=2000" for city in City),
    *("courts.interval.mexico=2", "courts.represented_share.mexico=0.5", "courts.no_show.mexico=0.4"),
)
_ALONE = (
    *(*_RETURNS, *(each for each in EMPTY if not each.startswith(("border", "ports")))),
    *("courts.initial_pending=0", "courts.recalendared_per_year=0", "courts.reopened_per_year=0"),
)
ALL = ("COMPLETED_INITIAL", "COMPLETED_SUBSEQUENT")


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Sixty days in which many are sent to Mexico and heard soon, and no other case comes to court."""
    return simulate(small("status-quo", *_ALONE, scale=0.01, days=90))


def total(recording: Recording, *names: str) -> int:
    """Events of flows over the run."""
    return int(recording.flows[:, [Flow[name] for name in names]].sum())


def test_some_of_all_cases_and_hearings_are_of_that_docket(recording: Recording) -> None:
    for outcome in Outcome:
        here, everywhere = f"COMPLETED_MEXICO_{outcome.name}", (f"{kind}_{outcome.name}" for kind in ALL)
        assert 0 < total(recording, here) <= total(recording, *everywhere)
    for name in ("IN_ABSENTIA", "MISSED_HEARING", "MASTER_HEARING"):
        assert 0 < total(recording, f"{name}_MEXICO") <= total(recording, name)
    assert total(recording, "IN_ABSENTIA_MEXICO") <= total(recording, "MISSED_HEARING_MEXICO")
    assert total(recording, "COMPLETED_MEXICO_WITH_COUNSEL") > 0


def test_every_decision_of_that_docket_ends_a_wait_of_that_docket(recording: Recording) -> None:
    waits = recording.waits
    mine = (waits.queue == Wait.DECISION) & (waits.stream == STREAM_OF_MEXICO) & (waits.cause == Cause.SERVED)
    decided = total(recording, *(f"COMPLETED_MEXICO_{outcome.name}" for outcome in Outcome))
    assert int(waits.count[mine].sum()) == decided
    days = np.average(waits.exit[mine], weights=waits.count[mine])
    found = {row.key: row.value for row in measure(recording)}
    assert found[MetricKey.read("wait_decision_days", "program=mexico")] == pytest.approx(days)


def test_every_stay_in_mexico_ends_in_one_way_or_goes_on(recording: Recording) -> None:
    waits = recording.waits
    stays = {cause: int(waits.count[(waits.queue == Wait.MEXICO) & (waits.cause == cause)].sum()) for cause in Cause}
    decided = {name: total(recording, flow.name) for name, flow in DECIDED.items()}
    assert all(decided.values())
    assert sum(decided.values()) == stays[Cause.SERVED]
    assert sum(stays.values()) == total(recording, "RETURNED_TO_MEXICO")
    found = {row.key: row.value for row in measure(recording)}
    outcomes = {name: found[MetricKey.read("outcome_per_100_returned", f"outcome={name}")] for name in OUTCOMES}
    assert sum(outcomes.values()) == pytest.approx(100)
    assert outcomes["granted"] == pytest.approx(100 * decided["granted"] / sum(stays.values()))
    assert outcomes[STILL_WAITING] == pytest.approx(100 * stays[Cause.STILL_WAITING] / sum(stays.values()))
    person_days = int(recording.stocks[:, Stock.WAITING_IN_MEXICO].sum())
    assert found[MetricKey("days_per_return")] == pytest.approx(person_days / sum(stays.values()))


def test_a_person_who_is_absent_in_mexico_is_ordered_removed_in_absence_and_one_who_comes_is_not(
    recording: Recording,
) -> None:
    settings = (each for each in _ALONE if "no_show" not in each)
    everybody = simulate(small("status-quo", *settings, "courts.no_show.mexico=0", scale=0.01, days=90))
    assert total(everybody, "RETURN_ENDED_ABSENTIA") == 0 < total(everybody, "RETURN_ENDED_REMOVAL")
    assert total(recording, "RETURN_ENDED_ABSENTIA") > 0


def test_where_nobody_is_returned_there_is_nothing_to_count() -> None:
    found = {row.key: row.value for row in measure(simulate(small("status-quo")))}
    assert found[MetricKey.read("court_completions", "program=mexico")] == 0
    assert MetricKey.read("wait_decision_days", "program=mexico") not in found
