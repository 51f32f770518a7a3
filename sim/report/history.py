"""Where a run follows what happened, its years stand beside what was published about them."""

from collections.abc import Iterable, Sequence

from sim.data.published import Published, published_totals, read_meanings, shipped_rows
from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.report.numbers import printed, printed_unit
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.results.metrics import METRIC
from sim.study.observations import shipped_history

OBSERVED = "observed"
"""The baseline of arrivals that follows the published months."""
_COLUMNS = ("Measure", "Group", "Unit", "Year", "Simulated", "Published", "Simulated less published", "Quality")


def follows_history(arrivals: Iterable[object]) -> bool:
    """Say whether a scenario's arrivals are the published ones."""
    return OBSERVED in arrivals


def published_history() -> tuple[Published, ...]:
    """Read the published yearly values of every shipped series, earlier years included.

    Raises:
        ScenarioError: if a series cannot be read.
    """
    findings, seeds = Findings(), shipped_root() / "seeds"
    meanings = read_meanings(seeds, findings)
    found = shipped_history(shipped_rows(seeds, meanings, findings), meanings)
    findings.raise_if_any()
    return tuple(one for one in found if one.fiscal_year.isdigit())


def history_table(estimates: Sequence[Estimate]) -> Table | None:
    """Set each year that was run and published beside what was published; nothing if there is none."""
    index = {one.key: one for one in estimates}
    rows = []
    for total in published_totals():
        found = index.get(total.key.at(total.fiscal_year))
        if found is not None:
            rows.append(_row(found, total))
    if not rows:
        return None
    note = (
        "Means over the replications. Misses stand as they are; "
        "some inputs are fitted to these years, others were set by hand near them."
    )
    return Table("Beside what was published", note, _COLUMNS, tuple(rows), words=4)


def _row(found: Estimate, total: Published) -> tuple[str, ...]:
    unit = found.unit
    share = found.mean / total.value - 1.0 if total.value else 0.0
    return (
        total.metric,
        total.group,
        printed_unit(METRIC[total.metric].unit),
        total.fiscal_year,
        printed(found.mean, unit),
        printed(total.value, unit),
        f"{share:+.1%}".replace("-", "\u2212"),
        total.quality,
    )
