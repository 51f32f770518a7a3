"""Many of those apprehended have been returned before; the others try for the first time, and only they are an input.

First attempts are the published apprehensions less those expected of people who try again. What is expected follows
from whom the border, the ports and the interior arrested before, from how long after an arrest people are returned
(a stored table), and from the chance and the delay of another attempt. With `border.reentry_gain` at zero the whole
published series is first attempts and no other number of this page matters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.base.codes import (
    ARREST_SOURCES,
    CLASSES,
    DELAY_EDGES,
    NATIONALITIES,
    RETURNS,
    Nationality,
    PersonClass,
    has_order,
)
from sim.base.days import DAYS_A_YEAR
from sim.base.draws import FloatArray
from sim.base.errors import InvariantError
from sim.data.arrivals import MONTHS_BEFORE, Arrivals, month_edges
from sim.model.interior.rates import CHANNELS, channel_share, pool_weights
from sim.scenario.inputs import Inputs, once_a_run
from sim.scenario.names import parameters
from sim.scenario.values import IntArray

if TYPE_CHECKING:
    from sim.scenario.names import Number

_REENTRY = parameters.border.reentry
MOST_TRIES = 12
"""Nobody is turned back more often than this on one journey [tries]."""
_PRECISION = 6
"""Expected persons are rounded to this many decimals, so that every processor counts the same [digits]."""


@dataclass(frozen=True)
class FirstAttempts:
    """What comes to the border from outside in each month of the run."""

    apprehended: FloatArray
    """Apprehensions at a first attempt, shape (months, SECTORS, CLASSES, NATIONALITIES) [persons]."""
    prior_order_share: FloatArray
    """Adults apprehended at a first attempt who have an executed earlier order, shape (months, NATIONALITIES)."""
    earlier: FloatArray
    """Attempts in the run by people returned before it, shape (months, CLASSES, NATIONALITIES) [persons]."""
    earlier_with_order: FloatArray
    """Those of them with an executed order, shape (months, CLASSES, NATIONALITIES) [persons]."""


@once_a_run
def first_attempts(inputs: Inputs) -> FirstAttempts:
    """Take the apprehensions expected of people who try again out of the published ones; pure and fast.

    Args:
        inputs: of one replication; chances and delays are those of the base, drawn in it.

    Raises:
        InvariantError: if the inputs hold no published arrivals.
    """
    published = expected_apprehensions(inputs)
    share = np.broadcast_to(inputs.by_nationality(parameters.border.prior_order_share), (len(published), NATIONALITIES))
    gain = inputs.number(parameters.border.reentry_gain)
    none = np.zeros((len(published), CLASSES, NATIONALITIES))
    if gain == 0.0:
        return FirstAttempts(published, share.copy(), none, none)
    again = _tries_again(inputs, published, gain)
    total = published.sum(axis=1)
    first = np.maximum(total - again.caught, 0.0)
    ratio = first / np.where(total > 0.0, total, 1.0)
    adults = PersonClass.SINGLE_ADULT
    ordered = share * total[:, adults] - again.caught_with_order[:, adults]
    prior = np.clip(ordered / np.where(first[:, adults] > 0.0, first[:, adults], 1.0), 0.0, 1.0)
    return FirstAttempts(
        apprehended=np.round(published * ratio[:, None], _PRECISION),
        prior_order_share=np.round(prior, _PRECISION),
        earlier=np.round(again.earlier, _PRECISION),
        earlier_with_order=np.round(again.earlier_with_order, _PRECISION),
    )


def expected_apprehensions(inputs: Inputs) -> FloatArray:
    """Apprehensions of the chosen baseline, re-entries included, shape (months, SECTORS, CLASSES, NATIONALITIES)."""
    arrivals = _arrivals(inputs)
    if inputs.choice(parameters.border.arrivals) == "observed":
        return arrivals.observed
    level = np.where(arrivals.is_after_announcement, inputs.number(parameters.border.no_announcement_level), 1.0)
    return arrivals.no_announcement * level[:, None, None, None]


def retry_shares(inputs: Inputs, *, of_base: bool = False) -> FloatArray:
    """The chance that a person returned in each way tries again, shape (RETURNS, NATIONALITIES)."""
    number = inputs.base_number if of_base else inputs.number
    share, factor = _REENTRY.share, _REENTRY.factor
    places = np.array([number(each) for each in (share.bridge, share.interior_flight, share.home_by_air)])
    factors = np.array([number(each) for each in (factor.voluntary, factor.removed, factor.prosecuted)])
    origins = (inputs.base_by_nationality if of_base else inputs.by_nationality)(_REENTRY.origin)
    return np.outer(np.minimum(np.outer(places, factors).ravel(), 1.0), origins)


@dataclass(frozen=True)
class _Reentries:
    """What is expected of people who try again, by month of the run, shape (months, CLASSES, NATIONALITIES)."""

    caught: FloatArray
    caught_with_order: FloatArray
    earlier: FloatArray
    earlier_with_order: FloatArray


def _tries_again(inputs: Inputs, published: FloatArray, gain: float) -> _Reentries:
    arrivals = _arrivals(inputs)
    edges = month_edges(inputs.clock)
    first = int(edges[0])
    border = np.concatenate([arrivals.before, published.sum(axis=1)])
    border_by_day = np.repeat(border / np.diff(edges)[:, None, None], np.diff(edges), axis=0)
    arrests = {
        "border": border_by_day,
        "port": _by_day(put_in_expedited_removal_at_ports(inputs), edges),
        "interior": _by_day(_interior(inputs), edges),
    }
    chances = np.minimum(retry_shares(inputs, of_base=True) * gain, 1.0)
    later = _later(inputs)
    caught = np.where(
        np.arange(CLASSES) == PersonClass.SINGLE_ADULT,
        inputs.base_number(parameters.border.evader_apprehended_share),
        1.0,
    )
    # Nobody is in hold on the first day: whoever was arrested before and is returned from there was returned before.
    in_hold = int(inputs.base_number(parameters.border.hold_limit_days)) + 1
    found = []
    is_before = (np.arange(first, int(edges[-1])) < 0)[:, None, None]
    for kinds in (range(RETURNS), [kind for kind in range(RETURNS) if has_order(kind)]):
        kernels = [_return_kernel(arrivals.returned[code], chances, kinds) for code in range(len(ARREST_SOURCES))]
        returned, from_hold = np.zeros_like(border_by_day), np.zeros_like(border_by_day)
        for name, kernel in zip(ARREST_SOURCES, kernels, strict=True):
            returned += _convolved(arrests[name], kernel)
            from_hold += _convolved(np.where(is_before, arrests[name], 0.0), kernel[:in_hold])
        attempts = _convolved(returned, later)
        arrested = np.concatenate([np.zeros((1, CLASSES, NATIONALITIES)), attempts[:-1]]) * caught[:, None]
        before = np.where(is_before, returned, from_hold)
        earlier = _convolved(before, later)
        earlier[:-first] = 0.0
        found += [_monthly(arrested, edges), _monthly(earlier, edges)]
    return _Reentries(found[0], found[2], found[1], found[3])


def _later(inputs: Inputs) -> FloatArray:
    """Tries by days since the return, for one journey, shape (days, CLASSES, 1): adults turned back try again."""
    number = inputs.base_number
    delay = np.concatenate([[0.0], np.diff(inputs.base_duration(parameters.border.reentry.days).cdf, prepend=0.0)])
    again = (1.0 - number(parameters.border.evader_apprehended_share)) * number(parameters.border.turned_back_share)
    again *= number(parameters.border.turned_back_again_share)
    times, days = np.arange(MOST_TRIES), inputs.whole(parameters.border.turned_back_again_days)
    tries = np.zeros(MOST_TRIES * days + 1)
    np.add.at(tries, times * days, again**times)
    later = np.zeros((len(delay) + len(tries) - 1, CLASSES, 1))
    later[: len(delay)] = delay[:, None, None]
    later[:, PersonClass.SINGLE_ADULT, 0] = np.convolve(delay, tries)
    return later


def _return_kernel(profile: FloatArray, chances: FloatArray, kinds: Iterable[int]) -> FloatArray:
    """Persons who will try again, by days from arrest to return, for one arrest, shape (730, ...)."""
    widths = np.diff(np.array(DELAY_EDGES))
    kernel = np.zeros((len(widths), CLASSES, NATIONALITIES))
    for kind in kinds:
        kernel += np.moveaxis(profile[:, :, kind], -1, 0) * chances[kind]
    return np.repeat(kernel / widths[:, None, None], widths, axis=0)


def _convolved(series: FloatArray, kernel: FloatArray) -> FloatArray:
    """Let each day of a series echo on later days, shape of the series; classes of nobody are left out."""
    length = len(series) + len(kernel)
    size = 1 << (length - 1).bit_length()
    busy, found = series.any(axis=(0, 2)), np.zeros_like(series)
    waves = np.fft.rfft(series[:, busy], size, axis=0) * np.fft.rfft(kernel[:, busy], size, axis=0)
    found[:, busy] = np.maximum(np.fft.irfft(waves, size, axis=0)[: len(series)], 0.0)
    return found


def _monthly(daily: FloatArray, edges: IntArray) -> FloatArray:
    """Sums over the months of the run."""
    return np.add.reduceat(daily, edges[:-1] - edges[0], axis=0)[MONTHS_BEFORE:]


def _by_day(rates: FloatArray, edges: IntArray) -> FloatArray:
    """A daily table laid from the first month before the run to the last: before and after it as at its ends."""
    days = np.arange(int(edges[0]), int(edges[-1]))
    return rates[np.clip(days, 0, len(rates) - 1)]


def put_in_expedited_removal_at_ports(inputs: Inputs) -> FloatArray:
    """People put in expedited removal at ports in the base, by day, shape (days, CLASSES, NATIONALITIES)."""
    shares = inputs.by_nationality_and_day(parameters.ports.nationality_share).T
    shares = np.where(np.arange(NATIONALITIES) == Nationality.MEXICO, 0.0, shares)
    table = np.zeros((inputs.clock.days, CLASSES, NATIONALITIES))
    others = inputs.base_by_day(parameters.ports.per_year.other_expedited_removal)
    table[:, PersonClass.SINGLE_ADULT] = others[:, None] * shares / shares.sum(axis=1, keepdims=True)
    mexicans = inputs.base_by_day(parameters.ports.per_year.mexican_expedited_removal)
    table[:, PersonClass.SINGLE_ADULT, Nationality.MEXICO] = mexicans
    return table / DAYS_A_YEAR


def _interior(inputs: Inputs) -> FloatArray:
    """People arrested inside the country in the path of the arrivals, by day, shape (days, CLASSES, NATIONALITIES)."""
    shares = inputs.by_nationality(parameters.interior.nationality_share)
    table = np.zeros((inputs.clock.days, CLASSES, NATIONALITIES))
    arrests = _in_path(inputs, parameters.interior.arrests_per_year)
    arrests = arrests * _in_path(inputs, parameters.interior.priority_multiplier) * _share_without_a_case(inputs)
    table[:, PersonClass.SINGLE_ADULT] = arrests[:, None] * shares / shares.sum()
    return table / DAYS_A_YEAR


def _share_without_a_case(inputs: Inputs) -> float:
    """Of those arrested inside the country, the share with no case pending; the others seldom come back soon."""
    return sum(
        channel_share(inputs, channel, of_base=True) * (1.0 - pool_weights(inputs, channel, of_base=True)["pending"])
        for channel in CHANNELS
    )


def _in_path(inputs: Inputs, parameter: "Number") -> FloatArray:
    """A number by day as it goes with the arrivals: what happened with what was observed, else the base."""
    is_observed = inputs.choice(parameters.border.arrivals) == "observed"
    return inputs.by_day(parameter) if is_observed else inputs.base_by_day(parameter)


def _arrivals(inputs: Inputs) -> Arrivals:
    if inputs.arrivals is None:
        raise InvariantError("first attempts: the inputs hold no published arrivals")
    return inputs.arrivals
