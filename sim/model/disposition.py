"""Each arrested person is processed in a hold room and put on a track; when the papers are done the person moves on.

Who acts: officers of CBP and ICE, every day, on those arrested that day and those whose papers are done.
What limits it: the reach of expedited removal, whether Mexico receives people of third countries.
Who pays: CBP, per day in hold.
Levers: zone and days of expedited removal, contiguous return, share prosecuted, detain-by-default.
"""

import numpy as np

from sim.base.codes import first_true, marked
from sim.base.days import Phase
from sim.base.words import Nationality, PersonClass
from sim.model.context import Context, Steps
from sim.model.expedited_removal import ExpeditedRemoval
from sim.model.gate import Gate
from sim.model.hold import Hold
from sim.model.interior_tracks import ON_OLD_ORDER, ORDERS, TRACKS, track_weights
from sim.model.return_rules import ReturnRules
from sim.model.tracks import TRACKS_WITHOUT_ORDER, adult_tracks, choose
from sim.world.columns import NEVER, Appointment, Authority, Order, Source, Track
from sim.world.diagrams import Case, Place
from sim.world.persons import Rows
from sim.world.vocabulary import Flow, Queue

_REMOVED = marked(Track.REMOVE_BY_CBP, Track.REMOVE_FROM_BED)
_ARREST_FLOWS = {Source.BORDER: Flow.APPREHENDED, Source.PORT: Flow.INADMISSIBLE}


def arrivals(ctx: Context) -> Steps:
    """Take those who arrive today into hold."""
    gate = Gate(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.ARRIVE)
        rows = gate.let_in(ctx.calendar(Appointment.ARRIVAL).take(day), day)
        if not len(rows):
            continue
        persons = ctx.persons
        persons.move(rows, place=Place.HOLD)
        persons.arrest(rows)
        persons.met[rows] = day
        ctx.record.meet(rows, day)
        first = rows[(persons.source[rows] == Source.BORDER) & (persons.arrested[rows] == NEVER)]
        persons.arrested[first] = day
        for source, flow in _ARREST_FLOWS.items():
            met = rows[persons.source[rows] == source]
            ctx.record.count(flow, met, day)
            ctx.record.count(Flow.BOOKED_INTO_HOLD, met, day)
            ctx.record.begin(Queue.CBP_HOLD, met, day)
        inside = rows[persons.source[rows] == Source.INTERIOR]
        at_large = persons.is_at_large_arrest[inside]
        ctx.record.count(Flow.ARREST_AT_LARGE, inside[at_large], day)
        ctx.record.count(Flow.ARREST_JAIL, inside[~at_large], day)
        ctx.world.processing.join(rows, day)


def disposition(ctx: Context, hold: Hold) -> Steps:
    """Send on those whose papers are done, then put today's arrests on their tracks."""
    desk = Desk(ctx)
    for day in ctx.days:
        yield ctx.until(day, Phase.DISPOSE)
        hold.open_bridges(day)
        hold.send_on(ctx.calendar(Appointment.READY).take(day), day)
        hold.prosecute(day)
        hold.place_children(day)
        desk.decide(ctx.world.processing.empty(), day)


class Desk:
    """The officers who decide the track of each arrested person."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        inputs = ctx.inputs
        self._expedited = ExpeditedRemoval(ctx)
        self._returns = ReturnRules(ctx)
        self._track = ctx.stream("disposition.track")
        self._custody = ctx.stream("disposition.custody")
        self._reinstated = ctx.stream("disposition.reinstated")
        self._reinstated_share = inputs.number("border.reinstated_share")
        self._prosecuted = ctx.stream("disposition.prosecuted")
        self._processing = ctx.stream("disposition.processing")
        self._processing_days = inputs.duration("border.processing_days")
        self._adult_shares = np.stack(
            [inputs.by_nationality(f"border.adult_track.{name}") for name in TRACKS_WITHOUT_ORDER], axis=1
        )
        self._reasonable = inputs.by_nationality("fear.reasonable_share_of_reinstated")
        self._family_centre = inputs.by_nationality("border.family_track.centre")
        self._family_removed = inputs.by_nationality("border.family_track.removed")
        self._child_returned = inputs.number("children.mexican_returned_share")
        self._detained = inputs.by_day("detention.notice_detained_share")
        self._interior = track_weights(inputs)
        self._mandatory = inputs.number("interior.mandatory_detention_share")
        self._by_cbp = inputs.number("removal.mexican_by_cbp_share")
        self._without_bed = inputs.number("removal.mexican_without_bed_share")
        self._prosecuted_share = inputs.by_nationality("prosecution.share")
        self._prosecution = inputs.by_day("prosecution.multiplier")

    def decide(self, rows: Rows, day: int) -> None:
        """Put persons arrested today on their tracks and plan the day on which their papers are done."""
        if not len(rows):
            return
        persons = self._ctx.persons
        border = rows[persons.source[rows] == Source.BORDER]
        kind = persons.kind[border]
        self._children(border[kind == PersonClass.UNACCOMPANIED_CHILD])
        self._families(border[kind == PersonClass.FAMILY_MEMBER], day)
        self._adults(border[kind == PersonClass.SINGLE_ADULT], day)
        self._arrested_inside(rows[persons.source[rows] == Source.INTERIOR], day)
        self._choose_custody(rows, day)
        self._open_cases(rows, day)
        self._ctx.record.put_on_tracks(rows, day)
        self._returns.select(rows, day)
        luck = self._ctx.luck(self._processing, rows)
        days = day + np.maximum(self._processing_days.sample(luck), 1)
        self._ctx.calendar(Appointment.READY).book(rows, days)

    def _children(self, rows: Rows) -> None:
        persons = self._ctx.persons
        luck = self._ctx.luck(self._track, rows)
        returned = (persons.nationality[rows] == Nationality.MEXICO) & (luck < self._child_returned)
        persons.track[rows] = np.where(returned, Track.VOLUNTARY_RETURN, Track.CARE_OF_ORR)

    def _families(self, rows: Rows, day: int) -> None:
        persons = self._ctx.persons
        nationality, luck = persons.nationality[rows], self._ctx.luck(self._track, rows)
        centre, removed = self._family_centre[nationality], self._family_removed[nationality]
        track = first_true(
            [luck < centre, luck < centre + removed],
            [Track.CREDIBLE_FEAR, Track.REMOVE_FROM_BED],
            Track.NOTICE_RELEASED,
        )
        track[(track == Track.REMOVE_FROM_BED) & (nationality == Nationality.MEXICO)] = Track.REMOVE_BY_CBP
        track = self._expedited.spare(rows, track, day, instead=Track.NOTICE_RELEASED)
        persons.track[rows] = track
        persons.order[rows] = np.where(_REMOVED[track], Order.ER, Order.NONE)
        persons.authority[rows] = Authority.ENTRANT

    def _adults(self, rows: Rows, day: int) -> None:
        persons = self._ctx.persons
        nationality, luck = persons.nationality[rows], self._ctx.luck(self._track, rows)
        track = adult_tracks(luck, self._adult_shares[nationality])
        track = self._expedited.widen_at_border(rows, track, day)
        prior = persons.has_prior_order[rows]
        prior &= self._ctx.luck(self._reinstated, rows) < self._reinstated_share
        track = self._expedited.spare(rows, track, day)
        fearful = luck < self._reasonable[nationality]
        track[prior] = np.where(fearful, Track.REASONABLE_FEAR, Track.REMOVE_FROM_BED)[prior]
        persons.track[rows] = track
        expedited = np.where(track == Track.REMOVE_FROM_BED, Order.ER, Order.NONE)
        persons.order[rows] = np.where(prior, Order.REINSTATEMENT, expedited)
        persons.authority[rows] = np.where(track == Track.NOTICE_DETAINED, Authority.DISCRETIONARY, Authority.ENTRANT)
        self._send_mexicans_home(rows)
        multiplier = self._prosecution[day]
        charged = self._ctx.luck(self._prosecuted, rows) < self._prosecuted_share[nationality] * multiplier
        persons.is_prosecuted[rows] = charged & (track == Track.REMOVE_FROM_BED)

    def _send_mexicans_home(self, rows: Rows) -> None:
        """Decide which agency carries out the orders of Mexicans, and whether a bed is needed."""
        persons = self._ctx.persons
        ordered = (persons.nationality[rows] == Nationality.MEXICO) & (persons.track[rows] == Track.REMOVE_FROM_BED)
        some = rows[ordered]
        luck = self._ctx.luck(self._custody, some)
        cuts = [luck < self._by_cbp, luck < self._by_cbp + self._without_bed]
        persons.track[some] = first_true(cuts, [Track.REMOVE_BY_CBP, Track.REMOVE_WITHOUT_BED], Track.REMOVE_FROM_BED)

    def _arrested_inside(self, rows: Rows, day: int) -> None:
        persons = self._ctx.persons
        shares = self._interior[persons.is_at_large_arrest[rows].astype(np.int64), day]
        chosen = choose(self._ctx.luck(self._track, rows), shares)
        persons.track[rows] = TRACKS[chosen]
        persons.order[rows] = ORDERS[chosen]
        self._ctx.world.old_orders.draw(persons.nationality[rows[chosen == ON_OLD_ORDER]])
        mandatory = self._ctx.luck(self._custody, rows) < self._mandatory
        mandatory &= persons.track[rows] != Track.INTERIOR_OTHER
        persons.authority[rows] = np.where(mandatory, Authority.MANDATORY, Authority.DISCRETIONARY)
        self._expedited.widen_inside(rows, day)

    def _choose_custody(self, rows: Rows, day: int) -> None:
        """Release some of those who get a notice at the border or at a port on recognisance."""
        persons = self._ctx.persons
        noticed = (persons.track[rows] == Track.NOTICE_DETAINED) & (persons.source[rows] != Source.INTERIOR)
        some = rows[noticed]
        released = self._ctx.luck(self._custody, some) >= self._detained[day]
        persons.track[some[released]] = Track.NOTICE_RELEASED
        held = some[~released]
        arriving = persons.source[held] == Source.PORT
        persons.authority[held] = np.where(arriving, Authority.ARRIVING, Authority.DISCRETIONARY)

    def _open_cases(self, rows: Rows, day: int) -> None:
        """Open the papers that the track asks for: a fear claim, or an order issued."""
        ctx, track = self._ctx, self._ctx.persons.track[rows]
        claims: dict[Track, Case] = {
            Track.CREDIBLE_FEAR: Case.CREDIBLE_FEAR,
            Track.REASONABLE_FEAR: Case.REASONABLE_FEAR,
        }
        for code, case in claims.items():
            some = rows[track == code]
            ctx.persons.move(some, case=case)
            ctx.persons.claimed_fear[some] = True
            ctx.record.begin(Queue.FEAR_SCREENING, some, day)
        order = ctx.persons.order[rows]
        ctx.record.count(Flow.ER_ISSUED, rows[(order == Order.ER) | (track == Track.CREDIBLE_FEAR)], day)
        ctx.record.count(Flow.REINSTATEMENT_ISSUED, rows[order == Order.REINSTATEMENT], day)
