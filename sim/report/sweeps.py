"""A sweep gets a page of its own."""

from pathlib import Path

from sim.report.page import Page
from sim.report.study import Manifest


def sweep_page(folder: Path, manifest: Manifest) -> Page:
    """Stub."""
    raise NotImplementedError
