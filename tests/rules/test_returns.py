"""Every return says where and how the person was set down."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import Nationality, PersonClass
from sim.engine.columns import NEVER, Disposition, Manner, MexicoExit
from sim.engine.diagrams import Case, Place
from sim.model.context import Context
from sim.model.run import play
from tests.worlds import small

RETURN = ("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=20000")
HOME = ("mexico.going_home_share=1", "mexico.trying_again_share=0", "mexico.going_home_days=3")
AGAIN = ("border.reentry.share.bridge=1", "border.reentry.days=5")


def gone_home(*settings: str) -> tuple[Context, NDArray[np.intp]]:
    """Send everybody home from Mexico before the hearing, and let all of them try again."""
    ctx, _ = play(small("status-quo", *RETURN, *HOME, *AGAIN, *settings, scale=0.006))
    rows = np.flatnonzero(ctx.persons.mexico_exit[: ctx.persons.size] == MexicoExit.HOME)
    return ctx, rows


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


def test_whoever_goes_home_from_mexico_may_try_again_and_is_held_for_the_pending_hearing() -> None:
    ctx, rows = gone_home("border.evader_apprehended_share=1", "border.turned_back_share=0")
    persons = ctx.persons
    again = rows[persons.arrests[rows] == 2]
    assert len(again) > 20
    assert (persons.case[again] != Case.NONE).all(), "the case is not closed"
    assert np.isin(persons.case[again], (Case.SERVED, Case.PENDING)).mean() > 0.9
    assert (persons.disposition[again] == Disposition.NOTICE_DETAINED).all()


def test_whoever_goes_home_and_gets_away_is_at_large_with_the_case_open_and_families_present_themselves() -> None:
    ctx, rows = gone_home("border.evader_apprehended_share=0.001", "border.turned_back_share=0")
    persons = ctx.persons
    is_family = persons.kind[rows] == PersonClass.FAMILY_MEMBER
    away = rows[~is_family & (persons.place[rows] == Place.AT_LARGE)]
    assert len(away) > 10
    assert np.isin(persons.case[away], (Case.SERVED, Case.PENDING, Case.FINAL)).all()
    assert (persons.case[away] == Case.PENDING).sum() > 5
    assert (persons.arrests[rows][is_family] == 2).sum() > 10
    nobody, rows = gone_home("border.reentry_gain=0")
    assert len(rows) > 20
    assert (nobody.persons.arrests[rows] == 1).all()
