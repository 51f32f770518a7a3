"""Building blocks of a page: sections that ask a question, and figures that state a finding with its numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from sim.report.study import Arm, Study
from sim.report.svg import NARROW, WIDE
from sim.report.tables import Table

NO_MARKUP = Markup()
"""Nothing to show."""


@dataclass(frozen=True)
class Panel:
    """One picture of a figure; where there is a narrow drawing, the phone shows that one."""

    wide: Markup
    narrow: Markup = NO_MARKUP
    title: str = ""
    note: str = ""


def panel(draw: Callable[[float], Markup]) -> Panel:
    """Draw a picture for a wide screen and for a phone."""
    return Panel(draw(WIDE), draw(NARROW))


@dataclass(frozen=True)
class Choice:
    """Panels of which the reader picks, as one scenario out of several."""

    name: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Figure:
    """A finding with its picture, what is drawn, how to read it, and the same numbers as a table."""

    anchor: str
    title: str
    drawn: Markup | str
    """What is drawn, of whom, when, in which unit."""
    panels: tuple[Panel, ...]
    caption: str
    table: Table
    choices: tuple[Choice, ...] = ()
    legend: Markup = NO_MARKUP
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Cell:
    """One cell of a table that is shown whole: a value, and what stands small below it."""

    text: str
    small: str = ""
    colour: str = ""
    """Name of the colour of the text; empty for ink."""
    is_strong: bool = False


@dataclass(frozen=True)
class TableRow:
    """One row of a shown table: a heading of a group where there are no cells."""

    head: Cell
    cells: tuple[Cell, ...] = ()
    is_total: bool = False


@dataclass(frozen=True)
class ReportTable:
    """A table that is part of the text, with its own finding or name."""

    anchor: str
    title: str
    columns: tuple[Cell, ...]
    lines: tuple[TableRow, ...]
    note: str = ""
    words: int = 1
    """Leading columns that hold words [columns]."""
    kind: str = field(default="shown", init=False)


@dataclass(frozen=True)
class TemplateBlock:
    """A piece of a section that has a template of its own, named by its kind."""

    kind: str
    content: object


Block = Figure | ReportTable | TemplateBlock


@dataclass(frozen=True)
class Section:
    """One question of a reader in a hurry."""

    anchor: str
    nav: str
    question: str
    answer: str
    blocks: tuple[Block, ...]
    note: str = ""


def coloured(arm: Arm, text: str = "") -> Markup:
    """Write the name of a scenario in its colour."""
    return Markup('<b class="k" style="color:var(--{})">{}</b>').format(arm.colour, text or arm.label)


def named(arms: Iterable[Arm]) -> Markup:
    """Write the names of scenarios in their colours, which spares a legend."""
    return Markup(", ").join(coloured(arm) for arm in arms)


def joined(words: Iterable[str]) -> str:
    """Join words as a sentence does.

    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    listed = list(words)
    if len(listed) <= 1:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} and {listed[-1]}"


def against(study: Study) -> str:
    """Name the baseline in the middle of a sentence."""
    return study.base.label
