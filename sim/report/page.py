"""A page tells the results of a study, its sources and how to repeat it, and needs no network."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.base.text import visible
from sim.report.colours import MOST_HUES
from sim.report.figures import Section
from sim.report.styling import has_fonts, script, style

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Card:
    """What stands about one scenario at the top of the page."""

    label: str
    title: str
    colour: str
    note: str = ""


@dataclass(frozen=True)
class Page:
    """Everything that stands on a page."""

    title: str
    kind: str
    summary: str
    about: str
    notes: tuple[str, ...]
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]

    @property
    def picks(self) -> bool:
        """Whether there are more scenarios than colours, so that the reader picks one."""
        return len(self.cards) - 1 > MOST_HUES

    @property
    def has_fonts(self) -> bool:
        """Whether the page carries its own letters."""
        return has_fonts()


def render(page: Page) -> str:
    """Write a page as HTML; whatever a scenario's author wrote is escaped, and control characters of it are shown."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    template = environment.get_template("page.html")
    text = template.render(page=page, style=style(len(page.cards)), script=script())
    return "\n".join(map(visible, text.split("\n")))
