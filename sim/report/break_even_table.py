"""A break-even is shown as the value of the lever, its interval, and on which side the target is met."""

from sim.base.text import count_of
from sim.report.numbers import printed
from sim.report.tables import Table
from sim.study.solves import BreakEven, Solution

_COARSE = 10
"""From here on a decimal of a lever says nothing [1]."""


def break_even_table(found: BreakEven) -> Table:
    """Make the table of a break-even: one line, or one for each level of the second lever."""
    plan = found.plan
    lever = ", ".join(word for word in (plan.lever.path, plan.lever.since, plan.lever.unit) if word)
    interval = "95% interval, chance alone" if "--fixed" in plan.command else "95% interval"
    columns = (plan.other.path if plan.other else "Target", "Target is met", lever, interval, "Values tried")
    title = plan.title or f"Break-even of {plan.lever.path} in {plan.name}"
    targets = " and ".join(str(target) for target in plan.targets)
    said = f"Set: {'; '.join(plan.overrides.set)}. " if plan.overrides.set else ""
    note = f"{said}{targets}; {count_of(plan.overrides.replications or 0, 'replication')} with common random numbers."
    return Table(title, note, columns, tuple(_row(each, found) for each in found.solutions), words=2)


def _row(one: Solution, found: BreakEven) -> tuple[str, ...]:
    unit = found.plan.lever.unit
    head = one.at or one.target
    if one.value is None:
        low, high = (printed(end, unit) for end in found.plan.lever.ends)
        where = f"{'everywhere' if one.is_met_below else 'nowhere'} from {low} to {high}"
        return (head, where, "none", "", str(one.evaluations))
    side = "at or below" if one.is_met_below else "at or above"
    return (head, side, _finely(one.value, unit), _range(one, unit), str(one.evaluations))


def _range(one: Solution, unit: str) -> str:
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
