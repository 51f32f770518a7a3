"""A person is arrested and held, is given a disposition by who it is, and leaves hold when the papers are done."""

from sim.base.codes import Nationality, PersonClass, Sector
from sim.base.days import Phase
from sim.engine.columns import Authority, Disposition, Event, Manner, Order, Source
from sim.engine.diagrams import Case, Place
from sim.engine.vocabulary import Cause, Flow, Tally, Wait
from tests.oracle.arrests import stranger_tracks
from tests.oracle.custody import ask_for_bed, let_go, schedule_ground_removal
from tests.oracle.dockets import draw_old_order
from tests.oracle.facts import chosen
from tests.oracle.people import Person, moment
from tests.oracle.removal import depart_with_cbp, set_down
from tests.oracle.world import ACROSS, Process, World

_ADULTS = {
    "expedited_removal": Disposition.REMOVE_FROM_BED,
    "credible_fear": Disposition.CREDIBLE_FEAR,
    "voluntary_return": Disposition.VOLUNTARY_RETURN,
    "notice": Disposition.NOTICE_DETAINED,
}


def arrest(world: World, person: Person) -> None:
    """A person is met by officers and taken into hold."""
    person.place = Place.HOLD
    person.arrests += 1
    person.encounter_day = world.today
    if person.source == Source.INTERIOR:
        world.count(Flow.ARREST_AT_LARGE if person.is_at_large_arrest else Flow.ARREST_JAIL, person)
        return
    if person.source == Source.BORDER and person.arrested is None:
        person.arrested = world.today
    world.count(Flow.APPREHENDED if person.source == Source.BORDER else Flow.INADMISSIBLE, person)
    world.count(Flow.BOOKED_INTO_HOLD, person)
    world.begin(Wait.CBP_HOLD, person)


def put_on_track(world: World, person: Person) -> None:
    """It is decided what will be done with a person arrested today; people at ports were given a disposition before."""
    if person.source == Source.INTERIOR:
        _track_inside(world, person)
    elif person.source == Source.BORDER:
        {
            PersonClass.UNACCOMPANIED_CHILD: _track_of_child,
            PersonClass.FAMILY_MEMBER: _track_of_family,
            PersonClass.SINGLE_ADULT: _track_of_adult,
        }[person.kind](world, person)
        _expel(world, person)
    if person.disposition == Disposition.NOTICE_DETAINED and person.source != Source.INTERIOR:
        _decide_custody(world, person)
    _open_case(world, person)
    person.is_returnable = _may_be_sent_to_mexico(world, person)
    days = world.facts.days("border.processing_days", world.draw("disposition.processing", person))
    person.note(Event.READY, world.today + max(days, 1))


def _expel(world: World, person: Person) -> None:
    """Some of those who claim no fear are put over the bridge at once, children alone excepted."""
    if person.kind == PersonClass.UNACCOMPANIED_CHILD:
        return
    if person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        return
    share = world.on(f"border.expelled_share.{person.nationality.name.lower()}")
    if world.draw("disposition.expelled", person) < share:
        person.disposition, person.order, person.authority = Disposition.EXPULSION, Order.NONE, Authority.NONE
        person.is_prosecuted = False


def _track_of_child(world: World, person: Person) -> None:
    draw = world.draw("disposition.track", person)
    is_returned = person.nationality == Nationality.MEXICO and draw < world.facts.number(
        "children.mexican_returned_share"
    )
    person.disposition = Disposition.VOLUNTARY_RETURN if is_returned else Disposition.CARE_OF_ORR


def _track_of_family(world: World, person: Person) -> None:
    draw = world.draw("disposition.track", person)
    centre = world.facts.of("border.family_track.centre", person.nationality)
    removed = world.facts.of("border.family_track.removed", person.nationality)
    person.authority = Authority.INA_235B_ENTRANT
    if draw < centre + removed and _is_spared(world, person):
        person.disposition = Disposition.NOTICE_RELEASED
    elif draw < centre:
        person.disposition = Disposition.CREDIBLE_FEAR
    elif draw < centre + removed:
        is_mexican = person.nationality == Nationality.MEXICO
        person.disposition, person.order = (
            Disposition.REMOVE_BY_CBP if is_mexican else Disposition.REMOVE_FROM_BED,
            Order.ER,
        )
    else:
        person.disposition = Disposition.NOTICE_RELEASED


def _track_of_adult(world: World, person: Person) -> None:
    draw, nationality = world.draw("disposition.track", person), person.nationality
    reinstated = world.draw("disposition.reinstated", person) < world.facts.number("border.reinstated_share")
    if person.has_prior_order and reinstated:
        is_afraid = draw < world.facts.of("fear.reasonable_share_of_reinstated", nationality)
        person.disposition = Disposition.REASONABLE_FEAR if is_afraid else Disposition.REMOVE_FROM_BED
        person.order = Order.REINSTATEMENT
    else:
        shares = [world.facts.of(f"border.adult_track.{name}", nationality) for name in _ADULTS]
        person.disposition = list(_ADULTS.values())[chosen(draw, shares)]
        outside = world.draw("expedited_removal.outside", person)
        if outside < world.facts.number("expedited_removal.notice_outside_limits_share"):
            _reach_by_wider_limits(world, person)
        if person.disposition in (Disposition.REMOVE_FROM_BED, Disposition.CREDIBLE_FEAR) and _is_spared(world, person):
            person.disposition = Disposition.NOTICE_DETAINED
        person.order = Order.ER if person.disposition == Disposition.REMOVE_FROM_BED else Order.NONE
    is_noticed = person.disposition == Disposition.NOTICE_DETAINED
    person.authority = Authority.INA_236A if is_noticed else Authority.INA_235B_ENTRANT
    if person.disposition == Disposition.REMOVE_FROM_BED:
        share = world.facts.of("prosecution.share", nationality) * world.on("prosecution.multiplier")
        person.is_prosecuted = world.draw("disposition.prosecuted", person) < share
        if nationality == Nationality.MEXICO:
            person.disposition = _way_home_of_mexican(world, person)


def _is_spared(world: World, person: Person) -> bool:
    """Whether expedited removal does not reach a person today, whatever the zone."""
    is_cuban = person.nationality == Nationality.CUBA
    return is_cuban and not world.facts.is_on("expedited_removal.cubans_included", world.today)


def _way_home_of_mexican(world: World, person: Person) -> Disposition:
    """Mexicans under an order leave with CBP, by bus without a bed, or from a bed."""
    draw, by_cbp = world.draw("disposition.custody", person), world.facts.number("removal.mexican_by_cbp_share")
    if draw < by_cbp:
        return Disposition.REMOVE_BY_CBP
    without_bed = draw < by_cbp + world.facts.number("removal.mexican_without_bed_share")
    return Disposition.REMOVE_WITHOUT_BED if without_bed else Disposition.REMOVE_FROM_BED


def _track_inside(world: World, person: Person) -> None:
    channel = "at_large" if person.is_at_large_arrest else "jail"
    dispositions, shares = stranger_tracks(world.facts, channel, world.today)
    which = chosen(world.draw("disposition.track", person), shares)
    person.disposition, person.order = dispositions[which]
    if which == 1:
        draw_old_order(world, person)
    is_mandatory = world.draw("disposition.custody", person) < world.facts.number("interior.mandatory_detention_share")
    is_mandatory = is_mandatory and person.disposition != Disposition.INTERIOR_OTHER
    person.authority = Authority.INA_236C if is_mandatory else Authority.INA_236A
    entered = world.draw("expedited_removal.entry", person)
    has_entered = entered < world.facts.number("expedited_removal.entered_without_inspection_share")
    if has_entered and _reach_by_wider_limits(world, person):
        person.order = Order.ER if person.disposition == Disposition.REMOVE_FROM_BED else Order.NONE
        person.authority = Authority.INA_236C if is_mandatory else Authority.INA_235B_ENTRANT


def _reach_by_wider_limits(world: World, person: Person) -> bool:
    """Where expedited removal reaches further than in the base, it takes people who would have had a notice."""
    miles, days = world.on("expedited_removal.zone_miles"), world.on("expedited_removal.max_days_present")
    base_miles = world.facts.base_on("expedited_removal.zone_miles", world.today)
    base_days = world.facts.base_on("expedited_removal.max_days_present", world.today)
    if person.disposition != Disposition.NOTICE_DETAINED or not (miles > base_miles or days > base_days):
        return False
    if _is_spared(world, person):
        return False
    present = world.facts.days("expedited_removal.days_present", world.draw("expedited_removal.present", person))
    low = world.facts.number("expedited_removal.interior_miles_low")
    span = world.facts.number("expedited_removal.interior_miles_high") - low
    proof = world.facts.number("expedited_removal.proof_of_presence_share")
    if world.draw("expedited_removal.proof", person) >= proof:
        present = 0
    if present > days or low + span * world.draw("expedited_removal.miles", person) > miles:
        return False
    if world.draw("expedited_removal.applied", person) >= world.facts.number("expedited_removal.applied_share"):
        return False
    fear = world.facts.of("expedited_removal.fear_share", person.nationality)
    is_afraid = world.draw("expedited_removal.fear", person) < fear
    person.disposition = Disposition.CREDIBLE_FEAR if is_afraid else Disposition.REMOVE_FROM_BED
    return True


def _decide_custody(world: World, person: Person) -> None:
    """Some of those who get a notice at the border or a port are released on recognisance at once."""
    if world.draw("disposition.custody", person) >= world.on("detention.notice_detained_share"):
        person.disposition = Disposition.NOTICE_RELEASED
    else:
        person.authority = Authority.INA_235B_ARRIVING if person.source == Source.PORT else Authority.INA_236A


def _open_case(world: World, person: Person) -> None:
    """A claim of fear is opened, and orders are counted when they are issued."""
    if person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.REASONABLE_FEAR):
        is_credible = person.disposition == Disposition.CREDIBLE_FEAR
        person.case = Case.CREDIBLE_FEAR if is_credible else Case.REASONABLE_FEAR
        world.begin(Wait.FEAR_SCREENING, person)
    if person.order == Order.ER or person.disposition == Disposition.CREDIBLE_FEAR:
        world.count(Flow.ER_ISSUED, person)
    if person.order == Order.REINSTATEMENT:
        world.count(Flow.REINSTATEMENT_ISSUED, person)


def _may_be_sent_to_mexico(world: World, person: Person) -> bool:
    """Came by land, not Mexican, not a child alone, headed for a hearing, selected, and not afraid of Mexico."""
    facts, today = world.facts, world.today
    if not facts.is_on("contiguous_return.enabled", today):
        return False
    headed = {Disposition.NOTICE_DETAINED, Disposition.NOTICE_RELEASED}
    if facts.is_on("contiguous_return.er_amenable_eligible", today):
        headed.add(Disposition.CREDIBLE_FEAR)
    return (
        person.disposition in headed
        and person.source != Source.INTERIOR
        and port_beside(person) is not None
        and person.nationality != Nationality.MEXICO
        and person.kind != PersonClass.UNACCOMPANIED_CHILD
        and world.draw("contiguous_return.selected", person) < world.on("contiguous_return.selected_share")
        and world.draw("contiguous_return.screen", person) >= facts.number("contiguous_return.fear_of_mexico_share")
    )


_PORTS = (
    {Sector.SAN_DIEGO, Sector.EL_CENTRO, Sector.YUMA},
    {Sector.TUCSON, Sector.EL_PASO, Sector.BIG_BEND},
    {Sector.DEL_RIO, Sector.LAREDO, Sector.RIO_GRANDE_VALLEY},
)


def port_beside(person: Person) -> int | None:
    """The group of ports on the border with Mexico beside which a person came; none if from elsewhere."""
    return next((number for number, sectors in enumerate(_PORTS) if person.sector in sectors), None)


def process_out(world: World, person: Person) -> None:
    """The papers are done: a person is charged with a crime, or offered to Mexico, or goes as decided."""
    if person.place == Place.MARSHALS:
        world.end(Wait.MARSHALS, person, Cause.SERVED)
        person.place = Place.HOLD
    if person.is_prosecuted:
        world.charged.join(person, world.today)
    elif person.is_returnable and mexico_receives(world)[world.today]:
        world.bridge.join(person, world.today)
    else:
        if person.is_returnable:
            refuse(world, person)
        go_the_way_of_the_track(world, person)


def magistrates(world: World) -> Process:
    """As many of those charged are brought before a magistrate as the courts and the Marshals take."""
    taken = world.facts.whole_numbers(world.facts.series("prosecution.magistrates_per_day"))
    for day in world.days:
        yield world.office_hours(day, Phase.DISPOSE)
        if not len(world.charged):
            continue
        held = sum(person.place == Place.MARSHALS for person in world.people)
        free = world.facts.places("prosecution.marshals_places", day) - held
        for person in world.charged.serve(max(min(taken[day], free), 0)):
            _prosecute(world, person)
        for person in world.charged.empty():
            person.is_prosecuted = False
            world.count(Flow.PROSECUTION_DECLINED, person)
            go_the_way_of_the_track(world, person)


def shelters_of_orr(world: World) -> Process:
    """Children are handed over as far as there are beds."""
    for day in world.days:
        yield world.office_hours(day, Phase.DISPOSE)
        if len(world.care):
            held = sum(person.place == Place.ORR for person in world.people)
            for person in world.care.serve(max(world.facts.places("children.beds", day) - held, 0)):
                _hand_to_orr(world, person)


def seeks_protection(person: Person) -> bool:
    """Whether a person comes to a port to seek protection."""
    return person.source == Source.PORT and person.disposition in (
        Disposition.CREDIBLE_FEAR,
        Disposition.NOTICE_DETAINED,
        Disposition.NOTICE_RELEASED,
        Disposition.CARE_OF_ORR,
    )


def gates(world: World) -> Process:
    """The ports let in as many of those who seek protection as they process in a day."""
    limit = world.facts.whole_numbers(world.facts.series("ports.processed_per_day"))
    for day in world.days:
        yield world.office_hours(day, Phase.ARRIVE)
        if not len(world.gate):
            continue
        before = world.gate.of_class(0)
        for person in world.gate.serve(limit[day]):
            person.strike(Event.REENTRY)
            arrest(world, person)
            world.env.process(_later_on_track(world, person))
        for person in before:
            if person.place == Place.ABROAD and world.gate.joined[person][1] == day:
                world.count(Flow.METERED, person)
                if world.draw("gate.impatient", person) < world.facts.number("ports.impatient_share"):
                    patience = world.facts.days("ports.patience_days", world.draw("gate.patience", person))
                    person.note(Event.REENTRY, day + 1 + patience)


def _later_on_track(world: World, person: Person) -> Process:
    yield world.env.timeout(moment(world.today, Phase.DISPOSE) - world.env.now)
    put_on_track(world, person)


def mexico_receives(world: World) -> list[int]:
    """How many people of third countries Mexico receives, by day."""
    return world.facts.whole_numbers(world.facts.series("mexico.consent_per_day"))


def refuse(world: World, person: Person, reason: Flow = Flow.REFUSED_FOR_CONSENT) -> None:
    """Mexico does not receive a person today."""
    person.is_returnable = False
    world.count(reason, person)


def _prosecute(world: World, person: Person) -> None:
    """A person serves a sentence with the Marshals and comes back to hold."""
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    world.count(Flow.PROSECUTED, person)
    world.count(Flow.BOOKED_INTO_MARSHALS, person)
    person.place, person.is_prosecuted, person.was_prosecuted = Place.MARSHALS, False, True
    world.begin(Wait.MARSHALS, person)
    days = world.facts.days("prosecution.sentence_days", world.draw("hold.sentence", person))
    person.note(Event.READY, world.today + max(days, 1))


def go_the_way_of_the_track(world: World, person: Person) -> None:
    """A person goes home, to the bridge, to the street, to ORR, or asks for a bed."""
    match person.disposition:
        case Disposition.VOLUNTARY_RETURN | Disposition.REMOVE_BY_CBP | Disposition.EXPULSION:
            if _is_late_for_bridge(world, person):
                world.count(Flow.HELD_FOR_BRIDGE, person)
                world.overnight.append((person, world.today))
            else:
                _see_off(world, person)
        case Disposition.REMOVE_WITHOUT_BED:
            schedule_ground_removal(world, person)
        case Disposition.NOTICE_RELEASED:
            let_go(world, person)
        case Disposition.CARE_OF_ORR:
            world.care.join(person, world.today)
        case _:
            _parole_or_ask_for_bed(world, person)


def _is_late_for_bridge(world: World, person: Person) -> bool:
    """Whether the bridge of the city across has closed when the papers of a Mexican are done."""
    city = ACROSS.get(Sector(person.sector)) if person.sector in set(Sector) else None
    if city is None or person.nationality != Nationality.MEXICO:
        return False
    closes, night = (
        world.on(f"removal.bridge_closes.{city.lower()}"),
        world.facts.number("removal.papers_at_night_share"),
    )
    hours_of_night = min(max(closes, 22.0), 24.0)
    late = night * (24.0 - hours_of_night) / 7.0
    late += (1.0 - night) * (22.0 - min(max(closes, 5.0), 22.0)) / 17.0
    late += night * (5.0 - min(closes, 5.0)) / 7.0
    return world.draw("bridges.hour", person) < round(late, 12)


def _see_off(world: World, person: Person) -> None:
    """A person walks over the bridge, or is otherwise out of the country."""
    city = ACROSS.get(Sector(person.sector)) if person.sector in set(Sector) else None
    if city is not None and person.nationality == Nationality.MEXICO:
        world.tally(Tally[f"WALKED_{city}"], 1)
    if person.disposition == Disposition.REMOVE_BY_CBP:
        depart_with_cbp(world, person)
        return
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    is_expelled = person.disposition == Disposition.EXPULSION
    world.count(Flow.EXPELLED if is_expelled else Flow.VOLUNTARY_RETURN_BORDER, person)
    person.case = Case.DEPARTED
    set_down(world, person, Manner.BRIDGE if is_expelled else None)


def morning(world: World) -> Process:
    """In the morning the bridges open for those who came too late the day before."""
    for day in world.days:
        yield world.office_hours(day, Phase.DISPOSE)
        late = [person for person, since in world.overnight if since < day]
        world.overnight = [(person, since) for person, since in world.overnight if since == day]
        for person in late:
            _see_off(world, person)


def _hand_to_orr(world: World, person: Person) -> None:
    """A child alone is cared for until a sponsor is found."""
    world.end(Wait.CBP_HOLD, person, Cause.SERVED)
    world.count(Flow.BOOKED_INTO_ORR, person)
    person.place = Place.ORR
    world.begin(Wait.ORR, person)
    days = max(world.facts.days("children.care_days", world.draw("hold.care", person), world.today), 1)
    person.note(Event.RELEASE, world.today + days + round(world.on("children.sponsor_delay_days")))


def _parole_or_ask_for_bed(world: World, person: Person) -> None:
    """Haitians arriving at ports are paroled while removals to Haiti are suspended; others ask for a bed."""
    is_haitian = person.nationality == Nationality.HAITI and person.source == Source.PORT and person.is_adult_alone
    is_parolable = is_haitian and person.disposition in (Disposition.CREDIBLE_FEAR, Disposition.NOTICE_DETAINED)
    share = world.on("detention.release.haitian_parole_share")
    if is_parolable and world.draw("hold.haitian", person) < share:
        world.count(Flow.PAROLED_AT_PORT, person)
        let_go(world, person)
    else:
        ask_for_bed(world, person)
