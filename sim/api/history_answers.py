"""Answers of backtests and calibrations, as frames and tables."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.api.answers import AbstractAnswer
from sim.api.frames import by_dimension, frame_of, read_table
from sim.api.study_answers import with_settings
from sim.scenario.scenario import Overrides
from sim.study.backtest import SCENARIO
from sim.study.backtest import Backtest as StudyBacktest
from sim.study.calibrate import Calibration as StudyCalibration
from sim.study.calibrate import HeldOutValue
from sim.study.one_at_a_time import MOST_SHOWN, RankedParameter

if TYPE_CHECKING:
    from sim.api.charts import Chart
    from sim.report.tables import Table
    from sim.results.frames import Frame


@final
@dataclass(frozen=True, repr=False)
class Backtest(AbstractAnswer):
    """History replayed beside what was published."""

    study: StudyBacktest
    """The backtest as the program holds it."""
    overrides: Overrides
    left_out: tuple[HeldOutValue, ...] = ()
    """Each calibration year foretold by numbers fitted to the other, where that was asked for."""

    @property
    def directory(self) -> Path:
        """The folder of the backtest."""
        return self.home / self.study.directory

    @property
    def rows(self) -> "Frame":
        """Every published value with what was simulated: backtest.csv with a column for each dimension."""
        return by_dimension(self.directory / "backtest.csv")

    @property
    def simple_rules(self) -> "Frame":
        """The errors of simple rules beside those of the model: simple_rules.csv with a column for each dimension."""
        return by_dimension(self.directory / "simple_rules.csv")

    @property
    def scores(self) -> "Frame":
        """All values scored together: the columns of scores.csv."""
        return read_table(self.directory / "scores.csv")

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known before a number is read."""
        return self.study.notes

    def plot(self) -> "Chart":
        """Draw every yearly value with its interval, and detention month by month."""
        from sim.api.charts import Chart
        from sim.report.backtests import chart

        return Chart("simulated less published", chart(self.study))

    def tables(self) -> "tuple[Table, ...]":
        """The values, the scores, and each year foretold by a fit to the other."""
        from sim.report.fit_tables import backtest_tables, left_out_table

        foretold = (left_out_table(self.left_out),) if self.left_out else ()
        return with_settings((*backtest_tables(self.study), *foretold), (SCENARIO,), self.overrides)


@final
@dataclass(frozen=True, repr=False)
class Calibration(AbstractAnswer):
    """Numbers fitted to the published totals of FY2016 and FY2017."""

    study: StudyCalibration
    """The calibration as the program holds it."""
    stored: tuple[Path, ...] = ()
    """Files of the installation that hold the fitted numbers from now on."""

    @property
    def directory(self) -> Path:
        """The folder of the calibration, with fitted.yaml."""
        return self.home / self.study.problem.directory

    @property
    def fit(self) -> "Frame":
        """Every target before and after: the columns of fit.csv."""
        return read_table(self.directory / "fit.csv")

    @property
    def numbers(self) -> "Frame":
        """Where each number lies in its range: the columns of numbers.csv."""
        return read_table(self.directory / "numbers.csv")

    def tables(self) -> "tuple[Table, ...]":
        """The fit, the numbers and the directions in which they are drawn together."""
        from sim.report.fit_tables import calibration_tables

        return calibration_tables(self.study)


@final
@dataclass(frozen=True, repr=False)
class Ranking(AbstractAnswer):
    """The uncertain numbers by what they move of history, the weightiest first."""

    numbers: tuple[RankedParameter, ...]
    folder: Path

    @property
    def directory(self) -> Path:
        """The folder of what was played."""
        return self.home / self.folder

    @property
    def effects(self) -> "Frame":
        """Every number with its effect, what it moves most, and the weakest of its sources."""
        lines = [{**vars(one), "target": " ".join(map(str, one.target)), "sources": "; ".join(one.sources)}
                 for one in self.numbers]  # fmt: skip
        return frame_of(lines)

    def tables(self) -> "tuple[Table, ...]":
        """The ten weightiest."""
        from sim.report.fit_tables import ranking_table

        return (ranking_table(self.numbers[:MOST_SHOWN]),)
