"""What has become of those arrested in a year is looked up one, two and three years after each arrest."""

from dataclasses import dataclass

import numpy as np
import simpy

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, Source
from sim.engine.recording import CohortTable
from sim.engine.state import Store
from sim.engine.vocabulary import COHORT_MONTHS, CohortStatus
from sim.model.accounts import cohorts
from sim.model.context import Context
from tests.batches import Newcomers, Persons
from tests.worlds import small

GROUP = Nationality.HONDURAS * CLASSES + PersonClass.FAMILY_MEMBER
YEAR, TWO_YEARS, THREE_YEARS = 365, 730, 1096
"""Twelve, twenty-four and thirty-six months of a mean length, in whole days [days]."""


@dataclass(frozen=True)
class Life:
    """The days of an arrest, of a return and of relief."""

    arrested: int = NEVER
    repatriated: int = NEVER
    relieved: int = NEVER


def table(*lives: Life, days: int = 1_200) -> CohortTable:
    """Look at people of one group whose days are known, in a run from October 2016 on."""
    inputs = small("status-quo", days=days)
    ctx = Context(simpy.Environment(), inputs, Store(len(lives), inputs.clock))
    count, persons = len(lives), ctx.persons
    rows = Persons(ctx.record).admit(
        Newcomers(
            key=keys_of(count, "cohort"),
            nationality=np.full(count, Nationality.HONDURAS, np.uint8),
            kind=np.full(count, PersonClass.FAMILY_MEMBER, np.uint8),
            source=np.full(count, Source.BORDER, np.uint8),
            has_prior_order=np.zeros(count, np.bool_),
        )
    )
    persons.arrested[rows] = [life.arrested for life in lives]
    persons.repatriated[rows] = [life.repatriated for life in lives]
    persons.relieved[rows] = [life.relieved for life in lives]
    return cohorts(ctx)


def statuses(found: CohortTable, year: int = 2017) -> list[list[int]]:
    """Persons repatriated, with relief and neither, at each age of the cohort of a year."""
    counts = found.counts[found.fiscal_years.index(year)]
    assert counts.sum() == counts[:, :, GROUP].sum() or (counts < 0).any()
    return [[int(one) for one in counts[column, :, GROUP]] for column in range(len(COHORT_MONTHS))]


def test_a_return_counts_from_its_day_on_and_not_before() -> None:
    for day, column in ((YEAR, 0), (TWO_YEARS, 1), (THREE_YEARS, 2)):
        in_time = statuses(table(Life(arrested=10, repatriated=10 + day)))
        too_late = statuses(table(Life(arrested=10, repatriated=10 + day + 1)))
        assert [row[CohortStatus.REPATRIATED] for row in in_time] == [int(at >= column) for at in range(3)]
        assert [row[CohortStatus.REPATRIATED] for row in too_late] == [int(at > column) for at in range(3)]


def test_relief_counts_unless_the_person_was_returned_all_the_same() -> None:
    found = statuses(table(Life(arrested=0, relieved=100), Life(arrested=0, relieved=100, repatriated=500), Life(0)))
    assert found == [[0, 2, 1], [1, 1, 1], [1, 1, 1]]


def test_a_return_before_the_arrest_is_of_another_story_and_who_was_not_arrested_is_in_no_cohort() -> None:
    found = statuses(table(Life(arrested=50, repatriated=20), Life(repatriated=20), Life(arrested=50, repatriated=50)))
    assert found == [[1, 0, 1]] * 3


def test_a_cohort_is_counted_at_an_age_that_all_of_it_have_reached() -> None:
    lives = (Life(arrested=1), Life(arrested=370), Life(arrested=600))
    found = table(*lives)
    assert found.fiscal_years == (2017, 2018, 2019, 2020)
    assert statuses(found) == [[0, 0, 1]] * 3
    assert statuses(found, 2018)[0] == [0, 0, 2]
    assert statuses(found, 2018)[1] == [-1, -1, -1]
    assert (found.counts[2:] == -1).all()
    reached = table(Life(arrested=1), days=1 + YEAR + 1)
    assert statuses(reached)[0] == [0, 0, 1]
    assert statuses(table(Life(arrested=1), days=1 + YEAR))[0] == [-1, -1, -1]
