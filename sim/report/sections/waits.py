"""Where do people wait? The pathway, how long waits last, how they end, and the stocks over the years."""

from functools import partial

from sim.engine.vocabulary import Cause, Wait
from sim.report.charts.flows import flow_picture
from sim.report.charts.waiting import causes_picture, survival_picture
from sim.report.figures import Block, Choice, Figure, Panel, Section, named, panel
from sim.report.numbers import brief, exact
from sim.report.pathway import Pathway, Waiting, half_words, pathway, span_words, waiting
from sim.report.period_tables import published_history
from sim.report.sections.stocks import stocks_figure
from sim.report.study import Arm, Study
from sim.report.tables import Table

_PLACES: tuple[tuple[Wait, str, str, str], ...] = (
    (Wait.MEXICO, "In Mexico", "until the wait there ends", "in Mexico"),
    (Wait.DETENTION, "In detention", "until release or removal", "in detention"),
    (Wait.DECISION, "In court", "until a judge's decision", "in court"),
)
"""Queue, name of the panel, what ends the wait, and where people wait."""
_ENDS: dict[Wait, dict[Cause, str]] = {
    Wait.MEXICO: {Cause.SERVED: "decided"},
    Wait.DETENTION: {Cause.SERVED: "otherwise"},
    Wait.DECISION: {Cause.SERVED: "decided", Cause.CLOSED: "case closed"},
}
_PLAIN_ENDS = {cause: cause.name.lower().replace("_", " ") for cause in Cause}

Curves = dict[Wait, list[Waiting]]


def waits_section(study: Study) -> Section:
    """Answer with the time by which half have left each place."""
    curves: Curves = {
        queue: [curve for arm in study.arms if (curve := waiting(study, arm, queue))] for queue, *_ in _PLACES
    }
    totals = published_history()
    made = (_pathways(study), _survival(study, curves), _causes(study, curves), stocks_figure(study, totals))
    blocks: list[Block] = [figure for figure in made if figure is not None]
    return Section("waits", "Where people wait", "Where do people wait?", _answer(curves), tuple(blocks))


def _answer(curves: Curves) -> str:
    sentences = []
    for queue, _, _, place in _PLACES:
        if curves[queue]:
            words = half_words([curve.median for curve in curves[queue]])
            sentences.append(f"Half of those {place} {words}.")
    return " ".join(sentences)


def _pathways(study: Study) -> Figure | None:
    paths = [(arm, path) for arm in study.arms if (path := pathway(study, arm)) is not None]
    if not paths or not all(path.persons("met") for _, path in paths):  # a court alone meets nobody
        return None
    most = max(path.persons("met") for _, path in paths)
    base = paths[0][1]
    choices = tuple(_choice(arm, path, base, most) for arm, path in paths)
    labels = list(dict.fromkeys(node.label for _, path in paths for node in path.nodes))
    keys = {node.label: (node.key, node.column) for _, path in paths for node in path.nodes}
    rows = tuple((label, *(_persons(path.persons(keys[label][0])) for _, path in paths)) for label in labels)
    table = Table("Persons a year", "", ("Point of the pathway", *(arm.label for arm, _ in paths)), rows)
    drawn = "Persons a year, average of the whole run"
    drawn += f"; small figures are the difference from {study.base.label}" if study.is_comparison else ""
    return Figure(
        "pathway",
        _pathway_title(paths),
        drawn,
        choices[0].panels if len(choices) == 1 else (),
        "Width is proportional to persons. An apprehension is an event: one person may be met more than once. A person "
        "returned to Mexico is pending, never counted as removed. On a phone the black tick is the baseline.",
        table,
        choices if len(choices) > 1 else (),
    )


def _choice(arm: Arm, path: Pathway, base: Pathway, most: float) -> Choice:
    return Choice(arm.label, (panel(partial(flow_picture, arm.label, path, base, most)),))


def _pathway_title(paths: list[tuple[Arm, Pathway]]) -> str:
    shares = [path.persons("home") / path.persons("met") for _, path in paths]
    low, high = (f"{share:.0%}" for share in (min(shares), max(shares)))
    span = low if low == high else f"{low} to {high}"
    return f"{span} of those met are sent home without a hearing before a judge"


def _persons(value: float) -> str:
    return exact(brief(value, "persons"), value)


def _survival(study: Study, curves: Curves) -> Figure | None:
    if not any(curves.values()):
        return None
    longest = max(float(curve.ages[-1]) for some in curves.values() for curve in some)
    panels = tuple(
        Panel(survival_picture(curves[queue], longest, place), title=name, note=until)
        for queue, name, until, place in _PLACES
        if curves[queue]
    )
    rows = tuple(
        (f"{name}, {curve.arm.label}", *_times(curve)) for queue, name, _, _ in _PLACES for curve in curves[queue]
    )
    columns = ("Place and scenario", "Half wait longer than", "One in ten longer than", "Still waiting at the end")
    return Figure(
        "waiting",
        _survival_title(curves),
        "Share still waiting by time since the wait began, one time axis for all panels: " + named(study.arms),
        panels,
        "Every way out counts as an end. Those still waiting when the run ends are counted, not dropped; those already "
        "waiting on the first day enter late. Times are read off the whole curve, by straight lines between the ages "
        "that are kept. Bands: 95%. Percentages at the right: share left when the axis ends.",
        Table("Waits", "", columns, rows),
    )


def _survival_title(curves: Curves) -> str:
    parts = []
    for queue, _, _, place in _PLACES:
        if curves[queue]:
            parts.append(f"{place} {span_words([curve.median for curve in curves[queue]])}")
    return f"Half wait longer than this: {'; '.join(parts)}"


def _times(curve: Waiting) -> tuple[str, str, str]:
    median, ninth = (exact(str(age), age.days) if age.is_reached else str(age) for age in (curve.median, curve.ninth))
    return median, ninth, exact(f"{curve.left:.0%}", curve.left)


def _causes(study: Study, curves: Curves) -> Figure | None:
    choices = []
    rows = []
    for arm in study.arms:
        panels = []
        for queue, name, _, place in _PLACES:
            names = {**_PLAIN_ENDS, **_ENDS[queue]}
            for curve in (curve for curve in curves[queue] if curve.arm is arm):
                panels.append(Panel(causes_picture(curve, names, place), title=name))
                rows += [
                    (f"{name}: {names[cause]}, {arm.label}", exact(f"{values[-1]:.0%}", float(values[-1])))
                    for cause, values in curve.causes.items()
                ]
        if panels:
            choices.append(Choice(arm.label, tuple(panels)))
    if not choices:
        return None
    return Figure(
        "ends",
        _causes_title(curves),
        "How waits end, share of all who began to wait, by years since",
        choices[0].panels if len(choices) == 1 else (),
        "Cumulative incidence by cause (Aalen and Johansen), mean over the replications. Shares are those at the right "
        "end of each picture.",
        Table("How waits end", "", ("Place, way out and scenario", "Share at the end"), tuple(rows)),
        tuple(choices) if len(choices) > 1 else (),
    )


def _causes_title(curves: Curves) -> str:
    shares = [curve.left for curve in curves[Wait.DECISION]]
    if not shares:
        return "How waits end"
    low, high = (f"{share:.0%}" for share in (min(shares), max(shares)))
    span = low if low == high else f"{low} to {high}"
    return f"{span} of those who began to wait in court still wait when the run ends"
