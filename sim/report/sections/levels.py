"""What comes out? A scenario alone is told by its own numbers, and by year beside what was published."""

from sim.base.text import count_of
from sim.report.figures import Cell, Line, Part, Section, Shown
from sim.report.history import follows_history, history_table
from sim.report.measures import HEADLINES, Measure
from sim.report.monthly import monthly_tables
from sim.report.numbers import exact, printed, printed_range, printed_unit
from sim.report.study import Study, items
from sim.report.tables import year_table
from sim.results.estimates import INTERVAL_METHOD, estimates
from sim.results.metrics import is_reliable


def comes_out(study: Study) -> Section:
    """Answer with the headline numbers of the whole run, and each year."""
    lines = tuple(line for headline in HEADLINES if (line := _line(study, headline)) is not None)
    columns = (Cell("Measure"), Cell("Whole run"), Cell(str(study.manifest.get("interval", "95% interval"))))
    blocks: list[Shown | Part] = [Shown("headlines", "The whole run", columns, lines, INTERVAL_METHOD)]
    values = estimates(study.base.sample)
    blocks.append(Part("plain_table", year_table(values, study.scale)))
    arrivals = study.base.parameter("border.arrivals")
    if follows_history((arrivals,)) and (beside := history_table(values)):
        blocks.append(Part("plain_table", beside))
    blocks += [Part("plain_table", table) for table in monthly_tables(study)]
    left_out = tuple(dict.fromkeys(str(line) for line in items(study.base.manifest, "leaves_out")))
    blocks.append(Part("left_out", left_out))
    answer = f"Means of {count_of(study.replications, 'replication')}." if study.replications > 1 else ""
    return Section("differs", "What comes out", "What comes out?", answer, tuple(blocks))


def _line(study: Study, headline: Measure) -> Line | None:
    found, unit = study.base.level(headline.key), headline.unit
    if found is None:
        return None
    name = headline.label
    if not is_reliable(headline.metric, study.scale):
        name = f"{name} (not reliable at this scale)"
    cells = (
        Cell(exact(printed(found.mean, unit), found.mean)),
        Cell(printed_range(found.low, found.high, unit)),
    )
    return Line(Cell(name, small=printed_unit(unit)), cells)
