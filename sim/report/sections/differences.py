"""What differs? Headline differences with their intervals; of a scenario alone, what comes out."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.report.charts.intervals import Row, interval_picture
from sim.report.figures import Cell, ReportTable, Section, TableRow, TemplateBlock, against, joined
from sim.report.measures import (
    CHARITIES,
    CLOSURES,
    COMPLETIONS,
    DAYS_IN_MEXICO,
    FEDERAL,
    HEADLINES,
    MEXICO,
    MIGRANTS,
    PENDING,
    RECEIPTS,
    UNDECIDED,
    WAITING,
    WANT_OF_BED,
    Measure,
)
from sim.report.numbers import (
    amount,
    ends,
    exact,
    level,
    plain_ends,
    printed,
    printed_range,
    printed_unit,
    signed,
    undetected,
)
from sim.report.period_tables import follows_history, history_table, monthly_tables
from sim.report.study import Arm, Spread, Study, items
from sim.report.tables import difference_tables, level_table, year_table
from sim.report.values import counted, lowered
from sim.results.estimates import INTERVAL_METHOD, differences, estimates
from sim.results.metrics import is_reliable

_GROWTH = MetricKey("court_pending_change")
_PARTS = {"cases received": RECEIPTS, "decided": COMPLETIONS, "closed administratively": CLOSURES}
"""What moves the cases pending, in the words of a sentence."""
_TOLD = 2
"""Scenarios beside the baseline that a paragraph tells of one by one [scenarios]."""


@dataclass(frozen=True)
class Headline:
    """A sentence, what stands behind it, and the picture of its intervals."""

    lead: str
    detail: str
    picture: Markup


def differences_section(study: Study) -> Section:
    """Answer with five headline differences."""
    makers = (_court, _custody, _mexico, _money, _undecided)
    headlines = tuple(headline for maker in makers if (headline := maker(study)) is not None)
    noun = "difference" if len(headlines) == 1 else "differences"
    note = f"Difference from {study.base.label}. Dot: mean of {count_of(study.replications, 'replication')}. "
    note += f"Bar and small figures: {study.manifest['interval']}."
    question = f"{counted(len(headlines))} {noun} to begin with"
    blocks = (TemplateBlock("headlines", headlines), TemplateBlock("left_out", _left_out(study)), *_tables(study))
    return Section("differs", "What differs", question, "", blocks, note)


def _tables(study: Study) -> tuple[TemplateBlock, ...]:
    """Tell every headline measure as a difference and as a level."""
    arms, scale = study.arms, study.scale
    changes = [one for arm in study.others for one in differences(arm.name, study.base.sample, arm.sample)]
    interval = str(study.base.manifest.get("interval", "95% interval"))
    tables = difference_tables(study.base.name, changes, interval=interval, scale=scale)
    levels = level_table([(arm.name, estimates(arm.sample)) for arm in arms], scale)
    return tuple(TemplateBlock("plain_table", table) for table in (*tables, levels, *monthly_tables(study)))


def _left_out(study: Study) -> tuple[str, ...]:
    lines = (str(line) for arm in study.arms for line in items(arm.manifest, "leaves_out"))
    return tuple(dict.fromkeys(lines))


def _headline(study: Study, measure: Measure, lead: str, detail: str) -> Headline:
    rows = [Row(arm.label, arm.colour, _seen(study, arm, measure)) for arm in study.others]
    return Headline(lead, detail, interval_picture(measure.named(study), rows, measure.unit, f"0 = {study.base.label}"))


def _seen(study: Study, arm: Arm, measure: Measure) -> Spread | None:
    change = study.change(arm, measure.key)
    is_nobody = measure is WAITING and (level := study.level(arm, measure.key)) is not None and level.is_nothing
    return None if is_nobody else change


def _lead(study: Study, measure: Measure, *, more: str, fewer: str) -> str:
    """Tell of the first scenario whose interval leaves zero outside; else that none does.

    Args:
        study: what was run.
        measure: what is told.
        more: what the scenario does where it has more of it, with `{size}` or `{number}` for how much.
        fewer: the same where it has less.
    """
    for arm in study.others:
        change = study.change(arm, measure.key)
        if change is not None and not change.holds_zero:
            words = more if change.mean > 0 else fewer
            size, number = amount(change.mean, measure.unit), amount(change.mean, "")
            return f"{arm.label} {words.format(size=size, number=number)}."
    return f"No detectable difference in {lowered(measure.label)}."


def _levels(study: Study, measure: Measure) -> str:
    means = [(arm, one.mean) for arm in study.arms if (one := study.level(arm, measure.key)) is not None]
    if len(means) <= _TOLD + 1:
        return joined(f"{level(mean, measure.unit)} under {arm.label}" for arm, mean in means)
    low, high = (level(edge(mean for _, mean in means[1:]), measure.unit) for edge in (min, max))
    return f"{level(means[0][1], measure.unit)} under {means[0][0].label} and {low} to {high} under the others"


def _sizes(study: Study, measure: Measure) -> str:
    """Tell the size that would have shown, for those whose interval holds zero."""
    changes = [change for arm in study.others if (change := study.change(arm, measure.key)) is not None]
    unclear = [change for change in changes if change.holds_zero and not change.is_nothing]
    if not unclear:
        return ""
    widest = max(unclear, key=lambda change: change.reach)
    return " " + undetected(widest, measure.unit, study.replications)


def _court(study: Study) -> Headline | None:
    if study.level(study.base, PENDING.key) is None:
        return None
    day = study.last_day
    grown = study.level(study.base, _GROWTH)
    grows = grown is not None and grown.low is not None and grown.low > 0
    backlog = "a court backlog that grows anyway" if grows else "the court backlog"
    lead = _lead(study, PENDING, more=f"adds {{size}} to {backlog}", fewer=f"takes {{size}} off {backlog}")
    detail = f"On {day.day} {day:%B %Y}, {_levels(study, PENDING)} are pending." + _sizes(study, PENDING)
    return _headline(study, PENDING, lead, " ".join([detail, *_split(study)]))


def _split(study: Study) -> Iterator[str]:
    """Tell what moves the cases pending over the run, of the first scenario that moves them."""
    for arm in study.others:
        pending = study.change(arm, PENDING.key)
        if pending is not None and not pending.holds_zero:
            found = ((words, study.change(arm, measure.key)) for words, measure in _PARTS.items())
            changes = [(words, change.mean * study.years) for words, change in found if change is not None]
            if changes:
                parts = joined(_more_or_fewer(size, words) for words, size in changes)
                yield f"Over the run {arm.label} has {parts} than {against(study)}; a closed case is not a decided one."
            return


def _more_or_fewer(size: float, words: str) -> str:
    return f"{amount(size, '')} {'more' if size > 0 else 'fewer'} {words}"


def _custody(study: Study) -> Headline | None:
    if study.level(study.base, WANT_OF_BED.key) is None:
        return None
    words = "releases {{number}} {} persons a year for want of a bed"
    lead = _lead(study, WANT_OF_BED, more=words.format("more"), fewer=words.format("fewer"))
    detail = "Releases that a free bed or family room would have prevented: "
    detail += f"{_levels(study, WANT_OF_BED)}, a year." + _sizes(study, WANT_OF_BED)
    return _headline(study, WANT_OF_BED, lead, detail)


def _mexico(study: Study) -> Headline | None:
    levels = [(arm, waiting) for arm in study.arms if (waiting := study.level(arm, WAITING.key)) is not None]
    if not levels:
        return None
    there = [(arm, waiting) for arm, waiting in levels if not waiting.is_nothing]
    if not there:
        lead = "Nobody waits in Mexico, in any scenario."
        return _headline(study, WAITING, lead, "Return to Mexico needs Mexico's consent, and none is given here.")
    arm, waiting = max(there, key=lambda one: one[1].mean)
    lead = f"Under {arm.label}, {amount(waiting.mean, 'persons')} wait in Mexico on an average day."
    interval = plain_ends(waiting, "persons")
    detail = f"The average of the whole run{f' (95% interval {interval})' if interval else ''}; a person there is "
    detail += "pending, not removed. Mexico's consent sets how many: no lever of the memos can replace it."
    if (days := study.level(arm, DAYS_IN_MEXICO.key)) is not None:
        detail += f" Each person returned has spent {amount(days.mean, 'days')} there so far."
    none = [one.label for one, level_of in levels if level_of.is_nothing]
    if none:
        detail += f" Nobody is returned under {joined(none)}."
    return _headline(study, WAITING, lead, detail)


def _money(study: Study) -> Headline | None:
    if study.level(study.base, FEDERAL.key) is None:
        return None
    more, fewer = "adds {size} a year to US federal spending", "cuts {size} a year from US federal spending"
    lead = _lead(study, FEDERAL, more=more, fewer=fewer)
    sentences = [_others_pay(study, arm) for arm in study.others[:_TOLD]]
    if len(study.others) > _TOLD:
        sentences.append("The ledger has the others.")
    return _headline(study, FEDERAL, lead, " ".join(sentences))


def _others_pay(study: Study, arm: Arm) -> str:
    federal = study.change(arm, FEDERAL.key)
    if federal is None:
        return ""
    start = f"{arm.label}: US federal {signed(federal.mean, 'USD')}"
    interval = ends(federal, "USD")
    rest = []
    for measure in (MEXICO, CHARITIES, MIGRANTS):
        change = study.change(arm, measure.key)
        if change is not None:
            text = "0" if change.is_nothing else f"{signed(change.mean, 'USD')} ({ends(change, 'USD')})"
            rest.append(f"{lowered(measure.label)} {text}")
    return start + (f" a year ({interval})" if interval else " a year") + f"; {', '.join(rest)}."


def _undecided(study: Study) -> Headline | None:
    """Look for the largest measure that no scenario's interval tells from zero."""
    best: tuple[float, Measure] | None = None
    for measure in UNDECIDED:
        base = study.level(study.base, measure.key)
        changes = [study.change(arm, measure.key) for arm in study.others]
        known = [change for change in changes if change is not None and not change.is_nothing]
        if base is None or not base.mean or len(known) < len(changes) or not all(one.holds_zero for one in known):
            continue
        size = max(abs(one.mean) for one in known) / abs(base.mean)
        best = max(best or (size, measure), (size, measure), key=lambda one: one[0])
    if best is None:
        return None
    measure = best[1]
    detail = f"{measure.named(study)}: {_levels(study, measure)}." + _sizes(study, measure)
    return _headline(study, measure, f"No detectable difference in {lowered(measure.label)}.", detail)


def levels_section(study: Study) -> Section:
    """Answer with the headline numbers of the whole run, and each year."""
    lines = tuple(line for headline in HEADLINES if (line := _line(study, headline)) is not None)
    columns = (Cell("Measure"), Cell("Whole run"), Cell(str(study.manifest.get("interval", "95% interval"))))
    blocks: list[ReportTable | TemplateBlock] = [
        ReportTable("headlines", "The whole run", columns, lines, INTERVAL_METHOD)
    ]
    values = estimates(study.base.sample)
    blocks.append(TemplateBlock("plain_table", year_table(values, study.scale)))
    arrivals = study.base.parameter("border.arrivals")
    if follows_history((arrivals,)) and (beside := history_table(values)):
        blocks.append(TemplateBlock("plain_table", beside))
    blocks += [TemplateBlock("plain_table", table) for table in monthly_tables(study)]
    left_out = tuple(dict.fromkeys(str(line) for line in items(study.base.manifest, "leaves_out")))
    blocks.append(TemplateBlock("left_out", left_out))
    answer = f"Means of {count_of(study.replications, 'replication')}." if study.replications > 1 else ""
    return Section("differs", "What comes out", "What comes out?", answer, tuple(blocks))


def _line(study: Study, headline: Measure) -> TableRow | None:
    estimate, unit = study.base.level(headline.key), headline.unit
    if estimate is None:
        return None
    name = headline.label
    if not is_reliable(headline.metric, study.scale):
        name = f"{name} (not reliable at this scale)"
    cells = (
        Cell(exact(printed(estimate.mean, unit), estimate.mean)),
        Cell(printed_range(estimate.low, estimate.high, unit)),
    )
    return TableRow(Cell(name, small=printed_unit(unit)), cells)
