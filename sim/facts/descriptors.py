"""Beside every table of reference data stands a description: what it holds, in which units, and from where."""

from pathlib import Path

from sim.facts.findings import Findings
from sim.facts.reader import read_file
from sim.facts.register import Register
from sim.facts.seeds import COLUMNS, read_columns, read_series
from sim.facts.tree import MappingNode, Mark, Node, ScalarNode

_KEYS = ("title", "definition", "source", "columns", "defects", "conflicts", "note")
_REQUIRED = _KEYS[:4]
_COLUMN_KEYS = ("unit", "definition")


def check_tables(seeds: Path, register: Register, findings: Findings) -> None:
    """Check every table of the seeds, and the description beside it."""
    for path in sorted(seeds.rglob("*.csv")):
        shown = f"seeds/{path.relative_to(seeds).as_posix()}"
        columns = read_columns(path, shown, findings)
        if columns == COLUMNS:
            read_series(path, shown, findings)
        _check_description(path, shown, columns, register, findings)


def _check_description(
    table: Path, shown_table: str, columns: tuple[str, ...], register: Register, findings: Findings
) -> None:
    shown = shown_table.removesuffix(".csv") + ".yaml"
    node = read_file(table.with_suffix(".yaml"), shown, findings)
    if not isinstance(node, MappingNode):
        if node is not None:
            findings.add(node.mark, "", found=str(node), expected="a mapping with " + ", ".join(_KEYS))
        return
    _check_keys(node, findings)
    if "source" in node.items:
        register.check(node.items["source"], "source", findings)
    if "columns" in node.items:
        _check_columns(node.items["columns"], columns, findings)


def _check_keys(node: MappingNode, findings: Findings) -> None:
    for key in node.items:
        if key not in _KEYS:
            expected, hint = "one of " + ", ".join(_KEYS), findings.like(key, _KEYS)
            findings.add(node.keys[key], key, found="an unknown key", expected=expected, hint=hint)
    for key in _REQUIRED:
        if key not in node.keys:
            findings.add(node.mark, key, found="nothing", expected=f"the key {key}")


def _check_columns(node: Node, columns: tuple[str, ...], findings: Findings) -> None:
    if not isinstance(node, MappingNode) or tuple(node.items) != columns:
        found = ", ".join(node.items) if isinstance(node, MappingNode) else str(node)
        findings.add(node.mark, "columns", found=found, expected="the columns of the table: " + ", ".join(columns))
        return
    for name, column in node.items.items():
        if not isinstance(column, MappingNode) or tuple(column.items) != _COLUMN_KEYS:
            expected = "a mapping with " + " and ".join(_COLUMN_KEYS)
            findings.add(column.mark, f"columns.{name}", found=str(column), expected=expected)
            continue
        for key, item in column.items.items():
            _check_text(item, f"columns.{name}.{key}", item.mark, findings)


def _check_text(node: Node, path: str, mark: Mark, findings: Findings) -> None:
    if not isinstance(node, ScalarNode) or not node.text.strip():
        findings.add(mark, path, found=str(node), expected="a text")
