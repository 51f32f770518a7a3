"""The offices that several institutions turn to, each opened once in a run."""

from dataclasses import dataclass

from sim.model.alternatives import Alternatives
from sim.model.context import Context
from sim.model.courts.calendar import Docketing
from sim.model.courts.court import Court
from sim.model.hold import Hold
from sim.model.intake import Intake
from sim.model.letting_go import LettingGo
from sim.model.notices import Notices
from sim.model.orders import Orders
from sim.model.supervision import Supervision


@dataclass(frozen=True)
class Offices:
    """Who serves notices, keeps the dockets, decides custody and appeals, carries out orders and keeps the doors."""

    notices: Notices
    court: Court
    docketing: Docketing
    orders: Orders
    letting_go: LettingGo
    hold: Hold
    intake: Intake
    alternatives: Alternatives
    supervision: Supervision


def open_offices(ctx: Context) -> Offices:
    """Open each office once."""
    notices, orders = Notices(ctx), Orders(ctx)
    court = Court.of(ctx, orders=orders.bundle)
    docketing = Docketing(ctx, court)
    alternatives = Alternatives(ctx)
    letting_go = LettingGo(ctx, notices, docketing, alternatives)
    hold = Hold(ctx, letting_go)
    return Offices(
        notices=notices,
        court=court,
        docketing=docketing,
        orders=orders,
        letting_go=letting_go,
        hold=hold,
        intake=Intake(ctx, notices, docketing, orders=orders, letting_go=letting_go),
        alternatives=alternatives,
        supervision=Supervision(ctx, hold),
    )
