"""A fault of the model is found and said: a move that may not be, and running sums that differ from the persons."""

import numpy as np
import pytest

from sim.base.errors import InvariantError
from sim.engine import state
from sim.engine.diagrams import CASES, STATE_TABLE, Place
from sim.engine.state import UNDECIDED
from sim.model.run import play
from tests.worlds import small


@pytest.mark.parametrize(
    ("place", "said"), [(Place.HOLD, "ABROAD, NONE to HOLD"), (Place.ADULT_BED, "HOLD, NONE to ADULT_BED")]
)
def test_whoever_may_not_go_somewhere_is_named_on_the_first_day_too(
    place: Place, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = STATE_TABLE.copy()
    closed[:, place * CASES : (place + 1) * CASES] = False
    monkeypatch.setattr(state, "STATE_TABLE", closed)
    with pytest.raises(InvariantError, match=f"row [0-9]+ may not go from {said}"):
        play(small("status-quo", scale=0.001, days=3))


def test_a_move_that_is_refused_while_the_days_go_on_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = STATE_TABLE.copy()
    held, freed = Place.HOLD * CASES, Place.AT_LARGE * CASES
    closed[held : held + CASES, freed : freed + CASES] = False
    monkeypatch.setattr(state, "STATE_TABLE", closed)
    with pytest.raises(InvariantError, match=r"may not go from HOLD, [A-Z_]+ to AT_LARGE"):
        play(small("status-quo", scale=0.005, days=20))


def test_a_running_sum_of_ages_that_differs_from_the_cases_is_found() -> None:
    ctx, ages = play(small("status-quo", scale=0.001, days=3))
    last = len(ctx.days) - 1
    ages.look(last)
    ctx.record.numbers[UNDECIDED] += np.int64(1)
    with pytest.raises(InvariantError, match="ages of pending cases"):
        ages.look(last)
