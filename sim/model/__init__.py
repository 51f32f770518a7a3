"""How the system works: the calendar of the institutions, one process each, and the run."""
