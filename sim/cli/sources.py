"""`memosim sources`, `explain` and `levers` go from numbers to where they come from, and from the memos to numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, AsMarkdown, Set, Verbose
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, show

if TYPE_CHECKING:
    from sim.report.tables import Table

Row = Mapping[str, object]

_READINGS = ("base", "ordered", "announced", "realised")
ScenarioName = Annotated[str, typer.Argument(help="A shipped scenario, or a scenario file.")]


def sources(
    scenario: ScenarioName,
    *,
    changes: Set = None,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    verbose: Verbose = False,
) -> None:
    """List every number of a scenario with its source, the weakest first."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import runs
        from sim.cli.printing import print_tables
        from sim.scenario.tracing import weakest_first

        found = runs.load(scenario, set=changes or ())
        parameters = weakest_first(found)
        if as_json:
            print_json(parameters)
        else:
            print_tables((_summary(parameters), _parameters(found.name, parameters)), as_markdown=as_markdown)


def explain(
    scenario: ScenarioName,
    path: Annotated[str, typer.Argument(help="The path of a number, as in `memosim sources`.")],
    *,
    changes: Set = None,
    as_json: AsJson = False,
    verbose: Verbose = False,
) -> None:
    """Trace one number of a scenario back to the layer, line and source that it comes from."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.api import catalogue

        trace = catalogue.explain(scenario, path, set=changes)
        if as_json:
            print_json(trace.about)
        else:
            show(*str(trace).split("\n"))


def _summary(parameters: Sequence[Mapping[str, object]]) -> "Table":
    from sim.report.tables import Table

    counts: dict[str, int] = {}
    for parameter in parameters:
        weakest = _quality(parameter)
        counts[weakest] = counts.get(weakest, 0) + 1
    rows = tuple((quality, str(count)) for quality, count in counts.items())
    return Table("Numbers by quality of source", "The weakest first.", ("Quality", "Numbers"), rows)


def _parameters(name: str, parameters: Sequence[Mapping[str, object]]) -> "Table":
    from sim.report.tables import Table
    from sim.report.values import parameter_row

    rows = []
    for parameter in parameters:
        row = parameter_row(parameter)
        rows.append((_quality(parameter), row.path, row.value, row.range, row.unit, row.source, row.set_by))
    columns = ("Quality", "Number", "Value", "Range", "Unit", "Source", "Set by")
    note = "Within a quality the widest range first. `memosim explain` traces one of them back."
    return Table(f"Sources of {name}", note, columns, tuple(rows), words=len(columns))


def _quality(parameter: Mapping[str, object]) -> str:
    return str(parameter["weakest"] or "no source")


def levers(*, as_json: AsJson = False, as_markdown: AsMarkdown = False, verbose: Verbose = False) -> None:
    """List every section of the memos with its levers, or the reason why it has none."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.scenario.tracing import levers_table, other_levers, readings_without_a_number

        sections = levers_table()
        if as_json:
            print_json(sections)
            return
        _print(sections, other_levers(), readings_without_a_number(), as_markdown=as_markdown)


def _print(
    sections: Iterable[Row], others: Iterable[object], unsaid: tuple[tuple[str, ...], ...], *, as_markdown: bool
) -> None:
    from sim.cli.printing import print_tables
    from sim.report.tables import Table

    rows = [row for section in sections for row in _section_rows(section)]
    rows += [_lever_row("other", lever) for lever in others if isinstance(lever, Mapping)]
    columns = ("Section", "Lever or reason", "Number", *(reading.capitalize() for reading in _READINGS), "Source")
    note = "Values as ordered, announced and realised; where a reading has none the base stands, for the reason below."
    table = Table("Levers of the memos", note, columns, tuple(rows), words=len(columns))
    heads = ("Section", "Lever", "Reading", "Why it has no number")
    reasons = Table("Readings without a number", "The base stands.", heads, unsaid, words=len(heads))
    print_tables((table, reasons), as_markdown=as_markdown)


def _section_rows(section: Row) -> list[tuple[str, ...]]:
    name = f"{section['memo']} {section['section']}"
    head = (name, str(section["title"]), *("",) * (len(_READINGS) + 2))
    levers = section["levers"]
    if not isinstance(levers, list) or not levers:
        return [head, (name, f"no lever: {section['reason']}", *("",) * (len(_READINGS) + 2))]
    return [head, *(_lever_row(name, lever) for lever in levers)]


def _lever_row(section: str, lever: Row) -> tuple[str, ...]:
    from sim.report.values import value_text

    readings = ("" if lever[reading] is None else value_text(lever[reading]) for reading in _READINGS)
    return (section, str(lever["name"]), str(lever["path"]), *readings, str(lever["source"] or ""))
