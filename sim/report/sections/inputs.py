"""What the scenarios set: the levers that differ, and every number used with its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.report.figures import Block, Cell, ReportTable, Section, TableRow, TemplateBlock, joined
from sim.report.study import Arm, Parameter, Study, items
from sim.report.tables import Table
from sim.report.values import ParameterRow, SourceRow, counted, dated_text, parameter_row, source_row
from sim.results.metrics import METRICS
from sim.scenario.levers import Lever, Memo
from sim.scenario.library import shipped_library

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


def numbers_section(study: Study) -> Section:
    """List every number with where it comes from, then the sources and what the metrics count."""
    tables = [{row.path: row for row in map(parameter_row, arm.parameters)} for arm in study.arms]
    rows = tuple(
        _row(row, [(arm.label, table.get(row.path)) for arm, table in zip(study.others, tables[1:], strict=True)])
        for row in tables[0].values()
    )
    qualities = tuple(sorted({row.quality for row in rows if row.quality}))
    weak = sum(row.is_weak for row in rows)
    rest = "rests" if weak == 1 else "rest"
    answer = f"{len(rows)} numbers and rules drive this page; {weak} {rest} on an assumption, an estimate or memory."
    blocks: list[Block] = [TemplateBlock("numbers", NumberList(rows, qualities)), *_sources(study), _definitions()]
    unread = tuple(dict.fromkeys(str(path) for arm in study.arms for path in items(arm.manifest, "unread")))
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
    listed = [
        source_row(source)
        for arm in study.arms
        for source in items(arm.manifest, "sources")
        if isinstance(source, dict)
    ]
    sources: list[SourceRow] = sorted(dict.fromkeys(listed), key=lambda row: row.reference)
    if not sources:
        return []
    cells = tuple((row.reference, row.title, row.quality, row.details) for row in sources)
    columns = ("Reference", "Title", "Quality", "Publisher, date, address or reason")
    return [TemplateBlock("plain_table", Table("What the references name", "", columns, cells, words=4))]


def _definitions() -> TemplateBlock:
    rows = tuple((one.name, one.unit, one.kind.value, one.definition) for one in METRICS)
    note = "A fiscal year that the run holds only in part is marked -partial in the files. For waits, all is the mean."
    return TemplateBlock(
        "plain_table", Table("What is counted", note, ("Metric", "Unit", "Kind", "Definition"), rows, words=4)
    )


_BASE = "base"
_GROUPS = ("Ordered by the memos", "Decided by others: Congress, the Justice Department, the courts, Mexico")
_AUTHOR = "Set by the scenario's author"
_SAME = "same"


def levers_section(study: Study) -> Section:
    """List what the scenarios set otherwise than the baseline, or than the base where one stands alone."""
    paths = _moved(study)
    lever_of = {path: lever for lever in shipped_library().levers for path in lever.targets}
    groups: dict[str, list[str]] = {name: [] for name in (*_GROUPS, _AUTHOR)}
    for path in paths:
        groups[_group(lever_of.get(path))].append(path)
    lines: list[TableRow] = []
    for name, some in groups.items():
        if some:
            lines.append(TableRow(Cell(name)))
            lines += [_line(study, path, lever_of.get(path)) for path in some]
    heads = [Cell(arm.label, colour=arm.colour) for arm in study.arms]
    table = ReportTable("levers", "", (Cell("Lever"), *heads, Cell("Memo section")), tuple(lines), _note(), words=99)
    question = "What changed between the scenarios?" if study.is_comparison else "What does the scenario change?"
    return Section("changed", "What changed", question, _answer(study, groups), (table,))


def _moved(study: Study) -> list[str]:
    """List the paths that differ from the baseline; of a scenario alone, those that a layer or its author set."""
    base = {str(parameter.get("path")): parameter for parameter in study.base.parameters}
    if not study.is_comparison:
        return [
            path for path, parameter in base.items() if parameter.get("layer") != _BASE and not path.startswith("run.")
        ]
    tables = [_values(arm) for arm in study.arms]
    return [path for path in base if any(table.get(path) != tables[0].get(path) for table in tables[1:])]


def _values(arm: Arm) -> dict[str, object]:
    return {str(parameter.get("path")): parameter.get("value") for parameter in arm.parameters}


def _group(lever: Lever | None) -> str:
    if lever is None:
        return _AUTHOR
    return _GROUPS[1] if lever.memo is Memo.OTHER else _GROUPS[0]


def _line(study: Study, path: str, lever: Lever | None) -> TableRow:
    parameters = [
        next((parameter for parameter in arm.parameters if parameter.get("path") == path), {}) for arm in study.arms
    ]
    first = parameters[0]
    words = str(first.get("definition", "")).rstrip(".").split(";")[0] or path
    cells = [_cell(study, parameter, None if place == 0 else first) for place, parameter in enumerate(parameters)]
    section = f"{lever.memo.value.capitalize()} {lever.section}" if lever and lever.section else "Not in the memos"
    sources = dict.fromkeys(str(parameter.get("source", "")) for parameter in parameters[1:] or parameters)
    return TableRow(
        Cell(_without_unit(words), small=path), (*cells, Cell(section, small=_joined_sources(tuple(sources))))
    )


def _without_unit(words: str) -> str:
    return words[: words.rindex(" [")] if words.endswith("]") and " [" in words else words


def _joined_sources(sources: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(part.strip() for source in sources for part in source.split(";") if part.strip()))


def _cell(study: Study, parameter: Parameter, base: Parameter | None) -> Cell:
    if base is not None and parameter.get("value") == base.get("value"):
        return Cell(_SAME, colour="ink2")
    text = dated_text(parameter.get("value"), str(parameter.get("unit", "")), study.start)
    return Cell(text, is_strong=base is not None)


def _answer(study: Study, groups: dict[str, list[str]]) -> str:
    ordered, others, own = (len(some) for some in groups.values())
    if not ordered + others + own:
        return "Nothing: the scenarios set the same numbers." if study.is_comparison else "Nothing: this is the base."
    sentences = []
    if ordered:
        sentences.append(f"{counted(ordered)} {_numbers(ordered)} on orders of the memos")
    if others:
        sentences.append(f"{counted(others)} {_numbers(others)} by a decision of others")
    if own:
        sentences.append(f"{counted(own)} {'is' if own == 1 else 'are'} set by the scenario's author")
    return ". ".join(sentences) + "."


def _numbers(count: int) -> str:
    return "number moves" if count == 1 else "numbers move"


def _note() -> str:
    unmoved = [section for section in shipped_library().sections if section.reason]
    idle = {memo: [section.letter for section in unmoved if section.memo is memo] for memo in Memo}
    parts = [f"{memo.value.capitalize()} {joined(letters)}" for memo, letters in idle.items() if letters]
    return f"Sections that move nothing: {'; '.join(parts)}; `memosim levers` gives the reasons."
