"""The order of a day: which institution acts in which phase."""

from collections.abc import Callable

from sim.base.days import Phase
from sim.engine.compiled import Bundle, bound
from sim.model.border.arrivals import arrive
from sim.model.border.crossing import crossing
from sim.model.border.first_attempts import first_attempts
from sim.model.border.ports import ports
from sim.model.border.reentry import reenter
from sim.model.border.transit import transit
from sim.model.context import Context, Process
from sim.model.contiguous_return import return_to_mexico
from sim.model.courts.bench import hold_court
from sim.model.courts.filing import court_sources, filings
from sim.model.courts.hearing import review
from sim.model.detention.booking import give_out_beds
from sim.model.detention.holding import process_out
from sim.model.detention.release import release_due
from sim.model.detention.supervision import check_in, review_custody
from sim.model.disposition import decide
from sim.model.fear_screening import screen
from sim.model.institutions import Institutions
from sim.model.interior.arrests import arrest_known, interior_arrests
from sim.model.removal.air import fly
from sim.model.removal.documents import receive_documents
from sim.model.removal.orders import depart_all


def processes(ctx: Context, at: Institutions) -> list[Process]:
    """Set every institution to work; those that share a phase act in this order."""
    first = first_attempts(ctx.inputs)
    a_day: tuple[tuple[Phase, Callable[..., object], tuple[Bundle, ...]], ...] = (
        (Phase.ARRIVE, arrive, (at.metering,)),
        (Phase.ARRIVE, arrest_known, (at.officers,)),
        (Phase.DISPOSE, process_out, (at.holding,)),
        (Phase.DISPOSE, decide, (at.desk,)),
        (Phase.SCREEN, screen, (at.screening,)),
        (Phase.FILE, review, (at.court,)),
        (Phase.HEAR, hold_court, (at.court,)),
        (Phase.REVIEW, review_custody, (at.supervision,)),
        (Phase.REVIEW, check_in, (at.supervision,)),
        (Phase.RELEASE, release_due, (at.releases,)),
        (Phase.BOOK, give_out_beds, (at.beds,)),
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
        filings(ctx, at.court, at.clerks),
        *(each_day(ctx, phase, bound(rule, ctx.state, *bundles)) for phase, rule, bundles in a_day),
    ]


def each_day(ctx: Context, phase: Phase, act: Callable[[int], object]) -> Process:
    """Let an institution act in a phase of each day."""
    for day in ctx.days:
        yield ctx.until(day, phase)
        act(day)
