"""The 2017 immigration-enforcement memos as a discrete-event simulation: load a scenario, run it, compare several.

>>> import sim
>>> result = sim.compare("status-quo", "kelly-memos", replications=8, years=1)  # doctest: +SKIP
>>> result.headline  # doctest: +SKIP
>>> result.plot("court_pending")  # doctest: +SKIP
"""

from sim.api.catalogue import (
    explain,
    levers,
    new,
    prune_results,
    scenarios,
    schema,
    sources,
    stored_results,
    write_report,
)
from sim.api.history import backtest, calibrate, rank_numbers
from sim.api.options import Name
from sim.api.runs import check, compare, load, run
from sim.api.studies import discover, sensitivity, solve, sweep, uncertainty
from sim.base.errors import InvariantError, ResultsError, ScenarioError

__all__ = [
    "InvariantError",
    "Name",
    "ResultsError",
    "ScenarioError",
    "backtest",
    "calibrate",
    "check",
    "compare",
    "discover",
    "explain",
    "levers",
    "load",
    "new",
    "prune_results",
    "rank_numbers",
    "run",
    "scenarios",
    "schema",
    "sensitivity",
    "solve",
    "sources",
    "stored_results",
    "sweep",
    "uncertainty",
    "write_report",
]
