"""Uncertain parameters are many, so those that lie beside each other are moved together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.scenario.resolved import Scenario, uncertain_draws

MOST_GROUPS = 60
"""At most so many groups are looked at by themselves [groups]."""


@dataclass(frozen=True)
class DrawGroup:
    """Uncertain parameters that move together, from the low ends of their ranges to the high ends."""

    name: str
    draws: tuple[str, ...]
    """The names under which they are drawn."""
    paths: tuple[str, ...]


def draw_groups(scenario: Scenario, most: int = MOST_GROUPS) -> tuple[DrawGroup, ...]:
    """Group the uncertain parameters of a scenario: siblings are put together, the smallest families first.

    Of the last family only as many are put together as it takes.

    Args:
        scenario: a resolved scenario.
        most: how many groups there may be, at least the number of parts of a scenario.
    """
    draws = uncertain_draws(scenario)
    groups: dict[str, tuple[str, ...]] = {draw: (draw,) for draw in draws}
    while len(groups) > most and (parent := _smallest_family(groups, draws)):
        members = sorted((name for name in groups if _is_below(name, parent)), key=lambda name: len(groups[name]))
        needed = len(groups) - most + 1
        some, name = (members, parent) if len(members) <= needed else (members[:needed], f"{parent}: {needed} others")
        merged = tuple(draw for member in some for draw in groups[member])
        groups = {**{other: drawn for other, drawn in groups.items() if other not in some}, name: merged}
    return tuple(
        DrawGroup(name, some, tuple(path for draw in some for path in draws[draw]))
        for name, some in sorted(groups.items())
    )


def at(groups: Sequence[DrawGroup], shares: Mapping[str, float], *, rest: float) -> dict[str, float]:
    """Say at what quantile every parameter is, where each group has one of its own and the others have the rest's."""
    return {draw: shares.get(group.name, rest) for group in groups for draw in group.draws}


def _smallest_family(groups: Mapping[str, tuple[str, ...]], draws: Mapping[str, tuple[str, ...]]) -> str:
    """Find the parent with the fewest parameters below it that has more than one group; nothing where none has."""
    parents: dict[str, list[str]] = {}
    for name in groups:
        parent = name
        while "." in parent:
            parent = parent.rpartition(".")[0]
            parents.setdefault(parent, []).append(name)
    families = [
        (sum(len(draws[draw]) for name in members for draw in groups[name]), parent)
        for parent, members in parents.items()
        if len(members) > 1
    ]
    return min(families)[1] if families else ""


def _is_below(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}.")
