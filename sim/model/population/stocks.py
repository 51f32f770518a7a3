"""People of the first day come as stocks: so many of a kind, split by nationality, each with a part of the stay behind.

A flow that a scenario shuts off leaves the stocks that it feeds empty.
"""

import numpy as np

from sim.base.words import Nationality, PersonClass
from sim.engine.columns import Source
from sim.engine.compiled import Bundle, Floats, Ints, Word, bundle, rule
from sim.engine.draws import draw, quantile
from sim.engine.numbers import KEEP, BookIn, Place, Wait
from sim.engine.person import Person
from sim.engine.state import State
from sim.engine.verbs import arrest, begin_wait, move
from sim.model.border.admission import Admission, Cell, bring, mean_party
from sim.model.context import Context
from sim.model.detention.custody import book_in_of
from sim.model.fields import residual_life, stream
from sim.scenario.names import parameters

_KINDS = {"family": PersonClass.FAMILY_MEMBER, "child": PersonClass.UNACCOMPANIED_CHILD}
_NATIONALITIES = {
    "court": "courts.nationality_share",
    "family": "courts.family_nationality_share",
    "child": "children.nationality_share",
    "interior": "interior.nationality_share",
    "ordered": "detention.initial_order_nationality",
    "fear": "ports.nationality_share",
}
"""The shares by which each kind of stock is split."""


@bundle
class Stays(Bundle):
    """How much of a stay lies behind those who are present on the first day."""

    in_beds: Floats = residual_life(parameters.detention.initial_elapsed_days)
    stay: Word = stream("day0.stay")
    kind: Word = stream("day0.kind")


class Stocks:
    """Those who are in the country when the run begins."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._is_open = {
            "border": bool(ctx.inputs.by_day("border.attempts_scale").any()),
            "interior": bool(ctx.inputs.by_day("interior.arrests_scale").any()),
        }
        self.stays = Stays.of(ctx)
        self._admission = Admission.of(ctx)

    def when(self, source: str, total: float) -> float:
        """The stock if the flow that feeds it is open, nothing if it is shut."""
        return total if self._is_open[source] else 0.0

    def make(self, label: str, what: str, persons: float) -> Ints:
        """Enter the parties of a stock: as many as make up so many persons, split by nationality."""
        kind = _KINDS.get(what, PersonClass.SINGLE_ADULT)
        shares = self._ctx.inputs.by_nationality(_NATIONALITIES[what])
        cuts = np.rint(np.cumsum(shares / shares.sum()) * persons / mean_party(self._ctx, kind))
        cells = [Cell(Source.STOCK, f"{label} {what}", nationality, kind) for nationality in Nationality]
        made = bring(self._ctx, self._admission, cells, np.diff(cuts, prepend=0.0))
        arrest_all(self._ctx.state, made)
        return made


@rule
def arrest_all(world: State, rows: Ints) -> None:
    """Let persons of the first day have been arrested once."""
    for row in rows:
        arrest(world.people[row])


@rule
def days_in_bed(stays: Stays, person: Person) -> int:
    """Days that a person has been in custody of ICE [days]."""
    return quantile(stays.in_beds, 0, draw(person, stays.stay))


@rule
def put_in_bed(world: State, person: Person, row: int, place: int) -> None:
    """Let a person be in a bed, by way of hold."""
    move(world, person, row, Place.HOLD, KEEP, KEEP)
    move(world, person, row, place, KEEP, KEEP)


@rule
def begin_stay(world: State, person: Person, spent: int, book_in: int) -> None:
    """Let a stay in a bed have begun some days ago, in a stream of book-ins, or that of the disposition if NONE."""
    person.book_in = book_in_of(person) if book_in == BookIn.NONE else book_in
    begin_wait(world, person, Wait.DETENTION, 0)
    person.since[Wait.DETENTION] = -spent
