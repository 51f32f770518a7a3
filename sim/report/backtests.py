"""A backtest is planned, played, scored, and left as tables and a chart."""

from sim.report.backtest_chart import write_chart
from sim.study.backtest import Backtest, Request, plan_backtest, play
from sim.study.backtest_scores import write_backtest
from sim.study.plans import Options
from sim.study.progress import Watcher


def replay(request: Request, options: Options, watcher: Watcher | None = None) -> Backtest:
    """Replay a stretch of history and write what came of it.

    Raises:
        ScenarioError: with every problem of the scenario, of the dates and of the user's series.
        ResultsError: if results cannot be written or read.
        InvariantError: if a rule of the model broke.
    """
    watcher = watcher or Watcher()
    result = play(plan_backtest(request, options), options, watcher)
    write_backtest(result, write_chart, watcher)
    return result
