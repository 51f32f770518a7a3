"""A source is a publication, or an assumption that gives its reason."""

from dataclasses import dataclass

QUALITIES = ("official", "secondary", "estimate", "recalled")
"""How well a source is known; an assumption is of quality "assumption"."""


@dataclass(frozen=True)
class Source:
    """One publication, or one assumption."""

    key: str
    title: str
    quality: str
    fields: tuple[tuple[str, str], ...]
    """Everything that is written about it, for reports."""
