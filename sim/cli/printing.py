"""Tables on a terminal, as aligned text in a file, and as Markdown."""

import sys
from collections.abc import Iterable

from sim.base.text import visible
from sim.cli.streams import show
from sim.report.tables import Table

_GAP = "  "
_MARKDOWN_SPECIAL = str.maketrans({"|": r"\|", "\n": " "})


def print_tables(tables: Iterable[Table], *, as_markdown: bool) -> None:
    """Print tables on stdout, one after the other."""
    seen = [_seen(table) for table in tables]
    if sys.stdout.isatty() and not as_markdown:
        _draw(seen)
        return
    for place, table in enumerate(seen):
        text = markdown(table) if as_markdown else aligned(table)
        show(*([""] if place else []), *text.split("\n"))


def _seen(table: Table) -> Table:
    """Write out control characters, which would take no room in a column, or more than one line."""
    columns, rows = tuple(map(visible, table.columns)), tuple(tuple(map(visible, row)) for row in table.rows)
    return Table(visible(table.title), visible(table.note), columns, rows, table.words)


def aligned(table: Table) -> str:
    """Write a table as text in aligned columns, numbers to the right."""
    lines = [table.columns, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.columns))]
    rule = tuple("-" * width for width in widths)
    body = [_aligned_line(line, widths, table.words) for line in (table.columns, rule, *table.rows)]
    return "\n".join([table.title, table.note, "", *body])


def markdown(table: Table) -> str:
    """Write a table as Markdown."""
    marks = tuple("---" if column < table.words else "---:" for column in range(len(table.columns)))
    lines = (table.columns, marks, *table.rows)
    body = ["| " + " | ".join(cell.translate(_MARKDOWN_SPECIAL) for cell in line) + " |" for line in lines]
    return "\n".join([f"**{table.title}** {table.note}".strip(), "", *body])


def _aligned_line(line: tuple[str, ...], widths: list[int], words: int) -> str:
    cells = (
        cell.ljust(width) if column < words else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    )
    return _GAP.join(cells).rstrip()


def _draw(tables: Iterable[Table]) -> None:
    from rich.box import SIMPLE_HEAD  # rich takes a twentieth of a second to load
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    console = Console(highlight=False)
    for table in tables:
        drawing = Drawing(
            title=Text(table.title, style="bold"), caption=Text(table.note), box=SIMPLE_HEAD, title_justify="left"
        )
        for column, name in enumerate(table.columns):
            drawing.add_column(Text(name), justify="left" if column < table.words else "right")
        for row in table.rows:
            drawing.add_row(*(Text(cell) for cell in row))
        console.print(drawing)
