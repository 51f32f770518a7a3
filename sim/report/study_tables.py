"""Tables of the studies of sensitivity, uncertainty, break-even and contributions."""

from collections.abc import Sequence

import numpy as np

from sim.base.text import count_of
from sim.report.measures import FIRST_NEWS
from sim.report.numbers import printed, printed_difference, printed_range, printed_unit
from sim.report.tables import Table
from sim.results.estimates import Estimate
from sim.results.metrics import unit_of
from sim.study.choices import Method
from sim.study.decomposition import Decomposition
from sim.study.screening import STEP, largest
from sim.study.sensitivity import TRAJECTORIES, Sensitivity
from sim.study.solves import BreakEven, Solution
from sim.study.uncertainty import DRAWS, REPLICATIONS, Uncertainty

_SHOWN = 15
"""Groups in the table of the screening [groups]."""


def sensitivity_tables(result: Sensitivity) -> tuple[Table, ...]:
    """Make the tables of the first number: the tornado, the screening, and the shares of variance."""
    unit = unit_of(result.questions[0])
    return (_tornado(result, unit), _screening(result, unit), _shares(result))


def uncertainty_tables(result: Uncertainty) -> tuple[Table, ...]:
    """Make the tables of chance and parametric uncertainty, and of what would turn the sign of a difference."""
    what = f"differences from {result.baseline}" if result.baseline else "levels"
    note = f"{DRAWS} futures drawn from what is uncertain, each played {REPLICATIONS} times; {what}."
    columns = ("Measure", "Unit", "Mean", "Deviation", "Chance", "Parameters", "Of the other sign")
    rows = tuple(
        (
            str(one.question),
            printed_unit(unit_of(one.question)),
            printed(one.mean, unit_of(one.question)),
            printed(one.deviation, unit_of(one.question)),
            f"{one.chance:.0%}",
            f"{one.parametric:.0%}",
            f"{one.opposite:.0%}",
        )
        for one in result.shares
    )
    tables = (Table("Chance and parametric uncertainty", note, columns, rows, words=2),)
    return (*tables, _flips(result)) if result.baseline else tables


def _flips(result: Uncertainty) -> Table:
    turned = [one for one in result.flips if one.flips]
    note = "Each group of parameters at the low and at the high ends of its ranges, all others at their central values."
    if not turned:
        note += " No group by itself turns the sign of any of these differences."
    rows = tuple(
        (
            str(one.question),
            one.group.name,
            printed_difference(one.low, unit_of(one.question)),
            printed_difference(one.high, unit_of(one.question)),
        )
        for one in turned
    )
    return Table(
        "What would turn the sign", note, ("Measure", "Parameters", "At the low end", "At the high end"), rows, 2
    )


def _tornado(result: Sensitivity, unit: str) -> Table:
    centre = float(result.centre[0])
    ends = result.ends[0]
    order = largest(np.abs(ends[:, 1] - ends[:, 0]), len(result.bars))
    rows = tuple(
        (
            result.bars[place].name,
            printed(float(ends[place, 0]), unit),
            printed(float(ends[place, 1]), unit),
            printed_difference(float(ends[place, 1] - ends[place, 0]), unit),
        )
        for place in order
    )
    note = (
        f"{result.questions[0]} with one group at the low and the high ends of its ranges; {printed(centre, unit)} "
        f"{printed_unit(unit)} at central values. {_floor(result, unit)}"
    )
    return Table("What moves the answer", note, ("Parameters", "Low ends", "High ends", "High less low"), rows)


def _screening(result: Sensitivity, unit: str) -> Table:
    effects = result.effects[0]
    floor = float(result.floor[0])
    rows = tuple(
        (
            result.groups[place].name,
            str(len(result.groups[place].paths)),
            printed_difference(float(effects.mean[place]), unit),
            printed(float(effects.size[place]), unit),
            printed(float(effects.spread[place]), unit),
            "" if effects.size[place] > floor else "within noise",
        )
        for place in largest(effects.size, _SHOWN)
    )
    above = int((effects.size > floor).sum())
    groups, lie = count_of(len(result.groups), "group"), "lies" if above == 1 else "lie"
    note = (
        f"All uncertain parameters in {groups}, {TRAJECTORIES} trajectories with steps of {STEP:.2f} of "
        f"the range (Morris); {above} {lie} above the noise. {_floor(result, unit)}"
    )
    columns = ("Parameters", "Number", "Mean effect", "Mean size", "Deviation", "")
    return Table("Screening", note, columns, rows)


def _shares(result: Sensitivity) -> Table:
    indices = result.indices[0]
    rows = tuple(
        (
            group.name,
            share_text(float(indices.alone[place]), float(indices.alone_half[place])),
            share_text(float(indices.total[place]), float(indices.total_half[place])),
        )
        for place, group in enumerate(result.shared)
    )
    note = "Parts of the variance over the whole ranges of these groups, with 95% jackknife intervals (Sobol)."
    return Table("Shares of variance", note, ("Parameters", "Alone", "With interactions"), rows)


def share_text(value: float, half: float) -> str:
    """Write a part of the whole with its interval, which ends at none and at all.

    >>> share_text(0.02, 0.05), share_text(0.9, 0.2)
    ('2% (0 to 7)', '90% (70 to 100)')
    """
    low, high = min(max(value - half, 0.0), value), max(min(value + half, 1.0), value)  # a part lies between 0 and 1
    return f"{value:.0%} ({printed_range(low, high, 'share')})"


def _floor(result: Sensitivity, unit: str) -> str:
    floor = printed(float(result.floor[0]), unit)
    return f"Chance alone would give {floor} {printed_unit(unit)} if futures did not share it."


_COARSE = 10
"""From here on a decimal of a lever says nothing [1]."""


def break_even_table(result: BreakEven) -> Table:
    """Make the table of a break-even: one line, or one for each level of the second lever."""
    plan = result.plan
    lever = ", ".join(word for word in (plan.lever.path, plan.lever.since, plan.lever.unit) if word)
    interval = "95% interval, chance alone" if "--fixed" in plan.command else "95% interval"
    columns = (plan.other.path if plan.other else "Target", "Target is met", lever, interval, "Values tried")
    title = plan.title or f"Break-even of {plan.lever.path} in {plan.name}"
    targets = " and ".join(str(target) for target in plan.targets)
    fixed = f"Set: {'; '.join(plan.overrides.set)}. " if plan.overrides.set else ""
    note = f"{fixed}{targets}; {count_of(plan.overrides.replications or 0, 'replication')} with common random numbers."
    return Table(title, note, columns, tuple(_break_even_row(each, result) for each in result.solutions), words=2)


def _break_even_row(one: Solution, result: BreakEven) -> tuple[str, ...]:
    unit = result.plan.lever.unit
    head = one.at or one.target
    if one.value is None:
        low, high = (printed(end, unit) for end in result.plan.lever.ends)
        where = f"{'everywhere' if one.is_met_below else 'nowhere'} from {low} to {high}"
        return (head, where, "none", "", str(one.evaluations))
    side = "at or below" if one.is_met_below else "at or above"
    return (head, side, _finely(one.value, unit), _lever_range(one, unit), str(one.evaluations))


def _lever_range(one: Solution, unit: str) -> str:
    if one.low is not None and one.high is not None:
        return f"{_finely(one.low, unit)} to {_finely(one.high, unit)}"
    if one.low is None and one.high is None:
        return ""
    if one.high is None:
        return f"from {_finely(one.low, unit)}"
    return f"to {_finely(one.high, unit)}"


def _finely(value: float | None, unit: str) -> str:
    """Print a value of a lever, with decimals where it is small."""
    if value is not None and abs(value) < _COARSE and value != int(value):
        return f"{value:.3g}"
    return printed(value, unit)


_NOTES = {
    Method.STACKED: "Each section laid on those before it, in this order; another order gives other contributions.",
    Method.SHAPLEY: "Mean over all orders of the groups (Shapley values).",
}


def contribution_table(result: Decomposition) -> Table:
    """Make the table of contributions: one line a group, then the total, each with its paired 95% interval."""
    columns = [f"{headline.label}, {printed_unit(headline.unit)}" for headline in FIRST_NEWS]
    tables = (*result.contributions, result.total)
    names = (*(group.name for group in result.groups), "Total")
    rows = tuple(_contribution_row(name, table) for name, table in zip(names, tables, strict=True))
    return Table("What each section contributes", _NOTES[result.method], ("Section", *columns), rows)


def _contribution_row(name: str, table: Sequence[Estimate]) -> tuple[str, ...]:
    index = {one.key: one for one in table}
    estimates = (index.get(headline.key) for headline in FIRST_NEWS)
    return (name, *(_contribution(one) for one in estimates))


def _contribution(one: Estimate | None) -> str:
    if one is None:
        return "none"
    unit = one.unit
    interval = printed_range(one.low, one.high, unit, is_difference=True)
    return printed_difference(one.mean, unit) + (f" ({interval})" if interval else "")
