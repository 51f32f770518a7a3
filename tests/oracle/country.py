"""The oracle: the same country under the same scenario and the same draw, each person living a life of their own."""

import simpy

from sim.base.days import PHASES
from sim.engine.diagrams import Docket
from sim.scenario.inputs import Inputs
from tests.oracle.appeals import board
from tests.oracle.arrests import officers_of_ice
from tests.oracle.border import gates, magistrates, morning, shelters_of_orr
from tests.oracle.coming import bring_everybody
from tests.oracle.courts import courts, open_calendars
from tests.oracle.custody import bed_desk
from tests.oracle.dockets import filing_clerks
from tests.oracle.facts import Facts
from tests.oracle.first_day import populate
from tests.oracle.lives import life
from tests.oracle.mexico import bridges
from tests.oracle.money import evenings
from tests.oracle.people import HALVES, Line
from tests.oracle.removal import charters
from tests.oracle.screening import asylum_office
from tests.oracle.supervision import program
from tests.oracle.world import World

OFFICES = (
    officers_of_ice,
    gates,
    magistrates,
    shelters_of_orr,
    morning,
    asylum_office,
    filing_clerks,
    board,
    courts,
    program,
    bed_desk,
    bridges,
    charters,
    evenings,
)
"""Those who decide for many people at once."""


def play(inputs: Inputs, *, adult_beds: Line | None = None) -> World:
    """Let everybody live through the run.

    Args:
        inputs: everything the scenario claims, drawn for one replication.
        adult_beds: the line for adult beds, if it is to be another than the rule says.
    """
    newest_first = inputs.choice("courts.docket_rule") == "lifo"
    world = World(
        simpy.Environment(),
        Facts(inputs),
        adult_beds=Line() if adult_beds is None else adult_beds,
        dockets={docket: Line(newest_first=newest_first) for docket in Docket},
    )
    open_calendars(world)
    populate(world)
    bring_everybody(world)
    for person in world.people:
        world.env.process(life(world, person))
    for office in OFFICES:
        world.env.process(office(world))
    world.env.run(until=HALVES * PHASES * inputs.clock.days)
    return world
