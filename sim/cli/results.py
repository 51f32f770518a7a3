"""`memosim results` lists what has been run, and removes what newer runs replaced."""

from typing import Annotated

import typer

from sim.base.plurals import count_of
from sim.cli.options import RESULTS, AsJson, AsMarkdown, Out, Verbose
from sim.cli.outcome import outcome
from sim.cli.streams import print_json, say

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
        from sim.results.housekeeping import remove, replaced, stored_under

        found = stored_under(out)
        old = replaced(found)
        if prune:
            for one in old:
                remove(one)
                say(f"removed {one.name}, {one.size / _MEGABYTE:.1f} MB")
            found, old = tuple(one for one in found if one not in old), ()
        if as_json:
            told = ("name", "kind", "replications", "size", "command")
            print_json([{**{name: vars(one)[name] for name in told}, "replaced": one in old} for one in found])
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
