"""The institutions of the system, in the order in which a day reaches them."""

from collections.abc import Callable

from sim.base.days import Phase
from sim.facts.first_attempts import first_attempts
from sim.model.border.agents import open_stations
from sim.model.border.arrivals import arrivals
from sim.model.border.crossing import crossing
from sim.model.border.ports import ports
from sim.model.border.reentry import reentry
from sim.model.border.transit import transit
from sim.model.context import Context, Steps
from sim.model.contiguous_return import return_to_mexico
from sim.model.court_sources import court_sources
from sim.model.courts.appeals import appeals
from sim.model.courts.bench import hearings
from sim.model.courts.filings import filings
from sim.model.detention.booking import give_out_beds
from sim.model.detention.holding import send_on
from sim.model.detention.release import release_due
from sim.model.detention.supervision import check_in, review_custody
from sim.model.disposition import decide
from sim.model.fear_screening import screen
from sim.model.institutions import Institutions
from sim.model.interior.arrests import arrests_of_the_known, interior_arrests
from sim.model.removal.air import charters
from sim.model.removal.departures import departures
from sim.model.removal.documents import documents


def processes(ctx: Context, at: Institutions) -> list[Steps]:
    """Set every institution to work; those that share a phase cannot touch the same person, or act in this order."""
    world, first, agents = ctx.state, first_attempts(ctx.inputs), open_stations(ctx)
    return [
        crossing(ctx, first, agents),
        transit(ctx, first),
        ports(ctx),
        interior_arrests(ctx),
        court_sources(ctx),
        arrivals(ctx),
        arrests_of_the_known(ctx),
        daily(ctx, Phase.DISPOSE, lambda day: send_on(world, at.holding, day)),
        daily(ctx, Phase.DISPOSE, lambda day: decide(world, at.desk, day)),
        daily(ctx, Phase.SCREEN, lambda day: screen(world, at.screening, day)),
        filings(ctx, at.court, at.clerks),
        appeals(ctx, at.court),
        hearings(ctx, at.court),
        daily(ctx, Phase.REVIEW, lambda day: review_custody(world, at.supervision, day)),
        daily(ctx, Phase.REVIEW, lambda day: check_in(world, at.supervision, day)),
        daily(ctx, Phase.RELEASE, lambda day: release_due(world, at.releases, day)),
        daily(ctx, Phase.BOOK, lambda day: give_out_beds(world, at.beds, day)),
        daily(ctx, Phase.MEXICO, lambda day: return_to_mexico(world, at.mexico, day)),
        documents(ctx),
        charters(ctx),
        departures(ctx),
        reentry(ctx, agents),
    ]


def daily(ctx: Context, phase: Phase, act: Callable[[int], object]) -> Steps:
    """Let an institution act in a phase of each day."""
    for day in ctx.days:
        yield ctx.until(day, phase)
        act(day)
