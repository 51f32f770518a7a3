"""The institutions that a person meets, each opened once in a run, and the order of a day: who acts in which phase."""

from collections.abc import Callable
from dataclasses import dataclass

from sim.base.days import Phase
from sim.engine.compiled import Bundle, bound
from sim.model.border.arrivals import Metering, arrive
from sim.model.border.crossing import Agents, crossing, open_stations
from sim.model.border.first_attempts import first_attempts
from sim.model.border.ports import ports
from sim.model.border.reentry import Reentry, reenter
from sim.model.border.transit import transit
from sim.model.context import Context, Process
from sim.model.contiguous_return import ContiguousReturn, ReturnRules, return_to_mexico
from sim.model.courts.appeals import review
from sim.model.courts.bench import hold_court
from sim.model.courts.court import Court
from sim.model.courts.filing import Clerks, Notices
from sim.model.courts.receipts import court_sources, filings
from sim.model.detention.booking import Beds, give_out_beds
from sim.model.detention.holding import Holding, process_out
from sim.model.detention.release import Alternatives, Releases, release_due
from sim.model.detention.supervision import Supervision, check_in, review_custody
from sim.model.disposition import DispositionRules, decide
from sim.model.expedited_removal import ExpeditedRemoval
from sim.model.fear_screening import Screening, screen
from sim.model.interior.arrests import Officers, arrest_known, interior_arrests
from sim.model.removal.charters import Fleet, fly
from sim.model.removal.orders import RemovalOrders, Travel, depart_all, receive_documents
from sim.model.waiting_in_mexico import WaitingInMexico, hear_fear_of_mexico, wait_in_mexico


@dataclass(frozen=True)
class Institutions:
    """Courts, officers and programs, as rules see them."""

    court: Court
    alternatives: Alternatives
    releases: Releases
    holding: Holding
    rules: DispositionRules
    screening: Screening
    clerks: Clerks
    supervision: Supervision
    beds: Beds
    waiting: WaitingInMexico
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
        rules=DispositionRules.of(ctx, expedited=ExpeditedRemoval.of(ctx), returns=ReturnRules.of(ctx)),
        screening=Screening.of(ctx, releases=releases),
        clerks=Clerks.of(ctx, court=court, notices=notices),
        supervision=Supervision.of(ctx, holding=holding),
        beds=Beds.of(ctx, holding=holding, releases=releases),
        waiting=WaitingInMexico.of(ctx, releases=releases),
        mexico=ContiguousReturn.of(ctx, holding=holding),
        metering=Metering.of(ctx),
        agents=agents,
        reentry=Reentry.of(ctx, agents=agents),
        officers=Officers.of(ctx),
        travel=Travel.of(ctx),
        fleet=Fleet.of(ctx),
    )


def processes(ctx: Context, at: Institutions) -> list[Process]:
    """Set every institution to work; those that share a phase act in this order."""
    first = first_attempts(ctx.inputs)
    a_day: tuple[tuple[Phase, Callable[..., object], tuple[Bundle, ...]], ...] = (
        (Phase.ARRIVE, arrive, (at.metering,)),
        (Phase.ARRIVE, arrest_known, (at.officers,)),
        (Phase.DISPOSE, process_out, (at.holding,)),
        (Phase.DISPOSE, decide, (at.rules,)),
        (Phase.SCREEN, hear_fear_of_mexico, (at.waiting,)),
        (Phase.SCREEN, screen, (at.screening,)),
        (Phase.FILE, review, (at.court,)),
        (Phase.HEAR, hold_court, (at.court,)),
        (Phase.REVIEW, review_custody, (at.supervision,)),
        (Phase.REVIEW, check_in, (at.supervision,)),
        (Phase.RELEASE, release_due, (at.releases,)),
        (Phase.BOOK, give_out_beds, (at.beds,)),
        (Phase.MEXICO, wait_in_mexico, (at.waiting,)),
        (Phase.MEXICO, return_to_mexico, (at.mexico,)),
        (Phase.DOCUMENTS, receive_documents, (at.travel,)),
        (Phase.FLY, fly, (at.fleet,)),
        (Phase.BRIDGE, depart_all, ()),
        (Phase.REENTER, reenter, (at.reentry,)),
    )
    return [
        crossing(ctx, first, at.agents),
        transit(ctx, first),
        ports(ctx),
        interior_arrests(ctx, at.officers),
        court_sources(ctx),
        each_day(ctx, Phase.FILE, filings(ctx, at.court, at.clerks)),
        *(each_day(ctx, phase, bound(rule, ctx.state, *bundles)) for phase, rule, bundles in a_day),
    ]


def each_day(ctx: Context, phase: Phase, act: Callable[[int], object]) -> Process:
    """Let an institution act in a phase of each day."""
    for day in ctx.days:
        yield ctx.until(day, phase)
        act(day)
