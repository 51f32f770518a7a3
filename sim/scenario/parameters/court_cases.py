"""Cases: attendance, appeals, the docket of the first day, and suits that stop a section of the memos."""

from typing import Self

from pydantic import model_validator

from sim.scenario.parameter import (
    AnyParameter,
    Count,
    DatedCount,
    DatedRate,
    DatedShare,
    DatedSwitch,
    Duration,
    Rate,
    Share,
    Signed,
    Switch,
)
from sim.scenario.parameters.group import ContradictionError, ParameterGroup, Table


class AppealShareByCounsel(ParameterGroup):
    """Who appeals on a docket, by counsel."""

    without_counsel: Share
    """People without counsel ordered removed in their presence who appeal [share]."""
    with_counsel: Share
    """People with counsel ordered removed in their presence who appeal [share]."""


class AppealShare(ParameterGroup):
    """Who appeals."""

    detained: AppealShareByCounsel
    """Who appeals on the detained docket, by counsel."""
    released: AppealShareByCounsel
    """Who appeals of people at large, by counsel."""
    mexico: AppealShareByCounsel
    """Who appeals of people waiting in Mexico, by counsel."""
    withholding_only: Share
    """People denied withholding who appeal [share]."""
    government: Share
    """People granted relief against whom the government appeals [share]."""


class AppealDays(ParameterGroup):
    """How long an appeal takes before it is ripe for a decision."""

    detained: Duration
    """From the appeal to a case ripe for the Board, people who are held [days]."""
    released: Duration
    """From the appeal to a case ripe for the Board, people at large [days]."""
    circuit: Duration
    """From the petition to the decision of a circuit court [days]."""


class RemandedShare(ParameterGroup):
    """What comes back to the judge."""

    board: Share
    """Appeals that the Board sends back to the judge [share]."""
    circuit: Share
    """Petitions after which the case comes back to the judge [share]."""


class Appeals(ParameterGroup):
    """Appeals to the Board and petitions to circuit courts."""

    share: AppealShare
    """Who appeals."""
    days: AppealDays
    """How long an appeal takes before it is ripe for a decision."""
    board_decisions_per_year: DatedRate
    """Decisions that the Board can make [cases/year]."""
    remanded_share: RemandedShare
    """What comes back to the judge."""
    petition_share: Share
    """Dismissed appeals that go on to a circuit court with a stay [share]."""
    wait_in_mexico: Switch
    """Whether people returned to Mexico wait there for the Board too."""
    initial_pending: DatedCount
    """Appeals pending on the first day [cases]."""


class ByClass(Table):
    """One claim for each class of persons at large."""

    adult: Share
    """Single adults at large [share]."""
    family: Share
    """Members of families [share]."""
    child: Share
    """Children who came alone [share]."""


class RepresentedShare(ParameterGroup):
    """Who finds counsel in the end."""

    adult: Share
    """Single adults at large who find counsel in the end [share]."""
    family: Share
    """Members of families who find counsel in the end [share]."""
    child: Share
    """Children who came alone who find counsel in the end [share]."""
    detained: Share
    """People on the detained docket who find counsel in the end [share]."""
    mexico: Share
    """People waiting in Mexico who find counsel in the end [share]."""


class CounselDays(ParameterGroup):
    """How long it takes to find counsel."""

    released: Duration
    """From filing to counsel, of those at large or in Mexico who find it in the end [days]."""
    detained: Duration
    """From filing to counsel, of those on the detained docket who find it in the end [days]."""


class NoShow(ParameterGroup):
    """Who does not appear."""

    first: ByClass
    """People at large without counsel, reached by a notice, who do not appear at the first hearing."""
    later: ByClass
    """People at large without counsel, reached by a notice, who do not appear at a later hearing."""
    represented_factor: Rate
    """Absence of people with counsel against that of people without [ratio]."""
    bond_factor: Rate
    """Absence of people released on bond against that of others at large [ratio]."""
    alternatives_factor: Rate
    """Absence of people in alternatives to detention against that of others at large [ratio]."""
    mexico: Share
    """People waiting in Mexico who do not appear at a hearing [share]."""
    wait_gain: Signed
    """Change of absence with each year of waiting more than usual; 0 shuts the loop off [ratio/year]."""
    usual_wait_days: Count
    """Wait since filing at which absence is as stated [days]."""


class AbsentiaReopenedShare(ParameterGroup):
    """Whose order made in absence is reopened."""

    notice_reached: Share
    """Orders in absence that are reopened, where the notice had arrived [share]."""
    notice_missed: Share
    """Orders in absence that are reopened, where the notice had not arrived [share]."""


class InitialShare(ParameterGroup):
    """What the pending cases of the first day are."""

    detained: DatedShare
    """Cases pending on the first day that are on the detained docket [share]."""
    children: DatedShare
    """Cases pending on the first day that are of children who came alone [share]."""
    families: DatedShare
    """Cases pending on the first day that are of families [share]."""
    detained_interior: Share
    """Detained cases pending on the first day of people arrested inside the country [share]."""

    @model_validator(mode="after")
    def _parameters_room(self) -> Self:
        """Cases that are none of these are of adults at large.

        Raises:
            ContradictionError: if these may come to more than all.
        """
        groups = (self.detained, self.children, self.families)
        if sum(_most(group) for group in groups) > 1.0:
            largest = max(groups, key=_most)
            raise ContradictionError(largest, "detained, children and families together at most 1, at their high ends")
        return self


def _most(parameter: AnyParameter) -> float:
    """The largest value that a parameter may have."""
    ends = [entry.value if entry.high is None else entry.high for entry in parameter.entries]
    return max(float(end) for end in ends if isinstance(end, int | float))


class InitialReceived(ParameterGroup):
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


class InitialUnfiledShare(ParameterGroup):
    """Whose notices are not yet filed on the first day."""

    family: DatedShare
    """Notices served and not filed on the first day that are of families [share]."""
    child: DatedShare
    """Notices served and not filed on the first day that are of children who came alone [share]."""
    court: DatedShare
    """Notices served and not filed on the first day that are of other adults at large [share]."""
    fear: DatedShare
    """Notices served and not filed on the first day that are of adults found to have a credible fear [share]."""


class Suit(ParameterGroup):
    """Suits against one section."""

    stopped_share: Share
    """How likely a court is to stop the section once it is in force [share]."""
    days_to_stop: Duration
    """From the day the section is in force to the day a court stops it [days]."""
    days_stopped: Duration
    """From the day a court stops the section to the day the stop is lifted [days]."""
    injunction: DatedSwitch
    """Whether an injunction stops the section for certain, on top of what chance stops."""


class Litigation(ParameterGroup):
    """Suits that may stop a section of the memos: how likely, how soon and for how long."""

    release_grounds: Suit
    """Border section A, release."""
    expedited_removal: Suit
    """Border section G, expedited removal beyond the limits of the base."""
    contiguous_return: Suit
    """Border section H, return to Mexico."""
    fear_standard: Suit
    """Border section I, findings of fear."""
    parole: Suit
    """Border section K, parole."""
    detainers: Suit
    """Interior section B, detainers."""
