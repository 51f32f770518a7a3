"""What can be asked of every study is one list of options, and each verb takes what it needs of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

if TYPE_CHECKING:
    from sim.facts.scenario import Overrides
    from sim.study.executors import Pool
    from sim.study.plans import Options
    from sim.study.precision import Precision
    from sim.study.watcher import AbstractWatcher

Name = str | PathLike[str]
"""The name of a shipped scenario, or the path of a scenario file."""


class Played(TypedDict, total=False):
    """How scenarios are played, whatever is asked of them."""

    set: Sequence[str] | None
    """Changes, made in every scenario, each as `PATH=VALUE`."""
    replications: int | str | None
    """How often the years are played; as the scenario says if not given."""
    seed: int | None
    """The number that all luck is drawn from; as the scenario says if not given."""
    years: int | None
    """Length of the run; as the scenario says if not given [years]."""
    scale: float
    """The part of the world that is simulated, above 0 and at most 1; 1 if not given [share]."""
    fixed: bool
    """Leave uncertain leaves at their central values."""
    jobs: int | None
    """Replications played at once, 1 if not given; more of them are processes, which need a script that starts from
    `if __name__ == "__main__":` [jobs]."""
    executor: "str | Pool"
    """`local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor."""
    resume: bool
    """Insist that some of the work is done already."""
    out: Name
    """The folder under which results are stored; `results` if not given."""
    watcher: "AbstractWatcher | None"
    """Told how it goes."""


class Stored(Played, total=False):
    """How scenarios are played whose runs are stored for others to read."""

    fresh: bool
    """Play again what is stored."""
    keep: str
    """`metrics` for metrics and ledger only, `series` for everything recorded."""


class Narrow(Stored, total=False):
    """How scenarios are played as often as a precision takes, which `replications="auto"` asks for."""

    precision: float
    """Half-width of the intervals beside the mean, or of differences beside the baseline; a twentieth if not given
    [share]."""
    precise: Sequence[str] | None
    """What is to be so precise, each as `METRIC[group]@year`; five headline numbers if not given."""


@dataclass(frozen=True)
class Study:
    """The options of one study as the program uses them."""

    overrides: "Overrides"
    options: "Options"
    watcher: "AbstractWatcher"
    precision: "Precision | None"
    """How narrow intervals are to be, where that decides the number of replications."""

    @classmethod
    def of(cls, keeping: str = "metrics", *, auto: bool = False, **given: Unpack[Narrow]) -> "Study":
        """Read options.

        Args:
            keeping: what is kept if nothing is said.
            auto: whether the number of replications may follow from a precision.
            given: the options.

        Raises:
            TypeError: if there is an option that no verb has.
            ScenarioError: if the number of replications, the precision or what is to be precise cannot be read.
        """
        from sim.facts.scenario import Overrides
        from sim.study.plans import Keep, Options
        from sim.study.precision import USUAL_PRECISION, asked, number_of
        from sim.study.watcher import SilentWatcher

        if unknown := given.keys() - Narrow.__optional_keys__:
            raise TypeError(f"no such options: {', '.join(sorted(unknown))}; there are {_KNOWN}")
        times, precision = given.get("replications"), None
        if auto:
            number, precision = asked(times, given.get("precision", USUAL_PRECISION), given.get("precise") or ())
        else:
            number = number_of(times)
        changes = tuple(given.get("set") or ())
        overrides = Overrides(changes, number, given.get("seed"), given.get("years"), given.get("scale", 1.0))
        options = Options(
            Path(given.get("out", "results")),
            given.get("jobs", 1),
            given.get("fixed", False),
            given.get("fresh", False),
            Keep(given.get("keep", keeping)),
            given.get("executor", "local"),
            given.get("resume", False),
        )
        return cls(overrides, options, given.get("watcher") or SilentWatcher(), precision)


_KNOWN = ", ".join(sorted(Narrow.__optional_keys__))
