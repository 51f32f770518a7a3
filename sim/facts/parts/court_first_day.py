"""On the first day cases are pending and notices are served that are not filed yet."""

from typing import Self

from pydantic import model_validator

from sim.facts.parameter import AnyParameter
from sim.facts.parts.part import ContradictionError, Part
from sim.facts.quantities import DatedRate, DatedShare, Share


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

    family: DatedShare
    """Notices served and not filed on the first day that are of families [share]."""
    child: DatedShare
    """Notices served and not filed on the first day that are of children who came alone [share]."""
    court: DatedShare
    """Notices served and not filed on the first day that are of other adults at large [share]."""
    fear: DatedShare
    """Notices served and not filed on the first day that are of adults found to have a credible fear [share]."""
