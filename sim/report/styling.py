"""A page carries its letters and its colours with it, in a light dress, a dark one, and one for paper."""

from base64 import b64encode
from pathlib import Path

from markupsafe import Markup

from sim.report.colours import declared, scenario_rules

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
