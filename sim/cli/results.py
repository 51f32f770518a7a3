"""`memosim results` lists what has been run, or removes what was replaced; `memosim report` writes a page of it."""

from pathlib import Path
from typing import Annotated

import typer

from sim.base.text import count_of
from sim.cli.options import AsJson, AsMarkdown, AsWorkbook, Out, Quiet, Verbose, path_of
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say
from sim.study.choices import RESULTS

_MEGABYTE = 1_000_000
"""One megabyte [bytes]."""


def results(
    *,
    prune: Annotated[bool, typer.Option("--prune", help="Remove what newer runs replaced.")] = False,
    out: Out = RESULTS,
    as_json: AsJson = False,
    as_markdown: AsMarkdown = False,
    verbose: Verbose = False,
) -> None:
    """List what has been run; with --prune, remove what newer runs of the same command replaced."""
    with outcome(as_json=as_json, verbose=verbose):
        from sim.cli.printing import print_tables
        from sim.report.tables import Table
        from sim.results.run_directory import remove, replaced, stored_under

        found = stored_under(out)
        old = replaced(found)
        if prune:
            for one in old:
                remove(one)
                say(f"removed {one.name}, {one.size / _MEGABYTE:.1f} MB")
            found, old = tuple(one for one in found if one not in old), ()
        if as_json:
            columns = ("name", "kind", "replications", "size", "command")
            print_json([{**{name: vars(one)[name] for name in columns}, "replaced": one in old} for one in found])
            return
        rows = tuple(
            (
                one.name,
                "replaced" if one in old else one.kind,
                one.command,
                str(one.replications or ""),
                f"{one.size / _MEGABYTE:.1f}",
            )
            for one in found
        )
        columns = ("Folder", "Kind", "Command", "Replications", "MB")
        total = sum(one.size for one in found) / _MEGABYTE
        folders = count_of(len(found), "folder")
        note = f"{folders}, {total:.1f} MB; {len(old)} replaced by newer ones (remove them with --prune)."
        print_tables((Table(f"Results in {out}", note, columns, rows, words=3),), as_markdown=as_markdown)


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
        from sim.api import catalogue
        from sim.cli.printing import print_tables
        from sim.report.reports import headline_tables, study_of

        path = catalogue.write_report(*folders, out=out)
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
