"""A sweep has a page of its own: how a number answers to the factors that were varied."""

from pathlib import Path

from sim.report.figures import Part, Section
from sim.report.page import Card, Page
from sim.report.reading import read_first
from sim.report.sections.again import again
from sim.report.sections.numbers import numbers
from sim.report.study import Manifest
from sim.report.sweep_table import sweep_table


def sweep_page(folder: Path, manifest: Manifest) -> Page:
    """Put together the page of a sweep."""
    study = read_first(folder, manifest)
    table = Section("sweep", "The points", "What comes out?", "", (Part("plain_table", sweep_table(folder)),))
    card = Card(study.base.label, study.base.title, study.base.colour)
    title, summary = str(manifest["title"]), str(manifest["summary"])
    return Page(title, f"sweep, {folder.name}", summary, "", (), (card,), (table, numbers(study), again(study)))
