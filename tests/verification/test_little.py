"""Little's law, path by path: the person-days that a stock counts are those that its waits add up to.

Little (1961): L = lambda W. Over a whole run the law is an identity: each wait of n days is counted on n evenings.
Stocks are counted from places and papers, waits from the days on which they began; the two know nothing of each other.
No case comes back to the court here, since the wait of such a case runs from its old filing; and no
negative finding is reviewed, since the wait for an officer is over then.
"""

import pytest

from sim.engine.recording import Recording
from sim.engine.vocabulary import Stock, Wait
from sim.model.run import simulate
from tests.worlds import small

LAW = {
    Wait.FEAR_SCREENING: (Stock.AWAITING_FEAR_SCREENING,),
    Wait.DECISION: (Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL),
    Wait.MEXICO: (Stock.WAITING_IN_MEXICO,),
    Wait.DETENTION: (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY),
}


@pytest.fixture(scope="module")
def recording() -> Recording:
    """A year in which people are also returned to Mexico."""
    return simulate(
        small(
            "kelly-memos-consent",
            "mexico.consent_per_day=300",
            "courts.closure_net_share=0",
            "fear.review_requested_share=0",
            *(f"courts.appeals.remanded_share.{court}=0" for court in ("board", "circuit")),
            *(f"courts.absentia_reopened_share.notice_{notice}=0" for notice in ("reached", "missed")),
            "courts.initial_motions_pending=0",
            scale=0.01,
            days=365,
        )
    )


@pytest.mark.slow
@pytest.mark.parametrize("queue", LAW, ids=lambda queue: queue.name.lower())
def test_the_days_of_a_stock_are_the_days_of_its_waits(recording: Recording, queue: Wait) -> None:
    waits = recording.waits
    ours = waits.queue == queue
    waited = int(((waits.exit - waits.entry) * waits.count)[ours].sum())
    stood = int(recording.stocks[:, list(LAW[queue])].sum())
    assert stood > 1000
    assert waited == stood
