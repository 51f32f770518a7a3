"""`memosim levers` goes from each section of the memos to the numbers it moves, or to the reason why it moves none."""

from collections.abc import Iterable, Mapping

from sim.cli.options import AsJson, AsMarkdown, Verbose
from sim.cli.outcome import outcome
from sim.cli.streams import print_json

Row = Mapping[str, object]

_READINGS = ("base", "ordered", "announced", "realised")


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
    from sim.report.provenance import value_text

    readings = ("" if lever[reading] is None else value_text(lever[reading]) for reading in _READINGS)
    return (section, str(lever["name"]), str(lever["path"]), *readings, str(lever["source"] or ""))
