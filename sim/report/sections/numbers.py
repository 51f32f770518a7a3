"""Every number used: value, range, source, and the layer, file and line that set it; the weakest stand out."""

from dataclasses import dataclass

from sim.report.figures import Block, Part, Section
from sim.report.provenance import ParameterRow, SourceRow, parameter_row, source_row
from sim.report.study import Study, items
from sim.report.tables import Table
from sim.results.metrics import METRICS

_ASSUMED = "assumed"
_NO_SOURCE = "no source"


@dataclass(frozen=True)
class NumberRow:
    """One number as a row of the list."""

    words: str
    path: str
    value: str
    unit: str
    others: tuple[str, ...]
    """What other scenarios set instead."""
    range: str
    source: str
    quality: str
    is_weak: bool
    note: str
    layer: str
    place: str


@dataclass(frozen=True)
class NumberList:
    """All numbers, and the qualities of their sources."""

    rows: tuple[NumberRow, ...]
    qualities: tuple[str, ...]


def numbers(study: Study) -> Section:
    """List every number with where it comes from, then the sources and what the metrics count."""
    tables = [{row.path: row for row in map(parameter_row, side.parameters)} for side in study.sides]
    rows = tuple(
        _row(row, [(side.label, table.get(row.path)) for side, table in zip(study.others, tables[1:], strict=True)])
        for row in tables[0].values()
    )
    qualities = tuple(sorted({row.quality for row in rows if row.quality}))
    weak = sum(row.is_weak for row in rows)
    rest = "rests" if weak == 1 else "rest"
    answer = f"{len(rows)} numbers and rules drive this page; {weak} {rest} on an assumption, an estimate or memory."
    blocks: list[Block] = [Part("numbers", NumberList(rows, qualities)), *_sources(study), _definitions()]
    unread = tuple(dict.fromkeys(str(path) for side in study.sides for path in items(side.manifest, "unread")))
    note = f"Nothing in these runs asked for: {', '.join(unread)}." if unread else ""
    return Section("numbers", "Every number used", "Every number used", answer, tuple(blocks), note)


def _row(row: ParameterRow, others: list[tuple[str, ParameterRow | None]]) -> NumberRow:
    quality = _quality(row)
    return NumberRow(
        words=row.definition.split(" [")[0].rstrip(".") or row.path,
        path=row.path,
        value=row.value,
        unit=row.unit,
        others=tuple(
            f"{label}: {other.value} ({other.set_by})"
            for label, other in others
            if other is not None and other.value != row.value
        ),
        range=row.range,
        source=row.source,
        quality=quality,
        is_weak=quality in (_ASSUMED, _NO_SOURCE) or "recalled" in quality or "estimate" in quality,
        note=row.note,
        layer=row.layer,
        place=row.place,
    )


def _quality(row: ParameterRow) -> str:
    if row.source.startswith("assumption#"):
        return _ASSUMED
    if not row.source:
        return "" if row.path.startswith("run.") or not row.unit else _NO_SOURCE
    return row.quality


def _sources(study: Study) -> list[Block]:
    rows = [
        source_row(source)
        for side in study.sides
        for source in items(side.manifest, "sources")
        if isinstance(source, dict)
    ]
    found: list[SourceRow] = sorted(dict.fromkeys(rows), key=lambda row: row.reference)
    if not found:
        return []
    cells = tuple((row.reference, row.title, row.quality, row.details) for row in found)
    columns = ("Reference", "Title", "Quality", "Publisher, date, address or reason")
    return [Part("plain_table", Table("What the references name", "", columns, cells, words=4))]


def _definitions() -> Part:
    rows = tuple((one.name, one.unit, one.kind.value, one.definition) for one in METRICS)
    note = "A fiscal year that the run holds only in part is marked -partial in the files. For waits, all is the mean."
    return Part("plain_table", Table("What is counted", note, ("Metric", "Unit", "Kind", "Definition"), rows, words=4))
