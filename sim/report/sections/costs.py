"""What does it cost, and who pays? Bars by payer, the difference item by item, the ledger, and the empty seats."""

from collections.abc import Callable
from functools import partial

from markupsafe import Markup

from sim.base.metric_key import MetricKey
from sim.report.charts.intervals import WhiskerRow, whisker_picture
from sim.report.charts.payers import Fall, PayerRow, Step, payer_picture, waterfall_picture
from sim.report.colours import MOST_HUES
from sim.report.figures import Block, Cell, Choice, Figure, Panel, ReportTable, Section, TableRow, named, panel
from sim.report.measures import COST, FEDERAL_PAYER, PAYERS, ItemLine, PayerGroup, item_lines, total
from sim.report.numbers import amount, brief, ends, exact, moves, printed, printed_difference, short_dollars
from sim.report.study import Arm, Spread, Study, spread
from sim.report.svg import NARROW
from sim.report.tables import Table
from sim.report.values import lowered
from sim.results.metrics import natural_bounds

_SCOPE = "Scope: the costs that the ledger follows, fixed and marginal parts; what it leaves out is told above. "
_QUARTER = 184.0
"""Width of each of four panels [px]."""
_ALL = MetricKey(COST)


def costs_section(study: Study) -> Section:
    """Answer with what all payers spend together, and how the bill is divided."""
    if study.level(study.base, _ALL) is None:
        return Section("costs", "What it costs, who pays", "What does it cost, and who pays?", "", ())
    lines = item_lines(study)
    blocks: list[Block] = [_payers(study)]
    blocks += _waterfalls(study, lines)
    blocks.append(_ledger(study, lines))
    blocks += _flights(study)
    return Section(
        "costs", "What it costs, who pays", "What does it cost, and who pays?", _answer(study), tuple(blocks)
    )


def _answer(study: Study) -> str:
    base = study.level(study.base, _ALL)
    spent = f"All payers together spend {amount(base.mean, 'USD')} a year" if base else ""
    if not study.is_comparison:
        return f"{spent}."
    sentences = [f"{spent} under {study.base.label}."]
    for arm in study.others[:MOST_HUES]:
        change = study.change(arm, _ALL)
        if change is None:
            continue
        if change.holds_zero:
            sentences.append(f"{arm.label}: no detectable difference.")
        else:
            sentences.append(f"{arm.label} {moves(change, 'USD', more='adds', fewer='cuts')} ({ends(change, 'USD')}).")
    return " ".join(sentences)


def _payers(study: Study) -> Figure:
    rows = [PayerRow(arm, tuple(total(study, arm, payer) for payer in PAYERS)) for arm in study.arms]
    shares = [row.dollars[0] / row.whole for row in rows if row.whole]
    table = tuple((payer.label, *(_millions(row.dollars[place]) for row in rows)) for place, payer in enumerate(PAYERS))
    table += (("All payers", *(_millions(row.whole) for row in rows)),)
    low = min(shares, default=0.0)
    return Figure(
        "payers",
        f"The US government pays {int(low * 100)}% or more of it in every scenario"
        if len(rows) > 1
        else f"The US government pays {low:.0%} of it",
        Markup("Dollars a year; colour is the payer: ") + _payer_names(),
        (panel(partial(payer_picture, rows)),),
        _SCOPE + "A cost that moves from one payer to another is not saved.",
        Table("Million dollars a year", "", ("Payer", *(arm.label for arm in study.arms)), table),
    )


def _payer_names() -> Markup:
    each = Markup('<b class="k" style="color:var(--{})">{}</b>')
    return Markup(", ").join(each.format(payer.colour, payer.label) for payer in PAYERS)


def _millions(value: float) -> str:
    return exact(printed(value, "USD"), value)


def _waterfalls(study: Study, lines: tuple[ItemLine, ...]) -> list[Figure]:
    if not study.is_comparison:
        return []
    moved = [line for line in lines if any(_moves(study, arm, line) for arm in study.others)]
    if not moved:
        return []
    falls = [_fall(study, arm, moved) for arm in study.others]
    sets = [falls] if len(falls) <= MOST_HUES else [[fall] for fall in falls]
    choices = tuple(Choice(some[0].arm.label, (panel(partial(waterfall_picture, some)),)) for some in sets)
    rows = tuple(
        (step.label, *(_signed_millions(fall.steps[place].end - fall.steps[place].start) for fall in falls))
        for place, step in enumerate(falls[0].steps)
    )
    figure = Figure(
        "waterfall",
        _waterfall_title(study, moved),
        Markup("Difference from {}, dollars a year, adding up item by item; colour is the payer").format(
            study.base.label
        ),
        choices[0].panels if len(choices) == 1 else (),
        "Each bar starts where the one above ends; subtotals start at zero. Fixed parts move only where a lever or a "
        "capacity moves them.",
        Table("Million dollars a year", "", ("Item", *(fall.arm.label for fall in falls)), rows),
        choices if len(choices) > 1 else (),
    )
    return [figure]


def _signed_millions(value: float) -> str:
    return exact(printed_difference(value, "USD"), value)


def _moves(study: Study, arm: Arm, line: ItemLine) -> bool:
    change = study.change(arm, line.key)
    return change is not None and bool(change.mean) and not change.is_nothing


def _change(study: Study, arm: Arm, key: MetricKey) -> float:
    spread = study.change(arm, key)
    return 0.0 if spread is None else spread.mean


def _fall(study: Study, arm: Arm, lines: list[ItemLine]) -> Fall:
    """Add up the differences of the items; totals are read from the ledger and not from the bars."""
    steps: list[Step] = []
    at = 0.0
    federal = [line for line in lines if line.payer is FEDERAL_PAYER]
    order = sorted(federal, key=lambda line: -max(abs(_change(study, one, line.key)) for one in study.others))
    for line in order:
        change = _change(study, arm, line.key)
        steps.append(Step(line.label, at, at + change, line.payer.colour))
        at += change
    subtotal = _change(study, arm, FEDERAL_PAYER.total)
    steps.append(Step("US federal, subtotal", 0.0, subtotal, FEDERAL_PAYER.colour, is_total=True))
    at = subtotal
    for line in (line for line in lines if line.payer is not FEDERAL_PAYER):
        change = _change(study, arm, line.key)
        steps.append(Step(f"{line.payer.label}: {lowered(line.label)}", at, at + change, line.payer.colour))
        at += change
    steps.append(Step("All payers", 0.0, _change(study, arm, _ALL), "ink", is_total=True))
    return Fall(arm, tuple(steps))


def _waterfall_title(study: Study, lines: list[ItemLine]) -> str:
    arm = study.others[0]
    largest = max(lines, key=lambda line: abs(_change(study, arm, line.key)))
    change = study.change(arm, largest.key)
    words = "" if change is None else moves(change, "USD", more="adds", fewer="cuts")
    return f"The item that moves most is {lowered(largest.label)}: {arm.label} {words} a year"


def _ledger(study: Study, lines: tuple[ItemLine, ...]) -> ReportTable:
    rows: list[TableRow] = []
    for payer in PAYERS:
        mine = [line for line in lines if line.payer is payer]
        if not mine:
            continue
        rows.append(TableRow(Cell(payer.label, colour=payer.colour)))
        rows += [_row(study, line.label, line.key, agency=line.agency.upper()) for line in mine]
        rows.append(_total_row(study, payer))
    rows.append(_row(study, "All payers", _ALL, is_total=True))
    columns = [Cell("Million dollars a year"), Cell(study.base.label, colour=study.base.colour)]
    for arm in study.others:
        columns += [Cell(f"{arm.label}, difference", colour=arm.colour)]
    note = (
        "Million dollars a year, average of the whole run. Small figures are 95% intervals of the paired difference; "
    )
    note += "a published all-in figure is never added to its own parts."
    return ReportTable("ledger", "The ledger", tuple(columns), tuple(rows), note)


def _total_row(study: Study, payer: PayerGroup) -> TableRow:
    return _row(study, f"{payer.label}, total", payer.total, is_total=True)


def _row(study: Study, label: str, key: MetricKey, *, agency: str = "", is_total: bool = False) -> TableRow:
    base = study.level(study.base, key)
    cells = [Cell("none" if base is None else _millions(base.mean))]
    for arm in study.others:
        change = study.change(arm, key)
        if change is None:
            cells.append(Cell("none"))
        else:
            interval = "" if change.low is None or change.is_nothing else _interval(change)
            cells.append(Cell(_signed_millions(change.mean), small=interval, is_strong=is_total))
    small = agency if agency in ("CBP", "ICE", "USCIS", "EOIR", "DOJ", "HHS") else ""
    return TableRow(Cell(label, small=small), tuple(cells), is_total=is_total)


def _interval(spread: Spread) -> str:
    return f"{printed_difference(spread.low, 'USD')} to {printed_difference(spread.high, 'USD')}"


def _flights(study: Study) -> list[Figure]:
    measures: tuple[tuple[str, Callable[[Arm], Spread | None], Callable[[float], str], float | None], ...] = (
        ("Charter hours, a year", lambda arm: study.level(arm, MetricKey("flight_hours")), _count, None),
        (
            "Seats filled",
            lambda arm: study.level(arm, MetricKey("seats_filled_share", (("of", "mission"),))),
            _share,
            1.0,
        ),
        ("Paid for empty seats, a year", lambda arm: _empty(study, arm), short_dollars, None),
        (
            "Cost per ICE removal",
            lambda arm: study.level(arm, MetricKey("cost_per_removal_usd")),
            short_dollars,
            None,
        ),
    )
    panels, rows = [], []
    for title, of, text, full in measures:
        levels = [WhiskerRow(arm, level) for arm in study.arms if (level := of(arm)) is not None]
        if not levels or all(row.spread.is_nothing for row in levels):
            continue
        panels.append(
            Panel(
                whisker_picture(title, levels, _QUARTER, text, full=full),
                whisker_picture(title, levels, NARROW, text, full=full),
            )
        )
        rows += [(f"{title}, {row.arm.label}", *_cells(row.spread, text)) for row in levels]
    if not panels:
        return []
    seats = study.base.parameter("removal.charter.seats")
    return [
        Figure(
            "flights",
            _flights_title(study),
            named(study.arms),
            tuple(panels),
            f"A charter costs its flight hours whatever its load. Outline: all seats of the missions flown"
            f"{'' if seats is None else f', {seats} an aircraft'}, domestic transfers included. Whisker: 95% interval. "
            "Cost per removal: ICE custody and transport, the fixed part included, over ICE removals.",
            Table("Charter flights", "", ("Measure and scenario", "Mean", "95%"), tuple(rows)),
        )
    ]


def _cells(spread: Spread, text: Callable[[float], str]) -> tuple[str, str]:
    interval = "" if spread.low is None or spread.high is None else f"{text(spread.low)} to {text(spread.high)}"
    return exact(text(spread.mean), spread.mean), interval


def _empty(study: Study, arm: Arm) -> Spread | None:
    """Multiply, replication by replication, what charters cost with the share of their seats that stayed empty."""
    dollars = arm.values(MetricKey(COST, (("item", "charter_flights"),)))
    filled = arm.values(MetricKey("seats_filled_share", (("of", "mission"),)))
    if dollars is None or filled is None:
        return None
    bounds = natural_bounds("empty_seats_usd", "USD")
    return spread(dollars * (1.0 - filled), bounds).times(1.0 / study.years)


def _flights_title(study: Study) -> str:
    empty = [(arm, spread) for arm in study.arms if (spread := _empty(study, arm)) is not None]
    if not empty:
        return "Charter flights"
    low, high = (short_dollars(edge([one.mean for _, one in empty])) for edge in (min, max))
    span = low if low == high else f"{low} to {high}"
    return f"Empty seats on charter flights cost {span} a year"


def _count(value: float) -> str:
    return brief(value, "hours")


def _share(value: float) -> str:
    return brief(value, "share")
