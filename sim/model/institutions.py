"""The institutions that one person meets after another, each opened once in a run."""

from dataclasses import dataclass

from sim.model.border.agents import Agents, open_stations
from sim.model.border.arrivals import Metering
from sim.model.border.reentry import Reentry
from sim.model.context import Context
from sim.model.contiguous_return import ContiguousReturn, ReturnRules
from sim.model.courts.court import Court
from sim.model.courts.filing import Clerks, Notices
from sim.model.detention.alternatives import Alternatives
from sim.model.detention.booking import Beds
from sim.model.detention.holding import Holding
from sim.model.detention.release import Releases
from sim.model.detention.supervision import Supervision
from sim.model.disposition import DispositionDesk
from sim.model.expedited_removal import ExpeditedRemoval
from sim.model.fear_screening import Screening
from sim.model.interior.arrests import Officers
from sim.model.removal.documents import Travel
from sim.model.removal.fleet import Fleet
from sim.model.removal.orders import RemovalOrders


@dataclass(frozen=True)
class Institutions:
    """Courts, officers and programs, as rules see them."""

    court: Court
    alternatives: Alternatives
    releases: Releases
    holding: Holding
    desk: DispositionDesk
    screening: Screening
    clerks: Clerks
    supervision: Supervision
    beds: Beds
    mexico: ContiguousReturn
    metering: Metering
    agents: Agents
    reentry: Reentry
    officers: Officers
    travel: Travel
    fleet: Fleet


def open_institutions(ctx: Context) -> Institutions:
    """Open each institution once."""
    court, notices = Court.of(ctx, orders=RemovalOrders.of(ctx)), Notices.of(ctx)
    alternatives = Alternatives.of(ctx)
    releases = Releases.of(ctx, court=court, notices=notices, alternatives=alternatives)
    holding, agents = Holding.of(ctx, releases=releases), open_stations(ctx)
    return Institutions(
        court=court,
        alternatives=alternatives,
        releases=releases,
        holding=holding,
        desk=DispositionDesk.of(ctx, expedited=ExpeditedRemoval.of(ctx), returns=ReturnRules.of(ctx)),
        screening=Screening.of(ctx, releases=releases),
        clerks=Clerks.of(ctx, court=court, notices=notices),
        supervision=Supervision.of(ctx, holding=holding),
        beds=Beds.of(ctx, holding=holding, releases=releases),
        mexico=ContiguousReturn.of(ctx, holding=holding),
        metering=Metering.of(ctx),
        agents=agents,
        reentry=Reentry.of(ctx, agents=agents),
        officers=Officers.of(ctx),
        travel=Travel.of(ctx),
        fleet=Fleet.of(ctx),
    )
