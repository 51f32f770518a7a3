"""Pages of docs on which a part of the system, simulated, stands beside what was published."""
