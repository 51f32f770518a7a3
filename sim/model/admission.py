"""People come into the world in parties: one person alone, or a family that stays together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.base.draws import FloatArray, UInt64Array, keys_of
from sim.base.words import Nationality, PersonClass
from sim.model.context import Context
from sim.model.months import Month
from sim.world.columns import Source
from sim.world.persons import Newcomers, Rows

LARGEST_FAMILY = 4
"""No party is larger; an aircraft of a scaled world has room for one [persons]."""


@dataclass(frozen=True)
class Cell:
    """The candidates of one source in one month, of one nationality and class."""

    source: Source
    label: str
    """What the candidates come for and when, such as "2016-10"; part of their identity."""
    nationality: Nationality
    kind: PersonClass


def parties(ctx: Context, cell: Cell, expected: float) -> UInt64Array:
    """The keys of the parties that come at one time.

    Args:
        ctx: the context.
        cell: where they come from and who they are.
        expected: parties, >= 0; the part of the last is one candidate by luck.
    """
    name = (cell.source.name, cell.label, int(cell.nationality), int(cell.kind), 0)
    candidates = keys_of(int(expected) + 1, *name)
    return candidates[: int(expected + float(ctx.stream("admission.part").uniform(candidates[:1])[0]))]


def coming(
    ctx: Context, cell: Cell, month: Month, expected: FloatArray | float, multiplier: FloatArray | float
) -> tuple[UInt64Array, NDArray[np.int32]]:
    """The parties that come on the days of a month that lie in the run, each with its day.

    Each candidate has a day of the month, any day alike, and comes if that day brings so many: what changes on a day
    changes nobody who comes before it.

    Args:
        ctx: the context.
        cell: where they come from and who they are.
        month: in which they come.
        expected: parties that a whole month would bring in the base path at the rate of each day, shape (days,), or
            the same on every day, >= 0.
        multiplier: scale of the run times all policy effects on their number, by day or the same on every day, >= 0.

    Returns:
        Keys of the parties, and their days, both of shape (n,).
    """
    days = ctx.inputs.clock.days
    rate, times = np.broadcast_to(expected, days), np.broadcast_to(multiplier, days)
    played = slice(max(month.first, 0), min(month.end, days))
    comes, part = ctx.stream("admission.comes"), ctx.stream("admission.part")
    heads, when = [keys_of(0)], [np.empty(0, np.int32)]
    for copy in range(int(np.ceil(times[played].max()))):
        name = (cell.source.name, cell.label, int(cell.nationality), int(cell.kind), copy)
        candidates = keys_of(int(rate[played].max()) + 1, *name)
        more = float(part.uniform(candidates[:1])[0])
        day = _days_of_month(ctx, candidates, month)
        inside = np.flatnonzero((day >= 0) & (day < days))
        candidates, day = candidates[inside], day[inside]
        is_one = (inside < np.floor(rate[day] + more)) & (comes.uniform(candidates) < times[day] - copy)
        heads.append(candidates[is_one])
        when.append(day[is_one])
    return np.concatenate(heads), np.concatenate(when)


def party_sizes(ctx: Context, kind: PersonClass, heads: UInt64Array) -> NDArray[np.int64]:
    """Persons in each party: one, or the size of the family, shape (n,) [persons]."""
    if kind != PersonClass.FAMILY_MEMBER:
        return np.ones(len(heads), np.int64)
    luck = ctx.stream("admission.family_size").uniform(heads)
    return 2 + np.searchsorted(family_cuts(ctx), luck, side="right")


def family_cuts(ctx: Context) -> NDArray[np.float64]:
    """Shares of families of two, and of at most three; the rest are four, shape (2,)."""
    two = ctx.inputs.number("border.families.of_two_share")
    three = ctx.inputs.number("border.families.of_three_share")
    return np.array([two, two + three])


def mean_party(ctx: Context, kind: PersonClass) -> float:
    """Mean number of persons in a party of this class [persons]."""
    if kind != PersonClass.FAMILY_MEMBER:
        return 1.0
    two, three = family_cuts(ctx)
    return float(2 * two + 3 * (three - two) + LARGEST_FAMILY * (1 - three))


def admit(ctx: Context, cell: Cell, heads: UInt64Array, has_prior_order: NDArray[np.bool_] | None = None) -> Rows:
    """Enter the members of these parties; each member's key is the head's key and a number.

    Args:
        ctx: the context.
        cell: where they come from and who they are.
        heads: keys of the parties, shape (n,).
        has_prior_order: for each party, shape (n,); nobody if left out.
    """
    sizes = party_sizes(ctx, cell.kind, heads)
    first = np.cumsum(sizes) - sizes
    number = np.arange(int(sizes.sum())) - np.repeat(first, sizes)
    count = len(number)
    prior = np.zeros(count, np.bool_) if has_prior_order is None else np.repeat(has_prior_order, sizes)
    return ctx.persons.admit(
        Newcomers(
            key=np.repeat(heads, sizes) | number.astype(np.uint64),
            nationality=np.full(count, cell.nationality, np.uint8),
            kind=np.full(count, cell.kind, np.uint8),
            source=np.full(count, cell.source, np.uint8),
            has_prior_order=prior,
        )
    )


def _days_of_month(ctx: Context, heads: UInt64Array, month: Month) -> NDArray[np.int32]:
    """The day on which each party comes, any day of the month alike; it may lie outside the run, shape (n,)."""
    luck = ctx.stream("admission.day").uniform(heads)
    return (month.first + np.floor(luck * (month.end - month.first))).astype(np.int32)
