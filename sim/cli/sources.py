"""`memosim sources` lists what a scenario rests on, the weakest first; `memosim explain` traces one number back."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import AsJson, AsMarkdown, Set, Verbose
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, show

if TYPE_CHECKING:
    from sim.report.tables import Table

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
        from sim.api import runs
        from sim.scenario.tracing import explained

        told = explained(runs.load(scenario, set=changes or ()), path)
        if as_json:
            print_json(told)
        else:
            show(*_lines(told))


def _summary(parameters: Sequence[Mapping[str, object]]) -> "Table":
    from sim.report.tables import Table

    counts: dict[str, int] = {}
    for parameter in parameters:
        weakest = _quality(parameter)
        counts[weakest] = counts.get(weakest, 0) + 1
    rows = tuple((quality, str(count)) for quality, count in counts.items())
    return Table("Numbers by quality of source", "The weakest first.", ("Quality", "Numbers"), rows)


def _parameters(name: str, parameters: Sequence[Mapping[str, object]]) -> "Table":
    from sim.report.provenance import parameter_row
    from sim.report.tables import Table

    rows = []
    for parameter in parameters:
        row = parameter_row(parameter)
        rows.append((_quality(parameter), row.path, row.value, row.range, row.unit, row.source, row.set_by))
    columns = ("Quality", "Number", "Value", "Range", "Unit", "Source", "Set by")
    note = "Within a quality the widest range first. `memosim explain` traces one of them back."
    return Table(f"Sources of {name}", note, columns, tuple(rows), words=len(columns))


def _quality(parameter: Mapping[str, object]) -> str:
    return str(parameter["weakest"] or "no source")


def _lines(told: Mapping[str, object]) -> list[str]:
    from sim.report.provenance import link_text, parameter_row

    row = parameter_row(told)
    lines = [row.path, f"  {row.definition}", f"  value   {row.value} {row.unit}".rstrip()]
    about = {"range": row.range, "scope": str(told["scope"]), "note": row.note, "set by": row.set_by}
    lines += [f"  {name.ljust(7)} {text}" for name, text in about.items() if text]
    lines += ["  read in this order, each covering the one before:"]
    lines += [f"    {link_text(link)}" for link in _list(told, "chain")]
    lines += ["  sources:"]
    lines += [f"    {line}" for source in _list(told, "sources") for line in _source_lines(source)] or [
        f"    {row.source or 'none needed: a setting of the run'}"
    ]
    lines += [f"  lever   {_lever(told.get('lever'))}"]
    return [*lines, *(f"  claim   {claim['claim']}: {claim['text']}" for claim in _list(told, "claims"))]


def _list(told: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    items = told[key]
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _source_lines(source: Mapping[str, object]) -> list[str]:
    details = [str(source[key]) for key in ("publisher", "date", "url", "reason", "note") if source.get(key)]
    title = f"{source['reference']} ({source['quality']}): {source.get('title', '')}"
    return [title, *(f"  {detail}" for detail in details)]


def _lever(lever: object) -> str:
    if not isinstance(lever, Mapping):
        return "none; no section of the memos moves this number"
    where = f"{lever['memo']} memo, section {lever['section']}" if lever["memo"] else "not in the memos"
    return f"{lever['name']} ({where}): {lever['doc']}"
