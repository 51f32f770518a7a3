"""What common random numbers gained for each difference; where none can be seen, what it would take to see one."""

from collections.abc import Sequence

from sim.base.text import count_of
from sim.report.measures import HEADLINES, Measure
from sim.report.numbers import printed, printed_unit
from sim.report.tables import Table
from sim.results.estimates import RESOLVED, Difference, Pairing

_PERCENT = 100


def pairing_tables(baseline: str, found: Sequence[Pairing]) -> tuple[Table, ...]:
    """Make one table for each scenario that is set against the baseline."""
    names = tuple(dict.fromkeys(one.scenario for one in found))
    columns = ("Measure", "Unit", "Variance saved", "Half the interval", f"Replications for {RESOLVED:.0%}")
    note = (
        "Variance of a difference on independent draws against the paired one, by how many times it is larger; "
        f"half the width of the interval; replications after which {RESOLVED:.0%} of the baseline would show."
    )
    return tuple(
        Table(f"What pairing does: {name} less {baseline}", note, columns, _rows(name, found), words=2)
        for name in names
    )


def unseen_sentences(differences: Sequence[Difference], found: Sequence[Pairing], replications: int) -> tuple[str, ...]:
    """Say of every headline difference whose interval holds zero that none can be seen, and what would show one.

    Args:
        differences: of one comparison.
        found: what pairing does for the same numbers.
        replications: how many pairs there are.
    """
    index = {(one.scenario, one.key): one for one in found}
    headlines = {headline.key: headline for headline in HEADLINES}
    return tuple(
        _sentence(one, headlines[one.key], index[one.scenario, one.key], replications)
        for one in differences
        if one.key in headlines and _is_unseen(one)
    )


def _is_unseen(one: Difference) -> bool:
    return one.low is not None and one.high is not None and one.low <= 0 <= one.high and one.low < one.high


def _sentence(one: Difference, headline: Measure, pairing: Pairing, replications: int) -> str:
    label = headline.label[0].lower() + headline.label[1:]
    unit, reach = one.unit, max(abs(one.low or 0.0), abs(one.high or 0.0))
    said = f"{one.scenario}: no difference can be seen in {label} at {count_of(replications, 'replication')}; "
    said += f"{printed(reach, unit)} {printed_unit(unit)} or more would have shown"
    if one.baseline:
        said += f" ({abs(reach / one.baseline) * _PERCENT:.1f}% of the baseline)"
    if pairing.needed is None:
        return said + "."
    if pairing.needed <= replications:
        return said + f", so that {RESOLVED:.0%} is resolved."
    return said + f"; about {pairing.needed:,} would resolve {RESOLVED:.0%}."


def _rows(name: str, found: Sequence[Pairing]) -> tuple[tuple[str, ...], ...]:
    index = {one.key: one for one in found if one.scenario == name}
    return tuple(_row(headline, index[headline.key]) for headline in HEADLINES if headline.key in index)


def _row(headline: Measure, one: Pairing) -> tuple[str, ...]:
    unit = headline.unit
    return (
        headline.label,
        printed_unit(unit),
        "none" if one.reduction is None else f"{one.reduction:.1f} times",
        printed(one.visible, unit),
        "none" if one.needed is None else f"{one.needed:,}",
    )
