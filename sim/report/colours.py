"""Each colour means one thing on the whole page, in a light and in a dark room, and never stands alone."""

from dataclasses import dataclass

MOST_HUES = 2
"""Scenarios beside the baseline that have a colour of their own at once [scenarios]."""


@dataclass(frozen=True)
class Colour:
    """One colour of the page in both themes."""

    name: str
    light: str
    dark: str


COLOURS: tuple[Colour, ...] = (
    Colour("bg", "#ffffff", "#14171b"),
    Colour("panel", "#f6f5f1", "#1d2126"),
    Colour("ink", "#1b1e23", "#eceae4"),
    Colour("ink2", "#5a606a", "#a8aeb8"),
    Colour("rule", "#d5d3cb", "#3a3f47"),
    Colour("grid", "#e8e6e0", "#2a2f36"),
    Colour("sq", "#6b717b", "#a3aab4"),
    Colour("s1", "#6b3fa0", "#b896f5"),
    Colour("s2", "#b85c00", "#f0993e"),
    Colour("rest", "#757a82", "#8f959e"),
    Colour("us", "#1f5fa6", "#6aa7ea"),
    Colour("mx", "#12805c", "#4fc193"),
    Colour("ch", "#b8468f", "#ef9ccb"),
    Colour("mg", "#857020", "#cdb45f"),
    Colour("flow", "#d3d5d4", "#474e58"),
    Colour("flowd", "#9fb4b9", "#628391"),
    Colour("u0", "#edf1f1", "#21292d"),
    Colour("u1", "#cbdde0", "#2d464e"),
    Colour("u2", "#94bfc7", "#41707c"),
    Colour("u3", "#468b99", "#6ba9b6"),
    Colour("u4", "#0e4b5b", "#c0e6ec"),
    Colour("bind", "#ffd23f", "#c62f6b"),
    Colour("o1", "#3a424d", "#c9cdd3"),
    Colour("o2", "#a9c7b6", "#4b7862"),
    Colour("o3", "#d9d7d0", "#3b4048"),
    Colour("o4", "#a9b9c4", "#56697a"),
    Colour("t1", "#a9b9c4", "#56697a"),
    Colour("t2", "#5b7386", "#9db6c9"),
    Colour("na", "#efede8", "#1f2328"),
    Colour("focus", "#0a58ca", "#8ab8ff"),
)
"""Every colour: ground, text, lines, baseline and scenarios, payers, levels, outcomes, ranges."""

SCENARIOS = tuple(f"c{place}" for place in range(8))
"""Names of the colours of the scenarios; which colour each is depends on how many there are and which is picked."""


_VARIABLES = {name: f"var(--{name})" for name in (*(one.name for one in COLOURS), *SCENARIOS)}


def colour_variable(name: str) -> str:
    """Name a colour of the page, which follows the theme, as a drawing writes it."""
    return _VARIABLES[name]


def declared(*, dark: bool) -> str:
    """Write every colour of one theme as declarations of a style sheet."""
    return ";".join(f"--{one.name}:{one.dark if dark else one.light}" for one in COLOURS)


def scenario_rules(scenarios: int) -> str:
    """Write which colour each scenario has; where there are many, the picked one alone has a colour.

    Args:
        scenarios: how many there are, the baseline counted.
    """
    if scenarios - 1 <= MOST_HUES:
        return ":root{--c0:var(--sq);--c1:var(--s1);--c2:var(--s2)}"
    rest = ";".join(f"--c{place}:var(--rest)" for place in range(1, scenarios))
    picks = [f':root[data-pick="{place}"]{{--c{place}:var(--s1)}}' for place in range(1, scenarios)]
    return f":root{{--c0:var(--ink);{rest}}}" + "".join(picks)
