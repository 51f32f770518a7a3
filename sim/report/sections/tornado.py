"""Which numbers move the answer? One at a time where that was studied, else by rank over the drawn numbers."""

from functools import partial

from sim.base.text import count_of
from sim.report.charts.intervals import Row, Text
from sim.report.charts.tornado import Influence, tornado_picture
from sim.report.figures import Figure, panel
from sim.report.measures import Measure
from sim.report.numbers import exact
from sim.report.prose import brief, signed
from sim.report.provenance import parameter_row
from sim.report.ranking import FEWEST, Ranked, by_chance, ranked
from sim.report.stored_sensitivity import OneAtATime, stored_sensitivity
from sim.report.study import Study
from sim.report.tables import Table
from sim.report.values import in_words

_MOST = 8
"""Numbers that the tornado shows [numbers]."""
_ONE_IN = 20
"""One unrelated number in so many passes the mark by chance [1]."""


def tornado(study: Study, measure: Measure, row: Row) -> list[Figure]:
    """Show a stored study of sensitivity, or rank the drawn numbers and say so."""
    stored = stored_sensitivity(study)
    return [_one_at_a_time(stored)] if stored is not None else _by_rank(study, measure, row)


def _one_at_a_time(stored: OneAtATime) -> Figure:
    influences = [
        Influence(in_words(group.rpartition(".")[2]), parameters, low, high, _value(low, stored), _value(high, stored))
        for group, parameters, low, high in stored.ends[:_MOST]
    ]
    text = f"central future: {_value(stored.centre, stored)}"
    table = tuple(
        (parameters, exact(_value(low, stored), low), exact(_value(high, stored), high))
        for _, parameters, low, high in stored.ends
    )
    return Figure(
        "tornado",
        f"One at a time: {influences[0].label} moves the answer most",
        f"{stored.measure} under {stored.side.label}, whole run, when one number takes an end of its range",
        (panel(partial(tornado_picture, influences, stored.centre, text)),),
        f"All other numbers at their central values. From a stored study: {stored.command}",
        Table("One at a time", "", ("Numbers", "At the low end", "At the high end"), table),
    )


def _value(value: float, stored: OneAtATime) -> str:
    return brief(value, stored.unit)


def _by_rank(study: Study, measure: Measure, row: Row) -> list[Figure]:
    """Rank the drawn numbers, where there are replications enough; a stored study of sensitivity is better."""
    if row.spread is None or study.replications < FEWEST or study.manifest.get("fixed"):
        return []
    every = ranked(study, row.spread)
    best = [one for one in every[:_MOST] if one.correlation]
    if not best:
        return []
    mark = by_chance(study.replications)
    clear, chance = sum(abs(one.correlation) > mark for one in every), len(every) / _ONE_IN
    text = signed if study.is_comparison else brief
    influences = [_influence(one, measure.unit, text) for one in best]
    influences.sort(key=lambda one: -abs(one.high - one.low))
    mean = f"mean: {text(row.spread.mean, measure.unit)}"
    table = tuple(_line(one, measure.unit, text) for one in best)
    title = f"{influences[0].label} goes furthest with the answer"
    if clear <= 2 * chance:
        title = f"{count_of(study.replications, 'replication')} are too few to tell which number moves the answer"
    return [
        Figure(
            "tornado",
            title,
            f"{'Change in ' if study.is_comparison else ''}{measure.label} under {row.label}{measure.rate}, by a "
            "straight line through the replications, from the low to the high end of each number's range",
            (panel(partial(tornado_picture, influences, row.spread.mean, mean)),),
            f"Ranked by regression on the drawn numbers, not by changing one at a time. Of {len(every)} uncertain "
            f"numbers {clear} have a rank correlation with the answer beyond {mark:.2f}; about {chance:.0f} would by "
            "chance. The eight highest are shown. `memosim sensitivity` changes one at a time.",
            Table("Numbers that go with the answer", "", _COLUMNS, table),
        )
    ]


_COLUMNS = ("Number", "Rank correlation", "At the low end", "At the high end")


def _line(one: Ranked, unit: str, text: Text) -> tuple[str, ...]:
    ends = (exact(text(end, unit), end) for end in (one.low, one.high))
    return (str(one.parameter.get("path")), exact(f"{one.correlation:+.2f}", one.correlation), *ends)


def _influence(one: Ranked, unit: str, text: Text) -> Influence:
    row = parameter_row(one.parameter)
    words = row.definition.split(" [")[0].rstrip(".") or row.path
    note = f"{row.path}: {row.range}" if row.range else row.path
    low, high = text(one.low, unit), text(one.high, unit)
    return Influence(words, note, one.low, one.high, low, high)
