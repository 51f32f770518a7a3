"""Immigration judges decide who may stay; dockets share them."""

from typing import Literal

from sim.scenario.parameter import (
    Choice,
    Count,
    DatedCount,
    DatedDuration,
    DatedRate,
    DatedShare,
    DatedSwitch,
    Duration,
    Rate,
    Share,
)
from sim.scenario.parameters.court_cases import (
    AbsentiaReopenedShare,
    Appeals,
    ByClass,
    CounselDays,
    InitialReceived,
    InitialShare,
    InitialUnfiledShare,
    NoShow,
    RepresentedShare,
)
from sim.scenario.parameters.court_hearings import (
    ClosedDockets,
    DocketShare,
    HearingHours,
    HearingsPerDecidedCase,
    Interval,
    OnMeritsShare,
)
from sim.scenario.parameters.group import ByNationality, ParameterGroup


class FilingLag(ParameterGroup):
    """How long a notice takes to reach the court."""

    detained: DatedDuration
    """From service of a notice to its filing, people who are held [days]."""
    fear_positive: DatedDuration
    """From service of a notice to its filing, people with a positive fear finding who are released [days]."""
    family_or_child: DatedDuration
    """From service of a notice to its filing, families and children released [days]."""
    interior: DatedDuration
    """From service of a notice to its filing, people arrested inside the country and released [days]."""
    border_adult: DatedDuration
    """From service of a notice to its filing, other adults released at the border [days]."""


class ByDocket(ParameterGroup):
    """One claim for people who are held and one for people who are not."""

    detained: Share
    """The detained docket [share]."""
    released: Share
    """People at large [share]."""


class ReliefFactorOfCounsel(ParameterGroup):
    """What counsel does to relief."""

    detained: Rate
    """Relief with counsel against the mean, detained docket [ratio]."""
    released: Rate
    """Relief with counsel against the mean, people at large [ratio]."""
    mexico: Rate
    """Relief with counsel against relief without, people waiting in Mexico [ratio]."""


class ReliefShare(ParameterGroup):
    """Who wins."""

    detained: ByNationality[Share]
    """Decided detained cases in which the person wins relief [share]."""
    released: ByNationality[Share]
    """Decided cases of people at large in which the person wins relief [share]."""
    mexico: ByNationality[Share]
    """Decided cases of people waiting in Mexico who have no counsel in which the person wins relief [share]."""
    withholding_only: Share
    """Withholding-only cases in which removal to the one country is withheld [share]."""


class TerminatedShare(ParameterGroup):
    """Which cases are terminated."""

    detained: DatedShare
    """Decided detained cases that are terminated or end otherwise [share]."""
    released: DatedShare
    """Decided cases of people at large that are terminated or end otherwise [share]."""


class VoluntaryDepartureShare(ParameterGroup):
    """Which cases end in voluntary departure."""

    detained: DatedShare
    """Decided detained cases that end in voluntary departure [share]."""
    released: DatedShare
    """Decided cases of people at large that end in voluntary departure [share]."""


class InitialUnheardDays(ParameterGroup):
    """Cases younger than this on the first day have had no hearing."""

    adult: Count
    """Single adults at large [days]."""
    young: Count
    """Families and children, who are heard first [days]."""


class Courts(ParameterGroup):
    """Immigration courts: judges, dockets, hearings, decisions, and the pending cases of the first day."""

    judges: DatedRate
    """Immigration judges on board [judges]."""
    bench_hours_per_judge_year: DatedRate
    """Hours of a judge on the bench [hours/judge-year]."""
    slot_yield: DatedShare
    """Part of these hours that is not lost when slots collapse on the day [share]."""
    completions_per_judge_year: DatedRate
    """Completions of a judge past the first months, where judges are rated in them; 0 where they have hours
    [cases/judge-year]."""
    judges_detailed: DatedRate
    """Judges detailed to hear cases at the border [judges]."""
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
    initial_merits_share: ByDocket
    """Pending cases of the first day, heard before, whose next hearing is on the merits."""
    initial_unheard_days: InitialUnheardDays
    """Cases younger than this on the first day have had no hearing."""
    initial_unfiled: DatedCount
    """Notices served and not filed on the first day [cases]."""
    initial_unfiled_share: InitialUnfiledShare
    """Whose notices are not yet filed on the first day."""
    filing_lag: FilingLag
    """How long a notice takes to reach the court."""
    filings_per_day: DatedRate
    """Notices that the clerks of the courts can enter in a working day; others wait [cases/day]."""
    never_filed_share: Share
    """Notices of released people that are never filed [share]."""
    closures_per_year: DatedRate
    """Cases administratively closed [cases/year]."""
    closure_age_power: Count
    """Of the cases adjourned on a day, one is closed with a chance that rises with this power of its age [power]."""
    recalendared_per_year: DatedRate
    """Closed cases put back on the docket [cases/year]."""
    reopened_per_year: DatedRate
    """Cases decided before the first day that are reopened for other reasons than absence or remand [cases/year]."""
    closure_net_share: Share | None
    """Net share of pending cases closed in a year; replaces the three gross flows when set [share/year]."""
    returning_case_age_days: Duration
    """Time since filing of a case that comes back [days]."""
    docket_rule: Choice[Literal["priority", "fifo", "lifo"]]
    """Which case is heard next: by dockets with booked dates, or plain queues for tests."""
    priority_docket: DatedSwitch
    """Whether recent families and children have a docket of their own."""
    calendar_memory_days: Rate
    """Working days over which a clerk learns how many hearings a day can be planned [working days]."""
    returned_ahead_share: Share
    """Cases reopened or remanded that are heard ahead of the line [share]."""
    closed: ClosedDockets
    """Dockets that hear nobody."""
    unused_hours_pass_on: DatedSwitch
    """Whether hours that the detained docket or that of people in Mexico leaves unused are used by others."""
    master_share: Share
    """The most of the hours of people at large that goes to the master calendar while merits hearings wait [share]."""
    hearing_hours: HearingHours
    """How long a hearing takes on the bench."""
    docket_share: DocketShare
    """How dockets share the judges."""
    interval: Interval
    """Least time between hearings."""
    hearings_per_decided_case: HearingsPerDecidedCase
    """Hearings that a case takes."""
    decided_at_first_hearing_share: Share
    """First hearings of people at large that are the last on the master calendar, the person present [share]."""
    on_merits_share: OnMeritsShare
    """Which cases come to a merits hearing."""
    represented_share: RepresentedShare
    """Who finds counsel in the end."""
    counsel_days: CounselDays
    """How long it takes to find counsel."""
    notice_reached_share: ByClass
    """Whom the notice of a hearing reaches."""
    no_show: NoShow
    """Who does not appear."""
    absentia_reopened_share: AbsentiaReopenedShare
    """Whose order made in absence is reopened."""
    absentia_motion_days: Duration
    """From an order made in absence to its reopening [days]."""
    valid_notice_abroad_share: Share
    """Absences from Mexico in which notice was valid, so that removal is ordered [share]."""
    relief_share: ReliefShare
    """Who wins."""
    counsel_among_decided_share: ByDocket
    """Decided cases with the person present and represented."""
    relief_factor_of_counsel: ReliefFactorOfCounsel
    """What counsel does to relief."""
    terminated_share: TerminatedShare
    """Which cases are terminated."""
    voluntary_departure_share: VoluntaryDepartureShare
    """Which cases end in voluntary departure."""
    appeals: Appeals
    """Appeals to the Board and petitions to circuit courts."""
    initial_motions_pending: Count
    """Orders in absence of before the first day that will be reopened [cases]."""
    initial_orders_at_large: ByNationality[Count]
    """People at large under a final order of before the first day [persons]."""
    nationality_share: ByNationality[Rate]
    """Nationality of adults with a pending case [weight]."""
    family_nationality_share: ByNationality[Rate]
    """Nationality of families in the stocks of the first day [weight]."""
