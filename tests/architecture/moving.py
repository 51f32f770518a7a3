"""A parameter is moved far in small worlds, until some recorded number moves with it."""

import hashlib
from dataclasses import fields, replace
from functools import cache
from itertools import takewhile

import numpy as np

from sim.base.days import Clock
from sim.data.arrivals import arrivals
from sim.engine.columns import City
from sim.engine.recording import Recording
from sim.model.run import simulate
from sim.scenario.inputs import Inputs
from sim.scenario.kinds import ChoiceKind, NumberKind, Shape
from sim.scenario.parameter import AnyParameter, Entry, Plain
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load
from sim.scenario.values import CENTRE, Value, compiled

World = tuple[str, tuple[str, ...], float, int]
"""Scenario, settings, scale and days."""

_AFTER = "run.start=2017-06-01"
"""A day on which every section of the memos and Mexico's consent are in force."""
_SERVICES = ("usbp_agents", "air_marine_agents", "ice_officers", "judges")
_HIRED = (
    *(f"staffing.{service}_hiring.time_to_hire_days=0" for service in _SERVICES),
    *(f"staffing.{service}_hiring.academy_days=20" for service in _SERVICES),
    *("staffing.judges_added=100", "border.barrier_first_mile_days=0", "border.barrier_miles_added=2"),
    *("removal.visa_sanctions.coverage=0.5", "interior.daca_exempt=false", "border.deterrence.gain=1"),
)
"""Staff and miles come soon, or none is seen within sixty days; what was announced deters."""
_INSIDE = (
    *(_AFTER, "interior.arrests_scale=20", "interior.daca_exempt=false"),
    *("expedited_removal.zone_miles=400", "expedited_removal.max_days_present=300"),
)
"""Many are arrested inside, and expedited removal reaches some of them by place and by days."""
_SUPERVISED = (
    *("detention.custody_review.first_after_days=5", "detention.custody_review.second_after_days=10"),
    *("detention.custody_review.foreseeable_days=2", "detention.supervision.check_in_days=7"),
    *(f"removal.document_days.{country}=25" for country in ("guatemala", "honduras", "el_salvador")),
    "detention.beds.adult=500000",
)
"""Reviews come soon and documents late, so that many are let go under supervision and some arrested again."""
_AT_ONCE = (
    *("time_to_hire_days=0", "academy_days=1"),
    *("academy_places_per_year=1000000000", "applicants_added_per_year=1000000000"),
)
_BUILT = (
    *("border.barrier_miles_added=2000", "border.barrier_first_mile_days=0", "border.barrier_miles_per_year=1000000"),
    *("border.apprehension_gain_per_mile=0.00006", "border.turned_back_gain_per_mile=0.00006"),
    *("staffing.usbp_agents_added=20000", "staffing.ice_officers_added=10000"),
    *(
        f"staffing.{service}_hiring.{parameter}"
        for service in ("usbp_agents", "ice_officers")
        for parameter in _AT_ONCE
    ),
)
"""Barrier, agents and officers enough to be felt in every sector and inside within days."""
_FEW_JUDGES = (
    "staffing.judges_added=2",
    "staffing.judges_hiring.time_to_hire_days=0",
    "staffing.judges_hiring.academy_days=20",
)
"""So few judges are sought that the number sought, not the pace of hiring, is the limit."""
_BINDING = (
    _AFTER,
    "mexico.consent_per_day=5000",
    "mexico.shelter_places=100",
    "detention.initial.on_alternatives=0",
    "detention.alternatives.places=200",
    "removal.charter.load_threshold=300",
    "removal.charter.longest_wait_days=12",
    "contiguous_return.port_cap.west=100",
    "contiguous_return.port_cap.centre=100",
    "contiguous_return.port_cap.east=100",
    "prosecution.magistrates_per_day=100",
    "prosecution.marshals_places=2000",
    "ports.processed_per_day=100",
)
"""Limits that lie above all use in the base are set low, so that moving them is felt."""
_CITIES = tuple(city.name.lower() for city in City)
_RECEIVED = (
    *(_AFTER, "mexico.consent_per_day=5000"),
    *(f"mexico.sites.{site}.received_per_day=20" for site in _CITIES),
)
"""Each site receives few of those who are sent back."""
_SEATED = (
    *(_AFTER, "mexico.consent_per_day=5000", "mexico.seats_limit_returns=true", "mexico.notice_days=20"),
    *(f"mexico.sites.{site}.seats_per_day=40" for site in _CITIES),
)
"""No more are sent back to Mexico than can be heard soon."""
_APPEALED = (
    _AFTER,
    "mexico.consent_per_day=5000",
    *(
        f"courts.appeals.share.{docket}.{who}_counsel=1"
        for docket in ("detained", "released")
        for who in ("with", "without")
    ),
    "courts.represented_share.mexico=0.3",
    *(f"mexico.sites.{site}.seats_per_day=300" for site in _CITIES),
)
"""Many wait in Mexico, are heard soon, and appeal."""
_HEARD = (
    *(_AFTER, "mexico.consent_per_day=50000", "contiguous_return.daily_cap=50000"),
    *(f"mexico.sites.{site}.seats_per_day=3000" for site in _CITIES),
    *(f"contiguous_return.port_cap.{ports}=50000" for ports in ("west", "centre", "east")),
    *("contiguous_return.selected_share=1", "courts.interval.first=2", "courts.represented_share.mexico=0.5"),
    *("courts.hearings_per_decided_case.mexico.master=1", "courts.hearings_per_decided_case.mexico.merits=0"),
    *(f"courts.relief_share.mexico.{nationality}=0.1" for nationality in ("cuba", "haiti", "other")),
    "courts.relief_factor_of_counsel.mexico=2",
)
"""Many of all nationalities wait in Mexico and are decided at once."""
_SUITS = ("release_grounds", "expedited_removal", "contiguous_return", "fear_standard", "parole", "detainers")
_SUED = (
    _AFTER,
    "mexico.consent_per_day=5000",
    *(f"litigation.{suit}.days_to_stop=10" for suit in _SUITS),
    *(f"litigation.{suit}.days_stopped=20" for suit in _SUITS),
)
_STOPPED = (*_SUED, *(f"litigation.{suit}.stopped_share=1" for suit in _SUITS))
"""Courts stop no section, or every one, soon and for a while."""
_FREED = (
    *("fear.affirmative.gain=1", "fear.affirmative.lag_days=20", "fear.officers=2000"),
    *("fear.affirmative.base_interviews_per_year=62000", "fear.affirmative.referrals_per_interview=0.25"),
)
"""Officers who have no claim to screen hear asylum claims, and these reach the court soon."""
_SANCTIONED = (
    *("removal.visa_sanctions.coverage=1", "removal.document_days.other_recalcitrant=3"),
    *("removal.never_documented_share.other_recalcitrant=0.9", "detention.beds.adult=500000"),
)
"""Countries that give no documents are under sanctions, and those that come, come soon."""
_CALLED = (
    *("detention.beds.adult=50000", "detention.beds.surge_adult=50000", "detention.surge.called_at_share=0.9"),
    *("detention.surge.opens_after_days=10", "border.attempts_scale=15"),
)
"""Beds fill up, and the reserve opens within days."""
_LONG_WAITS = (
    *("removal.charter.long_range.load_threshold=1000", "removal.charter.long_range.longest_wait_days=8"),
    *("removal.charter.load_threshold=1000", "removal.charter.longest_wait_days=8"),
    "removal.charter.longest_wait_haiti_days=8",
)
"""Missions leave when somebody has waited long, and never because they are full."""
_FEW_PLACES = (
    *_HIRED,
    *(f"staffing.{service}_added=1000" for service in _SERVICES if service != "judges"),
    *(f"staffing.{service}_hiring.academy_places_per_year=200" for service in _SERVICES),
    *(f"staffing.{service}_hiring.applicants_added_per_year=1000000" for service in _SERVICES),
)
"""The places of the academies are the limit of hiring."""
_FEW_APPLICANTS = (
    *("staffing.judges_added=1000", "staffing.judges_hiring.time_to_hire_days=0"),
    *("staffing.judges_hiring.academy_days=20", "staffing.judges_hiring.applicants_added_per_year=1000"),
)
"""So few apply to be judges that they are the limit."""
WORLDS: tuple[World, ...] = (
    ("kelly-memos-consent", (_AFTER,), 0.001, 60),
    ("status-quo", ("border.attempts_scale=15",), 0.03, 60),
    ("kelly-memos-consent", (_AFTER, "border.attempts_scale=5", "ports.arrivals_scale=5"), 0.03, 60),
    ("kelly-memos", _INSIDE, 0.02, 60),
    ("status-quo", _BUILT, 0.02, 60),
    ("status-quo", _SUPERVISED, 0.05, 75),
    ("kelly-memos-consent", _SUED, 0.001, 60),
    ("kelly-memos-consent", _STOPPED, 0.001, 60),
    ("status-quo", _HIRED, 0.001, 60),
    ("status-quo", _FEW_JUDGES, 0.001, 60),
    ("observed", (), 0.001, 60),
    ("kelly-memos", (_AFTER, *_HIRED), 0.001, 60),
    ("kelly-memos", _BINDING, 0.01, 60),
    ("kelly-memos", (_AFTER, "mexico.consent_per_day=5000", "contiguous_return.daily_cap=100"), 0.01, 60),
    ("kelly-memos", _SEATED, 0.01, 60),
    ("kelly-memos", _RECEIVED, 0.05, 60),
    ("kelly-memos", _APPEALED, 0.01, 200),
    ("kelly-memos-consent", (_AFTER,), 0.01, 200),
    ("kelly-memos", _HEARD, 0.05, 150),
    ("status-quo", _FREED, 0.02, 75),
    ("status-quo", ("courts.no_show.wait_gain=1", "courts.no_show.usual_wait_days=600"), 0.02, 60),
    ("status-quo", _SANCTIONED, 0.03, 60),
    ("status-quo", _CALLED, 0.01, 60),
    ("status-quo", _LONG_WAITS, 0.03, 60),
    ("kelly-memos", _FEW_PLACES, 0.01, 60),
    ("status-quo", _FEW_APPLICANTS, 0.01, 60),
    ("status-quo", ("costs.aid_to_mexico_usd_per_year=0", "mexico.aid_weight=0.25"), 0.02, 60),
    ("status-quo", ("border.attempts_scale=20", "ports.arrivals_scale=20"), 0.2, 60),
    ("status-quo", (), 0.03, 365),
)
"""The first are those in which most parameters move; the last are for parameters of rare people or slow trades."""


@cache
def scenario_of(world: World) -> Scenario:
    name, settings, scale, _ = world
    return load(name, Overrides(set=settings, scale=scale, seed=7))


@cache
def inputs_of(world: World) -> Inputs:
    scenario, days = scenario_of(world), world[3]
    inputs = scenario.compile(1, fixed=True)
    clock = Clock(inputs.clock.start, days, inputs.clock.is_working[:days], inputs.clock.working_days)
    assert scenario.history is not None
    return replace(inputs, clock=clock, arrivals=arrivals(scenario.history, clock))


@cache
def _still(world: World) -> str:
    return _digest(simulate(replace(inputs_of(world), read=set())))


def moves(path: str) -> World | None:
    """Find a world in which moving a parameter moves some recorded number; those that set near ones are asked first."""
    worlds = sorted(WORLDS, key=lambda world: -_nearness(path, world[1]))
    return next((world for world in worlds if _moved(path, world) != _still(world)), None)


def is_by_definition(path: str) -> bool:
    """Say whether the base claims a parameter without a range, as a number that follows from what the words mean."""
    entries = scenario_of(WORLDS[1]).base[path].entries
    return all(isinstance(entry.value, int | float) and entry.low == entry.high == entry.value for entry in entries)


def _nearness(path: str, settings: tuple[str, ...]) -> int:
    """How many leading words a parameter has in common with one that is set [words]."""
    words = [zip(path.split("."), said.split("=")[0].split("."), strict=False) for said in settings]
    return max((sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both)) for both in words), default=0)


def _moved(path: str, world: World) -> str:
    inputs = inputs_of(world)
    before = inputs.values[path]
    values, base = {**inputs.values, path: raised_value(path, world)}, {path: before, **inputs.base}
    return _digest(simulate(replace(inputs, values=values, base=base, read=set())))


def raised_value(path: str, world: World) -> Value:
    """A parameter moved far, laid on the days of a world."""
    parameter = scenario_of(world).parameters[path]
    settings = (
        replace(each, entries=tuple(raised(parameter, one) for one in each.entries)) for each in parameter.settings
    )
    far = replace(parameter, settings=tuple(settings))
    return compiled(far, inputs_of(world).clock.start, CENTRE)


def raised(parameter: AnyParameter, entry: Entry) -> Entry:
    """Move an entry far: what moves nothing then moves nothing anywhere in its range."""
    value: Plain = entry.value
    if isinstance(value, Shape):
        return replace(entry, value=value.stretched(max(entry.stretch[1] if entry.stretch else 1.0, 1.3)), stretch=None)
    kind = parameter.spec.quantity.kind
    if isinstance(value, bool):
        value = not value
    elif isinstance(kind, ChoiceKind):
        value = next(word for word in kind.words if word != value)
    elif isinstance(kind, NumberKind):
        value = _higher(kind, entry)
    return replace(entry, value=value, low=None, high=None)


_NEARLY_ALL = 0.8
"""A share moved far up; with more there is no room for the other groups of the first day [share]."""


def _higher(kind: NumberKind, entry: Entry) -> float:
    """A share at the farther end of what it can be, any other number at twice its value or its high end."""
    value = float(entry.value) if isinstance(entry.value, int | float) else 0.0
    if kind.most == 1.0:
        return _NEARLY_ALL if value < 0.5 else value / 2
    high = max(entry.high or 0.0, 2.0 * value + 0.5)
    top = min(high, kind.most)
    moved = top if top > value else value / 2
    return max(round(moved), int(value) + 1) if kind.is_whole else moved


def _digest(recording: Recording) -> str:
    total = hashlib.sha256()
    tables = (recording.waits, recording.ages, recording.cohorts)
    arrays = [recording.flows, recording.stocks, recording.tallies, recording.ledger]
    arrays += [getattr(table, field.name) for table in tables for field in fields(table)]
    for array in arrays:
        total.update(np.ascontiguousarray(array).tobytes())
    return total.hexdigest()
