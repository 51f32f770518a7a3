"""Every parameter of a scenario, declared once with its kind, its unit and a sentence, in sixteen groups."""

from sim.scenario.parameters.border import Border, Children, Prosecution
from sim.scenario.parameters.costs import Costs
from sim.scenario.parameters.court_cases import Litigation
from sim.scenario.parameters.courts import Courts
from sim.scenario.parameters.detention import Detention
from sim.scenario.parameters.expedited_removal import ExpeditedRemoval, Fear
from sim.scenario.parameters.group import ParameterGroup
from sim.scenario.parameters.interior import Interior
from sim.scenario.parameters.mexico import ContiguousReturn, Mexico
from sim.scenario.parameters.ports import Ports
from sim.scenario.parameters.removal import Removal
from sim.scenario.parameters.run import Run
from sim.scenario.parameters.staffing import Staffing


class Parameters(ParameterGroup):
    """Everything a scenario claims about the world."""

    run: Run
    border: Border
    ports: Ports
    interior: Interior
    expedited_removal: ExpeditedRemoval
    contiguous_return: ContiguousReturn
    fear: Fear
    detention: Detention
    children: Children
    courts: Courts
    prosecution: Prosecution
    removal: Removal
    mexico: Mexico
    litigation: Litigation
    staffing: Staffing
    costs: Costs
