"""Cases come back to the court, unless it is alone or one net share stands for all that closes and comes back."""

from sim.model.context import Context


def is_court_alone(ctx: Context) -> bool:
    """Say whether nobody is arrested or comes to a port, so that the model is a court alone."""
    names = ("border.attempts_scale", "ports.arrivals_scale", "interior.arrests_scale")
    return all(not ctx.inputs.by_day(name).any() for name in names)


def is_net(ctx: Context) -> bool:
    """Say whether the scenario gives one net share in place of the three gross flows."""
    return ctx.inputs.is_set("courts.closure_net_share")


def cases_come_back(ctx: Context) -> bool:
    """Say whether cases come back to the court: not to a court alone, nor where one net share stands for all flows."""
    return not is_net(ctx) and not is_court_alone(ctx)
