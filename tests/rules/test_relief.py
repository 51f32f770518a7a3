"""Who wins among people who wait in Mexico: their own table counts, counsel raises it, and no other docket feels it."""

import pytest

from sim.base.codes import Nationality
from sim.engine.columns import City
from sim.engine.diagrams import Docket
from sim.engine.vocabulary import Flow
from sim.model.courts.court import relief_factors, relief_shares
from sim.model.run import play, simulate
from tests.worlds import small

_WAYS = ("going_home", "trying_again", "vulnerable", "saying_fear", "sending_child")
_RETURNS = (
    *("contiguous_return.enabled=true", "contiguous_return.selected_share=1", "mexico.consent_per_day=3000"),
    *("contiguous_return.proof_lacking_share=0", "courts.no_show.mexico=0", "courts.filing_lag.border_adult=1"),
    *("courts.other_receipts_per_year=0", "courts.terminated_share.released=0", "courts.appeals.share.government=0"),
    *(f"courts.appeals.share.{who}_counsel=0" for who in ("released.with", "released.without", "mexico.without")),
    *(f"mexico.hazard.{way}=0" for way in _WAYS),
    *(f"mexico.sites.{city.name.lower()}.seats_per_day=5000" for city in City),
    *("courts.hearings_per_decided_case.mexico.master=1", "courts.hearings_per_decided_case.mexico.merits=1"),
    *("courts.interval.first=2", "courts.interval.mexico=2", "courts.counsel_days.released=0"),
    *("courts.voluntary_departure_share.released=0", "courts.decided_at_first_hearing_share=1"),
    *("courts.filing_lag.detained=1", "courts.judges=3000"),
)


def won(share: float, counsel: float, factor: float) -> int:
    """Persons who win relief in a world in which many wait in Mexico and nobody stays away."""
    nations = (each.name.lower() for each in Nationality)
    settings = (
        *(f"courts.relief_share.mexico.{each}={share}" for each in nations),
        *(f"courts.represented_share.mexico={counsel}", f"courts.relief_factor_of_counsel.mexico={factor}"),
    )
    recording = simulate(small("status-quo", *_RETURNS, *settings, scale=0.008))
    return int(recording.flows[:, Flow.COMPLETED_INITIAL_RELIEF].sum())


def test_people_who_wait_in_mexico_win_by_their_own_table_and_more_often_with_counsel() -> None:
    nobody, everybody = won(0, 0, 1), won(1, 0, 1)
    assert everybody > nobody + 20
    assert won(0.25, 0, 4) < (nobody + everybody) / 2 < won(0.25, 1, 4) == won(1, 1, 1)


def test_each_docket_keeps_its_own_shares_and_factors() -> None:
    settings = ("courts.relief_share.mexico.cuba=0.3", "courts.relief_factor_of_counsel.mexico=3")
    ctx, _ = play(small("status-quo", *settings, scale=0.001, days=2))
    relief, factors = relief_shares(ctx), relief_factors(ctx)
    assert relief[Docket.MEXICO, Nationality.CUBA] == 0.3
    assert relief[Docket.DETAINED, Nationality.CUBA] == 0.15
    assert relief[Docket.PRIORITY, Nationality.CUBA] == relief[Docket.GENERAL, Nationality.CUBA] == 0.45
    assert factors[Docket.MEXICO].tolist() == [1.0, 3.0]
    assert 0.14 * factors[Docket.DETAINED, 1] + 0.86 * factors[Docket.DETAINED, 0] == pytest.approx(1.0)
