"""A break-even begins with what the user asks for: a lever with a range, and what is to hold."""

from sim.base.errors import Problem, ScenarioError
from sim.scenario.scenario import Overrides
from sim.study.factors import VARY, read_factors
from sim.study.plans import Options, check_replications, command_text
from sim.study.point_plans import settled
from sim.study.quantities import read_target
from sim.study.solves import SolvePlan, check_levers
from sim.study.study_files import find_study
from sim.study.sweep_plans import completed, known_parameters

SOLVE = "solve"


def plan_solve(
    name: str, vary: tuple[str, ...], until: tuple[str, ...], overrides: Overrides, options: Options
) -> SolvePlan:
    """Check a break-even.

    Args:
        name: a shipped scenario or break-even, or the path of either.
        vary: the lever as PATH=LOW:HIGH and at most one other with levels; as the file says where empty.
        until: what is to hold, each as METRIC[group]@year<=VALUE; as the file says where empty.
        overrides: what else is changed.
        options: how to compute.

    Raises:
        ScenarioError: with every problem.
    """
    check_replications(overrides.replications)
    document = find_study(name, SOLVE)
    scenario = name
    if document:
        scenario, overrides = document.scenario, completed(document, overrides, vary)
        vary, until = vary or document.vary, until or document.until
    lever, other = check_levers(read_factors(vary, known_parameters(), years=overrides.years))
    if not until:
        raise ScenarioError((Problem("--until", 0, 0, "", "nothing", "METRIC[group]@year<=VALUE or >=VALUE"),))
    targets = tuple(read_target(text, "--until") for text in until)
    same = settled(scenario, overrides)
    words = [scenario]
    for text in vary:
        words += [VARY, text]
    words += ["--until", str(targets[0])]
    for target in targets[1:]:
        words += ["--and", str(target)]
    command = command_text(SOLVE, tuple(words), same, options)
    return SolvePlan(scenario, lever, other, targets, same, command, document.title if document else "")
