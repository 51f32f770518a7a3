"""What binds? How much of each resource is used, quarter by quarter, and which one is used most."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from sim.engine.recording import Int64Array
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.report.charts.shares import Strip, leading, legend, strip_picture
from sim.report.figures import Choice, Figure, Section, panel
from sim.report.numbers import exact
from sim.report.study import Arm, Study
from sim.report.tables import Table
from sim.report.values import in_words
from sim.results.monthly_summary import MonthlySummary
from sim.results.resource_metrics import RESOURCES

_CONSENT = "Places Mexico consents to"
_BESIDE = 3
"""Scenarios that stand beside each other in one picture [scenarios]."""
_MOST_PERIODS = 24
"""More quarters than this are told as years [periods]."""
_FULL = 0.97


def capacity_section(study: Study) -> Section:
    """Answer with the resource that is used most in each scenario."""
    question = "What binds?"
    if not all(arm.outlines for arm in study.arms):
        return Section("binds", "What binds", question, "", ())
    strips = [_strip(study, arm) for arm in study.arms]
    if not strips[0].rows:
        return Section("binds", "What binds", question, "", ())
    sets = [strips] if len(strips) <= _BESIDE else [[strip] for strip in strips]
    choices = tuple(Choice(some[0].arm.label, (panel(partial(strip_picture, some)),)) for some in sets)
    rows = tuple(
        (
            f"{name}, {strip.arm.label}",
            *("" if share is None else exact(f"{share:.0%}", share) for share in shares),
        )
        for strip in strips
        for name, shares in strip.rows.items()
    )
    figure = Figure(
        "strip",
        _title(strips),
        f"Share of each resource in use, by {strips[0].kind}",
        choices[0].panels if len(choices) == 1 else (),
        "Busy over available in the resource's own working calendar, mean of the replications. A dot marks the "
        "resource used most, where that is 97% or more; it says where the limit is, not what another unit would move. "
        "A thin line: the resource does not exist in that scenario.",
        Table("Share in use", "", ("Resource and scenario", *strips[0].periods), rows),
        choices if len(choices) > 1 else (),
        legend(),
    )
    return Section("binds", "What binds", question, _answer(strips), (figure,))


def _strip(study: Study, arm: Arm) -> Strip:
    groups, periods, kind = _periods(study)
    rows: dict[str, tuple[float | None, ...]] = {}
    for name, (busy, available) in RESOURCES.items():
        words = in_words(name)
        rows[words] = _shares(arm.outlines, groups, partial(_sum, busy=busy), available)
    rows[_CONSENT] = _shares(arm.outlines, groups, _returned, Tally.CONSENT_PLACES)
    return Strip(arm, periods, rows, kind, _whole(arm))


def _whole(arm: Arm) -> dict[str, float]:
    """Give the share of each resource in use over the whole run, and not over the periods that are drawn."""
    months = [np.arange(len(arm.outlines[0].month_ends))]
    busy = {in_words(name): (partial(_sum, busy=source), there) for name, (source, there) in RESOURCES.items()}
    shares = {name: _shares(arm.outlines, months, *one)[0] for name, one in busy.items()}
    shares[_CONSENT] = _shares(arm.outlines, months, _returned, Tally.CONSENT_PLACES)[0]
    return {name: share for name, share in shares.items() if share is not None}


def _sum(outline: MonthlySummary, busy: Stock | Tally) -> Int64Array:
    return outline.stock_days[:, busy] if isinstance(busy, Stock) else outline.tallies[:, busy]


def _shares(
    outlines: Sequence[MonthlySummary],
    groups: list[Int64Array],
    busy_of: Callable[[MonthlySummary], Int64Array],
    available: Tally,
) -> tuple[float | None, ...]:
    means: list[float | None] = []
    for months in groups:
        shares = [_share(busy_of(one)[months].sum(), one.tallies[months, available].sum()) for one in outlines]
        known = [share for share in shares if share is not None]
        means.append(float(np.mean(known)) if known else None)
    return tuple(means)


def _returned(outline: MonthlySummary) -> Int64Array:
    return outline.flows[:, Flow.RETURNED_TO_MEXICO]


def _share(busy: float, available: float) -> float | None:
    return float(busy / available) if available else None


def _periods(study: Study) -> tuple[list[Int64Array], tuple[str, ...], str]:
    """Group the months of the run by quarter of the fiscal year, or by fiscal year where there are many."""
    starts = [0, *study.base.outlines[0].month_ends[:-1].tolist()]
    months = [(np.datetime64(study.start, "D") + int(day)).astype("datetime64[M]").astype(int) for day in starts]
    by_year = len({month // 3 for month in months}) > _MOST_PERIODS
    names = [_name(int(month) + 3, by_year=by_year) for month in months]
    order = tuple(dict.fromkeys(names))
    groups = [np.array([place for place, name in enumerate(names) if name == wanted]) for wanted in order]
    return groups, order, "fiscal year" if by_year else "quarter of the fiscal year"


def _name(month: int, *, by_year: bool) -> str:
    year, quarter = 1970 + month // 12, month % 12 // 3 + 1
    return f"FY{year % 100:02d}" if by_year else f"FY{year % 100:02d} Q{quarter}"


def _answer(strips: Sequence[Strip]) -> str:
    sentences = []
    leaders = [leading(strip) for strip in strips]
    first = leaders[0]
    if len(leaders) > 1 and first and all(one and one[0] == first[0] for one in leaders):
        low, high = (edge(one[1] for one in leaders if one) for edge in (min, max))
        span = f"{low:.0%}" if f"{low:.0%}" == f"{high:.0%}" else f"{low:.0%} to {high:.0%}"
        return f"{first[0]} {'are' if first[0].endswith('s') else 'is'} used most in every scenario, {span} on average."
    for strip, leader in zip(strips, leaders, strict=True):
        start = f"{strip.arm.label}: " if len(strips) > 1 else ""
        sentences.append(f"{start}{leader[0].lower() if leader else 'nothing'} {_how(leader)}.")
    return " ".join(sentences)


def _how(leader: tuple[str, float] | None) -> str:
    if leader is None:
        return "is told"
    name, share = leader
    return f"{'are' if name.endswith('s') else 'is'} used most, {share:.0%} on average"


def _title(strips: Sequence[Strip]) -> str:
    full: list[str] = []
    for strip in strips:
        names = [name for name, shares in strip.rows.items() if any((share or 0.0) >= _FULL for share in shares)]
        full += [name.lower() for name in names]
    names = list(dict.fromkeys(full))
    if not names:
        return "No resource is used to 97% or more in any quarter"
    return f"Used to 97% or more in some quarter: {', '.join(names)}"
