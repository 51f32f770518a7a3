"""The judges of a day are shared out among the dockets; those detailed to the border hear only people there."""

from sim.model.context import Context
from sim.model.court_rules import expected_hearings
from sim.model.judges import completions_by_day, detailed_share
from sim.world.diagrams import Docket

_WITH_SHARE = (Docket.DETAINED, Docket.MEXICO, Docket.PRIORITY)
"""Dockets with a share of their own; the general one has the rest."""


class BenchShares:
    """The part of the day's capacity that belongs to each docket."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._share = {docket: inputs.by_day(f"courts.docket_share.{docket.name.lower()}") for docket in _WITH_SHARE}
        self._detailed = detailed_share(inputs)

    def detailed(self, day: int) -> float:
        """Part of the capacity that sits at the border; it never passes to other dockets [share]."""
        return float(self._detailed[day])

    def of(self, day: int) -> dict[Docket, float]:
        """The share of each docket on a day; they add up to one."""
        detailed, rest = self.detailed(day), 1.0
        shares = {}
        for docket, own in self._share.items():
            shares[docket] = min(float(own[day]), rest)
            rest -= shares[docket]
        shares[Docket.GENERAL] = rest
        if detailed:
            shares = {docket: share * (1.0 - detailed) for docket, share in shares.items()}
            shares[Docket.DETAINED] += detailed
        return shares

    def levels(self) -> dict[Docket, float]:
        """Hearings that each docket can hold on the first working day [hearings]."""
        capacity = completions_by_day(self._ctx.inputs)
        first = next((float(each) for each in capacity if each), 0.0)
        shares = self.of(0)
        return {docket: first * shares[docket] * expected_hearings(self._ctx.inputs, docket) for docket in shares}
