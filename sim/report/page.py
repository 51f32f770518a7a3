"""A page tells the results of a study, its sources and how to repeat it, and needs no network."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.report.provenance import LeafRow, SourceRow
from sim.report.tables import Table
from sim.results.measures import Metric

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class ScenarioCard:
    """What the page says about one scenario."""

    name: str
    title: str
    summary: str
    layers: tuple[str, ...]
    leaves: tuple[LeafRow, ...]
    leaves_note: str
    reproduce: str


@dataclass(frozen=True)
class Page:
    """Everything that stands on a page."""

    title: str
    summary: str
    about: str
    notes: tuple[str, ...]
    is_comparison: bool
    reading: str
    tables: tuple[Table, ...]
    scenarios: tuple[ScenarioCard, ...]
    leaves_out: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    metrics: tuple[Metric, ...]
    command: str
    identity: tuple[tuple[str, str], ...]

    @property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Anchor and name of each section."""
        return (
            ("results", "What differs" if self.is_comparison else "What comes out"),
            ("scenarios", "What was run"),
            *((("left-out", "What is not simulated"),) if self.leaves_out else ()),
            ("sources", "Where every number comes from"),
            ("definitions", "What is counted"),
            ("again", "How to get the same numbers"),
        )


def render(page: Page) -> str:
    """Write a page as HTML; whatever a scenario's author wrote is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    css = Markup((_TEMPLATES / "page.css").read_text(encoding="utf-8"))  # our own file
    return environment.get_template("page.html").render(page=page, css=css)
