"""The HTML page: its parts, template, style sheet, fonts and script in one file that needs no network."""

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.base.text import visible
from sim.report.colours import MOST_HUES, declared, scenario_rules
from sim.report.figures import Section

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


_HERE = Path(__file__).parent
_FONTS = (("page-sans", "400 700"), ("page-serif", "600"))


def style(scenarios: int) -> Markup:
    """Write the style sheet of a page.

    Args:
        scenarios: how many the page tells apart.
    """
    light, dark = declared(dark=False), declared(dark=True)
    forced = light.replace(";", "!important;") + "!important"
    parts = (
        *(_face(name, weights) for name, weights in _FONTS),
        f":root{{{light}}}",
        f"@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}",
        f":root[data-theme=dark]{{{dark}}}",
        scenario_rules(scenarios),
        (_HERE / "templates" / "page.css").read_text(encoding="utf-8"),
        f"@media print{{:root,:root[data-theme]{{{forced};color-scheme:light!important}}}}",
    )
    return Markup("\n".join(parts) + "\n")  # our own files


def script() -> Markup:
    """Read the script of a page; without it the page is complete, but nothing can be chosen."""
    files = ("page.js", "sweep.js")
    return Markup("".join((_HERE / "templates" / name).read_text(encoding="utf-8") for name in files))  # our own


def has_fonts() -> bool:
    """Say whether the letters are shipped; else those of the reader's system are used."""
    return all((_HERE / "fonts" / f"{name}.woff2").exists() for name, _ in _FONTS)


def _face(name: str, weights: str) -> str:
    path = _HERE / "fonts" / f"{name}.woff2"
    if not path.exists():
        return ""
    letters = b64encode(path.read_bytes()).decode()
    source = f'url(data:font/woff2;base64,{letters})format("woff2")'
    return f"@font-face{{font-family:{name};font-weight:{weights};font-display:block;src:{source}}}"
