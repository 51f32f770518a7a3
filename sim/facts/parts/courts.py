"""Immigration judges decide who may stay; dockets share them."""

from typing import Literal

from sim.facts.parts.part import ByNationality, Part
from sim.facts.quantities import Choice, Count, DatedCount, DatedRate, DatedShare, DatedSwitch, Duration, Rate, Share


class InitialShare(Part):
    """What the pending cases of the first day are."""

    detained: DatedShare
    """Cases pending on the first day that are on the detained docket [share]."""
    children: DatedShare
    """Cases pending on the first day that are of children who came alone [share]."""
    families: DatedShare
    """Cases pending on the first day that are of families [share]."""
    detained_interior: Share
    """Detained cases pending on the first day of people arrested inside the country [share]."""


class InitialReceived(Part):
    """Pending cases of the first day by the year received."""

    this_year: DatedRate
    """Cases pending on the first day by the fiscal year received: this year [cases]."""
    one_year_ago: DatedRate
    """Cases pending on the first day by the fiscal year received: one year ago [cases]."""
    two_years_ago: DatedRate
    """Cases pending on the first day by the fiscal year received: two years ago [cases]."""
    three_years_ago: DatedRate
    """Cases pending on the first day by the fiscal year received: three years ago [cases]."""
    four_years_ago: DatedRate
    """Cases pending on the first day by the fiscal year received: four years ago [cases]."""
    five_years_ago: DatedRate
    """Cases pending on the first day by the fiscal year received: five years ago [cases]."""
    earlier: DatedRate
    """Cases pending on the first day by the fiscal year received: earlier [cases]."""


class InitialUnfiledShare(Part):
    """Whose notices are not yet filed on the first day."""

    family: Share
    """Notices served and not filed on the first day that are of families [share]."""
    child: Share
    """Notices served and not filed on the first day that are of children who came alone [share]."""
    court: Share
    """Notices served and not filed on the first day that are of adults [share]."""


class FilingLag(Part):
    """How long a notice takes to reach the court."""

    detained: Duration
    """From service of a notice to its filing, people who are held [days]."""
    fear_positive: Duration
    """From service of a notice to its filing, people with a positive fear finding who are released [days]."""
    family_or_child: Duration
    """From service of a notice to its filing, families and children released [days]."""
    interior: Duration
    """From service of a notice to its filing, people arrested inside the country and released [days]."""
    border_adult: Duration
    """From service of a notice to its filing, other adults released at the border [days]."""


class DocketShare(Part):
    """How dockets share the judges."""

    detained: DatedShare
    """Part of the capacity reserved for the detained docket [share]."""
    mexico: DatedShare
    """Part of the capacity reserved for people sent back to wait in Mexico [share]."""
    priority: DatedShare
    """Part of the capacity reserved for recent families and children [share]."""


class Interval(Part):
    """Least time between hearings."""

    first: Duration
    """From filing to the earliest first hearing, people at large [days]."""
    detained: Duration
    """Least time between hearings, detained docket [days]."""
    mexico: Duration
    """Least time between hearings, people waiting in Mexico [days]."""
    released: Duration
    """Least time between hearings, people at large [days]."""


class HearingsPerDecidedCase(Part):
    """Hearings that a decided case takes."""

    detained: Rate
    """Hearings of a case that is decided, detained docket [hearings]."""
    released: Rate
    """Hearings of a case that is decided, people at large [hearings]."""
    mexico: Rate
    """Hearings of a case that is decided, people waiting in Mexico [hearings]."""


class NoShow(Part):
    """Who does not appear."""

    first: Share
    """People at large who do not appear at the first hearing [share]."""
    later: Share
    """People at large who do not appear at a later hearing [share]."""
    mexico: Share
    """People waiting in Mexico who do not appear at a hearing [share]."""


class ReliefShare(Part):
    """Who wins."""

    detained: ByNationality[Share]
    """Decided detained cases in which the person wins relief [share]."""
    released: ByNationality[Share]
    """Decided cases of people at large in which the person wins relief [share]."""


class TerminatedShare(Part):
    """Which cases are terminated."""

    detained: Share
    """Decided detained cases that are terminated or end otherwise [share]."""
    released: Share
    """Decided cases of people at large that are terminated or end otherwise [share]."""


class VoluntaryDepartureShare(Part):
    """Which cases end in voluntary departure."""

    detained: Share
    """Decided detained cases that end in voluntary departure [share]."""
    released: Share
    """Decided cases of people at large that end in voluntary departure [share]."""


class Courts(Part):
    """What the scenario claims: immigration judges decide who may stay; dockets share them."""

    judges: DatedRate
    """Immigration judges on board [judges]."""
    completions_per_judge_year: DatedRate
    """Completions of a judge past the first months [cases/judge-year]."""
    judge_ramp_days: Count
    """Time a new judge works at a slower pace [days]."""
    judge_ramp_pace: Share
    """Pace of a new judge against a full one [share]."""
    other_receipts_per_year: DatedRate
    """Cases that reach the court from offices that arrest nobody: referrals of affirmative asylum and other
    USCIS [cases/year]."""
    initial_pending: DatedCount
    """Cases pending on the first day [cases]."""
    initial_share: InitialShare
    """What the pending cases of the first day are."""
    initial_received: InitialReceived
    """Pending cases of the first day by the year received."""
    initial_age_factor: DatedRate
    """What all ages are multiplied by, to meet the published mean age [ratio]."""
    initial_young_third_year_share: Share
    """Part of the third latest year in which families and children had begun to come in numbers [share]."""
    initial_subsequent_share: Share
    """Adults with a pending case on the first day whose case was reopened or remanded [share]."""
    initial_unheard_days: Count
    """Cases younger than this on the first day have had no hearing [days]."""
    initial_unfiled: DatedCount
    """Notices served and not filed on the first day [cases]."""
    initial_unfiled_share: InitialUnfiledShare
    """Whose notices are not yet filed on the first day."""
    filing_lag: FilingLag
    """How long a notice takes to reach the court."""
    never_filed_share: Share
    """Notices of released people that are never filed [share]."""
    closures_per_year: DatedRate
    """Cases administratively closed [cases/year]."""
    recalendared_per_year: DatedRate
    """Closed cases put back on the docket [cases/year]."""
    reopened_per_year: DatedRate
    """Completed cases reopened or remanded [cases/year]."""
    closure_net_share: Share | None
    """Net share of pending cases closed in a year; replaces the three gross flows when set [share/year]."""
    returning_case_age_days: Duration
    """Time since filing of a case that comes back [days]."""
    docket_rule: Choice[Literal["priority", "fifo", "lifo"]]
    """Which case is heard next: by dockets with booked dates, or plain queues for tests."""
    priority_docket: DatedSwitch
    """Whether recent families and children have a docket of their own."""
    fast_lane_share: Share
    """Cases at large whose first hearing is held ahead of the line [share]."""
    docket_share: DocketShare
    """How dockets share the judges."""
    interval: Interval
    """Least time between hearings."""
    hearings_per_decided_case: HearingsPerDecidedCase
    """Hearings that a decided case takes."""
    decided_at_first_hearing_share: Share
    """First hearings of people at large that decide the case [share]."""
    no_show: NoShow
    """Who does not appear."""
    valid_notice_abroad_share: Share
    """Absences from Mexico in which notice was valid, so that removal is ordered [share]."""
    relief_share: ReliefShare
    """Who wins."""
    terminated_share: TerminatedShare
    """Which cases are terminated."""
    voluntary_departure_share: VoluntaryDepartureShare
    """Which cases end in voluntary departure."""
    nationality_share: ByNationality[Rate]
    """Nationality of adults with a pending case [weight]."""
    family_nationality_share: ByNationality[Rate]
    """Nationality of families in the stocks of the first day [weight]."""
