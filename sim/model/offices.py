"""The offices that several institutions turn to, each opened once in a run."""

from dataclasses import dataclass

from sim.model.alternatives import Alternatives
from sim.model.appeals import Appeals, Board
from sim.model.attendance import Attendance
from sim.model.context import Context
from sim.model.docketing import Docketing
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
    docketing: Docketing
    orders: Orders
    letting_go: LettingGo
    attendance: Attendance
    appeals: Appeals
    board: Board
    hold: Hold
    intake: Intake
    alternatives: Alternatives
    supervision: Supervision


def open_offices(ctx: Context) -> Offices:
    """Open each office once."""
    notices, docketing, orders = Notices(ctx), Docketing(ctx), Orders(ctx)
    alternatives = Alternatives(ctx)
    letting_go = LettingGo(ctx, notices, docketing, alternatives)
    hold = Hold(ctx, letting_go)
    appeals = Appeals(ctx)
    return Offices(
        notices=notices,
        docketing=docketing,
        orders=orders,
        letting_go=letting_go,
        attendance=Attendance(ctx),
        appeals=appeals,
        board=Board(ctx, appeals, docketing=docketing, orders=orders),
        hold=hold,
        intake=Intake(ctx, notices, docketing, orders=orders, letting_go=letting_go),
        alternatives=alternatives,
        supervision=Supervision(ctx, hold),
    )
