"""Answers of sweeps, break-evens and studies of uncertainty, as frames and tables."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.api.answers import AbstractAnswer
from sim.api.frames import frame_of, read_table
from sim.base.metric_key import MetricKey
from sim.scenario.scenario import Overrides
from sim.study.discovery import Choice
from sim.study.discovery import Discovery as StudyDiscovery
from sim.study.sensitivity import Sensitivity as StudySensitivity
from sim.study.solves import BreakEven as StudyBreakEven
from sim.study.sweeps import Sweep as StudySweep
from sim.study.uncertainty import Uncertainty as StudyUncertainty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.api.charts import Chart
    from sim.report.tables import Table
    from sim.results.frames import Frame


@final
@dataclass(frozen=True, repr=False)
class Sweep(AbstractAnswer):
    """The results of a scenario at many points."""

    study: StudySweep
    """The sweep as the program holds it."""

    @property
    def directory(self) -> Path:
        """The folder of the sweep, with report.html."""
        return self.home / self.study.directory

    @property
    def points(self) -> "Frame":
        """The points: the columns of points.csv."""
        return replace(self.study, directory=self.directory).points

    @property
    def metrics(self) -> "Frame":
        """Every number of every replication of every point: metrics.csv with a column for each dimension."""
        return replace(self.study, directory=self.directory).metrics

    def by_point(self, metric: str, group: str = "all", year: str | int = "all") -> "Frame":
        """Give one number at every point, with the values of the factors and its 95% interval.

        Raises:
            ResultsError: if the points have no such number.
        """
        from sim.api.frames import point_rows

        return point_rows(self.points, self.metrics, metric, group, year)

    def plot(self, metric: str, group: str = "all", year: str | int = "all") -> "Chart":
        """Draw one number over the first factor, a line for each combination of the others.

        Raises:
            ResultsError: if the points have no such number.
        """
        from sim.api.charts import chart_of_points

        paths = [factor.path for factor in self.study.plan.factors]
        return chart_of_points(self.by_point(metric, group, year), paths, metric, group)

    def tables(self) -> "tuple[Table, ...]":
        """One line a point, with the numbers that are looked at first."""
        from sim.report.sweep_findings import sweep_table

        return (sweep_table(self.directory),)


@final
@dataclass(frozen=True, repr=False)
class BreakEven(AbstractAnswer):
    """The value of a lever at which a target begins or ceases to be met, or a frontier."""

    study: StudyBreakEven
    """The break-even as the program holds it."""

    @property
    def directory(self) -> Path:
        """The folder of the break-even."""
        return self.home / self.study.directory

    @property
    def solutions(self) -> "Frame":
        """The break-even at each level of the second lever, or the only one; `value` is null where there is none."""
        import polars

        names = ("at", "path", "value", "low", "high", "is_met_below", "metric", "target", "evaluations")
        types = {"value": polars.Float64, "low": polars.Float64, "high": polars.Float64, "is_met_below": polars.Boolean}
        return frame_of([{name: vars(one)[name] for name in names} for one in self.study.solutions], types)

    @property
    def evaluations(self) -> "Frame":
        """What was tried: at, value, replication, target, found."""
        return read_table(self.directory / "evaluations.csv")

    def tables(self) -> "tuple[Table, ...]":
        """The value, its interval, and on which side the target is met."""
        from sim.report.study_tables import break_even_table

        return (break_even_table(self.study),)


@final
@dataclass(frozen=True, repr=False)
class Sensitivity(AbstractAnswer):
    """What moves a few numbers."""

    study: StudySensitivity
    """The study as the program holds it."""
    names: tuple[str, ...]
    overrides: Overrides

    @property
    def directory(self) -> Path:
        """The folder of the study."""
        return self.home / self.study.directory

    @property
    def effects(self) -> "Frame":
        """Every effect by method (morris, tornado, sobol): the columns of effects.csv."""
        return read_table(self.directory / "effects.csv")

    def tables(self) -> "tuple[Table, ...]":
        """The tornado, the screening and the shares of variance of the first number."""
        from sim.report.study_tables import sensitivity_tables

        return with_settings(sensitivity_tables(self.study), self.names, self.overrides)


@final
@dataclass(frozen=True, repr=False)
class Uncertainty(AbstractAnswer):
    """What chance and uncertain parameters contribute."""

    study: StudyUncertainty
    """The study as the program holds it."""
    names: tuple[str, ...]
    overrides: Overrides

    @property
    def directory(self) -> Path:
        """The folder of the study."""
        return self.home / self.study.directory

    @property
    def shares(self) -> "Frame":
        """Where the spread of each number comes from: the columns of shares.csv."""
        return read_table(self.directory / "shares.csv")

    @property
    def flips(self) -> "Frame":
        """Each difference with each group of parameters at both ends; no rows where levels are looked at."""
        path = self.directory / "flips.csv"
        return read_table(path) if self.study.baseline else frame_of([])

    def tables(self) -> "tuple[Table, ...]":
        """Chance and parametric uncertainty, and what would turn the sign of a difference."""
        from sim.report.study_tables import uncertainty_tables

        return with_settings(uncertainty_tables(self.study), self.names, self.overrides)


@final
@dataclass(frozen=True, repr=False)
class Discovery(AbstractAnswer):
    """Where in a sweep a target is met, and which choice of a lever is regretted least."""

    folder: Path
    study: StudyDiscovery | None = None
    """Where the target is met, where one was given."""
    lever: str = ""
    """The path of the factor that is chosen, where one was given."""
    measure: MetricKey | None = None
    choices: tuple[Choice, ...] = ()
    """The levels of the lever, the least worst regret first."""

    @property
    def directory(self) -> Path:
        """The folder of the sweep."""
        return self.home / self.folder

    @property
    def words(self) -> str:
        """Where the target is met, in words; empty where no target was given."""
        from sim.study.discovery import in_words

        return in_words(self.study) if self.study else ""

    @property
    def regrets(self) -> "Frame":
        """Each level of the lever with its mean and its regrets over all futures."""
        return frame_of([vars(one) for one in self.choices])

    def tables(self) -> "tuple[Table, ...]":
        """Where the target is met, in words; and the choices over all futures."""
        from sim.report.tables import Table

        choices = (_choice_table(self.lever, self.measure, self.choices),) if self.measure else ()
        return (*((Table("Where the target is met", self.words, (), ()),) if self.study else ()), *choices)

    def __repr__(self) -> str:
        """Say where the target is met, and which choice is regretted least."""
        best = f"least regret: {self.lever} {self.choices[0].level}" if self.choices else ""
        return "\n".join(line for line in ("Discovery", self.words, best, f"in {self.directory}") if line)


def with_settings(tables: "Sequence[Table]", names: tuple[str, ...], overrides: Overrides) -> "tuple[Table, ...]":
    """Say under each title what the user set, and in which of the scenarios."""
    from sim.report.tables import noted
    from sim.scenario.scenario import load_all
    from sim.study.caveats import settings_of, settings_sentence

    settings = settings_sentence([(one.label, settings_of(one)) for one in load_all(names, overrides)])
    return tuple(noted(table, settings) for table in tables)


def _choice_table(lever: str, question: MetricKey, choices: tuple[Choice, ...]) -> "Table":
    from sim.report.numbers import printed, printed_unit
    from sim.report.tables import Table
    from sim.results.metrics import unit_of

    unit = unit_of(question)
    rows = tuple(
        (
            one.level,
            printed(one.mean, unit),
            printed(one.worst_regret, unit),
            printed(one.mean_regret, unit),
            "" if one.met is None else f"{one.met:.0%}",
        )
        for one in choices
    )
    note = f"{question}, {printed_unit(unit)}; a regret is how far a choice is behind the best one in the same future."
    columns = (lever, "Mean", "Worst regret", "Mean regret", "Target met in")
    return Table("Choices over all futures, the least worst regret first", note, columns, rows)
