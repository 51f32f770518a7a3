"""The institutions of the system, in the order in which a day reaches them."""

from sim.model.booking import booking
from sim.model.check_ins import check_ins
from sim.model.context import Context, Steps
from sim.model.contiguous_return import contiguous_return
from sim.model.court_sources import court_sources
from sim.model.courts.appeals import appeals
from sim.model.courts.bench import hearings
from sim.model.courts.filings import filings
from sim.model.crossing import crossing
from sim.model.custody_reviews import custody_reviews
from sim.model.disposition import arrivals, disposition
from sim.model.fear_screening import fear_screening
from sim.model.interior.arrests import arrests_of_the_known, interior_arrests
from sim.model.offices import Offices
from sim.model.ports import ports
from sim.model.reentry import reentry
from sim.model.release import release
from sim.model.removals_air import removals_air
from sim.model.removals_land import removals_land
from sim.model.transit import transit
from sim.model.travel_documents import travel_documents


def processes(ctx: Context, offices: Offices) -> list[Steps]:
    """Set every institution to work; those that share a phase cannot touch the same person."""
    return [
        crossing(ctx),
        transit(ctx),
        ports(ctx),
        interior_arrests(ctx),
        court_sources(ctx),
        arrivals(ctx),
        arrests_of_the_known(ctx),
        disposition(ctx, offices.hold),
        fear_screening(ctx, offices),
        filings(ctx, offices.notices, offices.docketing),
        appeals(ctx, offices.court),
        hearings(ctx, offices.court),
        custody_reviews(ctx, offices.supervision),
        check_ins(ctx, offices.supervision, offices.alternatives),
        release(ctx, offices.letting_go),
        booking(ctx, offices),
        contiguous_return(ctx, offices),
        travel_documents(ctx),
        removals_air(ctx),
        removals_land(ctx),
        reentry(ctx),
    ]
