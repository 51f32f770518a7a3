"""Lines and appointments, put together as the stations of queueing theory, give its closed forms."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.base.days import Clock
from sim.base.draws import Stream, keys_of
from sim.base.durations import exponential
from sim.engine.columns import Event, Source
from sim.engine.queues import make_queues
from sim.engine.state import Store
from tests.batches import Calendar, Line, Newcomers, Persons, Rows
from tests.verification.spread import FOUR, Tell, standardised, worst

REPLICATIONS = 12
DAYS = 3000
WARM_UP = 500


def newcomers(persons: Persons, count: int, label: object) -> Rows:
    """Admit persons who are alone."""
    return persons.admit(
        Newcomers(
            key=keys_of(count, "station", str(label)),
            nationality=np.full(count, Nationality.OTHER, np.uint8),
            kind=np.full(count, PersonClass.SINGLE_ADULT, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )


def poisson(mean: float, states: int) -> NDArray[np.float64]:
    """Chances of 0, 1, 2 ... arrivals, shape (states,); the last takes what is left."""
    chances = np.empty(states)
    chances[0] = np.exp(-mean)
    for number in range(1, states):
        chances[number] = chances[number - 1] * mean / number
    chances[-1] = 1.0 - chances[:-1].sum()
    return chances


def stationary(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """The stationary distribution of a chain with these steps, rows to columns."""
    size = len(steps)
    system = np.vstack([steps.T - np.eye(size), np.ones(size)])
    return np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)[0]


@pytest.mark.slow
def test_beds_that_are_full_turn_away_the_share_of_a_loss_system(record_property: Tell) -> None:
    """Poisson arrivals, memoryless stays, b beds, no waiting: the chain of Erlang (1917), in whole days."""
    beds, rate, mean_stay = 12, 0.9, 12.0
    stays = exponential(mean_stay - 1)
    leave = 1.0 / mean_stay

    def turned_away(seed: int) -> float:
        rng = np.random.default_rng(seed)
        persons = Persons(Store(1 << 12, Clock(date(2016, 10, 1), DAYS, np.ones(DAYS, np.bool_), {})))
        leaving, held, came, lost = Calendar(persons, Event.RELEASE), 0, 0, 0
        for day in range(DAYS):
            held -= len(leaving.take(day))
            rows = newcomers(persons, int(rng.poisson(rate)), (seed, day))
            taken = rows[: beds - held]
            held += len(taken)
            leaving.book(taken, day + 1 + stays.sample(Stream(seed, "stay", 1).uniform(persons.key[taken])))
            if day >= WARM_UP:
                came, lost = came + len(rows), lost + len(rows) - len(taken)
        return lost / came

    arrivals = poisson(rate, 30)
    states = np.arange(beds + 1)
    steps = np.zeros((beds + 1, beds + 1))
    lost_from = np.zeros(beds + 1)
    for held in states:
        stay_on = np.array([_binomial(held, k, 1 - leave) for k in range(held + 1)])
        for left, chance in enumerate(stay_on):
            for came, arrival in enumerate(arrivals):
                there = min(left + came, beds)
                steps[held, there] += chance * arrival
                lost_from[held] += chance * arrival * max(left + came - beds, 0)
    theory = float(stationary(steps) @ lost_from) / rate
    assert 0.05 < theory < 0.5
    score = standardised([turned_away(seed) for seed in range(REPLICATIONS)], theory)
    assert worst([score], record_property) < FOUR


@pytest.mark.slow
def test_officers_with_daily_slots_keep_people_waiting_as_a_bulk_queue_does(record_property: Tell) -> None:
    """Poisson arrivals and c slots a day: the waiting chain Q' = max(Q + A - c, 0) (Bailey 1954), and Little's law."""
    slots, rate, most = 5, 4.6, 160

    def mean_wait(seed: int) -> float:
        rng = np.random.default_rng(1000 + seed)
        persons = Persons()
        line, joined, waited, served = Line(persons, make_queues()), {}, 0, 0
        for day in range(DAYS):
            rows = newcomers(persons, int(rng.poisson(rate)), (seed, day))
            joined |= dict.fromkeys(rows.tolist(), day)
            line.join(rows, day)
            for row in line.take(slots).tolist():
                if joined[row] >= WARM_UP:
                    waited, served = waited + day - joined[row], served + 1
        return waited / served

    arrivals = poisson(rate, 40)
    steps = np.zeros((most, most))
    for waiting in range(most):
        for came, chance in enumerate(arrivals):
            steps[waiting, min(max(waiting + came - slots, 0), most - 1)] += chance
    theory = float(stationary(steps) @ np.arange(most)) / rate
    score = standardised([mean_wait(seed) for seed in range(REPLICATIONS)], theory)
    assert worst([score], record_property) < FOUR


def test_a_docket_with_more_cases_than_hearings_grows_by_the_difference_and_ages_by_half_its_length() -> None:
    """Fluid limit of an overloaded first-in-first-out docket: growth is rate less slots, mean age N / (2 x rate)."""
    persons = Persons()
    line, rate, slots, days = Line(persons, make_queues()), 9, 5, 900
    filed = np.empty(0, np.int64)
    for day in range(days):
        rows = newcomers(persons, rate, day)
        filed = np.append(filed, np.full(rate, day))
        line.join(rows, day)
        line.take(slots)
    assert line.size == (rate - slots) * days
    pending = line.empty()
    age = float((days - 1 - filed[pending]).mean())
    assert age == pytest.approx(line_age(len(pending), rate), abs=1.0)


def line_age(pending: int, rate: int) -> float:
    """Mean age of a first-in-first-out docket [days]."""
    return pending / (2 * rate)


def test_people_gathered_until_a_number_is_reached_wait_half_the_time_that_it_takes() -> None:
    """Batches of k from a steady flow: those who come first wait (k - 1) / rate, the last not at all."""
    persons = Persons()
    line, threshold, waits = Line(persons, make_queues()), 30, []
    for day in range(600):
        line.join(newcomers(persons, 1, day), day)
        if line.size >= threshold:
            waits += [day - int(row) for row in line.take(threshold)]
    assert np.mean(waits) == pytest.approx((threshold - 1) / 2)


def test_people_gathered_until_the_first_has_waited_long_enough_wait_half_of_it() -> None:
    """A flow of one a day and a longest wait w: batches of w + 1, and a mean wait of w / 2."""
    persons = Persons()
    line, longest, waits = Line(persons, make_queues()), 14, []
    for day in range(600):
        line.join(newcomers(persons, 1, day), day)
        oldest = line.oldest()
        assert oldest is not None
        if day - oldest >= longest:
            waits += [day - int(row) for row in line.empty()]
    assert np.mean(waits) == pytest.approx(longest / 2)


def _binomial(trials: int, successes: int, share: float) -> float:
    ways = 1.0
    for number in range(successes):
        ways *= (trials - number) / (number + 1)
    return float(ways * share**successes * (1 - share) ** (trials - successes))
