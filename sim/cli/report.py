"""`memosim report` writes the page of what has been run: one file that opens anywhere, and a workbook on request."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import AsMarkdown, AsWorkbook, Quiet, Verbose, path_of
from sim.cli.outcome import outcome
from sim.cli.streams import say


def _page(text: str | Path) -> Path:
    """Read where a page goes; it is HTML, whatever it is called, and must not pass for something else."""
    path = path_of(text)
    if path.suffix.lower() not in (".html", ".htm"):
        raise typer.BadParameter(f"found {str(path)!r}, expected a name that ends in .html")
    return path


def report(
    folders: Annotated[
        list[Path],
        typer.Argument(
            metavar="DIR...",
            help="A run, comparison or sweep; or several runs, set against the first.",
            parser=path_of,
        ),
    ],
    *,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where the page goes.", parser=_page)
    ] = None,
    as_workbook: AsWorkbook = False,
    as_markdown: AsMarkdown = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the page of finished results: one HTML file that needs no network."""
    with outcome(as_json=False, verbose=verbose):
        from sim.cli.printing import print_tables
        from sim.report.reports import headline_tables, page_of, page_path, study_of, write_page

        path = out or page_path(folders)
        write_page(path, page_of(folders))
        if not quiet:
            say(f"page in {path}")
        if as_workbook:
            write_book(folders, path.with_suffix(".xlsx"), quiet=quiet)
        if as_markdown:
            print_tables(headline_tables(study_of(folders)), as_markdown=True)


def write_book(folders: list[Path], path: Path, *, quiet: bool) -> None:
    """Write the workbook of finished results, and say where."""
    from sim.report.reports import study_of
    from sim.report.workbook import write_workbook

    write_workbook(path, study_of(folders))
    if not quiet:
        say(f"workbook in {path}")
