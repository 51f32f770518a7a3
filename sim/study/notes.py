"""Some things must be known before a number is read: what the run stands on, and what it was told and could not do."""

from datetime import date

from sim.facts.provenance import value_of
from sim.facts.resolved import Scenario
from sim.results.metrics import SMALLEST_RELIABLE

CONSTRUCTED = (date(2015, 10, 1), date(2016, 10, 1))
"""Days for which a state of the world was put together; a run from another day shifts the nearer one."""


def notes_on(scenario: Scenario) -> tuple[str, ...]:
    """List what a reader must know before the numbers of a scenario."""
    return (*_start(scenario.run.start), *_arrivals(scenario), *_return(scenario), *_scale(scenario.scale))


def _start(start: date) -> tuple[str, ...]:
    if start in CONSTRUCTED:
        return ()
    nearer = min(CONSTRUCTED, key=lambda day: abs(day - start))
    return (f"The run starts from the state built for {nearer}, its dates shifted to {start}.",)


def _arrivals(scenario: Scenario) -> tuple[str, ...]:
    arrivals = arrivals_of(scenario)
    return (f"Arrivals follow the baseline {arrivals[0]} (border.arrivals).",) if arrivals else ()


def _return(scenario: Scenario) -> tuple[str, ...]:
    """Tell of a return to Mexico that is ordered: who may be returned, and whether Mexico receives anybody."""
    if not any(_values(scenario, "contiguous_return.enabled")):
        return ()
    amenable = any(_values(scenario, "contiguous_return.er_amenable_eligible"))
    notes = [
        f"Persons amenable to expedited removal {'may' if amenable else 'may not'} be returned to Mexico "
        f"(contiguous_return.er_amenable_eligible); whether they may is disputed."
    ]
    if not any(_values(scenario, "mexico.consent_per_day")):
        notes.append("Return to Mexico is ordered, not carried out: Mexico consents to nobody.")
    return tuple(notes)


def _scale(scale: float) -> tuple[str, ...]:
    if scale == 1.0:
        return ()
    look = (
        f"A quick look at {scale:g} of the population; counts of persons, cases and dollars are divided by {scale:g}."
    )
    if scale >= SMALLEST_RELIABLE:
        return (look,)
    return (look, "Flights, loads and small groups are not reliable at this scale.")


def arrivals_of(scenario: Scenario) -> tuple[object, ...]:
    """The baseline of arrivals that a scenario follows; none where it has no such leaf."""
    return _values(scenario, "border.arrivals")


def _values(scenario: Scenario, path: str) -> tuple[object, ...]:
    """All values that a leaf takes, one for each date; none where the scenario has no such leaf."""
    leaf = scenario.leaves.get(path)
    value = None if leaf is None else value_of(leaf)
    return tuple(value.values()) if isinstance(value, dict) else () if value is None else (value,)
