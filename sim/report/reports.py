"""A finished folder gets its page, from the files that lie in it and beside it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sim.base.errors import ResultsError
from sim.report.history import follows_history, history_table
from sim.report.page import Page, ScenarioCard, render
from sim.report.provenance import Leaf, SourceRow, leaf_row, source_row
from sim.report.sweep_table import sweep_table
from sim.report.tables import Table, difference_tables, level_table, run_table, year_table
from sim.results.estimates import Difference, Sample, differences, estimates, sample
from sim.results.manifest import read_manifest
from sim.results.metrics import METRICS
from sim.results.run_directory import RunDirectory
from sim.results.whole_files import write_text

PAGE = "report.html"

Manifest = Mapping[str, object]


def write_report(folder: Path) -> None:
    """Write report.html of a finished run or comparison, from the files that lie in its folder and beside it.

    Raises:
        ResultsError: if the folder is not whole.
    """
    manifest = _manifest(folder)
    pages = {"run": _run_page, "compare": _comparison_page, "sweep": _sweep_page}
    page = pages[str(manifest["kind"])](folder, manifest)
    write_text(folder / PAGE, render(page))


def _run_page(folder: Path, manifest: Manifest) -> Page:
    values = estimates(_sample(folder, manifest))
    scale, interval = _number(manifest, "scale"), str(manifest["interval"])
    tables = [run_table("The whole run", values, interval=interval, scale=scale), year_table(values, scale)]
    arrivals = [leaf.get("value") for leaf in _leaves(manifest) if leaf.get("path") == "border.arrivals"]
    if follows_history(arrivals) and (beside := history_table(values)):
        tables.append(beside)
    return _page(manifest, [manifest], tuple(tables), title=str(manifest["title"]), summary=str(manifest["summary"]))


def _comparison_page(folder: Path, manifest: Manifest) -> Page:
    folders = [folder.parent / str(name) for name in _list(manifest, "runs")]
    manifests = [_manifest(each) for each in folders]
    samples = [_sample(each, manifest) for each in folders]
    names = [str(each["scenario"]) for each in manifests]
    changes = _differences(names, samples)
    scale, interval = _number(manifest, "scale"), str(manifests[0]["interval"])
    tables = (
        *difference_tables(names[0], changes, interval=interval, scale=scale),
        level_table([(name, estimates(values)) for name, values in zip(names, samples, strict=True)], scale),
    )
    others = " and ".join(dict.fromkeys(names[1:]))
    summary = f"Baseline: {manifests[0]['title']}."
    return _page(manifest, manifests, tables, title=f"{others}, against {names[0]}", summary=summary)


def _sweep_page(folder: Path, manifest: Manifest) -> Page:
    first = _manifest(folder.parent / str(_list(manifest, "runs")[0]))
    title, summary = str(manifest["title"]), str(manifest["summary"])
    return _page(manifest, [first], (sweep_table(folder),), title=title, summary=summary)


def _differences(names: list[str], samples: list[Sample]) -> tuple[Difference, ...]:
    others = zip(names[1:], samples[1:], strict=True)
    return tuple(one for name, values in others for one in differences(name, samples[0], values))


def _page(manifest: Manifest, runs: list[Manifest], tables: tuple[Table, ...], *, title: str, summary: str) -> Page:
    is_comparison = manifest["kind"] == "compare"
    left_out = (line for run in runs for line in _list(run, "leaves_out"))
    return Page(
        title=title,
        summary=summary,
        about=_about(manifest),
        notes=_notes(_distinct(runs)),
        is_comparison=is_comparison,
        reading=_reading(manifest),
        tables=tables,
        scenarios=tuple(_card(run) for run in _distinct(runs)),
        leaves_out=tuple(dict.fromkeys(str(line) for line in left_out)),
        sources=_sources(runs),
        metrics=METRICS,
        command=str(manifest["command"]),
        identity=_identity(manifest, runs),
    )


def _notes(runs: list[Manifest]) -> tuple[str, ...]:
    """Collect what must be known first; what is not so in every scenario is told of each by name."""
    told = [[str(note) for note in _list(run, "notes")] for run in runs]
    notes = []
    for note in dict.fromkeys(note for some in told for note in some):
        of = [str(run["scenario"]) for run, some in zip(runs, told, strict=True) if note in some]
        notes.append(note if len(of) == len(runs) else f"{', '.join(of)}: {note}")
    return tuple(notes)


def _distinct(runs: list[Manifest]) -> list[Manifest]:
    return list({str(run["run_id"]): run for run in runs}.values())


def _about(manifest: Manifest) -> str:
    return (
        f"{_counted(manifest, 'year')} from {manifest['start']}, {_counted(manifest, 'replication')}, "
        f"seed {manifest['seed']}. FY is the federal fiscal year, October to September."
    )


def _counted(manifest: Manifest, noun: str) -> str:
    number = manifest[f"{noun}s"]
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _reading(manifest: Manifest) -> str:
    if manifest["replications"] == 1:
        return "A single replication has no interval: run more before you rely on any of these numbers."
    return f"Means over the replications, each with its {manifest['interval']}."


def _card(run: Manifest) -> ScenarioCard:
    leaves = tuple(leaf_row(leaf) for leaf in _leaves(run))
    unread = [str(path) for path in _list(run, "unread")]
    note = f"{len(leaves)} numbers and rules, in the order of the scenario's parts."
    if unread:
        note += " Nothing in this run asked for: " + ", ".join(unread) + "."
    again = str(run["command"])
    layers = tuple(str(layer) for layer in _list(run, "layers"))
    return ScenarioCard(str(run["scenario"]), str(run["title"]), str(run["summary"]), layers, leaves, note, again)


def _sources(runs: list[Manifest]) -> tuple[SourceRow, ...]:
    rows = [source_row(source) for run in runs for source in _list(run, "sources") if isinstance(source, Mapping)]
    return tuple(sorted(dict.fromkeys(rows), key=lambda row: row.reference))


def _identity(manifest: Manifest, runs: list[Manifest]) -> tuple[tuple[str, str], ...]:
    versions = runs[0]["versions"]
    rows = [(f"run of {run['scenario']}", str(run["run_id"])) for run in _distinct(runs)]
    for run in _distinct(runs):
        rows += [(f"{name} digest of {run['scenario']}", text) for name, text in _texts(run["digests"])]
    rows += [(f"version of {name}", text) for name, text in _texts(versions)]
    return (("seed", str(manifest["seed"])), ("scale", str(manifest["scale"])), *rows)


def _texts(mapping: object) -> Iterable[tuple[str, str]]:
    return [(str(name), str(text)) for name, text in mapping.items()] if isinstance(mapping, Mapping) else []


def _sample(folder: Path, manifest: Manifest) -> Sample:
    replications = int(_number(manifest, "replications"))
    return sample([measured for _, measured in RunDirectory(folder).measured(replications)])


def _manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest is None:
        raise ResultsError(f"{folder} holds no finished results; run the command again that makes them")
    return manifest


def _leaves(run: Manifest) -> list[Leaf]:
    return [leaf for leaf in _list(run, "leaves") if isinstance(leaf, Mapping)]


def _list(manifest: Manifest, name: str) -> list[object]:
    value = manifest[name]
    return value if isinstance(value, list) else []


def _number(manifest: Manifest, name: str) -> float:
    return float(str(manifest[name]))
