"""The 2017 immigration-enforcement memos as a discrete-event simulation: load a scenario, run it, compare several.

>>> import sim
>>> result = sim.compare("status-quo", "kelly-memos", replications=8, years=1)  # doctest: +SKIP
>>> result.differences.filter(metric="court_pending")  # doctest: +SKIP
"""

from sim.api.options import Name
from sim.api.runs import compare, load, run
from sim.api.studies import solve, sweep

__all__ = ["Name", "compare", "load", "run", "solve", "sweep"]
