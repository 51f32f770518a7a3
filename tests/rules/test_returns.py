"""Every return says where and how the person was set down."""

import numpy as np

from sim.base.codes import Nationality
from sim.engine.columns import NEVER, Manner
from sim.engine.diagrams import Place
from sim.model.run import play
from tests.worlds import small


def test_whoever_is_returned_is_set_down_somewhere() -> None:
    ctx, _ = play(small("status-quo", scale=0.01))
    persons = ctx.persons
    returned = np.flatnonzero(persons.repatriated[: persons.size] != NEVER)
    assert len(returned) > 300
    is_mexican = persons.nationality[returned] == Nationality.MEXICO
    manner = persons.manner[returned]
    assert set(manner[is_mexican].tolist()) <= {Manner.BRIDGE, Manner.INTERIOR_FLIGHT}
    assert set(manner[~is_mexican].tolist()) == {Manner.HOME_BY_AIR}
    never = np.flatnonzero(persons.repatriated[: persons.size] == NEVER)
    assert not persons.manner[never].any()


def test_people_sent_to_wait_in_mexico_are_set_down_at_the_bridge() -> None:
    settings = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
    ctx, _ = play(small("status-quo", *settings))
    persons = ctx.persons
    waiting = np.flatnonzero(persons.place[: persons.size] == Place.IN_MEXICO)
    assert len(waiting) > 20
    assert set(persons.manner[waiting].tolist()) == {Manner.BRIDGE}
