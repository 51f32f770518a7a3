"""What does it mean for people? What became of them, and the human measures beside the dollars."""

from functools import partial

from sim.base.metric_key import MetricKey
from sim.report.charts.shares import OUTCOMES, OutcomeRow, outcome_picture
from sim.report.figures import Block, Cell, Figure, ReportTable, Section, TableRow, panel
from sim.report.measures import DAYS_IN_MEXICO, HALF_WAIT, UNTIL_DECIDED, Measure
from sim.report.numbers import brief, ends, exact, plain_ends, signed
from sim.report.study import Study
from sim.report.tables import Table
from sim.report.values import lowered
from sim.results.metric_definition import Kind
from sim.results.metrics import METRIC

_MONTHS = (36, 24, 12)
_UNDETECTED = "no detectable difference"


_HUMAN: tuple[Measure, ...] = (
    Measure("Days in custody", MetricKey("days_in_custody")),
    Measure("Days in a border hold room past 72 hours", MetricKey("held_over_limit_days")),
    Measure("Stay in ICE detention, mean", MetricKey("detention_stay_days")),
    Measure("Released for want of a bed", MetricKey("released_for_want_of_bed")),
    Measure("Children's days in ORR care", MetricKey("bed_days", (("resource", "orr"),))),
    Measure("Children separated by a prosecution", MetricKey("children_separated")),
    Measure("Returned to Mexico, case pending", MetricKey("returned_to_mexico")),
    DAYS_IN_MEXICO,
    UNTIL_DECIDED,
    Measure("Days in Mexico beyond shelter places", MetricKey("beyond_shelter_days")),
    HALF_WAIT,
    Measure("Wait for a judge's decision, mean of cases decided", MetricKey("wait_decision_days")),
    Measure("Hearings missed", MetricKey("missed_hearings")),
    Measure("Orders made in absence", MetricKey("in_absentia_orders")),
    Measure("Relief granted by judges", MetricKey("relief_grants")),
    Measure("Removed", MetricKey("removals")),
    Measure("Tried again after return or removal", MetricKey("reentries")),
)
_LEADS = ("days_in_custody", "relief_grants", "missed_hearings")
"""Measures that the answer tells of, where they move."""


def people_section(study: Study) -> Section:
    """Answer with what moves for people."""
    blocks: list[Block] = []
    if (figure := _outcomes(study)) is not None:
        blocks.append(figure)
    lines = tuple(line for human in _HUMAN if (line := _line(study, human)) is not None)
    if lines:
        columns = [Cell("Measure"), Cell(study.base.label, colour=study.base.colour)]
        columns += [Cell(f"{arm.label}, difference", colour=arm.colour) for arm in study.others]
        note = "Counts are a year, average of the whole run. Small figures: 95% intervals, paired for differences. "
        note += '"No detectable difference": the interval holds zero; its ends show how large a change could be missed.'
        blocks.append(ReportTable("human", "Human measures", tuple(columns), lines, note))
    question = "What does it mean for people?"
    return Section("people", "What it means for people", question, _answer(study), tuple(blocks))


def _answer(study: Study) -> str:
    sentences = []
    for arm in study.others:
        parts = []
        for human in _HUMAN:
            change = study.change(arm, human.key)
            if human.metric in _LEADS and change is not None and not change.holds_zero:
                unit = human.unit
                label = lowered(human.label)
                verb = "rise by" if change.mean > 0 else "fall by"
                parts.append(f"{label} {verb} {brief(abs(change.mean), unit)}")
        if parts:
            sentences.append(f"{arm.label}: {'; '.join(parts)}, a year.")
    return " ".join(sentences)


def _outcomes(study: Study) -> Figure | None:
    cohort = _cohort(study)
    if cohort is None:
        return None
    year, months, rows = cohort
    unresolved = [row.shares[2] for row in rows]
    low, high = f"{min(unresolved):.0%}", f"{max(unresolved):.0%}"
    span = low if low == high else f"{low} to {high}"
    table = tuple(
        (name, *(exact(f"{row.shares[place]:.1%}", row.shares[place]) for row in rows))
        for place, (_, name, _, _) in enumerate(OUTCOMES)
    )
    return Figure(
        "outcomes",
        f"After {months // 12} year{'s' if months > 12 else ''}, {span} of those met at the border are unresolved",
        f"Share of persons arrested in FY{year} at the border, by outcome {months} months after the arrest",
        (panel(partial(outcome_picture, rows)),),
        "Outcome classes follow the enforcement lifecycle of the Department of Homeland Security. Whoever waits in "
        "Mexico or in court counts as unresolved.",
        Table("Outcomes", "", ("Outcome", *(row.arm.label for row in rows)), table),
    )


def _cohort(study: Study) -> tuple[str, int, list[OutcomeRow]] | None:
    """Find the first arrest cohort and the greatest age that it reached in every scenario."""
    years = sorted({key.period for key in study.base.sample.keys if key.metric == "cohort_share"} - {"all"})
    for months in _MONTHS:
        for year in years:
            rows = []
            for arm in study.arms:
                groups = [(("months", str(months)), ("outcome", outcome)) for outcome, *_ in OUTCOMES]
                levels = [study.level(arm, MetricKey("cohort_share", group, year)) for group in groups]
                if all(level is not None for level in levels):
                    rows.append(OutcomeRow(arm, tuple(level.mean for level in levels if level is not None)))
            if len(rows) == len(study.arms):
                return year, months, rows
    return None


def _line(study: Study, human: Measure) -> TableRow | None:
    base = study.level(study.base, human.key)
    unit = human.unit
    cells = [Cell("none") if base is None else Cell(exact(brief(base.mean, unit), base.mean))]
    if not study.is_comparison and base is not None:
        cells = [Cell(cells[0].text, small=plain_ends(base, unit))]
    known = base is not None
    for arm in study.others:
        change, level = study.change(arm, human.key), study.level(arm, human.key)
        if change is None:
            text = "none" if level is None else f"{brief(level.mean, unit)}, none in baseline"
            cells.append(Cell(text, colour="ink2"))
            known = known or level is not None
            continue
        interval = ends(change, unit)
        if change.is_nothing:
            cells.append(Cell("0", colour="ink2"))
        elif change.holds_zero:
            cells.append(Cell(_UNDETECTED, small=interval, colour="ink2"))
        else:
            text = exact(signed(change.mean, unit), change.mean)
            cells.append(Cell(text, small=interval, is_strong=True))
    if not known:
        return None
    yearly = METRIC[human.metric].kind is Kind.SUM
    return TableRow(Cell(human.label, small=f"{unit} a year" if yearly else unit), tuple(cells))
