"""What becomes of people returned to Mexico? How the stay of each hundred ended, how long it lasts, their hearings."""

from collections.abc import Iterable

from sim.base.metric_key import MetricKey
from sim.report.figures import Cell, ReportTable, Section, TableRow, joined
from sim.report.numbers import exact, printed, printed_range
from sim.report.study import Arm, Study
from sim.results.mexico_metrics import STILL_WAITING

_HOW_ENDED = {
    "ordered_removed": "Ordered removed, in person",
    "ordered_in_absentia": "Ordered removed in absentia, while in Mexico",
    "granted": "Granted relief",
    "terminated": "Case terminated",
    "voluntary_departure": "Voluntary departure",
    "went_home": "Went home before a decision",
    "tried_again": "Tried again to cross before a decision",
    "let_in": "Let in to the United States before a decision",
    "otherwise": "Otherwise",
    STILL_WAITING: "Still waiting on the last day",
}
"""Every outcome of a return, in words."""


_SPOKEN = {
    "ordered_removed": "were ordered removed in person",
    "ordered_in_absentia": "were ordered removed in absentia",
    "granted": "were granted relief",
    "terminated": "had their case terminated",
    "voluntary_departure": "left by voluntary departure",
    "went_home": "went home before a decision",
    "tried_again": "tried again to cross before a decision",
    "let_in": "were let in before a decision",
    "otherwise": "left otherwise",
    STILL_WAITING: "still wait on the last day",
}
"""Every outcome of a return, in a sentence."""
_TOLD = 3
"""Outcomes that the answer tells, the most frequent [outcomes]."""


Told = tuple[str, MetricKey]
"""What a line is called, and its number."""


def _group(metric: str, *dimensions: tuple[str, str]) -> MetricKey:
    return MetricKey(metric, dimensions)


_DAYS = (
    ("For each person returned, those still waiting included", MetricKey("days_per_return")),
    ("Until a judge's decision, of those decided there", _group("wait_mexico_days", ("cause", "served"))),
    ("So far, of those still waiting on the last day", _group("wait_mexico_days", ("cause", STILL_WAITING))),
    ("Until they went home", _group("wait_mexico_days", ("cause", "went_home"))),
    ("Until they tried again", _group("wait_mexico_days", ("cause", "tried_again"))),
    ("Until they were let in", _group("wait_mexico_days", ("cause", "released"))),
)
_MEXICO = ("program", "mexico")
_PORT_COURTS = (
    ("Hearings, missed ones included", _group("hearings", _MEXICO)),
    ("Hearings missed", _group("missed_hearings", _MEXICO)),
    ("Cases decided", _group("court_completions", _MEXICO)),
    ("Cases decided, with counsel", _group("court_completions", ("kind", "with_counsel"), _MEXICO)),
    ("Orders in absentia, also against those who had left Mexico", _group("in_absentia_orders", _MEXICO)),
    ("Relief granted", _group("relief_grants", _MEXICO)),
)
_STOCK = (
    ("Persons waiting, average", MetricKey("waiting_in_mexico_average")),
    ("Persons waiting on the last day", MetricKey("waiting_in_mexico_end")),
)


def mexico_section(study: Study) -> Section:
    """Answer with what became of a hundred persons returned, in each scenario that returns anybody."""
    question = "What becomes of people returned to Mexico?"
    arms = tuple(arm for arm in study.arms if study.level(arm, _outcome(STILL_WAITING)) is not None)
    if not arms:
        return Section("mexico", "In Mexico", question, "", ())
    lines = (
        _heading("Of 100 persons returned"),
        *_lines(study, arms, ((words, _outcome(name)) for name, words in _HOW_ENDED.items())),
        _heading("Days in Mexico, mean"),
        *_lines(study, arms, _DAYS),
        _heading("Persons in Mexico"),
        *_lines(study, arms, _STOCK),
        _heading("Their hearings, a year"),
        *_lines(study, arms, _PORT_COURTS),
    )
    columns = (Cell("Measure"), *(Cell(arm.label, colour=arm.colour) for arm in arms))
    note = "Every return of the run stands in one outcome, by how the stay in Mexico ended; outcomes add up to 100. "
    note += "Whoever went home or tried again may later be ordered removed in absentia. Days until a decision are "
    note += "those of people decided so far; who waits longest is not among them. Small figures: 95% intervals."
    table = ReportTable("returned", "How stays in Mexico end, how long they last, and hearings", columns, lines, note)
    return Section("mexico", "In Mexico", question, _answer(study, arms), (table,))


def _outcome(name: str) -> MetricKey:
    return _group("outcome_per_100_returned", ("outcome", name))


def _heading(words: str) -> TableRow:
    return TableRow(Cell(words))


def _lines(study: Study, arms: tuple[Arm, ...], named: Iterable[Told]) -> list[TableRow]:
    """Make a line of each number that is anything in some scenario."""
    lines = []
    for words, key in named:
        levels = [study.level(arm, key) for arm in arms]
        if any(level is not None and not level.is_nothing for level in levels):
            cells = (
                Cell("none")
                if level is None
                else Cell(exact(printed(level.mean, ""), level.mean), printed_range(level.low, level.high, ""))
                for level in levels
            )
            lines.append(TableRow(Cell(words), tuple(cells)))
    return lines


def _answer(study: Study, arms: tuple[Arm, ...]) -> str:
    """Tell the three outcomes that most people come to, and the days."""
    sentences = []
    for arm in arms:
        levels = {name: study.level(arm, _outcome(name)) for name in _HOW_ENDED}
        means = {name: level.mean for name, level in levels.items() if level is not None}
        most = sorted(means, key=lambda name: -means[name])[:_TOLD]
        parts = [f"{means[name]:.0f} {_SPOKEN[name]}" for name in most]
        sentence = f"{arm.label}: of 100 persons returned {joined(parts)}"
        days = study.level(arm, MetricKey("days_per_return"))
        if days is not None:
            sentence += f"; {days.mean:.0f} days in Mexico for each of them so far"
        sentences.append(f"{sentence}.")
    return " ".join(sentences)
