"""Custody: who gets a bed, who is let go for whom, how long one may be held, and what comes after a final order."""

from dataclasses import dataclass

import numpy as np
import pytest
import simpy

from sim.base.codes import Nationality, PersonClass
from sim.base.draws import keys_of
from sim.engine.columns import NEVER, Authority, BookIn, Disposition, Event, Order, Release, Source
from sim.engine.compiled import Ints, rule
from sim.engine.diagrams import Case, Docket, Place
from sim.engine.state import FAMILIES, State, Store
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.model.context import Context
from sim.model.courts.court import Court
from sim.model.detention.booking import give_out_beds, operational_beds
from sim.model.detention.holding import Holding, dispatch
from sim.model.detention.release import BOND_HEARINGS, release_due
from sim.model.detention.supervision import check_in, review_custody
from sim.model.run import simulate
from sim.model.schedule import Institutions, open_institutions
from tests.batches import Calendar, Newcomers, Persons, Rows, line
from tests.worlds import small

ADULT, FAMILY = PersonClass.SINGLE_ADULT, PersonClass.FAMILY_MEMBER


@rule
def dispatch_all(world: State, holding: Holding, rows: Ints, day: int) -> None:
    for row in rows:
        dispatch(world, holding, world.people[row], row, day)


@rule
def heard_on_bond(court: Court) -> float:
    return court.custody_matters[BOND_HEARINGS]


@dataclass
class Tiny:
    """A world of some persons and its institutions, in which nobody comes by itself."""

    ctx: Context
    at: Institutions

    def hold(self, name: str, count: int, disposition: Disposition, *, who: "Who | None" = None) -> Rows:
        """Let persons be arrested today and stand in line for a bed, or be sent on."""
        who = who or Who()
        persons = Persons(self.ctx.record)
        keys = keys_of(count, name)
        if who.kind == FAMILY:
            keys = (keys & ~np.uint64(15)) | (np.arange(count, dtype=np.uint64) % np.uint64(2))
            keys[1::2] = (keys[::2][: len(keys[1::2])] & ~np.uint64(15)) | np.uint64(1)
        columns = (np.full(count, code, np.uint8) for code in (who.nationality, who.kind, who.source))
        rows = persons.admit(Newcomers(keys, *columns, np.zeros(count, np.bool_)))
        persons.move(rows, place=Place.HOLD)
        persons.arrests[rows] = 1
        persons.disposition[rows], persons.authority[rows] = disposition, who.authority
        if disposition == Disposition.CREDIBLE_FEAR:
            persons.move(rows, case=Case.CREDIBLE_FEAR)
            persons.fear_found[rows] = True
        if who.source != Source.INTERIOR:
            persons.begin(Wait.CBP_HOLD, rows, who.since)
        dispatch_all(self.ctx.state, self.at.holding, rows, who.today)
        return rows

    def book(self, day: int = 0) -> None:
        """Give out the beds of a day."""
        give_out_beds(self.ctx.state, self.at.beds, day)

    def review(self, day: int) -> None:
        """Hold the reviews of custody of a day."""
        review_custody(self.ctx.state, self.at.supervision, day)

    def check_in(self, day: int) -> None:
        """See those who report on a day, and enrol those released."""
        check_in(self.ctx.state, self.at.supervision, day)

    def release(self, day: int) -> None:
        """Release those whose day it is."""
        release_due(self.ctx.state, self.at.releases, day)

    def places(self, rows: Rows) -> dict[str, int]:
        """How many of these persons are where."""
        codes, counts = np.unique(self.ctx.persons.place[rows], return_counts=True)
        return {Place(code).name: int(count) for code, count in zip(codes.tolist(), counts.tolist(), strict=True)}

    def flows(self, *flows: Flow) -> dict[str, int]:
        """How often each of these events has happened."""
        return {flow.name: int(self.ctx.record.flows[:, flow].sum()) for flow in flows}


@dataclass(frozen=True)
class Who:
    """Who is arrested, by whom and when."""

    nationality: Nationality = Nationality.GUATEMALA
    kind: PersonClass = ADULT
    source: Source = Source.BORDER
    authority: Authority = Authority.INA_235B_ENTRANT
    since: int = 0
    today: int = 0


INSIDE = Who(source=Source.INTERIOR, authority=Authority.INA_236A)
CONVICTED = Who(source=Source.INTERIOR, authority=Authority.INA_236C)
HAITIAN = Who(source=Source.PORT, authority=Authority.INA_235B_ARRIVING, nationality=Nationality.HAITI)
AT_PORT = Who(source=Source.PORT, authority=Authority.INA_235B_ARRIVING)
PARENTS = Who(kind=FAMILY)
NEVER_TAKEN = "removal.never_documented_share.guatemala=1"
FIRST_REVIEW = "detention.custody_review.released_at_first_share"


def tiny(*settings: str, days: int = 200) -> Tiny:
    """A world with nobody in it, at full scale; as many beds as the settings say."""
    inputs = small("status-quo", *settings, scale=1.0, days=days)
    ctx = Context(simpy.Environment(), inputs, Store(64, inputs.clock))
    return Tiny(ctx, open_institutions(ctx))


def beds(adult: int, family: int = 0) -> tuple[str, ...]:
    """So many beds, no reserve, three beds to a family."""
    return f"detention.beds.adult={adult}", f"detention.beds.family={family}", "detention.family_room_beds=3"


def test_a_free_bed_is_given_by_priority() -> None:
    world = tiny(*beds(3))
    served = world.hold("served", 2, Disposition.NOTICE_DETAINED, who=AT_PORT)
    inside = world.hold("inside", 1, Disposition.NOTICE_DETAINED, who=INSIDE)
    convicted = world.hold("convicted", 1, Disposition.NOTICE_DETAINED, who=CONVICTED)
    afraid = world.hold("afraid", 1, Disposition.CREDIBLE_FEAR)
    world.book()
    for rows, place in ((convicted, "ADULT_BED"), (afraid, "ADULT_BED"), (inside, "ADULT_BED"), (served, "HOLD")):
        assert world.places(rows) == {place: len(rows)}
    assert world.flows(Flow.BOOKED_IN, Flow.RELEASED_FOR_WANT_OF_BED) == {
        "BOOKED_IN": 3,
        "RELEASED_FOR_WANT_OF_BED": 0,
    }


def test_step_1_a_mexican_under_an_order_goes_home_from_hold() -> None:
    world = tiny(*beds(1))
    rows = world.hold("ordered", 3, Disposition.REMOVE_FROM_BED, who=Who(nationality=Nationality.MEXICO))
    world.book()
    assert world.places(rows) == {"HOLD": 2, "ADULT_BED": 1}
    waiting = rows[world.ctx.persons.place[rows] == Place.HOLD]
    assert (world.ctx.persons.due[Event.DEPARTURE][waiting] > NEVER).all()


def test_step_2_the_lowest_priority_is_let_go_one_for_one_and_never_one_held_by_law() -> None:
    world = tiny(*beds(4))
    held = world.hold("held", 1, Disposition.NOTICE_DETAINED, who=CONVICTED)
    inside = world.hold("inside", 2, Disposition.NOTICE_DETAINED, who=INSIDE)
    served = world.hold("served", 1, Disposition.NOTICE_DETAINED, who=AT_PORT)
    world.book()
    comes = world.hold("comes", 2, Disposition.NOTICE_DETAINED, who=CONVICTED)
    world.book(1)
    assert world.places(comes) == {"ADULT_BED": 2}
    assert world.places(held) == {"ADULT_BED": 1}
    assert world.places(served) == {"AT_LARGE": 1}
    assert world.places(inside) == {"ADULT_BED": 1, "AT_LARGE": 1}
    assert world.flows(Flow.RELEASED_FOR_WANT_OF_BED, Flow.NTA_SERVED) == {
        "RELEASED_FOR_WANT_OF_BED": 2,
        "NTA_SERVED": 6,
    }


def test_step_2_does_not_let_a_person_go_for_one_of_lower_priority() -> None:
    world = tiny(*beds(1))
    inside = world.hold("inside", 1, Disposition.NOTICE_DETAINED, who=INSIDE)
    world.book()
    served = world.hold("served", 1, Disposition.NOTICE_DETAINED, who=AT_PORT)
    world.book(0)
    assert world.places(inside) == {"ADULT_BED": 1}
    assert world.places(served) == {"HOLD": 1}


def test_above_the_cap_nobody_is_evicted_or_swapped_and_intake_stops() -> None:
    world = tiny("detention.beds.adult={2016-10-01: 4, 2016-10-02: 1}", "detention.beds.surge_adult=0")
    inside = world.hold("inside", 4, Disposition.NOTICE_DETAINED, who=INSIDE)
    world.book()
    comes = world.hold("comes", 1, Disposition.NOTICE_DETAINED, who=CONVICTED)
    home = world.hold("home", 1, Disposition.REMOVE_FROM_BED, who=Who(nationality=Nationality.MEXICO))
    world.book(1)
    assert world.places(inside) == {"ADULT_BED": 4}
    assert world.places(comes) == {"HOLD": 1}
    assert (world.ctx.persons.due[Event.DEPARTURE][home] > NEVER).all()
    assert world.flows(Flow.RELEASED_FOR_WANT_OF_BED) == {"RELEASED_FOR_WANT_OF_BED": 0}


def test_steps_3_and_4_hold_until_72_hours_from_the_arrest_and_then_let_go_or_count() -> None:
    world = tiny(*beds(0))
    afraid = world.hold("afraid", 2, Disposition.CREDIBLE_FEAR)
    must = world.hold("must", 1, Disposition.REMOVE_FROM_BED)
    for day in range(3):
        world.book(day)
        assert world.places(afraid) == {"HOLD": 2}
    world.book(3)
    assert world.places(afraid) == {"AT_LARGE": 2}
    assert world.places(must) == {"HOLD": 1}
    over = world.ctx.record.tallies[:, Tally.HELD_OVER_LIMIT]
    assert over[:4].tolist() == [0, 0, 0, 1]
    assert world.flows(Flow.RELEASED_FOR_WANT_OF_BED) == {"RELEASED_FOR_WANT_OF_BED": 2}


@pytest.mark.parametrize("limit", [0, 3])
def test_with_no_bed_and_any_limit_the_whole_country_still_runs(limit: int) -> None:
    settings = (*beds(0), f"border.hold_limit_days={limit}", f"detention.family_limit_days={limit}")
    recording = simulate(small("status-quo", *settings, scale=0.002, days=40))
    assert recording.flows[:, Flow.BOOKED_IN].sum() == 0
    assert recording.flows[:, Flow.RELEASED_FOR_WANT_OF_BED].sum() > 0


def test_with_beds_beyond_all_need_nobody_is_let_go_for_want_of_one() -> None:
    huge = beds(1_000_000, family=1_000_000)
    recording = simulate(small("status-quo", *huge, scale=0.002, days=40))
    assert recording.flows[:, Flow.BOOKED_IN].sum() > 0
    assert recording.flows[:, Flow.RELEASED_FOR_WANT_OF_BED].sum() == 0


def test_the_reserve_is_called_when_beds_fill_up_and_opens_some_days_later() -> None:
    settings = (
        "detention.beds.adult={2016-10-01: {value: 10, unit: beds}}",
        "detention.beds.surge_adult={2016-10-01: {value: 5, unit: beds}}",
        "detention.surge.called_at_share=0.9",
        "detention.surge.opens_after_days=4",
    )
    counted = tiny(*settings).at.beds
    held = [0, 9, 10, 10, 10, 10, 12, 12, 8, 8, 8, 8, 8]
    assert [operational_beds(counted, day, stock) for day, stock in enumerate(held)] == [10] * 5 + [15] * 7 + [10]


def test_a_family_takes_a_room_however_small_and_one_with_a_positive_finding_makes_room() -> None:
    world = tiny(*beds(0, family=6))
    first = world.hold("first", 6, Disposition.CREDIBLE_FEAR, who=PARENTS)
    world.book()
    assert world.places(first) == {"FAMILY_BED": 4, "HOLD": 2}
    assert world.ctx.record.numbers[FAMILIES] == 2
    table = Persons(world.ctx.record)
    inside = first[world.ctx.persons.place[first] == Place.FAMILY_BED]
    found = inside[table.family(inside) == table.family(inside)[0]]
    world.ctx.persons.is_releasable[found] = True
    Persons(world.ctx.record).move(found, case=Case.SERVED)
    line(world.ctx.record, "releasable_families").join(found, 1)
    world.book(1)
    assert world.places(found) == {"AT_LARGE": 2}
    assert world.places(first) == {"FAMILY_BED": 4, "AT_LARGE": 2}


def test_a_family_let_go_for_want_of_a_room_has_a_notice_and_no_order() -> None:
    world = tiny(*beds(0, family=0))
    rows = world.hold("family", 2, Disposition.REMOVE_FROM_BED, who=PARENTS)
    world.ctx.persons.order[rows] = Order.ER
    world.book(3)
    assert world.places(rows) == {"AT_LARGE": 2}
    assert (world.ctx.persons.case[rows] == Case.SERVED).all()
    assert (world.ctx.persons.order[rows] == Order.NONE).all()


def test_a_family_stays_at_most_the_days_that_the_court_allows() -> None:
    world = tiny(*beds(0, family=30), "detention.family_limit_days=20")
    rows = world.hold("family", 2, Disposition.CREDIBLE_FEAR, who=PARENTS)
    world.book()
    assert world.ctx.persons.due[Event.RELEASE][rows].tolist() == [20, 20]
    assert (world.ctx.persons.release[rows] == Release.FAMILY).all()


@pytest.mark.parametrize(
    ("who", "disposition", "grounds"),
    [
        (AT_PORT, Disposition.NOTICE_DETAINED, {Release.PAROLE}),
        (
            Who(source=Source.PORT, authority=Authority.INA_235B_ARRIVING, nationality=Nationality.HAITI),
            Disposition.NOTICE_DETAINED,
            {Release.NONE},
        ),
        (Who(authority=Authority.INA_235B_ENTRANT), Disposition.NOTICE_DETAINED, {Release.BOND, Release.RECOGNISANCE}),
        (INSIDE, Disposition.NOTICE_DETAINED, {Release.BOND, Release.RECOGNISANCE}),
        (CONVICTED, Disposition.NOTICE_DETAINED, {Release.NONE}),
    ],
    ids=["235(b) arriving", "235(b) arriving, Haiti", "235(b) entrant", "236(a)", "236(c)"],
)
def test_the_authority_for_detention_decides_who_may_get_what(
    who: Who, disposition: Disposition, grounds: set[Release]
) -> None:
    shares = ("parole_share=1", "bond_share.entrant=0.5", "bond_share.discretionary=0.5", "recognisance_share=0.5")
    world = tiny(*beds(100), *(f"detention.release.{share}" for share in shares))
    rows = world.hold("all", 40, disposition, who=who)
    world.book()
    assert set(world.ctx.persons.release[rows].tolist()) == grounds


def test_bond_for_people_found_between_ports_has_a_share_of_its_own() -> None:
    shares = ("parole_share=0", "bond_share.entrant=0", "bond_share.discretionary=1", "recognisance_share=0")
    world = tiny(*beds(100), *(f"detention.release.{share}" for share in shares))
    crossed = world.hold("crossed", 20, Disposition.NOTICE_DETAINED, who=Who(authority=Authority.INA_235B_ENTRANT))
    inside = world.hold("inside", 20, Disposition.NOTICE_DETAINED, who=INSIDE)
    world.book()
    assert set(world.ctx.persons.release[crossed].tolist()) == {Release.NONE}
    assert set(world.ctx.persons.release[inside].tolist()) == {Release.BOND}


@pytest.mark.parametrize(
    ("who", "settings", "place", "granted", "denied"),
    [
        (INSIDE, ("release.bond_share.discretionary=1", "bond_hearings.set_by_judge_share=1"), "AT_LARGE", 5, 0),
        (INSIDE, ("release.bond_share.discretionary=1", "bond_hearings.set_by_judge_share=0"), "AT_LARGE", 0, 0),
        (INSIDE, ("release.bond_share.discretionary=0", "bond_hearings.asked_share=1"), "ADULT_BED", 0, 5),
        (INSIDE, ("release.bond_share.discretionary=0", "bond_hearings.asked_share=0"), "ADULT_BED", 0, 0),
        (CONVICTED, ("bond_hearings.asked_share=1",), "ADULT_BED", 0, 0),
        (AT_PORT, ("release.parole_share=0", "bond_hearings.asked_share=1"), "ADULT_BED", 0, 0),
    ],
    ids=["bond set by a judge", "bond set by ICE", "bond denied", "nobody asks", "236(c)", "235(b) arriving"],
)
def test_a_judge_hears_on_bond_those_who_ask_and_may_be_bonded(
    who: Who, settings: tuple[str, ...], place: str, granted: int, denied: int
) -> None:
    often = ("release.recognisance_share=0", "release.bond_days=9", "bond_hearings.per_person=1")
    world = tiny(*beds(100), *(f"detention.{setting}" for setting in (*often, *settings)))
    rows = world.hold("asking", 5, Disposition.NOTICE_DETAINED, who=who)
    world.book()
    for day, heard in ((8, 0), (9, granted + denied)):
        world.release(day)
        assert heard_on_bond(world.at.court) == heard
    assert world.places(rows) == {place: 5}
    assert world.flows(Flow.BOND_GRANTED, Flow.BOND_DENIED) == {"BOND_GRANTED": granted, "BOND_DENIED": denied}


def test_some_are_heard_on_bond_more_than_once() -> None:
    shares = ("release.bond_share.discretionary=0", "release.recognisance_share=0", "bond_hearings.asked_share=1")
    world = tiny(*beds(900), *(f"detention.{share}" for share in shares), "detention.bond_hearings.per_person=2.25")
    world.hold("asking", 800, Disposition.NOTICE_DETAINED, who=INSIDE)
    world.book()
    for day in range(190):
        world.release(day)
    assert world.flows(Flow.BOND_DENIED)["BOND_DENIED"] == pytest.approx(1800, abs=60)


def test_haitians_at_ports_are_paroled_from_hold_until_removals_resume() -> None:
    for share, place in ((1, "AT_LARGE"), (0, "ADULT_BED")):
        world = tiny(*beds(10), f"detention.release.haitian_parole_share={share}")
        rows = world.hold("haitian", 4, Disposition.CREDIBLE_FEAR, who=HAITIAN)
        world.book()
        assert world.places(rows) == {place: 4}


def ordered(world: Tiny, name: str, count: int, who: Who | None = None) -> Rows:
    """Let persons be in beds under an order that became final today."""
    rows = world.hold(name, count, Disposition.REMOVE_FROM_BED, who=who)
    world.book()
    assert world.places(rows) == {"ADULT_BED": count}
    return rows


def test_custody_is_reviewed_90_and_180_days_after_the_order() -> None:
    world = tiny(*beds(50), NEVER_TAKEN, f"{FIRST_REVIEW}=0")
    rows = ordered(world, "nobody takes", 5)
    persons = world.ctx.persons
    assert (persons.due[Event.REVIEW][rows] == 90).all()
    world.review(90)
    assert world.places(rows) == {"ADULT_BED": 5}
    assert (persons.due[Event.REVIEW][rows] == 180).all()
    world.review(180)
    assert world.places(rows) == {"AT_LARGE": 5}
    assert (persons.case[rows] == Case.ORDER_OF_SUPERVISION).all()
    assert world.flows(Flow.SUPERVISED, Flow.RELEASED_AFTER_REVIEW) == {"SUPERVISED": 5, "RELEASED_AFTER_REVIEW": 0}


def test_some_are_let_go_at_the_first_review_and_that_is_no_zadvydas_release() -> None:
    world = tiny(*beds(50), NEVER_TAKEN, f"{FIRST_REVIEW}=1")
    ordered(world, "nobody takes", 5)
    world.review(90)
    assert world.flows(Flow.SUPERVISED, Flow.RELEASED_AFTER_REVIEW) == {"SUPERVISED": 0, "RELEASED_AFTER_REVIEW": 5}


def test_a_person_whose_document_is_near_or_at_hand_is_not_let_go() -> None:
    world = tiny(*beds(50), "removal.document_days.guatemala=200", "detention.custody_review.foreseeable_days=30")
    rows = ordered(world, "near", 3)
    persons = world.ctx.persons
    persons.since[Wait.STAGING][rows[0]] = 100
    Calendar(world.ctx.persons, Event.REVIEW).book(rows, 180)
    world.review(180)
    assert world.places(rows) == {"ADULT_BED": 3}
    assert persons.due[Event.REVIEW][rows].tolist()[1:] == [270, 270]


def test_a_later_document_allows_an_arrest_at_the_next_check_in() -> None:
    settings = ("detention.supervision.check_in_days=5", "detention.supervision.arrested_again_share=1")
    world = tiny(
        *beds(50), *settings, "removal.document_days.guatemala=190", "detention.custody_review.foreseeable_days=0"
    )
    rows = ordered(world, "later", 2)
    persons = world.ctx.persons
    Calendar(world.ctx.persons, Event.REVIEW).book(rows, 180)
    world.review(180)
    assert world.places(rows) == {"AT_LARGE": 2}
    world.check_in(185)
    world.check_in(190)
    world.book(190)
    assert world.places(rows) == {"ADULT_BED": 2}
    assert (persons.book_in[rows] == BookIn.ICE_ARREST).all()
    assert (persons.due[Event.DOCUMENT][rows] == 191).all()
    assert world.flows(Flow.CHECKED_IN_UNDER_SUPERVISION, Flow.ARREST_AT_CHECK_IN, Flow.BOOKED_IN) == {
        "CHECKED_IN_UNDER_SUPERVISION": 4,
        "ARREST_AT_CHECK_IN": 2,
        "BOOKED_IN": 4,
    }


def test_those_let_go_are_enrolled_as_places_allow_and_leave_when_the_term_is_over() -> None:
    settings = ("places=3", "enrolled_share.adult=1", "term_days=10", "check_in_days=5")
    world = tiny(*beds(0), *(f"detention.alternatives.{setting}" for setting in settings))
    rows = world.hold("released", 5, Disposition.NOTICE_RELEASED)
    world.check_in(0)
    assert int(world.ctx.record.enrolled.sum()) == 3
    for day in (5, 10):
        world.check_in(day)
    assert int(world.ctx.record.enrolled.sum()) == 0
    assert world.places(rows) == {"AT_LARGE": 5}
    assert world.flows(Flow.ENROLLED, Flow.CHECKED_IN) == {"ENROLLED": 3, "CHECKED_IN": 6}


def test_one_adult_of_a_family_is_enrolled_and_the_program_ends_with_the_case() -> None:
    settings = ("enrolled_share.family=1", "term_days=100", "check_in_days=5")
    world = tiny(*beds(0), *(f"detention.alternatives.{setting}" for setting in settings))
    rows = world.hold("family", 4, Disposition.NOTICE_RELEASED, who=PARENTS)
    world.check_in(0)
    assert int(world.ctx.record.enrolled.sum()) == 2
    Persons(world.ctx.record).move(rows, case=Case.PENDING, docket=Docket.GENERAL)
    Persons(world.ctx.record).move(rows, case=Case.RELIEF, docket=Docket.NONE)
    world.check_in(5)
    assert int(world.ctx.record.enrolled.sum()) == 0


def test_every_stay_in_a_bed_is_counted_in_one_stream() -> None:
    recording = simulate(small("status-quo", scale=0.004, days=60))
    streams = [Stock[f"HELD_{stream.name}"] for stream in BookIn if stream != BookIn.NONE]
    held = recording.stocks[:, [Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY]].sum(axis=1)
    assert (recording.stocks[:, streams].sum(axis=1) == held).all()
    booked = [Flow[f"BOOKED_IN_{stream.name}"] for stream in BookIn if stream != BookIn.NONE]
    assert (recording.flows[:, booked].sum(axis=1) == recording.flows[:, Flow.BOOKED_IN]).all()
