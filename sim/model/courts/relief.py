"""Who wins, by docket, nationality and counsel, and who appeals; people who wait in Mexico have their own numbers."""

from typing import TYPE_CHECKING

import numpy as np

from sim.engine.compiled import Floats
from sim.engine.diagrams import DOCKETS, Docket
from sim.model.context import Context
from sim.scenario.inputs import Inputs
from sim.scenario.names import parameters

if TYPE_CHECKING:
    from sim.scenario.names import Number
    from sim.scenario.parameters.court_cases import AppealShareByCounsel

_COURTS = parameters.courts
_SHARE = parameters.courts.appeals.share


def relief_shares(ctx: Context) -> Floats:
    """Decided cases that are won by docket and nationality, before counsel counts, shape (Docket, n) [share]."""
    relief = np.tile(ctx.inputs.by_nationality(_COURTS.relief_share.released), (DOCKETS, 1))
    relief[Docket.DETAINED] = ctx.inputs.by_nationality(_COURTS.relief_share.detained)
    relief[Docket.MEXICO] = ctx.inputs.by_nationality(_COURTS.relief_share.mexico)
    return relief


def relief_factors(ctx: Context) -> Floats:
    """What relief is multiplied by without counsel and with it, shape (Docket, 2) [ratio].

    The mean of a docket stays, but for people who wait in Mexico: their shares are of those without counsel.
    """
    shares, factors = _COURTS.counsel_among_decided_share, _COURTS.relief_factor_of_counsel
    by_docket = np.tile(_about_mean(ctx.inputs, shares.released, factors.released), (DOCKETS, 1))
    by_docket[Docket.DETAINED] = _about_mean(ctx.inputs, shares.detained, factors.detained)
    by_docket[Docket.MEXICO] = 1.0, ctx.inputs.number(factors.mexico)
    return by_docket


def appeal_shares(ctx: Context) -> Floats:
    """Orders of removal made in presence that are appealed without counsel and with it, shape (Docket, 2) [share]."""

    def by_counsel(share: "AppealShareByCounsel") -> tuple[float, float]:
        return ctx.inputs.number(share.without_counsel), ctx.inputs.number(share.with_counsel)

    by_docket = np.tile(by_counsel(_SHARE.released), (DOCKETS, 1))
    by_docket[Docket.DETAINED], by_docket[Docket.MEXICO] = by_counsel(_SHARE.detained), by_counsel(_SHARE.mexico)
    return by_docket


def _about_mean(inputs: Inputs, represented: "Number", factor: "Number") -> tuple[float, float]:
    """The factors without counsel and with it whose mean over decided cases is one."""
    share, with_counsel = inputs.number(represented), inputs.number(factor)
    return max((1.0 - share * with_counsel) / (1.0 - share), 0.0) if share < 1.0 else 1.0, with_counsel
