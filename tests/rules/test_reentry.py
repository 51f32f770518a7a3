"""Whoever was returned may try again, sooner or later, and comes with the order that was carried out before."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, Nationality, PersonClass
from sim.engine.columns import NEVER, NO_SECTOR, Event, Order, Source
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Flow
from sim.model.border.crossing import turned_back_chances, turned_back_times
from sim.model.border.first_attempts import expected_apprehensions, first_attempts
from sim.model.run import play, simulate
from tests.worlds import small

SOON = ("border.reentry.days=3", "border.evader_apprehended_share=1")
SHARES = tuple(f"border.reentry.share.{place}=1" for place in ("bridge", "interior_flight", "home_by_air"))
NOBODY = tuple(f"border.reentry.share.{place}=0" for place in ("bridge", "interior_flight", "home_by_air"))


def test_nobody_tries_again_where_the_chance_is_none_or_the_gain_is_zero() -> None:
    none = simulate(small("status-quo", *NOBODY))
    shut = simulate(small("status-quo", *SHARES, *SOON, "border.reentry_gain=0"))
    before = first_attempts(small("status-quo")).earlier.sum()
    assert before > 0
    assert none.flows[:, Flow.REENTRY].sum() > 0, "people returned before the run are of the base path"
    assert shut.flows[:, Flow.REENTRY].sum() == 0


def test_with_the_gain_at_zero_the_input_is_the_whole_series_and_nothing_else_of_the_loop_counts() -> None:
    inputs = small("status-quo", "border.reentry_gain=0")
    assert np.array_equal(first_attempts(inputs).apprehended, expected_apprehensions(inputs))
    assert not first_attempts(inputs).earlier.any()
    plain = simulate(inputs)
    other = simulate(small("status-quo", "border.reentry_gain=0", *SHARES, "border.reentry.days=3"))
    assert np.array_equal(plain.flows, other.flows)
    assert np.array_equal(plain.stocks, other.stocks)


def test_a_person_who_tries_again_keeps_row_and_key_and_is_reinstated_after_an_executed_order() -> None:
    ctx, _ = play(small("status-quo", *SHARES, *SOON, "border.adult_track.voluntary_return.mexico=0"))
    persons = ctx.persons
    again = np.flatnonzero((persons.arrests[: persons.size] >= 2) & (persons.source[: persons.size] == Source.BORDER))
    assert len(again) > 50
    assert len(np.unique(persons.key[: persons.size])) == persons.size
    assert (persons.sector[again] != NO_SECTOR).all()
    adults = again[
        (persons.kind[again] == PersonClass.SINGLE_ADULT) & (persons.nationality[again] == Nationality.MEXICO)
    ]
    ordered = adults[persons.has_prior_order[adults] & (persons.case[adults] == Case.FINAL)]
    assert (persons.order[ordered] == Order.REINSTATEMENT).mean() > 0.9, "the rest had left with no order before"


def test_people_flown_to_far_countries_try_again_by_the_factor_of_their_nationality() -> None:
    far = [Nationality.CUBA, Nationality.HAITI, Nationality.OTHER, Nationality.OTHER_RECALCITRANT]
    again = []
    for factor in (0, 1):
        told = tuple(f"border.reentry.origin.{nationality.name.lower()}={factor}" for nationality in far)
        ctx, _ = play(small("status-quo", *SHARES, *SOON, *told, scale=0.02))
        here = slice(0, ctx.persons.size)
        tried = (ctx.persons.arrests[here] >= 2) & (ctx.persons.source[here] == Source.BORDER)
        again.append(int((tried & np.isin(ctx.persons.nationality[here], far)).sum()))
    assert again[0] == 0
    assert again[1] > 5


def test_whoever_serves_a_sentence_on_the_first_day_has_been_prosecuted() -> None:
    ctx, _ = play(small("status-quo", "border.attempts_scale=1", days=5))
    here = slice(0, ctx.persons.size)
    rows = np.flatnonzero((ctx.persons.place[here] == Place.MARSHALS) & (ctx.persons.source[here] == Source.STOCK))
    assert len(rows)
    assert ctx.persons.was_prosecuted[rows].all()


def test_a_voluntary_return_leaves_no_order_behind() -> None:
    dispositions = tuple(
        f"border.adult_track.{name}.mexico=0" for name in ("expedited_removal", "credible_fear", "notice")
    )
    settings = (*dispositions, "border.adult_track.voluntary_return.mexico=1", "border.prior_order_share.mexico=0")
    ctx, _ = play(small("status-quo", *settings, *NOBODY, "interior.arrests_scale=0", "ports.arrivals_scale=0"))
    persons = ctx.persons
    returned = np.flatnonzero(persons.repatriated[: persons.size] != NEVER)
    returned = returned[(persons.case[returned] == Case.DEPARTED) & (persons.source[returned] == Source.BORDER)]
    assert len(returned) > 50
    assert not persons.has_prior_order[returned].any()


def test_an_attempt_ends_at_the_hands_of_agents_by_turning_back_or_by_getting_away() -> None:
    settings = ("border.evader_apprehended_share=0.5", "border.turned_back_share=0.5", *SHARES, "border.reentry.days=3")
    ctx, _ = play(small("status-quo", *settings, scale=0.01))
    flows = ctx.record.flows.sum(axis=0)
    lost = flows[Flow.TURNED_BACK].sum() + flows[Flow.GOT_AWAY].sum()
    waiting = (ctx.persons.due[Event.ARRIVAL][: ctx.persons.size] != NEVER).sum()
    assert flows[Flow.ATTEMPT].sum() == flows[Flow.APPREHENDED].sum() + lost + waiting
    assert flows[Flow.REENTRY].sum() > 100


def test_whoever_is_not_caught_counts_with_the_own_nationality_and_class() -> None:
    settings = ("border.evader_apprehended_share=0.5", "border.reentry_gain=0")
    inputs = small("status-quo", *settings, scale=0.05)
    flows = simulate(inputs).flows.sum(axis=0)
    lost, caught = flows[Flow.TURNED_BACK] + flows[Flow.GOT_AWAY], flows[Flow.APPREHENDED]
    evading = 1.0 - inputs.number("border.presenter_share")
    for nationality in (Nationality.MEXICO, Nationality.GUATEMALA):
        adults = nationality * CLASSES + PersonClass.SINGLE_ADULT
        assert caught[adults] > 300
        assert lost[adults] / caught[adults] == pytest.approx(evading, rel=0.2), (
            "as many evade and are lost as are caught"
        )


def test_people_turned_back_try_again_until_caught_away_or_tired_and_each_try_counts() -> None:
    settings = ("border.evader_apprehended_share=0.5", "border.turned_back_share=1", *SHARES, "border.reentry.days=3")
    caught = []
    for again in (0, 1):
        told = f"border.turned_back_again_share={again}"
        ctx, _ = play(small("status-quo", *settings, told, "border.reentry_gain=1", scale=0.01))
        flows = ctx.record.flows.sum(axis=(0, 2))
        lost = flows[Flow.TURNED_BACK] + flows[Flow.GOT_AWAY]
        waiting = (ctx.persons.due[Event.ARRIVAL][: ctx.persons.size] != NEVER).sum()
        assert flows[Flow.ATTEMPT] == flows[Flow.APPREHENDED] + lost + waiting
        caught.append((ctx.persons.arrests[: ctx.persons.size] >= 2).sum())
    assert caught[1] > 1.3 * caught[0], "of those turned back nearly all are caught in the end"


def test_people_turned_back_may_try_again_on_the_same_day() -> None:
    flows = simulate(small("status-quo", "border.turned_back_again_days=0", days=30)).flows.sum(axis=(0, 2))
    assert flows[Flow.TURNED_BACK] > 0
    assert flows[Flow.REENTRY] > 0


def test_the_times_a_journey_goes_wrong_follow_a_geometric_law() -> None:
    uniforms = (np.arange(10_000) + 0.5) / 10_000
    often, never = (turned_back_chances(np.full((1, 1), again)) for again in (0.5, 0.0))
    times = [turned_back_times(often, 0, 0, uniform) for uniform in uniforms.tolist()]
    assert np.bincount(times)[:4].tolist() == [5000, 2500, 1250, 625]
    assert not any(turned_back_times(never, 0, 0, uniform) for uniform in uniforms.tolist())


def test_with_every_flow_shut_nobody_comes_back() -> None:
    shut = ("border.attempts_scale=0", "ports.arrivals_scale=0", "interior.arrests_scale=0")
    recording = simulate(small("status-quo", *shut, *SHARES, scale=0.01))
    assert recording.flows[:, Flow.ATTEMPT].sum() == 0


def test_first_attempts_and_expected_re_entries_add_up_to_what_is_published() -> None:
    inputs = small("observed", days=365, scale=0.01)
    published, first = expected_apprehensions(inputs), first_attempts(inputs)
    share = first.apprehended.sum() / published.sum()
    assert 0.7 < share < 0.95
    assert (first.apprehended <= published + 1e-6).all()
    mexican = first.prior_order_share[:, Nationality.MEXICO]
    assert (mexican < inputs.number("border.prior_order_share.mexico")).all()
