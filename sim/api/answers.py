"""Answers of runs and comparisons, as frames, charts and the tables that the command line prints."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.api.frames import framed, headline_of, stacked, year_rows
from sim.base.errors import ResultsError
from sim.results.frames import DIMENSIONS, Frame, level_frame
from sim.study.comparison import Comparison as StudyComparison
from sim.study.experiment import Run as StudyRun

if TYPE_CHECKING:
    from sim.api.charts import Chart
    from sim.report.tables import Table

_ALL = "all"


@dataclass(frozen=True, repr=False, kw_only=True)
class AbstractAnswer(ABC):
    """What a verb gives: a folder, frames, and tables for people; a notebook shows the tables."""

    home: Path = field(default_factory=Path.cwd, compare=False)
    """The folder in which it was asked for, from which the study names its own."""

    @property
    @abstractmethod
    def directory(self) -> Path:
        """The folder in which the answer is stored, absolute."""

    @abstractmethod
    def tables(self) -> "tuple[Table, ...]":
        """The tables that the command of the same name prints."""

    def __repr__(self) -> str:
        """Say what it is, in at most three lines."""
        first = self.tables()[0]
        return f"{type(self).__name__}: {first.title}\n{first.note}\nin {self.directory}"

    def _repr_html_(self) -> str:
        """Show the tables in a notebook."""
        from sim.api.charts import table_html

        return "".join(map(table_html, self.tables()))


@final
@dataclass(frozen=True, repr=False)
class Run(AbstractAnswer):
    """The results of one scenario."""

    study: StudyRun
    """The run as the program holds it: its plan, its replications, its estimates."""

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return self.study.scenario

    @property
    def directory(self) -> Path:
        """The folder of the run, with report.html."""
        return self.home / self.study.directory

    @property
    def replications(self) -> int:
        """How often the years were played [replications]."""
        return self.study.plan.replications

    @property
    def metrics(self) -> Frame:
        """Every metric of every replication: metrics.csv with a column for each dimension, null where none applies."""
        return self.study.metrics

    @property
    def levels(self) -> Frame:
        """Every metric with its mean and 95% interval, with a column for each dimension."""
        return level_frame([(self.scenario, self.study.estimates)])

    @property
    def headline(self) -> Frame:
        """The rows of `levels` that come first on the page, over the whole run."""
        return headline_of(self.levels)

    def by_year(self, metric: str, group: str = _ALL) -> Frame:
        """Give one metric year by year, with its 95% interval.

        Raises:
            ResultsError: if the run has no such number.
        """
        return year_rows(self.levels, metric, group)

    def plot(self, metric: str, group: str = _ALL) -> "Chart":
        """Draw one metric year by year, with its 95% interval.

        Raises:
            ResultsError: if the run has no such number.
        """
        from sim.api.charts import chart_of_years

        return chart_of_years(self.by_year(metric, group), metric, group)

    @property
    def stocks(self) -> Frame:
        """Everybody who waits or is held, day by day."""
        return self._series("stocks.parquet")

    @property
    def flows(self) -> Frame:
        """Everything that happened, day by day."""
        return self._series("flows.parquet")

    @property
    def waits(self) -> Frame:
        """How long people waited: histograms of whole days."""
        return self._series("waits.parquet")

    @property
    def ledger(self) -> Frame:
        """Who paid what to whom, day by day [cents]."""
        return self._series("ledger.parquet")

    def _series(self, name: str) -> Frame:
        import polars  # takes a third of a second to load

        path = self.directory / name
        if not path.exists():
            raise ResultsError(f"{path} is missing; run again with keep='series' to store the daily series")
        return framed(polars.read_parquet(path, glob=False))

    def tables(self) -> "tuple[Table, ...]":
        """The headline table, the years beside what was published, and what became of cohorts."""
        from sim.report.period_tables import follows_history, history_table
        from sim.report.tables import cohort_table, noted, run_table
        from sim.study.caveats import arrivals_of

        setup, estimates = self.study.plan.setup, self.study.estimates
        headline = run_table(setup.name, estimates, interval=setup.interval_label, scale=setup.scale)
        follows = follows_history(arrivals_of(self.study.plan.scenario))
        beside = (history_table(estimates) if follows else None, cohort_table(estimates))
        return (noted(headline, settings_of((self.study,))), *(table for table in beside if table))


@final
@dataclass(frozen=True, repr=False)
class Comparison(AbstractAnswer):
    """The results of a baseline and of the scenarios set against it, with common random numbers."""

    study: StudyComparison
    """The comparison as the program holds it."""

    @property
    def directory(self) -> Path:
        """The folder of the comparison, with report.html."""
        return self.home / self.study.directory

    @property
    def runs(self) -> tuple[Run, ...]:
        """The run of every scenario, the baseline first."""
        return tuple(Run(study, home=self.home) for study in (self.study.baseline, *self.study.others))

    @property
    def baseline(self) -> Run:
        """The run that the others are set against."""
        return self.runs[0]

    @property
    def others(self) -> tuple[Run, ...]:
        """The runs that are set against the baseline."""
        return self.runs[1:]

    @property
    def differences(self) -> Frame:
        """Every difference with its paired 95% interval: differences.csv with a column for each dimension."""
        return self.study.differences

    @property
    def headline(self) -> Frame:
        """The rows of `differences` that come first on the page, over the whole run."""
        return headline_of(self.differences)

    @property
    def metrics(self) -> Frame:
        """Every metric of every replication of every scenario: metrics.csv with a column for each dimension."""
        return stacked([run.metrics for run in self.runs])

    @property
    def levels(self) -> Frame:
        """Every metric of every scenario with its mean and 95% interval."""
        return level_frame([(run.scenario, run.study.estimates) for run in self.runs])

    @property
    def paired(self) -> Frame:
        """Every difference from the baseline, replication by replication on the same draws."""
        keys = ["replication", "fiscal_year", "metric", *DIMENSIONS, "unit"]
        base = self.baseline.metrics.select(*keys, baseline="value")
        pairs = [
            run.metrics.join(base, on=keys, how="inner", nulls_equal=True, maintain_order="left") for run in self.others
        ]
        rows = stacked(pairs)
        return framed(rows.with_columns(difference=rows["value"] - rows["baseline"]))

    @property
    def decomposition(self) -> Frame | None:
        """What each section of the one other scenario contributes, where that was asked for."""
        found = self.study.decomposition
        return None if found is None else framed(found.table)

    def by_year(self, metric: str, group: str = _ALL) -> Frame:
        """Give one metric of every scenario year by year, with its 95% interval.

        Raises:
            ResultsError: if the runs have no such number.
        """
        return year_rows(self.levels, metric, group)

    def plot(self, metric: str, group: str = _ALL) -> "Chart":
        """Draw one metric of every scenario year by year, with its 95% interval.

        Raises:
            ResultsError: if the runs have no such number.
        """
        from sim.api.charts import chart_of_years

        return chart_of_years(self.by_year(metric, group), metric, group)

    def tables(self) -> "tuple[Table, ...]":
        """The differences, the levels, what pairing does, and what each section contributes."""
        from sim.report.study_tables import contribution_table
        from sim.report.tables import difference_tables, level_table, noted, pairing_tables

        study, setup = self.study, self.study.baseline.plan.setup
        runs = (study.baseline, *study.others)
        interval, scale, settings = setup.interval_label, setup.scale, settings_of(runs)
        changes = difference_tables(setup.name, study.paired, interval=interval, scale=scale)
        levels = level_table([(run.scenario, run.estimates) for run in runs], scale)
        pairing = pairing_tables(setup.name, study.pairings) if study.baseline.plan.replications > 1 else ()
        parts = (contribution_table(study.decomposition),) if study.decomposition else ()
        return (*(noted(table, settings) for table in (*changes, levels)), *pairing, *parts)


def settings_of(runs: Sequence[StudyRun]) -> str:
    """Say what the user set, and in which scenarios."""
    from sim.study.caveats import settings_sentence

    return settings_sentence([(run.scenario, run.plan.provenance.settings) for run in runs])
