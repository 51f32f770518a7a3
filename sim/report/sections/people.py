"""What does it mean for people? What became of them, and the human measures beside the dollars."""

from dataclasses import dataclass

from sim.report.charts.outcomes import OUTCOMES, OutcomeRow, outcome_picture
from sim.report.figures import NARROW, WIDE, Block, Cell, Figure, Line, Panel, Section, Shown
from sim.report.numbers import exact
from sim.report.prose import brief, ends, plain_ends, signed
from sim.report.study import Study, What
from sim.report.tables import Table
from sim.results.measures import Kind
from sim.results.metrics import METRIC

_MONTHS = (36, 24, 12)
_UNDETECTED = "no detectable difference"


@dataclass(frozen=True)
class _Human:
    """A measure of what people meet."""

    label: str
    what: What


_HUMAN: tuple[_Human, ...] = (
    _Human("Days in custody", What("days_in_custody")),
    _Human("Days in a border hold room past 72 hours", What("held_over_limit_days")),
    _Human("Stay in ICE detention, mean", What("detention_stay_days")),
    _Human("Released for want of a bed", What("released_for_want_of_bed")),
    _Human("Children's days in ORR care", What("bed_days", "resource=orr")),
    _Human("Children separated by a prosecution", What("children_separated")),
    _Human("Returned to Mexico, case pending", What("returned_to_mexico")),
    _Human("Wait in Mexico, mean", What("wait_mexico_days")),
    _Human("Days in Mexico beyond shelter places", What("beyond_shelter_days")),
    _Human("Wait for a judge's decision, mean", What("wait_decision_days")),
    _Human("Hearings missed", What("missed_hearings")),
    _Human("Orders made in absence", What("in_absentia_orders")),
    _Human("Relief granted by judges", What("relief_grants")),
    _Human("Removed", What("removals")),
    _Human("Tried again after return or removal", What("reentries")),
)
_LEADS = ("days_in_custody", "relief_grants", "missed_hearings")
"""Measures that the answer tells of, where they move."""


def people(study: Study) -> Section:
    """Answer with what moves for people."""
    blocks: list[Block] = []
    if (figure := _outcomes(study)) is not None:
        blocks.append(figure)
    lines = tuple(line for human in _HUMAN if (line := _line(study, human)) is not None)
    if lines:
        columns = [Cell("Measure"), Cell(study.base.label, colour=study.base.colour)]
        columns += [Cell(f"{side.label}, difference", colour=side.colour) for side in study.others]
        note = "Counts are a year, average of the whole run. Small figures: 95% intervals, paired for differences. "
        note += '"No detectable difference": the interval holds zero; its ends show how large a change could be missed.'
        blocks.append(Shown("human", "Human measures", tuple(columns), lines, note))
    question = "What does it mean for people?"
    return Section("people", "What it means for people", question, _answer(study), tuple(blocks))


def _answer(study: Study) -> str:
    said = []
    for side in study.others:
        parts = []
        for human in _HUMAN:
            found = study.change(side, human.what)
            if human.what.metric in _LEADS and found is not None and not found.holds_zero:
                unit = METRIC[human.what.metric].unit
                label = human.label[0].lower() + human.label[1:]
                verb = "rise by" if found.mean > 0 else "fall by"
                parts.append(f"{label} {verb} {brief(abs(found.mean), unit)}")
        if parts:
            said.append(f"{side.label}: {'; '.join(parts)}, a year.")
    return " ".join(said)


def _outcomes(study: Study) -> Figure | None:
    found = _cohort(study)
    if found is None:
        return None
    year, months, rows = found
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
        (Panel(outcome_picture(rows, WIDE, 152.0), outcome_picture(rows, NARROW, 0.0)),),
        "Outcome classes follow the enforcement lifecycle of the Department of Homeland Security. Whoever waits in "
        "Mexico or in court counts as unresolved.",
        Table("Outcomes", "", ("Outcome", *(row.side.label for row in rows)), table),
    )


def _cohort(study: Study) -> tuple[str, int, list[OutcomeRow]] | None:
    """Find the first arrest cohort and the greatest age that it reached in every scenario."""
    years = sorted({key.fiscal_year for key in study.base.sample.keys if key.metric == "cohort_share"} - {"all"})
    for months in _MONTHS:
        for year in years:
            rows = []
            for side in study.sides:
                names = [f"months={months};outcome={outcome}" for outcome, *_ in OUTCOMES]
                levels = [study.level(side, What("cohort_share", name, year)) for name in names]
                if all(level is not None for level in levels):
                    rows.append(OutcomeRow(side, tuple(level.mean for level in levels if level is not None)))
            if len(rows) == len(study.sides):
                return year, months, rows
    return None


def _line(study: Study, human: _Human) -> Line | None:
    base = study.level(study.base, human.what)
    unit = METRIC[human.what.metric].unit
    cells = [Cell("none") if base is None else Cell(exact(brief(base.mean, unit), base.mean))]
    if not study.is_comparison and base is not None:
        cells = [Cell(cells[0].text, small=plain_ends(base, unit))]
    known = base is not None
    for side in study.others:
        found, level = study.change(side, human.what), study.level(side, human.what)
        if found is None:
            text = "none" if level is None else f"{brief(level.mean, unit)}, none in baseline"
            cells.append(Cell(text, colour="ink2"))
            known = known or level is not None
            continue
        interval = ends(found, unit)
        if found.is_nothing:
            cells.append(Cell("0", colour="ink2"))
        elif found.holds_zero:
            cells.append(Cell(_UNDETECTED, small=interval, colour="ink2"))
        else:
            text = exact(signed(found.mean, unit), found.mean)
            cells.append(Cell(text, small=interval, is_strong=True))
    if not known:
        return None
    yearly = METRIC[human.what.metric].kind is Kind.SUM
    return Line(Cell(human.label, small=f"{unit} a year" if yearly else unit), tuple(cells))
