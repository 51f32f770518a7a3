"""Suits are brought against sections of the memos; a court may stop one, and what it orders falls back until then.

Who acts: plaintiffs and courts, once for each section, from the day on which a scenario departs from the base; and in
every replication on the dates of an injunction.
What limits it: how likely a court is to stop the section, how long that takes, and how long the stop holds.
Levers: none of the memos; suits are outside events, with draws of their own that are the same in every scenario of a
replication. The dates of an injunction are for whoever asks what if.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sim.base.draws import Stream
from sim.engine.vocabulary import Tally
from sim.scenario.inputs import BoolArray, Inputs
from sim.scenario.names import parameters, path_of
from sim.scenario.values import Value

if TYPE_CHECKING:
    from sim.scenario.names import Declared
    from sim.scenario.parameters.court_cases import Suit as Terms


@dataclass(frozen=True)
class Suit:
    """A section that may be stopped, and the parameters that fall back to the base when it is."""

    terms: "Terms"
    """How likely a stop is, when it comes and how long it holds; on which dates it is certain."""
    parameters: "tuple[Declared, ...]"
    tally: Tally

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of these parameters."""
        return tuple(map(path_of, self.parameters))


SUITS = (
    Suit(
        parameters.litigation.release_grounds,
        (parameters.detention.release.recognisance_share, parameters.detention.notice_detained_share),
        Tally.STOPPED_RELEASE_GROUNDS,
    ),
    Suit(
        parameters.litigation.expedited_removal,
        (parameters.expedited_removal.zone_miles, parameters.expedited_removal.max_days_present),
        Tally.STOPPED_EXPEDITED_REMOVAL,
    ),
    Suit(
        parameters.litigation.contiguous_return,
        (parameters.contiguous_return.enabled,),
        Tally.STOPPED_CONTIGUOUS_RETURN,
    ),
    Suit(
        parameters.litigation.fear_standard,
        (parameters.fear.positive_share, parameters.fear.interviews_per_officer_day),
        Tally.STOPPED_FEAR_STANDARD,
    ),
    Suit(parameters.litigation.parole, (parameters.detention.release.parole_share,), Tally.STOPPED_PAROLE),
    Suit(parameters.litigation.detainers, (parameters.interior.detainers.issued,), Tally.STOPPED_DETAINERS),
)
"""Border sections A, G, H, I and K, and interior section B."""


def after_suits(inputs: Inputs) -> tuple[Inputs, dict[Tally, BoolArray]]:
    """Let courts stop what they stop.

    Args:
        inputs: what the scenario claims.

    Returns:
        The inputs as they are after the suits, and of each section that is stopped on which days it is, shape (days,).
    """
    values, stops = dict(inputs.values), {}
    for suit in SUITS:
        is_stopped = _stopped(inputs, suit)
        if is_stopped.any():
            stops[suit.tally] = is_stopped
            values |= {path: _fallen_back(inputs, path, is_stopped) for path in suit.paths if path in inputs.base}
    return replace(inputs, values=values), stops


def _stopped(inputs: Inputs, suit: Suit) -> BoolArray:
    """On which days a section is stopped, by chance or by date; never before the scenario departs from the base."""
    departures = (_departure(inputs, path) for path in suit.paths)
    in_force = min((first for first in departures if first is not None), default=inputs.clock.days)
    days, by_chance = np.arange(inputs.clock.days), _by_chance(inputs, suit, in_force)
    is_stopped = inputs.flag_by_day(suit.terms.injunction) | ((days >= by_chance.start) & (days < by_chance.stop))
    return is_stopped & (days >= in_force)


def _by_chance(inputs: Inputs, suit: Suit, in_force: int) -> range:
    """The days for which a suit succeeds, if it does, against a section that is in force from a day on."""
    uniforms = {name: _uniform(inputs, suit, name) for name in ("stopped", "until", "for")}
    share, until = inputs.number(suit.terms.stopped_share), inputs.duration(suit.terms.days_to_stop)
    lasting = inputs.duration(suit.terms.days_stopped)
    if uniforms["stopped"] >= share:
        return range(0)
    first = in_force + int(until.sample(np.array([uniforms["until"]]))[0])
    return range(first, first + int(lasting.sample(np.array([uniforms["for"]]))[0]))


def _uniform(inputs: Inputs, suit: Suit, name: str) -> float:
    return Stream(inputs.seed, f"{path_of(suit.terms)}.{name}", inputs.replication).once()


def _departure(inputs: Inputs, path: str) -> int | None:
    """The first day on which a parameter is not what it is in the base, if there is one."""
    if path not in inputs.base:
        return None
    days = np.arange(inputs.clock.days)
    departed = np.flatnonzero(inputs.values[path].levels(days) != inputs.base[path].levels(days))
    return int(departed[0]) if len(departed) else None


def _fallen_back(inputs: Inputs, path: str, is_stopped: BoolArray) -> Value:
    """A parameter that is as in the base on some days."""
    here, base = inputs.values[path], inputs.base[path]
    days = np.arange(inputs.clock.days)
    levels = np.where(is_stopped, base.levels(days), here.levels(days)).tolist()
    if isinstance(here.on(0), bool):
        levels = [bool(level) for level in levels]
    return Value.daily(levels)
