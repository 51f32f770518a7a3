"""With every loop shut, more of a capacity never lengthens the queue in front of it, on any evening."""

from dataclasses import dataclass

import pytest

from sim.base.codes import CLASSES, PersonClass
from sim.engine.recording import Recording
from sim.engine.vocabulary import Flow, Stock
from sim.model.run import simulate
from tests.worlds import small

SHUT = (
    *("mexico.cooperation_gain=0", "border.reentry_gain=0", "courts.no_show.wait_gain=0", "border.deterrence.gain=0"),
    *("border.apprehension_elasticity_of_agents=0", "border.turned_back_elasticity_of_agents=0"),
    *("border.apprehension_gain_per_mile=0", "border.turned_back_gain_per_mile=0"),
    *("interior.at_large_elasticity_of_officers=0", "fear.affirmative.gain=0"),
)
"""Every gain of the model at zero."""
PENDING = (Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL)


@dataclass(frozen=True)
class Capacity:
    """A capacity, less of it than there is in the base, and the queue in front of it."""

    parameter: str
    less: int
    queue: tuple[Stock, ...] | Flow
    """Persons who wait in the evening, or who find no place today."""
    kind: PersonClass | None = None
    """Of whom those are who wait, or nothing for everybody."""

    def waiting(self, recording: Recording) -> list[int]:
        """How many wait on each day."""
        if isinstance(self.queue, Flow):
            counts = recording.flows[:, [self.queue]]
        else:
            counts = recording.stocks[:, list(self.queue)]
        ours = counts if self.kind is None else counts[:, :, self.kind :: CLASSES]
        days: list[int] = ours.sum(axis=(1, 2)).tolist()
        return days


CAPACITIES = (
    Capacity("detention.beds.adult", 15_000, (Stock.HOLD,)),
    Capacity("detention.beds.family", 500, (Stock.HOLD,), PersonClass.FAMILY_MEMBER),
    Capacity("children.beds", 4_000, (Stock.HOLD,), PersonClass.UNACCOMPANIED_CHILD),
    Capacity("fear.officers", 150, (Stock.AWAITING_FEAR_SCREENING,)),
    Capacity("courts.judges", 150, PENDING),
    Capacity("courts.appeals.board_decisions_per_year", 6_000, (Stock.APPEALED,)),
    Capacity("removal.charter.aircraft", 1, (Stock.ORDERED_IN_CUSTODY,)),
    Capacity("ports.processed_per_day", 50, Flow.METERED),
)


@pytest.fixture(scope="module")
def base() -> Recording:
    """The base with every loop shut."""
    return simulate(small("status-quo", *SHUT, scale=0.01))


@pytest.mark.slow
@pytest.mark.parametrize("capacity", CAPACITIES, ids=lambda capacity: capacity.parameter)
def test_more_of_a_capacity_never_lengthens_the_queue_in_front_of_it(capacity: Capacity, base: Recording) -> None:
    less = simulate(small("status-quo", *SHUT, f"{capacity.parameter}={capacity.less}", scale=0.01))
    few, many = capacity.waiting(base), capacity.waiting(less)
    assert all(with_more <= with_less for with_more, with_less in zip(few, many, strict=True))
    assert sum(few) < sum(many)
