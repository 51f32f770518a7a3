"""Border stations: people set out, cross between ports or come to one, are arrested, and try again after a return."""
