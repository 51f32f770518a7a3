"""What there is: scenarios, levers, sources, the trace of a number, stored results; and pages of finished results."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.api.arguments import folder, refusal
from sim.api.options import Name, Settings, in_keywords
from sim.api.runs import load
from sim.study.choices import RESULTS

if TYPE_CHECKING:
    from sim.results.frames import Frame

_SHORT = 8
"""Lines of a trace that its repr shows [lines]."""
_STORED = ("name", "kind", "replications", "size", "command", "replaced")
_READINGS = ("base", "ordered", "announced", "realised")


def scenarios() -> "Frame":
    """List the shipped scenarios: name, title, group, summary.

    >>> scenarios().filter(name="status-quo")["title"].item()
    'Law, practice, funding and staff as of 24 January 2017'
    """
    from sim.api.frames import frame_of
    from sim.scenario.scenario import shipped

    names = ("name", "title", "group", "summary")
    return frame_of([{name: vars(one)[name] for name in names} for one in shipped()])


def levers() -> "Frame":
    """List every section of the memos with its levers and their values, or the reason why it has none.

    The columns are memo, section, title, lever, path, base, ordered, announced, realised, source and reason; values are
    text, for some change by date.

    >>> levers().filter(path="detention.beds.adult")["memo"].to_list()
    ['border']
    """
    from sim.api.frames import frame_of
    from sim.scenario.tracing import levers_table, other_levers

    rows = [row for section in levers_table() for row in _section_rows(section)]
    return frame_of([*rows, *(_lever_row({}, lever) for lever in other_levers())])


def _section_rows(section: Mapping[str, object]) -> list[dict[str, object]]:
    inside = section["levers"]
    return [_lever_row(section, lever) for lever in (isinstance(inside, list) and inside) or [{}]]


def _lever_row(section: Mapping[str, object], lever: object) -> dict[str, object]:
    from sim.report.values import value_text

    found = lever if isinstance(lever, Mapping) else {}
    values = {name: None if found.get(name) is None else value_text(found[name]) for name in _READINGS}
    head = {"memo": section.get("memo", "other"), "section": section.get("section"), "title": section.get("title")}
    about = {"lever": found.get("name"), "path": found.get("path")}
    return {**head, **about, **values, "source": found.get("source"), "reason": section.get("reason") or None}


def sources(scenario: Name, *, set: Settings = None) -> "Frame":
    """List every number of a scenario with its source, the weakest first.

    >>> sources("status-quo").columns
    ['quality', 'path', 'value', 'range', 'unit', 'source', 'set_by']

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        set: changes, as a mapping from paths to values or each as `PATH=VALUE`.

    Raises:
        ScenarioError: with every problem of the scenario.
    """
    from sim.api.frames import frame_of
    from sim.report.values import parameter_row
    from sim.scenario.tracing import weakest_first

    found = weakest_first(load(scenario, set=set))
    names = ("quality", "path", "value", "range", "unit", "source", "set_by")
    rows = [(str(parameter["weakest"] or "no source"), parameter_row(parameter)) for parameter in found]
    cells = [(quality, row.path, row.value, row.range, row.unit, row.source, row.set_by) for quality, row in rows]
    return frame_of([dict(zip(names, line, strict=True)) for line in cells])


@final
@dataclass(frozen=True, repr=False)
class Trace:
    """Where one number of a scenario comes from; `print` shows all of it."""

    path: str
    about: Mapping[str, object]
    """Everything that is known of it, as `memosim explain --json` gives it."""

    def __str__(self) -> str:
        """Write the whole trace."""
        return "\n".join(_lines(self.about))

    def __repr__(self) -> str:
        """Write the beginning of the trace."""
        lines = _lines(self.about)
        return "\n".join([*lines[:_SHORT], *(["..."] if len(lines) > _SHORT else [])])

    def _repr_html_(self) -> str:
        """Show the whole trace in a notebook."""
        from html import escape

        return f"<pre>{escape(str(self))}</pre>"


@in_keywords()
def explain(scenario: Name, path: str, *, set: Settings = None) -> Trace:
    """Trace one number of a scenario back to the layer, line and source that it comes from.

    >>> print(explain("kelly-memos", "detention.release.parole_share"))  # doctest: +ELLIPSIS
    detention.release.parole_share
      ...

    Args:
        scenario: the name of a shipped scenario, or the path of a file.
        path: the path of a number, as `sources` lists it.
        set: changes, as a mapping from paths to values or each as `PATH=VALUE`.

    Raises:
        ScenarioError: with every problem of the scenario, or if it has no such number.
    """
    from sim.scenario.tracing import explained

    if not isinstance(path, str):
        raise refusal("PATH", path, "the path of a number, as sources lists it")
    return Trace(path, explained(load(scenario, set=set), path))


def schema() -> dict[str, object]:
    """Give the JSON Schema of a scenario file, for editors.

    Raises:
        ScenarioError: if the shipped files cannot be read.
    """
    from sim.scenario.schema import scenario_schema

    return dict(scenario_schema())


@in_keywords()
def new(name: str, *, extends: str = "status-quo", folder: Name = ".") -> Path:
    """Start a scenario of your own: a short file, and a schema beside it for editors; give the path of the file.

    >>> new("my-scenario").name
    'my-scenario.yaml'

    Args:
        name: small letters, digits and hyphens; the file is NAME.yaml.
        extends: the shipped scenario to start from.
        folder: where the file goes.

    Raises:
        ScenarioError: if the name is none, or taken, or the parent is not shipped.
        ResultsError: if the file cannot be written.
    """
    from sim.api import arguments
    from sim.results.atomic_files import write_text
    from sim.scenario.schema import new_scenario

    for option, text in (("NAME", name), ("--extends", extends)):
        if not isinstance(text, str):
            raise refusal(option, text, "a text")
    files = new_scenario(name, extends, arguments.folder("--dir", folder))
    for path, text in files.items():
        write_text(path, text)
    return list(files)[-1]


@in_keywords()
def write_report(*folders: Name, out: Name | None = None, workbook: bool = False) -> Path:
    """Write the page of finished results, one HTML file that needs no network; give its path.

    Args:
        folders: a run, comparison or sweep; or several runs, set against the first.
        out: where the page goes; into its folder where None.
        workbook: whether a workbook with tables, sources and notes is written beside it.

    Raises:
        ScenarioError: if there is no folder.
        ResultsError: if a folder is not whole, runs cannot be compared, or the page cannot be written.
    """
    from sim.report.reports import page_of, page_path, study_of, write_page
    from sim.report.workbook import write_workbook

    paths = [folder("folders", each) for each in folders]
    if not paths:
        raise refusal("folders", None, "the folder of a run, comparison or sweep")
    path = page_path(paths) if out is None else folder("--out", out)
    write_page(path, page_of(paths))
    if workbook:
        write_workbook(path.with_suffix(".xlsx"), study_of(paths))
    return path


@in_keywords()
def stored_results(out: Name = RESULTS) -> "Frame":
    """List what has been run: name, kind, replications, size [bytes], command, and whether newer runs replaced it.

    >>> stored_results("nothing-here").height
    0

    Args:
        out: the folder under which results are stored.
    """
    from sim.api.frames import frame_of
    from sim.results.run_directory import replaced, stored_under

    found = stored_under(folder("--out", out))
    old = replaced(found)
    rows = [{**{name: vars(one)[name] for name in _STORED[:-1]}, "replaced": one in old} for one in found]
    return frame_of(rows, columns=_STORED)


@in_keywords()
def prune_results(out: Name = RESULTS) -> "Frame":
    """Remove what newer runs of the same command replaced, and list it as `stored_results` does.

    Args:
        out: the folder under which results are stored.

    Raises:
        ResultsError: if a folder cannot be removed.
    """
    from sim.api.frames import frame_of
    from sim.results.run_directory import remove, replaced, stored_under

    old = replaced(stored_under(folder("--out", out)))
    for one in old:
        remove(one)
    return frame_of(
        [{**{name: vars(one)[name] for name in _STORED[:-1]}, "replaced": True} for one in old], columns=_STORED
    )


def _lines(entry: Mapping[str, object]) -> list[str]:
    from sim.report.values import link_text, parameter_row

    row = parameter_row(entry)
    lines = [row.path, f"  {row.definition}", f"  value   {row.value} {row.unit}".rstrip()]
    about = {"range": row.range, "scope": str(entry["scope"]), "note": row.note, "set by": row.set_by}
    lines += [f"  {name.ljust(7)} {text}" for name, text in about.items() if text]
    lines += ["  read in this order, each covering the one before:"]
    lines += [f"    {link_text(link)}" for link in _list(entry, "chain")]
    lines += ["  sources:"]
    lines += [f"    {line}" for source in _list(entry, "sources") for line in _source_lines(source)] or [
        f"    {row.source or 'none needed: a setting of the run'}"
    ]
    lines += [f"  lever   {_lever(entry.get('lever'))}"]
    return [*lines, *(f"  claim   {claim['claim']}: {claim['text']}" for claim in _list(entry, "claims"))]


def _list(entry: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    items = entry[key]
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
