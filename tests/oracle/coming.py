"""People come in parties, alone or as a family: over the border, to ports, from inside the country, to the court."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from sim.base.codes import CLASSES, Nationality, PersonClass, Sector
from sim.base.draws import keys_of
from sim.engine.columns import NO_SECTOR, Authority, Disposition, Event, Order, Source
from sim.engine.diagrams import Place
from sim.engine.vocabulary import Flow
from tests.oracle.arrests import CHANNELS, arrest_multiplier, arrests_a_year, exemption, pools
from tests.oracle.facts import Facts, chosen, total
from tests.oracle.people import Person
from tests.oracle.staff import apprehension_share, turned_back_share
from tests.oracle.world import World

_PORTS = {
    "mexican_expedited_removal": (PersonClass.SINGLE_ADULT, Disposition.REMOVE_BY_CBP),
    "other_expedited_removal": (PersonClass.SINGLE_ADULT, Disposition.REMOVE_FROM_BED),
    "credible_fear_adult": (PersonClass.SINGLE_ADULT, Disposition.CREDIBLE_FEAR),
    "notice_adult": (PersonClass.SINGLE_ADULT, Disposition.NOTICE_DETAINED),
    "family_released": (PersonClass.FAMILY_MEMBER, Disposition.NOTICE_RELEASED),
    "family_centre": (PersonClass.FAMILY_MEMBER, Disposition.CREDIBLE_FEAR),
    "child_to_orr": (PersonClass.UNACCOMPANIED_CHILD, Disposition.CARE_OF_ORR),
}
"""Who comes to a port and uses something that is modelled."""
_COUNTED = {
    "withdrawn_or_refused": (PersonClass.SINGLE_ADULT, None, Flow.VOLUNTARY_RETURN_PORT),
    "child_returned": (PersonClass.UNACCOMPANIED_CHILD, Nationality.MEXICO, Flow.VOLUNTARY_RETURN_PORT),
    "cuban_paroled": (PersonClass.SINGLE_ADULT, Nationality.CUBA, Flow.PAROLED_AT_PORT),
    "other": (PersonClass.SINGLE_ADULT, None, None),
}
"""Who comes to a port and is only counted."""
_ASYLUM = ("credible_fear_adult", "family_released", "family_centre", "child_to_orr", "cuban_paroled")


@dataclass(frozen=True)
class Month:
    """A calendar month; it may begin before the run or end after it."""

    label: str
    first: int
    end: int

    @property
    def share_of_year(self) -> float:
        """Length of the month."""
        return (self.end - self.first) / 365.0


@dataclass(frozen=True)
class Whence:
    """Where parties come from, in which month, of which nationality and class."""

    source: Source
    label: str
    nationality: Nationality
    kind: PersonClass


def months(facts: Facts) -> Iterator[Month]:
    """The months that the run touches."""
    year, number = facts.clock.start.year, facts.clock.start.month
    while (first := (date(year, number, 1) - facts.clock.start).days) < facts.clock.days:
        label = f"{year:04d}-{number:02d}"
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
        yield Month(label, first, (date(year, number, 1) - facts.clock.start).days)


def bring_everybody(world: World) -> None:
    """Bring all who will come during the run into the world, with the day of their coming in their diaries."""
    for number, month in enumerate(months(world.facts)):
        _over_the_border(world, month, number)
        _stopped_on_the_way(world, month, number)
        _to_ports(world, month)
        _from_inside(world, month)
        _to_court(world, month)


Numbers = tuple[Callable[[int], float], Callable[[int], float]]
"""How many parties a month would bring at the rate of a day, and how many times as many come as in the base path."""


def _coming(world: World, month: Month, whence: Whence, numbers: Numbers) -> Iterator[tuple[int, int]]:
    """The parties that come on days of the run, each with its day.

    A candidate has a day; it comes if its number is below what that day's rate gives, and copy m of it if its draw is
    below that day's multiplier - m.
    """
    facts, (expected, multiplier) = world.facts, numbers
    days = range(max(month.first, 0), min(month.end, facts.clock.days))
    most, copies = max(map(expected, days)), math.ceil(max(map(multiplier, days)))
    for copy in range(copies):
        name = (whence.source.name, whence.label, int(whence.nationality), int(whence.kind), copy)
        part = float(facts.stream("admission.part").uniform(keys_of(1, *name))[0])
        heads = keys_of(math.floor(most + part), *name)
        when, comes = facts.draws("admission.day", heads), facts.draws("admission.comes", heads)
        for number, head in enumerate(heads.tolist()):
            day = month.first + math.floor(when[number] * (month.end - month.first))
            if day not in days or number >= math.floor(expected(day) + part):
                continue
            if comes[number] < multiplier(day) - copy:
                yield head, day


def mean_party(facts: Facts, kind: PersonClass) -> float:
    """Mean number of persons in a party."""
    if kind != PersonClass.FAMILY_MEMBER:
        return 1.0
    two, three = facts.number("border.families.of_two_share"), facts.number("border.families.of_three_share")
    return 2 * two + 3 * ((two + three) - two) + 4 * (1 - (two + three))


def size_of_party(facts: Facts, kind: PersonClass, head: int) -> int:
    """How many come together."""
    if kind != PersonClass.FAMILY_MEMBER:
        return 1
    draw, two = facts.draw("admission.family_size", head), facts.number("border.families.of_two_share")
    return 2 + (draw >= two) + (draw >= two + facts.number("border.families.of_three_share"))


def party(world: World, whence: Whence, head: int) -> list[Person]:
    """The members of a party: the key of each is that of the first and a number."""
    size = size_of_party(world.facts, whence.kind, head)
    members = [
        Person(world.env, head | number, whence.nationality, whence.kind, whence.source) for number in range(size)
    ]
    world.people += members
    return members


def _over_the_border(world: World, month: Month, number: int) -> None:
    """People try to cross between ports, for the first time or after a return before the run."""
    facts, coming = world.facts, world.facts.first_attempts
    for nationality in Nationality:
        multiplier = attempt_multiplier(facts, nationality)
        for kind in PersonClass:
            presenting = facts.number("border.presenter_share") if kind == PersonClass.SINGLE_ADULT else 1.0
            tries = presenting + (1.0 - presenting) / facts.number("border.evader_apprehended_share")
            first = float(coming.apprehended[number, :, kind, nationality].sum())
            prior = float(coming.prior_order_share[number, nationality]) if kind == PersonClass.SINGLE_ADULT else 0.0
            whence = Whence(Source.BORDER, month.label, nationality, kind)
            wave = Wave(month, first * tries, multiplier, presenting / tries, prior)
            _try_to_cross(world, whence, wave)
            again = float(coming.earlier[number, kind, nationality])
            if again:
                whence = Whence(Source.BORDER, f"{month.label} again", nationality, kind)
                prior = float(coming.earlier_with_order[number, kind, nationality]) / again
                presenting = float(kind != PersonClass.SINGLE_ADULT)
                _try_to_cross(world, whence, Wave(month, again, multiplier, presenting, prior, is_again=True))


@dataclass(frozen=True)
class Wave:
    """Those who try in a month, of one nationality and class."""

    month: Month
    persons: float
    multiplier: list[float]
    presenting: float
    prior: float
    is_again: bool = False


def _try_to_cross(world: World, whence: Whence, wave: Wave) -> None:
    """Some are caught, some turn back, some get away."""
    facts = world.facts
    group = whence.nationality * CLASSES + whence.kind
    share_caught, share_back = cache(partial(apprehension_share, facts)), cache(partial(turned_back_share, facts))
    expected = wave.persons / mean_party(facts, whence.kind)
    for head, day in _coming(world, wave.month, whence, (partial(_same, expected), wave.multiplier.__getitem__)):
        counted = [Flow.ATTEMPT, Flow.REENTRY] if wave.is_again else [Flow.ATTEMPT]
        presents = facts.draw("crossing.presents", head) < wave.presenting
        sector = sector_of(facts, facts.draw("crossing.sector", head), (whence.nationality, whence.kind), day)
        if presents or facts.draw("crossing.caught", head) < share_caught(sector)[day]:
            people = _caught(world, whence, wave, (head, day, sector))
        else:
            people = 1
            turns_back = facts.draw("crossing.turned_back", head) < share_back(sector)[day]
            counted.append(Flow.TURNED_BACK if turns_back else Flow.GOT_AWAY)
        for flow in counted:
            world.book.flows[day][flow, group] += people


def _caught(world: World, whence: Whence, wave: Wave, when: tuple[int, int, int]) -> int:
    """A party will be met by agents on a day; say how many they are."""
    head, day, sector = when
    has_prior_order = world.facts.draw("crossing.prior_order", head) < wave.prior
    members = party(world, whence, head)
    for person in members:
        person.has_prior_order, person.sector = has_prior_order, sector
        person.note(Event.ARRIVAL, day)
    return len(members)


def sector_of(facts: Facts, draw: float, who: tuple[Nationality, PersonClass], day: int) -> int:
    """Where a person tries: as those of the same nationality and class are spread over the sectors that month."""
    nationality, kind = who
    number = sum(month.end <= day for month in months(facts))
    return chosen(draw, facts.published[number, :, kind, nationality].tolist())


def attempt_multiplier(facts: Facts, nationality: Nationality) -> list[float]:
    """How many try for the first time, against the base path, by day: fewer where Mexico stops more."""
    scale = setting_out(facts)
    return [level * facts.scale * passing(facts, nationality, day) for day, level in enumerate(scale)]


def setting_out(facts: Facts) -> list[float]:
    """How many set out by day, against the base path: fewer after an announcement, if it is believed to deter."""
    gain = facts.number("border.deterrence.gain")
    return [
        facts.on("border.attempts_scale", day) * max(1.0 - gain * facts.on("border.deterrence.share", day), 0.0)
        for day in range(facts.clock.days)
    ]


def passing(facts: Facts, nationality: Nationality, day: int) -> float:
    """How many get through Mexico on a day, against the base path."""
    reach = facts.of("mexico.interdiction_reach", nationality)
    stopped = stopped_by_mexico(facts, day)
    passed = (1.0 - reach * stopped) * (1.0 - reach * facts.on("mexico.refuge_share", day))
    base = 1.0 - reach * facts.base_on("mexico.interdiction_share", day)
    return passed / (base * (1.0 - reach * facts.base_on("mexico.refuge_share", day)))


def stopped_by_mexico(facts: Facts, day: int) -> float:
    """The share of those on their way whom Mexico returns: fewer if it cooperates less, or receives less aid."""
    aid = "costs.aid_to_mexico_usd_per_year"
    cut = max(1.0 - facts.on(aid, day) / facts.base_on(aid, day), 0.0)
    cooperates = facts.on("mexico.cooperation", day) * (1.0 - facts.number("mexico.aid_weight") * cut)
    lost = facts.number("mexico.cooperation_gain") * (1.0 - cooperates)
    return min(max(facts.on("mexico.interdiction_share", day) * (1.0 - lost), 0.0), 1.0)


def _stopped_on_the_way(world: World, month: Month, number: int) -> None:
    """Mexico returns people who would have come to the border."""
    facts, coming = world.facts, world.facts.first_attempts
    scale = setting_out(facts)
    for nationality in Nationality:
        reach = facts.of("mexico.interdiction_reach", nationality)
        ratios = []
        for day, level in enumerate(scale):
            base = 1.0 - reach * facts.base_on("mexico.interdiction_share", day)
            ratios.append(level * facts.scale * (reach * stopped_by_mexico(facts, day) / base))
        for kind in PersonClass:
            presenting = facts.number("border.presenter_share") if kind == PersonClass.SINGLE_ADULT else 1.0
            tries = presenting + (1.0 - presenting) / facts.number("border.evader_apprehended_share")
            expected = float(coming.apprehended[number, :, kind, nationality].sum()) * tries
            whence = Whence(Source.BORDER, f"{month.label} in transit", nationality, kind)
            tried = expected / mean_party(facts, kind)
            for head, day in _coming(world, month, whence, (partial(_same, tried), ratios.__getitem__)):
                group = nationality * CLASSES + kind
                world.book.flows[day][Flow.RETURNED_BY_INM, group] += size_of_party(facts, kind, head)


def _to_ports(world: World, month: Month) -> None:
    """People come to ports without papers; a third use something that is modelled, the others are counted."""
    for name, (kind, disposition) in _PORTS.items():
        multiplier = _port_multiplier(world.facts, name)
        for nationality in Nationality:
            whence = Whence(Source.PORT, f"{month.label} {name}", nationality, kind)
            expected = cache(partial(_at_port, world.facts, month, name, nationality))
            for head, day in _coming(world, month, whence, (expected, multiplier.__getitem__)):
                for person in party(world, whence, head):
                    person.disposition, person.authority = disposition, Authority.INA_235B_ARRIVING
                    is_ordered = disposition in (Disposition.REMOVE_BY_CBP, Disposition.REMOVE_FROM_BED)
                    person.order = Order.ER if is_ordered else Order.NONE
                    person.sector = _beside_port(world.facts, head)
                    person.note(Event.ARRIVAL, day)
    for name, (kind, only, flow) in _COUNTED.items():
        multiplier = _port_multiplier(world.facts, name)
        for nationality in Nationality if only is None else (only,):
            whence = Whence(Source.PORT, f"{month.label} {name}", nationality, kind)
            expected = cache(partial(_counted_at_port, world.facts, month, name, nationality if only is None else None))
            for _, day in _coming(world, month, whence, (expected, multiplier.__getitem__)):
                for counted in (Flow.INADMISSIBLE, flow):
                    if counted is not None:
                        world.book.flows[day][counted, nationality * CLASSES + kind] += 1


def _beside_port(facts: Facts, head: int) -> int:
    """The sector that stands for the group of ports to which a party comes."""
    areas = {"west": Sector.SAN_DIEGO, "centre": Sector.EL_PASO, "east": Sector.LAREDO, "away": NO_SECTOR}
    weights = [facts.number(f"ports.area_share.{area}") for area in areas]
    return list(areas.values())[chosen(facts.draw("ports.area", head), weights)]


def _same(value: float, day: int) -> float:
    """A number that is the same on every day."""
    return value


def _at_port(facts: Facts, month: Month, name: str, nationality: Nationality, day: int) -> float:
    """How many parties of a nationality a month would bring to ports at the rate of a day."""
    persons = facts.on(f"ports.per_year.{name}", day) * month.share_of_year
    return persons * _port_shares(facts, name, day)[nationality] / mean_party(facts, _PORTS[name][0])


def _counted_at_port(facts: Facts, month: Month, name: str, nationality: Nationality | None, day: int) -> float:
    """The same for those who are only counted; where one nationality alone comes, none is named."""
    persons = facts.on(f"ports.per_year.{name}", day) * month.share_of_year
    if nationality is None:
        return persons
    weights = _port_weights(facts, "counted_nationality_share", day)
    return persons * (weights[nationality] / total(weights))


def _port_weights(facts: Facts, what: str, day: int) -> list[float]:
    """Nationalities of those who come to ports on a day."""
    return [facts.on(f"ports.{what}.{one.name.lower()}", day) for one in Nationality]


def _port_shares(facts: Facts, name: str, day: int) -> list[float]:
    if name == "mexican_expedited_removal":
        return [float(nationality == Nationality.MEXICO) for nationality in Nationality]
    if name == "child_to_orr":
        shares = facts.of_each("children.nationality_share")
        return [share / total(shares) for share in shares]
    shares = _port_weights(facts, "nationality_share", day)
    if name == "other_expedited_removal":
        shares[Nationality.MEXICO] = 0.0
    is_fast = name in ("other_expedited_removal", "credible_fear_adult", "family_centre")
    if is_fast and not facts.is_on("expedited_removal.cubans_included", day):
        shares[Nationality.CUBA] = 0.0
    return [share / total(shares) for share in shares]


def _port_multiplier(facts: Facts, name: str) -> list[float]:
    """How many come to ports against the base path, by day; the observed fall goes with the observed arrivals."""
    scale = [level * facts.scale for level in facts.series("ports.arrivals_scale")]
    if facts.inputs.choice("border.arrivals") != "observed":
        return scale
    fall = facts.series(f"ports.observed_fall.{'asylum' if name in _ASYLUM else 'other'}")
    return [level * lower for level, lower in zip(scale, fall, strict=True)]


def _from_inside(world: World, month: Month) -> None:
    """Officers of ICE arrest strangers inside the country, from jails and at large."""
    facts, shares = world.facts, world.facts.of_each("interior.nationality_share")
    for channel in CHANNELS:
        share = pools(facts, channel)
        met, arrests = exemption(facts), arrests_a_year(facts, channel)
        multiplier = [level * facts.scale for level in arrest_multiplier(facts, channel)]
        expected = []
        for day in range(facts.clock.days):
            strangers = share["removed"] + share["order"] + share["no_record"] * met[day]
            expected.append(arrests[day] * strangers * (month.end - month.first) / 365.0)
        for nationality in Nationality:
            whence = Whence(Source.INTERIOR, f"{month.label} {channel}", nationality, PersonClass.SINGLE_ADULT)
            mine = [number * shares[nationality] / total(shares) for number in expected]
            for head, day in _coming(world, month, whence, (mine.__getitem__, multiplier.__getitem__)):
                for person in party(world, whence, head):
                    person.is_at_large_arrest = channel == "at_large"
                    person.note(Event.ARRIVAL, day)


def _to_court(world: World, month: Month) -> None:
    """Cases come to the court from offices that arrest nobody, and back to it from its archives."""
    facts, shares = world.facts, world.facts.of_each("courts.nationality_share")
    scales = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
    is_court_alone = not any(any(facts.series(scale)) for scale in scales)
    sources = {
        Source.COURT: "courts.other_receipts_per_year",
        Source.RECALENDARED: "courts.recalendared_per_year",
        Source.REOPENED: "courts.reopened_per_year",
    }
    for source, path in sources.items():
        is_return = source != Source.COURT
        if is_return and (is_court_alone or facts.inputs.is_set("courts.closure_net_share")):
            continue
        expected = [rate * (month.end - month.first) / 365.0 for rate in facts.series(path)]
        for nationality in Nationality:
            whence = Whence(source, month.label, nationality, PersonClass.SINGLE_ADULT)
            mine = [number * shares[nationality] / total(shares) for number in expected]
            for head, day in _coming(world, month, whence, (mine.__getitem__, partial(_same, facts.scale))):
                for person in party(world, whence, head):
                    person.place, person.hearings = Place.AT_LARGE, int(is_return)
                    person.is_subsequent = source == Source.REOPENED
                    person.note(Event.FILING, day)
